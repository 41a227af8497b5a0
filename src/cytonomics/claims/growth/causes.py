"""Growth that something drives: whose it is stands behind the rate, or between cause and rate."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.antecedents import asked_about
from cytonomics.claims.parts.named_parts import MARKET, named_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.words.scene import Scene

# "driving a 9 % CAGR", "which support a projected CAGR of 9 %"
_DRIVES = re.compile(
    r"\b(?=[a-z])(?:driv(?:es?|ing)|fuel+(?:s|ing)?|spur(?:s|ring)?|propel(?:s|ling)?|lift(?:s|ing)?|support(?:s|ing)?|"
    r"underpin(?:s|ning)?|yield(?:s|ing)?|prompt(?:s|ing)?|produc(?:es?|ing)|sustain(?:s|ing)?|"
    r"(?:lead|translat)(?:s|es|ing)?\s+(?:in)?to|result(?:s|ing)?\s+in)\s+(?:(?:an?|the)\s+)?"
    r"(?:(?:projected|expected|forecast|strong|robust|estimated)\s+)?(?:CAGR\s+of\s+)?\Z",
    re.IGNORECASE,
)
# "a 9 % CAGR for services", "a 9 % clinic CAGR outlook"
_OF = re.compile(
    r"\s*(?:(?P<ahead>(?!compound|annual|yearly|overall|market|projected|expected|forecast)[A-Za-z][\w&/-]*(?:\s[\w&/-]+){0,2}?)\s+)?"
    r"(?:(?:projected|expected|forecast)\s+)?(?:CAGR|(?:annual\s+)?growth(?:\s+rate)?)(?:\s+(?:outlook|trajectory))?"
    r"(?:\s+(?:in|for|among|across)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,;.:()%]{1,50}?)(?=\s+(?:as|while|through|by|over|during|between|from|until|to)\b|[,.;]|\Z))?",
    re.IGNORECASE,
)
# "are pushing clinic sales up at a 9 % CAGR", "propel the market toward a 9 % CAGR"
_PUSHES = re.compile(
    r"\b(?=[a-z])(?:push(?:es|ing)?|propel(?:s|ling)?|driv(?:es?|ing)|lift(?:s|ing)?|carry(?:ing)?|carries|"
    r"boost(?:s|ing)?|steer(?:s|ing)?)\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:%]{1,60}?)\s+"
    r"(?:(?:up|forward|ahead)\s+(?:at|by)|towards?)\s+(?:an?\s+)?(?:CAGR\s+of\s+)?\Z",
    re.IGNORECASE,
)
_THIS = re.compile(r"(?:this|these|that|the|such|its|their)\b|sector\Z|segment\Z", re.IGNORECASE)
_TIME = re.compile(r"\b(?:years?|periods?|decades?|terms?)\b", re.IGNORECASE)
_REACH, _NEAR = 100, 60


def caused_part(scene: Scene, whole: Part, rate: Quantity) -> Part | None:
    """Return what grows where a clause tells what drives its growth; None where nothing drives it.

    Example:
        >>> scene = Scene("Low costs help, driving a 9 % CAGR for clinics.", 0)
        >>> whole = Part("pump", None, "total", None, None)
        >>> caused_part(scene, whole, scene.percents[0]).segment
        'clinics'
    """
    first = max(0, rate.start - _REACH)
    pushed = _PUSHES.search(scene.text, first, rate.start)
    if pushed:
        named = MARKET.search(pushed["name"])
        return whole if named else named_part(scene, whole, pushed["name"]) or whole
    if not _DRIVES.search(scene.text, max(0, rate.start - _NEAR), rate.start):
        return None
    behind = _OF.match(scene.text, rate.end)
    name = (behind["name"] or behind["ahead"]) if behind else None
    name = None if name and _TIME.search(name) else name
    if name and _THIS.search(name):
        return None  # "for this segment": of the clause's subject
    name = name or asked_about(scene)
    return (named_part(scene, whole, name) if name else None) or whole
