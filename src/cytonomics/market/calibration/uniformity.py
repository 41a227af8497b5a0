"""Are ranks uniform? Simultaneous bands for their empirical distribution, and how likely it is.

The bands hold the whole empirical distribution function of uniform ranks with a stated
probability, worked out exactly (Säilynoja, Bürkner and Vehtari, Statistics and Computing 2022,
section 2.2): counts up to one rank given counts up to the one before are binomial.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Bins of the chi-square statistic at most: of four ranks each where there are 100 possible ranks.
_BINS = 25
_BISECTIONS = 30
_EQUAL = 1e-9


class Band(NamedTuple):
    """Least and largest counts of ranks up to each possible one, (rank,), the last left out.

    Example:
        >>> Band(np.array([0]), np.array([3])).high.tolist()
        [3]
    """

    low: NDArray[np.intp]
    high: NDArray[np.intp]


class Uniformity(NamedTuple):
    """How ranks compare with uniform ones.

    `mean` is the mean rank as a share of the largest (½ where nothing is shifted: less, where
    draws lie above the truth); `middle` the share of ranks in the middle half (½; more, where
    draws are too wide); `band` the probability that the empirical distribution of uniform ranks
    leaves the narrowest band that it touches, `chi_square` that of a larger chi-square statistic.

    Example:
        >>> found = uniformity(np.arange(100), 99)
        >>> round(found.mean, 2), round(found.middle, 2), round(found.band, 2)
        (0.5, 0.5, 1.0)
    """

    mean: float
    middle: float
    band: float
    chi_square: float


def uniformity(ranks: NDArray[np.intp], largest: int) -> Uniformity:
    """Compare ranks among so many draws with the uniform distribution on 0 to `largest`.

    Args:
        ranks: how many draws lie below the truth, one for each simulation.
        largest: how many draws there are.

    Example:
        >>> uniformity(np.full(50, 99), 99).band < 1e-9
        True
    """
    counts = counts_up_to(ranks, largest)
    below, above = _tails(len(ranks), largest)
    at = np.arange(largest)
    level = float(np.minimum(below[at, counts], above[at, counts]).min())
    quarter = (largest + 1) / 4.0
    return Uniformity(
        float(ranks.mean()) / largest,
        float(((ranks >= quarter) & (ranks < 3 * quarter)).mean()),
        1.0 - _inside(_band_at(level, len(ranks), largest), len(ranks), largest),
        _chi_square(ranks, largest),
    )


def counts_up_to(ranks: NDArray[np.intp], largest: int) -> NDArray[np.intp]:
    """Return how many ranks are at most 0, 1, …, `largest` − 1.

    Example:
        >>> counts_up_to(np.array([0, 2, 2, 3]), 3).tolist()
        [1, 1, 3]
    """
    return np.cumsum(np.bincount(ranks, minlength=largest + 1))[:largest]


@cache
def band(simulations: int, largest: int, probability: float = 0.95) -> Band:
    """Return the band that holds the counts of uniform ranks with at least this probability.

    Its pointwise level is the same at every rank.

    Args:
        simulations: how many ranks there are.
        largest: the largest possible rank.
        probability: that all counts lie within.

    Example:
        >>> found = band(300, 99)
        >>> int(found.low[49]), int(found.high[49])
        (125, 175)
    """
    outer, inner = 0.0, 1.0 - probability
    for _ in range(_BISECTIONS):
        level = (outer + inner) / 2
        if _inside(_band_at(level, simulations, largest), simulations, largest) >= probability:
            outer = level
        else:
            inner = level
    return _band_at(outer, simulations, largest)


def verdicts(found: Mapping[str, Uniformity], doubt: float = 0.05) -> dict[str, str]:
    """Say of each quantity whether its ranks are "uniform", "outside its band" or "not uniform".

    Of so many quantities some leave their own band by chance; those are not uniform that do so
    after Holm's correction for their number (Scandinavian Journal of Statistics 1979).

    Example:
        >>> good, odd, bad = (Uniformity(0.5, 0.5, p, p) for p in (0.6, 0.03, 0.001))
        >>> verdicts({"a": good, "b": odd, "c": bad})
        {'a': 'uniform', 'b': 'outside its band', 'c': 'not uniform'}
    """
    words = {
        name: "uniform" if one.band >= doubt else "outside its band" for name, one in found.items()
    }
    for left, name in enumerate(sorted(found, key=lambda name: found[name].band)):
        if found[name].band >= doubt / (len(found) - left):
            break
        words[name] = "not uniform"
    return words


def _band_at(level: float, simulations: int, largest: int) -> Band:
    """Counts whose tails both hold more than `level`, at every rank."""
    below, above = _tails(simulations, largest)
    # Tails of either side that are equal differ in their last digits.
    likely = np.minimum(below, above) > level * (1 + _EQUAL)
    # Where nothing is likely the band is empty: its low end lies above its high end.
    low = np.where(likely.any(axis=1), likely.argmax(axis=1), 1)
    high = np.where(likely.any(axis=1), simulations - likely[:, ::-1].argmax(axis=1), 0)
    return Band(low, high)


def _inside(within: Band, simulations: int, largest: int) -> float:
    """The probability that the counts of uniform ranks stay within a band."""
    held, start = np.ones(1), 0
    for rank in range(largest):
        old = start + np.arange(len(held))
        new = np.arange(within.low[rank], within.high[rank] + 1)
        if not len(new):
            return 0.0
        # Each rank beyond the one before is this one with probability 1 / (ranks left).
        chance = 1.0 / (largest + 1 - rank)
        held = held @ _binomial(new[None, :] - old[:, None], simulations - old[:, None], chance)
        start = int(new[0])
    return float(held.sum())


@cache
def _tails(simulations: int, largest: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """P(count ≤ c) and P(count ≥ c) by rank and c, (rank, count)."""
    counts = np.arange(simulations + 1)
    share = (np.arange(largest) + 1.0) / (largest + 1)
    mass = np.stack([_binomial(counts, np.asarray(simulations), p) for p in share])
    return np.cumsum(mass, axis=1), np.cumsum(mass[:, ::-1], axis=1)[:, ::-1]


def _binomial(
    counts: NDArray[np.intp], trials: NDArray[np.intp], chance: float
) -> NDArray[np.float64]:
    """Probabilities of counts; nought where there cannot be so many."""
    possible = (counts >= 0) & (counts <= trials)
    some = np.where(possible, counts, 0)
    logs = _log_factorials(int(trials.max()))
    log_mass = logs[trials] - logs[some] - logs[trials - some]
    log_mass = log_mass + some * np.log(chance) + (trials - some) * np.log1p(-chance)
    return np.where(possible, np.exp(log_mass), 0.0)


@cache
def _log_factorials(largest: int) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, largest + 1)))])


def _chi_square(ranks: NDArray[np.intp], largest: int) -> float:
    """The probability of a larger chi-square statistic of bins of nearly equal width."""
    # An odd number of bins leaves an even number of degrees of freedom.
    bins = (min(_BINS, largest + 1) - 1) // 2 * 2 + 1
    edges = np.linspace(0, largest + 1, bins + 1).round().astype(int)
    widths = np.diff(edges)
    seen = np.add.reduceat(np.bincount(ranks, minlength=largest + 1), edges[:-1])
    expected = len(ranks) * widths / (largest + 1)
    half = float(((seen - expected) ** 2 / expected).sum()) / 2.0
    if not half or bins == 1:
        return 1.0
    # The tail is then that of a Poisson count.
    terms = np.arange((bins - 1) // 2)
    return float(np.exp(terms * np.log(half) - half - _log_factorials(len(terms))[terms]).sum())
