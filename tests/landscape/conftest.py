"""One market for all tests of this room, and evidence with a few rows laid over it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cytonomics.evidence import Evidence, load
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
