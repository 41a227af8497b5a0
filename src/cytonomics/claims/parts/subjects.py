"""Which part of a market a subject names: the whole, a place, a segment, or one named before."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.markets.implied_markets import all_of
from cytonomics.claims.parts.antecedents import MARKET_OF, antecedent, own_market
from cytonomics.claims.parts.named_parts import (
    MARKET,
    PRONOUN,
    named_part,
    only_place,
)
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.parts.parts_named_with_markets import part_with_market
from cytonomics.claims.parts.places_taken_up import place_taken_up
from cytonomics.claims.parts.ranked_places import ranks_as_market
from cytonomics.claims.parts.taken_up import SAME_KIND, one_of_two
from cytonomics.claims.parts.traded_names import sold_name
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.names import segment_names
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import LANDS, REGIONS, places
from cytonomics.claims.words.scene import Scene
from cytonomics.vocabulary import matching_key

_BACK = re.compile(
    r"(?i)^(?:(?-i:[Ii]t)|they|(?:its|their)\s+(?:\w+\s+){0,2}(?:(?:CAGR|growth|shares?|sales|revenues?)\b.{0,40}|market)|(?P<alike>the\s+same|(?:its\s+)?(?:sales|revenues?|demand|growth)\s+(?:here|(?:from|in|of)\s+(?:this|the|that)\s+(?:segment|category)))|(?:the|this|that)\s+(?:same\s+)?(?P<kind>(?:sub-?)?(?:segment|category|type|application)|"
    rf"area|{LANDS}|{REGIONS}|(?P<same>{SAME_KIND})))(?:'s(?:\s+(?:growth|market|revenues?))?)?$"
)
_ALONE = re.compile(
    r",?\s+(?:alone|by\s+itself|on\s+its\s+own|together|combined|both|themselves|itself|also|now|the\s+(?:fast|quick|slow|strong)est(?:[\s-]growing(?:\s+[a-z]+)?)?|(?<=\bmarket\s)as\s+a\s+segment)\Z",
    re.I,
)
# "Pump size is valued at": of the pumps.
_SIZE = re.compile(r"(?<=\w{3})\s+(?:size|valuation)\Z", re.IGNORECASE)
# "These pumps" are what the sentence before is about.
# "in the high case it": the opening of a clause that has no comma.
_FRONTED = re.compile(
    r"^(?:in|under|by|for|between|over|during|from|on|at|across|within|through|since)\s[^,]{2,30}\s(?=(?:it|they)$)",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r"^in\s+(?P<place>[^,]{3,40}?),?\s+(?:it|the\s+market)$", re.IGNORECASE)
_THESE = re.compile(r"(?:these|those|such)\s+(?:[\w-]+\s+)?[a-z-]{3,}s", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"^(?:the\s+)?(?:(?:market|revenue|value)\s+)?shares?\s+(?:of|for|held\s+by)\s+(?:the\s+)?"
    r"(?P<name>[^,;]{2,50}?)(?:\s+(?:in|of|within)\s.*)?$",
    re.IGNORECASE,
)
# "Arvena enters a market for pumps that is to exceed": the firm is no part of it.
_ENTERED = re.compile(
    r"\b(?:an?|the)\s(?:[\w-]+\s){0,5}?(?:market|industry|sector)\b[^.;,]{0,80}?,?\s(?:that|which)\s[^.;]*\Z"
)
# "the quickest growing region" names nothing itself.
_NO_NAME = re.compile(
    r"^(?:(?:the(?:\s+market's)?|an?|another|its)\s+)?(?:regions?|countr(?:y|ies)|segments?|area|(?:(?:very|"
    r"single|clear|most|overall|fastest|quickest|second|next|"
    r"largest|highest|strongest|leading|dominant|key|major|growing|lucrative|rapidly|"
    r"promising|emerging|regional|national)[\s-]*)+(?:(?:regions?|segments?|countr(?:y|ies)|category|market|area|part|portion|slice)"
    r"(?:\s+(?:of|in|within)\s+(?:the|this)\s+(?:[\w-]+\s+){0,4}(?:market|industry))?|"
    r"(?<=(?:larg|bigg)est\s)[a-z]+)?)$",
    re.IGNORECASE,
)
_RANKED = Cued("rank largest biggest", r"\brank|(?:largest|biggest)\s", flags=0)
_IS_NAMED = re.compile(
    r"(?:\s+growing)?(?:\s+(?:(?:sub-?)?segment|category|region|type|application|product))?"
    r"\s+(?:is|was|are|were|remains?|remained|(?:will|should|would)\s+be)\s+(?:[a-z]+ed\s+to\s+be\s+)?(?:the\s+)?"
    r"(?P<name>[^,;:()%\d]{2,50}?)(?:,?\s+(?:with|at|worth)|(?=\s\()|,\s+(?:which|where|whose|valued|accounting|[a-z]+ed\s+to))\s",
    re.IGNORECASE,
)
# "Peru, where the pump market is worth USD 2 bn, is to grow": its own market
_WHERE_MARKET = re.compile(
    r",\s+wh(?:ere|ose)\s+(?:the\s+)?(?:[\w&/-]+\s+){0,5}?(?:market|industry)\b", re.IGNORECASE
)
# "… to the Asian market, with the domestic market growing"
_DOMESTIC = re.compile(r"the\s+(?:domestic|home|national)\s+(?:market|industry)", re.IGNORECASE)
_APPOSED = re.compile(r"(?:one|an?|the|another|also|which|currently|already)\s", re.IGNORECASE)
_ONE_OF_PARTS = re.compile(r"one\s+of\s+the\s+(?:\w+\s+)?segments\b", re.IGNORECASE)
# "The CAGR for steel pumps", "steel's growth rate"
_RATE_OF = re.compile(
    r"(?i)(?:the\s+)?(?:(?:\w+\s+)?(?:CAGR|gains|growth(?:\s+rate)?)\s+(?:of|for|in)\s+(?:the\s+)?(?P<of>(?!(?:over|about|nearly|around|almost|more|up|close|some|at|just)\b)[^,;\d]{3,60}?)(?:\s+(?:from|between|in|for|over|during)\s+(?:the\s+(?:years|period)\s+)?(?:19|20)\d\d(?:\s?(?:to|and|-)\s?(?:19|20)?\d\d)?)?|"
    r"(?P<its>[^,;']{3,60})(?:'s|(?<=s)')\s+"
    r"(?:(?:\w+\s+)?(?:CAGR|growth(?:\s+rate)?)(?:\s+of)?|share|market\s+(?P<size>value|size|revenues?)))"
)
_TRADE_IN = re.compile(
    r"^(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:sales|demand|revenues?|adoption|growth|uptake|consumption|spending)\s+"
    r"(?:(?:of|for)\s[^,;]{2,50}?\s)?(?:in|from|across)\s+(?P<name>[^,;]{2,50})$",
    re.IGNORECASE,
)
# "Pump sales there": of the place spoken of before
_THERE = Cued(
    "there",
    r"\b(?:sales|demand|revenues?|markets?|spending|consumption|uptake)\s(?:[\w-]+\s){0,4}?there\Z",
)
_TRADE_IN_IT = re.compile(r"(?P<name>.+)\s(?:sales|revenues?|demand|spending)", re.IGNORECASE)
# "Fastest growing region: the Gulf market is …"
_REGION_KEY = re.compile(r"\W*(?:[\w-]+\s){1,3}(?:region|country)\s*:\s", re.IGNORECASE)
# "India's clinics": the place owns what grows, and is no part of a larger market.
_OWNER = re.compile(
    r"(?!(?:(?:wo)?men|children|kids?|bab(?:y|ies)|athlete|pet)'s)[^,']{2,30}'s(?!\s(?:[a-z]+\s)?(?:disease|syndrome|lymphoma|sarcoma|diarrh|therap|cane))(?:$|\s(?!(?:\w+\s+)?(?:shares?|growth|cagr|rate|demand|revenues?|sales)\b))",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"(?:'s)?\s(?:[\w-]+\s){0,3}?(?:demand|sales|spending|consumption)\b", re.IGNORECASE
)
_SALES_OF = re.compile(
    r"^(?:the\s+)?(?:(?:global|worldwide|total|annual)\s+)?(?:sales?|demand|revenues?|consumption|uptake|spending|purchases|value)\s+"
    r"(?:(?:of\s+(?P<sold>[^,;()]{2,40}?)\s+)?(?P<source>from|through|via|(?<=sales\s)to|by)|of|for|on)\s+(?:all\s+)?(?P<name>[^,;()]{2,50}?)(?:\s+(?:worldwide|globally|\([^()]*\)))?$",
    re.IGNORECASE,
)
# "Roofing stays the largest product group": what is called a part of the market is one.
_IS_PART = re.compile(
    r"(?:(?:,?\s+(?:[a-z]+\s+){0,3}?(?:is|are|was|were|be|been|being|remain\w*|stay\w*|bec[ao]m\w*)"
    r"\s+(?:[\w-]+\s+){0,8}?|,\s+(?:the|an?|one|our|its)\s+(?:[\w-]+\s+){0,5}?)"
    r"(?:segments?|sub-?segments?|categor(?:y|ies)|(?:therapy|therapeutic|disease|product|growth)\s+"
    r"(?:areas?|groups?|class(?:es)?|lines?|types?)|areas?|applications?|modalit(?:y|ies)|types?|"
    r"class(?:es)?|products?|parts?)\b|"
    # Only what stands beside others grows "at the highest rate".
    r"[^,;.%]{0,60}?\bthe\s+(?:highest|fastest|quickest|strongest|steepest|largest|biggest)\b|"
    r"\s+(?:dominat|lead)\w*\s+(?:the|this)\s+(?:[\w-]+\s+){0,3}?(?:market|industry|sector|field)\b)",
    re.IGNORECASE,
)


# "Gels: fastest growing", "Form: gels - fastest growing"
_KEY = re.compile(
    r"[\s*•-]*(?:[A-Z][a-z /-]{3,24}:\s+(?=[^:|(]{2,50}?\s-\s))?(?P<name>[^:|(]{2,50}?)\s*[:|-]\s"
)
# "Fastest-growing region: the Gulf market will …"
_KEY_OF_PART = re.compile(
    r"\W*(?:[\w-]+\s+){0,3}(?:[\w-]+-)?(?:regions?|countr(?:y|ies)|segments?|categor(?:y|ies))\s*:\s+(?:the\s+)?",
    re.IGNORECASE,
)


def subject_part(scene: Scene, whole: Part, named: str, at: int) -> Part | None:
    """The part that a subject names; the whole for a market; None where it names nothing."""
    named = _SIZE.sub("", _ALONE.sub("", named))
    if named in scene.outline.companies and _ENTERED.search(scene.text[:at]):
        return whole
    owner = _market_of_place(scene, named)
    if owner is not None:
        return replace(whole, geography=owner.id)
    named = _FRONTED.sub("", named)
    back = _BACK.match(named)
    if back:
        # "The same" is a segment; "it" may be anything.
        kind = "segment" if back["alike"] else back["kind"] or back["same"] or ""
        return antecedent(scene, whole, kind, at) or whole
    taken_up = one_of_two(named, scene.text[:at], scene.before)
    if taken_up is not None:
        return named_part(scene, whole, taken_up)
    if _THESE.fullmatch(named) and scene.before:
        above = subject(scene.before, len(scene.before))
        return subject_part(replace(scene, before=""), whole, above, 0) if above else None
    of_share = _SHARE_OF.match(named)
    if of_share:
        return named_part(scene, whole, of_share["name"])
    if _NO_NAME.fullmatch(named):
        called = _IS_NAMED.match(scene.text, scene.text.rfind(named, 0, at) + len(named), at)
        if called:  # "The largest segment is tablets, with"
            return named_part(scene, whole, called["name"])
        key = _KEY.match(scene.text)
        return named_part(scene, whole, key["name"]) if key else None
    name, _, apposed = named.partition(", ")
    unlike = scope_of(name) is None or whole.scope not in (None, scope_of(name))
    apart = unlike or _ONE_OF_PARTS.match(apposed) is not None
    if _APPOSED.match(apposed) and not MARKET.search(name) and apart:
        # "Drills, one of the segments analysed, …"; "The second segment, drills, …"
        return named_part(scene, whole, name)
    if apposed and _NO_NAME.fullmatch(name):
        return named_part(scene, whole, apposed)
    names = [*segment_names(named)]
    if names:
        return named_part(scene, whole, names[-1])
    if len(named) > 110:
        return None
    if _THERE.search(named) and (spot := place_taken_up(scene, "there", at)):
        return replace(whole, geography=spot[0].id)
    trade = _TRADE_IN.match(named)
    there = trade and re.fullmatch(rf"(?:the|this)\s(area|{LANDS}|{REGIONS})", trade["name"], re.I)
    if there:  # "sales in the region"
        return antecedent(scene, whole, there[1], at) or whole
    if trade and any(p.id != WORLD for p in places(trade["name"])):
        traded = named_part(scene, whole, trade["name"])
        # "Tyre sales in Poland fell": a market of its own, unless a larger one is known.
        if traded is not None and scene.outline.geography in (None, traded.geography):
            return replace(whole, geography=traded.geography)
        return traded
    rate = _RATE_OF.fullmatch(named)
    if rate and not (rate["size"] and only_place(rate["its"])):
        return subject_part(scene, whole, rate["of"] or rate["its"], at)
    with_market = part_with_market(scene, whole, named)
    if with_market is not None:
        return with_market
    trade = _TRADE_IN_IT.fullmatch(named)
    if trade and (whole.market or scene.outline.market) and _is_whole(scene, whole, trade["name"]):
        return whole
    if MARKET.search(named) or _OWNER.match(named) or _is_trade_of_place(named):
        part = MARKET_OF.sub("", named)
        outline = scene.outline
        own = outline.market is None or kindred(part, outline.market)
        keyed = _REGION_KEY.match(scene.text) is not None
        beside = keyed or (_called_part(scene, named, at) and not part.endswith("'s"))
        if part != named and not own and beside:
            # "The Gulf market grows fastest": beside others it is a part of the document's.
            larger = replace(
                whole, market=outline.market, scope=outline.scope, geography=outline.geography
            )
            found = named_part(scene, larger, part)
            home = found is not None and found.dimension in ("region", "country")
            if found is not None and not (home and found.geography == outline.geography):
                return found
        return own_market(whole, named)
    sold = _SALES_OF.match(named)
    if sold and sold["sold"] and not _is_whole(scene, whole, sold["sold"]):
        # "Sales of gels through clinics" are a part of a part of the pump market.
        return named_part(scene, whole, named[sold.start("sold") :])
    known = whole.market or scene.outline.market
    # What revenue comes from is a part of it, whatever the market is.
    other = known and not all_of(sold["name"], known) if sold and sold["source"] else False
    if sold and (other or (not _is_whole(scene, whole, sold["name"]) if known else sold["source"])):
        return named_part(scene, whole, sold["name"])
    if PRONOUN.match(named):
        return whole
    by_trade = known and named.endswith((" sales", " revenues", " revenue"))
    sized = bool(scene.amounts or by_trade) or matching_key(named) == matching_key(known or "")
    if sized and not _called_part(scene, named, at) and _is_whole(scene, whole, named):
        return whole
    return named_part(scene, whole, sold_name(named) if known else named)


def _market_of_place(scene: Scene, named: str) -> Place | None:
    """The place whose own market a subject is: "in Peru it grew", "Peru ranks third"."""
    fronted = _IN_PLACE.match(named)
    home = only_place(fronted["place"]) if fronted else None
    if home is not None:
        return home[0]
    if _DOMESTIC.fullmatch(named):
        ahead = [p for p in scene.places if is_country(p.id)]
        return ahead[0] if len(ahead) == 1 else None
    if named.endswith(" one") and (of_it := only_place(named.removesuffix(" one"))):
        return of_it[0]  # "while the Peruvian one grew"
    where = _WHERE_MARKET.match(scene.text, scene.text.rfind(named) + len(named))
    if where and (alone := only_place(named)):
        return alone[0]
    place = only_place(named.partition(", the ")[0]) if _RANKED.search(scene.text) else None
    return place[0] if place and ranks_as_market(scene.text, place[1]) else None


def _is_trade_of_place(named: str) -> bool:
    """Whether a subject is what a place sells or buys: "Chinese demand for pumps"."""
    first = next(iter(places(named)), None)
    opens = first is not None and not first.start and first.id != WORLD
    return first is not None and opens and bool(_TRADE.match(named, first.end))


def _called_part(scene: Scene, named: str, at: int) -> bool:
    """Whether the sentence says of a subject that it is a part of the market, or leads it."""
    start = scene.text.rfind(named, 0, at)
    if start >= 0 and _KEY_OF_PART.fullmatch(scene.text, 0, start):
        return True
    return start >= 0 and _IS_PART.match(scene.text, start + len(named)) is not None


def _is_whole(scene: Scene, whole: Part, named: str) -> bool:
    """Whether a bare subject is the market itself: it has its name, or no other is known."""
    known = whole.market or scene.outline.market
    scope = scope_of(named)
    if known is None or (scope is not None and scope == (whole.scope or scope)):
        return not any(p.id != WORLD for p in places(named))
    return all_of(named, known)
