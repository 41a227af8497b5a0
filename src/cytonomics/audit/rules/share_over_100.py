"""Shares above 100 %, one or several together."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.audit.gathered import Claims
from cytonomics.audit.interval import interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.rules.parts_do_not_sum import WHOLE
from cytonomics.audit.wholes import Parts, lists_of_parts
from cytonomics.audit.written import ids, percent_range, printed
from cytonomics.claims.model import Claim

RULE = "share_over_100"


def share_over_100(claims: Claims) -> Iterator[Outcome]:
    """Find a share above 100 %, and shares of parts that cannot overlap with a sum above it.

    Example:
        >>> list(share_over_100(Claims("", ())))
        []
    """
    for claim in claims.of("share"):
        range_ = interval(claim)
        if range_ is not None:
            yield _one(claim, WHOLE.below(range_))
    for parts in lists_of_parts(claims, claims.shares):
        yield _together(parts)


def _one(claim: Claim, above: bool) -> Outcome:
    if not above:
        return Check(RULE, "holds", (claim.id,), f"{printed(claim)} is a share")
    return Finding(
        RULE,
        "error",
        (claim.id,),
        f"A share of {printed(claim)} is more than the whole.",
        "at most 100 %",
        printed(claim),
        "Correct the share; if it is growth, say so.",
    )


def _together(parts: Parts) -> Outcome:
    if not WHOLE.below(parts.sum):
        state = f"shares by {parts.axis} leave room for 100 %"
        return Check(RULE, "holds", ids(parts.claims), state)
    added = " + ".join(printed(claim) for claim in parts.claims)
    return Finding(
        RULE,
        "error",
        ids(parts.claims),
        f"The shares by {parts.axis} add up to more than the whole: {added} = "
        f"{percent_range(parts.sum)}.",
        "at most 100 %",
        percent_range(parts.sum),
        "Correct a share, or say that they are shares of different wholes.",
    )
