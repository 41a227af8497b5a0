"""A market named by its sales that is said to be a part of a larger one."""

from __future__ import annotations

import re

# "Pump sales passed $2 billion and make up 9 % of the tool market"
_SOLD = re.compile(
    r"\W*(?:the\s+)?(?P<name>[A-Za-z][\w&/' -]{2,50}?)\s+(?:sales|revenues?)\s+"
    r"(?P<verb>surpass|reach|exceed|hit|pass|total|top|were|was|amount|c[ao]me|stood|stand|cross)"
    r"(?:[^.;%]|\.(?=\d)){0,60}?\band\s+(?:now\s+)?(?P<share>(?:account|represent|ma[dk]e|constitute|form)\w*"
    r"\s[^;,%]{0,40}?(?:%|per\s?cent)\s+of\s)",
    re.IGNORECASE,
)


def sold_market(text: str, at: int) -> str | None:
    """Return the market whose sales are worth the amount at a position, or None.

    Example:
        >>> text = "Pump sales passed $2 billion and make up 9 % of the tool market."
        >>> sold_market(text, text.index("$")), sold_market(text, text.index("9"))
        ('Pump', None)
    """
    sold = _SOLD.match(text)
    return sold["name"] if sold and sold.end("verb") < at < sold.start("share") else None


def sold_share(text: str, at: int) -> str | None:
    """Return the market whose sales have the share at a position, or None.

    Example:
        >>> text = "Pump sales passed $2 billion and make up 9 % of the tool market."
        >>> sold_share(text, text.index("9"))
        'Pump'
    """
    sold = _SOLD.match(text)
    return sold["name"] if sold and sold.start("share") < at < sold.end() else None
