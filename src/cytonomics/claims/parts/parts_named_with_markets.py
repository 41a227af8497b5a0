"""A part that a subject names with its market: "sales of gels in the soap market"."""

from __future__ import annotations

import re

from cytonomics.claims.markets.homes import generic, kindred
from cytonomics.claims.markets.implied_markets import all_of
from cytonomics.claims.parts.named_parts import NO_PART, named_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene

# "Clinics' part of the pump market"
_PART_OF = re.compile(
    r"^(?P<name>[^,;:]{2,60}?)(?:'s)?\s+(?:part\s+|share\s+)?(?:of|in|within)\s+the\s+.*"
    r"\b(?:market|industry)\b",
    re.IGNORECASE,
)
# "Sales of gels", "revenue earned with gels": what is sold is the part.
_TRADE_OF = re.compile(
    r"(?:(?:the|total|annual|overall)\s+)*(?:[a-z]+\s+)?(?:sales?|revenues?|turnover|demand|spending|consumption|expenditure|uptake)\s+"
    r"(?:(?:earned|generated|made|derived|coming)\s+)?(?:of|for|from|on|with|by|through|via)\s+(?:the\s+)?(?P<sold>.{2,60})",
    re.IGNORECASE,
)
# "The pump market from home care is to grow", of the pump market's document "for", too
_MARKET_FROM = re.compile(
    r"(?P<own>.*)\b(?:market|industry)\s+(?:(?P<sized>size|value|valuation|share|revenues?)\s+)?"
    r"(?:from|(?:attributed|attributable|belonging)\s+to|(?:generated|earned|held|contributed)\s+by|(?P<use>for|in))\s+(?:the\s+)?(?P<name>[^,;]{3,50})",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?|this|global|overall)\s+", re.IGNORECASE)


def part_with_market(scene: Scene, whole: Part, named: str) -> Part | None:
    """Return the part that a subject names together with its market, or None.

    Example:
        >>> whole = Part("soap", None, "total", None, None)
        >>> scene = Scene("", 0)
        >>> part_with_market(scene, whole, "Sales of gels in the soap market").segment
        'gels'
        >>> part_with_market(scene, whole, "The soap market size for gels").segment
        'gels'
    """
    of_market = _PART_OF.match(named)
    sold = _TRADE_OF.fullmatch(of_market["name"]) if of_market else None
    name = sold["sold"] if sold else of_market["name"] if of_market else ""
    known = whole.market or scene.outline.market or ""
    if of_market and not NO_PART.search(name):
        return whole if sold and all_of(name, known) else named_part(scene, whole, name)
    source = _MARKET_FROM.fullmatch(named)
    if source is None or NO_PART.search(source["name"]) or any(places(source["name"])):
        return None
    used = source["use"] and not _of_its_size(scene, source)
    return None if used else named_part(scene, whole, source["name"])


def _of_its_size(scene: Scene, source: re.Match[str]) -> bool:
    """Whether what a market is told to be "for" is a part of it, and not all that it is.

    "The CDMO market for gene therapies" is all of that market, and so is what a text opens with.
    A size of a market that has a name of its own is that of the part.
    """
    own = _ARTICLE.sub("", source["own"]).strip()
    if source["sized"] and own and not generic(own):
        return True
    market = scene.outline.market or ""
    opens = not (scene.heading or scene.above)
    known = kindred(source["own"], market) and not generic(market)
    return known and not opens and not scope_of(source["name"])
