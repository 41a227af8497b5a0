"""The year of every amount of a sentence: its own, its list's, its period's or its label's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.figures.periods import COUNTS, Years, reference_years, years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.dateline import dateline
from cytonomics.claims.words.keyed_figures import key_of_figures
from cytonomics.claims.words.name_lists import respective
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.keys import keyed_years
from cytonomics.claims.years.linking import CURRENTLY, began, linked_years, of_growth, undated
from cytonomics.claims.years.ranges import is_edition
from cytonomics.claims.years.revised import share_revised
from cytonomics.claims.years.tenses import BASE_YEAR, SAME_YEAR, forecasts, starts, year_told

_RESTATED = re.compile(
    r"\s*(?:U\.?S\.?\s?)?\(\s*(?:approximately|about|around|approx\.?|or|i\.e\.,?|equivalent\s+to|~|=)?\s*"
)
_TO = re.compile(
    r"\bto\s+(?:an?\s+)?(?:(?:an?\s+)?(?:estimated|just|nearly|about|around|over|approximately|some|reach|more\s+than)\s+)*$",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:grew|rose|grown|risen|climbed|increased|expanded|fell|fallen|shrank|jumped|went\s+up|"
    r"surged|soared|gained|advanced|swelled|declined|dropped|decreased|contracted)\b"
)
_LISTED = re.compile(
    r"(?:\s+(?:in|from|of|for)\s+[^,;.]{1,60})?\s*(?:[,;&]|\b(?:and|while|whereas|with|followed)\b)",
    re.IGNORECASE,
)
_FORECAST_PERIOD = re.compile(
    r"\b(?:forecast|projection|projected|prediction|analysis|assessment|study)\s+(?:period|timeframe|timeline|horizon|window|"
    r"years?|term)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:[bm]illion|trillion|[bm]n|crore|%)", re.IGNORECASE)
_THAT_YEAR = re.compile(
    r"\b(?:for|in|during)\s+(?:the|that|the\s+same)\s+year\b(?!\s+(?:to|ending|before|after|\d))",
    re.IGNORECASE,
)
# "sales of USD 9 bn, compared with USD 8 bn in 2019"
_COMPARED = re.compile(r"\b(?:compared\s+(?:with|to)|versus|against)\s", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are)\s+(?:\w+\s+)?(?:valued|worth|sized|estimated|assessed|pegged)\b|\bstands\s+at\b",
    re.IGNORECASE,
)
# "Growth to 2031", and the year of an edition: "Insights 2031"
_UP_TO = re.compile(
    r"\b(?:to|until|till|through|by|since|reports?|insights|outlook|forecast)\s*$", re.IGNORECASE
)
_NEXT = re.compile(
    r"\s+(?:over|in|within|during)\s+the\s+(?:next|coming|following)\s+(?:decade|(?P<count>\d{1,2}|two|three|"
    r"four|five|six|seven|eight|nine|ten)\s+years)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\W*(?:(?P<first>start(?:ing)?|base|initial|opening|current)|forecast(?:ed)?|projected|"
    r"end(?:ing)?|final|"
    r"future|target)\s+(?:(?:market|revenue)\s+)?(?:values?|size|revenues?|valuation)\b\W*(?:USD|"
    r"US)?\W*",
    re.IGNORECASE,
)
# "USD 2 bn → USD 5 bn (2022-2030)"
_ARROWS = ("→", "->", "-->", "=>")
_TODAY = re.compile(r"\b(?:today|now|currently|at\s+present)\s?[:=]\s\W{0,3}\Z", re.IGNORECASE)
# A figure alone on its line has its year in the label above it.
_LINE = 60


def dated(scene: Scene, chosen: Sequence[Quantity], clauses: Sequence[str]) -> dict[int, Years]:
    """Return the year of each amount, by index; `clauses` are the words before each.

    Example:
        >>> scene = Scene("It will rise from USD 2 bn to USD 5 bn over 2024-2030.", 0)
        >>> found = dated(scene, scene.amounts, ["It will rise from ", " to "])
        >>> {index: year.first for index, year in found.items()}
        {0: 2024, 1: 2030}
    """
    above = _years_above(scene, len(chosen))
    if above:
        return dict(enumerate(above))
    known = [*_own_years(scene), *scene.relative]
    found = linked_years(scene.text, list(chosen), known) | dict(keyed_years(scene.text, chosen))
    moved = share_revised(scene, chosen, clauses, found)
    moved |= _move_to_ends(chosen, clauses, found) if not moved else set()
    _share_brackets(scene, chosen, found)
    origins = {found[j].first for j in found if starts(clauses[j])}
    for k, quantity in enumerate(chosen):
        if k in found or k in moved or undated(scene.text, quantity):
            continue
        year = (
            _that_year(scene, quantity, clauses[k])
            or _lead_in(scene, quantity)
            or (_years_on(scene, quantity, found, k) if _ends(clauses, k) else None)
            or (None if _ends(clauses, k) else _same_year(scene, quantity, clauses[k], origins))
            or _listed(scene, chosen, clauses, found, k)
            or _labelled(scene)
            or _of_period(scene, quantity, clauses, k)
            or _stands(scene, quantity, clauses[k])
        )
        if year is not None:
            found[k] = year
    return found


def _ends(clauses: Sequence[str], k: int) -> bool:
    """Whether an amount is the end of a course: "from USD 2 bn in 2012 to USD 3 bn"."""
    return bool(k and starts(clauses[k - 1]) and _TO.search(clauses[k]))


def _years_on(scene: Scene, quantity: Quantity, found: dict[int, Years], k: int) -> Years | None:
    """The end of "from USD 2 bn in 2022 to USD 3 bn over the next decade"."""
    span = _NEXT.match(scene.text, quantity.end)
    if span is None or k - 1 not in found:
        return None
    count = COUNTS.get(span["count"].lower(), 0) or int(span["count"]) if span["count"] else 10
    year = found[k - 1].last + count
    return Years(year, year, span.start(), span.end())


def _years_above(scene: Scene, count: int) -> list[Years]:
    """The years of the line above, one each for "USD 2 bn and USD 3 bn, respectively"."""
    if count < 2 or scene.years or not respective(scene.text):
        return []
    above = [year for year in years(scene.lead or scene.before) if not year.is_range]
    return above if len(above) == count else []


def _own_years(scene: Scene) -> list[Years]:
    """The years of a sentence without those it compares with: these stand for the year after."""
    compared = reference_years(scene.text, scene.years)
    named = [y for y in scene.years if is_edition(scene.text, y)] if scene.years[1:] else []
    own = [year for year in scene.years if year not in (*compared, *named)]
    if any(not year.is_range for year in own):
        return own
    return [*own, *(Years(y.first + 1, y.first + 1, y.start, y.end) for y in compared)]


def _move_to_ends(
    chosen: Sequence[Quantity], clauses: Sequence[str], found: dict[int, Years]
) -> set[int]:
    """A lone year before "from USD 2 bn to USD 5 bn" is that of the end; the start has none."""
    moved = set()
    for k in range(len(chosen) - 1):
        if any(_TO.search(clause) for clause in clauses[k + 2 : k + 3]):
            continue  # "from USD 2 bn to USD 3 bn to USD 5 bn": estimates of one year
        ahead = k in found and found[k].end <= chosen[k].start
        if ahead and k + 1 not in found and starts(clauses[k]) and _TO.search(clauses[k + 1]):
            found[k + 1] = found.pop(k)
            moved.add(k)
    return moved


def _share_brackets(scene: Scene, chosen: Sequence[Quantity], found: dict[int, Years]) -> None:
    """The same amount in another currency stands in brackets and has the same year."""
    for k in range(len(chosen) - 1):
        gap = scene.text[chosen[k].end : chosen[k + 1].start]
        if _RESTATED.fullmatch(gap) and chosen[k].currency != chosen[k + 1].currency:
            year = found.get(k) or found.get(k + 1)
            if year is not None:
                found[k] = found[k + 1] = year


def _that_year(scene: Scene, quantity: Quantity, before: str) -> Years | None:
    """The last year before, where an amount is one of "the same year"."""
    same = SAME_YEAR.match(scene.text, quantity.end) or SAME_YEAR.search(before)
    if same is None:
        return None
    told = [*years(scene.before), *(y for y in scene.years if y.end <= quantity.start)]
    year = year_told(same, told)
    return Years(year, year, quantity.end, quantity.end) if year else None


def _lead_in(scene: Scene, quantity: Quantity) -> Years | None:
    """The only year before a colon holds for every figure of the list behind it."""
    cut = scene.text.rfind(": ", 0, quantity.start)
    led = [year for year in scene.years if year.end <= cut]
    listed = [year for year in scene.years if year.start > cut]
    return led[0] if len(led) == 1 and not listed and not led[0].is_range else None


def _same_year(scene: Scene, quantity: Quantity, before: str, origins: set[int]) -> Years | None:
    """The only year of a sentence serves all of its amounts that are not said to come later."""
    own = [year for year in _own_years(scene) if not began(scene.text, year)]
    if any(year.is_range for year in own) or len({y.first for y in own} - origins) != 1:
        return None
    year = own[0]
    if of_growth(scene.text, quantity, year):
        return None
    ahead = scene.text[: year.start]
    now = CURRENTLY.search(scene.text, year.end, max(year.end, quantity.start))
    if now or (year.start > quantity.end and _TODAY.search(before)):
        return None  # "Market today: USD 2 bn | Market in 2030: USD 3 bn"
    if forecasts(before) and not forecasts(ahead[-60:] + scene.text[year.start : year.end]):
        return None
    between = scene.text[quantity.end : year.start]
    if _COMPARED.search(between):
        return None
    others = any(quantity.end <= q.start < year.start for q in scene.amounts)
    if forecasts(between) and (others or ("%" in between and not forecasts(before))):
        return None  # "is worth USD 2 bn and is projected to reach USD 3 bn in 2028"
    return None if starts(before) else year


def _listed(
    scene: Scene,
    chosen: Sequence[Quantity],
    clauses: Sequence[str],
    found: dict[int, Years],
    k: int,
) -> Years | None:
    """One more amount of a list has the year that the list began with."""
    if k == 0 or k - 1 not in found or forecasts(clauses[k]) or starts(clauses[k]):
        return None
    gap = scene.text[chosen[k - 1].end : chosen[k].start]
    ahead = found[k - 1].end <= chosen[k - 1].start
    other = _TO.search(gap) or CURRENTLY.search(gap)
    return found[k - 1] if ahead and _LISTED.match(gap) and not other else None


def _labelled(scene: Scene) -> Years | None:
    """The year of a figure alone on its line: the one of the label, or of the title above."""
    if any(scene.years) or (len(scene.text) >= _LINE and not key_of_figures(scene.text)):
        return None
    # A line with a figure of its own is another item, and no label.
    lead = "" if _FIGURE.search(scene.lead) else scene.lead
    # "Historical trend (since 2019), forecast (till 2035)" is the label of no figure,
    # and neither is the day of a release.
    told = not dateline(lead) and not any(began(lead, year) for year in years(lead))
    led = years(lead) if told else []
    year = next((y for y in led if not y.is_range), None) or _titled(scene.caption)
    return year or _end_named(scene)


def _end_named(scene: Scene) -> Years | None:
    """The end of the forecast that a value's label speaks of: "Start value", "Forecast value"."""
    named = _END.match(scene.text) or _END.fullmatch(scene.lead)
    forecast = scene.outline.forecast
    if named is None or forecast is None:
        return None
    first = scene.outline.base or forecast[0]
    year = first if named["first"] else forecast[1]
    return Years(year, year, 0, 0)


