"""PEST and Porter's five forces as indicators: each a fact or a model result, read by a rule.

The five forces are those of Porter (Harvard Business Review 1979); PEST sorts what surrounds a
market into political, economic, social and technological (Aguilar, Scanning the Business
Environment, 1967). An indicator without evidence says so.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.finding import named, percent
from cytonomics.landscape.firms import WORLD, Draws, sales
from cytonomics.landscape.held import FIRMS, HHI, held
from cytonomics.landscape.holding import today
from cytonomics.landscape.indices import hhi
from cytonomics.landscape.makers import concentration_of, makers
from cytonomics.landscape.payers import Country, buying
from cytonomics.market import LAST_HISTORY, Kind, Market, Working, figure_id

PORTER, PEST = FRAMES = ("porter", "pest")
NO_EVIDENCE = "not supported by evidence"
_SOURCES = {
    PORTER: "Porter, Harvard Business Review 1979",
    PEST: "Aguilar, Scanning the Business Environment, 1967",
}
_RULES = {
    "developments": "Dated developments of the kind in the three years before the last on record.",
    "programmes": "Products whose latest row says that they are in a pivotal trial or filed.",
}
_LATE = frozenset({"3", "pivotal", "filed"})
_YEARS = 3
# A smaller share prints as nought.
_PLAIN = 0.005


class Definition(NamedTuple):
    """What an indicator is: where its value comes from and the rule it is read by.

    `when` says whether a value above or below `bound` is read as `strong`; an indicator without
    a table has no evidence yet.

    Example:
        >>> definitions()[0].side
        'Threat of substitutes'
    """

    id: str
    frame: str
    side: str
    name: str
    table: str
    metric: str
    unit: str
    bound: float
    when: str
    strong: str
    weak: str
    reason: str

    @property
    def rule(self) -> str:
        """The rule in words."""
        if not self.table:
            return ""
        bound = f"{self.bound:,.0f}" if self.bound >= 10 else f"{self.bound:g}"
        return f"{self.strong} {self.when} {bound} {self.unit}, else {self.weak}. {self.reason}"


class Indicator(NamedTuple):
    """An indicator with its value: the median of what sources say, from the least to the most.

    A model result is a mean with its 90 % interval instead. `reading` follows the rule of the
    definition; without evidence value and reading say so. `note` says what the value rests on and
    what is unknown beside it, where that is not plain.

    Example:
        >>> Indicator(definitions()[0], 0.6, 0.5, 0.7, "strong threat", ("acc0125",)).value
        0.6
    """

    definition: Definition
    value: float | None
    low: float | None
    high: float | None
    reading: str
    facts: tuple[str, ...]
    note: str = ""


@cache
def definitions() -> tuple[Definition, ...]:
    """Return the indicators that are looked at.

    Example:
        >>> {one.frame for one in definitions()} == set(FRAMES)
        True
    """
    text = (files("cytonomics.landscape") / "data" / "indicators.csv").read_text(encoding="utf-8")
    return tuple(
        Definition(
            row["id"],
            row["frame"],
            row["side"],
            row["name"],
            row["table"],
            row["metric"],
            row["unit"],
            float(row["bound"] or "nan"),
            row["when"],
            row["strong"],
            row["weak"],
            row["reason"],
        )
        for row in csv.DictReader(text.splitlines())
    )


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
            return Indicator(one, None, None, None, NO_EVIDENCE, ())
        low, high = (float(end) for end in np.percentile(draws, (5, 95)))
        return Indicator(one, float(draws.mean()), low, high, _read(one, float(draws.mean())), ())
    if not one.table:
        return Indicator(one, None, None, None, NO_EVIDENCE, ())
    if one.table in _SHARES:
        return _SHARES[one.table](one, market)
    values, facts = _COUNTS.get(one.table, _stated)(one, market.evidence)
    if not values:
        return Indicator(one, None, None, None, NO_EVIDENCE, ())
    middle = float(np.median(values))
    return Indicator(one, middle, min(values), max(values), _read(one, middle), facts)


def _read(one: Definition, value: float) -> str:
    beyond = value > one.bound if one.when == "above" else value < one.bound
    return one.strong if beyond else one.weak


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


def _makers(one: Definition, market: Market) -> Indicator:
    """The index of contract manufacturers whose floor is known, and with the others beside them."""
    found = makers(market.evidence, today(market.evidence))
    if not found.areas:
        return Indicator(one, None, None, None, NO_EVIDENCE, ())
    held = concentration_of(list(found.areas.values()), len(found.bare))
    note = (
        f"{len(found.areas)} makers with {sum(found.areas.values()):,.0f} square feet on record; "
        f"the four largest hold {percent(held.leading)}."
    )
    if found.bare:
        names = named([_company(market.evidence, name) for name in found.bare])
        note += (
            f" No floor area is on record of {names}: as large as the middle maker they would hold "
            f"{percent(held.unknown)}, which gives the least."
        )
    reading = _read(one, held.points)
    return Indicator(one, held.points, held.least, held.points, reading, found.facts, note)


def _payers(one: Definition, market: Market) -> Indicator:
    """The index of payers, regions by sales; what has no named payer counts as tiny ones."""
    found = buying(market)
    if found is None:
        return Indicator(one, None, None, None, NO_EVIDENCE, ())
    low, high = (float(end) for end in np.percentile(found.points, (5, 95)))
    own = sorted(found.countries.items(), key=lambda pair: pair[1].points)
    parts = named([_buyers(name, country) for name, country in own], len(own))
    note = f"By sales in {LAST_HISTORY}, each region as its countries on record: {parts}."
    if found.bare >= _PLAIN:
        note += f" No payer is on record where {percent(found.bare)} of sales are made."
    facts = tuple(sorted(fact for country in found.countries.values() for fact in country.facts))
    middle = float(found.points.mean())
    return Indicator(one, middle, low, high, _read(one, middle), facts, note)


def _buyers(name: str, country: Country) -> str:
    said = f"{vocabulary.country(name).name} {country.points:,.0f}"
    if country.unknown < _PLAIN:
        return said
    return f"{said} (nobody named for {percent(country.unknown)} of the people)"


def _company(evidence: Evidence, company: str) -> str:
    names = (fact["name"] for fact in evidence["companies"] if fact["company_id"] == company)
    return str(next(names, company))


_SHARES: Mapping[str, Callable[[Definition, Market], Indicator]] = {
    "contract_makers": _makers,
    "payers": _payers,
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
