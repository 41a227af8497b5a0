"""PEST and Porter's five forces as indicators: each a fact or a model result, read by a rule.

The five forces are those of Porter (Harvard Business Review 1979); PEST sorts what surrounds a
market into political, economic, social and technological (Aguilar, Scanning the Business
Environment, 1967). An indicator without evidence says so.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.impacts import side
from cytonomics.market import LAST_HISTORY, Market, measured
from cytonomics.market.offers import UNKNOWN

PORTER, PEST = FRAMES = ("porter", "pest")
NO_EVIDENCE = "not supported by evidence"
_LATE = frozenset({"3", "pivotal", "filed"})
_YEARS = 3


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
    definition; without evidence value and reading say so.

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
        'not supported by evidence'
    """
    return tuple(_indicator(one, market) for one in definitions())


def _indicator(one: Definition, market: Market) -> Indicator:
    if one.table == "model":
        draws = _MODEL[one.metric](market)
        low, high = (float(end) for end in np.percentile(draws, (5, 95)))
        return Indicator(one, float(draws.mean()), low, high, _read(one, float(draws.mean())), ())
    if not one.table:
        return Indicator(one, None, None, None, NO_EVIDENCE, ())
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


def _concentration(market: Market) -> np.ndarray:
    return side(market, LAST_HISTORY).concentration


def _sellers(market: Market) -> np.ndarray:
    at = market.years.index(LAST_HISTORY)
    companies = measured(market, "product_revenue", "company")
    sold = [draws[:, at] > 0 for name, draws in companies.items() if name != UNKNOWN]
    return np.asarray(np.sum(sold, axis=0), float)


_MODEL: Mapping[str, Callable[[Market], np.ndarray]] = {
    "concentration": _concentration,
    "sellers": _sellers,
}
