"""Rows of a file of values that commas or semicolons part, pasted into a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cytonomics.claims.documents.document import Block, Line, Span

# A cell, in quotes or without a space at its ends
_CELL = {
    mark: re.compile(rf'"(?P<quoted>[^"\n]*)"|(?P<plain>(?![\s"])[^{mark}"\n]*(?<!\s)|)')
    for mark in ",;"
}
_NUMBER = re.compile(r"[~<>+-]?(?:[$€£]\s?)?\d[\d.,]*\s?%?|n/?a|-|", re.IGNORECASE)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d[AEFP]?")
_LEAST_CELLS = 2


def comma_rows(lines: Sequence[Line], at: int) -> Iterator[tuple[Block, int]]:
    """Yield the rows of a table that begins with line `at`, and the line that follows each.

    Each row but the head has a number, and none stands behind the last of a sentence.

    Example:
        >>> texts = ["year,value", "2023,512", "2024,561"]
        >>> lines = [Line(0, len(text), 0, text) for text in texts]
        >>> [(len(row.cells), end) for row, end in comma_rows(lines, 0)]
        [(2, 1), (2, 2), (2, 3)]
    """
    head = lines[at].text
    mark = "," if "," in head else ";"
    if mark not in head or f"{mark} " in head:
        return
    heads = _cells(lines[at], mark)
    if len(heads) < _LEAST_CELLS or not _names(heads, lines[at]):
        return
    rows = [heads]
    for line in lines[at + 1 :]:
        cells = _cells(line, mark)
        if len(cells) != len(heads) or not any(map(_NUMBER.fullmatch, _texts(cells, line)[1:])):
            break
        rows.append(cells)
    for k, cells in enumerate(rows if len(rows) > 1 else ()):
        line = lines[at + k]
        yield Block("row", line.start, line.end, 0, tuple(cells), header=not k), at + k + 1


def _cells(line: Line, mark: str) -> list[Span]:
    """Where the cells of a line are, less their quotes; none if it is no such line."""
    found: list[Span] = []
    at = 0
    while cell := _CELL[mark].match(line.text, at):
        first, last = cell.span("quoted" if cell["plain"] is None else "plain")
        found.append((line.start + first, line.start + last))
        at = cell.end()
        if at == len(line.text):
            return found
        if line.text[at] != mark:
            return []
        at += 1
    return []


def _texts(cells: Sequence[Span], line: Line) -> list[str]:
    return [line.text[first - line.start : last - line.start] for first, last in cells]


def _names(heads: Sequence[Span], line: Line) -> bool:
    """Whether a first row holds the names of columns, or years, and no value."""
    words = _texts(heads, line)
    return bool(words[0]) and all(
        _YEAR.fullmatch(word) or (word[:1].isalpha() and not word.endswith("."))
        for word in (words[0], *words[1:])
    )
