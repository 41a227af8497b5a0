"""Finding rows by words, through the vocabulary's other names too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence.reading import Fact
from cytonomics.evidence.store import Evidence
from cytonomics.evidence.text import cell_text

# Confidence and dates would match every row of a kind; they are columns to filter by, not words.
_SKIPPED = frozenset({"known_from", "known_from_basis", "confidence", "supersedes", "source_url"})
_WORD = re.compile(r"[^\W_]+")
# Where a word may stand, best first; a stretch within a word counts only when it is a long one.
_WHOLE_FIELD, _ALIAS, _WHOLE_WORD, _WORD_START, _WITHIN = 8.0, 6.0, 4.0, 2.0, 1.0
_LONG = 4


class _Text(NamedTuple):
    fields: tuple[str, ...]
    words: frozenset[str]
    ids: frozenset[str]
    whole: str


def search(
    evidence: Evidence, words: str | Iterable[str], superseded: bool = False
) -> tuple[Fact, ...]:
    """Return the rows in which all words stand, in any field, best first.

    Case and accents make no difference. A name that the vocabulary knows also finds the rows
    that carry its identifier: "APAC" finds asia_pacific, "bone marrow transplant" its technology.

    Args:
        evidence: the view to search.
        words: one text, or several of which each may hold blanks.
        superseded: search rows that others replace too; they come last.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> {fact["product_id"] for fact in search(load(), "Legend carvykti 2024 482.6")}
        {'carvykti'}
    """
    wanted = words.split() if isinstance(words, str) else [word for word in words if word.strip()]
    if not wanted:
        return ()
    whole = _aliases(" ".join(wanted)) if len(wanted) > 1 else frozenset()
    scored = []
    for place, (key, text) in enumerate(_texts(evidence).items()):
        hidden = key in evidence.hidden
        score = max(_score(text, wanted), _ALIAS * len(wanted) if whole & text.ids else 0.0)
        if score > 0 and (superseded or not hidden):
            scored.append((hidden, -score, place, key))
    return tuple(evidence.by_id[key] for *_, key in sorted(scored))


def _score(text: _Text, wanted: list[str]) -> float:
    total = 0.0
    for word in wanted:
        score = _best(text, word)
        if score == 0.0:
            return 0.0
        total += score
    return total


def _best(text: _Text, word: str) -> float:
    folded = _folded(word)
    if folded in text.fields:
        return _WHOLE_FIELD
    if _aliases(word) & text.ids:
        return _ALIAS
    if folded in text.words:
        return _WHOLE_WORD
    if f" {folded}" in text.whole:
        return _WORD_START
    return _WITHIN if len(folded) >= _LONG and folded in text.whole else 0.0


@cache
def _aliases(name: str) -> frozenset[str]:
    """Return the identifiers that a name stands for in any dimension."""
    found = set()
    for dimension in vocabulary.dimensions():
        try:
            found.add(vocabulary.resolve(dimension, name).id)
        except vocabulary.VocabularyError:
            continue
    return frozenset(found)


@cache
def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=4)
def _texts(evidence: Evidence) -> Mapping[str, _Text]:
    return {fact.id: _text(fact) for facts in evidence.known.values() for fact in facts}


def _text(fact: Fact) -> _Text:
    values = [
        cell_text(value)
        for name, value in fact.values.items()
        if value is not None and name not in _SKIPPED
    ]
    fields = (fact.table, *map(_folded, values))
    # A geography such as WW-CHN, and a list such as a; b, carries each of its identifiers.
    ids = {part.strip() for value in values for part in re.split("[;-]", value)}
    words = frozenset(word for field in fields for word in _WORD.findall(field))
    # Every word starts after a blank, so that a search for a beginning is a plain search.
    whole = " ".join(f" {field} {' '.join(_WORD.findall(field))}" for field in fields)
    return _Text(fields, words, frozenset(ids), whole)
