"""Profiles as plain rows, for programs that read them."""

from __future__ import annotations

from typing import Any

from cytonomics.landscape.holding import product_name
from cytonomics.landscape.profiles import Profile, profile, profiles
from cytonomics.landscape.swot import RULES
from cytonomics.market import Market

_DEMANDS = {rule.name: rule.demands for rule in RULES}


def profile_rows(market: Market, company: str = "") -> list[dict[str, Any]]:
    """Return profiles as plain rows for `cytonomics landscape --json`.

    Args:
        market: the market.
        company: one company; all of them if none is named.

    Raises:
        LandscapeError: as in `profile`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> sorted(profile_rows(market, "iovance")[0])[:4]
        ['changes', 'company', 'country', 'developments']
    """
    wanted = (profile(market, company),) if company else profiles(market)
    return [_row(market, one) for one in wanted]


def _row(market: Market, one: Profile) -> dict[str, Any]:
    overview = one.overview.values if one.overview else {}
    moves = [
        {"kind": move.kind, "date": move.day, "what": move.what, "facts": list(move.facts)}
        for move in one.strategy.moves
    ]
    return {
        "company": one.company,
        "name": one.name,
        "named_by_report": one.printed or None,
        "country": overview.get("headquarters_country"),
        "founded": overview.get("founded"),
        "fact": one.overview.id if one.overview else None,
        "status": one.status,
        "labels": one.labelled,
        "changes": [change._asdict() for change in one.changes],
        "products": [
            {**item._asdict(), "name": product_name(market.evidence, item.product)}
            for item in one.products
        ],
        "pipeline": [item._asdict() for item in one.candidates],
        "sales": [year._asdict() for year in one.sales],
        "interest": [year._asdict() for year in one.interest],
        "unit": "million USD, nominal; shares are fractions",
        "finances": one.finances,
        "developments": [
            {"date": fact["date"], "kind": fact["kind"], "what": fact["fact"], "fact": fact.id}
            for fact in one.developments
        ],
        "strategy": {
            "since": one.strategy.since,
            "sentence": one.strategy.sentence,
            "counts": dict(one.strategy.counts),
            "moves": moves,
        },
        "swot": [{**item._asdict(), "demands": _DEMANDS[item.rule]} for item in one.swot],
    }
