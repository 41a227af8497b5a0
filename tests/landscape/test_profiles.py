"""Profiles: who they list, dated ownership of sales, shares, moves, and what an overlay changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.landscape.errors import LandscapeError
from cytonomics.landscape.holding import holders, labels
from cytonomics.landscape.moves import strategy
from cytonomics.landscape.profiles import named_companies, profile, profiles
from cytonomics.landscape.rows import profile_rows
from cytonomics.landscape.standing import sales_by
from cytonomics.market import Market, evaluate, figures, measured


def test_every_company_of_evidence_and_every_named_one_has_a_profile(market: Market) -> None:
    found = {one.company for one in profiles(market)}
    assert found >= {fact["company_id"] for fact in market.evidence["companies"]}
    assert found >= set(named_companies("adoptive_cell_therapy"))


def test_every_holder_of_a_product_has_a_profile(market: Market) -> None:
    holding = {fact["company_id"] for fact in market.evidence["ownership"]}
    assert {one.company for one in profiles(market)} >= holding


def test_sales_and_intervals_are_those_of_the_company_axis(market: Market) -> None:
    rows = {(row.segment, row.year): row for row in figures(market, "product_revenue", "company")}
    for one in profiles(market):
        for year in one.sales:
            row = rows[one.company, year.year]
            assert year.mean == pytest.approx(row.mean, abs=1e-9)
            assert (year.p05, year.p95) == pytest.approx(
                (row.percentiles[0], row.percentiles[-1]), abs=1e-9
            )
            assert year.figure == row.id


def test_shares_are_worked_out_in_each_draw(market: Market) -> None:
    parts = measured(market, "product_revenue", "company")
    at = market.years.index(2031)
    whole = np.sum([draws[:, at] for draws in parts.values()], axis=0)
    for company in ("johnson_johnson", "gilead", "iovance"):
        shares = parts[company][:, at] / whole
        found = profile(market, company).of(2031)
        assert found is not None
        assert found.share == pytest.approx(shares.mean())
        assert found.share_p95 == pytest.approx(np.percentile(shares, 95))


def test_a_product_sold_during_2025_is_with_its_new_owner_from_the_next_july(
    market: Market,
) -> None:
    """Tecelra passed to US WorldMeds on 31 July 2025, after the day that decides the year."""
    old, new = profile(market, "adaptimmune"), profile(market, "us_worldmeds")
    before, after = old.of(2025), new.of(2026)
    assert before is not None and before.mean > 0
    assert after is not None and after.mean > 0
    assert sum(year.mean for year in old.sales if year.year > 2025) == 0
    assert sum(year.mean for year in new.sales if year.year < 2026) == 0


def test_ownership_that_ends_moves_the_sales_of_later_years(
    market: Market, under: Callable[..., Market]
) -> None:
    kept = {year.year: year.mean for year in profile(market, "novartis").sales}
    sold = under(
        ownership={
            "id": "own0020",
            "product_id": "kymriah",
            "company_id": "us_worldmeds",
            "territory": "WW",
            "role": "seller",
            "share": 1,
            "valid_from": "2017-08-30",
        }
    )
    moved = {year.year: year.mean for year in profile(sold, "us_worldmeds").sales}
    assert moved[2023] == pytest.approx(kept[2023])
    assert not profile(sold, "novartis").sales


def test_holders_change_on_the_day_of_the_sale(market: Market) -> None:
    day = date(2025, 7, 31)
    assert list(holders(market.evidence, "tecelra", date(2025, 7, 30))) == ["adaptimmune"]
    assert list(holders(market.evidence, "tecelra", day)) == ["us_worldmeds"]


def test_companies_that_changed_say_so_by_date(market: Market) -> None:
    said = {one.company: one.status for one in profiles(market)}
    assert said["celgene"] == "bought by Bristol-Myers Squibb (2019-11-20)"
    assert said["sorrento"] == "insolvent (2023-02-13); wound up (2023-11-30)"
    assert "renamed Genetix Biotherapeutics (2025-09-18)" in said["bluebird_bio"]
    assert said["adaptimmune"].startswith("left cell therapy (2025-07-31)")


def test_a_partner_that_books_nothing_takes_half_of_the_profit(market: Market) -> None:
    """Legend and Johnson & Johnson halve the profit of Carvykti outside Greater China."""
    partner, seller = profile(market, "legend_biotech"), profile(market, "johnson_johnson")
    assert not partner.sales and partner.inside
    assert partner.status == "takes part of the profit of sales"
    earned = {year.year: year.mean for year in partner.interest}
    booked = seller.of(2025)
    assert booked is not None
    assert earned[2025] == pytest.approx(booked.mean / 2)


def test_what_was_not_known_yet_is_not_said() -> None:
    known = load(as_of=date(2025, 6, 30))
    early = evaluate(known, "adoptive_cell_therapy", draws=2, forecast="trend")
    assert profile(early, "adaptimmune").status == "sells"
    assert profile(early, "celgene").status == "bought by Bristol Myers Squibb (2019-11-20)"


def test_a_withdrawn_label_holds_no_longer(market: Market) -> None:
    known = market.evidence
    assert "EMA" in {one.authority for one in labels(known, "skysona", date(2021, 9, 1))}
    assert "EMA" not in {one.authority for one in labels(known, "skysona", date(2022, 1, 1))}


def test_two_rows_of_one_purchase_are_one_move(market: Market) -> None:
    """Announced 10 March 2025 and closed 13 May 2025: one purchase of 2seventy bio."""
    moves = strategy(market, "bristol_myers_squibb").moves
    assert sum({"dev0106", "dev0111"} <= set(move.facts) for move in moves) == 1
    assert not any("dev0115" in move.facts for move in strategy(market, "bluebird_bio").moves)


def test_one_more_fact_changes_the_sentence_of_strategy(
    market: Market, under: Callable[..., Market]
) -> None:
    assert strategy(market, "novartis").sentence.startswith("No move since")
    more = under(
        developments={
            "date": "2026-02-01",
            "company_id": "novartis",
            "kind": "facility",
            "fact": "Opened a plant",
        }
    )
    said = strategy(more, "novartis").sentence
    assert said.endswith("1 step in building plants; it builds capacity.")


def test_a_unit_speaks_for_its_parent(market: Market) -> None:
    """Rows of Janssen are developments of Johnson & Johnson too."""
    ids = {fact.id for fact in profile(market, "johnson_johnson").developments}
    assert {"dev0057", "dev0086"} <= ids


def test_an_unknown_company_is_one_sentence(market: Market) -> None:
    with pytest.raises(LandscapeError, match=r"^there is no company 'novatis'; did you mean"):
        profile(market, "novatis")
    with pytest.raises(LandscapeError, match="see `cytonomics evidence list companies`"):
        profile_rows(market, "qqqq")


def test_rows_are_plain_enough_for_json(market: Market) -> None:
    row = profile_rows(market, "gilead")[0]
    read = json.loads(json.dumps(row, default=str))
    assert {item["side"] for item in read["swot"]} == {
        "strength",
        "weakness",
        "opportunity",
        "threat",
    }
    assert all(item["demands"] for item in read["swot"])


def test_the_personalised_market_has_its_own_products() -> None:
    market = evaluate(load(), "personalized_cell_therapy", draws=4)
    found = {one.company: one for one in profiles(market)}
    for company in ("bluebird_bio", "vericel", "vertex"):
        year = found[company].of(2025)
        assert year is not None and year.mean > 0
    assert found["adaptimmune"].printed == "Adaptimmune Therapeutics"
    booked = sales_by(market)
    products = [
        j for j, offer in enumerate(market.offers) if offer.product not in market.transfers.products
    ]
    np.testing.assert_allclose(
        sum(booked.companies.values()), market.revenue[:, :, products].sum(axis=2)
    )
