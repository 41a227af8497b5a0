"""Which part of which market a number speaks of: the whole, a place, or a named segment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cytonomics import vocabulary
from cytonomics.claims.geographies import market_home, nearest_label, stated, whereabouts
from cytonomics.claims.labels import scope_of
from cytonomics.claims.names import GENERIC, clean_name, segment_names
from cytonomics.claims.places import WORLD, Place
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

_BRACKET = re.compile(
    r"(?:^|[,;:]\s|\band\s|\binclude\s)(?P<name>[^,;:()]{3,60}(?:\([^()]{2,12}\)\s*)?)\(\s*\Z"
)


_IS_MARKET = re.compile(
    r"(?P<name>[^.,;]{3,60}?)\s+(?:is|was|became|will\s+be|has\s+become|remains?)\s+(?:heading\s+for\s+)?an?\b",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"(?P<name>[^,;.]{3,60}?)\s+(?:made\s+up|accounted\s+for|contributed|represented|generated|captured|earned|"
    r"brought\s+in|will\s+make\s+up|makes?\s+up|was|were|is|are)\s*(?:about|over|nearly|around|some)?\s*\Z",
    re.IGNORECASE,
)
_OF_MARKET = re.compile(
    r"\s+(?:of|in|to|for)\s+(?:the\s+)?[\w\s/()&'-]{0,60}?(?:market|revenues?|sales)\b",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\s*(?:alone\s*)?(?:market\s*|segment\s*)?(?:is|was|generated|accounted|reached|recorded|posted|had|made|"
    r"will|held|contributed|stood|represents?|represented|expected|projected|with|at|:|\(|\Z)",
    re.IGNORECASE,
)
_MARKET_BEHIND = re.compile(
    r"(?:'s)?\s+(?:[\w&/+()-]+\s+){0,6}?(?:market|industry)\b|'s\s+(?=[A-Z$€£¥₹])", re.IGNORECASE
)
_MARKET_AHEAD = re.compile(
    r"\b(?:market|industry)\s+(?:size\s+)?(?:in|of|for|across)\s+(?:the\s+)?$", re.IGNORECASE
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
    name = label.name if label else _subject_market(scene.text) or scene.outline.market
    where = whereabouts(scene.text, scene.labels, scene.places, at)
    if where is not None and name is not None:
        name = _without(name, where.printed)
    scope = scope_of(name) if name else None
    if scope is None and (label is None or _generic(name)):
        name, scope = scene.outline.market, scene.outline.scope
    geography = where.id if where else _inherited(scene, name)
    return Part(name, scope, "total", None, geography)


def _inherited(scene: Scene, name: str | None) -> str | None:
    """The place of a market that its own sentence leaves out."""
    if not any(place.id != WORLD for place in scene.places):
        above = stated(scene.before) or stated(scene.heading)
        if above is not None:
            return above
    home = scene.outline.homes.get(market_home(name)) if name else None
    return home or scene.outline.geography


def _subject_market(text: str) -> str | None:
    """A sentence may name its market as its subject: "CAR-T is a market of …"."""
    found = _IS_MARKET.match(text)
    return found["name"] if found and scope_of(found["name"]) else None


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
    return name is None or name.lower() in GENERIC


def part_of(scene: Scene, quantity: Quantity) -> Part | None:
    """Return the segment or place that a size speaks of, or None for the whole market.

    Example:
        >>> scene = Scene("The U.S. cell therapy market was valued at USD 2 billion.", 0)
        >>> part_of(scene, scene.amounts[0]).geography
        'USA'
    """
    whole = whole_market(scene, quantity.start)
    clause = _clause_before(scene, quantity)
    bracket = _BRACKET.search(clause)
    listed = (
        re.split(r"\b(?:includ\w+|such\s+as|namely|are)\s", bracket["name"])[-1] if bracket else ""
    )
    named = clean_name(listed.partition("(")[0]) if len(clause) > 8 else None
    if named and re.search(r"\b(?:market|industry|valued|worth|size)\b", named, re.IGNORECASE):
        named = None
    named = named or _named_segment(clause) or _made_up(scene, quantity)
    if named:
        return Part(whole.market, whole.scope, dimension_of(scene, named), named, whole.geography)
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


def _made_up(scene: Scene, quantity: Quantity) -> str | None:
    """The subject of "X made up USD 4 billion of the … market"."""
    if not _OF_MARKET.match(scene.text, quantity.end):
        return None
    subject = _MADE_UP.search(scene.text, max(0, quantity.start - 120), quantity.start)
    name = clean_name(subject["name"]) if subject else None
    if name is None or re.search(
        r"\b(?:market|industry|revenues?|sales|it)\b", name, re.IGNORECASE
    ):
        return None
    places = [scene.text[place.start : place.end] for place in scene.places]
    return None if name in places else name


def _without(market: str | None, place: str) -> str | None:
    if market and market.lower().startswith(place.lower()):
        return market[len(place) :].removeprefix("'s").strip(" -'") or None
    return market


def _clause_before(scene: Scene, quantity: Quantity) -> str:
    """The words before a quantity back to the last full stop or semicolon."""
    text = scene.text[: quantity.start]
    cut = max(text.rfind("; "), text.rfind(". "), text.rfind("\n"))
    return text[cut + 1 :]


def _named_segment(clause: str) -> str | None:
    names = list(segment_names(clause))
    return names[-1] if names else None


def _subject_place(scene: Scene, quantity: Quantity) -> Place | None:
    """The place that is the subject of the clause, as one part of a larger market."""
    for place in reversed(scene.places):
        if place.id == WORLD or place.end > quantity.start:
            continue
        behind = scene.text[place.end : quantity.start]
        if _MARKET_AHEAD.search(scene.text[max(0, place.start - 40) : place.start]):
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
        opening = not text[: place.start].strip(" ,").removeprefix("In").removeprefix("the").strip()
        if opening or _IN.search(text[max(0, place.start - 8) : place.start]):
            return place
    return None


def place_dimension(place: str) -> str:
    """Return "region" or "country" for the id of a place.

    Example:
        >>> place_dimension("europe"), place_dimension("DEU")
        ('region', 'country')
    """
    return "country" if len(place) == 3 and place.isupper() else "region"


def dimension_of(scene: Scene, segment: str) -> str:
    """Return the axis a segment belongs to: named by the scene or its heading, else by its kind.

    Example:
        >>> dimension_of(Scene("By Technology: platelet transfusions led.", 0), "platelets")
        'technology'
    """
    for text in (scene.text, scene.heading):
        axis = re.search(
            r"\b(?:by|based\s+on|in\s+terms\s+of|on\s+the\s+basis\s+of)\s+(?:the\s+)?"
            r"(?P<axis>[A-Za-z][\w/-]*(?:[\s-](?!segment|analysis|insights)[A-Za-z][\w/-]*)?)"
            r"\s*(?:analysis|insights|segment\w*)?\s*(?:,|:|-|$|\n|the\s)",
            text,
            re.IGNORECASE,
        )
        if axis:
            return _axis_name(axis["axis"])
    for dimension, name in (
        ("end_user", "end_user"),
        ("modality", "product"),
        ("indication", "indication"),
        ("therapeutic_area", "therapeutic_area"),
        ("technology", "technology"),
        ("application", "application"),
    ):
        try:
            vocabulary.resolve(dimension, segment)
        except vocabulary.VocabularyError:
            continue
        return name
    return "segment"


def _axis_name(text: str) -> str:
    name = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    if name in ("end_users", "end_use", "enduser", "endusers"):
        return "end_user"
    return name.removesuffix("_type") if name.endswith("_type_type") else name
