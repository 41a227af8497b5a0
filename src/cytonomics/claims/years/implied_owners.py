"""Whose a growth rate is by its arithmetic: of the two sizes of its sentence that imply it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import given_to
from cytonomics.claims.years.courses import off_by

# Sizes are rounded, and rates are worked out from them before that.
_NEAR = 0.15
# A sentence with more sizes than these is a table's, in which many pairs fit by chance.
_MOST = 4
_SHORTEST = 2


def given_to_sizes(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims; a rate filed under another part than the sizes that imply it is theirs.

    A rate whose own part has a size in the sentence is left alone.

    Example:
        >>> base = Claim("", "size", "", 0, 1, (0, 9), "pump", value=1e9, currency="USD")
        >>> base = replace(base, dimension="total", period_start=2020, period_end=2020)
        >>> end = replace(base, value=1.21e9, period_start=2022, period_end=2022)
        >>> rate = replace(base, measure="cagr", value=10.0, segment="steel", period_end=2022)
        >>> [claim.segment for claim in given_to_sizes([base, end, rate])]
        [None, None, None]
    """
    sizes: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        dated = claim.period_start is not None and claim.period_start == claim.period_end
        if claim.measure == "size" and dated and claim.value:
            sizes[claim.context].append(claim)
    for claim in claims:
        beside = sizes.get(claim.context, ()) if claim.measure == "cagr" else ()
        owner = _owner(claim, beside) if 1 < len(beside) <= _MOST else None
        yield given_to(claim, owner, market=True) if owner else claim


def _owner(rate: Claim, sizes: Sequence[Claim]) -> Claim | None:
    if any(_part(size) == _part(rate) for size in sizes):
        return None
    for one, other in combinations(sizes, 2):
        base, end = sorted((one, other), key=lambda size: size.period_end or 0)
        same = _part(base) == _part(end) and base.currency == end.currency
        if same and _implies(base, end, rate):
            return base
    return None


def _implies(base: Claim, end: Claim, rate: Claim) -> bool:
    first, last = base.period_end or 0, end.period_end or 0
    told = rate.period_start in (None, first, first + 1) and rate.period_end in (None, last)
    if not told or last - first < _SHORTEST:
        return False
    # The base-year habit counts from the year after the base.
    later = replace(base, period_start=first + 1)
    return min(off_by(each, end, rate) for each in (base, later)) <= _NEAR


def _part(claim: Claim) -> tuple[str | None, ...]:
    return claim.market, claim.dimension, claim.segment, claim.geography
