"""The damped trend against its closed form, and a look back from earlier year ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cytonomics import vocabulary
from cytonomics.evidence import load
from cytonomics.market import Parameters, assumptions
from cytonomics.market.forecast import damped_trend
from cytonomics.market.history import History, reported_sales
from cytonomics.market.offers import Offer, products_in
from cytonomics.vocabulary import Quarter


def synthetic(parameters, sales):
    offer = Offer("p", ("USA",), "USA")
    quarters = tuple(Quarter(2023, 1).shift(i) for i in range(len(sales)))
    revenue = np.tile(np.array(sales, dtype=float)[None, :, None], (parameters.size, 1, 1))
    return History((offer,), quarters, revenue, (quarters[-1],), {}, {})


def fixed(evidence, **values):
    known = assumptions(evidence, {"forecast_damping": 0.8, **values})
    still = {
        name: replace(one, value=0.0, low=0.0, high=0.0, distribution="fixed")
        for name, one in known.items()
        if name.startswith("forecast_shock")
    }
    return Parameters(known | still, 1, 5)


def test_without_shocks_sales_follow_the_closed_form(evidence):
    parameters = fixed(evidence)
    growth = 0.05
    sales = [100 * np.exp(growth * i) for i in range(8)]
    forecast = damped_trend(synthetic(parameters, sales), parameters, Quarter(2031, 4))
    steps = np.arange(1, len(forecast.quarters) - 7)
    expected = sales[-1] * np.exp(growth * 0.8 * (1 - 0.8**steps) / (1 - 0.8))
    np.testing.assert_allclose(forecast.revenue[0, 8:, 0], expected, rtol=1e-9)


def test_growth_is_held_within_floor_and_ceiling(evidence):
    parameters = fixed(evidence)
    sales = [1, 2, 4, 8, 16, 32, 64, 128]
    forecast = damped_trend(synthetic(parameters, sales), parameters, Quarter(2025, 1))
    ceiling = parameters.value("forecast_growth_ceiling")
    assert forecast.revenue[0, 8, 0] == pytest.approx(128 * np.exp(ceiling * 0.8))


def test_shocks_leave_the_mean_on_the_trend_and_widen_with_time(evidence):
    parameters = Parameters(assumptions(evidence), 5, 20_000)
    forecast = damped_trend(synthetic(parameters, [100] * 8), parameters, Quarter(2027, 4))
    ahead = forecast.revenue[:, 8:, 0]
    assert np.abs(ahead.mean(axis=0) / 100 - 1).max() < 0.02
    widths = np.log(ahead).std(axis=0)
    assert (np.diff(widths) > 0).all()
    product = parameters.draws("forecast_shock_product")
    common = parameters.draws("forecast_shock_common")
    expected = np.sqrt((product**2 + common**2).mean() * np.arange(1, ahead.shape[1] + 1))
    np.testing.assert_allclose(widths, expected, rtol=0.05)


def test_looking_back_the_next_year_fell_into_the_interval_where_nothing_was_launched():
    """From the ends of 2022, 2023 and 2024, facts as known then; see docs/market.md."""
    scope = vocabulary.scope("adoptive_cell_therapy")
    full = load()
    parameters = Parameters(assumptions(full), 1, 400)
    products = frozenset(products_in(full, scope))
    actual = yearly(reported_sales(full, products, parameters, 2025))
    for origin in (2022, 2023, 2024):
        then = load(as_of=date(origin + 1, 3, 31))
        history = reported_sales(then, frozenset(products_in(then, scope)), parameters, origin)
        ahead = yearly(damped_trend(history, parameters, Quarter(origin + 1, 4)))[origin + 1]
        low, high = np.percentile(ahead, [5, 95])
        assert low < actual[origin + 1].mean() < high


def yearly(history):
    return {
        year: history.revenue[
            :, [i for i, quarter in enumerate(history.quarters) if quarter.year == year]
        ].sum(axis=(1, 2))
        for year in {quarter.year for quarter in history.quarters}
    }
