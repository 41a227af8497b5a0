"""The place of a market whose own sentence leaves it out: of the sentences above, or the page."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.geographies import section_place, shared_market, stated
from cytonomics.claims.markets.homes import generic, home_of, kindred
from cytonomics.claims.markets.implied_markets import goes_on
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.labels import market_labels
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import LANDS, REGIONS, is_group, of_source, places
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.sentences import BULLET

_ITS = re.compile(
    rf"\W*(?:its|(?:(?:in|across|within)\s+)?(?:the|this)\s+(?:{LANDS}|{REGIONS}|state)(?:'s|,)?)\s",
    re.IGNORECASE,
)
# "Asia has taken the lead, with the regional market already at USD 2 billion", "the market there"
_REGIONAL = Cued(
    f"state domestic {' '.join((*LANDS.split('|'), *REGIONS.split('|')))}",
    rf"\b(?:the|this)\s+(?:regional|(?:{REGIONS})'s|(?P<land>national|domestic|(?:{LANDS})'s))\s+"
    r"(?:[\w-]+\s+){0,3}?(?:market|industry)(?!\s+(?:share|leader))\b|"
    r"\b(?:markets?|industry|sector)\s+(?:size\s+)?(?:in|across|within|throughout)\s+(?:the|this)\s+"
    rf"(?:{REGIONS}|(?P<home>{LANDS}|state))\b",
)
# "the eight major markets (8MM)"
_OTHER_GROUP = Cued(
    "major mm",
    r"\b(?:five|six|eight|nine|ten)\s+major\s+(?:[\w-]+\s+){0,3}markets\b|\b[5689]MM\b",
    re.NOFLAG,
)
# An item run on in a line begins anew: "• Chile's market was USD 2 billion. • Gels held 31 %."
_ITEM = re.compile(rf"\s*{BULLET}")
_SHARE = re.compile(r"\bshares?\b|(?:\d\s?%|\bper\s?cent)\s+of\b", re.IGNORECASE)


def inherited_place(scene: Scene, name: str | None, *, here: bool, at: int = 0) -> str | None:
    """The place of a market that the words by a position of a sentence leave out.

    A sentence that names its market takes only what is said of that market; one that speaks of
    "it" or "the market" goes on from what stands before.

    Example:
        >>> inherited_place(
        ...     Scene("It grew.", 0, before="Peru's pump market is old."), "pump", here=False
        ... )
        'PER'
    """
    # "27 % of the German market, and clinics 14 %"
    shared = shared_market(scene.text, scene.places, at)
    if shared is not None and not _OTHER_GROUP.search(scene.text):
        return shared.id
    return _inherited(scene, name, here=here)


# Each figure of a sentence asks for it, wherever it stands.
@lru_cache(maxsize=4)
def _inherited(scene: Scene, name: str | None, *, here: bool) -> str | None:
    outline = scene.outline
    if _OTHER_GROUP.search(scene.text):
        return None  # neither the world nor a place that the vocabulary knows
    owner = _owner(scene)
    if owner is not None:
        return owner
    if all(place.id == WORLD or of_source(scene.text, place) for place in scene.places):
        # Where the sentence has no name of its own, it goes on about the market named before.
        again = here and name is not None and (not scene.labels or _named_before(scene, name))
        above = _stated_before(scene) if again or not here else None
        above = above or (
            section_place(scene.heading) if not here or _headed(scene, name) else None
        )
        above = above or (None if here else _of_paragraph(scene))
        if above is not None:
            return above
    home = home_of(name, outline.homes) if name else None
    known = not here or name is None or outline.market is None or _is_short(name, outline.market)
    return home or (outline.geography if known or _national(scene) else None)


def _is_short(name: str, market: str) -> bool:
    """Say whether a name is the market's own or short for it, not that of a part of it."""
    if not kindred(name, market):
        return False
    key, full = vocabulary.matching_key(name), vocabulary.matching_key(market)
    return (
        key in full or full not in key or generic(re.sub(re.escape(market), " ", name, flags=re.I))
    )


def _national(scene: Scene) -> bool:
    """Say whether a market of another name is at home where the page's is.

    A page about a country speaks of that country's markets, by whatever name; one about a single
    market there does so only where it goes on about it, or says so above a list.
    """
    outline = scene.outline
    if outline.geography is None or not is_country(outline.geography):
        return False
    single = outline.market is not None and home_of(outline.market, outline.homes) is not None
    listed = scene.item and any(place.id == outline.geography for place in places(scene.lead))
    return not single or listed or goes_on(scene.text)


def _named_before(scene: Scene, name: str) -> bool:
    """Say whether the sentence before is about a market of this very name, or in full."""
    key = vocabulary.matching_key(name)
    names = [each.name for each in market_labels(scene.before)]
    return any(vocabulary.matching_key(each) == key or _shortens(name, each) for each in names)


def _shortens(name: str, full: str) -> bool:
    """Say whether a name is made of its longer form's first letters: "FinTech", "BI"."""
    parts, words = re.findall(r"[A-Z][a-z]*", name), full.lower().split()
    starts = zip(words, parts, strict=False)
    return len(parts) == len(words) > 1 and all(w.startswith(p.lower()) for w, p in starts)


def _stated_before(scene: Scene) -> str | None:
    """The place whose market the sentence before is about, and that is not only a part."""
    if _ITEM.match(scene.text) and not goes_on(scene.text):
        return None
    said = [text for text in (scene.before, scene.about) if not _SHARE.search(text)]
    # "Across the seven major markets it had sales. They are to reach": all that is counted there.
    grouped = (p.id for text in said for p in places(text) if is_group(p.id))
    found = next((place for place in map(stated, said) if place), None)
    above = scene.above[-1] if scene.above else None
    if (
        found is None
        and above is not None
        and above.text == scene.before
        and _REGIONAL.search(above.text)
    ):
        return _owner(above)  # "Today the region's pump market is large. The CAGR is"
    return found or next(grouped, None)


def _of_paragraph(scene: Scene) -> str | None:
    """The country whose market a paragraph is about, up to a sentence that names another place.

    "The German market is old. Pumps lead. Tubes hold 9 %."
    """
    after = scene.offset
    for above in reversed(scene.above):
        if scene.item or "\n" in scene.page[above.offset : after]:
            return None
        named = {place.id for place in above.places if not of_source(above.text, place)}
        if named:
            shared = shared_market(above.text, above.places, len(above.text))
            where = stated(above.text) or (shared.id if shared else None)
            return where if where and is_country(where) and named <= {where, WORLD} else None
    return None


def _owner(scene: Scene) -> str | None:
    """The place that "its" or "the country's" takes up: what the sentence before opens with.

    A market "in the country" is that of the first country named before.
    """
    regional = _REGIONAL.search(scene.text)
    if regional:
        home = bool(regional["land"] or regional["home"])
        for text in (scene.text[: regional.start()], scene.before, scene.heading):
            named = (p.id for p in places(text) if p.id != WORLD)
            found = next((id for id in named if is_country(id) == home), None)
            if found is not None:
                return found
    if not _ITS.match(scene.text):
        return None
    first = next(iter(places(scene.before)), None)
    ahead = scene.before[: first.start].removeprefix("The").strip() if first else ""
    return first.id if first and first.id != WORLD and not ahead else None


def _headed(scene: Scene, name: str | None) -> bool:
    """Say whether the heading speaks of a market: names it, or names none."""
    labels = market_labels(scene.heading)
    return name is None or not labels or any(kindred(name, label.name) for label in labels)
