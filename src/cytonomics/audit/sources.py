"""Whom a document names for its figures: a page that cites several publishers holds several series.

Two publishers with two values are no error of the page that cites both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from cytonomics.audit.surroundings import CHECKED, around, earlier_words, last_sentences
from cytonomics.claims.model import Claim

# A name in capitals behind "according to", or before a verb of saying or "analysis".
_NAMED = r"\b(?P<{}>[A-Z][\w&.'’-]*(?:\s+(?:(?:&|and)\s+)?[A-Z][\w&.'’-]*){{0,4}})"
_SOURCE = re.compile(
    r"(?:[Aa]ccording\s+to|(?:report|study|survey|analysis|estimates?|research|data)\s+"
    r"(?:by|from|of|published\s+by)|(?:estimated|published|reported)\s+by)\s+"
    r"(?:(?:a|an|the|latest|recent|new|report|research|study|analysis|by|from|of)\s+){0,5}"
    + _NAMED.format("after")
    + r"|(?:[Ff]rom|[Bb]ased\s+on|[Pp]er)\s+"
    + _NAMED.format("whose")
    + r"\s+(?:analysis|reports?|research|data|estimates?|study|figures|forecasts?)\b|"
    + _NAMED.format("before")
    + r",?\s+(?:estimates|expects|forecasts|projects|projected\s+that|predicts|puts|sees|values|"
    r"reports|reported|said|says|calculates|anticipates)\b"
)
_NO_SOURCE = re.compile(
    r"^(?:The|This|It|We|In|By|Our|Market(?!\s+(?:Research|Data|Growth))|Experts?|Analysts?)\b|"
    r"\b(?:Market|(?<!and )Markets|Industry|Therap(?:y|ies)|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)$"
)
# First words that many publishers share.
_COMMON = ("global", "data", "market", "markets", "future", "research")
# Pages of numbered statistics take each from another source.
_COLLECTION = re.compile(
    r"^[^\w\n]{0,5}Statistic\s{1,3}\d{1,4}[ \t]{0,5}$|\b\d{1,4}\s{0,3}sources\b", re.MULTILINE
)
_MOST_LISTED = 2
# The head of a table whose rows are publishers.
_PUBLISHERS = re.compile(
    r"^[\s|*]{0,6}(?:sources?|publishers?|providers?|"
    r"(?:market\s)?(?:research|consulting|advisory)\s(?:firms?|company)|"
    r"(?:research\s)?agency|analysts?)[\s*]{0,4}[|\t]",
    re.IGNORECASE | re.MULTILINE,
)
# The publisher of a sentence is often named at its end.
_BEHIND = 400
_CELL = re.compile(r"[\s|*]{0,6}([A-Z][^|\t\n]{1,50}?)[\s*]{0,4}[|\t]")


def sources(text: str, claims: Iterable[Claim]) -> Mapping[Claim, str]:
    """Return the publisher of each figure that has one, where a document names two or more.

    Example:
        >>> text = "Acme Research expects USD 2 billion. According to Beta, it is USD 5 billion."
        >>> here = Claim("c1", "size", "", 22, 35, (0, 36))
        >>> there = Claim("c2", "size", "", 62, 75, (37, 76))
        >>> sorted(sources(text, [here, there]).values()), sources(text, [here])
        (['acme', 'beta'], {})
    """
    asked = [claim for claim in claims if claim.measure in CHECKED and claim.context != (0, 0)]
    if not text:
        return {}
    if len(tuple(islice(_COLLECTION.finditer(text), _MOST_LISTED))) >= _MOST_LISTED:
        return {claim: f"at {claim.context[0]}" for claim in asked}
    listed = _PUBLISHERS.search(text)
    rows = len(text) if listed is None else listed.end()
    found = {claim: name for claim in asked if (name := _source(text, claim, rows))}
    return found if len(set(found.values())) > 1 else {}


def _source(text: str, claim: Claim, rows: int) -> str:
    """Whom a claim's row of publishers, its sentence, or one of the two before it, names."""
    # A row may print each of its cells on a line of its own.
    for start in (claim.context[0], text.rfind("\n", 0, claim.start) + 1):
        row = _CELL.match(text, start) if start > rows else None
        if row:
            return _key(row[1])
    before, _ = around(text, claim)
    behind = text[claim.start : min(claim.context[1], claim.end + _BEHIND)]
    whole = claim.context[1] <= claim.end + _BEHIND
    # A name cut in two would be another publisher.
    sentences = (
        before + (behind if whole else behind.rpartition(" ")[0]),
        *last_sentences(earlier_words(text, claim), 2),
    )
    for words in sentences:
        named = [
            found["after"] or found["whose"] or found["before"] for found in _SOURCE.finditer(words)
        ]
        known = [_key(name) for name in named if not _NO_SOURCE.search(name)]
        if known:
            return known[0]
    return ""


def _key(name: str) -> str:
    """The first word of a publisher's name, two where many share the first."""
    words = [re.sub(r"['’]s$|\W+$", "", word) for word in name.lower().split()]
    return " ".join(words[: 2 if words[0] in _COMMON else 1])
