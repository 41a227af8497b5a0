"""Whose a growth rate is by the words right beside it: "pumps (CAGR: 4 %) will outgrow tubes"."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.antecedents import antecedent
from cytonomics.claims.parts.named_parts import named_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.finite import REAL_VERB
from cytonomics.claims.words.scene import Scene

_ABOUT = r"(?:(?:about|around|over|nearly|roughly|approximately|some|just|only|an?|~|<|>)\s*){0,2}"
_RATE = r"(?:CAGRs?|(?:annual\s+)?growth(?:\s+rates?)?|rates?\s+of\s+growth)"
# "pumps (", "pumps (CAGR: "
_BRACKET = Cued(
    "(",
    rf"\s\(\s*(?P<told>{_ABOUT}{_RATE}\s*(?:of|:|at|by)?\s*|growing\s+(?:at|by)\s+)?{_ABOUT}\Z",
)
# What may stand behind such a number: "4 %)", "4 % CAGR)", "4 % a year)"
_CLOSED = re.compile(
    rf"\s*(?:{_RATE}|annually|(?:a|per|each)\s+(?:year|annum)|p\.?a\.?)?\s*(?:\)|[,;]?\s*(?:(?:from|over|between|during|through|until|to|in|by)\s+)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z][^\d|$€£¥₹]*")
# Where the name ahead of a bracket begins
_BEGINS = re.compile(
    rf"[,;:.|]\s+|\b(?:and|or|while|whereas|than|by|behind|over|for|to|from|in|with|like|as|including|both|leav(?:e|es|ing)|"
    rf"(?:out\w+|overt[ao]\w+|beat\w*|surpass\w*|trail\w*|lag\w*|top\w*|ahead\s+of))\s+|(?<=\s){REAL_VERB.pattern}\s+",
    re.IGNORECASE,
)
# ", outpacing tubes at", "ahead of tubes with"
_OUTPACED = Cued(
    "ing ahead",
    r"\b(?:(?:out(?:pac|grow|stripp|perform|runn)|overtak|beat|surpass|exceed|lead|trail|lagg|eclips)ing(?:\s+behind)?|ahead\s+of)\s+"
    rf"(?:that\s+of\s+)?(?:the\s+)?(?P<name>[A-Za-z][^,;:()%]{{1,50}}?)(?:'s|(?<=s)')?,?\s+(?:(?:at|with|by|on)\s+)?{_ABOUT}\Z",
)
# "is below that of tubes, at", "beats the tubes'"
_THAT_OF = Cued(
    "th",
    r"\b(?:than|below|above|beats?|tops?|exceeds?|lags?(?:\s+behind)?|outpaces?|outstrips?|under|behind|surpass(?:es)?|trails?|against|versus|with)\s+"
    r"(?:(?P<that>(?:that|the\s+(?:rate|CAGR|growth))\s+(?:of|for|in)\s+)(?:the\s+)?(?P<name>[A-Za-z][^,;:()%]{1,50}?)"
    rf"|(?:the\s+)?(?P<owner>[A-Za-z][^,;:()%']{{1,50}}?)(?:'s|(?<=s)'))(?:,?\s+(?:at|with)|,|\s\()?\s*{_ABOUT}\Z",
)
# "The tubes' CAGR for 2025-2029,", "The CAGR of tubes in the pump market,"
_OWNED = Cued(
    "'",
    r"(?:\A\W*|[.;:]\s+|,\s+(?:(?:and|but|while|whereas)\s+)?|\b(?:and|but|while|whereas)\s+)(?:the\s+)?(?P<name>[A-Za-z][^,;:()%']{1,50}?(?:'[^,;:()%'s]{1,30}?)?)"
    rf"(?:'s|(?<=s)')\s+(?:[a-z]+\s+){{0,2}}{_RATE}(?:\s+of)?(?:\s+(?:for|over|in|from|between|during|through)\s[^,;%]{{4,30}})?,?\s+(?:at\s+)?{_ABOUT}\Z",
)
_RATE_OF = Cued(
    "cagr growth",
    rf"(?:\A\W*|[.;:]\s+|,\s+)(?:the\s+)?{_RATE}\s+(?:of|for)\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:()%\d]{{1,50}}?)"
    rf"(?:\s+(?:in|within)\s+the\s[^,;%]{{2,50}}?\b(?:market|industry))?(?:\s+(?:for|over|in|from|between|during)\s+[\d][^,;%]{{3,20}})?,\s+(?:at\s+)?{_ABOUT}\Z",
)
_ITS = Cued(
    "its their",
    rf"[,;:]\s+(?:(?:but|and|while|though)\s+)?(?:its|their)\s+(?:[a-z]+\s+){{0,2}}{_RATE}\s+[^;:%]{{0,40}}\Z",
)


def part_beside(scene: Scene, whole: Part, rate: Quantity, since: int) -> Part | None:
    """Return the part named right beside a rate, behind what stands before `since`, or None.

    Example:
        >>> scene = Scene("Pumps (CAGR: 4 %) will outgrow tubes (CAGR: 2 %).", 0)
        >>> whole = Part("tool", None, "total", None, None)
        >>> [part_beside(scene, whole, rate, 0).segment for rate in scene.percents]
        ['Pumps', 'tubes']
    """
    left = scene.text[since : rate.start]
    if compared := set_against(left):
        return named_part(scene, whole, compared)
    bracket = _BRACKET.search(left)
    if bracket and (bracket["told"] or _CLOSED.match(scene.text, rate.end)):
        begins = [0, *(cut.end() for cut in _BEGINS.finditer(left, 0, bracket.start() + 1))]
        name = _NAME.fullmatch(left, begins[-1], bracket.start())
        return named_part(scene, whole, name[0]) if name else None
    if owned := _OWNED.search(left) or _RATE_OF.search(left):
        return named_part(scene, whole, owned["name"])
    return antecedent(scene, whole, "", rate.start) if _ITS.search(left) else None


def set_against(left: str) -> str | None:
    """Return the name that the words before a rate set against another one, or None.

    Example:
        >>> set_against(" is below that of web shops, at "), set_against(", outpacing tubes at ")
        ('web shops', 'tubes')
    """
    found = _OUTPACED.search(left) or _THAT_OF.search(left)
    return (
        next(filter(None, (found["name"], found.groupdict().get("owner"))), None) if found else None
    )
