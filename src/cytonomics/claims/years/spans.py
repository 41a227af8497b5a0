"""The years that a growth rate runs between, as far as its own sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cytonomics.claims.figures.periods import COUNTS, Years, years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.making import Period
from cytonomics.claims.parts.named_parts import PERIOD_WORD
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.clauses import own_clause
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.courses import (
    between,
    course_behind,
    dated_values,
    is_of_cause,
    percent_ahead,
    so_far,
    values_of,
)
from cytonomics.claims.years.ranges import is_until, is_vague, of_history
from cytonomics.claims.years.tenses import forecasts

_SINCE = re.compile(
    r"\b(?:from|since|starting(?:\s+in)?|beginning(?:\s+in)?)\s+(?:(?:its|their|the)\s+)?$",
    re.IGNORECASE,
)
# Words that make an amount the end of a growth: "to reach USD 4 bn in 2030".
_GOAL = re.compile(
    r"\b(?<!years,\sand\s)(?:(?:to|will|would|should|could|may|might|can)\s+(?:\w+\s+){0,2}(?:reach|hit|attain|"
    r"surpass|cross|exceed|touch|achieve|garner|total)|(?:expected|projected|"
    r"anticipated|forecast|likely|set|poised|will|would|should)\s+(?:to\s+)?be|(?:reach|hitt|"
    r"attain|surpass|cross|exceed|touch|achiev|totall)ing|\b(?:grow|rise|climb|increase|expand|swell|advance)\s+to|"
    r"(?:%|per\s?cent|CAGR|rate|per\s+(?:year|annum)|annually|yearly|a\s+year),?\s+to)\b[^;]{0,40}$",
    re.I,
)
_HAS_COME = re.compile(r"\b(?:ha(?:s|ve)|was|were|saw|grew|rose)\b[^;]*,\s+\Z", re.IGNORECASE)
_GROWS_ON = re.compile(r"[^,;%]{0,40}\band\s+(?:\w+\s+){0,4}?(?:grow|expand|rise|increase)\b", re.I)
_COURSE = re.compile(r"\b(?:from|to)\b", re.IGNORECASE)
_THAN = re.compile(
    r"\b(?:than|as|on|over|above|below|from|(?:size|level)(?=\s+of\b)|versus|vs\.?|against|(?:compared|"
    r"relative)\s+(?:to|with))\s+"
    r"(?:(?:it\s+was|that|the(?:\s+level)?)\s+)?(?:(?:in|of)\s+)?(?:(?:fiscal|"
    r"calendar)\s+(?:year\s+)?)?$",
    re.IGNORECASE,
)
# "2019 4.1 %", "2020: 31.5 %"
_KEYED = re.compile(r"\s?[:(|=-]?\s?[+-]?")
_ITS_SIZE = re.compile(r"\s*(?:its|the)\s+(?:\w+\s+){0,2}(?:size|value|level|sales)\b", re.I)
_LED = re.compile(r"\b(?:to|reach\w*)\b")
_SAME = re.compile(
    r"\b(?:same\s+(?:\w+\s+)?(?:period|years|span|time)|th(?:is|at)\s+(?:time|period|span)|"
    r"(?:over|during|through(?:out)?)\s+the\s+period)\b(?!\s+(?:of|from|to|between|\d|\())",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:last|past|previous|preceding)\s+"
    r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+years?\b",
    re.IGNORECASE,
)
# "9 % over the past five years, to reach $2 bn in 2023"
_LED_TO = re.compile(r"(?i),?\s+to\s+(?:reach\s+)?(?:[a-z]+\s+){0,2}(?:USD|US)?\s?[$€£]?\d")
# "This represents a CAGR of 9 %"
_REFERS = re.compile(
    r"\W*(?:this|that|the|such)\s+(?:[a-z]+\s+){0,2}?(?:represent|equate|correspond|reflect|"
    r"translate|mean|implie|mark)(?:s|d|ed)?\b",
    re.IGNORECASE,
)
# "CAGR: 9 %", "Study Period 2018-2030 CAGR 9 %"
_LONE_RATE = re.compile(
    r"\W*(?:study\s+period\W{1,3}20\d\d\s?-\s?20\d\d\W{1,3})?(?:(?:market|revenue|expected|projected|annual|compound)\s+)*"
    r"(?:CAGR|growth\s+rate)(?:[\s(]+(?:CAGR|%|in\s%)\)?)*\W{1,4}\d[\d.]*\s?%\W*\Z",
    re.IGNORECASE,
)
# "valued at USD XX million in 2023"
_BLANK = Cued("xx", r"\bX{2,}(?:\.X+)?\s+(?:[mb]illion\s+|[MB]n\s+)?(?:in|by)\s+(20\d\d)\b")
# "USD 2 bn in 2022"
_BESIDE = 6
# A question about growth, and not about what a part will add
_ASKS = re.compile(r"\b(?:grow\w*|expan\w+|fast\w*|CAGR|rates?|highest|outpac\w+)\b", re.IGNORECASE)
# What stands between the numbers of one list.
IN_A_ROW = re.compile(r"\s*(?:,|\b(?:and|or)\b|,\s*(?:and|or)\b)\s*(?:an?\s+)?", re.IGNORECASE)


def rate_period(scene: Scene, quantity: Quantity, near: Years | None) -> Period:
    """Return the two end years of a compound rate; a year that its sentence leaves out is None.

    In this order: the range printed with it, the forecast period that the sentence speaks of and
    the document prints, the years of the values it runs between, an end alone.

    Example:
        >>> scene = Scene("From USD 2 bn in 2023 to USD 4 bn by 2030, a CAGR of 10.4 %.", 0)
        >>> rate_period(scene, scene.percents[0], None)
        (2023, 2030)
    """
    known = scene.outline.forecast
    lone = len(scene.percents) == 1 and _LONE_RATE.match(scene.text)
    if known and lone and not scene.outline.forecast_titled:
        return known  # of a box of facts, also where the study's years stand on its line
    if near is not None and not _overtaken(scene, near, quantity):
        return near.first, near.last
    course = course_behind(scene, quantity)
    if len(course) > 1:
        return min(course), max(course)
    since, until = _ends(scene, quantity)
    if since and until and since < until:
        return (None, None) if so_far(scene, quantity, until) else (since, until)
    ahead = [year for size, year in dated_values(scene) if size.end <= quantity.start]
    if since and len(scene.percents) > 1 and ahead and since < ahead[-1]:
        return since, ahead[-1]  # "USD 3 bn in 2019, 4 % more a year since 2015, and to grow 6 %"
    if _SAME.search(scene.text):
        before = list(years(scene.ahead))
        same = next((year for year in reversed(before) if year.is_range), None)
        if same:
            return same.first, same.last
        if known and PERIOD_WORD.search(scene.ahead):
            return known
        if len(before) == 2:
            return before[0].first, before[1].first
    values = values_of(scene, quantity)
    known = _printed_period(scene)
    # Values that end in another year are of another forecast than the document's own.
    if known and (len(values) < 2 or max(values) == known[1]):
        return known
    above = (y for y in years(scene.ahead) if y.is_range and not of_history(scene.ahead, y))
    label = next(above, None)
    if label and len(scene.text) < 60 and not scene.years:
        return label.first, label.last
    if len(values) >= 2:
        goals = {year.first for year in scene.years if is_until(scene.text, year)}
        if goals >= set(values) and " from " not in scene.text:
            return None, max(values)  # "passing USD 2 bn by 2028 and USD 3 bn by 2029"
        if until and until > max(values) and scene.amounts[-1].end <= quantity.start:
            # "more than the USD 2 bn of 2024, and is to rise 5 % to 2030"
            return max(values), until
        return between(values, quantity)
    base = next(iter(values), None)
    ago = _AGO.search(scene.text, quantity.end, quantity.end + 40)
    if ago:  # "6 % over the past five years, and … through 2018"
        return None, base if _LED_TO.match(scene.text, ago.end()) else None
    if until and base and base < until:
        return (None if _left_behind(scene, base, quantity) else base), until
    if since and base and since <= base:
        end = base if since < base and not is_of_cause(scene, quantity) else None
        return since, end  # "USD 2 bn in 2018, up 9 % a year since 2014"
    blank = [int(match[1]) for match in _BLANK.finditer(scene.text)]
    if len(blank) == 2 and until in (None, blank[1]):
        return blank[0], blank[1]  # the years of values that are kept back
    asked = _asked(scene)
    if asked and not scene.years:
        return asked
    told = dated_values(Scene(scene.before, 0)) if _REFERS.match(scene.text) else ()
    return None, until or _goal(scene, quantity, base) or (told[0][1] if len(told) == 1 else None)


def _asked(scene: Scene) -> Period | None:
    """The years of the question that a sentence answers: "Which grows fastest through 2031?"."""
    question = scene.ahead
    if not question.endswith("?") or not _ASKS.search(question):
        return None
    last = next(reversed([*years(question)]), None)
    if last is None:
        return _printed_period(replace(scene, text=question))
    if last.is_range:
        return last.first, last.last
    return (None, last.first) if is_until(question, last) else None


def _overtaken(scene: Scene, near: Years, rate: Quantity) -> bool:
    """Whether two dated values stand between a range and a rate: the rate runs between them."""
    values = [year for size, year in dated_values(scene) if near.end < size.start < rate.start]
    return len(values) > 1 and max(values) != near.last


def _left_behind(scene: Scene, base: int, rate: Quantity) -> bool:
    """Whether the rate before starts there: "up 4 % from USD 2 bn in 2008, and to rise 5 %"."""
    return any(
        dated == base
        and _SINCE.search(scene.text, max(0, size.start - 40), size.start)
        and any(earlier.end <= size.start for earlier in scene.percents)
        and forecasts(scene.text[size.end : rate.start])
        for size, dated in dated_values(scene)
    )


def _printed_period(scene: Scene) -> tuple[int, int] | None:
    """The period that a sentence speaks of, where the document prints it."""
    word = PERIOD_WORD.search(scene.text)
    if word is None:
        return None
    ahead = word[0].lower().startswith(("forecast", "project", "predict"))
    return (None if ahead else scene.outline.study) or scene.outline.forecast


def _ends(scene: Scene, rate: Quantity) -> Period:
    """Since when and until when: of "4 % since 2015, 6 % to 2023" each has the year behind it."""
    singles = [y for y in scene.years if not y.is_range]
    # "9 % a year until 2027, while tubes reach USD 2 bn by 2034"
    first, last = own_clause(scene.text, rate.start)
    own = [y for y in singles if first <= y.start < last]
    # What another clause gives its own value for is no year of this one.
    apart = {year for size, year in dated_values(scene) if not first <= size.start < last}
    singles = own or [y for y in singles if y.first not in apart]
    owners = [percent_ahead(scene, year) for year in singles]
    if rate in owners:
        singles = [y for y, owner in zip(singles, owners, strict=True) if owner in (None, rate)]
    vague = [y for y in scene.years if y.is_range and is_vague(scene.text, y)]
    since = [y.first for y in singles if _SINCE.search(scene.text, max(0, y.start - 40), y.start)]
    until = [
        y.last
        for y in sorted([*singles, *vague], key=lambda year: year.start)
        if is_until(scene.text, y)
    ]
    return (since[0] if since else None), (until[-1] if until else None)


def _goal(scene: Scene, rate: Quantity, year: int | None) -> int | None:
    """The year of a sentence's only value, where the value is what the growth leads to."""
    _, last = own_clause(scene.text, rate.start)
    values = (size for size, dated in dated_values(scene) if dated == year)
    for size in (size for size in values if size.start < last):
        onward = _GROWS_ON.match(scene.text, size.end)  # "worth USD 2 bn in 2025 and to grow at"
        goal = _GOAL.search(scene.text, max(0, size.start - 90), size.start)
        said = scene.text[max(0, goal.start() - 200) : goal.start()] if goal else ""
        # "has come far, reaching USD 2 bn in 2024" leads to today.
        if goal and not onward and not (_HAS_COME.search(said) and not forecasts(said)):
            return year
    return None


