"""A part that is larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from cytonomics.audit.gathered import Claims, Figure, same_status
from cytonomics.audit.interval import Interval
from cytonomics.audit.model import Check, Finding, Outcome, State
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.subjects import TOTAL, WORLD, Subject, place_key, place_members
from cytonomics.audit.wholes import Parts, lists_of_parts
from cytonomics.audit.written import ids, money_range, printed
from cytonomics.claims.words.places import places

RULE = "parts_exceed_whole"
# A page sizes a few places; more are a table read wrongly.
_MOST = 200


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
    yield from _within_places(claims)
    for parts in lists_of_parts(claims, claims.sizes):
        stated = claims.sizes.get((parts.whole, parts.unit), {}).get(parts.year, ())
        # A complete list must add up exactly: parts_do_not_sum speaks of it.
        if stated and not parts.complete:
            yield _together(parts, max(stated, key=lambda whole: whole.range.high))


def _within_places(claims: Claims) -> Iterator[Outcome]:
    """Hold the market of a country against that of a region that holds the country."""
    placed: dict[tuple[str, str], list[Subject]] = {}
    for about, currency in list(claims.sizes)[:_MOST]:
        if about.dimension == TOTAL and about.place != WORLD:
            placed.setdefault((about.market, currency), []).append(about)
    for (_, currency), subjects in placed.items():
        for about, wider in permutations(subjects, 2):
            if not place_members(about.place) < place_members(wider.place):
                continue
            years, wholes = claims.sizes[about, currency], claims.sizes[wider, currency]
            for year in sorted(years.keys() & wholes.keys()):
                named = tuple(each for each in wholes[year] if _names(claims, each, wider))
                for part in years[year] if named else ():
                    if _names(claims, part, about):
                        yield _judge(about, year, currency, part, named, described(wider))


def _names(claims: Claims, figure: Figure, about: Subject) -> bool:
    """Whether the sentence of a figure prints the place itself, and does not only inherit it."""
    contexts = (claim.context for claim in figure.claims)
    return any(
        context == (0, 0)
        or any(place_key(each.id) == about.place for each in places(claims.text[slice(*context)]))
        for context in contexts
    )


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
    about: Subject,
    year: int,
    currency: str,
    part: Figure,
    wholes: tuple[Figure, ...],
    whole: str = "the whole",
) -> Outcome:
    largest = max(wholes, key=lambda each: each.range.high)
    claims = ids([*part.claims, largest.claim])
    comparable = same_status(part.claim, largest.claim)
    said = f"{printed(part.claim)} of {printed(largest.claim)} in {year}"
    if comparable and largest.range.below(part.range):
        return Finding(
            RULE,
            "error",
            claims,
            f"{described(about).replace('the ', 'The ', 1)} is given {printed(part.claim)} in "
            f"{year}, more than the {printed(largest.claim)} of {whole}.",
            f"at most {money_range(Interval(largest.range.high, largest.range.high), currency)}",
            printed(part.claim),
            "Correct the part or the whole; check that both are of one market and year.",
        )
    return Check(RULE, "holds" if comparable else "unknown", claims, said)
