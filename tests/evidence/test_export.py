"""Exports hold the whole view, read back as it was, and replace a folder whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars
import pytest

from cytonomics.errors import OutputError
from cytonomics.evidence import Evidence, load, replace_folder, table_names, table_schema
from cytonomics.evidence.export import export
from cytonomics.evidence.files import MANIFEST
from cytonomics.evidence.reading import read_file


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_csv_reads_back_as_the_same_facts(evidence: Evidence, tmp_path: Path) -> None:
    export(evidence, tmp_path / "out")
    for table in table_names():
        back = read_file(tmp_path / "out" / table / f"{table}.csv", table_schema(table), "shipped")
        assert back == evidence[table]


def test_the_same_view_gives_the_same_bytes(evidence: Evidence, tmp_path: Path) -> None:
    export(evidence, tmp_path / "one")
    export(load(), tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_descriptors_point_at_what_was_written(tmp_path: Path, format: str) -> None:
    view = load(as_of=date(2020, 1, 1))
    export(view, tmp_path, "parquet" if format == "parquet" else "csv")
    whole = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert "as known on 2020-01-01" in whole["title"]
    assert view.digest in whole["description"]
    assert [resource["name"] for resource in whole["resources"]] == list(table_names())
    for resource in whole["resources"]:
        path = tmp_path / resource["path"]
        assert path.suffix == f".{format}"
        assert path.is_file()
        alone = json.loads((path.parent / "datapackage.json").read_text(encoding="utf-8"))
        assert alone["resources"][0]["path"] == path.name
        assert alone["licenses"] == resource["licenses"]


def test_parquet_keeps_types(evidence: Evidence, tmp_path: Path) -> None:
    export(evidence, tmp_path, "parquet")
    frame = polars.read_parquet(tmp_path / "sales" / "sales.parquet")
    assert frame.equals(evidence.frame("sales"))
    assert frame.schema["known_from"] == polars.Date
    assert frame.schema["amount"] == polars.Float64


def test_superseded_rows_are_kept_when_asked(evidence: Evidence, tmp_path: Path) -> None:
    export(evidence, tmp_path, superseded=True)
    text = (tmp_path / "sales" / "sales.csv").read_text(encoding="utf-8")
    assert "\nsal0206," in text
    export(evidence, tmp_path)
    assert "\nsal0206," not in (tmp_path / "sales" / "sales.csv").read_text(encoding="utf-8")


def fill(**files: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")

    return write


def failing(error: BaseException) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        fill(half="written")(folder)
        raise error

    return write


def test_a_folder_is_made_with_its_parents_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b"
    replace_folder(target, fill(x="1", y="1"))
    replace_folder(target, fill(x="2"))
    assert sorted(os.listdir(target)) == [MANIFEST, "x"]
    assert (target / "x").read_text(encoding="utf-8") == "2"
    assert os.listdir(target.parent) == ["b"]


@pytest.mark.parametrize(
    ("error", "seen", "message"),
    [
        (RuntimeError("broken"), RuntimeError, "broken"),
        (KeyboardInterrupt("stop"), KeyboardInterrupt, "stop"),
        (OSError(errno.ENOSPC, "No space left"), OutputError, "the disk is full"),
        (OSError(errno.EACCES, "Permission denied"), OutputError, r"\(permission denied\)"),
    ],
)
def test_whatever_fails_the_old_folder_stays(
    error: BaseException, seen: type[BaseException], message: str, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    replace_folder(target, fill(x="old"))
    with pytest.raises(seen, match=message):
        replace_folder(target, failing(error))
    assert (target / "x").read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_a_failing_rename_brings_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    replace_folder(target, fill(x="old"))
    rename = Path.rename

    def refusing(self: Path, place: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, place)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(OutputError, match="cannot be written"):
        replace_folder(target, fill(x="new"))
    assert (target / "x").read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_nobodys_own_files_are_deleted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    replace_folder(home, fill(x="1"))
    (home / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds 'notes\.txt', which Cytonomics did not write"):
        replace_folder(home, fill(x="2"))
    (home / MANIFEST).unlink()
    with pytest.raises(OutputError, match="did not write; name a new or empty folder"):
        replace_folder(home, fill(x="2"))
    assert (home / "x").read_text(encoding="utf-8") == "1"


def test_files_and_places_below_files_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file; name a folder"):
        replace_folder(file, fill())
    with pytest.raises(OutputError, match="cannot be written"):
        replace_folder(file / "below", fill())
    assert file.read_text(encoding="utf-8") == "mine"


def test_through_a_link_the_folder_behind_it_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    replace_folder(link, fill(x="1"))
    assert link.is_symlink()
    assert (real / "x").is_file()
