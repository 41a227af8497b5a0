"""Amounts of money by which a market grows: "will gain USD 2 billion from 2024 to 2029"."""

from __future__ import annotations

import re

from cytonomics.claims.figures.periods import years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.making import Period
from cytonomics.claims.words.scene import Scene

_ROUGHLY = (
    r"(?:(?:an?|over|around|about|approximately|nearly|almost|some|roughly|more\s+than|up\s+to|"
    r"another|additional|further|extra|estimated|combined|total)\s+)*"
)
# What leads to an amount that is added: "grow by", "will gain", "an increase in value of".
_INCREMENT = re.compile(
    r"\b(?=[a-z])(?:(?:gr[eo]w|increas|expan|ris|rose|climb|surg|accelerat|widen|jump|swell|advanc|"
    r"go(?:es|ne|ing)?\s+up|went\s+up)\w*\b[^.;]{0,80}\bby|"
    # "added USD 2 billion to the market in 2015" is what a part earned that year.
    r"(?:gain(?:s|ed|ing)?|add(?:s|ing)?|(?:put|pick|tack)(?:s|t?ing)?\s+(?:on|up))"
    r"(?:\s+the\s+most\b[^.;]{0,40}\b(?:at|with))?|"
    r"(?:incremental|absolute|additional|extra)\s+(?:[\w$]+\s+){0,3}?(?:of|worth|between|holds|at)|"
    r"(?:incremental|absolute)\s+(?:\w+\s+)?(?:growth|opportunity|gain|increase|revenues?)\b[^.;$€£]{0,80}|"
    # "Market growth 2025-2029", "Market Future Opportunities:" label what is to be added.
    r"(?:market\s+growth\s+20\d\d\s?[-–]\s?20\d\d|market\s+(?:future\s+)?opportunities)\s*[:|]?|"
    r"increment\b[^.;$€£]{0,40}\b(?:is|was|be)(?:\s+(?:put|seen|estimated|expected|forecast)\s+(?:at|to\s+be))?|"
    # "The growth of the pump market from 2024 to 2029 is"
    r"(?:growth|increase|rise|gain|expansion)\b(?!\s+rates?)(?:\s+(?:of|in|for)\s+the\s+[^.;,$€£%]{3,60}?\b(?:market|industry|sector))?"
    r"(?:\s+(?:from|between|over|during|in)\s+(?:19|20)\d\d\s?(?:-|to|and|through)\s?(?:19|20)\d\d)\s+"
    r"(?:is|was|(?:will|would|should|could)\s+(?:be|amount\s+to|come\s+to|total|reach)|amount(?:s|ed)\s+to|c[ao]mes?\s+to|equals?|total(?:s|l?ed)|adds\s+up\s+to)|"
    r"incremental|additional|extra|(?<=,\s)up|(?<=[:(]\s)plus|(?<=\()plus|"
    r"(?:growth|increase|rise|gains?|expansion|addition|uplift|increment)\s+"
    r"(?:in\s+(?:[\w'-]+\s+){1,4}?)?(?:of|worth|by))"
    rf"\s*{_ROUGHLY}$",
    re.IGNORECASE,
)
# "clinics will add USD 2 bn, labs USD 1 bn": what stands beside an increment is one.
_BESIDE = re.compile(
    r"(?:\sto\s(?:the\s[^,;$€£]{3,50}?\s(?:market|industry|sector)|sales|revenues?|it|this|that))?(?:\s(?:from|between|over|during|in|by|through)\s[^,;$€£]{4,40}?)?(?:[,;]\s(?:and\s|while\s)?|\sand\s)(?!.*\b(?:to|from|for|of|at|with|in|reach\w*)\s)(?P<name>[A-Za-z][^,.;:()\d%]{1,40}?)\s(?:by\s(?:(?:about|around|some|another)\s)?)?"
)
# "The pump market added USD 2 bn in 2015", "added USD 2 bn between 2015 and 2019"
_MARKET_ADDED = re.compile(
    rf"\b(?:market|industry)\s+(?:has\s+|had\s+)?added\s+{_ROUGHLY}\Z", re.IGNORECASE
)
_PAST_ADDED = re.compile(rf"\badded\s+{_ROUGHLY}\Z", re.IGNORECASE)
_OVER_YEARS = re.compile(r"\s+(?:between|from)\s+(?:19|20)\d\d\s+(?:and|to)\s", re.IGNORECASE)
_INCREMENTS = re.compile(r"(?i)\b(?:incremental|absolute|additional)\s[^.;$€£]{3,60}:\s*\Z")
_ADDED = re.compile(
    r"\s+(?:(?:(?!with\b|and\b)\w+\s+)?(?:increase|rise|gain|growth(?!\s+rate)|expansion|addition|increment)\b|(?:was|were|"
    r"is|will\s+be|would\s+be)\s+added\b|in\s+(?:additional|incremental|new)\s|"
    r"(?:in|of\s+the)\s+(?:\w+\s+){0,2}growth\b|"
    r"(?:market\s+)?opportunity\s+(?:from|between|during|over|in)\s+20\d\d\s?(?:-|to|and)\s?20\d\d)",
    re.IGNORECASE,
)
# "spending jumped $2 billion to a record $18 billion"
_STEP = re.compile(r"\b(?:jumped|rose|grew|climbed|surged|increased|soared)\s+(?:another\s+)?\Z")
_STEPPED_TO = re.compile(r"\s+to\s+(?:an?\s+)?(?:\w+\s+)?(?=[$€£¥₹]|USD|EUR)")
# "Of the USD 5 bn that the market is to add, USD 2 bn will come from Peru": every one of them
_OF_ALL_ADDED = re.compile(
    r"\W*of\s+the\s[^,;]{4,40}?\s(?:that|which)\s[^,;]{3,90}?\b(?:add|gain|grow\s+by|put\s+on)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\b(?:from|over|on|since|above)\s+(?:the\s+)?\Z", re.IGNORECASE)
