"""Which place "the region", "the Kingdom" or "there" takes up: one that was spoken of before."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.words.openings import opening
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import REGIONS, places
from cytonomics.claims.words.scene import Scene

_REGIONS = frozenset(REGIONS.split("|"))


def place_taken_up(scene: Scene, kind: str, at: int) -> tuple[Place, str] | None:
    """Return the place that a word for one takes up before a position, and how it is printed.

    A country is not "the region", and what a sentence opens with goes before what it ends with.
    "There" may be any place.

    Example:
        >>> scene = Scene("The region is larger.", 0, before="Asia led Europe, as in Japan.")
        >>> place_taken_up(scene, "region", 11)[1]
        'Asia'
    """
    large = kind.lower() in _REGIONS
    told = list(_above(scene, kind, at))
    for text in told:
        found = [p for p in places(text) if p.id != WORLD]
        found = [p for p in found if kind == "there" or is_country(p.id) != large]
        if found:
            return _spoken_of(text, found)
    for text in told:
        if found := [p for p in places(text) if p.id != WORLD]:
            return _spoken_of(text, found)
    return None


def _above(scene: Scene, kind: str, at: int) -> Iterator[str]:
    """The words ahead of such a word, the nearest first."""
    here = scene.text[:at]
    word = here.lower().rfind(kind.lower())
    yield here[:word] if word >= 0 else here
    yield scene.before
    yield scene.heading
    for above in reversed(scene.above):
        yield above.text


def _spoken_of(text: str, found: list[Place]) -> tuple[Place, str]:
    """The place that a text opens with, else the last of it."""
    start = opening(text, 0)
    first = text[start : found[0].start].lower().strip()
    place = found[0] if first in ("", "the") else found[-1]
    return place, text[place.start : place.end]
