"""The words beside a figure that tell whose it is."""

from __future__ import annotations

import re

# Who a sentence speaks of stands in its first words.
LEAD = 80
PARENTHESIS = re.compile(r"\([^()\n]{1,30}\)")
# Other words for a market, each as long as the one it is read as.
SECTOR = re.compile(r"\bsector\b", re.IGNORECASE)
WORLD = re.compile(r"\b(?:global(?:ly)?|world(?:wide)?|international(?:ly)?)\b", re.IGNORECASE)
# What follows the name of a market and makes its figure one of a part.
PART = re.compile(
    r"\b(?:sub-?)?(?:segments?|categor(?:y|ies)|applications?|exports?|imports?)\b|"
    r"^\s*(?:size|valuation|value|revenues?|sales)\s+from\s+(?:the\s+)?"
    r"(?!(?:nearly|about|around|over|almost|approximately|roughly|just|an?|its)\b)[a-z]{3,}",
)
# "This market segment is expected to grow" takes up the market, and no part of it.
THIS_MARKET = re.compile(r"\bthis\s+market\s+segment\b", re.IGNORECASE)
# "By product, ..." speaks of a part whatever comes next.
BY_AXIS = re.compile(
    r"\W*(?:by|in\s+terms\s+of|in(?=\s+volume\b)|based\s+on|on\s+the\s+basis\s+of)\s+"
    r"(?!(?:the\s+)?(?:end|market|forecast|latest|our|report|year|close)\b)[a-z]",
    re.IGNORECASE,
)
# What a market is measured by, which is no axis of its parts.
IN_VALUE = re.compile(r"\W*in\s+terms\s+of\s+(?:value|revenues?|sales)\b", re.IGNORECASE)
# What something is a part of is not what is told of.
PART_OF = re.compile(
    r"\b(?:part|segment|branch|corner|subset)\s+of\s+(?:the|a)\s+\Z", re.IGNORECASE
)
# What is said of a part without calling it one.
HELD = re.compile(r"%|\b(?:per\s?cent|shares?|leads|led|dominat\w+|largest)\b", re.IGNORECASE)
# "(excluding screening)", "for home care alone, the market …": less, or more, than the market.
QUALIFIED = re.compile(
    r"\((?P<bracket>(?:in|ex)cl(?:\.|ud(?:ing|es|ed))\s[^()\n]{2,60})\)|"
    r"\b(?P<without>(?:excluding|excepting|other\s+than)\s[^(),.;\n]{2,50})|"
    r"^\W*for\s(?P<alone>[^,\n]{3,60}?\salone),",
    re.IGNORECASE,
)
# What may grow, or the label of a bare rate; other words before a rate name a part.
WHOSE_GROWTH = re.compile(
    r"\b(?:markets?|industry|sector|business|it|its|which|this|that|we|size|revenues?|sales|demand|"
    r"valued?|worth)\b|\b(?:CAGR|compound|growth|annual|forecast|period)\b.{0,60}$|^\W*(?:\w+\W+){0,3}$|"
    r"\d\s?(?:[bmt]n|billion|million|trillion|crore|lakh)\b",
    re.IGNORECASE,
)
# "Consumption volume increased with a CAGR of 2 % to reach a total of 40 %": no growth of value.
VOLUME = re.compile(r"\bvolumes?\s+(?!and\b|or\b)[^,;]{0,60}$|\ba\s+total\s+of\s+$", re.I)
ADDED = re.compile(
    r"\b(?:add(?:ed|s|ing)?|contribut(?:ed|es|ing))\b[^.\n]{0,60}\bto\s+the\b", re.IGNORECASE
)
# The words that say that an amount is what a market is worth; "it" stands for such a word.
WORTH = re.compile(
    r"\b(?:markets?|industry|sector|business|segment|size|valued?|values|valuation|valued|worth|"
    r"forecast\w*|projected|projection|grow\w*|growth|expand\w*|rise|rises|cagr|revenue\s+forecast|"
    r"demand|it|its|which|this|that|total|expects?|expected|estimates?)\b|^\W*(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# The "high case" of a forecast is no part of its market.
SCENARIO = re.compile(r"\b(?:case|scenario)s?$", re.IGNORECASE)
OWN_WORD = re.compile(r"[A-Za-z]{4}")
FIGURE = re.compile(r"\d[\d.,]*\s*%?")
YEAR = re.compile(r"\b(?:19|20)\d\d(?!\d)")
ITS_YEAR = re.compile(
    r"\s*(?:in|by|for|during|as\s+of|until|till|\()\s*(?:the\s+)?(?:(?:end\s+of|year)\s+){0,2}"
    r"(?P<year>(?:19|20)\d\d)(?![-–/\d])",
    re.IGNORECASE,
)
# "by 2030 from the current level of USD 2 billion": the year is not that of the amount.
NOW = re.compile(
    r"\b(?:current(?:ly)?|present(?:ly)?|today'?s?)\s+(?:[a-z]+\s+){0,4}$", re.IGNORECASE
)
UNTIL = re.compile(r"\b(?:by|until|till)\s+(?:the\s+end\s+of\s+)?((?:19|20)\d\d)", re.IGNORECASE)
SHORT_YEARS = re.compile(r"(?:FY\s?|['’]|\d\d\s?[-–/]\s?)(\d\d)(?!\d)", re.IGNORECASE)
# Words of praise and size before "market" name no market.
NO_NAME = frozenset(
    str.split(
        "significant large huge big vast sizeable substantial considerable promising specialized "
        "specialised niche target addressable end user total potential wider broader core larger "
        "leading booming mature young fast fastest growing s us u"
    )
)
# A line of a fact box: "2032 Projected Market Size: USD 2 billion", "| CAGR (2025-2032) | 9 % |".
FACT = re.compile(
    r"\W*(?:(?:(?:19|20)\d\d|base\s+year|forecast(?:ed)?|projected|estimated|historical|current|global|the|total|"
    r"period|to|expected|in|by|years?)\W+){0,9}"
    r"(?:market\s+(?:size|value|revenue|worth)|revenue\s+forecast|(?:market\s+)?(?:CAGR|growth\s+rate)|size|value)\b"
    # "Market Size in 2023 USD 412 Million" prints neither a colon nor a verb.
    r"(?:[^.;!?]{0,50}?[:|(\t\n-]|(?:\s+(?:in|by|from|to|(?:19|20)\d\d))*\s*\Z)",
    re.IGNORECASE,
)
