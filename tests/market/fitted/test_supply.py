"""No more doses than plants make, shared where plants are, and nothing before a statement."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market.fitted import forecast
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.supply import Supply, capacities, limited, supplies_of

PRICE = np.array([[0.4, 0.3, 0.2], [0.5, 0.3, 0.2]])


@given(st.floats(0.01, 5000.0), st.floats(10.0, 5000.0))
def test_treatments_stay_under_capacity_and_under_what_is_wanted(scale, doses):
    sales = scale * PRICE[..., None] * np.array([1.0, 2.0])
    found = limited(sales, PRICE, {(0, 1): np.full(2, doses)}, 8.0)
    treated = (found / PRICE[..., None]).sum(axis=(0, 1))
    assert (treated <= doses * (1 + 1e-9)).all() and (found <= sales * (1 + 1e-12)).all()
    # Who shares a plant is cut alike.
    assert found / sales == pytest.approx(np.broadcast_to(found[0, 0] / sales[0, 0], found.shape))


def test_far_below_capacity_nothing_is_lost():
    sales = np.full((2, 3, 1), 1.0)
    wanted = (sales / PRICE[..., None]).sum()
    found = limited(sales, PRICE, {(0, 1): np.array([3 * wanted])}, 8.0)
    assert found == pytest.approx(sales, rel=2e-5)


def test_capacity_grows_from_the_latest_statement_on(panel):
    two = (Supply((0,), 0.0, 400.0, "a"), Supply((0,), 8.0, 4000.0, "b"))
    found = capacities(two, np.array([-1.0, 0.0, 4.0, 8.0]), panel.assumptions)[(0,)]
    growth = 1 + panel.assumptions["fit_supply_growth"].value
    assert found.tolist() == pytest.approx([np.inf, 100.0, 100.0 * growth, 1000.0])


def test_what_a_day_did_not_know_limits_nothing(then, panel):
    own = supplies_of(then.evidence, panel.products, FIRST)
    known = {fact.id for fact in then.evidence["manufacturing"]}
    assert {one.fact for one in own} <= known
    names = {panel.products[k] for one in own for k in one.products}
    assert "kymriah" not in names and {"yescarta", "tecartus"} <= names


def test_a_tiny_plant_bounds_the_curve_of_a_forecast(panel, prior):
    tiny = (Supply((panel.products.index("yescarta"),), 0.0, 4.0, "x"),)
    small = dataclasses.replace(prior, panel=dataclasses.replace(panel, supply=tiny))
    free = dataclasses.replace(prior, panel=dataclasses.replace(panel, supply=()))
    usual = forecast(free, horizon=4)
    ahead = [forecast(small, horizon=4, base=usual), usual]
    yescarta = [np.median(one.of_product("yescarta")) for one in ahead]
    assert yescarta[0] < 0.2 * yescarta[1]
    np.testing.assert_array_equal(ahead[0].of_product("kymriah"), ahead[1].of_product("kymriah"))
