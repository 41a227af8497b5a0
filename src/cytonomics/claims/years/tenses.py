"""Whether words speak of what is to come, of where something starts, or of a year told before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cytonomics.claims.figures.periods import Years
from cytonomics.claims.model import Status
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

_FORECAST = re.compile(
    r"\b(?:expect\w*|project\w*|forecast\w*|anticipat\w*|predict\w*|will|would|set\s+to|poised|likely|"
    r"estimated\s+(?:(?:increase|rise|growth)\s+)?to|slated|on\s+track|envision\w*|target\w*|could|may|should|reaching|"
    r"to\s+(?:reach|hit|surpass|exceed|grow|attain|be\s+worth|cross|touch|top|garner|generate|gain|yield|expand|rise|"
    r"climb|increase|double|triple|witness|register)|(?:by|come)\s+(?:the\s+)?(?:end\s+of\s+)?(?:20\d\d))\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    # "from its current market value of more than"
    r"\bfrom\s+(?:(?:its|the|an?)\s+(?:[a-z]+\s+){0,2}?(?:value|size|valuation|level)\s+of\s+)?"
    r"(?:an?\s+)?(?:(?:an?\s+)?(?:estimated|nearly|about|around|over|approximately|some|just|more\s+than|(?:the\s+|its\s+)?current)\s+)*$",
    re.IGNORECASE,
)
# Of a later year nothing can have been measured when these rules were written.
LAST_PAST = 2025
_PAST = re.compile(
    # "was projected to reach" points ahead, from then
    r"\b(?:was|were)\b(?!\s+(?:expected|projected|forecast(?:ed)?|predicted|anticipated|set|poised|likely)\b)|"
    r"\b(?:stood|reached|generated|accounted)\b|"
    r"\bha(?:s|ve|d)\s+(?:witnessed|seen|experienced|grown)\b[^.;]{0,90}\breaching\b"
)
_PRESENT = re.compile(r"\b(?:is|are|stands?|sits?|amounts?|totals?|valued|worth|reaches)\b")
_WORTH = re.compile(r"\bworth\W*$", re.IGNORECASE)
_BY = re.compile(r"\W{0,3}(?:[a-z]+\s+){0,2}?(?:by|until|before)\b", re.IGNORECASE)
# "In the same year it was worth", "Asia will then hold": the year was told before.
SAME_YEAR = Cued(
    "year then latter former",
    r"\s*,?\s*(?:(?:(?:in|for|during|by)\s+)?(?:the\s+(?:same|latter|(?P<former>former))|that(?:\s+same)?)\s+"
    r"(?:(?:base|fiscal|financial|calendar)\s+)?year|in\s+the\s+(?:latter|(?P<first>former))(?=\s*(?:[.,;]|\Z))|(?:by|will|would|should)\s+then)\b",
)
BASE_YEAR = re.compile(r"(?i)\b(?:in|for|during)\s+the\s+base\s+year\b(?!\W{0,3}(?:of\s)?\d)")
_REACH = 1_200
_PERIOD = re.compile(r"\b(?:period|through|decade|years|medium[ -]term)\b", re.IGNORECASE)
# "fell by 9 %", "rose sharply 9 %": what was, and once
_ONCE = re.compile(
    r"\b(?:grew|rose|increased|fell|declined|shrank|dropped)\s+(?:by\b|(?:\w+\s)?\d)"
)


def year_told(same: re.Match[str], years: Iterable[Years]) -> int | None:
    """Return the year that "that year", "the former year" or "then" means, of those told before.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> year_told(SAME_YEAR.search("In the former year"), years("in 2023 and 2030"))
        2023
    """
    # "between 2023 and 2024 …, in the latter year": of two, which a range names as well
    two = "former" in same[0].lower() or "latter" in same[0].lower()
    known = [year for year in years if two or not year.is_range]
    told = [y for each in known for y in sorted({each.first, each.last})]
    if same[0].endswith("then"):  # "worth USD 3 bn in 2030, up from USD 2 bn in 2020"
        return max(told, default=None)
    back = 2 if same["former"] or same["first"] else 1
    return told[-back] if len(told) >= back else None


def forecasts(words: str) -> bool:
    """Say whether the words before an amount point ahead.

    Example:
        >>> forecasts("the market is expected to reach "), forecasts("the market was worth ")
        (True, False)
    """
    return _FORECAST.search(words) is not None


def starts(words: str) -> bool:
    """Say whether an amount behind these words is what something grows from.

    Example:
        >>> starts("will grow from about "), starts("will grow to ")
        (True, False)
    """
    return _FROM.search(words) is not None


def told_as(
    before: str, behind: str, year: int | None, *, base: int | None = None, goes_on: str = ""
) -> Status | None:
    """Return whether an amount is told as history or as forecast, None where nothing tells.

    Args:
        before: The clause before the amount.
        behind: What follows it.
        year: Its year.
        base: The base year of the document.
        goes_on: The clause before this one, where this one goes on with it ("grow from … to …").

    Example:
        >>> told_as("The market stands at ", " in 2026", 2026)
        'history'
        >>> told_as("Pumps worth ", " by 2031", 2031), told_as("It was projected at ", "", 2020)
        ('forecast', 'forecast')
    """
    if starts(before):
        return "history"
    if base is not None and year is not None:
        return "history" if year <= base else "forecast"
    if _PAST.search(before):
        return "history"
    if forecasts(goes_on + before):
        return "forecast"
    if year is None:
        return None
    if _BY.match(behind) and (year > LAST_PAST or _WORTH.search(before)):
        return "forecast"
    return "history" if year <= LAST_PAST or _PRESENT.search(before) else "forecast"


def spans_years(scene: Scene) -> bool:
    """Say whether a sentence speaks of a period rather than of one year.

    Example:
        >>> [spans_years(Scene(f"It grew {when}.", 0)) for when in ("over the period", "in 2023")]
        [True, False]
    """
    text = scene.text[:_REACH]
    period = any(year.is_range and year.last - year.first > 1 for year in scene.years)
    return (period or bool(_PERIOD.search(text))) and not _ONCE.search(text)
