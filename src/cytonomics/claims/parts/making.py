"""A claim is made of a place in a scene and of what was read there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.model import Claim, Measure, Status
from cytonomics.claims.parts.parts import Part, whole_market
from cytonomics.claims.words.scene import Scene

Period = tuple[int | None, int | None]


def statement(scene: Scene, measure: Measure, start: int, end: int, **fields: Any) -> Claim:
    """Return a claim of `scene.text[start:end]` about the market that stands nearest.

    Example:
        >>> statement(Scene("The CAR-T market is fragmented.", 0), "concentration", 20, 30).scope
        'car_t'
    """
    whole = whole_market(scene, start)
    values: dict[str, Any] = {
        "market": whole.market,
        "scope": whole.scope,
        "geography": whole.geography,
        **fields,
    }
    return Claim(
        id="",
        measure=measure,
        quote=scene.text[start:end],
        start=scene.offset + start,
        end=scene.offset + end,
        context=(scene.offset, scene.offset + len(scene.text)),
        **values,
    )


def measured(
    scene: Scene,
    quantity: Quantity,
    measure: Measure,
    part: Part,
    period: Period,
    *,
    unit: str,
    currency: str | None = None,
    status: Status | None = None,
) -> Claim:
    """Return the claim that a quantity of a scene makes about a part of a market.

    Example:
        >>> scene = Scene("a share of 9 %", 100)
        >>> whole = whole_market(scene, 0)
        >>> claim = measured(scene, scene.percents[0], "share", whole, (2024, 2024), unit="percent")
        >>> claim.value, claim.quote, claim.start
        (9.0, '9 %', 111)
    """
    return Claim(
        id="",
        measure=measure,
        quote=scene.text[quantity.start : quantity.end],
        start=scene.offset + quantity.start,
        end=scene.offset + quantity.end,
        context=(scene.offset, scene.offset + len(scene.text)),
        market=part.market,
        scope=part.scope,
        dimension=part.dimension,
        segment=part.segment,
        geography=part.geography,
        period_start=period[0],
        period_end=period[1],
        value=quantity.low,
        value_high=quantity.high,
        step=quantity.step,
        unit=unit,
        currency=currency,
        bound=quantity.bound,
        status=status,
    )


def given_to(claim: Claim, owner: Part | Claim, *, market: bool = False) -> Claim:
    """Return a claim as one about the part that another claim, or a name, is of.

    Its market stays its own unless the owner's `market` goes with the part.

    Example:
        >>> part = Part("soap", None, "segment", "gels", "PER")
        >>> given_to(Claim("", "size", "", 0, 1), part).segment
        'gels'
        >>> given_to(Claim("", "size", "", 0, 1), part, market=True).market
        'soap'
    """
    whose = owner if market else claim
    return replace(
        claim,
        market=whose.market,
        scope=whose.scope,
        dimension=owner.dimension,
        segment=owner.segment,
        geography=owner.geography,
    )
