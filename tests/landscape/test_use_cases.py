"""Use cases: parts add up, labels are those of the table, and one fact changes what is said."""

# Which results a trial has is what these tests are about.
# mypy: disable-error-code="union-attr"

from __future__ import annotations

import csv

import pytest

from cytonomics.evidence.schema import data_folder
from cytonomics.landscape.exact import proportion
from cytonomics.landscape.named_uses import IN_USE, standings
from cytonomics.landscape.transfer_uses import transfer_uses, use_rows
from cytonomics.landscape.trend import NO_EVIDENCE
from cytonomics.landscape.use_cases import use_cases
from cytonomics.market.eligibility import approvals_of
from cytonomics.report.blocks import FactTable
from cytonomics.report.use_cases import use_case_blocks

WITHDRAWN = {
    "product_id": "amtagvi",
    "authority": "FDA",
    "region": "USA",
    "indication_id": "melanoma",
    "line_of_therapy": "2",
    "population": "adult",
    "approval_date": "2026-03-01",
    "approval_type": "withdrawn",
    "known_from": "2026-03-01",
}


def by_disease(market):
    return {one.indication: one for one in use_cases(market)}


def test_diseases_add_up_to_the_market(market):
    found = use_cases(market)
    at = market.years.index(2025)
    sold = market.revenue[:, at].sum(axis=1).mean()
    assert sum(one.sales.mean for one in found if one.sales) == pytest.approx(sold, rel=0.02)
    treated = market.patients[:, at].sum(axis=1).mean()
    patients = sum(one.patients.mean for one in found if one.patients)
    assert patients == pytest.approx(treated, rel=0.02)
    for one in found:
        lines = sum(line.patients.mean for line in one.lines)
        assert lines == pytest.approx(one.patients.mean if one.patients else 0.0)
        if one.per_patient:
            assert 30_000 < one.per_patient.mean < 4_000_000


def test_labels_now_are_rows_of_the_table(market):
    text = (data_folder() / "approvals" / "approvals.csv").read_text(encoding="utf-8")
    rows = [
        row
        for row in csv.DictReader(text.splitlines())
        if row["indication_id"] == "mcl" and row["product_id"] in market.products
    ]
    assert not any(row["approval_type"] == "withdrawn" for row in rows)
    own = by_disease(market)["mcl"]
    assert {one.product for one in own.products} == {row["product_id"] for row in rows}
    assert {fact for one in own.products for fact in one.labels} == {row["id"] for row in rows}
    for one in own.products:
        lines = [int(row["line_of_therapy"]) for row in rows if row["product_id"] == one.product]
        assert one.line == min(lines)


def test_a_label_of_one_country_is_none_of_the_union(market):
    """ARI-0002h is allowed in Spain alone."""
    found = next(p for p in by_disease(market)["mm"].products if p.product == "ari_0002")
    assert [a.countries for a in approvals_of(market.evidence, "ari_0002")] == [{"ESP"}]
    assert found.places == () and found.authorities == ("AEMPS",)


def test_the_trial_is_the_largest_and_its_interval_exact(market):
    found = next(p for p in by_disease(market)["mm"].products if p.product == "carvykti")
    counted = found.trial.response.proportion
    # CARTITUDE-4 randomised 208 to the product, CARTITUDE-1 infused 97.
    assert (found.trial.trial, counted.of) == ("cartitude_4", 208)
    assert (counted.low, counted.high) == tuple(proportion(176, 208))[3:]
    assert found.compared


def test_markers_and_missing_labels_stand_in_the_way(market):
    own = by_disease(market)["synovial_sarcoma"]
    assert any("HLA-A*02:01" in text for text in own.obstacles)
    assert any("no label in the European Union" in text for text in own.obstacles)


def test_one_fact_changes_what_is_labelled_and_said(market, under):
    changed = under(approvals=WITHDRAWN)
    before, after = by_disease(market)["melanoma"], by_disease(changed)["melanoma"]
    assert before.products[0].authorities == ("FDA", "HC")
    assert before.obstacles[0] == "no label in the European Union, Japan, China"
    # What Canada granted goes on.
    assert after.products[0].authorities == ("HC",)
    assert after.obstacles[0] == "no label in the United States, the European Union, Japan, China"
    [own, later] = [
        next(row for row in block.rows if row[0] == "Melanoma")
        for one in (market, changed)
        for block in use_case_blocks(one)
        if isinstance(block, FactTable) and block.id == "use-obstacles"
    ]
    assert str(own[1]).startswith("no label in the European") and own[1] != later[1]


def test_fields_of_a_technology_add_up(personal):
    found = [one for one in transfer_uses(personal) if "kidney" in one.technology]
    own = [j for j, o in enumerate(personal.offers) if o.product == "organ_transplant_kidney"]
    number = personal.patients[:, personal.years.index(2025), own].sum(axis=1).mean()
    assert sum(one.number.mean for one in found) == pytest.approx(number, rel=0.03)
    assert sum(one.share.mean for one in found) == pytest.approx(1.0, abs=0.03)


def test_groups_of_patients_are_those_of_the_latest_survey(personal):
    found = next(
        one
        for one in transfer_uses(personal)
        if one.technology.endswith("autologous") and one.area == "cancer"
    )
    first = found.groups[0]
    # The European registry's report on 2023.
    assert (first.name, first.share, first.year) == ("plasma cell disorders", 0.582, 2023)


def test_products_alone_have_no_transfers(market, personal):
    assert not transfer_uses(market) and transfer_uses(personal)
    for own in (market, personal):
        rows = use_rows(own)
        assert rows["diseases"] and bool(rows["transfers"]) == (own is personal)
        for row in rows["diseases"]:
            for name in row["facts"]:
                assert own.evidence.fact(name).id == name


def test_named_uses_are_found_or_said_to_be_missing(evidence):
    found = {one.use.id: one for one in standings(evidence, "personalized_cell_therapy")}
    assert found["car_t_blood"].verdict == IN_USE and "Kymriah" in found["car_t_blood"].products
    counted = found["til_colorectal"].largest.response.proportion
    assert (counted.cases, counted.of) == (3, 7)
    assert found["prime_editing"].verdict == NO_EVIDENCE
