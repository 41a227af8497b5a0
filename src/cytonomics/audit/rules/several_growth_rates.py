"""Several growth rates for one market and period."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cytonomics.audit.gathered import Claims, period, same_status, together
from cytonomics.audit.interval import Interval, interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.series import rate_period, untimed
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, printed, several
from cytonomics.claims.model import Claim

RULE = "several_growth_rates"
# Periods that share half of the shorter one are about the same years.
_SHARED = 0.5
# Periods whose both ends lie within a year are one: the base-year habit moves them by one.
_SAME = 1
_MOST_RATES = 30

_Dated = tuple[Claim, Interval, tuple[int, int]]


def several_growth_rates(claims: Claims) -> Iterator[Outcome]:
    """Find growth rates of one subject that differ over the same or staggered years.

    Example:
        >>> list(several_growth_rates(Claims("", ())))
        []
    """
    for about, rates in claims.rates.items():
        periods = {rate: rate_period(claims, about, rate) for rate in rates}
        known = {years for years in periods.values() if years}
        # A rate told without years is of the only years that the others are told with.
        only = known.pop() if len(known) == 1 else None
        dated = [
            (rate, range_, years)
            for rate in rates
            if (range_ := interval(rate))
            and (years := periods[rate] or (only if untimed(claims, rate) else None))
        ]
        if 1 < len(dated) <= _MOST_RATES:
            yield from _compare(about, dated)


def _compare(about: Subject, dated: list[_Dated]) -> Iterator[Outcome]:
    apart = [pair for pair in combinations(dated, 2) if _apart(*pair)]
    if not apart:
        same = [each[0] for each in dated]
        yield Check(RULE, "holds", ids(same), f"growth rates of {described(about)} agree")
        return
    clashing = [each for each in dated if any(each is one for pair in apart for one in pair)]
    stated = several(_said(each) for each in clashing)
    yield Finding(
        RULE,
        "error" if any(_same_years(a[2], b[2]) for a, b in apart) else "warning",
        ids(each[0] for each in clashing),
        f"{described(about).replace('the ', 'The ', 1)} is given growth rates of {stated} a year.",
        "one growth rate for one market and period",
        stated,
        "Keep one rate, or say which market, place and years each belongs to.",
    )


def _said(dated: _Dated) -> str:
    read = "no years, read as " if period(dated[0]) == (None, None) else ""
    return f"{printed(dated[0])} ({read}{dated[2][0]} to {dated[2][1]})"


def _apart(a: _Dated, b: _Dated) -> bool:
    if a[1].overlaps(b[1]) or together(a[0], b[0]) or not same_status(a[0], b[0]):
        return False
    return _same_years(a[2], b[2]) or _staggered(a[2], b[2])


def _same_years(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return abs(a[0] - b[0]) <= _SAME and abs(a[1] - b[1]) <= _SAME


def _staggered(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Long common years with two starts and two ends.

    Periods that share a start or an end may be a near and a far forecast, which differ rightly.
    """
    return (a[0] - b[0]) * (a[1] - b[1]) > 0 and shared_years(a, b)


def shared_years(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Say whether two periods are about the same years: two at least, half of the shorter one.

    Example:
        >>> shared_years((2024, 2030), (2025, 2031)), shared_years((2018, 2024), (2024, 2030))
        (True, False)
    """
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common >= 2 and common >= _SHARED * min(a[1] - a[0], b[1] - b[0])
