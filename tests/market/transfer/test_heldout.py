"""Held-out checks: coverage by hand, nothing leaks, and a truth made by the model is covered."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.evidence import load
from cytonomics.market import MarketError, Parameters, assumptions
from cytonomics.market.transfer.counts import counts
from cytonomics.market.transfer.coverage import Predicted, predicted, scored
from cytonomics.market.transfer.heldout import (
    COUNTRIES,
    YEARS,
    left_countries,
    of_costs,
    of_numbers,
)

LUNGS = "organ_transplant_lung"


@given(st.integers(0, 10_000), st.floats(0.3, 30.0))
def test_counts_from_the_forecast_itself_are_covered_as_promised(seed, rate):
    """Small counts too, in spite of their jumps: over all outcomes the mean is the promise."""
    rng = np.random.default_rng(seed)
    drawn = rng.poisson(rate, 500).astype(float)
    values, many = np.unique(drawn, return_counts=True)
    for share in (0.5, 0.9):
        inside = [predicted(0, value, drawn, 0.5).within(share) for value in values]
        assert np.average(inside, weights=many) == pytest.approx(share, abs=1e-9)


def test_what_no_draw_reaches_is_outside():
    drawn = np.arange(100.0)
    assert predicted(0, 500.0, drawn).within(0.9) == 0.0
    assert predicted(0, 49.5, drawn).within(0.5) == 1.0
    assert predicted(0, 10.5, drawn).within(0.5) == 0.0
    assert predicted(0, 10.5, drawn).within(0.9) == 1.0


def test_countries_weigh_alike():
    many = [Predicted(0, 0.5, 0.5, 0.0)] * 9
    found = scored("x", COUNTRIES, [*many, Predicted(1, 0.99, 0.99, 1.0)], np.random.default_rng(1))
    assert (found.countries, found.observations) == (2, 10)
    assert (found.within_50, found.within_90) == (0.5, 0.5)
    assert found.within_90_range == (0.0, 1.0)
    # Nine observations of one country weigh as much as the other's one.
    assert found.error == 1.0


def test_a_country_left_out_is_not_seen(evidence, known, row, overlay):
    """A hundredfold count moves the error of its country by a hundredfold, to the bit."""
    name, few = "platelet_transfusion", Parameters(assumptions(evidence), seed=2, size=40)
    times: dict[int, list[str]] = {}
    for one in counts(evidence, name, known):
        times.setdefault(one.country, []).extend(one.facts)
    place, (key,) = next((place, own) for place, own in times.items() if len(own) == 1)
    fact = evidence.fact(key)
    changed = load(overlay(technology_volumes=[row(key, value=fact["value"] * 100)]))
    before, after = (
        next(one for one in left_countries(each, name, few) if one.country == place)
        for each in (evidence, changed)
    )
    # Both are distances on the log from one and the same median.
    moved = {after.error + before.error, after.error - before.error}
    assert any(one == pytest.approx(np.log(100), abs=1e-3) for one in moved)


def test_the_last_years_are_those_of_countries_counted_long_enough(evidence, known):
    few = Parameters(assumptions(evidence), seed=2, size=40)
    years: dict[int, list[int]] = {}
    for one in counts(evidence, LUNGS, known):
        years.setdefault(one.country, []).append(one.year)
    enough = [own for own in years.values() if len(own) >= 5]
    left = {row.left_out: row for row in of_numbers(evidence, LUNGS, few)}
    assert (left[YEARS].countries, left[YEARS].observations) == (len(enough), 3 * len(enough))
    assert left[COUNTRIES].countries == len(years)
    # A country's own past tells far more of its last years than all other countries do.
    assert left[YEARS].error < left[COUNTRIES].error


def test_every_known_cost_is_predicted_once(evidence, parameters):
    found = of_costs(evidence, "transfusion", parameters)
    usable = [
        f for f in evidence["technology_volumes"]
        if f["unit_cost"] and not f["use"]
        and f["technology"] in ("red_cell_transfusion", "platelet_transfusion")
        and f["cost_basis"] in ("acquisition", "procedure") and len(f["geography"]) == 3
        and f["cost_currency"] in ("USD", "EUR")
    ]  # fmt: skip
    assert sum(row.observations for row in found) >= len(usable) > 40
    assert all(row.error < 3 for row in found)


def test_a_rerun_gives_the_same_rows(evidence):
    few = Parameters(assumptions(evidence), seed=2, size=40)
    name = "platelet_transfusion"
    assert of_numbers(evidence, name, few) == of_numbers(evidence, name, few)


def test_what_nobody_counts_is_refused(evidence, parameters):
    with pytest.raises(MarketError, match="nobody counts 'skin' in any country; add rows to tech"):
        of_numbers(evidence, "skin", parameters)
