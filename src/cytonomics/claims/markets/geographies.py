"""Whose market it is: the place in a market's name, beside it, above it, or in its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cytonomics.claims.markets.world_markets import calls_global
from cytonomics.claims.words.labels import Label, is_short_form, market_labels
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import places, single

_IN_PLACE = re.compile(
    r"\b(?:markets?|industry)(?:\s+(?:size|value|revenues?))?\s+(?:in|of|for|across)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "the market for heart valves in Japan"
IN_PLACE_BEHIND = re.compile(r"\s+(?:in|across|within)\s+(?:the\s+)?|\s+market\s\(", re.IGNORECASE)
# "In Japan alone, the pump market"
_IN_FRONT = re.compile(r"(?:\A\W*|[.;,]\s+|\band\s+)in\s+(?:the\s+)?\Z", re.IGNORECASE)
_THE_NEXT = re.compile(r"(?:\s+alone)?,?\s+the\s+", re.IGNORECASE)
# "the second-largest pump market in Asia"
_RANK = re.compile(
    r"\b(?:[\w]+-)?(?:largest|biggest|fastest[\s-]growing|leading|top|smallest)\s+"
    r"(?:market\s+for\s+(?:the\s+)?)?\Z",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:based|headquartered|located)\s+(?:in|at)\s+(?:the\s+)?\Z|"
    # "the global and U.S. pump market"
    r"\b(?:global|world(?:wide)?)\s+(?:and|&)\s+(?:the\s+)?\Z|"
    # "Arvena, a maker in Peru, enters the stent market"
    r",\s+an?\s+(?!(?:[\w-]+\s+){0,3}(?:market|industry|sector)\b)(?:[\w-]+\s+){1,4}(?:in|from)\s+(?:the\s+)?\Z|"
    r"[A-Za-z],\s+(?:(?:so\s+far|now|still|already|currently)\s+)?(?:the|one\s+of\s+the)\s+"
    r"(?:second[\s-]|third[\s-])?(?:largest|biggest|leading|top)\s+\Z"
)
# "Peru, Latin America's second-largest pump market"
_RANKED_IN = re.compile(
    r"'s\s+(?:[a-z]+[\s-])?(?:largest|biggest|leading|top|smallest|fastest[\s-]growing)\b"
)
_SHARE_OF = re.compile(
    r"(?:%|per\s?cent|share|half|third|quarter|fifths?)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE
)
_ITS_MARKET = re.compile(
    r"(?:'s)?\s+(?:[\w&/-]+\s+){0,4}?(?:market|industry|sales|demand)\b", re.IGNORECASE
)
_TURNED = re.compile(r",\s+(?:but|whereas|although|though)\s", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:market|industry)(?:,\s+(?!which|where|worth|valued|itself)|\s+and\s+(?:is|was|will|ha[sd])\b)",
    re.I,
)
_OWNS = re.compile(r"'s\s(?:[\w&/+-]+\s){1,5}?(?:markets?|industry|sector)\b", re.IGNORECASE)
_WHERE = re.compile(r",?\s+wh(?:er|os)e\s+(?:\w+\s+){0,4}(?:market|industry|sector)\b", re.I)
# "Brazil is a growing market for pumps"
_IS_A_MARKET = re.compile(
    r",?\s+(?:(?:also|now|still)\s+)?(?:(?:is|was|remains|has\s+become)\s+(?:\w+\s+)?an?|"
    # "has the largest market size": beside others
    r"(?:ha[sd]|boasts?)\s+(?:the|an?)(?!\s+(?:larg|high|bigg|great|small|low)est\s+market\s+(?:size|value|revenue)))\s+"
    r"(?:[\w.-]+\s+){0,5}market\b",
    re.IGNORECASE,
)
_PART_WORD = re.compile(r"\b(?:of|part|share|in)\b", re.IGNORECASE)
# "The U.S. market for heart valves", "the global and the regional market"
_TO_LABEL = re.compile(
    r"(?:'s|')?\s*(?:and\s+(?:the\s+)?\w+\s+)?(?:(?:size|value|volume|revenues?|sales)\s+"
    r"(?:of|for|in)\s+(?:the\s+)?)?(?:(?:[\w-]+\s+){0,2}?"
    r"(?:markets?|industry)\s+(?:size\s+)?(?:for|of)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\W*(?:(?:market|regional|region|country|analysis|insights?|trends?|overview|outlook|size|"
    r"share|forecast|growth|and|in|to|[0-9]{4})\b\W*){0,6}",
    re.IGNORECASE,
)
# The place of a market stands by its name.
_NEAR = 150
_TITLE = 700
_BEHIND_AMOUNT = 60
_FORECAST = re.compile(r"\s+forecasts?\s+to\b", re.IGNORECASE)


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
        >>> nearest_label(market_labels(text), 48).name
        'stent'
    """
    named = [label for label in labels if len(label.name) > 2 or is_short_form(label.name)]
    before = [label for label in named if label.start <= at]
    return before[-1] if before else (named[0] if named else None)


