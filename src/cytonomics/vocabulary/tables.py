"""The package's CSV tables, read once when first asked for."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one table of this package's data folder.

    Args:
        name: file name without its ending, for example "terms".

    Returns:
        One dictionary a row, every value a text; an empty cell is an empty text.

    Example:
        >>> rows("countries")[0]["iso3"]
        'USA'
    """
    table = resources.files("cytonomics.vocabulary") / "data" / f"{name}.csv"
    return tuple(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
