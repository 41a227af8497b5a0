"""Scopes: the published table agrees with the terms and answers what a market contains."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cytonomics.vocabulary import (
    Scope,
    VocabularyError,
    includes,
    scope,
    scope_named,
    scope_words,
    scopes,
    term,
    terms,
)
from cytonomics.vocabulary.tables import rows

ADOPTIVE = scope("adoptive_cell_therapy")
PERSONALIZED = scope("personalized_cell_therapy")


def test_the_table_names_only_known_scopes_terms_and_measures() -> None:
    assert {row["scope"] for row in rows("scope_membership")} <= {each.id for each in scopes()}
    for row in rows("scope_membership"):
        assert row["membership"] in ("in", "out")
        assert row["reason"].endswith(".")
        assert term(row["dimension"], row["term"])
    for each in scopes():
        assert each.definition.endswith(".")
        assert all(term("measure", measure) for measure in each.measures)


def test_no_term_is_decided_twice() -> None:
    for each in scopes():
        decided = [(row.dimension, row.term) for row in each.membership]
        assert len(decided) == len(set(decided)), each.id


@pytest.mark.parametrize("dimension", ["modality", "therapeutic_area", "application"])
@pytest.mark.parametrize("market", [ADOPTIVE, PERSONALIZED], ids=lambda market: market.id)
def test_report_markets_decide_every_term(market: Scope, dimension: str) -> None:
    decided = {row.term for row in market.membership if row.dimension == dimension}
    assert decided == {each.id for each in terms(dimension)}


def test_adoptive_cell_therapy_holds_effector_cells_for_cancer() -> None:
    inside = {each.id for each in terms("modality") if includes(ADOPTIVE, modality=each.id)}
    assert inside == {"car_t", "tcr_t", "til", "evst", "nk", "cik"}
    assert ADOPTIVE.measures == ("product_revenue", "episode_spend")
    areas = [each.id for each in terms("therapeutic_area")]
    assert [area for area in areas if includes(ADOPTIVE, therapeutic_area=area)] == ["cancer"]
    assert includes(ADOPTIVE, authorisation="hospital_exemption", country="CHN", modality="car_t")
    assert not includes(ADOPTIVE, authorisation="investigational")


def test_terms_follow_the_nearest_decided_term_above() -> None:
    assert includes(ADOPTIVE, indication="dlbcl")
    assert not includes(ADOPTIVE, indication="als")
    assert not includes(ADOPTIVE, technology="bone_marrow_transplantation_autologous_myeloma")
    assert includes(ADOPTIVE, technology="car_t_lymphoma")


def test_personalized_cell_therapy_reads_as_the_report_lists_it() -> None:
    for technology in ("platelet_transfusion", "packed_red_cell_transfusion"):
        assert includes(PERSONALIZED, technology=technology, therapeutic_area="cardiovascular")
    assert includes(PERSONALIZED, technology="organ_transplant_kidney", end_user="hospital")
    assert includes(PERSONALIZED, modality="car_t", application="autologous")
    assert not includes(PERSONALIZED, modality="car_t", application="allogeneic")
    assert not includes(PERSONALIZED, technology="plasma_transfusion")


def test_a_listed_dimension_is_closed_and_an_unlisted_one_open() -> None:
    assert includes(scope("til"), modality="til", indication="melanoma")
    assert not includes(scope("til"), modality="car_t")
    assert not includes(scope("transfusion"), modality="car_t")
    assert not includes(scope("immunotherapy"), modality="car_t", indication="als")


@pytest.mark.parametrize("id", ["manufacturing", "other"])
def test_markets_of_nothing_we_count_contain_nothing(id: str) -> None:
    assert scope(id).measures == ()
    assert not includes(scope(id), modality="car_t")


def test_bad_questions_are_refused() -> None:
    with pytest.raises(VocabularyError, match="'car-t' is not a scope; nearest: car_t"):
        scope("car-t")
    with pytest.raises(VocabularyError, match="name at least one term to look for in scope"):
        includes(ADOPTIVE)
    with pytest.raises(VocabularyError, match="'colour' is not a dimension"):
        includes(ADOPTIVE, colour="red")
    with pytest.raises(VocabularyError, match="'CAR-T' is not an id of dimension 'modality'"):
        includes(ADOPTIVE, modality="CAR-T")


def test_every_scope_word_moves_a_known_scope_for_a_reason() -> None:
    known = {each.id for each in scopes()}
    moves = [(each.word.lower(), among) for each in scope_words() for among in each.among]
    assert len(moves) == len(set(moves))
    for each in scope_words():
        assert {*each.among} <= known
        assert each.scope is None or each.scope in known
        assert each.reason.endswith(".")


@pytest.mark.parametrize(
    ("label", "sense"),
    [
        ("CAR T-cell therapy", "car_t"),
        ("relapsed myeloma CAR T", "car_t"),
        ("CAR-T contract manufacturing", "manufacturing"),
        ("cell therapy CDMO", "manufacturing"),
        ("viral vectors", "manufacturing"),
        ("gene therapy CDMO", "manufacturing"),
        ("cell therapy raw materials", "manufacturing"),
        ("haemophilia gene therapies", "other"),
        ("stem cell banking", "other"),
        ("cell and gene therapy clinical trials", "other"),
        ("immune checkpoint inhibitors", "immunotherapy"),
        ("natural killer (NK) cell therapeutics", "nk"),
        ("cell/gene therapies", "cell_and_gene_therapy"),
        ("autologous stem cell and non-stem cell based therapies", "autologous_cell_therapy"),
        ("autologous and allogeneic cell therapy", "cell_therapy"),
        ("blood components", "transfusion"),
        ("blood transfusion diagnostics", None),
        ("biologics CDMO", None),
        ("allergy immunotherapy", None),
        ("stem cell media", None),
        ("pet food", None),
        ("", None),
    ],
)
def test_a_label_is_read_by_its_sense(label: str, sense: str | None) -> None:
    assert scope_named(label) == sense


def test_the_names_that_reports_print_have_their_scope() -> None:
    """442 names of markets, given scopes by two people who saw neither aliases nor words."""
    with (Path(__file__).parent / "market_names.csv").open(encoding="utf-8") as lines:
        named = list(csv.DictReader(lines))
    assert len(named) > 400
    wrong = [
        (each["name"], found)
        for each in named
        if (found := scope_named(each["name"]) or "") != each["scope"]
    ]
    assert not wrong
