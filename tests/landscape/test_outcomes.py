"""Outcomes: exact intervals against closed forms and printed ones, and what the chapter says."""

# Which kind of block a chapter holds where is what these tests are about.
# mypy: disable-error-code="union-attr, index"

from __future__ import annotations

import csv
from math import comb, sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.evidence import load
from cytonomics.landscape.as_rows import outcome_rows, statement_rows
from cytonomics.landscape.exact import proportion
from cytonomics.landscape.outcomes import market_outcomes, outcomes
from cytonomics.landscape.statements import lasting_checks, remission_checks, trial_checks
from cytonomics.market import MarketError, evaluate
from cytonomics.report.blocks import Chart
from cytonomics.report.drawing import svg
from cytonomics.report.estimates import estimates_of
from cytonomics.report.forests import Mark, forest
from cytonomics.report.outcome_sentences import outcome_sentences
from cytonomics.report.outcomes import outcomes as chapter

TRIAL = {
    "id": "mine1",
    "trial_id": "nci_crc_tcr",
    "product_id": "nci_neoantigen_tcr",
    "indication_id": "colorectal",
    "phase": "2",
    "n_evaluable": "14",
    "orr": "0.5",
    "source_title": "made up",
    "confidence": "primary",
    "known_from": "2026-11-01",
    "known_from_basis": "printed",
}
# These pages print the normal approximation, p +- 1.96 sqrt(p (1 - p) / n).
APPROXIMATE = {"darvadstrocel_japan", "strata2016"}


def overlaid(folder: Path, **row: str):
    whole = {**TRIAL, **row}
    with (folder / "trials.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(whole))
        writer.writeheader()
        writer.writerow(whole)
    return load(folder)


@pytest.mark.parametrize("of", [1, 7, 101, 1297])
def test_none_and_all_have_closed_forms(of):
    none, whole, one = proportion(0, of), proportion(of, of), proportion(1, of)
    assert (none.low, whole.high) == (0.0, 1.0)
    assert none.high == pytest.approx(1 - 0.025 ** (1 / of))
    assert whole.low == pytest.approx(0.025 ** (1 / of))
    assert one.low == pytest.approx(1 - 0.975 ** (1 / of))


@given(st.integers(1, 60), st.data())
def test_at_each_end_the_tail_has_the_chance_that_is_left(of, data):
    cases = data.draw(st.integers(0, of))
    found = proportion(cases, of)

    def chance(counts, share):
        return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in counts)

    if cases:
        assert chance(range(cases, of + 1), found.low) == pytest.approx(0.025)
    if cases < of:
        assert chance(range(cases + 1), found.high) == pytest.approx(0.025)
    assert found.low <= cases / of <= found.high
    other = proportion(of - cases, of)
    assert (found.low, found.high) == pytest.approx((1 - other.high, 1 - other.low))


def test_intervals_are_those_that_trials_print():
    compared = 0
    for fact in load()["trials"]:
        if fact["orr_low"] is None or fact["n_evaluable"] is None:
            continue
        of = fact["n_evaluable"]
        ours = proportion(round(fact["orr"] * of), of)
        low, high = ours.low, ours.high
        if fact["trial_id"] in APPROXIMATE:
            half = 1.96 * sqrt(ours.share * (1 - ours.share) / of)
            low, high = ours.share - half, ours.share + half
        assert (low, high) == pytest.approx((fact["orr_low"], fact["orr_high"]), abs=0.0051)
        compared += 1
    assert compared >= 12


