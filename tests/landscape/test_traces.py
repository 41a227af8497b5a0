"""Numbers of the landscape as figures: recomputed from what they say they were worked out from."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from cytonomics.landscape.came import approved, came
from cytonomics.landscape.concentration import concentration
from cytonomics.landscape.entries import ENTRY, EXIT, moves
from cytonomics.landscape.firms import REGION, places
from cytonomics.landscape.forces import KINDS, forces
from cytonomics.landscape.held import held
from cytonomics.landscape.indicators import indicated
from cytonomics.landscape.presence import arrivals
from cytonomics.landscape.shifted import shifted
from cytonomics.market import LAST_HISTORY, evaluate, measured, trails, walk, with_workings
from cytonomics.market.trail import ABOVE, ABSENCE, ASSUMPTION, FACT

SCOPE = "adoptive_cell_therapy"
FIRST = 2017


@pytest.fixture(scope="module")
def found(market):
    return {one.id: one for one in (*held(market), *came(market), *indicated(market))}


@pytest.mark.parametrize("place", ["world/world", "region/europe", "modality/car_t"])
@pytest.mark.parametrize("year", [2021, 2025, 2035])
def test_an_index_is_that_of_the_shares_it_names_in_every_draw(found, place, year):
    index = found[f"{SCOPE}/hhi/{place}/{year}"]
    shares = {name: found[name].draws for name in index.figures}
    known = [draws for name, draws in shares.items() if "/unknown/" not in name]
    for draw in range(len(index.draws)):
        percentages = sorted((100 * own[draw] for own in known), reverse=True)
        assert index.draws[draw] == pytest.approx(sum(p * p for p in percentages))
        four = found[f"{SCOPE}/cr4/{place}/{year}"].draws[draw]
        assert 100 * four == pytest.approx(sum(percentages[:4]))
    assert sum(shares.values()) == pytest.approx(np.ones(len(index.draws)))


def test_the_index_by_profit_is_that_of_the_partners_it_names(market, found):
    index = found[f"{SCOPE}/hhi_profit/world/world/2025"]
    at, whole = market.years.index(2025), market.revenue[:, market.years.index(2025)].sum(axis=1)
    partners = measured(market, "product_revenue", "company_interest")
    named = [name.split("/")[3] for name in index.figures]
    assert {"legend_biotech", "johnson_johnson"} <= set(named)
    squares = sum((100 * partners[one][:, at] / whole) ** 2 for one in named if one != "unknown")
    assert index.draws == pytest.approx(squares)


def test_a_share_is_the_sales_of_its_offers_over_those_of_all(market, found):
    at = market.years.index(2025)
    share = found[f"{SCOPE}/share/firm.europe/gilead/2025"]
    own, whole = (found[name] for name in share.figures)
    by_offer = sum(part.share * market.revenue[:, at, part.offer] for part in own.slices)
    assert own.draws == pytest.approx(by_offer)
    firms = sum(found[name].draws for name in whole.figures)
    assert share.draws == pytest.approx(by_offer / firms)
    for part in own.slices:
        assert market.offers[part.offer].product in ("yescarta", "tecartus")
        assert any(market.evidence.fact(fact).table == "ownership" for fact in part.facts)


def test_figures_say_what_the_tables_say(market, found):
    for place in places(market):
        for one in concentration(market, place.kind, place.id):
            stem = f"{place.kind}/{place.id}/{one.year}"
            assert found[f"{SCOPE}/hhi/{stem}"].value == pytest.approx(one.hhi.mean)
            assert found[f"{SCOPE}/firms/{stem}"].value == pytest.approx(one.companies.mean)
            for count, width in enumerate(one.leading, 1):
                assert found[f"{SCOPE}/cr{count}/{stem}"].value == pytest.approx(width.mean)


def test_every_figure_has_an_id_of_its_own_and_ends_in_facts(market, found):
    every = (*held(market), *came(market), *indicated(market))
    assert len({one.id for one in every}) == len(every)
    trail = with_workings(trails(market), market, every)
    for name in sorted(found)[::97]:
        node = walk(trail, name)
        for leaf in node.leaves():
            assert leaf.kind in (FACT, ASSUMPTION, ABOVE) or (
                leaf.kind == ABSENCE and node.amount in (None, 0.0)
            )
            assert leaf.kind != FACT or market.evidence.fact(leaf.id)
            assert leaf.kind != ABOVE or leaf.id in trail["workings"] or leaf.id in trail["figures"]


@pytest.fixture(scope="module")
def differences(market):
    few = [next(one for one in forces() if one.kind == kind) for kind in KINDS]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("cytonomics.landscape.matrix.forces", lambda: tuple(few))
        return {one.id: one for one in shifted(market, 2031, 6, 11)}


def test_an_impact_is_the_difference_of_the_two_figures_it_names(differences):
    rows = [one for name, one in differences.items() if "/force/" in name]
    assert len(rows) == 15
    for row in rows:
        without, under = (differences[name].draws for name in row.figures)
        if "impact_growth" in row.id or "impact_customer" in row.id:
            expected = 100 * (under - without) / without
        elif "impact_innovation" in row.id:
            expected = 100 * (under - without) / without.mean()
        else:
            expected = under - without
        assert row.draws == pytest.approx(expected), row.id


def test_a_cell_is_the_first_of_the_forces_it_names(differences):
    cells = [one for name, one in differences.items() if "/kind/" in name]
    assert len(cells) == 15
    for cell in cells:
        every = [differences[name] for name in cell.figures]
        assert cell.draws is not None and (cell.draws == every[0].draws).all()
        assert abs(cell.value) == max(abs(one.value) for one in every)
        assert len(cell.facts) == 2  # from which size it is high and moderate


def test_the_overlaid_side_is_the_market_under_the_scenario(market, differences):
    row = differences[f"{SCOPE}/impact_growth/force/targeted_antigen_recognition/2031"]
    under = differences[row.figures[1]]
    scenario = forces()[0].scenario
    other = evaluate(market.evidence, SCOPE, draws=6, seed=11, scenarios=[scenario])
    whole = other.revenue[:, other.years.index(2031)].sum(axis=1)
    assert under.draws == pytest.approx(whole)
    assert set(under.facts) == set(scenario.evidence)


def test_an_indicator_of_the_model_is_the_figure_it_names(found):
    own = found[f"{SCOPE}/indicator/porter/rivalry_index/{LAST_HISTORY}"]
    (behind,) = own.figures
    assert own.draws == pytest.approx(found[behind].draws)
    stated = found[f"{SCOPE}/indicator/pest/social_lost/{LAST_HISTORY}"]
    assert stated.facts and stated.draws is None
    payers = found[f"{SCOPE}/indicator/porter/buyers_payers/{LAST_HISTORY}"]
    assert payers.facts
    assert f"{SCOPE}/product_revenue/region/europe/{LAST_HISTORY}" in payers.figures


def test_products_by_authority_are_the_first_approvals_of_the_table(market):
    """Counted by hand in the table, without the model's own reading of it."""
    path = files("cytonomics.evidence") / "data" / "approvals" / "approvals.csv"
    first: dict[tuple[str, str], str] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        key = (row["product_id"], row["authority"])
        if row["product_id"] in market.products and row["approval_type"] != "withdrawn":
            first[key] = min(first.get(key, "9999"), row["approval_date"][:4])
    by_hand = Counter(
        (authority, int(year))
        for (_, authority), year in first.items()
        if FIRST <= int(year) <= LAST_HISTORY
    )
    ours = Counter(
        (one.presence.authority, one.year) for one in approved(market) if one.kind == ENTRY
    )
    assert ours == by_hand
    assert (ours["FDA", 2021], ours["EMA", 2022], ours["FDA", 2024]) == (2, 3, 3)
    counts = {one.id: one for one in came(market)}
    fda = counts[f"{SCOPE}/products_in/authority/FDA/2021"]
    assert fda.value == 2 and {"apr0010", "apr0016"} <= set(fda.facts)


