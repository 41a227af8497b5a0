"""Which part of a market a subject names: the whole, a place, a segment, or one named before."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.clauses import FINITE, subject
from cytonomics.claims.geographies import stated
from cytonomics.claims.labels import scope_of
from cytonomics.claims.names import clean_name, segment_names
from cytonomics.claims.parts import Part, dimension_of, place_dimension
from cytonomics.claims.patterns import last_match
from cytonomics.claims.places import WORLD, Place, places
from cytonomics.claims.scene import Scene

_MARKET = re.compile(r"\b(?:markets?|industry|sector|landscape|business|arena)\b", re.IGNORECASE)
# Words that take up what was named before.
_PRONOUN = re.compile(
    r"^(?:it|this|that|which|they|these|its|their|there|(?:(?:the|this|that|such)\s+)?(?:latter|former|"
    r"report|study|analysts?|we|growth|demand|value|valuation|revenues?|sales|size|overall|total|"
    r"cagr|company|trajectory|expansion))\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^(?:it|they|(?:the|this|that)\s+(?P<kind>(?:sub-?)?(?:segment|category|type|application)|"
    r"region|country|area|nation))(?:'s\s+(?:growth|market|revenues?))?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r",?\s+(?:alone|together|combined|both|themselves|itself|also|now)\Z", re.I)
# "These pumps" are what the sentence before is about.
_THESE = re.compile(r"(?:these|those|such)\s+(?:[\w-]+\s+)?[a-z-]{3,}s", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"^(?:the\s+)?(?:(?:market|revenue|value)\s+)?shares?\s+(?:of|for|held\s+by)\s+(?:the\s+)?"
    r"(?P<name>[^,;]{2,50}?)(?:\s+(?:in|of|within)\s.*)?$",
    re.IGNORECASE,
)
_SEGMENT_OF = re.compile(
    r"\bsegments?\s+of\s+(?:the\s+)?(?P<name>(?!market|industry)[\w&/' -]{3,50}?)"
    r"(?=,|\s+(?:is|are|was|were|will|would|has|held|accounted|led|dominated|remains?)\b)",
    re.IGNORECASE,
)
# "Pump systems" are all that the pump market sells; "steel pumps" are a part of it.
_PRODUCTS = frozenset(
    word[:5]
    for word in str.split(
        "the product products device devices system systems solution solutions therapy therapies "
        "treatment treatments drug drugs medicine medicines service services technology "
        "technologies equipment global worldwide total overall all"
    )
)
# "the quickest growing region" names nothing itself.
_NO_NAME = re.compile(
    r"^(?:(?:the|an?|another|its)\s+)?(?:regions?|countr(?:y|ies)|segments?|area|(?:(?:very|"
    r"single|clear|most|overall|fastest|quickest|second|next|"
    r"largest|highest|strongest|leading|dominant|key|major|growing|lucrative|rapidly|"
    r"promising|emerging)[\s-]*)+(?:regions?|segments?|countr(?:y|ies)|category|market|area|"
    r"(?:part|portion|slice)(?:\s+of\s+(?:the|this)\s+(?:\w+\s+)?(?:market|industry))?)?)$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"(?:one|an?|the|another|also|which|currently|already)\s", re.IGNORECASE)
_PART_OF = re.compile(
    r"^(?P<name>[^,;:]{2,60}?)(?:'s)?\s+(?:part\s+|share\s+)?(?:of|in|within)\s+the\s+.*"
    r"\b(?:market|industry)\b",
    re.IGNORECASE,
)
_TRADE_IN = re.compile(
    r"^(?:the\s+)?(?:sales|demand|revenues?|adoption|growth|uptake|consumption|spending)\s+"
    r"(?:(?:of|for)\s[^,;]{2,50}?\s)?(?:in|from|across)\s+(?P<name>[^,;]{2,50})$",
    re.IGNORECASE,
)
# "India's clinics": the place owns what grows, and is no part of a larger market.
_OWNER = re.compile(
    r"[^,']{2,30}'s(?:$|\s(?!(?:\w+\s+)?(?:shares?|growth|cagr|rate|demand|revenues?|sales)\b))",
    re.IGNORECASE,
)
_TRADE = re.compile(r"\s(?:[\w-]+\s){0,3}?(?:demand|sales|spending|consumption)\b", re.IGNORECASE)
_SALES_OF = re.compile(
    r"^(?:the\s+)?(?:sales|demand|revenues?|consumption|uptake)\s+(?:of|for|(?P<source>from))\s+"
    r"(?P<name>[^,;]{2,50})$",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\b(?:size|value|valuation|growth|revenues?|sales|demand|outlook|market|rate|expansion|cagr|"
    r"part|share|industry|segments?|rise|increase|decline|adoption|year|spending|forecasts?|"
    r"projections?|trajectory|figures?|takeaways?|insights?)\b",
    re.IGNORECASE,
)
# "Fastest Growth Segments NK cells: 9 %", where a page lost the line break.
_HEAD = re.compile(
    r"^.{0,60}\b(?:includ(?:es?|ing)|such\s+as|namely)\s+|^those\s+(?:of|in|for|from)\s+|"
    r"^.{0,60}\bfollowed\s+(?:closely\s+)?by\s+|^.{0,20}\b(?:fastest|highest|top|leading|"
    r"key)[\s-]+(?:growth|growing|\w+)?[\s-]*"
    r"(?:segments?|regions?|categor(?:y|ies)|products?|countr(?:y|ies))\s+",
    re.IGNORECASE,
)
# Money, years and counts name no part, and neither does who is in the market or writes of it.
_FIGURE = re.compile(
    r"[$€£¥₹]|\b(?:USD|EUR|INR|(?:b|m|tr)illion|crore|bn|mn|(?:19|20)\d\d)\b|^\d+\s|"
    r"\b(?:compan(?:y|ies)|players|vendors|our|we|reports?|close|nearly|about|around)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"\s(?:at|an?|the|of|to|by|with|in|and|or)$", re.IGNORECASE)
_OF_RATE = re.compile(
    r"\b(?:CAGR|growth|rates?)\b|^(?:global|overall|incremental|average|annual|yearly|compound\w*|"
    r"yo?y|y-o-y|year-o\w+-year|owing|due|driven|historical|now|moving|looking)\b",
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
PERIOD_WORD = re.compile(
    r"\b(?:forecast(?:ed|ing)?|study|analysis|assessment|projection|projected|review|"
    r"prediction)\s*-?\s*"
    r"(?:period|years?|time\s?(?:frame|line|horizon)|horizon|window|span|duration)\b",
    re.IGNORECASE,
)


def subject_part(scene: Scene, whole: Part, named: str, at: int) -> Part | None:
    """The part that a subject names; the whole for a market; None where it names nothing."""
    named = _ALONE.sub("", named)
    back = _BACK.match(named)
    if back:
        return _antecedent(scene, whole, back["kind"] or "", at) or whole
    if _THESE.fullmatch(named) and scene.before:
        above = subject(scene.before, len(scene.before))
        return subject_part(replace(scene, before=""), whole, above, 0) if above else None
    of_share = _SHARE_OF.match(named)
    if of_share:
        return named_part(scene, whole, of_share["name"])
    if _NO_NAME.fullmatch(named):
        key = re.match(r"[\s*•-]*(?P<name>[^:|(]{2,50}?)\s*[:|-]\s", scene.text)
        return named_part(scene, whole, key["name"]) if key else None
    name, _, apposed = named.partition(", ")
    if _APPOSED.match(apposed) and not _MARKET.search(name) and scope_of(name) is None:
        # "Drills, one of the segments analysed, …"; "The second segment, drills, …"
        return named_part(scene, whole, name)
    if apposed and _NO_NAME.fullmatch(name):
        return named_part(scene, whole, apposed)
    names = [*segment_names(named)]
    if names:
        return named_part(scene, whole, names[-1])
    if len(named) > 110:
        return None
    trade = _TRADE_IN.match(named)
    if trade and any(p.id != WORLD for p in places(trade["name"])):
        return named_part(scene, whole, trade["name"])
    of_market = _PART_OF.match(named)
    if of_market and not _NO_PART.search(of_market["name"]):
        return named_part(scene, whole, of_market["name"])
    if _MARKET.search(named) or _OWNER.match(named) or _is_trade_of_place(named):
        return _own_market(whole, named)
    sold = _SALES_OF.match(named)
    known = whole.market or scene.outline.market
    # What revenue comes from is a part of it, whatever the market is.
    if sold and (not _is_whole(scene, whole, sold["name"]) if known else sold["source"]):
        return named_part(scene, whole, sold["name"])
    if _PRONOUN.match(named):
        return whole
    if scene.amounts and not _called_part(scene, named, at) and _is_whole(scene, whole, named):
        return whole
    return named_part(scene, whole, named)


def _is_trade_of_place(named: str) -> bool:
    """Whether a subject is what a place sells or buys: "Chinese demand for pumps"."""
    first = next(places(named), None)
    opens = first is not None and not first.start and first.id != WORLD
    return first is not None and opens and bool(_TRADE.match(named, first.end))


def _own_market(whole: Part, named: str) -> Part:
    """The market of a place, which whole markets without the word are as well."""
    home = stated(named) or next((p.id for p in places(named) if p.id != WORLD), None)
    if home is None or home == whole.geography:
        return whole
    return replace(whole, geography=home)


def _called_part(scene: Scene, named: str, at: int) -> bool:
    """Whether the sentence says of a subject that it is a part of the market, or leads it."""
    start = scene.text.rfind(named, 0, at)
    return start >= 0 and _IS_PART.match(scene.text, start + len(named)) is not None


def _is_whole(scene: Scene, whole: Part, named: str) -> bool:
    """Whether a bare subject is the market itself: it has its name, or no other is known."""
    known = whole.market or scene.outline.market
    if known is None or scope_of(named) is not None:
        return not any(p.id != WORLD for p in places(named))
    # Plurals aside: "heart valves" is the heart valve market.
    one = {word[:5] for word in named.lower().split()}
    other = {word[:5] for word in known.lower().split()}
    return one <= other or (other <= one and one - other <= _PRODUCTS)


def _antecedent(scene: Scene, whole: Part, kind: str, at: int) -> Part | None:
    """What "it" or "the segment" takes up: the part that the text before is about.

    A word for a place takes up the last one named; "it" only what is the subject of the sentence.
    """
    if kind.lower() in ("region", "country", "area", "nation"):
        for text in (scene.text[:at], scene.before, scene.heading):
            found = [place for place in places(text) if place.id != WORLD]
            if found:
                return place_part(whole, found[-1], text[found[-1].start : found[-1].end])
        return None
    if kind:
        for text in (scene.text[:at], scene.before, scene.heading):
            named_of = last_match(_SEGMENT_OF, text)
            names = [named_of["name"]] if named_of else [*segment_names(text)]
            if names:
                return named_part(scene, whole, names[-1])
        return named_part(scene, whole, subject(scene.before, len(scene.before)))
    if not scene.before:
        return None
    named = subject(scene.before, len(scene.before))
    names = [*segment_names(named)]
    place = only_place(named)
    back = _BACK.match(named)
    if back and back["kind"]:
        return _antecedent(replace(scene, before=""), whole, back["kind"], 0)
    if place is not None:
        return place_part(whole, *place)
    return named_part(scene, whole, names[-1]) if names else None


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
            r"[\s,]*(?:\([^)]*\)|\bregions?|\balone|\bitself|'s)*[\s,]*", rest, re.I
        )
        if place.id != WORLD and plain:
            return place, cleaned[place.start : place.end]
    return None


def place_part(whole: Part, place: Place, printed: str) -> Part:
    """Return the part of a market that a place is.

    Example:
        >>> place_part(
        ...     Part("pump", None, "total", None, "WW"), Place("DEU", 0, 7), "Germany"
        ... ).segment
        'Germany'
    """
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
    place = next((p for p in places(name) if p.id != WORLD), None)
    if place is not None:
        return place_part(whole, place, name[place.start : place.end])
    cleaned = clean_name(_HEAD.sub("", name))
    if cleaned is None or _NO_PART.fullmatch(cleaned) or re.match(r"[\W\d]*$", cleaned):
        return None
    if _MARKET.search(cleaned) or PERIOD_WORD.search(cleaned) or _PRONOUN.match(cleaned):
        return None
    if _OF_RATE.search(cleaned) or _LOOSE_END.search(cleaned) or FINITE.search(cleaned):
        return None
    if _FIGURE.search(cleaned):
        return None
    return Part(whole.market, whole.scope, dimension_of(scene, cleaned), cleaned, whole.geography)