# "… by USD 2 bn over the same years": those between which the market's sizes ran
_SAME_YEARS = re.compile(
    r"\s+(?:over|in|during|through)\s+(?:the|that|those)\s+same\s+(?:years|period|time|span)\b",
    re.I,
)
_REACH = 200


def named_beside(before: str) -> str | None:
    """Return the name that stands between two increments: "…, tools by"; None where none does.

    Example:
        >>> named_beside(" from 2024 to 2029, and tools by ")
        'tools'
    """
    found = _BESIDE.fullmatch(before)
    return found["name"] if found else None


def is_increment(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Say whether an amount is added to a market, by the words before it and behind it.

    Example:
        >>> scene = Scene("It will gain USD 2 billion.", 0)
        >>> is_increment(scene, scene.amounts[0], "It will gain ")
        True
    """
    label = before if before.strip() else f"{scene.lead} "  # the line above an amount
    return bool(
        _INCREMENT.search(label[-_REACH:])
        or _ADDED.match(scene.text, quantity.end)
        or (_STEP.search(before) and _STEPPED_TO.match(scene.text, quantity.end))
        or (scene.item and _INCREMENTS.search(scene.lead))
        or _OF_ALL_ADDED.match(scene.text)
        or _MARKET_ADDED.search(before)
        or (_PAST_ADDED.search(before) and _OVER_YEARS.match(scene.text, quantity.end))
    )


def increment_years(scene: Scene, quantity: Quantity) -> Period | None:
    """Return the years an increment runs between, or None.

    Example:
        >>> scene = Scene("It will grow by USD 2 billion from 2024 to 2029.", 0)
        >>> increment_years(scene, scene.amounts[0])
        (2024, 2029)
    """
    if _SAME_YEARS.match(scene.text, quantity.end) and len(scene.years) > 1:
        return scene.years[0].first, scene.years[-1].last
    # "$2 bn", and below it "Incremental growth 2024-2029"
    told = scene.years or tuple(years(scene.lead))
    ranges = [year for year in told if year.is_range]
    if ranges:
        near = min(ranges, key=lambda year: abs(year.start - quantity.end))
        return near.first, near.last
    single = [year for year in scene.years if year.start >= quantity.end]
    if not single and len({year.first for year in scene.years}) == 2:
        # "By 2033 it is to be twice what it was in 2023, an addition of USD 2 bn"
        first, last = sorted({year.first for year in scene.years})
        return first, last
    if single and _LEVEL.search(scene.text[quantity.end : single[0].start]):
        # "by USD 4 bn from 2021 levels by 2026"
        others = [year.first for year in scene.years if year.first > single[0].first]
        return single[0].first, (others[-1] if others else None)
    if single and re.search(r"\b(?:by|until|through|to)\s+$", scene.text[: single[0].start]):
        return None, single[0].first
    return scene.outline.forecast if not scene.years else None
