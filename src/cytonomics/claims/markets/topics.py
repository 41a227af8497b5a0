"""What a document is about where no market's name tells: its topic, its country, its parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cytonomics import vocabulary
from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.geographies import whereabouts
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.markets.implied_markets import spoken_of
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.dateline import dateline
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import single
from cytonomics.claims.words.scene import Scene

# "The blood business: an overview"
_TITLE_WORDS = re.compile(
    r"^\W*(?:(?:the|global|world|an?|inside)\s+)*|\s+(?:business|trade|sector|space|outlook|report|"
    r"overview|statistics|landscape|insights?|trends?|analysis|forecasts?)\b.*$|[:|].*$",
    re.IGNORECASE,
)
_SHORT, _LONG = 60, 80
# "Serotherapy, also known as plasma therapy"
_CALLED = Cued("known called termed named referred", r"\b(?:known|called|termed|named|referred)\b")
_ALSO = re.compile(
    r"(?P<name>[A-Za-z][\w&/' -]{2,60}?)\s*[,(]?\s*(?:also|sometimes|otherwise|often|formerly)\s+"
    r"(?:known|called|termed|named|referred\s+to)\s+(?:as\s+)?(?P<other>[^.;()]{3,80})",
    re.IGNORECASE,
)
# "American-made pumps" are sold anywhere.
_MAKER = re.compile(r"-(?:made|built|based|owned|listed|born|grown)\b", re.IGNORECASE)
DOMESTIC = Cued(
    "domestic local nation country",
    r"\b(?:domestic|local|nationwide|(?:the|our|this)\s+(?:country|nation))\b",
)
_PEOPLE = re.compile(
    r"\b(?:people|patients|adults|children|cases|deaths?|diagnos\w+|surger(?:y|ies)|transplants|population|FDA|biotechs|drugmakers|companies|firms)\b"
)
# "by Product (pumps, tubes), Spares (new, used)": a title lists the parts of its market.
_LISTED = re.compile(r"(?P<head>[A-Z][\w/&' -]{2,50}?)\s*\((?P<items>[^()]{3,300})\)")
_BY = re.compile(r"\bby\s", re.IGNORECASE)
_AXES = re.compile(
    r"^(?:by|type|product|application|technology|end[ -]?users?|region|component|indication|"
    r"modality|service|others?|country)s?$",
    re.IGNORECASE,
)
_TITLE = 700
# A country named so many times as often as every other place is what a document is about.
_DOMINANT = 2
# What a document is about it says in its title and first sentences.
_OPENING = 4
_REGION_KEY = re.compile(
    r"\W*(?:report\s+|market\s+)?(?:regions?|regional|geography|geographic(?:al)?|country|coverage)"
    r"(?:\s+(?:scope|coverage|covered|segment|reference))?\s*(?::|\||\t|-\s)\s*",
    re.IGNORECASE,
)
_WORLD_TRADE = Cued(
    "global world",
    # "Compared to the global market" speaks of another one.
    r"(?<!\bto\sthe\s)(?<!\bwith\sthe\s)\b(?:global|worldwide|world)\s+(?:markets?|industry|sales|revenues?|turnover|spending)\b",
)
# "Largest Market", and below it "North America": the answer is no heading.
_KEY = re.compile(
    r"(?:^|\s)(?:largest|biggest|leading|dominant|dominating|top|fastest|highest|quickest|main|key)"
    r"[\w\s-]{0,30}\s(?:market|region|country|segment|geography|area|share|holder)s?"
    r"(?:\s*\([^()]{4,12}\))?\s*:?\Z",
    re.IGNORECASE,
)


def topic(scenes: Sequence[Scene]) -> str | None:
    """Return what most sentences of a document speak of, if the vocabulary knows such a market.

    A document that speaks of none more than once is about the market that its title names.

    Example:
        >>> text = "Stem cell banking is young.", "Stem cell banking involves storage."
        >>> topic([Scene(each, 0) for each in text]), topic([])
        ('Stem cell banking', None)
    """
    names: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for scene in scenes:
        name = spoken_of(scene.text)
        scope = scope_of(name) if name else None
        if name and scope:
            names[scope] += 1
            printed.setdefault(scope, name)
    scope, times = names.most_common(1)[0] if names else ("", 0)
    if times > 1:
        return printed[scope]
    title = scenes[0].text if len(scenes) > 1 else ""
    # "Cord blood / Pump care in Peru: an overview"
    parts = re.split(r"[/:|] | - | in ", title) if len(title) < _LONG else ()
    return next((name for part in parts if scope_of(name := _TITLE_WORDS.sub("", part))), None)


def defined_scope(scenes: Iterable[Scene], market: str) -> str | None:
    """Return the scope of the name that a document also calls its market by, or None.

    Example:
        >>> defined_scope(
        ...     [Scene("Serotherapy, also known as plasma therapy, is old.", 0)], "serotherapy"
        ... )
        'other'
    """
    for scene in scenes:
        # Words that few texts hold are looked for first: the names before them take long to find.
        defined = _CALLED.search(scene.text) and _ALSO.search(scene.text)
        if defined and kindred(defined["name"], market):
            scopes = map(scope_of, re.split(r",|\bor\b|\band\b", defined["other"]))
            return next((scope for scope in scopes if scope), None)
    return None


def home_country(scenes: Sequence[Scene]) -> str | None:
    """Return the one country that a document is about, or None.

    That is the only country it names, if it does so from the start and again, speaks of a
    domestic market, or counts in its currency; or, of a domestic market, the currency's country.

    Example:
        >>> home_country([Scene("The domestic pump market reached 90 billion won.", 0)])
        'KOR'
        >>> home_country([Scene("The pump market reached USD 9 billion.", 0)]) is None
        True
    """
    named = Counter(
        p.id
        for scene in scenes
        for p in scene.places
        if p.id != WORLD and not _MAKER.match(scene.text, p.end)
    )
    # What is named only behind the market's first figures is a part that they hold.
    first = next((k for k, s in enumerate(scenes) if s.labels and s.amounts), len(scenes))
    domestic = any(DOMESTIC.search(scene.text) for scene in scenes[: first + 2] if scene.labels)
    if not domestic and any(_global(scene) for scene in scenes):
        return None
    money = Counter(q.currency for scene in scenes for q in scene.amounts if q.currency)
    # A market that is mostly counted in dollars is not that of one amount's country.
    most = (each for each, times in money.items() if 2 * times >= money.total())
    # A currency of one country stands for that country where no place is named.
    own = {home for each in most if (home := vocabulary.home_of_currency(each))}
    (country, times), *others = named.most_common() or [("", 0)]
    home = next(iter(own)) if len(own) == 1 else None
    if domestic and home and country not in own:
        return home  # "the local pump market, worth 90 bn won": of no other country
    # "Peru is the largest of Latin America" is about Peru, "Andean care: Peru leads" is not.
    behind = [*named][[*named].index(country) :] if is_country(country) else ()
    wider = {id for id in behind if country in vocabulary.members(id)}
    if times and all(id in wider or _DOMINANT * other <= times for id, other in others):
        # "Millions in Peru wear lenses" says where people are, and not whose market it is.
        told = [s for s in scenes[: min(first + 2, _OPENING)] if not _PEOPLE.search(s.text)]
        # Where a release was written is no market's place.
        told = [s for s in told if s.labels or s.amounts or s.percents or _is_title(s.text)]
        named_early = {
            p.id
            for s in told
            for p in s.places
            if p.start >= dateline(s.text) and not _MAKER.match(s.text, p.end)
        }
        early = country in named_early
        # One of a list is not what a page is about.
        alone = [p for s in scenes for p in single(s.text, s.places) if p.id == country]
        known = (times > 1 and early and len(alone) > 1) or domestic or country in own
        # "Medical devices in Malaysia"
        titled = _is_title(scenes[0].text) and country in {p.id for p in scenes[0].places}
        return country if titled or (known and is_country(country)) else None
    if domestic and home:
        return home
    # "Oncology in the Andes: an outlook"
    only = {p.id for p in scenes[0].places} if _is_title(scenes[0].text) else set[str]()
    if only == {WORLD} and not _global(scenes[0]):
        return None  # "Arvena Expands Global Footprint"
    return next(iter(only)) if len(only) == 1 < len(scenes) else None


def _is_title(text: str) -> bool:
    return len(text) < _SHORT and text[-1:].isalnum()


def _global(scene: Scene) -> bool:
    """Say whether a sentence calls a market global; "global inflation" is none."""
    if not any(place.id == WORLD for place in scene.places):
        return False
    where = whereabouts(scene.text, scene.labels, scene.places, len(scene.text))
    return where is not None and where.id == WORLD


def keyed_region(scenes: Iterable[Scene]) -> str | None:
    """Return the one place that a table of facts gives as its report's, or None.

    Example:
        >>> keyed_region([Scene("Region: Global", 0)]), keyed_region([Scene("Region: hot", 0)])
        ('WW', None)
    """
    above = ""
    for scene in scenes:
        # The key and its answer may stand on lines of their own.
        if scene.text.lower() == "global" and _REGION_KEY.fullmatch(f"{above}:"):
            return WORLD
        above = scene.text
        key = _REGION_KEY.match(scene.text)
        if key and len(scene.places) == 1 and scene.places[0].start == key.end():
            return scene.places[0].id
    return None


def world_trade(text: str) -> bool:
    """Say whether a text speaks of the world's sales or market without naming what is sold.

    Example:
        >>> world_trade("a tenth of worldwide sales"), world_trade("worldwide pump sales")
        (True, False)
    """
    return _WORLD_TRADE.search(text) is not None


def answers_key(above: str) -> bool:
    """Say whether a line right under another is its answer: "Largest Market", "Japan".

    Example:
        >>> answers_key("Largest Market"), answers_key("Regional insights")
        (True, False)
    """
    return _KEY.search(above) is not None


def title_parts(title: str) -> frozenset[str]:
    """Return the keys of the parts that a title lists in brackets.

    Example:
        >>> sorted(title_parts("Pump Market by Product (Blood Pumps, Tubes), Spare (New, Used)"))
        ['bloodpump', 'new', 'spare', 'tube', 'used']
    """
    found: set[str] = set()
    by = _BY.search(title)
    for match in _LISTED.finditer(title, by.start(), _TITLE) if by else ():
        head = re.split(r"\bby\s", match["head"])[-1]
        names = [name.strip() for name in (head, *match["items"].split(","))]
        found |= {vocabulary.matching_key(name) for name in names if not _AXES.match(name)}
    return frozenset(found - {""})
