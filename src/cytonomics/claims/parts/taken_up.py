"""Words that take up a name said before: "the former", "the latter", "the same material"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.markets.geographies import nearest_label
from cytonomics.claims.patterns import last_match
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.labels import Label
from cytonomics.claims.words.names import clean_name

_ONE_OF_TWO = re.compile(r"(?:the\s+)?(?P<which>former|latter)\Z", re.IGNORECASE)
# "between plasma and platelets, the former …", "consists of A and B. The latter …"
_TWO = (
    r"(?:the\s+)?(?P<former>[A-Za-z][^,;:.]{1,60}?)\s+(?:and|or)\s+(?:the\s+)?"
    r"(?P<latter>[A-Za-z][^,;:.]{1,60}?)(?=[,;:.]|\Z|\s+(?:is|are|was|were|in|as)\b)"
)
_PAIR = re.compile(
    r"(?:\b(?:between|into|includ(?:es?|ing)|compris\w+|consist(?:s|ing)\s+of|(?:made\s+up|out)\s+of)|"
    rf"(?:^|[:,]\s+)(?:of|among)|\b(?:two|both)\s[^.:;]{{3,80}}?(?::|\sare|\swere))\s+{_TWO}",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?P<former>[^,;:]{2,60}?) and (?P<latter>[^,;:]{2,60}?)(?:,.*)?")
_WHILE = re.compile(r",?\s(?:while|whilst|whereas)\s", re.IGNORECASE)
_NAMED_AT_END = re.compile(r"\bthe\s+(?P<which>former|latter)\b[^,;%]{0,60}\Z", re.IGNORECASE)
# "The stent market is a growing market within the implant market and …"
_WITHIN_MARKET = re.compile(
    r"\b(?:is|remains?|forms?)\s+(?:an?\s+)?(?:[\w-]+\s+){0,4}?(?:within|part\s+of|(?:segment|niche|branch|area|subset)\s+"
    r"(?:of|in|within))\s+the\s+(?:[\w'-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_OF_LARGER = re.compile(
    r"\s*(?:market|industry|sector)(?:,\s+(?:which|valued|worth|estimated|itself)\b|\s*\()", re.I
)
# "The same material" names what it takes up anew, whatever the kind is called.
SAME_KIND = (
    r"same\s+(?!(?:period|time|years?|rate|pace|span|market|industry|analysts?|report|study|"
    r"trend)\b)[a-z]+"
)


def one_of_two(word: str, *texts: str) -> str | None:
    """Return the name that "the former" or "the latter" takes up; the nearest text first.

    Example:
        >>> one_of_two("the latter", "Split into steel nails and copper nails, the latter")
        'copper nails'
        >>> one_of_two("steel nails", "A and B") is None
        True
    """
    which = _ONE_OF_TWO.search(word)
    if which is None:
        return None
    for text in texts:
        pair = last_match(_PAIR, text)
        named = subject(text, len(text)) if pair is None else ""
        # "Plasma and platelets are to hold 40 %."
        pair = pair or _BOTH.fullmatch(named)
        if pair is not None:
            return pair[which["which"].lower()].strip()
        # "Plasma gains ground, while platelets lose it."
        turn = last_match(_WHILE, text)
        if turn is not None:
            first, second = subject(text, turn.start()), subject(text, len(text))
            name = first if which["which"].lower() == "former" else second
            return clean_name(name) if first and second and first != second else None
    return None


def former_or_latter(left: str) -> str | None:
    """Return "former" or "latter" where it is the subject of the words before a number.

    Example:
        >>> former_or_latter("in 2020 and the latter accounted for ")
        'latter'
    """
    found = _NAMED_AT_END.search(left)
    return found["which"].lower() if found else None


def subject_label(text: str, labels: Sequence[Label], at: int) -> tuple[Label | None, int]:
    """Return the nearest market and where it is spoken of.

    That is the subject of the sentence, where that is only said to lie within the nearest.

    Example:
        >>> from cytonomics.claims.words.labels import market_labels
        >>> text = "The stent market is part of the implant market and should grow"
        >>> subject_label(text, tuple(market_labels(text)), len(text))[0].name
        'stent'
    """
    label = nearest_label(labels, at)
    other = label if label is not None and label is not labels[0] else None
    within = _WITHIN_MARKET.search(text, 0, other.start) if other else None
    # "… of the implant market, which was worth"
    if label is None or within is None or _OF_LARGER.match(text, label.end, at):
        return label, at
    first = labels[0]
    return (first, first.end) if first.end <= within.start() else (label, at)
