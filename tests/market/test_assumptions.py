"""Draws of assumptions against the moments of the distribution, and their independence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market import MarketError, Parameters, assumptions
from cytonomics.market.assumptions import Assumption, pert


@given(
    low=st.floats(-5, 5),
    width=st.floats(0.1, 10),
    at=st.floats(0, 1),
    seed=st.integers(0, 2**32 - 1),
)
def test_pert_has_the_closed_form_mean_and_variance(low, width, at, seed):
    mode, high = low + at * width, low + width
    one = Assumption("a", "a", mode, low, high, "pert", "", "")
    draws = pert(np.random.default_rng(seed), one, 4000)
    mean = (low + 4 * mode + high) / 6
    variance = (mean - low) * (high - mean) / 7
    assert abs(draws.mean() - mean) < 5 * np.sqrt(variance / 4000)
    assert abs(draws.var() / variance - 1) < 0.25
    assert draws.min() >= low and draws.max() <= high


def test_normal_and_lognormal_assumptions_have_their_value_in_the_middle(evidence):
    """A row cannot state a range that its distribution does not have."""
    for one in assumptions(evidence).values():
        if one.distribution == "normal":
            assert one.value == pytest.approx((one.low + one.high) / 2, abs=0.01), one.name
        if one.distribution == "lognormal":
            assert one.value == pytest.approx(np.sqrt(one.low * one.high), rel=0.01), one.name


@pytest.mark.parametrize("name", ["fit_attraction", "fit_ramp_quarters_usa"])
def test_nine_tenths_of_the_draws_lie_in_the_range(evidence, name):
    draws = Parameters(assumptions(evidence), 1, 20_000).draws(name)
    one = assumptions(evidence)[name]
    assert (draws < one.low).mean() == pytest.approx(0.05, abs=0.006)
    assert (draws > one.high).mean() == pytest.approx(0.05, abs=0.006)
    assert np.median(draws) == pytest.approx(one.value, rel=0.03)


def test_overriding_one_assumption_moves_no_other(evidence):
    plain = Parameters(assumptions(evidence), 1, 50)
    changed = Parameters(assumptions(evidence, {"forecast_damping": 0.7}), 1, 50)
    assert set(changed.draws("forecast_damping")) == {0.7}
    for name in plain.assumptions:
        if name != "forecast_damping":
            np.testing.assert_array_equal(plain.draws(name), changed.draws(name))


def test_another_seed_gives_other_draws_and_the_same_seed_the_same(evidence):
    known = assumptions(evidence)
    first = Parameters(known, 1, 50).draws("forecast_damping")
    assert (first == Parameters(known, 1, 50).draws("forecast_damping")).all()
    assert (first != Parameters(known, 2, 50).draws("forecast_damping")).any()


def test_an_unknown_name_is_refused_with_the_nearest_one(evidence):
    with pytest.raises(MarketError, match="did you mean 'forecast_damping'"):
        assumptions(evidence, {"forecast_dampening": 0.7})


def test_every_assumption_has_a_reason_a_unit_and_an_honest_range(evidence):
    for one in assumptions(evidence).values():
        assert len(one.reason) > 20 and one.unit, one.name
        assert one.low <= one.value <= one.high, one.name
        assert one.low < one.high, one.name
        assert replace(one, overridden=True).overridden
