"""What grows where it is no market: patients, prices, staff, by the subject of the growth."""

from __future__ import annotations

import re

from cytonomics.claims.clauses import subject
from cytonomics.claims.multiples import DIRECTION, OF_MARKET, OTHER
from cytonomics.claims.patterns import last_match
from cytonomics.claims.scene import Scene

# What is counted or priced is no market, whatever its rate is called.
_COUNTED = re.compile(
    r"\b(?:number\s+of|incidence|prevalence|populations?|patients|deaths?|cases|births?|prices?|"
    r"costs?|fdi|funding|investments?|employment|workforce|staff|trials|approvals|publications|"
    r"patents|production|shipments|salaries|wages?|gdp|inflation|enrol\w*)\b",
    re.IGNORECASE,
)
# The head of a subject says what grows: "population biobanking" is no population.
_COUNTED_HEAD = re.compile(
    rf"\bnumber\s+of\b|{_COUNTED.pattern}(?=\W*(?:\Z|(?:of|for|in|per|to|among|at|with|by|growth|numbers?|levels?|"
    r"volumes?|rates?|and|has|have|is|are|will|that|which|who)\b))",
    re.IGNORECASE,
)


def is_counted(text: str, at: int, between: str) -> bool:
    """Say whether the rate at a position is that of a count or price; `between` names it behind.

    Example:
        >>> is_counted("The number of clinics grew at a CAGR of 9 %", 40, "")
        True
        >>> is_counted("Population biobanking grew at a CAGR of 9 %", 40, "")
        False
    """
    grown = subject(text, at)
    counted = _COUNTED.search(between) or _COUNTED_HEAD.search(grown)
    return counted is not None and not OF_MARKET.search(grown)


def subject_is_other(scene: Scene, at: int, left: str) -> bool:
    """Whether cases, prices or the like grow, and no market: by the subject before the verb.

    Example:
        >>> text = "Staff costs grew by 9 %"
        >>> subject_is_other(Scene(text, 0), 20, text[:20])
        True
    """
    # "Staff costs in the pump market": the head of a subject stands before its prepositions.
    head = re.split(r"\s(?:in|within|across|for)\s", subject(scene.text, at))[0]
    if OTHER.search(head) and not OF_MARKET.search(head):
        return True
    verb = last_match(DIRECTION, left)
    clause = left[: verb.start()] if verb else left
    clause = re.split(r"[,;](?!\s*(?:which|that|whose)\b)|\sand\s", clause)[-1]
    other = OTHER.search(clause[-90:])
    return other is not None and not OF_MARKET.search(clause)
