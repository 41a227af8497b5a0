"""Scores against closed forms, and pooling against sums done by hand."""

from __future__ import annotations

from datetime import date
from math import erf, exp, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market.backtests import Score, Target, covered, crps, ratio_interval, summary


def gaussian_crps(y, mean, deviation):
    """Gneiting and Raftery, JASA 2007, equation 5."""
    z = (y - mean) / deviation
    density = exp(-z * z / 2) / sqrt(2 * pi)
    return deviation * (z * erf(z / sqrt(2)) + 2 * density - 1 / sqrt(pi))


@pytest.mark.parametrize("y", [-1.0, 0.0, 2.0, 5.0])
def test_the_score_of_normal_draws_is_the_closed_form(y):
    draws = np.random.default_rng(3).normal(1.0, 2.0, 200_000)
    assert crps(draws, y) == pytest.approx(gaussian_crps(y, 1.0, 2.0), rel=0.02)


@given(
    st.lists(st.floats(-100, 100), min_size=2, max_size=30),
    st.floats(-100, 100),
    st.floats(-50, 50),
    st.floats(0.1, 10),
)
def test_the_score_moves_with_units_and_not_with_the_origin(draws, y, shift, scale):
    known = np.array(draws)
    moved = crps(known * scale + shift, y * scale + shift)
    assert moved == pytest.approx(crps(known, y) * scale, abs=1e-6)


def test_the_score_is_the_pairwise_mean_done_slowly():
    draws = np.random.default_rng(0).gamma(2.0, 1.0, 40)
    pairs = [abs(a - b) for i, a in enumerate(draws) for j, b in enumerate(draws) if i != j]
    slow = np.abs(draws - 1.5).mean() - np.mean(pairs) / 2
    assert crps(draws, 1.5) == pytest.approx(slow)


def test_draws_from_the_truth_are_covered_as_often_as_promised():
    generator = np.random.default_rng(1)
    hits = [covered(generator.normal(size=500), generator.normal(), 0.9) for _ in range(800)]
    assert np.mean(hits) == pytest.approx(0.9, abs=0.03)


def score(name, origin, off, inside=True):
    total = Target("total", "")
    return Score(name, origin, total, 4, 10.0, 10.0 - off, off, off / 10, inside, inside)


def test_pooling_divides_by_what_came_and_takes_the_median_error():
    days = [date(2020, 6, 30), date(2020, 12, 31), date(2021, 6, 30)]
    some = [score("a", day, off) for day, off in zip(days, (1.0, 2.0, 6.0), strict=True)]
    found = summary(some, "a")
    assert found.crps == pytest.approx(0.3)
    assert found.median_error == pytest.approx(0.2)
    assert found.coverage90_interval == (1.0, 1.0)


def test_the_interval_of_a_ratio_holds_the_ratio_and_narrows_with_alike_origins():
    days = [date(2015 + i // 2, 6 if i % 2 else 12, 30) for i in range(16)]
    generator = np.random.default_rng(5)
    ours = [score("a", day, x) for day, x in zip(days, generator.uniform(1, 3, 16), strict=True)]
    theirs = [score("b", day, 2.0) for day in days]
    ratio, low, high = ratio_interval([*ours, *theirs], "a", "b")
    assert low < ratio < high
    same = ratio_interval([score("a", day, 1.0) for day in days] + theirs, "a", "b")
    assert same == pytest.approx((0.5, 0.5, 0.5))


def test_a_forecaster_without_scores_is_named():
    with pytest.raises(ValueError, match="'ets'"):
        summary([score("a", date(2020, 6, 30), 1.0)], "ets")
