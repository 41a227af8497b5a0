"""What can be wrong with evidence, as one sentence a user can act on."""

from __future__ import annotations

from dataclasses import dataclass

from cytonomics.errors import CytonomicsError


class EvidenceError(CytonomicsError):
    """Evidence that cannot be used: the message names file, row and field where they are known.

    Example:
        >>> str(EvidenceError("is empty", file="sales.csv"))
        'sales.csv: is empty'
        >>> str(
        ...     EvidenceError(
        ...         "amount must not be negative", file="sales.csv", row=7, field="amount"
        ...     )
        ... )
        'sales.csv, row 7, field amount: amount must not be negative'
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        row: int | str | None = None,
        field: str | None = None,
    ) -> None:
        """Join place and message into one sentence; `row` is an id or counts the header as 1."""
        place = ", ".join(
            part
            for part in (
                file,
                f"row {row}" if row is not None else None,
                f"field {field}" if field else None,
            )
            if part
        )
        super().__init__(f"{place}: {message}" if place else message)


@dataclass(frozen=True)
class Problem:
    """What a named check found: `ids` are the facts concerned, `check` the rule that speaks.

    Example:
        >>> Problem("dates", "sales", ("sal0001",), "known_from lies before the period's end").check
        'dates'
    """

    check: str
    table: str
    ids: tuple[str, ...]
    message: str
