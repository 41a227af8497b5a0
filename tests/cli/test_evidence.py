"""The verbs of `cytonomics evidence`: results, marks, exit codes, and what goes where."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cytonomics.cli import main
from cytonomics.evidence import load, table_names, table_schema
from cytonomics.evidence.checks import CHECKS

VERBS = ("check", "list", "show", "search", "sql", "export")
CALLS = {
    "check": ["check"],
    "list": ["list", "sales", "--limit", "3"],
    "show": ["show", "sal0206"],
    "search": ["search", "carvykti", "963"],
    "sql": ["sql", "SELECT id, amount FROM sales LIMIT 2"],
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["evidence", *words])


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder whose one row states another figure than the shipped one."""
    folder = tmp_path / "mine"
    folder.mkdir()
    values = {**load().fact("sal0227").values, "id": "own1", "amount": 990}
    with (folder / "sales.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(values))
        writer.writeheader()
        writer.writerow(values)
    return folder


def spoil(folder: Path, was: str, now: str) -> None:
    path = folder / "sales.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    for option in ("--json", "--evidence", "--as-of"):
        assert option in result.stdout
    for line in result.stdout.splitlines():
        assert not line.strip().endswith("--json"), "an option without help"
    assert result.stderr == ""


@pytest.mark.parametrize("verb", CALLS)
def test_json_parses_and_stands_alone_on_stdout(verb: str) -> None:
    result = run(*CALLS[verb], "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


@pytest.mark.parametrize("verb", CALLS)
def test_text_has_no_escape_codes(verb: str) -> None:
    result = run(*CALLS[verb])
    assert result.exit_code == 0, result.stderr
    assert result.stdout
    assert "\x1b" not in result.stdout + result.stderr


def test_check_has_a_line_for_each_check() -> None:
    result = run("check")
    assert result.stdout.splitlines() == ["check\tproblems", *(f"{name}\t0" for name in CHECKS)]


def test_check_finds_conflicts_and_says_so_by_its_exit_code(mine: Path) -> None:
    result = run("check", "--evidence", str(mine))
    assert result.exit_code == 1
    assert "disagreements_marked\t1" in result.stdout
    assert "disagreements_marked: sales.csv, sal0227, own1: state 963, 990" in result.stdout
    early = run("check", "--evidence", str(mine), "--as-of", "2024-12-31")
    assert early.exit_code == 0


def test_check_lists_what_other_verbs_refuse(mine: Path) -> None:
    spoil(mine, ",WW,", ",Narnia,")
    result = run("check", "--evidence", str(mine))
    assert result.exit_code == 1
    assert "references_resolve\t1" in result.stdout
    assert "parts_within_wholes\tnot run" in result.stdout
    assert "amounts are compared once the problems above are mended" in result.stderr
    found = json.loads(run("check", "--evidence", str(mine), "--json").stdout)
    assert found["references_resolve"][0]["ids"] == ["own1"]
    assert found["parts_within_wholes"] is None


@pytest.mark.parametrize("verb", ["list", "show", "search", "sql"])
def test_conflicts_go_to_stderr_and_the_verb_goes_on(verb: str, mine: Path) -> None:
    result = run(*CALLS[verb], "--json", "--evidence", str(mine))
    assert result.exit_code == 0
    assert result.stderr.startswith("conflict: sales.csv, ")
    assert json.loads(result.stdout)


@pytest.mark.parametrize("verb", ["list", "show", "search", "sql"])
def test_a_broken_overlay_is_one_line_and_exit_code_3(verb: str, mine: Path) -> None:
    spoil(mine, ",WW,", ",Narnia,")
    result = run(*CALLS[verb], "--evidence", str(mine))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("error: sales.csv, row own1: 'Narnia' names no place")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["check", "--evidence", "no-such-folder"], 3, "error: the evidence folder 'no-such-f"),
        (["list", "sale"], 3, "error: there is no table 'sale'; tables are access"),
        (["show", "sal00277"], 3, "error: there is no fact 'sal00277'; did you mean 'sal"),
        (["sql", "DROP TABLE sales"], 3, "error: evidence can only be read"),
        (["show", "sal0227", "--as-of", "2020-01-01"], 3, "error: there is no fact 'sal0227'"),
        (["list", "--as-of", "2024-02-30"], 2, "Invalid value for '--as-of'"),
        (["list", "sales", "--limit", "-1"], 2, "Invalid value for '--limit'"),
        (["search"], 2, "Missing argument 'WORDS...'"),
        (["export", "x", "--format", "xls"], 2, "Invalid value for '--format'"),
        (["look"], 2, "No such command 'look'"),
    ],
)
def test_errors(words: list[str], code: int, message: str) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""


