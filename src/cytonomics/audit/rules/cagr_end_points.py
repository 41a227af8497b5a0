"""A growth rate against the sizes at its ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cytonomics.audit.gathered import Claims, period
from cytonomics.audit.interval import Interval, rate_interval
from cytonomics.audit.model import Check, Finding, Outcome, Severity
from cytonomics.audit.series import Ends, Reading, ends, far_ends, implied, readings
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, percent_range, printed, quotient
from cytonomics.claims.model import Claim

RULE = "cagr_end_points"
# Less than half a percentage point beside the implied rate is a slip of rounding or counting.
NEAR_MISS = 0.5
# A tenth of a point is too little to act on: rates are worked out from sizes before their rounding.
TRIFLE = 0.1
# No more pairs of ends than this are tried for one rate; a page that prints more is a table.
_MOST_PAIRS = 64

_Try = tuple[Ends, Reading, Interval]


def cagr_end_points(claims: Claims) -> Iterator[Outcome]:
    """Hold every growth rate against the sizes at the ends of its period.

    Example:
        >>> list(cagr_end_points(Claims("", ())))
        []
    """
    for about, rates in claims.rates.items():
        for rate in rates:
            stated = rate_interval(rate)
            if stated is None:
                continue
            found = list(ends(claims, about, rate))
            if not found or len(found) > _MOST_PAIRS:
                yield Check(RULE, "unknown", (rate.id,), f"{printed(rate)}: no sizes at its ends")
                continue
            yield _judge(claims, about, rate, stated, found)


def _judge(
    claims: Claims, about: Subject, rate: Claim, stated: Interval, found: list[Ends]
) -> Outcome:
    tried = _tried(claims, rate, found)
    fits = [each for each in tried if each[2].overlaps(stated)]
    if not fits:
        # Sizes at the ends of its period elsewhere in the document may be the ones it speaks of.
        far = list(islice(far_ends(claims, about, rate), _MOST_PAIRS))
        fits = [each for each in _tried(claims, rate, far) if each[2].overlaps(stated)]
    own = _own(claims, about, rate, fits)
    plain = [each for each in [*fits, *own] if each[2].overlaps(stated) and not each[1].habit]
    if plain:
        pair, reading, _ = plain[0]
        said = f"{printed(rate)} fits {sizes(pair)} {reading.said}"
        return Check(RULE, "holds", claims_of(rate, pair), said)
    if fits:
        return _error(rate, stated, own) if own else _note(rate, *fits[0])
    whole = [pair for pair in found if pair.years > 1 and _in_all(pair).overlaps(stated)]
    if whole:
        return _growth_in_all(rate, whole[0])
    return _error(rate, stated, tried)


def _own(claims: Claims, about: Subject, rate: Claim, fits: list[_Try]) -> list[_Try]:
    """The sizes at the very ends of a rate's period, where it fits sizes of other years alone.

    A habit explains a rate whose first year has no size; with one the three must agree.
    """
    years = period(rate)
    if not fits or any((pair.base_year, pair.end_year) == years for pair, _, _ in fits):
        return []
    found = islice(far_ends(claims, about, rate), _MOST_PAIRS)
    own = [pair for pair in found if (pair.base_year, pair.end_year) == years]
    return _tried(claims, rate, own)


def _in_all(pair: Ends) -> Interval:
    """The growth from one end to the other, as if it were of one year."""
    return implied(pair, Reading(1, "", ""))


def _growth_in_all(rate: Claim, pair: Ends) -> Finding:
    """A percentage that is the growth over all years may have been meant so."""
    yearly = implied(pair, Reading(pair.years, "", ""))
    return Finding(
        RULE,
        "note",
        claims_of(rate, pair),
        f"{printed(rate)} is the growth from {sizes(pair)} in all, over {pair.years} years; "
        f"a year it is {percent_range(yearly)}.",
        f"{percent_range(yearly)} a year",
        printed(rate),
        f"Say that the growth is over {pair.years} years, or print the yearly rate.",
    )


def _tried(claims: Claims, rate: Claim, found: list[Ends]) -> list[_Try]:
    return [
        (pair, reading, implied(pair, reading))
        for pair in found
        for reading in readings(claims, rate, pair)
    ]


def claims_of(growth: Claim, pair: Ends) -> tuple[str, ...]:
    """Return the ids of the sizes at the ends of a growth, and its own.

    Example:
        >>> from cytonomics.audit.gathered import Figure
        >>> size = Figure(Interval(1.0, 1.0), (Claim("c1", "size", "", 0, 0),))
        >>> claims_of(Claim("c2", "cagr", "", 0, 0), Ends(size, 2024, size, 2031))
        ('c1', 'c2')
    """
    return ids([pair.base.claim, pair.end.claim, growth])


def sizes(pair: Ends) -> str:
    """Return the sizes at two ends as they are printed, each with its year.

    Example:
        >>> from cytonomics.audit.gathered import Figure
        >>> size = Figure(Interval(1.0, 1.0), (Claim("c1", "size", "$1", 0, 2, period_end=2024),))
        >>> sizes(Ends(size, 2024, size, 2031))
        '$1 in 2024 and $1 in 2031'
    """
    base, end = _dated(pair.base.claim, pair.base_year), _dated(pair.end.claim, pair.end_year)
    return f"{base} and {end}"


def _dated(size: Claim, year: int) -> str:
    no_year = period(size) == (None, None)
    return f"{printed(size)} " + (f"(no year, read as {year})" if no_year else f"in {year}")


def _note(rate: Claim, pair: Ends, reading: Reading, growth: Interval) -> Finding:
    return Finding(
        RULE,
        "note",
        claims_of(rate, pair),
        f"{printed(rate)} fits {sizes(pair)} {reading.said}: {reading.habit}.",
        percent_range(growth),
        printed(rate),
        f"Say that the rate is counted {reading.said}.",
    )


def _error(rate: Claim, stated: Interval, tried: list[_Try]) -> Finding:
    pair, reading, growth = min(tried, key=lambda each: each[2].gap(stated))
    same = [each for each in tried if each[0] is pair]
    ways = " or ".join(
        f"{_power(pair, each[1].years)} = {percent_range(each[2])} {each[1].said}" for each in same
    )
    return Finding(
        RULE,
        _severity(stated, growth),
        claims_of(rate, pair),
        f"{sizes(pair)} give {ways}, but {printed(rate)} a year is printed.",
        f"{percent_range(growth)} {reading.said}",
        printed(rate),
        _suggestion(rate, stated, pair, growth),
    )


def _severity(stated: Interval, growth: Interval) -> Severity:
    if abs(stated.low + stated.high - growth.low - growth.high) / 2 <= TRIFLE:
        return "note"
    return "warning" if growth.gap(stated) <= NEAR_MISS else "error"


def _power(pair: Ends, years: int) -> str:
    return f"({quotient(pair.base.claim, pair.end.claim)})^(1/{years}) - 1"


def _suggestion(rate: Claim, stated: Interval, pair: Ends, growth: Interval) -> str:
    counted = [
        years
        for years in (pair.years - 1, pair.years + 1)
        if years > 0 and implied(pair, Reading(years, "", "")).overlaps(stated)
    ]
    if counted:
        return f"The rate fits {counted[0]} years: check how the years were counted."
    return f"Print {percent_range(growth)}, or correct one of the two sizes."
