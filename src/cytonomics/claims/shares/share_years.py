"""The year of a share: beside it, ahead of it in its sentence, or above it."""

from __future__ import annotations

import re

from cytonomics.claims.figures.periods import MONTH, Years, years
from cytonomics.claims.shares.names import HOLDS
from cytonomics.claims.shares.view import (
    MOST_IN_TURN,
    View,
)
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD
from cytonomics.claims.years.linking import began, is_business_year, of_growth
from cytonomics.claims.years.reasons import told_years
from cytonomics.claims.years.tenses import BASE_YEAR, SAME_YEAR, year_told

_FROM = re.compile(
    r"(?:^\s*|,\s*)(?:(?:up|down)\s+)?(?:from|compared\s+(?:with|to)|(?:as\s+)?against|versus)\s"
    r"(?:[a-z]+\s){0,3}\Z",
    re.I,
)
# "40 %, followed by pumps, which rose to 14 % from 13 % in 2010": the year is that of the last.
_OF_BASE = re.compile(
    r"\b(?:from|against|versus|compared\s+(?:with|to))\s+[^;,%]{0,20}\d\s?(?:%|per\s?cent)"
    r"\s*\(?(?:in|of|for|back\s+in)\s+\Z",
    re.I,
)
# "from 40 % to nearly 45 %", and not "to account for 40 %"
_LEVEL = re.compile(
    rf"\b(from|to)\s+(?!(?:{HELD}|account|have|lead|reach|rise|grow)\b)(?:[a-z~>]+\s+){{0,3}}[~>]?\Z",
    re.I,
)
# "40 %, and is expected to keep its lead by 2030"
_OUTLOOK = re.compile(
    r"[^;%]{0,90}?\b(?:and|which|that|but)\s+(?:is|are)\s+(?:\w+\s+)?(?:expected|projected|anticipated|likely|"
    r"predicted|estimated|set|poised)\s+to\s+(?!(?:reach|rise|hold|account|capture)\b)[^;%]{2,90}?\b(?:by|until|through|to)\s+",
    re.I,
)
# "rose from 40 % in 1993 to 47 %", "USD 2 bn in 2027, up from USD 1 bn in 2022; 60 %"
_LEFT = re.compile(
    r"\b(?:from\s[^;,%]{0,20}\d\s?(?:%|per\s?cent)|(?:up|down)\s+from\s[^;%]{0,20}\d[^;%]{0,12})\s*\(?(?:in|of)\s+\Z",
    re.I,
)
_RUNS_TO = re.compile(
    r"\s+(?:(?:CAGR|annually|a\s+year|per\s+year)\s+(?:to|through|until|till|by)|to|through)\s+",
    re.I,
)
# "Pump Market Insights 2031", "Friday, May 9, 2014": of an edition, a forecast, a day, a source.
_EDITION = re.compile(
    rf"\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\Z|\b\d{{1,2}}\s{MONTH},?\s*\Z|\bsources?\b[^\n]{{0,160}}\Z|"
    r"\b(?!\ABy\s)(?:reports?|insights|outlook|forecasts?|analysis|study|trends|edition|to|by|until|till)\s*[,:(-]?\s*\Z",
    re.I,
)
_LETTER = re.compile(r"[A-Za-z]{3}")
# "Sales by channel, 2024 (%)" has none
_FIGURE = re.compile(r"\d\s?%|[$€£¥₹]\s?\d|\d\s?(?:[bm]illion|[bm]n)\b", re.I)
_RATE = re.compile(r"\b(?:while|whereas|and)\b.{0,90}?\b(?:CAGR|growth\s+rate)\b", re.I)
# "40 % of the market in the current year; 50 % by 2035"
_NOW = re.compile(
    r"\s*(?:market\s+)?(?:share\s+)?(?:of\s+the\s+(?:[\w-]+\s+){0,3}?(?:market|revenue)\s+(?:share\s+)?)?"
    r"in\s+the\s+(?:current|present)\s+year\b",
    re.I,
)
# "Currently clinics hold 40 %; in 2030 it will be"
_CURRENTLY = re.compile(r"\b(?:currently|today|presently|at\s+present)\b", re.I)
# "28 % a year earlier"
_BESIDE = 3
_ROUNDED = 0.3
# The year of another clause is looked for no further behind.
_FAR = 200
_NEXT_FIGURE = re.compile(
    r"\b(?:to(?!\s+(?:the|overall|total|global)\s+(?:[\w-]+\s+){0,3}?(?:market|industry|total|revenues?|sales|sum)\b)|from|through|until|will|expect\w+|project\w+|forecast\w*|should|could|CAGR|grow\w*|set|poised|while|whereas)\b|;"
    r"|,\s+and\s|\band\s+(?:is|was|are|were|has|had|to)\b",
    re.I,
)


