"""The years of a text: single years and ranges, with exact spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cytonomics.claims.patterns import Cued

FIRST, LAST = 1950, 2099

_YEARS = re.compile(
    r"(?=[\dFC])(?:(?<![\w.,$€£/-])|(?<=mid-)|(?<=\bin)|(?<=\bby)|(?<=early-)|(?<=late-)|(?<=end-)|(?<=CAGR)|(?<=\b[1-4][HQ]))(?:(?:FY|CY|F\.Y\.)\s?'?)?(?P<first>(?:19|20)\d\d|"
    # Two digits: "'21-'26", "21E-26E", "CAGR 21-26", "by '26", "3Q24", "FY 24", "CY24"
    r"(?:(?<=')|(?<=CAGR)|(?<=CAGR\s)|(?<=CAGR\s\())\d\d(?=(?-i:[AEFP])?\s?(?:-\s?'?|(?:to|and|through)\s')\d\d(?-i:[AEFP])?(?!\d|[.,]\d|\s?%))|\d\d(?=(?-i:[AEFP]\s?-\s?'?\d\d[AEFP])\b)|"
    r"(?:(?<=\bin\s')|(?<=\bby\s')|(?<=\bfrom\s')|(?<=\bto\s')|(?<=\(')|(?<=\b[1-4][HQ])|(?<=\b[HQ][1-4]')|(?<=[FC]Y)|(?<=[FC]Y\s)|(?<=[FC]Y'))\d\d)(?:\s?[AEFP](?![A-Za-z]))?"
    r"(?:\s{0,2}(?P<join>-|~|to|through|until|till|and|up\s+to|/)(?:\s{0,3}|\s[ ]{3,18})"
    r"(?:the\s+year\s+)?(?:(?:around|about|early|mid|late|end)[\s-])?(?:[FC]Y\s?)?'?(?P<last>(?:19|20)\d\d|\d\d(?!\d))(?:\s?[AEFP](?![A-Za-z]))?)?"
    # A footnote's number may stick to the year: "by 2021.1 One", "in 20231,2."
    r"(?:(?!\d|[.,]\d|\s?%|(?!USD|EUR|INR|and\b|with\b)\w)|"
    r"(?=\.\d{1,2}(?:[,-]\d{1,2}){0,4}(?:\Z|\s+(?-i:[A-Z])(?!illion|rillion|[nr]\b)))|"
    r"(?<=(?:in|by)\s(?:19|20)\d\d)(?=\d(?:,\d){0,4}(?:\Z|[.;:)])))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\d")
_AHEAD = len("F.Y. '")
# "five years earlier", "the previous year"; "two years ago" counts from a date nobody prints.
_RELATIVE = Cued(
    "year decade",
    r"\b(?:(?:(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+years?|(?P<decade>a\s+decade))\s+"
    r"(?P<way>earlier|before|previously|prior|later|after|hence|on(?=[,.;]))|"
    r"(?:the\s+)?(?P<beside>previous|prior|preceding|following|subsequent|(?<=%\sthe\s)next)\s+year|"
    r"the\s+year\s+(?P<side>before|earlier|after|later)|"
    r"(?P<decade_end>(?:end|turn|close)\s+of\s+(?:the|this)\s+(?:current\s+)?decade))\b"
    r"(?!\s+(?:to|the|that|a|it|its|being|when)\b)",
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_BEGINS = re.compile(rf"\b(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH}),?\s\Z", re.IGNORECASE)
_DAY_ENDS = re.compile(r"\s?(?:--?\s|/[A-Za-z]|\([A-Z]{3})")
# "up 9 % relative to 2018"; in "compared with 2018's USD 4 bn" the year has its own figure.
_REFERENCE = re.compile(
    r"(?:%\s+(?:on|over|above|below)|\b(?:(?:compared|relative|in\s+(?:relation|comparison))\s+(?:to|with)|versus|vs\.?|against|"
    r"than(?:\s+it\s+was)?(?:\s+in)?|(?:up|increase|growth|rise|gain|decline|drop)\s+(?:on|over)|"
    r"(?:increase|rise|gain|decline|drop)\s+from))\s+(?:the\s+)?(?:year\s+|level\s+(?:of|in)\s+)?\Z",
    re.IGNORECASE,
)
# "grew by 3.2 % to USD 9 bn, compared with 3.5 % in 2009"
_RATE_COMPARED = Cued(
    "compared versus against",
    r"\b(?:compared\s+(?:to|with)|versus|against)\s(?!(?:19|20)\d\d,)[^;$€£¥₹]{0,40}?(?:%|per\s?cent)"
    r"(?:[^;$€£¥₹]{0,60}?\s(?:in|for|during)\s+(?:\d{4}\s+and\s+\d[\d.]*\s?(?:%|per\s?cent))?){1,2}"
    r"(?:[^;$€£¥₹%]{0,60}\s(?:in|for|during)\s+)?\Z",
)
_WITH_VALUE = re.compile(r"(?:'s)?[\s(:,]{0,3}(?:levels?\s+of\s+)?(?:[A-Z]{3}|US)?\s?[$€£¥₹\d]")
COUNTS = dict(
    zip(str.split("one two three four five six seven eight nine ten"), range(1, 11), strict=True)
)
# "2022-23 to 2027-28": from the first business year to the end of the last
_RUN_ON = re.compile(
    r"(?i)\s*(?:to|through|until|till|-)\s*(?:FY\s?)?(?P<last>20\d\d)\s?[-/]\s?(?:20)?\d\d(?!\d)"
)
# "'26" is 2026, "'98" is 1998.
_TURN_OF_CENTURY = 50
_BACKWARD = ("earlier", "before", "previously", "prior", "previous", "preceding")


@dataclass(frozen=True)
class Years:
    """A year, or a range of years: `first` to `last`, equal for one year.

    `text[start:end]` is what is printed. `joined` is the word between the two years of a range.

    Example:
        >>> [(y.first, y.last) for y in years("valued in 2024, growing over 2025-34")]
        [(2024, 2024), (2025, 2034)]
    """

    first: int
    last: int
    start: int
    end: int
    joined: str = ""

    @property
    def is_range(self) -> bool:
        """Whether two years are printed."""
        return self.joined != ""


def years(text: str) -> Iterator[Years]:
    """Yield the years of a folded text in order.

    "2023 and 2024" are two years unless "between" stands before them; "2025-34" is a range.

    Example:
        >>> [(y.first, y.last) for y in years("in 2023 and 2024; between 2025 and 2030")]
        [(2023, 2023), (2024, 2024), (2025, 2030)]
    """
    position = 0
    # The pattern is tried at every character: first see where the next digits are.
    while (digits := _DIGITS.search(text, position)) and (
        match := _YEARS.search(text, max(position, digits.start() - _AHEAD))
    ):
        first, start, end = int(match["first"]), match.start(), match.end()
        position = end
        if first < 100:
            first += 2000 if first < _TURN_OF_CENTURY else 1900
            start -= text[start - 1 : start] == "'"
        if not FIRST <= first <= LAST:
            continue
        if _DAY_ENDS.match(text, end) and _DAY_BEGINS.search(text, max(0, start - 20), start):
            continue  # "Oslo, 14 February 2022 - ": the day of writing
        if match["last"] is None:
            yield Years(first, first, start, end)
            continue
        last = int(match["last"])
        joined = match["join"].lower().replace("~", "-")
        if last < 100:
            # Two digits make a year only behind a mark: "2023-24", "2023/24", "FY23 to FY24".
            short = joined in ("-", "/") or text[match.start("last") - 1] in "'Yy"
            last = first // 100 * 100 + last if short else 0
        listed = joined == "and" and not re.search(
            r"(?:between|from|both|period(?:\s+of)?)\s+(?:the\s+years?\s+)?$",
            text[max(0, start - 24) : start],
            re.IGNORECASE,
        )
        if not first < last <= LAST or listed:
            position = match.end("first")
            yield Years(first, first, start, match.end("first"))
            continue
        onward = _RUN_ON.match(text, end) if last - first == 1 else None
        if onward:
            position = end = onward.end()
            last = int(onward["last"]) + 1
        yield Years(first, last, start, end, joined)


def reference_years(text: str, known: Sequence[Years]) -> list[Years]:
    """Return the single years that a figure is only compared with, and not a figure's own.

    Example:
        >>> text = "Sales rose 9 % compared to 2018, to EUR 5 bn."
        >>> [year.first for year in reference_years(text, list(years(text)))]
        [2018]
    """
    return [
        year
        for year in known
        if not year.is_range
        and (
            _REFERENCE.search(text, max(0, year.start - 40), year.start)
            or _RATE_COMPARED.search(text, max(0, year.start - 120), year.start)
        )
        and not _WITH_VALUE.match(text, year.end)
    ]


def relative_years(text: str, known: Sequence[Years], told: str = "") -> Iterator[Years]:
    """Yield the years that a text gives by their distance from one of its printed years.

    Where it prints none, they count from the last one of what was `told` before.

    Example:
        >>> text = "It hit USD 10 bn in 2014, up from USD 7 bn five years earlier."
        >>> [year.first for year in relative_years(text, list(years(text)))]
        [2009]
    """
    single = [year for year in known if not year.is_range]
    for match in _RELATIVE.finditer(text):
        if not single:
            single = [year for year in years(told) if not year.is_range][-1:]
        if not single:
            return
        before = [year for year in single if year.end <= match.start() and year in known]
        anchor = before[-1] if before else single[0]
        printed = (match["count"] or (match["decade"] and "ten") or "one").lower()
        count = int(printed) if printed.isdigit() else COUNTS.get(printed, 1)
        way = (match["way"] or match["beside"] or match["side"] or "").lower()
        year = anchor.first - count if way in _BACKWARD else anchor.first + count
        if match["decade_end"]:  # of the last year told
            year = max(y.first for y in before or single) // 10 * 10 + 10
        if FIRST <= year <= LAST:
            yield Years(year, year, match.start(), match.end())
