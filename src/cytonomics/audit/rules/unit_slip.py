"""A value off by a power of ten, where moving the point makes the document agree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise, permutations

from cytonomics.audit.gathered import Claims, Figure, same_status
from cytonomics.audit.interval import Interval, cut_off, digits, grown, implied_growth, interval
from cytonomics.audit.model import Finding, Outcome
from cytonomics.audit.series import Ends, Years, ends, readings
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, money, printed
from cytonomics.claims.model import Claim

RULE = "unit_slip"
# Million for billion, a decimal comma read as a thousands mark, a digit lost or doubled.
SLIPS = (1000.0, 10.0, 100.0, 1e6)
# Sizes a few years apart that differ by more than this are no growth.
_IMPOSSIBLE = 250.0
# What is left after moving the point must be ordinary growth: at most double in a year.
_ORDINARY = 2.0
_NEAR_YEARS = 3
_MOST_PAIRS = 16
# Of a value repeated more often than this the first are enough.
_MOST = 50
# The common slips need fit the rate only as well as printed rates usually do, in points.
_NEAR_MISS = 0.5
_COMMON = (1.0, 10.0, 0.1, 1000.0, 0.001)
# Ends so coarse that they allow a wider band of rates than this, in points, fit by accident; of a
# thousandfold slip, million for billion, less so.
_TELLING, _TELLING_THOUSAND = 1.0, 5.0
_THOUSAND = (1000.0, 0.001)
# No market that a report is sold on is worth less: of two alone, such a one has the wrong unit.
_SMALLEST = 10e6
# Growth beyond this is no rate of a whole market; only then is a slip of 10 or 100 looked for.
_STRANGE_RATIO = 3.0


def unit_slip(claims: Claims) -> Iterator[Outcome]:
    """Find sizes that agree with the others once their point is moved by 1 to 3, or 6, places.

    Example:
        >>> list(unit_slip(Claims("", ())))
        []
    """
    for (about, currency), years in claims.sizes.items():
        found = [*_one_year(currency, years), *_series(currency, years)]
        yield from found
        if not found:
            yield from _by_rate(claims, about, currency)


def _one_year(currency: str, years: Years) -> Iterator[Finding]:
    """Two values of one year with the same digits."""
    for year, values in years.items():
        for a, b in combinations(values, 2):
            small, large = sorted([a, b], key=lambda value: value.range.low)
            slip = _slip(small, large)
            if slip and any(same_status(x, y) for x in a.claims[:_MOST] for y in b.claims[:_MOST]):
                wrong = small if _minority(small, large) else large
                factor = slip if wrong is small else 1 / slip
                yield _finding(wrong, factor, currency, year, [small.claim, large.claim])


def _slip(small: Figure, large: Figure) -> float | None:
    if digits(small.claim) != digits(large.claim):
        return None
    ratio = (large.claim.value or 0.0) / (small.claim.value or 1.0)
    return next((slip for slip in SLIPS if math.isclose(ratio, slip)), None)


def _minority(small: Figure, large: Figure) -> bool:
    return len(small.claims) <= len(large.claims)


def _series(currency: str, years: Years) -> Iterator[Finding]:
    """Neighbouring years a thousand times apart, with ordinary growth once that is mended."""
    single = [(year, values[0]) for year, values in years.items() if _agree(values)]
    said: set[int] = set()
    for (year, a), (later, b) in pairwise(single):
        ratio = (b.claim.value or 0.0) / (a.claim.value or 1.0)
        if later - year > _NEAR_YEARS or 1 / _IMPOSSIBLE < ratio < _IMPOSSIBLE:
            continue
        slip = next((s for s in (1000.0, 1e6) if _ordinary(ratio, s, later - year)), None)
        if slip is None:
            continue
        # The value that stands alone on its side of the gap is the one in the wrong unit.
        alone = _alone(single, a, b)
        up = (alone is a) == (ratio > 1)
        wrong = year if alone is a else later
        if wrong not in said:
            said.add(wrong)
            yield _finding(alone, slip if up else 1 / slip, currency, wrong, [a.claim, b.claim])


def _agree(values: tuple[Figure, ...]) -> bool:
    """Whether all values of a year are one: "$2.7B" in the title of 2.744 billion."""
    return all(
        one.range.overlaps(other.range) or cut_off(one.claim, other.claim)
        for one, other in permutations(values, 2)
    )


def _ordinary(ratio: float, slip: float, years: int) -> bool:
    rest = ratio / slip if ratio > 1 else ratio * slip
    most = _ORDINARY**years
    return 1 / most <= rest <= most


def _alone(single: list[tuple[int, Figure]], a: Figure, b: Figure) -> Figure:
    def company(figure: Figure) -> int:
        near = [_value(other) / _value(figure) for _, other in single]
        return sum(1 / _IMPOSSIBLE < each < _IMPOSSIBLE for each in near)

    small, large = sorted((a, b), key=_value)
    if company(small) == company(large):
        return small if _value(small) < _SMALLEST else large
    return min(a, b, key=company)


def _value(figure: Figure) -> float:
    return figure.claim.value or 1.0


def _by_rate(claims: Claims, about: Subject, currency: str) -> Iterator[Finding]:
    """End points that fit the printed rate exactly once one of them is moved."""
    for rate in claims.rates.get(about, ()):
        stated = interval(rate)
        found = [
            pair
            for pair in ends(claims, about, rate)
            if (pair.base.claim.currency or pair.base.claim.unit or "") == currency
        ]
        if not stated or not 0 < len(found) <= _MOST_PAIRS:
            continue
        if any(_fits(claims, rate, stated, pair, 1.0) for pair in found):
            continue
        yield from _moved(claims, rate, stated, found[0], currency)


def _fits(claims: Claims, rate: Claim, stated: Interval, pair: Ends, factor: float) -> bool:
    near = _NEAR_MISS if factor in _COMMON else 0.0
    growths = [
        implied_growth(pair.base.range * factor, pair.end.range, reading.years)
        for reading in readings(claims, rate, pair)
    ]
    widest = _TELLING_THOUSAND if factor in _THOUSAND else _TELLING
    telling = [each for each in growths if factor == 1 or each.high - each.low <= widest]
    return any(each.gap(stated) <= near for each in telling)


def _moved(
    claims: Claims, rate: Claim, stated: Interval, pair: Ends, currency: str
) -> Iterator[Finding]:
    growth = grown(Interval(1.0, 1.0), stated, pair.years).high
    if not 0 < growth < math.inf:
        return
    ratio = (pair.end.claim.value or 0.0) / (pair.base.claim.value or 1.0)
    # Both must be far from what the rate gives, or the slip is only a coincidence of digits.
    if 1 / _STRANGE_RATIO < ratio / growth < _STRANGE_RATIO:
        return
    for slip in SLIPS:
        for factor in (slip, 1 / slip):
            if _fits(claims, rate, stated, pair, factor):
                wrong = _lonelier(pair, ratio > growth)
                year = pair.end_year if wrong is pair.end else pair.base_year
                move = 1 / factor if wrong is pair.end else factor
                held = [pair.base.claim, pair.end.claim, rate]
                yield _finding(wrong, move, currency, year, held)
                return


def _lonelier(pair: Ends, base_is_small: bool) -> Figure:
    """The end that fewer claims print; among equals the one that growth leaves behind."""
    if len(pair.base.claims) != len(pair.end.claims):
        return min(pair.base, pair.end, key=lambda figure: len(figure.claims))
    return pair.base if base_is_small else pair.end


def _finding(
    wrong: Figure, factor: float, currency: str, year: int, claims: list[Claim]
) -> Finding:
    mended = money((wrong.claim.value or 0.0) * factor, currency)
    times = factor if factor > 1 else 1 / factor
    side = "small" if factor > 1 else "large"
    return Finding(
        RULE,
        "error",
        ids(claims),
        f"{printed(wrong.claim)} in {year} looks {times:,.0f} times too {side}: {mended} would "
        "agree with the other figures.",
        mended,
        printed(wrong.claim),
        "Check the unit and the decimal mark.",
    )
