"""The shape of each table, read from its `datapackage.json`: schema is data, not code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

FIELD_TYPES = ("string", "number", "integer", "date", "partial_date", "period", "geography")


@dataclass(frozen=True)
class Field:
    """One column: `type` is one of `FIELD_TYPES`; `unit` is text ("" where none applies).

    `references` names the rows a value must exist among: "products.product_id" is a column of
    another table, "vocabulary:modality" a dimension of the vocabulary.

    Example:
        >>> table_schema("sales").field("amount").minimum
        0
    """

    name: str
    type: str
    unit: str
    description: str
    required: bool
    allowed: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    references: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """One table of facts: its fields and the rules that hold for all of its rows.

    `quantity` lists the fields that together say what is measured, `value` the field that says
    how much: two rows with one quantity and two values disagree. `terms` names the licence each
    row falls under, `known_from_rule` how a missing publication date is filled.

    Example:
        >>> table_schema("sales").quantity[:3]
        ('product_id', 'period', 'region')
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    quantity: tuple[str, ...]
    value: str
    terms: tuple[str, ...]
    known_from_rule: str

    def field(self, name: str) -> Field:
        """Return the field called `name`; raises KeyError where there is none.

        Example:
            >>> table_schema("prices").field("currency").references
            ('vocabulary:currency',)
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"table {self.name} has no field {name!r}")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names in their written order."""
        return tuple(field.name for field in self.fields)


def data_folder() -> Traversable:
    """Return the folder of the shipped tables, one sub-folder a table.

    Example:
        >>> (data_folder() / "sales" / "sales.csv").is_file()
        True
    """
    return files("cytonomics.evidence") / "data"


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of the shipped tables, sorted.

    Example:
        >>> "exchange_rates" in table_names()
        True
    """
    return tuple(sorted(entry.name for entry in data_folder().iterdir() if entry.is_dir()))


@cache
def table_schema(name: str) -> TableSchema:
    """Return the schema of one table; raises KeyError for an unknown name.

    Example:
        >>> table_schema("assumptions").value
        'value'
    """
    if name not in table_names():
        raise KeyError(f"there is no table {name!r}; tables are {', '.join(table_names())}")
    text = (data_folder() / name / "datapackage.json").read_text(encoding="utf-8")
    return _table_schema(json.loads(text))


def _table_schema(package: dict[str, Any]) -> TableSchema:
    resource = package["resources"][0]
    rules = package["rules"]
    return TableSchema(
        name=resource["name"],
        title=package["title"],
        description=package["description"],
        fields=tuple(_field(field) for field in resource["schema"]["fields"]),
        quantity=tuple(rules["quantity"]),
        value=rules["value"],
        terms=tuple(licence["title"] for licence in package["licenses"]),
        known_from_rule=rules["knownFrom"],
    )


def _field(spec: dict[str, Any]) -> Field:
    constraints = spec.get("constraints", {})
    return Field(
        name=spec["name"],
        # Table Schema knows no partial dates, periods or geography expressions: such a field is
        # a string to other tools and carries our own type beside it.
        type=spec.get("kind", spec["type"]),
        unit=spec.get("unit", ""),
        description=spec["description"],
        required=constraints.get("required", False),
        allowed=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        references=tuple(spec.get("references", ())),
    )
