"""The impact matrix: drivers, restraints and opportunities by five sides of a market."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.landscape.forces import KINDS, Force, forces
from cytonomics.landscape.impacts import AREAS, UNITS, Comparison, Impacts, compared
from cytonomics.market import figure_id
from cytonomics.market.assumptions import Parameters, assumptions

HIGH, MODERATE, LOW = "high", "moderate", "low"
FORCE, KIND = "force", "kind"


class Cell(NamedTuple):
    """One cell: the greatest impact among the forces of a kind, and who has it.

    `value` is a mean, `p05` and `p95` its 90 % interval, in `unit`; `rule` says from which size
    an impact is called high or moderate.

    Example:
        >>> Cell("driver", "growth", 9.0, 5.0, 12.0, "per cent", "moderate", "…", "a", "b").level
        'moderate'
    """

    kind: str
    area: str
    value: float
    p05: float
    p95: float
    unit: str
    level: str
    rule: str
    force: str
    scenario: str


class Row(NamedTuple):
    """One force by one area, as `Cell` without its place in the matrix.

    Example:
        >>> from cytonomics.landscape.forces import forces
        >>> Row(forces()[0], "growth", 1.0, 0.0, 2.0, "low").area
        'growth'
    """

    force: Force
    area: str
    value: float
    p05: float
    p95: float
    level: str


def rows_of(found: Mapping[str, Impacts], parameters: Parameters) -> tuple[Row, ...]:
    """Return every force by every area.

    Args:
        found: impacts by scenario, as `impacts` gives them.
        parameters: assumptions impact_high:* and impact_moderate:*.

    Example:
        >>> from cytonomics.evidence import load
        >>> known = Parameters(assumptions(load()), 1, 1)
        >>> flat = {area: np.full(3, 50.0) for area in AREAS}
        >>> every = {force.scenario.name: flat for force in forces()}
        >>> {row.level for row in rows_of(every, known) if row.area == "growth"}
        {'high'}
    """
    rows = []
    for force in forces():
        for area in AREAS:
            draws = found[force.scenario.name][area]
            low, high = (float(end) for end in np.percentile(draws, (5, 95)))
            mean = float(draws.mean())
            rows.append(Row(force, area, mean, low, high, level(mean, area, parameters)))
    return tuple(rows)


def level(value: float, area: str, parameters: Parameters) -> str:
    """Call an impact high, moderate or low by its size, whichever way it goes.

    Example:
        >>> from cytonomics.evidence import load
        >>> known = Parameters(assumptions(load()), 1, 1)
        >>> level(-40.0, "growth", known), level(0.1, "growth", known)
        ('high', 'low')
    """
    if abs(value) >= parameters.value(f"impact_high:{area}"):
        return HIGH
    return MODERATE if abs(value) >= parameters.value(f"impact_moderate:{area}") else LOW


def rule(area: str, parameters: Parameters) -> str:
    """Say from which size an impact is high or moderate."""
    high, moderate = (parameters.value(f"impact_{name}:{area}") for name in ("high", "moderate"))
    return f"high from {high:g}, moderate from {moderate:g} {UNITS[area]}, either way"


def matrix(rows: tuple[Row, ...], parameters: Parameters) -> tuple[Cell, ...]:
    """Return the cells, kinds by areas: of each the force with the greatest mean, either way.

    Example:
        >>> from cytonomics.evidence import load
        >>> known = Parameters(assumptions(load()), 1, 1)
        >>> flat = {area: np.full(3, 50.0) for area in AREAS}
        >>> every = {force.scenario.name: flat for force in forces()}
        >>> len(matrix(rows_of(every, known), known))
        15
    """
    cells = []
    for kind in KINDS:
        for area in AREAS:
            own = [row for row in rows if (row.force.kind, row.area) == (kind, area)]
            one = max(own, key=lambda row: abs(row.value))
            cells.append(
                Cell(
                    kind, area, one.value, one.p05, one.p95, UNITS[area], one.level,
                    rule(area, parameters), one.force.name, one.force.scenario.name,
                )
            )  # fmt: skip
    return tuple(cells)


@lru_cache(maxsize=4)
def comparisons(
    evidence: Evidence,
    scope: str,
    year: int,
    *,
    draws: int = 200,
    seed: int = 1,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Comparison]:
    """Return a market without and with the scenario of every force, by scenario.

    Raises:
        MarketError: if the market cannot be built or a scenario does not fit it.
    """
    scenarios = {force.scenario.name: force.scenario for force in forces()}
    told = progress or (lambda step: None)
    return compared(evidence, scope, scenarios, year, draws=draws, seed=seed, progress=told)


def computed(
    evidence: Evidence,
    scope: str,
    year: int,
    *,
    draws: int = 200,
    seed: int = 1,
    progress: Callable[[str], None] | None = None,
) -> tuple[tuple[Row, ...], tuple[Cell, ...]]:
    """Return every force by every area, and the matrix, of a market in a year.

    Raises:
        MarketError: as in `comparisons`.
    """
    found = comparisons(evidence, scope, year, draws=draws, seed=seed, progress=progress)
    parameters = Parameters(assumptions(evidence), seed, draws)
    changes = {name: one.changes for name, one in found.items()}
    rows = rows_of(changes, parameters)
    return rows, matrix(rows, parameters)


def as_json(scope: str, year: int, cells: tuple[Cell, ...]) -> list[dict[str, Any]]:
    """Return the matrix of a market in a year as plain data, with the ids of its figures.

    Example:
        >>> cell = Cell("driver", "growth", 1.0, 0.0, 2.0, "x", "low", "r", "f", "s")
        >>> as_json("m", 2031, (cell,))[0]["figure"]
        'm/impact_growth/kind/driver/2031'
    """
    return [
        cell._asdict() | {"figure": cell_figure(scope, cell.area, cell.kind, year)}
        for cell in cells
    ]


def force_figure(scope: str, area: str, force: str, year: int) -> str:
    """Return the id of what a force changes on one side of a market.

    Example:
        >>> force_figure("m", "growth", "cost_barriers", 2031)
        'm/impact_growth/force/cost_barriers/2031'
    """
    return figure_id(scope, f"impact_{area}", FORCE, force, year)


def cell_figure(scope: str, area: str, kind: str, year: int) -> str:
    """Return the id of a cell of the matrix.

    Example:
        >>> cell_figure("m", "growth", "driver", 2031)
        'm/impact_growth/kind/driver/2031'
    """
    return figure_id(scope, f"impact_{area}", KIND, kind, year)
