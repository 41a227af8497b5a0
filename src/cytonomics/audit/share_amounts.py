"""Amounts behind the share of a part: "hospitals took 40 %, or USD 2 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cytonomics.audit.subjects import TOTAL
from cytonomics.claims.model import Claim

# Between a share and an amount, so many characters: the amount is that of the whole.
_BETWEEN = 200
_OF_THE_WHOLE = re.compile(
    r"\bof\s+(?:the|a|an|its)\s+(?:\w+\s+){0,4}$|\bmarkets?\s+(?:size|of|worth|valued|was|is)\b|"
    r"\b(?:was|were|is)\s+(?:valued|worth)\b",
    re.IGNORECASE,
)


def amounts_of_parts(text: str, claims: Iterable[Claim]) -> frozenset[Claim]:
    """Return the amounts filed under the whole that follow a part's share in their sentence.

    Example:
        >>> text = "Hospitals took 40 %, or USD 2 billion."
        >>> share = Claim("c1", "share", "40 %", 15, 19, (0, 38), dimension="end_user")
        >>> size = Claim("c2", "size", "USD 2 billion", 24, 37, (0, 38), dimension="total")
        >>> [claim.id for claim in amounts_of_parts(text, [share, size])]
        ['c2']
    """
    every = tuple(claims)
    parts = [claim for claim in every if claim.measure == "share" and claim.dimension != TOTAL]
    first = {claim.context: claim for claim in sorted(parts, key=lambda one: -one.start)}
    return frozenset(
        claim
        for claim in every
        if claim.measure == "size" and claim.dimension == TOTAL and claim.context != (0, 0)
        if (share := first.get(claim.context)) and share.end <= claim.start
        if not _OF_THE_WHOLE.search(text[max(share.end, claim.start - _BETWEEN) : claim.start])
    )
