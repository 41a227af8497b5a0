"""Which place a number speaks of: a part of a larger market, or a market of its own."""

from __future__ import annotations

import re

from cytonomics import vocabulary
from cytonomics.claims.dimensions import is_country
from cytonomics.claims.geographies import whole_of_share
from cytonomics.claims.places import WORLD, Place
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

_POSTED = re.compile(
    r"\s*(?:alone\s*)?(?:segment\s*)?(?:is|was|generat(?:ed?|es|ing)|account(?:s|ed|ing)?|reached|recorded|posted|ha[sd]|have|ma[dk]es?|making|contribut(?:es?|ed|ing)|representing|"
    r"bought|sold|will|led|leads|dominated|held|holds?|stood|represents?|represented|expected|projected|with|at|to|:|\(|\Z)",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"(?:,?\s+an?\s(?:\w+\s){1,3}(?:at|with)|,\s+(?:worth|with|valued\s+at))"
    r"(?:\s\w+){0,3}\s",
    re.IGNORECASE,
)
# What a place earns stands no further behind it.
_REACH = 100
_MARKET_BEHIND = re.compile(
    r"(?:'s)?\s+(?:(?!(?:the|an?|of|to|by|from|that|which|in|largest|biggest|fastest)\s)[\w&/+()-]+\s+){0,6}?"
    r"(?:market(?!\s+concentration)|industry)\b|(?:'s)?\s+(?:CAGR|growth\s+rate)\b",
    re.IGNORECASE,
)
# "Japan's USD 2 billion"
_OWNS_AMOUNT = re.compile(r"'s\s+(?=[A-Z$€£¥₹])")
_MARKET_AHEAD = re.compile(
    r"\b(?:market|industry|sector|trade|space)\s+(?:size\s+)?(?:in|of|for|across)\s+(?:the\s+)?$",
    re.IGNORECASE,
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
# What an amount in the opening of a sentence stands behind: "In 2024, with sales of".
FRONTED = re.compile(
    r"\W*(?:(?:in|by)\s+(?:19|20)\d\d,?\s+)?(?:(?:currently|now|already|today)\s+)?"
    r"(?:with|at|worth|valued|[a-z]{3,20}ing)\b[^,;.]{0,80}\Z",
    re.IGNORECASE,
)
_TO_SUBJECT = re.compile(r"[^,.;]{0,60},\s+(?:the\s+)?", re.IGNORECASE)
_OPENINGS = ("In", "Across", "Within", "Throughout", "For", "Among")
# "The German market": the adjective names no part.
_ADJECTIVE = re.compile(r"[a-z](?:an|ese|ish|ch|ss|[^\Wh]i|ic)\Z")
_OF_REGION = re.compile(r"(?:European|American|Asian|African)\Z")
_IN = re.compile(r"\b(?:in|across|within)\s+(?:the\s+)?$", re.IGNORECASE)


def fronted_place(scene: Scene, quantity: Quantity) -> Place | None:
    """Return the place that a clause is about whose opening holds the amount.

    Example:
        >>> scene = Scene("With sales of USD 2 billion, Japan ranks third.", 0)
        >>> fronted_place(scene, scene.amounts[0]).id
        'JPN'
    """
    if not FRONTED.match(scene.text, 0, quantity.start):
        return None
    comma = _TO_SUBJECT.match(scene.text, quantity.end)
    return next((p for p in scene.places if comma and p.start == comma.end()), None)


def subject_place(scene: Scene, quantity: Quantity) -> Place | None:
    """Return the place that is the subject of an amount's clause, as a part of a larger market.

    Example:
        >>> scene = Scene("In Asia, Japan accounted for USD 2 billion.", 0)
        >>> subject_place(scene, scene.amounts[0]).id
        'JPN'
    """
    for place in reversed(scene.places):
        if place.id == WORLD or place.end > quantity.start:
            continue
        behind = scene.text[place.end : quantity.start]
        if _MARKET_AHEAD.search(scene.text[max(0, place.start - 40) : place.start]):
            continue
        if _OWN_KEY.match(behind) or _is_adjective(place, scene.text[place.start : place.end]):
            continue
        ahead = scene.text[max(0, place.start - 12) : place.start]
        if len(behind) < _REACH and _POSTED.match(behind):
            return place
        # "led by Japan, worth USD 2 billion", but no "largest market in Asia, worth"
        if _WORTH.fullmatch(behind) and not _IN.search(ahead):
            return place
    return None


def _is_adjective(place: Place, printed: str) -> bool:
    """Say whether a place is printed as an adjective, not as its name."""
    if not is_country(place.id):
        return _OF_REGION.search(printed) is not None
    if not _ADJECTIVE.search(printed):
        return False
    return vocabulary.matching_key(printed) != vocabulary.matching_key(
        next(each.name for each in vocabulary.countries() if each.iso3 == place.id)
    )


def market_place(scene: Scene, at: int) -> Place | None:
    """Return the place whose own market is sized: "Japan's … market", "the market in India".

    Example:
        >>> market_place(Scene("Japan's pump market was worth USD 2 billion.", 0), 30).id
        'JPN'
    """
    text = scene.text
    own = [
        place for place in scene.places if place.id != WORLD and not whole_of_share(text, place, at)
    ]
    for place in sorted(own, key=lambda place: (place.start > at, abs(place.start - at))):
        behind, ahead = (
            text[place.end : place.end + 80],
            text[max(0, place.start - 40) : place.start],
        )
        owns = place.start < at and _OWNS_AMOUNT.match(behind)
        if owns or _MARKET_BEHIND.match(behind) or _MARKET_AHEAD.search(ahead):
            return place
    if len({place.id for place in own}) == 1:
        # The only place of the sentence, set where it can be no detail: "…, Japan".
        place = own[0]
        opened = text[: place.start].strip(" ,").removesuffix("the").strip()
        opening = opened in _OPENINGS or (not opened and _OPENED.match(text, place.end))
        within = _IN.search(text[max(0, place.start - 8) : place.start])
        reason = _REASON.search(text, min(at, place.end), max(at, place.start))
        if opening or (within and not reason):
            return place
    return None
