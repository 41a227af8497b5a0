"""Tables of a trial's results: "Response rate (%) | 55 | 24", "Median PFS, months | 8.1 | 4.3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.documents.document import Document
from cytonomics.claims.model import Claim
from cytonomics.claims.sizes.heads import cell_text
from cytonomics.claims.statements.count_tables import table_rows
from cytonomics.claims.statements.outcomes import (
    ENDPOINT,
    LASTING,
    LOOSE,
    STUDY,
    plain_unit,
    result,
)
from cytonomics.claims.words.scene import Outline, Scene

_UNIT = r"%|per\s?cent|months?|mos?\.?|years?|weeks?|days?"
_LABEL = re.compile(
    rf"(?P<what>(?:(?:median|mean)\s+)?(?:{LASTING}|{ENDPOINT}))\s*(?:\([A-Z]{{2,5}}\)\s*)?"
    rf"(?:[,([-]\s*(?:in\s+)?(?P<unit>{_UNIT})?[)\]]?)?",
    re.IGNORECASE,
)
_CELL = re.compile(rf"~?(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>{_UNIT})?", re.IGNORECASE)


def outcome_tables(document: Document, text: str, outline: Outline) -> Iterator[Claim]:
    r"""Yield the results that the rows of a table hold, one an arm; ids are left empty.

    Example:
        >>> from cytonomics.claims.documents.document import Block
        >>> text = "ORR (%) | 55 | 24\nPFS, months | 8.1 | 4"
        >>> cells = [((0, 7), (10, 12), (15, 17)), ((18, 29), (32, 35), (38, 39))]
        >>> rows = tuple(Block("row", row[0][0], row[2][1], cells=row) for row in cells)
        >>> found = outcome_tables(Document("a", text, rows, "text"), text, Outline())
        >>> [(c.segment, c.value, c.unit) for c in found][1:3]
        [('ORR', 24.0, 'percent'), ('PFS', 8.1, 'months')]
    """
    for title, heads, row in table_rows(document, text):
        label = _LABEL.fullmatch(cell_text(text, row.cells[0]))
        if label is None or (
            LOOSE.search(label["what"]) and not STUDY.search(f"{title} {heads[0]}")
        ):
            continue
        scene = Scene(text[row.start : row.end], row.start, outline=outline)
        for span in row.cells[1:]:
            cell = _CELL.fullmatch(cell_text(text, span))
            unit = (cell and cell["unit"]) or label["unit"]
            if cell is None or not unit:
                continue
            start = span[0] + text[span[0] : span[1]].index(cell[0]) - row.start
            value = float(cell["number"])
            step = 10.0 ** -len(cell["number"].partition(".")[2])
            quoted = start + cell.start("number"), start + len(cell[0].rstrip())
            what = {"segment": label["what"].strip(), "unit": plain_unit(unit)}
            yield result(scene, quoted, value, value, step=step, **what)
