"""Which part of which market a number speaks of: the whole, a place, or a named segment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.markets.beside_names import market_behind, placed, without
from cytonomics.claims.markets.dimensions import dimension_of, is_country, place_dimension
from cytonomics.claims.markets.geographies import nearest_label, whereabouts, whole_of_share
from cytonomics.claims.markets.homes import generic, home_of, kindred, printed_in_full, same_market
from cytonomics.claims.markets.implied_markets import all_of, related_market, unlabelled_market
from cytonomics.claims.markets.inherited_places import inherited_place
from cytonomics.claims.markets.stated_markets import stated_markets
from cytonomics.claims.parts.earners import earner, named_subject
from cytonomics.claims.parts.measured_wholes import sizes_whole
from cytonomics.claims.parts.moved_markets import moves_market
from cytonomics.claims.parts.part_places import (
    QUARTER,
    fronted_place,
    market_place,
    subject_place,
)
from cytonomics.claims.parts.ranked_places import ranks_as_market
from cytonomics.claims.parts.spoken_markets import addressed, taken_up_market
from cytonomics.claims.parts.taken_up import subject_label
from cytonomics.claims.words.clauses import own_clause, subject
from cytonomics.claims.words.labels import is_place, scope_of
from cytonomics.claims.words.name_lists import respective
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import is_group, places
from cytonomics.claims.words.scene import Outline, Scene

__all__ = ["Part", "dimension_of", "market_geography", "part_of", "place_dimension", "whole_market"]

# "of the global USD 9 billion pump market": the amount is the market's, whatever the subject is.
_PRICED_MARKET = re.compile(
    r"\+?[\s-]+(?P<name>(?:(?!(?:of|in|the|an?|by|for|from|to|with)\s)[\w&/'().-]+\s+){0,6}?)"
    r"(?:market|industry|sector)\b(?!\s+(?:share|leader|cap))",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(r"\s[\w\s]{1,40}\san?\s(?:\w+\s)?")
# "The Peruvian market is worth USD 2 bn, while Chile is to reach": markets of their own, both
_BESIDE_OWN = re.compile(
    r"\s+(?:[\w&-]+\s+){0,4}?market\s+(?:is|was|stood)\b[^;%]{0,120},\s+(?:while|whereas)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_OF_WORLD = re.compile(r"(?i)\b(?:(?:global|world|lead)\w*|most|highest|led|largest|biggest)\b")
# "had USD 2 bn in 2017, up from USD 1 bn": what the same part had before
_UP_FROM = re.compile(
    r"[^,.;$€£¥₹\d]{0,40}(?:\(?(?:in|by|for)\s+(?:FY\s?)?(?:19|20)\d\d\)?)?,?\s*\(?(?:(?:up|down|increasing|rising|growing)"
    r"\s+from|(?:as\s+)?compared\s+(?:with|to)|and\s+this\s+(?:figure|number|amount|value)\s+(?:is|will|should)\s[^,.;\d]{3,40}?)\s+(?:(?:an?|the|about|around|nearly|over|some|just|only|estimated)\s+){0,3}",
    re.IGNORECASE,
)
# "most of the USD 9 billion market"
_PART_OF = re.compile(r"(?:most|part|half|share|all|bulk|cent|%)\s+of\s+th(?:e|is)\s(?:\w+\s)?\Z")
_BEFORE_IT = re.compile(r"(?i)\b(?:the|an?|its|their|this)\s+(?P<name>(?:[\w.'&/-]+\s+){0,4}?)\Z")


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


# Asked for by each rule that looks at an amount.
@lru_cache(maxsize=16)
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
    stated = (m for m in stated_markets(scene.text, scene.outline.market) if m.start <= at)
    labels = sorted((*scene.labels, *stated), key=lambda each: each.start)
    label, said = subject_label(scene.text, labels, at)
    first, last = own_clause(scene.text, at)
    if label and label.start >= last:
        label = None  # "In Asia sales rise by 9 %, while the African market shrinks"
    if label is None and addressed(scene.text, at):
        return Part(None, None, "total", None, None)
    taken_up = None if label else taken_up_market(scene, at)
    name = (
        printed_in_full(scene.text, label, scene.outline.market)
        if label
        else taken_up or unlabelled_market(scene)
    )
    known = [p for p in scene.places if p.id != WORLD or not whole_of_share(scene.text, p, at)]
    known = [p for p in known if first <= p.start < last] or known
    where = whereabouts(scene.text, labels, known, said)
    if where is not None and name is not None:
        name = without(name, where.printed)
    scope = scope_of(name) if name else None
    if scope is None and not taken_up and (label is None or generic(name)):
        name, scope = scene.outline.market, scene.outline.scope
    if scope is None and name and scene.outline.market and same_market(name, scene.outline.market):
        scope = scene.outline.scope
    place = None if where else market_place(scene, at)
    geography = where.id if where else (place.id if place else None)
    geography = geography or inherited_place(scene, name, here=bool(label or taken_up), at=at)
    if label is not None and _listed(scene.outline, name):
        # "the spares market", where the title lists spares as a part of its market
        home = geography or scene.outline.geography
        return Part(scene.outline.market, scene.outline.scope, "segment", name, home)
    return Part(name, scope, "total", None, geography)


def _listed(outline: Outline, name: str | None) -> bool:
    """Say whether a market's name is that of a part that the document's title lists."""
    if name is None or outline.market is None or scope_of(name) not in (None, outline.scope):
        return False
    key = vocabulary.matching_key(name)
    return key in outline.parts and key != vocabulary.matching_key(outline.market)


def market_geography(scene: Scene) -> str | None:
    """Return the place whose market a title names, or None.

    Example:
        >>> market_geography(Scene("India Cell Therapy Market: Size and Forecast", 0))
        'IND'
    """
    at = scene.labels[0].start if scene.labels else 0
    place = market_place(scene, at)
    if place is not None:
        return place.id
    where = whereabouts(scene.text, scene.labels, scene.places, at)
    # "Asian and Middle Eastern Pump Markets" are those of no one place.
    several = where and any(_joint(scene, p) for p in scene.places if p.id == where.id)
    return where.id if where and not several else None


def part_of(scene: Scene, quantity: Quantity) -> Part | None:
    """Return the segment or place that a size speaks of, or None for the whole market.

    Example:
        >>> scene = Scene("The U.S. cell therapy market was valued at USD 2 billion.", 0)
        >>> part_of(scene, scene.amounts[0]).geography
        'USA'
    """
    earlier = next((q for q in reversed(scene.amounts) if q.end <= quantity.start), None)
    if earlier and _UP_FROM.fullmatch(scene.text, earlier.end, quantity.start):
        quantity = earlier
    priced_market = _priced_market(scene, quantity)
    if priced_market is not None:
        return priced_market
    whole = whole_market(scene, quantity.start)
    if moves_market(scene, quantity) or sizes_whole(scene, quantity):
        return whole
    place = fronted_place(scene, quantity)
    if place is not None:
        # A part, where the market is known to be a larger one.
        printed = _printed(scene, place) if whole.geography is not None else None
        return _at_place(whole, place, printed)
    named = earner(scene, quantity)
    if named:
        own = _own_market(scene, named)
        if own is not None:
            return own
        where, name = placed(named)
        home = where.id if where else whole.geography
        return Part(whole.market, whole.scope, dimension_of(scene, name), name, home)
    related = related_market(scene.text, quantity.start)
    if related is not None:
        geography = inherited_place(scene, related, here=True)
        return Part(related, scope_of(related), "total", None, geography)
    named = named_subject(scene, quantity)
    market = scene.outline.market
    if named and market and all_of(re.sub(r"\s(?:sales|revenues?)\Z", "", named), market):
        named = None  # "Pump sales are": the pump market's
    # A list is never the whole, though it may hold the market's name.
    several = named is not None and (", " in named or " and " in named)
    if named and market and (several or not (kindred(named, market) and all_of(named, market))):
        # What held the amount before is a part of the market, and no other market.
        listed = vocabulary.matching_key(named) in scene.outline.parts
        if scope_of(named) and not (listed or (earlier and earner(scene, earlier) == named)):
            # "Gene sequencing was worth": a market of its own, by its bare name.
            home = home_of(named, scene.outline.homes) or whole.geography
            return Part(named, scope_of(named), "total", None, home)
        return Part(whole.market, whole.scope, dimension_of(scene, named), named, whole.geography)
    # "CAR-T in Japan was worth USD 2 billion": a market by its bare name
    named = "" if scene.labels else subject(scene.text, quantity.start)
    traded, _, there = named.rpartition(" in ")
    if scope_of(traded) and is_place(there.removeprefix("the ")):
        return Part(traded, scope_of(traded), "total", None, places(there)[0].id)
    place = subject_place(scene, quantity)
    joint = _joint(scene, place) if place is not None else None
    if joint is not None:
        return Part(whole.market, whole.scope, "region", joint, None)
    if place is not None:
        # The country that the document is about, or all that it counts, is no part of its market.
        national = place.id == scene.outline.geography or is_group(place.id)
        national = national or _abroad(scene, place, scene.text[: quantity.start])
        national = national or _beside_own(scene, place)
        return _at_place(whole, place, None if national else _printed(scene, place))
    place = market_place(scene, quantity.start)
    if place is not None:
        market = without(whole.market, scene.text[place.start : place.end])
        return _at_place(replace(whole, market=market), place, None)
    return None


def _at_place(whole: Part, place: Place, printed: str | None) -> Part:
    """The part of a market that a place is, or the place's own market where it is called none."""
    dimension = place_dimension(place.id) if printed else "total"
    return Part(whole.market, whole.scope, dimension, printed, place.id)


