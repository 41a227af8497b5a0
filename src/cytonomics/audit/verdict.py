"""The verdict of an audit: how much of a document holds, does not, or cannot be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cytonomics.audit.model import Check, Outcome, State, Verdict


def verdict(outcomes: Iterable[Outcome]) -> Verdict:
    """Count checks by what came of them; a check made twice of the same claims counts once.

    Example:
        >>> verdict([Check("two_values", "unknown", ("c1",), "no year")]).unknown
        1
    """
    checks = tuple(dict.fromkeys(_check(outcome) for outcome in outcomes))
    counts: Counter[State] = Counter()
    for check in checks:
        counts[check.state] += 1
    return Verdict(counts["holds"], counts["fails"], counts["unknown"], checks)


def _check(outcome: Outcome) -> Check:
    if isinstance(outcome, Check):
        return outcome
    state: State = "holds" if outcome.severity == "note" else "fails"
    return Check(outcome.rule, state, outcome.claims, outcome.message)
