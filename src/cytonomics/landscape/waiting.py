"""How long from taking the cells to giving them back, and where: what manufacturing rows say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact

# Cells taken to product released, and cells taken to product given: medians of their patients.
INFUSION, RELEASE = "infusion", "release"
STAGES = {
    INFUSION: ("vein_to_vein_days_median",),
    RELEASE: ("turnaround_days_median", "leukapheresis_to_release_days"),
}
_CENTRES = "treatment_centres"


class Wait(NamedTuple):
    """Days until a stage: the median of the sources, and the range that they span.

    `low` and `high` take in the ranges of single patients where sources print them. `of` is the
    product or, where nothing is known of it, the class that the rows speak of; `local` says that
    they are of the place asked for.

    Example:
        >>> Wait("infusion", 36.0, 27.0, 224.0, "breyanzi", True, ("mfg0164",)).stage
        'infusion'
    """

    stage: str
    days: float
    low: float
    high: float
    of: str
    local: bool
    facts: tuple[str, ...]


def waits(
    evidence: Evidence, product: Fact, countries: frozenset[str], day: date
) -> tuple[Wait, ...]:
    """Return the days to infusion and to release of a product, as known on a day.

    Rows of the product count before rows of its class, rows of the place before others.

    Args:
        evidence: table manufacturing.
        product: the row of table products.
        countries: ISO 3166 alpha-3 codes of the place.
        day: only rows public by then count.

    Example:
        >>> from cytonomics.evidence import load
        >>> rows = {fact["product_id"]: fact for fact in load()["products"]}
        >>> found = waits(load(), rows["tecartus"], frozenset({"USA"}), date(2026, 1, 1))
        >>> [(wait.stage, wait.of) for wait in found]
        [('infusion', 'autologous_car_t'), ('release', 'tecartus')]
    """
    own = product["product_id"]
    kinds = (own, f"{product['application']}_{product['modality']}", product["modality"])
    found = []
    for stage, metrics in STAGES.items():
        for kind in dict.fromkeys(kinds):
            rows = _rows(evidence, kind, metrics, day)
            if rows:
                found.append(_wait(stage, kind, rows, countries))
                break
    return tuple(found)


def centres(evidence: Evidence, product: str, countries: frozenset[str], day: date) -> Fact | None:
    """Return the latest count of treatment centres of a product in one place; None without one.

    A count over more countries than the place says nothing of it.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = centres(load(), "tecelra", frozenset({"USA"}), date(2026, 1, 1))
        >>> found and found["value"]
        28.0
    """
    rows = [
        fact
        for fact in _rows(evidence, product, (_CENTRES,), day)
        if vocabulary.members(fact["geography"]) <= countries
    ]
    return max(rows, key=lambda fact: (fact["date"] or "", fact["value"], fact.id), default=None)


def _rows(evidence: Evidence, kind: str, metrics: Iterable[str], day: date) -> list[Fact]:
    return [
        fact
        for fact in evidence.of_product("manufacturing", kind)
        if fact["metric"] in metrics and fact.known_from <= day
    ]


def _wait(stage: str, kind: str, rows: list[Fact], countries: frozenset[str]) -> Wait:
    local = [fact for fact in rows if vocabulary.members(fact["geography"]) & countries]
    used = local or rows
    every = [
        fact[name] for fact in used for name in ("value", "low", "high") if fact[name] is not None
    ]
    return Wait(
        stage,
        float(median(fact["value"] for fact in used)),
        min(every),
        max(every),
        kind,
        bool(local),
        tuple(fact.id for fact in used),
    )
