"""Growth three ways: a case worked out by hand, and what must hold whatever the sales."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cytonomics.evidence import average_rate
from cytonomics.market import (
    MarketError,
    Parameters,
    assumptions,
    currency_shares,
    market_growth,
    price_level,
    reported_growth,
)
from cytonomics.market.growth import growth_rates, printed_currencies, restatement
from cytonomics.market.offers import Offer

amounts = arrays(np.float64, (3, 4), elements=st.floats(0.1, 1e4))


def test_two_currencies_and_two_years_by_hand():
    # 100 and 110 million USD; 50 and 60 million EUR at 1.20 and 1.00 USD; prices rise by 4 %.
    sales = np.array([[100 + 50 * 1.2, 110 + 60 * 1.0]])
    restated = np.array([[np.nan, 110 + 60 * 1.2]])
    growth = growth_rates(sales, restated, np.array([[250.0, 260.0]]))
    assert growth.nominal[0, 1] == pytest.approx(170 / 160 - 1)
    assert growth.constant_currency[0, 1] == pytest.approx(182 / 160 - 1)
    assert growth.real[0, 1] == pytest.approx((170 / 260) / (160 / 250) - 1)
    assert np.isnan(growth.nominal[0, 0])


def test_a_market_of_two_currencies_by_hand(market):
    offers = (
        Offer("carvykti", ("USA",), "USA"),
        Offer("relma_cel", ("CHN",), "CHN"),
        Offer("nobody_reports_it", ("CHN",), "CHN"),
    )
    revenue = np.array([[[900.0, 25.0, 7.0], [960.0, 22.0, 7.0]]])
    small = replace(
        market,
        offers=offers,
        years=(2023, 2024),
        revenue=revenue,
        parameters=replace(market.parameters, size=1),
    )
    last, now = (average_rate(market.evidence, "CNY", y).usd_per_unit for y in ("2023", "2024"))
    growth = reported_growth(small)["total"]
    assert growth.nominal[0, 1] == pytest.approx(982 / 925 - 1)
    assert growth.constant_currency[0, 1] == pytest.approx((960 + 22 / now * last) / 925 - 1)
    assert growth.real[0, 1] == pytest.approx(982 / 313.689 / (925 / 304.702) - 1)
    assert market_growth(small)["total"].nominal[0, 1] == pytest.approx(989 / 932 - 1)
    shares = currency_shares(small)
    assert shares["CNY"] == pytest.approx([25 / 925, 22 / 982])
    assert sum(shares.values()) == pytest.approx([1, 1])


@given(amounts, arrays(np.float64, (3, 4), elements=st.floats(50, 400)))
def test_dollars_know_no_exchange_rate_and_still_prices_no_inflation(sales, prices):
    growth = growth_rates(sales, sales, prices)
    assert np.array_equal(growth.constant_currency, growth.nominal, equal_nan=True)
    still = growth_rates(sales, sales, np.full_like(prices, 100.0))
    assert np.allclose(still.real, still.nominal, equal_nan=True)


@given(amounts, st.floats(0.1, 10))
def test_growth_does_not_depend_on_the_unit(sales, unit):
    prices = np.linspace(100, 130, 4)[None]
    one = growth_rates(sales, sales, prices)
    other = growth_rates(unit * sales, unit * sales, unit * prices)
    assert np.allclose(one.nominal, other.nominal, equal_nan=True)
    assert np.allclose(one.real, other.real, equal_nan=True)


def test_what_had_no_sales_has_no_growth():
    sales = np.array([[0.0, 5.0, 0.0]])
    nominal = growth_rates(sales, sales, np.ones((1, 3))).nominal[0]
    assert np.isnan(nominal[:2]).all()
    assert nominal[2] == -1


def test_products_in_dollars_keep_their_growth_and_others_move_with_their_rate(market):
    years = [i for i, year in enumerate(market.years) if 2022 <= year <= 2025]
    growth = reported_growth(market, "product")
    for product in ("carvykti", "breyanzi", "kymriah"):
        one = growth[product]
        assert np.allclose(one.constant_currency[:, years], one.nominal[:, years], equal_nan=True)
    one = growth["relma_cel"]
    for i in years:
        before, now = (
            average_rate(market.evidence, "CNY", str(market.years[i] - step)).usd_per_unit
            for step in (1, 0)
        )
        ratio = (1 + one.constant_currency[:, i]) / (1 + one.nominal[:, i])
        assert ratio == pytest.approx(before / now)


def test_sales_abroad_in_euro_move_europe_only_by_the_euro(market):
    i = market.years.index(2022)
    plain, euro = (reported_growth(market, "product", abroad=c)["kymriah"] for c in ("USD", "EUR"))
    assert (euro.constant_currency[:, i] >= plain.constant_currency[:, i]).all()
    rate = restatement(market.evidence, ("EUR",), (2022,))[0, 0]
    most = (1 + plain.constant_currency[:, i]) * rate - 1
    assert (euro.constant_currency[:, i] <= most).all()


def test_rates_and_prices_of_the_future(market):
    ahead = [i for i, year in enumerate(market.years) if year > 2025]
    for growth in (reported_growth(market)["total"], market_growth(market)["total"]):
        assert np.array_equal(growth.constant_currency[:, ahead], growth.nominal[:, ahead])
        assert (growth.real[:, ahead] < growth.nominal[:, ahead]).all()
    still = Parameters(assumptions(market.evidence, {"inflation_usa": 0.0}), 3, len(market.revenue))
    growth = market_growth(replace(market, parameters=still))["total"]
    assert np.allclose(growth.real[:, ahead], growth.nominal[:, ahead])


def test_real_growth_adds_up_to_real_sales(market):
    """Growth chained from 2020 to 2030 is the ratio of sales in the prices of one year."""
    first, last = market.years.index(2020), market.years.index(2030)
    chained = np.prod(1 + market_growth(market)["total"].real[:, first + 1 : last + 1], axis=1)
    sales = market.revenue.sum(axis=2)
    prices = price_level(market.evidence, market.parameters, (2020, 2030))
    ratio = sales[:, last] / sales[:, first] * prices[:, 0] / prices[:, 1]
    assert chained == pytest.approx(ratio)


def test_prices_are_the_index_and_then_rise_at_the_rate_of_the_draw(evidence, parameters):
    level = price_level(evidence, parameters, (2017, 2025, 2026, 2035))
    assert (level[:, 0] == 245.12).all()
    assert (level[:, 1] == 321.943).all()
    rate = level[:, 2] / level[:, 1]
    assert level[:, 3] == pytest.approx(321.943 * rate**10)
    assert rate.std() > 0
    with pytest.raises(MarketError, match="no US consumer price index for 1980"):
        price_level(evidence, parameters, (1980,))


def test_the_narrowest_row_says_the_currency(evidence):
    printed = printed_currencies(evidence)
    areas = {
        area: currency for (product, area), currency in printed.items() if product == "yescarta"
    }
    assert areas["USA",] == "USD"
    assert areas["CHN",] == "CNY"
    assert {printed[key] for key in printed if key[0] == "kymriah"} == {"USD"}


def test_a_currency_without_rates_stays_as_it_is(evidence):
    assert restatement(evidence, ("USD", "XXX", "RUB"), (2021, 2024)).tolist()[1] == [1, 1, 1]
