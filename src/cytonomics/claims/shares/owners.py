"""Whose share "its share" is: that of the subject of the sentence before, or of its own."""

from __future__ import annotations

import re

from cytonomics.claims.markets.beside_names import placed
from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.markets.sold_markets import sold_share
from cytonomics.claims.parts.named_parts import only_place, place_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.parts.places_taken_up import place_taken_up
from cytonomics.claims.parts.subjects import subject_part
from cytonomics.claims.parts.taken_up import former_or_latter, one_of_two
from cytonomics.claims.patterns import Cued
from cytonomics.claims.shares.holders import name_of_fact
from cytonomics.claims.shares.names import HOLDS, tidy
from cytonomics.claims.shares.subjects import market_name
from cytonomics.claims.shares.view import View
from cytonomics.claims.shares.wholes import whole_behind
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import LANDS, REGIONS, places
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD
from cytonomics.vocabulary import matching_key

ITS_SHARE = re.compile(
    rf"(?i)\W*(?:(?:(?:in|by|for|until|from)\s+(?:the\s+year\s+)?(?:FY\s?)?(?:19|20)\d\d|by\s+then|(?:in|by|over)\s+(?:that|the\s+same)\s+(?:year|period)),?\s+)?(?:its|their|(?:the|this)\s(?P<kind>{LANDS}|{REGIONS})'s)\s+(?:\w+\s+){{0,2}}(?:share|contribution)\b"
)
_AND_ITS_SHARE = re.compile(
    r"(?i)(?:,?\s+(?:and|but|though)|;|,\s+(?:while|with)|,)\s+(?:its|their)\s+(?:\w+\s+)?(?:share|portion|contribution)\b"
)

