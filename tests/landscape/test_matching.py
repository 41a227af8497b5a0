"""Matches against labels everyone can look up, and words that mean nothing."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from tests.landscape.matched import EVIDENCE, PRODUCTS, kinds

from cytonomics.errors import CytonomicsError
from cytonomics.evidence import load
from cytonomics.landscape.conditions import label_conditions
from cytonomics.landscape.match_words import as_json, told
from cytonomics.landscape.matching import LABELLED, NOT_LABELLED, NOTICE, OPEN, match
from cytonomics.landscape.patient import MatchError, patient_of
from cytonomics.market.eligibility import approvals_of

KNOWN_TECELRA = ["HLA-A*02:01", "HLA-A*02:05-", "MAGE-A4"]


def one(product, indication, region, evidence=EVIDENCE, **words):
    patient = patient_of(evidence, indication, region, **words)
    (found,) = match(evidence, patient, product).matches
    return found


@pytest.mark.parametrize(
    ("day", "status"),
    [("2017-01-01", NOT_LABELLED), ("2017-10-17", NOT_LABELLED), ("2017-10-18", LABELLED),
     ("2018-01-01", LABELLED), ("2026-01-01", LABELLED)],
)  # fmt: skip
def test_yescarta_in_the_third_line_from_the_day_of_its_approval(day, status):
    found = one("yescarta", "dlbcl", "USA", line="3", age="62", day=day)
    assert found.status == status
    if status == NOT_LABELLED:
        assert "2017-10-18" in " ".join(point.text for point in found.against)


@pytest.mark.parametrize(
    ("product", "indication", "region", "words", "status"),
    [
        # Second line since 2022 in the United States, later in Japan.
        ("yescarta", "dlbcl", "USA", {"line": "2", "day": "2022-03-31"}, NOT_LABELLED),
        ("yescarta", "dlbcl", "USA", {"line": "2", "day": "2022-04-01"}, LABELLED),
        ("yescarta", "dlbcl", "Japan", {"line": "2", "day": "2022-04-01"}, NOT_LABELLED),
        ("yescarta", "dlbcl", "USA", {"earlier_lines": "1", "day": "2022-04-01"}, LABELLED),
        # Four earlier lines, then two.
        ("abecma", "mm", "USA", {"line": "4", "day": "2023-01-01"}, NOT_LABELLED),
        ("abecma", "mm", "Japan", {"line": "4", "day": "2023-01-01"}, LABELLED),
        # The United Kingdom was within the EMA's area until the end of 2020.
        ("yescarta", "dlbcl", "GBR", {"line": "3", "day": "2019-01-01"}, LABELLED),
        ("yescarta", "dlbcl", "CHE", {"line": "3", "day": "2019-01-01"}, NOT_LABELLED),
        # Tecartus for leukaemia: adults in the United States, 26 and over in Europe.
        ("tecartus", "b_all", "USA", {"line": "2", "age": "22", "day": "2024-01-01"}, LABELLED),
        ("tecartus", "b_all", "DEU", {"line": "2", "age": "22", "day": "2024-01-01"}, NOT_LABELLED),
        ("tecartus", "b_all", "EMA", {"line": "2", "age": "26", "day": "2024-01-01"}, LABELLED),
        # Kymriah: leukaemia to 25 complete years, lymphoma in adults.
        ("kymriah", "b_all", "USA", {"line": "2", "age": "25", "day": "2020-01-01"}, LABELLED),
        ("kymriah", "b_all", "USA", {"line": "2", "age": "25.9", "day": "2020-01-01"}, LABELLED),
        ("kymriah", "b_all", "USA", {"line": "2", "age": "26", "day": "2020-01-01"}, NOT_LABELLED),
        ("kymriah", "dlbcl", "USA", {"line": "3", "age": "17", "day": "2020-01-01"}, NOT_LABELLED),
        ("kymriah", "b_all_paediatric", "USA", {"line": "2", "age": "9"}, LABELLED),
        # Withdrawn in Europe, there in the United States.
        ("skysona", "cald", "EMA", {"line": "1", "age": "6", "day": "2021-08-01"}, LABELLED),
        ("skysona", "cald", "EMA", {"line": "1", "age": "6", "day": "2021-11-30"}, NOT_LABELLED),
        ("skysona", "cald", "USA", {"line": "1", "age": "6", "day": "2023-01-01"}, LABELLED),
        ("skysona", "cald", "USA", {"line": "1", "age": "18", "day": "2023-01-01"}, NOT_LABELLED),
        ("zynteglo", "tdt", "FRA", {"line": "2", "age": "20", "day": "2022-06-01"}, NOT_LABELLED),
        ("provenge", "prostate", "DEU", {"line": "1", "age": "70", "day": "2014-01-01"}, LABELLED),
        ("provenge", "prostate", "DEU", {"line": "1", "age": "70"}, NOT_LABELLED),
    ],
)  # fmt: skip
def test_known_labels(product, indication, region, words, status):
    found = one(product, indication, region, **{"age": "60", **words})
    assert found.status == status, found.points


def test_tecelra_asks_for_the_tissue_type_and_the_antigen():
    words = {"line": "2", "age": "40", "day": "2026-01-01", "prior": ["Chemotherapy"]}
    asked = ("tecelra", "synovial_sarcoma", "USA")
    assert one(*asked, markers=KNOWN_TECELRA, **words).status == LABELLED
    nothing = one(*asked, **words)
    assert nothing.status == OPEN
    assert kinds(nothing.missing) >= {"marker", "excluded_marker"}
    assert "MAGE-A4" in " ".join(point.text for point in nothing.missing)
    group = one(*asked, markers=["HLA-A*02", "HLA-A*02:05-", "MAGE-A4"], **words)
    assert group.status == OPEN
    assert any("of HLA-A*02 the allele is not given" in point.text for point in group.missing)
    for wrong in ("HLA-A*02-", "MAGE-A4-", "HLA-A*02:05"):
        rest = [marker for marker in KNOWN_TECELRA if marker.strip("-") != wrong.strip("-")]
        rest = [] if wrong == "HLA-A*02-" else rest
        assert one(*asked, markers=[wrong, *rest], **words).status == NOT_LABELLED, wrong


def test_an_antigen_that_is_absent_speaks_against_a_product_that_binds_it():
    words = {"line": "3", "age": "60", "day": "2026-01-01"}
    found = one("yescarta", "dlbcl", "USA", markers=["cd19 negative"], **words)
    assert found.status == NOT_LABELLED
    assert kinds(found.against) == {"target"}


def test_what_is_not_given_is_named_and_not_guessed():
    found = one("breyanzi", "nhl", "USA", day="2026-01-01")
    assert found.status == OPEN
    assert {"indication", "line", "age"} <= kinds(found.missing)
    cll = one("breyanzi", "cll", "USA", line="3", age="70", day="2026-01-01")
    assert [point.kind for point in cll.missing].count("prior_therapy") == 2
    given = ["BTK inhibitors", "BCL-2 inhibitor"]
    assert one("breyanzi", "cll", "USA", line="3", age="70", prior=given).status == LABELLED


def test_a_condition_that_hangs_on_a_marker_counts_only_with_it():
    words = {"line": "2", "age": "50", "day": "2025-01-01", "prior": ["PD-1 antibody"]}
    asked = ("amtagvi", "melanoma", "USA")
    assert one(*asked, **words).status == OPEN
    assert one(*asked, markers=["BRAF V600-"], **words).status == LABELLED
    assert one(*asked, markers=["BRAF V600"], **words).status == OPEN
    both = words | {"prior": ["PD-1 antibody", "BRAF inhibitor"]}
    assert one(*asked, markers=["BRAF V600"], **both).status == LABELLED


def test_what_is_approved_elsewhere_is_told_with_its_day():
    found = one("ebvallo", "ptld", "USA", line="2", age="30", day="2025-01-01", markers=["EBV"])
    assert found.status == NOT_LABELLED
    (elsewhere,) = [p for p in found.points if p.kind == "elsewhere" and "EMA" in p.text]
    assert "2022-12-16" in elsewhere.text
    assert EVIDENCE.fact(*elsewhere.facts)["authority"] == "EMA"
    # Nowhere is a man of 30 within Kymriah's label for leukaemia, so nowhere is named.
    old = one("kymriah", "b_all", "USA", line="2", age="30", day="2025-01-01")
    assert "elsewhere" not in kinds(old.points)


def test_trials_and_times_are_those_public_by_the_day():
    early = one("yescarta", "dlbcl", "USA", line="3", age="60", day="2018-01-01")
    late = one("yescarta", "dlbcl", "USA", line="3", age="60", day="2026-01-01")
    assert not early.outcomes
    for wait in early.waits:
        assert all(EVIDENCE.fact(fact).known_from <= date(2018, 1, 1) for fact in wait.facts)
    assert {"trials", "time", "centres"} <= kinds(early.missing)
    trial = next(trial for trial in late.outcomes if trial.trial == "zuma_1")
    assert (trial.response, trial.pfs_months) == (0.83, 5.9)
    for found in late.outcomes:
        assert all(EVIDENCE.fact(f).known_from <= date(2026, 1, 1) for f in found.facts)
    wait = next(wait for wait in late.waits if wait.stage == "infusion")
    # ZUMA-1 printed 24 days, later practice 26.
    assert (wait.low, wait.days, wait.high, wait.of) == (24.0, 25.0, 26.0, "yescarta")


def test_a_class_stands_in_where_a_product_has_no_time_and_says_so():
    found = one("tecartus", "mcl", "USA", line="3", age="60", day="2026-01-01")
    wait = next(wait for wait in found.waits if wait.stage == "infusion")
    assert wait.of == "autologous_car_t"
    assert {EVIDENCE.fact(fact)["product_id"] for fact in wait.facts} == {wait.of}


def test_every_answer_says_that_it_is_no_advice_and_traces_to_facts():
    patient = patient_of(EVIDENCE, "mm", "USA", line="3", age="60", markers=["BCMA", "TP53"])
    answer = match(EVIDENCE, patient)
    assert list(told(answer))[-1] == NOTICE
    said = as_json(answer)
    assert said["notice"] == NOTICE
    assert any("TP53" in note for note in said["notes"])
    for found in answer.matches:
        assert found.facts
        for fact in found.facts:
            marked = EVIDENCE.fact(fact)["confidence"] in ("recall", "judgement")
            assert (fact in answer.marks) == marked


def test_an_overlaid_fact_changes_the_answer(tmp_path):
    values = {**EVIDENCE.fact("apr0019").values, "id": "own1", "approval_date": "2025-03-01"}
    values |= {"product_id": "abecma", "known_from": "2025-03-01"}
    with (tmp_path / "approvals.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(values))
        writer.writeheader()
        writer.writerow(values)
    words = {"line": "2", "age": "60", "day": "2026-01-01"}
    assert one("abecma", "mm", "USA", **words).status == NOT_LABELLED
    assert one("abecma", "mm", "USA", load(tmp_path), **words).status == LABELLED


def test_each_condition_names_an_approval_of_its_product_and_can_be_read():
    approvals = {fact.id: fact for fact in EVIDENCE["approvals"]}
    for fact in EVIDENCE["label_conditions"]:
        if fact["approval_id"]:
            assert approvals[fact["approval_id"]]["product_id"] == fact["product_id"], fact.id
        if fact["condition"].endswith("_age"):
            assert 0 <= float(fact["value"]) < 100, fact.id
        if fact["confidence"] == "recall":
            assert not fact["source_url"] and fact["source_title"]
    said = {
        fact.id
        for product in PRODUCTS
        for approval in approvals_of(EVIDENCE, product)
        for fact in label_conditions(EVIDENCE, product, approval)
    }
    assert said == {fact.id for fact in EVIDENCE["label_conditions"]}


# Words that mean nothing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"indication": "dlbc"}, "nearest: dlbcl"),
        ({"indication": " "}, "the indication is missing"),
        ({"region": "europe"}, "name one country"),
        ({"region": "Narnia"}, "names no place"),
        ({"day": "1999-01-01"}, "the first approval on record is of"),
        ({"day": "2024-02-30"}, "write YYYY-MM-DD"),
        ({"day": "20240101"}, "write YYYY-MM-DD"),
        ({"line": "0"}, "from 1 to 9"),
        ({"line": "third"}, "whole number"),
        ({"line": "2", "earlier_lines": "2"}, "would be line 3"),
        ({"age": "-3"}, "age '-3' is not a number of years"),
        ({"age": "nan"}, "not a number of years"),
        ({"markers": ["CD19+", "CD19-"]}, "CD19+ and CD19- contradict"),
        ({"markers": ["HLA-A*02-", "HLA-A*02:01"]}, "contradict"),
        ({"markers": ["+"]}, "has no name"),
    ],
)
def test_a_word_that_means_nothing_is_refused_in_a_sentence(words, said):
    known = {"indication": "dlbcl", "region": "USA", **words}
    with pytest.raises(CytonomicsError, match=said.replace("+", r"\+")):
        patient_of(EVIDENCE, known.pop("indication"), known.pop("region"), **known)


@pytest.mark.parametrize(
    ("name", "said"), [("yescart", "nearest: yescarta"), ("anito_cel", "in the pipeline")]
)
def test_a_product_nobody_approved_is_refused(name, said):
    with pytest.raises(MatchError, match=said):
        match(EVIDENCE, patient_of(EVIDENCE, "dlbcl", "USA"), name)
