"""Whether something changed: counts of two spans of years, shares of two spans, slopes.

Each comes with an interval of 95 % that needs no large numbers: exact ones for counts, and one
from ranks for values that sources state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, inf, log, sqrt
from statistics import NormalDist, median
from typing import NamedTuple

from cytonomics.landscape.exact import LEVEL, log_choose, proportion, reaches
from cytonomics.market import MarketError

# Odds ratios beyond e to this power are told from none by no count that anybody has.
_FAR, _STEPS = 40.0, 60
# Ties in probability are equal but for rounding.
_EQUAL = 1 + 1e-7


class Ratio(NamedTuple):
    """How many times one is the other, its 95 % interval and the two-sided chance without change.

    Example:
        >>> Ratio(2.0, 0.9, 4.3, 0.08).value
        2.0
    """

    value: float
    low: float
    high: float
    p: float


class Slope(NamedTuple):
    """A change a year, its 95 % interval, and how many pairs of values it is the median of.

    The interval is without ends where there are too few values for one.

    Example:
        >>> Slope(0.1, float("-inf"), float("inf"), 2).pairs
        2
    """

    value: float
    low: float
    high: float
    pairs: int


def rate_ratio(before: int, after: int, years: float = 1.0) -> Ratio:
    """Return how many times more often something came in a second span than in a first one.

    Given their sum the later count is binomial, so that the interval is that of Clopper and
    Pearson for its share (Przyborowski and Wilenski, Biometrika 1940, 31:313); p is the exact
    two-sided one, of all splits no likelier than the one seen.

    Args:
        before: events in the first span.
        after: events in the second span.
        years: length of the second span over that of the first.

    Raises:
        MarketError: without any event, or with fewer than none.

    Example:
        >>> found = rate_ratio(5, 15)
        >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
        (3.0, 1.04, 10.55)
    """
    if before < 0 or after < 0 or before + after == 0:
        raise MarketError(f"{before} and {after} events have no ratio; name counts, one above 0")
    total, alike = before + after, years / (1 + years)
    share = proportion(after, total)
    ends = [inf if end >= 1 else end / (1 - end) / years for end in (share.low, share.high)]
    chances = [_binomial(k, total, alike) for k in range(total + 1)]
    value = inf if before == 0 else after / before / years
    return Ratio(value, ends[0], ends[1], _as_unlikely(chances, after))


def odds_ratio(before: tuple[int, int], after: tuple[int, int]) -> Ratio:
    """Return by how many times the odds of a case rose from one span to another.

    The conditional estimate and exact interval that Fisher's test has (Fisher, Journal of the
    Royal Statistical Society 1935, 98:39; Cornfield, Proceedings of the Third Berkeley Symposium
    1956, 4:135).

    Args:
        before: cases, and all, of the first span.
        after: cases, and all, of the second span.

    Raises:
        MarketError: where cases are not within their number.

    Example:
        >>> found = odds_ratio((1, 4), (3, 4))
        >>> round(found.value, 3), round(found.low, 2), round(found.high, 1), round(found.p, 3)
        (6.408, 0.21, 626.2, 0.486)
    """
    for cases, of in (before, after):
        if not 0 <= cases <= of or of < 1:
            raise MarketError(f"{cases} of {of} is no share; name cases within their number")
    return _odds_ratio(*before, *after)


@lru_cache(maxsize=1024)
def _odds_ratio(cases: int, of: int, later: int, later_of: int) -> Ratio:
    total = cases + later
    first, last = max(0, total - of), min(total, later_of)
    ways = [log_choose(later_of, k) + log_choose(of, total - k) for k in range(first, last + 1)]
    at, tail = later - first, (1 - LEVEL) / 2

    def chances(odds: float) -> list[float]:
        """Of each number of later cases, given the margins and a log odds ratio."""
        logs = [way + k * odds for k, way in enumerate(ways, first)]
        most = max(logs)
        raw = [exp(one - most) for one in logs]
        whole = sum(raw)
        return [one / whole for one in raw]

    def mean(odds: float) -> float:
        return sum(k * one for k, one in enumerate(chances(odds), first))

    # Each rises with the odds ratio.
    low = -inf if at == 0 else _where(lambda odds: sum(chances(odds)[at:]), tail)
    high = inf if later == last else _where(lambda odds: -sum(chances(odds)[: at + 1]), -tail)
    value = -inf if at == 0 else inf if later == last else _where(mean, later)
    # Margins that leave one table only say nothing.
    value = 0.0 if first == last else value
    return Ratio(exp(value), exp(low), exp(high), _as_unlikely(chances(0.0), at))


def slope(blocks: Mapping[str, Sequence[tuple[float, float]]]) -> Slope | None:
    """Return the median change a year between values of the same block, with its interval.

    Only values of one block are compared, a product say, so that a change of what is measured
    shows as none. With one block it is the slope of Theil and Sen (Sen, Journal of the American
    Statistical Association 1968, 63:1379), with several that of Hirsch, Slack and Smith (Water
    Resources Research 1982, 18:107) and Gilbert's interval.

    Args:
        blocks: by block, time in years and value of each.

    Returns:
        None where no block holds values of two times.

    Example:
        >>> found = slope({"a": [(0, 1.0), (1, 2.0), (2, 3.5), (3, 4.0), (4, 5.5)]})
        >>> round(found.value, 3), found.low, found.high, found.pairs
        (1.062, 0.5, 1.5, 10)
    """
    pairs = sorted(
        (later[1] - first[1]) / (later[0] - first[0])
        for own in blocks.values()
        for first in own
        for later in own
        if later[0] > first[0]
    )
    if not pairs:
        return None
    count = len(pairs)
    width = -NormalDist().inv_cdf((1 - LEVEL) / 2) * sqrt(sum(map(_variance, blocks.values())))
    below, above = round((count - width) / 2) - 1, round((count + width) / 2)
    if below < 0 or above >= count:
        return Slope(median(pairs), -inf, inf, count)
    return Slope(median(pairs), pairs[below], pairs[above], count)


def _variance(own: Sequence[tuple[float, float]]) -> float:
    """The variance of Kendall's score of one block, ties taken off."""
    ties = (Counter(one[at] for one in own).values() for at in (0, 1))
    return (_score(len(own)) - sum(_score(k) for tied in ties for k in tied)) / 18


def _score(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


def _binomial(cases: int, of: int, share: float) -> float:
    return exp(log_choose(of, cases) + cases * log(share) + (of - cases) * log(1 - share))


def _as_unlikely(chances: Iterable[float], at: int) -> float:
    every = list(chances)
    return min(1.0, sum(one for one in every if one <= every[at] * _EQUAL))


def _where(rising: Callable[[float], float], level: float) -> float:
    """The log odds ratio at which what rises with it reaches a level."""
    return reaches(rising, level, -_FAR, _FAR, _STEPS)
