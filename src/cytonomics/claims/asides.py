"""Asides: sentences that say nothing of a market and stand within what is said of one."""

from __future__ import annotations

import re

from cytonomics.claims.parts.other_money import is_other_behind, is_other_money
from cytonomics.claims.shares.wholes import whole_behind
from cytonomics.claims.words.blanks import MARKET_WORDS
from cytonomics.claims.words.names import segment_names
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene

_OF_MARKET = re.compile(
    rf"\b(?:{MARKET_WORDS}|lead(?:s|ers?)?|"
    r"leading\s(?:(?:the|in)\b|position|segment|region|country|share|product|application|market)|"
    r"(?:great|strong)est\s(?:in|among)|grows?|(?:is|are|was|were)\s(?:[a-z]+\s)?(?:growing|expanding))\b",
    re.IGNORECASE,
)
# An answer of a few words is no aside.
_ANSWER = 20
# "This is due to", "The large share can be attributed": of the sentence before.
_OF_ABOVE = re.compile(
    r"(?:(?:moreover|furthermore|additionally|in\saddition|also),\s)?(?:it|its|they|their|this|these|such|"
    r"the\s(?:(?:large|high|strong|significant|substantial|rapid|fast|leading|dominant|segment's|region's|country's|market)\s)*"
    r"(?:growth|rise|increase|dominance|share|position|popularity|lead|demand))\b",
    re.IGNORECASE,
)
# "Rising costs drive the segment's growth", "will create opportunities": why, and not of what
_CAUSE = re.compile(
    r"\s(?:(?:driv|support|fuel|boost|propel|underpin|bolster|stimulat|strengthen|accelerat|spur|sustain|favou?r|contribut\w+\s+to|account\w*\s+for)\w*\s+"
    r"(?:(?:the|its|their|this|that|such|market|segment|regional|overall|further|strong|steady|rapid|[a-z]+'s)\s+){0,4}"
    r"(?:growth|demand|expansion|adoption|uptake|use|dominance|lead(?:ership)?|position|popularity|market|segment|industry)|"
    r"(?:creat|offer|present|open|provid)\w*\s+(?:[a-z]+\s+){0,3}opportunit(?:y|ies))\b",
    re.IGNORECASE,
)
# "For instance, in March 2023 Arvena launched", "Key players such as Arvena": what somebody does
_EVENT = re.compile(
    r"(?:for\s(?:instance|example)\b|in\s(?:early\s|late\s|mid-?)?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s\d{1,2})?,?\s)?(?:19|20)\d\d,\s[^%$€£]{2,60}?\s"
    r"(?:launched|announced|introduced|approved|received|acquired|opened|unveiled|signed|partnered|entered|expanded|granted|cleared)\s|"
    r"(?:(?:the|some|several|many|various|key|major|leading|top|prominent|global|market|other)\s){0,3}(?:players|companies|manufacturers|firms|vendors|suppliers)\s)",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"\b(?:followed|trailed|led|joined)\s+(?:closely\s+)?by\b", re.IGNORECASE)
_MANY = re.compile(
    r"(?:(?:in|by)\s[\w\s]{2,20}?,?\s)?(?:they|their|these|those|such|both)\b", re.IGNORECASE
)
_THIS = re.compile(r"this\s(?!segment|category|region|country)", re.IGNORECASE)
_VERB = re.compile(r"\s(?:(?P<one>is|was|has|does|remains)|(?P<many>are|were|have|do|remain))\s")
# "Nurses know them well. It is": of many "it" is not said
_MANY_DO = re.compile(
    r"(?:[A-Za-z-]+\s){0,2}[A-Za-z-]+(?<![su'])s\s(?:know|need|use|prefer|offer|provide|help|allow|enable|support|rely|choose|adopt|invest|"
    r"buy|seek|want|make|give|reduce|drive|add|build|run|face|turn|improve|benefit|serve|treat|look|tend|work|report|deliver|remain|cost)\s"
)
# "Demand is high. It is", "A pump costs USD 9. It is": no market, and no part of one, is so called.
_NO_PART = re.compile(
    r"(?:a|an|each|one|demand|growth|presence|availability|adoption|awareness|prevalence|the\s(?:presence|availability|adoption|rise|rising|increas\w+|growing|prevalence|number|need|use|ability|cost))\b",
    re.IGNORECASE,
)
# "The region is", "the country's market": of a place
_OF_PLACE = re.compile(r"\b(?:region(?:al)?|countr(?:y|ies)|nation|area)\b", re.IGNORECASE)
# "The former": of two that the aside names
_OF_TWO = re.compile(r"\b(?:two|both)\s[^.]{3,90}\sand\s")
_FIGURE = re.compile(
    r"%|\b(?:per\s?cent|[bm]illion|markets?|segments?|largest|leading)\b", re.IGNORECASE
)
_REACH = 120


def tells(scene: Scene) -> bool:
    """Say whether a sentence may speak of a market, by its words, places and figures.

    Example:
        >>> tells(Scene("The gels segment led.", 0)), tells(Scene("Costs remain a concern.", 0))
        (True, False)
        >>> tells(Scene("This is due to rising costs in Peru.", 0))
        False
    """
    text = scene.text
    if len(text) < _ANSWER or text.endswith("?"):
        return True
    marked = _OF_MARKET.search(text)
    if not (marked or scene.places or scene.percents or scene.amounts):
        return False
    event = _EVENT.match(text) is not None
    why = event or _OF_ABOVE.match(text) or _CAUSE.search(text)
    if not why or _FOLLOWED.search(text):
        return bool(marked or scene.places) or _is_figured(scene)
    return (marked is not None and any(segment_names(text))) or (not event and _is_figured(scene))


def _is_figured(scene: Scene) -> bool:
    """Whether a figure may be that of a market: no price, and no part of the people asked."""
    text = scene.text
    for percent in scene.percents:
        whole = whole_behind(text[percent.end : percent.end + _REACH])
        if whole is None or whole.kind != "other":
            return True
    return any(
        amount.kind == "money"
        and not is_other_money(text[max(0, amount.start - _REACH) : amount.start])
        and not is_other_behind(text[amount.end : amount.end + _REACH])
        for amount in scene.amounts
    )


def is_aside(before: str, line: str) -> bool:
    """Say whether a sentence goes on from what stood above the one before it, which told nothing.

    A pronoun takes up the subject of the sentence before, unless their numbers differ.

    Example:
        >>> is_aside("Makers add plants.", "The segment held 9 % in 2023.")
        True
        >>> is_aside("Gels are for skin.", "They held 9 % in 2023.")
        False
    """
    if _OF_PLACE.search(line[:_REACH]) and any(places(before)):
        return False
    if _OF_ABOVE.match(before):
        return True
    verb = _VERB.search(before)
    if line.startswith(("It ", "Its ")):
        none = _CAUSE.search(before) or _NO_PART.match(before) or _EVENT.match(before)
        return bool((verb and verb["many"]) or none or _MANY_DO.match(before))
    if line.startswith(("The former ", "The latter ")):
        return _OF_TWO.search(before) is None
    return not (_THIS.match(line) or (_MANY.match(line) and not (verb and verb["one"])))


def told_last(said: str) -> bool:
    """Say whether the next paragraph may go on from a sentence: "It is expected to".

    Example:
        >>> told_last("Gels held 9 % of it."), told_last("One dose costs $9,000.")
        (True, False)
    """
    return said.endswith(".") and _FIGURE.search(said) is not None
