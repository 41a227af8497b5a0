"""The named pipeline on any day: labels that somebody works towards, by phase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact, latest_day, narrowed
from cytonomics.market import MarketError
from cytonomics.market.eligibility import LATE
from cytonomics.vocabulary import Scope

PHASES = ("1", "1/2", "2", "pivotal", "3", "filed", "refused")


def pipeline(evidence: Evidence, day: date, scope: Scope | None = None) -> tuple[Fact, ...]:
    """Return the programmes that were known, ran and lacked their label on a day.

    A programme has its label once table approvals has the product for the disease, at its line or
    an earlier one (late lines count as one), in a place of the programme. Nothing that became
    public later is looked at.

    Args:
        evidence: tables programmes and approvals.
        day: the day asked about.
        scope: programmes of one market; None: all.

    Raises:
        MarketError: for a day before the first programme on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> names = {one["product_id"] for one in pipeline(load(), date(2024, 1, 1))}
        >>> "aucatzyl" in names, "tecartus" in names
        (True, False)
    """
    first = min(fact.known_from for fact in evidence.known["programmes"])
    if day < first:
        raise MarketError(
            f"table programmes holds no programme known by {day}; the first is of {first}, "
            "name a later day"
        )
    then = narrowed(evidence, day)
    granted = [
        fact
        for fact in then["approvals"]
        if fact["approval_type"] != "withdrawn" and latest_day(fact["approval_date"]) <= day
    ]
    return tuple(
        fact
        for fact in then["programmes"]
        if fact["phase"] in PHASES
        and (scope is None or _inside(fact, scope))
        and not any(_grants(approval, fact) for approval in granted)
    )


def _inside(fact: Fact, scope: Scope) -> bool:
    return vocabulary.includes(
        scope,
        modality=fact["modality"],
        therapeutic_area=fact["therapeutic_area"],
        application=fact["application"],
    )


def _grants(approval: Fact, programme: Fact) -> bool:
    same = ("product_id", "indication_id")
    return (
        all(approval[name] == programme[name] for name in same)
        # Late lines are told apart by some tables and not by others.
        and min(approval["line_of_therapy"], LATE) <= min(programme["line_of_therapy"], LATE)
        and bool(
            vocabulary.members(approval["region"], None)
            & vocabulary.members(programme["region"], None)
        )
    )


def by_phase(programmes: tuple[Fact, ...]) -> Mapping[str, int]:
    """Count programmes by phase, in the order of `PHASES`, phases without any included.

    Example:
        >>> from cytonomics.evidence import load
        >>> by_phase(pipeline(load(), date(2024, 1, 1)))["filed"] > 2
        True
    """
    found = Counter(fact["phase"] for fact in programmes)
    return {phase: found[phase] for phase in PHASES}
