"""What stands right beside a market's name: a place in front, or what it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cytonomics.claims.words.labels import Label
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import places

_NAMED_MARKET = re.compile(
    r"(?:\s\([^()]{2,20}\))?\s(?:market|industry|sector)\b(?!\s(?:shares?|cap)\b)", re.IGNORECASE
)
_CLOSE = 3


def placed(named: str) -> tuple[Place | None, str]:
    """Return the place that a name opens with, and the rest of the name.

    Example:
        >>> placed("U.S. blood test")[1], placed("blood test")
        ('blood test', (None, 'blood test'))
    """
    first = next((place for place in places(named) if place.id != WORLD), None)
    where = first if first and not first.start else None
    return where, (where and without(named, named[: where.end])) or named


def without(market: str | None, place: str) -> str | None:
    """Return a market's name without the place in front of it, or None where nothing is left.

    Example:
        >>> without("India's cell therapy", "India")
        'cell therapy'
    """
    if market and market.lower().startswith(place.lower()):
        return market[len(place) :].removeprefix("'s").strip(" -'") or None
    return market


def market_behind(text: str, labels: Iterable[Label], at: int) -> Label | None:
    """Return the market whose name, and that word, stand right behind a position, or None.

    Example:
        >>> from cytonomics.claims.words.labels import market_labels
        >>> text = "the USD 2 billion seed market"
        >>> market_behind(text, market_labels(text), text.index(" seed")).name
        'seed'
    """
    label = next((o for o in labels if 0 < o.start - at < _CLOSE), None)
    if label is None or text[at : label.start].strip(" +-"):
        return None
    return label if _NAMED_MARKET.match(text, label.end) else None
