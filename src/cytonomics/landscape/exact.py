"""Intervals of a share that was counted: so many of so many patients."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp, fsum, lgamma, log
from typing import NamedTuple

from cytonomics.market import MarketError

# Trials print 95 % intervals, so that ours can be laid beside theirs.
LEVEL = 0.95
# Halvings of [0, 1], well below the last digit that anyone prints.
_STEPS = 50


class Proportion(NamedTuple):
    """So many cases out of a number of patients, with its exact 95 % interval; fractions.

    Example:
        >>> Proportion(3, 7, 3 / 7, 0.1, 0.8).of
        7
    """

    cases: int
    of: int
    share: float
    low: float
    high: float


@lru_cache(maxsize=4096)
def proportion(count: int, of: int, level: float = LEVEL) -> Proportion:
    """Return a share with its exact interval by Clopper and Pearson (Biometrika 1934, 26:404).

    The lower end is the share at which the count or more would come with chance (1 - level) / 2,
    the upper end that at which the count or fewer would. It holds the truth at least as often as
    it says, whatever the truth, and is the one that trials and labels mostly print.

    Raises:
        MarketError: when the count is not within the number, or the number not positive.

    Example:
        >>> three_of_seven = proportion(3, 7)
        >>> round(three_of_seven.low, 3), round(three_of_seven.high, 3)
        (0.099, 0.816)
    """
    if of < 1 or not 0 <= count <= of:
        raise MarketError(f"{count} of {of} patients is no share; name a count within a number")
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _where(count, of, tail)
    # Those who did not respond, counted in turn.
    high = 1.0 if count == of else 1 - _where(of - count, of, tail)
    return Proportion(count, of, count / of, low, high)


def _where(count: int, of: int, chance: float) -> float:
    """The share at which `count` or more of `of` come with a chance; it rises with the share."""
    ways = [(k, log_choose(of, k)) for k in range(count, of + 1)]

    def at_least(share: float) -> float:
        yes, no = log(share), log(1 - share)
        return fsum(exp(way + k * yes + (of - k) * no) for k, way in ways)

    return reaches(at_least, chance, 0.0, 1.0, _STEPS)


def log_choose(of: int, cases: int) -> float:
    """Return the logarithm of the number of ways to choose cases among so many.

    Example:
        >>> round(exp(log_choose(5, 2)))
        10
    """
    return lgamma(of + 1) - lgamma(cases + 1) - lgamma(of - cases + 1)


def reaches(
    rising: Callable[[float], float], level: float, low: float, high: float, steps: int
) -> float:
    """Return where between two ends a rising function reaches a level, by halving.

    Example:
        >>> round(reaches(lambda x: x * x, 2.0, 0.0, 2.0, steps=40), 6)
        1.414214
    """
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < level else (low, middle)
    return (low + high) / 2
