"""Neighbouring years whose ratio cannot fit the one growth rate given for both."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.audit.gathered import Claims, Figure, together
from cytonomics.audit.interval import Interval, grown, implied_growth, interval
from cytonomics.audit.model import Check, Finding, Outcome, Severity
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.series import neighbours
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, percent_range, printed, quotient, several
from cytonomics.claims.model import Claim

RULE = "base_year_jump"
# One year may run ahead of the average of ten, but a step more than half again as large as the
# rate allows (or a third smaller) is another series.
LARGEST_STEP = 1.5
# A sentence may tell of a year that tripled a market; five times is more likely a slip of the unit.
LARGEST_TOLD = 5.0

_Step = tuple[int, Figure, Figure]


def base_year_jump(claims: Claims) -> Iterator[Outcome]:
    """Find two sizes a year apart that no printed growth rate can connect.

    Example:
        >>> list(base_year_jump(Claims("", ())))
        []
    """
    for (about, _), years in claims.sizes.items():
        rates = [
            (rate, range_) for rate in claims.rates.get(about, ()) if (range_ := interval(rate))
        ]
        for year, following in neighbours(years):
            steps = [
                (year, a, b)
                for a in years[year]
                for b in years[following]
                if not (a.claim.status == "forecast" and b.claim.status == "history")
            ]
            untold = [step for step in steps if not _told(*step[1:], rates)]
            leaps = [step for step in steps if _leaps(*step[1:])]
            if untold:
                yield _judge(about, untold, rates, "error")
            elif leaps:
                yield _judge(about, leaps, rates, "warning")


def _told(a: Figure, b: Figure, rates: list[tuple[Claim, Interval]]) -> bool:
    """Whether one sentence sets the two side by side: two scenarios, or a jump told as such."""
    ends = {rate.period_end for rate, _ in rates if together(rate, a.claim)}
    years = {a.claim.period_end, b.claim.period_end}
    return together(a.claim, b.claim) and (not ends or years <= ends)


def _leaps(a: Figure, b: Figure) -> bool:
    """Whether one year takes a size to a multiple that no sentence would leave unexplained."""
    return a.range.high * LARGEST_TOLD <= b.range.low or b.range.high * LARGEST_TOLD <= a.range.low


def _judge(
    about: Subject, steps: list[_Step], rates: list[tuple[Claim, Interval]], severity: Severity
) -> Outcome:
    year, a, b = steps[0]
    claims = [*a.claims, *b.claims, *(rate for rate, _ in rates)]
    said = f"{printed(a.claim)} in {year} and {printed(b.claim)} in {year + 1}"
    if not rates:
        return Check(RULE, "unknown", ids(claims), f"{said}: no growth rate to compare with")
    if any(_fits(step, range_) for step in steps for _, range_ in rates):
        return Check(RULE, "holds", ids(claims), f"{said} fit the growth rate")
    growth = implied_growth(a.range, b.range, 1)
    stated = several(printed(rate) for rate, _ in rates)
    return Finding(
        RULE,
        severity,
        ids(claims),
        f"{described(about).replace('the ', 'The ', 1)} goes from {printed(a.claim)} in {year} to "
        f"{printed(b.claim)} in {year + 1}: {quotient(a.claim, b.claim)} - 1 = "
        f"{percent_range(growth)} in one year, while {stated} a year is given for it.",
        f"a step near {stated}",
        percent_range(growth),
        f"Correct the size in {year} or in {year + 1}: they are not of one series.",
    )


def _fits(step: _Step, rate: Interval) -> bool:
    _, a, b = step
    carried = grown(a.range, rate, 1)
    allowed = Interval(carried.low / LARGEST_STEP, carried.high * LARGEST_STEP)
    return allowed.overlaps(b.range)
