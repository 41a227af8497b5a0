"""Who grows: the market, a place, or a segment that a growth rate belongs to."""

from __future__ import annotations

import re

from cytonomics.claims.names import clean_name, segment_names
from cytonomics.claims.parts import Part, dimension_of, place_dimension, whole_market
from cytonomics.claims.places import WORLD, places
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

_MARKET = re.compile(r"\b(?:markets?|industry)\b", re.IGNORECASE)
# Where a new statement with its own subject begins.
_TURN = re.compile(
    r"\s(?:while|whereas|but|although|followed\s+by|led\s+by)\s|;\s|,\s+(?:and|with)\s+|"
    r"\.\s+(?=[A-Z])|:\s",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|may|should|shall|could|expected|projected|"
    r"anticipated|forecast(?:ed|s)?(?!\s+(?:period|year|time|horizon|window|span))|estimated|"
    r"predicted|poised|set|likely|grow\w*|grew|expand\w*|register\w*|advanc(?:e|es|ed|ing)|"
    r"exhibit\w*|witness\w*|ris(?:e|es|ing)|rose|increas\w*|declin\w*|shr[iau]nk\w*|fell|falls|"
    r"record(?:s|ed|ing)?|represent\w*|stands?|stood|posts?|show\w*|leads?|led|held|holds|accounted|captured|commanded|dominated|contributed|with|at|to|climb\w*|gain(?:s|ed|ing)?|"
    r"accelerat\w*|outpac\w*|doubl(?:e|es|ed)|tripl(?:e|es|ed)|quadrupl(?:e|es|ed)|halv(?:e|es|ed))\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^[\s*|-]*(?:(?:and|but|while|whereas)\s+)?(?:(?:over|during|throughout|in|within|from|between|through|for|by|at|across)\s+"
    r"(?:the\s+)?(?:(?:same|entire|whole|next|coming)\s+)?(?:(?:forecast(?:ed)?|projection|review|"
    r"study|analysis|assessment|\w+)\s+(?:period|years?|timeframe|decade)|(?:19|20)\d\d"
    r"(?:\s*(?:-|to|and|through)\s*(?:19|20)?\d\d)?)[\s,]*)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:the\s+)?(?:it|this|that|which|they|these|its|there|report|study|analysts?|we|growth|"
    r"demand|value|valuation|revenues?|sales|sector|size|overall|total|cagr|company)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^(?P<name>[^,;:]{2,60}?)(?:'s)?\s+(?:part\s+|share\s+)?(?:of|in|within)\s+the\s+.*"
    r"\b(?:market|industry)\b",
    re.IGNORECASE,
)
_TRADE_IN = re.compile(
    r"^(?:the\s+)?(?:sales|demand|revenues?|adoption|growth|uptake)\s+(?:in|from|across)\s+"
    r"(?P<name>[^,;]{2,50})$",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\b(?:size|value|valuation|growth|revenues?|sales|demand|outlook|market|rate|expansion|cagr|"
    r"part|share|industry|segments?|rise|increase|decline|adoption|year)\b",
    re.IGNORECASE,
)
_RIGHT_NAME = re.compile(
    r"(?:^|[,;:|/*\n]|\band\b|\bwhile\b|\bwhereas\b|-\s|\)\s)\s*"
    r"(?P<name>(?:the\s+)?[A-Z][\w.&'/+-]*(?:\s[\w.&'/+-]+){0,5}?)\s*"
    r"(?:(?:\(|:|\||-|=|\bat|\bwith|\bby)\s*)?(?:CAGR\s*(?:of|:)?\s*)?(?:about|around|over|~)?\s*$"
)
_BRACKETED = re.compile(
    r"(?:,|\band|\bby)\s+(?:the\s+)?(?P<name>[a-z][\w&/'-]*(?:\s[\w&/'-]+){0,3}?)\s*\(\s*$"
)
# "… held 35 % and will grow at 9 %": the subject stands before the number before.
_ELIDED = re.compile(
    r"\b(?:and|but|while|yet)\s+(?:also\s+)?(?:is|are|was|were|will|would|should|has|have|expected|"
    r"projected|anticipated|forecast|set|poised|likely)\b(?!.*\b(?:and|but|while)\b)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"[\s*|-]*(?P<name>[A-Z][\w.&' -]{1,40}?)\s*[:|(-]+\s*"
    r"(?:(?:at\s+)?(?:an?\s+)?CAGR\s*(?:of|:)?\s*)?$"
)
_LOOSE_END = re.compile(r"\s(?:at|an?|the|of|to|by|with|in)$", re.IGNORECASE)
_OF_RATE = re.compile(
    r"\b(?:CAGR|growth|rates?)\b|^(?:global|overall|incremental|average|annual|yearly|compound|yo?y|y-o-y|year-o\w+-year)\b",
    re.IGNORECASE,
)
PERIOD_WORD = re.compile(
    r"\b(?:forecast|study|analysis|assessment|projection|projected|review|prediction)\s*-?\s*"
    r"(?:period|years?|time\s?frame|horizon|window|span|duration)\b",
    re.IGNORECASE,
)


def grower(scene: Scene, numbers: list[Quantity], i: int) -> Part:
    """Return what grows: what a list names by the number, else the subject of the clause.

    Example:
        >>> scene = Scene("The hospitals segment will grow at a CAGR of 9 %.", 0)
        >>> grower(scene, list(scene.percents), 0).segment
        'hospitals'
    """
    start = numbers[i].start
    whole = whole_market(scene, start)
    since = numbers[i - 1].end if i else 0
    left = scene.text[since:start]
    respective = _respective(scene, numbers, i)
    if respective:
        return _named(scene, whole, respective) or whole
    listed = _RIGHT_NAME.search(left) or _BRACKETED.search(left)
    if listed and (i or re.search(r"[:|]\s*$", left[: listed.start("name")])):
        part = _named(scene, whole, listed["name"])
        if part is not None:
            return part
    if i and _ELIDED.search(left):
        return grower(scene, numbers, i - 1)
    key = _KEY.match(left) if not i else None
    if key and any(p.id != WORLD for p in places(key["name"])):
        return _named(scene, whole, key["name"]) or whole
    turned = max((turn.end() for turn in _TURN.finditer(left)), default=0)
    clauses = [left[turned:], left] if turned else [left]
    if i and not turned and " and " in left:
        # "A held 54 % of the market and B is set to rise at 9 %"
        clauses.insert(0, left.rpartition(" and ")[2])
    for clause in clauses:
        part = _subject(scene, whole, clause)
        if part is not None:
            return part
    return whole


def _respective(scene: Scene, numbers: list[Quantity], i: int) -> str | None:
    """The i-th name of "A, B and C … 1 %, 2 % and 3 %, respectively"."""
    if len(numbers) < 2 or "respectively" not in scene.text.lower():
        return None
    clause = _LEAD_IN.sub("", scene.text[: numbers[0].start])
    verb = _FINITE.search(clause)
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", clause[: verb.start()].strip() if verb else "")
    return names[i] if len(names) == len(numbers) and all(names) else None


def _subject(scene: Scene, whole: Part, clause: str) -> Part | None:
    """The part that the subject of a clause names; the whole for a market; None for no subject."""
    clause = _LEAD_IN.sub("", clause)
    axis = re.match(r"\s*(?:by|based\s+on|in\s+terms\s+of)\s[^,:]{2,40}[,:]\s*", clause, re.I)
    clause = clause[axis.end() :] if axis else clause
    verb = _FINITE.search(clause)
    subject = (clause[: verb.start()] if verb else "").strip(" ,:-*|")
    if len(subject) > 110:
        return None
    names = [*segment_names(subject or clause)]
    if names:
        return _named(scene, whole, names[-1])
    if not subject:
        return None
    trade = _TRADE_IN.match(subject)
    if trade and any(p.id != WORLD for p in places(trade["name"])):
        return _named(scene, whole, trade["name"])
    of_market = _PART_OF.match(subject)
    if of_market and not _NO_PART.search(of_market["name"]):
        return _named(scene, whole, of_market["name"])
    if _MARKET.search(subject) or _PRONOUN.match(subject):
        return whole
    if scene.amounts and not any(p.id != WORLD for p in places(subject)):
        return None
    return _named(scene, whole, subject)


def _named(scene: Scene, whole: Part, name: str) -> Part | None:
    """The part of a market with this name: a place, or a segment."""
    place = next((p for p in places(name) if p.id != WORLD), None)
    if place is not None:
        printed = name[place.start : place.end]
        return Part(whole.market, whole.scope, place_dimension(place.id), printed, place.id)
    cleaned = clean_name(name)
    if cleaned is None or _NO_PART.fullmatch(cleaned) or re.match(r"[\W\d]*$", cleaned):
        return None
    if _MARKET.search(cleaned) or PERIOD_WORD.search(cleaned) or _PRONOUN.match(cleaned):
        return None
    if _OF_RATE.search(cleaned) or _FINITE.match(cleaned) or _LOOSE_END.search(cleaned):
        return None
    dimension = dimension_of(scene, cleaned)
    return Part(whole.market, whole.scope, dimension, cleaned, whole.geography)
