"""Words before "market" that name none: a firm's name, a quality of a share, what is done there."""

from __future__ import annotations

import re

from cytonomics import vocabulary

# "Arbor Market Research expects": a firm's name, but no "Pump Market Research Report".
_FIRM = re.compile(
    r"\s+(?:[Rr]esearch\b(?!\s+(?:(?i:reports?|study|studies|analysis|survey)|Methodology|Scope|and|&|for|on|[0-9]))|Solutions\b|Leadership\b|"
    r"Studies\b|Advis[eo]rs\b|Advisory\b|Analysts\b|Consult(?:ants|ing)\b|"
    r"(?:Insights|Intelligence|Reports|Watch|Monitor|Analytics|Partners|Associates)(?:'s|,?\s+Inc|\s+(?:now\s+|also\s+|today\s+|recently\s+)?"
    r"(?:has|say|said|state|note|report|expect|estimate|project|predict|forecast|value|publish|puts?\b|sees\b|saw\b|g[ai]ve|"
    r"reckon|believe|anticipate|foresee|finds\b|found\b|assume|release|announce)))"
)
# "According to Arbor Market Insights, sales of"
_CITED = re.compile(r"\b(?:[Aa]ccording\s+to|[Pp]er|[Bb]y)\s+(?:the\s+)?\Z")
_LEAD = 24
_HOUSE = re.compile(r"\s+(?:Insights|Intelligence|Monitor|Watch|Reports)\s?[,(]")
# "as per Arbor market research"
_TELLS = re.compile(r"\b(?:per|by|to|from|of)\s+(?:[A-Z]\w+\s+){1,2}\Z")
# "the maximum market share": one small word that tells how large a share is.
_QUALITY = re.compile(r"\b(?:the|an?|its|their|of)\s+\Z", re.IGNORECASE)
# "the major sales markets", "its largest consumption market": what is done there.
_DEALINGS = frozenset(
    str.split("sales consumption consumer export import production target revenue")
)
# "the stock market", "the OTCQB Venture Market": where shares and money are traded.
_EXCHANGE = re.compile(
    r"(?:(?:the|public|global|financial|debt|digital)\s)*(?:stock|capital|equity|financial|public|open|"
    r"labou?r|jobs?|primary|secondary)|(?:OTC(?:Q[BX])?|NASDAQ(?:-\d+)?|NYSE|TSX)(?:\s(?:venture|stock|global|capital|technology))?|[A-Z]\w+\sCapital",
    re.IGNORECASE,
)
_DOING = re.compile(r"\b(?:is|are|was|were|be|been|by|while|now|also|still)\s+\Z", re.IGNORECASE)
_DONE = ("capture", "gain", "grab", "seize", "win", "take")
_STANDING = re.compile(r"\b(?:standing|status|role|reputation)\s+as\s+an?\b", re.IGNORECASE)
_SHARE = re.compile(r"\s+(?:revenue\s+)?(?:shares?|position|presence|leader\w*)\b", re.IGNORECASE)


def is_firm(text: str, name: str, market: re.Match[str]) -> bool:
    """Say whether a market's name is that of a firm: "Arbor Market Research".

    Example:
        >>> text = "Arbor Market Research expects"
        >>> is_firm(text, "Arbor", re.search("Market", text))
        True
    """
    firm = name[:1].isupper() and _FIRM.match(text, market.end())
    if name[:1].isupper() and not firm and _HOUSE.match(text, market.end()):
        at = max(0, market.start() - len(name) - 1)
        firm = _CITED.search(text, max(0, at - _LEAD), at)
    if not firm:
        return False
    if market[0].islower() and not _TELLS.search(text, max(0, market.start() - 60), market.start()):
        return False
    return len(name.split()) < 3 and vocabulary.scope_named(name) is None


def is_quality(text: str, name: str, start: int, end: int) -> bool:
    """Say whether a name is no more than a quality: "the maximum market share", "sales market".

    Example:
        >>> is_quality("the maximum market share", "maximum", 4, 18)
        True
    """
    if name.lower() in _DEALINGS or _EXCHANGE.fullmatch(name):
        return True
    if name.lower() in _DONE and _SHARE.match(text, end):
        return True  # "to capture market share"
    if _STANDING.search(name) and _SHARE.match(text, end):
        return True  # "its standing as a regional industry leader"
    if name.endswith("'s") and _SHARE.match(text, end):
        return True  # "Steel's market share": whose share it is
    alone = name.islower() and " " not in name and _SHARE.match(text, end)
    if name.islower() and name.endswith("ing") and _DOING.search(text, max(0, start - 12), start):
        return True  # "are experiencing market growth"
    return bool(
        alone and _QUALITY.search(text, max(0, start - 8), start)
    ) and not vocabulary.scope_named(name)
