"""The fit: a clear sentence without JAX; with it, made-up truth comes back."""

from __future__ import annotations

import dataclasses
import sys

import numpy as np
import pytest

from cytonomics.market import MarketError
from cytonomics.market.fitted import Diagnostics, expected_sales, fit, prior_draws


def test_without_the_extra_one_sentence_says_what_to_install(panel, monkeypatch):
    monkeypatch.setitem(sys.modules, "numpyro", None)
    with pytest.raises(MarketError, match=r"pip install 'cytonomics\[fit\]'"):
        fit(panel)


def test_diagnostics_name_everything_that_is_wrong():
    said = Diagnostics(1.2, 10.0, 20.0, 3, 1.0).complaint()
    assert "R-hat 1.200" in said and "10 effective bulk" in said
    assert "20 effective tail" in said and "3 divergences" in said


def test_made_up_sales_bring_their_curve_back_and_the_chains_converge(panel):
    pytest.importorskip("numpyro")
    truth = prior_draws(panel, seed=11, size=1)
    expected = expected_sales(np, truth.curves(), panel.entries, panel.quarters)[0]
    noise = np.random.default_rng(1)
    seen = tuple(
        dataclasses.replace(
            one,
            sales=float(
                sum(expected[c.product, c.region, list(one.quarters)].sum() for c in one.cells)
                * np.exp(0.05 * noise.standard_normal())
            ),
        )
        for one in panel.observations
    )
    made_up = dataclasses.replace(panel, observations=seen, anchors=())
    found = fit(made_up, seed=3, draws=500)
    assert found.size == 500
    assert found.diagnostics and not found.diagnostics.complaint()
    again = expected_sales(np, found.curves(), panel.entries, panel.quarters)
    total, drawn = expected.sum(axis=(0, 1)), again.sum(axis=(1, 2))
    low, high = np.quantile(drawn[:, -4:], [0.01, 0.99], axis=0)
    assert (low <= total[-4:]).all() and (total[-4:] <= high).all()
