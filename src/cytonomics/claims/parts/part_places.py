"""Which place a number speaks of: a part of a larger market, or a market of its own."""

from __future__ import annotations

import re

from cytonomics import vocabulary
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.markets.apart import of_next_market
from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.geographies import (
    IN_PLACE_BEHIND,
    of_another_market,
    set_beside,
    whole_of_share,
)
from cytonomics.claims.parts.moved_markets import CAUSED
from cytonomics.claims.words.clauses import own_clause
from cytonomics.claims.words.openings import opening
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import single
from cytonomics.claims.words.scene import Scene

_POSTED = re.compile(
    r"(?i)\s*(?:(?:alone|(?:by\s+)?itself|on\s+its\s+own|in\s+total|as\s+a\s+whole)\s*)?(?:(?:segment|region)\s*)?(?:,\s(?:forecast(?:ed)?|projected|expected)\sto\b|is|was|continue[sd]?\s+to|remain(?:s|ed)?\s+the\s+(?:largest|leading|dominant)\s+(?:regional\s+)?market,|generat(?:ed?|es|ing)|account(?:s|ed|ing)?|reached|recorded|posted|ha[sd]|have|ma[dk]es?|making|(?:reach|hitt|attain|totall?|topp|pass|cross|surpass|exceed)ing|contribut(?:es?|ed|ing)|representing|"
    r"bought|sold|(?<=alone\s)spent|will|(?-i:led)|leads|heads|headed|tops|topped|dominat(?:es|ed|ing)|captur(?:ed|es)|held|holds?|stood|represents?|represented|expected|projected|follow(?:s|ed)?|came|comes|ranks|ranked|(?:second|third|next)\s(?=at|with)|with|at|to|-\s(?=\W{0,2}(?:USD|US|EUR|[$€£¥₹\d]|\Z))|for\s+\Z|:|\(|\Z)"
)
_WORTH = re.compile(
    r"(?i)(?:,?\s+an?\s(?:\w+\s){1,3}(?:at|with)|,\s+whose\s+(?:[a-z]+\s+){0,2}(?:revenues?|sales|turnover|spending)(?:[^,;]{0,90}(?:reach|to|at|hit))?|,\s+(?:worth|with|valued\s+at|(?:account|represent)ing))"
    r"(?:\s\w+){0,3}\s"
)
# ", with Peru deserving a mention with sales of", "with Asia in next place with"
_WITH = re.compile(r"(?:,|\band)\s+with\s+(?:the\s+)?\Z", re.IGNORECASE)
# "Europe makes up 30 % of the global market, with revenues of"
_HOLDS_OF_WORLD = re.compile(
    r"(?i)[^.;]{0,80}?\b(?:represent|account|hold|held|ha[sd]|ma[dk]e)\w*\b[^.;,%]{0,40}?(?:%|per\s?cent)\s+of\s+the\s+"
    r"(?:global|world)[^.;,]{0,60}?\bmarket,\s+with\b[^.;]{0,90}\brevenues?\b[^.;,]{0,20}\Z"
)
# "North America (with Canada) will be the largest regional market for pumps, worth"
_REGIONAL = re.compile(
    r"(?i)(?:\s+\([^()]*\))?\s[^,;]{0,60}?\b(?:largest|biggest|leading|top|smallest)\s+(?:regional|national)\s+markets?\b"
    r"[^,;]{0,60},\s+(?:worth|valued\s+at|with)\s+(?:[a-z]+\s+){0,3}\Z"
)
_DOING = re.compile(
    r"(?i)(?:\s+region)?\s+(?:[a-z]+ing|in\s+(?:the\s+)?(?:[a-z]+\s+)?place)\b[^,;.]{0,60}\b(?:with|at|worth)\b"
    r"[^,;.]{0,60}\Z"
)
_MOST_PLACES = 60
# What a place earns stands no further behind it.
_REACH, _FAR = 100, 140
_MARKET_BEHIND = re.compile(
    r"(?i)(?:'s)?\s+(?:(?!(?:the|an?|of|to|by|from|that|which|in|largest|biggest|fastest)\s)[\w&/+()-]+\s+){0,6}?"
    r"(?:market(?!\s+concentration)|industry)\b|(?:'s)?\s+(?:CAGR|growth\s+rate)\b|"
    r"(?:'s)?\s+(?:demand|sales|revenues|spending|consumption)\s+(?:for|of|on)\s|\s+one\b|"
    r"\s(?:[a-z][\w-]*\s){1,4}?(?:revenues?|sales)(?::\s|\s(?:is|are|was|were|reached|totall?ed|amounted)\b)"
)
_OWNS_MARKET = re.compile(r"(?:'s)?\s(?:[\w&/-]+\s){0,6}?market\s(?:is|was|will|stood|reached)\b")
# "Japan's USD 2 billion"
_OWNS_AMOUNT = re.compile(
    r"'s\s+(?:(?:at|(?:came|comes|amounted|amounts|rose|fell|grew)\s+to|stood\s+at|reached|totall?ed)\s+)?(?=(?:[A-Z][A-Za-z]{0,2}\$?\s?)?[$€£¥₹\d])"
)
_MARKET_AHEAD = re.compile(
    r"(?i)\b(?:market|industry|sector|trade|space|that|(?:spending|sales|demand)\s+(?:on|of|for)(?:\s[\w-]+){1,4})\s+(?:size\s+|for\s+(?:[\w-]+\s+){1,3})?(?:in|of|for|across)\s+(?:the\s+)?$"
)
# "in Peru it shrank to", "in Peru the market is worth"
_THAT_IS = re.compile(
    r",\s+where\s+(?:it|the\s+(?:[\w-]+\s+){0,4}?(?:market|industry))\b|'s\s+(?:is|was|will|would|stands|stood|reached)\b",
    re.IGNORECASE,
)
# "USD 6 billion, and Arvena has completed trials in Peru"
_NEW_CLAUSE = re.compile(
    r",\s+(?:and|but|while)\s+(?:[\w.'-]+\s+){1,5}?(?:has|have|had|is|was|are|were|plans|runs|sells)\s|"
    # "It, worth USD 6 billion, is reshaping care in Peru"
    r",\s+(?:is|are|was|were)\s+(?:[a-z]+ly\s+)?[a-z]+ing\s"
)
_IN_CLAUSE = re.compile(r"(?:\A|[.;,]\s|\b(?:and|while)\s)in\s+(?:the\s|neighbou?ring\s)?\Z", re.I)
_LED = re.compile(r"\b(?:among(?:st)?|led|leads?|dominat\w+|share\s+of|most\s+of)\s+(?:the\s+)?\Z")
# "was highest in Peru among the 7MM, accounting for", "largest in Peru, with USD 2 bn"
_MOST_IN = re.compile(r"\b(?:highest|largest|biggest|lowest|smallest)\s+in\s+(?:the\s+)?\Z", re.I)
# "to witness the fastest growth in Peru": one place among those of the market
_FASTEST_IN = re.compile(
    r"\b(?:fast|quick|strong|high|steep)est\s+(?:(?:growth(?:\s+rate)?|CAGR|expansion)\s+)?in\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"(?i)(?:\s+(?:among|amongst|within|across|of)\s[^,;.]{3,40}?)?,?\s+(?:accounting\s+for|with|at|reaching|worth)\s"
)
# "Peru, a growing economy, is forecast to reach", "China, second of the makers, is expected to"
_APPOSED = re.compile(
    r"\A,\s+(?:where|whose|in\s+which|home\s+to)\s(?:[^,;.]|,(?=\d)){3,90},|\A,\s+[^,;.]{3,90},"
    r"(?=\s+(?:is|was|will)\s+(?:(?:expected|forecast|projected|estimated|likely|set)\s+to\s+)?(?:reach|attain|arrive|hit|achieve|touch)\b)",
    re.IGNORECASE,
)
# "while Rest of European market (as defined in the study) will reach"
_REST_DOES = re.compile(
    r"\s+(?:market\s+)?(?:\([^()]{3,60}\)\s+)?(?:will|would|should|is|was|reach|h[ae]ld|account|generat)",
    re.IGNORECASE,
)
_IT = re.compile(r",?\s+(?:it|the\s+(?:market|figure|total))\b", re.IGNORECASE)
# "… hold 9 % of Europe's pump market, which stood at"
_OF_MARKET = re.compile(
    r"(?i)\b(?:of|in|to)\s[^,;.]{2,60}\b(?:market|industry|sector)"
    r"(?:,\s+(?:which|valued|worth)\b[^,;]{0,60}|\s+(?:of|worth)\s+(?:[a-z]+\s+){0,2})\Z"
)
# "Peru has the largest pump market in Latin America": it is Peru's.
_LARGEST_IN = re.compile(
    r"(?i)\b(?:largest|biggest|leading|top|smallest)\s+(?:[\w&/-]+\s+){0,6}?(?:market|industry)\s+(?:size\s+)?"
    r"(?:in|of|across)\s+(?:the\s+)?\Z"
)
_GLOBAL = re.compile(
    r"\bthe\s+(?:global|world(?:'s|wide)?)\s+(?:[\w-]+\s+){0,5}?(?:market|industry)\b", re.I
)
# "Canada: blood testing market of"
_OWN_KEY = re.compile(r"\s*:\s[^.;:]{0,60}\b(?:market|industry)\b", re.IGNORECASE)
# "Japan: USD 2 billion", but no "German drugmaker" and no "U.S.-based analysts"
_OPENED = re.compile(
    r"(?i)\s*(?:(?:in\s+total|as\s+a\s+whole)\s*)?(?:[,:;(|]|'s\b|-\s|\Z)|\s+(?:is|was|will|would|has|had|held|holds|remains?|saw|sees|"
    r"account|generat|represent|record|regist|le[ad]|reach|contribut|made|makes|spen[dt]|paid|bought|import)"
)
# Behind these a sentence tells why, and a place there is not the market's.
_REASON = re.compile(
    r"(?i)\b(?:due|owing|because|driven|thanks|fuell?ed|supported|attributed|given|amid|"
    r"on\s+account|as\s+a\s+result|despite|although|though|notwithstanding|in\s+spite|with\s+an?\s+(?:grow|ris|increas|age)\w+|while|whereas|as(?!\s+(?:an?|of|well|per|compared|the)\b))\b"
)
# What an amount in the opening of a sentence stands behind: "In 2024, with sales of".
FRONTED = re.compile(
    r"\W*(?:(?:in|by)\s+(?:19|20)\d\d,?\s+)?(?:(?:currently|now|already|today)\s+)?"
    r"(?:with|at|worth|valued|[a-z]{3,20}ing)\b[^,;.]{0,80}\Z",
    re.IGNORECASE,
)
# "Peru exports more, and its pump market is worth"
_ITS_MARKET = re.compile(r"\bits\s+(?:[\w&/-]+\s+){0,5}?(?:market|industry)\b", re.IGNORECASE)
# "Peru led, and the market is expected to reach"
_MARKET_DOES = re.compile(
    r"(?i)(?:,|\band|\bwhile|;)\s+the\s+(?:(?:overall|total|global|world(?:wide)?|whole|entire)\s+)?(?:market|industry|figure|total)\s+(?:is|was|will|would|should|could|has|grew|stood)\b"
)
_OF_IT_IN = re.compile(r"\bof\s+(?:it|this|that|them|which)\b[^,;]{0,30}\bin\s+(?:the\s+)?\Z", re.I)
_TO_SUBJECT = re.compile(r"[^,.;]{0,60},\s+(?:the\s+)?", re.IGNORECASE)
# "South India" is a part of India.
QUARTER = re.compile(
    r"(?i)\b(?:(?:(?:North|South|East|West)(?:ern)?\s+(?:and|&)\s+)?(?:(?:North|South)(?:-?east|-?west)?|East|West|Central)(?:ern)?|Upper|Lower)\s+\Z|\bSouth\s+Asia\s+(?:&|and)\s+\Z"
)
_OPENINGS = ("In", "Across", "Within", "Throughout", "For", "Among")
# "The German market": the adjective names no part.
_ADJECTIVE = re.compile(r"[a-z](?:an|ese|ish|ch|ss|[^\Wh]i|(?<!Republ)ic)\Z")
_OF_REGION = re.compile(r"(?:European|American|Asian|African)\Z")
_IN = re.compile(r"\b(?:in|across|within)\s+(?:the\s+)?\Z", re.IGNORECASE)
_OWNS = re.compile(r"'s\s(?!(?:[\w-]+\s){0,3}(?:markets?|industry|sector|sales|revenues?)\b)")


