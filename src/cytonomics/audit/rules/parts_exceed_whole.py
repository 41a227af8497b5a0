"""A part that is larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.audit.gathered import Claims, Figure, same_status
from cytonomics.audit.interval import Interval
from cytonomics.audit.model import Check, Finding, Outcome, State
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.subjects import Subject
from cytonomics.audit.wholes import Parts, lists_of_parts
from cytonomics.audit.written import ids, money_range, printed

RULE = "parts_exceed_whole"


def parts_exceed_whole(claims: Claims) -> Iterator[Outcome]:
    """Find sizes of segments and places above the size of their market in the same year.

    Example:
        >>> list(parts_exceed_whole(Claims("", ())))
        []
    """
    for (about, currency), years in claims.sizes.items():
        wholes = claims.sizes.get((about.whole, currency), {})
        if about.is_whole or about == about.whole:
            continue
        for year in sorted(years.keys() & wholes.keys()):
            for part in years[year]:
                yield _judge(about, year, currency, part, wholes[year])
    for parts in lists_of_parts(claims, claims.sizes):
        stated = claims.sizes.get((parts.whole, parts.unit), {}).get(parts.year, ())
        # A complete list must add up exactly: parts_do_not_sum speaks of it.
        if stated and not parts.complete:
            yield _together(parts, max(stated, key=lambda whole: whole.range.high))


def _together(parts: Parts, whole: Figure) -> Outcome:
    claims = ids([*parts.claims, whole.claim])
    sum_ = money_range(parts.sum, parts.unit)
    added = " + ".join(printed(claim) for claim in parts.claims)
    comparable = all(same_status(claim, whole.claim) for claim in parts.claims)
    if not comparable or not whole.range.below(parts.sum):
        state: State = "holds" if comparable else "unknown"
        return Check(RULE, state, claims, f"{added} against {printed(whole.claim)}")
    return Finding(
        RULE,
        "error",
        claims,
        f"The sizes by {parts.axis} add up to more than the whole: {added} = {sum_}, but the "
        f"whole is given {printed(whole.claim)}.",
        f"at most {money_range(Interval(whole.range.high, whole.range.high), parts.unit)}",
        sum_,
        "Correct a part or the whole; check that no part is counted twice.",
    )


def _judge(
    about: Subject, year: int, currency: str, part: Figure, wholes: tuple[Figure, ...]
) -> Outcome:
    largest = max(wholes, key=lambda whole: whole.range.high)
    claims = ids([*part.claims, largest.claim])
    comparable = same_status(part.claim, largest.claim)
    said = f"{printed(part.claim)} of {printed(largest.claim)} in {year}"
    if comparable and largest.range.below(part.range):
        return Finding(
            RULE,
            "error",
            claims,
            f"{described(about).replace('the ', 'The ', 1)} is given {printed(part.claim)} in "
            f"{year}, more than the {printed(largest.claim)} of the whole.",
            f"at most {money_range(Interval(largest.range.high, largest.range.high), currency)}",
            printed(part.claim),
            "Correct the part or the whole; check that both are of one market and year.",
        )
    return Check(RULE, "holds" if comparable else "unknown", claims, said)