def growth_period(scene: Scene, numbers: Sequence[Quantity], i: int, near: Years | None) -> Period:
    """Return the years of a growth that is no yearly rate: a range, two years compared, or one.

    Example:
        >>> scene = Scene("Sales were 9 % higher in 2023 than in 2022.", 0)
        >>> growth_period(scene, scene.percents, 0, None)
        (2023, 2023)
    """
    quantity = numbers[i]
    before = numbers[i - 1].end if i else 0
    # The year behind "5 % and 8 %" is that of both.
    while i + 1 < len(numbers) and IN_A_ROW.fullmatch(
        scene.text, numbers[i].end, numbers[i + 1].start
    ):
        i += 1
    following = numbers[i + 1].start if i + 1 < len(numbers) else len(scene.text)
    known = sorted([*scene.years, *scene.relative], key=lambda y: y.start)
    singles = [y for y in known if not y.is_range]
    behind = [y for y in singles if quantity.end <= y.start < following]
    ahead = [y for y in singles if y.end <= quantity.start]
    key = (
        ahead[-1] if ahead and _KEYED.fullmatch(scene.text, ahead[-1].end, quantity.start) else None
    )
    if key:
        return key.first, key.first
    if near is not None and (before <= near.start < following or not singles):
        return near.first, near.last
    ago = _AGO.search(scene.text, max(0, quantity.start - 80), quantity.end + 80)
    if ago:
        span = COUNTS.get(ago["count"].lower()) or int(ago["count"])
        goal = behind and re.match(r"[\s,]*to\s+\w+\s", scene.text[ago.end() :])
        return (behind[0].first - span, behind[0].first) if goal else (None, None)
    against = next((y for y in behind if _compares(scene, quantity, y)), None)
    if against:
        # "9 % more in 2023 than in 2022" is the growth of 2023.
        later = [y.first for y in (*behind, *reversed(ahead)) if y.first > against.first]
        end = later[0] if later else against.first + 1
        return (end if end - against.first == 1 else against.first), end
    if len(behind) > 1 and _COURSE.search(scene.text[behind[0].end : behind[1].start]):
        first, last = sorted((behind[0].first, behind[1].first))
        return first, last
    year = behind[0] if behind else (ahead[-1] if ahead else None)
    if year is None:
        return None, None
    if _SINCE.search(scene.text, max(0, year.start - 40), year.start):
        return year.first, None
    values = values_of(scene, quantity)
    if not behind and len(values) > 1 and _LED.search(scene.text[before : quantity.start]):
        return min(values), max(values)
    until_year = is_until(scene.text, year)
    its = quantity.kind == "fold" and _ITS_SIZE.match(scene.text, quantity.end)
    if its and not until_year:
        return year.first, None  # "3 times its size of USD 2 bn in 2010"
    if until_year or quantity.kind == "fold":
        base = next((known for known in values_of(scene, quantity) if known < year.first), None)
        if until_year or base:
            return base, year.first
    return year.first, year.first


def _compares(scene: Scene, growth: Quantity, year: Years) -> bool:
    """Whether a year is what a growth starts from: "than in 2022", "from USD 2 bn in 2022"."""
    near = scene.amounts if growth.kind == "percent" else ()
    amount = next((q for q in near if 0 < year.start - q.end < _BESIDE), None)
    cut = amount.start if amount and amount.start >= growth.end else year.start
    return _THAN.search(scene.text[growth.end : cut]) is not None
