"""Contract makers and payers: indices in closed form, and what is unknown beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cytonomics.landscape.indicator import NO_EVIDENCE
from cytonomics.landscape.indicators import indicators
from cytonomics.landscape.makers import concentration_of, makers
from cytonomics.landscape.payers import buying, countries, index_of
from cytonomics.market import LAST_HISTORY


def without(market, *tables):
    evidence = market.evidence
    return replace(
        market,
        evidence=replace(evidence, tables={**evidence.tables, **dict.fromkeys(tables, ())}),
    )


def of(market, name):
    return next(one for one in indicators(market) if one.definition.id == name)


def test_equal_makers_have_the_index_of_their_number():
    for count in (1, 2, 5, 20):
        found = concentration_of([7.0] * count, 0)
        assert found.points == pytest.approx(10_000 / count)
        assert found.least == pytest.approx(found.points) and found.unknown == 0
        assert found.leading == pytest.approx(min(4 / count, 1))


def test_makers_without_a_size_are_as_large_as_the_middle_one():
    # Sizes 6, 3 and 1, and two more of 3 each: 16 in all.
    found = concentration_of([6.0, 3.0, 1.0], 2)
    assert found.points == pytest.approx(100**2 * (0.36 + 0.09 + 0.01))
    assert found.least == pytest.approx(100**2 * (36 + 9 + 1 + 9 + 9) / 256)
    assert found.unknown == pytest.approx(6 / 16)


def test_no_maker_of_known_size_has_no_index():
    with pytest.raises(ValueError, match="no size is known"):
        concentration_of([], 3)


def test_a_site_counts_for_who_runs_it_on_the_day(evidence):
    early, late = (makers(evidence, date(year, 6, 30)).areas for year in (2020, 2026))
    assert early["wuxi_apptec"] == 150_000 + 50_000 + 20_000
    assert "wuxi_apptec" not in late and late["minaris"] > early["wuxi_apptec"]
    assert makers(evidence, date(2022, 1, 1)).areas["agc_biologics"] == 622_000
    assert makers(evidence, date(2010, 1, 1)).areas == {}


def test_every_contract_maker_has_a_size_or_is_named_without_one(evidence):
    found = makers(evidence, date(2026, 11, 1))
    roles = {fact["company_id"]: fact["role"] for fact in evidence["companies"]}
    assert {name for name, role in roles.items() if role == "cdmo"} == {*found.areas, *found.bare}
    assert not found.areas.keys() & set(found.bare)


def test_one_maker_more_changes_the_index_and_the_sentence(market, under):
    after = under(
        contract_makers={
            "company_id": "charles_river",
            "site": "Memphis",
            "part": "cell",
            "measure": "floor_area",
            "value": "250000",
            "unit": "square_feet",
            "since": "2022",
        }
    )
    sizes = list(makers(market.evidence, date(2026, 11, 1)).areas.values())
    whole = sum(sizes) + 250_000
    expected = sum((100 * size / whole) ** 2 for size in [*sizes, 250_000])
    before, now = of(market, "suppliers_makers"), of(after, "suppliers_makers")
    assert now.value == pytest.approx(expected)
    assert "Charles River" in before.note and "Charles River" not in now.note
    assert f"{whole:,.0f} square feet" in now.note
    assert set(now.facts) == {*before.facts, "test_0001"}


def test_one_payer_of_all_is_a_monopoly_and_halves_are_half():
    assert index_of({"all": 1.0}, {("all", "a"): 1.0}) == pytest.approx((10_000, 0))
    halves = {("all", "a"): 0.5, ("all", "b"): 0.5}
    assert index_of({"all": 1.0}, halves)[0] == pytest.approx(5_000)


def test_a_payer_with_several_kinds_of_insurance_is_one_payer():
    people = {"work": 0.6, "age": 0.3, "none": 0.1}
    insured = {("work", "x"): 0.5, ("age", "x"): 0.5, ("age", "y"): 0.5}
    index, unknown = index_of(people, insured)
    assert index == pytest.approx(100**2 * (0.45**2 + 0.15**2))
    assert unknown == pytest.approx(1 - 0.45 - 0.15)


def test_people_with_several_kinds_of_insurance_do_not_count_for_more():
    once = index_of({"a": 0.5, "b": 0.5}, {("a", "x"): 1.0})
    assert index_of({"a": 1.0, "b": 1.0}, {("a", "x"): 1.0}) == pytest.approx(once)


def test_the_payers_of_the_united_states_add_up_as_printed(evidence):
    whole = 0.0879 + 0.1031 + 0.176 + 0.645 + 0.04 + 0.08
    united = (0.645 * 0.16 + 0.1031 * 0.30) / whole
    rows = [fact for fact in evidence["payers"] if fact["payer"] == "UnitedHealth Group"]
    assert len(rows) == 2
    found = countries(evidence)["USA"]
    assert united**2 * 10_000 < found.points < 1_000
    assert 0.3 < found.unknown < 0.6


def test_regions_count_by_what_is_sold_in_them(market):
    found = buying(market)
    assert found is not None
    at = market.years.index(LAST_HISTORY)
    us = np.array(
        [
            sum(
                amount
                for offer, amount in zip(market.offers, draw[at], strict=True)
                if offer.area == ("USA",)
            )
            for draw in market.revenue
        ]
    )
    # The United States buy from many payers, all others on record from few: the more is sold
    # there, the lower the index.
    share = us / market.revenue[:, at].sum(axis=1)
    assert np.all(np.argsort(share) == np.argsort(-found.points)) or np.ptp(share) < 0.05
    assert found.countries["USA"].points < found.points.min()
    assert found.points.max() < max(one.points for one in found.countries.values())


def test_what_nobody_states_is_said(market):
    bare = without(market, "contract_makers", "payers")
    for name in ("suppliers_makers", "buyers_payers"):
        one = of(bare, name)
        assert one.reading == NO_EVIDENCE and one.value is None and not one.note


def test_what_does_not_pay_is_left_out(evidence):
    assert "CHN" in {fact["geography"] for fact in evidence["payers"]}
    assert "CHN" not in countries(evidence)