def _abroad(scene: Scene, place: Place, before: str) -> bool:
    """Say whether a place has a market of its own, beside that of the place a page is about."""
    home = scene.outline.geography or WORLD
    inside = vocabulary.members(place.id) <= vocabulary.members(home)
    return (is_country(home) or not inside) and _OF_WORLD.search(before) is None


def _beside_own(scene: Scene, place: Place) -> bool:
    """Say whether a place is set beside the market of the country that a sentence opens with."""
    first = scene.places[0]
    opens = first.start <= len("The ") and place_dimension(first.id) == "country"
    return opens and _BESIDE_OWN.fullmatch(scene.text, first.end, place.start) is not None


def _joint(scene: Scene, place: Place) -> str | None:
    """The names of several places that have one amount: "Peru and Chile had USD 2 billion"."""
    ahead = next((p for p in reversed(scene.places) if p.end < place.start), None)
    if ahead is None or scene.text[ahead.end : place.start] not in (" and ", " & ", " and the "):
        return None
    return None if respective(scene.text) else scene.text[ahead.start : place.end]


def _priced_market(scene: Scene, quantity: Quantity) -> Part | None:
    """The market whose name an amount stands amid: "the global USD 9 billion pump market"."""
    behind = _PRICED_MARKET.match(scene.text, quantity.end)
    if behind is None:
        named = market_behind(scene.text, scene.labels, quantity.end)
        return whole_market(scene, named.end) if named else None
    ahead = _BEFORE_IT.search(scene.text[max(0, quantity.start - 60) : quantity.start])
    said = f"{ahead['name'] if ahead else ''}{behind['name']}"
    place = next(iter(places(said)), None)
    part = _PART_OF.search(scene.text, max(0, quantity.start - 30), quantity.start)
    if place is None and not behind["name"].strip() and not part:
        # "Carpet cleaning is a USD 6 million market": named by the subject.
        label = nearest_label(scene.labels, quantity.start)
        if label is None or not _SO_CALLED.fullmatch(scene.text, label.end, quantity.start):
            return None
    whole = whole_market(scene, behind.end())
    return replace(whole, geography=place.id) if place else whole


