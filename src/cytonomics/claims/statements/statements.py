"""What a sentence says without a size: who leads, how concentrated, how many, which period."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_CALLED = (
    *("period", "year", "timeline", "timeframe", "data", "duration", "range", "horizon", "window"),
    "forecast",
)
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
    # A period alone on its line has its label in the line above.
    above = f"{scene.lead} " if scene.lead and _ONLY_YEARS.fullmatch(scene.text) else ""
    if not holds(above + scene.text, _CALLED):
        return
    taken: list[tuple[int, int]] = []
    for pattern in (_PERIOD, _YEARS_AHEAD):
        for match in pattern.finditer(above + scene.text):
            start, end = match.start("a"), match.end("b") if match["b"] else match.end("a")
            named = match["kind"]
            years = _years(match)
            if start < len(above) or years is None or any(a < end and start < b for a, b in taken):
                continue
            unit = "history" if named.lower().startswith("hist") else _KINDS.get(named.lower())
            if (unit == "base") == (years[0] != years[1]):
                continue  # a base year is one year, the other periods are two
            taken.append((start, end))
            yield statement(
                scene,
                "period",
                start - len(above),
                end - len(above),
                unit=unit or "forecast",
                period_start=years[0],
                period_end=years[1],
            )


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    first = int(match["a"].lstrip("FYfy "))
    last = int(match["b"].lstrip("FYfy ")) if match["b"] else first
    last += first // 100 * 100 if last < 100 else 0
    return (first, last) if first <= last else None