# "A third of that total will come from Peru": of the year that the total is of
_OF_THAT = re.compile(r"\s*of\s+th(?:at|is)\s+(?:total|sum|amount|figure|value)\b", re.I)
# "Of that, a third came from Peru"
_AHEAD_OF_THAT = re.compile(r"\W*of\s+(?:that|this|it)(?:\s+(?:total|sum|amount))?,\s", re.I)
# "(2024: USD 2 bn; 2030: USD 3 bn)": years of other figures
_KEYS = re.compile(r"\s?[:=]\s?")


def year_of_share(scene: Scene, view: View, before: int | None, leaves: bool) -> int | None:
    """Return the year of a share; one that a move `leaves` behind has what stands beside it only.

    Args:
        scene: the sentence.
        view: the share, with what stands before and behind it.
        before: the year of the share before it, which it goes on from.
        leaves: whether it is what a share has moved away from.

    Example:
        >>> from cytonomics.claims.shares.view import view_of
        >>> scene = Scene("In 2024, pumps held 40 % of the market", 0)
        >>> year_of_share(scene, view_of(scene, scene.percents, 0, 0), None, leaves=False)
        2024
    """
    singles = [
        year
        for year in told_years(scene.text, scene.years)
        if not (year.is_range or began(scene.text, year))
        if not _OUTLOOK.fullmatch(scene.text, view.quantity.end, max(year.start, view.quantity.end))
        if not (_ends_growth(scene, year) or _of_amount(scene, view, year))
        if not any(_KEYS.fullmatch(scene.text, year.end, a.start) for a in scene.amounts)
        and not _OF_BASE.search(scene.text, view.quantity.end, year.start)
        and not (year.end <= view.quantity.start and _LEFT.search(scene.text, 0, year.start))
    ]
    if "|" in scene.text:
        singles = [year for year in singles if not _of_other_cell(scene.text, year, view)]
    quantity, end = view.quantity, view.quantity.end
    spans = [
        year for year in scene.years if year.is_range and not is_business_year(scene.text, year)
    ]
    course = _LEVEL.search(view.left) if len(spans) == 1 and not singles else None
    if course:  # "rose from 40 % to 45 % between 2019 and 2024"
        return spans[0].first if course[1].lower() == "from" else spans[0].last
    for year in singles:
        gap = scene.text[end : year.start] if end <= year.start <= end + len(view.right) else None
        if gap is not None and not _NEXT_FIGURE.search(gap):
            return year.first
    beside = (y for y in scene.relative if 0 <= y.start - end < _BESIDE)
    relative = next(beside, None)
    if relative:
        return relative.first
    if _NOW.match(scene.text, end):
        return None
    if told := _same_year(scene, view, singles):
        return told
    if _OF_THAT.match(scene.text, end) or (not view.start and _AHEAD_OF_THAT.match(view.left)):
        ahead = [y for y in singles if y.end <= quantity.start]
        above = {y.first for y in ahead or years(scene.before) if not y.is_range}
        return above.pop() if len(above) == 1 else None
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
    if _CURRENTLY.search(view.left):
        singles = [y for y in singles if not re.search(r";\s", scene.text[end : y.start])]
    if len({year.first for year in singles}) == 1:
        return singles[0].first
    if singles:
        earlier = [y for y in singles if y.start < quantity.start]
        return earlier[-1].first if earlier else None
    return scene.year_above or _year_above(scene)


def _same_year(scene: Scene, view: View, singles: list[Years]) -> int | None:
    """The last year told, where a share is one of "the same year", or else the base year."""
    said = f"{view.left}|{view.right}"
    if same := SAME_YEAR.search(said):
        ahead = [y for y in singles if y.end <= view.quantity.start]
        return year_told(same, [*years(scene.before), *ahead])
    return scene.outline.base if BASE_YEAR.search(said) else None


def _of_other_cell(text: str, year: Years, view: View) -> bool:
    """Whether a year is of a cell before: "Size (2029): $9 bn | Leader: Peru, 9%"."""
    cells = text[: view.quantity.start].rpartition("|")
    if year.end > len(cells[0]) or not _LETTER.search(cells[2]):
        return False
    first = text.rfind("|", 0, year.start) + 1
    return _FIGURE.search(text, first, text.find("|", year.end)) is not None


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
