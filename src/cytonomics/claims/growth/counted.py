"""What grows where it is no market: patients, prices, staff, by the subject of the growth."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.multiples import DIRECTION, OF_MARKET, OTHER
from cytonomics.claims.parts.moved_markets import CAUSED
from cytonomics.claims.patterns import Cued, last_match, last_words
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.scene import Scene

# "Growth rates of 9 % and 8 % are expected in Peru and Chile": no rates that grow
_GROWTH_RATES_OF = re.compile(r"\bgrowth rates of (?:about |around |over |nearly |some )?\Z", re.I)
# What is counted or priced is no market, whatever its rate is called.
_COUNTED = re.compile(
    r"\b(?:number\s+of|incidence|prevalence|populations?|patients|deaths?|cases|births?|prices?|"
    r"costs?|fdi|funding|investments?|employment|workforce|staff|trials|approvals|publications|"
    r"patents|(?:patent\s+)?filings|registr(?:y|ies)|registrations|diagnos[ei]s|transplants\s+performed|(?:new|yearly|annual)\s+(?:transplants|transplantations|procedures|surgeries|infusions)|donations|donors|(?<!pharmaceutical\s)(?<!vaccine\s)(?<!vector\s)(?<!antibody\s)(?<!protein\s)production|capacit(?:y|ies)|output|exports?|imports?|shipments|salaries|wages?|gdp|inflation|enrol\w*|"
    r"beds|prescriptions|tourists|earnings(?:\s+per\s+share)?|ebitda|profits?|"
    # "India, Asia's third largest economy," is a country.
    r"(?<!largest\s)(?<!biggest\s)(?<!growing\s)(?<!major\s)economy|doctors|"
    r"nurses|visits|"
    r"(?:health\s?care|health|medical|dental|r&d|government|public)\s+(?:spending|expenditures?|outlays?)|"
    r"budgets?)\b",
    re.IGNORECASE,
)
# The head of a subject says what grows: "population biobanking" is no population.
_COUNTED_HEAD = re.compile(
    rf"\b(?:numbers?\s+of|this\s+number|people\s+(?:aged|over|above|older|living|who|with))\b|{_COUNTED.pattern}(?=\W*(?:\Z|(?:of|for|in|on|per|to|among|at|with|by|growth|"
    rf"numbers?|levels?|"
    r"volumes?|rates?|and|has|have|is|are|will|that|which|who)\b))",
    re.IGNORECASE,
)
_AXIS = re.compile(r"\W{0,4}By\s[a-z][\w\s&/-]{2,40},\s")
# "from 90,000 cases in 2018 to", "the number of patients went from 2 million to 3 million at"
_COURSE = Cued(
    "patients cases people deaths births",
    r"\b(?:from|to)\s+(?:\w+\s+)?\d[\d.,]*\s+(?:(?:thousand|million|billion)\s+)?(?:patients|cases|people|deaths|births)\b",
)
_NUMBER_FROM = Cued("number", r"\bnumber\s+of\s[^,;%]{3,80}\bfrom\s+\d[^;%]{5,80}\Z")
_CUT = re.compile(
    r"[,;|](?!\s*(?:which|that|whose)\b)|\sand\s|\swith\s|\sas\s(?=(?:the|its|global)\s)"
)
_OWNED_BY = re.compile(r"\s(?:in|within|across|for|of)\s", re.IGNORECASE)
_SET_BESIDE = re.compile(r",\s+(?:the|an?|one\s+of)\s|\s(?:such\s+as|like|including)\s", re.I)
_WITHIN = re.compile(r"\s(?:in|within|across|for)\s", re.IGNORECASE)
# "Sector financing rose 9 %": what is raised is none of its sales.
_RAISED = re.compile(r"\b(?:financing|funding|fundraising|index)\W*\Z", re.IGNORECASE)
# "The response rate rose 9 %"
_RATE = re.compile(r"\b(?!growth\b)[a-z]+\s+rates?\W*\Z", re.IGNORECASE)
# "The pipeline of the pump market rose 9 %": an attribute of the market, and not its value.
_ATTRIBUTE = re.compile(
    r"the\s+(?:[\w-]+\s+)?(?!(?:growth|value|size|revenues?|sales|turnover|total|bulk|rest|whole|"
    r"segment|part)\b)[a-z-]+[^s\s]\s+of\s+(?:[\w'-]+\s+){1,5}(?:market|industry|sector)\Z",
    re.IGNORECASE,
)
# "a 45 % increase in orders" is none of the market's; one "in five years" or "in value" is.
_TERMS = re.compile(
    r"(?:the\s+)?(?:(?:just|only|about|under|over|past|last|next|coming)\s+)*(?:\d|value|size|"
    r"worth|terms|total|"
    r"(?:\w+\s+)?(?:years?|months|decades?|quarters?|terms|currenc\w+)\b)",
    re.IGNORECASE,
)
# "expanded capacity by 40 %": the verb has an object of its own.
_OBJECT = re.compile(
    r"\s+(?:\w+ly\s+)?(?:(?:the|its|their)\s+)?(?P<what>[a-z][\w\s-]{2,40}?)\s+by\b"
)
_ADJUNCT = re.compile(
    r"(?:in|from|of|over|across|between|during|at|to|by|on|since|for|again|back|further|\w+ly|"
    r"more\s+than|up|down)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|players?|manufacturers?|group|we|our|its?|they|their|his|her|"
    r"Inc|Ltd|"
    r"Corp|plc|AG)\b",
)
_COSTS = re.compile(r"\b(?:costs?|costing|priced)\s+(?:[a-z]+\s+){0,3}[~>]?\Z")
_BESIDE = re.compile(r"\s*,?\s*(?:while|whereas)\b", re.IGNORECASE)
# "a 12 % yearly rise expected in the number of cases"
_RISE_IN_COUNT = re.compile(
    r"\s*(?:yearly|annual)?\s*(?:rise|increase|growth|jump|surge)\s+(?:[a-z]+\s+){0,3}?in\s+(?:the\s+)?(?:[a-z]+\s+){0,2}?"
    r"(?:number|incidence|prevalence|count)s?\b",
    re.IGNORECASE,
)
# "Cheap loans will lift the pump market by": what is lifted grows.
_LIFTS = Cued(
    "lift push driv rais boost propel swell help",
    r"\b(?:lift|push|driv|rais|boost|propel|swell|help)\w*\s+(?:the|this|that)\s+(?:[\w-]+\s+){0,6}?(?:market|industry|sector)"
    r"(?:\s+(?:up|down|on|ahead|grow|expand|rise))?\s+by\s+(?:[a-z]+\s+){0,2}\Z",
)
# "Growth rates in the literature are 8 % to 15 %": of the market, and no other rates.
_GROWTH_RATES = Cued(
    "rates",
    r"\bgrowth\s+rates\b[^:;%]{0,60}\s(?:are|lie|range|vary|run|go|differ)\s(?:from\s|between\s)?\Z",
)
_REACH = 200
_SALES = re.compile(
    r"\b(?:sales?|revenues?|turnover)\b(?=\W*(?:\Z|of\b|in\b|for\b|from\b))", re.IGNORECASE
)
_PRODUCT = re.compile(r"\bof\s+[A-Z][a-z]")
_OWNER = re.compile(r"[A-Z][\w.&-]*'s?\s")


def is_counted(text: str, at: int, between: str) -> bool:
    """Say whether the rate at a position is that of a count or price; `between` names it behind.

    Example:
        >>> is_counted("The number of clinics grew at a CAGR of 9 %", 40, "")
        True
        >>> is_counted("Population biobanking grew at a CAGR of 9 %", 40, "")
        False
    """
    # "China, the world's second largest economy, is to grow": what is set beside only describes.
    grown = _SET_BESIDE.split(_WITHIN.split(subject(text, at))[0])[0]
    if _AXIS.match(text):
        return False  # "By age, child visits are to rise at a CAGR of 7 %": one of the parts
    grown = grown if text[:at].rpartition(";")[2].strip() else ""
    counted = _COUNTED.search(between) or _COUNTED_HEAD.search(grown)
    # "An older population will lift the pump market from USD 2 bn to USD 3 bn, a CAGR of 9 %"
    lifts = counted is not None and CAUSED.search(text[:at].lower()) is not None
    counted = None if lifts else counted
    return (counted is not None and not OF_MARKET.search(grown)) or _in_course(text, at)


def _in_course(text: str, at: int) -> bool:
    """Whether a rate is set beside what people or cases went from: "from 90,000 cases to …"."""
    start = max(0, at - _REACH)
    return bool(_COURSE.search(text, start, at + _REACH) or _NUMBER_FROM.search(text, start, at))


# Asked of a number by its name of a rate, then by its verb.
@lru_cache(maxsize=4)
def subject_is_other(scene: Scene, at: int, left: str) -> bool:
    """Whether cases, prices or the like grow, and no market: by the subject before the verb.

    Example:
        >>> text = "Staff costs grew by 9 %"
        >>> subject_is_other(Scene(text, 0), 20, text[:20])
        True
    """
    # "Staff costs in the pump market": the head of a subject stands before its prepositions.
    if _COSTS.search(left) or _in_course(scene.text, at):
        return True  # "can cost up to 90 % less"
    if _LIFTS.search(left) or (_GROWTH_RATES.search(left) and not _COUNTED.search(left)):
        return False
    named = subject(scene.text, at)
    if _GROWTH_RATES_OF.search(left):
        return False
    head = _OWNED_BY.split(named)[0].rpartition("'s ")[2]  # "the industry's headcount"
    if _ATTRIBUTE.fullmatch(named) or _RAISED.search(head):
        return True
    counted = OTHER.search(head) or _RATE.search(head) or _COUNTED_HEAD.search(head)
    if counted and not OF_MARKET.search(head):
        return True
    verb = last_match(DIRECTION, left)
    clause = left[: verb.start()] if verb else left
    clause = _CUT.split(clause)[-1]
    head = _OWNED_BY.split(last_words(clause, 90))[0]
    return OTHER.search(head) is not None and not OF_MARKET.search(head)


def beside_other(scene: Scene, before: Quantity, quantity: Quantity, left: str) -> bool:
    """Say whether a growth is set beside that of something else, whose number stands before.

    Example:
        >>> scene = Scene("Use of pens rose 9 %, while tablets rose 4 %", 0)
        >>> beside_other(scene, *scene.percents, ", while tablets rose ")
        True
    """
    grown = subject(scene.text, quantity.start)
    if OF_MARKET.search(grown) or not _BESIDE.match(left):
        return False
    return subject_is_other(scene, before.start, last_words(scene.text[: before.start], _REACH))


def noun_is_other(scene: Scene, quantity: Quantity, noun: re.Match[str] | None) -> bool:
    """Say whether the growth named behind a number is that of things: "a 9 % rise in orders".

    Example:
        >>> scene = Scene("a 9 % rise in orders", 0)
        >>> noun_is_other(
        ...     scene, scene.percents[0], re.match(r" rise in (?P<what>.*)", " rise in orders")
        ... )
        True
    """
    if _RISE_IN_COUNT.match(scene.text, quantity.end):
        return True
    what = (noun and noun["what"]) or ""
    if noun is None or not what or OF_MARKET.search(what):
        return False
    at = quantity.end + noun.start("what")
    placed = any(place.start <= at + 4 and at < place.end for place in scene.places)
    return bool(OTHER.search(what)) or not (placed or _TERMS.match(what) or "annual" in noun[0])


def object_is_other(gap: str) -> bool:
    """Say whether the verb before a gap has an object of its own: "expanded capacity by 40 %".

    Example:
        >>> object_is_other(" capacity by "), object_is_other(" in Europe by ")
        (True, False)
    """
    thing = _OBJECT.match(gap)
    if thing is None or (_ADJUNCT.match(thing["what"]) and not OTHER.match(thing["what"][3:])):
        return False
    return OF_MARKET.search(thing["what"]) is None


def is_company(who: str) -> bool:
    """Say whether a subject speaks of a company.

    Example:
        >>> is_company("Our firm"), is_company("Tablets")
        (True, False)
    """
    return _COMPANY.search(who) is not None


def sales_grow(who: str) -> bool:
    """Say whether a subject is the sales of a kind of thing, and no company's or product's.

    Example:
        >>> sales_grow("German tablet sales"), sales_grow("Sales of Glucovex")
        (True, False)
    """
    own = _PRODUCT.search(who) or _OWNER.search(who) or is_company(who)
    return _SALES.search(who) is not None and not own
