"""The written folder: whole or not at all, the same bytes each time, and as its package says."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys

import polars
import pytest

from cytonomics.errors import OutputError
from cytonomics.evidence import load
from cytonomics.market import evaluate, walk
from cytonomics.report import write_report, writing


def hashes(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def test_random_figures_walk_back_to_facts_or_assumptions(trail):
    evidence = load()
    for figure in random.Random(3).sample(sorted(trail["figures"]), 300):
        for leaf in walk(trail, figure).leaves():
            if leaf.kind == "fact":
                assert evidence.fact(leaf.id).table == trail["facts"][leaf.id]["table"]
            elif leaf.kind == "assumption":
                assert evidence.fact(leaf.id).table == "assumptions"
            else:
                assert leaf.kind == "absence" and trail["figures"][figure] == 0


def test_parquet_and_csv_hold_the_same_figures_as_the_trail(written, trail):
    parquet = polars.read_parquet(written.folder / "estimates.parquet")
    csv = polars.read_csv(written.folder / "estimates.csv")
    assert parquet.shape == csv.shape
    assert parquet["figure_id"].to_list() == csv["figure_id"].to_list() == list(trail["figures"])
    assert parquet["mean"].to_list() == pytest.approx(csv["mean"].to_list())
    for figure, mean in zip(parquet["figure_id"], parquet["mean"], strict=True):
        assert trail["figures"][figure] == pytest.approx(mean, abs=1e-5)


def test_the_package_describes_what_lies_there(written):
    package = json.loads((written.folder / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    paths = {resource["path"] for resource in package["resources"]}
    lying = {path.name for path in written.folder.iterdir() if not path.name.startswith(".")}
    assert paths | {"datapackage.json"} == lying
    for resource in package["resources"]:
        content = (written.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        if resource["path"].endswith(".csv"):
            table = polars.read_csv(written.folder / resource["path"])
            assert [field["name"] for field in resource["schema"]["fields"]] == table.columns
            assert all(field["description"] for field in resource["schema"]["fields"])


def test_two_runs_give_the_same_bytes_on_one_thread_and_on_four(tmp_path):
    code = (
        "import sys; from pathlib import Path; from cytonomics.evidence import load; "
        "from cytonomics.market import evaluate; from cytonomics.report import write_report; "
        "write_report(evaluate(load(), 'til', draws=32), Path(sys.argv[1]))"
    )
    found = []
    for number, threads in enumerate(("1", "4")):
        names = (
            "POLARS_MAX_THREADS",
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "RAYON_NUM_THREADS",
        )
        place = tmp_path / str(number)
        subprocess.run(
            [sys.executable, "-c", code, str(place)],
            env=os.environ | dict.fromkeys(names, threads) | {"PYTHONHASHSEED": threads},
            check=True,
        )
        found.append(hashes(place / "til"))
    assert found[0] == found[1] and "estimates.parquet" in found[0]


def test_a_failure_half_way_leaves_the_earlier_report_whole(market, tmp_path, monkeypatch):
    small = evaluate(load(), "til", draws=4)
    write_report(small, tmp_path)
    before = hashes(tmp_path / "til")

    def full(*args: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_package", full)
    with pytest.raises(OutputError, match="disk is full"):
        write_report(small, tmp_path)
    assert hashes(tmp_path / "til") == before
    assert [path.name for path in tmp_path.iterdir()] == ["til"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_report(evaluate(load(), "til", draws=4), tmp_path / "file")
