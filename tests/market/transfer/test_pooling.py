"""Pooling against plain, dense linear algebra over all observations at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.market import MarketError, Parameters, assumptions
from cytonomics.market.transfer.pooling import (
    Pooled,
    Spreads,
    log_likelihood,
    paths,
    pooled,
)
from cytonomics.market.transfer.seen import Seen, padded
from cytonomics.market.transfer.volumes import spreads as ranges_of

COUNTRIES, COEFFICIENTS = 5, 3
# Country, time and regressors of each row.
Rows = tuple[np.ndarray, np.ndarray, np.ndarray]


class Case(NamedTuple):
    """Observations as flat lists, with made-up spreads and prior of coefficients."""

    country: np.ndarray
    y: np.ndarray
    time: np.ndarray
    x: np.ndarray
    variance: np.ndarray
    spreads: Spreads
    centre: np.ndarray
    width: np.ndarray

    def seen(self) -> Seen:
        return padded(
            list(self.country), self.y, self.time, self.x, self.variance, int(COUNTRIES)
        )  # fmt: skip

    def pooled(self) -> Pooled:
        """As if the spreads were known."""
        return Pooled(
            np.array([self.spreads]), np.ones(1), self.seen(), self.centre, self.width
        )  # fmt: skip


def made_up(seed: int, rows: int = 12) -> Case:
    rng = np.random.default_rng(seed)
    return Case(
        # The last country is never seen.
        rng.integers(COUNTRIES - 1, size=rows),
        rng.normal(0, 2, rows),
        # Times on a grid, so that some fall together.
        rng.integers(2010, 2024, rows).astype(float),
        rng.normal(0, 1, (rows, COEFFICIENTS)),
        rng.exponential(0.2, rows),
        Spreads(*np.exp(rng.normal([-0.5, -1.0, 2.0, -2.0], 0.4))),
        rng.normal(0, 1, COEFFICIENTS),
        np.exp(rng.normal(0, 0.5, COEFFICIENTS)),
    )


def kernel(case: Case, one: Rows, other: Rows) -> np.ndarray:
    """Covariance of X b + u + d between rows of (country, time, x), an entry at a time."""
    found = np.zeros((len(one[0]), len(other[0])))
    for i in range(len(one[0])):
        for j in range(len(other[0])):
            found[i, j] = (one[2][i] * case.width**2) @ other[2][j]
            if one[0][i] == other[0][j]:
                gap = abs(one[1][i] - other[1][j])
                found[i, j] += case.spreads.level**2
                found[i, j] += case.spreads.deviation**2 * np.exp(-gap / case.spreads.memory)
    return found


def dense(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of all observations."""
    rows = (case.country, case.time, case.x)
    noise = case.spreads.noise**2 + case.variance
    return case.x @ case.centre, kernel(case, rows, rows) + np.diag(noise)


@given(st.integers(0, 10_000), st.integers(1, 20))
@settings(max_examples=40)
def test_the_likelihood_is_that_of_one_normal_over_everything(seed, rows):
    case = made_up(seed, rows)
    mean, covariance = dense(case)
    off = case.y - mean
    expected = -0.5 * (
        off @ np.linalg.solve(covariance, off)
        + np.linalg.slogdet(covariance)[1]
        + rows * np.log(2 * np.pi)
    )
    found = log_likelihood(case.seen(), case.spreads, case.centre, case.width)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-8)


