"""Whose a rate is by the words behind it, or by what another one is held against."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.rate_lists import AVERAGE, BRACKETED_BESIDE
from cytonomics.claims.parts.named_parts import MARKET, named_part, only_place, place_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.parts.places_taken_up import place_taken_up
from cytonomics.claims.words.names import segment_names
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene

# "… a CAGR of 9 % in Latin America", "… is expected for the cardiology segment".
_BEHIND = re.compile(
    r"(?:,\s+20\d\d\s?-\s?20\d\d)?\)?\s*,?\s*(?:(?:annually|(?:a|per|each)\s+(?:year|annum))\s+)?(?:CAGR\s+|CAGR(?=,)|(?:annual\s+)?growth\s+(?:rate\s+)?)?"
    r"(?:,?\s*(?:during|over|in)\s+th(?:e|is)\s+(?:\w+\s+)?period,?\s+|,\s+)?"
    # "… of 9 % from 2020 to 2030 is foreseen for spares"
    r"(?:(?:from|between|over|during|in|for|to|until|till|through|by)\s+(?:19|20)\d\d(?:\s?(?:-|to|and|through)\s?(?:19|20)\d\d)?,?\s+)?"
    r"(?:(?:is|was|are|will|would|should)\s+)?(?:(?P<seen>expected|projected|anticipated|forecast|estimated|likely|(?:fore)?seen(?=\s+(?:for|in)\b))\s+)?"
    r"(?:(?:to\s+)?be\s+)?(?:(?P<done>seen|recorded|witnessed|registered|observed|exhibited|experienced|posted)\s+)?"
    r"(?:in|(?P<for>for)|(?<=expected )of|(?P<of>of)|(?P<by>by|from|across))\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,;:()%]{1,60})",
    re.IGNORECASE,
)
_THAN_MARKET = re.compile(
    r"\b(?:than|versus|against|compared\s+(?:with|to))\s+(?:that\s+of\s+)?the\s+(?:\w+\s+){0,2}?market\b[^,;%]{0,30}\Z",
    re.IGNORECASE,
)
_REGIONAL = re.compile(r"(?:regional|continental)", re.IGNORECASE)
_OF_MARKET = re.compile(r"\b(?:markets?|industry|sector|overall)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?:years?|periods?|decades?|terms?|futures?|next|coming)\b", re.IGNORECASE)
_PLACE_END = re.compile(
    r"\s+(?:(?:is|are|was|were|will|from|between|during|over|through|by|until|in)\s|and\s+\d)"
)


def of_average(scene: Scene, whole: Part, left: str, at: int) -> Part | None:
    """Return the market whose rate another one is held against: "the global average", or None.

    Example:
        >>> whole = Part("pump", None, "total", None, "PER")
        >>> of_average(Scene("", 0), whole, "above the global average of ", 0).geography
        'WW'
    """
    average = AVERAGE.search(left)
    if average is None:
        # "faster than the market as a whole at 5 %", "against the global market's 9 %"
        than = _THAN_MARKET.search(left)
        home = next(iter(places(than[0])), None) if than else None
        return replace(whole, geography=home.id) if home else whole if than else None
    home = next(iter(places(average["whose"])), None)
    regional = None if home else _REGIONAL.fullmatch(average["whose"].strip())
    if regional and (region := place_taken_up(scene, "region", at)):
        return replace(whole, geography=region[0].id)
    told = home or _OF_MARKET.search(average["whose"])
    return replace(whole, geography=home.id if home else whole.geography) if told else None


def compared(scene: Scene, whole: Part, quantity: Quantity) -> Part | None:
    """Return what a rate is compared with: beside the market of one place that of another one.

    Example:
        >>> scene = Scene("9 %, against 3 % in Peru", 0)
        >>> whole = Part("pump", None, "total", None, "CHL")
        >>> compared(scene, whole, scene.percents[1]).geography
        'PER'
    """
    part = behind(scene, whole, quantity, bare=True)
    return beside_own(whole, part) if part else None


def beside_own(whole: Part, part: Part) -> Part:
    """Return a place set beside the market of another as its own market, and no part of one.

    Example:
        >>> whole = Part("pump", None, "total", None, "CHL")
        >>> beside_own(whole, replace(whole, dimension="country", segment="Peru")).segment is None
        True
    """
    home = part.dimension in ("country", "region")
    own = whole.segment is None and whole.geography not in (None, WORLD)
    return replace(whole, geography=part.geography) if home and own else part


def set_beside(scene: Scene, at: int) -> bool:
    """Say whether a bracket's number is one that the rate ahead is held against, as a list may be.

    Example:
        >>> set_beside(Scene("9 %, well above Peru (3 %)", 0), 22)
        True
    """
    return scene.outline.geography != WORLD and BRACKETED_BESIDE.search(scene.text[:at]) is not None


def behind(scene: Scene, whole: Part, quantity: Quantity, *, bare: bool = False) -> Part | None:
    """Return the segment or place that a rate is said to be for or in, or None.

    Example:
        >>> scene = Scene("A CAGR of 9 % in Peru", 0)
        >>> behind(scene, Part("pump", None, "total", None, "WW"), scene.percents[0]).segment
        'Peru'
    """
    found = _BEHIND.match(scene.text, quantity.end, quantity.end + 120)
    if found is None or (found["of"] and not bare):
        return None
    names = [*segment_names(found["name"])]
    if names:
        return named_part(scene, whole, names[0])
    printed = _PLACE_END.split(found["name"])[0].rstrip(" .")
    name = printed.removesuffix(" market")
    place = only_place(name)
    bare = (bare and bool(found["for"] or found["of"])) or bool(
        found["done"] or (found["seen"] and not found["by"])
    )
    if bare and place is None and not _TIME.search(printed):
        # "a CAGR of 9 % is expected for spares"
        return whole if MARKET.search(printed) else named_part(scene, whole, printed)
    # "for the Gulf market": of the world's, where the document is about that.
    part = name != printed and scene.outline.geography == WORLD
    return place_part(whole, *place) if place and (part or place[0].id != whole.geography) else None
