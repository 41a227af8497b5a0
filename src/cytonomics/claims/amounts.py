"""Market sizes, and increments of growth in money, from one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cytonomics.claims.dating import dated, forecasts, starts
from cytonomics.claims.making import Period, measured
from cytonomics.claims.model import Claim, Status
from cytonomics.claims.parts import part_of, whole_market
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.relevance import market_amounts
from cytonomics.claims.scene import Scene

_INCREMENT = re.compile(
    r"\b(?:incremental|absolute)\s+(?:growth|opportunity|gain|increase)\b[^.;$€£]{0,80}$|(?:\bby|\bincremental\s+(?:growth|opportunity|revenue|value|sales|gain)s?\s+(?:of|worth)|"
    r"\badd(?:s|ing)?(?:\s+(?:another|an\s+additional))?|\babsolute\s+(?:dollar\s+)?(?:growth|opportunity)\s+of|"
    r"\bgrowth\s+of|\bincrease\s+of|\bgain\s+of|\badditional|\bincremental)\s*(?:an?\s+)?(?:over|around|about|approximately|"
    r"nearly|almost|some|roughly|more\s+than|up\s+to|an?\s+additional|another)?\s*$",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"\b(?:grow|grew|grown|growing|increas|expand|ris|rose|climb|surg|add|increment|accelerat|widen|jump|"
    r"absolute|opportunit|gain|(?:go|going|goes|gone|went)\s+up)\w*",
    re.IGNORECASE,
)
# Two amounts of one course: "… in 2018 to …", "… and is expected to reach …".
_ONE_COURSE = re.compile(
    r"^(?!.*\bper\b).{0,60}\b(?:to|reach\w*|from)\b.{0,30}$", re.IGNORECASE | re.DOTALL
)
_LISTED = re.compile(r"\s*,?\s*(?:and|or|-|,)\s*", re.IGNORECASE)
_SMALLEST = 1e5


def amounts(scene: Scene) -> Iterator[Claim]:
    """Yield the size and increment claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("The market was valued at USD 2 billion in 2023.", 0)
        >>> [(claim.value, claim.period_start, claim.status) for claim in amounts(scene)]
        [(2000000000.0, 2023, 'history')]
    """
    found = [q for q in _scaled(scene) if q.low >= _SMALLEST]
    indices = market_amounts(scene, found) if found else []
    chosen = [found[i] for i in indices]
    clauses = [scene.text[found[i - 1].end if i else 0 : found[i].start] for i in indices]
    periods = dated(scene, chosen, clauses)
    for k, (quantity, before) in enumerate(zip(chosen, clauses, strict=True)):
        increment = bool(_INCREMENT.search(before) and _GROWING.search(before))
        year = periods.get(k)
        period: Period = (year.first, year.last) if year else (None, None)
        if increment:
            period = _span(scene, quantity) or period
        # The end of "will grow from … to …" is as far ahead as its start says.
        said = clauses[k - 1] if k and starts(clauses[k - 1]) and not starts(before) else ""
        status = _status(scene, said, before, period[0])
        if increment and status is None:
            status = "forecast"
        yield measured(
            scene,
            quantity,
            "growth" if increment else "size",
            part_of(scene, quantity) or whole_market(scene, quantity.start),
            period,
            unit="money",
            currency=quantity.currency or _currency(scene, quantity),
            status=status,
        )


def _currency(scene: Scene, quantity: Quantity) -> str:
    """The currency of an amount that prints none: the last before it, else the dollar."""
    printed = [other.currency for other in scene.amounts if other.start < quantity.start]
    return next((code for code in reversed(printed) if code), "USD")


def _scaled(scene: Scene) -> list[Quantity]:
    """The amounts of a scene; "from $3.4 in 2018 to $5.6 billion" prints the scale but once."""
    found = [q for q in scene.quantities if q.kind in ("money", "number")]
    for k, quantity in reversed(list(enumerate(found))):
        if quantity.scaled or quantity.high >= 1000:
            continue
        for other in (*found[k + 1 : k + 2], *found[max(0, k - 1) : k]):
            if other.scaled and _shares_scale(scene, quantity, other):
                found[k] = replace(
                    quantity,
                    low=quantity.low * other.scale,
                    high=quantity.high * other.scale,
                    step=quantity.step * other.scale,
                    scale=other.scale,
                    scaled=True,
                )
                break
    return [q for q in found if q.kind == "money" or q.scaled]


def _shares_scale(scene: Scene, quantity: Quantity, other: Quantity) -> bool:
    gap = scene.text[min(quantity.end, other.end) : max(quantity.start, other.start)]
    if quantity.kind == "money" and quantity.currency == other.currency:
        return bool(_ONE_COURSE.search(gap) or _LISTED.fullmatch(gap))
    # "USD 1.2, 1.4 and 1.9 billion": a bare number is an amount only within such a list.
    behind = quantity.start < other.start
    return behind and scene.amounts[0].start < other.start and bool(_LISTED.fullmatch(gap))


def _span(scene: Scene, quantity: Quantity) -> Period | None:
    """The years an increment runs between."""
    ranges = [year for year in scene.years if year.is_range]
    if ranges:
        near = min(ranges, key=lambda year: abs(year.start - quantity.end))
        return near.first, near.last
    single = [year for year in scene.years if year.start >= quantity.end]
    if single and re.search(r"\b(?:by|until|through|to)\s+$", scene.text[: single[0].start]):
        return None, single[0].first
    return scene.outline.forecast if not scene.years else None


def _status(scene: Scene, said: str, before: str, year: int | None) -> Status | None:
    if starts(before):
        return "history"
    if scene.outline.base is not None and year is not None:
        return "history" if year <= scene.outline.base else "forecast"
    if re.search(r"\b(?:was|were|stood|reached|generated|accounted)\b", before):
        return "history"
    if forecasts(said + before):
        return "forecast"
    return "history" if year is not None and year <= 2025 else "forecast" if year else None
