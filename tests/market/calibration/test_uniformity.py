"""Bands and probabilities of rank distributions, against enumeration and simulation."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cytonomics.market.calibration import band, counts_up_to, uniformity


def test_probabilities_are_those_of_all_cases_counted_one_by_one():
    """Four ranks from 0 to 2: all 81 cases, each with its own narrowest band."""
    cases = [np.array(case) for case in product(range(3), repeat=4)]
    counts = np.array([[(case <= rank).sum() for rank in range(2)] for case in cases])
    below = np.array([[(counts[:, r] <= c).mean() for r, c in enumerate(row)] for row in counts])
    above = np.array([[(counts[:, r] >= c).mean() for r, c in enumerate(row)] for row in counts])
    narrowest = np.minimum(below, above).min(axis=1)
    for case, own in zip(cases, narrowest, strict=True):
        as_far = (narrowest <= own + 1e-12).mean()
        assert uniformity(case, 2).band == pytest.approx(as_far)


def test_the_band_holds_nineteen_of_twenty_uniform_samples():
    random = np.random.default_rng(1)
    within = band(200, 49)
    inside = 0
    for _ in range(4000):
        counts = counts_up_to(random.integers(0, 50, 200), 49)
        inside += bool(((within.low <= counts) & (counts <= within.high)).all())
    assert inside / 4000 == pytest.approx(0.95, abs=0.012)


def test_a_sample_leaves_the_band_exactly_when_it_is_improbable():
    random = np.random.default_rng(2)
    within = band(100, 19)
    for _ in range(300):
        ranks = random.integers(0, 20, 100)
        counts = counts_up_to(ranks, 19)
        left = bool(((counts < within.low) | (counts > within.high)).any())
        assert left == (uniformity(ranks, 19).band < 0.05)


def test_the_chi_square_probability_is_the_share_of_worse_samples():
    random = np.random.default_rng(3)
    expected = 400 / 25
    samples = random.multinomial(400, np.full(25, 1 / 25), size=20_000)
    statistics = ((samples - expected) ** 2 / expected).sum(axis=1)
    for _ in range(5):
        ranks = random.integers(0, 100, 400)
        own = ((np.bincount(ranks // 4, minlength=25) - expected) ** 2 / expected).sum()
        worse = (statistics >= own).mean()
        assert uniformity(ranks, 99).chi_square == pytest.approx(worse, abs=0.02)


@pytest.mark.parametrize(
    ("shift", "width", "mean", "middle"), [(0.5, 1.0, -1, 0), (0.0, 0.6, 0, -1), (0.0, 1.7, 0, 1)]
)
def test_biased_and_misjudged_draws_are_found_and_named(shift, width, mean, middle):
    """Draws that lie too high lower the ranks; draws too narrow push them to the ends."""
    random = np.random.default_rng(4)
    truth = random.standard_normal((300, 1))
    draws = shift + width * random.standard_normal((300, 99))
    found = uniformity((draws < truth).sum(axis=1), 99)
    assert found.band < 0.001
    for value, sign in ((found.mean - 0.5, mean), (found.middle - 0.5, middle)):
        assert np.sign(value) == sign if sign else abs(value) < 0.06
