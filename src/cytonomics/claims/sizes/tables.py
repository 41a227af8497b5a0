"""Figures whose unit stands in the head of their column: "Share (%)", "Revenue (USD million)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from cytonomics.claims.documents.document import Block, Document, Span
from cytonomics.claims.figures.periods import Years, years
from cytonomics.claims.figures.quantities import quantities
from cytonomics.claims.growth.multiples import SHARE
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import given_to
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.sizes.cells import (
    ADDED,
    UNIT,
    UNIT_AT_END,
    Column,
    cell_claim,
    column_of,
    counts_others,
    in_shares,
    row_market,
    row_part,
    value_column,
)
from cytonomics.claims.sizes.flattened import flattened_claims
from cytonomics.claims.sizes.heads import (
    NAMES,
    PLAIN,
    SIZED,
    YEAR,
    Head,
    cell_text,
    head_of,
    name_column,
    titled,
)
from cytonomics.claims.sizes.row_labels import row_column
from cytonomics.claims.words.scene import Outline, Scene

# What heads a column of keys, none of which is a part: "Metric | Value".
_KEYS = re.compile(
    r"(?:report|metrics?|attributes?|items?|parameters?|indicators?|particulars?|aspects?|features?|"
    r"details?|scope|description|data|key|fields?)\b",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"(?:annual\s+)?growth(?:\s+rate)?[\s,(]*(?:in\s)?(?:(?:%|pct|percent)\)?)?", re.IGNORECASE
)
# What heads a column of markets, each with its own row.
_MARKETS = re.compile(r"(?:related\s+|sub-?)?markets?(?:\s+name)?", re.IGNORECASE)
# "of which Europe"
_OF_WHICH = re.compile(
    r"(?:(?:out\s)?of\swhich|thereof|o/w|incl(?:uding|\.))[\s:,]+", re.IGNORECASE
)
# "Total imports | 4,100": what crosses a border is no market.
_TRADED = re.compile(
    r"[\W\d]*(?:total\s+)?(?:local\s+|domestic\s+)?(?:exports?|imports?|production)\b",
    re.IGNORECASE,
)

# "Textiles: sales by category, % change in 2023", and rows of a name and a number below
_CHANGES = re.compile(
    r"(?!.*\bCAGR\b).{3,80}?(?:%\s?|per\s?cent\s|\bpercentage\s)(?:change|growth)\b.{0,12}?\b(?P<year>(?:19|20)\d\d)\W*|"
    r"(?!.*\bCAGR\b).{3,80}?\b(?:change|growth)\s(?:in\s)?(?P<at>(?:19|20)\d\d)\s?\((?:in\s)?(?:%|per\s?cent)\)",
    re.IGNORECASE,
)
_PAIR = 2


def table_claims(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    r"""Yield the claims of table cells that are bare numbers; ids are left empty.

    `text` is the document's folded text. A row's first cell names the segment, the place or the
    year.

    Example:
        >>> from cytonomics.claims.documents.document import Block
        >>> text = "Region | Share (%)\nEurope | 27.0"
        >>> head = Block("row", 0, 18, cells=((0, 6), (9, 18)), header=True)
        >>> row = Block("row", 19, 32, cells=((19, 25), (28, 32)))
        >>> document = Document("a", text, (head, row), "text")
        >>> [(c.measure, c.value, c.geography) for c in table_claims(document, text, Outline())]
        [('share', 27.0, 'europe')]
    """
    gridded = list(_gridded(document, text, outline))
    seen = {claim.start for claim in gridded}
    flat = (claim for claim in flattened_claims(text, outline) if claim.start not in seen)
    for claim in (*gridded, *flat):
        if not _TRADED.match(text, text.rfind("\n", 0, claim.start) + 1):
            yield claim


def told_by_column(
    claims: Iterable[Claim], document: Document, text: str, outline: Outline
) -> Iterator[Claim]:
    r"""Yield the claims; a size in a column that is headed by one year has that year.

    A size that names no part is its row's, or its column's where rows are years. A column of
    sources ("Publisher") names who estimates, and no part of the market.

    Example:
        >>> from cytonomics.claims.documents.document import Block
        >>> text = "Source | 2030 Estimate\nAda | $2 bn"
        >>> head = Block("row", 0, 22, cells=((0, 6), (9, 22)), header=True)
        >>> row = Block("row", 23, 34, cells=((23, 26), (29, 34)))
        >>> document = Document("a", text, (head, row), "text")
        >>> size = Claim("", "size", "$2 bn", 29, 34, value=2e9, segment="Ada")
        >>> [(c.period_end, c.segment) for c in told_by_column([size], document, text, Outline())]
        [(2030, None)]
    """
    cells = dict(_told_cells(document, text))
    spans = sorted(cells)
    for claim in claims:
        k = bisect_right(spans, (claim.start, len(text))) - 1
        span = spans[k] if k >= 0 else (0, 0)
        if claim.measure != "size" or claim.start >= span[1]:
            yield claim
            continue
        years_told, source, name, title, added = cells[span]
        if years_told:
            claim = replace(claim, period_start=years_told[0], period_end=years_told[1])
        claim = replace(claim, measure="growth") if added else claim
        part = row_part(name, title, outline, "size") if name and not claim.segment else None
        claim = given_to(claim, part) if part and part.segment else claim
        yield replace(claim, segment=None, dimension="total") if source else claim


def _told_cells(
    document: Document, text: str
) -> Iterator[tuple[Span, tuple[tuple[int, int] | None, bool, str, str, bool]]]:
    """What heads say of the cells below: a year, unless they print another, and whose they are.

    The last says whether they are what is to be added to a market.
    """
    for title, table in titled(document.blocks, text):
        head = head_of(text, table)
        if head is None:
            continue
        heads, dated, source, turned = head
        source = source or all(map(YEAR.fullmatch, heads))  # no column of names beside the years
        found = [list(years(words)) for words in heads]
        first = name_column(heads)
        keys = source or _KEYS.match(heads[first]) or _MARKETS.fullmatch(heads[first])
        for row in table[1:]:
            if len(row.cells) != len(heads):
                continue
            label = _OF_WHICH.sub("", cell_text(text, row.cells[first]))
            label = "" if any(q.currency for q in quantities(label)) else label
            for words, printed, span in zip(heads[1:], found[1:], row.cells[1:], strict=True):
                added = ADDED.search(words) is not None
                alone = len(printed) == 1 and not printed[0].is_range and not any(years(label))
                own = next(years(cell_text(text, span)), None)
                named = words if turned or (dated and NAMES.fullmatch(words)) else ""
                if (
                    not (dated or keys or turned)
                    and label[:1].isalpha()
                    and (alone or SIZED.search(words))
                ):
                    named = label
                # A year of the row's own label goes first.
                told = (printed[0].first, printed[0].last) if (alone or added) and printed else None
                told = None if own else told
                yield span, (told, source, "" if SIZED.search(named) else named, title, added)


def _gridded(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    for title, blocks in titled(document.blocks, text):
        if head := head_of(text, blocks):
            yield from _table(text, head, blocks[1:], title, outline)
        elif changes := _CHANGES.fullmatch(title):
            year = int(changes["year"] or changes["at"])
            column = Column("growth", 1.0, None, Years(year, year, 0, 0, ""))
            for row in blocks:
                label = cell_text(text, row.cells[0]) if len(row.cells) == _PAIR else ""
                part = row_part(label, title, outline, "growth")
                if label:
                    yield from _figure(text, row, row.cells[1], column, part, outline)


def _table(
    text: str, head: Head, body: list[Block], title: str, outline: Outline
) -> Iterator[Claim]:
    heads, dated, source, turned = head
    if UNIT.search(heads[0]) and not UNIT.search(title):
        title = f"{title} {heads[0]}".strip()  # "Pumps, USD million | 2023 | 2024"
    first = name_column(heads)
    named = row_market if _MARKETS.fullmatch(heads[first]) else row_part
    bare = all(map(YEAR.fullmatch, heads))  # no column of names beside the years
    ends = sorted({year.first for h in heads for year in years(h) if not year.is_range})
    columns = [
        Column("growth", 1.0, None, None)
        if dated and _GROWN.fullmatch(words)
        else column_of(words, title) or (dated and _named(words, title))
        for words in heads
    ]
    if SHARE.search(heads[0]):  # "Share of sales | 2023 | 2030"
        columns = [c or Column("share", 1.0, None, None) for c in columns]
    signed = not in_shares(title) and any(
        "%" in text[slice(*span)] for row in body for span in row.cells[first + 1 :]
    )
    for row in body:
        if len(row.cells) != len(columns):
            continue
        label = "" if bare else _OF_WHICH.sub("", cell_text(text, row.cells[first]))
        # A row may have a unit of its own, as "Market size (USD billion) | 5.4 | 9.1".
        label, own = row_column(label, turned=turned)
        units = [_unit(h, c, own) for h, c in zip(heads, columns, strict=True)]
        for k, (column, span) in enumerate(zip(units, row.cells, strict=True)):
            if k <= first and not bare:
                continue
            cell = cell_text(text, span)
            # "+1.2 %" below "Impact on CAGR" is a driver's part of it.
            plain = cell.lstrip("+-") if column and column.measure == "growth" else cell
            if (
                column
                and PLAIN.fullmatch(plain)
                and not counts_others(column, own, (heads[k], label), cell, signed)
            ):
                name = UNIT_AT_END.sub("", heads[k])
                name = name if turned or (dated and not SIZED.search(name)) else label
                priced = re.search(r"\d", name) and any(q.currency for q in quantities(name))
                # Who has a share is no house that estimates one.
                name = "" if priced or (source and column.measure != "share") else name
                if column.measure == "cagr" and not any(years(heads[k])):
                    year = _run([cell, label, title], ends, outline)
                else:
                    share = column.measure == "share"
                    # Of the other columns, before the line above, which may be a sentence.
                    only = f"{ends[0]}" if share and len(ends) == 1 else ""
                    told = (y for words in (heads[k], label, only, title) for y in years(words))
                    year = next((y for y in told if not (share and y.is_range)), None)
                part = named(name, title, outline, column.measure)
                yield from _figure(text, row, span, replace(column, years=year), part, outline)


def _unit(head: str, column: Column | Literal[False] | None, own: Column | None) -> Column | None:
    """What a cell's number is by the head of its column and by its row's own label."""
    year = next(years(head), None)
    dated = YEAR.fullmatch(head) is not None
    taken = own and (not column or column.measure == "size" or dated)
    if own is None or not taken or (own.measure == "growth" and not dated):
        return column or None
    return replace(own, years=year or own.years)


def _run(printed: list[str], ends: list[int], outline: Outline) -> Years | None:
    """The years of a rate: a range printed with it, the forecast, or what the columns run over."""
    found = next((year for words in printed for year in years(words) if year.is_range), None)
    span = outline.forecast or ((ends[0], ends[1]) if len(ends) == 2 else None)
    return found or (Years(*span, 0, 0, "-") if span else None)


def _named(head: str, title: str) -> Column | None:
    """The column of a part of the market in a table with a row for each year."""
    if not NAMES.fullmatch(head):
        return None
    unit = UNIT.search(title)
    if unit:
        return value_column(unit[0], None)
    return Column("share", 1.0, None, None) if in_shares(title) else None


def _figure(
    text: str, row: Block, span: Span, column: Column, part: Part, outline: Outline
) -> Iterator[Claim]:
    number = next(quantities(text[span[0] : span[1]]), None)
    if number is None or number.kind == "fold" or number.scaled:
        return
    if column.measure == "growth" and text[span[0] : span[1]].lstrip()[:1] == "-":
        number = replace(number, low=-number.high, high=-number.low, start=number.start - 1)
    no_size = number.kind == "percent" or not number.high
    no_share = number.kind == "money" or number.low >= 100
    if (column.measure == "share" and no_share) or (column.measure == "size" and no_size):
        return
    scene = Scene(text[row.start : row.end], row.start, outline=outline)
    yield cell_claim(scene, number, span[0] - row.start, column, column.years, part)
