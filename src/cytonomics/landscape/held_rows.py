"""Concentration, entry and exit as plain rows with the ids of their figures, for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cytonomics.landscape.came import move_figure, sold_figure
from cytonomics.landscape.concentration import MORE, Concentration
from cytonomics.landscape.entries import Move
from cytonomics.landscape.firms import sales
from cytonomics.landscape.held import (
    ALL,
    CR,
    FIRMS,
    HHI,
    HHI_ONE,
    SALES,
    SHARE,
    WHOLE,
    firm_figure,
    held,
    place_figure,
)
from cytonomics.landscape.presence import Arrival
from cytonomics.market import Market, Working, name_of


def concentration_row(market: Market, one: Concentration) -> dict[str, Any]:
    """Return the concentration of a place and year as a plain row; `figures` are ids to trace.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.concentration import concentration
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> concentration_row(market, concentration(market)[0])["figures"]["hhi"]
        'til/hhi/world/world/2024'
    """
    leading = {f"cr{n}": width._asdict() for n, width in enumerate(one.leading, 1)}
    leader = one.leader
    kinds = {"hhi": HHI, "hhi_unknown_as_one_firm": HHI_ONE, "companies": FIRMS}
    kinds |= {f"cr{n}": CR[n - 1] for n in range(1, MORE + 1)}
    figures = {key: place_figure(market, kind, one.place, one.year) for key, kind in kinds.items()}
    figures["sales"] = firm_figure(market, ALL, one.place, WHOLE, one.year)
    if leader:
        figures["leader"] = firm_figure(market, SHARE, one.place, leader.firm, one.year)
    return {
        "kind": one.place.kind,
        "place": one.place.id,
        "place_name": one.place.name,
        "year": one.year,
        "period_kind": one.period_kind,
        "sales": one.sales._asdict(),
        "hhi": one.hhi._asdict(),
        "hhi_unknown_as_one_firm": one.hhi_one._asdict(),
        "equal_firms": one.equal_firms if one.hhi.mean else None,
        **leading,
        "companies": one.companies._asdict(),
        "unknown_share": one.unknown,
        "leader": leader and {**leader._asdict(), "share": leader.share._asdict()},
        "class": one.level,
        "class_unknown_as_one_firm": one.level_one,
        "classes": dict(one.levels),
        "figures": figures,
    }


def share_rows(market: Market, found: Iterable[Concentration]) -> list[dict[str, Any]]:
    """Return the share of every firm in every place and year as plain rows.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.concentration import concentration
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> share_rows(market, concentration(market)[:1])[0]["firm"]
        'iovance'
    """
    known = {one.id: one for one in held(market)}
    rows = []
    for one in found:
        for firm in sales(market)[one.place.kind, one.place.id].firms:
            figure = firm_figure(market, SHARE, one.place, firm, one.year)
            if figure in known:
                own = known[figure]
                rows.append(
                    {
                        "kind": one.place.kind,
                        "place": one.place.id,
                        "year": one.year,
                        "firm": firm,
                        "name": name_of(market, "company", firm),
                        "share": own.value,
                        "p05": own.low,
                        "p95": own.high,
                        "figure": figure,
                        "sales_figure": firm_figure(market, SALES, one.place, firm, one.year),
                    }
                )
    return rows


def move_row(market: Market, one: Move) -> dict[str, Any]:
    """Return a move of a firm as a plain row.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.entries import moves
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> move_row(market, moves(market)[0])["place_name"]
        'World'
    """
    place = {"place_kind": one.place.kind, "place": one.place.id, "place_name": one.place.name}
    figures = {"likely": move_figure(market, one), "sales": sold_figure(market, one)}
    return {**asdict(one), **place, "figures": figures}


def arrival_row(one: Arrival) -> dict[str, Any]:
    """Return a product that came to the place of an authority, or went, as a plain row.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.presence import arrivals
        >>> from cytonomics.market import evaluate
        >>> arrival_row(arrivals(evaluate(load(), "til", draws=2))[0])["place_name"]
        'United States'
    """
    where = one.presence
    return {
        "year": one.year,
        "kind": one.kind,
        "product": where.product,
        "name": where.name,
        "authority": where.authority or None,
        "place": where.place,
        "place_name": where.place_name,
        "region": where.region,
        "day": one.day,
        "firm": one.firm or None,
        "firm_name": one.firm_name or None,
        "how": one.how,
        "facts": list(one.facts),
    }


def working_row(one: Working) -> dict[str, Any]:
    """Return a figure worked out from others as a plain row.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> working_row(held(evaluate(load(), "til", draws=4))[0])["unit"]
        'million USD'
    """
    return {
        "figure": one.id,
        "name": one.name,
        "measure": one.kind.name,
        "value": one.value,
        "p05": one.low,
        "p95": one.high,
        "unit": one.kind.unit,
        "rule": one.kind.rule,
        "source": one.kind.source,
        "said": one.said,
        "draws": None if one.draws is None else len(one.draws),
        "figures": list(one.figures),
        "facts": list(one.facts),
    }
