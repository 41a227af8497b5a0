"""Write the tables of the documentation from the data they describe.

Run `.venv/bin/python docs/tables.py` after a change to a table's datapackage.json or to the
vocabulary; a test fails while docs/tables.md is behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cytonomics import vocabulary
from cytonomics.evidence import load, table_names, table_schema
from cytonomics.evidence.checks import CHECKS

TARGET = Path(__file__).with_name("tables.md")


def pages() -> str:
    """Return the text of docs/tables.md."""
    return (
        "\n".join([*_head(), *_tables(), *_checks(), *_dimensions(), *_scopes(), *_scope_words()])
        + "\n"
    )


def _head() -> Iterator[str]:
    yield "# Tables, checks, dimensions and scopes"
    yield ""
    yield "Written by `docs/tables.py` from the data itself; do not edit by hand."
    yield ""


def _tables() -> Iterator[str]:
    evidence = load()
    yield "## Tables of evidence"
    yield ""
    yield "Every table also has `id`, `source_url`, `source_title`, `confidence`, `known_from`,"
    yield "`known_from_basis`, `supersedes`, `disputed` and `note`."
    yield ""
    for name in table_names():
        schema = table_schema(name)
        yield f"### {name}"
        yield ""
        yield f"{schema.description} {len(evidence[name]):,} rows."
        yield ""
        yield f"Known from: {schema.known_from_rule}."
        for terms in schema.terms:
            yield f"Terms: {terms}"
        yield ""
        yield "| field | type | unit | required | meaning |"
        yield "| --- | --- | --- | --- | --- |"
        for field in schema.fields:
            required = "yes" if field.required else ""
            meaning = field.description.replace("|", "\\|")
            yield f"| {field.name} | {field.type} | {field.unit} | {required} | {meaning} |"
        yield ""


def _checks() -> Iterator[str]:
    yield "## Named checks"
    yield ""
    for name, check in CHECKS.items():
        yield f"- `{name}`: {(check.__doc__ or '').splitlines()[0]}"
    yield ""


def _dimensions() -> Iterator[str]:
    yield "## Dimensions of the vocabulary"
    yield ""
    yield "| dimension | terms | examples |"
    yield "| --- | --- | --- |"
    for dimension in vocabulary.dimensions():
        terms = vocabulary.terms(dimension)
        some = ", ".join(term.name for term in terms[:4])
        yield f"| {dimension} | {len(terms)} | {some} |"
    yield ""


def _scopes() -> Iterator[str]:
    yield "## Scopes: what each market contains"
    yield ""
    for scope in vocabulary.scopes():
        yield f"### {scope.id}"
        yield ""
        measures = ", ".join(scope.measures) or "none of ours"
        yield f"{scope.definition} Measures: {measures}. As of {scope.dated.isoformat()}."
        yield ""
        if scope.membership:
            yield "| dimension | term | in or out | reason |"
            yield "| --- | --- | --- | --- |"
            for row in scope.membership:
                side = "in" if row.included else "out"
                yield f"| {row.dimension} | {row.term} | {side} | {row.reason} |"
            yield ""


def _scope_words() -> Iterator[str]:
    yield "## Words that move a market to another scope"
    yield ""
    yield "A market's name has the scope of the longest known name in it, unless one of these words"
    yield "says that something else is sold around it; the first that fits counts."
    yield ""
    yield "| word | scope becomes | from | reason |"
    yield "| --- | --- | --- | --- |"
    for each in vocabulary.scope_words():
        among = ", ".join(each.among)
        yield f"| {each.word} | {each.scope or 'none'} | {among} | {each.reason} |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(pages(), encoding="utf-8")
