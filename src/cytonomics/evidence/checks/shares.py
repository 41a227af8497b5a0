"""Check of shares: what a survey splits adds up to the whole."""

from __future__ import annotations

from collections import defaultdict

from cytonomics.evidence.errors import Problem
from cytonomics.evidence.reading import Fact
from cytonomics.evidence.store import Evidence

# Shares are printed in whole percent: three roundings of half a percent each.
_TOLERANCE = 0.015


def shares_of_a_survey(evidence: Evidence) -> list[Problem]:
    """The shares of one survey sum to one, unless all its rows are kept for context only.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> shares_of_a_survey(load())
        []
    """
    surveys: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in evidence["technology_shares"]:
        surveys[fact["survey"], fact["dimension"]].append(fact)
    return [
        Problem(
            "shares_of_a_survey",
            "technology_shares",
            tuple(fact.id for fact in facts),
            f"shares of survey {survey} by {dimension} sum to {total:.3g}, not 1; correct them, "
            "add the missing share as a row, or mark all rows of the survey use = context",
        )
        for (survey, dimension), facts in surveys.items()
        if abs((total := sum(fact["share"] for fact in facts)) - 1) > _TOLERANCE
        and any(fact["use"] != "context" for fact in facts)
    ]
