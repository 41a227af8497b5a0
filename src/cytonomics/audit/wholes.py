"""Lists of parts that claim to be complete, and parts that cannot overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cytonomics.audit.gathered import UNDATED, Claims, Figure
from cytonomics.audit.interval import Interval
from cytonomics.audit.subjects import (
    REST,
    TOTAL,
    WORLD,
    Subject,
    dimension_key,
    market_key,
    place_level,
    place_members,
    segment_key,
)
from cytonomics.claims.model import Claim

# Words of a sentence in which one share is a part of another.
NESTED = re.compile(
    r"\b(?:of\s+which|of\s+(?:that|this|these|those|them)|within\s+(?:the|this)|including|"
    r"sub-?segments?|alone)\b",
    re.IGNORECASE,
)
_SPLITS = re.compile(r"(?:^|[;,:.])\s{0,3}(?:and\s|while\s)?by\s+[a-z]", re.IGNORECASE)
# Figures of one list stand close together: this many characters between neighbours at most.
_NEAR = 250
# Places larger than a country that pages list beside or instead of the five regions.
_CONTINENTS = frozenset(["AFRICA", "AMERICAS", "ASIA", "MIDDLE_EAST", "OCEANIA"])
_REST_OF_WORLD = "ROW"
# What stands between the lines of one list or table.
_NEXT_LINE = re.compile(r"[\s|*•-]{0,8}\n[\s|*•-]{0,8}")
# A page prints a few segment trees; more are a table read wrongly.
_MOST_TREES = 100
# No honest list of parts is longer, and every pair of names is compared.
_LONGEST_LIST = 100


@dataclass(frozen=True)
class Parts:
    """Parts of one whole on one axis in one year; `complete` where nothing is left out.

    Example:
        >>> Parts(Subject("", "total", "", "WW"), "end_user", 2024, "percent", {}, True).complete
        True
    """

    whole: Subject
    dimension: str
    year: int
    unit: str
    figures: Mapping[Subject, Figure]
    complete: bool

    @property
    def axis(self) -> str:
        """The axis and year in words."""
        name = self.dimension.replace("_", " ")
        return name if self.year == UNDATED else f"{name} in {self.year}"

    @property
    def claims(self) -> list[Claim]:
        """The claims that print the parts."""
        return [figure.claim for figure in self.figures.values()]

    @property
    def sum(self) -> Interval:
        """The range of the sum."""
        total = Interval(0.0, 0.0)
        for figure in self.figures.values():
            total += figure.range
        return total


Quantities = Mapping[tuple[Subject, str], Mapping[int, tuple[Figure, ...]]]


def lists_of_parts(claims: Claims, quantities: Quantities) -> Iterator[Parts]:
    """Yield the lists of parts on one axis that cannot overlap, each part printed once.

    Regions and continents never overlap. Segments do not where a segment tree of the document names
    them side by side, or where they, or places, stand in one list that ends with "others".

    Example:
        >>> list(lists_of_parts(Claims("", ()), {}))
        []
    """
    axes: dict[tuple[Subject, str, int, str], dict[Subject, Figure]] = {}
    for (about, unit), years in quantities.items():
        axis = _axis(about)
        for year, values in years.items() if axis else ():
            if len(values) == 1:
                axes.setdefault((about.whole, axis, year, unit), {})[about] = values[0]
    trees = _trees(claims)
    for (whole, axis, year, unit), found in axes.items():
        known = trees.get((whole.market, axis), [])
        yield from _lists(claims, whole, axis, year, unit, found, known)


def _axis(about: Subject) -> str:
    if about.dimension != TOTAL:
        return about.dimension
    return "region" if about.place != WORLD else ""


def _trees(claims: Claims) -> dict[tuple[str, str], list[frozenset[str]]]:
    found: dict[tuple[str, str], list[frozenset[str]]] = {}
    for claim in claims.of("segmentation")[:_MOST_TREES]:
        market = market_key(claim.market, claim.scope) or claims.market or ""
        members = frozenset(segment_key(item) for item in claim.items) - {""}
        known = found.setdefault((market, dimension_key(claim.dimension)), [])
        if len(members) >= 2 and members not in known:
            known.append(members)
    return found


def _lists(
    claims: Claims,
    whole: Subject,
    axis: str,
    year: int,
    unit: str,
    found: dict[Subject, Figure],
    trees: list[frozenset[str]],
) -> Iterator[Parts]:
    if axis == "region" and len(apart := _continents(found)) >= 2:
        every = all(place_level(about.place) == "region" for about in apart)
        yield Parts(whole, axis, year, unit, apart, every and len(apart) == 5)
    if axis in ("region", "segment"):
        for named in _closed(claims, found):
            yield Parts(whole, axis, year, unit, named, not _another_between(claims, named))
        return
    for tree in trees:
        named = {about: figure for about, figure in found.items() if about.segment in tree}
        if len(named) >= 2 and not _nested(claims, named):
            yield Parts(whole, axis, year, unit, named, len(named) == len(tree))
    rest = [about for about, figure in found.items() if REST.match(figure.claim.segment or "")]
    if not trees and rest:
        near = _around(found, found[rest[0]])
        if len(near) >= 3 and not _nested(claims, near):
            yield Parts(whole, axis, year, unit, near, not _another_between(claims, near))
    if not trees and not rest:
        for named in _announced(claims, axis, found):
            yield Parts(whole, axis, year, unit, named, False)


def _closed(claims: Claims, found: dict[Subject, Figure]) -> Iterator[dict[Subject, Figure]]:
    """Lists on an axis that nobody names: one sentence, or lines without a gap, up to "others"."""
    listed: dict[Subject, Figure] = {}
    for about, figure in sorted(found.items(), key=lambda each: each[1].claim.start):
        last = next(reversed(listed.values())).claim.context if listed else figure.claim.context
        between = claims.text[last[1] : figure.claim.context[0]]
        if last != figure.claim.context and not _NEXT_LINE.fullmatch(between):
            listed = {}
        listed[about] = figure
        if REST.match(figure.claim.segment or ""):
            if len(listed) >= 3 and _apart(listed) and not _nested(claims, listed):
                yield listed
            listed = {}


def _another_between(claims: Claims, listed: Mapping[Subject, Figure]) -> bool:
    """Whether a share amid a list is of none of its parts: of a name taken for another axis'."""
    figures = [figure.claim for figure in listed.values()]
    first, last = min(c.start for c in figures), max(c.end for c in figures)
    known = {claim.start for claim in figures}
    lines = {claim.context for claim in figures}
    in_one_line = len(figures) > 1 and len(lines) == 1
    return any(
        c.start not in known and (first < c.start < last or (in_one_line and c.context in lines))
        for c in claims.of("share")
    )


