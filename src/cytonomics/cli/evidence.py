"""The verbs under `cytonomics evidence`: looking into the facts, and judging them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from cytonomics.cli.conventions import (
    FINDINGS,
    evidence_options,
    load_evidence,
    note,
    write_json,
    write_table,
)
from cytonomics.cli.fact_page import fact_as_json, value_text, write_fact
from cytonomics.evidence import (
    Evidence,
    EvidenceError,
    Fact,
    card,
    load,
    marks,
    narrowed,
    search,
    sql,
    summaries,
    table_names,
    table_schema,
)
from cytonomics.evidence.checks import checks_by_name
from cytonomics.evidence.export import Format
from cytonomics.evidence.export import export as write_export
from cytonomics.evidence.text import cell_text

_Command = TypeVar("_Command", bound=Callable[..., Any])

_superseded_option = click.option(
    "--superseded", is_flag=True, help="Show rows that other rows replace too."
)


def _limit_option(default: int) -> Callable[[_Command], _Command]:
    said = f"Show at most N rows (default {default})." if default else "Show at most N rows."
    return click.option("--limit", type=click.IntRange(0), default=default, metavar="N", help=said)


@click.group()
def evidence() -> None:
    """Look into the facts that everything rests on: list, show, search, query, check, export."""


@evidence.command()
@evidence_options
def check(overlay: Path | None, as_of: date | None, as_json: bool) -> None:
    """Run every named check; exits with 1 when one finds a problem.

    The checks judge rows of all dates; with --as-of, problems of rows not yet public are left out.
    """
    whole = load(overlay)
    visible = set((whole if as_of is None else narrowed(whole, as_of)).by_id)
    found = {
        name: None if problems is None else [p for p in problems if set(p.ids) <= visible]
        for name, problems in checks_by_name(whole).items()
    }
    if as_json:
        write_json({n: None if ps is None else [asdict(p) for p in ps] for n, ps in found.items()})
    else:
        counts = [[n, "not run" if ps is None else str(len(ps))] for n, ps in found.items()]
        write_table(("check", "problems"), counts, right=("problems",))
        for problem in [p for problems in found.values() for p in problems or ()]:
            ids = ", ".join(problem.ids)
            click.echo(f"{problem.check}: {problem.table}.csv, {ids}: {problem.message}")
    if None in found.values():
        note("amounts are compared once the problems above are mended")
    if any(found.values()):
        click.get_current_context().exit(FINDINGS)


@evidence.command("list")
@click.argument("table", required=False)
@_limit_option(0)
@_superseded_option
@evidence_options
def list_(
    table: str | None,
    limit: int,
    superseded: bool,
    overlay: Path | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """List the tables, or the rows of one TABLE."""
    view = load_evidence(overlay, as_of)
    if table is None:
        _list_tables(view, as_json)
        return
    if table not in table_names():
        names = ", ".join(table_names())
        raise EvidenceError(f"there is no table {table!r}; tables are {names}")
    _write_rows(view, list((view.known if superseded else view.tables)[table]), limit, as_json)


def _list_tables(view: Evidence, as_json: bool) -> None:
    tables = summaries(view)
    if as_json:
        write_json([table._asdict() for table in tables])
        return
    kinds = ("primary", "secondary", "recall", "judgement")
    write_table(
        ("table", "title", "rows", *kinds, "superseded", "terms"),
        [
            [
                table.name,
                table.title,
                str(table.rows),
                *(str(table.by_confidence.get(kind, 0)) for kind in kinds),
                str(table.superseded),
                "; ".join(table.terms),
            ]
            for table in tables
        ],
        right=("rows", *kinds, "superseded"),
    )


@evidence.command()
@click.argument("id")
@evidence_options
def show(id: str, overlay: Path | None, as_of: date | None, as_json: bool) -> None:
    """Show all there is to say of one fact, by its ID (such as sal0001)."""
    view = load_evidence(overlay, as_of)
    found = card(view, id)
    if as_json:
        write_json(fact_as_json(view, found))
    else:
        write_fact(view, found)


@evidence.command("search")
@click.argument("words", nargs=-1, required=True)
@_limit_option(20)
@_superseded_option
@evidence_options
def search_(
    words: tuple[str, ...],
    limit: int,
    superseded: bool,
    overlay: Path | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Find the facts in which all WORDS stand, best first; other names of a thing count too.

    --limit 0 shows all of them.
    """
    view = load_evidence(overlay, as_of)
    texts = [part for word in words for part in word.split()]
    _write_rows(view, list(search(view, texts, superseded)), limit, as_json)


@evidence.command("sql")
@click.argument("select")
@evidence_options
def sql_(select: str, overlay: Path | None, as_of: date | None, as_json: bool) -> None:
    """Answer one SELECT over the tables of evidence.

    Table sales_aggregation says which rows of sales count and which repeat others.
    """
    answer = sql(load_evidence(overlay, as_of), select)
    if as_json:
        # As lists, since two columns of an answer may share a name.
        write_json({"columns": answer.columns, "rows": answer.rows})
    else:
        rows = [[cell_text(value) for value in row] for row in answer.rows]
        write_table(answer.columns, rows)


@evidence.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(get_args(Format)),
    default="csv",
    help="What to write the rows as (default csv).",
)
@_superseded_option
@evidence_options
def export_(
    folder: Path,
    format_: Format,
    superseded: bool,
    overlay: Path | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Write the evidence into FOLDER as Frictionless data packages, one a table.

    An earlier export there is replaced as a whole.
    """
    view = load_evidence(overlay, as_of)
    write_export(view, folder, format_, superseded)
    if as_json:
        write_json({"folder": str(folder), "tables": sorted(view.tables), "digest": view.digest})
    else:
        click.echo(folder)


def _write_rows(view: Evidence, facts: list[Fact], limit: int, as_json: bool) -> None:
    shown = facts[:limit] if limit else facts
    if as_json:
        write_json(
            [{"table": fact.table, "marks": marks(view, fact), **fact.values} for fact in shown]
        )
    else:
        columns = ("id", "table", "what", "value", "marks", "known_from", "source")
        write_table(columns, [_row(view, fact) for fact in shown], right=("value",))
    if len(shown) < len(facts):
        note(f"{len(shown)} of {len(facts)} rows; --limit {len(facts)} shows all")


def _row(view: Evidence, fact: Fact) -> list[str]:
    schema = table_schema(fact.table)
    names = schema.quantity or tuple(name for name in schema.names if name != "id")[:4]
    return [
        fact.id,
        fact.table,
        ", ".join(cell_text(fact[name]) for name in names if fact[name] is not None),
        value_text(fact),
        "; ".join(marks(view, fact)),
        str(fact.known_from),
        fact["source_title"],
    ]
