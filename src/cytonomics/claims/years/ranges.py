"""Which of the ranges of years in a sentence a growth rate runs through."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.figures.periods import MONTH, Years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.courses import (
    course_behind,
)
from cytonomics.claims.years.linking import is_business_year
from cytonomics.claims.years.tenses import forecasts

# "worth USD 2 bn in the 12 months to March 2024": the year is that of the amount.
_MONTHS_TO = re.compile(r"\b(?:months|weeks)\s+(?:to|through)\s+(?:\w+\s+){0,2}\Z", re.I)
_UNTIL = re.compile(
    r"\b(?:through|until|till|towards?|to|by|up\s+to|as\s+far\s+as|ending(?:\s+in)?|between\s+now\s+and)\s+(?:at\s+least\s+)?(?:the\s+)?(?:(?:end\s+of|"
    r"year)\s+)?(?:the\s+)?(?:fiscal\s+|financial\s+)?"
    rf"(?:year\s+)?(?:{MONTH}\s+)?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:(?:compared|relative)\s+(?:to|with)|versus|against|than)\b[^.;,]{0,80}\Z", re.IGNORECASE
)
_HISTORY = re.compile(r"\bhistor\w+\s+(?:period|data|years?)\s*(?:for|of)?\s*[:|]?\s*$", re.I)
_REPORT = re.compile(r"\b(?:Report|Study|Review|Survey|Outlook),?\s\Z", re.IGNORECASE)
_LONGEST_END = 4
# "USD 2 bn (FY 2015-16"
_BESIDE = 12


def of_history(text: str, year: Years) -> bool:
    """Say whether a range of years is that of a report's data, and of no rate.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "Historical period: 2019-2022"
        >>> of_history(text, next(years(text)))
        True
    """
    return _HISTORY.search(text, max(0, year.start - 40), year.start) is not None


def nearest_range(
    scene: Scene, numbers: Sequence[Quantity], k: int, others: Sequence[Quantity]
) -> Years | None:
    """Return the range of years that the k-th rate stands by: its own, else the nearest.

    `others` are the numbers that a range may belong to instead.

    Example:
        >>> scene = Scene("4 % in 2018-2023 and 5 % in 2024-2029", 0)
        >>> nearest_range(scene, scene.percents, 1, scene.percents).first
        2024
    """
    ranges = [
        year
        for year in scene.years
        if year.is_range
        and not _is_of_value(scene, year)
        and not is_vague(scene.text, year)
        and not _compared(scene, numbers[k], year)
    ]
    past = [year for year in ranges if of_history(scene.text, year)]
    if len(past) < len(ranges) and len(ranges) != len(numbers):
        ranges = [year for year in ranges if year not in past]
    if not ranges:
        return None
    if len(ranges) == len(numbers):
        return ranges[k]
    # A range serves the rate it stands by: behind it first, before the next rate.
    following = min((q.start for q in others if q.start > numbers[k].start), default=10**9)
    behind = [y for y in ranges if numbers[k].end <= y.start < following]
    ahead = [y for y in ranges if y.end <= numbers[k].start]
    if ahead and ";" not in scene.text[ahead[-1].end : numbers[k].start]:
        # "from 2024 to 2030 4 % a year; from 2030 to 2040, 2 %"
        behind = [y for y in behind if ";" not in scene.text[numbers[k].end : y.start]]
    if behind or ahead:
        # "4 % from 2012 to 2015 and 5 % to 2020": the range is that of the rate before.
        taken = k and ahead and ahead[-1].start >= numbers[k - 1].end
        ends = any(
            is_until(scene.text, y) or (taken and y.first > ahead[-1].last)
            for y in scene.years
            if numbers[k].end <= y.start < following
        )
        if taken and forecasts(scene.text[ahead[-1].end : numbers[k].start]):
            # "has grown 4 % from 2012 to 2015 and should grow 5 %"
            ends = ends or not forecasts(scene.text[: ahead[-1].start])
        return behind[0] if behind else None if taken and ends else ahead[-1]
    # The range of the next rate is not this one's, where two values stand before this one.
    own = [amount for amount in scene.amounts if amount.end < numbers[k].start]
    years_before = {y.first for y in scene.years if y.end < numbers[k].start}
    if (len(own) > 1 and len(years_before) > 1) or len(course_behind(scene, numbers[k])) > 1:
        return None
    return None if ";" in scene.text[numbers[k].end : ranges[0].start] else ranges[0]


def _is_of_value(scene: Scene, year: Years) -> bool:
    """Whether two years are the business year of the value they stand behind."""
    near = any(0 <= year.start - amount.end < _BESIDE for amount in scene.amounts)
    return near and is_business_year(scene.text, year)


def is_until(text: str, year: Years) -> bool:
    """Whether a year is the end of something.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "It grows until 2030."
        >>> is_until(text, next(years(text)))
        True
    """
    before = text[max(0, year.start - 40) : year.start]
    return _UNTIL.search(before) is not None and _MONTHS_TO.search(before) is None


def _compared(scene: Scene, number: Quantity, year: Years) -> bool:
    """Whether a number has a year of its own, and a range is what it is compared with."""
    own = any(not y.is_range and number.end <= y.start < year.start for y in scene.years)
    return own and bool(_AGAINST.search(scene.text, number.end, year.start))


def is_vague(text: str, year: Years) -> bool:
    """Whether a range is one end that is left open: "through 2029-2031".

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "It grows through 2029-2031."
        >>> is_vague(text, next(years(text)))
        True
    """
    ahead = text[max(0, year.start - 40) : year.start]
    short = year.last - year.first < _LONGEST_END  # "9 % through 2022-2027" is the period
    return short and _UNTIL.search(ahead) is not None and year.joined in ("-", "/")


def is_edition(text: str, year: Years) -> bool:
    """Say whether a year names a report, and dates no figure.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "Pump Market Report 2021: a $6 billion market by 2026"
        >>> [is_edition(text, year) for year in years(text)]
        [True, False]
    """
    named = _REPORT.search(text, max(0, year.start - 12), year.start)
    return bool(named and not year.is_range and text.startswith((":", " -"), year.end))
