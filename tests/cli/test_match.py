"""The verb `match`: a patient or a table, in words, JSON and CSV, and what it refuses."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cytonomics.cli import main
from cytonomics.landscape.matching import NOTICE

ASKED = ("--indication", "dlbcl", "--line", "3", "--age", "62", "--region", "USA")
ON = (*ASKED, "--date", "2026-01-01", "--marker", "CD19")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["match", *words])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "patients.csv"
    path.write_text(
        "patient,indication,line,age,region,date,markers\n"
        "A,dlbcl,3,62,USA,2026-01-01,CD19\nB,mm,2,60,DEU,2025-01-01,BCMA\n",
        encoding="utf-8",
    )
    return path


def test_words_name_label_trials_time_and_the_notice() -> None:
    done = run(*ON)
    assert done.exit_code == 0, done.output
    assert (
        "Yescarta (CAR-T, CD19): FDA since 2017-10-18, dlbcl from line 3 (apr0004)" in done.stdout
    )
    assert "cells taken to infusion: 25 days, 24 to 26" in done.stdout
    assert "missing: no evidence on treatment centres in USA" in done.stdout
    assert done.stdout.rstrip().endswith(NOTICE)


def test_json_says_the_same() -> None:
    said = json.loads(run(*ON, "--json").stdout)
    assert said["notice"] == NOTICE
    assert said["patient"]["line"] == 3
    assert {p["product"] for p in said["products"] if p["status"] == "labelled"} == {
        "breyanzi",
        "kymriah",
        "yescarta",
    }


def test_one_product_can_be_asked_about() -> None:
    said = json.loads(run(*ASKED, "--date", "2017-01-01", "--product", "Yescarta", "--json").stdout)
    (product,) = said["products"]
    assert product["status"] == "not_labelled"
    assert "2017-10-18" in product["against"][0]["text"]


def test_a_table_becomes_a_table_and_the_same_json(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run("--patients", str(table), "--out", str(out), "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [
        (patient["name"], product["product"], product["status"])
        for patient in said["patients"]
        for product in patient["products"]
    ]
    assert [(row["patient"], row["product"], row["status"]) for row in rows] == told
    assert {row["notice"] for row in rows} == {NOTICE}
    assert run("--patients", str(table)).stdout == out.read_text(encoding="utf-8")
    assert NOTICE in run("--patients", str(table), "--out", str(out)).stdout


def test_a_bad_row_leaves_nothing_written(table: Path, tmp_path: Path) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.write("C,dlbc,3,62,USA,,\n")
    out = tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    done = run("--patients", str(table), "--out", str(out))
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("error: patients.csv, line 4: 'dlbc' names nothing")
    assert len(done.stderr.splitlines()) == 1
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "patients.csv"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--indication", "dlbc", "--region", "USA"), "nearest: dlbcl"),
        ((*ASKED, "--product", "yescart"), "nearest: yescarta"),
        ((*ASKED, "--date", "1999-01-01"), "first approval on record"),
        ((*ASKED, "--marker", "CD19+", "--marker", "CD19-"), "contradict each other"),
        (("--patients", "no-such.csv"), "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (3, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_table_itself_is_never_written_over(table: Path) -> None:
    before = table.read_bytes()
    assert run("--patients", str(table), "--out", str(table)).exit_code == 3
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    "words", [(), ("--indication", "mm"), (*ASKED, "--out", "x.csv"), (*ASKED, "--patients", "x")]
)
def test_wrong_use_is_told_as_such(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
