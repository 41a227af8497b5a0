"""The names of growth rates, and bare numbers that only such a name shows to be rates."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.rate_lists import STRICT
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

# What calls a number a yearly rate without saying that it is a compound one.
ANNUAL = (
    r"\baverage\s+growth(?=[\s\d,(-]*:)|\b(?:average\s+)?(?:annual(?:i[sz]ed)?|yearly)\s+(?:(?:average|revenue|sales|market|"
    r"value)\s+)?"
    r"(?:growth|rate|increase|expansion|rise|gain|surge|decline|decrease|contraction|pace)(?:\s+rate)?|\baverage\s+annual\s+change|\b(?:p\.?\s?a\.?|per\s+annum|an?\s+year)\s+growth\b|\bgrowth\s+p\.?\s?a\b|"
    r"\bgrowth[\s-]+rates?|\bgrow(?:s|th|ing)?\s+(?:annually|yearly|p\.\s?a\.|(?:per|every|each)\s+(?:year|annum))|"
    r"\bgrowth\s+averag(?:ing|e[sd])|\bgrowth\s+(?:will|would|should)\s+be\s+at\s+(?:an?\s+)?rates?\s+of|\brates?\s+of\s+(?:growth|expansion)|[a-z]{3,}ing\s+(?:(?:ahead|forward|along|up)\s+)?at\s+an?\s+(?:[a-z]+\s+)?rate\s+of\b|"
    r"[a-z]{3,}ing\s+an?\s+rate\s+of\b|(?<=,\s)(?:at|with)\s+an?\s+rate\s+of\b|"
    r"\b(?:(?:year|yr)[\s-](?:on|over)[\s-](?:year|yr)|y[\s-]?[o/][\s-]?y)\s+(?:growth|change|"
    r"increase)"
)
_BARE = re.compile(
    rf"(?:{STRICT}|{ANNUAL})[^;:|,]{{0,40}}?\(\s*(?:in\s+)?(?:%|per\s?cent)\s*\)\s*[:|,]*\s*$|(?:{STRICT})\s?(?:\([A-Z]{{3,5}}\)|\))?\s+of\s+$",
    re.IGNORECASE,
)


# A number alone below "Forecast CAGR:" needs no sign to be a rate; "4." is the number of an item.
_LONE_NUMBER = re.compile(r"(?!\W*\d+\.\Z)\W{0,4}\d{1,2}(?:\.\d{1,2})?\W{0,4}")
_RATE_KEYED = re.compile(
    rf"[^\n:|]{{0,60}}?(?:{STRICT})[^\w\n:|]{{0,4}}(?:\(%\)\s*)?[:|\n\t]\s*\d{{1,2}}(?:\.\d{{1,2}})?\W{{0,4}}",
    re.IGNORECASE,
)
_REACH = 120
_RATE_LABEL = re.compile(rf"^.{{0,60}}(?:{STRICT}|{ANNUAL})[^.]{{0,30}}$", re.IGNORECASE)
# Looked for at the first letters of such words alone.
CUE = re.compile(rf"(?<![a-z])(?=[acgprwy]|[a-z]+ing\s)(?:{STRICT}|{ANNUAL})", re.IGNORECASE)
CUE_BEHIND = re.compile(
    rf"\.?[\s,(|]*(?!(?<=, )(?:{STRICT})\s+(?:(?:of|at|is)\s+)?\Z)"
    rf"(?:(?:(?!and\s)[\w-]+\s+){{0,2}}?(?:{STRICT}|{ANNUAL})(?<!\sof)|"
    rf"(?:in|as|of)\s+(?:an?\s+|the\s+)?(?:{STRICT})|growth\s+(?:(?:a|per)\s+(?:year|annum)\b|annually|forecast\b|over\s+the\s+(?:next|coming)\s+[\w-]+\s+years\s+(?:reflect|indicate)s?\b))",
    re.IGNORECASE,
)
YEARLY = re.compile(
    r"(?i)[\s,(]*(?:(?:more|extra)\s+)?(?:on\s+average\s+)?(?:annually|yearly|per\s+(?:year|annum)|"
    r"an?\s+year(?!\s+(?:ago|earlier|before|later))|p\.?\s?a\b\.?|annuali[sz]ed\b|"
    r"(?:every|each)\s+year|/\s?(?:year|yr)\b|on\s+an?\s+(?:annual(?:i[sz]ed)?|yearly)\s+basis|"
    r"compounded\b|on\s+average\s+(?=(?:over|from|between|through|until|to)\b))"
)
# "Annualized, this growth is 9 %", "On a yearly basis, that comes to"
_YEARLY_AHEAD = Cued(
    "annual per yearly",
    r"\b(?:annuali[sz]ed|(?:expressed\s+|measured\s+)?per\s+(?:year|annum)|(?:on|in)\s+(?:an?\s+)?(?:annual(?:i[sz]ed)?|yearly)\s+(?:basis|terms)),\s+"
    r"(?:that|this|it|which|(?:that|this|the)\s+(?:growth|increase|rise|expansion|gain|decline))\s+"
    r"(?:is|was|means|equals|(?:amounts|comes|corresponds|works\s+out)\s+(?:to|at)|makes)\s+(?:(?:about|around|over|nearly|some|an?|growth|increase|of)\s+){0,4}\Z",
)
_MARKET = re.compile(r"\b(?:markets?|industry|sector|sales|revenues?)\b", re.IGNORECASE)
# An item of a list of rates: "- Europe: 4.5 %".
_ITEM = re.compile(r"\W*[A-Z][^:%|\n]{1,60}[:(|-]\s*~?")


def rated(scene: Scene) -> list[Quantity]:
    """Return the percentages of a scene, with numbers whose label alone says that they are ones.

    Example:
        >>> [q.low for q in rated(Scene("CAGR 2025-2030 (%) | 8.4", 0))]
        [8.4]
    """
    numbers = [q for q in scene.quantities if q.kind == "number" and not q.scaled]
    if not numbers:
        return list(scene.percents)
    alone = _LONE_NUMBER.fullmatch(scene.text) and _RATE_LABEL.search(scene.ahead)
    alone = alone or _RATE_KEYED.fullmatch(scene.text)
    bare = [
        replace(q, kind="percent")
        for q in numbers
        if (alone and q.high < 100 and q is scene.quantities[-1]) or _is_bare(scene, q)
    ]
    return sorted([*scene.percents, *bare], key=lambda quantity: quantity.start)


def _is_bare(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate is named right before a number without a sign: "CAGR (%): 9", "CAGR of 9"."""
    named = scene.text[max(0, quantity.start - _REACH) : quantity.start]
    ended = named.rstrip(" \t\n:|,").lower().endswith((")", "of"))
    return ended and _BARE.search(named) is not None


