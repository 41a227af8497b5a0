"""Two values for one quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from cytonomics import vocabulary
from cytonomics.audit.gathered import UNDATED, Claims, Figure, same_status, together
from cytonomics.audit.interval import cut_off
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, printed, several
from cytonomics.claims.model import Claim

RULE = "two_values"
_BRACKET = re.compile(r"\s*\(\s*(?:or|i\.?e\.?,?|=|≈|about|approx\w*\.?)?\s*", re.IGNORECASE)
# "Market share by volume", "in terms of units": what the market is measured by.
_BASIS = re.compile(
    r"\b(?:by|in)\s+(?:terms\s+of\s+)?(volume|units|value|revenue|sales)\b", re.IGNORECASE
)
# A heading stands no further above its sentence.
_ABOVE = 80
# Of a value repeated more often than this the first are enough.
_MOST = 50
# Values so many times apart are of two markets, unless the sentence of each names its own.
FAR = 3.0


def two_values(claims: Claims) -> Iterator[Outcome]:
    """Find sizes and shares of one subject and year whose printed ranges do not meet.

    Example:
        >>> list(two_values(Claims("", ())))
        []
    """
    for name, quantities in (("size", claims.sizes), ("share", claims.shares)):
        for (about, _), years in quantities.items():
            if name == "share" and about.is_whole:
                continue  # a share of an unnamed larger market
            for year, values in years.items():
                if year == UNDATED:
                    continue
                apart = [pair for pair in combinations(values, 2) if _apart(claims, *pair)]
                yield from _compare(name, about, year, values, apart)


def _apart(claims: Claims, a: Figure, b: Figure) -> bool:
    if a.range.overlaps(b.range) or (_far(a, b) and not _both_named(claims, a, b)):
        return False
    return any(_clash(claims, x, y) for x in a.claims[:_MOST] for y in b.claims[:_MOST])


def _far(a: Figure, b: Figure) -> bool:
    low, high = sorted([a.range, b.range], key=lambda each: each.low)
    return low.high * FAR < high.low


def _both_named(claims: Claims, a: Figure, b: Figure) -> bool:
    return all(any(map(claims.names_market, figure.claims[:_MOST])) for figure in (a, b))


def _compare(
    name: str,
    about: Subject,
    year: int,
    values: tuple[Figure, ...],
    apart: list[tuple[Figure, Figure]],
) -> Iterator[Outcome]:
    claims = [claim for value in values for claim in value.claims]
    if apart:
        clashing = [value for value in values if any(value in pair for pair in apart)]
        stated = several(printed(value.claim) for value in clashing)
        yield Finding(
            RULE,
            "error",
            ids(claim for value in clashing for claim in value.claims),
            f"The {name} of {described(about)} in {year} is printed as {stated}.",
            f"one {name} for {year}",
            stated,
            f"Keep one {name}, or say what sets them apart (market, place, method).",
        )
    elif len(claims) > 1:
        said = f"{name} of {described(about)} in {year}: {len(claims)} times the same"
        yield Check(RULE, "holds", ids(claims), said)


def _clash(claims: Claims, a: Claim, b: Claim) -> bool:
    """Whether two claims compete; one sentence with two values compares two sources.

    "Is to reach USD 2 bn in 2025" and "stands at USD 3 bn in 2025" do where both print the year.
    """
    cut = cut_off(a, b) or cut_off(b, a)
    alike = same_status(a, b) or (claims.prints_year(a) and claims.prints_year(b))
    if cut or not alike or (together(a, b) and not _restated(claims.text, a, b)):
        return False
    return _in_volume(claims.text, a) == _in_volume(claims.text, b)


def _in_volume(text: str, claim: Claim) -> bool:
    """Whether a share is one of units, by its sentence or the words above it."""
    if claim.measure != "share":
        return False
    first, last = claim.context
    said = set(map(str.lower, _BASIS.findall(text, first, last)))
    above = _BASIS.findall(text, max(0, first - _ABOVE), first)[-1:]
    return bool((said or set(map(str.lower, above))) & {"volume", "units"})


def _restated(text: str, a: Claim, b: Claim) -> bool:
    """Whether one value stands in brackets behind the other: "INR 46.7 bn (INR 4,670 crore)"."""
    first, last = sorted((a, b), key=lambda claim: claim.start)
    between = text[first.end : last.start]
    return _BRACKET.fullmatch(between) is not None and text[last.end :].lstrip()[:1] == ")"


def described(about: Subject) -> str:
    """Return a subject in words.

    Example:
        >>> described(Subject("car_t:", "end_user", "hospital", "WW"))
        'the segment hospital (end user)'
    """
    if about.dimension != "total":
        return f"the segment {about.segment} ({about.dimension.replace('_', ' ')})"
    return "the market" if about.is_whole else f"the market of {_place_name(about.place)}"


def _place_name(place: str) -> str:
    for dimension in ("country", "region", "report_group", "area"):
        try:
            return vocabulary.term(dimension, place).name
        except vocabulary.VocabularyError:
            continue
    return place
