"""Places that a text ranks among markets: they have one of their own, and are no part."""

from __future__ import annotations

import re

# "ranks ninth in the world among pump markets", "remains the world's sixth largest pump market"
_RANKS = re.compile(
    r"[^.;,]{0,60}?\b(?:ranks?|ranked)\s+(?:the\s+)?(?:[a-z]+th|first|second|third|\d+(?:st|nd|rd|th))\b(?!\s+in\s+the\s+[^.;,]{0,60}\bmarket\b)"
    r"(?:[^.;]{0,60}\bmarkets?\b|\s+in\s+the\s+world\b)|"
    r"[^.;,]{0,60}?'s\s+(?:[a-z]+th|\d+(?:st|nd|rd|th))[\s-](?:largest|biggest)\s"
    r"[^.;,]{0,60}\bmarket\b|"
    # "The Peruvian revenue of steel pumps was valued at"
    r"\s+revenues?\s+of\s[^,;%]{3,60}\s(?:was|were|is|are|will|reached|stood|amounted)\b",
    re.IGNORECASE,
)


def ranks_as_market(text: str, place: str) -> bool:
    """Say whether a text ranks a place among markets: it has one of its own, and is no part.

    Example:
        >>> ranks_as_market("Peru ranks ninth among pump markets.", "Peru")
        True
        >>> ranks_as_market("Peru is the largest country of the pump market.", "Peru")
        False
    """
    at = text.find(place)
    return at >= 0 and _RANKS.match(text, at + len(place)) is not None
