"""Whether a country has a programme at all: many transplant no heart, which is no small rate.

A logistic regression on population and health spending, with the weakly informative priors of
Gelman and others (Annals of Applied Statistics 2008) and a normal approximation about the mode.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.market.transfer.countries import Countries
from cytonomics.market.transfer.counts import Count

Floats = NDArray[np.float64]

# Standard deviations of the coefficients, the intercept first; regressors have one of a half.
_WIDTHS = np.array([10.0, 2.5, 2.5])
_STEPS, _CLOSE = 50, 1e-10


def presence(
    rows: Sequence[Count],
    known: Countries,
    years: Sequence[int],
    size: int,
    generator: np.random.Generator,
) -> Draws:
    """Return draws of ones where a country has a programme and noughts where not.

    Where a country is counted its nearest count says; elsewhere the draw is one for all years.
    No programme begins or ends of which no count tells.

    Args:
        rows: the counts, those of nought among them.
        known: the countries.
        years: calendar years.
        size: number of draws.
        generator: random numbers.

    Returns:
        (draw, country, year).

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.transfer.countries import countries
        >>> from cytonomics.market.transfer.counts import counts
        >>> known = countries(load())
        >>> rows = counts(load(), "organ_transplant_heart", known)
        >>> found = presence(rows, known, (2023,), 100, np.random.default_rng(1))[:, :, 0]
        >>> found[:, known.place["USA"]].mean(), found[:, known.place["AFG"]].mean()
        (np.float64(1.0), np.float64(0.0))
    """
    counted: dict[int, list[Count]] = {}
    for row in rows:
        counted.setdefault(row.country, []).append(row)
    found = np.ones((size, len(known.codes), len(years)))
    if all(row.number > 0 for row in rows):
        return found
    places = np.array(sorted(counted))
    latest = [max(counted[c], key=lambda row: row.year) for c in places]
    x = _regressors(known)
    mode, covariance = logistic(x[places], np.array([row.number > 0 for row in latest], float))
    coefficients = generator.multivariate_normal(mode, covariance, size)
    chance = 1.0 / (1.0 + np.exp(-coefficients @ x.T))
    found *= (generator.random(chance.shape) < chance)[:, :, None]
    for country, own in counted.items():
        for i, year in enumerate(years):
            nearest = min(own, key=lambda row: (abs(row.year - year), -row.year))
            found[:, country, i] = nearest.number > 0
    return found


def logistic(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return the mode of the coefficients and the inverse of the curvature there.

    Args:
        x: regressors with a column of ones first, (row, coefficient).
        y: ones and noughts, (row,).

    Example:
        >>> x = np.column_stack([np.ones(400), np.repeat([-0.5, 0.5], 200), np.zeros(400)])
        >>> y = np.r_[np.repeat([0.0, 1.0], [150, 50]), np.repeat([0.0, 1.0], [50, 150])]
        >>> mode, _ = logistic(x, y)
        >>> bool(abs(mode[1] - 2 * np.log(3)) < 0.1)  # log odds of 3 to 1 against 1 to 3
        True
    """
    at = np.zeros(x.shape[1])
    prior = np.diag(1.0 / _WIDTHS[: x.shape[1]] ** 2)
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-x @ at))
        curvature = (x * (chance * (1 - chance))[:, None]).T @ x + prior
        step = np.linalg.solve(curvature, x.T @ (y - chance) - prior @ at)
        at = at + step
        if np.abs(step).max() < _CLOSE:
            break
    return np.asarray(at), np.asarray(np.linalg.inv(curvature))


def _regressors(known: Countries) -> Floats:
    """One, and population and spending in logs, brought to a standard deviation of a half."""
    columns = (np.log(known.population[:, -1]), known.spending)
    scaled = [(one - one.mean()) / (2 * one.std()) for one in columns]
    return np.column_stack([np.ones(len(known.codes)), *scaled])
