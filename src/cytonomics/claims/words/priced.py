"""A market named right behind what it is worth: "the USD 2 billion seed market"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cytonomics.claims.words.labels import Label

_NAMED_MARKET = re.compile(
    r"(?:\s\([^()]{2,20}\))?\s(?:market|industry|sector)\b(?!\s(?:shares?|cap)\b)", re.IGNORECASE
)
_CLOSE = 3


def market_behind(text: str, labels: Iterable[Label], at: int) -> Label | None:
    """Return the market whose name, and that word, stand right behind a position, or None.

    Example:
        >>> from cytonomics.claims.words.labels import market_labels
        >>> text = "the USD 2 billion seed market"
        >>> market_behind(text, market_labels(text), text.index(" seed")).name
        'seed'
    """
    label = next((o for o in labels if 0 < o.start - at < _CLOSE), None)
    if label is None or text[at : label.start].strip(" -"):
        return None
    return label if _NAMED_MARKET.match(text, label.end) else None
