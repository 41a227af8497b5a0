"""Tables that print each cell on a line of its own, with or without bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from cytonomics.claims.documents.document import Block, Line, Span

CELL_WIDTH = 40
# "Base year", "2024" in turn are keys and values, and no table.
_FIGURE_CELL = re.compile(
    r"(?!\W*(?:19|20)\d\d\b(?![.,]\d))(?:[^\w|]{0,4}(?:(?:USD?|EUR|GBP|INR|Rs)\W{0,3})?\d[\d.,]*"
    r"[^\d|]{0,24}|-{1,2}|N/?A)",
    re.IGNORECASE,
)
# What heads a column of figures, and the column before columns of parts
_MEASURED = re.compile(
    r"\b(?:(?:19|20)\d\d|share|revenue|sales|size|value|CAGR|growth|USD)\b", re.IGNORECASE
)
_YEARLY = re.compile(r"(?:fiscal\s)?years?", re.IGNORECASE)
_CURRENCY = re.compile(r"USD|EUR|GBP|INR|US\$|[$€£₹]")
_LEAST_WIDTH, _MOST_WIDTH, _LEAST_CELLS = 2, 16, 6
_CELL_LINES = 4
# No year
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def stacked_rows(lines: Sequence[Line], at: int) -> Iterator[tuple[Block, int]]:
    """Yield the rows of a table that begins with line `at`, and the line that follows each.

    Example:
        >>> cells = ["Region", "2023", "2024", "Peru", "5.1", "6"]
        >>> lines = [Line(0, len(cell), 0, cell) for cell in cells]
        >>> [end for _, end in stacked_rows(lines, 0)], list(stacked_rows(lines, 1))
        ([3, 6], [])
    """
    cells = _cells(lines, at)
    head = list(islice(cells, _MOST_WIDTH))
    figures = [bool(_FIGURE_CELL.fullmatch(line.text)) for line, _ in head]
    # The name of a row stands before its first figure.
    width = figures.index(True) - 1 if True in figures else 0
    headed = all(_MEASURED.search(line.text) for line, _ in head[1:width])
    if width < _LEAST_WIDTH or not (headed or _YEARLY.fullmatch(head[0][0].text)):
        return
    rows = [head[:width]]
    cells = chain(head[width:], cells)
    while row := list(islice(cells, width)):
        fits = [bool(_FIGURE_CELL.fullmatch(line.text)) for line, _ in row]
        if fits != [False, *[True] * (width - 1)] or _CURRENCY.fullmatch(row[0][0].text):
            break
        rows.append(row)
    for row in rows if len(rows) > 1 and len(rows) * width >= _LEAST_CELLS else ():
        spans = tuple((line.start, line.start + len(line.text)) for line, _ in row)
        header = row is rows[0]
        yield Block("row", spans[0][0], row[-1][0].end, 0, spans, header=header), row[-1][1]


def _cells(lines: Sequence[Line], at: int) -> Iterator[tuple[Line, int]]:
    """Yield short lines, without a bar at their end or on the line below, and what follows each."""
    barred = None
    while at < len(lines) and lines[at].text.find("|") in (-1, len(lines[at].text) - 1):
        line = lines[at]
        below = at + 1 < len(lines) and lines[at + 1].text == "|"
        bar = below or line.text.endswith("|")
        text = line.text.rstrip(" |")
        if not text or len(text) > CELL_WIDTH or bar != (bar if barred is None else barred):
            return
        barred = bar
        at += 1 + below
        yield (line if text == line.text else replace(line, text=text)), at


def barred_rows(lines: Sequence[Line], at: int) -> Iterator[tuple[Block, int]]:
    """Yield the rows between lines that hold a bar alone, and the line that follows each.

    A bar ends each cell. All rows have as many cells, three or more, and the first holds no number.

    Example:
        >>> cells = ["|", "Firm |", "Share |", "Home |", "|", "Arva |", "9% |", "Peru |"]
        >>> lines = [Line(10 * k, 10 * k + len(cell), 0, cell) for k, cell in enumerate(cells)]
        >>> [(len(row.cells), end) for row, end in barred_rows(lines, 0)]
        [(3, 4), (3, 8)]
    """
    row = head, end = _cells_of_row(lines, at)
    if len(head) <= _LEAST_WIDTH or _NUMBER.search("".join(line.text for line in lines[at:end])):
        return
    rows: list[tuple[list[Span], int]] = []
    while len(row[0]) == len(head):
        rows.append(row)
        row = _cells_of_row(lines, row[1])
    for cells, end in rows if len(rows) > 1 else ():
        header = cells is head
        yield Block("row", cells[0][0], cells[-1][1], 0, tuple(cells), header=header), end


def _cells_of_row(lines: Sequence[Line], at: int) -> tuple[list[Span], int]:
    """The cells below a bar alone on line `at`, and the line behind them."""
    cells: list[Span] = []
    if at >= len(lines) or lines[at].text != "|":
        return cells, at
    at += 1
    while last := _closed(lines, at):
        cells.append(
            (lines[at].start, lines[last - 1].start + len(lines[last - 1].text.rstrip(" |")))
        )
        at = last
    return cells, at


def _closed(lines: Sequence[Line], at: int) -> int | None:
    """Where the line behind a cell is, which may run over a few lines, up to one with a bar."""
    for end in range(at, min(len(lines), at + _CELL_LINES)):
        text = lines[end].text
        if not text.strip("| ") or "|" in text[:-1]:
            return None
        if text.endswith("|"):
            return end + 1
    return None
