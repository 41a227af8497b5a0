"""Figures by several axes: they add up, and one axis alone gives the figures of the report."""

from __future__ import annotations

import numpy as np
import polars
import pytest

from cytonomics.market import MarketError, crossing_frame, crossings, dimensions, figures


@pytest.mark.parametrize("dimension", dimensions())
def test_one_axis_alone_gives_the_figures_of_the_report(market, dimension):
    cells = {(c.segments[0], c.year): c for c in crossings(market, [dimension])}
    for figure in figures(market, "product_revenue", dimension):
        cell = cells.get((figure.segment, figure.year))
        if cell is None:
            assert figure.mean == 0
            continue
        assert cell.mean == pytest.approx(figure.mean)
        assert cell.percentiles == pytest.approx(figure.percentiles)
        assert (cell.names, cell.label) == ((figure.segment_name,), figure.label)


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
