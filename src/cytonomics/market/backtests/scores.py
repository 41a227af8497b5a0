"""How far draws lie from what came: the continuous ranked probability score, and coverage."""

from __future__ import annotations

import numpy as np

from cytonomics.market.assumptions import Draws


def crps(draws: Draws, actual: float) -> float:
    """Return the continuous ranked probability score of draws, in the unit of the draws.

    E|X - y| - E|X - X'| / 2 with the unbiased estimate of the second term (Gneiting and Raftery,
    JASA 2007, equation 21; Ferro, Quarterly Journal of the Royal Meteorological Society 2014).

    Example:
        >>> crps(np.array([1.0, 3.0]), 2.0), crps(np.array([2.0, 2.0]), 5.0)
        (0.0, 3.0)
    """
    ordered = np.sort(draws)
    size = len(ordered)
    ranks = 2.0 * np.arange(1, size + 1) - size - 1.0
    spread = 2.0 * float((ranks * ordered).sum()) / (size * (size - 1.0))
    return float(np.abs(ordered - actual).mean()) - spread / 2.0


def covered(draws: Draws, actual: float, width: float) -> bool:
    """Say whether the central interval that holds the share `width` of the draws holds a value.

    Example:
        >>> covered(np.arange(101.0), 50.0, 0.5), covered(np.arange(101.0), 90.0, 0.5)
        (True, False)
    """
    low, high = np.quantile(draws, [(1 - width) / 2, (1 + width) / 2])
    return bool(low <= actual <= high)
