"""Whether a number with a scale and no currency stands for money: "sales of 9 million"."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import last_words
from cytonomics.claims.words.scene import Scene

_MONEY_SAID = re.compile(
    r"\b(?:usd|us\$|revenues?|valued?|valuation|worth|sizes?|scale|sales|market|industry|turnover)\b|[$€£₹¥]",
    re.IGNORECASE,
)
# "heart disease that affects over 90 million worldwide"
_PEOPLE = re.compile(
    r"\b(?:affect(?:s|ed|ing)?|afflict\w*|patients|people|persons|population|cases|prevalence|"
    r"sufferers|inhabitants|diseases?|disorders?|illness(?:es)?)\b[^.;,]{0,40}\Z",
    re.IGNORECASE,
)
# "production and sales of scooters reached 7 million": units are counted.
_UNITS = re.compile(
    r"\b(?:production|output|sales\s+volumes?|unit\s+sales|shipments?|deliver(?:y|ies)|registrations?|"
    r"installations?|procedures|users|subscribers|visitors|downloads|vehicles|cars|number\s+of|shares)\b[^.;$€£]{0,60}\Z",
    re.IGNORECASE,
)
# A bare "142 million" is money only where no noun follows that it would count.
_COUNTED = re.compile(
    r"\s*(?:[-(]\s*)?(?:(?:global|worldwide|total|overall|annual)\s+)*+(?P<word>[A-Za-z][\w'-]*)"
)
_AFTER_MONEY = frozenset(
    str.split(
        "in by of for to at from during and or over through until as with while but which that "
        "this is was were are will has had on between up down since globally worldwide annually "
        "market compared respectively a an the last next it growing registering cagr forecast "
        "usd us dollars revenue sales north europe asia latin middle est estimated e f approx"
    )
)
_REACH = 120


def is_money(scene: Scene, before: str, behind: str) -> bool:
    """Say whether a number with a scale but without a currency stands for money.

    Example:
        >>> scene = Scene("Sales were 9 million in Peru.", 0)
        >>> is_money(scene, "Sales were ", " in Peru."), is_money(scene, "Of ", " people")
        (True, False)
    """
    counted = _COUNTED.match(behind)
    if counted and counted["word"].lower() not in _AFTER_MONEY:
        return False
    if _PEOPLE.search(last_words(before, _REACH)) or _UNITS.search(last_words(before, _REACH)):
        return False
    return bool(_MONEY_SAID.search(scene.text))
