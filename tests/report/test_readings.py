"""The chapter on readings says what the market gives, and changes when a fact does."""

from __future__ import annotations

import csv

import pytest

from cytonomics.evidence import load, table_schema
from cytonomics.market import evaluate
from cytonomics.market.readings import held
from cytonomics.report.blocks import Chart, FactTable, FigureTable, Text
from cytonomics.report.estimates import estimates_of
from cytonomics.report.readings import read, several

SCOPE = "personalized_cell_therapy"


def tables(chapter, kind):
    return {block.id: block for block in chapter.blocks if isinstance(block, kind)}


def sentence(chapter):
    first = chapter.blocks[0]
    assert isinstance(first, Text)
    return first.paragraphs[1]


def test_every_printed_figure_stands_in_the_table_with_its_claim(personal):
    table = tables(read(personal), FactTable)["held"]
    assert {row[-1] for row in table.rows} == {one.claim.id for one in held(personal.market)}
    printed = " ".join(str(row[0]) for row in table.rows)
    for words in ("14.2 billion", "127.1 billion", "USD 2 billion", "24.5%", "48.7%", "44.8%"):
        assert words in printed


def test_cells_name_the_figures_they_are_the_sum_of(personal):
    found = tables(read(personal), FigureTable)["table-readings-episode_spend"]
    for row in found.rows:
        for cell in row.cells:
            total = sum(personal.by_id[figure].mean for figure in cell.figures)
            shown = float(cell.text.replace(",", ""))
            assert total == pytest.approx(shown, abs=0.6), row.name


def test_a_chart_and_sentences_come_first(personal):
    chapter = read(personal)
    assert any(isinstance(block, Chart) for block in chapter.blocks)
    assert "9 figures that publishers print" in sentence(chapter)


def test_one_more_claim_changes_the_sentence(tmp_path, personal):
    names = [name for name in table_schema("published_claims").names]
    row = dict.fromkeys(names, "")
    row |= {
        "id": "my_0001", "page_id": "my_page", "publisher": "A house", "published": "2025-01-01",
        "market_label": "personalized cell therapy", "scope": SCOPE, "measure": "size",
        "dimension": "total", "period_start": "2025", "period_end": "2025", "value": "90000",
        "as_printed": "USD 90 billion", "source_title": "A report", "confidence": "secondary",
        "known_from": "2025-01-01", "known_from_basis": "printed",
    }  # fmt: skip
    with (tmp_path / "published_claims.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerow(row)
    more = estimates_of(evaluate(load(tmp_path), SCOPE, draws=20))
    before, after = (sentence(read(one)) for one in (personal, more))
    assert "Of 9 figures" in before and "Of 10 figures" in after
    assert [row for row in tables(read(more), FactTable)["held"].rows if row[-1] == "my_0001"]


def test_the_market_has_the_chapters_of_the_published_list(personal_chapters):
    found = [chapter.id for chapter in personal_chapters]
    wanted = (
        "readings", "by-technology", "by-therapeutic_area", "by-end_user", "by-region",
        "by-report_group", "size", "care",
    )  # fmt: skip
    assert set(wanted) <= set(found)


def test_a_market_of_products_has_no_such_chapter():
    assert not several(estimates_of(evaluate(load(), "til", draws=2)))
