"""How wide forecasts of all sales should be: learnt from how earlier ones missed what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.vocabulary import Quarter

# Standard deviations of a Gaussian between its 5th and its 95th percentile.
_CENTRAL = 3.29


class Made(NamedTuple):
    """An earlier forecast of all sales: the log of its median and how far the draws lay about it.

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
    """Return what is kept of a forecast of all sales.

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


def learnt_width(
    earlier: Iterable[Made], came: Mapping[Quarter, float], prior_forecasts: float
) -> float:
    """Return how many times as wide as drawn the log of all sales should be.

    The root of the mean squared miss in units of the spread, one forecast counting once when all
    of its quarters have come and in part before, and as many imagined forecasts of width one beside
    them: the posterior mean of a variance under an inverse-gamma prior, to the first order.

    Args:
        earlier: forecasts made before.
        came: all sales of the quarters that are known, million USD.
        prior_forecasts: how many forecasts the width of one counts for.

    Example:
        >>> before = Made(Quarter(2020, 1), np.zeros(2), np.ones(2))
        >>> came = {Quarter(2020, 1): np.exp(0.5), Quarter(2020, 2): np.exp(-0.5)}
        >>> learnt_width([before], {}, 1.0)
        1.0
        >>> round(learnt_width([before], came, 1.0) ** 2, 3)  # (1 + 0.25) / (1 + 1)
        0.625
    """
    squares, weight = prior_forecasts, prior_forecasts
    for one in earlier:
        for k, (middle, spread) in enumerate(zip(one.middle, one.spread, strict=True)):
            sales = came.get(one.first.shift(k))
            if sales is not None:
                part = 1.0 / len(one.middle)
                squares += part * float((np.log(sales) - middle) / spread) ** 2
                weight += part
    return float(np.sqrt(squares / weight))
