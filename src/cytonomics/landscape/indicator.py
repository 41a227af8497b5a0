"""What an indicator of PEST or of Porter's five forces is, and the rule that reads its value."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

PORTER, PEST = FRAMES = ("porter", "pest")
NO_EVIDENCE = "not supported by evidence"


class Definition(NamedTuple):
    """What an indicator is: where its value comes from and the rule it is read by.

    `when` says whether a value above or below `bound` is read as `strong`; an indicator without
    a table has no evidence yet.

    Example:
        >>> definitions()[0].side
        'Threat of substitutes'
    """

    id: str
    frame: str
    side: str
    name: str
    table: str
    metric: str
    unit: str
    bound: float
    when: str
    strong: str
    weak: str
    reason: str

    @property
    def rule(self) -> str:
        """The rule in words."""
        if not self.table:
            return ""
        bound = f"{self.bound:,.0f}" if self.bound >= 10 else f"{self.bound:g}"
        return f"{self.strong} {self.when} {bound} {self.unit}, else {self.weak}. {self.reason}"


class Indicator(NamedTuple):
    """An indicator with its value: the median of what sources say, from the least to the most.

    A model result is a mean with its 90 % interval instead. `reading` follows the rule of the
    definition; without evidence value and reading say so. `note` says what the value rests on and
    what is unknown beside it, where that is not plain.

    Example:
        >>> Indicator(definitions()[0], 0.6, 0.5, 0.7, "strong threat", ("acc0125",)).value
        0.6
    """

    definition: Definition
    value: float | None
    low: float | None
    high: float | None
    reading: str
    facts: tuple[str, ...]
    note: str = ""


@cache
def definitions() -> tuple[Definition, ...]:
    """Return the indicators that are looked at.

    Example:
        >>> {one.frame for one in definitions()} == set(FRAMES)
        True
    """
    text = (files("cytonomics.landscape") / "data" / "indicators.csv").read_text(encoding="utf-8")
    return tuple(
        Definition(
            row["id"],
            row["frame"],
            row["side"],
            row["name"],
            row["table"],
            row["metric"],
            row["unit"],
            float(row["bound"] or "nan"),
            row["when"],
            row["strong"],
            row["weak"],
            row["reason"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def bare(one: Definition) -> Indicator:
    """Return an indicator that no evidence supports.

    Example:
        >>> bare(definitions()[0]).reading == NO_EVIDENCE
        True
    """
    return Indicator(one, None, None, None, NO_EVIDENCE, ())


def reading_of(one: Definition, value: float) -> str:
    """Read a value by the rule of its indicator.

    Example:
        >>> one = definitions()[0]
        >>> reading_of(one, one.bound) == one.weak
        True
    """
    beyond = value > one.bound if one.when == "above" else value < one.bound
    return one.strong if beyond else one.weak
