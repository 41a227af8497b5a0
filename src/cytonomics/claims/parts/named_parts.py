"""The part of a market that has a name: a place, or a segment."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.figures.periods import MONTH
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.markets.implied_markets import without_market
from cytonomics.claims.parts.part_places import QUARTER, is_adjective
from cytonomics.claims.parts.parts import Part, dimension_of, place_dimension
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.companies import COMPANIES
from cytonomics.claims.words.finite import FINITE
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.names import REST, clean_name
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import LANDS, REGIONS, is_group, places, single
from cytonomics.claims.words.scene import Scene

MARKET = re.compile(
    # "Firm-to-business tills", "public-sector buyers": no word of a market within a compound.
    r"(?<![\w-])(?:(?<!emerging\s)markets?|industry|(?<!private )(?<!public )sector|"
    r"landscape(?!\s(?:equipment|light|architect|design|mainten|service))|"
    r"business(?!\s(?:cent|process|intelligence|continuity|management|jet|travel|analytics|software|phone))|arena)\b(?!-\w)",
    re.IGNORECASE,
)
# Words that take up what was named before: "it", and not "IT and telecom"; "demand", and not
# "demand forecasting".
PRONOUN = re.compile(
    r"^(?!sales\s(?:and\smarketing|force|enablement|automation)|demand\s(?:forecasting|planning|response)|"
    r"revenue\s(?:cycle|management)|capital\smarkets)(?:(?-i:[Ii]t)|this|that|which|how|what|who|why|they|(?!total\s(?:station|organic|lab|knee|hip|joint|nitrogen|disc|carbon|artificial|dissolved))(?:these|those(?!\s+(?:of|in|for|from|with)\b)|such(?!\s+as)|its|their|there|(?:(?:the|this|that|such)\s+)?(?:latter|former|"
    r"report|study|analysts?|we|you|growth(?!\s(?:factor|hormone))|demand|value|valuation|revenues?|sales|size|overall|total|"
    r"cagr|company|(?:group|firm|management)(?=\Z)|trajectory|expansion)))\b",
    re.IGNORECASE,
)
NO_PART = re.compile(
    r"\b(?:size|value|valuation|growth|revenues?|sales|turnover|demand|outlook|market|rate|expansion|cagr|"
    r"part|share|performance|industry|segments?|rise|recovery|rebound|(?:up|down)turn|come-?back|slow-?down|pick-?up|(?:up)?surge|increase|decline|adoption|year|spending|forecasts?|"
    r"projections?|predictions?|expectations?|estimates?|trajectory|pace|figures?|takeaways?|insights?|ecosystem)\b|"
    r"^(?:aggregate|total|overall|combined)\s+(?:\w+\s+)?(?:values?|volumes?)$|^data\s+points?$",
    re.IGNORECASE,
)
# "Fastest Growth Segments NK cells: 9 %", where a page lost the line break.
_HEAD = re.compile(
    r"(?i)^.{0,20}\b(?:high|low|fast|slow|great)er\s+than\s+(?:th(?:at|ose)\s+of\s+)?(?:the\s+)?|^than\s+(?:the\s+)?|"
    r"^.{0,60}\b(?:(?<!,\s)includ(?:es?|ing)|(?:compan|categor|countr|econom)ies\s+such\s+as|(?:region|nation|market|segment|area|player|firm|application|product|type)s\s+such\s+as|namely)\s+|^th(?:at|ose)\s+(?:of|in|for|from)\s+|"
    r"^(?:the\s+)?(?:category|segment|class|dominance|popularity|proportion|use|usage|adoption|uptake)\s+of\s+(?:the\s+)?|"
    r"^.{0,60}\bfollowed\s+(?:closely\s+)?by\s+|^.{0,20}\b(?:fastest|highest|top|leading|"
    r"key)[\s-]+(?:growth|growing|\w+)?[\s-]*"
    r"(?:segments?|regions?|categor(?:y|ies)|products?|countr(?:y|ies))\s+"
)
_EXAMPLES = re.compile(
    r"(?i),?\s+such\s+as\s.*\Z|,\s+(?:including|like|namely|particularly|especially|mainly)\s.*\Z|"
    r"\s(?:with)?in\s+(?:this|that)\s+(?:segment|category|class|group|area)\Z"
)
# Money, years and counts name no part, and neither does who is in the market or writes of it.
_FIGURE = re.compile(
    rf"^{MONTH}\s\d{{1,2}}$|^\d{{1,2}}\s{MONTH}$|"
    r"[$€£¥₹]|(?<!\|\s\d\d)%|^(?:but|yet)\s|\b(?:USD|EUR|INR|(?:b|m|tr)illion|crore|bn|mn|(?:19|20)\d\d)\b|^\d+\s|^(?:\w+|\d+)-year(?:\s+\w+)?$|^(?:when|once|having|as|against|another,|instead|rather)(?:\s|$)|^(?:Inc|Ltd|LLC|Corp|Co|Pvt)\.?$|"
    rf"(?-i:\b[A-Z][\w&-]+\s(?:Research|Insights|Intelligence|Analytics|Consulting|Advisory)\Z)|\b(?:{COMPANIES}|players|vendors|(?<!tech\s)(?<!pharma\s)firms|institute|ministry|association|agency|(?:makers|manufacturers|producers|suppliers)\s+of|approvals?|launches|impacts?|of\s+(?:them|these|those|which)|ministry|authors?|forecasters?|ago|our|we|reports?|(?:(?:one|another|recent|new|latest|widely|same|other|earlier|previous)\s(?:[\w-]+\s){{0,3}}(?:study|survey|edition)|analysts?|association|consultancy|brokerage)$|^(?:other|some|many|most|several)\s+(?:sources|experts|observers|studies|houses)$|close|nearly|about|around)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"\s(?:at|an?|the|of|to|by|with|in|and|or|due)$|\s\S+\s\S+[a-z]\.$", re.IGNORECASE
)
_OF_RATE = re.compile(
    r"\b(?:CAGR|growth(?!\s+(?:factor|hormone|promoter|modifier|regulator|media|light|chamber))|rates?(?!\s(?:sensor|monitor|meter|controller))|(?:first|second|latter)\s+half)\b|^(?:global|worldwide|equivalent|equal|overall|incremental|average|annual|yearly|compound(?:ed|ing)?(?=\s(?:annual|yearly|growth|average|rate)|\Z)|"
    r"yo?y|y-o-y|year-o\w+-year|owing|due|according|driven|further$|together$|historical|now|moving|looking)\b",
    re.IGNORECASE,
)
PERIOD_WORD = re.compile(
    r"\b(?:forecast(?:ed|ing)?|study|analysis|assessment|projection|projected|review|"
    r"prediction)\s*-?\s*"
    r"(?:period|years?|time\s?(?:frame|line|horizon)|horizon|window|span|duration)\b|"
    r"\bperiod\s+of\s+(?:analysis|assessment|study|review|forecast|projection)\b",
    re.IGNORECASE,
)
# "By end user, hospitals' pump market size is"
_OWNER = Cued(
    "'",
    r"(?:\A|[.,:;]\s+|\b(?:and|while|whereas)\s+)(?:the\s+)?(?P<name>[A-Za-z][\w&/ -]{2,50}?)"
    rf"(?i:(?<!\b{')(?<!'.join((*LANDS.split('|'), *REGIONS.split('|')))}))(?:'s|(?<=s)')\s+\Z",
    flags=0,
)
# "65 years and above": no figure but who it is for
_AGES = re.compile(
    r"\d+(?:\s?-\s?\d+)?\s+years(?:\s+(?:and|or)\s+(?:above|over|older|under|below))?"
)
_FAR = 70
# "Peruvian makers", "the Andean region" are parts.
_IS_TRADED = re.compile(
    r"(?:[a-z][\w/&-]*\s){1,4}(?:services|products|therapies|drugs|devices|systems|goods|foods?|equipment|software)",
)


def only_place(name: str) -> tuple[Place, str] | None:
    """Return the place that a name is nothing but, and how it is printed.

    Example:
        >>> only_place("the Asia Pacific region")[1], only_place("clinics in Japan")
        ('Asia Pacific region', None)
    """
    cleaned = re.sub(r"^(?:the|in|whole)\s+", "", name.strip(" ,*"), flags=re.IGNORECASE)
    for place in places(cleaned):
        rest = cleaned[: place.start] + cleaned[place.end :]
        plain = re.fullmatch(
            r"[\s,]*(?:\([^)]*\)|\bregions?|\balone|\b(?:by\s+)?itself|\bon\s+its\s+own|'s)*[\s,]*",
            rest,
            re.I,
        )
        if place.id != WORLD and plain:
            return place, cleaned[place.start : place.end]
    return None


def place_part(whole: Part, place: Place, printed: str, *, beside: bool = False) -> Part:
    """Return the part of a market that a place is; `beside` other places a group is one, too.

    Example:
        >>> place_part(
        ...     Part("pump", None, "total", None, "WW"), Place("DEU", 0, 7), "Germany"
        ... ).segment
        'Germany'
    """
    # "revenues in the 7MM" are all that a report counts
    if place.id == WORLD or (is_group(place.id) and not beside):
        return replace(whole, geography=place.id)
    name = re.sub(r"\s+region$", "", printed, flags=re.IGNORECASE)
    return Part(whole.market, whole.scope, place_dimension(place.id), name, place.id)


def named_part(scene: Scene, whole: Part, name: str) -> Part | None:
    """Return the part of a market with this name: a place, or a segment; None for no such name.

    Example:
        >>> whole = Part("pump", None, "total", None, None)
        >>> named_part(Scene("", 0), whole, "the clinics").segment
        'clinics'
        >>> named_part(Scene("", 0), whole, "the forecast period") is None
        True
    """
    named = places(name)
    place = next((p for p in named if p.id != WORLD), None)
    traded = name[place.end :].strip() if place and not place.start else ""
    if place and traded and _IS_TRADED.fullmatch(traded) and is_adjective(place, name[: place.end]):
        # "Peruvian laundry services": a market of its own
        return replace(whole, market=traded, scope=scope_of(traded), geography=place.id)
    if place is not None and place in single(name, named):
        quarter = QUARTER.search(name, 0, place.start)
        first = quarter.start() if quarter else place.start
        beside = any(p.id not in (WORLD, place.id) for p in scene.places)
        return place_part(whole, place, name[first : place.end], beside=beside)
    if place is not None and whole.geography == WORLD:
        whole = replace(whole, geography=None)  # "Peru, Chile and Cuba" are no one place
    shorter = _EXAMPLES.sub("", name)
    name = shorter if clean_name(shorter) and not _HEAD.match(name) else name
    cleaned = clean_name(without_market(_HEAD.sub("", name), scene.outline.market))
    if cleaned and _AGES.fullmatch(cleaned):
        return Part(
            whole.market, whole.scope, dimension_of(scene, cleaned), cleaned, whole.geography
        )
    if (
        cleaned is None
        or NO_PART.fullmatch(cleaned)
        or re.match(r"(?:[\W\d]|B, |ca?\b)*$", cleaned)
    ):
        return None
    if MARKET.search(cleaned) or PERIOD_WORD.search(cleaned) or PRONOUN.match(cleaned):
        return None
    if _OF_RATE.search(cleaned) or _LOOSE_END.search(cleaned) or FINITE.search(cleaned):
        return None
    if _FIGURE.search(cleaned):
        return None
    return Part(whole.market, whole.scope, dimension_of(scene, cleaned), cleaned, whole.geography)


def item_part(scene: Scene, whole: Part, name: str) -> Part | None:
    """Return the part that an item of a list names, which may be all that the list does not.

    Example:
        >>> whole = Part("pump", None, "total", None, None)
        >>> item_part(Scene("", 0), whole, "others").segment
        'others'
    """
    if not REST.fullmatch(name):
        return named_part(scene, whole, name)
    return Part(whole.market, whole.scope, dimension_of(scene, name), name, whole.geography)


def owner_of_market(scene: Scene, whole: Part, at: int) -> Part | None:
    """Return the part whose own the document's market is called: "hospitals' pump market size".

    Example:
        >>> from cytonomics.claims.words.scene import Outline
        >>> scene = Scene("Hospitals' pump market size was", 0, outline=Outline("pump"))
        >>> owner_of_market(scene, Part("pump", None, "total", None, None), 30).segment
        'Hospitals'
    """
    market = scene.outline.market
    label = next((label for label in reversed(scene.labels) if label.end <= at), None)
    if label is None or market is None or not kindred(label.name, market):
        return None
    owner = _OWNER.search(scene.text, max(0, label.start - _FAR), label.start)
    # A place's market is its own, and no part of another.
    return named_part(scene, whole, owner["name"]) if owner and not places(owner[0]) else None
