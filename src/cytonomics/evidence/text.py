"""A value as the text of one cell: the same number in every file, table and message."""

from __future__ import annotations

from typing import Any


def cell_text(value: Any) -> str:
    """Write a value as a CSV cell holds it; reading the text gives the value back.

    Example:
        >>> cell_text(158.0), cell_text(0.1), cell_text(1e-7), cell_text(None)
        ('158', '0.1', '1e-07', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)
