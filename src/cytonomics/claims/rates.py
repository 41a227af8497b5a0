"""Compound annual growth rates and other growth in per cent or folds, from one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.growers import PERIOD_WORD, grower
from cytonomics.claims.growth import Kind, kind_of_growth, rated
from cytonomics.claims.linking import linked_years
from cytonomics.claims.making import Period, measured
from cytonomics.claims.model import Claim, Status
from cytonomics.claims.multiples import multiples, signed
from cytonomics.claims.periods import Years, years
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

__all__ = ["kind_of_growth", "rates"]


_SINCE = re.compile(
    r"\b(?:from|since|starting(?:\s+in)?|beginning(?:\s+in)?)\s+(?:(?:its|their|the)\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:through|until|till|to|by|up\s+to)\s+(?:the\s+)?(?:(?:end\s+of|year)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:historical|historic|past|grew|rose|fell|declined|shrank|recorded|registered|witnessed|"
    r"doubled|tripled|quadrupled|halved)\b",
    re.IGNORECASE,
)
_LAST_PAST = 2025


def rates(scene: Scene) -> Iterator[Claim]:
    """Yield the growth-rate claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("It will grow at a CAGR of 10.5% from 2024 to 2031.", 0)
        >>> [(c.measure, c.value, c.period_start, c.period_end) for c in rates(scene)]
        [('cagr', 10.5, 2024, 2031)]
    """
    percents = rated(scene)
    kinds = [kind_of_growth(scene, percents, i) for i in range(len(percents))]
    growing = [i for i, kind in enumerate(kinds) if kind]
    for i in growing:
        kind, since = kinds[i], percents[i - 1].end if i else 0
        if kind is None:
            continue
        near = _range(scene, [percents[k] for k in growing], growing.index(i), percents)
        if kind == "growth":
            period = _years_of_growth(scene, percents, i, near)
        else:
            period = _period(scene, percents[i], near)
        quantity = signed(scene, percents[i], since)
        part = grower(scene, percents, i)
        status = _status(scene, kind, period[1])
        yield measured(scene, quantity, kind, part, period, unit="percent", status=status)
    found = list(multiples(scene))
    for k, multiple in enumerate(found):
        numbers = [m.quantity for m in found]
        near = _range(scene, numbers, k, numbers)
        period = _years_of_growth(scene, numbers, k, near)
        part = grower(scene, [multiple.quantity], 0)
        yield measured(scene, multiple.quantity, "growth", part, period, unit=multiple.unit)


def _range(scene: Scene, numbers: list[Quantity], k: int, others: list[Quantity]) -> Years | None:
    """The range of years that the k-th rate stands by: its own, else the nearest."""
    ranges = [year for year in scene.years if year.is_range]
    if not ranges:
        return None
    if len(ranges) == len(numbers):
        return ranges[k]
    # A range serves the rate it stands by: behind it first, before the next rate.
    following = min((q.start for q in others if q.start > numbers[k].start), default=10**9)
    behind = [y for y in ranges if numbers[k].end <= y.start < following]
    ahead = [y for y in ranges if y.end <= numbers[k].start]
    return behind[0] if behind else (ahead[-1] if ahead else ranges[0])


def _years_of_growth(scene: Scene, numbers: list[Quantity], i: int, near: Years | None) -> Period:
    """The years of a growth that is no yearly rate: a range, two years compared, or one year."""
    quantity = numbers[i]
    following = numbers[i + 1].start if i + 1 < len(numbers) else len(scene.text)
    singles = [y for y in scene.years if not y.is_range]
    behind = [y for y in singles if quantity.end <= y.start < following]
    ahead = [y for y in singles if y.end <= quantity.start]
    if near is not None:
        return near.first, near.last
    if len(behind) > 1 and re.search(
        r"\b(?:than|as|from|since|compared|versus|vs|against|over|to)\b",
        scene.text[behind[0].end : behind[1].start],
        re.IGNORECASE,
    ):
        first, last = sorted((behind[0].first, behind[1].first))
        return first, last
    since = [y.first for y in singles if _SINCE.search(scene.text, max(0, y.start - 40), y.start)]
    until = [y.first for y in singles if _UNTIL.search(scene.text, max(0, y.start - 40), y.start)]
    if since and until and since[0] < until[-1]:
        return since[0], until[-1]
    year = behind[0] if behind else (ahead[-1] if ahead else None)
    if year is None:
        return None, None
    if _UNTIL.search(scene.text, max(0, year.start - 40), year.start):
        return None, year.first
    return year.first, year.first


def _period(scene: Scene, quantity: Quantity, near: Years | None) -> Period:
    """The two end years of a compound rate, from the sentence, its label, or the document."""
    if near is not None:
        return near.first, near.last
    sizes = [q for q in scene.amounts if q.low >= 1e5]
    linked = linked_years(scene.text, sizes, list(scene.years))
    first = {k: year for k, year in linked.items() if sizes[k].start < quantity.start}
    # "USD 9 bn by 2029 (CAGR 5 %) and USD 20 bn by 2030": a rate belongs to the sizes before it.
    linked = first if len(first) >= 2 else linked
    for k, year in linked.items():
        # "valued at … in 2023, to grow from … in 2024 to …": the rate starts where growth starts.
        if re.search(r"\bfrom\s+$", scene.text[: sizes[k].start]):
            linked = {j: other for j, other in linked.items() if other.first >= year.first}
    ends = sorted({year.first for year in linked.values()})
    if len(ends) >= 2:
        return ends[0], ends[-1]
    known = scene.outline.forecast or scene.outline.study
    if known and PERIOD_WORD.search(scene.text):
        return known
    label = next((y for y in years(scene.before or scene.lead) if y.is_range), None)
    if label and len(scene.text) < 60 and not scene.years:
        return label.first, label.last
    return _open_period(scene, ends, known)


def _open_period(scene: Scene, ends: list[int], known: tuple[int, int] | None) -> Period:
    """A period of which single years stand in the sentence: since when, until when."""
    singles = [y for y in scene.years if not y.is_range]
    since = [y.first for y in singles if _SINCE.search(scene.text, max(0, y.start - 40), y.start)]
    until = [y.first for y in singles if _UNTIL.search(scene.text, max(0, y.start - 40), y.start)]
    if until and since and since[0] < until[-1]:
        return since[0], until[-1]
    if until and len(ends) == 1 and ends[0] < until[-1]:
        return ends[0], until[-1]
    if until and (not ends or ends[-1] == until[-1]):
        # "through 2030": the start is that of the report's own period, if it ends there.
        return (known[0] if known and known[1] == until[-1] else None), until[-1]
    if known and ends and ends[-1] != known[1]:
        return None, None
    return known or (None, None)


def _status(scene: Scene, kind: Kind, last: int | None) -> Status | None:
    if kind != "cagr":
        return None
    past = _PAST.search(scene.text[:1000])
    return "history" if past and (last is None or last <= _LAST_PAST) else "forecast"
