"""All facts together: looked up by id, filtered by date, laid over by a user's folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cytonomics.evidence.errors import EvidenceError
from cytonomics.evidence.reading import OVERLAY, SHIPPED, Fact, read_facts, read_file
from cytonomics.evidence.schema import data_folder, table_names, table_schema

if TYPE_CHECKING:
    import polars


# Compared and hashed by identity, so that results that rest on a view can be kept beside it.
@dataclass(frozen=True, eq=False)
class Evidence:
    """A consistent view of the facts: what was known on `as_of`, superseded rows left out.

    `known` holds all rows public by then, as the files have them, superseded ones too;
    `superseded` says by id which row replaced which, and `hidden` keeps the replaced rows, so
    that a trail can show them.

    Example:
        >>> evidence = load()
        >>> evidence["products"][0].table
        'products'
    """

    tables: Mapping[str, tuple[Fact, ...]]
    superseded: Mapping[str, str]
    hidden: Mapping[str, Fact]
    as_of: date | None
    known: Mapping[str, tuple[Fact, ...]]

    def __getitem__(self, table: str) -> tuple[Fact, ...]:
        """Return the facts of one table; raises KeyError for an unknown table."""
        return self.tables[table]

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over every fact in view, table by table."""
        for table in self.tables.values():
            yield from table

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Every fact by its id, superseded ones included."""
        return MappingProxyType({**self.hidden, **{fact.id: fact for fact in self}})

    def fact(self, identifier: str) -> Fact:
        """Return one fact by id, a superseded one too.

        Raises:
            EvidenceError: for an unknown id, naming the nearest known one.

        Example:
            >>> load().fact("nothing")
            Traceback (most recent call last):
            ...
            cytonomics.evidence.errors.EvidenceError: there is no fact 'nothing'; ...
        """
        if identifier in self.by_id:
            return self.by_id[identifier]
        from difflib import get_close_matches

        near = get_close_matches(identifier, list(self.by_id), 1, cutoff=0.6)
        hint = f"did you mean {near[0]!r}?" if near else "`cytonomics evidence list` shows tables"
        raise EvidenceError(f"there is no fact {identifier!r}; {hint}")

    def of_product(self, table: str, product: str) -> tuple[Fact, ...]:
        """Return the facts of one product in a table that has product ids.

        Example:
            >>> {fact["product_id"] for fact in load().of_product("sales", "carvykti")}
            {'carvykti'}
        """
        if table not in self._by_product:
            found: dict[str, list[Fact]] = {}
            for fact in self.tables[table]:
                found.setdefault(fact["product_id"], []).append(fact)
            self._by_product[table] = {name: tuple(facts) for name, facts in found.items()}
        return self._by_product[table].get(product, ())

    @cached_property
    def _by_product(self) -> dict[str, dict[str, tuple[Fact, ...]]]:
        return {}

    def frame(self, table: str) -> polars.DataFrame:
        """Return one table as a polars DataFrame, columns typed and in schema order.

        Raises:
            KeyError: for an unknown table.

        Example:
            >>> load().frame("geography").height
            197
        """
        return frame_of(table, self[table])

    @cached_property
    def digest(self) -> str:
        """A hash of every fact in view: two runs on one digest rest on the same evidence."""
        digest = hashlib.sha256()
        for fact in self:
            digest.update(repr((fact.table, fact.id, sorted(fact.values.items()))).encode())
        return digest.hexdigest()[:16]


def frame_of(table: str, facts: Iterable[Fact]) -> polars.DataFrame:
    """Return rows of one table as a polars DataFrame, columns typed and in schema order.

    Raises:
        KeyError: for an unknown table.

    Example:
        >>> frame_of("geography", load()["geography"][:2]).height
        2
    """
    import polars

    schema = table_schema(table)
    kinds = {"number": polars.Float64, "integer": polars.Int64, "date": polars.Date}
    columns = {field.name: kinds.get(field.type, polars.String) for field in schema.fields}
    return polars.DataFrame([dict(fact.values) for fact in facts], schema=columns)


def load(overlay: Path | None = None, as_of: date | None = None) -> Evidence:
    """Return the shipped evidence, a user's folder laid over it, as known on a date.

    The named checks do not judge the overlay here: `overlay.load_checked` does.

    Args:
        overlay: a folder of CSV files named after tables; a row whose id is known replaces that
            row on every date, any other adds one, and one that names an id in `supersedes`
            replaces that row from its own `known_from` on.
        as_of: keep only facts whose `known_from` is not later; None keeps all.

    Raises:
        EvidenceError: when the overlay is missing, holds no table, or breaks a schema.

    Example:
        >>> len(load(as_of=date(2018, 12, 31))["sales"]) < len(load()["sales"])
        True
    """
    if overlay is None:
        return _shipped_view(as_of)
    tables = dict(_shipped())
    for name, facts in _read_overlay(overlay).items():
        merged = {fact.id: fact for fact in tables[name]}
        merged.update((fact.id, fact) for fact in facts)
        tables[name] = tuple(merged.values())
    _refuse_shared_ids(tables.values())
    return _view(tables, as_of)


# The same object again, so that what others keep beside a view is found again.
@lru_cache(maxsize=4)
def _shipped_view(as_of: date | None) -> Evidence:
    return _view(_shipped(), as_of)


def _view(tables: Mapping[str, tuple[Fact, ...]], as_of: date | None) -> Evidence:
    known = {
        name: tuple(fact for fact in facts if as_of is None or fact.known_from <= as_of)
        for name, facts in tables.items()
    }
    superseded = {
        fact["supersedes"]: fact.id
        for facts in known.values()
        for fact in facts
        if fact["supersedes"]
    }
    return Evidence(
        tables=MappingProxyType(
            {
                name: tuple(fact for fact in facts if fact.id not in superseded)
                for name, facts in known.items()
            }
        ),
        superseded=MappingProxyType(superseded),
        hidden=MappingProxyType(
            {fact.id: fact for facts in known.values() for fact in facts if fact.id in superseded}
        ),
        as_of=as_of,
        known=MappingProxyType(known),
    )


def narrowed(evidence: Evidence, as_of: date) -> Evidence:
    """Return the same evidence as it was known on an earlier date.

    Example:
        >>> narrowed(load(), date(2020, 1, 1)).digest == load(as_of=date(2020, 1, 1)).digest
        True
    """
    return _view(evidence.known, as_of)


@cache
def _shipped() -> Mapping[str, tuple[Fact, ...]]:
    tables = {}
    for name in table_names():
        text = (data_folder() / name / f"{name}.csv").read_text(encoding="utf-8")
        tables[name] = read_facts(text, table_schema(name), f"{name}.csv", SHIPPED)
    _refuse_shared_ids(tables.values())
    return MappingProxyType(tables)


def _read_overlay(folder: Path) -> dict[str, tuple[Fact, ...]]:
    if not folder.is_dir():
        raise EvidenceError(f"the evidence folder {str(folder)!r} does not exist; name a folder")
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    except OSError as error:
        raise EvidenceError(
            f"the evidence folder {str(folder)!r} cannot be read ({error.strerror})"
        ) from None
    if not files:
        raise EvidenceError(
            f"the evidence folder {str(folder)!r} holds no .csv file; name files after tables, "
            "for example sales.csv"
        )
    for path in files:
        if path.stem not in table_names() or path.suffix != ".csv":
            raise EvidenceError(
                "is not the name of a table in small letters with .csv behind it; tables are "
                f"{', '.join(table_names())}",
                file=path.name,
            )
    return {path.stem: read_file(path, table_schema(path.stem), OVERLAY) for path in files}


def _refuse_shared_ids(tables: Iterable[tuple[Fact, ...]]) -> None:
    homes: dict[str, str] = {}
    for facts in tables:
        for fact in facts:
            home = homes.setdefault(fact.id, fact.table)
            if home != fact.table:
                raise EvidenceError(
                    f"id {fact.id!r} is already used in table {home}; give this fact another id",
                    file=f"{fact.table}.csv",
                    field="id",
                )
