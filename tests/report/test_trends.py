"""The chapter on trends and use cases: what it draws and says, for both markets."""

from __future__ import annotations

import pytest

from cytonomics.evidence import load
from cytonomics.landscape.trends import trends as trends_of
from cytonomics.market import evaluate
from cytonomics.report.blocks import Chart, FactTable, Text
from cytonomics.report.drawing import svg
from cytonomics.report.estimates import estimates_of
from cytonomics.report.trend_words import size
from cytonomics.report.trends import trend_sentences, trends


@pytest.fixture(scope="module", params=["adoptive_cell_therapy", "personalized_cell_therapy"])
def estimates(request, market):
    own = market.scope.id == request.param
    return estimates_of(market if own else evaluate(load(), request.param, draws=4))


def test_every_trend_stands_in_a_table_with_its_numbers(estimates):
    chapter = trends(estimates)
    by_name = {
        row[1]: dict(zip(block.columns, row, strict=True))
        for block in chapter.blocks
        if isinstance(block, FactTable) and block.id.startswith("trends-")
        for row in block.rows
    }
    for one in trends_of(estimates.market):
        row = by_name[one.definition.name]
        assert row["Reading"] == one.reading
        if one.change:
            assert row["Change"] == size(one.change)


def test_sentences_name_what_moves(estimates):
    text = " ".join(trend_sentences(estimates.market))
    for one in trends_of(estimates.market):
        if one.reading in ("rising", "falling") and one.change:
            assert size(one.change) in text


def test_charts_draw_and_say_what_they_show(estimates):
    drawn = [block for block in trends(estimates).blocks if isinstance(block, Chart)]
    assert {block.id for block in drawn} == {
        "chart-trends-counted",
        "chart-trends-stated",
        "chart-trends-modelled",
        "chart-use-cases",
    }
    for block in drawn:
        assert block.says.endswith(".") and len(svg(block)) > 1_000


def test_use_cases_follow_trends(estimates):
    blocks = trends(estimates).blocks
    ids = [block.id for block in blocks if isinstance(block, FactTable)]
    assert ids[-1] == "use-named"
    assert ("use-transfers" in ids) == bool(estimates.market.transfers.offers)
    texts = [block for block in blocks if isinstance(block, Text)]
    assert "patients in 2025" in texts[1].paragraphs[0]


def test_no_cell_is_left_without_a_word_where_a_number_is_missing(estimates):
    for block in trends(estimates).blocks:
        if isinstance(block, FactTable):
            for row in block.rows:
                assert len(row) == len(block.columns), block.id
                assert "nan" not in " ".join(map(str, row)).split(), block.id
