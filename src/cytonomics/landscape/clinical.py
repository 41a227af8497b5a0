"""What trials on record say of a product for an indication at a line, as known on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact
from cytonomics.market.eligibility import includes_indication

_LINES = re.compile(r"(\d)(?:L?-(\d)L?)?L?(\+)?")
_CONFIDENCE = ("primary", "secondary", "recall", "judgement")
_ALL, _PRACTICE = 99, "rwe"


class Outcome(NamedTuple):
    """One trial or registry: shares are fractions of `patients`, survival is in months.

    `note` is what the rows add: some count complete responses with incomplete recovery, some
    measure event-free survival in place of progression-free survival. What no row says is None.

    Example:
        >>> Outcome("t", "2", "2L+", 44, 0.39, 0.0, None, "", ("tri0001",)).response
        0.39
    """

    trial: str
    phase: str | None
    lines: str | None
    patients: int | None
    response: float | None
    complete_response: float | None
    pfs_months: float | None
    note: str
    facts: tuple[str, ...]


def outcomes(
    evidence: Evidence, product: str, indication: str, line: int | None, day: date
) -> tuple[Outcome, ...]:
    """Return the trials of a product for an indication whose lines hold a line.

    Trials come first, then what was seen in practice, each with the largest first. Of several
    rows on one trial each figure comes from the best seen, then the latest one public by the
    day. A line of None takes trials of every line.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = outcomes(load(), "tecelra", "synovial_sarcoma", 2, date(2026, 1, 1))
        >>> [(one.trial, one.response) for one in found][:1]
        [('spearhead_1', 0.37)]
    """
    trials: dict[str, list[Fact]] = {}
    for fact in evidence.of_product("trials", product):
        if (
            fact.known_from <= day
            and includes_indication(indication, fact["indication_id"])
            and (line is None or line in lines_of(fact["line_of_therapy"]))
        ):
            trials.setdefault(fact["trial_id"], []).append(fact)
    found = [_outcome(trial, facts) for trial, facts in trials.items()]
    told = [
        one
        for one in found
        if (one.response, one.complete_response, one.pfs_months) != (None, None, None)
    ]
    return tuple(
        sorted(told, key=lambda one: (one.phase == _PRACTICE, -(one.patients or 0), one.trial))
    )


def lines_of(text: str | None) -> range:
    """Return the lines of treatment that a trial's text stands for; all where it has none.

    Example:
        >>> list(lines_of("2L-4L")), 7 in lines_of("3L+"), list(lines_of("2"))
        ([2, 3, 4], True, [2])
    """
    found = _LINES.fullmatch(text or "1+")
    if found is None:
        return range(1, _ALL)
    first = int(found[1])
    return range(first, _ALL if found[3] else int(found[2] or first) + 1)


def _outcome(trial: str, facts: list[Fact]) -> Outcome:
    ranked = sorted(facts, key=lambda f: (f.known_from, f.id), reverse=True)
    ranked.sort(key=lambda fact: _CONFIDENCE.index(fact["confidence"]))
    response = _first(ranked, "orr")
    complete = _first(ranked, "cr_rate")
    survival = _first(ranked, "median_pfs_months")
    used = [fact for fact in (response, complete, survival) if fact]
    counts = (fact[name] for fact in used + ranked for name in ("n_evaluable", "n_infused"))
    return Outcome(
        trial,
        ranked[0]["phase"],
        ranked[0]["line_of_therapy"],
        next((count for count in counts if count), None),
        response["orr"] if response else None,
        complete["cr_rate"] if complete else None,
        survival["median_pfs_months"] if survival else None,
        "; ".join(dict.fromkeys(fact["note"] for fact in used if fact["note"])),
        tuple(dict.fromkeys(fact.id for fact in used)),
    )


def _first(facts: Iterable[Fact], name: str) -> Fact | None:
    return next((fact for fact in facts if fact[name] is not None), None)
