"""Whether a percentage is a part of what was counted ahead of it: trials, cases, patients."""

from __future__ import annotations

import re

from cytonomics.claims.shares.wholes import of_others
from cytonomics.claims.words.verbs import HOLDING

_THINGS = (
    r"(?:trials|studies|cases|patients|people|deaths|births|diagnoses|admissions|hospitali[sz]ations|infections|"
    r"programs|candidates|sites|cent(?:er|re)s|hospitals|donors|donations|articles|publications|patents|respondents|employees|"
    r"companies)"
)
# "640 trials (41 % share)"
_IN_BRACKET = re.compile(
    r"\b(?!(?:19|20)\d\d\s)\d[\d,.]*\s+(?:million\s+|thousand\s+)?(?:[\w-]+\s+){0,3}?"
    rf"(?!donations|births|articles){_THINGS}\s*(?:\(|-|,)\s*(?:[a-z]+\s+){{0,2}}$",
    re.I,
)
# "The new cases numbered 9,400, with Peru accounting for"
_NUMBERED = re.compile(
    rf"\b{_THINGS}\b[^,;%]{{0,40}}?\s(?:number(?:ed)?|total(?:s|l?ed)?|rose|fell|grew|climbed|stood|reached|amounted|came)\b"
    rf"(?:[^;%,]|,(?=\d)){{0,60}}\d(?:[^;%,]|,(?=\d)){{0,40}}(?:,|;)\s+(?:with\s+)?[^,;%]{{2,40}}?\s(?:{HOLDING}|made?\s+up)\b",
    re.I,
)
# "Of the registered donors in 2022, gels", "In terms of births, Peru"
_AHEAD = re.compile(
    rf"\A\W*(?:(?:of|among(?:st)?)\s+(?:(?:all|the|those)\s+){{0,2}}|(?:in\s+terms|by\s+(?:the\s+)?number)\s+of\s+)"
    rf"(?:(?!of\b)[\w-]+\s+){{0,3}}?(?!companies){_THINGS}\b",
    re.I,
)
# "Amongst which, gels make up", behind "The number of new cases is 11,402."
_OF_THESE = re.compile(r"\W*(?:of|among(?:st)?)\s+(?:these|those|them|whom|which|this)\b", re.I)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d")
_REACH = 400


def of_counted(left: str, page: str, at: int) -> bool:
    """Say whether the words ahead of a percentage, or the sentence before them, count things.

    Args:
        left: the words of its clause.
        page: the text that the percentage stands in.
        at: where it stands there.

    Example:
        >>> of_counted("Of the patients enrolled, Peru had ", "", 0)
        True
        >>> page = "The new cases number 9,400. Of these, tubes had 8%; gels had 6%"
        >>> of_counted("gels had ", page, 61)
        True
        >>> of_counted("gels had ", "The pump market was worth $2 bn. Of these, gels had 6%", 52)
        False
    """
    if any(each.search(left) for each in (_IN_BRACKET, _NUMBERED, _AHEAD)):
        return True
    *before, sentence = _SENTENCE_END.split(page[max(0, at - _REACH) : at])
    taken_up = bool(before) and _OF_THESE.match(sentence) is not None
    return taken_up and _NUMBER.search(before[-1]) is not None and of_others(before[-1])
