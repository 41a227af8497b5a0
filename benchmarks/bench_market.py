"""Evaluating the market, and one piece of it against the same sum in plain Python and pandas."""

from __future__ import annotations

import numpy as np
import pandas
import pytest

from cytonomics.evidence import load
from cytonomics.market import all_figures, evaluate, measured, trails

SCOPE = "adoptive_cell_therapy"


@pytest.fixture(scope="module")
def market():
    return evaluate(load(), SCOPE)


@pytest.mark.benchmark(group="whole market")
def test_evaluate_1000_draws(benchmark):
    evidence = load()
    assert benchmark.pedantic(evaluate, (evidence, SCOPE), rounds=3).revenue.shape[0] == 1000


@pytest.mark.benchmark(group="whole market")
def test_all_figures(benchmark, market):
    assert len(benchmark.pedantic(all_figures, (market,), rounds=3)) > 2000


@pytest.mark.benchmark(group="whole market")
def test_all_trails(benchmark, market):
    assert benchmark.pedantic(trails, (market,), rounds=3)["figures"]


@pytest.mark.benchmark(group="revenue by product, every draw and year")
def test_cytonomics_sums(benchmark, market):
    measured(market, "product_revenue", "product")  # the axis itself is built once
    assert benchmark(measured, market, "product_revenue", "product")


@pytest.mark.benchmark(group="revenue by product, every draw and year")
def test_pandas_sums(benchmark, market):
    draws, years, offers = market.revenue.shape
    index = pandas.MultiIndex.from_product([range(draws), market.years, range(offers)])
    products = [offer.product for offer in market.offers]
    series = pandas.Series(market.revenue.ravel(), index=index)
    keys = np.tile(products, draws * years)

    def sums():
        return series.groupby([index.get_level_values(0), index.get_level_values(1), keys]).sum()

    assert len(benchmark.pedantic(sums, rounds=3)) > draws
