"""The values that a sentence gives for what grows, by their years: the course that a rate runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cytonomics.claims.figures.periods import Years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import Period
from cytonomics.claims.words.clauses import own_clause
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.linking import linked_years

_SMALLEST = 1e5
# "reaching USD 3 bn in 2026, at a CAGR of 5 % to reach USD 4 bn by 2032"
_ONWARD = re.compile(
    r"[\s,)]*(?:(?:CAGR|a\s+year|annually)[\s,)]+)?(?:to|and|before)?\s*(?:reach|hit|attain|touch|surpass|exceed)",
    re.IGNORECASE,
)
_HAS_GROWN = re.compile(
    r"(?i)\b(?:ha(?:s|ve|d|ving)\s+(?:been\s+)?(?:\w+ly\s+)?(?:grown|risen|expanded|increased|climbed|growing|rising|expanding)|"
    r"gr[eo]w(?:ing)?|rose|expanded|climbed)\b[^.;%]{0,50}\Z"
)
_SINCE = re.compile(
    r"(?i)[\s,(]*(?:(?:an?|per|each|every|on|average|annually|yearly|year|annum|CAGR)[\s)]+)*since\s+(?:19|20)\d\d"
)
_CAUSED = re.compile(
    r"\b(?:driven|fuell?ed|led|supported|helped)\s+by\b|\b(?:due|thanks|owing)\s+to\b"
)
# A rate fits two values if they imply it within this many percentage points.
_FIT = 0.6
_ON_YEAR = re.compile(r"\s+(?:(?:year|yr)[\s-](?:on|over)[\s-](?:year|yr)|y-?o-?y)\b", re.I)
# The values of other sentences imply it within this many.
_CLOSE = 0.3


# Each rate of a sentence asks for them.
@lru_cache(maxsize=4)
def dated_values(scene: Scene) -> tuple[tuple[Quantity, int], ...]:
    """Return the amounts of a sentence that have a year, each with it.

    Example:
        >>> [year for _, year in dated_values(Scene("USD 2 bn in 2012 and USD 3 bn in 2016", 0))]
        [2012, 2016]
    """
    sizes = [q for q in scene.amounts if q.low >= _SMALLEST]
    linked = linked_years(scene.text, sizes, [*scene.years, *scene.relative])
    return tuple((sizes[k], year.first) for k, year in sorted(linked.items()))


def course_behind(scene: Scene, rate: Quantity) -> dict[int, float]:
    """The amounts by year behind a rate that opens its sentence, up to the rate after it.

    "grew at 4 % from USD 2 bn in 2012 to USD 3 bn in 2016, and will grow at 5 % to 2021": the
    first rate runs between the two values, and the other years are the second's.

    Example:
        >>> text = "grew 4 % from USD 2 bn in 2012 to USD 3 bn in 2016, then 5 % to 2021"
        >>> scene = Scene(text, 0)
        >>> sorted(course_behind(scene, scene.percents[0]))
        [2012, 2016]
    """
    following = min((q.start for q in scene.percents if q.start > rate.start), default=None)
    if following is None or any(q.end <= rate.start for q in scene.amounts):
        return {}
    sizes = [q for q in scene.amounts if rate.end <= q.start < following and q.low >= _SMALLEST]
    single = [y for y in scene.years if not y.is_range and rate.end <= y.start < following]
    linked = linked_years(scene.text[:following], sizes, single)
    return dict(sorted((year.first, sizes[k].low) for k, year in linked.items()))


def percent_ahead(scene: Scene, year: Years) -> Quantity | None:
    """Return the percentage that a year stands behind, with no comma between them.

    Example:
        >>> scene = Scene("up 4 % since 2015, and 6 % a year, until 2023", 0)
        >>> [percent_ahead(scene, year) == scene.percents[0] for year in scene.years]
        [True, False]
    """
    ahead = next((q for q in reversed(scene.percents) if q.end <= year.start), None)
    apart = ahead and re.search(r"[,;]\s", scene.text[ahead.end : year.start])
    return None if apart else ahead


def so_far(scene: Scene, rate: Quantity, until: int) -> bool:
    """Say whether a rate is that of the years behind, and a year that of what is yet to come.

    Example:
        >>> scene = Scene("It has grown 7 % a year since 2019, and should top USD 9 bn by 2030.", 0)
        >>> so_far(scene, scene.percents[0], 2030)
        True
    """
    grown = _HAS_GROWN.search(scene.text, max(0, rate.start - 90), rate.start)
    told = grown and _SINCE.match(scene.text, rate.end)
    return bool(told) and any(year == until for _, year in dated_values(scene))


def values_of(scene: Scene, quantity: Quantity) -> dict[int, float]:
    """The amounts of a sentence by their years; of several rates each has those before it.

    Example:
        >>> scene = Scene("from USD 2 bn in 2012 to USD 3 bn in 2016, a CAGR of 11 %", 0)
        >>> sorted(values_of(scene, scene.percents[0]))
        [2012, 2016]
    """
    sizes = [q for q in scene.amounts if q.low >= _SMALLEST]
    linked = linked_years(scene.text, sizes, [*scene.years, *scene.relative])
    # "USD 9 bn by 2029 (CAGR 5 %) and USD 20 bn by 2030": a rate belongs to the sizes before it.
    first = {k: year for k, year in linked.items() if sizes[k].start < quantity.start}
    following = min((q.start for q in scene.percents if q.start > quantity.start), default=10**9)
    since, until = own_clause(scene.text, quantity.start)
    own = {k: year for k, year in linked.items() if since < sizes[k].start < until}
    if own and len(own) < len(linked):
        return dict(sorted((year.first, sizes[k].low) for k, year in own.items()))
    further = {y.first: sizes[k].low for k, y in linked.items() if sizes[k].start < following}
    behind = {year.first: sizes[k].low for k, year in first.items()}
    onward = _ONWARD.match(scene.text, quantity.end)
    settled = len(behind) < 2 or (_fits(behind, quantity) and not onward)
    if settled or not (onward or _fits(further, quantity)):
        linked = first if len(first) >= 2 else linked
    for k, year in linked.items():
        # "valued at … in 2023, to grow from … in 2024 to …": the rate starts where growth starts.
        if re.search(r"\bfrom\s+$", scene.text[: sizes[k].start]):
            linked = {j: other for j, other in linked.items() if other.first >= year.first}
    return dict(sorted((year.first, sizes[k].low) for k, year in linked.items()))


def between(values: dict[int, float], rate: Quantity) -> Period:
    """Return the years a rate runs between: of more than two, the start from which it fits.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> between({2023: 10.0, 2024: 15.0, 2026: 18.15}, next(quantities("10 %")))
        (2024, 2026)
    """
    misses = _misses(values, rate)
    best = min(misses, key=misses.__getitem__)
    # "some 15 % a year": a rounded rate misses by a tenth of itself.
    fits = misses[best] <= max(_FIT, rate.high / 10)
    return (best if fits else min(values)), max(values)


def is_yearly(scene: Scene, rate: Quantity, period: Period) -> bool:
    """Say whether a growth over several years is a yearly rate: it says so, or fits the values.

    Example:
        >>> scene = Scene("from USD 10 bn in 2020 to USD 16.1 bn in 2025, showing 10 % growth", 0)
        >>> is_yearly(scene, scene.percents[0], (2020, 2025))
        True
    """
    if None in period or (period[1] or 0) - (period[0] or 0) < 2:
        return False
    values = {year: value for year, value in values_of(scene, rate).items() if year in period}
    fits = len(values) == 2 and _fits(values, rate)
    return fits or _ON_YEAR.match(scene.text, rate.end) is not None


def fitting(
    sizes: Iterable[Claim], goals: Sequence[Claim], rate: Claim, close: bool = False
) -> list[tuple[Claim, Claim]]:
    """Return the pairs of values that imply a rate: about, or as `close` as its last digit tells.

    Example:
        >>> from dataclasses import replace
        >>> size = Claim("c1", "size", "USD 2", 0, 5, (0, 9), value=2.0, period_start=2020)
        >>> rate = Claim("c2", "cagr", "7 %", 10, 13, (10, 19), value=7.0)
        >>> len(fitting([size], [replace(size, value=4.0, period_end=2030)], rate))
        1
    """
    most = max(_CLOSE, (rate.step or 0) / 2) if close else max(1.0, 0.15 * abs(rate.value or 0))
    pairs = ((size, goal) for size in sizes for goal in goals if size.currency == goal.currency)
    return [pair for pair in pairs if off_by(*pair, rate) <= most]


def off_by(first: Claim, last: Claim, rate: Claim) -> float:
    """Return by how many points a rate misses the yearly growth between two sizes.

    Infinity where the two are no course: without years or values, or backwards.

    Example:
        >>> from dataclasses import replace
        >>> size = Claim("c1", "size", "USD 1", 0, 5, value=1.0, period_start=2020, period_end=2020)
        >>> goal = replace(size, value=1.21, period_start=2022, period_end=2022)
        >>> round(off_by(size, goal, Claim("c2", "cagr", "9 %", 9, 12, value=9.0)), 3)
        1.0
    """
    start, end = first.period_start, last.period_end
    if not (start and end and start < end and first.value and last.value):
        return float("inf")
    low, high = rate.value or 0.0, rate.value_high or rate.value or 0.0
    said = Quantity("percent", low, high, 1.0, rate.start, rate.end)
    return _misses({start: first.value, end: last.value}, said)[start]


def _misses(values: dict[int, float], rate: Quantity) -> dict[int, float]:
    """By how much a rate misses the growth from each of the values to the last one."""
    *starts, last = sorted(values)
    return {
        first: max(rate.low - implied, implied - rate.high)
        for first in starts
        if (implied := 100 * ((values[last] / values[first]) ** (1 / (last - first)) - 1))
        is not None
    }


def _fits(values: dict[int, float], rate: Quantity) -> bool:
    return min(_misses(values, rate).values(), default=_FIT + 1) <= _FIT


def is_of_cause(scene: Scene, rate: Quantity) -> bool:
    """Say whether the value behind a rate is of its cause: "9 % since 2020, driven by sales of".

    Example:
        >>> scene = Scene("It grew 9 % a year, driven by sales of USD 2 bn in 2023.", 0)
        >>> is_of_cause(scene, scene.percents[0])
        True
    """
    behind = next((size for size, _ in dated_values(scene) if size.start > rate.end), None)
    return bool(behind and _CAUSED.search(scene.text, rate.end, behind.start))
