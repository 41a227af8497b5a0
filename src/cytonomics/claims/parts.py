"""Which part of which market a number speaks of: the whole, a place, or a named segment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cytonomics import vocabulary
from cytonomics.claims.dimensions import dimension_of, place_dimension
from cytonomics.claims.earners import earner
from cytonomics.claims.geographies import (
    home_of,
    kindred,
    nearest_label,
    section_place,
    stated,
    whereabouts,
)
from cytonomics.claims.implied_markets import related_market, unlabelled_market
from cytonomics.claims.labels import market_labels, scope_of
from cytonomics.claims.names import GENERIC
from cytonomics.claims.places import WORLD, Place, places
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

__all__ = [
    "Part",
    "dimension_of",
    "market_geography",
    "part_of",
    "place_dimension",
    "whole_market",
]

# "The therapeutics market" is the one that the document is about.
_VAGUE = frozenset(
    str.split(
        "therapy therapies therapeutics treatment treatments drug drugs medicine medicines "
        "products services overall end-user end-use target"
    )
)
_POSTED = re.compile(
    r"\s*(?:alone\s*)?(?:market\s*|segment\s*)?(?:is|was|generated|accounted|reached|recorded|posted|had|made|"
    r"bought|sold|will|led|leads|dominated|held|contributed|stood|represents?|represented|expected|projected|with|at|:|\(|\Z)",
    re.IGNORECASE,
)
_MARKET_BEHIND = re.compile(
    r"(?:'s)?\s+(?:(?!(?:the|an?|of|to|by|from|that|which|in)\s)[\w&/+()-]+\s+){0,6}?"
    r"(?:market|industry)\b|'s\s+(?=[A-Z$€£¥₹])",
    re.IGNORECASE,
)
_MARKET_AHEAD = re.compile(
    r"\b(?:market|industry)\s+(?:size\s+)?(?:in|of|for|across)\s+(?:the\s+)?$", re.IGNORECASE
)
# "Canada: blood testing market of"
_OWN_KEY = re.compile(r"\s*:\s[^.;:]{0,60}\b(?:market|industry)\b", re.IGNORECASE)
# "Japan: USD 2 billion", but no "German drugmaker" and no "U.S.-based analysts"
_OPENED = re.compile(
    r"\s*(?:[,:;(|]|'s\b|-\s|\Z)|\s+(?:is|was|will|would|has|had|held|holds|remains?|saw|sees|"
    r"account|generat|represent|record|regist|le[ad]|reach|contribut|made|makes|spen[dt]|paid|bought|import)",
    re.IGNORECASE,
)
# Behind these a sentence tells why, and a place there is not the market's.
_REASON = re.compile(
    r"\b(?:due|owing|because|driven|thanks|fuell?ed|supported|attributed|while|whereas)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|across|within)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of a market; `dimension` "total" and no segment for the whole.

    Example:
        >>> Part(None, None, "total", None, None).dimension
        'total'
    """

    market: str | None
    scope: str | None
    dimension: str
    segment: str | None
    geography: str | None


def whole_market(scene: Scene, at: int) -> Part:
    """Return the market that a position of a scene speaks of: the nearest label before, else any.

    Its place is the one its name holds or stands by, else that of the sentence before or the
    heading, else the one that the document gives this market.

    Example:
        >>> whole_market(Scene("The CAR-T therapy market grew.", 0), 20).scope
        'car_t'
        >>> whole_market(Scene("Japan's CAR-T market grew.", 0), 20).geography
        'JPN'
    """
    label = nearest_label(scene.labels, at)
    name = label.name if label else unlabelled_market(scene)
    where = whereabouts(scene.text, scene.labels, scene.places, at)
    if where is not None and name is not None:
        name = _without(name, where.printed)
    scope = scope_of(name) if name else None
    if scope is None and (label is None or _generic(name)):
        name, scope = scene.outline.market, scene.outline.scope
    place = None if where else _market_place(scene, at)
    geography = where.id if where else (place.id if place else None)
    geography = geography or _inherited(scene, name, label is not None)
    return Part(name, scope, "total", None, geography)


def _inherited(scene: Scene, name: str | None, here: bool) -> str | None:
    """The place of a market that its own sentence leaves out.

    A sentence that names its market takes only what is said of that market; one that speaks of
    "it" or "the market" goes on from what stands before.
    """
    outline = scene.outline
    if not any(place.id != WORLD for place in scene.places):
        above = None if here else stated(scene.before)
        above = above or (
            section_place(scene.heading) if not here or _headed(scene, name) else None
        )
        if above is not None:
            return above
    home = home_of(name, outline.homes) if name else None
    known = not here or name is None or outline.market is None or kindred(name, outline.market)
    return home or (outline.geography if known else None)


def _headed(scene: Scene, name: str | None) -> bool:
    """Say whether the heading speaks of a market: names it, or names none."""
    labels = list(market_labels(scene.heading))
    return name is None or not labels or any(kindred(name, label.name) for label in labels)


