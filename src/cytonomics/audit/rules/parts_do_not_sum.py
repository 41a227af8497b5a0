"""A complete list of parts that does not add up to its whole."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.audit.gathered import Claims
from cytonomics.audit.interval import Interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.wholes import Parts, lists_of_parts
from cytonomics.audit.written import ids, money_range, percent_range, printed

RULE = "parts_do_not_sum"
WHOLE = Interval(100.0, 100.0)


def parts_do_not_sum(claims: Claims) -> Iterator[Outcome]:
    """Add up lists of shares and sizes that leave nothing out.

    Example:
        >>> list(parts_do_not_sum(Claims("", ())))
        []
    """
    for parts in lists_of_parts(claims, claims.shares):
        if parts.complete:
            yield _shares(parts)
    for parts in lists_of_parts(claims, claims.sizes):
        if parts.complete:
            yield from _sizes(claims, parts)


def _added(parts: Parts) -> str:
    return " + ".join(printed(claim) for claim in parts.claims)


def _shares(parts: Parts) -> Outcome:
    said = f"shares by {parts.axis} add up to {percent_range(parts.sum)}"
    if parts.sum.overlaps(WHOLE):
        return Check(RULE, "holds", ids(parts.claims), said)
    return Finding(
        RULE,
        "error",
        ids(parts.claims),
        f"The {said} ({_added(parts)}), not to 100 %, though the list names every part.",
        "100 %",
        percent_range(parts.sum),
        "Correct a share, or say what the list leaves out.",
    )


def _sizes(claims: Claims, parts: Parts) -> Iterator[Outcome]:
    wholes = claims.sizes.get((parts.whole, parts.unit), {}).get(parts.year, ())
    if not wholes:
        return
    total = money_range(parts.sum, parts.unit)
    stated = [figure.claim for figure in wholes]
    if any(figure.range.overlaps(parts.sum) for figure in wholes):
        said = f"sizes by {parts.axis} add up to the total"
        yield Check(RULE, "holds", ids([*parts.claims, *stated]), said)
    else:
        yield Finding(
            RULE,
            "error",
            ids([*parts.claims, *stated]),
            f"The sizes by {parts.axis} add up to {total} ({_added(parts)}), not to "
            f"{printed(stated[0])}.",
            total,
            printed(stated[0]),
            "Correct a part or the total, or say what the list leaves out.",
        )