@given(st.integers(0, 10_000), st.permutations(range(COUNTRIES)), st.integers(0, 3))
@settings(max_examples=25)
def test_neither_the_order_of_countries_nor_empty_ones_matter(seed, order, more):
    case = made_up(seed)
    moved = case._replace(country=np.array(order)[case.country])
    seen = padded(
        list(moved.country), case.y, case.time, case.x, case.variance, COUNTRIES + more
    )  # fmt: skip
    one = log_likelihood(case.seen(), case.spreads, case.centre, case.width)
    other = log_likelihood(seen, case.spreads, case.centre, case.width)
    assert one == pytest.approx(other, rel=1e-12)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_observations_does_not_matter(seed, random):
    case = made_up(seed)
    order = list(range(len(case.y)))
    random.shuffle(order)
    mixed = case._replace(
        **{name: getattr(case, name)[order] for name in ("country", "y", "time", "x", "variance")}
    )
    one, other = (
        log_likelihood(each.seen(), case.spreads, case.centre, case.width) for each in (case, mixed)
    )
    assert one == pytest.approx(other, rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("noise", [False, True])
def test_paths_are_those_of_a_gaussian_process_given_what_was_seen(seed, noise):
    case, size = made_up(seed), 40_000
    rng = np.random.default_rng(seed + 100)
    times = np.array([2009.0, 2016.0, 2030.0])
    x = rng.normal(0, 1, (COUNTRIES, len(times), COEFFICIENTS))
    asked = (
        np.repeat(np.arange(COUNTRIES), len(times)),
        np.tile(times, COUNTRIES),
        x.reshape(-1, COEFFICIENTS),
    )
    rows = (case.country, case.time, case.x)
    mean, covariance = dense(case)
    gain = kernel(case, asked, rows) @ np.linalg.inv(covariance)
    expected = asked[2] @ case.centre + gain @ (case.y - mean)
    spread = kernel(case, asked, asked) - gain @ kernel(case, asked, rows).T
    if noise:
        spread += case.spreads.noise**2 * np.eye(len(spread))
    drawn = paths(case.pooled(), x, times, size, rng, noise).reshape(size, -1)
    error = np.sqrt(np.diag(spread) / size)
    assert (np.abs(drawn.mean(axis=0) - expected) < 5 * error).all()
    # A covariance of normals has the variance (s_ii s_jj + s_ij²) / n.
    off = np.abs(np.cov(drawn.T) - spread)
    wide = np.sqrt((np.outer(np.diag(spread), np.diag(spread)) + spread**2) / size)
    assert (off < 5.5 * wide).all()


def nothing_seen(coefficients: int) -> Seen:
    none = np.zeros(0)
    return padded([], none, none, np.zeros((0, coefficients)), none, 3)


def test_without_data_the_prior_comes_back(parameters):
    ranges = ranges_of(parameters)
    centre, width = np.array([1.5]), np.array([0.5])
    many = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        found = pooled(nothing_seen(1), centre, width, ranges, rng)
        logs = np.log(found.spreads)
        mean = found.weights @ logs
        many.append([mean, found.weights @ (logs - mean) ** 2])
    mean, variance = np.mean(many, axis=0)
    deviations = np.array([one.deviation for one in ranges])
    # 20 runs of 120 candidates: a standard error of 2 to 3 per cent.
    np.testing.assert_allclose(mean, np.log([r.value for r in ranges]), atol=0.1)
    np.testing.assert_allclose(np.sqrt(variance), deviations, rtol=0.1)


def test_without_data_a_path_is_as_wide_as_its_parts(parameters):
    spreads = Spreads(0.6, 0.3, 8.0, 0.1)
    known = Pooled(
        np.array([spreads]), np.ones(1), nothing_seen(1), np.array([1.5]), np.array([0.5])
    )  # fmt: skip
    drawn = paths(known, np.full((3, 2, 1), 2.0), np.array([2010.0, 2018.0]), 40_000,
                  np.random.default_rng(1))  # fmt: skip
    assert drawn.mean(axis=0) == pytest.approx(2 * 1.5, abs=0.03)
    wide = (2 * 0.5) ** 2 + 0.6**2 + 0.3**2
    assert drawn.var(axis=0) == pytest.approx(wide, rel=0.04)
    own = np.cov(drawn[:, 0].T)[0, 1]
    assert own == pytest.approx(1 + 0.36 + 0.09 * np.exp(-1), rel=0.04)
    # Two countries share the coefficients and nothing else.
    assert np.cov(drawn[:, 0, 0], drawn[:, 1, 0])[0, 1] == pytest.approx(1.0, rel=0.05)


def test_a_rerun_gives_the_same_bits(parameters):
    case = made_up(11, rows=40)
    ranges = ranges_of(parameters)

    def run() -> tuple[bytes, bytes]:
        rng = np.random.default_rng(4)
        found = pooled(case.seen(), case.centre, case.width, ranges, rng)
        x = np.ones((COUNTRIES, 2, COEFFICIENTS))
        return found.weights.tobytes(), paths(found, x, np.arange(2.0), 50, rng).tobytes()

    assert run() == run()


def test_what_the_user_sets_is_fixed(evidence):
    mine = Parameters(assumptions(evidence, {"volume_deviation_memory": 4.0}), 1, 1)
    rng = np.random.default_rng(1)
    case = made_up(3, rows=40)
    found = pooled(case.seen(), case.centre, case.width, ranges_of(mine), rng)
    np.testing.assert_allclose(found.spreads[:, 2], 4.0, rtol=0.02)
    assert np.log(found.spreads[:, 0]).std() > 0.1


@pytest.mark.parametrize("value", [0.0, -1.0])
def test_a_spread_of_nothing_is_refused_in_a_sentence(evidence, value):
    mine = Parameters(assumptions(evidence, {"volume_noise": value}), 1, 1)
    with pytest.raises(MarketError, match=f"volume_noise is {value:g}; set it above zero"):
        pooled(
            made_up(1).seen(), np.zeros(3), np.ones(3), ranges_of(mine), np.random.default_rng(1)
        )  # fmt: skip
