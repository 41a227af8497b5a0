"""Whatever well-formed rows a user lays over the evidence, it is used or refused in a sentence."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.evidence import EvidenceError, load, load_checked, table_schema
from cytonomics.evidence.text import cell_text

# Rows to start from, and cells to put into any of their fields.
STARTS = ("sal0227", "sal0380", "own0008", "ptf0001", "fxr0060", "prd0001", "asm0006", "fun0033")
CELLS = (
    *("", "0", "1", "1e300", "0.5", "2024", "1900Q1-2200Q4", "2200", "2024-01-31", "0001-01-01"),
    *("9999-12-31", "WW", "MAC", "exUS", "EU", "EMA", "WW-CHN", "USA-USA", "Rest of World", "yes"),
    *("yescarta", "kite_cell_therapy_total", "gilead", "EUR", "CNY", "sal0227", "own1", "own2"),
    *("collaboration_revenue", "recall", "derived", "profit_share", ";", "a; b"),
)
changes = st.lists(
    st.tuples(
        st.sampled_from(STARTS),
        st.sampled_from(("own1", "own2", "")),
        st.lists(st.tuples(st.integers(1, 12), st.sampled_from(CELLS)), max_size=3),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(changes)
def test_any_overlay_is_used_or_refused(
    drawn: list[tuple[str, str, list[tuple[int, str]]]],
) -> None:
    shipped = load()
    tables: dict[str, list[list[str]]] = {}
    for start, identifier, cells in drawn:
        fact = shipped.fact(start)
        names = table_schema(fact.table).names
        row = [cell_text(fact[name]) for name in names]
        row[0] = identifier or start
        for place, cell in cells:
            row[place % len(row) or 1] = cell
        tables.setdefault(fact.table, [list(names)]).append(row)
    with TemporaryDirectory() as home:
        for name, rows in tables.items():
            with (Path(home) / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        try:
            evidence, conflicts = load_checked(Path(home))
        except EvidenceError as error:
            assert "\n" not in str(error)
        else:
            assert all(set(problem.ids) <= set(evidence.by_id) for problem in conflicts)
