"""The name behind the word market: "the market for heart valves was"."""

from __future__ import annotations

import re

from cytonomics.claims.documents.document import Span
from cytonomics.claims.words.label_words import ONE_NAME
from cytonomics.claims.words.places import places
from cytonomics.claims.words.stop_words import DOES, STOP
from cytonomics.vocabulary import scope_named

# "the market of Heart Valves": what stands behind "of" in small letters may be a quality.
# "the market size for eye drops", "market potential in tea tents"
_FOR = re.compile(
    r"\s+(?:(?:(?:size|estimate)s?\s+)?for\s+(?:the\s+)?(?:(?:global|worldwide)\s+(?![^.,;]{0,70}\s(?:market|industry|sector)\b))?|of\s+(?-i:(?=[A-Z][a-z]))|"
    # "the market size of steel pumps is"
    r"(?:size|scale|value|volume)\s+of\s+(?:the\s+)?(?:(?:global|worldwide)\s+(?![^.,;]{0,70}\s(?:market|industry|sector)\b))?(?-i:(?=[a-z]{3}|(?!US|EUR|GBP|INR|CNY|RMB|JPY|Rs|CAD|AUD|CHF|KRW)[A-Z]))(?!(?:about|around|approx|nearly|almost|over|more|less|"
    r"roughly|some|just|only|between|under|above|below|this|that|these|those|its|their|our|such|each|"
    r"industry|market|sector)\b)(?=[^.,;$€£]{3,60}?\s(?:is|was|are|were|will|reached|stood|has|had)\b)|"
    r"(?:potential|opportunit(?:y|ies))\s+in\s+(?!\w+ing\b))(?!\d)(?![^.,;]{0,40}\ssegment\b)",
    re.IGNORECASE,
)
_VERB = (
    r"(?:is|was|are|were|has|have|had|will|would|could|should|may|might|can|grew|reached|hit|stood|"
    r"estimated|valued|put|worth)\b"
)
# "the market for braces and splints is", "the market for drones in the farming industry could"
_GOES_ON = re.compile(
    rf"(?:(?P<serial>,\s+and)|\s+(?:and|&|in|for))\s+(?P<more>(?:the\s+)?[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){{0,3}}?)(?=\s+{_VERB}|"
    r"\s+in\s+[A-Z]|,\s(?:which|valued|worth)\b|\.?\Z)"
)
_NOT_MORE = STOP | set(
    str.split(
        "demand growth sales countries regions areas economies states nations cities general "
        "terms particular addition turn use need decades months"
    )
)
_STOP_BEHIND = STOP | set(
    str.split(
        "alone like more us them you investors companies players manufacturers firms stakeholders "
        "vendors businesses suppliers participants providers put pegged"
    )
)
_JOINED = re.compile(rf"and(?:\s(?!{_VERB})[\w-]+){{2}}")
_NAME_WORD = re.compile(rf"{ONE_NAME}|[A-Za-zÀ-ÿ0-9][\w.'&/+-]*|\([\w&/+-]{{2,12}}\)|[(),&]")


def name_behind(text: str, at: int) -> Span | None:
    """Return where the name in "the market for valves was" stands, up to a stop word, or None.

    Example:
        >>> name_behind("the market for heart valves was", 10)
        (15, 27)
    """
    found = _FOR.match(text, at)
    if found is None:
        return None
    end = at = found.end()
    for word in _NAME_WORD.finditer(text, at, at + 60):
        joined = _JOINED.match(text, word.start())
        if joined and scope_named(text[at : joined.end()]):
            end = joined.end()  # "the market for cell and gene therapy"
            break
        small = word[0].lower().strip(".'")
        stops = small in _STOP_BEHIND and word[0] not in ("LED", "IT")
        stops = stops or (end > at and word[0] in DOES)
        if stops or text[end : word.start()].strip():
            break
        if word[0].endswith("ing") and text[at : word.start()].rstrip().endswith(","):
            break  # ", reaching": a verb begins
        if word[0][0] != "(":
            end = word.start() + len(word[0].rstrip("."))
        elif text[word.end() : word.end() + 2].strip().isalpha():
            end = word.end()  # a short form amid the name: "natural killer (NK) cell"
        else:
            break
    end = at + len(text[at:end].rstrip(", "))
    more = _GOES_ON.match(text, end) if end > at else None
    if more and not any(places(more["more"])):
        words = more["more"].lower().removeprefix("the ").replace(" and ", " ").split()
        # "the market for pumps, and clinics are": only a list goes on behind a comma.
        other = _NOT_MORE.intersection(words) or (more["serial"] and "," not in text[at:end])
        end = end if other else more.end()
    return (at, end) if end > at else None
