"""Printed sizes of years that came: dated before, scored on the same market's reported sales."""

from __future__ import annotations

import pytest

from cytonomics.evidence import load
from cytonomics.market import evaluate
from cytonomics.market.backtests import printed_ahead


def test_only_forecasts_made_before_the_year_count():
    found = printed_ahead(load(), ("car_t",))
    assert found
    came = evaluate(load(), "car_t", draws=50, forecast="trend")
    for one in found:
        assert int(one.published[:4]) < one.year <= 2025
        fact = load().fact(one.fact)
        assert (fact["value"], fact["publisher"]) == (one.size, one.publisher)
        sold = came.revenue[:, came.years.index(one.year)].sum(axis=1).mean()
        assert one.came == pytest.approx(sold, rel=0.01)
        assert one.error == pytest.approx(one.size / one.came - 1)
