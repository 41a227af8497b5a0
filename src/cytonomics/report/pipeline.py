"""The named pipeline in a report: labels on their way by phase and year, and each of today."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.landscape.pipeline import PHASES, by_phase, pipeline
from cytonomics.report.blocks import Block, FactTable, Item, Link, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import listed

_PHASES = {
    "1": "phase 1",
    "1/2": "phase 1/2",
    "2": "phase 2",
    "pivotal": "pivotal below phase 3",
    "3": "phase 3",
    "filed": "filed",
    "refused": "refused, to be filed again",
}
_YEARS = 8


@lru_cache(maxsize=16)
def last_day(evidence: Evidence) -> date:
    """Return the day that the evidence is of; of all evidence the day its last fact came.

    Example:
        >>> from cytonomics.evidence import load
        >>> last_day(load(as_of=date(2024, 1, 1)))
        datetime.date(2024, 1, 1)
    """
    return evidence.as_of or max(fact.known_from for fact in evidence)


def named_pipeline(estimates: Estimates, today: date) -> list[Block]:
    """Write what is on its way in a market: counts by year, and each programme of today.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "til", draws=4)
        >>> len(named_pipeline(estimates_of(market), last_day(market.evidence)))
        3
    """
    market, evidence = estimates.market, estimates.market.evidence
    first = min((fact.known_from for fact in evidence.known["programmes"]), default=None)
    if first is None or first > today:
        return [Text(("Evidence holds no programme by the day of this report.",))]
    now = pipeline(evidence, today, market.scope)
    phases = by_phase(now)
    said = [f"{number} {_PHASES[phase]}" for phase, number in phases.items() if number]
    opening = (
        f"Of the named pipeline of this market {len(now)} labels are on their way on {today}"
        + (f": {listed(said)}." if said else ".")
        + " A label is one product, disease, line and region; it leaves the list when it is "
        "granted or given up. Days look at what was public by then alone."
    )
    days = [
        day
        for year in range(today.year - _YEARS, today.year)
        if (day := date(year, 12, 31)) >= first
    ]
    rows: list[tuple[Item, ...]] = []
    for day in [*days, today]:
        found = by_phase(pipeline(evidence, day, market.scope))
        rows.append(
            (
                day.isoformat(),
                *(str(found[phase]) for phase in PHASES),
                str(sum(found.values())),
            )
        )
    counts = FactTable(
        "pipeline-counts",
        "Labels on their way, by phase of study or state",
        ("Day", *(_head(phase) for phase in PHASES), "All"),
        tuple(rows),
        numeric=frozenset(range(1, len(PHASES) + 2)),
        note="Pivotal: below phase 3, but the filing is to rest on it; refused: to be filed again. "
        "Programmes that were first seen when evidence was collected count from that day.",
    )
    return [Text((opening,)), counts, *([_programmes(estimates, today)] if now else [])]


def _head(phase: str) -> str:
    """A phase as the head of a narrow column."""
    return phase if phase[0].isdigit() else phase[0].upper() + phase[1:]


def _programmes(estimates: Estimates, today: date) -> FactTable:
    market = estimates.market
    rows: list[tuple[Item, ...]] = [
        (
            _name(estimates, fact["product_id"]),
            vocabulary.term("modality", fact["modality"]).name,
            vocabulary.term("indication", fact["indication_id"]).name,
            str(fact["line_of_therapy"]),
            str(fact["region"]),
            _PHASES[fact["phase"]],
            str(fact["expected"] or "—"),
            Link(fact["source_title"], fact["source_url"] or ""),
            fact.id,
        )
        for fact in pipeline(market.evidence, today, market.scope)
    ]
    return FactTable(
        "pipeline",
        "The named pipeline",
        ("Product", "Modality", "Disease", "Line", "Where", "State", "Expected", "Source", "Fact"),
        tuple(rows),
        numeric=frozenset({3}),
    )


def _name(estimates: Estimates, product: str) -> str:
    """The name that readers know a product by: brand, else scientific name, else key."""
    facts = estimates.market.evidence.of_product("products", product)
    name = (facts[0]["brand"] or facts[0]["inn"]) if facts else None
    return str(name or product.replace("_", " ")).split(" (")[0]
