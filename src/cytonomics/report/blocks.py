"""What a report is made of, as plain data: chapters of blocks, before any of it is drawn.

Every text here is plain text; the renderer escapes it. Money is million USD, nominal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """A text that leads to the source of a fact; `address` may be empty or unfit to follow.

    Example:
        >>> Link("a filing", "https://example.org/10-k").text
        'a filing'
    """

    text: str
    address: str


@dataclass(frozen=True)
class Cell:
    """One place of a table: `text` as read, and the figures behind it.

    `figures` holds one figure id, or those the number is worked out from, and `relation` says
    how: "sum" or "growth". `hint` is what a pointer shows; `support` a term of the vocabulary or
    "" where the mark makes no sense.

    Example:
        >>> Cell("4.5").figures
        ()
    """

    text: str
    figures: tuple[str, ...] = ()
    hint: str = ""
    support: str = ""
    relation: str = "sum"


Item = str | Link | Cell | tuple[Link | Cell, ...]


@dataclass(frozen=True)
class Row:
    """One line of a figure table; `kind` is "part", "child", "group", "total" or "derived".

    Example:
        >>> Row("Europe", (Cell("1.0"),), "group").kind
        'group'
    """

    name: str
    cells: tuple[Cell, ...]
    kind: str = "part"
    note: str = ""


@dataclass(frozen=True)
class Text:
    """Paragraphs.

    Example:
        >>> Text(("One.", "Two.")).paragraphs[1]
        'Two.'
    """

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Headline:
    """A few large numbers, each with what it measures and one line on its width.

    Example:
        >>> Headline((("Size", Cell("4,773"), "4,750 to 4,796"),)).items[0][0]
        'Size'
    """

    items: tuple[tuple[str, Cell, str], ...]


@dataclass(frozen=True)
class Share:
    """How one figure splits into supported, allocated and assumed parts, which sum to one.

    Example:
        >>> Share("2024", 0.9, 0.1, 0.0).allocated
        0.1
    """

    name: str
    supported: float
    allocated: float
    assumed: float


@dataclass(frozen=True)
class Shares:
    """Several figures by how well they rest on data.

    Example:
        >>> Shares("Support", (Share("2024", 1.0, 0.0, 0.0),)).rows[0].name
        '2024'
    """

    title: str
    rows: tuple[Share, ...]


@dataclass(frozen=True)
class FigureTable:
    """Figures by row and column; the first `history` columns are past, the rest forecast.

    With `history` None the columns are not years. `marked` says that cells carry a mark of
    their support.

    Example:
        >>> FigureTable("t", "A table", ("2024",), (), history=1).columns
        ('2024',)
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    history: int | None = None
    note: str = ""
    head: str = "Million USD, nominal"
    marked: bool = True


@dataclass(frozen=True)
class FactTable:
    """A table of words; `numeric` are the columns set flush right, `wide` those of sentences.

    Example:
        >>> FactTable("t", "Sources", ("name",), (("a filing",),)).rows[0]
        ('a filing',)
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Item, ...], ...]
    numeric: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing: `spec` is Vega-Lite, `says` what it shows to whoever cannot see it.

    Example:
        >>> Chart("c", "Sales", "Sales rise.", {}).note
        ''
    """

    id: str
    title: str
    says: str
    spec: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True)
class Equation:
    """A formula and what its letters stand for; `X_{t}` sets t low.

    Example:
        >>> Equation("A_{t} = B_{t}", "A is B.").where
        'A is B.'
    """

    formula: str
    where: str


@dataclass(frozen=True)
class Terms:
    """Words and their meanings under one heading.

    Example:
        >>> Terms("Support", (("Supported", "Data observe it."),)).title
        'Support'
    """

    title: str
    entries: tuple[tuple[str, str], ...]


Block = Text | Headline | Shares | FigureTable | FactTable | Chart | Equation | Terms


@dataclass(frozen=True)
class Chapter:
    """One chapter: `id` is its anchor.

    Example:
        >>> Chapter("method", "Method", ()).id
        'method'
    """

    id: str
    title: str
    blocks: tuple[Block, ...]


def figure_ids(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    """Yield the id of every figure that the chapters show, as often as they show it.

    Example:
        >>> table = FigureTable("t", "T", ("2024",), (Row("x", (Cell("1", ("a/b",)),)),))
        >>> list(figure_ids((Chapter("c", "C", (table,)),)))
        ['a/b']
    """
    for chapter in chapters:
        for block in chapter.blocks:
            cells: list[Cell] = []
            if isinstance(block, FigureTable):
                cells = [cell for row in block.rows for cell in row.cells]
            elif isinstance(block, Headline):
                cells = [cell for _, cell, _ in block.items]
            elif isinstance(block, FactTable):
                items = [item for row in block.rows for item in row]
                parts = (item if isinstance(item, tuple) else (item,) for item in items)
                cells = [one for some in parts for one in some if isinstance(one, Cell)]
            for cell in cells:
                yield from cell.figures
