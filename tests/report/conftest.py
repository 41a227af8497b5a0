"""One written report for all tests of this room, from few draws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cytonomics.evidence import load
from cytonomics.market import Market, evaluate, trails
from cytonomics.report import ReportFiles, write_report
from cytonomics.report.blocks import Chapter
from cytonomics.report.chapters import chapters
from cytonomics.report.estimates import Estimates, estimates_of


@pytest.fixture(scope="session")
def market() -> Market:
    return evaluate(load(), "adoptive_cell_therapy", draws=64)


@pytest.fixture(scope="session")
def written(market: Market, tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return write_report(market, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="session")
def html(written: ReportFiles) -> str:
    return written.html.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def trail(written: ReportFiles) -> Any:
    path = Path(written.folder) / "derivations.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def personal() -> Estimates:
    return estimates_of(evaluate(load(), "personalized_cell_therapy", draws=20))


@pytest.fixture(scope="session")
def personal_chapters(personal: Estimates) -> tuple[Chapter, ...]:
    return tuple(chapters(personal, trails(personal.market)))
