"""Forecasts from every origin, and the score of each against what was reported later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws
from cytonomics.market.backtests.scores import covered, crps
from cytonomics.market.backtests.targets import Target, scored_targets, summed
from cytonomics.market.forecast import damped_trend
from cytonomics.market.knowledge import Knowledge, knowledge

# Draws of every target, (draw, horizon), million USD, for the quarters after `Knowledge.last`.
Forecaster = Callable[[Knowledge, int], Mapping[Target, Draws]]
# A product that is sold less than this a quarter is noise of reporting, million USD.
SMALLEST = 1.0


class Score(NamedTuple):
    """One forecast of one quarter: what came, the median, and how the draws lay around it.

    Money is million USD, nominal; `error` is |median - actual| / actual.

    Example:
        >>> Score(
        ...     "a", date(2020, 6, 30), Target("total", ""), 4, 9.0, 8.0, 1.0, 0.1, True, True
        ... ).horizon
        4
    """

    forecaster: str
    origin: date
    target: Target
    horizon: int
    actual: float
    median: float
    crps: float
    error: float
    in50: bool
    in90: bool


def backtest(
    evidence: Evidence,
    scope: str,
    forecasters: Mapping[str, Forecaster],
    origins: Iterable[date],
    *,
    horizons: int = 12,
    today: date,
    progress: Callable[[str], None] = lambda step: None,
) -> tuple[Score, ...]:
    """Score forecasters from every origin on the quarters that followed.

    A target is scored where every forecaster has a forecast of it, on quarters complete `today`.

    Args:
        evidence: all facts; each origin sees its own.
        scope: id of a market scope.
        forecasters: by name.
        origins: the days from which forecasts are made.
        horizons: quarters ahead.
        today: the day whose knowledge is what came.
        progress: is told which origin is under way.

    Raises:
        MarketError: if the scope has no reported sales.

    Example:
        >>> from cytonomics.evidence import load
        >>> scores = backtest(
        ...     load(),
        ...     "car_t",
        ...     {"trend": damped_trend_forecast},
        ...     [date(2024, 6, 30)],
        ...     horizons=2,
        ...     today=date(2026, 3, 31),
        ... )
        >>> {score.horizon for score in scores}
        {1, 2}
    """
    came = knowledge(evidence, scope, today)
    actual = came.history.revenue.mean(axis=0)
    start = came.history.quarters[0].index
    now = scored_targets(came.evidence, came.history.offers)
    scores: list[Score] = []
    for day in origins:
        progress(f"origin {day.isoformat()}")
        then = knowledge(evidence, scope, day)
        made = {name: make(then, horizons) for name, make in forecasters.items()}
        common = [t for t in now if all(t in draws for draws in made.values())]
        for target in common:
            series = summed(actual, now[target])
            for step in range(1, horizons + 1):
                at = then.last.index + step - start
                if at >= len(series) or series[at] < SMALLEST:
                    continue
                for name, draws in made.items():
                    scores.append(_score(name, day, target, step, float(series[at]), draws[target]))
    return tuple(scores)


def _score(name: str, day: date, target: Target, step: int, actual: float, draws: Draws) -> Score:
    ahead = draws[:, step - 1]
    median = float(np.median(ahead))
    return Score(
        name, day, target, step, actual, median, crps(ahead, actual),
        abs(median - actual) / actual, covered(ahead, actual, 0.5), covered(ahead, actual, 0.9),
    )  # fmt: skip


def damped_trend_forecast(then: Knowledge, horizons: int) -> Mapping[Target, Draws]:
    """Forecast every target by the damped trend of marketed products (`market.forecast`).

    Example:
        >>> from cytonomics.evidence import load
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> damped_trend_forecast(then, 3)[Target("total", "")].shape
        (4, 3)
    """
    ahead = damped_trend(then.history, then.parameters, then.last.shift(horizons))
    return {
        target: summed(ahead.revenue[:, -horizons:], columns)
        for target, columns in scored_targets(then.evidence, then.history.offers).items()
    }
