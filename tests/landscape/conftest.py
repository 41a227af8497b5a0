"""One market for all tests of this room, and evidence with a few rows laid over it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cytonomics.evidence import Evidence, load, table_schema
from cytonomics.evidence.text import cell_text
from cytonomics.market import Market, evaluate

Row = dict[str, object]
SOURCE: Row = {
    "source_title": "made up for a test",
    "confidence": "judgement",
    "known_from": "2026-01-01",
    "known_from_basis": "printed",
}


@pytest.fixture(scope="session")
def market(evidence: Evidence) -> Market:
    return evaluate(evidence, "adoptive_cell_therapy", draws=32)


@pytest.fixture(scope="session")
def personal(evidence: Evidence) -> Market:
    return evaluate(evidence, "personalized_cell_therapy", draws=32)


@pytest.fixture
def overlaid(evidence: Evidence, tmp_path: Path) -> Callable[..., Evidence]:
    """Lay shipped rows with some fields changed over the evidence, by table, and load it."""

    def laid(**tables: list[tuple[str, dict[str, Any]]]) -> Evidence:
        for name, rows in tables.items():
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, table_schema(name).names, lineterminator="\n")
                writer.writeheader()
                for shipped, fields in rows:
                    row = {**evidence.by_id[shipped].values, **fields}
                    writer.writerow({key: cell_text(value) for key, value in row.items()})
        return load(tmp_path)

    return laid


@pytest.fixture
def under(market: Market, tmp_path: Path) -> Callable[..., Market]:
    """The market with rows of tables laid over its evidence; its sales stay as they are."""

    def changed(**tables: Row) -> Market:
        for table, row in tables.items():
            full = {"id": "test_0001", **SOURCE, **row}
            with (tmp_path / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(full))
                writer.writeheader()
                writer.writerow(full)
        return replace(market, evidence=load(tmp_path))

    return changed
