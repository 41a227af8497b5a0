"""Which year belongs to which amount: a year is bound to the nearest amount it can belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cytonomics.claims.figures.periods import MONTH, Years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.patterns import Cued
from cytonomics.claims.years.reasons import told_years
from cytonomics.claims.years.rows import in_turn
from cytonomics.claims.years.tenses import SAME_YEAR

_BEHIND = re.compile(
    r"\.?[\s,)\]*:-]*(?:(?:globally|worldwide|market|revenues?|in\s+revenues?|in\s+value|in\s+sales|(?:is|are|to\s+be)\s+(?:expected|projected|forecast|anticipated|predicted|reached|achieved|seen))\s+)*"
    r"\(?\s*(?:(?:in|by|for|during|as\s+of|at|through|until|till|over|towards?|around|back\s+in)\s+)?"
    r"(?:the\s+)?(?:(?:first|second|third|fourth)\s+)?(?:(?:end|close|start|beginning|quarter|half)\s+of\s+)?(?:th(?:e|is)\s+)?(?:(?:fiscal|financial|calendar)\s+(?!y)|(?:base|fiscal|financial|"
    rf"forecast|calendar|current|historical|estimated|target)?\s*years?\s*[,:]?\s*)?(?:{MONTH}\s+)?\(?$",
    re.IGNORECASE,
)
_FRONT = re.compile(r"(?i)(?:in|by|for|during|as\s+of|from|until|of|year|fy|at|\()\s*(?:the\s+)?$")
# "since the law of 2015", "founded in 2015", "analysts said in 2015"
_SINCE = Cued(
    "since said reported estimated predicted forecast found noted established launched introduced "
    "approved acquired bought opened started began entered published released",
    r"\bsince\s+(?:[\w'-]+\s+){0,3}\Z|"
    r",\s+(?:[\w.&'-]+\s+){1,4}?(?:said|reported|estimated|predicted|forecast|found|noted)\s+in\s+\Z|"
    r"\b(?:founded|established|launched|introduced|approved|acquired|bought|opened|started|began|entered|published|released)\s+"
    r"(?:(?:an?|the|its|their)\s+(?:[\w-]+\s+){1,3}?)?in\s+(?:(?:the\s+)?[\w.]+\s+in\s+)?\Z",
)
_EDITION = re.compile(
    r"(?:'s)?\s+(?:(?!(?:the|this|our|an?|c[ao]mes?|is|was|from|by)\s)[A-Za-z][\w-]*\s+){0,3}?(?:report|study|outlook|review|edition|paper|article)\b|"
    r"\s+(?:constant\s+)?(?:prices|dollars|exchange\s+rates)\b"
)
_KEY = re.compile(r"\)?\s?[:=|-]\s?(?:[a-z~]{1,12}\s)?", re.IGNORECASE)
_FAR, _NEAR = 140, 40
# "in 2012-13", "as of 2023-2024": a business year, not a period that something runs over.
_WITHIN = re.compile(r"(?i)\b(?:in|as\s+of|for|by|fy|fiscal|years?)\s+(?:the\s+)?$|\(\s*$")
# "…, by 2030 it will be": the year belongs to what follows it.
_NEW_CLAUSE = re.compile(
    r",?\s+(?:it|this|they|that|the\s+\w+)\s+(?:\w+\s+){0,2}?(?:will|is|are|was|should|could|may|can|has|had|reach\w*|stood)\b",
    re.IGNORECASE,
)
# "It was worth USD 2 bn, and is to grow at 9 % through 2030": the year is that of the growth.
_RATE_AHEAD = re.compile(
    r"\band\s+(?:it\s+)?(?:is|will|should)\s+[^;%]{3,80}%[^;,]{0,20}\b(?:through|until|by|to)\s+|"
    # "It stands at USD 2 bn with a 9 % CAGR through 2030"
    r"%[^;%$€£]{0,40}\b(?:through|until|till|to|towards?)\s+(?:the\s+end\s+of\s+)?\Z",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"(?:\b(?:was|were|is|are)\s+(?:[a-z]+\s+)?(?:valued|worth|estimated|assessed)|\b(?:accounted\s+for|"
    r"generated|totall?ed|reached|st(?:ood|ands)\s+at|brought\s+in|holds?|held)|,\s(?:itself\s|already\s)?(?:worth|valued\s+at))\s+(?:[a-z]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|until|before|through|in)\s+(?:the\s+end\s+of\s+)?\Z", re.I)
_MULTIPLY = r"(?:doubl|tripl|trebl|quadrupl|halv)(?:e|ed|ing)\b"
_WILL_MULTIPLY = re.compile(
    rf"[^.;,$€£]{{1,60}}\b(?:will|should|could)\s+(?:have\s+)?(?:[a-z]+\s+)?{_MULTIPLY}",
    re.IGNORECASE,
)
# What is said of the amount itself: "USD 2 bn is expected by 2030".
_AHEAD = re.compile(
    r"\b(?:expected|projected|forecast|anticipated|predicted|poised|set|likely|will|would|could|should|may|"
    r"to\s+(?:reach|hit|be|become|grow))\b",
    re.IGNORECASE,
)
_GROWS_LATER = re.compile(
    r"(?:,|\band\b|\bbut\b)\s(?:[^;,$€£]{0,40}\s)?(?:(?:is|are)\s+(?:[a-z]+\s+){1,2}to|will|should|could)\s+"
    # "double", or "reach 200,000 clients"
    rf"(?:(?:[a-z]+\s+){{0,2}}{_MULTIPLY}|(?:[a-z]+\s+){{1,3}}\d[\d,.-]*\s+[a-z]+)[^;,$€£]*\Z",
    re.IGNORECASE,
)
# "USD 2 bn, a lead it will keep through 2030"; "USD 2 bn, expected by 2030" is of that year.
_LATER = re.compile(
    r"(?:,|\b(?:and|but|that|which)\b)[^;$€£]*\b(?:will|should|could|expected|projected|anticipated|forecast|likely|"
    r"set|poised)\s(?!(?:by|for|in|through|until|before)\s)[^;$€£]*\Z",
    re.IGNORECASE,
)
_UNPRINTED = re.compile(
    r"[\s,(]*(?:(?:in|for|during|by)\s+)?(?:(?:the|this)\s+)?"
    r"(?:current|last|past|present|next|this)\s+year\b(?!,?\s+\(?(?:19|20)\d\d\b)|"
    r"\s+(?:(?:right\s+)?now|today|at\s+present)(?=\s*[,;])",
    re.IGNORECASE,
)
# "Last year, the market was worth USD 2 bn"; "USD 2 bn in 2023" has its own.
_LAST_YEAR = re.compile(
    r"\b(?:last|this|current)\s+year\b(?:[^.;\d$€£¥₹]|\.(?=\d)|\d(?!\d\d\d))*\Z", re.I
)
_OWN_YEAR = re.compile(
    r"[\s)]*\(?(?:(?:in|by|for|as\s+of)\s+)?(?:the\s+)?(?:end\s+of\s+)?(?:19|20)\d\d\b", re.I
)
# "Pump Market Outlook 2025: USD 2 bn in 2024"
_OF_ITS_OWN = re.compile(r"\s+in\s+(?:the\s+year\s+)?(?:19|20)\d\d\b")

# "By 2030 the pump market, currently USD 2 million, will": of no year that is printed.
CURRENTLY = re.compile(
    r"[,;]\s+(?:(?:but|and|which)\s+)?(?:(?:it\s+)?is\s+)?(?:currently|now|today|at\s+present)\s+(?:(?:is|worth|valued|estimated|at|an?|about|around|"
    r"nearly|over|some)\s+){0,4}\Z",
    re.IGNORECASE,
)
# "a USD 9 bn market by 2030, up from USD 4 bn": the year is that of the amount before.
_UP_FROM = re.compile(r"\b(?:up|down)\s+from\s+(?:[a-z]+\s+){0,2}\Z", re.IGNORECASE)
# "3.8 trillion won ($2.9 billion)"
_RESTATED = re.compile(r"\s*\([^()]{2,40}\)")


@dataclass(frozen=True)
class Link:
    """A year bound to the quantity with index `quantity`, at a cost in characters.

    Example:
        >>> Link(0, 0, 3.0).cost
        3.0
    """

    quantity: int
    year: int
    cost: float


def linked_years(text: str, amounts: list[Quantity], years: list[Years]) -> dict[int, Years]:
    """Return the year of each amount, by index; each year serves one amount.

    A year right behind an amount ("USD 2 bn in 2023", "USD 2 bn (2023)") binds closest, then one
    before it in the same clause ("In 2023 the market was valued at USD 2 bn").

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "from USD 2 bn in 2023 to USD 5 bn by 2030"
        >>> amounts = [q for q in quantities(text) if q.kind == "money"]
        >>> {i: year.first for i, year in linked_years(text, amounts, list(years(text))).items()}
        {0: 2023, 1: 2030}
    """
    if not (amounts and years):
        return {}
    years = sorted(told_years(text, years), key=lambda year: year.start)
    respective = in_turn(text, amounts, years)
    links = []
    single = [
        (j, year)
        for j, year in enumerate(years)
        if (not year.is_range or is_business_year(text, year)) and not began(text, year)
    ]
    for i in range(len(amounts)):
        if i in respective or undated(text, amounts[i]) or SAME_YEAR.match(text, amounts[i].end):
            continue
        for j, year in single:
            cost = _cost(text, amounts, i, year)
            if cost is not None:
                links.append(Link(i, j, cost))
    found = dict(respective)
    used = {j for j, year in enumerate(years) if year in respective.values()}
    for link in sorted(links, key=lambda link: (link.cost, link.quantity)):
        if link.quantity not in found and link.year not in used:
            found[link.quantity] = years[link.year]
            used.add(link.year)
    return found


def undated(text: str, amount: Quantity) -> bool:
    """Say whether an amount is given for a year that the text does not print.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "USD 2 bn in the current year"
        >>> undated(text, next(quantities(text)))
        True
    """
    restated = _RESTATED.match(text, amount.end)
    end = restated.end() if restated else amount.end
    ahead = _LAST_YEAR.search(text, max(0, amount.start - _FAR), amount.start)
    return bool(_UNPRINTED.match(text, end) or (ahead and not _OWN_YEAR.match(text, end)))


# Each amount of a sentence asks it of every year.
@lru_cache(maxsize=64)
def began(text: str, year: Years) -> bool:
    """Say whether a year is only when something began or was told: "since the law of 2015".

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "Since 2015 it has risen to USD 3 bn."
        >>> [began(text, year) for year in years(text)]
        [True]
    """
    since = _SINCE.search(text, max(0, year.start - 80), year.start)
    return bool(since or _EDITION.match(text, year.end))


# "Makers in the USD 2 bn pump market can count on growth of 9 % a year until 2030"
_AMID_MARKET = re.compile(
    r"[\s-][^,;.%]{2,90}\b(?:market|industry|sector)\b(?:[^.;$€£]|\.(?=\d))*%[^%$€£]*\b(?:by|until|till|through|to|before)\s+"
    r"(?:the\s+end\s+of\s+)?\Z",
    re.IGNORECASE,
)
_THE = re.compile(r"(?:\b(?:the|this|that)|'s)\s+(?:[a-z]+\s+){0,3}\Z", re.IGNORECASE)
# "the USD 2 bn pump market, which is to grow at 9 % a year to 2030"
_MARKET_GROWS = re.compile(
    r"[\s-][^,;.%]{2,90}\b(?:market|industry|sector),?\s(?:which|that)\s[^%;]{0,60}\bgr[eo]w[^%;]*%",
    re.IGNORECASE,
)


def of_growth(text: str, amount: Quantity, year: Years) -> bool:
    """Say whether a year is when what is worth an amount will have grown, and not the amount's.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "It is worth USD 2 bn and is expected to double by 2030."
        >>> of_growth(text, next(quantities(text)), next(years(text)))
        True
    """
    if year.start - amount.end > _FAR:
        return False
    gap = text[amount.end : year.start]
    if "%" in gap and _RATE_AHEAD.search(gap) and _WAS.search(text, 0, amount.start):
        return True
    if "%" in gap and _MARKET_GROWS.match(gap):
        return True
    if "%" in gap and _AMID_MARKET.match(gap) and _THE.search(text[: amount.start][-_NEAR:]):
        return _AHEAD.search(text, max(0, amount.start - 80), amount.start) is None
    if not _BY.search(text, max(0, year.start - 20), year.start):
        return False
    if year.end <= amount.start:  # "By 2030, the USD 2 bn market will have doubled."
        return _WILL_MULTIPLY.match(text, amount.end) is not None
    later = any(each.search(text, amount.end, year.start) for each in (_GROWS_LATER, _LATER))
    return later and not _AHEAD.search(text, max(0, amount.start - 80), amount.start)


def is_business_year(text: str, year: Years) -> bool:
    """Say whether two years are one of business, of which something is a value: "in 2015-16".

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "USD 2 bn in 2015-16, growing from 2016-17"
        >>> [is_business_year(text, year) for year in years(text)]
        [True, False]
    """
    if year.last - year.first != 1 or year.joined not in ("-", "/"):
        return False
    printed = text[year.start : year.end].lower()
    return printed.startswith("f") or bool(
        _WITHIN.search(text, max(0, year.start - 20), year.start)
    )


def _cost(text: str, amounts: list[Quantity], i: int, year: Years) -> float | None:
    amount = amounts[i]
    if of_growth(text, amount, year):
        return None
    if year.start >= amount.end:
        following = amounts[i + 1].start if i + 1 < len(amounts) else len(text)
        if year.start > following or year.start - amount.end > _FAR:
            return None
        gap = text[amount.end : year.start]
        if "," in gap and _NEW_CLAUSE.match(text, year.end):
            return None
        if _BEHIND.fullmatch(gap):
            return float(len(gap)) * 0.2
        if not text[year.end - 1].isdigit():
            return None  # "up 4 % from a year earlier": no year of the amount
        if ";" in gap or re.search(r"\.\s", gap):
            return None
        return 20.0 + len(gap) * (1.0 if _FRONT.search(text[: year.start]) else 2.0)
    previous = amounts[i - 1].end if i else 0
    if year.end > amount.start or year.end < previous or amount.start - year.end > _FAR:
        return None
    gap = text[year.end : amount.start]
    if CURRENTLY.search(gap) or (i and _UP_FROM.search(gap)):
        return None
    # "USD 2 bn (2024) | USD 5 bn (2033)": a bracket belongs to the amount before it.
    own = _OF_ITS_OWN.match(text, amount.end) or (i and text[previous : year.start].strip() == "(")
    if _KEY.fullmatch(gap) and not own:
        return 0.1  # "2023: USD 2 bn"
    penalty = 12.0 if previous and year.start - previous < 25 else 0.0
    if ";" in gap:
        return None
    return 8.0 + penalty + len(gap) * (0.6 if _FRONT.search(text[: year.start]) else 1.2)
