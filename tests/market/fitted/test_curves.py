"""The curves against plain loops and closed forms, in NumPy and, where installed, in JAX."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market.fitted import Curves, Entries, expected_sales


def slow_sales(curves, entries, quarters):
    """The nested logit of one draw, cell by cell."""
    products, regions = curves.ramp.shape
    sales = np.zeros((products, regions, len(quarters)))
    depletion = float(curves.depletion)
    labels = list(zip(entries.product, entries.segment, entries.region, entries.start, strict=True))
    for t, quarter in enumerate(quarters):
        pulls = []
        for p, _, r, start in labels:
            since = quarter - start + 0.5
            risen = 1 - math.exp(-((since / curves.ramp[p, r]) ** curves.shape)) if since > 0 else 0
            pulls.append((math.exp(curves.attraction[p]) * risen) ** (1 / float(curves.rivalry)))
        together: dict[tuple[int, int], float] = {}
        for (_, s, r, _), pull in zip(labels, pulls, strict=True):
            together[s, r] = together.get((s, r), 0.0) + pull
        nests = {place: every ** float(curves.rivalry) for place, every in together.items()}
        for (p, s, r, _), pull in zip(labels, pulls, strict=True):
            left = 1.0
            for later, earlier in curves.earlier:
                nest = nests.get((earlier, r), 0.0)
                if later == s:
                    left *= 1 - depletion * nest / (1 + nest)
            if pull:
                treated = left * pull / together[s, r] * nests[s, r] / (1 + nests[s, r])
                sales[p, r, t] += curves.patients[s, r] / 4 * treated * curves.price[p, r]
    return sales


def some_curves(seed, products=3, segments=4):
    generator = np.random.default_rng(seed)
    curves = Curves(
        generator.normal(-1.5, 0.7, products),
        np.asarray(generator.uniform(0.2, 1.0)),
        generator.uniform(3.0, 20.0, (products, 2)),
        1.3,
        generator.uniform(300.0, 9000.0, (segments, 2)),
        generator.uniform(0.2, 0.5, (products, 2)),
        depletion=np.asarray(generator.uniform(0.0, 1.0)),
        earlier=((1, 0), (2, 0), (2, 1)),
    )
    size = 9
    entries = Entries(
        generator.integers(0, products, size),
        generator.integers(0, segments, size),
        generator.integers(0, 2, size),
        generator.integers(0, 25, size).astype(float),
    )
    return curves, entries


@pytest.mark.parametrize("seed", range(5))
def test_sales_are_those_of_plain_loops(seed):
    curves, entries = some_curves(seed)
    quarters = np.arange(30.0)
    np.testing.assert_allclose(
        expected_sales(np, curves, entries, quarters),
        slow_sales(curves, entries, quarters),
        rtol=1e-10,
    )


def test_a_leading_draw_axis_gives_each_draw_by_itself():
    single = [some_curves(seed)[0] for seed in range(3)]
    entries = some_curves(0)[1]
    stack = [np.stack([np.asarray(one) for one in field]) for field in zip(*single, strict=True)]
    attraction, rivalry, ramp, _, patients, price, _, depletion, _ = stack
    every = Curves(
        attraction, rivalry, ramp, 1.3, patients, price,
        depletion=depletion, earlier=single[0].earlier,
    )  # fmt: skip
    quarters = np.arange(12.0)
    stacked = expected_sales(np, every, entries, quarters)
    for draw, curves in enumerate(single):
        np.testing.assert_allclose(stacked[draw], expected_sales(np, curves, entries, quarters))


def one_product(attraction, patients=4000.0, price=0.4, starts=(0.0,)):
    size = len(starts)
    curves = Curves(
        np.full(size, attraction), np.array(1.0), np.full((size, 2), 1e-3), 1.0,
        np.full((1, 2), patients), np.full((size, 2), price),
    )  # fmt: skip
    zeros = np.zeros(size, dtype=int)
    return curves, Entries(np.arange(size), zeros, zeros, np.array(starts))


@given(st.floats(-4, 3))
def test_after_the_ramp_one_product_treats_the_logistic_share(attraction):
    curves, entries = one_product(attraction)
    sales = expected_sales(np, curves, entries, np.array([10.0]))
    assert sales[0, 0, 0] == pytest.approx(1000 * 0.4 / (1 + math.exp(-attraction)))
    assert sales[0, 1, 0] == 0


@given(st.floats(-3, 2), st.floats(0.2, 1.0))
def test_two_alike_products_share_what_the_nest_takes(attraction, rivalry):
    curves, entries = one_product(attraction, starts=(0.0, 0.0))
    curves = curves._replace(rivalry=np.array(rivalry))
    sales = expected_sales(np, curves, entries, np.array([10.0]))[:, 0, 0]
    nest = 2**rivalry * math.exp(attraction)
    assert sales[0] == pytest.approx(sales[1])
    assert sales.sum() == pytest.approx(400 * nest / (1 + nest))


@given(st.floats(-3, 2), st.floats(-3, 2), st.floats(0, 1))
def test_who_was_treated_early_is_missing_later(early, late, depletion):
    curves, entries = one_product(0.0, starts=(0.0, 0.0))
    curves = curves._replace(
        attraction=np.array([early, late]), patients=np.full((2, 2), 4000.0),
        depletion=np.array(depletion), earlier=((1, 0),),
    )  # fmt: skip
    entries = Entries(entries.product, np.array([0, 1]), entries.region, entries.start)
    sold = expected_sales(np, curves, entries, np.array([10.0]))[:, 0, 0]
    first, second = (1 / (1 + math.exp(-odds)) for odds in (early, late))
    assert sold[0] == pytest.approx(400 * first)
    assert sold[1] == pytest.approx(400 * second * (1 - depletion * first))


def test_before_its_label_and_without_one_nothing_is_sold():
    curves, entries = one_product(0.0, starts=(5.0, np.inf))
    sales = expected_sales(np, curves, entries, np.arange(10.0))
    assert (sales[0, 0, :5] == 0).all() and (sales[0, 0, 5:] > 0).all()
    assert (sales[1] == 0).all()


@given(st.integers(0, 500))
def test_a_further_product_takes_from_its_rivals_and_never_lowers_the_whole(seed):
    curves, entries = some_curves(seed)
    # Patients of an early line may be worth less than those whom a later one then lacks.
    curves = curves._replace(price=np.full(curves.price.shape, 0.4), earlier=())
    fewer = Entries(*(x[:-1] for x in vars(entries).values()))
    quarters = np.arange(30.0)
    more = expected_sales(np, curves, entries, quarters)
    before = expected_sales(np, curves, fewer, quarters)
    assert (more.sum(axis=0) >= before.sum(axis=0) - 1e-9).all()
    others = [p for p in range(3) if p != entries.product[-1]]
    assert (more[others] <= before[others] + 1e-9).all()


def test_jax_gives_what_numpy_gives_and_a_finite_gradient():
    jax = pytest.importorskip("jax")
    curves, entries = some_curves(1)
    quarters = np.arange(30.0)
    with jax.enable_x64(True):
        found = expected_sales(jax.numpy, curves, entries, quarters)
        np.testing.assert_allclose(found, expected_sales(np, curves, entries, quarters), rtol=1e-9)

        def total(attraction):
            moved = curves._replace(attraction=attraction)
            return expected_sales(jax.numpy, moved, entries, quarters).sum()

        slope = np.asarray(jax.grad(total)(jax.numpy.asarray(curves.attraction)))
        step = 1e-5 * np.eye(3)[0]
        numeric = (total(curves.attraction + step) - total(curves.attraction - step)) / 2e-5
    assert np.isfinite(slope).all() and slope[0] == pytest.approx(float(numeric), rel=1e-4)
