"""Named checks that hold for all evidence: what they find is mended or marked, never hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cytonomics.evidence.checks.consistency import (
    dates_in_order,
    disagreements_marked,
    no_duplicates,
    ranges_hold_values,
    terms_marked,
)
from cytonomics.evidence.checks.references import ownership_adds_up, references_resolve
from cytonomics.evidence.checks.shares import shares_of_a_survey
from cytonomics.evidence.checks.sums import (
    currencies_convert,
    parts_within_wholes,
    quarters_sum_to_years,
    rollups_equal_members,
)
from cytonomics.evidence.errors import Problem
from cytonomics.evidence.store import Evidence

Check = Callable[[Evidence], list[Problem]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            references_resolve,
            dates_in_order,
            ranges_hold_values,
            no_duplicates,
            disagreements_marked,
            terms_marked,
            ownership_adds_up,
            shares_of_a_survey,
            currencies_convert,
            quarters_sum_to_years,
            parts_within_wholes,
            rollups_equal_members,
        )
    }
)

# Checks that compare amounts: facts that fail them contradict each other, but either may be true.
NUMERIC = frozenset(
    {
        "disagreements_marked",
        "quarters_sum_to_years",
        "parts_within_wholes",
        "rollups_equal_members",
    }
)


def run_checks(evidence: Evidence) -> list[Problem]:
    """Run every named check and return what they found, in the order of `CHECKS`.

    The checks judge a whole view: in one of an early date, rows may rest on later ones.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> run_checks(load())
        []
    """
    return [problem for found in checks_by_name(evidence).values() for problem in found or ()]


def checks_by_name(evidence: Evidence) -> dict[str, list[Problem] | None]:
    """Return what each named check found; None for those that could not be run.

    Amounts are compared only where the structure stands: a row of an unknown place or currency
    has no amount to compare.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> checks_by_name(load())["dates_in_order"]
        []
    """
    structural = {name: CHECKS[name](evidence) for name in CHECKS if name not in NUMERIC}
    sound = not any(structural.values())
    return {
        name: structural[name] if name in structural else check(evidence) if sound else None
        for name, check in CHECKS.items()
    }


__all__ = ["CHECKS", "NUMERIC", "Check", "checks_by_name", "run_checks", *CHECKS]
