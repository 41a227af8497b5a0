"""Companies that market reports name most, to tell their sales from a market's."""

from __future__ import annotations

from functools import cache

from cytonomics.vocabulary.tables import rows


@cache
def companies() -> tuple[str, ...]:
    """List the names of companies as reports print them, without their legal forms.

    Example:
        >>> "Medtronic" in companies()
        True
    """
    return tuple(row["name"] for row in rows("companies"))
