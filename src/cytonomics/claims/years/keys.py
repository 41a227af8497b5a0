"""The year of a key: "Market Size in 2024 USD 2 bn 2031 Value Projection USD 5 bn"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cytonomics.claims.figures.periods import Years
from cytonomics.claims.figures.quantity import Quantity

_WORD = (
    r"(?:global|total|overall|market|industry|sector|segment|size|revenues?|sales|values?|valuation|worth|forecast|projections?|projected|"
    r"estimate[ds]?|expected|anticipated|predicted|base|current|final|start(?:ing)?|end(?:ing)?|year|of|in|by|for|the|as)"
)
_SAYS = re.compile(
    r"\b(?:size|revenues?|sales|values?|valuation|worth|projections?|(?:market|revenue|sales)\s+forecast)\b",
    re.I,
)
_GAP = r"[\s:|=(-]{0,4}"
# "Market Size in 2024 USD", "Market Value Forecast (2031F): USD"
_LAST = re.compile(
    rf"(?<![\w-])(?P<key>(?:{_WORD}\s+){{1,6}})\(?(?P<year>(?:19|20)\d\d)\s?[AEFP]?\)?{_GAP}\Z",
    re.I,
)
# "2031 Value Projection USD", but not behind "2024 to"
_FIRST = re.compile(
    rf"(?<![\w-])(?<!to\s)(?<!-\s)(?<!and\s)(?P<year>(?:19|20)\d\d)[AEFP]?\s+(?P<key>{_WORD}(?:\s+{_WORD}){{0,4}}){_GAP}\Z",
    re.I,
)
_REACH = 90


def keyed_years(text: str, amounts: Sequence[Quantity]) -> Iterator[tuple[int, Years]]:
    """Yield the amounts, by index, whose year stands in the key right ahead of them.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "Base Year 2023 Market Size in 2024 USD 2 bn 2031 Value Projection USD 5 bn"
        >>> amounts = [each for each in quantities(text) if each.currency]
        >>> [(k, year.first) for k, year in keyed_years(text, amounts)]
        [(0, 2024), (1, 2031)]
    """
    if len(amounts) < 2:
        return
    for k, amount in enumerate(amounts):
        first = max(amounts[k - 1].end if k else 0, amount.start - _REACH)
        ahead = text[first : amount.start]
        key = _LAST.search(ahead) or _FIRST.search(ahead)
        if key and _SAYS.search(key["key"]):
            year = int(key["year"])
            yield k, Years(year, year, first + key.start("year"), first + key.end("year"))
