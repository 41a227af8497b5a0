"""Unit costs: conversion by hand, what a row of a user moves, and that charges stay out."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError
from cytonomics.market.transfer import costs
from cytonomics.market.transfer.values import BASES, known_costs

TRANSFUSION, TRANSPLANTATION = "transfusion", "transplantation"
LIVER = "organ_transplant_liver"


@pytest.fixture(scope="module")
def priced(evidence, parameters):
    return {kind: costs(evidence, kind, parameters) for kind in BASES}


def test_a_cost_in_euro_is_converted_and_moved_by_hand(evidence, priced):
    # A German hospital paid 85 euro for a unit of red cells in 2007.
    fact = evidence.fact("vol5738")
    assert (fact["unit_cost"], fact["cost_currency"], fact["cost_year"]) == (85, "EUR", 2007)
    rate = [
        f["usd_per_unit"]
        for f in evidence["exchange_rates"]
        if (f["currency"], f["period"]) == ("EUR", "2007")
    ]
    level = {f["year"]: f["price_index"] for f in evidence["price_indices"] if f["region"] == "USA"}
    by_hand = 85 * rate[0] * level[2024] / level[2007]
    # A euro was 1.37 dollars on average, and consumer prices rose by half: some 175 dollars.
    assert 165 < by_hand < 185
    (own,) = [row for row in priced[TRANSFUSION].known if "vol5738" in row.facts]
    assert own.cost == pytest.approx(by_hand)
    assert (own.country, own.basis) == ("DEU", "acquisition")


def test_billed_charges_and_rows_for_reading_are_never_used(evidence, priced):
    used = {fact for one in priced.values() for row in one.known for fact in row.facts}
    charged = [
        f for f in evidence["technology_volumes"]
        if f["cost_basis"] == "billed_charges" or (f["unit_cost"] and f["use"])
    ]  # fmt: skip
    assert len(charged) > 20
    assert used.isdisjoint(fact.id for fact in charged)


def test_a_charge_of_a_user_moves_nothing(parameters, priced, row, overlay):
    mine = row("vol5839", id="own1", cost_basis="billed_charges", unit_cost=9_999_999, year=2012)
    again = costs(load(overlay(technology_volumes=[mine])), TRANSPLANTATION, parameters)
    before, after = (one.of(LIVER, "procedure") for one in (priced[TRANSPLANTATION], again))
    assert before.tobytes() == after.tobytes()


def test_a_cost_of_a_user_moves_its_kind_only_and_its_country_most(
    parameters, priced, row, overlay
):
    where, paid = "KEN", 400_000.0
    mine = row(
        "vol5839", id="own1", geography=where, cost_currency="USD", cost_year=2024, year=2024,
        unit_cost=paid, known_from="2025-12-31",
    )  # fmt: skip
    changed = load(overlay(technology_volumes=[mine]))
    again = {kind: costs(changed, kind, parameters) for kind in BASES}
    assert [row.cost for row in again[TRANSPLANTATION].known if row.country == where] == [paid]
    assert where in again[TRANSPLANTATION].observed(LIVER, "procedure")
    before, after = (
        np.median(one[TRANSPLANTATION].of(LIVER, "procedure")[:, :, 0], axis=0)
        for one in (priced, again)
    )
    moved = np.log(after / before)
    place = again[TRANSPLANTATION].countries.place[where]
    assert moved.argmax() == place
    assert before[place] < after[place] < paid * 1.1
    assert np.delete(np.abs(moved), place).max() < 0.35 * moved[place]
    for basis in BASES[TRANSFUSION]:
        one, other = (
            each[TRANSFUSION].of("red_cell_transfusion", basis) for each in (priced, again)
        )
        assert one.tobytes() == other.tobytes()


def test_a_cost_whose_year_has_no_rate_or_index_is_left_out(
    evidence, parameters, known, row, overlay
):
    rows = [
        row("vol5839", id="own1", cost_year=1991, year=2012),
        row("vol5839", id="own2", cost_year=1998, year=2013),
    ]
    found = known_costs(
        load(overlay(technology_volumes=rows)), TRANSPLANTATION, parameters, known
    )  # fmt: skip
    assert {"own1", "own2"}.isdisjoint(fact for one in found for fact in one.facts)
    assert found == known_costs(evidence, TRANSPLANTATION, parameters, known)


def test_dearer_countries_spend_more_and_draws_hold_known_costs(priced):
    livers = priced[TRANSPLANTATION]
    drawn = livers.of(LIVER, "procedure")[:, :, 0]
    place = livers.countries.place
    median = np.median(drawn, axis=0)
    assert median[place["USA"]] > 3 * median[place["IND"]]
    for code in livers.observed(LIVER, "procedure"):
        own = [r.cost for r in livers.known if (r.technology, r.country) == (LIVER, code)
               and r.basis == "procedure"]  # fmt: skip
        low, high = np.percentile(drawn[:, place[code]], (1, 99))
        assert low / 2 < np.exp(np.mean(np.log(own))) < high * 2


def test_another_basis_is_refused(priced):
    with pytest.raises(
        MarketError, match=r"^there is no cost of 'x' by 'charge'; take one of acqu"
    ):
        priced[TRANSFUSION].of("x", "charge")


def test_a_technology_without_a_cost_is_refused(evidence, parameters, row, overlay):
    unread = [
        row(fact.id, use="context", supersedes=fact["supersedes"])
        for fact in evidence["technology_volumes"]
        if fact["technology"] == "organ_transplant_pancreas" and fact["unit_cost"]
    ]
    silent = load(overlay(technology_volumes=unread))
    with pytest.raises(MarketError, match="no unit cost of 'organ_transplant_pancreas' is on reco"):
        costs(silent, TRANSPLANTATION, parameters)
