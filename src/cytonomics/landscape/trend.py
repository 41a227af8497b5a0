"""What a trend is: a series, how much it changed over stated years, and the rule it is read by."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from math import inf, log
from typing import NamedTuple

from cytonomics.market import Market

RISING, STEADY, FALLING, NOT_SHOWN = "rising", "steady", "falling", "not shown"
NO_EVIDENCE = "not supported by evidence"
# What a change is: times as many a year, odds times as high, points of share, a rate a year.
TIMES, ODDS, POINTS, YEARLY = "times", "odds", "points", "yearly"
# What a trend is worked out from: events or cases that are counted, values that sources state,
# draws of the fitted market.
COUNTED, STATED, MODELLED = "counted", "stated", "modelled"
WINDOW = "trend_window_years"
MARGINS = {
    TIMES: "trend_margin_times",
    ODDS: "trend_margin_times",
    POINTS: "trend_margin_share",
    YEARLY: "trend_margin_yearly",
}


class Definition(NamedTuple):
    """A trend by its id: theme, name, what is drawn and in which unit, and what to mind.

    Example:
        >>> definitions()["labels"].theme
        'Approvals'
    """

    id: str
    theme: str
    name: str
    short: str
    unit: str
    basis: str
    mind: str


class Point(NamedTuple):
    """One value of a series at a time in years; `low` and `high` where it has an interval.

    `name` says whose value it is where several are drawn together, `of` how many were counted.

    Example:
        >>> Point(2024.0, 3.0).low is None
        True
    """

    year: float
    value: float
    low: float | None = None
    high: float | None = None
    name: str = ""
    of: int = 0


class Change(NamedTuple):
    """How much a series changed between two spans of years, with an interval and its reading.

    `value` is what `scale` says: how many times as often, how many times the odds, a difference
    of shares as a fraction, or a fraction a year. `level` is that of the interval, `p` the exact
    chance of as much without change where there is one.

    Example:
        >>> Change("2018", "2025", 1, 2, 2.0, 0.5, 9.0, "times", 0.95, 0.6, "not shown").p
        0.6
    """

    first: str
    last: str
    before: float
    after: float
    value: float
    low: float
    high: float
    scale: str
    level: float
    p: float | None
    reading: str


class Trend(NamedTuple):
    """A trend: `change` over years that are past, `ahead` over those of the forecast.

    Example:
        >>> Trend(definitions()["labels"], None, None, (), (), (), ()).reading
        'not supported by evidence'
    """

    definition: Definition
    change: Change | None
    ahead: Change | None
    points: tuple[Point, ...]
    facts: tuple[str, ...]
    figures: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the definition."""
        return self.definition.id

    @property
    def reading(self) -> str:
        """How the past reads, or that there is no evidence of it."""
        return self.change.reading if self.change else NO_EVIDENCE


@cache
def definitions() -> dict[str, Definition]:
    """Return the trends that are looked at, by id, in reading order.

    Example:
        >>> {one.basis for one in definitions().values()} == {COUNTED, STATED, MODELLED}
        True
    """
    text = (files("cytonomics.landscape") / "data" / "trends.csv").read_text(encoding="utf-8")
    return {row["id"]: Definition(**row) for row in csv.DictReader(text.splitlines())}


def read(value: float, low: float, high: float, scale: str, margin: float) -> str:
    """Read a change by the one rule of all trends.

    It is rising where the whole interval lies above no change and the change comes to the margin
    at least, falling alike; steady where the whole interval lies within the margin either way;
    else it is not shown.

    Args:
        value: the change.
        low: lower end of its interval.
        high: upper end of its interval.
        scale: what the change is; ratios are compared by their logarithms.
        margin: the least change that counts, in the unit of the scale.

    Example:
        >>> read(3.0, 1.04, 10.6, TIMES, 0.1), read(0.001, -0.01, 0.012, POINTS, 0.02)
        ('rising', 'steady')
    """
    if scale in (TIMES, ODDS):
        value, low, high = (_log(one) for one in (value, low, high))
        margin = log(1 + margin)
    if low > 0 and value >= margin:
        return RISING
    if high < 0 and value <= -margin:
        return FALLING
    return STEADY if -margin <= low and high <= margin else NOT_SHOWN


def _log(ratio: float) -> float:
    return -inf if ratio <= 0 else inf if ratio == inf else log(ratio)


def changed(
    market: Market,
    spans: tuple[str, str],
    sides: tuple[float, float],
    found: tuple[float, float, float],
    scale: str,
    level: float,
    p: float | None = None,
) -> Change:
    """Return a change with its reading by the margin of its scale.

    Args:
        market: where the margin is looked up, an assumption.
        spans: the years before and after, in words.
        sides: what was before and after.
        found: the change with the ends of its interval.
        scale: what the change is.
        level: that of the interval.
        p: the exact chance of as much without change.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> changed(market, ("2020", "2021"), (0.1, 0.3), (0.2, 0.1, 0.3), POINTS, 0.9).reading
        'rising'
    """
    margin = market.parameters.value(MARGINS[scale])
    return Change(*spans, *sides, *found, scale, level, p, read(*found, scale, margin))


def rule(market: Market, scale: str) -> str:
    """Say by which rule a change is read.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> rule(evaluate(load(), "til", draws=2), POINTS)
        'rising or falling: the whole interval beyond no change, and 2 points of share at least; ...
    """
    margin = 100 * market.parameters.value(MARGINS[scale])
    least = {
        TIMES: f"{margin:g} %",
        ODDS: f"{margin:g} % of the odds",
        POINTS: f"{margin:g} points of share",
        YEARLY: f"{margin:g} % a year",
    }[scale]
    return (
        f"rising or falling: the whole interval beyond no change, and {least} at least; steady: "
        "the whole interval within that either way; else not shown"
    )
