"""Tables of numbers of things: "Robots sold by country | 2023 | 2022", "Country | Trials"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cytonomics.claims.documents.document import Block, Document, Span
from cytonomics.claims.figures.numerals import in_scale, number
from cytonomics.claims.figures.periods import years
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.sizes.cells import UNIT
from cytonomics.claims.sizes.heads import cell_text, head_of, titled
from cytonomics.claims.statements.counted import TABLED, counted_as
from cytonomics.claims.statements.counts import COUNTED, DOSED, PEOPLE, SOLD, TREATED
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Outline, Scene

_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:,\d{3})+|\d+)\s*")
_HOW_MANY = re.compile(
    r"(?i)\A\W*(?:(?:total|cumulative)\s+)?(?:numbers?|no\.?|count|#|volumes?|totals?)?\W*(?:of\s+)?"
)
# What a name of things does not end with: "by region", "(thousands)", "in development, 2024"
_BEHIND = re.compile(r"(?i)\s*(?:[,(:|]|\b(?:by|in|per|for|as\s+of|worldwide|globally)\b).*\Z")
# Numbers in these rows and columns are of something else.
_NOT_THINGS = re.compile(
    r"(?i)%|\b(?:shares?|CAGR|growth|change|prices?|costs?|rates?|ratio|average|mean|median|revenues?|value|"
    r"pages?|tables?|figures?|rank|per|days|weeks|months|age|year\s+of|enrol\w+|planned|target)\b"
)
_THOUSANDS = re.compile(r"(?i)\b(?:in\s+)?thousands?\b|\(?'?\b000'?s?\b|\bK\b")
_MILLIONS = re.compile(r"(?i)\b(?:in\s+)?millions?\b|\bmn\b")
_FEWEST_ROWS = 2


def count_tables(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    r"""Yield the counts that table cells hold; ids are left empty.

    `text` is the document's folded text. What is counted is named by the head of the column, by
    the row, by the table's corner or by the line above the table, in this order.

    Example:
        >>> text = "Country | Trials\nPeru | 12\nCuba | 9"
        >>> cells = [((0, 7), (10, 16)), ((17, 21), (24, 26)), ((27, 31), (34, 35))]
        >>> rows = tuple(Block("row", c[0][0], c[1][1], cells=c, header=not c[0][0]) for c in cells)
        >>> document = Document("a", text, rows, "text")
        >>> found = count_tables(document, text, Outline())
        >>> [(c.segment, c.geography, c.value) for c in found]
        [('Trials', 'PER', 12.0), ('Trials', 'CUB', 9.0)]
    """
    for title, heads, row in table_rows(document, text):
        if not UNIT.search(f"{title} {heads[0]}"):
            yield from _row(text, row, heads, title, outline)


def table_rows(document: Document, text: str) -> Iterator[tuple[str, Sequence[str], Block]]:
    r"""Yield each row of a table below its head, with the line above the table and the heads.

    The heads are empty where nothing heads the columns.

    Example:
        >>> text = "A | 1\nB | 2"
        >>> cells = [((0, 1), (4, 5)), ((6, 7), (10, 11))]
        >>> rows = tuple(Block("row", row[0][0], row[1][1], cells=row) for row in cells)
        >>> [heads for _, heads, _ in table_rows(Document("a", text, rows, "text"), text)]
        [['', ''], ['', '']]
    """
    if not any(block.cells for block in document.blocks):
        return
    for title, blocks in titled(document.blocks, text):
        rows = [block for block in blocks if block.kind == "row" and block.cells]
        if len(rows) < _FEWEST_ROWS or len(rows) < len(blocks):
            continue
        head = head_of(text, rows)
        heads = head.words if head else [""] * len(rows[0].cells)
        for row in rows[1:] if head else rows:
            if len(row.cells) == len(heads):
                yield title, heads, row


def _row(
    text: str, row: Block, heads: Sequence[str], title: str, outline: Outline
) -> Iterator[Claim]:
    label = cell_text(text, row.cells[0])
    for head, span in zip(heads[1:], row.cells[1:], strict=True):
        cell = cell_text(text, span)
        said = f"{head} {label}"
        if not _NUMBER.fullmatch(cell) or _NOT_THINGS.search(said) or UNIT.search(said):
            continue
        # A head that names neither years nor numbers tells something else of the row.
        plain = _HOW_MANY.fullmatch(_undated(head)) or places(head)
        around = (label, heads[0], title) if plain else ()
        told = " ".join((head, label, heads[0], title))
        name = next((n for words in (head, *around) if (n := _things(words, told))), None)
        if name:
            yield _counted(text, row, span, name, (head, label, heads[0], title), outline)


def _undated(words: str) -> str:
    return re.sub(r"\W*(?:FY\s?)?(?:19|20)\d\d[AEFP]?\W*", " ", words)


def _things(words: str, told: str) -> str | None:
    """The name of the things that words say the numbers are of, if they can be counted."""
    words = _BEHIND.sub("", _undated(words)).strip()
    words = _HOW_MANY.sub("", words)
    found = None if _NOT_THINGS.search(words) else TABLED.fullmatch(words)
    if not found or found["made"] or found["stage"]:
        return found and found["noun"]
    head = words.split()[-1]
    if PEOPLE.fullmatch(head):
        done = TREATED.search(told)
    else:
        done = SOLD.search(told) if DOSED.fullmatch(head) else COUNTED.search(told.lower())
    return found["noun"] if done else None


def _counted(
    text: str, row: Block, span: Span, name: str, said: Sequence[str], outline: Outline
) -> Claim:
    year = next((y for words in said for y in years(words) if not y.is_range), None)
    place = next((p for words in said for p in places(words) if p.id != WORLD), None)
    scale = next(
        (
            factor
            for words in said
            for sign, factor in ((_THOUSANDS, 1e3), (_MILLIONS, 1e6))
            if sign.search(words)
        ),
        1.0,
    )
    cell = cell_text(text, span)
    start = text.index(cell, span[0]) - row.start
    value = in_scale(number(cell)[0], scale)
    return statement(
        Scene(text[row.start : row.end], row.start, outline=outline),
        "count",
        start,
        start + len(cell),
        geography=place.id if place else outline.geography,
        dimension="segment",
        segment=counted_as(name),
        unit="count",
        value=value,
        value_high=value,
        step=scale,
        period_start=year.first if year else None,
        period_end=year.first if year else None,
    )
