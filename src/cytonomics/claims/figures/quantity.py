"""A number of a text with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cytonomics.claims.model import Bound

Kind = Literal["money", "percent", "fold", "number"]


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: `low` to `high` in plain units, `step` of the last printed digit.

    Money counts in whole units of `currency`, which is None where only a scale is printed.
    `scaled` says that a scale word stands with it. `text[start:end]` is the number with its
    currency, scale and unit.

    Example:
        >>> Quantity("money", 14.2e9, 14.2e9, 1e8, 6, 17, currency="USD").bound
        'exact'
    """

    kind: Kind
    low: float
    high: float
    step: float
    start: int
    end: int
    currency: str | None = None
    scaled: bool = False
    scale: float = 1.0
    bound: Bound = "exact"
