"""One row of figures below a row of keys: each cell is a line of its own below its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cytonomics.claims.documents.document import Block, Document
from cytonomics.claims.sizes.cells import UNIT
from cytonomics.claims.sizes.heads import cell_text, titled

# "Market Size in 2024 | CAGR | Base Year": what a key says, and no name of a part
_KEY = re.compile(
    r"\b(?:market\s+(?:size|value|revenue|forecast|volume)|revenues?|(?:size|value|valuation)\s+(?:in|of|by|for|projection|forecast)|"
    r"(?:19|20)\d\d[EF]?\)?\s+(?:market|value|size|revenue)|value\s+\(?(?:19|20)\d\d|CAGR|growth\s+rate|(?:base|forecast|historical|study)\s+(?:years?|period|data)|pages|quantitative\s+units)\b",
    re.IGNORECASE,
)
_LEAST = 2
_DIGIT = re.compile(r"\d")


def keyed_columns(document: Document, text: str) -> tuple[Document, dict[int, str]]:
    r"""Return the document with such rows parted, and the key of each cell by its block.

    Tables with several rows of figures, and those whose unit stands in the head, stay as they are.

    Example:
        >>> text = "Market Size in 2024 | CAGR\n$2 bn | 9%"
        >>> head = Block("row", 0, 26, cells=((0, 19), (22, 26)), header=True)
        >>> row = Block("row", 27, 37, cells=((27, 32), (35, 37)))
        >>> parted, keys = keyed_columns(Document("a", text, (head, row), "text"), text)
        >>> [block.kind for block in parted.blocks], keys
        (['row', 'paragraph', 'paragraph'], {1: 'Market Size in 2024', 2: 'CAGR'})
    """
    found = {
        row.start: keys
        for _, table in titled(document.blocks, text)
        for row, keys in _keyed(text, table)
    }
    if not found:
        return document, {}
    blocks: list[Block] = []
    labels: dict[int, str] = {}
    for block in document.blocks:
        keys = found.get(block.start)
        if keys is None:
            blocks.append(block)
            continue
        for (start, end), key in zip(block.cells, keys, strict=True):
            if start < end:
                labels[len(blocks)] = key
                blocks.append(Block("paragraph", start, end))
    return replace(document, blocks=tuple(blocks)), labels


def _keyed(text: str, table: Sequence[Block]) -> Iterator[tuple[Block, list[str]]]:
    if [block.kind for block in table] != ["row", "row"]:
        return
    head, row = table
    keys = [cell_text(text, cell) for cell in head.cells]
    if len(keys) < _LEAST or len(row.cells) != len(keys) or UNIT.search(" | ".join(keys)):
        return
    said = [_KEY.search(key) is not None for key in keys]
    first = cell_text(text, row.cells[0])
    if said[0] and sum(said) >= _LEAST and _DIGIT.search(first):
        yield row, keys
