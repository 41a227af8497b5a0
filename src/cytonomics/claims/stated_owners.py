"""Whose an amount is where the words right beside it say so: "of which pumps are to take"."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.geographies import home_of
from cytonomics.claims.labels import scope_of
from cytonomics.claims.named_parts import named_part, place_part
from cytonomics.claims.part_places import place_in_turn
from cytonomics.claims.parts import Part
from cytonomics.claims.places import Place
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene
from cytonomics.claims.share_parts import owner_of_share
from cytonomics.claims.sold_markets import sold_market
from cytonomics.claims.subjects import subject_part

# "… will make up 9 % of a pump market worth"
_OF_A_MARKET = re.compile(
    r"\b(?:of|in)\s+an?\s+(?:[\w&/-]+\s+){0,5}?(?:market|industry)\s+(?:worth|of|valued\s+at)\s+"
    r"(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
# "USD 2 bn, against USD 1 bn for pumps"
_AGAINST = re.compile(r"\b(?:against|versus|compared\s+(?:with|to))\s+(?:\w+\s+){0,2}\Z", re.I)
_FOR = re.compile(
    r"\s+(?:for|from|in)\s+(?!(?:the\s+)?(?:same|last|prior|previous|year)\s)(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,.;:()\d]{2,50})",
    re.IGNORECASE,
)
# "a USD 9 bn market, of which drug delivery is to take USD 2 bn"
_OF_WHICH = re.compile(
    r"\bof\s+(?:which|this|that),?\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:()\d]{2,50}?)\s+"
    r"(?:is|are|was|were|will|would|should|could|may|has|have|had|takes?|took|account|represent|"
    r"ma[dk]e)\w*\b[^,;\d]{0,40}\Z",
    re.IGNORECASE,
)
# "of which USD 2 bn came from pumps", "USD 2 bn of this comes from Peru"
_OF_IT = re.compile(r"\bof\s+(?:which|this|that),?\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE)
_COME = (
    r"\s+(?:(?:is|was|are|were|will|would|should|could)\s+)?(?:to\s+)?(?:com(?:e|es|ing)|came|generated|derived|stem\w*)\s+"
    r"(?:from|in|by)\s+(?:the\s+)?(?P<name>[A-Za-z][^,.;:()\d]{2,50})"
)
_COMES = re.compile(_COME, re.IGNORECASE)
_OF_IT_COMES = re.compile(rf"\s+of\s+(?:this|that|it|the\s+total){_COME}", re.IGNORECASE)
# "Its revenues are set to rise from": of what the sentence before is about.
_ITS_TRADE = re.compile(
    r"\W*(?:its|their)\s+(?:\w+\s+)?(?:revenues?|sales|turnover|value)\b", re.IGNORECASE
)
_IN = re.compile(r"\s+in\s+(?:the\s+)?")
_WORTH = re.compile(
    r"(?:%|per\s?cent),?\s+(?:worth|or|equal\s+to)\s+(?:[a-z]+\s+){0,2}\Z", re.IGNORECASE
)


def stated_owner(scene: Scene, whole: Part, quantity: Quantity) -> Part | None:
    """Return the part of a market that an amount is said outright to be of, or None.

    Example:
        >>> from cytonomics.claims.parts import whole_market
        >>> scene = Scene("It is a USD 9 bn market, of which pumps will take USD 2 bn.", 0)
        >>> stated_owner(scene, whole_market(scene, 0), scene.amounts[1]).segment
        'pumps'
    """
    text, at = scene.text, quantity.start
    sold = sold_market(text, at)
    if sold is not None:
        return Part(sold, scope_of(sold), "total", None, home_of(sold, scene.outline.homes))
    if _OF_A_MARKET.search(text, 0, at):
        return whole
    turn = place_in_turn(scene, scene.amounts, at)
    if turn is not None:
        place, own = turn
        printed = text[place.start : place.end]
        return replace(whole, geography=place.id) if own else place_part(whole, place, printed)
    home = _in_place(scene, quantity)
    if home and any(a.start != at and _in_place(scene, a) for a in scene.amounts):
        return replace(whole, geography=home.id)
    if _ITS_TRADE.match(text):
        return subject_part(scene, whole, "it", 0) or whole
    if _WORTH.search(text, 0, at) and (owner := owner_of_share(scene, whole)):
        return owner  # "Its share of the market was 9 %, worth USD 2 bn"
    against = _AGAINST.search(text, 0, at)
    said = _FOR.match(text, quantity.end) if against else _OF_WHICH.search(text, 0, at)
    said = said or (_OF_IT.search(text, 0, at) and _COMES.match(text, quantity.end))
    said = said or _OF_IT_COMES.match(text, quantity.end)
    return named_part(scene, whole, said["name"]) if said else None


def _in_place(scene: Scene, quantity: Quantity) -> Place | None:
    """The place right behind an amount: "USD 2 bn in Peru, USD 1 bn in Chile"."""
    link = _IN.match(scene.text, quantity.end)
    return next((p for p in scene.places if link and p.start == link.end()), None)
