"""The sales of companies and their products, which are no market's size."""

from __future__ import annotations

import re
from functools import cache

from cytonomics import vocabulary
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.patterns import Cued, any_of, last_match
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.scene import Scene

# Who sells; "pharmaceutical companies" are mostly those who buy, a part of a market.
COMPANIES = r"(?<!pharmaceutical\s)(?<!technology\s)(?<!biotech\s)(?<!pharma\s)compan(?:y|ies)"
# Legal forms and endings of names that companies alone have, and what stands for one.
_COMPANY = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|LLC|PLC|plc|AG|GmbH|S\.A|S\.p\.A|N\.V|A/S|KGaA|Limited|Incorporated|"
    r"Corporation|Holdings?|Laborator(?:y|ies)|Bio[A-Z]\w+|Biologics|Biosciences|Therapeutics|"
    r"(?<=[A-Za-z] )(?:Biopharmaceuticals|Pharmaceuticals?|Pharma))\b|"
    r"\b[A-Z][\w.&-]*\s\([A-Z]{2,5}\)\s+(?=\w)|"
    r"\b(?:[Tt]he|[Tt]his)\s+(?:company|firm|group|manufacturer|corporation)\b|"
    # "firms like Arvo", "LFO (Spain)", "NOVAMAB": makers and brands by how they are written.
    r"\b(?:[Ff]irms|[Cc]ompanies|[Pp]layers|[Mm]akers|[Mm]anufacturers|[Pp]roducers|[Ss]uppliers|"
    r"[Vv]endors)\s+"
    r"(?:like|such\s+as)\b|"
    r"(?:^|[,;:]\s)[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}\s\([A-Z][A-Za-z. ]{2,20}\)\s+(?=\w)|"
    # Medicines, by the stems of their names.
    r"\b[A-Za-z]{3,}(?:mab|[a-z]tinib|ciclib|parib|zomib|clax|leucel|parvovec|cept|glutide|gliptin|gliflozin|"
    r"lidomide|platin|taxel|rubicin)\b|"
    r"\b(?:Kymriah|Yescarta|Tecartus|Breyanzi|Abecma|Carvykti|Zolgensma|Luxturna|Hemgenix|Casgevy|Keytruda|Opdivo|"
    r"Revlimid|Darzalex|Imbruvica|Rituxan|Humira)\b|\b(?:Institute|University|Foundation)\b|"
    # No heading in capitals, though: "GENE THERAPY: sales reached".
    r"(?<![A-Z]\s)\b[A-Z]{7,}\b(?!:|\s[A-Z]{2,})|\b[A-Z]{2,5}-\d{3,5}\b|\bblockbuster\s+status\b)"
    r"(?!\s*(?:-based|segment|compan|and\b|&|industr|sector|market|customer))"
)
_REPORTED = re.compile(
    r"\bnet\s+(?:product\s+)?(?:sales|revenues?)\b(?!\s+of\s+(?:[\w-]+\s+){0,3}therapies\b)|\breported\s+(?:[\w-]+\s+){0,3}?(?:sales|"
    r"revenues?)\b|"
    r"\b(?:(?:first|second|third|fourth|full)-(?:quarter|half|year)|quarterly|half-year)\s+(?:net\s+)?"
    r"(?:sales|revenues?|turnover)\b|"
    r"\bcompan(?:ies|y)(?:'s|')\s+(?:[\w-]+\s+){0,3}(?:sales|revenues?)\b|\bpeak\s+(?:annual\s+|yearly\s+)?sales\b|\b[Gg]uidance\b|\b(?:[Ii]ts|[Tt]heir)\s+revenues?\s+of\b|\b[Oo]ur\s+(?:\w+\s+){0,2}(?:revenues?|sales)\b|\bconsensus\s+(?:has|is|expects|estimates?|forecasts?)\b|"
    # "expects its drug sales to top": who expects so of itself sells them.
    r"\b(?:expect|forecast|project|predict|tipp?|guid|aim|see)(?:s|ed|ing)?\s+(?:\(\w+\)\s+)?its\s+(?:[\w-]+\s+){0,2}"
    r"(?:sales|revenues?)\s+to\s|"
    # "tops its sales of the modality", "sales of their conjugates": who sells is spoken of.
    r"\b(?:its|their)\s+sales\s+(?:value\s+|revenues?\s+)?of\s+[a-z]|\bsales\s+of\s+(?:its|their)\s|"
    r"\b(?:[Ii]ts|[Tt]heir|[A-Z][\w.&-]*'s)\s+(?:[\w-]+\s+){0,3}?(?:division|unit|subsidiary|arm|"
    r"flagship|"
    r"blockbuster|brand|franchise|(?:drug|vaccine|medicine|pill|injection|product)(?=\s+[A-Z]))\b"
)
_OWNER = re.compile(r"\b[A-Z][\w&.-]*'s\s+(?=(?:[\w-]+\s+){0,3}(?:revenues?|sales|turnover)\b)")
_ITS = re.compile(r"\b[Ii]ts\s+(?:\w+\s+)?sales\b")
_MAKER = re.compile(
    r"\b(?:maker|company|firm|start-?up|manufacturer|supplier|developer|division|subsidiary|(?:business\s|(?-i:[Tt]he\s))unit|"
    r"our\s+(?:(?:own|net|total|product|annual)\s+){0,2}(?:sales|revenues?|turnover))\Z",
    re.IGNORECASE,
)
# "Arvena reported USD 2 billion in revenue"
_REPORTS = re.compile(r"\breport(?:ed|s|ing)\s+(?:[a-z]+\s+){0,2}\Z")
_EARNS = re.compile(
    r"\b(?:post|book|achiev|record|generat|earn|mak|had|mad)\w*\s+(?:[a-z]+\s+){0,2}\Z"
)
# "36 of these achieving annual sales of over $1 billion, with five products reaching sales of"
_SOME_REACH = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some)\s+(?:other\s+)?(?:of\s+(?:these|them|the\s+\w+)|"
    r"products|drugs|brands|therapies|medicines|agents)\s+(?:will\s+|could\s+)?(?:achiev|reach|hav|had|ha[ds]|mak|top|with|exceed|earn)\w*\s+"
    r"(?:annual\s+|yearly\s+)?sales\b[^,;]{0,20}\Z|\beach\s+(?:annual|yearly)\s+sales\b[^,;]{0,20}\Z",
    re.IGNORECASE,
)
# "of the drugs reach annual sales of over $2 billion each"
_EACH = re.compile(r"\s+(?:each|apiece)\b(?=\s*[,.;)]|\s*\Z)")
_IN_REVENUE = re.compile(
    r"\s+(?:in|of)\s+(?:\w+\s+){0,2}(?:revenues?|sales|turnover)\b", re.IGNORECASE
)
# "… expects Arvorel will reach sales of", "led by Arvorel with", "models Arvorel and Belor for"
_PRODUCT_SELLS = re.compile(
    r"\s(?<=[a-z]\s)(?<!\bin\s)(?<!\bof\s)(?<!\bfor\s)(?<!\bfrom\s)(?<!\bthe\s)(?P<name>[A-Z][a-z]{3,}(?:\sand\s[A-Z][a-z]{3,})?),?\s"
    r"(?:(?:will|would|could|may|to|is|was|has|had|expected|set|projected|forecast|likely)\s){0,4}"
    r"(?:(?:reach|hit|generat|post|record|earn|mak|achiev|sell)\w*|with|for|at)\s(?:(?!market|industry|segment)[a-z]+\s){0,4}\Z"
)
# "sales of Arvorel are predicted to reach"
_SALES_OF = re.compile(
    r"\b[Ss]ales\s(?:of|for)\s(?P<name>[A-Z][a-z]{3,}(?<!s))(?:,\s[^,]{3,60},)?\s(?:is|are|w|to|reach|hit|came|rose|grew|fell)"
)
# "sales of USD 2 billion for Arvorel by 2030"
_FOR_PRODUCT = re.compile(
    r"\sfor\s(?:(?!(?:the|in|of|with|against|treating)\b)[a-z-]+\s){0,2}(?P<name>[A-Z][a-z]{3,}(?:'s\s(?:drug|product|brand))?)(?=[\s,.;]|\Z)"
)
# "is one of the most used pills and made", "the largest player, with"
_ONE_SELLER = Cued(
    "drug vaccine medicine product brand player compan",
    r"\b(?:(?:is|was|remains)\s+(?:\w+\s+)?one\s+of\s+the\s+(?:[\w-]+\s+){1,4}?(?:drugs|vaccines|medicines|products|brands|players|companies)\b|"
    r"(?:player|company|drugmaker)\b[^,;]{0,30},\s+with\s)[^,;.]{0,60}\Z",
)
_BEHIND_SALES = re.compile(
    rf"(?:\sand\s[$€£]\s?\d[\d.,]*\s?[a-z]*)?{_IN_REVENUE.pattern}", re.IGNORECASE
)
# "With about USD 2 billion in sales, Arvena is"
_WITH = re.compile(r"\W*[Ww]ith\s+(?:[a-z]+\s+){0,3}")
_WITH_SALES = re.compile(
    rf"{_IN_REVENUE.pattern}[^,;]{{0,30}},\s+([^,;]{{2,60}}?)\s(?:is|was|has|had|ranks?|leads?|remain)",
    re.IGNORECASE,
)
# "With revenue of USD 2 million from pumps, Arvena took"
_WITH_SALES_OF = re.compile(r"\W*[Ww]ith\s+(?:[a-z]+\s+){0,2}(?:revenues?|sales|turnover)\s+of\s")
_TAKES_SHARE = re.compile(
    r"[^,;]{0,60},\s+(?P<who>[^,;]{2,60}?)\s(?:is|was|has|had|held|holds|took|takes|ranks?|ranked|leads?|led|remain\w*|command\w*|control\w*|account\w*|captur\w*)\s"
)
_OWN_SEGMENT = re.compile(r"'s\s(?:[\w&-]+\s){0,3}(?:segment|business)\b")
# "Arvena estimates that", "According to Arvena, …": who says so does not earn it.
_FORETOLD = re.compile(
    r"\A.{0,90}?\b(?:estimates?|expects|predicts|forecasts|projects)\s+(?:that\s|(?=the\s(?:[\w-]+\s){0,5}?(?:market|industry|sector)\b))|"
    r"\A.{0,30}?\b[Aa]ccording\s+to\s[^,]{2,60},\s"
)
_OWN_SALES = re.compile(r"\b(?:revenues?|sales|turnover|br(?:ing(?:s|ing)?|ought)\s+in)\b", re.I)
# "Arvena leads the market, which hit": what is said of the market.
MARKET_WHICH = re.compile(
    r"\b(?:market|industry|sector),\s+(?:which|that)\s+(?:\w+\s+){1,4}\Z", re.I
)
_NAMES_MARKET = re.compile(r"\b(?:market|industry|segment|sector)\b", re.IGNORECASE)


