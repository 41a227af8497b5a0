"""Which part a line's key names, where its words bring no subject of their own: "Tubes: Set to"."""

from __future__ import annotations

import re

from cytonomics.claims.parts.named_parts import named_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.finite import FINITE
from cytonomics.claims.words.scene import Scene

# "Peru: Growing at", "Peru: The most dynamic with", "Tubes: This young segment grows at"
_KEYED = re.compile(
    r"(?i)[\s*•-]*(?P<name>(?-i:[A-Z])[^:|.;%\d]{1,50}?)(?:\s*:|\s-)\s+(?=(?:\w+ly\s+)?(?:\w{2,20}(?:ing|ed)|set|likely|on\s+track|"
    r"(?:the\s+|an?\s+)?(?:most\s|(?:fast|quick|larg|bigg|strong|high)est|leading)|this|these|its?|they|with|at)\b|\d[\d.]*\s?%\s(?:share|of\s))"
)
# "9% - CAGR of online retail, 2024-2030": a list of facts, the figure first
_RATE_FIRST = re.compile(
    r"\W*\d[\d.,]*\s?%\s*[:=|-]\s*(?:the\s+)?(?:\w+\s+)?(?:CAGR|growth(?:\s+rate)?)\s+(?:of|for|in)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,;:()%\d]{1,60}?)(?=\s*(?:[,;(.]|\Z)|\s+(?:from|between|in|over|during|until|to|through|by)\s)",
    re.IGNORECASE,
)
# "Steel: USD 2 bn in 2024; glass: CAGR 9%"
_NEXT_KEY = re.compile(
    r";\s+(?P<name>[A-Za-z][^:;|.%\d]{1,50}?)\s*:\s+"
    r"(?:an?\s+)?(?:CAGR|growth(?:\s+rate)?)\s*(?:of\s+)?\Z",
    re.IGNORECASE,
)
_NOTHING_NEW = re.compile(
    r"(?i)(?:(?:this|these|its?|they)\b.*|(?:the\s+|an?\s+)?(?:most\s+)?[\w-]+|on\s+track.*)?"
)
# A figure that opens its line stands behind no more than a bullet.
_FIRST = 6
# "Leading region in 2024: Europe, USD 3 bn": the key tells the rank, the name stands behind it.
_RANKED = Cued(
    "est leading top dominant dominating main second third",
    r"\W*(?:(?:second|third|2nd|3rd)[\s-])?(?:largest|biggest|smallest|fastest[\s-]growing|leading|top|dominant|dominating|main|second|third)\s+"
    r"(?:[a-z-]+\s+){0,2}?(?:regions?|countr(?:y|ies)|markets?|(?:sub-?)?segments?|products?|types?|applications?|end[\s-]?use(?:rs?)?|"
    r"users?|buyers?|uses?|channels?|materials?|technolog(?:y|ies)|categor(?:y|ies)|indications?|modalit(?:y|ies)|therap(?:y|ies))"
    r"\s*(?:,?\s*\(?(?:(?:in|by|as\s+of)\s+)?(?:FY\s?)?(?:19|20)\d\d\)?)?\s*(?::|\||\s-)\s+(?P<name>[A-Za-z][^,;:()|%$€£\d]{1,50}?)"
    r"\s*(?:,|\(|\s-|:)\s*(?:(?:with|at|worth|about|around|over|nearly)\s+){0,2}\Z",
)
# The key and name of a line are no longer than this.
_LINE = 120


def keyed_part(scene: Scene, whole: Part, named: str, at: int) -> Part | None:
    """Return what a line's key names, where the words before a number have no subject of their own.

    Example:
        >>> whole = Part("pump", None, "total", None, None)
        >>> keyed_part(Scene("Tubes: Expected to reach", 0), whole, "", 24).segment
        'Tubes'
        >>> keyed_part(Scene("Largest product: tubes, USD 2 bn", 0), whole, "tubes", 24).segment
        'tubes'
    """
    said = _RATE_FIRST.match(scene.text) if at < _FIRST else _NEXT_KEY.search(scene.text, 0, at)
    if said:
        return named_part(scene, whole, said["name"])
    ranked = _RANKED.fullmatch(scene.text, 0, at) if at < _LINE else None
    if ranked:
        return named_part(scene, whole, ranked["name"])
    keyed = _KEYED.match(scene.text, 0, at) if _NOTHING_NEW.fullmatch(named) else None
    if keyed is None or FINITE.search(keyed["name"]):
        return None
    return named_part(scene, whole, keyed["name"])
