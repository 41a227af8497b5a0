"""Two lists of main players with little in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from cytonomics.audit.gathered import Claims
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.tables import rows
from cytonomics.audit.written import ids, several
from cytonomics.claims.model import Claim

RULE = "players_differ"
# Two honest lists of one market share at least every fifth name, and a short list most of its
# names with a long one: below both they describe different markets.
LEAST_JACCARD = 0.2
LEAST_CONTAINED = 0.4
# A handful of names may be examples.
_SHORTEST = 4
_MOST_LISTS = 12
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEGAL = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|ag|sa|s a|nv|n v|"
    r"gmbh|kgaa|se|ab|a s|bv|b v|holdings?|group|therapeutics|biotherapeutics|pharmaceuticals?|"
    r"pharma|biotech|biotechnology|biopharma|sciences)\.?$",
    re.IGNORECASE,
)


def players_differ(claims: Claims) -> Iterator[Outcome]:
    """Compare the lists of main players of one market with one another.

    Example:
        >>> list(players_differ(Claims("", ())))
        []
    """
    lists = [claim for claim in claims.of("players") if len(_groups(claim)) >= _SHORTEST]
    for a, b in combinations(lists[:_MOST_LISTS], 2):
        if claims.subjects[a] and claims.subjects[a] == claims.subjects[b]:
            yield _compare(a, b)


def _groups(claim: Claim) -> frozenset[str]:
    return frozenset(company_group(item) for item in claim.items) - {""}


def _compare(a: Claim, b: Claim) -> Outcome:
    first, second = _groups(a), _groups(b)
    common = len(first & second)
    jaccard = common / len(first | second)
    contained = common / min(len(first), len(second))
    said = f"{common} of {len(first)} and {len(second)} names are in both lists"
    if jaccard >= LEAST_JACCARD or contained >= LEAST_CONTAINED:
        return Check(RULE, "holds", ids([a, b]), said)
    return Finding(
        RULE,
        "warning",
        ids([a, b]),
        f"Two lists of the main players have little in common: {said}.",
        f"at least {LEAST_CONTAINED:.0%} of the shorter list in the longer one",
        f"{common} in common" + (f": {several(sorted(first & second))}" if common else ""),
        "Keep one list, or say what sets the lists apart.",
    )


@cache
def company_group(name: str) -> str:
    """Return the group that a company belongs to: its plain name, or its owner's.

    Brackets and legal forms are left out; the table `company_groups` knows subsidiaries.

    Example:
        >>> company_group("Kite Pharma, Inc.") == company_group("Gilead Sciences (via Kite)")
        True
        >>> company_group("Nkarta, Inc.")
        'nkarta'
    """
    plain = " ".join(
        _BRACKETS.sub(" ", name[:200]).casefold().replace("’", "'").replace(",", " ").split()
    )
    known = _known()
    while True:
        plain = plain.strip(" .,;:-*•")
        if plain in known:
            return known[plain]
        shorter = _LEGAL.sub("", plain)
        if shorter == plain or not shorter.strip():
            return plain
        plain = shorter


@cache
def _known() -> dict[str, str]:
    return {row["name"]: row["group"] for row in rows("company_groups")}
