"""How often the truth lies in the intervals that draws promise, by country.

A count has jumps, so that the part of its jump that lies within an interval counts (the
probability integral transform without randomisation; Czado, Gneiting and Held, Biometrics 2009).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws

_RESAMPLES = 1_000

Range = tuple[float, float]


class Heldout(NamedTuple):
    """How predictions of what was left out did.

    `name` is a technology, the share of own cells, or a kind and a basis of cost; `left_out`
    says whether it was countries, years or the costs of countries.
    `within_50` and `within_90` are shares of observations within the central intervals, each
    country weighing alike, with 90 % intervals of a bootstrap over countries; `error` is the
    median of the absolute log error of the median prediction, as a factor.

    Example:
        >>> all_right = 1.0, (1.0, 1.0)
        >>> Heldout("organ_transplant_lung", "countries", 9, 90, *all_right, *all_right, 2).error
        2
    """

    name: str
    left_out: str
    countries: int
    observations: int
    within_50: float
    within_50_range: Range
    within_90: float
    within_90_range: Range
    error: float


class Predicted(NamedTuple):
    """What was predicted of one observation: the share of draws below it, at most it, the error.

    Example:
        >>> predicted(3, 2.0, np.array([1.0, 2.0, 2.0, 4.0])).within(0.5)  # 0.25 to 0.75
        1.0
    """

    country: int
    below: float
    at_most: float
    error: float

    def within(self, share: float) -> float:
        """Return how much of the observation lies in the central interval of a share."""
        low, high = (1 - share) / 2, (1 + share) / 2
        if self.at_most <= self.below:
            return float(low <= self.below <= high)
        inside = min(self.at_most, high) - max(self.below, low)
        return max(inside, 0.0) / (self.at_most - self.below)


def predicted(country: int, truth: float, drawn: Draws, half: float = 0.0) -> Predicted:
    """Compare one observation with draws of it.

    Args:
        country: position of its country.
        truth: what was observed.
        drawn: draws of it, (draw,).
        half: is added to both before the logarithm, so that a count of nought has one.

    Example:
        >>> round(predicted(0, 4.0, np.array([1.0, 2.0, 3.0])).error, 4)  # the log of 4 / 2
        0.6931
    """
    # Nought has no factor to be missed by: whether it was foreseen shows in the intervals.
    error = abs(np.log((truth + half) / (np.median(drawn) + half))) if truth > 0 else np.nan
    below, at_most = float((drawn < truth).mean()), float((drawn <= truth).mean())
    return Predicted(country, below, at_most, float(error))


def scored(
    name: str, left_out: str, found: Collection[Predicted], generator: np.random.Generator
) -> Heldout:
    """Sum up predictions, each country weighing alike.

    Args:
        name: what was predicted.
        left_out: what was left out.
        found: at least one prediction.
        generator: random numbers of the bootstrap.

    Example:
        >>> drawn = np.arange(1.0, 101.0)
        >>> one, other = predicted(0, 50.5, drawn), predicted(1, 900.0, drawn)
        >>> scored("x", "countries", [one, one, other], np.random.default_rng(1)).within_90
        0.5
    """
    places = np.array([one.country for one in found])
    every, own, many = np.unique(places, return_inverse=True, return_counts=True)
    again = generator.integers(len(every), size=(_RESAMPLES, len(every)))

    def share(inside: float) -> tuple[float, Range]:
        each = np.bincount(own, [one.within(inside) for one in found]) / many
        low, high = np.percentile(each[again].mean(axis=1), (5, 95))
        return float(each.mean()), (float(low), float(high))

    errors = np.array([one.error for one in found])
    some = np.isfinite(errors)
    return Heldout(
        name,
        left_out,
        len(every),
        len(places),
        *share(0.5),
        *share(0.9),
        float(np.exp(_median(errors[some], 1.0 / many[own][some]))),
    )


def _median(numbers: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The smallest number with at least half of the weight at or below it."""
    order = np.argsort(numbers, kind="stable")
    heavy = np.cumsum(weights[order]) >= weights.sum() / 2
    return float(numbers[order][heavy][0])
