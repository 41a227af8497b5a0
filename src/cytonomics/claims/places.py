"""The places a text names, with exact spans: countries, report groups, regions, the world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cytonomics import vocabulary

_WORD = re.compile(r"[A-Za-z][A-Za-z.'’]*|&")
_DIMENSIONS = ("world", "country", "region", "report_group", "area")
# Names that are words, initials or companies more often than places.
_NOT_PLACES = frozenset(
    [
        "us",
        "it",
        "in",
        "no",
        "or",
        "and",
        "as",
        "me",
        "guinea",
        "jersey",
        "turkey",
        "chad",
        "row",
        "eu4",
        "eu5",
    ]
)
_AS_INITIALS = {"US": "USA", "U.S.": "USA", "U.S": "USA", "UK": "GBR", "U.K.": "GBR", "U.K": "GBR",
                "EU": "EU27", "UAE": "ARE", "U.S.A.": "USA"}  # fmt: skip
WORLD = "WW"


@dataclass(frozen=True)
class Place:
    """A place: `id` is an ISO 3166 code or an id of the vocabulary, "WW" for the world.

    Example:
        >>> [place.id for place in places("North America led; the U.S. and Germany followed.")]
        ['north_america', 'USA', 'DEU']
    """

    id: str
    start: int
    end: int


def places(text: str) -> Iterator[Place]:
    """Yield the places that a folded text names, the longest name first.

    Example:
        >>> [place.id for place in places("worldwide")]
        ['WW']
    """
    names = _names()
    words = list(_WORD.finditer(text))
    i = 0
    while i < len(words):
        found = _at(text, words, i, names)
        if found is None:
            i += 1
            continue
        place, length = found
        yield place
        i += length


def _at(
    text: str, words: list[re.Match[str]], i: int, names: dict[str, dict[tuple[str, ...], str]]
) -> tuple[Place, int] | None:
    printed = words[i][0]
    if text[words[i].end() : words[i].end() + 2].lstrip().startswith("$"):
        return None  # "US$" is a currency
    if printed.rstrip("'s") in _AS_INITIALS or printed in _AS_INITIALS:
        name = printed if printed in _AS_INITIALS else printed.rstrip("'s")
        return Place(_AS_INITIALS[name], words[i].start(), words[i].start() + len(name)), 1
    first = _plain(printed)
    candidates = names.get(first)
    if not candidates:
        return None
    for size in range(min(6, len(words) - i), 0, -1):
        key = tuple(_plain(word[0]) for word in words[i : i + size])
        place = candidates.get(key)
        if place is None:
            continue
        if size == 1 and (first in _NOT_PLACES or not (printed[0].isupper() or place == WORLD)):
            continue
        span = text[words[i].start() : words[i + size - 1].end()]
        if "\n" in span or re.search(r"[;:()]", span):
            continue
        end = words[i + size - 1].end()
        if text[:end].endswith("'s"):
            end -= 2
        elif size > 1 and text[:end].endswith("."):
            end -= 1  # the full stop of the sentence
        return Place(place, words[i].start(), end), size
    return None


def _plain(word: str) -> str:
    return word.lower().removesuffix("'s").strip(".'").replace("’", "'")


def _country_of(dimension: str, term: str) -> str:
    """A report group of one country is that country."""
    members = vocabulary.members(term) if dimension == "report_group" else ()
    if term == "EU":
        return "EU27"  # a report of these years means the Union without the United Kingdom
    return next(iter(members)) if len(members) == 1 else term


@cache
def _names() -> dict[str, dict[tuple[str, ...], str]]:
    """Every written name of a place, by its first word and then by all of its words."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for dimension in _DIMENSIONS:
        for name, term in vocabulary.written_names(dimension):
            words = tuple(_plain(word) for word in _WORD.findall(name))
            if words and not (len(words) == 1 and len(words[0]) < 3):
                place = WORLD if dimension == "world" else _country_of(dimension, term.id)
                found.setdefault(words[0], {}).setdefault(words, place)
    for word in ("global", "globally", "worldwide", "world"):
        found.setdefault(word, {})[(word,)] = WORLD
    return found
