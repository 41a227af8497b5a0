"""The verb `landscape`: tables for people, JSON for programs, one sentence for what is wrong."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cytonomics.cli import main


def run(*words: str):
    return CliRunner().invoke(main, ["landscape", *words, "--draws", "20"])


def test_the_table_has_a_line_a_year_and_then_the_moves():
    done = run("til")
    assert done.exit_code == 0, done.output
    first, second, third, *further = done.stdout.strip().split("\n\n")
    lines = [line.split("\t") for line in first.splitlines()]
    assert lines[0][:4] == ["place", "year", "kind", "HHI"]
    assert [line[1] for line in lines[1:]] == [str(year) for year in range(2024, 2036)]
    assert lines[1][3] == "10,000" and lines[1][-1] == "high"
    moved = [line.split("\t")[:4] for line in second.splitlines()[1:]]
    assert moved[0] == ["2024", "entry", "World", "Iovance Biotherapeutics"]
    assert [line.split("\t")[:5] for line in third.splitlines()[1:]] == [
        ["2024", "entry", "United States", "FDA", "Amtagvi"],
        ["2025", "entry", "Canada", "HC", "Amtagvi"],
    ]
    trends, uses = further
    assert trends.splitlines()[0].split("\t")[:2] == ["theme", "trend"]
    assert uses.splitlines()[1].split("\t")[0] == "Melanoma"


def test_one_year_shows_every_place():
    done = run("adoptive_cell_therapy", "--year", "2025")
    assert done.exit_code == 0
    places = [line.split("\t")[0] for line in done.stdout.split("\n\n")[0].splitlines()[1:]]
    assert places[:3] == ["World", "North America", "Europe"] and "CAR-T" in places
    assert {line.split("\t")[0] for line in done.stdout.split("\n\n")[1].splitlines()[1:]} == {
        "2025"
    }


def test_json_carries_everything():
    said = json.loads(run("adoptive_cell_therapy", "--json").stdout)
    assert said["thresholds"] == {"moderate": 1000.0, "high": 1800.0}
    world = [one for one in said["concentration"] if one["kind"] == "world"]
    assert [one["year"] for one in world] == list(range(2017, 2036))
    for one in said["concentration"]:
        assert one["hhi"]["p05"] <= one["hhi"]["p95"] <= 10_000 + 1e-6
        assert one["cr4"]["mean"] <= one["cr8"]["mean"] + 1e-9
        assert set(one["classes"]) == {"low", "moderate", "high"}
    assert {one["kind"] for one in said["concentration"]} == {"world", "region", "modality"}
    assert {one["kind"] for one in said["moves"]} == {"entry", "exit"}
    regions = {one["place"] for one in said["moves_by_region"]}
    assert {"north_america", "europe", "asia_pacific"} <= regions
    assert {"FDA", "EMA", "PMDA"} <= {one["authority"] for one in said["products_by_place"]}
    shares = {one["figure"]: one for one in said["shares"]}
    now = next(
        one for one in said["concentration"] if (one["place"], one["year"]) == ("world", 2025)
    )
    assert now["figures"]["hhi"] == "adoptive_cell_therapy/hhi/world/world/2025"
    assert shares[now["figures"]["leader"]]["share"] == pytest.approx(
        now["leader"]["share"]["mean"]
    )
    assert [one["claim"] for one in said["printed"]] == ["pc_0951", "pc_0952", "pc_0953"]
    assert any("moderately concentrated" in text for text in said["sentences"])
    for one in said["trends"]:
        assert one["sentence"].startswith(one["name"]) and one["reading"] in one["sentence"]
    assert {"diseases", "transfers", "named"} == set(said["use_cases"])
    assert said["use_cases"]["diseases"][0]["products"] and said["trend_claims"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nothing",), 3, "'nothing' is not a scope"),
        (("til", "--year", "2020"), 3, "first approval on record: Amtagvi, FDA, 2024-02-16"),
        (("til", "--year", "1999"), 3, "no year 1999; take 2017 to 2035"),
        (("hsct",), 3, "have no seller"),
        (("til", "--assume", "hhi_moderate=5000"), 3, "must rise"),
        (("til", "--year", "soon"), 2, "'soon' is not a valid integer"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(words, code, said):
    done = run(*words)
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert done.stdout == "" and "Traceback" not in done.output


def test_a_year_that_no_market_has_is_refused_before_one_is_built(monkeypatch):
    monkeypatch.setattr("cytonomics.cli.landscape.evaluated", None)
    done = run("til", "--year", "1999")
    assert done.exit_code == 3 and "no year 1999; take 2017 to 2035" in done.stderr
