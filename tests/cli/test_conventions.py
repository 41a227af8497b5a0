"""What all verbs share: quick help, separate streams, quiet pipes, plain tables off a terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from cytonomics import __version__
from cytonomics.cli import VERBS, main
from cytonomics.cli.conventions import LazyGroup, Verb, one_line, write_json, write_table
from cytonomics.errors import CytonomicsError
from cytonomics.evidence import EvidenceError
from cytonomics.market.errors import MarketError
from cytonomics.vocabulary import VocabularyError

HEAVY = {"numpy", "polars", "rich", "xarray", "altair", "sqlite3", "cytonomics.evidence"}


def cytonomics(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cytonomics", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **settings},
        check=False,
    )


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    code = (
        "import sys\nfrom cytonomics.cli import main\n"
        f"try: main([{option!r}], prog_name='cytonomics')\n"
        "except SystemExit as end: assert not end.code\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
    assert ran.stdout.startswith(
        "Usage: cytonomics" if option == "--help" else f"cytonomics, version {__version__}"
    )


def test_help_lists_every_verb() -> None:
    result = CliRunner().invoke(main, ["--help"])
    for verb in VERBS:
        assert f"  {verb.name} " in result.stdout
        assert verb.help in result.stdout


def test_streams_and_exit_codes_of_the_real_command() -> None:
    good = cytonomics("evidence", "show", "sal0227", FORCE_COLOR="1")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("sal0227 of table sales")
    assert "\x1b" not in good.stdout
    bad = cytonomics("evidence", "show", "sal0", PYTHONUTF8="0", LC_ALL="C")
    assert (bad.returncode, bad.stdout) == (3, "")
    assert bad.stderr.startswith("error: there is no fact 'sal0'")
    assert cytonomics("evidences").returncode == 2


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cytonomics", "evidence", "list", "epidemiology"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Unbuffered, Python itself drops what a closed pipe did not take, without a word.
        env={name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_a_narrow_encoding_ends_no_listing() -> None:
    ran = cytonomics("evidence", "sql", "SELECT 'Ω'", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 0
    assert "\\u03a9" in ran.stdout


def group(error: BaseException) -> click.Group:
    @click.command()
    def fail() -> None:
        raise error

    made = LazyGroup("made", verbs=(Verb("absent", "cytonomics.cli.absent", "Not there."),))
    made.add_command(fail)
    return made


@pytest.mark.parametrize("kind", [EvidenceError, VocabularyError, MarketError, CytonomicsError])
def test_errors_of_every_room_become_one_line(kind: type[CytonomicsError]) -> None:
    result = CliRunner().invoke(group(kind("this\nis wrong")), ["fail"])
    assert (result.exit_code, result.stderr) == (3, "error: this is wrong\n")


def test_an_interrupt_is_no_finding() -> None:
    result = CliRunner().invoke(group(KeyboardInterrupt()), ["fail"])
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_our_own_slips_are_not_dressed_up_as_the_users() -> None:
    result = CliRunner().invoke(group(ValueError("a defect")), ["fail"])
    assert isinstance(result.exception, ValueError)


def test_a_verb_not_built_yet_breaks_nothing() -> None:
    made = group(ValueError())
    assert "Not there." in CliRunner().invoke(made, ["--help"]).stdout
    result = CliRunner().invoke(made, ["absent"])
    assert result.exit_code == 2
    assert "absent is not part of this build yet" in result.stderr


def test_off_a_terminal_tables_are_separated_by_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(("a", "b"), [["1\t2", "x\ny"], ["\x1b[31mred", "é"]])
    assert capsys.readouterr().out == "a\tb\n1 2\tx y\n[31mred\té\n"


def test_on_a_terminal_tables_are_drawn_and_markup_is_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write_table(("name", "value"), [["[bold]x[/bold]", "1"]], right=("value",))
    shown = capsys.readouterr().out
    assert "[bold]x[/bold]" in shown
    assert "─" in shown
    assert "\x1b[3" not in shown


def test_json_keeps_letters_and_writes_dates_and_bytes_as_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from datetime import date

    write_json({"day": date(2024, 1, 1), "name": "é", "raw": b"\xff"})
    assert (
        capsys.readouterr().out == '{\n  "day": "2024-01-01",\n  "name": "é",\n  "raw": "ff"\n}\n'
    )


def test_one_line_obeys_no_terminal_code() -> None:
    assert one_line(" a \r\n b\x07\x9b ") == "a b"
