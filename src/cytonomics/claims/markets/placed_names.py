"""A name with a place in front of it, as "India's cell therapy"."""

from __future__ import annotations

from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import places


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
