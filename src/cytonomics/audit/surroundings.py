"""The words around a claim: of its own sentence, and of its paragraph before that."""

from __future__ import annotations

import re

from cytonomics.claims.model import Claim

# What words are asked about.
CHECKED = ("size", "cagr", "share", "growth", "rank")
# A figure's own words stand this far before it and behind it, those of its passage further off.
_BEFORE, _BEHIND, _PASSAGE = 400, 120, 700
# A value alone on its line has no more than marks beside it, and its label right above.
_MARKS, _LABEL = 4, 60
_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?:])[\"”')]?\s*\n|\n(?=\s*(?:[-•*|]|\d+[.)]\s))")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


def around(text: str, claim: Claim) -> tuple[str, str]:
    """Return the words of a claim's sentence before its figure and behind it.

    Example:
        >>> around("It was USD 2 billion. It grew.", Claim("c1", "size", "", 7, 20, (0, 21)))
        ('It was ', '.')
    """
    first, last = claim.context
    before = text[max(first, claim.start - _BEFORE) : claim.start]
    return before, text[claim.end : min(last, claim.end + _BEHIND)]


def with_label(text: str, claim: Claim) -> tuple[int, int]:
    r"""Return where a claim's sentence begins and ends, with the label above a bare value.

    Example:
        >>> text = "Up.\nMarket size (2026)\nUSD 2 bn\n"
        >>> text[slice(*with_label(text, Claim("c1", "size", "USD 2 bn", 23, 31, (23, 31))))]
        'Market size (2026)\nUSD 2 bn'
    """
    first, last = claim.context
    if last - first <= len(claim.quote) + _MARKS:
        above = text[max(0, first - _LABEL) : first]
        first += above.rstrip().rfind("\n") + 1 - len(above)
    return first, last


def earlier_words(text: str, claim: Claim) -> str:
    """Return the words of a claim's paragraph before its sentence.

    Example:
        >>> earlier_words("Up. So it is. It grew.", Claim("c1", "size", "", 17, 21, (14, 22)))
        'Up. So it is. '
    """
    at = claim.context[0]
    words = text[max(0, at - _PASSAGE) : at]
    ends = [found.end() for found in _PARAGRAPH.finditer(words)]
    return words[ends[-1] :] if ends else words


def question_above(text: str, claim: Claim) -> str:
    r"""Return the question that a claim's sentence is the first to answer, or "".

    Example:
        >>> text = "How large was it in 2026?\nUSD 2 billion."
        >>> question_above(text, Claim("c1", "size", "", 26, 39, (26, 40)))
        'How large was it in 2026?'
    """
    line = text[max(0, claim.context[0] - _BEFORE) : claim.context[0]].rstrip().rpartition("\n")[2]
    return line if line.endswith("?") else ""


def last_sentences(words: str, count: int) -> list[str]:
    """Return the last sentences of a passage, the nearest first.

    Example:
        >>> last_sentences("Up. So it is. ", 1)
        ['So it is.']
    """
    return _SENTENCE.split(words.strip())[: -count - 1 : -1]
