"""Places that stand behind a figure, in a clause of another market or of a price."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.words.labels import Label
from cytonomics.claims.words.place_names import Place

# "USD 8 billion, with the Japanese market", "USD 8 billion; the U.S. pump market"
_NEXT = re.compile(
    r"(?:[,;]|\b(?:and|while|whereas|but|as))\s+(?:(?:with|and|while|whereas|but|as|against|versus)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
# "USD 8 billion, and the pump market in India"
_NEXT_IN = re.compile(
    r"(?:[,;]|\b(?:and|while|whereas|but|with))\s+(?:(?:with|and|while|whereas|but)\s+)?(?:the|that)\s+"
    r"(?:[\w&/+()-]+\s+){0,6}?(?:market|industry)\s+(?:size\s+)?(?:in|of|for|across)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_OF_THE_WORLD = re.compile(r"\s*global ", re.IGNORECASE)
_ITS_MARKET = re.compile(
    r"(?:'s)?\s+(?:(?!(?:and|or|the|an?|of|to|by|from|that|which|in|largest|biggest|fastest)\s)[\w&/+()-]+\s+){0,6}?"
    r"(?:market\b|industry\b|(?<=\s)one\b)(?!\s+(?:concentration|share))",
    re.IGNORECASE,
)


def of_next_market(text: str, labels: Sequence[Label], place: Place, at: int) -> bool:
    """Say whether a place behind a position opens a clause on its own market, beside another's.

    Example:
        >>> from cytonomics.claims.words.labels import market_labels
        >>> from cytonomics.claims.words.places import places
        >>> text = (
        ...     "The pump market reached USD 8 billion, with the Japanese market at USD 1 billion."
        ... )
        >>> found = market_labels(text), places(text)[0]
        >>> [of_next_market(text, *found, text.index(sum)) for sum in ("USD 8", "USD 1")]
        [True, False]
    """
    if place.start < at:
        return False
    # "Global pump sales to hit USD 8 billion as the Chinese market races ahead"
    if not any(o.end <= at for o in labels) and not _OF_THE_WORLD.match(text, 0, at):
        return False
    if _NEXT_IN.search(text, at, place.start):
        return True
    opens = _NEXT.search(text, at, place.start)
    return opens is not None and _ITS_MARKET.match(text, place.end) is not None
