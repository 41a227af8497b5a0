"""What some countries tell of the others: a hierarchical regression with country paths, as draws.

y = X b + u + d(t) + e in each country: coefficients b, a level u and a slowly changing deviation
d of the country, and noise e. Countries are independent given b, so that everything but the four
spreads is exact (a Gaussian process; Rasmussen and Williams, Gaussian Processes for Machine
Learning, 2006, section 2.7); the spreads, whose priors are the ranges of their assumptions,
are drawn by importance sampling about the mode of their posterior (Geweke, Econometrica 1989).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from cytonomics.market.assumptions import Assumption, Draws
from cytonomics.market.errors import MarketError
from cytonomics.market.transfer.seen import Floats, Seen

_CANDIDATES = 120
# Heavier tails than the normal, so that no candidate counts for all (Geweke, Econometrica 1989).
_DEGREES = 5.0
# So many candidates, drawn by their weights, serve all draws of paths.
_USED = 40
_ITERATIONS, _STEP, _CLOSE = 25, 0.05, 1e-3
# Spreads this many e-foldings from their prior are out of the question, and would overflow.
_BEYOND = 12.0
_JITTER = 1e-9
# The width of what a user has set: none to speak of, yet one that can be divided by.
_SET = 1e-3


class Spreads(NamedTuple):
    """Standard deviations of levels, deviations and noise, and the memory of deviations, years.

    Example:
        >>> Spreads(0.5, 0.2, 8.0, 0.1).memory
        8.0
    """

    level: float
    deviation: float
    memory: float
    noise: float


@dataclass(frozen=True, eq=False)
class Pooled:
    """Spreads that were found, with their weights, and what they were found from.

    `spreads` is (candidate, 4), `weights` (candidate,) adds up to one; `effective` is the number
    of candidates that they are worth.

    Example:
        >>> Pooled(np.ones((2, 4)), np.array([0.5, 0.5]), None, np.zeros(1), np.ones(1)).effective
        2.0
    """

    spreads: Floats
    weights: Floats
    seen: Seen | None
    centre: Floats
    width: Floats

    @property
    def effective(self) -> float:
        """The effective number of candidates (Kish)."""
        return float(1.0 / (self.weights**2).sum())


def pooled(
    seen: Seen,
    centre: Floats,
    width: Floats,
    ranges: tuple[Assumption, Assumption, Assumption, Assumption],
    generator: np.random.Generator,
) -> Pooled:
    """Find the spreads that observations and ranges agree on.

    Args:
        seen: the observations.
        centre: prior means of the coefficients, (coefficient,).
        width: their prior standard deviations, (coefficient,).
        ranges: lognormal assumptions on level, deviation, memory and noise.
        generator: random numbers.

    Raises:
        MarketError: where a user has set a spread or memory that is not above zero.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> from cytonomics.market.transfer.seen import padded
        >>> known, rng = assumptions(load()), np.random.default_rng(1)
        >>> names = ("level_spread", "deviation_spread", "deviation_memory", "noise")
        >>> ranges = tuple(known[f"volume_{name}"] for name in names)
        >>> places = np.repeat(np.arange(40), 3)
        >>> y = rng.normal(0, 1.0, 40)[places] + rng.normal(0, 0.05, 120)
        >>> seen = padded(list(places), y, np.zeros(120), np.ones((120, 1)), np.zeros(120), 40)
        >>> found = pooled(seen, np.zeros(1), np.ones(1), ranges, rng)
        >>> bool(0.7 < found.weights @ found.spreads[:, 0] < 1.3)
        True
    """
    for one in ranges:
        if one.value <= 0:
            raise MarketError(
                f"{one.name} is {one.value:g}; set it above zero, since it is a spread or a memory"
            )
    middle = np.log([one.value for one in ranges])
    spread = np.array([width_of(one) for one in ranges])
    some = seen.known.any(axis=1)
    told = Seen(seen.y[some], seen.time[some], seen.x[some], seen.variance[some], seen.known[some])

    def posterior(logs: Floats) -> float:
        if np.abs(logs - middle).max() > _BEYOND:
            return -np.inf
        prior = -0.5 * float((((logs - middle) / spread) ** 2).sum())
        return prior + log_likelihood(told, Spreads(*np.exp(logs)), centre, width)

    with threadpool_limits(limits=1):
        mode, covariance = _mode(posterior, middle, spread)
    unit = generator.standard_normal((_CANDIDATES, len(mode)))
    tails = np.sqrt(_DEGREES / generator.chisquare(_DEGREES, _CANDIDATES))
    logs = mode + tails[:, None] * (unit @ np.linalg.cholesky(covariance).T)
    distance = (unit**2).sum(axis=1) * tails**2
    proposal = -0.5 * (_DEGREES + len(mode)) * np.log1p(distance / _DEGREES)
    with threadpool_limits(limits=1):
        weights = np.array([posterior(one) for one in logs]) - proposal
    weights = np.exp(weights - weights.max())
    return Pooled(np.exp(logs), weights / weights.sum(), seen, centre, width)


def width_of(one: Assumption) -> float:
    """Return the prior standard deviation of an assumption, hardly any where the user set it.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> width_of(assumptions(load(), {"volume_trend": 0.2})["volume_trend"])
        0.001
    """
    return _SET if one.overridden else one.deviation


def _mode(
    density: Callable[[Floats], float], start: Floats, spread: Floats
) -> tuple[Floats, Floats]:
    """The mode of a log density by damped Newton steps, and the inverse of its curvature there."""
    at, height = start, density(start)
    for _ in range(_ITERATIONS):
        slope, curvature = _differences(density, at, height, _STEP * spread)
        values, vectors = np.linalg.eigh(-curvature)
        # Where the density is not concave the prior's curvature stands in.
        values = np.maximum(values, 1.0 / (spread**2).max())
        covariance = (vectors / values) @ vectors.T
        step = covariance @ slope
        while (reached := density(at + step)) < height and np.abs(step).max() > _CLOSE:
            step = step / 2
        gained, at, height = reached - height, at + step, reached
        if gained < _CLOSE:
            break
    return at, covariance


def _differences(
    density: Callable[[Floats], float], at: Floats, height: float, steps: Floats
) -> tuple[Floats, Floats]:
    """Gradient and matrix of second derivatives by central differences."""
    size = len(at)
    unit = np.diag(steps)
    up = np.array([density(at + one) for one in unit])
    down = np.array([density(at - one) for one in unit])
    curvature = np.diag((up - 2 * height + down) / steps**2)
    for i in range(size):
        for j in range(i):
            both = density(at + unit[i] + unit[j]) + height - up[i] - up[j]
            neither = density(at - unit[i] - unit[j]) + height - down[i] - down[j]
            curvature[i, j] = curvature[j, i] = (both + neither) / (2 * steps[i] * steps[j])
    return (up - down) / (2 * steps), curvature


def log_likelihood(seen: Seen, spreads: Spreads, centre: Floats, width: Floats) -> float:
    """Return the log density of what was observed, coefficients and paths integrated out.

    Example:
        >>> from cytonomics.market.transfer.seen import padded
        >>> one = padded([0], np.array([2.0]), np.zeros(1), np.ones((1, 1)), np.zeros(1), 1)
        >>> found = log_likelihood(one, Spreads(1.0, 1.0, 5.0, 1.0), np.zeros(1), np.ones(1))
        >>> exact = -0.5 * (np.log(2 * np.pi * 4.0) + 4.0 / 4.0)  # variance 1 + 1 + 1 + 1
        >>> bool(np.isclose(found, exact))
        True
    """
    inverse, determinant = _inverse(seen, spreads)
    off = np.where(seen.known, seen.y - seen.x @ centre, 0.0)
    pulled = (inverse @ off[:, :, None])[:, :, 0]
    inner, side = _normal(seen.x * width, inverse, off)
    fit = float((off * pulled).sum() - side @ np.linalg.solve(inner, side))
    known = int(seen.known.sum())
    scale = float(np.linalg.slogdet(inner)[1])
    return -0.5 * (determinant + scale + fit + known * float(np.log(2 * np.pi)))


def paths(
    found: Pooled,
    x: Floats,
    times: Floats,
    size: int,
    generator: np.random.Generator,
    noise: bool = False,
) -> Draws:
    """Return draws of X b + u + d at other times, (draw, country, time).

    Args:
        found: what `pooled` found.
        x: the regressors there, (country, time, coefficient).
        times: years, (time,).
        size: number of draws.
        generator: random numbers.
        noise: whether e is added, as it is in what will be observed.

    Example:
        >>> from cytonomics.market.transfer.seen import padded
        >>> seen = padded([0], np.ones(1), np.zeros(1), np.ones((1, 1)), np.zeros(1), 2)
        >>> tight = Pooled(np.array([[1, 0.1, 5, 1e-3]]), np.ones(1), seen, np.zeros(1), np.ones(1))
        >>> drawn = paths(tight, np.ones((2, 1, 1)), np.zeros(1), 400, np.random.default_rng(1))
        >>> bool(np.abs(drawn[:, 0] - 1).max() < 0.1), bool(drawn[:, 1].std() > 0.5)
        (True, True)
    """
    seen = found.seen
    assert seen is not None
    chosen = generator.choice(len(found.weights), _USED, p=found.weights)
    steps = generator.standard_normal((x.shape[0], len(times), size))
    unit = generator.standard_normal((size, len(found.centre)))
    drawn = np.empty((size, x.shape[0], len(times)))
    with threadpool_limits(limits=1):
        for number, one in enumerate(chosen):
            own = slice(number * size // _USED, (number + 1) * size // _USED)
            spreads = Spreads(*found.spreads[one])
            drawn[own] = _paths(seen, spreads, found, x, times, steps[:, :, own], unit[own])
            if noise:
                drawn[own] += spreads.noise * generator.standard_normal(drawn[own].shape)
    return drawn


def _paths(
    seen: Seen, spreads: Spreads, found: Pooled, x: Floats, times: Floats, steps: Draws, unit: Draws
) -> Draws:
    inverse, _ = _inverse(seen, spreads)
    off = np.where(seen.known, seen.y - seen.x @ found.centre, 0.0)
    inner, side = _normal(seen.x * found.width, inverse, off)
    root = np.linalg.cholesky(np.linalg.inv(inner))
    coefficients = found.centre + found.width * (np.linalg.solve(inner, side) + unit @ root.T)
    cross = _kernel(times[None, :, None], seen.time[:, None, :], spreads)
    cross = np.where(seen.known[:, None, :], cross, 0.0)
    gain = cross @ inverse
    own = _kernel(times[:, None], times[None, :], spreads) - gain @ cross.transpose(0, 2, 1)
    roots = np.linalg.cholesky(own + _JITTER * np.eye(len(times)))
    # (country, time, draw): one product of matrices a country.
    explained = np.where(seen.known[:, :, None], seen.x @ coefficients.T, 0.0)
    left = np.where(seen.known, seen.y, 0.0)[:, :, None] - explained
    return np.asarray((x @ coefficients.T + gain @ left + roots @ steps).transpose(2, 0, 1))


def _normal(x: Floats, inverse: Floats, off: Floats) -> tuple[Floats, Floats]:
    """Precision of coefficients in units of their prior widths, and what pulls on them."""
    flat, weighted = x.reshape(-1, x.shape[2]), (inverse @ x).reshape(-1, x.shape[2])
    return flat.T @ weighted + np.eye(x.shape[2]), weighted.T @ off.ravel()


def _kernel(one: Floats, other: Floats, spreads: Spreads) -> Floats:
    """Covariance of the path of one country at two times."""
    decay = np.exp(-np.abs(one - other) / spreads.memory)
    return np.asarray(spreads.level**2 + spreads.deviation**2 * decay)


def _inverse(seen: Seen, spreads: Spreads) -> tuple[Floats, float]:
    """Inverse covariance of each country's observations, and the log determinant of all."""
    both = seen.known[:, :, None] & seen.known[:, None, :]
    covariance = _kernel(seen.time[:, :, None], seen.time[:, None, :], spreads)
    noise = np.where(seen.known, spreads.noise**2 + seen.variance, 1.0)
    places = np.arange(noise.shape[1])
    full = np.where(both, covariance, 0.0)
    full[:, places, places] += noise
    inverse = np.where(both, np.linalg.inv(full), 0.0)
    return inverse, float(np.linalg.slogdet(full)[1].sum())
