"""Concentration against closed forms, properties, plain sums, and what an overlay changes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.landscape.concentration import concentration, in_year, thresholds
from cytonomics.landscape.entries import ENTRY, EXIT, moves
from cytonomics.landscape.firms import REGION, WORLD, firm_of, places, sales
from cytonomics.landscape.indices import bounds, hhi, leading, level, widest_share
from cytonomics.landscape.printed_concentration import printed_shares, printed_words
from cytonomics.landscape.profit import by_profit
from cytonomics.market import LAST_HISTORY, MarketError, evaluate, measured
from cytonomics.report.concentration_words import published, sentences

AMOUNTS = st.lists(st.floats(0.01, 1e4), min_size=2, max_size=30)


def shares(amounts):
    return np.array(amounts) / sum(amounts)


@pytest.mark.parametrize("firms", [1, 2, 5, 10, 40])
def test_equal_firms_give_ten_thousand_over_their_number(firms):
    equal = np.full(firms, 1 / firms)
    assert hhi(equal) == pytest.approx(10_000 / firms)
    assert leading(equal, 4) == pytest.approx(min(4 / firms, 1))


def test_the_index_is_the_sum_of_squared_percentages_worked_out_by_hand():
    # The example of the Merger Guidelines: firms of 30, 30, 20 and 20 per cent give 2,600.
    assert hhi(np.array([0.3, 0.3, 0.2, 0.2])) == pytest.approx(2600)


@given(AMOUNTS)
def test_a_merger_never_lowers_the_index_and_adds_twice_the_product(amounts):
    before = shares(amounts)
    after = np.array([before[0] + before[1], *before[2:]])
    rise = 2 * before[0] * before[1] * 10_000
    assert hhi(after) - hhi(before) == pytest.approx(rise, abs=1e-6)
    for count in (4, 8):
        assert leading(after, count) >= leading(before, count) - 1e-12


@given(AMOUNTS)
def test_more_firms_hold_no_less_and_bounds_hold_the_index(amounts):
    own = shares(amounts)
    assert leading(own, 8) >= leading(own, 4) - 1e-12
    for count in (1, 4, 5, 8):
        if len(own) >= count:
            least, most, _ = bounds(count, float(leading(own, count)))
            assert least - 1e-6 <= hhi(own) <= most + 1e-6
            assert leading(own, count) <= widest_share(count, float(hhi(own))) + 1e-9


def test_classes_begin_where_the_guidelines_say():
    assert [level(x, 1000, 1800) for x in (0, 999.9, 1000, 1800, 1800.1)] == [
        "low",
        "low",
        "moderate",
        "moderate",
        "high",
    ]


def test_shares_are_those_of_the_company_axis(market):
    """The world agrees draw by draw with the axis of companies, but for those bought since."""
    own, axis = sales(market)[WORLD, WORLD], measured(market, "product_revenue", "company")
    for k, firm in enumerate(own.firms):
        assert own.known[:, :, k] == pytest.approx(axis[firm])
    assert own.unknown == pytest.approx(axis["unknown"])
    at = market.years.index(2025)
    plain = []
    for draw in range(market.parameters.size):
        whole = sum(part[draw, at] for part in axis.values())
        plain.append(sum((100 * axis[name][draw, at] / whole) ** 2 for name in own.firms))
    found = next(one for one in concentration(market) if one.year == 2025)
    assert found.hhi.mean == pytest.approx(np.mean(plain))
    assert (found.hhi.p05, found.hhi.p95) == pytest.approx(tuple(np.percentile(plain, (5, 95))))


def test_regions_and_modalities_add_up_to_the_market(market):
    every = sales(market)
    for kind, dimension in ((REGION, "region"), ("modality", "modality")):
        known = measured(market, "product_revenue", dimension)
        for place in places(market):
            if place.kind == kind:
                assert every[kind, place.id].whole == pytest.approx(known[place.id])


def test_a_licence_for_japan_stays_in_japan(market):
    """Sellers are looked up country by country, so that a licence does not spread."""
    at = market.years.index(2022)
    for place in places(market):
        own = sales(market)[place.kind, place.id]
        sold = own.known[:, at, own.firms.index("daiichi_sankyo")].any()
        if place.kind == REGION:
            assert sold == (place.id == "asia_pacific")


def test_products_of_one_seller_are_a_monopoly(market):
    til = concentration(market, "modality", "til")
    now = next(one for one in til if one.year == LAST_HISTORY)
    assert (now.hhi.mean, now.cr4.mean, now.companies.mean) == pytest.approx((10_000, 1, 1))
    assert now.leader is not None and now.leader.firm == "iovance"


def test_every_year_is_coherent(market, personal):
    for one in (*concentration(market), *concentration(personal)):
        assert one.hhi.p05 <= one.hhi.mean <= one.hhi.p95
        assert one.hhi.mean <= one.hhi_one.mean
        assert sum(one.levels.values()) == pytest.approx(1)
        assert one.cr4.mean <= one.cr8.mean <= 1 + 1e-12
        assert one.equal_firms <= one.companies.p95 or one.unknown > 0
        assert one.leader is not None
        assert one.leader.share.mean <= one.leading[0].mean + 1e-12


def test_makers_nobody_knows_count_in_the_whole_and_as_one_firm_at_most(market):
    last = concentration(market)[-1]
    own = sales(market)[WORLD, WORLD]
    rest = own.unknown[:, -1] / own.whole[:, -1]
    assert last.unknown == pytest.approx(rest.mean()) and last.unknown > 0
    assert last.hhi_one.mean - last.hhi.mean == pytest.approx(10_000 * (rest**2).mean())


def test_transplants_have_no_seller(personal):
    now = next(one for one in concentration(personal) if one.year == LAST_HISTORY)
    assert now.unknown == 0
    assert now.sales.mean < 0.5 * personal.revenue[:, personal.years.index(2025)].sum(1).mean()
    assert "have no seller" in " ".join(sentences(personal))


@pytest.mark.parametrize(
    ("company", "year", "firm"),
    [
        ("orchard", 2023, "orchard"),
        ("orchard", 2024, "kyowa_kirin"),
        ("dendreon", 2017, "sanpower"),
        ("dendreon", 2019, "nanjing_xinbai"),
        ("gilead", 2025, "gilead"),
        ("fosun_kairos", 2025, "fosun_kairos"),
        ("legend_biotech", 2025, "legend_biotech"),
        ("adaptimmune", 2025, "adaptimmune"),
    ],
)
def test_a_company_that_was_bought_is_its_buyer(evidence, company, year, firm):
    assert firm_of(evidence, company, date(year, 7, 1))[0] == firm


def test_entry_and_exit_lead_to_the_facts(market):
    found = {(one.year, one.kind, one.firm): one for one in moves(market)}
    first = found[2022, ENTRY, "johnson_johnson"]
    assert market.evidence.fact(first.facts[0])["product_id"] == "carvykti"
    assert market.evidence.fact(first.facts[0]).table == "sales"
    given_back = found[2023, EXIT, "daiichi_sankyo"]
    assert given_back.passed and "Gilead" in given_back.how
    assert "own0003" in given_back.facts
    assert found[2026, ENTRY, "us_worldmeds"].how.endswith("from Adaptimmune Therapeutics")


def test_moves_are_the_change_in_who_sells(market):
    own = sales(market)[WORLD, WORLD]
    sold = (own.known > 0).mean(axis=0) > 0.5
    steps = sold[1:].sum() - sold[:-1].sum()
    kinds = [one.kind for one in moves(market)]
    assert kinds.count(ENTRY) - kinds.count(EXIT) == steps


def test_what_55_per_cent_amounts_to(market):
    (share,) = printed_shares(market)
    least, most, equal = dict(share.bounds)[4]
    assert (least, most, equal) == pytest.approx((756.25, 3025, 1375))
    low, moderate = printed_words(market)
    assert (low.level, low.most, moderate.least, moderate.most) == ("low", 1000, 1000, 1800)
    text = " ".join(published(market))
    assert "756" in text and "3,025" in text and "exclude each other" in text


def test_a_claim_laid_over_the_evidence_is_held_too(market, personal, overlaid):
    claim = {"id": "own_claim", "segment": "leading firms", "value": 97.0, "as_printed": "97 %"}
    changed = evaluate(overlaid(published_claims=[("pc_0951", claim)]), "til", draws=4)
    assert "No publisher" in published(personal)[0] and "No publisher" in published(changed)[0]
    other = evaluate(changed.evidence, "adoptive_cell_therapy", draws=8)
    added = set(published(other)) - set(published(market))
    assert any("leading firms “97 %”" in text and "(CR4, 2023)" in text for text in added)


def test_partners_that_share_the_profit_count_apart(market):
    """Carvykti is sold by one company and shared by two, so the index is lower."""
    at = market.years.index(2025)
    seller = next(one for one in concentration(market) if one.year == 2025)
    shared = by_profit(market, 2025)
    interest = measured(market, "product_revenue", "company_interest")
    held = np.array([part[:, at] for part in interest.values()])
    plain = ((100 * held / held.sum(axis=0)) ** 2).sum(axis=0)
    assert shared is not None and shared.mean == pytest.approx(plain.mean())
    assert shared.mean < seller.hhi.mean


def test_thresholds_of_2010_can_be_set(evidence):
    values = {"hhi_moderate": 1500.0, "hhi_high": 2500.0}
    market = evaluate(evidence, "personalized_cell_therapy", draws=8, overrides=values)
    assert next(one for one in concentration(market) if one.year == 2025).level == "moderate"
    wrong = evaluate(evidence, "til", draws=4, overrides={"hhi_moderate": 2000.0})
    with pytest.raises(MarketError, match="must rise"):
        thresholds(wrong)


def test_the_shipped_alternative_is_that_of_2010(market):
    ranges = [market.parameters[name] for name in ("hhi_moderate", "hhi_high")]
    assert [(one.value, one.high) for one in ranges] == [(1000, 1500), (1800, 2500)]


@pytest.mark.parametrize(
    ("year", "said"), [(2010, "has no year 2010; take 2017 to 2035"), (2020, "2024-02-16")]
)
def test_a_year_without_sales_is_said(evidence, year, said):
    with pytest.raises(MarketError, match=said):
        in_year(evaluate(evidence, "til", draws=4), year)


def test_an_unknown_place_is_said(market):
    with pytest.raises(MarketError, match="no place 'mars'"):
        concentration(market, REGION, "mars")


def test_one_ownership_fact_changes_the_sentence_and_the_index(market, overlaid):
    """Were Breyanzi sold by Gilead, the leader would be another and the market more held."""
    changed = overlaid(ownership=[("own0022", {"company_id": "gilead"})])
    other = evaluate(changed, "adoptive_cell_therapy", draws=64)
    before, after = sentences(market)[0], sentences(other)[0]
    assert before != after
    assert "The leader is Johnson & Johnson" in before and "The leader is Gilead" in after
    index = [next(c for c in concentration(m) if c.year == 2025).hhi.mean for m in (market, other)]
    assert index[1] > index[0]


def test_a_company_that_is_bought_becomes_one_firm_with_its_buyer(market, overlaid):
    """Autolus goes on selling, but from 2025 on all it owns is Gilead's: a merger."""
    bought = date(2025, 3, 1)
    changed = overlaid(
        ownership=[
            ("own0039", {"valid_to": bought}),
            ("own0039", {"id": "own_x", "company_id": "gilead", "valid_from": bought}),
            ("own0236", {"company_id": "gilead"}),
        ]
    )
    other = evaluate(changed, "adoptive_cell_therapy", draws=64)
    assert firm_of(changed, "autolus", date(2025, 7, 1))[0] == "gilead"
    now, then = (next(c for c in concentration(m) if c.year == 2025) for m in (market, other))
    assert then.companies.mean == now.companies.mean - 1
    assert then.hhi.mean > now.hhi.mean
    assert "Autolus" in sentences(market)[3].split("More likely")[0]
    assert "Autolus" not in sentences(other)[3].split("More likely")[0]