def _printed(scene: Scene, place: Place) -> str | None:
    """How a part is called, without the generic word behind: "the Gulf region"."""
    quarter = QUARTER.search(scene.text, max(0, place.start - 25), place.start)
    name = scene.text[quarter.start() if quarter else place.start : place.end]
    return None if ranks_as_market(scene.text, name) else re.sub(r"\s+region\Z", "", name)


def _own_market(scene: Scene, named: str) -> Part | None:
    """A so-called segment may be the market itself: "the U.S. oncology segment"."""
    where, name = placed(named)
    market = scene.outline.market
    segment = rf"{re.escape(named)}\s+(?:segment|category)"
    called = named not in scene.text or re.search(segment, scene.text)
    own = market is not None and not scene.labels and _same_name(name, market, bool(called))
    # "CAR-T: USD 2 billion", on a page of several markets
    keyed = scene.outline.scope is None and scene.text.startswith(f"{named}: ")
    own = own or (keyed and bool(scope_of(name)))
    if not (own or (where and scope_of(name))):
        return None
    geography = where.id if where else inherited_place(scene, name, here=True)
    return Part(name, scope_of(name), "total", None, geography)


def _same_name(name: str, market: str, segment: bool) -> bool:
    """Say whether a name is a market's own, as printed or as the vocabulary calls its scope.

    What is called a segment is one, unless the market has just its name.
    """
    key, scope = vocabulary.matching_key(name), scope_of(market)
    called = vocabulary.names_by_key("scope").get(key)
    known = called is not None and called.id == scope and scope != "other"
    return key == vocabulary.matching_key(market) or (known and not segment)
