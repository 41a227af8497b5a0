"""A table of patients: read wholly or refused with every bad row named, and its answers written."""

from __future__ import annotations

import csv
import io
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cytonomics.errors import CytonomicsError, OutputError
from cytonomics.evidence import Evidence
from cytonomics.landscape.match_words import COLUMNS, cells
from cytonomics.landscape.matching import Answer, match, product_named
from cytonomics.landscape.patient import MatchError, Patient, patient_of
from cytonomics.vocabulary.errors import suggestion

REQUIRED = ("indication", "region")
KNOWN = (
    "patient",
    *REQUIRED,
    "line",
    "earlier_lines",
    "age",
    "date",
    "markers",
    "prior",
    "product",
)
_SHOWN = 5


class Row(NamedTuple):
    """One patient of a table: the line of the file, a name, and the product asked about or "".

    Example:
        >>> from cytonomics.evidence import load
        >>> Row(2, "A", patient_of(load(), "mm", "USA"), "").patient.indication
        'mm'
    """

    line: int
    name: str
    patient: Patient
    product: str


def read_patients(evidence: Evidence, path: Path) -> tuple[Row, ...]:
    """Read a CSV file of patients; see `patients_of`.

    Raises:
        MatchError: also when the file cannot be read or is not UTF-8.

    Example:
        >>> from cytonomics.evidence import load
        >>> read_patients(load(), Path("no-such.csv"))
        Traceback (most recent call last):
        ...
        cytonomics.landscape.patient.MatchError: no-such.csv cannot be read (No such file ...
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MatchError(
            f"{path.name} cannot be read ({error.strerror}); name a CSV file"
        ) from None
    except UnicodeDecodeError as error:
        said = f"{path.name} is not UTF-8 (byte {error.start + 1}); save the table as UTF-8 CSV"
        raise MatchError(said) from None
    return patients_of(evidence, text, path.name)


def patients_of(evidence: Evidence, text: str, file: str) -> tuple[Row, ...]:
    r"""Read a table of patients: all of its rows or none.

    The first row names columns of `KNOWN`, in any order; indication and region are needed.
    Several markers or earlier treatments stand in one cell with semicolons between them; an
    empty cell is something that is not known.

    Raises:
        MatchError: names the file, and each bad row by its line, the first five in words.

    Example:
        >>> from cytonomics.evidence import load
        >>> text = "patient,indication,region,line,markers\nA,dlbcl,USA,3,CD19+; HER2-\n"
        >>> [(row.line, row.name, row.patient.line) for row in patients_of(load(), text, "p.csv")]
        [(2, 'A', 3)]
    """
    if "\0" in text:
        raise MatchError(f"{file} holds NUL bytes, so it is no CSV text; save it as CSV")
    lines = _records(text, file)
    _, header = next(lines, (1, []))
    _check_header(header, file)
    rows: list[Row] = []
    problems: list[str] = []
    for line, values in lines:
        if any(values):
            try:
                rows.append(_row(evidence, line, header, values))
            except CytonomicsError as error:
                problems.append(f"line {line}: {error}")
    if problems:
        more = len(problems) - _SHOWN
        ending = [f"and {more} more"] if more > 0 else []
        said = "; ".join([*problems[:_SHOWN], *ending])
        raise MatchError(
            f"{file}, {said}; {len(problems)} of {len(rows) + len(problems)} rows cannot be used, "
            "so nothing was matched"
        )
    if not rows:
        raise MatchError(f"{file} holds no patient below its header; add a row")
    return tuple(rows)


def matched(evidence: Evidence, rows: Iterable[Row]) -> list[tuple[Row, Answer]]:
    r"""Match every patient of a table.

    Example:
        >>> from cytonomics.evidence import load
        >>> rows = patients_of(load(), "indication,region\nrdeb,USA\n", "p.csv")
        >>> matched(load(), rows)[0][1].matches[0].product
        'zevaskyn'
    """
    return [(row, match(evidence, row.patient, row.product)) for row in rows]


def answers_csv(answers: Iterable[tuple[Row, Answer]]) -> str:
    """Return answers as CSV text, one row a patient and product; its columns are `COLUMNS`.

    Example:
        >>> answers_csv([]).startswith("file_line,patient,indication")
        True
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row, answer in answers:
        writer.writerows(cells(answer, row.line, row.name))
    return text.getvalue()


def write_whole(text: str, target: Path) -> None:
    """Write a file beside its target and put it there by renaming: it is whole or not there.

    Raises:
        OutputError: when the place cannot be written to.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as home:
        ...     write_whole("a", Path(home) / "a.csv")
        ...     [path.name for path in Path(home).iterdir()]
        ['a.csv']
    """
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        try:
            fresh.write_text(text, encoding="utf-8", newline="")
            os.replace(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{str(target)!r} cannot be written ({error.strerror})") from None


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records with the line of the file on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            said = f"{file}, line {line}: is not well-formed CSV ({error}); check the quotes"
            raise MatchError(said) from None


def _check_header(header: list[str], file: str) -> None:
    lacking = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in KNOWN]
    twice = sorted({name for name in header if header.count(name) > 1})
    if unknown:
        near = suggestion(unknown[0], KNOWN)
        raise MatchError(f"{file}, line 1: {unknown[0]!r} is no column of patients; {near}")
    if lacking or twice:
        said = f"lacks {' and '.join(lacking)}" if lacking else f"names {twice[0]!r} twice"
        raise MatchError(f"{file}, line 1: the header {said}; columns are {', '.join(KNOWN)}")


def _row(evidence: Evidence, line: int, header: list[str], values: list[str]) -> Row:
    if len(values) != len(header):
        raise MatchError(
            f"has {len(values)} cells where the header has {len(header)}; check commas and quotes"
        )
    said = dict.fromkeys(KNOWN, "") | dict(zip(header, values, strict=True))
    patient = patient_of(
        evidence,
        said["indication"],
        said["region"],
        day=said["date"],
        line=said["line"],
        earlier_lines=said["earlier_lines"],
        age=said["age"],
        markers=_several(said["markers"]),
        prior=_several(said["prior"]),
    )
    if said["product"]:
        product_named(evidence, said["product"])
    return Row(line, said["patient"], patient, said["product"])


def _several(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part.strip()]