def test_list_shows_every_table_with_its_confidence() -> None:
    lines = [line.split("\t") for line in run("list").stdout.splitlines()]
    assert lines[0] == [
        *("table", "title", "rows", "primary", "secondary", "recall", "judgement"),
        *("superseded", "terms"),
    ]
    assert [line[0] for line in lines[1:]] == list(table_names())
    for line in lines[1:]:
        assert int(line[2]) == sum(map(int, line[3:7]))


def test_rows_that_were_recalled_or_superseded_are_marked() -> None:
    marks = {
        line.split("\t")[0]: line.split("\t")[4]
        for table in ("approvals", "sales")
        for line in run("list", table, "--superseded").stdout.splitlines()
    }
    assert marks["sal0206"] == "superseded by sal0207"
    assert marks["sal0207"] == ""
    for fact in load()["approvals"]:
        assert ("recall" in marks[fact.id]) == (fact["confidence"] == "recall")
    assert "sal0206" not in run("list", "sales").stdout


def test_limits_are_told_on_stderr() -> None:
    result = run("list", "sales", "--limit", "3")
    assert len(result.stdout.splitlines()) == 4
    assert result.stderr.startswith(f"3 of {len(load()['sales'])} rows")
    assert run("list", "geography").stderr == ""
    assert len(json.loads(run("search", "gilead", "--json", "--limit", "0").stdout)) > 20


def test_show_tells_all_there_is(mine: Path) -> None:
    text = run("show", "sal0227", "--evidence", str(mine)).stdout
    fact = load().fact("sal0227")
    for field in table_schema("sales").fields:
        assert f"  {field.name} " in text
        assert field.description.split(".")[0] in text
    for said in (
        fact["source_url"],
        "963 million of currency, nominal",
        "Other rows for the same quantity\n  own1  990 million USD",
        "redundant: does not count: other rows state these dollars already",
        "Terms\n  Single facts quoted from public sources",
    ):
        assert said in text
    assert run("show", "sal0206").stdout.startswith(
        "sal0206 of table sales (Sales)  [superseded by sal0207]"
    )
    partner = json.loads(run("show", "sal0228", "--json").stdout)
    assert partner["aggregation"]["role"] == "partner_share"
    assert "Replaces\n  sal0206  303 million USD" in run("show", "sal0207").stdout


def test_show_names_the_assumptions_that_rest_on_a_fact() -> None:
    assumption = next(fact for fact in load()["assumptions"] if fact["rests_on"])
    ground = assumption["rests_on"].split(";")[0].strip()
    assert assumption.id in json.loads(run("show", ground, "--json").stdout)["rests_on_it"]


def test_search_finds_by_other_names() -> None:
    found = json.loads(run("search", "DLBCL", "--json", "--limit", "0").stdout)
    assert {row.get("indication_id") for row in found} >= {"dlbcl"}


def test_sql_answers_with_names_and_rows() -> None:
    question = "SELECT role, count(*) AS n FROM sales_aggregation GROUP BY role ORDER BY role"
    lines = run("sql", question).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [
        *("role", "basis", "partner_share", "redundant")
    ]
    assert json.loads(run("sql", question, "--json").stdout)["columns"] == ["role", "n"]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_export_writes_a_folder_and_names_it(format: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = run("export", str(folder), "--format", format, "--as-of", "2020-01-01")
    assert result.stdout.strip() == str(folder)
    assert (folder / "sales" / f"sales.{format}").is_file()


def test_export_refuses_a_folder_of_somebody_elses_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    result = run("export", str(tmp_path), "--json")
    assert result.exit_code == 3
    assert "holds 'letter.txt', which Cytonomics did not write" in result.stderr
    assert (tmp_path / "letter.txt").is_file()
