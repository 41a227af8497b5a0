"""Estimates of one year, one beside the other: "cut its forecast from USD 3 bn to USD 2 bn"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.figures.periods import Years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

# "cut its forecast from USD 3 bn to USD 2 bn", "Estimates run from USD 2 bn to": of one year both
_SAID = (
    r"(?:forecast|estimate|projection|prediction|figure|outlook|valuation|expectation|number|"
    r"value|size)"
)
_CHANGED = (
    r"(?:revised|lowered|cut|raised|trimmed|lifted|upgraded|downgraded|slashed|reduced|corrected|"
    r"adjusted|updated)"
)
_REVISED = Cued(
    "forecast estimate projection prediction figure outlook valuation expectation number "
    "value size",
    rf"\b(?:{_CHANGED}|raises|raising|cuts|cutting|lowers|lowering|revis(?:es|ing))\s(?:its|their|the|an?|his|her|our)\s[^.;:$%]{{0,60}}?\b{_SAID}s?\b|"
    rf"\b{_SAID}s?\b[^.;:$%]{{0,80}}?\s(?:(?:is|are|was|were|been|being|now)\s(?:\w+ly\s)?{_CHANGED}\b|(?:run|range|vary|differ|go|reach)s?\s(?:from|between)\b)",
)
_TO_OR_FROM = re.compile(r"(?:[^,.;$%]{0,40}|\s\([^()]{2,60}\)),?\s(?:to|from)\s(?:[a-z]+\s){0,3}")


def share_revised(
    scene: Scene, chosen: Sequence[Quantity], clauses: Sequence[str], found: dict[int, Years]
) -> set[int]:
    """Give what an estimate was before its year, and return the indices of both.

    Example:
        >>> text = "It cut its 2030 forecast from USD 3 bn to USD 2 bn."
        >>> scene = Scene(text, 0)
        >>> found = {1: scene.years[0]}
        >>> sorted(share_revised(scene, scene.amounts, [text[:30], " to "], found)), sorted(found)
        ([0, 1], [0, 1])
    """
    shared = set()
    for k in range(len(chosen) - 1):
        gap = scene.text[chosen[k].end : chosen[k + 1].start]
        year = found.get(k) or found.get(k + 1)
        if (
            year
            and not year.is_range
            and _TO_OR_FROM.fullmatch(gap)
            and _REVISED.search(clauses[k])
        ):
            found[k], found[k + 1] = found.get(k, year), found.get(k + 1, year)
            shared |= {k, k + 1}
    return shared
