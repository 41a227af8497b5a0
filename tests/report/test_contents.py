"""Every entry of the contents lists that two published reports promise has a chapter of ours."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cytonomics.evidence import load
from cytonomics.market import evaluate, trails
from cytonomics.report.chapters import chapters
from cytonomics.report.estimates import estimates_of

MARKETS = {"adoptive": "adoptive_cell_therapy", "personalised": "personalized_cell_therapy"}
LIST = Path(__file__).parent / "data" / "contents.csv"


def entries(report):
    with LIST.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["report"] == report]


@pytest.mark.parametrize("report", MARKETS)
def test_every_promised_entry_has_a_chapter_with_something_in_it(report):
    market = evaluate(load(), MARKETS[report], draws=4)
    found = {one.id: one for one in chapters(estimates_of(market), trails(market))}
    wanted = entries(report)
    assert len(wanted) >= 10
    for row in wanted:
        assert row["chapter"] in found, row["entry"]
        assert found[row["chapter"]].blocks, row["entry"]
