"""Slips planted into labelled passages: one printed figure is altered that others pin down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tests.claims.scoring import Label, gold_span

from cytonomics.audit import audit
from cytonomics.claims import extract, read_text

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# A printed rate further than this from what its end points give is a slip of the page's own.
_CONSISTENT = 1.0
# A rate within this of what rounding allows is no contradiction that anyone need report.
_NOTICED = 0.5


class Slip(NamedTuple):
    """A passage with one figure altered, and where that figure stands in it."""

    kind: str
    text: str
    start: int
    end: int


def slips(item: Label) -> Iterator[Slip]:
    """Yield what a typist could get wrong in a passage and a reader could notice.

    The rate, the end or the base of a market's growth, printed with all three; the scale of its
    end; a figure that the passage prints twice.
    """
    claims = [c for c in item["claims"] if c.get("value") and c["value"] == c.get("value_high", 0)]
    sizes = [c for c in claims if c["measure"] == "size" and _year(c)]
    rates = [c for c in claims if c["measure"] == "cagr" and c.get("period_end")]
    for rate in rates:
        ends = [s for s in sizes if _same(s, rate) and _year(s) == rate["period_end"]]
        bases = [s for s in sizes if _same(s, rate) and _starts(s, rate)]
        if not (_one_value(ends) and _one_value(bases) and _holds(bases[0], ends[0], rate)):
            continue
        three = bases[0], ends[0], rate
        if all(claim["bound"] == "exact" for claim in three):  # "over" and "nearly" excuse much
            yield from _altered(item, "rate", three, 2, lambda v: v + max(6.0, v))
            yield from _altered(item, "end", three, 1, lambda v: v * 1.9)
            yield from _altered(item, "base", three, 0, lambda v: v * 0.5)
            yield from _rescaled(item, ends[0])
    printed: dict[Any, list[Label]] = {}
    for claim in [*sizes, *rates]:
        key = claim["measure"], _about(claim), claim["period_start"], claim["period_end"]
        printed.setdefault(key, []).append(claim)
    for same in printed.values():
        exact = all(claim["bound"] == "exact" for claim in same)
        if len(same) > 1 and exact and _one_value(same):
            new = _changed(same[-1], lambda v: v * 1.5)
            if new and abs(new.value - same[0]["value"]) > 2 * max(new.step, _step(same[0])):
                yield _with(item, f"{same[0]['measure']} twice", same[-1], new.quote)


def found(slip: Slip) -> bool:
    """Say whether an error or a warning names the altered figure."""
    document = read_text(slip.text, "slip")
    report = audit(document.text, extract(document), "slip")
    hit = {c.id for c in report.claims if c.start < slip.end and slip.start < c.end}
    return any(f.severity != "note" and hit.intersection(f.claims) for f in report.findings)


def recall(items: Iterable[Label]) -> dict[str, tuple[int, int]]:
    """Return how many slips of each kind are found, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for item in items:
        for slip in slips(item):
            right, all_ = counts.get(slip.kind, (0, 0))
            counts[slip.kind] = right + found(slip), all_ + 1
    return counts


class _Printed(NamedTuple):
    quote: str
    value: float
    step: float


def _changed(claim: Label, change: Any) -> _Printed | None:
    """A figure with another number, printed with as many decimals."""
    numbers = _NUMBER.findall(claim["quote"])
    if len(numbers) != 1:
        return None
    decimals = len(numbers[0].partition(".")[2])
    grouped = "," if "," in numbers[0] else ""
    number = float(numbers[0].replace(",", ""))
    new = f"{change(number):{grouped}.{decimals}f}"
    scale = claim["value"] / number
    value = float(new.replace(",", "")) * scale
    return _Printed(claim["quote"].replace(numbers[0], new), value, scale * 10.0**-decimals)


def _step(claim: Label) -> float:
    printed = _changed(claim, lambda v: v)
    return printed.step if printed else 0.0


def _altered(
    item: Label, kind: str, three: tuple[Label, Label, Label], which: int, change: Any
) -> Iterator[Slip]:
    """The slip, where rounding and the base-year habit can't explain what is then printed."""
    new = _changed(three[which], change)
    if new is None:
        return
    values = [claim["value"] for claim in three]
    values[which] = new.value
    (low, high), (least, most) = (
        (value - _step(claim) / 2, value + _step(claim) / 2)
        for value, claim in zip(values[:2], three[:2], strict=True)
    )
    if low <= 0 or least <= 0:
        return
    years = (_year(three[1]) or 0) - (_year(three[0]) or 0)
    spans = [span for span in (years - 1, years, years + 1) if span > 0]
    bounds = [
        (100 * ((least / high) ** (1 / n) - 1), 100 * ((most / low) ** (1 / n) - 1)) for n in spans
    ]
    if all(not (a - _NOTICED <= values[2] <= b + _NOTICED) for a, b in bounds):
        yield _with(item, kind, three[which], new.quote)


def _rescaled(item: Label, claim: Label) -> Iterator[Slip]:
    for scale, other in (("billion", "million"), ("Billion", "Million")):
        if scale in claim["quote"]:
            yield _with(item, "scale", claim, claim["quote"].replace(scale, other))


def _with(item: Label, kind: str, claim: Label, quote: str) -> Slip:
    start, end = gold_span(item["text"], claim)
    text = item["text"][:start] + quote + item["text"][end:]
    return Slip(kind, text, start, start + len(quote))


def _year(claim: Label) -> int | None:
    year = claim.get("period_start")
    return year if year == claim.get("period_end") else None


def _about(claim: Label) -> tuple[str, str | None, str]:
    market, segment = (claim.get(name) or "" for name in ("market", "segment"))
    return segment.lower(), claim.get("geography"), market.lower()


def _same(size: Label, rate: Label) -> bool:
    return _about(size) == _about(rate)


def _starts(size: Label, rate: Label) -> bool:
    """The base may be the year before the period: the base-year habit."""
    first, last = rate["period_start"], rate["period_end"]
    year = _year(size) or 0
    return year < last and (first is None or first - 1 <= year <= first)


def _one_value(claims: list[Label]) -> bool:
    return len({(c["value"], c.get("currency")) for c in claims}) == 1


def _holds(base: Label, end: Label, rate: Label) -> bool:
    years = (_year(end) or 0) - (_year(base) or 0)
    ratio: float = end["value"] / base["value"]
    implied = [100 * (ratio ** (1 / span) - 1) for span in (years, max(years - 1, 1))]
    return any(abs(each - rate["value"]) <= _CONSISTENT for each in implied)
