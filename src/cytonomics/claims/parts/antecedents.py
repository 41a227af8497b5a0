"""What "it" or "the segment" takes up: the part of a market that was spoken of before."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.geographies import stated
from cytonomics.claims.markets.implied_markets import all_of
from cytonomics.claims.parts.named_parts import (
    MARKET,
    NO_PART,
    named_part,
    only_place,
    place_part,
)
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.parts.places_taken_up import place_taken_up
from cytonomics.claims.parts.traded_names import sold_name
from cytonomics.claims.patterns import Cued, last_match
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.labels import is_place
from cytonomics.claims.words.names import segment_names
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import LANDS, REGIONS, places
from cytonomics.claims.words.scene import Scene

_LARGEST_IN = re.compile(
    r"\b(?:largest|biggest|leading|dominant|top)\s+(?:segment|category|type|application)\b[^.;]{0,60}?\s"
    r"in\s+(?P<place>(?:the\s+)?[A-Z][\w.\s-]{1,30}?)(?:\s+as\s+well|,|\.?\Z)"
)
_SEGMENT_OF = re.compile(
    r"\bsegments?\s+of\s+(?:the\s+)?(?P<name>(?!market|industry)[\w&/' -]{3,50}?)"
    r"(?=,|\s+(?:is|are|was|were|will|would|has|held|accounted|led|dominated|remains?)\b)",
    re.IGNORECASE,
)
_FOR_PLACE = re.compile(rf"area|{LANDS}|{REGIONS}", re.IGNORECASE)
_THE_PLACE = re.compile(rf"(?:the|this)\s+(?P<kind>{LANDS}|{REGIONS})", re.IGNORECASE)
# "Peru's share was 9 %. It will grow": Peru, whose share does not
_SHARE_OF_PLACE = re.compile(
    r"(?P<name>[^,;:%]{2,40}?)'s\s+(?:[a-z]+\s+){0,2}(?:share|portion|slice|contribution)\b.*",
    re.IGNORECASE,
)
# "The market is led by Peru, whose sales were up. Its CAGR"
_LAST_OWNER = Cued(
    "whose",
    r"\b(?:by|than|behind|of|is|to)\s+(?P<name>(?:(?!\b(?:by|than|behind|of|to)\b)[^,;:%]){2,40}),\s+whose\s[^;:]*\Z",
)
_THE_SEGMENT = re.compile(r"(?i)(?:the|this|that)\s+(?:sub-?)?(?:segment|category|application)")
_IT = re.compile(
    r"\s(?:it|(?:(?<=[:;]\s)|(?<=,\sbut\s)|(?<=,\syet\s)|(?<=though\s))they|(?P<own>its|their)(?=\s(?:\w+\s){0,2}(?:CAGR|growth|sales|revenues?)))\s(?!(?:is|was)\s(?:\w+ly\s)?\w+\sthat\b)"
)
# "Gels held 9 %", "Gels earned USD 2 bn", "Gels are the leading application", "Gels lead."
_OF_PART = re.compile(
    r"(?i)\b(?:held|holds?|account(?:s|ed)?\s+for|captur\w+|dominat\w+|led|contribut\w+|represent\w*|command\w+)\b(?:[^.;]|\.(?=\d))*(?:%|per\s?cent|\bshare\b)|\b(?:earned|generated|brought\s+in|contributed|totall?ed|(?:had|recorded|posted)\s+(?:sales|revenues?)\s+(?:of|worth))\s(?:[a-z]+\s){0,3}[A-Z$€£¥₹]{0,4}\s?\d|"
    r"\b(?:is|are|was|were|be|remains?|remained|became|forms?|formed)\s+(?:[\w-]+\s+){0,6}?(?:(?:sub-?)?segments?|categor(?:y|ies)|applications?|indications?|modalit(?:y|ies)|products?|technolog(?:y|ies)|areas?|types?|class(?:es)?|(?:end[\s-])?users?|channels?|groups?|parts?|lines?|materials?|forms?|formats?|backbone|mainstay|workhorses?|core|engines?|heart|cornerstones?|pillars?|foundation|staples?|motors?|spine|customers?|buyers?)\b|\b(?:fast|quick|slow|strong)est\b|\b(?:leads?|led|dominat\w+|trails?|rank\w*)\b[^,;]{0,40}\Z"
)
# "Why are gels so popular?", and the answer goes on about "they".
_ASKED = re.compile(
    r"\W*(?:why|how\s+\w+|what\s+makes)\s+(?:(?:is|are|does|do|will|has|have)\s+)?(?:the\s+)?"
    r"(?P<name>[^?,]{3,60}?)\s+(?:an?|the|so|such|considered|growing|expected|likely|gaining|becoming|"
    r"attractive|important|popular|leading|outpacing|seen|preferred|grow(?:ing)?|lead(?:ing)?)\b[^?]*\?\Z",
    re.IGNORECASE,
)
# "Gels - Largest Segment" over a paragraph
_RANK_BEHIND = re.compile(
    r"(?i)(?:\s-|:|,)\s+(?:the\s+)?(?:larg|bigg|fast|quick|lead|domin|high|top)[\w\s-]{0,40}\Z|\s+\([^()]*\)\Z"
)
# A heading that does more than name a part, or is longer than five words
_NO_HEADING = re.compile(
    rf"(?i)\b(?:analysis|overview|summary|introduction|scope|trends?|drivers?|dynamics|key|top|report|by|segmentation|challenges?|what|why|how|questions?|faqs?|conclusions?|description|background|about|(?<!pharmaceutical\s)(?<!biotechnology\s)(?<!pharma\s)compan(?:y|ies)|players?|recent|developments?|opportunit\w+|restraints?|highlights?|snapshot|facts?|competiti\w+|future|regional)\b|[:?|]|(?:19|20)\d\d|^\d[\d.]*[.)]?\s(?!years)|(?:\S+\s+){{5}}|{NO_PART.pattern}"
)
_SAID_ON = re.compile(r"(?:,\s+(?:and|while|but)|;|,\s+with|\sand)\s")
_HELD_BY = re.compile(r"(?P<name>[^,;:']{2,60})(?:'s|(?<=s)')\s(?:[a-z]+\s){0,2}\d[\d.]*\s?%")
_TAKES_UP = re.compile(r"(?:its?|they|their)\b", re.IGNORECASE)
# What stands between a name and a kind: "Plastic, and this segment"
_DETERMINER = re.compile(r"(?:\b(?:th(?:e|is|at)|the\s+same)\s+)?\Z", re.IGNORECASE)
MARKET_OF = re.compile(r"^(?:the\s+)?(?:market\s+for\s+(?:the\s+)?)?|\s+market$", re.IGNORECASE)


def own_market(whole: Part, named: str) -> Part:
    """The market of a place, which whole markets without the word are as well.

    Example:
        >>> own_market(Part("pump", None, "total", None, "WW"), "the market in Peru").geography
        'PER'
    """
    home = stated(named) or next((p.id for p in places(named) if p.id != WORLD), None)
    if home is None or home == whole.geography:
        return whole
    return replace(whole, geography=home)


def headed(scene: Scene, whole: Part) -> Part | None:
    """Return the part that a heading names and nothing else: "Steel pumps".

    Example:
        >>> from cytonomics.claims.words.scene import Outline
        >>> scene = Scene("It grew.", 0, heading="Gels", outline=Outline("soap"))
        >>> headed(scene, Part("soap", None, "total", None, None)).segment
        'Gels'
    """
    name = "" if scene.before else _section(scene)
    return named_part(scene, whole, name) if name else None


def section_name(scene: Scene) -> str | None:
    """Return the heading that names a part, where the paragraph below opens with this name.

    Example:
        >>> from cytonomics.claims.words.scene import Outline
        >>> first = Scene("Gels are cheap.", 0)
        >>> section_name(Scene("It grew.", 16, "Gels", above=(first,), outline=Outline("soap")))
        'Gels'
    """
    name = _section(scene) if scene.above else ""
    below = (above.text for above in scene.above if above.text not in scene.heading)
    opens = next(below, "").lower()
    return name if name and opens.startswith(name.lower().rstrip("es")) else None


def _section(scene: Scene) -> str:
    """The name of the part that a heading names and nothing else, or ""."""
    name = _RANK_BEHIND.sub("", scene.heading.strip(" #*:.\n"))
    market = scene.outline.market
    return "" if market is None or _NO_HEADING.search(name) or all_of(name, market) else name


def asked_about(scene: Scene) -> str | None:
    """Return what the question right before a sentence asks about.

    Example:
        >>> asked_about(Scene("They are cheap.", 0, before="Why are gels so popular?"))
        'gels'
    """
    asked = _ASKED.match(scene.ahead)
    return asked["name"] if asked else None


def antecedent(scene: Scene, whole: Part, kind: str, at: int) -> Part | None:
    """What "it" or "the segment" takes up: the part that the text before is about.

    A word for a place takes up the last one named; "it" only what is the subject of the sentence.

    Example:
        >>> scene = Scene("The segment is worth USD 2 bn.", 0, before="The gels segment grew.")
        >>> antecedent(scene, Part("soap", None, "total", None, None), "segment", 0).segment
        'gels'
    """
    if _FOR_PLACE.fullmatch(kind):
        taken_up = place_taken_up(scene, kind, at)
        land = taken_up[0].id if taken_up else None
        if land and is_country(land) and land == stated(scene.before):
            return replace(whole, geography=land)  # "The pump market in Peru is old. The country"
        return place_part(whole, *taken_up) if taken_up else None
    if kind:
        section = section_name(scene)
        if section is not None:
            return named_part(scene, whole, section)
        for text in (scene.text[:at], scene.before, scene.heading):
            named_of = last_match(_SEGMENT_OF, text)
            names = [named_of["name"]] if named_of else [*segment_names(text)]
            if names:
                return named_part(scene, whole, names[-1])
        # "Plastic had 66 %, and this segment": of the same sentence, where it names one before.
        before_kind = scene.text[: scene.text.rfind(f" {kind}", 0, at) + 1]
        ahead = _DETERMINER.sub("", before_kind).rstrip(" :")
        # "Experts say that this segment": they are none.
        if ahead.endswith(" that"):
            # "Plastic had 66 %, and it is expected that this segment": before the "and"
            said = last_match(_SAID_ON, ahead)
            ahead = ahead[: said.start()] if said else ""
        named = subject(ahead, len(ahead)) if ahead else ""
        part = named_part(scene, whole, sold_name(named)) if named else None
        part = part or _figured(scene, whole, placed=False)
        if part is None:
            above = subject(scene.before, len(scene.before))
            part = named_part(scene, whole, sold_name(above))
        part = part or headed(scene, whole)
        if part and part.dimension in ("country", "region"):
            return None  # no segment
        home = _LARGEST_IN.search(scene.before) if part and part.segment else None
        place = only_place(home["place"]) if home else None
        # "Tubes are the largest segment in Peru. This segment is worth": there.
        return replace(part, geography=place[0].id) if part and place else part
    # "Tablets lead, and it is they that …": of a later clause "it" is what the sentence opens with.
    it = last_match(_IT, scene.text[:at])
    later = it.start() if it else -1
    # What the sentence before goes on about stands further up.
    above = scene.text[:later] if later > 0 else scene.about or scene.before
    ahead = subject(above, later) if later > 0 else ""
    # "The pump industry booms: Belor puts it at USD 2 bn, and sees it": of what the sentence names
    named_ahead = any(label.end <= later for label in scene.labels)
    if later > 0 and (not ahead or (_TAKES_UP.match(ahead) and not named_ahead)):
        above = scene.about or scene.before  # "In 2023 it earned"
    asked = asked_about(scene) if later < 0 else None
    if asked is not None:
        return (
            None if all_of(asked, scene.outline.market or "") else named_part(scene, whole, asked)
        )
    if later < 0 and (figured := _figured(scene, whole)):
        return figured
    if not above:
        return headed(scene, whole) if scene.lead == scene.heading else None
    named = subject(above, len(above))
    # "Tubes' 53 % of the market will not last: their CAGR": that of the tubes
    held = _HELD_BY.match(named)
    named = held["name"] if held else named
    names = [*segment_names(named)]
    word = _THE_PLACE.fullmatch(named)
    here = replace(scene, text=above, before="") if word else scene
    taken_up = place_taken_up(here, word["kind"], len(above)) if word else None
    owner = _LAST_OWNER.search(above) or _SHARE_OF_PLACE.fullmatch(named)
    place = taken_up or only_place(owner["name"] if owner else named)
    if place is None and scene.outline.geography == WORLD and is_place(MARKET_OF.sub("", named)):
        place = only_place(MARKET_OF.sub("", named))  # "The Gulf market is third.": of the world's
    if place is None and MARKET.search(named) and stated(named) not in (None, WORLD):
        return own_market(whole, named)  # "Peru's pump market earned USD 2 bn. It will"
    if place is not None:
        # A place whose own market was spoken of, or the page's, is no part of it.
        own = place[0].id in (stated(above), scene.outline.geography) and is_country(place[0].id)
        called = place[1] if word or owner else named
        return own_market(whole, called) if own else place_part(whole, *place)
    if _THE_SEGMENT.fullmatch(named):
        return antecedent(replace(scene, text="", before=""), whole, "segment", 0)
    alone = named.strip(" .") == above.strip(" .") and not _NO_HEADING.search(named)
    meant = it is not None and (it["own"] or above.endswith((":", ";", ", but", ", yet", "though")))
    told = alone or (meant and not MARKET.search(named)) or _OF_PART.search(above)
    if not names and told and not all_of(named, scene.outline.market or ""):
        names = [
            sold_name(named)
        ]  # "Tubes held 9 %. They are expected to", "Which grow? Tubes. They"
    return named_part(scene, whole, names[-1]) if names else None


def _figured(scene: Scene, whole: Part, *, placed: bool = True) -> Part | None:
    """The segment, or the place unless not `placed`, that the sentence before has figures of."""
    last = scene.last
    if last is None or last.dimension == "company":
        return None
    said = scene.page[slice(*last.context)].replace("\n", " ")
    if said != scene.before or (whole.market and last.market != whole.market):
        return None
    home = last.geography not in (None, WORLD, scene.outline.geography)
    if last.segment is None or last.dimension in ("country", "region"):
        home = home and placed
        where = replace(whole, geography=last.geography)
        return replace(where, dimension=last.dimension, segment=last.segment) if home else None
    return replace(whole, dimension=last.dimension, segment=last.segment)