def test_firms_come_to_regions_where_something_there_says_so(market):
    regions = {one.id: one for one in places(market) if one.kind == REGION}
    asia = [(one.year, one.kind, one.firm) for one in moves(market, regions["asia_pacific"])]
    # Japan's rights to Yescarta went from Daiichi Sankyo back to Gilead.
    assert (2023, EXIT, "daiichi_sankyo") in asia and (2021, ENTRY, "jw_therapeutics") in asia
    america = [(one.year, one.firm) for one in moves(market, regions["north_america"])]
    assert (2021, "bristol_myers_squibb") in america
    assert "jw_therapeutics" not in {firm for _, firm in america}
    for region in regions.values():
        for one in moves(market, region):
            assert one.forecast or one.facts, one


def test_a_withdrawal_laid_over_is_an_exit_and_its_day_moves_it(under):
    label = {
        "product_id": "carvykti",
        "authority": "TGA",
        "region": "AUS",
        "indication_id": "mm",
        "line_of_therapy": "4",
        "population": "adult",
        "approval_type": "withdrawn",
    }
    years = []
    for day in ("2024-03", "2025-10"):
        changed = under(approvals={**label, "approval_date": day, "known_from": "2025-12-01"})
        gone = [one for one in arrivals(changed) if one.kind == EXIT]
        years += [(one.year, one.presence.authority, one.facts) for one in gone]
        counted = {one.id: one for one in came(changed)}
        exit_ = counted[f"{SCOPE}/products_out/authority/TGA/{gone[0].year}"]
        assert exit_.value == 1 and exit_.facts == ("test_0001",)
    assert years == [(2024, "TGA", ("test_0001",)), (2025, "TGA", ("test_0001",))]
