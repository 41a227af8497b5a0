"""Widths learnt from misses: closed forms, what is not known yet counts nothing, limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.evidence import load
from cytonomics.market import shipped_backtest
from cytonomics.market.assumptions import assumptions
from cytonomics.market.backtests import Made, learnt_width, made_of, missed
from cytonomics.market.fitted import WIDTHS
from cytonomics.vocabulary import Quarter

START = Quarter(2020, 1)


def test_spread_is_that_of_the_gaussian_that_was_drawn():
    draws = np.exp(np.random.default_rng(1).normal([2.0, 3.0], [0.3, 0.1], (200_000, 2)))
    made = made_of(START, draws)
    np.testing.assert_allclose(made.middle, [2.0, 3.0], atol=0.01)
    np.testing.assert_allclose(made.spread, [0.3, 0.1], rtol=0.01)


def test_many_forecasts_teach_the_true_width():
    misses = np.random.default_rng(2).normal(0, 0.6, (4000, 1))
    assert learnt_width(misses, 2.0) == pytest.approx(0.6, rel=0.05)


def test_one_launch_that_nobody_foresaw_moves_it_less_than_a_root_mean_square():
    misses = np.random.default_rng(3).normal(0, 0.6, (40, 1))
    odd = np.vstack([misses, [[6.0]]])
    square = [np.sqrt((2 + (one**2).sum()) / (2 + len(one))) for one in (misses, odd)]
    learnt = [learnt_width(one, 2.0) for one in (misses, odd)]
    assert 1 < learnt[1] / learnt[0] < square[1] / square[0]


@given(st.floats(0.1, 10), st.lists(st.floats(-3, 3), min_size=4, max_size=4))
def test_what_has_not_come_counts_nothing_and_parts_count_in_part(prior, misses):
    made = Made(START, np.zeros(4), np.ones(4))
    came = {START.shift(k): float(np.exp(misses[k])) for k in range(2)}
    assert learnt_width([missed(made, {})], prior) == pytest.approx(1.0)
    absolute = (abs(misses[0]) + abs(misses[1])) / 4 * np.sqrt(np.pi / 2)
    assert learnt_width([missed(made, came)], prior) == pytest.approx(
        (prior + absolute) / (prior + 0.5)
    )


def test_the_assumptions_are_what_the_last_back_test_learnt():
    held, scored = assumptions(load()), shipped_backtest()
    learnt = (scored.class_width, scored.total_width)
    assert [held[name].value for name in WIDTHS] == pytest.approx(learnt, abs=0.006)
