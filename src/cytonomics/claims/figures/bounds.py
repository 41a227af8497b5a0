"""The words that make a figure a bound: over, nearly, up to, about."""

from __future__ import annotations

import re
from typing import cast

from cytonomics.claims.model import Bound

# The words stand right before the figure.
_REACH = 24
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at_least", r"at\s+least|no\s+less\s+than|not\s+less\s+than|a\s+minimum\s+of|minimum"),
    # "is expected to go up to USD 2 bn": where it goes
    (
        "at_most",
        r"(?<!\bgo\s)(?<!\bgoes\s)(?<!\bgoing\s)(?<!\bgone\s)(?<!\bwent\s)(?<!\bmove\s)up\s+to|at\s+most|no\s+more\s+than|as\s+much\s+as|"
        r"a\s+maximum\s+of|upto",
    ),
    (
        "more_than",
        r"over|more\s+than|greater\s+than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|above|"
        r"upwards?\s+of|in\s+excess\s+of|beyond|cross(?:es|ed|ing)?|well\s+over|>|"
        r"(?<!\bthe\s)top(?:s|ped|ping)?",
    ),
    (
        "less_than",
        r"less\s+than|under|below|fewer\s+than|nearly|almost|just\s+under|close\s+to|"
        r"approaching|shy\s+of|<",
    ),
    (
        "about",
        r"about|around|approximately|approx\.?|roughly|circa|ca\.?|some|an?\s+estimated|"
        r"an?\s+approximate|~|somewhere\s+around|in\s+the\s+region\s+of|on\s+the\s+order\s+of",
    ),
)
# In small letters, which takes half of the time of ignoring case.
_BOUND = re.compile(
    rf"(?:^|[\s(:])(?:{'|'.join(f'(?P<{bound}>{words})' for bound, words in _BOUNDS)})"
    r"\s*(?:of\s+)?(?:(?<=\s)an?\s+)?$"
)
# No bound ends so, but most of what stands before a figure does.
_NO_BOUND = ("at", "by", "in", "from", "for", "with", "and", "the")
_PLUS = re.compile(r"[^\s]+\s?\+")


def bound_of(text: str, start: int) -> Bound:
    """Return the bound of the figure that starts at `start`.

    Example:
        >>> bound_of("worth over USD 2 billion", 11)
        'more_than'
    """
    before = text[max(0, start - _REACH) : start].lower()
    said = before.rstrip()
    beside = said[-1:]
    if (beside.isalpha() or beside in (".", ">", "<", "~")) and not said.endswith(_NO_BOUND):
        found = _BOUND.search(before)
        if found:
            return cast(Bound, found.lastgroup)
    return "at_least" if _PLUS.match(text, start, start + 40) else "exact"
