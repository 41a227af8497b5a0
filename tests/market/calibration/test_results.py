"""Committed ranks speak for today's model, and are refused where they do not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from cytonomics.market import MarketError
from cytonomics.market.calibration import (
    Calibration,
    basis_of,
    panel_ranked,
    quantities_of,
)
from cytonomics.market.calibration.quantities import LIKELIHOOD
from cytonomics.market.fitted import prior_draws

RESULT = Path(__file__).parents[3] / "docs" / "calibration.json"


@pytest.fixture(scope="module")
def ranked(evidence):
    return panel_ranked(evidence)


def test_the_committed_ranks_are_those_of_this_model_these_priors_and_this_shape(ranked):
    found = Calibration.read(RESULT)
    assert not found.stale(ranked), (
        "the calibration is of another model: run `make calibrate` and commit docs/calibration*"
    )
    assert found.simulations >= 300
    expected = {*quantities_of(prior_draws(ranked, seed=1, size=1)), LIKELIHOOD}
    assert set(found.ranks) == expected
    every = np.stack(list(found.ranks.values()))
    assert every.shape[1] == found.simulations
    assert every.min() >= 0 and every.max() <= found.largest


def test_a_prior_the_density_looks_up_makes_ranks_stale_and_no_other_assumption(ranked):
    basis = basis_of(ranked)

    def with_value(name):
        old = ranked.assumptions[name]
        new = dataclasses.replace(old, value=(old.value + old.low) / 2)
        return basis_of(dataclasses.replace(ranked, assumptions={**ranked.assumptions, name: new}))

    for name in ("fit_rivalry", "fit_ramp_shape", "fit_noise_launch", "fit_treated_error"):
        assert with_value(name) == basis | {"priors": with_value(name)["priors"]} != basis
    assert with_value("fit_launch_rate") == with_value("forecast_damping") == basis


def test_one_observation_less_is_another_shape_and_another_figure_is_not(ranked):
    basis = basis_of(ranked)
    fewer = dataclasses.replace(ranked, observations=ranked.observations[:-1])
    none = np.zeros(0, dtype=int)
    assert Calibration(basis, 99, {}, none, none, 0.0).stale(fewer) == ("shape",)
    first, *others = ranked.observations
    doubled = dataclasses.replace(first, sales=2 * first.sales)
    same = dataclasses.replace(ranked, observations=(doubled, *others))
    assert basis_of(same) == basis


def test_ranks_are_read_as_they_were_written(tmp_path):
    found = Calibration(
        {"model": "a"}, 9, {"rivalry": np.array([3, 9])}, np.array([80, 90]), np.array([0, 1]), 7.0
    )
    found.write(tmp_path / "ranks.json")
    again = Calibration.read(tmp_path / "ranks.json")
    assert (again.basis, again.largest, again.seconds) == ({"model": "a"}, 9, 7.0)
    assert again.ranks["rivalry"].tolist() == [3, 9] and again.divergences.tolist() == [0, 1]


@pytest.mark.parametrize("text", ["", "[]", "{}", "{"])
def test_what_holds_no_ranks_is_refused_in_one_sentence(tmp_path, text):
    path = tmp_path / "ranks.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MarketError, match="make calibrate"):
        Calibration.read(path)
