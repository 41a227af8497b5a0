"""What a phrase names: the market, the scope it maps to, a place, a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cytonomics import vocabulary

_STOP = str.split(
    "the a an this that these those of in for by to from and its their his our your is are "
    "was were be been being has have had will would can could may might shall should as at on "
    "with into about over under than then thus while whereas which who what when where how "
    "why if but or nor so yet overall entire total whole each every all both current said "
    "such key major leading growing global worldwide world international report reports study "
    "according expects expected projected estimated estimates values valued shows reveals "
    "states says toward towards within across driving drives drive dominated dominates "
    "dominate led leads boosting boost fueling fuel propelling propel shaping reached reaches "
    "drove enter entering hit hits size forecast outlook analysis larger largest higher "
    "highest bigger biggest smaller dominant fastest main new other same whose share shares "
    "high-growth emerging regional domestic lucrative potential attractive promising s "
)
_MARKET = re.compile(r"\b(?:markets?|industry)\b", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+(?:the\s+)?(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0-9][\w.'&/+-]*|\(|\)|,|&")


@dataclass(frozen=True)
class Label:
    """A market as a document names it: `name` without the word market, at text[start:end].

    Example:
        >>> [label.name for label in market_labels("The global CAR T-cell therapy market grew.")]
        ['CAR T-cell therapy']
    """

    name: str
    start: int
    end: int


def market_labels(text: str) -> Iterator[Label]:
    """Yield the market names of a folded text: the words before "market" up to a stop word.

    Example:
        >>> list(market_labels("in the market"))
        []
    """
    for match in _MARKET.finditer(text):
        head = text[max(0, match.start() - 120) : match.start()]
        cut = max(head.rfind("\n"), head.rfind(". "), head.rfind(";"), head.rfind(": "))
        head = head[cut + 1 :]
        words = list(_WORD.finditer(head))
        taken: list[re.Match[str]] = []
        for word in reversed(words):
            gap_end = taken[0].start() if taken else len(head)
            between = head[word.end() : gap_end]
            if between.strip(" -"):
                break
            plain = word[0].lower().strip(".'")
            if word[0] in ("(", ")", ",") and not taken:
                break
            if word[0] == ",":
                break
            if plain in _STOP and not (plain in ("for", "of", "in", "and", "&") and taken):
                break
            taken.insert(0, word)
        while taken and (
            taken[0][0].lower() in _STOP or taken[0][0] in ("&", ")", "(") or taken[0][0].isdigit()
        ):
            taken.pop(0)
        if not taken:
            yield from _behind(text, match.end())
            continue
        if taken[0][0].lower().endswith("'s") and len(taken) > 1:
            taken.pop(0)  # a possessive names the owner of the market, mostly a place
        offset = match.start() - len(head)
        start, end = offset + taken[0].start(), offset + taken[-1].end()
        yield Label(text[start:end], start, end)


def _behind(text: str, at: int) -> Iterator[Label]:
    """The name in "the market for heart valves was": the words up to a stop word."""
    found = _FOR.match(text, at)
    if found is None:
        return
    end = found.end()
    for word in _WORD.finditer(text, found.end(), found.end() + 60):
        if (
            text[end : word.start()].strip()
            or word[0].lower().strip(".'") in _STOP
            or word[0] in "(),"
        ):
            break
        end = word.start() + len(word[0].rstrip("."))
    if end > found.end():
        yield Label(text[found.end() : end], found.end(), end)


@cache
def scope_of(label: str) -> str | None:
    """Return the scope that a market label maps to: the longest name of a scope it contains.

    Example:
        >>> scope_of("adoptive cell therapy for cancer treatment")
        'adoptive_cell_therapy'
        >>> scope_of("pet food") is None
        True
    """
    key = vocabulary.matching_key(label)
    words = {key, *map(vocabulary.matching_key, label.split())}
    found = [
        (len(name), scope.id)
        for name, scope in vocabulary.names_by_key("scope").items()
        # A short name such as TIL hides in other words: it must be a word of the label.
        if name in words or (len(name) > 5 and name in key)
    ]
    return max(found)[1] if found else None
