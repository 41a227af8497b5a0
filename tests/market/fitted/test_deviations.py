"""Links between observations against autoregressions worked out cell by cell."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market.fitted import Cell, Observation, chain_of, expected_sales, residuals
from cytonomics.market.fitted.deviations import expected_deviations, step_variance
from cytonomics.market.fitted.likelihood import deviations

HOME, EUROPE, REST = (Cell(0, region) for region in range(3))


def seen(cells, quarter, sales=10.0):
    return Observation(cells, (quarter,), sales, 0.0, ())


def expects(observations, off, persistence=0.5):
    found = expected_deviations(np, chain_of(observations), np.array(off), np.array(persistence))
    return found.tolist()


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=8), st.floats(0.3, 0.99))
def test_a_series_printed_every_quarter_is_an_autoregression(off, persistence):
    series = tuple(seen((HOME,), quarter) for quarter in range(len(off)))
    expected = [0.0, *(persistence * np.array(off[:-1]))]
    assert expects(series, off, persistence) == pytest.approx(expected)


def test_cells_do_not_speak_of_each_other():
    both = (seen((HOME,), 0), seen((REST,), 0), seen((HOME,), 1), seen((REST,), 1))
    assert expects(both, [0.4, -0.2, 0.0, 0.0]) == pytest.approx([0, 0, 0.2, -0.1])


def test_a_sum_expects_the_mean_of_its_parts_by_their_sales():
    parts = (seen((HOME,), 0, 30.0), seen((REST,), 0, 10.0), seen((HOME, REST), 1, 40.0))
    assert expects(parts, [0.4, 0.0, 0.0])[2] == pytest.approx(0.5 * 0.75 * 0.4)


def test_what_a_sum_adds_goes_to_all_its_parts():
    rows = (
        seen((HOME,), 0, 30.0), seen((REST,), 0, 10.0),
        seen((HOME, REST), 1, 40.0), seen((HOME,), 2, 30.0),
    )  # fmt: skip
    # Home stood at 0.2 after a quarter, the sum was expected at 0.15 and came at 0.25.
    assert expects(rows, [0.4, 0.0, 0.25, 0.0])[3] == pytest.approx(0.5 * (0.2 + 0.10))


def test_cells_seen_apart_for_the_first_time_are_a_launch():
    rows = (seen((HOME, REST), 0), seen((HOME,), 1), seen((REST,), 1), seen((HOME, REST), 2))
    assert chain_of(rows).launch.tolist() == [True, True, True, False]


def test_a_cell_first_seen_in_a_sum_goes_on_by_itself():
    rows = (seen((HOME,), 0, 10.0), seen((HOME, REST), 1, 14.0), seen((REST,), 2, 5.0))
    assert chain_of(rows).before.tolist() == pytest.approx([10.0, 10.0, 4.0])
    assert expects(rows, [0.0, 0.3, 0.0])[2] == pytest.approx(0.15)


def test_a_year_without_rows_is_a_gap():
    rows = (seen((HOME,), 0), Observation((HOME,), (4, 5, 6, 7), 40.0, 0.0, ()))
    assert chain_of(rows).gap.tolist() == [1.0, 5.5]


def test_who_is_printed_together_stays_together():
    rows = (
        seen((HOME,), 0), seen((EUROPE, REST), 0),
        seen((HOME,), 8), seen((EUROPE, REST), 8),
    )  # fmt: skip
    standing = chain_of(rows).standing
    assert standing[HOME].together == (HOME,)
    assert standing[REST].together == standing[EUROPE].together == (EUROPE, REST)


def test_steps_over_a_gap_have_the_variance_of_a_simulated_autoregression():
    generator, off = np.random.default_rng(1), np.zeros(200_000)
    for _ in range(3):
        off = 0.8 * off + 0.1 * generator.standard_normal(len(off))
    found = step_variance(np, 3.0, np.array(0.8), np.array(0.1), np.array(0.0), 50.0)
    assert float(found) == pytest.approx(off.var(), rel=0.02)


def test_sales_on_the_curve_do_not_deviate(panel, prior):
    expected = expected_sales(np, prior.curves(), panel.entries, panel.quarters)
    on_curve = tuple(
        Observation(
            one.cells,
            one.quarters,
            sum(
                float(expected[0, c.product, c.region, q]) for c in one.cells for q in one.quarters
            ),
            one.error,
            one.facts,
        )
        for one in panel.observations
    )
    calm = dataclasses.replace(panel, observations=on_curve)
    first = {name: values[:1] for name, values in prior.draws.items()}
    assert np.abs(deviations(np, calm, expected[:1])).max() < 1e-9
    off, scale = residuals(np, calm, first, expected[:1])
    assert np.abs(off).max() < 1e-9 and (scale > 0).all() and off.shape == scale.shape
