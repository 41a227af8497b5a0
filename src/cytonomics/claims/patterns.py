r"""What regular expressions lack: the last match, and a cheap look before a dear search.

A pattern is tried at every character. Those that are tried in every sentence therefore say first
what they begin with: `\b(?=[a-z])` leaves out the ends of words and numbers, `(?=\d)` all but
digits, each for a half to a third of the time; `Cued` leaves out whole sentences. A case-sensitive
pattern that begins with a character or a set, with a look-behind only after it, takes a fifth.
"""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

_WORD_REST = re.compile(r"\w+")


class Cued:
    r"""A pattern that is searched only in a text that holds one of its cues.

    To look for a few plain words is many times faster than to try a long pattern at every
    character, and most sentences hold none of them. `cues` are set apart by spaces and in small
    letters; every match must hold one of them in one case or another.

    Example:
        >>> halved = Cued("halv twice", r"\b(?:halv(?:es?|ed|ing)|twice\s+as\s+large)\b")
        >>> halved.search("Sales Halved.")[0], halved.search("Sales grew.")
        ('Halved', None)
    """

    __slots__ = ("cues", "pattern")

    def __init__(self, cues: str, pattern: str, flags: int = re.IGNORECASE) -> None:
        """Compile the pattern, without regard to case unless the flags say otherwise."""
        self.cues = tuple(cues.split())
        self.pattern = re.compile(pattern, flags)

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]:
        """Yield the matches in a text, as a compiled pattern does."""
        return self.pattern.finditer(text) if holds(text, self.cues) else iter(())

    def match(self, text: str, start: int = 0, /) -> re.Match[str] | None:
        """Return the match that a text, or what is behind `start`, begins with."""
        return self.pattern.match(text, start) if holds(text, self.cues) else None

    def fullmatch(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the match of a part of a text, as a compiled pattern does."""
        near = holds(text[start:end], self.cues)
        return self.pattern.fullmatch(text, start, end) if near else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in a part of a text, as a compiled pattern does."""
        small = text[start:end].lower()
        for cue in self.cues:  # what holds() does, without a call of it
            if cue in small:
                return self.pattern.search(text, start, end)
        return None


def holds(text: str, cues: tuple[str, ...]) -> bool:
    """Say whether a text holds one of some words or parts of words, which are in small letters.

    Example:
        >>> holds("The Market grew", ("market", "industry"))
        True
    """
    small = text.lower()
    for cue in cues:  # noqa: SIM110, since any() takes twice as long
        if cue in small:
            return True
    return False


def by_first(alternatives: Iterable[str]) -> str:
    """Return a pattern of alternatives, grouped by their first letters.

    Those of all other letters are passed over at once, which takes half of the time.

    Example:
        >>> by_first(["rise", "grew", "rose"])
        '(?:grew)|(?:rise|rose)'
    """
    first = itemgetter(0)
    groups = groupby(sorted(alternatives, key=first), key=first)
    return "|".join(f"(?:{'|'.join(group)})" for _, group in groups)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first: "US$" is not "US" and a lonely "$".

    Example:
        >>> any_of(["bn", "billion", "mn"])
        '(?:billion|bn)|(?:mn)'
    """
    return by_first(map(re.escape, sorted(words, key=len, reverse=True)))


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern in a text, or None.

    Example:
        >>> last_match(re.compile("[0-9]+"), "2023 and 2024")[0]
        '2024'
    """
    found = deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None


def last_words(text: str, reach: int) -> str:
    """Return the whole words among the last characters of a text.

    Example:
        >>> last_words("the industrial robot", 11), last_words("a trial", 9)
        (' robot', 'a trial')
    """
    start = max(0, len(text) - reach)
    if not start or not text[start - 1].isalnum():
        return text[start:]
    whole = _WORD_REST.match(text, start)
    return text[whole.end() :] if whole else text[start:]
