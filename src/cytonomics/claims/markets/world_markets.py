"""Whether a text that says "global" calls a market so."""

from __future__ import annotations

import re

from cytonomics.claims.words.place_names import Place
from cytonomics.claims.words.verbs import HELD

# What a place in front of it makes the market of that place: "global … market", "world sales".
_TRADE = re.compile(
    r"(?:'s)?\s+(?P<between>(?:[\w&/+().,$€£-]+\s+){0,12}?)"
    r"(?:markets?|industry|sector|sales|revenues?|spending(?!\s+on\s(?![^.;]*(?:[$€£¥₹]|\d\s?[bm](?:illio)?n\b)))|demand(?=[^.,;]{0,70}\s(?:will|is|was|are|were|has|reach\w*|gr[eo]w\w*|rose|ris\w+|stood|total\w*|[$€£¥₹]|\d))|opportunity|turnover|CAGR|(?:figure|total)(?=\s+(?:is|was|stood|stands|reached)\s)|"
    r"(?:value|size|trade)(?=\s+of\s)|total(?=\s*[(:|]|\s20\d\d:)|valuation|forecasts?|analysis|outlook|report|trends?|insights|overview|perspective|(?<!competitive\s)(?<!regulatory\s)(?<!economic\s)landscape)\b"
    # "global market expansion" is what firms do
    r"(?!\s+(?:expansion|leaders?|players?|access|entry|presence|reach|strateg(?:y|ies))\b)",
    re.IGNORECASE,
)
_NOT_BETWEEN = re.compile(
    r"(?:^|[\s(])(?:is|was|are|were|will|has|have|to|by|in|of|from|with|a|an|the|on|at|"
    r"(?:[\w-]+-)?(?:largest|biggest|leading)|which|that|led|prevalence|incidence|burden|population|organi[sz]ation)\s|(?<![.\s(][A-Z])\.\s|"
    r"(?:^|\s)(?:licens\w+|agreements?|deals?|partnerships?|rights|expansion|renowned|recognized|acclaimed|stud(?:y|ies)|trials?)\s|"
    r"^(?:outreach|reach|presence|expansion|footprint|standards?|health)\b,",
    re.IGNORECASE,
)
_TRADE_BEHIND = re.compile(
    r"(?:\b(?:markets?|industry|business|sector|sales|revenues?|spending|size|value)\b[^.;,0-9]{0,70}|\b(?:sold|to\s+grow)\s+|"
    r"(?:\bCAGR(?:\s+(?:from|between|over|during)\s[^.;,%]{4,40})?|%\s+(?:annually|(?:per|a)\s+year)|\bgrow\w*\s+(?:[a-z]+\s+){0,3}[0-9.]+\s?%)\s+|(?:\b|(?<=[0-9]))(?:[mb]illion|trillion|[bm]n)\s+(?:(?:in|by)\s+[0-9]{4},?\s+)?)\Z",
    re.IGNORECASE,
)
# "the market is helped by the build-up of centers around the world": the centers are there
_OF_OTHERS = re.compile(
    r"\b(?:markets?|industry)\s+(?:is|are|was|were)\s[^.;,]*\bof\s+(?!(?:the|this|its)\b)[\w\s-]{3,30}\s\Z",
    re.IGNORECASE,
)
_TRADED = re.compile(r"\b(?:markets?|industry|sales|revenues?|CAGR)\b|[$€£¥₹]|\b[A-Z]{3}\s?\d")
_FIGURE = re.compile(r"\d\s?%|[$€£¥₹]\s?\d|\b[A-Z]{3}\s?\d|\d\s?[bm](?:illio)?n\b")
_ACROSS = re.compile(r"\b(?:across|in|into|to|on|for)\s+(?:the\s+|all\s+)?\Z", re.IGNORECASE)
_NAMED_SO = re.compile(r"\b[A-Z][\w&-]+\s\Z")
# "aligns with global trends.", "a company with a global perspective.": in a sentence of no market
_VIEW = re.compile(r"(?:'s)?\s+(?:trends?|perspective|landscape)\b", re.IGNORECASE)
# "its global revenue", "the Nasdaq Global Market"
_OF_FIRM = re.compile(r"\b(?:its|our|their|my|Nasdaq|NASDAQ)\s+\Z")
# "a USD 9 million worldwide licensing deal"
_DEAL = re.compile(r"\s+(?:exclusive\s+)?(?:licens\w+|deals?|rights|agreements?)\b", re.IGNORECASE)
_AS_A_WHOLE = re.compile(r"world\s+as\s+a\s+whole\b", re.IGNORECASE)
# "the market, globally, is"
_SET_OFF = re.compile(r",\s+(?:(?:taken|seen)\s+)?\Z")
_ADVERBS = ("globally", "worldwide")
# "the market is bound to the growing worldwide tumor burden": the burden is worldwide
_BURDEN = re.compile(
    r"worldwide\s+(?:[a-z-]+\s+){0,2}(?:burden|incidence|prevalence|cases|deaths|patients|population|"
    r"epidemic|pandemic|health|needs?|shortages?|push|shift)\b"
)
# "In comparison to the global market, …" speaks of another one.
_COMPARED = re.compile(
    r"\b(?:compar\w+\s+(?:to|with)|relative\s+to|unlike)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_AROUND = re.compile(r"\b(?:(?:around|across|throughout|all\s+over)\s+the|on\s+a)\s+\Z", re.I)
# "by Global Market Insights", "Global Market Insights, Inc. says": the name of a firm.
_FIRM = re.compile(
    r"\s+(?:Market|Industry|Growth|Info)\s+(?:Insights|Analysts|Intelligence|Research|Monitor)\b"
    r"(?P<named>'s\b|,?\s+(?:Inc|has|says|said|puts|expects|estimates|reports|projects|predicts|finds)\b)?"
)
_LINE_OF_MONEY = re.compile(r"\s*[:|-]?\s*(?:USD|US)?\s?[$€£]\s?\d[\d.,]*\s?[a-zA-Z]*\Z")
_BY = re.compile(
    r"\b(?:by|per|to|from|of|with|reports|says|expects|estimates|according)\s+\Z|\b20\d\d\s?[:,-]\s+\Z"
)
_COMPARISON = re.compile(r"\s+comparison\b", re.IGNORECASE)
_SCALE = re.compile(r"\s+(?:scale|basis|level|stage)\b", re.IGNORECASE)
# "has a 9 % share on global level", "held 9 % of the global total"
_LEVEL = re.compile(r"\s+(?:scale|basis|level)\b", re.IGNORECASE)
_AT_LEVEL = re.compile(r"\b(?:on|at)\s+(?:an?\s+|the\s+)?\Z", re.IGNORECASE)
_TOTAL = re.compile(r"\s+(?:total|figure|pie)(?=\s*(?:[.,;)]|\Z|\s(?:in|for)\s))", re.IGNORECASE)
_PART_OF = re.compile(
    r"(?:%|\bper\s?cent|\bhalf|\bthirds?|\bquarters?|\bshare)\s+of\s+the\s+\Z", re.I
)
_HELD = re.compile(
    rf"\b{HELD}\b(?:[^.;%]|\.(?=\d)){{0,40}}%(?!\s+of\s+(?!the\b))|%\s+share\b", re.IGNORECASE
)
_TAKEN = re.compile(r"\W*(?:taken|seen|viewed|measured)\s+", re.IGNORECASE)
# "USD 6 billion worldwide, including USD 2 billion in Peru", "of a global total of USD 6 billion"
_WORLDWIDE = re.compile(
    r"\s+(?:a\s+year\s+)?(?:(?:is|was|were|will\s+be)\s+(?:spent|earned)\s+(?:on|with|from)\s+[\w\s&-]{3,40}\s)?(?:worldwide|globally|around\s+the\s+world|global\s+business)\b",
    re.I,
)
_WORLD_TOTAL = re.compile(r"\b(?:global|worldwide)\s+(?:total|figure)\s+of\s+(?:[a-z]+\s+){0,2}\Z")
# "Global" stands no further from what it is said of.
_NEAR = 150


def calls_global(text: str, world: Place, *, named: bool) -> bool:
    """Say whether "global" or "worldwide" speaks of a market, not of patients or of health.

    `named` says whether the text names a market.

    Example:
        >>> from cytonomics.claims.words.places import places
        >>> said = "Global pump sales rose.", "Patients worldwide wait."
        >>> [calls_global(text, places(text)[0], named=False) for text in said]
        [True, False]
    """
    if not text[: world.start].strip(" |*") and text[world.end :].lstrip(" *").startswith("|"):
        return True  # the row of a table
    if text[: world.start].strip(" *-") in ("", "Total") and _LINE_OF_MONEY.match(text, world.end):
        return True  # "Total Global $9m"
    if not text[: world.start].strip("On a") and _SCALE.match(text, world.end):
        return True
    traded = named or _TRADED.search(text) or _HELD.search(text)
    if _LEVEL.match(text, world.end) and _AT_LEVEL.search(text, 0, world.start):
        return bool(traded) and _FIGURE.search(text) is not None
    if _TOTAL.match(text, world.end) and _PART_OF.search(text, 0, world.start):
        return True
    if text.startswith(" markets", world.end) and _ACROSS.search(text, 0, world.start):
        return False  # "demand across global markets" is of many, none of them this one
    before = text[max(0, world.start - 60) : world.start]
    firm = _FIRM.match(text, world.end)
    if firm and (firm["named"] or _BY.search(before)):
        return False
    if _NAMED_SO.search(before) and text[world.start] == "W" and text.endswith("."):
        return False  # "the leader Arvena Worldwide, which": in a sentence the name of a firm
    if _AS_A_WHOLE.match(text, world.start):
        return True  # "For the world as a whole the ministry sees"
    if _COMPARED.search(before) or _COMPARISON.match(text, world.end):
        return False
    if before.endswith("(") and text.startswith(")", world.end):
        return named  # "the pump market (global)"
    if _DEAL.match(text, world.end) or _OF_FIRM.search(before):
        return False
    ahead = _TRADE.match(text, world.end, world.end + _NEAR)
    if text.endswith(".") and _VIEW.match(text, world.end):
        return False
    if ahead and not _NOT_BETWEEN.search(ahead["between"]):
        return True
    around = _AROUND.search(before)
    if _BURDEN.match(text, world.start):
        return False
    if around is None and text[world.start : world.end].lower() not in _ADVERBS:
        return False
    before = before[: around.start()] if around else before
    if not before.strip():  # "Globally, two million patients" speaks of no market
        return named or _TRADED.search(text) is not None
    if _TAKEN.fullmatch(before):
        return bool(traded)
    before = _SET_OFF.sub(" ", before) if text.startswith(",", world.end) else before
    return _TRADE_BEHIND.search(before) is not None and not _OF_OTHERS.search(before)


def counts_world(text: str, start: int, end: int) -> bool:
    """Say whether the words right beside an amount call it that of the world.

    Example:
        >>> counts_world("It had 2 of a global total of 9.", 30, 31)
        True
    """
    return bool(_WORLDWIDE.match(text, end) or _WORLD_TOTAL.search(text, 0, start))
