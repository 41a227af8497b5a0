"""Keys against hand-made sums, and the law that shares make one."""

from __future__ import annotations

from datetime import date

import pytest

from cytonomics import vocabulary
from cytonomics.evidence import narrowed
from cytonomics.market.allocation import (
    company_key,
    country_key,
    group_key,
    health_spending,
    label_key,
)
from cytonomics.market.eligibility import approvals_of
from cytonomics.market.incidence import line_share, yearly_cases
from cytonomics.market.offers import Offer, market_part, offers_of, place_name
from cytonomics.market.segments import axis, dimensions

EUROPE = tuple(sorted(vocabulary.members("europe")))


def test_every_axis_splits_every_offer_and_year_into_shares_that_make_one(market):
    for dimension in dimensions(market):
        total = axis(market, dimension).weights.sum(axis=0)
        assert abs(total - 1).max() < 1e-12, dimension


def test_europe_is_split_by_health_spending_of_the_countries_with_an_approval(evidence):
    key = country_key(evidence, Offer("tecartus", EUROPE, "europe"), 2024)
    spending = health_spending(evidence)
    approved = vocabulary.members("EMA", None) | {"GBR"}
    expected = sum(spending[c][0] for c in approved if c in spending)
    assert key.shares["DEU"] == pytest.approx(spending["DEU"][0] / expected)
    assert "CHE" not in key.shares
    assert not key.fallback


def test_a_country_counts_only_for_the_quarters_after_its_approval(evidence):
    offer = Offer("aucatzyl", ("DEU", "GBR"), "x")
    spending = health_spending(evidence)
    approvals = {
        next(iter(a.countries & {"DEU", "GBR"}), None): a
        for a in approvals_of(evidence, "aucatzyl")
    }
    quarters = {
        country: sum(
            approvals[country].quarter <= q for q in vocabulary.Period.parse("2025").quarters
        )
        for country in ("DEU", "GBR")
    }
    weights = {c: spending[c][0] * quarters[c] for c in quarters}
    shares = country_key(evidence, offer, 2025).shares
    assert quarters["GBR"] > quarters["DEU"] > 0
    assert shares["GBR"] == pytest.approx(weights["GBR"] / sum(weights.values()))


def test_where_no_approval_is_on_record_the_whole_area_stands_in_and_says_so(evidence):
    key = country_key(evidence, Offer("kymriah", ("AUT", "BEL"), "x"), 2016)
    assert key.fallback and set(key.shares) == {"AUT", "BEL"}


def test_groups_add_up_their_countries(evidence):
    offer = Offer("tecartus", EUROPE, "europe")
    countries = country_key(evidence, offer, 2024).shares
    groups = group_key(evidence, offer, 2024).shares
    assert groups["benelux"] == pytest.approx(sum(countries[c] for c in ("BEL", "NLD", "LUX")))


def test_indications_are_weighted_by_cases_and_reach(evidence):
    us = Offer("tecartus", ("USA",), "USA")
    weight = {
        indication: yearly_cases(evidence, indication)[0] * line_share(evidence, indication, 2)[0]
        for indication in ("mcl", "b_all")
    }
    shares = label_key(evidence, us, 2030, 1.0, "asm").shares
    assert shares["mcl:2"] == pytest.approx(weight["mcl"] / sum(weight.values()))


def test_a_new_label_starts_small(evidence):
    us = Offer("breyanzi", ("USA",), "USA")
    early = label_key(evidence, us, 2024, 2.5, "asm").shares["cll:3"]
    late = label_key(evidence, us, 2028, 2.5, "asm").shares["cll:3"]
    assert 0 < early < 0.75 * late


def test_keys_never_use_counts_that_are_for_non_commercial_use_only(market):
    used = {
        fact
        for dimension in dimensions(market)
        for key in axis(market, dimension).keys.values()
        for fact in key.facts
    }
    barred = {f.id for f in market.evidence["epidemiology"] if f["terms"] != "open"}
    assert barred and not used & barred


@pytest.mark.parametrize(("year", "company"), [(2022, "daiichi_sankyo"), (2024, "gilead")])
def test_yescarta_in_japan_changed_hands(evidence, year, company):
    key = company_key(evidence, Offer("yescarta", ("JPN",), "JPN"), year, "seller")
    assert key.shares == {company: 1.0}


def test_who_books_and_who_earns_carvykti_differ(evidence):
    us = Offer("carvykti", ("USA",), "USA")
    assert company_key(evidence, us, 2024, "seller").shares == {"johnson_johnson": 1.0}
    earned = company_key(evidence, us, 2024, "profit_share").shares
    assert earned == {"johnson_johnson": 0.5, "legend_biotech": 0.5}


def test_abecma_profit_in_the_united_states_went_to_one_owner_in_2025(evidence):
    us = Offer("abecma", ("USA",), "USA")
    assert "twoseventy_bio" in company_key(evidence, us, 2024, "profit_share").shares
    assert company_key(evidence, us, 2025, "profit_share").shares == {"bristol_myers_squibb": 1.0}


def test_ex_works_sales_belong_to_the_maker(evidence):
    key = company_key(evidence, Offer("zevorcabtagene", ("CHN",), "CHN"), 2025, "seller")
    assert key.shares == {"carsgen": 1.0}


def test_places_have_short_names_of_their_own():
    offers = offers_of("p", [("USA",), EUROPE, ("A",) * 4, ("B",) * 4])
    assert [o.place for o in offers] == ["USA", "elsewhere", "elsewhere_2", "europe"]
    assert place_name(tuple(sorted(vocabulary.members("WW")))) == "world"


def test_parts_of_the_market(evidence, market):
    part = dict(zip([offer.id for offer in market.offers], market.parts, strict=True))
    assert part["carvykti:USA"] == "named_car_t"
    assert part["yescarta:CHN"] == part["relma_cel:CHN"] == "china"
    assert part["amtagvi:USA"] == "til"
    assert part["tecelra:USA"] == "tcr_t"
    assert part["ari_0001:ESP"] == "hospital_exemption"
    assert part["immuncell_lc:KOR"] == "cik"
    offer = market.offers[0]
    product = market.products[offer.product]
    assert market_part(evidence, offer, product, reported=False) == "other_car_t"


def test_before_anybody_wrote_on_lines_their_share_is_nought(evidence):
    assert line_share(narrowed(evidence, date(2001, 1, 1)), "mm", 3) == (0.0, ())
