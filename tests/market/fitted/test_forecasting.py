"""Draws add up, rerun bit for bit, start where sales stand, and know no later fact."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from cytonomics.market import Parameters
from cytonomics.market.fitted import (
    REGIONS,
    Posterior,
    Widths,
    blocks,
    coming_labels,
    established,
    forecast,
    prior_draws,
)
from cytonomics.market.fitted import forecasting as module
from cytonomics.market.fitted.arrivals import NEW_CLASS
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.paths import standing_deviations
from cytonomics.market.fitted.tallies import Tally, tallies_of


@pytest.fixture(scope="module")
def ahead(prior):
    return forecast(prior, horizon=8)


def test_parts_sum_to_the_total_in_every_draw(ahead):
    total = ahead.total()
    np.testing.assert_allclose(sum(map(ahead.of_region, REGIONS)), total)
    entrants = ahead.revenue[:, len(ahead.products) :].sum(axis=(1, 2))
    known = sum(ahead.of_product(product) for product in ahead.products)
    np.testing.assert_allclose(known + entrants, total)
    new = (ahead.revenue * (ahead.member == NEW_CLASS)[:, :, None, None]).sum(axis=(1, 2))
    np.testing.assert_allclose(sum(map(ahead.of_class, ahead.classes)) + new, total)
    assert (ahead.revenue >= 0).all()


def test_the_total_is_as_wide_as_was_learnt_about_the_same_median(prior):
    drawn, half = (forecast(prior, horizon=8, widths=Widths(total=width)) for width in (1.0, 0.5))
    whole, narrow = np.log(drawn.total()), np.log(half.total())
    np.testing.assert_allclose(narrow - np.median(narrow, 0), (whole - np.median(whole, 0)) / 2)
    shares = drawn.revenue / drawn.total()[:, None, None]
    np.testing.assert_allclose(half.revenue / half.total()[:, None, None], shares)
    np.testing.assert_allclose(drawn.narrowing, 1.0)


def test_established_classes_are_as_wide_as_was_learnt_and_others_as_drawn(prior):
    drawn, half = (forecast(prior, horizon=8, widths=Widths(classes=width)) for width in (1.0, 0.5))
    known = established(prior.panel)
    assert known
    for name in drawn.classes:
        whole, narrow = (np.log(one.of_class(name) + 1e-9) for one in (drawn, half))
        kept = 0.5 if name in known else 1.0
        np.testing.assert_allclose(
            narrow - np.median(narrow, 0), kept * (whole - np.median(whole, 0)), atol=1e-6
        )
    outside = drawn.member == NEW_CLASS
    np.testing.assert_array_equal(half.revenue[outside], drawn.revenue[outside])


def test_a_class_is_established_once_it_has_been_seen_for_as_long_as_assumed(panel):
    seen = {panel.classes[cell.product] for one in panel.observations for cell in one.cells}
    begun = {
        name: min(
            one.quarters[0]
            for one in panel.observations
            for cell in one.cells
            if panel.classes[cell.product] == name
        )
        for name in seen
    }
    end = panel.last.index - FIRST.index
    least = panel.assumptions["forecast_class_seen"]
    for quarters in (1.0, 8.0, 20.0, 200.0):
        assumptions = panel.assumptions | {least.name: dataclasses.replace(least, value=quarters)}
        found = established(dataclasses.replace(panel, assumptions=assumptions))
        assert found == {name for name in seen if end - begun[name] + 1 >= quarters}


def forget():
    module._usual.cache_clear()
    standing_deviations.cache_clear()


def test_the_same_draws_and_seed_give_the_same_bits(prior, ahead, monkeypatch):
    forget()
    assert forecast(prior, horizon=8).revenue.tobytes() == ahead.revenue.tobytes()
    assert (forecast(prior, horizon=8, seed=2).total() != ahead.total()).any()
    for cores in (1, 3):
        monkeypatch.setattr(blocks, "cores", lambda cores=cores: cores)
        forget()
        assert forecast(prior, horizon=8).revenue.tobytes() == ahead.revenue.tobytes()
    monkeypatch.setattr(blocks, "BLOCK", 35)
    monkeypatch.setattr(module, "FEW", 7)
    forget()
    # Other blocks leave out other labels, so that sums add up in another order.
    np.testing.assert_allclose(forecast(prior, horizon=8).revenue, ahead.revenue, rtol=1e-12)


def test_a_forecast_starts_where_sales_stand(panel, prior):
    """With hardly any noise the first quarter lies on the last one, moved as the curve moves."""
    draws = dict(prior.draws)
    draws |= {"step": np.full(150, 1e-9), "small": np.full(150, 1e-9)}
    draws["persistence"] = np.ones(150)
    fixed = dict(panel.assumptions)
    fixed["fit_common_shock"] = fixed["fit_ramp_spread"].__class__(
        "x", "fit_common_shock", 0.0, 0.0, 0.0, "fixed", "", ""
    )
    calm = Posterior(dataclasses.replace(panel, assumptions=fixed), draws)
    ahead = forecast(calm, horizon=1)
    own = panel.products.index("yescarta")
    now = sum(
        one.sales
        for one in panel.observations
        if one.cells[0].product == own and one.quarters == (panel.last.index - FIRST.index,)
    )
    assert np.median(ahead.of_product("yescarta")[:, 0]) == pytest.approx(now, rel=0.15)


def test_rates_count_the_labels_of_the_day(panel):
    known = tallies_of(panel)
    opened = {(label.product, label.segment) for label in panel.labels}
    # Each product opened at least one segment when it was launched; the rest are expansions.
    assert known.expansions.events <= len(opened) - len(panel.products)
    assert known.launches == Tally(len(panel.products), (panel.last.index - FIRST.index + 1) / 4)
    # Each label waits for as many regions as there are beside its first.
    assert 0 < known.second.events < len(opened) * (len(REGIONS) - 1)
    assert Tally(2, 8.0).rate(0.5, 2.0) == pytest.approx(3 / 10)


def test_arrivals_come_after_the_last_quarter_and_at_their_rate(panel):
    parameters = Parameters(panel.assumptions, 5, 2000)
    coming = coming_labels(panel, parameters, 12)
    now = panel.last.index - FIRST.index + 1
    known = dict(zip(_keys(panel.entries), panel.entries.start, strict=True))
    for k, key in enumerate(_keys(coming.entries)):
        start = coming.entries.start[:, k]
        assert (start == known[key]).all() if key in known else (start >= now).all()
    tally = tallies_of(panel).launches
    fixed = panel.assumptions
    rate = tally.rate(fixed["fit_launch_rate"].value, fixed["fit_launch_weight"].value)
    home = (coming.entries.product >= len(panel.products)) & (coming.entries.region == 0)
    arrived = (coming.entries.start[:, home] <= now + 12).sum() / 2000
    assert arrived == pytest.approx(rate * 3, rel=0.1)


def _keys(entries):
    return list(
        zip(
            entries.product.tolist(), entries.segment.tolist(), entries.region.tolist(), strict=True
        )
    )


def test_entrants_of_a_known_class_count_with_it_and_others_with_none(ahead):
    entrants = ahead.member[:, len(ahead.products) :]
    assert set(np.unique(entrants)) <= {NEW_CLASS, *range(len(ahead.classes))}


def test_priors_have_the_moments_that_their_rows_state(panel):
    draws = prior_draws(panel, seed=3, size=20_000).draws
    one = panel.assumptions["fit_attraction"]
    assert draws["attraction"].mean() == pytest.approx(one.value, abs=0.03)
    assert draws["attraction"].std() == pytest.approx(one.deviation, rel=0.03)
    for name, assumption in (("ramp_USA", "fit_ramp_quarters_usa"), ("step", "fit_noise_step")):
        row = panel.assumptions[assumption]
        low, middle, high = np.quantile(draws[name], [0.05, 0.5, 0.95])
        assert (low, middle, high) == pytest.approx((row.low, row.value, row.high), rel=0.06)
