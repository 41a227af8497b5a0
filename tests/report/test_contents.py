"""Every entry of the contents lists that two published reports promise has a chapter of ours."""

from __future__ import annotations

import csv
from pathlib import Path

LIST = Path(__file__).parent / "data" / "contents.csv"


def entries(report):
    with LIST.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["report"] == report]


def test_every_entry_of_the_personalised_list_has_a_chapter_with_something_in_it(
    personal_chapters,
):
    found = {one.id: one for one in personal_chapters}
    wanted = entries("personalised")
    assert len(wanted) >= 10
    for row in wanted:
        assert row["chapter"] in found, row["entry"]
        assert found[row["chapter"]].blocks, row["entry"]


def test_every_entry_of_the_adoptive_list_has_a_section_of_the_page(html):
    wanted = entries("adoptive")
    assert len(wanted) >= 25
    for row in wanted:
        start = html.index(f'<section id="{row["chapter"]}"')
        assert html.index("</section>", start) - start > 500, row["entry"]
