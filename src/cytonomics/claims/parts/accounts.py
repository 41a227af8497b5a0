"""The accounts of companies: their items, tables that hold them, texts that tell of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from cytonomics.claims.documents.document import Block, Document
from cytonomics.claims.figures.periods import MONTH
from cytonomics.claims.model import Claim
from cytonomics.claims.patterns import Cued, holds
from cytonomics.claims.words.scene import Scene

_ITEM = re.compile(
    r"\W*(?:(?:total|net|gross|operating|adjusted|non-?gaap|gaap|core|recurring|consolidated|free|"
    r"pre-?tax|diluted|basic|comprehensive|other|deferred|accumulated|current|long-term|accrued)\s+)*"
    r"(?:ebitda?r?|income|profits?|loss(?:es)?|earnings|eps|expenses?|op(?:erating)?\s?ex|capex|"
    r"r&d|s&m|g&a|sg&a|cogs|cash(?:\s+flows?)?|debt|liabilities|assets|equity|depreciation|"
    r"amorti[sz]ation|impairment|tax(?:es)?|dividends?|backlog|bookings|working\s+capital|"
    r"receivables|payables|goodwill|(?:share|stock)holders'?\s+equity|"
    r"costs?\s+of\s+(?:revenues?|sales|goods(?:\s+sold)?|services?))"
    r"(?:\s+(?:from|for|of|attributable|per|before|after|and|on|to|in)\b[^|]{0,60})?"
    r"(?:\s*\([^()]{0,40}\))*\W*",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(r"\bof\s+the\s+(?:group|company)\Z", re.IGNORECASE)
# Rows that only a table of a company's accounts has
_ROW = re.compile(
    r"\b(?:gross\s+(?:profit|margin)|(?:net|operating)\s+(?:income|loss|profit)|EBITDA?|CoR|R&D|S&M|G&A|SG&A|"
    r"op(?:erating)?\s?ex(?:penses)?|%\s+of\s+revenues?|earnings\s+per\s+share|EPS|cash\s+flows?)(?!\w)",
    re.IGNORECASE,
)
# Words of those who tell how a company did.
_BOOKS = re.compile(
    r"\b(?:EBITDA?|EPS|(?:non-)?GAAP|net\s+product\s+(?:sales|revenues?)|(?:first|last)\s+(?:three|six|nine)\s+months|net\s+(?:income|loss|sales|earnings|profit|revenues?)|"
    r"operating\s+(?:income|profit|loss|expenses|revenues?|margin)|earnings\s+per\s+share|"
    r"gross\s+(?:margin|profit)|fiscal\s+quarter|Q[1-4]|quarters?(?!\s+of\s+(?:(?!(?:19|20)\d\d\b)[\w'-]+\s+){0,4}?(?:revenues?|sales|market|demand|industry|spending)\b)|"
    r"(?:months|year)\s+ended|dividends?|(?:share|stock)holders?|share\s+price|shares\s+outstanding|"
    r"(?:an?|its|their)\s+valuation|valuation\s+(?:of|at|shot|rose|fell|jumped|soared)|buyback|repurchase[ds]?|(?<!and\s)guidance(?!\s+and\b)|free\s+cash\s+flow|year-over-year|backlog|order\s+intake|liquidity|"
    r"FactSet|assets\s+under\s+management|year-earlier|earnings\s+call)\b"
)
# "Europe is projected to touch a valuation of": a part of a market, and no company
_VALUED = re.compile(
    r"\b(?:projected|expected|estimated|anticipated|forecast(?:ed)?|predicted|poised|likely|set)\s+to\s[^.;]{0,90}?"
    r"\bvaluation\b|\b(?:reach|attain|touch|secur|garner|hit|record|register)(?:ed|s|ing)?\s+an?\s+valuation\b(?=\s+of)"
)
_HOMES = ("region", "country")
_MARKET = re.compile(
    r"\b(?=[mis])(?:markets?(?!\s+(?:cap|value\s+of))|industr(?:y|ies)|sectors?)\b", re.IGNORECASE
)
# "$6 million in revenue for the first half of 2024": no size of a year
_PART_YEAR = re.compile(
    r"\s*(?:USD\s*)?(?:in\s+(?:\w+\s+)?(?:revenues?|sales)\s+)?(?:for|in|during)\s+(?:the\s+)?"
    r"(?:(?:first|second|third|fourth|last)\s+(?:half|quarter|(?:three|six|nine)\s+months)\b|[QH][1-4]\b|"
    # "$6 million in March alone"
    rf"{MONTH}\b(?!\s+(?:of\s+)?\d))",
    re.IGNORECASE,
)
# "Arvena, a maker of pumps", "Arvena employs 900": a text that names no market tells of a firm.
_PORTRAYED = Cued(
    "maker produc manufacturer supplier operator distributor developer employ founded which",
    r"\b[A-Z][\w&-]+(?:,|\sis)\s(?:an?|the|one\sof)\s(?:[\w-]+\s){0,4}?(?:maker|producer|manufacturer|supplier|operator|distributor|retailer|"
    r"wholesaler|developer)\b|\b[A-Z][\w&-]+,\swhich\s(?:makes|sells|produces|develops|supplies|operates|employs)\b|"
    r"\b(?:[A-Z][\w&-]+|company|firm|group|it)\semploys\b|\b[Ff]ounded\sin\s\d{4}\b",
    flags=0,
)
_MARKETS = (
    *("market", "industr", "sector", "segment", "global", "worldwide", "demand", "consumption"),
    *("categor", "domestic", "retail"),
)
# "Shares of Arvena fell 6 %": what is traded at an exchange is no part of a market.
_STOCK = re.compile(r"(?:[Ss]hares|[Ss]tock)\s(?:of|in)\s")
# How many sentences with figures, and what part of them, make a text that of a company's accounts.
_LEAST = 4
_PART = 0.25
# What is given for a market, and would be a company's in such a text.
_MEASURED = ("size", "growth", "cagr", "share")
# A lone "R&D" may be a use of something.
_FEWEST = 2


def is_account(name: str) -> bool:
    """Say whether a name is that of an item of a company's accounts.

    Example:
        >>> is_account("Net income"), is_account("Income protection")
        (True, False)
    """
    return _ITEM.fullmatch(name) is not None or _OF_GROUP.search(name) is not None


def tells_accounts(scenes: Iterable[Scene]) -> bool:
    """Say whether the sentences of a text tell how a company did, as an earnings release does.

    Example:
        >>> tells_accounts([Scene("Net income rose 9 % in the quarter.", 0)] * 4)
        True
        >>> tells_accounts([Scene("The pump market rose 9 % in 2023.", 0)] * 4)
        False
    """
    figured = [scene.text for scene in scenes if scene.amounts or scene.percents]
    if len(figured) < _LEAST:
        return False
    booked = sum(_BOOKS.search(said) is not None for said in figured)
    return booked >= _LEAST and booked >= _PART * len(figured)


def without_accounts(
    claims: Iterable[Claim], document: Document, text: str, *, books: bool
) -> Iterator[Claim]:
    """Yield the claims that are no item of a company's accounts, nor stand in a table of them.

    In a text of such accounts (`books`) a sentence must name a market to tell of one.

    Example:
        >>> claims = [Claim("", "size", "9", 0, 1, segment="Net income")]
        >>> list(without_accounts(claims, Document("a", "9", (), "text"), "9", books=False))
        []
    """
    tables = list(_accounts(document.blocks, text))
    books = books or (not holds(text, _MARKETS) and _PORTRAYED.search(text) is not None)
    for claim in claims:
        k = bisect_right(tables, (claim.start, len(text))) - 1
        booked = k >= 0 and claim.start < tables[k][1]
        said = text[slice(*claim.context)]
        unnamed = claim.measure in _MEASURED and not _MARKET.search(said)
        if "valuation" in said and (claim.dimension in _HOMES or "sales of" in said):
            said = _VALUED.sub("", said)
        strange = unnamed and (books or _BOOKS.search(said))
        partial = claim.measure == "size" and _PART_YEAR.match(text, claim.end)
        item = claim.segment is not None and is_account(claim.segment)
        item = item or bool(claim.segment and _STOCK.match(claim.segment))
        # "Cash is 3 % of all payments", "R&D accounted for 9 % of the pump market": of a market's
        use = claim.segment == "Cash" or (claim.segment == "R&D" and bool(_MARKET.search(said)))
        item = item and not (claim.measure == "share" and use)
        if not (booked or strange or partial or item):
            yield claim


def _accounts(blocks: Iterable[Block], text: str) -> Iterator[tuple[int, int]]:
    """The spans of tables with more than one row that an item of the accounts names."""
    for table, rows in groupby(blocks, key=lambda block: block.kind == "row"):
        held = [row for row in rows if row.cells] if table else []
        heads = [text[slice(*row.cells[0])] for row in held]
        named = sum(is_account(head) or _ROW.search(head) is not None for head in heads)
        if named >= _FEWEST:
            yield held[0].start, held[-1].end
