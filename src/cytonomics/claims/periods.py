"""The years of a text: single years and ranges, with exact spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FIRST, LAST = 1950, 2099

_YEARS = re.compile(
    r"(?<![\w.,$€£/-])(?:(?:FY|CY|F\.Y\.)\s?'?)?(?P<first>(?:19|20)\d\d|(?<=FY)\d\d|(?<=FY\s)\d\d|(?<=FY')\d\d)(?:\s?[EFP](?![A-Za-z]))?"
    r"(?:\s?(?P<join>-|to|through|until|till|and|up\s+to|/)\s?"
    r"(?:the\s+year\s+)?(?:FY\s?)?(?P<last>(?:19|20)\d\d|\d\d(?!\d))(?:\s?[EFP](?![A-Za-z]))?)?"
    r"(?!\d|[.,]\d|\s?%|(?!USD|EUR|INR)\w)",
    re.IGNORECASE,
)


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
    while match := _YEARS.search(text, position):
        first, start, end = int(match["first"]), match.start(), match.end()
        position = end
        first += 2000 if first < 100 else 0
        if not FIRST <= first <= LAST:
            continue
        if match["last"] is None:
            yield Years(first, first, start, end)
            continue
        last = int(match["last"])
        joined = match["join"].lower()
        if last < 100:
            # Two digits make a year only behind a dash or a stroke: "2023-24", "2023/24".
            short = joined in ("-", "/")
            last = first // 100 * 100 + last if short else 0
        listed = joined == "and" and not re.search(
            r"(?:between|from|both)\s+(?:the\s+years?\s+)?$",
            text[max(0, start - 24) : start],
            re.IGNORECASE,
        )
        if not first < last <= LAST or listed:
            position = match.end("first")
            yield Years(first, first, start, match.end("first"))
            continue
        yield Years(first, last, start, end, joined)
