"""The data tables of this room, read once when first asked for."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one table of the audit's data folder: a dictionary a row, every value a text.

    Example:
        >>> sorted(rows("company_groups")[0])
        ['group', 'name', 'reason']
    """
    table = resources.files("cytonomics.audit") / "data" / f"{name}.csv"
    return tuple(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
