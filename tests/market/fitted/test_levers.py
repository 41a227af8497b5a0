"""What levers do to a forecast: nothing where they are one, exact multiples, their own place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market.assumptions import Assumption
from cytonomics.market.fitted import REGIONS, Curves, Entries, expected_sales, forecast
from cytonomics.market.fitted import levers as kinds
from cytonomics.market.fitted.curves import Levers
from cytonomics.market.fitted.labels import Segment, SegmentSize
from cytonomics.market.fitted.levers import Changes, Lever, NewLabel, When, Where
from cytonomics.market.fitted.observations import LEAST
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.supply import Supply

HORIZON = 12


@pytest.fixture(scope="module")
def base(prior):
    return forecast(prior, horizon=HORIZON)


@pytest.fixture(scope="module")
def now(panel):
    return panel.last.index - FIRST.index + 1.0


def apart(panel):
    """Products whose makers print their regions: what is printed together moves together."""
    return [panel.products.index(name) for name in ("tecartus", "yescarta")]


@pytest.fixture(scope="module")
def unlimited(prior):
    """Draws without a supply limit: regions share doses, and what one takes others lack."""
    return replace(prior, panel=replace(prior.panel, supply=()))


@pytest.fixture(scope="module")
def free(unlimited):
    return forecast(unlimited, horizon=HORIZON)


def changed(prior, *levers, labels=()):
    return forecast(prior, horizon=HORIZON, changes=Changes(levers, labels))


def test_ones_and_noughts_change_no_bit(prior, base, now):
    multiples = (
        kinds.PATIENTS, kinds.ATTRACTION, kinds.PRICE, kinds.RAMP, kinds.LAUNCHES,
        kinds.EXPANSIONS, kinds.CARE,
    )  # fmt: skip
    levers = [Lever(kind, Where(), When(now, phase=3), 1.0) for kind in multiples]
    levers.append(Lever(kinds.DELAY, Where(), When(now), 0.0))
    assert forecast(prior, horizon=HORIZON, changes=Changes()).revenue.tobytes() == (
        base.revenue.tobytes()
    )
    same = changed(prior, *levers)
    assert same.revenue.tobytes() == base.revenue.tobytes()
    assert same.products == base.products and (same.member == base.member).all()


def test_a_price_without_elasticity_scales_revenue_in_every_draw(prior, base, now):
    fixed = dict(prior.panel.assumptions)
    fixed[kinds.ELASTICITY] = Assumption("x", kinds.ELASTICITY, 0.0, 0.0, 0.0, "fixed", "", "")
    stiff = replace(prior, panel=replace(prior.panel, assumptions=fixed))
    cut = changed(stiff, Lever(kinds.PRICE, Where(), When(now + 4), 0.75))
    np.testing.assert_array_equal(cut.revenue[..., :4], base.revenue[..., :4])
    np.testing.assert_array_equal(cut.revenue[..., 4:], base.revenue[..., 4:] * 0.75)


def test_a_cheaper_treatment_is_given_more_often_and_earns_less(prior, base, now):
    cut = changed(prior, Lever(kinds.PRICE, Where(), When(now), 0.5)).total()[:, -1]
    base = base.total()[:, -1]
    assert (cut > 0.5 * base).all() and (cut < base).all()


def test_twice_the_doses_treat_more_where_doses_are_short_and_nobody_else(prior, panel, now):
    short = Supply((panel.products.index("yescarta"),), 0.0, 300.0, "mfg0001")
    tight = replace(prior, panel=replace(panel, supply=(short,)))
    little = forecast(tight, horizon=HORIZON).revenue
    more = changed(tight, Lever(kinds.SUPPLY, Where(frozenset({"yescarta"})), When(now), 2.0))
    kite = panel.products.index("yescarta")
    assert (more.revenue[:, kite].sum(axis=1) >= little[:, kite].sum(axis=1)).all()
    assert more.revenue[:, kite].mean() > 1.3 * little[:, kite].mean()
    others = [p for p in range(little.shape[1]) if p != kite]
    np.testing.assert_array_equal(more.revenue[:, others], little[:, others])


def test_twice_the_patients_in_one_region_leave_the_others_alone(unlimited, panel, free, now):
    prior, base = unlimited, free
    more = changed(prior, Lever(kinds.PATIENTS, Where(regions=frozenset({0})), When(now), 2.0))
    own = apart(panel)
    np.testing.assert_array_equal(more.revenue[:, own, 1:], base.revenue[:, own, 1:])
    # Twice in nearly every draw: one treatment is added so that logs of nothing exist.
    sold = base.revenue[:, own, 0].sum(axis=1)[:, -1]
    ratio = more.revenue[:, own, 0].sum(axis=1)[:, -1] / sold
    assert (abs(ratio - 2.0) < 0.04).mean() > 0.95


def test_the_past_and_the_quarters_before_a_change_stay(prior, base, now):
    later = changed(
        prior,
        Lever(kinds.PATIENTS, Where(), When(now + 6, phase=4), 3.0),
        Lever(kinds.ATTRACTION, Where(), When(now + 6, now + 7), 0.5),
    )
    np.testing.assert_array_equal(later.revenue[..., :6], base.revenue[..., :6])
    assert (later.total()[:, 6:] != base.total()[:, 6:]).all()


def test_rivals_gain_what_a_product_loses(prior, panel, base, now):
    """Myeloma has two products: one that pulls less leaves patients to the other."""
    less = changed(prior, Lever(kinds.ATTRACTION, Where(frozenset({"abecma"})), When(now), 0.3))
    assert (less.of_product("abecma")[:, -1] < base.of_product("abecma")[:, -1]).all()
    # Where the other is not sold yet there is nothing to gain.
    usual = base.of_product("carvykti")[:, -1]
    assert ((less.of_product("carvykti")[:, -1] > usual) | (usual == 0)).all()
    np.testing.assert_array_equal(less.of_product("yescarta"), base.of_product("yescarta"))


@pytest.mark.parametrize("kind", [kinds.LAUNCHES, kinds.EXPANSIONS])
def test_fewer_arrivals_are_some_of_those_that_came_and_more_are_others_besides(
    prior, base, now, kind
):
    none = changed(prior, Lever(kind, Where(), When(now), 1e-12))
    half = changed(prior, Lever(kind, Where(), When(now), 0.5))
    double = changed(prior, Lever(kind, Where(), When(now), 2.0))
    means = [one.total()[:, -4:].sum(axis=1).mean() for one in (none, half, base, double)]
    assert means == sorted(means)
    if kind == kinds.LAUNCHES:
        known = len(base.products)
        assert not none.revenue[:, known:].any()
        came = (base.revenue[:, known:, :, -1] > 0).any(axis=2)
        # Among more rivals a launch may sell less than one treatment still, which is none.
        assert not ((half.revenue[:, known:, :, -1] > LEAST).any(axis=2) & ~came).any()
        kept = (half.revenue[:, known:, :, -1] > 0).any(axis=2).sum() / came.sum()
        assert kept == pytest.approx(0.5, abs=0.15)
        more = (double.revenue[:, known:, :, -1] > 0).any(axis=2)
        np.testing.assert_array_equal(more[:, : came.shape[1]], came)
        assert more.sum() / came.sum() == pytest.approx(2.0, rel=0.25)


def test_delayed_labels_sell_later_where_they_are_delayed(unlimited, panel, free, now):
    prior, base = unlimited, free
    late = changed(prior, Lever(kinds.DELAY, Where(regions=frozenset({1})), When(now), 4.0))
    # Carvykti awaits its first sales abroad; what has begun stays.
    assert late.of_region(REGIONS[1])[:, -1].mean() < base.of_region(REGIONS[1])[:, -1].mean()
    own = apart(panel)
    np.testing.assert_allclose(late.revenue[:, own, 0], base.revenue[:, own, 0], rtol=1e-9)


def test_a_dated_label_comes_with_its_chance_and_its_name(prior, panel, base, now):
    size = SegmentSize(5_000.0, 0.3, ())
    fresh = Segment("mm", 1)
    certain = NewLabel("carvykti", "car_t BCMA", fresh, size, 0, now + 2)
    more = changed(prior, labels=[certain])
    assert (more.of_product("carvykti")[:, -1] > base.of_product("carvykti")[:, -1]).all()
    kymriah = base.of_product("kymriah")
    np.testing.assert_allclose(more.of_product("kymriah"), kymriah, rtol=1e-9)
    unsure = NewLabel("nova", "car_t BCMA", fresh, size, 0, now + 2, 0.5)
    new = changed(prior, labels=[unsure])
    sold = new.of_product("nova")
    assert not sold[:, :2].any()
    assert (sold[:, -1] > 0).mean() == pytest.approx(0.5, abs=0.12)
    assert new.products == (*base.products, "nova")
    bcma = new.of_class("car_t BCMA") - base.of_class("car_t BCMA")
    np.testing.assert_allclose(bcma, new.total() - base.total(), atol=1e-6)
    np.testing.assert_array_equal(
        new.revenue[:, -1], changed(prior, labels=[unsure]).revenue[:, -1]
    )


def test_a_faster_ramp_is_for_labels_to_come(prior, panel, now):
    size, segment = SegmentSize(5_000.0, 0.3, ()), Segment("melanoma", 2)
    label = NewLabel("nova", "til x", segment, size, 0, now)
    usual = changed(prior, labels=[label])
    fast = changed(prior, Lever(kinds.RAMP, Where(), When(now), 0.5), labels=[label])
    # A product of the scenario alone has noise of its own size.
    assert (fast.of_product("nova")[:, 3] > usual.of_product("nova")[:, 3]).mean() > 0.9
    established = Where(frozenset({"yescarta"}))
    same = changed(prior, Lever(kinds.RAMP, established, When(now + HORIZON), 0.5))
    np.testing.assert_array_equal(same.revenue, forecast(prior, horizon=HORIZON).revenue)


@given(
    start=st.integers(0, 20), length=st.integers(0, 20), phase=st.integers(0, 12),
)  # fmt: skip
def test_a_phase_rises_evenly_and_ends(start, length, phase):
    quarters = np.arange(60.0)
    reached = When(start, start + length, phase).reached(quarters)
    for quarter, found in zip(quarters, reached, strict=True):
        inside = start <= quarter <= start + length
        steps = quarter - start + 1
        wanted = min(steps / phase, 1.0) if phase else 1.0
        assert found == pytest.approx(wanted if inside else 0.0)


@given(
    odds=st.floats(-3, 3), reach=st.floats(0.1, 10), pace=st.floats(0.2, 5),
    rivalry=st.floats(0.2, 1),
)  # fmt: skip
def test_levers_are_other_parameters(odds, reach, pace, rivalry):
    """Log odds are an attraction, reach is patients, pace a ramp: the curves agree."""
    entries = Entries(np.array([0, 1]), np.array([0, 0]), np.array([0, 0]), np.array([0.0, 3.0]))
    ones, quarters = np.ones((2, 1)), np.arange(12.0)
    curves = Curves(
        np.array([-1.0, -2.0]), np.asarray(rivalry), 8.0 * ones, 1.3, 900.0 * ones[:1], 0.4 * ones
    )
    levers = Levers(
        np.full((2, 12), odds), np.full((2, 12), reach), np.full(2, pace)
    )  # fmt: skip
    moved = curves._replace(
        attraction=curves.attraction + odds,
        patients=curves.patients * reach,
        ramp=curves.ramp / pace,
    )
    np.testing.assert_allclose(
        expected_sales(np, curves, entries, quarters, levers),
        expected_sales(np, moved, entries, quarters),
        rtol=1e-9,
    )
