"""What a sentence says without a size: who leads, how concentrated, how many, which period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.counts import NUMBERS, counts, outcomes
from cytonomics.claims.making import statement
from cytonomics.claims.model import Claim, Status
from cytonomics.claims.names import clean_name
from cytonomics.claims.parts import dimension_of, place_dimension
from cytonomics.claims.places import WORLD
from cytonomics.claims.scene import Scene

_LARGEST = re.compile(
    r"\b(?:dominat(?:es|ed|ing)|dominant\s+(?:position|region|segment|share|market)|leads?\b(?!\s+to)|led\b(?!\s+to|\s+by)|"
    r"leading\s+(?:segment|region|position|market|technology|share|category|product)|leadership|"
    r"largest\s+(?:\w+\s+){0,3}?(?:share|market|segment|region|revenue|contributor|end[\s-]users?|portion)|"
    r"highest\s+(?:\w+\s+){0,2}?(?:share|revenue)|biggest\s+(?:\w+\s+){0,2}?(?:share|market|segment))",
    re.IGNORECASE,
)
_FASTEST = re.compile(
    r"\b(?:fastest(?:[\s-]growing|\s+growth|\s+CAGR|\s+rate|\s+pace|\s+growing)?|"
    r"highest\s+(?:\w+\s+){0,2}?(?:CAGR|growth(?:\s+rate)?)|most\s+rapid\s+growth|quickest|rapidest|"
    r"faster\s+growth\s+momentum)",
    re.IGNORECASE,
)
_CONCENTRATION = (
    (
        "fragmented",
        re.compile(r"\b(?:highly\s+|moderately\s+|quite\s+)?fragmented\b", re.IGNORECASE),
    ),
    (
        "moderate",
        re.compile(r"\b(?:moderately|semi)[\s-]+(?:concentrated|consolidated)\b", re.IGNORECASE),
    ),
    (
        "consolidated",
        re.compile(
            r"\b(?:highly\s+|fairly\s+|quite\s+)?(?:consolidated|concentrated)\b", re.IGNORECASE
        ),
    ),
)
_LEVEL = re.compile(
    r"\bmarket\s+concentration\b\W{0,6}(?P<level>low|medium|moderate|high)\b", re.IGNORECASE
)
_LEVELS = {
    "low": "fragmented",
    "medium": "moderate",
    "moderate": "moderate",
    "high": "consolidated",
}
# The legend of a picture, not a statement.
_LEGEND = re.compile(r"\W*(?:consolidated|fragmented)\s+-\s", re.IGNORECASE)
_TOP = re.compile(
    r"\b(?:top|leading|largest|major)\s+(?P<n>\d+|two|three|four|five|six|seven|eight|ten)?\s*(?:\w+\s+){0,2}?"
    r"(?:players|companies|vendors|firms|innovators|manufacturers|suppliers|participants)\b",
    re.IGNORECASE,
)
_RANK_LINE = re.compile(
    r"\W{0,4}(?P<cue>fastest[\s-]growing|largest|leading|dominant)\s+(?:market|region|country|segment)"
    r"(?:\s+in\s+(?:19|20)\d\d)?\s*(?:\((?:19|20)\d\d\))?\s*[:|\t]\s*(?P<name>[^:|\t.]{3,50})[\s|*]*$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?P<kind>forecast(?:ed|ing)?|projection|projected|study|analysis|assessment|review|historical?|report|base)\s+"
    r"(?P<what>period|years?|timeline|timeframe|data|duration)\b"
    r"[^\d\n]{0,30}?\(?(?P<a>(?:19|20)\d\d)(?:\s?(?:-|to|through|until|and)\s?(?P<b>(?:19|20)\d\d|\d\d\b))?",
    re.IGNORECASE,
)
_ONLY_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\s?(?:-|to)\s?(?:(?:19|20)\d\d|\d\d))?\W*")
_KINDS = {
    "report": "study",
    "base": "base",
    "study": "study",
    "review": "study",
    "analysis": "study",
    "assessment": "study",
}


def statements(scene: Scene) -> Iterator[Claim]:
    """Yield ranks, concentrations, counts, outcomes and periods of a scene; ids are left empty.

    Example:
        >>> [c.measure for c in statements(Scene("North America dominates the market.", 0))]
        ['rank']
    """
    yield from _ranks(scene)
    yield from _concentrations(scene)
    yield from outcomes(scene)
    yield from counts(scene)
    yield from periods(scene)


def _year(scene: Scene) -> dict[str, Any]:
    """The years of a statement: its only year, else its only range."""
    for ranged in (False, True):
        found = {(y.first, y.last) for y in scene.years if y.is_range == ranged}
        if len(found) == 1:
            first, last = found.pop()
            return {"period_start": first, "period_end": last}
    return {}


def _ranks(scene: Scene) -> Iterator[Claim]:
    if _LEGEND.match(scene.text):
        return
    line = _RANK_LINE.match(scene.text)
    if line:
        name = line["name"].strip(" |*")
        place = next((p for p in scene.places if p.start >= line.start("name")), None)
        yield statement(
            scene,
            "rank",
            *line.span("cue"),
            segment=name,
            dimension=place_dimension(place.id) if place else dimension_of(scene, name),
            geography=place.id if place else None,
            unit="fastest" if line["cue"].lower().startswith("fast") else "largest",
            **_year(scene),
        )
        return
    for unit, pattern in (("largest", _LARGEST), ("fastest", _FASTEST)):
        named: set[str] = set()
        for cue in pattern.finditer(scene.text):
            part = _leader(scene, cue)
            if part is None or part[1].lower() in named:
                continue
            dimension, segment, geography = part
            named.add(segment.lower())
            status: Status = (
                "forecast"
                if re.search(
                    r"\b(?:expected|projected|anticipated|will|forecast|poised|likely|to\s+(?:hold|dominate|lead|be))\b",
                    scene.text[: cue.end()],
                    re.IGNORECASE,
                )
                else "history"
            )
            yield statement(
                scene,
                "rank",
                cue.start(),
                cue.end(),
                dimension=dimension,
                segment=segment,
                geography=geography,
                unit=unit,
                status=status,
                **_year(scene),
            )


def _leader(scene: Scene, cue: re.Match[str]) -> tuple[str, str, str | None] | None:
    text = scene.text
    left = text[: cue.start()]
    cut = max(left.rfind(";"), left.rfind(" while "), left.rfind(" whereas "), left.rfind(" but "))
    clause = left[cut + 1 :]
    found = [p for p in scene.places if p.id != WORLD and cut < p.start < cue.start()]
    if found:
        place = found[0] if len(found) == 1 or "," in clause[:3] else found[-1]
        subject = [
            p
            for p in found
            if re.match(
                r"(?:'s)?\s*(?:\([^)]*\)\s*)?(?:is|was|has|will|leads?|led|dominat|held|holds|exhibit|shows?|continues|remains)",
                text[p.end : p.end + 25],
            )
        ]
        place = subject[0] if subject else place
        return place_dimension(place.id), text[place.start : place.end], place.id
    verb = re.search(
        r"\b(?:held|holds?|is|are|was|were|has|have|had|will|accounted|emerged|remains?|captured|dominat\w+|leads?|led|"
        r"expected|projected|anticipated|segment)\b",
        clause,
        re.IGNORECASE,
    )
    head = clause[: verb.start()] if verb else clause
    name = clean_name(re.split(r"[,;:]\s", head.strip(" ,;:"))[-1]) if head.strip() else None
    if name is None or len(name) < 3 or name.lower() in ("the", "which", "key"):
        behind = re.match(r"[^.;]{0,40}?\b(?:in|by)\s+(?:the\s+)?", text[cue.end() :])
        place_behind = [
            p for p in scene.places if p.id != WORLD and cue.end() <= p.start < cue.end() + 60
        ]
        if behind and place_behind:
            place = place_behind[0]
            return place_dimension(place.id), text[place.start : place.end], place.id
        return None
    return dimension_of(scene, name), name, None


def _concentrations(scene: Scene) -> Iterator[Claim]:
    alone = _LEVEL.match(f"{scene.lead}: {scene.text}") if len(scene.text) < 12 else None
    level = _LEVEL.search(scene.text)
    if alone:
        word = alone["level"]
        yield statement(scene, "concentration", 0, len(word), unit=_LEVELS[word.lower()])
        return
    if level:
        yield statement(
            scene,
            "concentration",
            level.start("level"),
            level.end("level"),
            unit=_LEVELS[level["level"].lower()],
        )
        return
    if _LEGEND.match(scene.text):
        return
    taken: list[tuple[int, int]] = []
    for unit, pattern in _CONCENTRATION:
        for match in pattern.finditer(scene.text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            if not re.search(
                r"market|industry|competit|landscape|structure|sector", scene.text, re.IGNORECASE
            ):
                continue
            taken.append(match.span())
            kind = "moderate" if re.match(r"moderately", match[0], re.IGNORECASE) else unit
            yield statement(scene, "concentration", *match.span(), unit=kind, **_year(scene))
    top = _TOP.search(scene.text)
    if top:
        for percent in scene.percents:
            gap = (
                scene.text[top.end() : percent.start]
                if percent.start > top.end()
                else scene.text[percent.end : top.start()]
            )
            if len(gap) < 90 and re.search(
                r"share|market|revenue|hold|held|account|command|control|captur",
                scene.text,
                re.IGNORECASE,
            ):
                n = top["n"]
                count = f"top {NUMBERS.get(n.lower(), n)}" if n else "top"
                yield statement(
                    scene,
                    "concentration",
                    percent.start,
                    percent.end,
                    segment=count,
                    unit="percent",
                    value=percent.low,
                    value_high=percent.high,
                    step=percent.step,
                    bound=percent.bound,
                    **_year(scene),
                )
                break


def periods(scene: Scene) -> Iterator[Claim]:
    """Yield the study, base and forecast periods that a scene prints; ids are left empty.

    Example:
        >>> [c.unit for c in periods(Scene("Base year: 2024, forecast period: 2025-2030", 0))]
        ['base', 'forecast']
    """
    # A period alone on its line has its label in the line above.
    above = f"{scene.lead} " if scene.lead and _ONLY_YEARS.fullmatch(scene.text) else ""
    for match in _PERIOD.finditer(above + scene.text):
        kind = match["kind"].lower()
        if match.start("a") < len(above):
            continue
        first = int(match["a"])
        last = int(match["b"]) if match["b"] else first
        if last < 100:
            last += first // 100 * 100
        if last < first:
            continue
        unit = "history" if kind.startswith("hist") else _KINDS.get(kind, "forecast")
        if (unit == "base") == (last != first):
            continue  # a base year is one year, the other periods are two
        end = match.end("b") if match["b"] else match.end("a")
        yield statement(
            scene,
            "period",
            match.start("a") - len(above),
            end - len(above),
            unit=unit,
            period_start=first,
            period_end=last,
        )
