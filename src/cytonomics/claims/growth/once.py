"""Whether a growth is that of one year or of some years in all, and no yearly rate."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.multiples import REACH, Said

YEAR_ON_YEAR = re.compile(
    r"(?i)\b(?:year|yr)[\s-](?:on|over)[\s-](?:year|yr)\b|\by[\s-]?[o/][\s-]?y\b|"
    r"\b(?:compared|relative)\s+(?:to|with)\b|"
    r"\b(?:from|over|on|than|versus|vs\.?|against)\s+(?:the\s+)?(?:previous|prior|preceding|"
    r"last\b(?!\s+[\w-]+\s+years))\b|"
    r"\bfrom\s+(?:the\s+)?(?:19|20)\d\d\s+levels?\b|\bin\s+total\b|\bcumulative(?:ly)?\b|\boverall\s+growth\b|\bin\s+all\b|\baltogether\b"
)
OF_ONE_YEAR = re.compile(r"\s*(?:\(\s*|(?:in|for)\s+)(?:19|20)\d\d\b(?!\s?(?:-|to\b|through\b))")
GREW = re.compile(
    r"(?i)gr(?:ew|own)|rose|fell|shrank|(?:declin|increas|expand|contract|climb|dropp)ed"
)
# "a 60 % increase in five years" is that of all of them.
_IN_ALL = re.compile(
    r"\s*(?:\w+\s+)?(?:increase|rise|jump|gain)\b|\s+(?:overall|in\s+all|altogether|in\s+total)\b|\s+over\s+(?:those|these)\s+(?:\w+\s+)?years\b",
    re.IGNORECASE,
)
# "… 14.5 % between 2023 and 2028 (2.7 % a year)": in all, and no yearly rate
_WITH_ITS_RATE = re.compile(
    r"[^.;%()]{0,60}\((?:or\s+|a\s+)?[\d.]+\s?%\s*(?:CAGR|p\.?a|annually|(?:per|an?|each)\s+(?:year|annum))\b",
    re.IGNORECASE,
)
# What is set beside a growth in all is one as well.
_IN_ALL_AHEAD = re.compile(r"%\s+(?:overall|in\s+all|altogether|in\s+total)\b", re.IGNORECASE)
# Growth by so many per cent, over years, is that of all of them.
_IN_ALL_FROM = 40.0
_AT = re.compile(r"\bat\s+(?:\w+\s+)?\Z", re.IGNORECASE)
# "Poland expanded fastest in 2019, at 5.5 %"
_THAT_YEAR = re.compile(r"\bin\s+(?:19|20)\d\d,?\s+at\s+(?:an?\s+)?\Z", re.IGNORECASE)


def is_once(text: str, quantity: Quantity, left: str, said: Said | None) -> bool:
    """Say whether the words around a growth make it one in all, or that of a single year.

    `left` are the words between it and the number before, `said` the word that leads to it.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "It rose 60 % in all"
        >>> is_once(text, next(quantities(text)), "It rose ", None)
        True
    """
    in_all = _IN_ALL.match(text, quantity.end) or _IN_ALL_AHEAD.search(
        text, max(0, quantity.start - REACH), quantity.start
    )
    if in_all and not _AT.search(left):  # "growing at 4 % overall"
        return True
    by = said if said is not None and said.how == "by" else None
    # "is set to climb by 44 % between 2023 and 2027"
    if by and quantity.low >= _IN_ALL_FROM:
        return True
    return bool(
        _WITH_ITS_RATE.match(text, quantity.end)
        or _THAT_YEAR.search(left)
        # "contracted by 6 % in 2023, against growth over 2019-2021"
        or (by and GREW.match(by.word[0]) and OF_ONE_YEAR.match(text, quantity.end))
    )
