"""The sales of companies and their products, which are no market's size."""

from __future__ import annotations

import re
from functools import cache

from cytonomics import vocabulary
from cytonomics.claims.clauses import subject
from cytonomics.claims.patterns import last_match
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

# Legal forms and endings of names that companies alone have, and what stands for one.
_COMPANY = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|LLC|PLC|plc|AG|GmbH|S\.A|S\.p\.A|N\.V|A/S|KGaA|Limited|Incorporated|"
    r"Corporation|Holdings?|Laborator(?:y|ies)|Bio[A-Z]\w+|Biologics|Biosciences|Therapeutics|"
    r"(?<=[A-Za-z] )(?:Biopharmaceuticals|Pharmaceuticals?|Pharma))\b|\([A-Z]{2,5}\)\s+(?=\w)|"
    r"\b(?:[Tt]he|[Tt]his)\s+(?:company|firm|group|manufacturer|corporation)\b|"
    # "firms like Arvo", "LFO (Spain)", "NOVAMAB": makers and brands by how they are written.
    r"\b(?:[Ff]irms|[Cc]ompanies|[Pp]layers|[Mm]akers|[Mm]anufacturers|[Pp]roducers|[Ss]uppliers|"
    r"[Vv]endors)\s+"
    r"(?:like|such\s+as)\b|"
    r"(?:^|[,;:]\s)[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}\s\([A-Z][A-Za-z. ]{2,20}\)\s+(?=\w)|"
    # No heading in capitals, though: "GENE THERAPY: sales reached".
    r"(?<![A-Z]\s)\b[A-Z]{7,}\b(?!:|\s[A-Z]{2,})|\bblockbuster\s+status\b)"
    r"(?!\s*(?:segment|compan|and\b|&|industr|sector|market|customer))"
)
_REPORTED = re.compile(
    r"\bnet\s+(?:product\s+)?(?:sales|revenues?)\b|\breported\s+(?:[\w-]+\s+){0,3}?(?:sales|"
    r"revenues?)\b|"
    r"\b(?:(?:first|second|third|fourth|full)-(?:quarter|half|year)|quarterly|half-year)\s+(?:net\s+)?"
    r"(?:sales|revenues?|turnover)\b|"
    r"\bpeak\s+(?:annual\s+|yearly\s+)?sales\b|"
    r"\b(?:[Ii]ts|[Tt]heir|[A-Z][\w.&-]*'s)\s+(?:[\w-]+\s+){0,3}?(?:division|unit|subsidiary|arm|"
    r"flagship|"
    r"blockbuster|brand|franchise)\b"
)
_OWNER = re.compile(r"\b[A-Z][\w&.-]*'s\s+(?=(?:[\w-]+\s+){0,3}(?:revenues?|sales|turnover)\b)")
_MAKER = re.compile(
    r"\b(?:maker|company|firm|start-?up|manufacturer|supplier|developer|division|subsidiary)\Z",
    re.IGNORECASE,
)
# "Arvena reported USD 2 billion in revenue"
_REPORTS = re.compile(r"\breport(?:ed|s|ing)\s+(?:[a-z]+\s+){0,2}\Z")
_EARNS = re.compile(
    r"\b(?:post|book|achiev|record|generat|earn|mak|had|mad)\w*\s+(?:[a-z]+\s+){0,2}\Z"
)
# "36 of these achieving annual sales of over $1 billion, with five products reaching sales of"
_SOME_REACH = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some)\s+(?:of\s+(?:these|them|the\s+\w+)|"
    r"products|drugs|brands|therapies|medicines)\s+(?:achiev|reach|hav|had|ha[ds]|mak|top|with|exceed)\w*\s+"
    r"(?:annual\s+|yearly\s+)?sales\b[^,;]{0,20}\Z",
    re.IGNORECASE,
)
# "of the drugs reach annual sales of over $2 billion each"
_EACH = re.compile(r"\s+(?:each|apiece)\b(?=\s*[,.;)]|\s*\Z)")
_IN_REVENUE = re.compile(
    r"\s+(?:in|of)\s+(?:\w+\s+){0,2}(?:revenues?|sales|turnover)\b", re.IGNORECASE
)
_OWN_SALES = re.compile(r"\b(?:revenues?|sales|turnover)\b", re.IGNORECASE)
_NAMES_MARKET = re.compile(r"\b(?:market|industry|segment|sector)\b", re.IGNORECASE)


def sold_by_company(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Say whether an amount is what one company sells, and no market or part of one.

    `before` are the words since the amount before it.

    Example:
        >>> scene = Scene("Medtronic had revenue of USD 30 billion.", 0)
        >>> sold_by_company(scene, scene.amounts[0], "Medtronic had revenue of ")
        True
    """
    if known_company(before):
        # "The market, led by Arvena and Brill, was worth …" is still the market's.
        who = before if not _NAMES_MARKET.search(before) else subject(scene.text, quantity.start)
        if known_company(who) and not _NAMES_MARKET.search(who):
            return True
    if _MAKER.search(subject(scene.text, quantity.start)):
        return True
    earns = _REPORTS.search(before) or (_EARNS.search(before) and _COMPANY.search(before))
    if earns and _IN_REVENUE.match(scene.text, quantity.end):
        return not _NAMES_MARKET.search(before)
    if _SOME_REACH.search(before):
        return True
    if _EACH.match(scene.text, quantity.end) and _OWN_SALES.search(before):
        return True
    reported = _REPORTED.search(before)
    if reported and not _NAMES_MARKET.search(before[: reported.start()]):
        return True
    said = last_match(_OWN_SALES, before)
    if said is None:
        return False
    offset = quantity.start - len(before)
    possessor = last_match(_OWNER, before)
    placed = possessor and any(p.start <= offset + possessor.start() < p.end for p in scene.places)
    owner = last_match(_COMPANY, before[: said.start()]) or (None if placed else possessor)
    return owner is not None and not _NAMES_MARKET.search(before, owner.end())


def known_company(words: str) -> bool:
    """Say whether words name a company that the vocabulary knows.

    Example:
        >>> known_company("Revenue of Medtronic"), known_company("Revenue of clinics")
        (True, False)
    """
    return _companies().search(words) is not None


@cache
def _companies() -> re.Pattern[str]:
    names = sorted(vocabulary.companies(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