def fronted_place(scene: Scene, quantity: Quantity) -> Place | None:
    """Return the place that a clause is about whose opening holds the amount.

    Example:
        >>> scene = Scene("With sales of USD 2 billion, Japan ranks third.", 0)
        >>> fronted_place(scene, scene.amounts[0]).id
        'JPN'
    """
    if not scene.places or not FRONTED.match(scene.text, 0, quantity.start):
        return None
    comma = _TO_SUBJECT.match(scene.text, quantity.end)
    place = next((p for p in scene.places if comma and p.start == comma.end()), None)
    # "Worth USD 2 billion, the U.S. pump market": no part of a larger one.
    market = place and _MARKET_BEHIND.match(scene.text, place.end)
    # "At USD 2 million, Peru's first clinic was": what the place has, and not all of it.
    owns = place and _OWNS.match(scene.text, place.end)
    return None if market or owns or (place and place.id == WORLD) else place


def subject_place(scene: Scene, quantity: Quantity) -> Place | None:
    """Return the place that is the subject of an amount's clause, as a part of a larger market.

    Example:
        >>> scene = Scene("In Asia, Japan accounted for USD 2 billion.", 0)
        >>> subject_place(scene, scene.amounts[0]).id
        'JPN'
    """
    if not scene.places or _OF_MARKET.search(scene.text, 0, quantity.start):
        return None
    for place in reversed(single(scene.text, scene.places)):
        if place.id == WORLD or place.end > quantity.start:
            continue
        behind = _APPOSED.sub("", scene.text[place.end : quantity.start])
        ahead = scene.text[max(0, place.start - 24) : place.start]
        if place.id.startswith("rest_of") and _REST_DOES.match(behind):
            return place
        if behind.lstrip(" *").startswith("|") and not scene.text[: place.start].strip(" |*"):
            return place  # the name of a table's row
        owned = (p for p in scene.places if place.end < p.start < quantity.start)
        if _MARKET_DOES.search(behind) or any(_OWNS_MARKET.match(scene.text, p.end) for p in owned):
            continue
        own = _ITS_MARKET.search(behind) or _THAT_IS.match(behind)
        if own or (_IN_CLAUSE.search(ahead) and _IT.match(behind)):
            return None  # "in Peru it shrank to": its own market
        market = _market_ahead(scene, place)
        if market and market[0].startswith("that"):
            return None  # "…, while that in Japan is worth"
        if market or _LED.search(ahead):
            continue
        if _OWN_KEY.match(behind) or is_adjective(place, scene.text[place.start : place.end]):
            continue
        if _HOLDS_OF_WORLD.match(behind) or (_MOST_IN.search(ahead) and _AMONG.match(behind)):
            return place
        if _WITH.search(ahead) and _DOING.match(behind):
            return place
        if not scene.text[: place.start].strip(" ('\"The") and _REGIONAL.match(behind):
            return place
        reach = _FAR if behind[:2].strip().isalpha() else _REACH  # behind a verb
        if len(behind) < reach and _POSTED.match(behind):
            return place
        # "led by Japan, worth USD 2 billion", but no "largest market in Asia, worth"
        if _WORTH.fullmatch(behind) and not _IN.search(ahead):
            return place
    return None


