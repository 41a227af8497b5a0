"""The places a text names, with exact spans: countries, report groups, regions, the world."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from cytonomics import vocabulary
from cytonomics.claims.patterns import Cued, holds
from cytonomics.claims.words.place_names import WORLD, Place, named_places

# Words that take up a place named before: "the Kingdom held", "across the continent".
LANDS = "country|nation|kingdom|island|republic|sultanate|emirate|city-state"
REGIONS = "region|continent|bloc"

_LIST = re.compile(r"\s*,\s*(?:and\s+|&\s*)?(?:the\s+)?|\s+(?:and|&)\s+(?:the\s+)?", re.IGNORECASE)
_SOURCE = re.compile(
    r"\b(?:according\s+to|as\s+per|(?:reported|published|estimated|compiled)\s+by|"
    r"(?:data|figures|estimates|statistics|study|report|survey)\s+(?:from|of|by))\s+[^,.;]{0,40}\Z",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:'s)?(?:\s+(?:[A-Z][\w&'-]*|and|of|for|the|&)){0,6}\s+(?:Administration|Association|Agency|Ministry|"
    r"Institutes?|Society|Council|Federation|University|Bureau|Departments?|Office|Board|Commission|"
    r"Authority|Chamber|Cent(?:er|re)s?|Foundation|Union|FDA|News|Times)\b"
)
# "the Asia-Pacific (APAC) countries of China and Japan", "Asia, including Japan": the region alone
_MEMBERS = Cued(
    "countries nations economies including comprising",
    r"(?:\)|\s*\([^()]{2,12}\))?(?:\s+(?:countries|nations|economies)\s+(?:of|such\s+as|like|including|namely)|"
    r",?\s+(?:including|comprising))\s+(?:the\s+)?",
)
# "Peru is third, after Chile and Cuba, with 5 %": who ranks before has nothing of it.
_AFTER = Cued(
    "after behind second",
    r",\s+(?:(?:only|just|right)\s+)?(?:after|behind|second\s+(?:only\s+)?to)\s[^,;%]{2,60}(?=,\s(?:with|at)\b)",
)
# "the seven major markets (7MM: the US, EU4, UK and Japan)": a group and those it holds.
_HOLDS = re.compile(r"\W{0,3}(?:\b7MM\W{1,3})?(?:(?:i\.e\.|namely|including)\W{1,3})?(?:the\s+)?")
# "the global French door market": a door, and no place
_WORLDLY = re.compile(r"global\s", re.IGNORECASE)
_OF = re.compile(
    r"\s(?!and\b|or\b|markets?\b|industry\b|sector\b|regions?\b)[A-Za-z]", re.IGNORECASE
)
# "the eight major markets" are not those seven.
_NOT_SEVEN = re.compile(r"\b(?:two|three|four|five|six|eight|nine|ten|[0-689])\s+\Z", re.IGNORECASE)
# "the seven major pump markets", with the name of the market amid that of the group
_SEVEN = Cued("seven", r"\bseven\s+major\s(?=(?:[\w-]+\s){1,3}markets\b)")
# "the NORDIC-5 trial"
_NUMBERED = re.compile(r"-\d{1,3}(?![\d%.,-])")


# The same words are asked for again by those who look for a part, a leader or a whole.
@lru_cache(maxsize=256)
def places(text: str) -> tuple[Place, ...]:
    """Return the places that a folded text names, the longest name first.

    A list of exactly the members of a known group of markets is that group.

    Example:
        >>> [place.id for place in places("worldwide")]
        ['WW']
        >>> [place.id for place in places("Germany, France, Italy, Spain and the U.K. grew")]
        ['EU5']
    """
    run: list[Place] = []
    found: list[Place] = []
    for place in named_places(text):
        if run and not _LIST.fullmatch(text, run[-1].end, place.start):
            found += _grouped(text, run, found)
            run = []
        run.append(place)
    found += _grouped(text, run, found)
    seven = [Place("7MM", named.start(), named.end()) for named in _SEVEN.finditer(text)]
    if not (found or seven):
        return ()
    found = sorted([*found, *seven], key=lambda place: place.start) if seven else found
    found = [p for p in found if not (p.id == "7MM" and _NOT_SEVEN.search(text[: p.start][-8:]))]
    after = [m.span() for m in _AFTER.finditer(text)]
    if after:
        found = [p for p in found if not any(start < p.start < end for start, end in after)]
    if any(text.startswith("-", place.end) for place in found):
        found = [p for p in found if not _NUMBERED.match(text, p.end)]
    if len(found) > 1:
        found = [p for p in found if not _in_name(text, p)]
    listed = len(found) > 2 and holds(text, _MEMBERS.cues)
    return tuple(_without_members(text, found) if listed else found)


def _in_name(text: str, place: Place) -> bool:
    """Say whether a place between "global" and more words is of what is sold, not where."""
    worldly = place.start > 6 and _WORLDLY.match(text, place.start - 7)
    return bool(worldly and _OF.match(text, place.end))


def _without_members(text: str, found: Sequence[Place]) -> Iterator[Place]:
    """Yield the places without the list of countries that only says which a region holds."""
    end = -1
    for k, place in enumerate(found):
        last = found[k - 1].end if k else 0
        link = (_LIST if end == last else _MEMBERS).fullmatch(text, last, place.start)
        if k and link and text[place.end : place.end + 2] not in (" (", ": "):
            end = place.end
            continue
        yield place


def single(text: str, known: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places that are not of a list: "the markets of Peru, Chile and Cuba" are no one's.

    Example:
        >>> text = "Peru, Chile and Cuba grew, and so did the world."
        >>> [place.id for place in single(text, tuple(places(text)))]
        ['WW']
    """
    if len(known) < 3:
        return tuple(known)
    found, run = [], list(known[:1])
    for place in (*known[1:], None):
        if (
            place
            and WORLD not in (place.id, run[-1].id)
            and _LIST.fullmatch(text, run[-1].end, place.start)
        ):
            run.append(place)
            continue
        found += run if len(run) < 3 else []
        run = [place] if place else []
    return tuple(found)


def of_source(text: str, place: Place) -> bool:
    """Say whether a place only tells who reports: "according to the Korean pump office".

    Example:
        >>> text = "It was worth USD 2 billion, figures of the Swiss Federal Statistical Office say"
        >>> of_source(text, places(text)[0])
        True
    """
    ahead = text[max(0, place.start - 60) : place.start]
    return bool(_SOURCE.search(ahead) or _BODY.match(text, place.end))


def _grouped(text: str, run: list[Place], found: Sequence[Place]) -> list[Place]:
    """The places of a list, or the one group whose members they are if not just named."""
    if len(run) < 3:
        return run
    ids = [vocabulary.members(p.id) if is_group(p.id) else frozenset([p.id]) for p in run]
    group = _groups().get(frozenset[str]().union(*ids))
    if group is None:
        return run
    named = found and found[-1].id == group
    if named and _HOLDS.fullmatch(text, found[-1].end, run[0].start):
        return []
    return [Place(group, run[0].start, run[-1].end)]


@cache
def _groups() -> dict[frozenset[str], str]:
    """Groups of markets by their members: few enough that a text may list them all."""
    found = {
        vocabulary.members(term.id): term.id
        for term in vocabulary.terms("area")
        if 2 < len(vocabulary.members(term.id)) < 10
    }
    return {members: group for members, group in found.items() if group != "GREATER_CHINA"}


def is_group(id: str) -> bool:
    """Say whether a place is a group of few markets that reports cover together.

    Example:
        >>> is_group("7MM"), is_group("europe")
        (True, False)
    """
    return id in _groups().values()