def sold_by_company(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Say whether an amount is what one company sells, and no market or part of one.

    `before` are the words since the amount before it.

    Example:
        >>> scene = Scene("Medtronic had revenue of USD 30 billion.", 0)
        >>> sold_by_company(scene, scene.amounts[0], "Medtronic had revenue of ")
        True
    """
    # "The tyre market is hard: Arvena earned": what stands behind the colon is its own statement.
    head, _, behind = before.rpartition(": ")
    before = behind if _NAMES_MARKET.search(head) and len(behind.split()) > 2 else before
    said = scene.before.rstrip(" .") if before.startswith("It ") else before
    if _named_product(scene, quantity, before) or _ONE_SELLER.search(said):
        return True
    fronted = _WITH_SALES.match(scene.text, quantity.end) if _WITH.fullmatch(before) else None
    if fronted and (known_company(fronted[1]) or _COMPANY.search(fronted[1])):
        return True
    takes = _WITH_SALES_OF.match(before) and _TAKES_SHARE.match(scene.text, quantity.end)
    if takes and (known_company(takes["who"]) or _COMPANY.search(f"{takes['who']} ")):
        return True
    if MARKET_WHICH.search(before):
        return False
    if known_company(before) and known_company(_FORETOLD.sub("", before)):
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
    sales = last_match(_OWN_SALES, before)
    if sales is None:
        return False
    offset = quantity.start - len(before)
    possessor = last_match(_OWNER, before)
    placed = possessor and any(p.start <= offset + possessor.start() < p.end for p in scene.places)
    owner = last_match(_COMPANY, before[: sales.start()]) or (None if placed else possessor)
    if owner is None and _ITS.search(before):
        seller = subject(scene.before, len(scene.before))
        return _COMPANY.search(seller) is not None and not _NAMES_MARKET.search(seller)
    if owner is None or owner[0].lower() in (scene.outline.market or "").lower():
        return False  # the market of a medicine is what it sells for
    own = _OWN_SEGMENT.match(before, owner.end())
    return not _NAMES_MARKET.search(before, own.end() if own else owner.end())


def _named_product(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Whether what sells is one product: amid a sentence only proper names have a capital."""
    product = _PRODUCT_SELLS.search(before) or _SALES_OF.search(before)
    start = quantity.start - len(before)
    if product is None:
        product, start = _FOR_PRODUCT.match(scene.text, quantity.end), 0
        before = scene.text[: quantity.start]
        if _NAMES_MARKET.search(before.rpartition(", ")[2]):
            return False
    if product is None or not (
        _OWN_SALES.search(before) or _BEHIND_SALES.match(scene.text, quantity.end)
    ):
        return False
    start += product.start("name")
    placed = any(p.start < start + len(product["name"]) and start < p.end for p in scene.places)
    return not placed and not scope_of(product["name"])


def known_company(words: str) -> bool:
    """Say whether words name a company that the vocabulary knows.

    Example:
        >>> known_company("Revenue of Medtronic"), known_company("Revenue of clinics")
        (True, False)
    """
    return _companies().search(words) is not None


@cache
def _companies() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(vocabulary.companies())})(?!\w)")
