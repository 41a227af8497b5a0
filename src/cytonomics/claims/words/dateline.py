"""Which year "this year" and "last year" are: by the day a document was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from cytonomics.claims.figures.periods import MONTH
from cytonomics.claims.model import Claim

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# The day that a release or an article prints at its head.
_DATE = re.compile(
    rf"\b(?:{MONTH}\s{_DAY},?\s|{_DAY}[\s-]{MONTH},?[\s-])(?P<year>20\d\d)\b|"
    rf"\b(?P<first>20\d\d)-(?:\d\d|{MONTH})-\d\d\b",
    re.IGNORECASE,
)
_HEAD, _LINE = 600, 160
_DEADLINE = re.compile(r"\b(?:by|until|till|from|since|on|in|as\s+of)\s+\Z", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:in\s+)?(?:(?:the\s+)?(?P<now>current|this|present)|(?:the\s+)?(?P<past>last|past))\s+year\b",
    re.IGNORECASE,
)
# "… last year, up 9 % compared to 2018"
_AGAINST = re.compile(
    r"\blast\s+year\b(?:[^.;]|\.(?=\d)){0,80}?\b(?:compared|relative)\s+(?:to|with)\s+(?P<year>20\d\d)\b(?!\s?-)",
    re.IGNORECASE,
)


# Asked for with each figure of "last year", always of the whole text.
@lru_cache(maxsize=8)
def written_in(text: str) -> int | None:
    """Return the year in which a text says it was written, or None.

    Example:
        >>> written_in("Dublin, March 25, 2025 (WIRE) -- The pump market is worth USD 2 bn.")
        2025
        >>> written_in("It rose to USD 2 bn last year, up 4 % compared to 2018.")
        2020
    """
    for date in _DATE.finditer(text, 0, _HEAD):
        if not _DEADLINE.search(text, max(0, date.start() - 12), date.start()):
            return int(date["year"] or date["first"])
    against = _AGAINST.search(text)
    return int(against["year"]) + 2 if against else None


def dateline(text: str) -> int:
    """Return where a sentence begins behind the place and day that a release prints before it.

    Example:
        >>> dateline("Rome, 3 May 2024 - Pumps sell."), dateline("Pumps sell.")
        (16, 0)
    """
    return max((date.end() for date in _DATE.finditer(text, 0, _LINE)), default=0)


def dated_by_writing(claims: Iterable[Claim], text: str) -> Iterator[Claim]:
    """Yield the claims, with the year of those that are given for this year or the last one.

    Example:
        >>> text = "Rome, 3 May 2024. The market hit $3 bn last year."
        >>> size = Claim("", "size", "$3 bn", 34, 39, (18, 50), value=3e9)
        >>> [claim.period_end for claim in dated_by_writing([size], text)]
        [2023]
    """
    for claim in claims:
        undated = claim.period_end is None and claim.measure in ("size", "growth", "share")
        year = _year(claim, text) if undated else None
        yield claim if year is None else replace(claim, period_start=year, period_end=year)


def _year(claim: Claim, text: str) -> int | None:
    """The year that stands right behind a figure, else before it in its sentence."""
    first, last = claim.context
    behind = _SAID.search(text, claim.end, min(last, claim.end + 70))
    said = behind or _SAID.search(text, max(first, claim.start - 120), claim.start)
    now = written_in(text) if said else None
    if said is None or now is None:
        return None
    return now if said["now"] else now - 1
