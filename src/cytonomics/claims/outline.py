"""What a document says of itself: its market, its place, its periods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cytonomics import vocabulary
from cytonomics.claims.documents.document import Document
from cytonomics.claims.markets.beside_names import placed
from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.markets.geographies import (
    Whereabouts,
    section_place,
    whereabouts,
    whole_of_share,
)
from cytonomics.claims.markets.homes import akin, generic, homes, kindred, market_home
from cytonomics.claims.markets.implied_markets import traded_market
from cytonomics.claims.markets.stated_markets import stated_markets
from cytonomics.claims.markets.topics import (
    DOMESTIC,
    defined_scope,
    home_country,
    keyed_region,
    title_parts,
    topic,
    world_trade,
)
from cytonomics.claims.parts.parts import market_geography
from cytonomics.claims.patterns import Cued
from cytonomics.claims.statements.statements import printed_periods
from cytonomics.claims.words.labels import is_place, is_short_form, scope_of
from cytonomics.claims.words.named_companies import companies_of
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import is_group
from cytonomics.claims.words.scene import Outline, Scene
from cytonomics.claims.words.stop_words import STOP

_FEW = 3
_Years = tuple[int, int]
# "Market size in 2024: USD 2 bn" speaks of the document's market, and gives it no place.
_KEYED = re.compile(r"[^:]{0,30}\bmarket\b[^:.]{0,30}:", re.IGNORECASE)
_REVENUE = re.compile(r"\b(?:revenues?|sales|turnover)\b", re.IGNORECASE)
_PART_HELD = re.compile(
    r"\b(?:segments?|share|held|holds?|account\w*|leads?|(?-i:led)|dominat\w+|captur\w+)\b",
    re.IGNORECASE,
)
_GROWS = re.compile(r"\bCAGR\b|\bgrow", re.IGNORECASE)
_RANGE = r"\(?(?P<first>20\d\d)\s?(?:-|to|and|through)\s?(?P<last>20\d\d)\b"
_TO_YEAR = re.compile(r"20\d\d\s?(?:-|to|and|through)\s?20\d\d\b", re.IGNORECASE)
_TITLED = Cued(
    "forecast",
    rf"\bforecasts?(?:\s*(?:period|years|analysis|report)?\s*[,:(-]?\s*(?:from\s+|for\s+|over\s+)?|"
    rf"\s[^.\n()]{{0,60}}(?=\()){_RANGE}",
)
_COVERED = Cued(
    "study report research",
    r"\b(?:study|report|research)(?:,\s+[A-Z]\w{2,20}?)?\s*(?:also\s+)?(?:covers?|presents?|provides?|offers?|analy[sz]es|"
    rf"considers?)\b[^.\n]{{0,160}}?(?:\b|(?<=market))(?:for|over|during|from|between)\s+(?:the\s+(?:period|"
    rf"years)\s+)?"
    rf"(?:from\s+|of\s+)?{_RANGE}",
)
# "Global Stent Market 2021-2028" on a line of its own or in quotation marks
_NAMED = Cued(
    "market",
    rf"(?:^|['\"])[^\n'\"]{{3,80}}\bmarkets?(?:\s[^\n.;%$€£0-9]{{0,150}}\b"
    rf"(?:report|analysis|outlook|study|research|insights|overview|trends|opportunit(?:y|ies)|growth))?\s*[,:(-]?\s*{_RANGE}(?=\)?(?:\W{{0,3}}$|['\"]))",
    flags=re.IGNORECASE | re.MULTILINE,
)
# "The stent market in Asia held 40 %" speaks of a part of the document's market.
_HOLDS = (
    r"(?:held|holds?|account(?:ed|s)|captur(?:ed|es)|had|has|represent(?:ed|s))\s[^;%]{0,30}?"
    r"(?:\d\s?%|\bper\s?cent\b)"
)
_PLACE_HOLDS = re.compile(
    rf"\s*(?:market|industry|sector)(?:\s+(?:in|of|across|within)\s[^,.;%]{{2,40}}?)?\s+{_HOLDS}",
    re.IGNORECASE,
)
# A share, or "Peru was the largest region of the pump market": one place of several is no home.
_NO_TITLE = Cued(
    "% cent largest biggest leading",
    rf"\b{_HOLDS}(?![^.;%]{{0,20}}\b(?:CAGR|growth)\b)|"
    r"\b(?:is|was|has|had|remains)\s(?:the\s)?(?:[\w-]+\s)?(?:largest|biggest|leading)\s",
)
# A table may call the year before its forecast so.
_START = Cued("start", r"\bstart\s+year\s*[:|]?\s*(20\d\d)\b(?!\s?-)")
# "| 2025 - 2032 |"
_LONE = re.compile(rf"\W*{_RANGE}\W*")
_SPAN = 4
# "Tablets are 20 % cheaper in the EU5" does not say where the market is.
_PRICED = re.compile(r"\b(?:pric(?:e[sd]?|ing)|cheaper|costs?|discounts?)\b", re.IGNORECASE)
# Where shares change hands is not what a document is about.
_EXCHANGES = frozenset(("stock", "otc", "capital", "equity"))
# A market that counts for less is named once, or far down.
_SURE = 3


def outline_of(document: Document, text: str, scenes: list[Scene]) -> Outline:
    r"""Return what every sentence may lean on: the market named most often, periods, base year.

    Example:
        >>> from cytonomics.claims.documents.document import Block
        >>> text = "Pet Food Market\\nForecast period 2025 to 2030"
        >>> blocks = (Block("heading", 0, 15), Block("paragraph", 16, 44))
        >>> scenes = [Scene("Pet Food Market", 0), Scene("Forecast period 2025 to 2030", 16)]
        >>> outline_of(Document("a", text, blocks, "text"), text, scenes).forecast
        (2025, 2030)
    """
    names: Counter[str] = Counter()
    printed: dict[str, str] = {}
    parts = frozenset[str]().union(*(title_parts(s.text) for s in scenes[:8] if s.labels))
    for number, scene in enumerate(scenes):
        for label in scene.labels:
            key = label.name.lower()
            # "the spares market", where the title lists spares as a part of its own
            listed = number and vocabulary.matching_key(key) in parts
            if listed or key in _EXCHANGES or generic(label.name) or not _is_name(label.name):
                continue
            weight = (3 if number < 6 else 1) + any(q.start > label.end for q in scene.amounts)
            names[key] += weight * (2 if scope_of(label.name) else 1)
            printed.setdefault(key, label.name)
        traded = None if scene.labels or not scene.quantities else traded_market(scene.text)
        if traded:
            names[traded.lower()] += 1
            printed.setdefault(traded.lower(), traded)
    key, weight = names.most_common(1)[0] if names else ("", 0)
    # "The small animal imaging market", elsewhere called "Small Animal Imaging"
    full = (each for each in printed if each.partition(" ")[2] == key)
    key = next((each for each in full if each.partition(" ")[0] in STOP), key)
    market = _in_full(scenes, printed.get(key))
    if market is None or (scope_of(market) is None and weight < _SURE):
        # What sentences speak of tells more than a market that is named in passing.
        market = topic(scenes) or market
    if market is None:
        # "The drug market" is a name where there is no better one.
        every = (label.name for scene in scenes for label in scene.labels)
        market = next((name for name in every if _is_name(name) and not is_place(name)), None)
    periods = [period for scene in scenes for period in printed_periods(scene)]
    known = {period.unit: (period.first, period.last) for period in reversed(periods)}
    in_title = None if "forecast" in known else titled_forecast(text)
    start = _START.search(text)
    base = known.get("base") or ((int(start[1]),) if start else None)
    # The first lines that name a market are the title, unless they are a sentence of some length.
    title = next((scene for scene in scenes[:4] if scene.labels), None)
    title = None if title and (len(title.text) > 140 or _NO_TITLE.search(title.text)) else title
    mentions = list(_mentions(scenes, market))
    places = homes(mentions)
    titled, name = (market_geography(title), title.labels[0].name) if title else (None, "")
    if titled is None or len(scenes) == 1:
        titled, name = _titled(scenes, market)
    if titled:
        places = {**places, market_home(name): titled}
    return Outline(
        market=market,
        scope=(scope_of(market) or defined_scope(scenes, market)) if market else None,
        geography=(titled if titled != WORLD or _titles(name, market) else None)
        or keyed_region(scenes)
        or (places.get(market_home(market)) if market else None)
        or _akin_home(mentions, market)
        or home_country(scenes)
        or (_unnamed_home(scenes) if market is None else None),
        homes=places,
        forecast=known.get("forecast") or in_title or _lone_years(scenes, known),
        forecast_titled=in_title is not None,
        study=known.get("study"),
        base=base[0] if base else None,
        parts=parts,
        companies=companies_of(text),
    )


def _titled(scenes: list[Scene], market: str | None) -> tuple[str | None, str]:
    """The place and market of a title without that word, else of a first "domestic market"."""
    title = scenes[0].text.partition(":")[0] if len(scenes) > 1 else ""
    where, name = placed(title)
    if where and scope_of(name) and title[-1:].isalnum():
        return where.id, name
    first = next((scene.text for scene in scenes if scene.amounts and scene.labels), "")
    return home_country(scenes) if DOMESTIC.search(first) else None, market or ""


def _titles(name: str, market: str | None) -> bool:
    """Whether a market that a title calls global is the document's, by another name or none."""
    return market is None or generic(name) or kindred(name, market) or akin(name, market)


