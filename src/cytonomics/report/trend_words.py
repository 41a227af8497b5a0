"""Trends and what reports say of them in words: numbers with their intervals, one sentence each."""

from __future__ import annotations

from math import inf, isfinite
from typing import Any

from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.trend import ODDS, POINTS, TIMES, YEARLY, Change, Trend
from cytonomics.landscape.trend_claims import BORNE_OUT, CONTRADICTED, Held
from cytonomics.landscape.trends import trend_rows, trends
from cytonomics.market import Market
from cytonomics.report.numbers import MINUS, TO, percent

_FEW = "too few values for an interval"


def amount(value: float, unit: str) -> str:
    """Write a value of a trend as its unit asks.

    Example:
        >>> amount(0.475, "share"), amount(14.25, "labels"), amount(350700.0, "USD")
        ('47.5 %', '14.2', '350,700')
    """
    if not isfinite(value):
        return "—"
    if unit == "share":
        return percent(value, 0 if value in (0.0, 1.0) else 1)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def sides(change: Change, unit: str) -> str:
    """Write what was before and after; nothing where products differ too much for one value.

    Example:
        >>> one = Change("2021", "2025", 0.2, 0.4, 0.2, 0.1, 0.3, "points", 0.9, None, "rising")
        >>> sides(one, "share")
        '20.0 % to 40.0 %'
    """
    if not isfinite(change.before):
        return ""
    return f"{amount(change.before, unit)} to {amount(change.after, unit)}"


def size(change: Change) -> str:
    """Write a change with its interval.

    Example:
        >>> one = Change("2021", "2025", 2.0, 4.0, 2.0, 1.1, 3.6, "times", 0.95, 0.02, "rising")
        >>> size(one)
        '2.00 times (1.10 – 3.60)'
        >>> size(one._replace(value=0.02, low=-0.01, high=0.05, scale="yearly"))
        '+2.0 % a year (−1.0 – +5.0)'
    """
    value, low, high = change.value, change.low, change.high
    if change.scale in (TIMES, ODDS):
        head = "odds " if change.scale == ODDS else ""
        if value == inf:
            return f"{head}from none ({_times(low)} times or more)"
        if high == inf:
            return f"{head}{_times(value)} times ({_times(low)} or more)"
        return f"{head}{_times(value)} times ({_times(low)}{TO}{_times(high)})"
    word = {POINTS: "points", YEARLY: "% a year"}[change.scale]
    if not isfinite(high):
        return f"{_signed(value)} {word}, {_FEW}"
    return f"{_signed(value)} {word} ({_signed(low)}{TO}{_signed(high)})"


def _times(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.3g}"


def _signed(value: float) -> str:
    text = f"{abs(100 * value):.1f}"
    if not float(text):
        return "0.0"
    return f"{'+' if value > 0 else MINUS}{text}"


def said(trend: Trend) -> str:
    """Write one sentence on a trend: what it was, what it became, and how that reads.

    Example:
        >>> from cytonomics.landscape.trend import definitions
        >>> said(Trend(definitions()["labels_fda"], None, None, (), (), (), ()))
        'Labels that the FDA granted to products of the market: not supported by evidence.'
    """
    name, change = trend.definition.name, trend.change
    if change is None:
        return f"{name}: {trend.reading}."
    return f"{name}: {clause(trend, change)}, {trend.reading}{_ahead(trend)}."


def trend_rows_said(market: Market) -> list[dict[str, Any]]:
    """Return the trends of a market as plain rows, each with its sentence, for JSON.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> trend_rows_said(evaluate(load(), "til", draws=4))[0]["sentence"][:14]
        'Labels granted'
    """
    rows = zip(trend_rows(market), trends(market), strict=True)
    return [{**row, "sentence": said(one)} for row, one in rows]


def clause(trend: Trend, change: Change) -> str:
    """Write a change with its years inside a sentence.

    Example:
        >>> from cytonomics.landscape.trend import definitions
        >>> one = Change("2021", "2025", 0.2, 0.4, 0.2, 0.1, 0.3, "points", 0.9, None, "rising")
        >>> clause(Trend(definitions()["share_usa"], one, None, (), (), (), ()), one)
        'from 20.0 % in 2021 to 40.0 % in 2025, +20.0 points (+10.0 – +30.0)'
    """
    unit = trend.definition.unit
    if not isfinite(change.before):
        return f"{size(change)}, {change.first}{TO}{change.last}"
    rate = " a year" if change.scale == TIMES else ""
    before, after = amount(change.before, unit), amount(change.after, unit)
    return (
        f"from {before}{rate} in {change.first} to {after}{rate} in {change.last}, {size(change)}"
    )


def moved(trend: Trend, change: Change) -> str:
    """Write a change without its years.

    Example:
        >>> from cytonomics.landscape.trend import definitions
        >>> one = Change("2021", "2025", 0.2, 0.4, 0.2, 0.1, 0.3, "points", 0.9, None, "rising")
        >>> moved(Trend(definitions()["share_usa"], one, None, (), (), (), ()), one)
        '20.0 % to 40.0 %: +20.0 points (+10.0 – +30.0)'
    """
    span = sides(change, trend.definition.unit)
    rate = " a year" if change.scale == TIMES else ""
    return f"{span}{rate}: {size(change)}" if span else size(change)


def _ahead(trend: Trend) -> str:
    if trend.ahead is None:
        return ""
    after = amount(trend.ahead.after, trend.definition.unit)
    return f"; {after} by {LOOKED_AT}, {size(trend.ahead)}, {trend.ahead.reading}"


def ours(held: Held) -> str:
    """Write what we have beside a claim of a report.

    Example:
        >>> from cytonomics.landscape.trend_claims import claims
        >>> claim = next(c for c in claims("adoptive_cell_therapy") if c.id == "act_north_america")
        >>> ours(Held(claim, "borne out", None, (0.63, 0.6, 0.66)))
        '63.0 % (60.0 % – 66.0 %) in 2024'
        >>> digital = claims("adoptive_cell_therapy")[-1]
        >>> ours(Held(digital, "not supported by evidence", None, None))
        'No fact on record and no parameter of the model speaks of it.'
    """
    claim, trend = held.claim, held.trend
    if claim.reason:
        return claim.reason
    if held.ours is not None and claim.year is None:
        return f"it grows fastest in {percent(held.ours[0])} of draws to {LOOKED_AT}"
    if held.ours is not None:
        value, low, high = (percent(one, 1) for one in held.ours)
        named = f"{trend.definition.name}: " if trend else ""
        return f"{named}{value} ({low}{TO}{high}) in {claim.year}"
    if trend is None:
        return "no evidence on record"
    change = trend.ahead if claim.check.endswith("_ahead") else trend.change
    if change is None:
        return "no evidence on record"
    return f"{trend.definition.name}: {clause(trend, change)}, {change.reading}"


def verdicts(found: tuple[Held, ...]) -> str:
    """Count how what a report calls trends fares.

    Example:
        >>> verdicts(())
        ''
    """
    if not found:
        return ""
    held = [one for one in found if one.claim.check]
    counts = {name: sum(one.verdict == name for one in held) for name in (BORNE_OUT, CONTRADICTED)}
    rest = len(held) - sum(counts.values())
    return (
        f"The report on this market states {len(found)} things as trends; {len(held)} can be held "
        f"against ours. {counts[BORNE_OUT]} are borne out, {counts[CONTRADICTED]} contradicted, "
        f"and {rest} not shown either way."
    )
