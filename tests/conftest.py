"""Settings and fixtures of all tests: time to spare, shipped evidence, a user's own rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from cytonomics.evidence import Evidence, load, table_schema
from cytonomics.evidence.text import cell_text

# No property test fails for want of time on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

Rows = Mapping[str, list[dict[str, Any]]]


# The groups of pytest-xdist stand in names of tests, which pytest 9.2 does not let it change.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give the tests and examples of a room to one worker: they share what takes long to make."""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class ByRoom(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            folder = nodeid.partition("::")[0].rpartition("/")[0]
            return folder.removeprefix("src/cytonomics/").removeprefix("tests/")

    return ByRoom(config, log)


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load()


@pytest.fixture
def row(evidence: Evidence) -> Callable[..., dict[str, Any]]:
    """Return a shipped row as a dictionary, some of its fields changed."""

    def changed(shipped: str, /, **fields: Any) -> dict[str, Any]:
        return {**evidence.by_id[shipped].values, "disputed": None, "supersedes": None, **fields}

    return changed


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of rows by table, and return it."""

    def written(**tables: list[dict[str, Any]]) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        for name, rows in tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, table_schema(name).names, lineterminator="\n")
                writer.writeheader()
                for row in rows:
                    writer.writerow({key: cell_text(value) for key, value in row.items()})
        return folder

    return written
