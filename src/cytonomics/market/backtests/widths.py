"""How wide forecasts of sums should be: learnt from how earlier ones missed what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.vocabulary import Quarter

# Standard deviations of a Gaussian between its 5th and its 95th percentile.
_CENTRAL = 3.29
# The mean absolute deviation of a unit Gaussian.
_MEAN_ABSOLUTE = float(np.sqrt(2 / np.pi))


class Made(NamedTuple):
    """An earlier forecast of a sum: the log of its median and how far the draws lay about it.

    `first` is the first quarter that was forecast; `middle` and `spread` are (quarter,), `spread`
    the standard deviation that a Gaussian of the same central 90 % would have.

    Example:
        >>> Made(Quarter(2020, 1), np.zeros(2), np.ones(2)).spread.tolist()
        [1.0, 1.0]
    """

    first: Quarter
    middle: NDArray[np.float64]
    spread: NDArray[np.float64]


def made_of(first: Quarter, total: Draws) -> Made:
    """Return what is kept of a forecast of a sum.

    Args:
        first: the first quarter that is forecast.
        total: draws as the model makes them, (draw, quarter), million USD.

    Example:
        >>> made_of(Quarter(2020, 1), np.exp(np.linspace(-1, 1, 101))[:, None]).middle.tolist()
        [0.0]
    """
    logs = np.log(total)
    low, middle, high = np.quantile(logs, [0.05, 0.5, 0.95], axis=0)
    return Made(first, middle, (high - low) / _CENTRAL)


def missed(made: Made, came: Mapping[Quarter, float]) -> NDArray[np.float64]:
    """Return by how many spreads a forecast missed, (quarter,); what has not come is not a number.

    Args:
        made: the forecast.
        came: the sum in the quarters that are known, million USD.

    Example:
        >>> missed(Made(Quarter(2020, 1), np.zeros(2), np.ones(2)), {Quarter(2020, 1): np.exp(0.5)})
        array([0.5, nan])
    """
    sales = [came.get(made.first.shift(k), np.nan) for k in range(len(made.middle))]
    return np.asarray((np.log(sales) - made.middle) / made.spread)


def learnt_width(misses: Iterable[NDArray[np.float64]], prior_forecasts: float) -> float:
    """Return how many times as wide as drawn the log of a sum should be.

    The mean absolute miss over that of a unit Gaussian (Geary, Biometrika 1935), which one launch
    that nobody foresaw moves less than a root mean square. A forecast counts one when all of its
    quarters have come and in part before, and as many imagined ones of width one beside them.

    Args:
        misses: of earlier forecasts, in units of the spread, as `missed` returns them.
        prior_forecasts: how many forecasts the width of one counts for.

    Example:
        >>> learnt_width([np.array([np.nan, np.nan])], 1.0)
        1.0
        >>> round(learnt_width([np.array([0.5, -0.5])], 1.0), 3)  # (1 + 0.5 / 0.798) / (1 + 1)
        0.813
    """
    total = weight = prior_forecasts
    for one in misses:
        known = one[np.isfinite(one)]
        total += float(np.abs(known).sum()) / len(one) / _MEAN_ABSOLUTE
        weight += len(known) / len(one)
    return total / weight
