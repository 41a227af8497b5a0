"""Plain text and Markdown become blocks: which lines belong together, and what each is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from cytonomics.claims.documents.comma_rows import comma_rows
from cytonomics.claims.documents.document import Block, Kind, Line, Span
from cytonomics.claims.documents.stacked import CELL_WIDTH, barred_rows, stacked_rows
from cytonomics.claims.documents.wrapping import broken_at, margin_of

_HEADING = re.compile(r"(#{1,6})(?:\s|$)")
_RULE = re.compile(r"(?:[-*_=~]\s{0,3}){3,}+$")
_UNDERLINE = re.compile(r"(=|-)\1+\s*+$")
_FENCE = re.compile(r"(?:```|~~~)")
_BULLET = re.compile(
    r"(?:[-*+•▪●◦‣–—■✓✔➤►o·§»→◆❖★▶]|\(?(?:[0-9]{1,3}|[a-hivx]{1,4}(?=\)))[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}\.?)(?=\s|$)"
    r"(?!\s{0,3}(?:%|per\s?cent|\(?(?:USD\b|EUR\b|US\$)|"  # a figure
    r"(?:million|billion|trillion|crore|lakh|mn|bn)\b))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:>\s*+)++")
_COLUMNS = re.compile(r"\s*\t\s*|\s{3,}+")
_DELIMITER = re.compile(r"\|?\s*:?-++:?\s*(?:\|\s*:?-++:?\s*)*+\|?\s*+$")
_PAIR = re.compile(r"(?P<key>[^\W\d_][^:.|;!?\n]{1,58}):\s+(?P<value>\S.*)", re.DOTALL)
# No line of its own ends on one of these: what they belong to stands on the next.
_OPEN_END = re.compile(
    r"\b(?:in|of|at|by|to|from|with|for|and|the|an?|this|these|its|their|on|into|that|which|as|"
    r"was|were|is|are|has|have|been|will|be|can|than|between|over|(?:[Tt]his|[Tt]he|[Aa])\s[Gg]lobal|United)$"
)
# "… of the market. Asia", and below it "Pacific is"
_PLACE_ACROSS = re.compile(
    r"\w\W{1,3}(?:Asia\nPacific|(?:North|South|Latin|Central)\n(?:America|Africa|Korea)|Middle\nEast|"
    r"New\nZealand|Saudi\nArabia)\b"
)
# An amount of money that a line break parted from its currency
_CURRENCY_END = re.compile(r"\w\s(?:USD|EUR|GBP|INR|(?:US)?[$€£¥₹])$")
_AMOUNT = re.compile(r"\d[\d.,]*\s?(?:[bmt]r?illion|[bmt]n|crore|lakh)\b", re.IGNORECASE)
# "… a compound annual growth rate", and below it "(CAGR) of 9 %": the short form of what it ends in
_SHORT_FORM = re.compile(r"\([A-Za-z][\w&/-]{1,11}\)\s[a-z]")
_TERMINAL = tuple(".!?:;,…")
# "Global Pump System", and below it "Market was worth …": the line above ends in the market's name.
_NAMED_ABOVE = re.compile(r"(?:Market|Industry)\s(?:has|had|is|was|will|stood|reached)\b")
_TITLE_END = re.compile(
    r"\b(?:overview|introduction|summary|analysis|outlook|insights?|highlights?|scope|trends?|"
    r"dynamics|size|markets?|industry|reports?|takeaways?|description)\W*$",
    re.IGNORECASE,
)
# A value that runs on longer than this is a sentence with a label, not a table's cell.
_LONGEST_VALUE = 90
_LONGEST_HEADING = 110
# A table whose bars stand alone on their lines, and a cell of it.
_FEWEST_BARS, _CELL_LINES = 4, 4


def blocks_of(text: str) -> tuple[Block, ...]:
    r"""Return the blocks of plain text or Markdown, with spans of `text` itself.

    A blank line ends a paragraph. Lines without one between them belong together only where the
    text was wrapped: all but the last about equally long, or the next one in lower case.

    Example:
        >>> [(b.kind, b.level) for b in blocks_of("# Size\n- Base year: 2024\n|a|b|\n|-|-|")]
        [('heading', 1), ('item', 1), ('row', 0)]
        >>> blocks_of("CAGR\t10.5 %")[0].cells
        ((0, 4), (5, 11))
    """
    groups = [list(group) for filled, group in groupby(_lines(text), _is_filled) if filled]
    margin = margin_of([[line.text for line in group] for group in groups])
    blocks = [block for group in groups for block in _group(group, text, margin)]
    return tuple(_headed(blocks, text))


def pair_cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the spans of key and value where `text[start:end]` is "key: value", else nothing.

    Example:
        >>> pair_cells("Base year: 2024", 0, 15)
        ((0, 9), (11, 15))
        >>> pair_cells("Market size: it was valued at USD 2 billion in 2023.", 0, 52)
        ()
    """
    if end - start > 2 * _LONGEST_VALUE:
        return ()
    match = _PAIR.fullmatch(text, start, end)
    if not match or len(match["value"]) > _LONGEST_VALUE or match["value"].endswith("."):
        return ()
    key = match.start("key"), match.start("key") + len(match["key"].rstrip())
    return key, match.span("value")


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for whole in text.splitlines(keepends=True):
        inner = whole.strip()
        indent = len(whole) - len(whole.lstrip())
        start = at + indent
        yield Line(start, start + len(inner), indent, inner)
        at += len(whole)


