"""Shares of a market in per cent, from one sentence: whether they are, whose and of which year."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.rates import kinds_of_growth
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import measured
from cytonomics.claims.parts.named_parts import only_place, place_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.parts.turns import names_above, names_taken_up, places_above_in_turn
from cytonomics.claims.patterns import Cued
from cytonomics.claims.shares.context import about_stock, of_procedures
from cytonomics.claims.shares.lists import (
    lists_shares,
    names_after_numbers,
    names_in_bracket,
    names_in_turn,
    runs,
)
from cytonomics.claims.shares.moves import moves
from cytonomics.claims.shares.names import HOLDS
from cytonomics.claims.shares.owners import of_larger_market
from cytonomics.claims.shares.parts import share_part
from cytonomics.claims.shares.share_years import year_of_share
from cytonomics.claims.shares.signs import counts_others, is_share, of_market
from cytonomics.claims.shares.view import (
    MOST_IN_TURN,
    View,
    around,
    view_of,
)
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.name_lists import respective
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD, HOLDING, TAKES_UP
from cytonomics.claims.years.linking import is_business_year, linked_years

_SURVEY = Cued(
    "primar interview respondent survey poll questionnaire tier c-level",
    r"\b(?:primaries|(?<!insights\sfrom\s)primary\s+(?:participants|sources|research|data)|interview\w*|respondents?|survey\w*|polls?|questionnaires?|tier\s?[1-3](?!\s+(?:companies|players|firms|vendors))|"
    r"c-level)\b",
)
_FORECAST = re.compile(
    r"\b(?:expected|projected|forecast|anticipated|will|likely|estimated\s+to|should|could|may|would|"
    r"by\s+20\d\d)\b",
    re.I,
)

_GOES_ON = re.compile(
    r"(?i)[\s)]*(?:(?:of|in)\s[^,;.%]+?\s?)?(?:,|(?:and|leading)\b)[^;.%]*(?:\(|\bat|\bwith)\s*"
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
# "9 % of distributors reported": who was asked
_REPORTED = re.compile(
    r"\s+of\s+(?:the\s+)?(?:[\w'-]+\s+){0,3}?(?:distributors|retailers|dealers|companies|firms|"
    r"businesses|organi[sz]ations|employers|executives)\s+(?:reported|saw|kept|maintained|said|plan|expect)\b",
    re.I,
)
# "…, and clinics, at USD 2 bn, grew 9 %": whoever holds what before
_GREW = re.compile(
    r"\b(?:grew|rose|fell|shrank|climbed|jumped|declined|dropped|expanded|gained|lost)\s+(?:by\s+)?(?:[a-z]+\s){0,2}\Z"
)
_TAKES = re.compile(
    rf"\b(?:{HELD}|{HOLDING}|shares?|while|whereas|market\s+of)\b",
    re.I,
)
_LONGEST_GAP = 90
_NOBODY = re.compile(
    r"(?i)(?:no|tier(?=\s\w+\s(?:firms|companies|players|vendors|suppliers|makers))|none\s+of|not\s+(?:one|any|even)|neither|nobody|nor|few|hardly\s+any)\s"
)

_CAME_FROM = re.compile(
    r"\W*(?:(?:this|that|it|which)(?:'s|\s+(?:is|was|marks|represents|compares))\s+)?(?:(?:an?\s+)?[\w-]+\s+)?"
    r"(?:up|down|increase|rise|growth|gain|jump|decline|decrease|drop|fall|higher|lower)\s+"
    r"(?:from|than)\s+(?:[a-z~]+\s+){0,2}\Z",
    re.I,
)
# "31 % by 2030, up from 28 %": the year is that of the first.
_UP_FROM = re.compile(r",\s+(?:(?:up|down)\s+)?from\s+(?:[a-z]+\s+){0,3}\Z", re.I)
_LISTED, _ROUNDED = 3, 0.2
# "…, Asia 24 %, together 100 %"
_ALL = re.compile(r"\b(?:together|total(?:ling|s)?|combined|sum(?:ming|s)?)\b[^%]{0,20}\Z", re.I)
_OF = re.compile(r"\W*(?:share\s+)?of\b", re.I)
_ARRIVED = re.compile(
    r"\bshare\b(?!\s+of\s+(?:patients|hospitals|adults))(?:(?!\b(?:CAGR|growth|rates?)\b)[^;%])"
    r"{0,100}\bto\s+(?:[a-z~>]+\s+){0,2}$",
    re.I,
)
# A year behind one of these is that of another figure.
_MADE_UP = Cued(" up ", rf"\b{TAKES_UP}\s+(?:\w+\s+){{0,3}}$")


def shares(scene: Scene) -> Iterator[Claim]:
    """Yield the share claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("Hospitals held a 58.2% share in 2023.", 0)
        >>> [(c.segment, c.value, c.period_start) for c in shares(scene)]
        [('Hospitals', 58.2, 2023)]
    """
    percents = list(scene.percents)
    if not percents or about_stock(scene.text):
        return
    groups = runs(scene.text, [(q.start, q.end) for q in percents])
    group_of = {i: group for group in groups for i in group}
    turns = {i: name for group in groups for i, name in _in_turn(scene, percents, group)}
    behind = names_after_numbers(scene)
    paired = {i: scene.paired[q.start] for i, q in enumerate(percents) if q.start in scene.paired}
    listed = {i: scene.named[q.start] for i, q in enumerate(percents) if q.start in scene.named}
    split = lists_shares(scene)
    turns |= {**listed, **behind, **{i: name for i, name in paired.items() if name}}
    if len(percents) == 1 and _CAME_FROM.match(scene.text, 0, percents[0].start):
        yield from _earlier(scene, percents[0])
        return
    last: tuple[int, Part, int | None] | None = None
    moved = moves(scene)
    in_turn = len(scene.years) == len(percents) and respective(scene.text) is not None
    dated = linked_years(scene.text, percents, list(scene.years)) if in_turn else {}
    dates: dict[int, int | None] = {}
    counted = False  # whether people or other things are what the last number is of
    refused = -2  # the last number that is none, with which a list of others may begin
    for i, quantity in enumerate(percents):
        group = group_of[i]
        view = view_of(scene, percents, i, group[-1])
        before = last if last and last[0] == i - 1 else None
        gap = scene.text[percents[i - 1].end if i else 0 : quantity.start]
        counted = counts_others(view, gap, counted) and not of_procedures(scene, view.right)
        goes_on = refused == i - 1 and _goes_on(gap) and not _OF.match(view.joined)
        told = i in behind or i in paired or i in moved or (i - 1 in moved and before is not None)
        told = told or (split and i in listed) or _SUPPLIED.match(view.right) is not None
        stated = not (goes_on or counted) and _is_level(scene, percents, i)
        if (
            quantity.low > 100
            or ((quantity.low == 100 or _is_sum(percents[: i + 1])) and _ALL.search(gap))
            or (told and not stated and i not in moved and _GREW.search(gap))
            or not (told or (stated and is_share(scene, view, before is not None)))
        ):
            refused = i
            continue
        if _REPORTED.match(view.right):
            continue
        asked = not before and _SURVEY.search(around(scene))
        if asked and not of_market(view.joined, view.left):
            continue
        if before and i - 1 in moved:
            part = before[1]
        else:
            part = of_larger_market(scene, view) or share_part(
                scene, view, turns.get(i), before[1] if before else None
            )
            place = only_place(turns.get(i, ""))
            part = place_part(part, *place) if place and part.geography != place[0].id else part
        if _NOBODY.match(part.segment or view.left.lstrip()):
            continue  # "none of them holds 8 %", "tier 1 firms hold 40 %"
        known = before[2] if before and i - 1 not in moved else None
        left = i in moved or bool(before and _UP_FROM.search(gap))
        year = dated[i].first if i in dated else year_of_share(scene, view, known, left)
        if year is None and (i in moved or i - 1 in moved):
            year = dates.get(i - 2)  # "…, while that of gels falls from 9 % to 4 %"
        dates[i] = year
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
        first = percents[group[0]].start
        said = subject(scene.text, first) if scene.before else ""
        above = places_above_in_turn(scene, len(group)) if not scene.places else []
        found = names_in_bracket(view.joined, len(group)) or above
        found = found or names_taken_up(scene.text[:first], said, scene.before, len(group))
        found = found or names_in_turn(view.left, len(group))
        found = found or names_above(scene, view.left, len(group))
        yield from zip(group, found, strict=False)


def _is_level(scene: Scene, percents: list[Quantity], i: int) -> bool:
    if kinds_of_growth(scene, tuple(percents))[i] is None:
        return True
    # "made up 7 % of" says how much, not how much more.
    if _MADE_UP.search(scene.text, 0, percents[i].start):
        return True
    # "The share rose by 6 points to 38 %" says where it arrived.
    said = scene.text[percents[i - 1].end if i else 0 : percents[i].start]
    return _ARRIVED.search(said[-120:]) is not None


def _is_sum(percents: Sequence[Quantity]) -> bool:
    """Whether the last of four and more is what the others come to, and so the share of no one."""
    *parts, last = (percent.low for percent in percents)
    return len(parts) >= _LISTED and math.isclose(sum(parts), last, abs_tol=_ROUNDED)


def _goes_on(gap: str) -> bool:
    """One more of a list of what is no share: ", followed by Europe (9 %)", "and kits at 4 %"."""
    if len(gap) > _LONGEST_GAP or _TAKES.search(gap):
        return False
    return bool(_GOES_ON.fullmatch(gap) or (_NEXT_ITEM.fullmatch(gap) and not HOLDS.search(gap)))


def _claim(scene: Scene, view: View, part: Part, year: int | None) -> Claim:
    quantity = view.quantity
    status: Literal["history", "forecast"] | None = "history" if year is not None else None
    if _FORECAST.search(view.left) or re.match(r"\s*by\s+20\d\d", view.right):
        status = "forecast"
    business = [y for y in scene.years if is_business_year(scene.text, y)]
    only = business[0] if year is None and len(business) == len(scene.years) == 1 else None
    period = (only.first, only.last) if only else (year, year)
    return measured(scene, quantity, "share", part, period, unit="percent", status=status)
