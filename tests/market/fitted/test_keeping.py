"""The draws that ship belong to the facts, priors and model of today, or say that they do not."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError, assumptions
from cytonomics.market.fitted import fitting, keeping, records
from cytonomics.market.fitted.keeping import current, latest_panel, of_size, read, shipped, write


@pytest.fixture(scope="module")
def panel():
    return latest_panel(load())


def test_the_shipped_draws_are_of_today(panel):
    """When this fails, run `make fit`."""
    assert shipped().differences(panel) == ()


def test_the_shipped_chains_converged():
    posterior, _ = current(load())
    assert posterior.diagnostics is not None
    assert posterior.diagnostics.complaint() == ""
    assert posterior.size >= 1000


def test_another_prior_another_sale_and_another_model_are_noticed(panel, monkeypatch):
    prior = assumptions(load()) | {
        "fit_rivalry": replace(panel.assumptions["fit_rivalry"], value=0.6)
    }
    assert shipped().differences(replace(panel, assumptions=prior)) == ("assumptions",)
    other = {**panel.assumptions, "care_price_year": panel.assumptions["fit_rivalry"]}
    assert shipped().differences(replace(panel, assumptions=other)) == ()
    fewer = replace(panel, labels=panel.labels[:-1])
    assert shipped().differences(fewer) == ("labels",)
    monkeypatch.setattr(keeping, "model_hash", lambda: "another")
    assert shipped().differences(panel) == ("the model",)


def test_the_last_digits_of_a_machine_make_no_difference(panel):
    shaken = replace(panel, price=panel.price * (1 + 1e-9))
    assert shipped().differences(shaken) == ()
    assert shipped().differences(replace(panel, price=panel.price * 1.01)) == ("price",)


def test_other_facts_are_fitted_anew_once_and_kept(panel, monkeypatch, tmp_path):
    fits = []

    def fit(panel, **_):
        fits.append(panel)
        return replace(shipped().posterior(panel))

    changed = replace(panel, labels=panel.labels[:-1])
    monkeypatch.setattr(keeping, "fit", fit)
    monkeypatch.setattr(keeping, "latest_panel", lambda evidence: changed)
    monkeypatch.setattr(keeping, "_cache", lambda: tmp_path)
    # A view of its own each time, for which nothing is remembered.
    first, version = current(replace(load()))
    again, same = current(replace(load()))
    assert len(fits) == 1
    assert version == same != shipped().version
    np.testing.assert_array_equal(first.draws["attraction"], again.draws["attraction"])


def test_without_the_extra_other_facts_end_in_one_sentence(panel, monkeypatch, tmp_path):
    def missing():
        raise MarketError("fitting needs JAX and NumPyro")

    changed = replace(panel, labels=panel.labels[:-1])
    monkeypatch.setattr(fitting, "libraries", missing)
    monkeypatch.setattr(keeping, "latest_panel", lambda evidence: changed)
    monkeypatch.setattr(keeping, "_cache", lambda: tmp_path)
    with pytest.raises(MarketError, match=r"labels differ.*--forecast trend"):
        current(replace(load()))


def test_a_broken_file_of_the_cache_is_named(tmp_path):
    broken = tmp_path / "fit.npz"
    broken.write_bytes(b"no fit")
    with pytest.raises(MarketError, match=r"fit\.npz' holds no fit"):
        read(broken)


def test_a_failed_write_leaves_the_old_file(panel, monkeypatch, tmp_path):
    posterior = shipped().posterior(panel)
    place = tmp_path / "fit.npz"
    write(posterior, place, seed=1)
    before = place.read_bytes()

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write(posterior, place, seed=2)
    assert place.read_bytes() == before


def test_fewer_draws_are_spread_and_more_repeat(panel):
    posterior = shipped().posterior(panel)
    few, many = of_size(posterior, 10), of_size(posterior, 2 * posterior.size + 1)
    own = posterior.draws["attraction"]
    assert set(few.draws["attraction"]) <= set(own)
    np.testing.assert_array_equal(many.draws["attraction"][: len(own)], own)
    assert many.draws["attraction"][-1] == own[0]


def test_comments_and_layout_do_not_make_another_model():
    one = 'def f(x):\n    """Say."""\n    return x + 1  # one\n'
    two = 'def f(x):\n    """Say it\n    otherwise."""\n\n    return (x + 1)\n'
    assert records._bare(one) == records._bare(two.replace("(x + 1)", "x + 1"))
    assert records._bare(one) != records._bare(one.replace("+ 1", "+ 2"))
