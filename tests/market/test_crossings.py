"""Figures by several axes: they add up, and one axis alone gives the figures of the report."""

from __future__ import annotations

import numpy as np
import polars
import pytest

from cytonomics.market import (
    MarketError,
    crossing_frame,
    crossings,
    dimensions,
    figures,
    price_level,
)


def test_one_axis_alone_gives_the_figures_of_the_report(market):
    for dimension in dimensions(market):
        cells = {(c.segments[0], c.year): c for c in crossings(market, [dimension])}
        for figure in figures(market, "product_revenue", dimension):
            cell = cells.get((figure.segment, figure.year))
            if cell is None:
                assert figure.mean == 0
                continue
            assert cell.mean == pytest.approx(figure.mean)
            assert cell.percentiles == pytest.approx(figure.percentiles)
            assert (cell.names, cell.label) == ((figure.segment_name,), figure.label)


@pytest.mark.parametrize("dimension", ["total", "region", "application", "modality"])
def test_episode_spend_is_that_of_the_report(market, dimension):
    cells = {
        (c.segments[0], c.year): c for c in crossings(market, [dimension], (), "episode_spend")
    }
    for figure in figures(market, "episode_spend", dimension):
        if figure.mean:
            cell = cells[figure.segment, figure.year]
            assert cell.mean == pytest.approx(figure.mean)
            assert (cell.label, cell.unit) == (figure.label, "million USD")


def test_patients_are_those_of_the_cube(market):
    for cell in crossings(market, (), (), "patients"):
        own = market.patients[:, market.years.index(cell.year)].sum(axis=1)
        assert cell.mean == pytest.approx(float(own.mean()))
        assert (cell.unit, cell.label) == ("patients", "assumed")


def test_real_money_is_nominal_money_in_the_year_of_the_prices(market):
    nominal = {c.year: c for c in crossings(market)}
    level = price_level(market.evidence, market.parameters, (2020, 2025))[0]
    for cell in crossings(market, price_year=2020):
        assert cell.price_year == "2020"
        if cell.year == 2020:
            assert cell.percentiles == pytest.approx(nominal[2020].percentiles)
        if cell.year == 2025:
            assert cell.mean == pytest.approx(nominal[2025].mean * level[0] / level[1])
        if cell.year > 2025:
            assert cell.mean < nominal[cell.year].mean


@pytest.mark.parametrize(
    ("measure", "price_year", "said"),
    [
        ("sales", None, "no measure 'sales'; take one of episode_spend, patients, product_revenue"),
        ("patients", 2025, "patients have no prices"),
        ("product_revenue", 1980, "no US consumer price index for 1980"),
        ("product_revenue", 2099, "prices are not forecast to 2099"),
    ],
)
def test_a_measure_that_cannot_be_had_is_said(market, measure, price_year, said):
    with pytest.raises(MarketError, match=said):
        crossings(market, (), (), measure, price_year)


def test_a_table_of_patients_has_no_currency(market):
    row = crossing_frame(crossings(market, (), [2030], "patients"), ()).row(0, named=True)
    assert (row["unit"], row["currency"], row["price_year"]) == ("patients", None, None)


def test_cells_of_three_axes_add_up_to_the_market(market):
    cells = crossings(market, ["region", "modality", "company"], range(2024, 2036))
    for i, year in enumerate(market.years):
        if year >= 2024:
            own = sum(cell.mean for cell in cells if cell.year == year)
            assert own == pytest.approx(float(market.revenue[:, i].sum(axis=1).mean()))


def test_the_table_names_every_axis_and_percentile(market, tmp_path):
    by = ["region", "application"]
    frame = crossing_frame(crossings(market, by, [2030]), by)
    assert {"region", "region_name", "application", "p05", "p95", "unit"} <= set(frame.columns)
    assert (frame["p05"] <= frame["p95"]).all()
    frame.write_parquet(tmp_path / "a.parquet")
    assert polars.read_parquet(tmp_path / "a.parquet").equals(frame)


@pytest.mark.parametrize(
    ("by", "years", "said"),
    [
        (["regoin"], [], "did you mean 'region'"),
        (["region", "region"], [], "stands twice"),
        ([], [2050], "has no year 2050"),
    ],
)
def test_what_cannot_be_crossed_is_said(market, by, years, said):
    with pytest.raises(MarketError, match=said):
        crossings(market, by, years)


def test_the_cube_and_the_crossings_are_one(market):
    cube = market.cube()
    by_product = cube["revenue"].groupby("product").sum().mean("draw")
    for cell in crossings(market, ["product"], [2024, 2032]):
        found = float(by_product.sel(product=cell.segments[0], year=cell.year))
        assert np.isclose(found, cell.mean)