def called_rate(scene: Scene, left: str, right: str) -> bool:
    """Say whether a figure alone on its line, or an item of a list, is a rate by the line above.

    So is one that goes on about a growth told above, as a yearly one.

    Example:
        >>> called_rate(
        ...     Scene("Annualized, this is 9 %", 0, before="It is a market."),
        ...     "Annualized, this is ",
        ...     "",
        ... )
        True
        >>> called_rate(Scene("9 %", 0, lead="Forecast CAGR"), "", "")
        True
        >>> called_rate(Scene("- Europe: 9 %", 0, lead="CAGR by region:"), "- Europe: ", "")
        True
    """
    if _YEARLY_AHEAD.search(left):
        return _MARKET.search(f"{scene.before} {scene.text}") is not None
    label = scene.ahead
    item = label.endswith(":") and _ITEM.fullmatch(left)
    if len(scene.text) > (90 if item else 40) or (re.search(r"[A-Za-z]{3}", left) and not item):
        return False
    if len(label) > 80 or not CUE.search(label) or re.search(r"\d\s?%", label):
        return False
    return re.match(r"\s*(?:of|share)\b", right, re.IGNORECASE) is None


# "Market growth in 2024 by region", "Sales by category, change in 2023"
_GROWTH_TITLE = re.compile(
    r"(?!.*\b(?:CAGR|compound|shares?|drivers?)\b)(?=.*\b(?:growth|change)\b)[^.%]{0,60}\b(?:19|20)\d\d\b[^.%\d]{0,30}",
    re.IGNORECASE,
)


# "YoY 2025: 9 %", "year on year (2024): 9 %"
_KEYED_YEAR = re.compile(
    r"\b(?:y[\s-]?[o/][\s-]?y|year[\s-](?:on|over)[\s-]year)(?:\s+(?:growth|change))?[\s,(]+(?:in\s+)?(?:19|20)\d\d\)?\s*[:|=]"
    r"[\s~+-]*\Z",
    re.IGNORECASE,
)


def titled_growth(scene: Scene, left: str) -> bool:
    """Say whether a figure is a growth of one year by its key, or by the line above its list.

    Example:
        >>> scene = Scene("Peru: 9 %", 0, lead="Growth in 2024, by country", item=True)
        >>> titled_growth(scene, "Peru: ")
        True
    """
    listed = scene.item and _ITEM.fullmatch(f"{left.rstrip('-+ ')} ")
    titled = listed and _GROWTH_TITLE.fullmatch(scene.lead)
    return bool(titled or ("y" in left.lower() and _KEYED_YEAR.search(left)))


def names_its_rate(scene: Scene, quantity: Quantity) -> bool:
    """Say whether the words by a number call it a yearly or compound rate.

    Example:
        >>> scene = Scene("growth of 9 % in all, a CAGR of 4 %", 0)
        >>> [names_its_rate(scene, percent) for percent in scene.percents]
        [False, True]
    """
    left = scene.text[max(0, quantity.start - 75) : quantity.start].rpartition("%")[2]
    right = scene.text[quantity.end : quantity.end + 45]
    return bool(YEARLY.match(right) or CUE_BEHIND.match(right) or CUE.search(left))
