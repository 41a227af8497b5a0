"""Measures of concentration in closed form: the Herfindahl-Hirschman index and leading shares."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]
# A monopoly, in squared percentage points.
MONOPOLY = 10_000.0
LOW, MODERATE, HIGH = "low", "moderate", "high"
LEVELS = (LOW, MODERATE, HIGH)


class Bounds(NamedTuple):
    """The least and the most that the HHI can be, 0 to 10,000, and what it is for equal firms.

    Example:
        >>> Bounds(100.0, 200.0, 150.0).least
        100.0
    """

    least: float
    most: float
    equal: float


def hhi(shares: Shares) -> Shares:
    """Return the Herfindahl-Hirschman index, the sum of squared percentages, over the last axis.

    Shares that add up to less than one leave a rest that belongs to firms too small to count.
    (Hirschman, American Economic Review 54, 1964, on who found it.)

    Args:
        shares: (..., firm), fractions of the whole.

    Example:
        >>> float(hhi(np.array([0.5, 0.5]))), float(hhi(np.array([1.0])))
        (5000.0, 10000.0)
    """
    return np.asarray((shares**2).sum(axis=-1) * MONOPOLY)


def leading(shares: Shares, count: int) -> Shares:
    """Return what the largest firms hold together (CR4 for four), a fraction, over the last axis.

    Example:
        >>> round(float(leading(np.array([0.1, 0.4, 0.2, 0.3]), 2)), 9)
        0.7
    """
    return np.asarray(np.sort(shares, axis=-1)[..., ::-1][..., :count].sum(axis=-1))


def level(index: float, moderate: float, high: float) -> str:
    """Return the class of an HHI: low below `moderate`, high above `high`, else moderate.

    Example:
        >>> [level(value, 1000.0, 1800.0) for value in (999.0, 1000.0, 1800.0, 1801.0)]
        ['low', 'moderate', 'moderate', 'high']
    """
    if index > high:
        return HIGH
    return MODERATE if index >= moderate else LOW


def bounds(count: int, share: float) -> Bounds:
    """Return what the share of the `count` largest firms says of the HHI.

    Least: they are equal, the rest is many tiny firms. Most: one holds all but nothing of the
    share and the rest is tiny, or, for a small share, all firms are as large as they can be.
    Equal: every firm of the market, the rest too, is as large as each of the leaders.

    The sum of squares is convex in the shares, so its ends lie at the ends of what they can be.

    Args:
        count: number of leading firms.
        share: what they hold together, a fraction.

    Example:
        >>> [round(value) for value in bounds(4, 0.55)]
        [756, 3025, 1375]
    """
    each = share / count
    return Bounds(share * each * MONOPOLY, max(share**2, each) * MONOPOLY, each * MONOPOLY)


def widest_share(count: int, index: float) -> float:
    """Return the most that `count` firms can hold where the HHI is no higher than `index`.

    Equal firms hold most for their squares; a fraction of the whole.

    Example:
        >>> round(widest_share(4, 1800.0), 3), widest_share(4, 10_000.0)
        (0.849, 1.0)
    """
    return min(float(np.sqrt(count * index / MONOPOLY)), 1.0)
