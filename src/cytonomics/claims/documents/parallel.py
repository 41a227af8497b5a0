"""Lines that list a value for each of several years: "Year: 2023 / 2024", "Sales: 5 / 6"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cytonomics.claims.documents.document import Block, Span

_ENDS = r"\s?(?:[AEFPaefp]\b|\([A-Za-z]{1,9}\.?\))?"
_YEAR = rf"(?:FY\s?'?)?(?:19|20)\d\d{_ENDS}"
_MARK = r"\s+/\s+|\s*(?:→|->|=>|⇒|➔|»)\s*|\s*;\s+|,\s+|\s+vs\.?\s+|\s+\|\s+"
# "Share of the pump market, 2024 → 2030", "Year: 2022 / 2023 / 2024"
_HEAD = re.compile(
    rf"(?:19|20)(?<![\d/.-]\d\d)\d\d{_ENDS}(?P<mark>{_MARK}){_YEAR}(?:(?P=mark){_YEAR})*"
    r"(?=\s*(?:\(%\)|[)\]%])?\s*:?\s*$)",
    re.MULTILINE,
)
_FISCAL = re.compile(r"\bFY\s?'?$", re.IGNORECASE)
_KEY = re.compile(r"(?P<key>[^\W\d_][^:\n]{0,80}?)\s*(?::|\s[-\u2013\u2014])\s+(?=\S)")
# A value: short, with a number or none at all
_VALUE = re.compile(
    r"[^\w\n]{0,4}(?:[A-Za-z$€£¥₹.]{1,5}\s?)?\d[\w\s.,%]{0,24}|n\.?/?[am]\.?|[-\u2013\u2014]|not\s[a-z]{2,12}|\.{2,3}",
    re.IGNORECASE,
)
_LONGEST = 160


def parallel_rows(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    r"""Return the blocks; those that list values for the years of a line above are rows.

    Example:
        >>> text = "Year: 2023 / 2024\nSales: 5 / 6"
        >>> blocks = (Block("row", 0, 17), Block("row", 18, 30))
        >>> [len(block.cells) for block in parallel_rows(text, blocks)]
        [3, 3]
    """
    if _HEAD.search(text) is None:
        return tuple(blocks)
    found = list(blocks)
    at = 0
    while at < len(found):
        rows = _rows(text, found, at)
        found[at : at + len(rows)] = rows
        at += max(1, len(rows))
    return tuple(found)


def _rows(text: str, blocks: Sequence[Block], at: int) -> list[Block]:
    """The head at `at` and the rows below it; none where it heads nothing."""
    head = blocks[at]
    years = _HEAD.search(text, head.start, head.end) if _is_short(head) else None
    if years is None or (head.kind == "row" and "\t" in text[head.start : head.end]):
        return []
    mark = " ".join(years["mark"].split())
    columns = _split(text, years.span(), mark)
    name = _FISCAL.sub("", text[head.start : years.start()]).rstrip(" \t:,([-\u2013\u2014")
    rows: list[Block] = []
    for block in blocks[at + 1 :]:
        key = _KEY.match(text, block.start, block.end) if _is_short(block) else None
        since = key.end() if key else block.start
        if mark not in text[since : block.end]:
            break
        values = _split(text, (since, block.end), mark)
        plain = all(_VALUE.fullmatch(text, first, last) for first, last in values)
        if len(values) != len(columns) or not plain or (key is None and name):
            break
        cells = ((key.start("key"), key.end("key")), *values) if key else tuple(values)
        rows.append(replace(block, kind="row", level=0, cells=cells))
    if not rows:
        return []
    named = ((head.start, head.start + len(name)),) if name else ()
    return [replace(head, kind="row", level=0, cells=(*named, *columns), header=True), *rows]


def _is_short(block: Block) -> bool:
    return block.end - block.start <= _LONGEST


def _split(text: str, span: Span, mark: str) -> list[Span]:
    """The pieces of a span between the marks, trimmed."""
    return list(_pieces(text, span, mark))


def _pieces(text: str, span: Span, mark: str) -> Iterator[Span]:
    at, end = span
    by = r"\s*" + re.escape(mark) + (r"\s+" if mark in ",;/|" else r"\s*")
    for gap in re.compile(by).finditer(text, at, end):
        yield at, gap.start()
        at = gap.end()
    yield at, at + len(text[at:end].rstrip())
