"""Whose share it is, as a part of a market: by the words beside it, or the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cytonomics.claims.markets.beside_names import placed
from cytonomics.claims.markets.geographies import whereabouts
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.parts.antecedents import asked_about, headed, section_name
from cytonomics.claims.parts.named_parts import named_part, only_place, place_part
from cytonomics.claims.parts.part_places import QUARTER
from cytonomics.claims.parts.parts import Part, dimension_of, place_dimension, whole_market
from cytonomics.claims.parts.places_taken_up import place_taken_up
from cytonomics.claims.shares.context import AND, BY, BY_VALUE_AHEAD, ONWARD
from cytonomics.claims.shares.holders import (
    name_after_participle,
    name_before,
    name_behind,
    name_below,
    name_beside,
)
from cytonomics.claims.shares.names import HOLDS, tidy
from cytonomics.claims.shares.owners import (
    ITS_SHARE,
    OF_WORLD,
    firm_taken_up,
    inland_market,
    name_taken_up,
    of_own_sector,
    owner_of_share,
)
from cytonomics.claims.shares.signs import stated_whole
from cytonomics.claims.shares.subjects import market_name
from cytonomics.claims.shares.view import View, beside_place, place_in, right_in
from cytonomics.claims.words.labels import is_place, market_labels
from cytonomics.claims.words.names import segment_names
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import LANDS, REGIONS, places
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD, HOLDING
from cytonomics.vocabulary import matching_key

_OF_IT = re.compile(r"(?i)\s*(?:of\s(?:it|this|that|them)\sin|(?:\w+\s)?share\sfrom)\s(?:the\s)?")
# "Use of pumps was highest in clinics. This segment had 40 %."
_HIGHEST_IN = re.compile(
    r"\b(?:was|is|were|are)\s+(?:highest|largest|greatest|strongest)\s+in\s+(?P<name>[^,;.%]{3,80})\.?\s*\Z"
)
_IN_THE_PLACE = re.compile(
    r"\W*in\s+(?P<place>(?:the\s+)?[A-Z][\w.\s-]{1,30}?)(?:\s+market)?,\s", re.IGNORECASE
)
_OF = re.compile(r"\s*of\s+(?:the\s+)?")
_TRADE = re.compile(
    r"(?:'s)?\s+(?:[\w-]+\s+){0,3}?(?:prescriptions|purchases|sales|revenues?|demand|consumption|spending)\b"
)
# A market's name behind its place begins within so many characters.
_REACH = 40
_SAME = re.compile(r"\b(?:that|this|its|their)\s+(?:\w+\s+)?share\b", re.I)
# "30 % belonged to Arvena, against 25 % for Belloc"
_FOR = re.compile(r"\s+(?:for|at(?=\s[A-Z]))\s+(?:the\s+)?(?P<name>[A-Za-z][^,.;:()%]{1,50})")
# "The country's pump market makes up 5 % of the global one"
_COUNTRYS = re.compile(rf"(?:the\s+)?(?P<kind>{LANDS}|{REGIONS})'s\s", re.IGNORECASE)
_THE_PLACE = re.compile(
    rf"\bth(?:e|is)\s+(?P<kind>area|{LANDS}|{REGIONS})\b[^,;%]{{0,60}}$", re.IGNORECASE
)
_THE_SEGMENT = re.compile(
    r"^\W*(?:(?:moreover|furthermore|additionally|besides|also|in\s+addition|in\s+(?:19|20)\d\d),?\s+)?"
    r"(?:the|this|that)\s+(?:same\s+|leading\s+|dominant\s+)?(?:sub-?)?"
    r"(?:segment|category|type|application|channel|product|group)\b"
    rf"(?:[^,;%]|,\s(?:which\s|(?={HOLDING}\b))){{0,90}}$",
    re.I,
)
_PRONOUN = re.compile(
    r"(?i)(?:^|[,;.-])\s*(?:in\s+(?:19|20)\d\d,?\s+)?(?:(?:and|but|where|so)\s+)?(?:they|(?-i:[Ii]t)|these|those|this|that)\b(?![^,;%]{0,90}'s\s+(?:\w+\s+)?share\b)[^,;%]{0,90}(?:,\s+(?:or|i\.e\.|equal\s+to)\s[^,;%]{0,30})?$"
)
# "gels (29 %", "gels (2023 market share: 29 %"
_IN_BRACKET = re.compile(
    r"\(\s*(?:(?:(?:19|20)\d\d\s+)?(?:[a-z]+\s)?share(?:\s+of|:|\s+in\s+(?:19|20)\d\d:)\s*)?$", re.I
)
_SECOND = re.compile(
    r"(?:\band|,(?!\s+(?:compared|versus|(?:as\s+)?against)\b)|\bcompared\s+(?:with|to)|\bversus|\bagainst)\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:%()]{1,40}?)(?:\s+an?|'s|(?<=s)'|\s+the\s+(?:larg|bigg)est,?\s+(?:at|with))\s*(?:estimated\s*)?$"
)
# "The market was worth USD 2 bn, with pumps at 9 %"
_WITH_AT = re.compile(
    r",\s+with\s+(?:the\s+)?(?P<name>[A-Za-z][^,;%]{1,50}?)\s+at\s+(?:[a-z~>]+\s+){0,2}$"
)
# "Spinal surgery", and below it "Accounts for 75 % of sales"
_HEADLESS = re.compile(rf"\W*{HELD}\s(?!(?:is|are|was|were|has|had|{HELD})\b)", re.I)
# "Market shares were Arvena 40 %, Belloc 20 %"
_WERE = re.compile(r"\bshares\b[^,;%]*\s(?:are|were)\s+(?P<name>[A-Z][^,;:()%]{1,50}?)\s*\Z")
_HELD = re.compile(r"\s+(?:(?!of\b|in\b)[\w-]+\s+){0,3}?share\b", re.I)
_OF_ALL = re.compile(
    r"\s*of\s+(?:the\s+)?(?:total|overall)(?:\s+(?:sales|revenues?|market)\b|\s*(?:\Z|[,.;]))"
)
_THE_WHOLE = re.compile(r"^(?:global|overall|total|entire|world(?:wide)?)\b\s*", re.I)
_HELD_BEFORE = re.compile(rf"(?<![,;])\s(?:{HELD}|led)\s[^;:,%]{{0,50}}\Z", re.IGNORECASE)


def share_part(scene: Scene, view: View, given: str | None, before: Part | None) -> Part:
    """Return the part of a market that has a share; `before` is that of the share before it.

    Example:
        >>> scene = Scene("Gels held 29 % of it.", 0)
        >>> view = View(scene.percents[0], "Gels held ", " of it.", True, " of it.", 14)
        >>> share_part(scene, view, None, None).segment
        'Gels'
    """
    whole = _whole(scene, view)
    listed = AND.search(view.left) and BY.match(view.right)
    compared = not listed and ONWARD.search(view.left) and _FOR.match(view.right)
    if compared and (name := tidy(compared["name"])):
        return named_part(scene, whole, name) or whole
    there = right_in(scene, view.quantity) if before and ONWARD.search(view.left) else None
    if before and there and before.geography != there.id:  # "5 %, against 9 % in Peru"
        if before.dimension in ("country", "region"):
            return place_part(whole, there, _printed(scene, there))
        return replace(before, geography=there.id)
    if before is not None and (
        _SAME.search(view.left)
        or (not listed and ONWARD.search(view.left))
        or (given is None and not listed and BY_VALUE_AHEAD.search(view.left))
    ):
        return before  # "81 % by volume but 34 % by value": nobody new is named
    opened = _opening_place(scene) if OF_WORLD.match(view.joined) else None
    if opened is not None:
        return place_part(whole, *opened)
    # "38 % came from Peru, 27 % from Chile": what stands before has the number before.
    beside = None if listed or given else beside_place(scene, view.quantity)
    if _HEADLESS.match(scene.text) and not scene.text[: view.quantity.start].count(","):
        given = given or tidy(scene.lead or scene.heading)
    given = given or name_taken_up(scene, view)
    name = given or _name(view) if beside is None and not ITS_SHARE.match(view.left) else None
    if beside is None and name is None and view.first is False and place_in(scene, view) is None:
        name = name_before(scene.text[: view.start])
    told = _THE_SEGMENT.match(view.left)
    if name is None and beside is None and not told and _PRONOUN.search(view.left):
        # "They hold 40 %": whose it is stands before.
        name = name_before(scene.text[: view.start]) or name_before(scene.before)
        name = name or _market_above(scene, whole)
        above_place = _place_above(scene, whole) if name is None else only_place(name)
        if above_place is not None:
            return place_part(whole, *above_place)
    if name is None and beside is None and told:
        highest = _HIGHEST_IN.search(scene.before)
        name = tidy(highest["name"]) if highest else None
        name = name or section_name(scene) or _last(segment_names(scene.before))
        name = name or name_before(scene.before)
    taken_up = name is None and beside is None and (told or _PRONOUN.search(view.left))
    asked = asked_about(scene) if taken_up else None
    if taken_up and (part := (named_part(scene, whole, asked) if asked else headed(scene, whole))):
        return part
    owner = owner_of_share(scene, whole) if name is None and beside is None else None
    if owner is not None:
        return owner
    if name is None and beside is None:
        small = _smaller_market(scene.text, view, whole)
        if small and scene.outline.market and _OF_ALL.match(view.joined):
            whole = replace(whole, market=scene.outline.market, scope=scene.outline.scope)
        home, rest = placed(small) if small else (None, "")
        national = home is not None and home.id == whole.geography
        if national and not kindred(rest, whole.market or ""):
            return named_part(scene, whole, rest) or whole  # "Peru's clinics are 9 % of its care"
        name = small if place_in(scene, view) is None else None
    place = beside or _place_of_it(scene, view) or _place_named(scene, view, name)
    its = _COUNTRYS.match(name) if name else _THE_PLACE.search(view.left)
    if place is None and its and (found := place_taken_up(scene, its["kind"], view.quantity.start)):
        return place_part(whole, *found)
    if place is not None:
        if inland := inland_market(scene, view):
            return replace(whole, dimension="segment", segment=inland, geography=place.id)
        printed = _printed(scene, place)
        return Part(whole.market, whole.scope, place_dimension(place.id), printed, place.id)
    name = name or firm_taken_up(scene)
    if name is None:
        return whole
    own = of_own_sector(scene, whole, name, OF_WORLD.match(view.joined) is not None)
    if own is not None:
        return place_part(whole, *own)
    where, rest = placed(name)
    if where and matching_key(rest) == matching_key(whole.market or ""):
        return place_part(whole, where, name[: where.end])
    several = {p.id for p in places(name) if p.id != WORLD}
    # Several places are no single one, but part of the region whose market is shared.
    joint = len(several) > 1 and whole.geography in (WORLD, *several)
    geography = None if joint else whole.geography
    return Part(whole.market, whole.scope, dimension_of(scene, name), name, geography)


def _opening_place(scene: Scene) -> tuple[Place, str] | None:
    """The place of "In Peru, pump care accounts for 9 % of the global market": all of its trade."""
    opening = _IN_THE_PLACE.match(scene.text)
    return only_place(opening["place"]) if opening else None


def _market_above(scene: Scene, whole: Part) -> str | None:
    """The market that "it" takes up, where the share is of a larger one."""
    above = next(iter(market_labels(scene.about or scene.before)), None)
    if above is None or whole.market is None or is_place(above.name):
        return None
    return None if matching_key(above.name) == matching_key(whole.market) else above.name


def _place_of_it(scene: Scene, view: View) -> Place | None:
    """The place behind "two thirds of it in Peru", "46 % share from Peru"."""
    link = _OF_IT.match(view.right)
    at = view.quantity.end + link.end() if link else -1
    return next((p for p in scene.places if p.start == at and p.id != WORLD), None)


def _place_above(scene: Scene, whole: Part) -> tuple[Place, str] | None:
    """The place whose own market "it" takes up, where the share is of a larger one."""
    above = scene.about or scene.before
    where = whereabouts(above, market_labels(above), places(above), len(above))
    found = only_place(where.printed) if where else None
    return found if found and found[0].id != whole.geography else None


def _smaller_market(text: str, view: View, whole: Part) -> str | None:
    """A market that is a part of another: "the coated stent market is 30 % of the stent market"."""
    name = market_name(view.left) or market_name(text[: view.quantity.start])
    name = _THE_WHOLE.sub("", name).split(" in the ")[0] if name else None
    if not name or whole.market is None:
        return None
    same = matching_key(name) == matching_key(whole.market)
    return None if same and not _OF_ALL.match(view.joined) else name


def _name(view: View) -> str | None:
    left, right = view.left, view.right
    if AND.search(left) and (by := BY.match(right)) and (name := tidy(by["name"])):
        return name
    # "A had a 52 % share and B a 28 % share": the verb is said but once.
    second = None if view.first else _SECOND.search(left)
    if second and not HOLDS.search(second["name"]) and (name := tidy(second["name"])):
        return name
    beside = _WITH_AT.search(left)
    if beside and not HOLDS.search(beside["name"]) and (name := tidy(beside["name"])):
        return name
    bracket = _IN_BRACKET.search(left)
    if bracket and (name := name_beside(left[: bracket.start() + 1])):
        return name
    tail = re.split(r":\s(?![^()]*\))", left)[-1]
    # "Asia held 40 %, with exports driven by Peru": who held it stands ahead of the verb.
    if _HELD_BEFORE.search(tail) and (name := name_before(tail)):
        return name
    if name := name_after_participle(left, right) or name_behind(right):
        return name
    if not HOLDS.search(tail) and (name := name_beside(tail)):
        return name
    # "Three firms lead: A holds 40 %": the clause behind the colon has its own subject.
    found = name_before(tail) or name_before(left) or _last(segment_names(left))
    were = _WERE.search(left)
    return found or name_below(right) or (tidy(were["name"]) if were else None)


def _place_named(scene: Scene, view: View, name: str | None) -> Place | None:
    if name is None:
        return place_in(scene, view)
    # "North America and Europe together" is no single place.
    said = re.sub(r"\s*\([^()]*\)", "", name.lower())
    found = [p for p in scene.places if p.id != WORLD]
    inside = [p for p in found if _printed(scene, p).lower() == said]
    inside = inside or [p for p in found if _names(_printed(scene, p).lower(), said)]
    if len({place.id for place in inside}) == 1 and 2 * len(_printed(scene, inside[0])) > len(said):
        return inside[0]
    return None


def _names(place: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(place)}(?!\w)", said) is not None


def _printed(scene: Scene, place: Place) -> str:
    quarter = QUARTER.search(scene.text, 0, place.start)  # "East Asia"
    start = quarter.start() if quarter else place.start
    name = re.sub(r"\s(?:region|area)$", "", scene.text[start : place.end], flags=re.I)
    return name if "." in name[:-1] else name.rstrip(".")


def _whole(scene: Scene, view: View) -> Part:
    """The market that the share is of."""
    end = stated_whole(view.joined)
    whole = whole_market(scene, view.quantity.start if end is None else view.joined_at + end)
    # "of U.S. plaster purchases": the trade of a place, without the word market.
    link = _OF.match(view.joined)
    at = view.joined_at + link.end() if link else -1
    home = next((p for p in scene.places if p.start == at and p.id != WORLD), None)
    named = any(at <= label.start <= at + _REACH for label in scene.labels)
    trade = home is not None and _TRADE.match(scene.text, home.end) is not None
    held = next((p for p in scene.places if p.start == view.quantity.end + 1), None)
    if held is not None and held.id != WORLD and _HELD.match(scene.text, held.end):
        return replace(whole, geography=held.id)  # "captured 30 % U.S. pen share"
    return replace(whole, geography=home.id) if home and trade and not named else whole


def _last(names: Iterable[str]) -> str | None:
    return next(reversed([*names]), None)
