"""The tables of growth say what the market says, where it can be said."""

from __future__ import annotations

import pytest

from cytonomics.market import Market, market_growth, reported_growth
from cytonomics.report.estimates import estimates_of
from cytonomics.report.growth import growth_tables
from cytonomics.report.numbers import percent
from cytonomics.report.sizes import size


@pytest.fixture(scope="module")
def tables(market: Market):
    return growth_tables(estimates_of(market))


def test_years_show_history_three_ways_and_the_forecast_two(market, tables):
    table = tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert table.columns == tuple(map(str, market.years[1:]))
    assert all(len(row) == len(table.columns) for row in rows)
    past = table.history
    assert all(all(row[:past]) for row in rows)
    assert not any(any(row[past:]) for row in rows[:4])
    assert all(all(row[past:]) for row in rows[4:])
    i = market.years.index(2030)
    assert rows[5][i - 1] == percent(float(market_growth(market)["total"].real[:, i].mean()), 1)
    assert "2.3 % a year" in table.note
    assert "USD (98" in table.note


def test_segments_show_the_last_year_of_history(market, tables):
    rows = {row.name: [cell.text for cell in row.cells] for row in tables[2].rows}
    growth = reported_growth(market, "product")["carvykti"]
    i = market.years.index(2025)
    assert rows["Carvykti"][0] == percent(float(growth.nominal[:, i].mean()), 1)
    assert rows["Carvykti"][1] == rows["Carvykti"][0] != rows["Carvykti"][2]
    assert rows["Immuncell-LC"][1] == rows["Immuncell-LC"][2]
    assert "Europe" in rows


def test_the_chapter_on_size_holds_them(market, tables):
    assert size(estimates_of(market)).blocks[-3:] == tables
