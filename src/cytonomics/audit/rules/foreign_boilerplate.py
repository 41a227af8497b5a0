"""Sentences whose topic belongs to another market."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile

from cytonomics import vocabulary
from cytonomics.audit.gathered import Claims
from cytonomics.audit.model import Check, Finding, Outcome, Phrase
from cytonomics.audit.tables import rows

RULE = "foreign_boilerplate"
# Patterns look at no more than this: copied phrases stand in the running text of a page.
_LONGEST = 2_000_000
# Markets of services and tools may well speak of software and data.
_NOT_THERAPY = ("manufacturing", "other")
# A sentence that nothing ends is cut here.
_REACH = 600
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def foreign_boilerplate(claims: Claims) -> Iterator[Outcome]:
    """Find phrases that were copied from reports on other markets.

    Example:
        >>> from cytonomics.claims.model import Claim
        >>> claim = Claim("c1", "size", "", 0, 0, scope="car_t", value=1.0)
        >>> text = "Growth comes from digital transformation initiatives in hospitals."
        >>> [finding.rule for finding in foreign_boilerplate(Claims(text, (claim,)))]
        ['foreign_boilerplate']
    """
    if not claims.text:
        return
    therapy = claims.scope in {each.id for each in vocabulary.scopes()} - set(_NOT_THERAPY)
    if not therapy:
        yield Check(RULE, "unknown", (), "the market is no therapy known here")
        return
    text = claims.text[:_LONGEST]
    seen: set[tuple[int, int]] = set()
    for phrase, row in _phrases():
        for match in phrase.finditer(text):
            sentence = _sentence(text, match.start())
            if sentence not in seen:
                seen.add(sentence)
                yield _finding(claims, sentence, Phrase(match[0], *match.span()), row)
    if not seen:
        yield Check(RULE, "holds", (), "no phrase of another market")


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    written = [(row["phrase"].replace(" ", r"\s+"), row) for row in rows("boilerplate")]
    return tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), row) for words, row in written)


def _sentence(text: str, at: int) -> tuple[int, int]:
    earliest, latest = max(0, at - _REACH), min(len(text), at + _REACH)
    ends = (match.end() for match in _SENTENCE_END.finditer(text, earliest, at))
    after = _SENTENCE_END.search(text, at, latest)
    return max(ends, default=earliest), after.end() if after else latest


def _finding(
    claims: Claims, sentence: tuple[int, int], phrase: Phrase, row: dict[str, str]
) -> Finding:
    start, end = sentence
    first = bisect_left(claims.in_order, start, key=lambda each: each.start)
    inside = takewhile(lambda each: each.start < end, islice(claims.in_order, first, None))
    within = tuple(claim.id for claim in inside if claim.end <= end)
    said = " ".join(phrase.quote.split())
    return Finding(
        RULE,
        "warning",
        within,
        f"“{said}” is a phrase of reports on {row['topic']}, not on this market: "
        f"{row['reason'][:1].lower()}{row['reason'][1:]}.",
        "a statement about this market",
        said,
        "Strike the sentence or replace it with what drives this market.",
        (phrase,),
    )
