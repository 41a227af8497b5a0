"""How concentrated contract manufacturers are: by the floor area of the sites they run on a day.

Floor area is what most of them publish. It stands for capacity only roughly: offices count, and
automated sites make more on less. Makers without a published area are named and counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.indices import hhi, leading

AREA = "floor_area"
MAKER = "cdmo"
# Sites for vectors or for testing alone do not make cells for patients.
_OF_CELLS = frozenset({"cell", "mixed"})


class Concentration(NamedTuple):
    """An index over makers whose size is known, and what the others may do to it.

    `points` is over the known ones alone, `least` with each of the others as large as the middle
    one of them; `unknown` is the share the others would hold then. All but `points` and `least`
    (0 to 10,000) are fractions.

    Example:
        >>> Concentration(6250.0, 6250.0, 1.0, 0.0).leading
        1.0
    """

    points: float
    least: float
    leading: float
    unknown: float


class Makers(NamedTuple):
    """Contract manufacturers on a day: square feet by company, who is without a figure, and why.

    Example:
        >>> Makers({"a": 100.0}, ("b",), ("ctm0001",)).bare
        ('b',)
    """

    areas: Mapping[str, float]
    bare: tuple[str, ...]
    facts: tuple[str, ...]


def concentration_of(sizes: Sequence[float], others: int) -> Concentration:
    """Return how concentrated makers of known sizes are when some more have no known size.

    Raises:
        ValueError: where no size is known.

    Example:
        >>> one = concentration_of([300.0, 100.0], others=1)
        >>> round(one.points), round(one.least), round(one.unknown, 3)
        (6250, 3889, 0.333)
    """
    if not sizes:
        raise ValueError("no size is known")
    known = np.asarray(sizes, float)
    every = np.append(known, np.full(others, median(sizes)))
    return Concentration(
        float(hhi(known / known.sum())),
        float(hhi(every / every.sum())),
        float(leading(known / known.sum(), 4)),
        float(1.0 - known.sum() / every.sum()),
    )


def makers(evidence: Evidence, day: date) -> Makers:
    """Return the contract manufacturers that make cells on a day, with the floor they have.

    A site counts from the last day that its beginning can mean until the last day that its end
    can. Every company that table companies calls a contract manufacturer belongs to them.

    Example:
        >>> from cytonomics.evidence import load
        >>> makers(load(), date(2026, 11, 1)).areas["lonza"]
        300000.0
    """
    rows = [fact for fact in evidence["contract_makers"] if _runs(fact, day)]
    areas: dict[str, float] = {}
    for fact in rows:
        areas[fact["company_id"]] = areas.get(fact["company_id"], 0.0) + float(fact["value"])
    known = {fact["company_id"] for fact in evidence["companies"] if fact["role"] == MAKER}
    return Makers(
        dict(sorted(areas.items())),
        tuple(sorted(known - areas.keys())),
        tuple(sorted(fact.id for fact in rows)),
    )


def _runs(fact: Fact, day: date) -> bool:
    until = fact["until"]
    return (
        fact["measure"] == AREA
        and fact["part"] in _OF_CELLS
        and latest_day(fact["since"]) <= day
        and (until is None or day < latest_day(until))
    )