def _stands(scene: Scene, quantity: Quantity, before: str) -> Years | None:
    """The year before for "that year", the base year for what a market "is valued at"."""
    question = scene.ahead
    asks = question.endswith("?") and all(year.is_range for year in scene.years)
    if not (asks or all(of_growth(scene.text, quantity, year) for year in scene.years)):
        return None
    if question.endswith("?"):  # a question's year is that of its answer
        asked = list(years(question))
        return asked[0] if len(asked) == 1 and not asked[0].is_range else None
    if forecasts(before):
        return None
    if scene.year_above:
        return Years(scene.year_above, scene.year_above, quantity.end, quantity.end)
    if _THAT_YEAR.search(scene.text):
        singles = [year for year in years(scene.before) if not year.is_range]
        return singles[-1] if singles else None
    base = scene.outline.base
    if base is None or not (_PRESENT.search(before[-60:]) or BASE_YEAR.search(scene.text)):
        return None
    return Years(base, base, quantity.end, quantity.end)


def _titled(heading: str) -> Years | None:
    found = list(years(heading))
    if len(found) != 1 or found[0].is_range or _UP_TO.search(heading[: found[0].start]):
        return None
    return found[0]


def _of_period(scene: Scene, quantity: Quantity, clauses: Sequence[str], k: int) -> Years | None:
    """A period's end for a forecast and its start for a base, where no year stands alone."""
    outline, before = scene.outline, clauses[k]
    ranges = [year for year in scene.years if year.is_range]
    period = outline.forecast or outline.study
    if not ranges and period and _FORECAST_PERIOD.search(scene.text, quantity.end):
        ranges = [Years(*period, quantity.end, quantity.end, "-")]
    if not ranges:
        return None
    # "over 2018-2020 from USD 2 bn to USD 3 bn; over 2020-2024 to USD 5 bn"
    first, last = quantity.start, quantity.end
    within = [y for y in ranges if ";" not in scene.text[min(last, y.end) : max(first, y.start)]]
    near = min(within or ranges, key=lambda year: abs(year.start - quantity.end))
    # "rose 9 % between 2014 and 2019 (USD 2 to USD 3 bn)"
    risen = (k > 0 and starts(clauses[k - 1])) or _ROSE.search(scene.text[: quantity.start])
    following = clauses[k + 1].strip() if k + 1 < len(clauses) else ""
    if starts(before) or following in ("to", *_ARROWS):
        return Years(near.first, near.first, near.start, near.end)
    ends = (risen and _TO.search(before)) or before.strip() in ("to", *_ARROWS)
    if ends or forecasts(before) or forecasts(scene.text[: quantity.start]):
        return Years(near.last, near.last, near.start, near.end)
    return None
