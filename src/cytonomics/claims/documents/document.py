"""A document that was read: its text and the blocks in it, each a span of that text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cytonomics.claims.documents.drawn import plain_drawing
from cytonomics.claims.documents.fold import fold, plain_forecasts, plain_tags, plain_years

Kind = Literal["heading", "paragraph", "item", "row", "other"]
Format = Literal["text", "markdown", "html"]
Span = tuple[int, int]

# An address may quote the page that it leads to: "…#:~:text=US%242%20billion".
_ADDRESS = re.compile(r"https?://[^\s|<>\"]{0,4000}[^\s|<>\".,;:)\]]")
# Tried in order: a label or escaped sign is kept, the rest of a match blanked. All are bounded.
_MARKS = re.compile(
    r"!?\[(?P<label>[^\[\]\n]{0,500}+)\]\([^()\s]{0,2000}+(?:\s\"[^\"\n]{0,200}+\")?\)"
    r"|(?:\*{1,3}+|`{1,3}+|~~)"
    r"|(?<![^\W_])_{1,3}+(?=\S)|(?<=[^\s_])_{1,3}+(?![^\W_])"
    r"|</?(?:b|i|u|em|strong|sup|sub|span|br|a|p|div)(?:\s[^<>\n]{0,500}+)?/?>"
    rf"|{_ADDRESS.pattern}"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|~$%-])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, without the space around it.

    Example:
        >>> Line(2, 6, 2, "Size").indent
        2
    """

    start: int  # of the first character that is not space
    end: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or other piece: `text[start:end]`, trimmed.

    `level` is the heading's (1 to 6), the item's depth (from 1), else 0; a heading that was only
    recognised by its look has 0. `cells` are the spans of a row's cells: of a pipe or HTML table,
    of columns set by tabs, of a term and its description, of "key: value" (which an item may be
    as well). `header` is true for the row that heads a table.

    Example:
        >>> Block("heading", 2, 10, level=1)
        Block(kind='heading', start=2, end=10, level=1, cells=(), header=False)
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    cells: tuple[Span, ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    r"""A text with its blocks, in order and without overlap.

    Of plain text and Markdown, `text` is the file's own text, character for character (less a
    byte order mark), so that spans index the user's file. Of HTML it is the extracted text: a
    line a block, a tab between cells, "\n" where a line breaks within a block or cell. Lines that
    `<br>` or `<pre>` break are blocks as those of a plain text are.

    Example:
        >>> document = Document("a.txt", "Base year: 2024", (Block("paragraph", 0, 15),), "text")
        >>> document.text[document.blocks[0].start : document.blocks[0].end]
        'Base year: 2024'
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    format: Format


def readable(document: Document) -> str:
    """Return the text as rules read it, of equal length: folded, marks and addresses blanked.

    Years are called by their number alone ("FY23" is 2023), and what is foreseen is expected or
    likely. Addresses, emphasis, code and strike marks, a link's target, simple tags, escaping
    backslashes and the line breaks that only a margin made become spaces, so that a match's
    offsets are offsets of `document.text`.

    Example:
        >>> readable(Document("a.md", "**USD 5\u00a0Bn** in [2024](x.html)", (), "markdown"))
        '  USD 5 Bn   in  2024         '
    """
    plain = document.text if document.format == "html" else plain_tags(document.text)
    pieces, at, text = [], 0, plain_forecasts(plain_years(fold(plain_drawing(plain))))
    for block in document.blocks:
        own = text[block.start : block.end]
        joined = block.kind in ("paragraph", "item")  # their lines belong together
        if joined and "\n" in own:
            pieces += [text[at : block.start], own.replace("\n", " ")]
            at = block.end
    text = "".join((*pieces, text[at:]))
    if document.format == "markdown":
        return _MARKS.sub(_blanked, text)
    return _ADDRESS.sub(lambda address: " " * len(address[0]), text)


def _blanked(match: re.Match[str]) -> str:
    blank = [" "] * len(match[0])
    for name in ("label", "escaped"):
        first, last = match.span(name)
        if first >= 0:
            blank[first - match.start() : last - match.start()] = match[name]
    # A label may hold marks itself, such as [**2024**](x).
    return "".join(blank).replace("*", " ") if match["label"] else "".join(blank)
