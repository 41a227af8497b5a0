"""One fact as a page of text, or as JSON: every field with its meaning, and what surrounds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cytonomics.cli.conventions import one_line
from cytonomics.evidence import Card, Evidence, Fact, marks, table_schema
from cytonomics.evidence.text import cell_text

_ROLES = {
    "basis": "counts: no better rows state these dollars",
    "redundant": "does not count: other rows state these dollars already",
    "partner_share": "does not count: a partner's share of sales that the seller books",
}


def fact_as_json(view: Evidence, card: Card) -> dict[str, Any]:
    """Return a fact and its surroundings as plain values.

    Example:
        >>> from cytonomics.evidence import card, load
        >>> fact_as_json(load(), card(load(), "sal0206"))["superseded_by"]
        'sal0207'
    """
    fact, role = card.fact, card.role
    return {
        "id": fact.id,
        "table": fact.table,
        "title": card.schema.title,
        "origin": fact.origin,
        "marks": list(marks(view, fact)),
        "fields": [
            {
                "name": field.name,
                "value": fact[field.name],
                "unit": field.unit,
                "meaning": field.description,
            }
            for field in card.schema.fields
        ],
        "superseded_by": card.superseded_by and card.superseded_by.id,
        "supersedes": card.supersedes and card.supersedes.id,
        "same_quantity": [dict(other.values) for other in card.rivals],
        "aggregation": role and {**role._asdict(), "weights": dict(role.weights)},
        "rests_on_it": [other.id for other in card.rests_on_it],
        "terms": list(card.terms),
    }


def write_fact(view: Evidence, card: Card) -> None:
    """Write a fact and its surroundings to stdout, one line a statement."""
    for line in page(view, card):
        click.echo(line)


def page(view: Evidence, card: Card) -> Iterator[str]:
    """Yield the lines of a fact's page.

    Example:
        >>> from cytonomics.evidence import card, load
        >>> next(page(load(), card(load(), "sal0206")))
        'sal0206 of table sales (Sales)  [superseded by sal0207]'
    """
    fact = card.fact
    said = "; ".join(marks(view, fact))
    yield f"{fact.id} of table {fact.table} ({card.schema.title})" + (f"  [{said}]" if said else "")
    yield ""
    width = max(len(field.name) for field in card.schema.fields)
    for field in card.schema.fields:
        value = one_line(cell_text(fact[field.name])) or "–"
        unit = f" {field.unit}" if field.unit and fact[field.name] is not None else ""
        yield f"  {field.name:<{width}}  {value}{unit}"
        yield f"  {'':<{width}}    {one_line(field.description)}"
    yield from _section("Replaced by", [card.superseded_by] if card.superseded_by else [], view)
    yield from _section("Replaces", [card.supersedes] if card.supersedes else [], view)
    yield from _section("Other rows for the same quantity", card.rivals, view)
    yield from _role(card)
    yield from _section("Rows that rest on it", card.rests_on_it, view)
    yield ""
    yield "Terms"
    for terms in card.terms:
        yield f"  {one_line(terms)}"


def value_text(fact: Fact) -> str:
    """Return what a fact says with its unit; empty where its table states no one value.

    Example:
        >>> from cytonomics.evidence import load
        >>> value_text(load().fact("sal0041"))
        '406 million USD'
    """
    schema = table_schema(fact.table)
    if not schema.value or fact[schema.value] is None:
        return ""
    unit = schema.field(schema.value).unit
    if unit.startswith("see "):
        currency = fact.values.get("currency")
        unit = " ".join(part for part in (currency, fact[unit.removeprefix("see ")]) if part)
    for written in ("of currency, nominal", "currency units, nominal of the year"):
        unit = unit.replace(written, fact.values.get("currency") or "currency")
    # A unit with a colon lists one for each measure, which the quantity names already.
    return f"{cell_text(fact[schema.value])} {'' if ':' in unit else unit}".strip()


def _section(title: str, facts: list[Fact] | tuple[Fact, ...], view: Evidence) -> Iterator[str]:
    if facts:
        yield ""
        yield title
    for fact in facts:
        stated = f"  {value_text(fact)}" if value_text(fact) else ""
        said = "; ".join(marks(view, fact))
        source = one_line(fact["source_title"])
        yield f"  {fact.id}{stated}  {source}" + (f"  [{said}]" if said else "")


def _role(card: Card) -> Iterator[str]:
    role = card.role
    if role is None:
        return
    yield ""
    yield "In the sum of sales"
    yield f"  {role.role}: {_ROLES[role.role]}"
    yield f"  family: {', '.join(role.family)}"
    if role.weights:
        yield "  made up of: " + " ".join(
            f"{weight:+g}×{key}" for key, weight in role.weights.items()
        )
    if role.explained is not None:
        yield f"  which make {role.explained:.6g} of its {cell_text(card.fact['amount'])}"
