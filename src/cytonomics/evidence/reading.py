"""One CSV file becomes validated facts: nothing gets past here that breaks its table's schema."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cytonomics import vocabulary
from cytonomics.evidence.errors import EvidenceError
from cytonomics.evidence.schema import Field, TableSchema

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Python reads "1_000" and full-width digits too; no other reader of the file would.
_NUMBERS = {
    "number": re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"),
    "integer": re.compile(r"[+-]?[0-9]+"),
}
# Beyond this a whole number is no longer exact in a spreadsheet, and no table needs one.
_LARGEST_INTEGER = 2**53
SHIPPED, OVERLAY = "shipped", "overlay"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of evidence: typed values by field name, `None` where the source says nothing.

    `origin` is "shipped" or "overlay".

    Example:
        >>> fact = Fact("sales", "sal0001", MappingProxyType({"amount": 158.0}), SHIPPED)
        >>> fact["amount"]
        158.0
    """

    table: str
    id: str
    values: Mapping[str, Any]
    origin: str

    def __getitem__(self, name: str) -> Any:
        """Return the value of a field; raises KeyError for an unknown one."""
        return self.values[name]

    @property
    def known_from(self) -> date:
        """The date on which the fact became public."""
        known: date = self.values["known_from"]
        return known


def read_facts(text: str, schema: TableSchema, file: str, origin: str) -> tuple[Fact, ...]:
    """Parse the text of one CSV file against its schema.

    Args:
        text: the whole file; the first row names the columns, in any order.
        schema: what the columns mean.
        file: the name to use in messages.
        origin: "shipped" or "overlay".

    Raises:
        EvidenceError: on an empty file, a wrong header, a missing or malformed value, a value
            outside its range or list, or an id that stands twice.

    Example:
        >>> from cytonomics.evidence.schema import table_schema
        >>> read_facts("", table_schema("sales"), "sales.csv", OVERLAY)
        Traceback (most recent call last):
        ...
        cytonomics.evidence.errors.EvidenceError: sales.csv: is empty; the first row must name ...
    """
    rows = _records(text, file)
    header = next(rows, None)
    if header is None or not any(header):
        raise EvidenceError(
            f"is empty; the first row must name the columns {', '.join(_required(schema))}",
            file=file,
        )
    fields = _header(header, schema, file)
    facts: dict[str, Fact] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        fact = _fact(cells, fields, schema, file, number, origin)
        if fact.id in facts:
            raise EvidenceError(
                f"id {fact.id!r} stands twice; each fact needs an id of its own",
                file=file,
                row=number,
                field="id",
            )
        facts[fact.id] = fact
    return tuple(facts.values())


