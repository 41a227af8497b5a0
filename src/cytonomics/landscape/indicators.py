"""PEST and Porter's five forces as indicators: each a fact or a model result, read by a rule.

The five forces are those of Porter (Harvard Business Review 1979); PEST sorts what surrounds a
market into political, economic, social and technological (Aguilar, Scanning the Business
Environment, 1967). An indicator without evidence says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

import numpy as np

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.firms import WORLD, Draws, sales
from cytonomics.landscape.held import FIRMS, HHI, held
from cytonomics.landscape.indicator import (
    PEST,
    PORTER,
    Definition,
    Indicator,
    bare,
    definitions,
    reading_of,
)
from cytonomics.landscape.indices import hhi
from cytonomics.landscape.suppliers_buyers import of_makers, of_payers
from cytonomics.market import LAST_HISTORY, Kind, Market, Working, all_figures, figure_id

_SOURCES = {
    PORTER: "Porter, Harvard Business Review 1979",
    PEST: "Aguilar, Scanning the Business Environment, 1967",
}
_RULES = {
    "developments": "Dated developments of the kind in the three years before the last on record.",
    "programmes": "Products whose latest row says that they are in a pivotal trial or filed.",
    "contract_makers": "Shares of the floor area on record, squared and added up; the least with "
    "each maker without one as large as the middle one.",
    "payers": "Shares of the people in a country, squared and added up; regions as their countries "
    "on record, weighed by sales.",
}
_LATE = frozenset({"3", "pivotal", "filed"})
_YEARS = 3


def indicators(market: Market) -> tuple[Indicator, ...]:
    """Return every indicator of a market, as its evidence has it.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = {one.definition.id: one for one in indicators(evaluate(load(), "til", draws=4))}
        >>> found["suppliers_makers"].reading
        'moderate'
    """
    return tuple(_indicator(one, market) for one in definitions())


def _indicator(one: Definition, market: Market) -> Indicator:
    if one.table == "model":
        draws = _MODEL[one.metric](market)
        if draws is None:
            return bare(one)
        low, high = (float(end) for end in np.percentile(draws, (5, 95)))
        return Indicator(
            one, float(draws.mean()), low, high, reading_of(one, float(draws.mean())), ()
        )
    if not one.table:
        return bare(one)
    if one.table in _SHARES:
        return _SHARES[one.table](one, market)
    values, facts = _COUNTS.get(one.table, _stated)(one, market.evidence)
    if not values:
        return bare(one)
    middle = float(np.median(values))
    return Indicator(one, middle, min(values), max(values), reading_of(one, middle), facts)


Found = tuple[list[float], tuple[str, ...]]


def _stated(one: Definition, evidence: Evidence) -> Found:
    """Values that rows state for a metric."""
    own = [
        fact
        for fact in evidence[one.table]
        if fact["metric"] == one.metric and fact["value"] is not None
    ]
    return [float(fact["value"]) for fact in own], tuple(fact.id for fact in own)


def _icers(one: Definition, evidence: Evidence) -> Found:
    """Incremental cost-effectiveness ratios in dollars as studies print them."""
    own = [
        fact
        for fact in evidence["economics"]
        if fact["icer"] is not None and fact["currency"] == "USD"
    ]
    return [float(fact["icer"]) for fact in own], tuple(fact.id for fact in own)


def _events(one: Definition, evidence: Evidence) -> Found:
    """Developments of a kind within the three years before the last one on record."""
    dated = [(latest_day(fact["date"]), fact) for fact in evidence["developments"]]
    if not dated:
        return [], ()
    last = max(day for day, _ in dated)
    since = date(last.year - _YEARS, last.month, 1)
    own = [fact for day, fact in dated if day >= since and fact["kind"] == one.metric]
    return [float(len(own))], tuple(fact.id for fact in own)


def _late(one: Definition, evidence: Evidence) -> Found:
    """Products whose latest row says that they are in a pivotal trial or filed."""
    latest: dict[str, Fact] = {}
    for fact in evidence["programmes"]:
        name = fact["product_id"] or fact["listed_as"]
        if name not in latest or latest[name].known_from <= fact.known_from:
            latest[name] = fact
    own = [fact for fact in latest.values() if fact["phase"] in _LATE]
    return [float(len(own))], tuple(sorted(fact.id for fact in own))


_COUNTS: Mapping[str, Callable[[Definition, Evidence], Found]] = {
    "economics": _icers,
    "developments": _events,
    "programmes": _late,
}


_SHARES: Mapping[str, Callable[[Definition, Market], Indicator]] = {
    "contract_makers": of_makers,
    "payers": of_payers,
}


def _concentration(market: Market) -> Draws | None:
    found = _shares(market)
    return None if found is None else hhi(found[0])


def _sellers(market: Market) -> Draws | None:
    found = _shares(market)
    return None if found is None else (found[0] > 0).sum(axis=1).astype(float)


def _shares(market: Market) -> tuple[Draws, Draws] | None:
    return sales(market)[WORLD, WORLD].shares(market.years.index(LAST_HISTORY))


_MODEL: Mapping[str, Callable[[Market], Draws | None]] = {
    "concentration": _concentration,
    "sellers": _sellers,
}
# The kinds of figures that results of the model are.
_FIGURES: Mapping[str, Kind] = {"concentration": HHI, "sellers": FIRMS}


def indicator_figure(scope: str, one: Definition) -> str:
    """Return the id of an indicator.

    Example:
        >>> indicator_figure("til", definitions()[0])
        'til/indicator/porter/substitutes_bispecifics/2025'
    """
    return figure_id(scope, "indicator", one.frame, one.id, LAST_HISTORY)


def indicated(market: Market) -> tuple[Working, ...]:
    """Return the workings of the indicators: the facts or the figure that each is read from.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = {one.id: one for one in indicated(evaluate(load(), "til", draws=4))}
        >>> found["til/indicator/porter/rivalry_index/2025"].figures
        ('til/hhi/world/world/2025',)
    """
    known = {one.id for one in held(market)}
    return tuple(_working(market, one, known) for one in indicators(market))


def _sold_by_region(market: Market) -> tuple[str, ...]:
    """The figures by which regions are weighed."""
    return tuple(
        one.id
        for one in all_figures(market)
        if (one.measure, one.dimension, one.year) == ("product_revenue", "region", LAST_HISTORY)
    )


def _working(market: Market, one: Indicator, known: Collection[str]) -> Working:
    what, behind = one.definition, tuple[str, ...]()
    rule = "The median of what sources say; from the least to the most."
    draws = None
    if what.table == "model":
        rule, draws = "A result of the model, as its figure has it.", _MODEL[what.metric](market)
        figure = figure_id(
            market.scope.id, _FIGURES[what.metric].measure, WORLD, WORLD, LAST_HISTORY
        )
        behind = (figure,) if figure in known else ()
    elif what.table in _RULES:
        rule = _RULES[what.table]
    if what.table == "payers":
        behind = _sold_by_region(market)
    kind = Kind("indicator", "Indicator", what.unit, rule, _SOURCES[what.frame])
    said = f"Read as {one.reading}: {what.rule}" if what.rule else f"{one.reading.capitalize()}."
    return Working(
        indicator_figure(market.scope.id, what),
        f"{what.name} ({what.side.lower()})",
        kind,
        one.value,
        one.low,
        one.high,
        draws,
        behind,
        one.facts,
        (),
        said,
    )
