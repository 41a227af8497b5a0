"""What moves a market most, against known variances and derivatives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.market.scenarios import first_order, names, shares, swings, tornado


@given(weight=st.floats(0.1, 10), seed=st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_shares_are_those_of_a_sum(weight, seed):
    """Of a x + b y the variance shares are a² and b² over their sum."""
    x, y, z = np.random.default_rng(seed).standard_normal((3, 4_000))
    result = weight * x + y
    assert first_order(x, result) == pytest.approx(weight**2 / (1 + weight**2), abs=0.05)
    assert first_order(z, result) < 0.03
    assert first_order(np.exp(x), result) == first_order(x, result)  # ranks alone count


def test_a_count_and_a_constant_have_shares_too():
    generator = np.random.default_rng(3)
    count = generator.integers(0, 3, 5_000).astype(float)
    result = count + generator.standard_normal(5_000)
    assert first_order(count, result) == pytest.approx((2 / 3) / (1 + 2 / 3), abs=0.04)
    assert first_order(np.ones(5_000), result) == first_order(count, np.ones(5_000)) == 0.0


@pytest.fixture(scope="module")
def found(draws, evidence):
    return {(one.kind, one.name): one for one in swings(draws, evidence, year=2028)}


def test_more_patients_and_higher_prices_sell_more(found):
    patients = found["lever", "patients"]
    # Patients are all that sales are: a per cent of one is a per cent of the other, but for noise
    # that small sales have more of.
    assert patients.elasticity == pytest.approx(1.0, abs=0.15)
    price = found["lever", "net_price"]
    assert 0.5 < price.elasticity < patients.elasticity
    assert found["lever", "ramp"].sign == -1
    assert found["lever", "launches"].sign == 1
    assert found["parameter", "fit_attraction"].sign == 1
    assert found["scenario", "price_cut"].sign == -1
    assert {name for kind, name in found if kind == "scenario"} == set(names())


def test_the_farthest_swing_comes_first_and_the_table_holds_both_views(draws, evidence):
    table = tornado(draws, evidence, year=2027)
    swung = table["swing"].drop_nulls().abs().to_list()
    assert swung == sorted(swung, reverse=True)
    assert {"parameter", "assumption", "lever", "scenario"} <= set(table["kind"])
    part = table["variance_share"].drop_nulls()
    assert part.is_between(0, 1).all() and len(part) > 30
    by = shares(draws, year=2027)
    assert [one.share for one in by] == sorted((one.share for one in by), reverse=True)
    assert "common shock" in {one.name for one in by}
