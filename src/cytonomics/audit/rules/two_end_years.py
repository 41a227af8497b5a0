"""One end value printed for two end years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cytonomics.audit.gathered import Claims, Figure
from cytonomics.audit.interval import Interval, digits, grown, interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.series import Years
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, printed

RULE = "two_end_years"
# No market has the same size in two years to so many digits, whatever its growth.
_DIGITS = 3


def two_end_years(claims: Claims) -> Iterator[Outcome]:
    """Find a forecast that is printed for two years though the market is said to grow.

    Where no rate says so, three equal digits do.

    Example:
        >>> list(two_end_years(Claims("", ())))
        []
    """
    for (about, _), years in claims.sizes.items():
        rates = [range_ for rate in claims.rates.get(about, ()) if (range_ := interval(rate))]
        for (first, a), (second, b) in combinations(_forecasts(years), 2):
            if first != second and _same(a, b):
                yield _judge(about, (first, a), (second, b), rates)


def _forecasts(years: Years) -> list[tuple[int, Figure]]:
    """Sizes called a forecast, and those of the later years that nobody calls history."""
    middle = (min(years, default=0) + max(years, default=0)) / 2
    return [
        (year, value)
        for year, values in years.items()
        for value in values
        if value.claim.status == "forecast" or (year > middle and value.claim.status is None)
    ]


def _same(a: Figure, b: Figure) -> bool:
    return (a.claim.value, a.claim.value_high) == (b.claim.value, b.claim.value_high)


def _judge(
    about: Subject, first: tuple[int, Figure], second: tuple[int, Figure], rates: list[Interval]
) -> Outcome:
    (early, a), (late, b) = sorted([first, second], key=lambda each: each[0])
    claims = ids([*a.claims, *b.claims])
    said = f"{printed(a.claim)} for {early} and for {late}"
    if not rates and len(digits(a.claim)) < _DIGITS:
        return Check(RULE, "unknown", claims, f"{said}: no growth rate says that it must change")
    if rates and any(grown(a.range, rate, late - early).overlaps(b.range) for rate in rates):
        return Check(RULE, "holds", claims, f"{said}: within rounding")
    return Finding(
        RULE,
        "error" if rates else "warning",
        claims,
        f"{printed(a.claim)} is printed as the size of {described(about)} both for {early} and "
        f"for {late}.",
        "one end year for one end value",
        f"{early} and {late}",
        f"Keep the year that goes with the growth{' rate' if rates else ''}: {early} or {late}.",
    )
