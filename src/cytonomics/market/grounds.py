"""How well the figures of a market rest on data: the support of what they sum, offer by offer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.care import CARE, CELL_PRODUCT
from cytonomics.market.model import EPISODE, LAST_HISTORY, REVENUE, Market
from cytonomics.market.segments import TOTAL, axis
from cytonomics.market.support import Support, pooled

PATIENTS = "patients"
UNOBSERVED = Support(0.0, 0.0, 1.0)


def supports_of(market: Market, measure: str, dimension: str, segment: str) -> list[Support]:
    """Return the support of one segment by year, weighted by the mean of its parts.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> supports_of(market, REVENUE, TOTAL, TOTAL)[-1].assumed
        1.0
    """
    revenue, care = market.mean_revenue, market.mean_care
    found = []
    for i, year in enumerate(market.years):
        parts: list[tuple[float, Support]] = []
        assumed: frozenset[int] = frozenset()
        if dimension != CARE or segment == CELL_PRODUCT:
            split = axis(market, TOTAL if dimension == CARE else dimension)
            weights = split.weights[split.segments.index(TOTAL if dimension == CARE else segment)]
            assumed = split.assumed
            parts += _revenue_parts(market, year, revenue[i], weights[i], assumed)
            own, spend = weights[i], weights[i] * care[i].sum(axis=1)
        else:
            own = np.ones(len(market.offers))
            spend = care[i, :, market.care_components.index(segment)]
        if measure == EPISODE and segment != CELL_PRODUCT:
            parts += _care_parts(market, year, spend, own, assumed)
        found.append(pooled(parts))
    return found


def support_of(
    market: Market, year: int, weights: NDArray[np.float64], measure: str = REVENUE
) -> Support:
    """Return the support of a measure summed in a year, offers weighted, (offer,).

    Care is nowhere reported, and patients follow from sales by an assumed net price.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> support_of(market, 2030, np.ones(len(market.offers))).assumed
        1.0
    """
    at = market.years.index(year)
    if measure == PATIENTS:
        return UNOBSERVED
    parts = _revenue_parts(market, year, market.mean_revenue[at], weights)
    if measure == EPISODE:
        spend = weights * market.mean_care[at].sum(axis=1)
        parts += _care_parts(market, year, spend, weights)
    return pooled(parts)


def _care_parts(
    market: Market,
    year: int,
    spend: NDArray[np.float64],
    weights: NDArray[np.float64],
    assumed: frozenset[int] = frozenset(),
) -> list[tuple[float, Support]]:
    """Care around products is nowhere reported; that of transfers is where it is on record."""
    parts = []
    for j, offer in enumerate(market.offers):
        known = market.transfers.care_support.get((year, offer.id), UNOBSERVED)
        if year > LAST_HISTORY or j in assumed:
            known = UNOBSERVED
        elif 0.0 < weights[j] < 1.0:
            known = known.split()
        if spend[j] > 0:
            parts.append((float(spend[j]), known))
    return parts


def _revenue_parts(
    market: Market,
    year: int,
    amounts: NDArray[np.float64],
    weights: NDArray[np.float64],
    assumed: frozenset[int] = frozenset(),
) -> list[tuple[float, Support]]:
    parts = []
    whole = {offer.id for j, offer in enumerate(market.offers) if weights[j] == 1.0}
    for j, offer in enumerate(market.offers):
        if weights[j] * amounts[j] <= 0:
            continue
        known = market.support.get((year, offer.id), UNOBSERVED)
        if year > LAST_HISTORY or j in assumed:
            known = UNOBSERVED
        elif weights[j] < 1.0:
            known = known.split()
        elif known.joint and whole.issuperset(known.joint):
            known = known.whole()
        parts.append((float(weights[j] * amounts[j]), known))
    return parts