def market_geography(scene: Scene) -> str | None:
    """Return the place whose market a title names, or None.

    Example:
        >>> market_geography(Scene("India Cell Therapy Market: Size and Forecast", 0))
        'IND'
    """
    at = scene.labels[0].start if scene.labels else 0
    place = _market_place(scene, at)
    if place is not None:
        return place.id
    where = whereabouts(scene.text, scene.labels, scene.places, at)
    return where.id if where else None


def _generic(name: str | None) -> bool:
    return name is None or name.lower() in GENERIC or name.lower() in _VAGUE


def part_of(scene: Scene, quantity: Quantity) -> Part | None:
    """Return the segment or place that a size speaks of, or None for the whole market.

    Example:
        >>> scene = Scene("The U.S. cell therapy market was valued at USD 2 billion.", 0)
        >>> part_of(scene, scene.amounts[0]).geography
        'USA'
    """
    whole = whole_market(scene, quantity.start)
    named = earner(scene, quantity)
    if named:
        own = _own_market(scene, named)
        if own is not None:
            return own
        return Part(whole.market, whole.scope, dimension_of(scene, named), named, whole.geography)
    related = related_market(scene.text, quantity.start)
    if related is not None:
        geography = _inherited(scene, related, here=True)
        return Part(related, scope_of(related), "total", None, geography)
    place = _subject_place(scene, quantity)
    if place is not None:
        printed = scene.text[place.start : place.end]
        return Part(whole.market, whole.scope, place_dimension(place.id), printed, place.id)
    place = _market_place(scene, quantity.start)
    if place is not None:
        printed = scene.text[place.start : place.end]
        market = _without(whole.market, printed)
        return Part(market, whole.scope, place_dimension(place.id), None, place.id)
    return None


def _own_market(scene: Scene, named: str) -> Part | None:
    """A so-called segment may be the market itself: "the U.S. oncology sector"."""
    first = next((place for place in places(named) if place.id != WORLD), None)
    where = first if first and not first.start else None
    name = _without(named, named[: where.end]) if where else named
    if name is None:
        return None
    market = scene.outline.market
    called = re.search(re.escape(named) + r"\s+(segment|category|sector)", scene.text)
    sector = called is not None and called[1] == "sector"
    segment = not sector and (called is not None or named not in scene.text)
    own = market is not None and not scene.labels and _same_name(name, market, segment)
    if not (own or (where and (scope_of(name) or (sector and not scene.labels)))):
        return None
    geography = where.id if where else _inherited(scene, name, here=True)
    return Part(name, scope_of(name), "total", None, geography)


def _same_name(name: str, market: str, segment: bool) -> bool:
    """Say whether a name is a market's own, as printed or as the vocabulary calls its scope.

    What is called a segment is one, unless the market has just its name.
    """
    key, scope = vocabulary.matching_key(name), scope_of(market)
    called = vocabulary.names_by_key("scope").get(key)
    known = called is not None and called.id == scope and scope != "other"
    return key == vocabulary.matching_key(market) or (known and not segment)


def _without(market: str | None, place: str) -> str | None:
    if market and market.lower().startswith(place.lower()):
        return market[len(place) :].removeprefix("'s").strip(" -'") or None
    return market


def _subject_place(scene: Scene, quantity: Quantity) -> Place | None:
    """The place that is the subject of the clause, as one part of a larger market."""
    for place in reversed(scene.places):
        if place.id == WORLD or place.end > quantity.start:
            continue
        behind = scene.text[place.end : quantity.start]
        if _MARKET_AHEAD.search(scene.text[max(0, place.start - 40) : place.start]):
            continue
        if _OWN_KEY.match(behind):
            continue
        if len(behind) < 80 and _POSTED.match(behind):
            return place
    return None


def _market_place(scene: Scene, at: int) -> Place | None:
    """The place whose own market the sentence sizes: "Japan's … market", "the market in India"."""
    text = scene.text
    own = [place for place in scene.places if place.id != WORLD]
    for place in sorted(own, key=lambda place: (place.start > at, abs(place.start - at))):
        behind, ahead = (
            text[place.end : place.end + 80],
            text[max(0, place.start - 40) : place.start],
        )
        if _MARKET_BEHIND.match(behind) or _MARKET_AHEAD.search(ahead):
            return place
    if len({place.id for place in own}) == 1:
        # The only place of the sentence, set where it can be no detail: "…, Japan".
        place = own[0]
        opened = text[: place.start].strip(" ,").removesuffix("the").strip()
        opening = opened == "In" or (not opened and _OPENED.match(text, place.end))
        within = _IN.search(text[max(0, place.start - 8) : place.start])
        reason = _REASON.search(text, min(at, place.end), max(at, place.start))
        if opening or (within and not reason):
            return place
    return None
