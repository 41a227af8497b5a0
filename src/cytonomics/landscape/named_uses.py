"""Use cases that published reports name, and how far evidence has each: labelled, tried or not."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.holding import product_name, products_by_id, today
from cytonomics.landscape.outcomes import Outcome, outcomes
from cytonomics.landscape.trend import NO_EVIDENCE
from cytonomics.market.eligibility import approvals_of, includes_indication

IN_USE, IN_TRIALS, TO_COME = "in use", "in trials", "to come"


class NamedUse(NamedTuple):
    """A use case that a report names; `said` is how far it says it is.

    Example:
        >>> named("personalized_cell_therapy")[0].name
        'CAR-T in cancers of the blood'
    """

    id: str
    market: str
    name: str
    modality: str
    indications: tuple[str, ...]
    trial: str
    said: str


class Standing(NamedTuple):
    """How far evidence has a named use: products with a label in force, and trials on record.

    `largest` is the trial with most patients whose responses are a clear count.

    Example:
        >>> Standing(named("personalized_cell_therapy")[2], (), (), None, ()).verdict
        'not supported by evidence'
    """

    use: NamedUse
    products: tuple[str, ...]
    trials: tuple[str, ...]
    largest: Outcome | None
    facts: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """In use with a label in force, else in trials with a result, else no evidence."""
        if self.products:
            return IN_USE
        return IN_TRIALS if self.trials else NO_EVIDENCE


@cache
def named(market: str) -> tuple[NamedUse, ...]:
    """Return the use cases that the report on a market names.

    Example:
        >>> named("til")
        ()
    """
    text = (files("cytonomics.landscape") / "data" / "named_uses.csv").read_text(encoding="utf-8")
    return tuple(
        NamedUse(
            row["id"],
            row["market"],
            row["name"],
            row["modality"],
            tuple(filter(None, row["indications"].split(";"))),
            row["trial"],
            row["said"],
        )
        for row in csv.DictReader(text.splitlines())
        if row["market"] == market
    )


def standings(evidence: Evidence, market: str) -> tuple[Standing, ...]:
    """Return how far evidence has each use case that the report on a market names.

    Products of every maker and place count, whether or not the market holds them.

    Example:
        >>> from cytonomics.evidence import load
        >>> [one.verdict for one in standings(load(), "personalized_cell_therapy")]
        ['in use', 'in trials', 'not supported by evidence', 'in use']
    """
    return tuple(_standing(evidence, use) for use in named(market))


def _standing(evidence: Evidence, use: NamedUse) -> Standing:
    now, rows = today(evidence), products_by_id(evidence)
    labels = [
        (product, label.fact)
        for product, row in rows.items()
        if _fits(use, row)
        for label in approvals_of(evidence, product)
        if label.in_force(now) and _inside(use, label.indication)
    ]
    found = [
        one
        for one in outcomes(evidence)
        if not one.is_control
        and not one.is_real_world
        and _inside(use, one.indication)
        and use.trial in ("", one.trial)
        and (one.product not in rows or _fits(use, rows[one.product]))
    ]
    counted = [one for one in found if one.response and one.response.proportion]
    facts = [fact for _, fact in labels] + [fact for one in found for fact in one.facts]
    return Standing(
        use,
        tuple(dict.fromkeys(product_name(evidence, product) for product, _ in labels)),
        tuple(one.trial for one in found),
        max(counted, key=_patients, default=None),
        tuple(dict.fromkeys(facts)),
    )


def _patients(one: Outcome) -> int:
    return one.response.proportion.of if one.response and one.response.proportion else 0


def _fits(use: NamedUse, row: Fact) -> bool:
    return use.modality in ("", row["modality"])


def _inside(use: NamedUse, indication: str) -> bool:
    return any(includes_indication(wider, indication) for wider in use.indications)


def named_rows(evidence: Evidence, market: str) -> list[dict[str, Any]]:
    """Return named use cases with what evidence has of each as plain rows, for JSON.

    Example:
        >>> from cytonomics.evidence import load
        >>> named_rows(load(), "personalized_cell_therapy")[1]["trials"]
        ['nci_crc_tcr']
    """
    return [
        {
            "use": one.use.id,
            "name": one.use.name,
            "said": one.use.said,
            "verdict": one.verdict,
            "products": list(one.products),
            "trials": list(one.trials),
            "largest_trial": one.largest.trial if one.largest else None,
            "facts": list(one.facts),
        }
        for one in standings(evidence, market)
    ]
