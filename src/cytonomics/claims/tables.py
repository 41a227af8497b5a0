"""Figures whose unit stands in the head of their column: "Share (%)", "Revenue (USD million)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cytonomics.claims.document import Block, Document, Span
from cytonomics.claims.model import Claim, Measure
from cytonomics.claims.names import clean_name
from cytonomics.claims.parts import Part, dimension_of, place_dimension, whole_market
from cytonomics.claims.periods import Years, years
from cytonomics.claims.places import WORLD, places
from cytonomics.claims.quantities import Quantity, quantities
from cytonomics.claims.scene import Outline, Scene

_SHARE = re.compile(r"\bshares?\b", re.IGNORECASE)
_RATE = re.compile(r"\bCAGR\b|compound\s+annual|growth\s+rate", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:US\$|USD|\$|EUR|€|GBP|£|INR|₹|JPY|¥|CNY|RMB)\s*(?:million|mn|mio|m|billion|bn|b|thousand|crore|cr)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\b(?:revenues?|sales|value|size|market|total)\b", re.IGNORECASE)
_PLAIN = re.compile(r"[~<>*\s]{0,3}\d[\d.,]*\s?%?[*\s]{0,3}")
# What a first cell says when the row speaks of the whole market.
_WHOLE = re.compile(
    r"\W*(?:total|overall|global|market\s+size|revenues?|value|year)?\b[\w\s(),$-]{0,20}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """What the head of a column, or of the table, says about the numbers below it.

    Example:
        >>> Column("share", 1.0, None, None).measure
        'share'
    """

    measure: Measure
    factor: float
    currency: str | None
    years: Years | None


def table_claims(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    r"""Yield the claims of table cells that are bare numbers; ids are left empty.

    `text` is the document's folded text. A row's first cell names the segment, the place or the
    year.

    Example:
        >>> from cytonomics.claims.document import Block
        >>> text = "Region | Share (%)\nEurope | 27.0"
        >>> head = Block("row", 0, 18, cells=((0, 6), (9, 18)), header=True)
        >>> row = Block("row", 19, 32, cells=((19, 25), (28, 32)))
        >>> document = Document("a", text, (head, row), "text")
        >>> [(c.measure, c.value, c.geography) for c in table_claims(document, text, Outline())]
        [('share', 27.0, 'europe')]
    """
    title = ""
    for is_row, group in groupby(document.blocks, key=lambda block: block.kind == "row"):
        blocks = list(group)
        if not is_row:
            title = text[blocks[-1].start : blocks[-1].end]
            continue
        yield from _table(text, blocks, title if len(title) < 160 else "", outline)


def _table(text: str, rows: list[Block], title: str, outline: Outline) -> Iterator[Claim]:
    head, *body = rows
    if not head.cells or not (head.header or not _PLAIN.fullmatch(_cell(text, head.cells[-1]))):
        return
    columns = [_column(_cell(text, cell), title) for cell in head.cells]
    for row in body:
        if len(row.cells) != len(columns):
            continue
        label = _cell(text, row.cells[0])
        for column, span in zip(columns[1:], row.cells[1:], strict=True):
            if column and _PLAIN.fullmatch(_cell(text, span)):
                yield from _figure(text, row, span, column, label, title, outline)


def _cell(text: str, span: Span) -> str:
    return text[span[0] : span[1]].strip(" *")


def _column(head: str, title: str) -> Column | None:
    year = next(years(head), None)
    if _RATE.search(head):
        return Column("cagr", 1.0, None, year)
    if _SHARE.search(head) or ("%" in head and _SHARE.search(title)):
        return Column("share", 1.0, None, year)
    unit = _MONEY.search(head) or (_MONEY.search(title) if year or _SIZE.search(head) else None)
    if unit is None:
        return None
    # The unit is read by the same code as everywhere, with a number put behind it.
    money = next(quantities(f"{unit[0]} 1"), None)
    return Column("size", money.low, money.currency, year) if money and money.currency else None


def _figure(
    text: str, row: Block, span: Span, column: Column, label: str, title: str, outline: Outline
) -> Iterator[Claim]:
    number = next(quantities(text[span[0] : span[1]]), None)
    if number is None or number.kind not in ("number", "percent") or number.scaled:
        return
    if column.measure == "share" and number.low > 100:
        return
    year = column.years or next(years(label), None) or next(years(title), None)
    if column.measure == "cagr" and year is None and outline.forecast:
        year = Years(*outline.forecast, 0, 0, "-")
    part = _part(label, title, outline, column.measure)
    yield _claim(text, row, span, column, number, year, part)


def _part(label: str, title: str, outline: Outline, measure: Measure) -> Part:
    scene = Scene(title, 0, outline=outline)
    whole = whole_market(scene, len(title))
    place = next((place for place in places(label) if place.id != WORLD), None)
    if place is not None and place.end - place.start > len(label) // 2:
        return Part(whole.market, whole.scope, place_dimension(place.id), label, place.id)
    name = clean_name(label)
    dated = next(years(label), None) is not None
    if name is None or dated or (measure != "share" and _WHOLE.fullmatch(label)):
        return whole
    return Part(whole.market, whole.scope, dimension_of(scene, name), name, whole.geography)


def _claim(
    text: str,
    row: Block,
    span: Span,
    column: Column,
    number: Quantity,
    year: Years | None,
    part: Part,
) -> Claim:
    start, end = span[0] + number.start, span[0] + number.end
    return Claim(
        id="",
        measure=column.measure,
        quote=text[start:end],
        start=start,
        end=end,
        context=(row.start, row.end),
        market=part.market,
        scope=part.scope,
        dimension=part.dimension,
        segment=part.segment,
        geography=part.geography,
        period_start=year.first if year else None,
        period_end=year.last if year else None,
        value=number.low * column.factor,
        value_high=number.high * column.factor,
        step=number.step * column.factor,
        unit="money" if column.measure == "size" else "percent",
        currency=column.currency,
        bound=number.bound,
    )
