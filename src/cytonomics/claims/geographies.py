"""Whose market it is: the place in a market's name, beside it, above it, or in its document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.claims.labels import Label, market_labels, scope_of
from cytonomics.claims.places import WORLD, Place, places

_IN_PLACE = re.compile(
    r"\b(?:markets?|industry)(?:\s+(?:size|value|revenues?))?\s+(?:in|of|for|across)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OWNS = re.compile(r"'s\s(?:[\w&/+-]+\s){1,5}?(?:markets?|industry|sector)\b", re.IGNORECASE)
_PART_WORD = re.compile(r"\b(?:of|part|share|in)\b", re.IGNORECASE)
# The place of a market stands by its name.
_NEAR = 150
_NEAR_WORLD = 60


class Whereabouts(NamedTuple):
    """The id of the place whose market a text speaks of, and how that place is printed.

    Example:
        >>> Whereabouts("IND", "India").id
        'IND'
    """

    id: str
    printed: str


def nearest_label(labels: Sequence[Label], at: int) -> Label | None:
    """Return the market named last before a position, or first of all.

    Example:
        >>> text = "The heart valve market and the stent market grew"
        >>> nearest_label(tuple(market_labels(text)), 48).name
        'stent'
    """
    named = [label for label in labels if len(label.name) > 2]
    before = [label for label in named if label.start <= at]
    return before[-1] if before else (named[0] if named else None)


def whereabouts(
    text: str, labels: Sequence[Label], known: Sequence[Place], at: int
) -> Whereabouts | None:
    """Return the place that a text gives to the market named nearest before a position.

    Example:
        >>> text = "The global pump market grew; so did the pump market in Japan."
        >>> found = tuple(market_labels(text)), tuple(places(text))
        >>> [whereabouts(text, *found, at).id for at in (20, 50)]
        ['WW', 'JPN']
    """
    label = nearest_label(labels, at)
    place = _own_place(text, label, known, at)
    if place is not None:
        return Whereabouts(place.id, text[place.start : place.end])
    world = [place for place in known if place.id == WORLD]
    alone = len(world) == len(known)
    anchor = label.start if label else at
    near = any(alone or abs(place.start - anchor) < _NEAR_WORLD for place in world)
    return Whereabouts(WORLD, "global") if near else None


def _own_place(text: str, label: Label | None, known: Sequence[Place], at: int) -> Place | None:
    """The place in a market's name, right beside it, or owning it."""
    anchor = label.start if label else at
    for place in (p for p in known if p.id != WORLD and abs(p.start - anchor) < _NEAR):
        ahead = _IN_PLACE.search(text, max(0, place.start - 40), place.start)
        # "market in Japan" is of the label right before it, or of a market without a name.
        if ahead and (label is None or not 0 < ahead.start() - label.end - 1 < _NEAR):
            return place
        owned = _OWNS.match(text, place.end, place.end + 90)
        covers = owned and (label is None or place.end <= label.start < owned.end())
        if owned and covers and not _PART_WORD.search(owned[0]):
            return place
        if label is None:
            continue
        gap = text[place.end : label.start]
        inside = label.start <= place.start < label.end
        if inside or (place.end <= label.start and gap.strip() in ("", "'s", "'")):
            return place
    return None


def stated(text: str) -> str | None:
    """Return the place that a heading or a sentence gives its market.

    Example:
        >>> stated("Japan Cell Therapy Market Trends"), stated("Market Trends")
        ('JPN', None)
    """
    found = whereabouts(text, tuple(market_labels(text)), tuple(places(text)), len(text))
    return found.id if found else None


def market_home(label: str) -> str:
    """Return the key under which the names of one market share their place.

    Example:
        >>> market_home("CAR-T") == market_home("CAR T-cell therapy")
        True
    """
    return scope_of(label) or vocabulary.matching_key(label)


def homes(mentions: Iterable[tuple[str, Whereabouts | None]]) -> Mapping[str, str]:
    """Return the place of every market that a document gives one: the world, else its only place.

    Once a document calls a market global, every figure of that market is global that has no
    place of its own.

    Example:
        >>> homes([("CAR-T", Whereabouts("IND", "India")), ("CAR-T", None)])
        {'car_t': 'IND'}
    """
    found: dict[str, set[str]] = {}
    for name, where in mentions:
        if where is not None:
            found.setdefault(market_home(name), set()).add(where.id)
    return {
        key: WORLD if WORLD in ids else next(iter(ids))
        for key, ids in found.items()
        if WORLD in ids or len(ids) == 1
    }