@pytest.mark.parametrize(("cases", "of"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(cases, of):
    with pytest.raises(MarketError, match="patients is no share; name a count within a number"):
        proportion(cases, of)


def test_a_trial_is_read_from_the_rows_that_know_most():
    (zuma_1,) = [one for one in outcomes(load(), "yescarta") if one.trial == "zuma_1"]
    assert (zuma_1.response.proportion.cases, zuma_1.response.proportion.of) == (84, 101)
    # Toxicity stands in another row than responses, both of 101 patients treated.
    assert zuma_1.cytokine_release.proportion.cases == 11
    assert zuma_1.neurotoxicity.proportion.cases == 32
    assert (zuma_1.progression_free.months, zuma_1.overall.months) == (5.9, 25.8)
    assert (zuma_1.alive.share, zuma_1.alive.months) == (0.426, 60)
    assert zuma_1.follow_up == 63.1


def test_a_share_that_no_count_gives_has_no_interval(tmp_path):
    evidence = overlaid(tmp_path, trial_id="mine", n_evaluable="7", orr="0.5")
    (mine,) = [one for one in outcomes(evidence, "nci_neoantigen_tcr") if one.trial == "mine"]
    assert mine.response.share == 0.5
    assert mine.response.proportion is None


def test_printed_intervals_of_medians_are_kept():
    (satri,) = [one for one in outcomes(load(), "satri_cel") if one.trial == "ct041_st_01"]
    assert satri.progression_free.interval == (2.86, 4.53)
    assert satri.overall.interval == (5.78, 10.02)


def test_the_statements_on_three_of_seven_hold_and_change_with_the_table(tmp_path):
    said = outcome_sentences(load())
    assert "the trial table agrees, with 3 of 7" in said[0]
    assert said[0].endswith("from 10 % to 82 %.")
    assert "the trial table agrees, median 4.6 months" in said[1]
    changed = outcome_sentences(overlaid(tmp_path))
    assert "does not agree, with 7 of 14" in changed[0]
    # 7 of 14: 23 to 77 per cent in any table of exact intervals.
    assert changed[0].endswith("from 23 % to 77 %.")
    assert changed[1:] == said[1:]
    assert [check.agrees for check in trial_checks(load())] == [True, True]


def test_remissions_are_held_against_the_largest_trial_of_licensed_products(tmp_path):
    (check,) = remission_checks(load())
    by_case = {(one.product, one.indication): one for one in check.responses}
    carvykti = by_case["carvykti", "mm"].proportion
    assert (carvykti.cases, carvykti.of) == (176, 208)
    assert by_case["yescarta", "dlbcl"].trial == "zuma_7"
    assert "zuma_12" not in {one.trial for one in check.responses}, "patients not treated before"
    shares = [one.proportion.share for one in check.responses]
    assert shares == sorted(shares, reverse=True)
    named = {"trial_id": "mine", "product_id": "carvykti", "indication_id": "mm"}
    larger = overlaid(tmp_path, **named, line_of_therapy="2L-4L", n_evaluable="400", orr="0.7")
    assert "Carvykti in multiple myeloma 85 %" in outcome_sentences(load())[-1]
    assert "Carvykti in multiple myeloma" not in outcome_sentences(larger)[-1]


def test_lasting_remissions_are_read_at_the_latest_time(tmp_path):
    (check,) = lasting_checks(load())
    above = {(one.trial, one.progression_free_share.months) for one in check.above}
    # 42 per cent of ZUMA-7 were without progression at 48 months, 75 of ZUMA-12 at 36.
    assert ("zuma_12", 36) in above
    assert "zuma_7" not in {trial for trial, _ in above}
    named = {"trial_id": "zuma_12", "product_id": "yescarta", "indication_id": "dlbcl"}
    later = overlaid(tmp_path, **named, survival_time_months="60", pfs_at_time="0.5")
    assert len(lasting_checks(later)[0].above) == len(check.above) - 1


def test_what_no_trial_is_about_is_said_in_one_sentence():
    with pytest.raises(MarketError, match="about product 'yescarto'; did you mean 'yescarta'"):
        outcomes(load(), "yescarto")
    with pytest.raises(MarketError, match="about indication 'gout'"):
        outcomes(load(), indication="gout")


@pytest.fixture(scope="module")
def til():
    return evaluate(load(), "til", draws=4, forecast="trend")


def test_a_market_shows_its_own_products_and_their_rivals(til):
    found = {one.product for one in market_outcomes(til)}
    assert {"amtagvi", "nki_til", "ipilimumab"} <= found
    assert not found & {"yescarta", "soc_salvage_asct", "casgevy"}


def test_each_outcome_in_the_chapter_names_its_facts(til):
    tables = {
        block.id: block for block in chapter(estimates_of(til)).blocks if hasattr(block, "id")
    }
    known = load().by_id
    for name in ("outcomes-response", "outcomes-survival", "outcomes-toxicity"):
        assert tables[name].rows
        for row in tables[name].rows:
            assert {known[fact].table for fact in str(row[-1]).split()} == {"trials"}


def test_a_forest_draws_each_mark_whatever_its_name():
    marks = [Mark('O\'Neil \\ "x" <b>', 0.5, 0.2, 0.8, "5 of 10"), Mark("b", 0.3, None, None, "n")]
    drawn = svg(Chart("f", "F", "Two.", forest({"D": marks, "E": marks[:1]}, 1.0, unit="%")))
    assert drawn.count("5 of 10") == 2
    assert drawn.count("O'Neil") == 2
    assert "<b>" not in drawn


def test_rows_for_json_are_plain():
    import json

    rows = outcome_rows(outcomes(load()))
    assert json.loads(json.dumps(rows)) == json.loads(json.dumps(rows))
    assert len(rows) == len(
        {(f["trial_id"], f["product_id"], f["indication_id"]) for f in load()["trials"]}
    )
    named = {row["statement"] for row in json.loads(json.dumps(statement_rows(load())))}
    assert named == {f"stm{number:05d}" for number in range(1, 8)}
