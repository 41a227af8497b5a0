"""Widths learnt from misses: closed forms, what is not known yet counts nothing, limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.evidence import load
from cytonomics.market import shipped_backtest
from cytonomics.market.assumptions import assumptions
from cytonomics.market.backtests import Made, learnt_width, made_of
from cytonomics.market.fitted import TOTAL_WIDTH
from cytonomics.vocabulary import Quarter

START = Quarter(2020, 1)


def test_spread_is_that_of_the_gaussian_that_was_drawn():
    draws = np.exp(np.random.default_rng(1).normal([2.0, 3.0], [0.3, 0.1], (200_000, 2)))
    made = made_of(START, draws)
    np.testing.assert_allclose(made.middle, [2.0, 3.0], atol=0.01)
    np.testing.assert_allclose(made.spread, [0.3, 0.1], rtol=0.01)


def test_many_forecasts_teach_the_true_width():
    missed = np.random.default_rng(2).normal(0, 0.6, 4000)
    made = [Made(START, np.array([miss]), np.ones(1)) for miss in missed]
    assert learnt_width(made, {START: 1.0}, 2.0) == pytest.approx(0.6, rel=0.05)


@given(st.floats(0.1, 10), st.lists(st.floats(-3, 3), min_size=4, max_size=4))
def test_what_has_not_come_counts_nothing_and_parts_count_in_part(prior, misses):
    made = Made(START, np.zeros(4), np.ones(4))
    came = {START.shift(k): float(np.exp(misses[k])) for k in range(2)}
    assert learnt_width([made], {}, prior) == pytest.approx(1.0)
    squares = (misses[0] ** 2 + misses[1] ** 2) / 4
    assert learnt_width([made], came, prior) ** 2 == pytest.approx(
        (prior + squares) / (prior + 0.5)
    )


def test_the_assumption_is_what_the_last_back_test_learnt():
    held = assumptions(load())[TOTAL_WIDTH]
    assert held.value == pytest.approx(shipped_backtest().total_width, abs=0.006)
