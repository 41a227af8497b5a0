"""The forecasters that the market model is held against, each on one series at a time."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.optimize import curve_fit
from statsforecast.models import AutoARIMA, AutoETS, RandomWalkWithDrift

from cytonomics.market.backtests import Forecaster, Knowledge, Target, scored_targets
from cytonomics.market.backtests.targets import summed

# A series needs so many quarters with sales before a peer can be fitted to it.
FEWEST = 8
# The share of its latest sales that a series passes when it is launched.
LAUNCHED = 0.02
DRAWS = 1000
REFITS = 50
_LEVELS = tuple(range(2, 100, 2))


def series(then: Knowledge) -> dict[Target, np.ndarray]:
    """Quarterly sales of every target from its launch on, where there are enough.

    What a small product of another kind sold years before is no part of the curve: a series
    begins where it passes `LAUNCHED` of its latest quarter for good.
    """
    revenue = then.history.revenue.mean(axis=0)
    found = {}
    for target, columns in scored_targets(then.evidence, then.history.offers).items():
        sales = np.asarray(summed(revenue, columns))
        before = np.nonzero(sales <= LAUNCHED * sales[-1])[0]
        launched = sales[before[-1] + 1 if len(before) else 0 :]
        if len(launched) >= FEWEST:
            found[target] = launched
    return found


class OfStatsforecast:
    """A model of statsforecast; its central intervals become draws by inverting quantiles."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def __call__(self, then: Knowledge, horizons: int) -> Mapping[Target, np.ndarray]:
        found = {}
        for target, sales in series(then).items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = self.model.forecast(sales, h=horizons, level=list(_LEVELS))
            quantiles = np.array(
                [made[f"lo-{level}"] for level in reversed(_LEVELS)]
                + [made["mean"]]
                + [made[f"hi-{level}"] for level in _LEVELS]
            )
            share = np.array(
                [(100 - level) / 200 for level in reversed(_LEVELS)]
                + [0.5]
                + [(100 + level) / 200 for level in _LEVELS]
            )
            at = (np.arange(DRAWS) + 0.5) / DRAWS
            found[target] = np.stack(
                [np.interp(at, share, quantiles[:, k]) for k in range(horizons)], axis=1
            )
        return found


def bass(then: Knowledge, horizons: int) -> Mapping[Target, np.ndarray]:
    """The diffusion curve of Bass (Management Science 1969) fitted to sales by least squares.

    Draws are curves fitted again to sales with resampled relative residuals, and a residual on top.
    """
    found = {}
    for number, (target, sales) in enumerate(series(then).items()):
        time = np.arange(1.0, len(sales) + 1)
        ahead = np.arange(len(sales) + 1.0, len(sales) + horizons + 1)
        try:
            best = _fitted(time, sales, np.log([sales.sum() * 3, 0.01, 0.15]))
        except RuntimeError:
            continue
        curve = _bass(time, *best)
        off = (sales / np.maximum(curve, 0.5))[len(sales) // 3 :]
        generator = np.random.default_rng(number)
        paths = []
        for _ in range(REFITS):
            try:
                again = _fitted(time, curve * generator.choice(off, len(sales)), best)
            except RuntimeError:
                again = best
            noise = generator.choice(off, (DRAWS // REFITS, horizons))
            paths.append(_bass(ahead, *again) * noise)
        found[target] = np.concatenate(paths)
    return found


def _fitted(time: np.ndarray, sales: np.ndarray, start: np.ndarray) -> np.ndarray:
    low = np.log([sales.sum(), 1e-5, 1e-3])
    high = np.log([sales.sum() * 30, 0.5, 1.0])
    found = curve_fit(
        _bass, time, sales, np.clip(start, low, high), bounds=(low, high), maxfev=5000
    )
    return np.asarray(found[0])


def _bass(time: np.ndarray, log_size: float, log_p: float, log_q: float) -> np.ndarray:
    size, p, q = np.exp([log_size, log_p, log_q])

    def adopted(at: np.ndarray) -> np.ndarray:
        decay = np.exp(-(p + q) * at)
        return np.asarray(size * (1 - decay) / (1 + q / p * decay))

    return np.asarray(adopted(time) - adopted(time - 1))


PEERS: dict[str, Forecaster] = {
    "drift": OfStatsforecast(RandomWalkWithDrift()),
    "AutoETS": OfStatsforecast(AutoETS(season_length=1)),
    "AutoARIMA": OfStatsforecast(AutoARIMA(season_length=1)),
    "Bass curve": bass,
}
