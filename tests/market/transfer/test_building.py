"""Offers of transplants and transfusions: parts are the whole, nothing is less than nought."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import evaluate
from cytonomics.market.figures import figures, measured
from cytonomics.market.inflation import price_level
from cytonomics.market.segments import dimensions
from cytonomics.market.transfer import TECHNOLOGIES, costs, transfers, volumes
from cytonomics.market.transfer.values import BASES

YEARS = (2018, 2024, 2030)
SPEND = "episode_spend"


@pytest.fixture(scope="module")
def built(evidence, parameters):
    return transfers(evidence, TECHNOLOGIES, parameters, YEARS)


@pytest.fixture(scope="module")
def counted(evidence, parameters):
    return volumes(evidence, [one.id for one in TECHNOLOGIES], parameters, YEARS)


@pytest.fixture(scope="module")
def market(evidence):
    return evaluate(evidence, "personalized_transfer", draws=20)


def of(built, technology: str) -> list[int]:
    return [j for j, offer in enumerate(built.offers) if offer.product == technology]


def test_numbers_of_groups_add_up_to_those_of_countries(built, counted):
    for one in TECHNOLOGIES:
        by_group = built.number[:, :, of(built, one.id)].sum(axis=2)
        np.testing.assert_allclose(by_group, counted[one.id].draws.sum(axis=1), rtol=1e-10)


def test_a_group_holds_its_own_countries_and_each_country_stands_once(built, counted):
    known = counted["organ_transplant_lung"].countries
    areas = [code for j in of(built, "organ_transplant_lung") for code in built.offers[j].area]
    assert sorted(areas) == sorted(known.codes)
    j = next(j for j in of(built, "organ_transplant_lung") if "JPN" in built.offers[j].area)
    own = [known.place[code] for code in built.offers[j].area]
    drawn = counted["organ_transplant_lung"].draws[:, own].sum(axis=1)
    np.testing.assert_allclose(built.number[:, :, j], drawn, rtol=1e-10)


def test_nothing_is_less_than_nought(built):
    assert (built.acquired >= 0).all()
    assert all((care >= 0).all() for care in built.care.values())
    assert (built.number >= 0).all()
    # Where a country has no programme there is nothing; the United States has all of them.
    usa = [j for j, offer in enumerate(built.offers) if offer.place == "united_states"]
    assert (built.number[:, :, usa] > 0).all()


def test_where_a_unit_costs_more_than_giving_it_no_care_is_left(parameters, row, overlay):
    # One hospital of Kenya pays a fortune for red cells and next to nothing with their giving.
    paid = {"acquisition": 9_000.0, "procedure": 9.0}
    mine = [
        row(
            "vol5738", id=f"own_{basis}_{i}", geography="KEN", cost_basis=basis, unit_cost=cost,
            cost_currency="USD", cost_year=2010 + i, year=2010 + i, known_from="2025-12-31",
        )
        for basis, cost in paid.items()
        for i in range(4)
    ]  # fmt: skip
    changed = load(overlay(technology_volumes=mine))
    priced = costs(changed, "transfusion", parameters)
    place = priced.countries.place["KEN"]
    bought, given = (priced.of("red_cell_transfusion", b)[:, place, 0] for b in paid)
    assert (bought > given).mean() > 0.2
    red_cells = [one for one in TECHNOLOGIES if one.id == "red_cell_transfusion"]
    found = transfers(changed, red_cells, parameters, (2024,))
    known = priced.countries
    alone = volumes(changed, ["red_cell_transfusion"], parameters, (2024,))["red_cell_transfusion"]
    every = [
        priced.of("red_cell_transfusion", b, (2024,))[:, :, 0] for b in ("acquisition", "procedure")
    ]
    beside = np.maximum(every[1] - every[0], 0.0) * alone.draws[:, :, 0] / 1e6
    for j, offer in enumerate(found.offers):
        own = [known.place[code] for code in offer.area]
        np.testing.assert_allclose(
            found.care["transfusion_care"][:, 0, j], beside[:, own].sum(axis=1), rtol=1e-9
        )


def test_money_is_numbers_times_what_one_costs_country_by_country(
    built, counted, evidence, parameters
):
    level = price_level(evidence, parameters, (2024, *YEARS))
    level = level[:, 1:] / level[:, :1]
    priced = {kind: costs(evidence, kind, parameters) for kind in BASES}
    for one in TECHNOLOGIES:
        cost = priced[one.kind].of(one.id, "procedure", YEARS)
        if one.kind == "transfusion":
            # What is bought is part of what it costs to give it, save in a few draws.
            cost = np.maximum(cost, priced[one.kind].of(one.id, "acquisition", YEARS))
        expected = np.zeros((parameters.size, len(YEARS)))
        for country in range(cost.shape[1]):
            for year in range(len(YEARS)):
                amount = counted[one.id].draws[:, country, year] * cost[:, country, year]
                expected[:, year] += amount * level[:, year] / 1e6
        own = of(built, one.id)
        spent = built.acquired[:, :, own] + sum(care[:, :, own] for care in built.care.values())
        np.testing.assert_allclose(spent.sum(axis=2), expected, rtol=1e-9)


def test_a_transplant_buys_no_component_and_a_unit_needs_no_operation(built):
    grafts = [j for o in TECHNOLOGIES if o.kind == "transplantation" for j in of(built, o.id)]
    blood = [j for o in TECHNOLOGIES if o.kind == "transfusion" for j in of(built, o.id)]
    assert not built.acquired[:, :, grafts].any()
    assert not built.care["transplant_care"][:, :, blood].any()
    assert not built.care["transfusion_care"][:, :, grafts].any()


def test_what_is_observed_is_counted_and_priced_at_home(built, counted, evidence, parameters):
    lungs = "organ_transplant_lung"
    priced = costs(evidence, "transplantation", parameters).observed(lungs, "procedure")
    found = 0
    for j in of(built, lungs):
        offer = built.offers[j]
        for year in YEARS:
            support = built.care_support[year, offer.id]
            assert sum(support[:3]) == pytest.approx(1.0)
            both = {c for c in offer.area if (c, year) in counted[lungs].observed} & priced
            assert (support.supported > 0) == bool(both)
            found += bool(both)
    assert found
    assert all(built.care_support[2030, offer.id].supported == 0 for offer in built.offers)


def test_every_source_is_a_fact(built, evidence):
    for keys in built.sources.values():
        for key in keys:
            assert evidence.fact(key)


def test_no_technologies_are_no_offers(evidence, parameters):
    none = transfers(evidence, [], parameters, YEARS)
    assert none.offers == () and none.acquired.shape == (parameters.size, len(YEARS), 0)


def test_segments_of_every_axis_add_up_to_the_market_in_every_draw(market):
    whole = market.episode_spend.sum(axis=2)
    for dimension in dimensions(market):
        parts = measured(market, SPEND, dimension)
        np.testing.assert_allclose(sum(parts.values()), whole, rtol=1e-9, err_msg=dimension)


def test_means_of_split_axes_add_up_too(market):
    total = {row.year: row.mean for row in figures(market, SPEND, "total")}
    for dimension in ("therapeutic_area", "end_user", "region"):
        sums: dict[int, float] = {}
        for row in figures(market, SPEND, dimension):
            sums[row.year] = sums.get(row.year, 0.0) + row.mean
        assert sums == pytest.approx(total)