def whereabouts(
    text: str, labels: Sequence[Label], known: Sequence[Place], at: int
) -> Whereabouts | None:
    """Return the place that a text gives to the market named nearest before a position.

    Example:
        >>> text = "The global pump market grew; so did the pump market in Japan."
        >>> found = market_labels(text), tuple(places(text))
        >>> [whereabouts(text, *found, at).id for at in (20, 50)]
        ['WW', 'JPN']
    """
    if not known:
        return None
    label = nearest_label(labels, at)
    place = _own_place(text, label, known, at)
    if place is not None:
        return Whereabouts(place.id, text[place.start : place.end])
    world = (place for place in known if place.id == WORLD)
    # "Global pump sales were …" holds for all of a sentence that names no market.
    anchor = label.start if label else min(at, _NEAR - 1)
    # A title lists all parts of its market before it says "global forecast".
    reach = _NEAR if label and text.endswith(".") else _TITLE
    near = any(
        abs(place.start - anchor) < (_TITLE if _FORECAST.match(text, place.end) else reach)
        and (
            (label is not None and _leads_to(text, place, label))
            or calls_global(text, place, named=label is not None)
        )
        and not any(label and _other(label, o, place) and _leads_to(text, place, o) for o in labels)
        for place in world
    )
    return Whereabouts(WORLD, "global") if near else None


def _own_place(text: str, label: Label | None, known: Sequence[Place], at: int) -> Place | None:
    """The place in a market's name, right beside it, or owning it."""
    anchor = label.start if label else at
    led = [p for p in known if label and _leads_to(text, p, label)]
    for place in single(text, known):
        if place.id == WORLD or abs(place.start - anchor) >= _NEAR:
            continue
        ahead = _IN_PLACE.search(text, max(0, place.start - 40), place.start)
        beside = whole_of_share(text, place, at) or set_beside(text, place)
        # "Peru, so far the second largest market in Asia": not that of Asia.
        beside = beside or _is_ranked(text, ahead)
        if beside or (label and _ranked(text, label, place)):
            continue
        fronted = _IN_FRONT.search(text, max(0, place.start - 12), place.start)
        if label and fronted and _THE_NEXT.fullmatch(text, place.end, label.start):
            return place
        if label and IN_PLACE_BEHIND.fullmatch(text, label.end, max(label.end, place.start)):
            return place
        # "market in Japan" is of the label right before it, or of a market without a name.
        if ahead and (label is None or not 0 < ahead.start() - label.end - 1 < _NEAR):
            turned = any(world.id == WORLD and world.start > place.end for world in led)
            return None if turned else place  # "The trade in Peru: the global pump market"
        if _IS_A_MARKET.match(text, place.end) or _WHERE.match(text, place.end):
            return place
        owned = _OWNS.match(text, place.end, place.end + 90)
        covers = owned and (label is None or place.end <= label.start < owned.end())
        if owned and covers and not _PART_WORD.search(owned[0]):
            return place
        if label is None:
            continue
        # "The global acetamide MEA market": a name that ends so is the world's all the same.
        worldwide = text.endswith(("global ", "Global "), 0, label.start)
        inside = label.start <= place.start < label.end and not worldwide
        if inside or _leads_to(text, place, label):
            return place
    return None


