"""Coordinates of the sampler: they lead back, and a change of them changes no probability."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.market.fitted import prior_draws

jax = pytest.importorskip("jax")
pytest.importorskip("numpyro")


@pytest.fixture(scope="module")
def both(panel):
    from cytonomics.market.fitted.coordinates import Coordinates

    with jax.enable_x64(True):
        return Coordinates(panel, centred_from=5), Coordinates(panel, centred_from=np.inf)


@pytest.fixture(scope="module")
def truths(panel):
    draws = prior_draws(panel, seed=3, size=3).draws
    return [{name: x[k] for name, x in draws.items()} for k in range(3)]


def test_positions_lead_back_to_their_parameters(both, truths):
    with jax.enable_x64(True):
        for coordinates in both:
            for truth in truths:
                found = coordinates.parameters(coordinates.position(truth))
                assert found.keys() == truth.keys()
                for name, value in truth.items():
                    np.testing.assert_allclose(found[name], value, rtol=1e-6, atol=1e-9)


def test_the_density_takes_the_change_of_volume_along(both, truths):
    """Density times volume is the same, the volume from a numerical determinant."""
    centred, plain = both
    with jax.enable_x64(True):
        volume = jax.jacfwd(lambda at: centred.position(plain.parameters(at)))
        for truth in truths:
            at = plain.position(truth)
            _, log_volume = np.linalg.slogdet(np.asarray(volume(at)))
            assert abs(log_volume) > 0.1
            densities = [-one.potential(one.position(truth)) for one in (plain, centred)]
            assert float(densities[0]) == pytest.approx(float(densities[1]) + log_volume, abs=1e-6)


def test_without_change_of_coordinates_it_is_the_density_of_priors_and_sales(panel, both, truths):
    """Prior and likelihood at the parameters, with the volume from a numerical determinant."""
    from cytonomics.market.fitted.density import log_likelihood, priors_of

    _, plain = both
    with jax.enable_x64(True):
        priors = priors_of(panel)
        found, expected = [], []
        for truth in truths:
            at = plain.position(truth)
            found.append(-float(plain.potential(at)))
            prior = sum(float(np.sum(priors[name].log_prob(x))) for name, x in truth.items())
            _, slope = np.linalg.slogdet(np.asarray(jax.jacfwd(lambda z: flat(plain, z))(at)))
            expected.append(prior + slope + float(log_likelihood(panel, truth)))
    np.testing.assert_allclose(found, expected, rtol=1e-8)


def flat(coordinates, at):
    return jax.flatten_util.ravel_pytree(coordinates.parameters(at))[0]
