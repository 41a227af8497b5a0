"""Which sizes a growth rate speaks of, and over how many years it may have been counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cytonomics.audit.gathered import Claims, Figure, period
from cytonomics.audit.interval import Interval, implied_growth
from cytonomics.audit.subjects import Subject
from cytonomics.audit.surroundings import around
from cytonomics.claims.model import Claim


@dataclass(frozen=True)
class Ends:
    """Two sizes of one subject that a growth rate may connect.

    Example:
        >>> one = Figure(Interval(1.0, 1.0), ())
        >>> Ends(one, 2024, one, 2031).years
        7
    """

    base: Figure
    base_year: int
    end: Figure
    end_year: int

    @property
    def years(self) -> int:
        """Years between the two."""
        return self.end_year - self.base_year


@dataclass(frozen=True)
class Reading:
    """One way to count the years of a rate; `habit` is empty where it is the plain one.

    Example:
        >>> Reading(7, "over 2024 to 2031", "").years
        7
    """

    years: int
    said: str
    habit: str


# A size from longer before a forecast's end is history that its growth rate does not speak of.
_LONGEST = 12
_YEAR = re.compile(r"\b(?:19|20)\d\d")
_OTHER_TIME = re.compile(
    r"\b(?:past|last|previous|historic\w*|next|coming|following|recent\w*|years?|decades?|quarters?|"
    r"months?|since|annual|pandemic|(?:short|long|near|medium)[\s-]term|volume|units?)\b",
    re.IGNORECASE,
)
_OF_FORECAST = re.compile(
    r"\b(?:forecast|projected|projection)\s+(?:period|horizon|timeframe)\b", re.IGNORECASE
)
Years = Mapping[int, tuple[Figure, ...]]


def ends(claims: Claims, about: Subject, rate: Claim) -> Iterator[Ends]:
    """Yield the end points that a rate may connect, those of its own sentence where it has two.

    Beyond its sentence a rate reaches only sizes of its own printed period.

    Example:
        >>> from cytonomics.audit.subjects import subject
        >>> rate = Claim(
        ...     "r", "cagr", "", 0, 0, scope="car_t", value=10.0, period_start=2024, period_end=2031
        ... )
        >>> list(ends(Claims("", (rate,)), Subject("car_t:", "total", "", "WW"), rate))
        []
    """
    first, last = period(rate)
    for currency in claims.currencies.get(about, ()):
        local = claims.beside(about, currency, rate)
        if len(local) >= 2:
            end_year = last if last is not None and last in local else max(local)
            before = [year for year in local if year < end_year]
            near = [year for year in _starts(first) if year in before]
            # A sentence that names no period may count from any of its years.
            loose = not prints_period(claims.text, rate)
            yield from _pairs(local, near or before[:1] if not loose else before, local, end_year)
        else:
            found = [
                *_half_dated(claims, about, currency, rate, local),
                *_far(claims, about, currency, rate),
            ]
            yield from found or _of_page(claims, about, currency, rate)


def _half_dated(
    claims: Claims, about: Subject, currency: str, rate: Claim, local: Years
) -> Iterator[Ends]:
    """The two sizes of a sentence that prints a year for one of them, and the rate's period."""
    first, last = period(rate)
    undated = claims.undated_beside(about, currency, rate)
    if first is None or last is None or first >= last or (len(local), len(undated)) != (1, 1):
        return
    ((year, figures),) = local.items()
    for figure in figures:
        if year == last:
            yield Ends(undated[0], first, figure, last)
            yield Ends(undated[0], first - 1, figure, last)
        elif year in _starts(first):
            yield Ends(figure, year, undated[0], last)


def _of_page(claims: Claims, about: Subject, currency: str, rate: Claim) -> Iterator[Ends]:
    """The only two sizes of a page, for a rate that prints no start of its own ("CAGR: 12 %")."""
    sizes, (first, last) = claims.sizes[about, currency], (rate.period_start, rate.period_end)
    sentence = claims.text[slice(*rate.context)]
    base, printed = min(sizes, default=0), {int(year) for year in _YEAR.findall(sentence)}
    # "… was USD 2 bn in 2021 and will grow at 9 % during the forecast period"
    told = printed == {base} and rate.status == "forecast" and _OF_FORECAST.search(sentence)
    if last is None and sizes and (untimed(claims, rate) or told):
        last = max(sizes)
    if last is None or last not in sizes or len(sizes) != 2 or not sentence:
        return
    if last - _LONGEST <= base < (first or last) and (told or printed <= {last}):
        yield from _pairs(sizes, [base], sizes, last)


def untimed(claims: Claims, rate: Claim) -> bool:
    """Say whether a rate without years is the market's one of the forecast, as far as is told.

    Example:
        >>> rate = Claim("r", "cagr", "9%", 10, 12, (0, 13), status="forecast")
        >>> text = "It grows at 9%.", "Next year: 9%."
        >>> [untimed(Claims(each, (rate,)), rate) for each in text]
        [True, False]
    """
    sentence = claims.text[slice(*rate.context)]
    undated = period(rate) == (None, None) and not rate.segment
    ahead = undated and rate.status == "forecast" and bool(sentence)
    return ahead and not (_YEAR.search(sentence) or _OTHER_TIME.search(sentence))