def _akin_home(
    mentions: Iterable[tuple[str, Whereabouts | None]], market: str | None
) -> str | None:
    """The world, where a page that calls its market global calls it by another name, too."""
    alike = (where.id for name, where in mentions if where and market and akin(name, market))
    return WORLD if WORLD in alike else None


def _unnamed_home(scenes: Iterable[Scene]) -> str | None:
    """The world, where something is called a part of its trade, else the first figure's country."""
    if any(world_trade(scene.text) for scene in scenes):
        return WORLD
    sized = next((scene for scene in scenes if scene.amounts), None)
    told = market_geography(sized) if sized else None
    return told if told and (told == WORLD or is_country(told)) else None


def _is_name(label: str) -> bool:
    """Whether a market's name has more than a few letters, unless they are a short form: "IVD"."""
    return len(label) > _FEW or is_short_form(label)


def _in_full(scenes: Iterable[Scene], market: str | None) -> str | None:
    """The first name of a market that its most frequent one is short for: "drug CDMO", "CDMO"."""
    every = (label.name for scene in scenes for label in scene.labels)
    first = next((name for name in every if _is_name(name) and not generic(name)), None)
    if market is None or first is None or scope_of(market) is None or scope_of(first):
        return market
    return first if first.lower().endswith(f" {market.lower()}") else market


