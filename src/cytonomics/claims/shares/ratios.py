"""Percentages of a change, another market or a company's own sales, which are no shares."""

from __future__ import annotations

import re

from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.shares.view import View
from cytonomics.claims.words.companies import sold_by_company
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import TAKES_UP

_SIZE_OF = re.compile(r"\s+(?:of\s+)?the\s+size\s+of\b", re.IGNORECASE)
_EQUALS = re.compile(r"\b(?:is|was|are|were)\s+equal\s+to\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_FRONT = re.compile(r"\W*(?:(?:and|but|while)\s+)?(?:the\s+)?", re.IGNORECASE)
# "Arvena's sales came to USD 2 bn, with pumps making up 40 % of revenue"
_OWN = re.compile(r"\s+of\s+(?:total\s+)?(?:revenues?|sales|turnover)\b(?!\s+(?:in|of|from|for)\b)")
_FURTHER = re.compile(r",|\b(?:and|while|with|followed|compared|versus|against)\b")

_GROWN = re.compile(
    r"\b(?=[a-z])(?:(?:grow\w*|grew|expan\w*|ris(?:e|es|ing)|rose|advanc\w*|increas\w*|climb\w*|cagr|surg(?:e[ds]?|ing)\b|accelerat\w*|"
    r"declin\w*|fell|falls?|dropp?\w*|cut(?:s|ting)?|reduc\w+|lower(?:s|ed|ing)|slash\w*|rais(?:e[ds]?|ing))\b(?:(?!\b(?:larg|bigg)est\b)[^;,%]){0,40}\b(?:at|by)\s+(?:[a-z'\"]+\s*){0,3}$"
    r"|(?:up|down)\s+by\s+$"
    # "is expected to grow 9 % a year"
    r"|(?:grow|expand|rise|increase|climb|advance|decline|shrink|fall)\s+"
    r"(?:(?:about|around|over|nearly|almost|roughly|some|another|an?|further|extra|additional|at|least|more|than)\s+){0,3}[~>]?$"
    rf"|(?!{TAKES_UP}\s)[a-z]+\s+(?:up|down)\s+$|(?:decline|drop|fall)\b[^,;%]{{0,30}}\s(?:is|was)\s+$)"
    r"|(?:^|[^a-z\s])\s*(?:up|down)\s+(?:by\s+)?$"
)
# "The share of advanced materials stood at"
_SHARE_STOOD = re.compile(
    r"\bshare\s+of\s+(?:the\s+)?(?!(?:grow|ris|increas)\w+\s)(?:(?!GDP\b)[\w&/'-]+\s){1,6}?(?:is|was|stood|stands|came|remained|reached)\s+"
    r"(?:(?:at|to|about|around|over|nearly|almost|only|just)\s+){0,2}$",
    re.I,
)
_RISE = re.compile(
    r"^\s*(?:increase|rise|fall|boost|growth|improvement|reduction|decline|jump|surge|expansion|uptick|drop|gain|"
    r"decrease|cut|year|contribution\s+(?:comes|came|stems)\s+from\s+(?:the\s+)?(?:ris|grow|increas|surg|expan)|annual|CAGR|adoption|off\b|discount|(?:ex|im)port\s)",
    re.I,
)


def is_change(view: View) -> bool:
    """Say whether a percentage is by how much something rose or fell.

    Example:
        >>> scene = Scene("The share of advanced pens stood at 9 %, and prices fell by 4 %", 0)
        >>> cut = scene.percents[0].end
        >>> ahead = View(scene.percents[0], scene.text[: cut - 3], "", True, "", cut)
        >>> (
        ...     is_change(ahead),
        ...     is_change(View(scene.percents[1], " prices fell by ", "", False, "", 0)),
        ... )
        (False, True)
    """
    grown = _GROWN.search(view.left.lower()) and not _SHARE_STOOD.search(view.left)
    return bool(grown or _RISE.match(view.right))


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