_NEAR = 40  # characters behind the number: "of the total Peruvian market"
OF_WORLD = re.compile(r"\s*(?:share\s+)?of\s+(?:the\s+)?(?:global|world(?:'s|wide)?)\s", re.I)
_MAKERS = re.compile(
    r"(?:[a-z]+\s+)?(?:makers|firms|producers|suppliers|companies|manufacturers|growers|exporters)"
)
_GROWTH = re.compile(r"\s+growth$", re.I)
# "As a result, the share of sales in the drug market rose": of what the sentence before sold.
_SHARE_OF_SALES = re.compile(r"\b[Tt]he share of (?:sales|revenues?|turnover) (?:in|of|within)\b")
_SOLD = re.compile(
    r"\b(?:sales|revenues?)\s+of\s+(?P<name>[^,;(]{2,50}?)\s*(?:[,(]|" + HOLDS.pattern + ")", re.I
)
# "Arvena says it has 40 %"
_SAYS_IT = Cued(
    "say said claim estimate reckon believe report",
    r"(?P<name>[^,;:%]{2,60}?)\s+(?:says?|said|claim(?:s|ed)|estimate[sd]|reckons?|believe[sd]|reports?|reported)\s+"
    r"(?:that\s+)?(?:it|they)\s(?!is\s|was\s)[^,;%]*\Z",
)
# "Arvena's sales gave the firm 40 %", "Arvena said that its sales gave it 40 %"
_GAVE = Cued(
    "gave gives giving",
    r"(?P<name>[A-Z][^,;:%]{1,40}?)(?:'s|(?<=s)'|,?\s(?:says?|said|claims?|claimed|reports?|reported)\s(?:that\s)?(?:its|their))\s[^;%]{3,90}?\b(?:gave|gives|giving)\s"
    r"(?:it|them|the\s(?:company|firm|group|maker))\s(?:[a-z]+\s){0,3}\Z",
    flags=0,
)
# "A share of 29 % made gels the leader", "gave bars the lead"
_MADE = re.compile(
    r"\s+(?:in\s+(?:19|20)\d\d\s+)?(?:made|makes|gave|gives|put|puts|kept|keeps|secured|earned)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,.;:()%]{1,50}?)(?:\s+segment)?\s+(?:(?:at|in|on)\s+)?(?:the|an?|its|their|first|top|ahead)\s",
    re.IGNORECASE,
)
# "The 29 % share of gels in 2023 reflects"
_THE = re.compile(r"(?:\A|[.;,]\s)\W*(?:the|this|that)\s+(?:[a-z]+\s+){0,2}\Z", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"\s+(?:(?:market|revenue)\s+)?share\s+of\s+(?:the\s+)?(?P<name>(?!(?:global|total|overall|world|its|their|this|that|market|revenues?|sales|all)\b)"
    r"[A-Za-z][^,.;:()%\d]{1,50}?)(?:\s+segment)?(?=\s+(?:in|by|for|during)\s+(?:19|20)\d\d|\s+(?:is|was|reflects?|stems?|shows?|rests?|owes)\b)",
    re.IGNORECASE,
)
_THE_FIRM = re.compile(
    r"\W*(?:the|this|our)\s+(?:company|firm|group|maker|manufacturer|supplier|start-?up|brand|giant)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:\A\W*|[,.:]\s+)(?P<name>[A-Z][\w&'-]*(?:\s(?:&\s)?[A-Z][\w&'-]*){0,3}?)"
    r"(?:\s\([^()]*\))?,?\s+(?:is|was|says|said|has|had|holds|operates|offers|announced|expects|makes|"
    r"sells|ranks|leads|runs|serves|plans|reported|launched)\b"
)
# "Tighter rules are lifting sterile gels to a projected 9 % share": of the gels.
_LIFTED = re.compile(
    r"\b(?:push|lift|bring|tak|driv|rais|boost|propel|carry)(?:es|s|ing)\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:%]{2,50}?)\s+"
    r"(?:up\s+)?to\s+(?:an?\s+)?(?:[a-z]+\s+){0,2}~?\Z"
)
# "The car industry is the largest user of glass, with": a part of its demand
_USER = Cued(
    "user consumer buyer customer outlet",
    r"(?P<name>(?:[A-Z]|the\s)[^,;%]{1,60}?)(?:\s+(?:industry|sector))?\s+(?:is|was|are|were|remains?)\s+(?:the|its)\s+(?:[\w-]+\s+){0,2}?(?:largest|biggest|main|leading|top)\s+"
    r"(?:end[\s-])?(?:users?|consumers?|buyers?|customers?|outlets?)\s+(?:of|for)\s[^;%]*\Z",
)
# "Demand is firm for gels, with the said segment accounting for"
_DEMAND_FOR = Cued(
    "demand",
    r"\bdemand\b[^,;%]{0,60}?\sfor\s+(?P<name>[^,;%]{3,60}),\s+with\s+(?:the|this|that)\s+(?:[a-z]+\s+)?segment\s+[a-z]+ing\b"
    r"[^;%]*\Z",
)
# "In Peru, the gel market took 9 % of the country's overall wound care demand"
_FRONTED = re.compile(
    r"\W*In\s+(?:the\s+)?(?P<place>[A-Z][\w. ]{1,30}?),\s+the\s+(?P<name>[^,;%]{2,60}?)\s+"
    rf"(?:market|industry)\s+{HELD}\s[^,;%]{{0,40}}\Z",
    re.IGNORECASE,
)
_LARGER = re.compile(
    rf"\s*of\s+the\s+(?:{LANDS})'s\s+(?:(?:overall|total|whole|entire)\s+)?(?P<market>[a-z][\w\s-]{{2,40}}?)\s+"
    r"(?:demand|market|sales|spending|consumption)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"\s+(?:[a-z]+\s+)?share\b(?!\s+of\b)")
_NO_FIRM = re.compile(r"(?:The|This|That|It|He|She|We|They|There|What|Which|In|Its|Our)\b")


def inland_market(scene: Scene, view: View) -> str | None:
    """Return the smaller market of a place: "Korean tablets are 9 % of Korean drug sales".

    Example:
        >>> from cytonomics.claims.shares.view import view_of
        >>> scene = Scene("The Korean tablet market makes up 9 % of Korean drug sales.", 0)
        >>> inland_market(scene, view_of(scene, scene.percents, 0, 0))
        'tablet'
    """
    home, smaller = placed(market_name(view.left) or "")
    if home is None or " of " in smaller or OF_WORLD.match(view.joined):
        return None
    inside = any(p.id == home.id for p in places(view.joined[:_NEAR]))
    page = is_country(home.id) and home.id == scene.outline.geography
    own = matching_key(smaller) == matching_key(scene.outline.market or "")
    return smaller if inside or (page and not own) else None


def of_larger_market(scene: Scene, view: View) -> Part | None:
    """Return a market as a part of its country's larger one, or None.

    Example:
        >>> from cytonomics.claims.shares.view import view_of
        >>> text = "In Peru, the gel market took 9 % of the country's overall wound care demand."
        >>> scene = Scene(text, 0)
        >>> part = of_larger_market(scene, view_of(scene, scene.percents, 0, 0))
        >>> part.market, part.segment, part.geography
        ('wound care', 'gel', 'PER')
    """
    larger, fronted = _LARGER.match(view.joined), _FRONTED.match(view.left)
    home = only_place(fronted["place"]) if larger and fronted else None
    if not (home and larger and fronted):
        return None
    market = larger["market"]
    return Part(market, scope_of(market), "segment", fronted["name"], home[0].id)


def of_own_sector(scene: Scene, whole: Part, name: str, world: bool) -> tuple[Place, str] | None:
    """Return the place whose trade has a share: "India's textile sector has 9 %", "US pump growth".

    Example:
        >>> whole = Part("pump", None, "total", None, "WW")
        >>> of_own_sector(Scene("", 0), whole, "US pump growth", world=True)[1]
        'US'
    """
    where, rest = placed(name)
    named = _GROWTH.sub("", rest)
    own = named != rest or kindred(named, whole.market or "")
    if where and own and where.id != whole.geography:
        return where, name[: where.end]
    if not (world or name.endswith("s")):
        return None
    if where and _MAKERS.fullmatch(rest):
        return where, name[: where.end].removesuffix("'s")
    trade = tuple(f"'s {rest} {kind}" for kind in ("sector", "industry", "market"))
    owners = (p for p in scene.places if p.id != WORLD and scene.text.startswith(trade, p.end))
    return next(((p, scene.text[p.start : p.end]) for p in owners), None)


def owner_of_share(scene: Scene, whole: Part) -> Part | None:
    """Return the part that "its share" takes up: what the sentence before is about.

    Example:
        >>> from cytonomics.claims.parts.parts import whole_market
        >>> scene = Scene("Its share was 9 %.", 0, before="The gels segment grew.")
        >>> owner_of_share(scene, whole_market(scene, 0)).segment
        'gels'
    """
    above, later = scene.about or scene.before, _AND_ITS_SHARE.search(scene.text)
    if above and (its := ITS_SHARE.match(scene.text)):
        place = place_taken_up(scene, its["kind"], 0) if its["kind"] else None
        if place:
            return place_part(whole, *place)
        owner = subject_part(scene, whole, subject(above, len(above)), 0)
    elif later:  # "The region's sales rose, and its share is 9 %"
        owner = subject_part(scene, whole, subject(scene.text, later.start()), later.start())
    else:
        return None
    return owner if owner is not None and owner.segment is not None else None


def name_taken_up(scene: Scene, view: View) -> str | None:
    """Return the name that "the latter", "it" that says so, a fact or sales take up, or None.

    Example:
        >>> from cytonomics.claims.shares.view import view_of
        >>> scene = Scene("Arvena says it has 9 % of the market.", 0)
        >>> name_taken_up(scene, view_of(scene, scene.percents, 0, 0))
        'Arvena'
    """
    if fact := name_of_fact(view.left, view.right):
        return fact
    which = former_or_latter(view.left)
    if which is not None:
        return one_of_two(which, scene.text[: view.quantity.start], scene.before)
    lifted = _LIFTED.search(view.left) if _HELD.match(view.right) else None
    if lifted:
        return tidy(lifted["name"])
    for pattern in (_GAVE, _SAYS_IT, _USER, _DEMAND_FOR):
        if said := pattern.search(view.left):
            return tidy(said["name"])
    of = _SHARE_OF.match(view.right) if _THE.search(view.left) else None
    whole = whole_behind(view.right[view.right.index(" of ") :]) if of else None
    held = _MADE.match(view.right) or (of if whole and whole.kind == "unknown" else None)
    if held:
        return tidy(held["name"])
    sold = _SHARE_OF_SALES.search(view.left) and _SOLD.search(scene.before)
    return tidy(sold["name"]) if sold else sold_share(scene.text, view.quantity.start)


def firm_taken_up(scene: Scene) -> str | None:
    """Return the firm that "the company" means: the last that the sentences before speak of.

    Example:
        >>> before = "Arvena says it is the largest chain of clinics."
        >>> firm_taken_up(Scene("The company commands 15 % of the market.", 0, before=before))
        'Arvena'
    """
    if not _THE_FIRM.match(scene.text):
        return None
    for text in (scene.before, scene.about, scene.heading):
        named = [found["name"] for found in _FIRM.finditer(text)]
        known = [name for name in named if not (_NO_FIRM.match(name) or only_place(name))]
        if known:
            return known[-1].removesuffix("'s")
    return None
