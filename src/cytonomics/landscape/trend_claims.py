"""What published reports call trends, held against ours where they state something checkable."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.trend import FALLING, NO_EVIDENCE, NOT_SHOWN, RISING, STEADY, Trend
from cytonomics.landscape.trends import trends
from cytonomics.market import LAST_HISTORY, Market, dimensions, measured
from cytonomics.market.offers import UNKNOWN

BORNE_OUT, CONTRADICTED, OPEN = "borne out", "contradicted", "not shown"
# From which share of draws a segment is said to grow fastest.
SURE = "swot_probability"
_WAYS = {"rising": RISING, "falling": FALLING, "steady": STEADY, "rising_ahead": RISING}
_FASTEST, _MOST, _LEAST = "fastest", "most", "least"
# Where next to nothing is sold any sale is fast growth.
_SIZABLE = 0.02


class Claim(NamedTuple):
    """What a report says of a trend, in our words; `check` is empty where nothing can be held.

    `of` is a trend or a segment, `value` a printed share, a fraction of the year.

    Example:
        >>> claims("adoptive_cell_therapy")[0].of
        'labels_fda'
    """

    id: str
    market: str
    place: str
    said: str
    check: str
    of: str
    value: float | None
    year: int | None
    reason: str


class Held(NamedTuple):
    """A claim beside ours: the trend it is about, and the share or chance that decides.

    `ours` is our share in the year of the claim with its 90 % interval, or the share of draws in
    which the segment grows fastest; None where a reading decides.

    Example:
        >>> Held(claims("adoptive_cell_therapy")[0], "not shown", None, None).verdict
        'not shown'
    """

    claim: Claim
    verdict: str
    trend: Trend | None
    ours: tuple[float, float, float] | None


@cache
def claims(market: str) -> tuple[Claim, ...]:
    """Return what the report on a market says of trends; nothing where there is no report.

    Example:
        >>> claims("til")
        ()
    """
    text = (files("cytonomics.landscape") / "data" / "trend_claims.csv").read_text("utf-8")
    return tuple(
        Claim(
            row["id"],
            row["market"],
            row["place"],
            row["said"],
            row["check"],
            row["of"],
            float(row["value"]) if row["value"] else None,
            int(row["year"]) if row["year"] else None,
            row["reason"],
        )
        for row in csv.DictReader(text.splitlines())
        if row["market"] == market
    )


@lru_cache(maxsize=4)
def held(market: Market) -> tuple[Held, ...]:
    """Hold what the report on a market calls trends against ours.

    A direction is borne out where our trend reads alike, contradicted where it reads otherwise,
    and not shown where ours is not; a printed share by the 90 % interval of ours; who grows
    fastest by the share of draws, with the assumption swot_probability.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = held(evaluate(load(), "adoptive_cell_therapy", draws=8))
        >>> next(one.verdict for one in found if one.claim.id == "act_north_america")
        'borne out'
    """
    known = {one.id: one for one in trends(market)}
    return tuple(_held(market, claim, known) for claim in claims(market.scope.id))


def _held(market: Market, claim: Claim, known: dict[str, Trend]) -> Held:
    if claim.check == _FASTEST:
        often = _fastest(market, *claim.of.split(":"))
        return Held(claim, _sure(market, often), None, None if often is None else (often,) * 3)
    trend = known.get(claim.of)
    if not claim.check or trend is None:
        return Held(claim, NO_EVIDENCE, trend, None)
    if claim.value is not None:
        return _share(claim, trend, claim.value)
    change = trend.ahead if claim.check.endswith("_ahead") else trend.change
    if change is None:
        return Held(claim, NO_EVIDENCE, trend, None)
    if change.reading == NOT_SHOWN:
        return Held(claim, OPEN, trend, None)
    alike = change.reading == _WAYS[claim.check]
    return Held(claim, BORNE_OUT if alike else CONTRADICTED, trend, None)


def _share(claim: Claim, trend: Trend, printed: float) -> Held:
    found = next((one for one in trend.points if one.year == claim.year), None)
    if found is None or found.low is None or found.high is None:
        return Held(claim, NO_EVIDENCE, trend, None)
    low, high = found.low, found.high
    above, below = low > printed, high < printed
    verdict = {
        _LEAST: BORNE_OUT if above else CONTRADICTED if below else OPEN,
        _MOST: BORNE_OUT if below else CONTRADICTED if above else OPEN,
    }.get(claim.check, CONTRADICTED if above or below else BORNE_OUT)
    return Held(claim, verdict, trend, (found.value, low, high))


def _fastest(market: Market, dimension: str, segment: str) -> float | None:
    """The share of draws in which a segment grows fastest to the year that is looked at."""
    if dimension not in dimensions(market):
        return None
    first, last = (market.years.index(year) for year in (LAST_HISTORY, LOOKED_AT))
    parts = measured(market, market.main, dimension)
    largest = max(float(own[:, first].mean()) for own in parts.values())
    sizable = {
        name: own[:, last] / own[:, first]
        for name, own in parts.items()
        if name != UNKNOWN
        and own[:, first].mean() >= _SIZABLE * largest
        and (own[:, first] > 0).all()
    }
    if segment not in sizable:
        return None
    best = np.max(list(sizable.values()), axis=0)
    return float(np.mean(sizable[segment] >= best))


def _sure(market: Market, often: float | None) -> str:
    if often is None:
        return NO_EVIDENCE
    level = market.parameters.value(SURE)
    return BORNE_OUT if often >= level else CONTRADICTED if often <= 1 - level else OPEN


def claim_rows(market: Market) -> list[dict[str, Any]]:
    """Return claims with their verdicts as plain rows, for JSON.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> claim_rows(evaluate(load(), "til", draws=2))
        []
    """
    return [
        {
            **{
                name: value
                for name, value in one.claim._asdict().items()
                if value not in (None, "")
            },
            "verdict": one.verdict,
            "trend": one.trend.id if one.trend else None,
            "ours": None if one.ours is None else list(one.ours),
        }
        for one in held(market)
    ]
