"""The market with transplants and transfusions from the command line: bad inputs, one sentence."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cytonomics.cli import main

MARKET = "personalized_cell_therapy"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--assume", "volume_nothing=1"), "no assumption 'volume_nothing'; did you mean 'volume_"),
        (("--assume", "volume_noise=0"), "volume_noise is 0; set it above zero"),
        (("--assume", "cost_level_spread=-1"), "cost_level_spread is -1; set it above zero"),
        (("--by", "modality"), "no axis 'modality'; take one of total, technology"),
        (("--evidence", "no/such/folder"), "'no/such/folder' does not exist; name a folder"),
        (("--out", "a.xls"), "neither .csv nor .parquet"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words, said):
    done = CliRunner().invoke(main, ["forecast", MARKET, "--draws", "4", *words])
    assert done.exit_code == 3
    assert "Traceback" not in done.output
    (sentence,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert said in sentence
    assert done.stderr.splitlines()[-1] == sentence
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "own1,organ_transplant_lung,Narnia,2023,procedures,5,,,,,,",
            "'Narnia' is no country",
        ),
        (
            "own1,organ_transplant_lung,KEN,2023,procedures,many,,,,,,",
            "technology_volumes.csv, row 2, field value",
        ),
        (
            "own1,organ_transplant_toe,KEN,2023,procedures,5,,,,,,",
            "'organ_transplant_toe' is not among vocabulary:technology",
        ),
    ],
)
def test_a_row_that_makes_no_sense_is_named(tmp_path, row, said):
    head = (
        "id,technology,geography,year,measure,value,coverage,use,unit_cost,cost_currency,"
        "cost_year,cost_basis,source_url,source_title,confidence,known_from,known_from_basis"
    )
    tail = "https://example.org,my own,primary,2026-01-01,printed"
    (tmp_path / "technology_volumes.csv").write_text(f"{head}\n{row},{tail}\n", encoding="utf-8")
    words = ["forecast", MARKET, "--draws", "4", "--evidence", str(tmp_path)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 3, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output
