"""Patients that registries counted: what tells the number of treatments from their price."""

from __future__ import annotations

from typing import NamedTuple

from cytonomics.evidence import Evidence, EvidenceError
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.vocabulary import Period, Quarter, VocabularyError

# Registries count CAR-T infusions of all products together.
MODALITY, COUNTED = "car_t", "car_t_all"
_BASIS = "infused"


class Anchor(NamedTuple):
    """Patients infused in a region over some quarters, all CAR-T products together.

    `region` is a position in `REGIONS`; `quarters` count from the first quarter of the model.

    Example:
        >>> Anchor(1, (6, 7, 8, 9), 1079.0, "pat0006").patients
        1079.0
    """

    region: int
    quarters: tuple[int, ...]
    patients: float
    fact: str


def anchors_of(evidence: Evidence, first: Quarter, last: Quarter) -> tuple[Anchor, ...]:
    """Return the registry counts of whole regions and years that a day knew, in order of time.

    Counts of single countries, cumulative ones and orders are left out; of several counts of a
    region and year the last in the table counts.

    Args:
        evidence: the facts of the day.
        first: the first quarter of the model.
        last: the last quarter that is known.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = anchors_of(load(), Quarter(2017, 3), Quarter(2026, 2))
        >>> [(REGIONS[one.region], one.patients) for one in found][:2]
        [('USA', 1275.0), ('europe', 301.0)]
    """
    found: dict[tuple[Quarter, int], Anchor] = {}
    for fact in evidence["treated_patients"]:
        whole = fact["geography"] in REGIONS and fact["basis"] == _BASIS
        quarters = _quarters(fact["period"])
        inside = quarters and quarters[0] >= first and quarters[-1] <= last
        if fact["product_id"] == COUNTED and whole and inside:
            region = REGIONS.index(fact["geography"])
            at = tuple(quarter.index - first.index for quarter in quarters)
            found[quarters[0], region] = Anchor(region, at, float(fact["patients"]), fact.id)
    return tuple(found[key] for key in sorted(found))


def _quarters(period: str) -> tuple[Quarter, ...]:
    """The quarters of a period; none for a month or a day."""
    try:
        return tuple(Period.parse(period).quarters)
    except (VocabularyError, EvidenceError):
        return ()
