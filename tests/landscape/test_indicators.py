"""PEST and five forces: values are those of rows, and readings change with facts."""

from __future__ import annotations

import csv
import statistics

import pytest

from cytonomics.evidence import load, table_schema
from cytonomics.landscape.indicator import FRAMES, NO_EVIDENCE, definitions
from cytonomics.landscape.indicators import indicators
from cytonomics.market import evaluate
from cytonomics.report.estimates import estimates_of
from cytonomics.report.surroundings import surroundings

PORTERS = {
    "Threat of substitutes",
    "Threat of new entrants",
    "Bargaining power of suppliers",
    "Bargaining power of buyers",
    "Competitive rivalry",
}


@pytest.fixture(scope="module")
def found(evidence):
    market = evaluate(evidence, "adoptive_cell_therapy", draws=20)
    return {one.definition.id: one for one in indicators(market)}


def test_both_frames_have_all_their_sides():
    sides = {frame: {d.side for d in definitions() if d.frame == frame} for frame in FRAMES}
    assert sides["porter"] == PORTERS
    assert sides["pest"] == {"Political", "Economic", "Social", "Technological"}


def test_a_stated_value_is_the_median_of_its_rows(evidence, found):
    for name in ("technology_time", "buyers_net_to_list", "social_reached"):
        one = found[name]
        rows = [
            fact["value"]
            for fact in evidence[one.definition.table]
            if fact["metric"] == one.definition.metric and fact["value"] is not None
        ]
        assert one.value == pytest.approx(statistics.median(rows))
        assert (one.low, one.high) == (min(rows), max(rows))
        assert len(one.facts) == len(rows)


def test_every_reading_follows_its_rule(found):
    for one in found.values():
        rule = one.definition
        if one.value is None:
            assert one.reading == NO_EVIDENCE and not one.facts
            continue
        beyond = one.value > rule.bound if rule.when == "above" else one.value < rule.bound
        assert one.reading == (rule.strong if beyond else rule.weak)
        assert one.facts or rule.table == "model"
        assert rule.reason and f"{rule.strong} {rule.when}" in rule.rule


def test_one_fact_changes_the_sentence_that_rests_on_it(tmp_path, evidence, found):
    """Three reports that nearly all patients take the substitute make it a strong threat."""
    row = next(
        fact
        for fact in evidence["access"]
        if fact["metric"] == "share_of_t_cell_engaging_patients_on_bispecifics"
    )
    names = table_schema("access").names
    with (tmp_path / "access.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for number in range(3):
            written = {name: "" if row[name] is None else str(row[name]) for name in names}
            written |= {
                "id": f"mine{number}", "value": str(0.9 + number / 100), "supersedes": "",
                "source_title": f"Survey {number}", "disputed": "", "date": f"202{number}",
            }  # fmt: skip
            writer.writerow(written)
    market = evaluate(load(tmp_path), "til", draws=4)
    after = {one.definition.id: one for one in indicators(market)}["substitutes_bispecifics"]
    before = found["substitutes_bispecifics"]
    assert (before.reading, after.reading) == ("moderate threat", "strong threat")
    assert set(after.facts) == {*before.facts, "mine0", "mine1", "mine2"}
    said = surroundings(estimates_of(market)).blocks[0]
    assert "threat of substitutes: strong threat" in " ".join(getattr(said, "paragraphs", ()))
