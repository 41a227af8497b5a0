"""Percentages of another market or a company's own sales, which are no shares."""

from __future__ import annotations

import re

from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.shares.view import View
from cytonomics.claims.words.companies import sold_by_company
from cytonomics.claims.words.scene import Scene

_SIZE_OF = re.compile(r"\s+(?:of\s+)?the\s+size\s+of\b", re.IGNORECASE)
_EQUALS = re.compile(r"\b(?:is|was|are|were)\s+equal\s+to\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_FRONT = re.compile(r"\W*(?:(?:and|but|while)\s+)?(?:the\s+)?", re.IGNORECASE)
# "Arvena's sales came to USD 2 bn, with pumps making up 40 % of revenue"
_OWN = re.compile(r"\s+of\s+(?:total\s+)?(?:revenues?|sales|turnover)\b(?!\s+(?:in|of|from|for)\b)")
_FURTHER = re.compile(r",|\b(?:and|while|with|followed|compared|versus|against)\b")


def is_ratio(scene: Scene, view: View) -> bool:
    """Say whether a percentage compares with another country's market, or splits a company's sales.

    Example:
        >>> scene = Scene("Peru has a fifth of Japan's sales.", 0)
        >>> quantity = scene.percents[0]
        >>> left, right = scene.text[: quantity.start], scene.text[quantity.end :]
        >>> is_ratio(scene, View(quantity, left, right, True, right, quantity.end))
        True
    """
    if not view.right.startswith((" of ", " the ")):
        return False
    earlier = [q for q in scene.amounts if q.end <= view.quantity.start]
    if earlier and _OWN.match(view.right):
        return sold_by_company(scene, earlier[-1], scene.text[: earlier[-1].start])
    end = view.quantity.end + len(_FURTHER.split(view.right)[0])
    near = [p for p in scene.places if is_country(p.id) and view.start <= p.start < end]
    if not near or near[0].start >= view.quantity.start or near[0].id == near[-1].id:
        return _SIZE_OF.match(view.right) is not None
    front = _FRONT.fullmatch(scene.text, view.start, near[0].start)
    return near[-1].start > view.quantity.start and bool(front or _EQUALS.search(view.left))
