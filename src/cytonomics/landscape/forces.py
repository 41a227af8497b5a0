"""What is said to move the market: each driver, restraint and opportunity bound to a scenario."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cytonomics.market.scenarios import Scenario, shipped

KINDS = ("driver", "restraint", "opportunity")


class Force(NamedTuple):
    """A force by the name it is given, who names it, and the scenario that stands for it.

    `bound_to` says which parameters of the model the scenario moves.

    Example:
        >>> forces()[0].name, forces()[0].scenario.name
        ('Targeted antigen recognition', 'new_targets')
    """

    id: str
    kind: str
    name: str
    said_by: str
    scenario: Scenario
    bound_to: str


@cache
def forces() -> tuple[Force, ...]:
    """Return every force, drivers first, then restraints and opportunities.

    Example:
        >>> {force.kind for force in forces()} == set(KINDS)
        True
    """
    text = (files("cytonomics.landscape") / "data" / "forces.csv").read_text(encoding="utf-8")
    found = (
        Force(
            row["id"],
            row["kind"],
            row["name"],
            row["said_by"],
            shipped(row["scenario"]),
            row["bound_to"],
        )
        for row in csv.DictReader(text.splitlines())
    )
    return tuple(sorted(found, key=lambda force: KINDS.index(force.kind)))
