"""The years ahead: nothing of the fit is lost on its way to offers, and history stays as it was."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics import vocabulary
from cytonomics.market import NEW_PRODUCTS, MarketError, evaluate, measured
from cytonomics.market.fitted import current, forecast, of_size
from cytonomics.market.offering import regions_of
from cytonomics.vocabulary import Quarter

SCOPE = "adoptive_cell_therapy"
# The first year that is a forecast from end to end.
WHOLE = 2027


@pytest.fixture(scope="module")
def ahead(evidence, market):
    posterior, _ = current(evidence)
    last = Quarter(market.years[-1], 4)
    return forecast(
        of_size(posterior, market.parameters.size),
        horizon=last.index - posterior.panel.last.index,
        seed=market.parameters.seed,
    )


def test_every_dollar_of_the_fit_arrives_in_some_offer(market, ahead):
    fitted = {*ahead.products, *(o.product for o in market.offers if o.product.startswith("unn"))}
    # Greater China has no region in the fit: its sales go on by their trend.
    own = [
        j
        for j, offer in enumerate(market.offers)
        if offer.product in fitted and regions_of(frozenset(offer.area))
    ]
    for i, year in enumerate(market.years):
        if year >= WHOLE:
            at = [k for k, quarter in enumerate(ahead.quarters) if quarter.year == year]
            expected = ahead.revenue[..., at].sum(axis=(1, 2, 3))
            np.testing.assert_allclose(market.revenue[:, i, own].sum(axis=1), expected)


def test_regions_of_the_fit_are_regions_of_the_offers(market, ahead):
    year = market.years.index(2030)
    at = [k for k, quarter in enumerate(ahead.quarters) if quarter.year == 2030]
    home = [
        j
        for j, offer in enumerate(market.offers)
        if offer.area == ("USA",) and (offer.product in ahead.products or ":" in offer.product)
    ]
    expected = ahead.revenue[:, :, 0][..., at].sum(axis=(1, 2))
    np.testing.assert_allclose(market.revenue[:, year, home].sum(axis=1), expected)


def test_history_does_not_depend_on_the_forecast(evidence, market):
    trend = evaluate(evidence, SCOPE, draws=market.parameters.size, forecast="trend")
    past = [i for i, year in enumerate(market.years) if year <= 2025]
    for j, offer in enumerate(trend.offers):
        k = market.offers.index(offer)
        np.testing.assert_array_equal(trend.revenue[:, past, j], market.revenue[:, past, k])
    assert NEW_PRODUCTS not in trend.parts
    assert trend.version != market.version


def test_new_products_have_no_past_and_no_company(market):
    new = [j for j, part in enumerate(market.parts) if part == NEW_PRODUCTS]
    past = [i for i, year in enumerate(market.years) if year <= 2025]
    assert new
    assert not market.revenue[:, past][:, :, new].any()
    unnamed = [j for j in new if market.offers[j].product.startswith("unnamed:")]
    companies = measured(market, "product_revenue", "company")
    at = market.years.index(2032)
    assert (companies["unknown"][:, at] >= market.revenue[:, at, unnamed].sum(axis=1) - 1e-6).all()


def test_a_narrower_scope_is_a_part_of_the_wider_one(evidence, market):
    til = evaluate(evidence, "til", draws=market.parameters.size)
    whole = measured(market, "product_revenue", "modality")["til"]
    np.testing.assert_allclose(til.revenue.sum(axis=2), whole)
    assert {vocabulary.term("modality", p["modality"]).id for p in til.products.values()} == {"til"}


def test_an_unknown_forecast_is_refused(evidence):
    with pytest.raises(MarketError, match="no forecast 'oracle'"):
        evaluate(evidence, SCOPE, draws=2, forecast="oracle")
