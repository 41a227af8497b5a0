"""How many new patients an indication has, and what share of them reaches a line of treatment."""

from __future__ import annotations

from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact

# Counts under terms that let them be built on.
OPEN = "open"
_REACHES = {2: "reaches_second_line", 3: "reaches_third_line", 4: "reaches_fourth_line"}


@lru_cache(maxsize=256)
def yearly_cases(evidence: Evidence, indication: str) -> tuple[float, tuple[str, ...]]:
    """Return new US cases a year of an indication and the facts behind them; 0 where unknown.

    Example:
        >>> from cytonomics.evidence import load
        >>> yearly_cases(load(), "dlbcl")[0] > 10_000
        True
    """
    own = [
        fact
        for fact in evidence["epidemiology"]
        if fact["indication_id"] == indication
        and (fact["geography"], fact["measure"], fact["unit"]) == ("USA", "incidence", "cases")
        and fact["terms"] == OPEN
    ]
    if own:
        latest = max(own, key=lambda fact: (fact["year"], fact.id))
        return latest["value"], (latest.id,)
    parent = vocabulary.term("indication", indication).parent
    shares = _funnel(evidence, indication, "share_of_parent_disease", "USA")
    if not shares:
        shares = _funnel(evidence, indication, "share_of_parent_disease", None)
    if not parent or not shares or indication == parent:
        return 0.0, ()
    if parent not in {term.id for term in vocabulary.terms("indication")}:
        return 0.0, ()
    cases, facts = yearly_cases(evidence, parent)
    share = sum(fact["value"] for fact in shares) / len(shares)
    return cases * share, (*facts, *(fact.id for fact in shares))


@lru_cache(maxsize=256)
def line_share(evidence: Evidence, indication: str, line: int) -> tuple[float, tuple[str, ...]]:
    """Return the share of patients who reach a line of treatment, and the facts behind it.

    The mean of the sources; where a disease has none, the mean over all diseases, and nought
    where nobody has written on any.

    Example:
        >>> from cytonomics.evidence import load
        >>> first, third = line_share(load(), "mm", 1)[0], line_share(load(), "mm", 3)[0]
        >>> first == 1.0, 0 < third < 1
        (True, True)
    """
    if line <= 1:
        return 1.0, ()
    step = _REACHES[min(line, max(_REACHES))]
    found = _funnel(evidence, indication, step, None)
    if not found:
        found = [fact for fact in evidence["funnel"] if fact["step"] == step]
    if not found:
        return 0.0, ()
    return sum(fact["value"] for fact in found) / len(found), tuple(fact.id for fact in found)


def _funnel(evidence: Evidence, indication: str, step: str, geography: str | None) -> list[Fact]:
    return [
        fact
        for fact in evidence["funnel"]
        if fact["indication_id"] == indication
        and fact["step"] == step
        and geography in (None, fact["geography"])
    ]