def _is_filled(line: Line) -> bool:
    return bool(line.text)


def _group(lines: Sequence[Line], text: str, margin: int | None) -> Iterator[Block]:
    """Yield the blocks of lines that no blank line parts."""
    table = _in_table(lines)
    listed = any(_BULLET.match(line.text) for line in lines[1:])
    broken = broken_at([line.text for line in lines], margin, listed=listed)
    bars = [number for number, line in enumerate(lines) if line.text == "|"]
    at, below = 0, -1
    while at < len(lines):
        stacked = list(barred_rows(lines, at)) or list(stacked_rows(lines, at))
        stacked = stacked or ([] if table[at] else list(comma_rows(lines, at)))
        if stacked:
            yield from (row for row, _ in stacked)
            at = below = stacked[-1][1]
            continue
        line = lines[at]
        follows = lines[at + 1] if at + 1 < len(lines) else None
        if table[at]:
            if not _DELIMITER.match(line.text):
                header = follows is not None and bool(_DELIMITER.match(follows.text))
                yield _row(line, header)
            at += 1
        elif _FENCE.match(line.text) or _RULE.match(line.text):
            at += 1
        elif follows and _UNDERLINE.match(follows.text) and len(line.text) <= _LONGEST_HEADING:
            yield Block("heading", line.start, line.end, 1 if follows.text[0] == "=" else 2)
            at += 2
        else:
            last = at + 1
            while last < len(lines) and not table[last] and _continues(lines, last, at, broken):
                last += 1
            last = max(last, _cell_end(lines, bars, at) if at != below else last)
            block = _block(lines[at:last], text)
            if block:
                yield block
            at = last


def _cell_end(lines: Sequence[Line], bars: Sequence[int], at: int) -> int:
    """Where a cell ends that runs over several lines, between lines that hold a bar alone."""
    k = bisect_left(bars, at)
    if len(bars) < _FEWEST_BARS or k == len(bars) or bars[k] - at > _CELL_LINES:
        return at
    cell = [line.text for line in lines[at : bars[k]]]
    short = all(len(line) <= CELL_WIDTH and "|" not in line for line in cell)
    below = (next(stacked_rows(lines, k), None) for k in range(at + 1, bars[k]))
    return bars[k] if short and not any(below) else at


