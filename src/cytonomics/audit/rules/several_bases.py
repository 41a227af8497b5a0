"""Several base sizes, each with its own growth rate, for one market."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from cytonomics.audit.gathered import Claims, Figure
from cytonomics.audit.interval import Interval, grown, interval
from cytonomics.audit.model import Finding, Outcome
from cytonomics.audit.series import ends
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, printed, several
from cytonomics.claims.model import Claim

RULE = "several_bases"
# A base carried over years at a forecast rate may miss what happened by a quarter.
CARRY_TOLERANCE = 1.25
_MOST = 20

_Base = tuple[int, Figure, Claim, Interval]


def several_bases(claims: Claims) -> Iterator[Outcome]:
    """Find base sizes of different years that their own growth rates do not bring together.

    Example:
        >>> list(several_bases(Claims("", ())))
        []
    """
    for about in claims.rates:
        found = _bases(claims, about)
        if 1 < len(found) <= _MOST:
            yield from _compare(found)


def _bases(claims: Claims, about: Subject) -> list[_Base]:
    found: dict[tuple[int, float | None, float | None], _Base] = {}
    for rate in claims.rates[about]:
        range_ = interval(rate)
        for pair in islice(ends(claims, about, rate), _MOST):
            if range_ and pair.base.claim.status != "forecast":
                key = (pair.base_year, pair.base.claim.value, rate.value)
                found.setdefault(key, (pair.base_year, pair.base, rate, range_))
    return list(found.values())


def _compare(found: list[_Base]) -> Iterator[Outcome]:
    apart = [pair for pair in combinations(found, 2) if _apart(*pair)]
    clashing = [each for each in found if any(each is one for pair in apart for one in pair)]
    if not any(a[0] != b[0] for a, b in apart):
        return
    stated = several(f"{printed(base.claim)} in {year}" for year, base, _, _ in clashing)
    rates = several(printed(rate) for _, _, rate, _ in clashing)
    yield Finding(
        RULE,
        "error",
        ids([*(base.claim for _, base, _, _ in clashing), *(rate for _, _, rate, _ in clashing)]),
        f"One market is given different base sizes, {stated}, growing by {rates}: they belong to "
        "different series.",
        "one base size and one growth rate",
        stated,
        "Keep one series, or name the source and the market of each.",
    )


def _apart(a: _Base, b: _Base) -> bool:
    if a[3].overlaps(b[3]):
        return False  # one rate: base_year_jump and two_values speak of it
    early, late = sorted([a, b], key=lambda each: each[0])
    carried = grown(early[1].range, early[3], late[0] - early[0])
    allowed = Interval(carried.low / CARRY_TOLERANCE, carried.high * CARRY_TOLERANCE)
    return not allowed.overlaps(late[1].range)