def far_ends(claims: Claims, about: Subject, rate: Claim) -> Iterator[Ends]:
    """Yield the sizes at the ends of a rate's period, wherever the document prints them.

    At its last year, and at its first year or the year before (the base-year habit).

    Example:
        >>> rate = Claim("r", "cagr", "", 0, 0, period_start=2024, period_end=2031)
        >>> list(far_ends(Claims("", (rate,)), Subject("car_t:", "total", "", "WW"), rate))
        []
    """
    for currency in claims.currencies.get(about, ()):
        yield from _far(claims, about, currency, rate)


def _far(claims: Claims, about: Subject, currency: str, rate: Claim) -> Iterator[Ends]:
    first, last = period(rate)
    if first is not None and last is not None and first < last:
        known = {**claims.sizes[about, currency], **claims.beside(about, currency, rate)}
        bases = [year for year in _starts(first) if year in known and year < last]
        yield from _pairs(known, bases, known, last)


def prints_period(text: str, rate: Claim) -> bool:
    """Say whether a rate's sentence prints its years as a period; True without a text.

    Example:
        >>> rate = Claim("r", "cagr", "9%", 0, 2, (0, 20), period_start=2024, period_end=2031)
        >>> prints_period("9% from 2024 to 2031", rate), prints_period("9% (2024), 9 (2031)", rate)
        (True, False)
    """
    first, last = period(rate)
    if not text or rate.context == (0, 0):
        return True
    between = (
        rf"{first}\W{{0,3}}(?:to|and|till|until|through)?\W{{0,3}}(?:{last}|{str(last)[-2:]}\b)"
    )
    before, behind = around(text, rate)
    return re.search(between, f"{before} {behind}") is not None


def _starts(first: int | None) -> tuple[int, ...]:
    return () if first is None else (first, first - 1)


def _pairs(bases: Years, base_years: list[int], sizes: Years, end_year: int) -> Iterator[Ends]:
    for base_year in base_years:
        for base in bases[base_year]:
            for end in sizes.get(end_year, ()):
                if base_year < end_year and not _backwards(base, end):
                    yield Ends(base, base_year, end, end_year)


def _backwards(base: Figure, end: Figure) -> bool:
    return base.claim.status == "forecast" and end.claim.status == "history"


def readings(claims: Claims, rate: Claim, found: Ends) -> tuple[Reading, ...]:
    """Return the ways to count the years between two end points, the plain one first.

    The base-year habit prints a size for the base year and a growth period that starts a year
    later. Publishers then count either from the base year or from the first year of the period;
    both are read.

    Example:
        >>> one = Figure(Interval(1.0, 1.0), ())
        >>> rate = Claim("r", "cagr", "", 0, 0, period_start=2025, period_end=2031)
        >>> [each.years for each in readings(Claims("", ()), rate, Ends(one, 2024, one, 2031))]
        [7, 6]
    """
    first, last = period(rate)
    base, end, years = found.base_year, found.end_year, found.years
    plain = f"over {base} to {end} ({_years(years)})"
    later = (base + 1, end)
    habit = (
        "the base-year habit: a size for the base year, a growth period that starts a year later"
    )
    if (first, last) == later:
        counted = [Reading(years, plain, habit)]
        if years > 1:
            said = f"over {base + 1} to {end} ({_years(years - 1)})"
            counted.append(Reading(years - 1, said, habit))
        return tuple(counted)
    counted = [Reading(years, plain, "")]
    if first is not None and last is not None and last > first and last - first != years:
        said = f"over the printed {first} to {last} ({_years(last - first)})"
        counted.append(
            Reading(last - first, said, "the printed period, though the sizes lie apart")
        )
        if base < first - 1 and last == end:
            said = f"over {first - 1} to {last} ({_years(last - first + 1)})"
            counted.append(Reading(last - first + 1, said, habit))
    if rate.period_start is None and years > 1:
        counted.append(Reading(years - 1, f"over {base + 1} to {end} ({_years(years - 1)})", habit))
    if years - 1 not in {0, *(each.years for each in counted)} and later in claims.growth_periods:
        counted.append(Reading(years - 1, f"over {base + 1} to {end} ({_years(years - 1)})", habit))
    return tuple(counted)


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"


def implied(found: Ends, reading: Reading) -> Interval:
    """Return the growth in per cent a year that two end points imply under a reading.

    Example:
        >>> base, end = Figure(Interval(1.0, 1.0), ()), Figure(Interval(1.21, 1.21), ())
        >>> round(implied(Ends(base, 2022, end, 2024), Reading(2, "", "")).low, 6)
        10.0
    """
    return implied_growth(found.base.range, found.end.range, reading.years)


def rate_period(claims: Claims, about: Subject, rate: Claim) -> tuple[int, int] | None:
    """Return the years a rate speaks of: printed, else those of the sizes in its sentence.

    Example:
        >>> rate = Claim("r", "cagr", "", 0, 0, period_start=2024, period_end=2031)
        >>> rate_period(Claims("", ()), Subject("", "total", "", "WW"), rate)
        (2024, 2031)
    """
    first, last = period(rate)
    if first is not None and last is not None:
        return (first, last) if first < last else None
    for currency in claims.currencies.get(about, ()):
        local = claims.beside(about, currency, rate)
        if len(local) >= 2:
            return min(local), max(local)
    return None


def neighbours(years: Years) -> Iterator[tuple[int, int]]:
    """Yield the pairs of printed years that follow one another directly.

    Example:
        >>> list(neighbours({2023: (), 2024: (), 2031: ()}))
        [(2023, 2024)]
    """
    for year, following in pairwise(sorted(years)):
        if following == year + 1:
            yield year, following
