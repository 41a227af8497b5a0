"""Members of a segment tree that are something else than its axis says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cytonomics.audit.gathered import Claims
from cytonomics.audit.model import Check, Finding, Outcome, Severity
from cytonomics.audit.subjects import dimension_key
from cytonomics.audit.tables import rows
from cytonomics.audit.written import ids, several
from cytonomics.claims.model import Claim

RULE = "segment_tree_misnames"
_FIGURES = ("size", "share", "cagr", "rank")
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "note"}


def segment_tree_misnames(claims: Claims) -> Iterator[Outcome]:
    """Look up the members of every segment tree in the table of known misnomers.

    Example:
        >>> list(segment_tree_misnames(Claims("", ())))
        []
    """
    said: set[tuple[str, str]] = set()  # a row speaks only of what no earlier one spoke of
    for i, row in enumerate(rows("misnames")):
        if row["defined_by"] and not re.search(row["defined_by"], claims.text, re.IGNORECASE):
            continue
        for axis, named in _members(claims, i).items():
            fresh = [each for each in named if (each[1].id, each[0]) not in said]
            said.update((claim.id, name) for name, claim in fresh)
            if fresh:
                yield _finding(row, axis, fresh)
    for claim in claims.of("segmentation"):
        yield Check(RULE, "holds", (claim.id,), "members looked up in the table of misnomers")


def _members(claims: Claims, row: int) -> dict[str, list[tuple[str, Claim]]]:
    scope, axis, member = _patterns(row)
    found: dict[str, list[tuple[str, Claim]]] = {}
    for claim in claims.of("segmentation", *_FIGURES):
        named = claim.items if claim.measure == "segmentation" else (claim.segment or "",)
        dimension = dimension_key(claim.dimension)
        if scope.fullmatch(claim.scope or claims.scope or "") and axis.fullmatch(dimension):
            hits = [(name, claim) for name in named if member.fullmatch(" ".join(name.split()))]
            if hits:
                found.setdefault(dimension, []).extend(hits)
    return found


@cache
def _patterns(row: int) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    named = rows("misnames")[row]
    scope, axis, member = (
        re.compile(named[column], re.IGNORECASE) for column in ("scope", "axis", "member")
    )
    return scope, axis, member


def _finding(row: dict[str, str], axis: str, named: list[tuple[str, Claim]]) -> Finding:
    names = several({" ".join(name.split()).lower(): name for name, _ in named}.values())
    return Finding(
        RULE,
        _SEVERITIES[row["severity"]],
        ids(claim for _, claim in named),
        f"The axis “{axis.replace('_', ' ')}” of this market names {names} ("
        f"{row['what']}): {_lowered(row['reason'])}.",
        f"members that are a {axis.replace('_', ' ')} of this market",
        names,
        "Name the axis for what it holds, or move these members to an axis of their own.",
    )


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
