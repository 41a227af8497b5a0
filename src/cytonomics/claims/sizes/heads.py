"""Tables as a document lays them out: where they stand, their titles and their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from cytonomics.claims.documents.document import Block, Span
from cytonomics.claims.sizes.cells import UNIT, column_of

# A figure, with the years and the notes behind it: "20.0% (2025-2035) [1]".
PLAIN = re.compile(
    r"[~<>*\s]{0,3}(?:(?:US)?[$€£₹¥]\s?)?\d[\d.,]*\+?\s?%?[*\s]{0,3}"
    r"(?:\([\d\s-]{4,11}\)\s?)?(?:\[\d+\]\s?)*+"
)
YEAR = re.compile(r"(?:19|20)\d\d\s?[AEFPaefp]?")
_YEAR_KEY = re.compile(r"\w.{0,40}\syear[\s\w]{0,20}", re.IGNORECASE)
_DATES = re.compile(r"(?:fiscal\s+|calendar\s+)?years?|period|FY", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:(?:research|consulting|advisory)\s+)?(?:sources?|publishers?|firms?|analysts?|providers?|research(?:ers?)?|"
    r"institutes?|company|agency)",
    re.IGNORECASE,
)
NAMES = re.compile(r"(?!.*\b(?i:growth|change|yoy|rate)\b)[A-Z][A-Za-z&/ -]{1,40}")
_PARTS = re.compile(r"(?:category|segments?|types?|regions?|country|countries)", re.IGNORECASE)
_PAIR = 2
# "Values in USD million"
_NOTE = re.compile(
    rf"\W*(?:notes?:\s*)?(?:all\s+)?(?:(?:values?|figures?|amounts?|numbers?|revenues?|sales|data)\s+(?:(?:is|are|shown)\s+){{0,2}})?"
    rf"in\s+{UNIT.pattern}|\(\s?(?:in\s+)?{UNIT.pattern}\s?\)\Z",
    re.IGNORECASE,
)
SIZED = re.compile(
    r"\b(?:revenues?|sales|value|size|market|total|share|CAGR|growth)\b", re.IGNORECASE
)


class Head(NamedTuple):
    """The words above each column, and what they make of a table.

    `dated`: each row is a year; `source`: each row is who estimates; `turned`: parts head the
    columns, and each row tells another measure of them.

    Example:
        >>> Head(["Year", "Kits"], True, False, False).dated
        True
    """

    words: list[str]
    dated: bool
    source: bool
    turned: bool


def titled(blocks: Iterable[Block], text: str) -> Iterator[tuple[str, list[Block]]]:
    r"""Yield tables and what stands between them, with the line above each and the unit below it.

    Nothing of a document without rows.

    Example:
        >>> row = Block("row", 6, 11, cells=((6, 7), (10, 11)), header=True)
        >>> [title for title, _ in titled([Block("paragraph", 0, 5), row], "Pumps\nA | 2")]
        ['', 'Pumps']
    """
    blocks = tuple(blocks)
    if not any(block.kind == "row" for block in blocks):
        return
    title = ""
    tables: list[list[Block]] = [*_tables(blocks, text), []]
    for table, behind in pairwise(tables):
        note = _NOTE.match(text, behind[0].start, behind[0].end) if behind else None
        above = title if len(title) < 160 else ""
        yield f"{above} {note[0] if note else ''}".strip(), table
        alone = len(table) == 1 or table[0].kind != "row"
        title = text[table[-1].start : table[-1].end] if alone else ""


def _tables(blocks: Iterable[Block], text: str) -> Iterator[list[Block]]:
    """Rows in a row, from a head on, and what stands between them."""
    table: list[Block] = []
    for block in blocks:
        # A title with a colon is read as a key and its value.
        keyed = [
            len(row.cells) == _PAIR and text[row.cells[0][1]] == ":" for row in (block, *table[-1:])
        ]
        opens = len(set(keyed)) > 1 and (keyed[0] or len(table) == 1)
        parted = opens or (block.kind == "row") != (table and table[-1].kind == "row")
        if table and (block.header or parted or _heads_on(text, block)):
            yield table
            table = []
        table.append(block)
    if table:
        yield table


def _heads_on(text: str, row: Block) -> bool:
    """Whether a row amid a table heads those below: "Category | CAGR through 2032"."""
    if len(row.cells) != _PAIR:
        return False
    name, measure = (cell_text(text, cell) for cell in row.cells)
    return bool(_PARTS.fullmatch(name) and SIZED.search(measure) and not PLAIN.match(measure))


def _is_head(text: str, row: Block) -> bool:
    """Whether a first row names its columns: it ends in words, or in nothing but years."""
    cells = [cell_text(text, cell) for cell in row.cells]
    if not PLAIN.fullmatch(cells[-1]):
        return True
    # "Base year | 2024" is a key and its value.
    return all(map(YEAR.fullmatch, cells[1:])) and not _YEAR_KEY.fullmatch(cells[0])


def head_of(text: str, table: list[Block]) -> Head | None:
    """Return what heads a table's columns, or None where nothing does or there is no table.

    Example:
        >>> text = "Year | Kits"
        >>> row = Block("row", 0, 11, cells=((0, 4), (7, 11)), header=True)
        >>> head_of(text, [row]).dated
        True
    """
    first, *body = table
    if first.kind != "row" or not first.cells or not (first.header or _is_head(text, first)):
        return None
    heads = _heads(text, first, body)
    dated = _DATES.fullmatch(heads[0]) is not None
    source = _SOURCE.fullmatch(heads[0]) is not None
    return Head(heads, dated, source, _is_turned(text, heads, body))


def _heads(text: str, head: Block, body: list[Block]) -> list[str]:
    """The heads of the columns; where a text was copied, nothing stands above that of names."""
    heads = [_spaced(cell_text(text, cell)) for cell in head.cells]
    longer = {len(row.cells) == len(heads) + 1 for row in body[:2]}
    return ["", *heads] if longer == {True} else heads


def _spaced(name: str) -> str:
    """A column's name as words: "cagr_2024_2030" is "cagr 2024-2030"."""
    return _SPAN_OF_YEARS.sub("-", name).replace("_", " ") if "_" in name else name


def _is_turned(text: str, heads: list[str], body: list[Block]) -> bool:
    """Whether parts head the columns, and each row tells another measure of them."""
    named = all(NAMES.fullmatch(h) and not SIZED.search(h) for h in heads[1:])
    labels = [cell_text(text, row.cells[0]) for row in body if row.cells]
    told = bool(labels) and all(column_of(w, "") or SIZED.search(w) for w in labels)
    return named and told and len(heads) > _PAIR


_SPAN_OF_YEARS = re.compile(r"(?<=\d{4})_(?=\d{4}(?!\d))")
# "Rank | Company | …": what counts the rows
_COUNTER = re.compile(
    r"#|(?:s\.?\s?|sl\.?\s?|sr\.?\s?)?no\.?|nr\.?|rank(?:ing)?|pos(?:ition)?\.?", re.I
)


def name_column(heads: list[str]) -> int:
    """Return the number of the column that names the rows: the second where the first counts them.

    Example:
        >>> name_column(["Rank", "Company", "Share"]), name_column(["Company", "Share"])
        (1, 0)
    """
    return int(len(heads) > _PAIR and _COUNTER.fullmatch(heads[0]) is not None and bool(heads[0]))


def cell_text(text: str, span: Span) -> str:
    """Return what a cell holds, without marks of emphasis.

    Example:
        >>> cell_text("| **Kits** |", (2, 10))
        'Kits'
    """
    return text[span[0] : span[1]].strip(" *")
