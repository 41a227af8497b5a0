"""Made-up sales follow the likelihood that is fitted, and nothing else moves."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.market.fitted import expected_sales, prior_draws
from cytonomics.market.fitted.density import log_likelihood
from cytonomics.market.fitted.likelihood import anchor_residuals, residuals, seen_of
from cytonomics.market.fitted.posterior import curves_of
from cytonomics.market.fitted.simulation import simulated

SIMULATIONS = 80


def truths(panel, size):
    drawn = prior_draws(panel, seed=5, size=size).draws
    return [{name: values[k] for name, values in drawn.items()} for k in range(size)]


@pytest.fixture(scope="module")
def made_up(panel):
    return [
        (truth, simulated(panel, truth, seed))
        for seed, truth in enumerate(truths(panel, SIMULATIONS))
    ]


def test_the_shape_stays_and_the_seed_decides_the_figures(panel, made_up):
    truth, first = made_up[0]
    again, other = simulated(panel, truth, 0), simulated(panel, truth, 1)
    assert first.observations == again.observations != other.observations
    for old, new in zip(panel.observations, other.observations, strict=True):
        assert (old.cells, old.quarters, old.error) == (new.cells, new.quarters, new.error)
    for _, one in made_up:
        assert np.array_equal(one.chain.later, panel.chain.later)
        assert np.array_equal(one.chain.earlier, panel.chain.earlier)
        assert np.isfinite(seen_of(one).sales).all() and one.chain.before.min() > 0


def test_deviations_from_what_was_expected_are_those_of_the_noise(panel, made_up):
    """Standardised, their quantiles are Student's (5 degrees) and no two series share them."""
    found = []
    for truth, one in made_up:
        expected = expected_sales(np, curves_of(np, truth, one), one.entries, one.quarters)
        off, scale = residuals(np, one, truth, expected)
        found.append(off / scale)
    every = np.array(found)
    steps, first = every[:, ~panel.chain.launch], every[:, panel.chain.launch]
    # Student's t with five degrees, then the normal: 75th, 95th and 99th percentiles, both sides.
    for sample, points in ((steps, (0.727, 2.015, 3.365)), (first, (0.674, 1.645, 2.326))):
        for point, tail in zip(points, (0.5, 0.1, 0.02), strict=True):
            share = (np.abs(sample) > point).mean()
            assert share == pytest.approx(tail, abs=4.5 * np.sqrt(tail / sample.size))
        assert abs(sample.mean()) < 4.5 * sample.std() / np.sqrt(sample.size)
    related = np.corrcoef(np.clip(every, -3, 3).T) - np.eye(every.shape[1])
    assert np.abs(related).max() < 6 / np.sqrt(SIMULATIONS)


def test_registries_err_about_the_patients_that_sales_imply(panel, made_up):
    assert panel.anchors
    found = []
    for truth, one in made_up:
        curves = curves_of(np, truth, one)
        expected = expected_sales(np, curves, one.entries, one.quarters)
        found.append(anchor_residuals(np, one, curves.price, expected))
    every = np.array(found)
    assert abs(every.mean()) < 4.5 / np.sqrt(every.size)
    assert every.std() == pytest.approx(1.0, abs=4.5 / np.sqrt(2 * every.size))


def test_the_gradient_of_the_fitted_density_is_nought_on_average(panel, made_up):
    """True of the density that data come from, and of no other (the score has mean nought)."""
    jax = pytest.importorskip("jax")
    pytest.importorskip("numpyro")
    with jax.enable_x64(True):
        gradient = jax.jit(jax.grad(lambda drawn, seen: log_likelihood(panel, drawn, seen)))
        scores = [gradient(truth, seen_of(one)) for truth, one in made_up]
    for name in scores[0]:
        sample = np.array([np.asarray(one[name]).ravel() for one in scores])
        error = sample.std(axis=0) / np.sqrt(SIMULATIONS)
        assert (np.abs(sample.mean(axis=0)) <= 5 * error + 1e-9).all(), name