def whole_of_share(text: str, place: Place, at: int) -> bool:
    """Say whether a place behind a position is what another number is a share of.

    Example:
        >>> text = "It is worth USD 2 billion and makes up 30 % of the European market."
        >>> whole_of_share(text, places(text)[0], text.index("USD"))
        True
    """
    if at < place.start:
        other = _TURNED.search(text, at, place.start)  # "…, but the growth markets of Asia"
        return bool(other or _SHARE_OF.search(text, max(at, place.start - 30), place.start))
    # "… makes up 30 % of the European market, with USD 2 billion in sight by 2030"
    left = _LEFT.search(text, place.end, at)
    return bool(left and _SHARE_OF.search(text, max(0, place.start - 30), place.start))


def of_another_market(text: str, labels: Sequence[Label], place: Place, at: int) -> bool:
    """Say whether a place is in front of one market, and a later clause is about another.

    Example:
        >>> text = (
        ...     "As the U.S. device market grows, a part of the USD 4 billion pump market is ours."
        ... )
        >>> of_another_market(text, market_labels(text), places(text)[0], text.index("USD"))
        True
    """
    own = next((o for o in labels if _leads_to(text, place, o)), None)
    if own is None or own.end > at:
        return False
    others = (o for o in labels if own.end < o.start < at + _BEHIND_AMOUNT)
    return any(o.name != own.name and ", " in text[own.end : o.start] for o in others)


def set_beside(text: str, place: Place) -> bool:
    """Say whether a place only says something of another: "Peru, the largest Andean market".

    Example:
        >>> text = "says Arvena, a firm based in Peru"
        >>> set_beside(text, places(text)[0])
        True
    """
    ranked = _RANKED_IN.match(text, place.end)
    return bool(ranked or _BESIDE.search(text, max(0, place.start - 60), place.start))


def _is_ranked(text: str, market: re.Match[str] | None) -> bool:
    """Say whether a market is only called the largest or the like."""
    start = market.start() if market else 0
    return _RANK.search(text, max(0, start - 40), start) is not None


def _ranked(text: str, label: Label, place: Place) -> bool:
    """Say whether a place behind a market only tells among whom it ranks.

    "The largest pump market in Asia" is not Asia's market but that of one of its countries.
    """
    first = text[max(0, label.start - 30) : label.start]
    behind = place.start >= label.end or (place.start >= label.start and set_beside(text, place))
    return behind and bool(_RANK.search(first))


def _other(label: Label, each: Label, place: Place) -> bool:
    """Say whether a market beside a place is another: behind it, or before it by another name."""
    if label.end < place.start:
        return True
    names = label.name.lower(), each.name.lower()
    return each.end < label.start and names[0] not in names[1] and names[1] not in names[0]


def _leads_to(text: str, place: Place, label: Label) -> bool:
    """Say whether a place stands right before the name of a market."""
    before = place.end <= label.start
    return before and bool(_TO_LABEL.fullmatch(text, place.end, label.start))


# Each figure below a heading asks again.
@lru_cache(maxsize=64)
def stated(text: str) -> str | None:
    """Return the place that a heading or a sentence gives its market.

    Example:
        >>> stated("Japan Cell Therapy Market Trends"), stated("Market Trends")
        ('JPN', None)
    """
    known = tuple(place for place in places(text) if not whole_of_share(text, place, 0))
    found = whereabouts(text, market_labels(text), known, len(text))
    return found.id if found else None


def shared_market(text: str, known: Sequence[Place], until: int) -> Place | None:
    """Return the place whose market a share ahead of a position is of, or None.

    Example:
        >>> text = "Shops had 27 % of the German market, and clinics 14 %."
        >>> shared_market(text, places(text), text.index("14")).id
        'DEU'
    """
    for place in reversed(known):
        ahead = place.id != WORLD and place.end <= until
        if ahead and _SHARE_OF.search(text, max(0, place.start - 30), place.start):
            return place if _ITS_MARKET.match(text, place.end) else None
    return None


def section_place(heading: str) -> str | None:
    """Return the place that a section is about: stated by its heading, or all of the heading.

    Example:
        >>> section_place("Asia Pacific: regional insights"), section_place("Key companies")
        ('asia_pacific', None)
    """
    first = next(iter(places(heading)), None)
    alone = first and first.id != WORLD and not heading[: first.start].strip("0123456789. ")
    if first and alone and _SECTION.fullmatch(heading, first.end):
        return first.id
    return stated(heading)
