"""Shares of a market in per cent, from one sentence: whether they are, whose and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from cytonomics.claims.making import measured
from cytonomics.claims.model import Claim
from cytonomics.claims.names import segment_names
from cytonomics.claims.parts import Part, dimension_of, place_dimension, whole_market
from cytonomics.claims.periods import years
from cytonomics.claims.places import WORLD, Place
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.rates import kind_of_growth
from cytonomics.claims.scene import Scene
from cytonomics.claims.share_lists import (
    HOLDS,
    name_after_participle,
    name_before,
    name_behind,
    name_beside,
    names_in_turn,
    runs,
    tidy,
)
from cytonomics.claims.share_signs import (
    AND,
    BY,
    OF_MARKET,
    ONWARD,
    View,
    around,
    beside_place,
    is_share,
    of_market,
    place_in,
)

# Where a sentence turns to another subject, and where a statement ends.
_TURN = re.compile(r",?\s(?:while|whereas|but|although|though)\s", re.I)
_STOP = re.compile(r";|(?<=[a-z)%])\.\s")
_SURVEY = re.compile(
    r"\b(?:primaries|primary\s+(?:participants|sources|research|data)|interview\w*|respondents?|survey\w*|polls?|questionnaires?|tier\s?[1-3]|"
    r"c-level)\b",
    re.I,
)
_SAME = re.compile(r"\b(?:that|this|its|their)\s+(?:\w+\s+)?share\b", re.I)
# "71% and clinics 29% of the market": what the first number is of stands behind the last.
_ITEM = re.compile(r"\s*,?(?:\s*and)?(?:\s+(?!of\b|in\b|to\b)[\w&'.-]+){0,5}\s*", re.I)
_FORECAST = re.compile(
    r"\b(?:expected|projected|forecast|anticipated|will|likely|estimated\s+to|should|could|may|would|"
    r"by\s+20\d\d)\b",
    re.I,
)

# More numbers than this in a row are no sentence.
_MOST_IN_TURN = 12


def shares(scene: Scene) -> Iterator[Claim]:
    """Yield the share claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("Hospitals held a 58.2% share in 2023.", 0)
        >>> [(c.segment, c.value, c.period_start) for c in shares(scene)]
        [('Hospitals', 58.2, 2023)]
    """
    percents = list(scene.percents)
    surveyed = bool(percents and _SURVEY.search(around(scene)))
    groups = runs(scene.text, [(q.start, q.end) for q in percents])
    group_of = {i: group for group in groups for i in group}
    turns = {i: name for group in groups for i, name in _in_turn(scene, percents, group)}
    last: tuple[int, Part, int | None] | None = None
    for i, quantity in enumerate(percents):
        group = group_of[i]
        view = _view(scene, percents, i, group[-1])
        before = last if last and last[0] == i - 1 else None
        if quantity.low > 100 or not _is_level(scene, percents, i):
            continue
        if not is_share(scene, view, before is not None):
            continue
        if surveyed and not of_market(view.joined, view.left):
            continue
        part = _part(scene, view, turns.get(i), before[1] if before else None)
        year = _year(scene, view, before[2] if before else None)
        last = (i, part, year)
        yield _claim(scene, view, part, year)


def _in_turn(scene: Scene, percents: list[Quantity], group: list[int]) -> Iterator[tuple[int, str]]:
    """Give "46% and 54%" the names listed before them, one each."""
    if 1 < len(group) <= _MOST_IN_TURN:
        lead = _view(scene, percents, group[0], group[-1]).left
        yield from zip(group, names_in_turn(lead, len(group)), strict=False)


def _is_level(scene: Scene, percents: list[Quantity], i: int) -> bool:
    # "made up 7 % of" says how much, not how much more.
    made_up = re.search(
        r"\bma(?:de|kes?|king)\s+up\s+(?:\w+\s+){0,3}$",
        scene.text[: percents[i].start],
        re.I,
    )
    return bool(made_up) or kind_of_growth(scene, percents, i) is None


def _view(scene: Scene, percents: list[Quantity], i: int, last: int) -> View:
    text = scene.text
    start = percents[i - 1].end if i else 0
    end = percents[i + 1].start if i + 1 < len(percents) else len(text)
    left = text[start : percents[i].start]
    cuts = [m.end() for m in (*_STOP.finditer(left), *_TURN.finditer(left))]
    most = min(i + _MOST_IN_TURN, len(percents) - 1)
    while last < most and _ITEM.fullmatch(text[percents[last].end : percents[last + 1].start]):
        last += 1
    end_last = percents[last + 1].start if last + 1 < len(percents) else len(text)
    return View(
        percents[i],
        left[max(cuts, default=0) :],
        _until_stop(text[percents[i].end : end]),
        first=i == 0 or bool(cuts),
        joined=_until_stop(text[percents[last].end : end_last]),
    )


def _until_stop(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text


def _part(scene: Scene, view: View, given: str | None, before: Part | None) -> Part:
    whole = _whole(scene, view)
    if before is not None and (_SAME.search(view.left) or ONWARD.search(view.left)):
        return before
    beside = beside_place(scene, view.quantity)
    name = given or _name(view) if beside is None else None
    if beside is None and name is None and view.first is False and place_in(scene, view) is None:
        name = name_before(scene.text[: view.start])
    if name and re.fullmatch(r"rest\s+of\s+(?:the\s+)?world|row", name, re.I):
        return Part(whole.market, whole.scope, "region", name, "ROW")
    place = beside or _place_named(scene, view, name)
    if place is not None:
        printed = _printed(scene, place)
        return Part(whole.market, whole.scope, place_dimension(place.id), printed, place.id)
    if name is None:
        return whole
    return Part(whole.market, whole.scope, dimension_of(scene, name), name, whole.geography)


def _name(view: View) -> str | None:
    left, right = view.left, view.right
    if AND.search(left) and (by := BY.match(right)):
        return tidy(by["name"])
    if re.search(r"\(\s*$", left) and (name := name_beside(left)):
        return name
    if name := name_after_participle(left, right) or name_behind(right):
        return name
    tail = re.split(r":\s", left)[-1]
    if not HOLDS.search(tail) and (name := name_beside(tail)):
        return name
    return name_before(left) or next(reversed(list(segment_names(left))), None)


def _place_named(scene: Scene, view: View, name: str | None) -> Place | None:
    found = [p for p in scene.places if p.id != WORLD]
    if name is None:
        return place_in(scene, view)
    # "North America and Europe together" is no single place.
    inside = [p for p in found if _printed(scene, p).lower() in name.lower()]
    if len({place.id for place in inside}) == 1 and 2 * len(_printed(scene, inside[0])) > len(name):
        return inside[0]
    return None


def _printed(scene: Scene, place: Place) -> str:
    name = scene.text[place.start : place.end]
    return name if "." in name[:-1] else name.rstrip(".")


def _whole(scene: Scene, view: View) -> Part:
    """The market that the share is of."""
    of = OF_MARKET.match(view.joined)
    return whole_market(scene, view.quantity.end + of.end() if of else view.quantity.start)


def _year(scene: Scene, view: View, before: int | None) -> int | None:
    singles = [year for year in scene.years if not year.is_range]
    quantity, end = view.quantity, view.quantity.end
    for year in singles:
        gap = scene.text[end : year.start] if end <= year.start <= end + len(view.right) else None
        if gap is not None and not re.search(
            r"\b(?:and|to|from|through|until|will|expected|projected|CAGR|grow\w*)\b",
            gap,
            re.I,
        ):
            return year.first
    ahead = [y for y in singles if view.start <= y.start < quantity.start]
    if ahead:
        return ahead[-1].first
    if before is not None:
        return before
    if len({year.first for year in singles}) == 1:
        return singles[0].first
    if singles:
        earlier = [y for y in singles if y.start < quantity.start]
        return earlier[-1].first if earlier else None
    for text in (scene.lead, scene.heading, scene.before):
        known = {year.first for year in years(text) if not year.is_range}
        if len(known) == 1:
            return known.pop()
    return None


def _claim(scene: Scene, view: View, part: Part, year: int | None) -> Claim:
    quantity = view.quantity
    status: Literal["history", "forecast"] | None = "history" if year is not None else None
    if _FORECAST.search(view.left) or re.match(r"\s*by\s+20\d\d", view.right):
        status = "forecast"
    return measured(scene, quantity, "share", part, (year, year), unit="percent", status=status)
