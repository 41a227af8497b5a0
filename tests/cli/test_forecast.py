"""The verb `forecast`: one table for people, one JSON and one file for programs."""

from __future__ import annotations

import json

import polars
import pytest
from click.testing import CliRunner

from cytonomics.cli import main


def run(*words: str):
    return CliRunner().invoke(main, ["forecast", *words, "--draws", "20"])


def test_the_table_has_a_line_a_segment_and_year():
    done = run("til", "--by", "region", "--years", "2024:2026")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].split("\t")[:3] == ["region", "year", "kind"]
    assert {line.split("\t")[1] for line in lines[1:]} == {"2024", "2025", "2026"}
    assert "fitted model, draws" in done.stderr


def test_json_holds_what_the_file_holds(tmp_path):
    place = tmp_path / "til.parquet"
    words = ("til", "--by", "region,application", "--years", "2030", "--json")
    done = run(*words, "--out", str(place))
    said = json.loads(done.stdout)
    assert said["by"] == ["region", "application"]
    assert polars.read_parquet(place).to_dicts() == said["figures"]
    assert said["figures"][0]["p05"] <= said["figures"][0]["mean"]


def test_patients_and_real_money_can_be_asked_for():
    done = run("til", "--measure", "patients", "--years", "2030")
    assert done.stdout.splitlines()[0].split("\t")[2] == "patients"
    said = json.loads(run("til", "--real", "2025", "--years", "2030", "--json").stdout)
    assert (said["measure"], said["price_year"]) == ("product_revenue", 2025)
    assert said["figures"][0]["price_year"] == "2025"


def test_the_trend_can_be_asked_for():
    said = json.loads(run("til", "--forecast", "trend", "--json").stdout)
    assert said["model"].startswith("damped trend")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nothing",), 3, "nothing"),
        (("til", "--by", "regions"), 3, "did you mean 'region'"),
        (("til", "--years", "2050"), 3, "no year 2050"),
        (("til", "--years", "2030:2020"), 2, "is not YEAR or FIRST:LAST"),
        (("til", "--out", "a.xls"), 3, "neither .csv nor .parquet"),
        (("til", "--out", "no/such/folder/a.csv"), 3, "cannot be written"),
        (("til", "--measure", "sales"), 2, "'sales' is not one of"),
        (("til", "--measure", "episode_spend"), 3, "no measure 'episode_spend'"),
        (("til", "--measure", "patients", "--real", "2025"), 3, "patients have no prices"),
        (("til", "--assume", "fit_nothing=1"), 3, "no assumption"),
        (("til", "--scenario", "price_cuts"), 3, "no shipped scenario 'price_cuts'; nearest"),
        (("til", "--scenario", "no.toml"), 3, "'no.toml' cannot be read"),
        (("til", "--scenario", "price_cut", "--forecast", "trend"), 3, "take 'fitted'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words, code, said):
    done = run(*words)
    assert done.exit_code == code
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_a_report_under_a_scenario_says_so_first(tmp_path):
    words = ["report", "til", "--draws", "20", "--out", str(tmp_path), "--scenario", "price_cut"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "under: Price cut" in done.stdout.splitlines()
    page = (tmp_path / "til" / "report.html").read_text(encoding="utf-8")
    assert page.index("supposes the scenario") < page.index("Growth a year")
    assert "scenario price_cut" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("til", "--by", "regions"), "did you mean 'region'"),
        (("til", "--by", "region,region"), "stands twice"),
        (("hsct", "--by", "company"), "take one of total, technology"),
        (("til", "--years", "2050"), "no year 2050; take 2017 to 2035"),
    ],
)
def test_axes_and_years_are_refused_before_a_market_is_built(words, said, monkeypatch):
    # Building would now fail in another way.
    monkeypatch.setattr("cytonomics.cli.forecast.evaluated", None)
    done = run(*words)
    assert done.exit_code == 3 and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