def read_file(path: Path, schema: TableSchema, origin: str) -> tuple[Fact, ...]:
    """Read one CSV file from disk; see `read_facts` for what is checked.

    Raises:
        EvidenceError: also when the file cannot be read or is not UTF-8.

    Example:
        >>> from cytonomics.evidence.schema import table_schema
        >>> read_file(Path("no-such.csv"), table_schema("sales"), OVERLAY)
        Traceback (most recent call last):
        ...
        cytonomics.evidence.errors.EvidenceError: no-such.csv: cannot be read (No such file ...
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EvidenceError(f"cannot be read ({error.strerror})", file=path.name) from None
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"is not UTF-8 (byte {error.start + 1}); save the table as UTF-8 CSV", file=path.name
        ) from None
    return read_facts(text, schema, path.name, origin)


def _records(text: str, file: str) -> Iterator[list[str]]:
    if "\0" in text:
        raise EvidenceError("holds NUL bytes, so it is not a CSV text; save it as CSV", file=file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise EvidenceError(
                f"is not well-formed CSV ({error}); check the quotes", file=file, row=number
            ) from None


def _required(schema: TableSchema) -> list[str]:
    return [field.name for field in schema.fields if field.required]


def _header(header: list[str], schema: TableSchema, file: str) -> list[Field]:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise EvidenceError(f"column {twice[0]!r} stands twice in the header", file=file, row=1)
    unknown = [name for name in header if name not in schema.names]
    missing = [name for name in _required(schema) if name not in header]
    if unknown or missing:
        said = [f"lacks {', '.join(missing)}"] if missing else []
        said += [f"has unknown {', '.join(repr(name) for name in unknown)}"] if unknown else []
        raise EvidenceError(
            f"the header {' and '.join(said)}; table {schema.name} has the columns "
            f"{', '.join(schema.names)}",
            file=file,
            row=1,
        )
    return [schema.field(name) for name in header]


def _fact(
    cells: list[str],
    fields: list[Field],
    schema: TableSchema,
    file: str,
    number: int,
    origin: str,
) -> Fact:
    if len(cells) != len(fields):
        raise EvidenceError(
            f"has {len(cells)} cells where the header has {len(fields)}; check commas and quotes",
            file=file,
            row=number,
        )
    values: dict[str, Any] = dict.fromkeys(schema.names)
    for field, cell in zip(fields, cells, strict=True):
        if not cell:
            if field.required:
                raise EvidenceError("must not be empty", file=file, row=number, field=field.name)
            continue
        try:
            values[field.name] = _value(cell, field)
        except ValueError as error:
            raise EvidenceError(str(error), file=file, row=number, field=field.name) from None
    if not _ID.fullmatch(values["id"]):
        raise EvidenceError(
            f"{values['id']!r} is not an id; use lower-case letters, digits, '_', '.' and '-'",
            file=file,
            row=number,
            field="id",
        )
    return Fact(schema.name, values["id"], MappingProxyType(values), origin)


def _value(cell: str, field: Field) -> Any:
    if field.allowed and cell not in field.allowed:
        raise ValueError(f"{_short(cell)} is not one of {', '.join(field.allowed)}")
    match field.type:
        case "number" | "integer":
            return _number(cell, field)
        case "date":
            return _date(cell)
        case "partial_date":
            latest_day(cell)
        case "period":
            _check_period(cell)
        case "geography":
            _check_geography(cell)
    return cell


def _number(cell: str, field: Field) -> float | int:
    if not _NUMBERS[field.type].fullmatch(cell):
        whole = field.type == "integer"
        kind = "a whole number" if whole else "a number; write it with a decimal point"
        raise ValueError(f"{_short(cell)} is not {kind}")
    # As a float first: Python refuses to turn thousands of digits into an integer.
    if abs(float(cell)) > (_LARGEST_INTEGER if field.type == "integer" else sys.float_info.max):
        raise ValueError(f"{_short(cell)} is too large a number")
    value = int(cell) if field.type == "integer" else float(cell)
    if field.minimum is not None and value < field.minimum:
        below = "negative" if field.minimum == 0 else f"below {field.minimum:g}"
        raise ValueError(f"{cell} is {below}; the least allowed is {field.minimum:g}")
    if field.maximum is not None and value > field.maximum:
        raise ValueError(f"{cell} is above {field.maximum:g}, the most allowed")
    return value


@cache
def _date(cell: str) -> date:
    try:
        if not _DATE.fullmatch(cell):
            raise ValueError
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{_short(cell)} is not a date; write YYYY-MM-DD") from None


def _short(cell: str) -> str:
    return repr(cell) if len(cell) <= 40 else f"{cell[:40]!r}…"


@cache
def latest_day(text: str) -> date:
    """Return the last day that a date, month or year can mean: the cautious reading of it.

    Raises:
        ValueError: when the text is no such date.

    Example:
        >>> latest_day("2024-02"), latest_day("2024-02-16")
        (datetime.date(2024, 2, 29), datetime.date(2024, 2, 16))
    """
    match = _PARTIAL_DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (None if part is None else int(part) for part in match.groups())
        assert year is not None
        if day is not None and month is not None:
            return date(year, month, day)
        first = date(year, 12 if month is None else month, 1)
        return date(first.year + first.month // 12, first.month % 12 + 1, 1) - date.resolution
    except ValueError:
        said = f"{_short(text)} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
        raise ValueError(said) from None


@cache
def _check_period(cell: str) -> None:
    vocabulary.Period.parse(cell)


@cache
def _check_geography(cell: str) -> None:
    vocabulary.members(cell, None)
