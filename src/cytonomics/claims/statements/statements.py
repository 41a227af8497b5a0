"""What a sentence says without a size: who leads, how concentrated, how many, which period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import holds
from cytonomics.claims.statements.concentrations import concentrations
from cytonomics.claims.statements.counts import counts
from cytonomics.claims.statements.outcomes import outcomes
from cytonomics.claims.statements.ranks import ranks
from cytonomics.claims.words.scene import Scene

_PERIOD = re.compile(
    r"\b(?P<kind>forecast(?:ed|ing)?|projection|projected|study|analysis|assess(?:ment|ed)|analy[sz]ed|review|histor(?:ic|ical|y)|report|base)\s+"
    r"(?P<what>period|years?|timeline|timeframe|data|duration|range|horizon|window)(?:\b|(?=\d))"
    r"[^\d\n;]{0,30}?\(?(?P<a>(?:FY\s?)?(?:19|20)\d\d)(?:\s?(?:-|to|through|until|and)\s?(?P<b>(?:FY\s?)?(?:19|20)\d\d|\d\d\b))?",
    re.IGNORECASE,
)
# "2022 as the base year and 2023-2033 as the forecast period"
_YEARS_AHEAD = re.compile(
    r"(?<![\d.,])(?P<a>(?:FY\s?)?(?:19|20)\d\d)(?:\s?(?:-|to)\s?(?P<b>(?:FY\s?)?(?:19|20)\d\d|\d\d\b))?\s+"
    r"(?:(?:as|is|was|being|serves\s+as|forms)\s+)?(?:the\s+|a\s+)?(?P<kind>forecast|study|base|historical|analysis|assessment)\s+(?:period|year)\b",
    re.IGNORECASE,
)
_ONLY_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\s?(?:-|to)\s?(?:(?:19|20)\d\d|\d\d))?\W*")
# What a period is called; most sentences hold none of these.
_CALLED = ("period", "year", "time", "data", "duration", "range", "horizon", "window")
_KINDS = {
    "report": "study",
    "base": "base",
    "study": "study",
    "review": "study",
    "analysis": "study",
    "assessment": "study",
    "assessed": "study",
    "analyzed": "study",
    "analysed": "study",
}


class Printed(NamedTuple):
    """A period that a text prints, of which the year or years stand at `start` to `end`.

    Example:
        >>> Printed("base", 2024, 2024, 11, 15).unit
        'base'
    """

    unit: str
    first: int
    last: int
    start: int
    end: int


def statements(scene: Scene) -> Iterator[Claim]:
    """Yield ranks, concentrations, counts, outcomes and periods of a scene; ids are left empty.

    Example:
        >>> [c.measure for c in statements(Scene("North America dominates the market.", 0))]
        ['rank']
    """
    yield from ranks(scene)
    yield from concentrations(scene)
    yield from outcomes(scene)
    yield from counts(scene)
    yield from periods(scene)


def periods(scene: Scene) -> Iterator[Claim]:
    """Yield the study, base and forecast periods that a scene prints; ids are left empty.

    Example:
        >>> [c.unit for c in periods(Scene("Base year: 2024, forecast period: 2025-2030", 0))]
        ['base', 'forecast']
    """
    for printed in printed_periods(scene):
        years = {"period_start": printed.first, "period_end": printed.last}
        yield statement(scene, "period", printed.start, printed.end, unit=printed.unit, **years)


def printed_periods(scene: Scene) -> tuple[Printed, ...]:
    """Return the study, base and forecast periods that a scene prints.

    Example:
        >>> printed_periods(Scene("Base year: 2024", 0))
        (Printed(unit='base', first=2024, last=2024, start=11, end=15),)
    """
    # A period alone on its line has its label in the line above.
    above = f"{scene.lead} " if scene.lead and _ONLY_YEARS.fullmatch(scene.text) else ""
    return _printed(above, scene.text) if holds(above + scene.text, _CALLED) else ()


# Asked for by the outline first, then by the claims.
@lru_cache(maxsize=256)
def _printed(above: str, text: str) -> tuple[Printed, ...]:
    found: list[Printed] = []
    for pattern in (_PERIOD, _YEARS_AHEAD):
        for match in pattern.finditer(above + text):
            start = match.start("a") - len(above)
            end = match.end("b" if match["b"] else "a") - len(above)
            named = match["kind"].lower()
            years = _years(match)
            if start < 0 or years is None or any(p.start < end and start < p.end for p in found):
                continue
            unit = "history" if named.startswith("hist") else _KINDS.get(named, "forecast")
            if (unit == "base") == (years[0] != years[1]):
                continue  # a base year is one year, the other periods are two
            found.append(Printed(unit, *years, start, end))
    return tuple(found)


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    first = int(match["a"].lstrip("FYfy "))
    last = int(match["b"].lstrip("FYfy ")) if match["b"] else first
    last += first // 100 * 100 if last < 100 else 0
    return (first, last) if first <= last else None
