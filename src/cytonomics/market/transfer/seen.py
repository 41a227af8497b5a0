"""What was observed in countries at some times, with what goes with it, padded to equal length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Seen:
    """Observations of countries, padded to equal length.

    `y`, `time`, `variance` and `known` are (country, observation), `x` is (country, observation,
    coefficient); where `known` is false nothing was observed. `variance` is that of the error of
    each observation beyond the common noise.

    Example:
        >>> seen = padded([0, 0, 2], np.zeros(3), np.zeros(3), np.ones((3, 1)), np.zeros(3), 4)
        >>> seen.y.shape, seen.known.sum(axis=1).tolist()
        ((4, 2), [2, 0, 1, 0])
    """

    y: Floats
    time: Floats
    x: Floats
    variance: Floats
    known: NDArray[np.bool_]


def padded(
    country: list[int], y: Floats, time: Floats, x: Floats, variance: Floats, countries: int
) -> Seen:
    """Bring observations into rows by country.

    Args:
        country: position of the country of each observation.
        y: what was observed, (observation,).
        time: when, in years, (observation,).
        x: the regressors, (observation, coefficient).
        variance: extra variance, (observation,).
        countries: how many there are, with those nobody observed.

    Example:
        >>> padded([1], np.ones(1), np.zeros(1), np.ones((1, 2)), np.zeros(1), 2).x.shape
        (2, 1, 2)
    """
    counts = np.bincount(np.array(country, int), minlength=countries)
    width = max(int(counts.max(initial=0)), 1)
    shape = (countries, width)
    found = Seen(
        np.zeros(shape),
        np.zeros(shape),
        np.zeros((*shape, x.shape[1])),
        np.zeros(shape),
        np.zeros(shape, bool),
    )
    filled = np.zeros(countries, int)
    for row, place in enumerate(country):
        at = place, filled[place]
        found.y[at], found.time[at], found.variance[at] = y[row], time[row], variance[row]
        found.x[at], found.known[at] = x[row], True
        filled[place] += 1
    return found
