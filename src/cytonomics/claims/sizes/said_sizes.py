"""Amounts that the words beside them call a market's, whoever the sentence's subject is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.other_money import EXCHANGED, OTHER_MONEY, is_other_money
from cytonomics.claims.words.scene import Scene

_SOME = (
    r"(?:(?:an?|about|around|over|nearly|almost|some|roughly|approximately|more\s+than|estimated|"
    r"already|whopping|staggering)\s+)*"
)
# "The deal puts Arvena in the pump market, projected to surge from"
_EXPECTED = re.compile(
    r"\b(?:market|industry|sector),?\s+(?:(?:which|that)\s+is\s+)?(?:now\s+)?"
    r"(?:expected|projected|forecast(?:ed)?|anticipated|predicted|set|poised|slated)\s+to\s+"
    r"(?:be(?:come)?|reach|hit|grow|surge|rise|climb|expand|increase|jump|soar|swell|balloon|skyrocket|"
    r"exceed|surpass|top|cross|total|double|triple|quadruple|advance|leap)\s+"
    rf"(?:from\s+|to\s+)?{_SOME}\Z",
    re.IGNORECASE,
)
# "The deal positions Arvena in": who is brought into a market, and not what is paid in it
_ENTERS = re.compile(
    r"\b(?:positions?|puts?|places?|gives?|brings?|opens?|lets?|allows?|enables?|helps?|takes?|moves?)\s"
    r"[^,;.$]{2,80}\b(?:in|within|into|to|of)\s+(?:the|an?)\s[^,;.$]{2,60}\Z"
)
_ON_TO = re.compile(rf"(?:\s+(?:in|by)\s+(?:19|20)\d\d)?,?\s+to\s+{_SOME}\Z", re.IGNORECASE)
# "the $2 billion AI-driven pump market", "a $2 billion growing industry"
_OWNED = re.compile(rf"\b(?:the|its|their|our|this|an?)\s+{_SOME}\Z", re.IGNORECASE)
PRICED = re.compile(
    r"\+?\s+(?P<name>(?:(?!(?:of|in|the|an?|by|for|from|to|with|at|and|or|is|was|on)\s)[\w&/'-]+\s+){1,5}?)"
    r"(?:market|industry)\b(?=\s*(?:[.,;:)\]]|\Z|(?:in|by|for|of|to|at|from|and|or|with|is|was|are|will|has|"
    r"that|which|where|while|as|through|over|across|expected|projected|globally|worldwide|today)\b))",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"\b(?:{OTHER_MONEY})\b|\A{EXCHANGED}\s+\Z", re.IGNORECASE)
# "The pump market is already a $2 billion powerhouse"
_IS_A = re.compile(
    r"\b(?:market|industry|sector)\s+(?:is|was|remains|ha[sd]\s+become|has\s+grown\s+into|became)\s+"
    rf"(?:[a-z]+\s+)?{_SOME}\Z",
    re.IGNORECASE,
)
_GIANT = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:powerhouse|giant|juggernaut|behemoth|colossus|heavyweight|phenomenon)\b",
    re.IGNORECASE,
)
_REACH = 160


def said_of_market(scene: Scene, quantity: Quantity) -> bool:
    """Say whether the words right beside an amount make it what a market is worth.

    Example:
        >>> text = "It brings Arvena into the pump market, expected to grow to $2 billion."
        >>> said_of_market(Scene(text, 0), Scene(text, 0).amounts[0])
        True
        >>> text = "It brings Arvena a loan for the pump market, expected to grow to $2 billion."
        >>> said_of_market(Scene(text, 0), Scene(text, 0).amounts[0])
        False
    """
    before = scene.text[max(0, quantity.start - _REACH) : quantity.start]
    expected = _EXPECTED.search(before)
    if expected:
        return bool(_ENTERS.search(before, 0, expected.start())) or not is_other_money(before)
    named = PRICED.match(scene.text, quantity.end)
    if named and _OWNED.search(before) and not _OTHER.search(named["name"]):
        return True
    return bool(_GIANT.match(scene.text, quantity.end) and _IS_A.search(before))


def said_sizes(scene: Scene, found: Sequence[Quantity]) -> set[int]:
    """Return which of the amounts of a scene, by index, are said of a market, and go on from one.

    Example:
        >>> text = "Arvena enters the pump market, set to grow from $2 billion to $3 billion."
        >>> said_sizes(Scene(text, 0), Scene(text, 0).amounts)
        {0, 1}
    """
    chosen: set[int] = set()
    for i, quantity in enumerate(found):
        on = i - 1 in chosen and _ON_TO.match(scene.text, found[i - 1].end, quantity.start)
        if quantity.kind == "money" and (on or said_of_market(scene, quantity)):
            chosen.add(i)
    return chosen
