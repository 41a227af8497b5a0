"""The forecast by a damped trend: recent growth of each product, fading quarter by quarter.

A deliberately simple model of marketed products only: log sales follow a damped linear trend
(Gardner and McKenzie, Management Science 1985) with random shocks of each product and of the
whole class. It knows no pipeline, no capacity and no price change.
"""

from __future__ import annotations

import numpy as np

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.history import History
from cytonomics.vocabulary import Quarter

NAME = "damped trend of marketed products"
ASSUMPTIONS = (
    "forecast_damping",
    "forecast_trend_quarters",
    "forecast_growth_floor",
    "forecast_growth_ceiling",
    "forecast_shock_product",
    "forecast_shock_common",
)
_SMALLEST = 1e-3


def damped_trend(history: History, parameters: Parameters, last: Quarter) -> History:
    """Extend each offer from its last known quarter to `last`.

    The trend is that of the product, the average quarterly growth between the last
    `forecast_trend_quarters` and those before, within the floor and the ceiling; each offer
    keeps its share of the product over the last four quarters. Growth shrinks by the factor
    `forecast_damping` every quarter. Shocks are independent and leave the mean of log-normal
    sales on the trend.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> from cytonomics.market.history import reported_sales
        >>> parameters = Parameters(assumptions(load()), seed=1, size=8)
        >>> history = reported_sales(load(), frozenset({"kymriah"}), parameters, 2025)
        >>> str(damped_trend(history, parameters, Quarter(2031, 4)).quarters[-1])
        '2031Q4'
    """
    first = history.quarters[0]
    total = last.index - first.index + 1
    revenue = np.zeros((parameters.size, total, len(history.offers)))
    revenue[:, : len(history.quarters)] = history.revenue
    common = parameters.draws("forecast_shock_common")
    wave = parameters.generator("forecast:common").standard_normal((parameters.size, total))
    for product in sorted({offer.product for offer in history.offers}):
        own = [j for j, offer in enumerate(history.offers) if offer.product == product]
        known = max(history.last[j] for j in own).index - first.index + 1
        sales = history.revenue[:, :known, own].sum(axis=2)
        growth = _growth(sales, parameters)
        noise = parameters.generator(f"forecast:{product}").standard_normal(
            (parameters.size, total)
        )
        shock = parameters.draws("forecast_shock_product")
        path = _path(sales[:, -1], growth, parameters.draws("forecast_damping"), total - known)
        for variance, normal in ((common, wave), (shock, noise)):
            steps = normal[:, known:] * variance[:, None] - 0.5 * variance[:, None] ** 2
            path = path * np.exp(np.cumsum(steps, axis=1))
        recent = history.revenue[:, max(known - 4, 0) : known, own].sum(axis=1)
        shares = recent / np.maximum(recent.sum(axis=1, keepdims=True), _SMALLEST)
        revenue[:, known:, own] = path[:, :, None] * shares[:, None, :]
    quarters = tuple(map(Quarter.from_index, range(first.index, last.index + 1)))
    return History(
        history.offers, quarters, revenue, history.last, history.support, history.sources
    )


def _growth(sales: Draws, parameters: Parameters) -> Draws:
    """Average log growth a quarter between two successive windows, (draw,)."""
    sold = int((sales.mean(axis=0) > _SMALLEST).sum())
    window = max(min(int(parameters.value("forecast_trend_quarters")), sold // 2), 1)
    late = sales[:, -window:].mean(axis=1)
    early = sales[:, -2 * window : -window].mean(axis=1) if sold > 1 else late
    growth = np.log(np.maximum(late, _SMALLEST) / np.maximum(early, _SMALLEST)) / window
    floor = parameters.value("forecast_growth_floor")
    ceiling = parameters.value("forecast_growth_ceiling")
    clipped: Draws = np.clip(growth, floor, ceiling)
    return clipped


def _path(start: Draws, growth: Draws, damping: Draws, steps: int) -> Draws:
    """Sales on the trend, (draw, step): growth times the sum of the powers of the damping."""
    powers = np.cumsum(damping[:, None] ** np.arange(1, steps + 1), axis=1)
    path: Draws = np.maximum(start, _SMALLEST)[:, None] * np.exp(growth[:, None] * powers)
    return path
