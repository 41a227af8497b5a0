"""Evidence as files that other tools read: Frictionless data packages in CSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import cytonomics
from cytonomics.evidence.files import replace_folder
from cytonomics.evidence.reading import Fact
from cytonomics.evidence.schema import data_folder, table_schema
from cytonomics.evidence.store import Evidence, frame_of
from cytonomics.evidence.text import cell_text

Format = Literal["csv", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "parquet")
_PARQUET = "application/vnd.apache.parquet"


def export(
    evidence: Evidence, folder: Path, format: Format = "csv", superseded: bool = False
) -> None:
    """Write the whole view, one data package a table and one over all of them.

    An earlier export in the folder is replaced as a whole, and stays whole when anything fails.

    Args:
        evidence: the view to write.
        folder: where to; made if missing.
        format: "csv" or "parquet".
        superseded: write the rows that others replace too.

    Raises:
        OutputError: as in `files.replace_folder`.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from cytonomics.evidence.store import load
        >>> with TemporaryDirectory() as home:
        ...     export(load(), Path(home) / "evidence")
        ...     (Path(home) / "evidence" / "sales" / "sales.csv").is_file()
        True
    """
    rows = evidence.known if superseded else evidence.tables

    def write(new: Path) -> None:
        packages = [_write_table(new / name, name, rows[name], format) for name in sorted(rows)]
        _write_json(new / "datapackage.json", _over_all(packages, evidence))

    replace_folder(folder, write)


def _write_table(folder: Path, name: str, facts: Sequence[Fact], format: Format) -> dict[str, Any]:
    folder.mkdir()
    text = (data_folder() / name / "datapackage.json").read_text(encoding="utf-8")
    package: dict[str, Any] = json.loads(text)
    content = _csv(name, facts) if format == "csv" else _parquet(name, facts)
    (folder / f"{name}.{format}").write_bytes(content)
    if format == "parquet":
        # A package of tabular profile holds CSV; only the columns stay as they were.
        package["profile"] = "data-package"
        resource = package["resources"][0]
        resource |= {"path": f"{name}.parquet", "format": format, "mediatype": _PARQUET}
        resource["profile"] = "data-resource"
        del resource["encoding"]
    _write_json(folder / "datapackage.json", package)
    return package


def _over_all(packages: Sequence[dict[str, Any]], evidence: Evidence) -> dict[str, Any]:
    as_of = "" if evidence.as_of is None else f" as known on {evidence.as_of}"
    return {
        "profile": "data-package",
        "name": "cytonomics-evidence",
        "title": f"Evidence of Cytonomics {cytonomics.__version__}{as_of}",
        "description": f"Facts with sources; the view's digest is {evidence.digest}.",
        "resources": [
            resource
            | {"path": f"{resource['name']}/{resource['path']}", "title": package["title"]}
            | {"description": package["description"], "licenses": package["licenses"]}
            for package in packages
            for resource in package["resources"]
        ],
    }


def _csv(name: str, facts: Sequence[Fact]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    names = table_schema(name).names
    writer.writerow(names)
    writer.writerows([cell_text(fact[column]) for column in names] for fact in facts)
    return text.getvalue().encode("utf-8")


def _parquet(name: str, facts: Sequence[Fact]) -> bytes:
    content = io.BytesIO()
    frame_of(name, facts).write_parquet(content)
    return content.getvalue()


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