def _in_table(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is a pipe table's: framed, ruled or aligned."""
    inside: list[bool] = []
    ruled = False
    for number, line in enumerate(lines):
        piped = "|" in line.text
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        rule = "|" in after and bool(_DELIMITER.match(after))
        ruled = piped and (ruled or rule)
        framed = "|" in (line.text[:1], line.text[-1:]) and line.text.count("|") > 1
        # Lines of as many cells, one below the other, need no frame.
        cells = line.text.count("|")
        near = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        beside = [each for each in near if each.text.count("|") == cells]
        aligned = (cells > 1 and bool(beside)) or (cells == 1 and _paired(lines, number))
        inside.append(ruled or framed or aligned)
    return inside


def _paired(lines: Sequence[Line], number: int) -> bool:
    """Say whether a line is one of three or more in a row that hold a bar between two cells."""
    run = 0
    for line in lines[max(0, number - 2) : number + 3]:
        name, bar, figure = line.text.partition("|")
        paired = bool(bar and name.strip() and figure.strip()) and "|" not in figure
        run = run + 1 if paired and len(line.text) <= 2 * CELL_WIDTH else 0
        if run > 2:
            return lines[number].text.count("|") == 1
    return False


def _row(line: Line, header: bool) -> Block:
    cells: list[Span] = []
    at = line.start
    for piece in line.text.replace("\\|", "\0\0").split("|"):
        start = at + len(piece) - len(piece.lstrip())
        cells.append((start, max(start, at + len(piece.rstrip()))))
        at += len(piece) + 1
    first = 1 if line.text.startswith("|") else 0
    last = -1 if line.text.endswith("|") else None
    return Block("row", line.start, line.end, 0, tuple(cells[first:last]), header)


def _continues(lines: Sequence[Line], number: int, first: int, broken: Sequence[bool]) -> bool:
    """Say whether a line carries on the block that began with line `first`."""
    line, before = lines[number].text, lines[number - 1].text
    if _BULLET.match(line) or _HEADING.match(line) or _HEADING.match(before):
        return False
    if _FENCE.match(line) or _RULE.match(line) or "\t" in line or "\t" in before:
        return False
    if number + 1 < len(lines) and _UNDERLINE.match(lines[number + 1].text):
        return False
    if any(comma_rows(lines, number)):
        return False
    bullet = _BULLET.match(lines[first].text)
    if bullet and number - 1 == first and bullet.end() == len(before):
        # A bullet alone on its line, its text below; below "CAGR:" a "6.1" is the value.
        return not (first and "." in bullet[0] and lines[first - 1].text.endswith(":"))
    ends = before.endswith(_TERMINAL[:5])
    return (
        broken[number - 1]
        or (line[0].islower() and not ends)
        or (before.endswith(",") and len(before) > 40)
        or _OPEN_END.search(before[-12:]) is not None
        or (_SHORT_FORM.match(line) is not None and not ends)
        or _PLACE_ACROSS.search(f"{before[-12:]}\n{line[:12]}") is not None
        or (_AMOUNT.match(line) is not None and _CURRENCY_END.search(before) is not None)
        or (_NAMED_ABOVE.match(line) is not None and not (ends or _TITLE_END.search(before)))
    )


def _block(lines: Sequence[Line], text: str) -> Block | None:
    """Make a block of lines that belong together; None where nothing is left beside a mark."""
    start, end, level = lines[0].start, lines[-1].end, 0
    kind: Kind = "paragraph"
    mark = _HEADING.match(lines[0].text)
    if mark:
        kind, level = "heading", len(mark[1])
        end = start + len(text[start:end].rstrip("# \t"))
    else:
        quoted = _QUOTED.match(text, start, end)
        start = quoted.end() if quoted else start
        mark = _BULLET.match(text, start, end)
        if mark and mark.end() < end:
            kind, level = "item", 1 + min(lines[0].indent // 2, 8) + mark[0].rstrip(".").count(".")
    if mark and mark.end() < end:
        start = mark.end() if not mark.groups() else start + len(mark[1])
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if start >= end:
        return None
    return _celled(text, kind, start, end, level)


def _celled(text: str, kind: Kind, start: int, end: int, level: int) -> Block:
    """Return the block, as a row where it holds columns or "key: value"."""
    cells = () if kind == "heading" else pair_cells(text, start, end)
    if kind == "paragraph" and not cells:
        cells = _columns(text, start, end)
    if cells and kind == "paragraph":
        kind = "row"
    return Block(kind, start, end, level, cells)


def _columns(text: str, start: int, end: int) -> tuple[Span, ...]:
    cells: list[Span] = []
    at = start
    for gap in _COLUMNS.finditer(text, start, end):
        cells.append((at, gap.start()))
        at = gap.end()
    return (*cells, (at, end)) if cells else ()


def _headed(blocks: Sequence[Block], text: str) -> Iterator[Block]:
    """Take a short line without an end mark, first or above a longer block, for a heading."""
    for number, block in enumerate(blocks):
        follows = blocks[number + 1] if number + 1 < len(blocks) else None
        line = text[block.start : block.end]
        looks = (
            block.kind == "paragraph"
            and len(line) <= _LONGEST_HEADING
            and "\n" not in line
            and not line.endswith(_TERMINAL)
            and not re.search(r"[%$€£]|[0-9][.,][0-9]|[0-9]{5}", line)
            and (line[0].isupper() or line[0].isdigit())
        )
        below = follows and (follows.kind != "paragraph" or follows.end - follows.start > len(line))
        yield Block("heading", block.start, block.end) if looks and (below or not number) else block