def _market_ahead(scene: Scene, place: Place) -> re.Match[str] | None:
    """The words that put a market in a place."""
    named = (IN_PLACE_BEHIND.fullmatch(scene.text, o.end, place.start) for o in scene.labels)
    ahead = _MARKET_AHEAD.search(scene.text[max(0, place.start - 40) : place.start])
    return ahead or next(filter(None, named), None)


def is_adjective(place: Place, printed: str) -> bool:
    """Say whether a place is printed as an adjective, not as its name.

    Example:
        >>> is_adjective(Place("PER", 0, 8), "Peruvian")
        True
    """
    if not is_country(place.id):
        return _OF_REGION.search(printed) is not None
    if not _ADJECTIVE.search(printed):
        return False
    return vocabulary.matching_key(printed) != vocabulary.matching_key(
        next(each.name for each in vocabulary.countries() if each.iso3 == place.id)
    )


def market_place(scene: Scene, at: int) -> Place | None:
    """Return the place whose own market is sized: "Japan's … market", "the market in India".

    Example:
        >>> market_place(Scene("Japan's pump market was worth USD 2 billion.", 0), 30).id
        'JPN'
    """
    text = scene.text
    if not 0 < len(scene.places) <= _MOST_PLACES:
        return None  # of more it is a list of countries, and no sentence
    own = [
        p
        for p in single(text, scene.places)
        if p.id != WORLD
        and not whole_of_share(text, p, at)
        and not set_beside(text, p)
        and not _FASTEST_IN.search(text, max(0, p.start - 40), p.start)
        and not of_another_market(text, scene.labels, p, at)
        and not of_next_market(text, scene.labels, p, at)
        # "The industry in Peru In 2018, the global pump market was worth"
        if not _GLOBAL.search(text, p.end, max(at, p.end))
    ]
    first, last = own_clause(text, at)
    own = [p for p in own if first <= p.start < last] or own
    for place in sorted(own, key=lambda place: (place.start > at, abs(place.start - at))):
        behind = text[place.end : place.end + 80]
        ahead = text[max(0, place.start - 40) : place.start]
        owns = place.start < at and _OWNS_AMOUNT.match(behind)
        ranked = own[0] is not place and _LARGEST_IN.search(text, 0, place.start)
        # "will grow at 9 % as demand for pumps in Peru rises"
        reason = _REASON.search(text, at, max(at, place.start))
        in_place = not (ranked or reason) and _market_ahead(scene, place)
        # "in Peru it shrank to", "in Chile, USD 2 billion"
        bare = place.end < at and not text[place.end : at].strip(" ,")
        fronted = place.start < at and _IN_CLAUSE.search(ahead)
        its = _THAT_IS.match(behind) or (fronted and (bare or _IT.match(behind)))
        if owns or its or _MARKET_BEHIND.match(behind) or in_place:
            return place
    opened = text[: own[0].start].strip(" ,").removesuffix("the").strip() if own else ""
    # "In the Andes, sales were USD 2 billion, half of it Peru's": where a sentence opens governs.
    governs = opened in _OPENINGS and len({p.id for p in own if p.start < at}) == 1
    if governs or len({place.id for place in own}) == 1:
        # The only place of the sentence, set where it can be no detail: "…, Japan".
        place = own[0]
        heads = opened in _OPENINGS or (not opened and _OPENED.match(text, place.end))
        within = _IN.search(text, max(0, place.start - 12), place.start)
        reason = _REASON.search(text, min(at, place.end), max(at, place.start))
        reason = reason or _REASON.match(opened) or CAUSED.search(text[place.end : at].lower())
        between = text[at : max(at, place.start)]
        if _OF_IT_IN.search(text, at, max(at, place.start)) or between.count("%") > 1:
            return None  # "USD 2 billion, two thirds of it in Peru"
        world = (p.end for p in scene.places if p.id == WORLD and place.end < p.start < at)
        if any(_MARKET_BEHIND.match(text, end) for end in world):
            return None  # "in Peru has 9 % of the global pump market, which is worth"
        led_in = opened == "" or opening(text, 0) == place.start
        owned = led_in and _ITS_MARKET.search(text, place.end, at)
        if heads or owned or (within and not reason and not _NEW_CLAUSE.search(between)):
            return place
    return None
