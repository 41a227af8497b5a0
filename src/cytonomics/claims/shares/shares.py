"""Shares of a market in per cent, from one sentence: whether they are, whose and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from cytonomics.claims.figures.periods import MONTH, Years, relative_years, years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.rates import kinds_of_growth
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import measured
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.patterns import Cued
from cytonomics.claims.shares.lists import (
    names_after_numbers,
    names_in_bracket,
    names_in_turn,
    runs,
)
from cytonomics.claims.shares.moves import moves
from cytonomics.claims.shares.names import HOLDS
from cytonomics.claims.shares.parts import share_part
from cytonomics.claims.shares.signs import (
    about_stock,
    counts_others,
    is_share,
    of_market,
)
from cytonomics.claims.shares.view import (
    MOST_IN_TURN,
    View,
    around,
    view_of,
)
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.linking import began, linked_years, of_growth

_SURVEY = Cued(
    "primar interview respondent survey poll questionnaire tier c-level",
    r"\b(?:primaries|primary\s+(?:participants|sources|research|data)|interview\w*|respondents?|survey\w*|polls?|questionnaires?|tier\s?[1-3]|"
    r"c-level)\b",
)
_FORECAST = re.compile(
    r"\b(?:expected|projected|forecast|anticipated|will|likely|estimated\s+to|should|could|may|would|"
    r"by\s+20\d\d)\b",
    re.I,
)

_GOES_ON = re.compile(
    r"(?i)[\s)]*(?:of\s[^,;.%]+)?(?:,|(?:and|leading)\b)[^;.%]*(?:\(|\bat|\bwith)\s*"
)
# "rose 14 % in 2023 and the retail segment 6 %"
_NEXT_ITEM = re.compile(
    r"(?:\s+(?:in|by|for)\s+(?:19|20)\d\d)?(?:,|\s+and|,\s+and)\s[^;:.,()%]{3,60}\s", re.I
)
# "80 % of demand is met by imports", "much of the market, at 80 %, is supplied by imports"
_SUPPLIED = re.compile(
    r"(?:,|\s+of\s+(?:[\w'-]+\s+){0,4}?(?:demand|market|needs|requirements?|consumption)\b[^,;%.]{0,40}?)\s+(?:(?:is|are|was|were|being)\s+)?"
    r"(?:met|supplied|delivered|covered|satisfied)\s+(?:by|through|via)\s+(?:imports|imported|domestic|local|foreign)\b",
    re.I,
)
_TAKES = re.compile(
    r"\b(?:shares?|held|holds?|holding|account\w*|captur\w+|contribut\w+|represent\w*|command\w*|"
    r"dominat\w+|while|whereas|market\s+of)\b",
    re.I,
)
_LONGEST_GAP = 90

_CAME_FROM = re.compile(
    r"\W*(?:(?:this|that|it|which)(?:'s|\s+(?:is|was|marks|represents|compares))\s+)?(?:(?:an?\s+)?[\w-]+\s+)?"
    r"(?:up|down|increase|rise|growth|gain|jump|decline|decrease|drop|fall|higher|lower)\s+"
    r"(?:from|than)\s+(?:[a-z~]+\s+){0,2}\Z",
    re.I,
)
_FROM = re.compile(
    r"(?:^\s*|,\s*)(?:(?:up|down)\s+)?(?:from|compared\s+(?:with|to)|against|versus)\s"
    r"(?:[a-z]+\s){0,3}\Z",
    re.I,
)
# "40 %, followed by pumps, which rose to 14 % from 13 % in 2010": the year is that of the last.
_OF_BASE = re.compile(
    r"\b(?:from|against|versus|compared\s+(?:with|to))\s+[^;,%]{0,20}\d\s?(?:%|per\s?cent)"
    r"\s*\(?(?:in|of|for|back\s+in)\s+\Z",
    re.I,
)
_LEVEL = re.compile(r"\b(?:from|to)\s+(?:[a-z~>]+\s+){0,3}[~>]?\Z", re.I)
# "40 %, and is expected to keep its lead by 2030"
_OUTLOOK = re.compile(
    r"[^;%]{0,90}?\b(?:and|which|that|but)\s+(?:is|are)\s+(?:\w+\s+)?(?:expected|projected|anticipated|likely|"
    r"predicted|estimated|set|poised)\s+to\s+(?!(?:reach|rise|hold|account|capture)\b)[^;%]{2,90}?\b(?:by|until|through|to)\s+",
    re.I,
)
# "rose from 40 % in 1993 to 47 %"
_LEFT = re.compile(r"\bfrom\s[^;,%]{0,20}\d\s?(?:%|per\s?cent)\s*\(?(?:in|of)\s+\Z", re.I)
_RUNS_TO = re.compile(
    r"\s+(?:(?:CAGR|annually|a\s+year|per\s+year)\s+(?:to|through|until|till|by)|to|through)\s+",
    re.I,
)
# "Pump Market Insights 2031", "Friday, May 9, 2014": of an edition, a forecast, a day, a source.
_EDITION = re.compile(
    rf"\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\Z|\b\d{{1,2}}\s{MONTH},?\s*\Z|\bsources?\b[^\n]{{0,160}}\Z|"
    r"\b(?:reports?|insights|outlook|forecasts?|analysis|study|trends|edition|to|by|until|till)\s*[,:(-]?\s*\Z",
    re.I,
)
_FIGURE = re.compile(r"%|[$€£¥₹]\s?\d|\d\s?(?:[bm]illion|[bm]n)\b", re.I)
_RATE = re.compile(r"\b(?:while|whereas|and)\b.{0,90}?\b(?:CAGR|growth\s+rate)\b", re.I)
# "31 % by 2030, up from 28 %": the year is that of the first.
_UP_FROM = re.compile(r",\s+(?:(?:up|down)\s+)?from\s+(?:[a-z]+\s+){0,3}\Z", re.I)
# "28 % a year earlier"
_BESIDE = 3
_ROUNDED = 0.3
# The year of another clause is looked for no further behind.
_FAR = 200
# "…, Asia 24 %, together 100 %"
_ALL = re.compile(r"\b(?:together|total(?:ling|s)?|combined|sum(?:ming|s)?)\b[^%]{0,20}\Z", re.I)
_OF = re.compile(r"\W*(?:share\s+)?of\b", re.I)
_ARRIVED = re.compile(
    r"\bshare\b(?!\s+of\s+(?:patients|hospitals|adults))(?:(?!\b(?:CAGR|growth|rates?)\b)[^;%])"
    r"{0,100}\bto\s+(?:[a-z~>]+\s+){0,2}$",
    re.I,
)
# A year behind one of these is that of another figure.
_MADE_UP = Cued("made make making", r"\bma(?:de|kes?|king)\s+up\s+(?:\w+\s+){0,3}$")
_NEXT_FIGURE = re.compile(
    r"\b(?:to|from|through|until|will|expect\w+|project\w+|forecast\w*|should|could|CAGR|grow\w*|set|poised|while|whereas)\b|;"
    r"|,\s+and\s|\band\s+(?:is|was|are|were|has|had|to)\b",
    re.I,
)


def shares(scene: Scene) -> Iterator[Claim]:
    """Yield the share claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("Hospitals held a 58.2% share in 2023.", 0)
        >>> [(c.segment, c.value, c.period_start) for c in shares(scene)]
        [('Hospitals', 58.2, 2023)]
    """
    percents = [] if about_stock(scene.text) else list(scene.percents)
    surveyed = bool(percents and _SURVEY.search(around(scene)))
    groups = runs(scene.text, [(q.start, q.end) for q in percents])
    group_of = {i: group for group in groups for i in group}
    turns = {i: name for group in groups for i, name in _in_turn(scene, percents, group)}
    behind = names_after_numbers(scene)
    paired = {i: scene.paired[q.start] for i, q in enumerate(percents) if q.start in scene.paired}
    turns |= {**behind, **{i: name for i, name in paired.items() if name}}
    if len(percents) == 1 and _CAME_FROM.match(scene.text, 0, percents[0].start):
        yield from _earlier(scene, percents[0])
        return
    last: tuple[int, Part, int | None] | None = None
    moved = moves(scene) if percents else frozenset[int]()
    in_turn = "respectively" in scene.text and len(scene.years) == len(percents)
    dated = linked_years(scene.text, percents, list(scene.years)) if in_turn else {}
    counted = False  # whether people or other things are what the last number is of
    refused = -2  # the last number that is none, with which a list of others may begin
    for i, quantity in enumerate(percents):
        group = group_of[i]
        view = view_of(scene, percents, i, group[-1])
        before = last if last and last[0] == i - 1 else None
        gap = scene.text[percents[i - 1].end if i else 0 : quantity.start]
        counted = counts_others(view, gap, counted)
        goes_on = refused == i - 1 and _goes_on(gap) and not _OF.match(view.joined)
        told = i in behind or i in paired or i in moved or (i - 1 in moved and before is not None)
        told = told or _SUPPLIED.match(view.right) is not None
        stated = not (goes_on or counted) and _is_level(scene, percents, i)
        if (
            quantity.low > 100
            or (quantity.low == 100 and _ALL.search(gap))
            or not (told or (stated and is_share(scene, view, before is not None)))
        ):
            refused = i
            continue
        if surveyed and not of_market(view.joined, view.left):
            continue
        if before and i - 1 in moved:
            part = before[1]
        else:
            part = share_part(scene, view, turns.get(i), before[1] if before else None)
        if part.segment and part.segment.lower().startswith("no "):
            continue  # "no firm holds 8 %"
        known = before[2] if before and i - 1 not in moved else None
        left = i in moved or bool(before and _UP_FROM.search(gap))
        year = dated[i].first if i in dated else _year(scene, view, known, left)
        last = (i, part, year)
        yield _claim(scene, view, part, year)


def _earlier(scene: Scene, quantity: Quantity) -> Iterator[Claim]:
    """The share that the one of the sentence before rose from: "This is up from 40 % in 2011"."""
    before = replace(scene, text=scene.before, before="", about="")
    for share in [*shares(before)][-1:]:
        year = next((y.first for y in scene.years if y.start >= quantity.end), None)
        part = Part(share.market, share.scope, share.dimension, share.segment, share.geography)
        yield measured(scene, quantity, "share", part, (year, year), unit="percent")


def _in_turn(scene: Scene, percents: list[Quantity], group: list[int]) -> Iterator[tuple[int, str]]:
    """Give "46% and 54%" the names listed before them, one each."""
    if 1 < len(group) <= MOST_IN_TURN:
        view = view_of(scene, percents, group[0], group[-1])
        found = names_in_bracket(view.joined, len(group)) or names_in_turn(view.left, len(group))
        yield from zip(group, found, strict=False)


def _is_level(scene: Scene, percents: list[Quantity], i: int) -> bool:
    # "made up 7 % of" says how much, not how much more.
    made_up = _MADE_UP.search(scene.text, 0, percents[i].start)
    # "The share rose by 6 points to 38 %" says where it arrived.
    arrived = _ARRIVED.search(
        scene.text[percents[i - 1].end if i else 0 : percents[i].start][-120:]
    )
    return bool(made_up or arrived) or kinds_of_growth(scene, tuple(percents))[i] is None


def _goes_on(gap: str) -> bool:
    """One more of a list of what is no share: ", followed by Europe (9 %)", "and kits at 4 %"."""
    if len(gap) > _LONGEST_GAP or _TAKES.search(gap):
        return False
    return bool(_GOES_ON.fullmatch(gap) or (_NEXT_ITEM.fullmatch(gap) and not HOLDS.search(gap)))


def _year(scene: Scene, view: View, before: int | None, leaves: bool) -> int | None:
    """The year of a share; one that a move `leaves` behind has only what stands beside it."""
    singles = [
        year
        for year in scene.years
        if not (year.is_range or began(scene.text, year))
        if not _OUTLOOK.fullmatch(scene.text, view.quantity.end, max(year.start, view.quantity.end))
        if not (_ends_growth(scene, year) or _of_amount(scene, view, year))
        and not _OF_BASE.search(scene.text, view.quantity.end, year.start)
        and not (year.end <= view.quantity.start and _LEFT.search(scene.text, 0, year.start))
    ]
    quantity, end = view.quantity, view.quantity.end
    for year in singles:
        gap = scene.text[end : year.start] if end <= year.start <= end + len(view.right) else None
        if gap is not None and not _NEXT_FIGURE.search(gap):
            return year.first
    beside = (y for y in relative_years(scene.text, scene.years) if 0 <= y.start - end < _BESIDE)
    relative = next(beside, None)
    if relative:
        return relative.first
    if leaves:
        # "from $1 bn in 2013 to $5 bn by 2023, a rise from 52 % to 69 %"
        run = [y.first for y in singles if y.start < quantity.start]
        if len(run) == 2 and run[0] < run[1]:
            return run[0]
    ahead = [y for y in singles if view.start <= y.start < quantity.start]
    if ahead and not (leaves and _LEVEL.search(view.left)):
        return ahead[-1].first
    if leaves:
        return None
    if before is not None:
        return before
    if _FROM.search(view.right) and all(y.start > end + len(view.right) for y in singles):
        return None  # "58 % from 51 % in 2020": the year is the other's
    if len({year.first for year in singles}) == 1:
        return singles[0].first
    if singles:
        earlier = [y for y in singles if y.start < quantity.start]
        return earlier[-1].first if earlier else None
    return scene.year_above or _year_above(scene)


def _ends_growth(scene: Scene, year: Years) -> bool:
    """Whether a year is what a growth rate runs to: "a CAGR of 5 % to 2030"."""
    ahead = next((q for q in reversed(scene.percents) if q.end <= year.start), None)
    return ahead is not None and bool(_RUNS_TO.fullmatch(scene.text, ahead.end, year.start))


def _of_amount(scene: Scene, view: View, year: Years) -> bool:
    """Whether a year is that of a later amount: "40 %, and is to bring in USD 2 bn by 2030"."""
    end = view.quantity.end
    if end < year.start < end + _FAR and _RATE.search(scene.text, end, year.start):
        return True  # "40 %, while pens see a CAGR of 9 % to 2030"
    if of_growth(scene.text, view.quantity, year):
        return True  # "40 %, and is likely to keep its lead until 2030"
    between = [q for q in scene.amounts if end <= q.start and q.end <= year.start]
    return bool(between) and _NEXT_FIGURE.search(scene.text, end, between[-1].start) is not None


def _year_above(scene: Scene) -> int | None:
    """The year of the line that leads in: a sentence of its own has none but its own."""
    told = scene.before if scene.before.endswith(":") or _completes(scene) else ""
    item = scene.lead.endswith(":") or not (scene.text.endswith(".") and HOLDS.search(scene.text))
    # A line with a number of its own is another item, no title.
    titles = [text for text in (scene.lead, scene.heading) if item and not _FIGURE.search(text)]
    for text in (told, *titles):
        known = {
            y.first for y in years(text) if not y.is_range and not _EDITION.search(text[: y.start])
        }
        if len(known) == 1:
            return known.pop()
    return None


def _completes(scene: Scene) -> bool:
    """One split in two sentences: "A had 79 %. B accounted for 12 % and C for 9 %"."""
    if not 0 < len(scene.percents) <= MOST_IN_TURN or "%" not in scene.before:
        return False
    parts = [q.low for q in (*Scene(scene.before, 0).percents, *scene.percents)]
    return abs(sum(parts) - 100) < _ROUNDED


def _claim(scene: Scene, view: View, part: Part, year: int | None) -> Claim:
    quantity = view.quantity
    status: Literal["history", "forecast"] | None = "history" if year is not None else None
    if _FORECAST.search(view.left) or re.match(r"\s*by\s+20\d\d", view.right):
        status = "forecast"
    return measured(scene, quantity, "share", part, (year, year), unit="percent", status=status)
