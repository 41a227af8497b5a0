"""Asides: sentences that say nothing of a market and stand within what is said of one."""

from __future__ import annotations

import re

from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import BE, HELD

_SAYS = (
    r"\d|\b(?:markets?|industr(?:y|ies)|sectors?|(?:sub-?)?segments?|categor(?:y|ies)|regions?|"
    r"countr(?:y|ies)|shares?|sales|revenues?|spending|largest|biggest|highest|fastest|"
    r"lead(?:s|ing|ers?)?|led|dominat\w+|held|holds"
)
_OF_MARKET = re.compile(rf"{_SAYS}|grow(?:s|ing)?|expand(?:s|ing)?)\b", re.IGNORECASE)
# "As clinics expand, gels led", and not "As gels expand, the segment is to reach"
_IS_TOLD = re.compile(rf"{_SAYS})\b", re.IGNORECASE)
_NAMES_NONE = re.compile(
    r"(?:it|they|this|these|the\s(?:[a-z]+\s)?(?:segment|market|category|industry|sector|region|country)(?!\sof\b))\b",
    re.IGNORECASE,
)
# An answer of a few words is no aside.
_ANSWER = 20
# "This is due to", "They are easy to use": of the sentence before.
_OF_ABOVE = re.compile(
    r"(?:it|its|they|their|this|these|such|the\s(?:growth|rise|increase))\b", re.IGNORECASE
)
_MANY = re.compile(r"(?:they|these|those|such|both)\b", re.IGNORECASE)
_THIS = re.compile(r"this\s(?!segment|category|region|country)", re.IGNORECASE)
_VERB = re.compile(r"\s(?:(?P<one>is|was|has|does|remains)|(?P<many>are|were|have|do|remain))\s")
# "The former": of two that the aside names
_OF_TWO = re.compile(r"\b(?:two|both)\s[^.]{3,90}\sand\s")
_FIGURE = re.compile(
    r"%|\b(?:per\s?cent|[bm]illion|markets?|segments?|largest|leading)\b", re.IGNORECASE
)


# "Moreover, owing to rising demand, hospitals held", "In 2023, as costs fell, gels led"
_FRONT = re.compile(
    r"(?P<lead>(?:(?:[a-z]{3,}ly|moreover|however|further(?:more)?|meanwhile|thus|hence|also|overall|"
    r"besides|therefore|likewise|still|today|indeed|instead|again|next|then|in\s(?:addition|contrast|turn)|on\sthe\sother\shand|"
    r"(?:by|in\sterms\sof|based\son|on\sthe\sbasis\sof|with\sre(?:gard|spect)\sto|from\sa)\s[a-z\s-]{3,30}|"
    r"(?:in|during|for|by|as\sof|over|from|between|through|until|towards?|throughout)\s+(?:[a-z]+\s+){0,4}?\(?(?:19|20)\d\d(?:\s?(?:-|–|to|and|through)\s?(?:19|20)?\d\d)?\)?),\s+){0,3})"
    r"(?P<front>(?:(?:yes|no|looking\sahead|going\sforward)|(?:owing|due|thanks|because|despite|although|though|given|following|driven|fuell?ed|"
    r"backed|supported|to\s[a-z]+|with(?!\sre(?:gard|spect)\s)|while|as(?!\sof\b|(?-i:[^,]*\s[A-Z])))\s[^,;.:()\d%]{5,90}),\s+)(?=[A-Za-z])(?!with\s+the\s)",
    re.IGNORECASE,
)


# "A. It was worth", below a question
_ANSWERS = re.compile(r"(?:A|Ans\.?|Answer)\s?\d{0,2}\s?[.:]\s+(?=[A-Z\d$€£])")


def without_front(line: str) -> str:
    """Return a sentence of equal length whose fronted reason is blank, where it tells nothing.

    Example:
        >>> without_front("Owing to low prices, gels held 9 %.")
        '                   , gels held 9 %.'
        >>> without_front("Driven by sales in Peru, gels held 9 %.")
        'Driven by sales in Peru, gels held 9 %.'
    """
    found = _FRONT.match(line)
    if not found:
        return line
    told = _OF_MARKET if _NAMES_NONE.match(line, found.end()) else _IS_TOLD
    if told.search(found["front"]) or any(places(found["front"])):
        return line
    lead = found["lead"]
    return f"{lead}{', ':>{len(found['front'])}}{line[found.end() :]}"


# "The global gels segment": the part of a market is not called so
_OF_WORLD = re.compile(
    r"(?<=\bthe )(?:global|worldwide)(?= (?:(?!(?:markets?|industry|and|or|in|of|for)\b)[\w&/'-]+ ){1,5}?segment"
    rf"(?:,| (?:{BE}|{HELD}|dominated|led|leads|reached|grew|stood)\b))",
    re.IGNORECASE,
)


def without_world(line: str) -> str:
    """Return a sentence of equal length in which no segment is called global.

    Example:
        >>> without_world("The global gels segment led.")
        'The        gels segment led.'
    """
    return _OF_WORLD.sub(lambda word: " " * len(word[0]), line)


def without_label(line: str) -> str:
    """Return an answer of equal length without what marks it as one.

    Example:
        >>> without_label("A. Gels led with 9 %."), without_label("Ans: Yes.")
        ('   Gels led with 9 %.', '     Yes.')
    """
    label = _ANSWERS.match(line)
    return " " * label.end() + line[label.end() :] if label else line


# "“Demand is weak,” said Ann Roe of Belor, “but it will grow by 4 %.”"
_SPEAKER = re.compile(
    r'"(?P<said>[^"]{2,300}?)[,.]?"[,.]?\s+(?:(?:[a-z]+(?:s|ed)|said|told|thought|went\s+on)\s[^"%$€£\d]{2,120}?|'
    r'[^",%$€£\d]{2,60}?\s(?:[a-z]+(?:s|ed)|said)(?:,\s[^"%$€£\d]{2,80}?)?),\s+"(?=[a-z])'
)


def without_speaker(line: str) -> str:
    """Return speech of equal length without who is named amid it, and without its first marks.

    Example:
        >>> without_speaker('"It is young", says Ann Roe, "but grows by 4 %."')
        ' It is young ,                   but grows by 4 %."'
    """
    return _SPEAKER.sub(_only_said, line) if line.count('"') > 2 else line


def _only_said(speech: re.Match[str]) -> str:
    return f" {speech['said']} ,".ljust(len(speech[0]))


def tells(scene: Scene) -> bool:
    """Say whether a sentence may speak of a market, by its words, places and figures.

    Example:
        >>> tells(Scene("The gels segment led.", 0)), tells(Scene("Costs remain a concern.", 0))
        (True, False)
    """
    text = scene.text
    return bool(len(text) < _ANSWER or _OF_MARKET.search(text) or scene.places)


def is_aside(before: str, line: str) -> bool:
    """Say whether a sentence goes on from what stood above the one before it, which told nothing.

    A pronoun takes up the subject of the sentence before, unless their numbers differ.

    Example:
        >>> is_aside("Makers add plants.", "The segment held 9 % in 2023.")
        True
        >>> is_aside("Gels are for skin.", "They held 9 % in 2023.")
        False
    """
    if _OF_ABOVE.match(before):
        return True
    verb = _VERB.search(before)
    if line.startswith("It "):
        return bool(verb and verb["many"])
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