def _mentions(
    scenes: Iterable[Scene], market: str | None
) -> Iterator[tuple[str, Whereabouts | None]]:
    """Yield every market sized or placed, with its place.

    A heading without a place says nothing: the first sentence with a figure does. "The global
    market" without a name is the document's own, and so is one in a group such as the 7MM.
    """
    national = sized = False
    for scene in scenes:
        for label in scene.labels:
            where = whereabouts(scene.text, scene.labels, scene.places, label.end)
            placed = where is not None and where.id != WORLD
            if placed and scene.percents and not _GROWS.search(scene.text):
                # "The Gulf industry holds a share of 40 %", "The stent market in Asia held 40 %"
                held = is_place(label.name) or _PLACE_HOLDS.match(scene.text, label.end)
                where = None if held else where
            home = section_place(scene.heading) if where is None and scene.amounts else None
            if home and is_country(home):  # a country that a line break parted from its market
                where = Whereabouts(home, scene.heading)
            if where is not None and where.id == WORLD and national and _of_world(scene):
                where = None  # "Peru's pump market holds 9 % of the global one"
            national = national or (placed and not scene.percents and not sized)
            if where is not None or scene.amounts or scene.percents:
                yield (market if market and generic(label.name) else label.name), where
        if market is not None and not scene.labels:
            where = whereabouts(scene.text, (), scene.places, len(scene.text))
            if where is not None and where.id == WORLD and not (national and _of_world(scene)):
                named = next((each.name for each in stated_markets(scene.text, market)), None)
                yield named or traded_market(scene.text) or market, where
            elif scene.amounts:
                told = not sized and _REVENUE.search(scene.text)
                home = market_geography(scene) if told else None
                if home and is_country(home):  # "Pumps in Peru, revenue in the segment is"
                    yield market, Whereabouts(home, scene.text)
                if not scene.places and _KEYED.match(scene.text):
                    yield market, None
            # "Growth will be seen across the 7MM": said of all that the page counts
            for place in filter(lambda place: is_group(place.id), scene.places):
                # "EU5 16 %, Japan 9 %" names it as a part; so does what is named after figures.
                beside = bool(scene.places[1:]) or not place.start
                figured = beside and bool(scene.amounts or scene.percents)
                later = place.id != "7MM" and bool(sized or _PRICED.search(scene.text))
                if not (figured or later):
                    yield market, Whereabouts(place.id, scene.text[place.start : place.end])
            # Parts that are sized before any place is named are no place's.
            if scene.percents and not scene.places and _PART_HELD.search(scene.text):
                yield market, None
        sized = sized or bool(scene.amounts or scene.percents)


def _of_world(scene: Scene) -> bool:
    """Whether a sentence names the world only as what something is a share of."""
    world = [place for place in scene.places if place.id == WORLD]
    return bool(world) and all(whole_of_share(scene.text, place, 0) for place in world)


def _lone_years(scenes: Iterable[Scene], known: Mapping[str, _Years]) -> _Years | None:
    """The only years that stand alone on a line, some years apart: a fact box lost the label."""
    # "Market size available for years" is no forecast.
    ahead = (scene for scene in scenes if " available " not in scene.lead)
    alone = (match for scene in ahead if (match := _LONE.fullmatch(scene.text)))
    spans = {(int(match["first"]), int(match["last"])) for match in alone} - {*known.values()}
    first, last = spans.pop() if len(spans) == 1 else (0, 0)
    return (first, last) if last - first >= _SPAN else None


def titled_forecast(text: str) -> _Years | None:
    """Return the years that a title's forecast, or else the report, is said to cover.

    Example:
        >>> titles = "Stent Market Size and Regional Forecast, 2021-2028", "Stent Market 2021-2028"
        >>> {titled_forecast(title) for title in titles}
        {(2021, 2028)}
        >>> titled_forecast("Stent Market, Forecast to 2028") is None
        True
    """
    if not _TO_YEAR.search(text):
        return None
    found = _TITLED.search(text) or _COVERED.search(text) or _NAMED.search(text)
    return (int(found["first"]), int(found["last"])) if found else None
