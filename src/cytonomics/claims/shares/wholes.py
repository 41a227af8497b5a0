"""What a percentage is a part of: a market, what may stand for one, or people and other things."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from cytonomics.claims.patterns import Cued, last_words

Kind = Literal["market", "maybe", "unknown", "other"]

# "41 % of the …", "30 % to …", "9 % (of …", "8 % (USD 2 bn) of …": a part and its whole.
_LINK = re.compile(
    r"(?:[\s)\]]{0,3}|,\s(?=of\s+(?:the|total|global|all)\s))(?:\([^()%]{2,40}\)\s)?(?:share\s+)?(?P<link>of|in|to)\s+"
    r"(?!\s|(?:(?:the\s+)?(?:(?:fiscal\s+|calendar\s+)?year|fiscal|calendar)\s+|(?:early|mid|late|[QH][1-4])[\s-]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s)?(?:FY\s?)?(?:(?:19|20)|(?<=FY)|(?<=FY\s))\d\d\b(?!(?<=of\s\d{4})\s+[a-z]|(?<=al\s\d{4})\s+(?:total|sales|revenues?|market)\b)|terms\b|order\b|(?:that|this|the\s+same|the)\s+(?:time|years?|period|span|decade)\b(?!'s)|[~>$]?\d+(?:[.,]\d+)?\s?%|an?\s(?!(?:[\w-]+\s){1,4}?(?:market|industry)\b)|by\b)"
    r"(?:(?<=of\s)|(?!\d))",
    re.IGNORECASE,
)
# "half the pump market"
_BARE = re.compile(r"\s+(?=the\s(?:[\w'&/-]+\s){0,5}?(?:market|industry)\b)", re.IGNORECASE)
_OWN = re.compile(
    r"(?i)(?:its|their|our|his|her|(?:the\s)?(?:group|company)(?:'s)?(?=\s(?:revenue|sales)))\s"
)
# "51 % of the shares of a clinic group"
_STOCK = re.compile(
    r"(?:(?:the|its|their)\s+)?(?:company's|firm's|group's|outstanding|issued|legacy|common)\s+(?:shares|stock)\b|(?:the\s+)?(?:shares|stock)\s+(?:of|in)\s+"
    r"(?:(?:an?|its|their)\s|(?-i:[A-Z]))",
    re.IGNORECASE,
)
# "40 % of the pumps sold by Arvena"
_SOLD_BY = re.compile(r"[^,;.%]{2,60}\s(?:sold|shipped)\s+by\b", re.IGNORECASE)
# Where the phrase behind the link ends: at a mark, a verb, or a new clause.
_ENDS = re.compile(
    r",(?!\d)|[;:()%|\n]|(?<!(?-i:[A-Z]))\.(?=\s|$)|\b(?:is|are|was|were|be|being|will|would|could|should|has|have|had|"
    r"came|comes?|went|goes|going|held|accounted|belong\w*|stem(?:s|med|ming)|deriv(?:es?|ed|ing)|generated|originat\w+|aris(?:es?|ing)|(?:flow|result)s?(?=\s+from)|"
    r"while|whereas|but|which|that|who|where|when|by|with|due|because|as|owing|driven|thanks|after|before|"
    r"expected|projected|anticipated|estimated|(?<!\bthe\s)(?<!'s\s)growing|respectively|followed|represent\w+|"
    r"making|compared|ahead|versus)\b|\sand\s(?=(?:continue|remain|keep|grow|stay)s?\b)",
    re.IGNORECASE,
)
# What hangs on the head of the phrase: "demand for …", "patients in …".
_INNER = re.compile(
    r"\s(?:of|for|in(?!\s(?:vitro|vivo|silico))|across|among|within|from|to|on|at|through|via|during|"
    r"under|using|targeting|into|behind|near|around|between|against|about)\s"
    r"|(?<!\ball)(?<!\bboth)\s(?:the|an?|its|their|our)\s",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?<!\bexport\s)(?<!\bimport\s)(?:markets?|industry|revenues?|sales|turnover|volumes?|value|(?:market)?shares?(?!\s(?:an?|one|their)\s))\b"
    r"(?!(?:'s?)?\s+(?:\d{1,3},\d{3}\s|growth|participants?|players?|leaders?|expansion|increase|research|entrants?|"
    r"prices?|activity|opportunit\w+|incremental|gains?)\b)",
    re.IGNORECASE,
)
_TRADED = re.compile(r"\b(?:ex|im)ports?\s+(?:value|volumes?|sales|revenues?)\b", re.IGNORECASE)
# Wholes that speak of a market only where somebody is said to hold a part of them.
_MAYBE = re.compile(
    r"\b(?:total|whole|demand|consumption|usage|use|uses|mix|pie|applications?|spend(?:ing)?|sector|"
    r"business|purchases|shipments|procurement|domain|installations|orders|deliveries|units|deployments|(?:(?<=\b20\d\d\s)|(?<=remittance\s)|(?<=payment\s))flows|it|this|that|amount|sum|figure|segments?|space|arena)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:patients|people|adults|women|men|children|persons|individuals|population|demographics?|households|"
    r"respondents|participants|populace|wearers|users|donors?|customers?|injur(?:y|ies)|consumers|buyers|members|employees|workforce|workers|jobs|staff|plants|factories|sites|"
    r"nurses|students|physicians|doctors|clinicians|surgeons|companies|firms|players|makers|"
    r"manufacturers|suppliers|providers|developers|vendors|leaders|sponsors|employment|organi[sz]ations|hospitals|"
    r"procedures|surgeries|visits|clinics|cent(?:er|re)s|facilities|laboratories|labs|institutions|trials?|studies|programs|"
    r"programmes|candidates?|pipelines?|approvals|launches|collaborations|partnerships|deals|patents|"
    r"publications|(?<!both\s)(?<!all\s)cases|deaths|births|infections|diagnoses|tumou?rs|cancers|samples|"
    r"costs?|expenses|expenditures?|price|prices|budget|gdp|gross|growth|increase|expansion|capacity|"
    r"supply|supplies|imports?|exports?|production|output|bill|time|alleles|operations|emissions|energy|(?:electricity|power|water)\s+(?:use|demand|consumption)|waste|debt|"
    r"(?<!\b20\d\d\s)(?<!remittance\s)(?<!payment\s)flows|content|(?:products|drugs|therapies|agents|devices)\s+approved|raw\s+materials?|inputs|feedstock|weight|mass|composition|diet|intake|dose|data|arrivals|tourists|travell?ers|visitors|numbers?|techniques|cells|equity|pool|gains|stake|investments?|funding|capital|projects?|r&d|(?:research|grant|government)\s+(?:spending|spend|outlays?|money))\b",
    re.IGNORECASE,
)
_OTHER_LAST = re.compile(_OTHER.pattern + r"\s*$", re.IGNORECASE)
# "18 % of the cars sold" is a part of a market, where somebody holds it.
_MAYBE_LAST = re.compile(
    rf"(?:{_MAYBE.pattern}|(?!patients|companies|firms|clinics)\b[a-z]+s(?=\s+(?:sold|shipped)\b))"
    r"(?:\s+(?:worldwide|globally|overall|today|alone|sold|shipped))?\s*$",
    re.IGNORECASE,
)
# All of a trade, by its bare name: "of total dialysis".
_ALL = re.compile(
    r"(?:the\s+)?(?:total|overall|global|entire|whole|world(?:wide)?)(?:\s|$)", re.IGNORECASE
)
# "Of the total revenue, 36 % came from …"; "one market, of which hospitals buy 72 %"
_AHEAD = re.compile(
    r"(?:^|[.;:,]\s*)(?:out\s+|(?:the\s+)?(?:bulk|majority|most|much)\s+)?of\s+(?P<what>[^,;%(]{2,90})(?:,|\s\()\s*[^,;%]{0,60}$",
    re.IGNORECASE,
)
_OF_WHICH = Cued("which", r"(?P<whole>[^;%]{3,60}),?\s+of\s+which\b[^,;%]{0,60}$")
_SHORT_FORM = re.compile(r"\([A-Za-z&/-]{2,10}\)(?=\s\w)")
# A phrase is read no further than this.
_REACH = 160


class Whole(NamedTuple):
    """What a percentage is of; `end` is where its name ends in the text it was read from.

    Example:
        >>> Whole("market", 10).kind
        'market'
    """

    kind: Kind
    end: int


# Asked for by each rule that looks at a percentage.
@lru_cache(maxsize=16)
def whole_behind(text: str) -> Whole | None:
    """Return what the words behind a percentage say it is a part of, or None if they say nothing.

    The head of the phrase decides: "demand for pumps" is demand, "buyers in the market" are people.

    Example:
        >>> [whole_behind(f" of {what}").kind for what in ("the pump market", "demand for pumps")]
        ['market', 'maybe']
        >>> whole_behind(" of buyers in the market").kind, whole_behind(" in 2024")
        ('other', None)
    """
    link = _LINK.match(text) or _BARE.match(text)
    if link is None:
        return None
    if _OWN.match(text, link.end()):
        return Whole("other", link.end())
    if _STOCK.match(text, link.end()) or _SOLD_BY.match(text, link.end()):
        return Whole("other", link.end())
    phrase = text[link.end() : link.end() + _REACH]
    # "a research organisation (CRO) market": the short form is no end.
    phrase = _SHORT_FORM.sub(lambda short: " " * len(short[0]), phrase)
    stop = _ENDS.search(phrase, 1)
    kind, end = _kind(phrase[: stop.start()] if stop else phrase)
    return Whole(kind, link.end() + end)


def _kind(phrase: str) -> tuple[Kind, int]:
    inner = _INNER.search(phrase)
    head = phrase[: inner.start()] if inner else phrase
    one, _, rest = head.partition(" and ")
    head = head if rest.strip() else one
    if rest and _OTHER_LAST.search(one):
        return "other", len(one)  # "of its capacity and more than half of sales"
    market = _MARKET.search(head)
    if market and not _TRADED.search(head):
        return "market", market.end()
    if _OTHER.search(head):
        return "other", len(head)
    if _MAYBE_LAST.search(head):
        return "maybe", len(phrase)
    market = _MARKET.search(phrase)
    if market:
        return "market", market.end()
    return ("maybe" if _ALL.match(head) else "unknown"), len(head)


def whole_ahead(left: str) -> bool:
    """Say whether the words before a percentage open with the market that it is of.

    Example:
        >>> whole_ahead("Of the market's revenue, about "), whole_ahead("Of all nurses, ")
        (True, False)
    """
    near = last_words(left, 200)
    if which := _OF_WHICH.search(near):
        return _MARKET.search(which["whole"]) is not None
    ahead = _AHEAD.search(near) if "of " in near.lower() else None
    return ahead is not None and _kind(ahead["what"])[0] == "market"


def of_others(text: str) -> bool:
    """Say whether a text counts people or other things that are no market.

    Example:
        >>> of_others(" of ongoing trials"), of_others(" of the revenue")
        (True, False)
    """
    return bool(_OTHER.search(text)) and not _MARKET.search(text)