def _continents(found: dict[Subject, Figure]) -> dict[Subject, Figure]:
    """The regions, and the continents that pages print in their stead, which none of them holds."""
    regions = {about: each for about, each in found.items() if place_level(about.place) == "region"}
    for about, figure in found.items():
        if about.place in _CONTINENTS and _apart([*regions, about]):
            regions[about] = figure
    return regions


def _apart(parts: Iterable[Subject]) -> bool:
    """Whether no country lies in two of the places that parts are of; "rest of" is apart."""
    seen: set[str] = set()
    for about in parts:
        if about.dimension != TOTAL or about.place == _REST_OF_WORLD:
            continue
        held = place_members(about.place)
        if not held or seen & held:
            return False
        seen |= held
    return True


def _announced(
    claims: Claims, axis: str, found: dict[Subject, Figure]
) -> Iterator[dict[Subject, Figure]]:
    """Parts of one sentence that says it splits the market ("By product, …")."""
    sentences: dict[tuple[int, int], dict[Subject, Figure]] = {}
    for about, figure in found.items():
        if figure.claim.context != (0, 0):
            sentences.setdefault(figure.claim.context, {})[about] = figure
    name = re.escape(axis).replace("_", r"[\s-]+")
    split = re.compile(rf"\b(?:by|per)\s+(?:\w+\s+)?{name}", re.IGNORECASE)
    for (start, end), named in sentences.items():
        sentence = claims.text[start:end]
        # "By product, …; by end user, …" splits the market twice.
        once = split.search(sentence) and len(_SPLITS.findall(sentence)) < 2
        if len(named) >= 2 and once and not _nested(claims, named):
            yield named


def _around(found: dict[Subject, Figure], rest: Figure) -> dict[Subject, Figure]:
    """The figures of the list that a "rest" closes: neighbours without a wide gap."""
    ordered = sorted(found.items(), key=lambda each: each[1].claim.start)
    at = next(i for i, (_, figure) in enumerate(ordered) if figure is rest)
    first, last = at, at
    while first and _close(ordered[first - 1][1], ordered[first][1]):
        first -= 1
    while last + 1 < len(ordered) and _close(ordered[last][1], ordered[last + 1][1]):
        last += 1
    return dict(ordered[first : last + 1])


def _close(a: Figure, b: Figure) -> bool:
    return b.claim.start - a.claim.end <= _NEAR


def _nested(claims: Claims, found: Mapping[Subject, Figure]) -> bool:
    """Whether one part may lie in another, by its name or by the words between them."""
    if len(found) > _LONGEST_LIST:
        return True
    names = [about.segment for about in found]
    if any(a != b and a in b for a in names for b in names if len(a) > 3):
        return True
    spans = [figure.claim.context for figure in found.values()]
    return any(NESTED.search(claims.text[start:end]) for start, end in spans if end > start)
