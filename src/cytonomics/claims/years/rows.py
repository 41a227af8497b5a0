"""Amounts and years that are told in turn: each year leads its amount, or closes its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cytonomics.claims.figures.periods import Years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.name_lists import respective

_NEXT_YEAR = re.compile(
    r"(?i)(?:[,;]|,?\s+(?:and|but|while|whereas))\s+(?:(?:in|by|for|over|an?|the|its?|their|that|those|"
    r"estimates|figures?|sales|revenues?|end|of)\s+){0,4}"
)
# Where a statement ends: "USD 2 bn is what it was worth in 2023, and USD 3 bn"
_ENDED = re.compile(r"\s*(?:[,;.)]|\Z|(?:and|but|while|whereas)\b)")
_TURNS = re.compile(
    r"[,;(]\s?|:\s?(?!th(?:at|is)\s(?:is|was)\s)|\b(?:and|but|while|whereas|from)\s"
)
_IN_A_ROW = re.compile(r"\s*(?:,|\band\b|,\s*and\b)\s*(?:by\s+|in\s+)?", re.IGNORECASE)


def in_turn(text: str, amounts: list[Quantity], years: list[Years]) -> dict[int, Years]:
    """Return the years of amounts that are told in turn with them, by index.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "USD 2 bn and USD 5 bn in 2023 and 2030, respectively"
        >>> found = in_turn(text, list(quantities(text)), list(years(text)))
        >>> {i: year.first for i, year in found.items()}
        {0: 2023, 1: 2030}
    """
    single = [year for year in years if not year.is_range]
    if len(amounts) < 2 or len(single) < 2:
        return {}
    # "USD 2 bn USD 5 bn 2023 2030": the labels of a chart, in the order of its bars.
    chart: list[Quantity | Years] = [*amounts, *single]
    if len(amounts) == len(single) and all(
        text[a.end : b.start].isspace() for a, b in pairwise(chart)
    ):
        return dict(enumerate(single))
    if len(amounts) == len(single) and (
        _lead(text, amounts, single) or _close(text, amounts, single)
    ):
        return dict(enumerate(single))
    said = respective(text)
    ahead_of_all = len(amounts) == len(single) and single[-1].end < amounts[0].start
    rows = len(amounts) == len(single) and _in_a_row(text, single) and _in_a_row(text, amounts)
    if (rows and amounts[-1].end <= single[0].start) or (ahead_of_all and (said or rows)):
        return dict(enumerate(single))
    if said is None:
        return {}
    # The row of years that ends at the word, and as many amounts right before it.
    row = [year for year in single if year.end <= said.start()]
    first = len(row) - 1
    while first > 0 and _IN_A_ROW.fullmatch(text, row[first - 1].end, row[first].start):
        first -= 1
    row = row[max(0, first) :]
    ahead = [k for k, amount in enumerate(amounts) if row and amount.end <= row[0].start]
    if row and not ahead:  # "in 2019 and 2023 it was USD 2 bn and USD 3 bn, respectively; by 2030"
        between = (k for k, a in enumerate(amounts) if row[-1].end <= a.start < said.start())
        ahead = [*between][: len(row)]
    named = ahead[-len(row) :]
    if len(row) < 2 or len(named) < len(row):
        return {}
    joined = _in_a_row(text, [amounts[k] for k in named])
    whole = len(amounts) == len(row)
    return dict(zip(named, row, strict=True)) if joined or whole else {}


def _in_a_row(text: str, found: Sequence[Quantity | Years]) -> bool:
    """Whether nothing but a comma or "and" stands between the members of a list."""
    return all(_IN_A_ROW.fullmatch(text, a.end, b.start) for a, b in pairwise(found))


def _lead(text: str, amounts: list[Quantity], single: list[Years]) -> bool:
    """Whether each year leads its amount: "in 2010 it was USD 2 bn, in 2013 USD 4 bn"."""
    behind = all(
        _follows(text, year, amount, following)
        for amount, (year, following) in zip(amounts, pairwise(single), strict=False)
    )
    return behind and all(y.end <= a.start for y, a in zip(single, amounts, strict=True))


def _follows(text: str, year: Years, amount: Quantity, following: Years) -> bool:
    keyed = text[year.end : amount.start].isspace() and amount.end < following.start
    row = keyed and text[amount.end : following.start].isspace()  # "2024 USD 2 bn 2028 USD 3 bn"
    return bool(row or _NEXT_YEAR.fullmatch(text, amount.end, following.start))


def _close(text: str, amounts: list[Quantity], single: list[Years]) -> bool:
    """Whether each year closes its amount's clause: "USD 2 bn was what it made in 2023"."""
    ends = [*(amount.start for amount in amounts[1:]), len(text)]
    return all(
        amount.end <= year.start < end
        and not _TURNS.search(text, amount.end, year.start)
        and _ENDED.match(text, year.end)
        for amount, year, end in zip(amounts, single, ends, strict=True)
    )
