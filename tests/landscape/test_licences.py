"""Licences and pipeline: counts against counts in print and plain recounting, and what changes."""

# Which kind of block a chapter holds where is what these tests are about.
# mypy: disable-error-code="union-attr, index"

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from cytonomics.evidence import load
from cytonomics.evidence.schema import data_folder
from cytonomics.landscape.as_rows import count_rows
from cytonomics.landscape.licences import (
    EXEMPTION,
    authorities,
    counted,
    licences,
    spans,
    timeline,
)
from cytonomics.landscape.pipeline import by_phase, pipeline
from cytonomics.landscape.statements import licence_checks
from cytonomics.market import MarketError, evaluate
from cytonomics.report.estimates import estimates_of
from cytonomics.report.licences import licence_sentences, licensed
from cytonomics.report.outcomes import outcomes

LICENCE = {
    "id": "mine1",
    "authority": "FDA",
    "product_name": "Novocel",
    "holder": "Somebody",
    "kind": "cell_product",
    "modality": "car_t",
    "application": "autologous",
    "route": "full",
    "licensed": "2025-05-01",
    "indication": "Multiple myeloma",
    "source_title": "made up",
    "confidence": "primary",
    "known_from": "2025-05-01",
    "known_from_basis": "printed",
}


def overlaid(folder: Path, **row: str):
    whole = {**LICENCE, **row}
    with (folder / "licences.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(whole))
        writer.writeheader()
        writer.writerow(whole)
    return load(folder)


def shipped_rows() -> list[dict[str, str]]:
    text = (data_folder() / "licences" / "licences.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


@pytest.mark.parametrize(
    ("day", "number"),
    # Counts that were in print about those days: 27 early in 2023, 36 in spring 2024, 45 as the
    # published report has it.
    [(date(2023, 1, 31), 27), (date(2024, 3, 31), 36), (date(2025, 5, 15), 45)],
)
def test_the_list_of_the_fda_is_as_long_as_counts_in_print(day, number):
    assert counted(load(), day, "FDA")[0].number == number


def test_the_car_t_products_came_one_by_one():
    came = [step.licence.product for step in timeline(load(), "FDA", modality="car_t")]
    assert came == ["Kymriah", "Yescarta", "Tecartus", "Breyanzi", "Abecma", "Carvykti", "Aucatzyl"]
    (span,) = spans(load(), 7, "FDA", modality="car_t")
    assert (span.first, span.until) == (date(2024, 11, 8), None)


def test_counts_are_those_of_plain_reading():
    rows = shipped_rows()
    replaced = {row["supersedes"] for row in rows}
    # Whole days only, so that no rule on vague ones is needed here.
    for year in (2008, 2013, 2019, 2022, 2026):
        day = f"{year}-12-31"
        for authority in ("FDA", "EMA", "PMDA", "MFDS"):
            held = [
                row
                for row in rows
                if row["id"] not in replaced
                and row["authority"] == authority
                and row["route"] != "exemption"
                and row["licensed"] <= day
                and not (row["ended"] and row["ended"][:4] <= day[:4])
            ]
            found = [one for one in licences(load(), authority) if one.held_on(date(year, 12, 31))]
            assert len(found) == len(held), (authority, day)


def test_kinds_sum_to_the_total_and_vague_days_surround_the_count():
    for day in (date(2010, 6, 1), date(2012, 3, 15), date(2017, 6, 1), date(2025, 6, 1)):
        counts = counted(load(), day)
        for total in (one for one in counts if one.kind == "total"):
            parts = [
                one for one in counts if one.authority == total.authority and one.kind != "total"
            ]
            assert total.number == sum(part.number for part in parts) == len(total.facts)
            assert total.fewest <= total.number <= total.most
    # Gintuit is licensed in March 2012, the day is not on record.
    march = counted(load(), date(2012, 3, 15), "FDA")[0]
    assert march.most == march.number + 1


def test_a_count_holds_exactly_within_its_spans():
    for span in spans(load(), 45, "FDA"):
        assert counted(load(), span.first, "FDA")[0].number == 45
        assert counted(load(), span.first - timedelta(days=1), "FDA")[0].number != 45
        assert span.until is not None
        assert counted(load(), span.until, "FDA")[0].number != 45


def test_an_end_is_not_known_before_it_came():
    early, late = load(as_of=date(2016, 6, 30)), load(as_of=date(2018, 6, 30))
    for evidence, held in ((early, True), (late, False)):
        (carticel,) = [one for one in licences(evidence, "FDA") if one.product == "Carticel"]
        assert carticel.held_on(date(2018, 6, 30)) is held


def test_what_an_exemption_allows_is_no_licence():
    names = {one.product for one in licences(load(), "FDA")}
    every = {one.product for one in licences(load(), "FDA", exemptions=True)}
    assert every - names == {"Epicel"}
    assert "AEMPS" in authorities(load())
    assert all(one.fact["route"] == EXEMPTION for one in licences(load(), "AEMPS", exemptions=True))


def test_licences_and_approvals_tell_of_the_same_days():
    evidence = load()
    first: dict[tuple[str, str], set[str]] = {}
    for fact in evidence["approvals"]:
        if fact["approval_type"] not in ("withdrawn", "label_extension"):
            key = fact["authority"], fact["product_id"]
            first.setdefault(key, set()).add(fact["approval_date"])
    compared = 0
    for fact in evidence["licences"]:
        days = first.get((fact["authority"], fact["product_id"]))
        if days:
            compared += 1
            assert fact["licensed"] in days, fact.id
    assert compared > 80


def test_one_more_licence_changes_what_is_said(tmp_path):
    before, after = licence_sentences(load()), licence_sentences(overlaid(tmp_path))
    assert "has 45 on 2025-05-15" in before[0]
    assert "It agrees" in before[0]
    assert "has 46 on 2025-05-15, 19 products of living cells" in after[0]
    assert "It does not agree; there were exactly 45 from 2025-04-29 until 2025-05-01." in after[0]
    assert "has 8 on 2025-05-28" in after[2]
    assert before[1] == after[1]


def test_an_end_changes_what_is_said(tmp_path):
    kymriah = next(one for one in licences(load(), "FDA") if one.product == "Kymriah")
    named = {
        "id": "mine2",
        "supersedes": kymriah.fact.id,
        "product_name": "Kymriah",
        "licensed": "2017-08-30",
        "ended": "2025-01-31",
        "known_from": "2025-01-31",
    }
    checks = licence_checks(overlaid(tmp_path, **named))
    assert [check.counts[0].number for check in checks] == [44, 17, 6]
    assert "Kymriah" in {one.product for one in checks[2].ended}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((date(1990, 1, 1), "FDA"), "holds no licence of FDA by 1990-01-01; the first is of 1997"),
        ((date(1990, 1, 1), ""), "holds no licence of any authority by 1990-01-01"),
        ((date(2020, 1, 1), "PDMA"), "there are no licences of 'PDMA'; did you mean 'PMDA'?"),
        ((date(2020, 1, 1), "moon"), "there are no licences of 'moon'; authorities are FDA, "),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(asked, said):
    with pytest.raises(MarketError) as refused:
        counted(load(), *asked)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_licence_that_ends_before_it_begins_is_refused(tmp_path):
    with pytest.raises(MarketError, match=r"licence mine1 of Novocel ends .* before it begins"):
        licences(overlaid(tmp_path, ended="2020"))


def test_rows_for_json_name_their_facts():
    (row, *_) = count_rows(counted(load(), date(2025, 5, 15), "FDA"))
    assert row["licences"] == 45 == len(row["facts"])
    assert row["day"] == "2025-05-15"


def test_a_programme_leaves_when_its_label_is_granted():
    def running(day):
        return {
            (fact["product_id"], fact["region"])
            for fact in pipeline(load(), day)
            if fact["indication_id"] == "b_all"
        }

    assert ("aucatzyl", "USA") in running(date(2024, 11, 7))
    assert ("aucatzyl", "USA") not in running(date(2024, 11, 8))
    # Europe came eight months later.
    assert ("aucatzyl", "EMA") in running(date(2025, 7, 20))


def test_the_pipeline_of_a_day_looks_at_nothing_later():
    for day in (date(2020, 6, 30), date(2023, 6, 30)):
        now, then = pipeline(load(), day), pipeline(load(as_of=day), day)
        assert [fact.id for fact in now] == [fact.id for fact in then]
        assert all(fact.known_from <= day for fact in now)
        assert sum(by_phase(now).values()) == len(now)


def test_a_day_before_the_first_programme_is_refused():
    with pytest.raises(MarketError, match="no programme known by 1999-01-01; the first is of"):
        pipeline(load(), date(1999, 1, 1))


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2022, 6, 30)])
def test_the_chapter_of_an_early_day_knows_nothing_later(day):
    evidence = load(as_of=day)
    market = evaluate(evidence, "adoptive_cell_therapy", draws=4, forecast="trend")
    chapter = licensed(estimates_of(market))
    first = chapter.blocks[0].paragraphs[0]
    number = sum(one.held_on(day) for one in licences(evidence, "FDA"))
    assert first.startswith(f"On {day} {number} licences of cellular and gene therapies by the FDA")
    assert licence_sentences(evidence) == ()
    tables = {block.id: block for block in chapter.blocks if hasattr(block, "id")}
    assert "licence-statements" not in tables
    assert max(row[0][:10] for row in tables["licences-list"].rows) <= day.isoformat()
    assert outcomes(estimates_of(market)).id == "outcomes"
