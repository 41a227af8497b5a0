"""`cytonomics audit`: findings, exit codes, what goes where, one sentence on unusable input."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result
from tests.claims.scoring import items

from cytonomics.audit.output import schema
from cytonomics.claims.documents.decoding import LARGEST_FILE
from cytonomics.cli import main

ROOT = Path(__file__).parents[2]
SOUND = "The cell therapy market was valued at USD 4.0 billion in 2023.\n"
# 2 to 4 in a year is 100 %, not 5 %.
UNSOUND = (
    "The cell therapy market was USD 2.0 billion in 2023 and will reach USD 4.0 billion in 2024, "
    "a CAGR of 5.0% from 2023 to 2024.\n"
)
PAGE = f"<!doctype html><html><body><nav>99 %</nav><main><p>{UNSOUND}</p></main></body></html>"


def run(*words: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, words)], input=given)


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def data(result: Result) -> list[dict[str, Any]]:
    audits: list[dict[str, Any]] = json.loads(result.stdout)
    return audits


def refused(result: Result, code: int, *words: str) -> None:
    """One sentence on stderr, nothing on stdout, and no exception of ours but the exit."""
    assert (result.exit_code, result.stdout) == (code, "")
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr
    if code == 3:
        assert result.stderr.startswith("error: ")
        assert result.stderr.count("\n") == 1


def test_the_sample_has_findings() -> None:
    result = run("--sample")
    assert result.exit_code == 1
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0].startswith("sample.md: ")
    assert any(line.startswith("error ") for line in lines)
    assert "\x1b" not in result.stdout


def test_a_phrase_of_another_market_is_shown_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    told = "The CAR-T cell therapy market was USD 5 billion in 2024."
    path.write_text(f"{told}\n\nGrowth comes from digital transformation initiatives.\n")
    result = run(str(path))
    assert "line 3: … Growth comes from «digital transformation initiatives»" in result.stdout
    (finding,) = json.loads(run(str(path), "--json").stdout)[0]["findings"]
    (phrase,) = finding["phrases"]
    assert path.read_text()[phrase["start"] : phrase["end"]] == phrase["quote"]


def test_the_readme_shows_lines_of_the_sample() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.partition("cytonomics audit --sample\n")[2].partition("\n```")[0].splitlines()
    shown = [line for line in shown if line != "…"]
    assert len(shown) >= 3
    assert set(shown) <= set(run("--sample").stdout.splitlines())


def test_a_sound_report_exits_with_0(tmp_path: Path) -> None:
    result = run(saved(tmp_path, "sound.txt", SOUND))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nothing in it contradicts itself" in result.stdout


def test_stdin_is_read_as_a_file_is(tmp_path: Path) -> None:
    there = run("-", "--json", given=UNSOUND.encode())
    file = run(saved(tmp_path, "a.txt", UNSOUND), "--json")
    assert there.exit_code == file.exit_code == 1
    (piped,), (filed,) = data(there), data(file)
    assert piped.pop("document") == "stdin"
    assert filed.pop("document") == str(tmp_path / "a.txt")
    assert piped == filed


def test_claims_are_listed_on_demand(tmp_path: Path) -> None:
    path = saved(tmp_path, "sound.txt", SOUND)
    assert "measure" not in run(path).stdout
    lines = run(path, "--claims").stdout.splitlines()
    head = lines.index("id\tmeasure\tquote\tvalue\tunit\tperiod\tsegment\tgeography\tscope")
    row = lines[head + 1].split("\t")
    assert row[:6] == ["c1", "size", "USD 4.0 billion", "4,000,000,000", "USD", "2023"]
    assert row[8] == "cell_therapy"


def test_json_follows_its_schema(tmp_path: Path) -> None:
    documents = [item["text"] for item in items("documents")][:8]
    contents = {
        "a.txt": UNSOUND,
        "b.md": f"# Pets\n\n{SOUND}",
        "c.html": PAGE,
        "d.txt": "No claim.",
    }
    contents |= {f"document{n}.txt": text for n, text in enumerate(documents)}
    paths = [saved(tmp_path, name, text) for name, text in contents.items()]
    result = run(*paths, "--sample", "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    audits = data(result)
    assert [audit["document"] for audit in audits] == [*map(str, paths), "sample.md"]
    checker = jsonschema.Draft202012Validator(schema())
    checker.check_schema(schema())
    for audit in audits:
        assert list(checker.iter_errors(audit)) == []
        ids = Counter(claim["id"] for claim in audit["claims"])
        assert set(ids.values()) <= {1}
        for finding in audit["findings"]:
            assert set(finding["claims"]) <= set(ids)
            assert (ROOT / "docs" / "audit" / f"{finding['rule']}.md").exists()
            assert "\n" not in finding["message"]
    assert audits[3]["claims"] == audits[3]["findings"] == []


def test_spans_in_json_are_those_of_the_users_text() -> None:
    text = (
        f"\ufeff**Übersicht** „{UNSOUND.replace(' ', chr(0xA0))}“\r\n\r\n| a | b |\r\n|--|--|\r\n"
    )
    (audit,) = data(run("-", "--json", given=text.encode()))
    assert audit["claims"]
    for claim in audit["claims"]:
        assert text[1:][claim["start"] : claim["end"]] == claim["quote"]


def test_the_page_stands_alone_and_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "audited.html"
    result = run(saved(tmp_path, "c.html", PAGE), "--html", target)
    assert result.exit_code == 1
    assert f"page: {target}" in result.stdout
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and page.rstrip().endswith("</html>")
    assert "USD 4.0 billion</mark>" in page
    assert 'src="http' not in page and 'href="http' not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["audited.html", "c.html"]


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", SOUND)
    refused(
        run(path, "--html", tmp_path / "no folder" / "p.html"), 3, "cannot be written", "p.html"
    )
    refused(run(path, "--html", tmp_path), 2, "--html")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_page_that_fails_to_be_made_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = saved(tmp_path, "p.html", "the old page")

    def full(path: Path, *_: object, **__: object) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    refused(run("--sample", "--html", target), 3, "no space left on device")
    assert target.read_bytes() == b"the old page"
    assert [path.name for path in tmp_path.iterdir()] == ["p.html"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"%PDF-1.7\n", "is a PDF file"),
        (b"\x89PNG\r\n", "is an image"),
        (b"a\0b\0", "is not a text file"),
        (bytes(range(32)) * 9, "is not a text file"),
        (b"5 \xff bn", "is not valid UTF-8 at byte 3"),
        (b"<html><body><script>1</script></body></html>", "no readable text"),
    ],
)
def test_what_is_no_report_is_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    path = saved(tmp_path, "report.txt", content)
    refused(run(path), 3, f"{path}: ", says)
    refused(run(path, "--json"), 3, says)
    refused(run("-", given=content), 3, "stdin: ", says)


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    refused(run(tmp_path / "none.txt"), 3, "none.txt", "cannot be opened", "check the path")
    refused(run(tmp_path), 3, str(tmp_path), "cannot be opened")
    refused(run("a\nb\x1b[31m.txt"), 3, "cannot be opened")


def test_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)  # sparse: takes no room on disk
    refused(run(path), 3, "huge.html: is larger than 32 MB")
    refused(run("-", given=b"x" * (LARGEST_FILE + 1)), 3, "stdin: is larger than 32 MB")


def test_one_bad_file_spoils_the_run_before_anything_is_written(tmp_path: Path) -> None:
    good = saved(tmp_path, "good.txt", UNSOUND)
    target = tmp_path / "page.html"
    refused(run(good, tmp_path / "none.txt"), 3, "none.txt")
    refused(run(tmp_path / "none.txt", "--html", target), 3, "none.txt")
    assert not target.exists()


def test_wrong_use(tmp_path: Path) -> None:
    refused(run(), 2, "--sample")
    path = saved(tmp_path, "a.txt", SOUND)
    refused(run(path, path, "--html", tmp_path / "p.html"), 2, "--html takes one document")
    refused(run(path, "--sample", "--html", tmp_path / "p.html"), 2, "--html takes one document")
    refused(run("--colour"), 2, "--colour")
