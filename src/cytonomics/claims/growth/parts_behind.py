"""Whose a growth rate is by the words behind it: "a CAGR of 9 % in Peru", "… for spares"."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.named_parts import MARKET, named_part, only_place, place_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.words.names import segment_names
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.scene import Scene

# "… a CAGR of 9 % in Latin America", "… is expected for the cardiology segment".
_BEHIND = re.compile(
    r"(?:,\s+20\d\d\s?-\s?20\d\d)?\)?\s*,?\s*(?:(?:annually|(?:a|per|each)\s+(?:year|annum))\s+)?(?:CAGR\s+|CAGR(?=,)|(?:annual\s+)?growth\s+(?:rate\s+)?)?"
    r"(?:,?\s*(?:during|over|in)\s+th(?:e|is)\s+(?:\w+\s+)?period,?\s+|,\s+)?"
    # "… of 9 % from 2020 to 2030 is foreseen for spares"
    r"(?:(?:from|between|over|during|in|for|to|until|till|through|by)\s+(?:19|20)\d\d(?:\s?(?:-|to|and|through)\s?(?:19|20)\d\d)?,?\s+)?"
    r"(?:(?:is|was|are|will|would|should)\s+)?(?:(?P<seen>expected|projected|anticipated|forecast|estimated|likely|(?:fore)?seen(?=\s+(?:for|in)\b))\s+)?"
    r"(?:(?:to\s+)?be\s+)?(?:(?P<done>seen|recorded|witnessed|registered|observed|exhibited|experienced|posted)\s+)?"
    r"(?:in|(?P<for>for)|(?<=expected )of|(?P<by>by|from|across))\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,;:()%]{1,60})",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:years?|periods?|decades?|terms?|futures?|next|coming)\b", re.IGNORECASE)
_PLACE_END = re.compile(
    r"\s+(?:(?:is|are|was|were|will|from|between|during|over|through|by|until|in)\s|and\s+\d)"
)


def compared_part(scene: Scene, whole: Part, quantity: Quantity) -> Part | None:
    """Return what a rate is compared with: beside the market of one place that of another one.

    Example:
        >>> scene = Scene("It grows faster than 9 % for pumps.", 0)
        >>> whole = Part("tool", None, "total", None, None)
        >>> compared_part(scene, whole, scene.percents[0]).segment
        'pumps'
    """
    part = part_behind(scene, whole, quantity, bare=True)
    return beside_own(whole, part) if part else None


def beside_own(whole: Part, part: Part) -> Part:
    """Return a place set beside the market of another: its own market, and no part of one.

    Example:
        >>> whole = Part("pump", None, "total", None, "PER")
        >>> beside_own(whole, Part("pump", None, "country", "Chile", "CHL")).segment is None
        True
    """
    home = part.dimension in ("country", "region")
    own = whole.segment is None and whole.geography not in (None, WORLD)
    return replace(whole, geography=part.geography) if home and own else part


def part_behind(
    scene: Scene, whole: Part, quantity: Quantity, *, bare: bool = False
) -> Part | None:
    """Return the segment or place that a rate is said to be for or in.

    Example:
        >>> scene = Scene("A CAGR of 9 % is expected for pumps.", 0)
        >>> whole = Part("tool", None, "total", None, None)
        >>> part_behind(scene, whole, scene.percents[0]).segment
        'pumps'
    """
    found = _BEHIND.match(scene.text, quantity.end, quantity.end + 120)
    if found is None:
        return None
    names = [*segment_names(found["name"])]
    if names:
        return named_part(scene, whole, names[0])
    printed = _PLACE_END.split(found["name"])[0].rstrip(" .")
    name = printed.removesuffix(" market")
    place = only_place(name)
    bare = (bare and found["for"] is not None) or bool(
        found["done"] or (found["seen"] and not found["by"])
    )
    if bare and place is None and not _TIME.search(printed):
        # "a CAGR of 9 % is expected for spares"
        return whole if MARKET.search(printed) else named_part(scene, whole, printed)
    # "for the Gulf market": of the world's, where the document is about that.
    part = name != printed and scene.outline.geography == WORLD
    return place_part(whole, *place) if place and (part or place[0].id != whole.geography) else None
