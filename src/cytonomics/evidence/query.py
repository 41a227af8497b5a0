"""Questions to the evidence: in words, in SQL, and what there is at all."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from typing import Any, NamedTuple

from cytonomics.evidence.errors import EvidenceError
from cytonomics.evidence.roles import sales_roles
from cytonomics.evidence.schema import TableSchema, table_schema
from cytonomics.evidence.searching import search
from cytonomics.evidence.store import Evidence

AGGREGATION_TABLE = "sales_aggregation"
_AGGREGATION_COLUMNS = "id TEXT, family TEXT, role TEXT, explained REAL, weights TEXT"
_TYPES = {"number": "REAL", "integer": "INTEGER"}
_READ_ONLY = "evidence can only be read: write one statement, SELECT ... or WITH ... SELECT"
_SPACE = r"(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*"
_QUESTION = re.compile(rf"{_SPACE}(SELECT|WITH)\b", re.IGNORECASE | re.DOTALL)
_ALLOWED = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)
# A question that runs away is stopped by steps counted, not by the clock: the same question
# gives the same answer on every machine. A join of two large tables stays well below.
_STEPS, _CALLS = 1_000_000, 400
# In characters, more or less: a row takes room even where it holds no text.
_LARGEST_ANSWER, _LONGEST_VALUE, _ROW = 100_000_000, 10_000_000, 100


class Answer(NamedTuple):
    """What a question in SQL gave: column names, and rows of plain values.

    Example:
        >>> Answer(("n",), ((1,),)).columns
        ('n',)
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class TableSummary(NamedTuple):
    """One table in a list of tables; `rows` counts those in view.

    Example:
        >>> TableSummary("sales", "Sales", 2, {"primary": 2}, 0, ("CC0",)).rows
        2
    """

    name: str
    title: str
    rows: int
    by_confidence: Mapping[str, int]
    superseded: int
    terms: tuple[str, ...]


def summaries(evidence: Evidence) -> tuple[TableSummary, ...]:
    """Return what each table holds, in the order of their names.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> [table.rows for table in summaries(load()) if table.name == "geography"]
        [197]
    """
    replaced = Counter(fact.table for fact in evidence.hidden.values())
    return tuple(
        TableSummary(
            name,
            table_schema(name).title,
            len(facts),
            dict(sorted(Counter(fact["confidence"] for fact in facts).items())),
            replaced[name],
            table_schema(name).terms,
        )
        for name, facts in sorted(evidence.tables.items())
    )


def sql(evidence: Evidence, question: str) -> Answer:
    """Answer one SELECT over the rows in view, one SQL table for each table of evidence.

    Dates are texts, YYYY-MM-DD. Table sales_aggregation says for each row of sales its family
    of products, its role (basis, redundant or partner_share), the amount that other rows make
    of it, and their weights as JSON.

    Raises:
        EvidenceError: when the question is no single SELECT (or WITH ... SELECT), is wrong SQL,
            or gives no end of rows.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> sql(load(), "SELECT count(*) AS n FROM geography")
        Answer(columns=('n',), rows=((197,),))
    """
    if not _QUESTION.match(question):
        raise EvidenceError(_READ_ONLY)
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, evidence)
        # Only now, so that the tables could be made: from here on nothing but reading passes.
        if AGGREGATION_TABLE in question.lower():
            _fill_aggregation(connection, evidence)
        _restrict(connection)
        return _ask(connection, question)


def _restrict(connection: sqlite3.Connection) -> None:
    def allow(action: int, *_: str | None) -> int:
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY

    calls = iter(range(_CALLS))
    connection.set_authorizer(allow)
    connection.set_progress_handler(lambda: next(calls, None) is None, _STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)


def _ask(connection: sqlite3.Connection, question: str) -> Answer:
    try:
        cursor = connection.execute(question)
        rows = _bounded(cursor)
    except EvidenceError:
        raise
    # Several statements are a Warning to Python 3.11, and a NUL a ValueError.
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        raise EvidenceError(_said(str(error))) from None
    return Answer(tuple(column[0] for column in cursor.description), rows)


def _bounded(cursor: sqlite3.Cursor) -> tuple[tuple[Any, ...], ...]:
    rows, size = [], 0
    for row in cursor:
        size += _ROW + sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > _LARGEST_ANSWER:
            raise EvidenceError("the answer is too large; add a LIMIT or name fewer columns")
        rows.append(row)
    return tuple(rows)


def _said(error: str) -> str:
    if "not authorized" in error or "prohibited" in error:
        return _READ_ONLY
    if "one statement" in error:
        return "write one statement only, without another behind the semicolon"
    if "interrupted" in error:
        return "the question takes too long; join fewer rows or add a WHERE"
    if "no such table" in error:
        return f"{error}; `cytonomics evidence list` shows the tables"
    return f"the SQL is not understood ({error}); see `cytonomics evidence list` for the tables"


def _fill(connection: sqlite3.Connection, evidence: Evidence) -> None:
    for name, facts in evidence.tables.items():
        schema = table_schema(name)
        connection.execute(f'CREATE TABLE "{name}" ({_columns(schema)})')
        rows = [tuple(_plain(fact[column]) for column in schema.names) for fact in facts]
        connection.executemany(_insert(name, len(schema.names)), rows)


def _fill_aggregation(connection: sqlite3.Connection, evidence: Evidence) -> None:
    connection.execute(f"CREATE TABLE {AGGREGATION_TABLE} ({_AGGREGATION_COLUMNS})")
    rows = [
        (key, ";".join(role.family), role.role, role.explained, json.dumps(dict(role.weights)))
        for key, role in sorted(sales_roles(evidence).items())
    ]
    connection.executemany(_insert(AGGREGATION_TABLE, 5), rows)


def _columns(schema: TableSchema) -> str:
    return ", ".join(f'"{field.name}" {_TYPES.get(field.type, "TEXT")}' for field in schema.fields)


def _insert(table: str, width: int) -> str:
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})'


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


__all__ = ["AGGREGATION_TABLE", "Answer", "TableSummary", "search", "sql", "summaries"]
