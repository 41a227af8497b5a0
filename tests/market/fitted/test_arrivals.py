"""Named and unnamed arrivals together are as many as their rate says; the named have names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.market import Parameters
from cytonomics.market.fitted import Posterior, forecast
from cytonomics.market.fitted.arrivals import coming_labels, kept
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.tallies import tallies_of

SIZE = 3000


@given(
    st.floats(0.01, 2.0),
    st.lists(st.floats(0.0, 1.0), min_size=1, max_size=40),
)
def test_what_is_kept_and_what_is_named_make_the_rate_or_more(rate, named):
    share = kept(np.array([rate]), np.array(named))[0]
    assert ((share >= -1e-9) & (share <= 1 + 1e-9)).all()
    total = np.cumsum(rate * share) + np.cumsum(named)
    wanted = rate * np.arange(1, len(named) + 1)
    assert (total >= wanted - 1e-9).all()
    # Plain, slow code: whatever is lacking comes at once, and nothing is taken back.
    came = 0.0
    for k, one in enumerate(np.cumsum(named)):
        came = max(came, wanted[k] - one)
        assert total[k] == pytest.approx(came + one)


def test_without_a_pipeline_everything_is_kept():
    np.testing.assert_allclose(kept(np.array([0.3, 0.7]), np.zeros(5)), 1.0)


@pytest.fixture(scope="module")
def coming(panel):
    return coming_labels(panel, Parameters(panel.assumptions, 5, SIZE), 20)


def _first_starts(panel, coming):
    """The first label of every entrant, (draw, entrant); infinity where it has none."""
    first = np.full((SIZE, coming.entrants), np.inf)
    for k, product in enumerate(coming.entries.product):
        if product >= len(panel.products):
            own = first[:, product - len(panel.products)]
            np.minimum(own, coming.entries.start[:, k], out=own)
    return first


def test_new_products_come_as_often_as_the_back_test_supports(panel, coming):
    now = panel.last.index - FIRST.index + 1
    first = _first_starts(panel, coming)
    arrived = np.array([(first < now + t).sum() / SIZE for t in range(1, 21)])
    names = len(coming.names)
    named = np.array([(first[:, :names] < now + t).sum() / SIZE for t in range(1, 21)])
    assert 0 < named[-1] < arrived[-1]
    tally, fixed = tallies_of(panel).launches, panel.assumptions
    weight = fixed["fit_launch_weight"].value
    shape = fixed["fit_launch_rate"].value * weight + tally.events
    rate = np.random.default_rng(1).gamma(shape, 1 / (weight + tally.exposure), 20_000) / 4
    lacking = rate[:, None] * np.arange(1, 21) - named
    expected = np.maximum.accumulate(np.maximum(lacking, 0), axis=1).mean(axis=0) + named
    np.testing.assert_allclose(arrived, expected, atol=0.12)


def test_expansions_come_as_often_as_the_back_test_supports(panel):
    """All products together, named or not, against the same panel without a pipeline."""

    def opened(some):
        coming = coming_labels(some, Parameters(panel.assumptions, 5, SIZE), 20)
        now, count = panel.last.index - FIRST.index + 1, 0.0
        known = set(zip(panel.entries.product, panel.entries.segment, strict=True))
        first: dict[tuple[int, int], np.ndarray] = {}
        for k in range(len(coming.entries.product)):
            key = (int(coming.entries.product[k]), int(coming.entries.segment[k]))
            if key[0] < len(panel.products) and key not in known:
                start = coming.entries.start[:, k]
                first[key] = np.minimum(first.get(key, np.inf), start)
        count = sum((start < now + 20).sum() for start in first.values())
        return count / SIZE

    named, plain = opened(panel), opened(replace(panel, pipeline=()))
    # Repeated fresh labels of a product fall together without a pipeline, so plain is a little low.
    assert plain * 0.97 < named < plain * 1.25


def test_a_programme_moves_no_label_of_another_product(panel):
    parameters = Parameters(panel.assumptions, 5, 300)
    product = next(name for name in panel.products if name != panel.pipeline[0].product)
    own = tuple(one for one in panel.pipeline if one.product == product)

    def starts(pipeline):
        entries = coming_labels(replace(panel, pipeline=pipeline), parameters, 12).entries
        mine = entries.product == panel.products.index(product)
        return np.sort(entries.start[:, mine], axis=1)

    np.testing.assert_array_equal(starts(own), starts(panel.pipeline))


def test_named_entrants_have_names_classes_and_sales(panel, prior):
    ahead = forecast(prior, horizon=20)
    new = {one.candidate: one.kind for one in panel.pipeline if one.product not in panel.products}
    names = tuple(new)
    assert ahead.products == (*panel.products, *names)
    for name, kind in new.items():
        member = ahead.member[:, ahead.products.index(name)]
        assert (member == ahead.classes.index(kind)).all()
    sold = ahead.of_product(names[0])
    assert 0 < (sold[:, -1] > 0).mean() < 1


def test_a_narrow_label_takes_its_part(panel, prior):
    name = next(one.product for one in panel.pipeline if one.product not in panel.products)
    narrow = tuple(
        replace(one, share=0.1) if one.product == name else one for one in panel.pipeline
    )
    wide = tuple(replace(one, share=1.0) if one.product == name else one for one in panel.pipeline)

    def sales(pipeline):
        posterior = Posterior(replace(panel, pipeline=pipeline), prior.draws)
        return forecast(posterior, horizon=12).of_product(name).mean()

    assert sales(narrow) < 0.5 * sales(wide)
