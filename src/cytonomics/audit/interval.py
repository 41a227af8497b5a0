"""Interval arithmetic for printed figures: what a figure may stand for, and what follows.

A printed figure is a range, not a point: it was rounded to its last digit, and words such as
"over" or "nearly" open it to one side. All comparisons are made between such ranges, so that a
contradiction is one whatever the digits behind the last printed one were.
Source of the arithmetic: Moore, Kearfott, Cloud, *Introduction to Interval Analysis*, SIAM 2009,
chapter 2.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from cytonomics.claims.model import Claim

# A figure is rounded to the nearest step, up or down.
ROUNDING = 0.5
# Many publishers cut a growth rate off where they should round it, or chain rounded yearly rates:
# a whole last digit to either side, at most a tenth of a point, is no contradiction.
CUT_OFF = 0.1
# "Over 5" says the writer cut off what comes next: at most the next printed step, or a tenth
# where the step is finer than the word ("over USD 14.2 billion" may be said of 14.5).
OVER_REACH = 0.10
# "Nearly", "almost" and "under" mean just as close from below.
UNDER_REACH = 0.10
# "About 30 %" is said of 29 and of 31: one step or a twentieth to either side.
ABOUT_REACH = 0.05
# A word makes a figure vague by no more than so many of its last digits: "around USD 107.92
# billion" is said of 107.9, not of 112.
VAGUE_STEPS = 10
# Who prints three digits behind "around" has worked them out: "around USD 21.1 billion" is not
# said of 22.
FINE_STEPS = 2
_FINE = 100
_DECIMALS = re.compile(r"\d[.,]\d{1,2}(?!\d)")
# "At least" and "up to" state a limit and nothing of the value: open to the other side.
OPEN = math.inf
# Nothing falls by more than all of it.
_ALL = 100.0
# Sums and powers of floats err in the last bits; a contradiction is never that small.
SLACK = 1e-9


@dataclass(frozen=True)
class Interval:
    """A closed range of values in one unit; `low` is at most `high`.

    Example:
        >>> Interval(1.0, 2.0) + Interval(0.5, 0.5)
        Interval(low=1.5, high=2.5)
    """

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        """Return the range of the sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, factor: float) -> Interval:
        """Return the range times a positive number."""
        return Interval(self.low * factor, self.high * factor)

    def times(self, other: Interval) -> Interval:
        """Return the range of the product of two ranges of positive values.

        Example:
            >>> Interval(1.0, 2.0).times(Interval(3.0, 4.0))
            Interval(low=3.0, high=8.0)
        """
        return Interval(self.low * other.low, self.high * other.high)

    def overlaps(self, other: Interval) -> bool:
        """Say whether one value can lie in both.

        Example:
            >>> Interval(1.0, 2.0).overlaps(Interval(2.0, 3.0))
            True
        """
        return self.below(other) is False and other.below(self) is False

    def below(self, other: Interval) -> bool:
        """Say whether every value lies under every value of the other.

        Example:
            >>> Interval(1.0, 2.0).below(Interval(2.5, 3.0))
            True
        """
        slack = SLACK * max(1.0, _size(self.high), _size(other.low))
        return self.high + slack < other.low

    def gap(self, other: Interval) -> float:
        """Return how far the two lie apart, 0 where they overlap.

        Example:
            >>> Interval(1.0, 2.0).gap(Interval(2.5, 3.0))
            0.5
        """
        return max(0.0, other.low - self.high, self.low - other.high)


def _size(value: float) -> float:
    return abs(value) if math.isfinite(value) else 0.0


def interval(claim: Claim) -> Interval | None:
    """Return what a claim's printed figure may stand for, in the claim's unit; None without value.

    Example:
        >>> claim = Claim(
        ...     "c1", "share", "nearly 55%", 0, 10, value=55.0, step=1.0, bound="less_than"
        ... )
        >>> interval(claim)
        Interval(low=49.5, high=55.5)
    """
    if claim.value is None or not math.isfinite(claim.value):
        return None
    high = claim.value if claim.value_high is None else claim.value_high
    low, high = sorted((claim.value, high))
    if not math.isfinite(high):
        return None
    step = claim.step if claim.step else last_digit(claim)
    rounding = ROUNDING * step
    below, above = _reach(claim.bound, step, _vague_step(claim, step), low, high)
    return Interval(low - max(rounding, below), high + max(rounding, above))


def rate_interval(claim: Claim) -> Interval | None:
    """Return what a printed growth rate may stand for: rounded, or cut off after its last digit.

    Example:
        >>> claim = Claim("c1", "cagr", "15.4%", 0, 5, value=15.4, step=0.1, unit="percent")
        >>> found = rate_interval(claim)
        >>> round(found.low, 2), round(found.high, 2)
        (15.3, 15.5)
    """
    found = interval(claim)
    if found is None or claim.value is None:
        return None
    step = min(claim.step or last_digit(claim), CUT_OFF)
    high = claim.value if claim.value_high is None else claim.value_high
    return Interval(
        min(found.low, min(claim.value, high) - step),
        max(found.high, max(claim.value, high) + step),
    )


def _reach(bound: str, step: float, coarse: float, low: float, high: float) -> tuple[float, float]:
    """How far a word opens the range downwards and upwards.

    Of a decline a word may speak of its size or of its sign: it opens the range to both sides.
    """
    if high < 0:
        reach = max(_reach(bound, step, coarse, -high, -low))
        limit = bound in ("at_least", "at_most")
        return (low + _ALL, -high) if limit else (reach, reach)
    match bound:
        case "more_than":
            return 0.0, _vague(step, coarse, OVER_REACH * abs(high))
        case "less_than":
            return _vague(step, coarse, UNDER_REACH * abs(low)), 0.0
        case "about":
            return _about(step, coarse, low), _about(step, coarse, high)
        case "at_least":
            return 0.0, OPEN
        case "at_most":
            return max(low, 0.0), 0.0
    return 0.0, 0.0


def _about(step: float, coarse: float, value: float) -> float:
    if abs(value) >= _FINE * coarse:
        return FINE_STEPS * coarse
    return _vague(step, coarse, ABOUT_REACH * abs(value))


def _vague(step: float, coarse: float, reach: float) -> float:
    return max(step, min(reach, VAGUE_STEPS * coarse))


def _vague_step(claim: Claim, step: float) -> float:
    """The step that a word speaks of: "over 4,000" is rounded, whatever the noughts promise."""
    whole = re.search(r"\d", claim.quote) and not _DECIMALS.search(claim.quote)
    return max(step, last_digit(claim)) if whole else step


def cut_off(coarse: Claim, fine: Claim) -> bool:
    """Say whether one figure is the other, cut off where it should have been rounded.

    Titles do so: "a USD 87 billion market" of 87.79.

    Example:
        >>> whole = Claim("a", "size", "", 0, 0, value=87.0, step=1.0)
        >>> cut_off(whole, Claim("b", "size", "", 0, 0, value=87.79, step=0.01))
        True
    """
    if coarse.value is None or fine.value is None:
        return False
    step = coarse.step or last_digit(coarse)
    finer = (fine.step or last_digit(fine)) < step * (1 - SLACK)
    return finer and 0 <= fine.value - coarse.value < step


def digits(claim: Claim) -> str:
    """Return the digits of a figure that are not noughts at its end, whatever its scale.

    Example:
        >>> digits(Claim("a", "size", "", 0, 0, value=14.2e9))
        '142'
    """
    return f"{claim.value:.6e}".partition("e")[0].replace(".", "").rstrip("0")


def last_digit(claim: Claim) -> float:
    """Return the step of a figure whose step nobody recorded: its last digit that is not zero.

    At most 1 for percentages, where 10 % is not said of 14 %.

    Example:
        >>> last_digit(Claim("c1", "size", "", 0, 0, value=14.2e9))
        100000000.0
    """
    digits = f"{abs(claim.value or 0.0):.10g}"
    mantissa, _, exponent = digits.partition("e")
    power = int(exponent or 0)
    whole, _, decimals = mantissa.partition(".")
    if decimals:
        step = 10.0 ** (power - len(decimals))
    else:
        step = 10.0 ** (power + len(whole) - len(whole.rstrip("0") or "0"))
    return min(step, 1.0) if claim.unit == "percent" else step


def implied_growth(base: Interval, end: Interval, years: int) -> Interval:
    """Return the compound annual growth in per cent that leads from one size to another.

    (end / base) ** (1 / years) − 1, for the least and the greatest ratio that the printed
    figures allow; unbounded above where the base may be 0.

    Raises:
        ValueError: `years` is below 1.

    Example:
        >>> found = implied_growth(Interval(100.0, 100.0), Interval(121.0, 121.0), 2)
        >>> round(found.low, 6), round(found.high, 6)
        (10.0, 10.0)
    """
    if years < 1:
        raise ValueError(f"growth needs at least one year, not {years}")
    return Interval(
        _rate(max(end.low, 0.0), base.high, years), _rate(max(end.high, 0.0), base.low, years)
    )


def _rate(end: float, base: float, years: int) -> float:
    if base <= 0 or math.isinf(end):
        return math.inf
    if math.isinf(base):
        return -100.0
    return (math.pow(end / base, 1 / years) - 1) * 100


def grown(size: Interval, rate: Interval, years: int) -> Interval:
    """Return a size carried over some years at a growth rate in per cent.

    Example:
        >>> grown(Interval(100.0, 100.0), Interval(10.0, 10.0), 2).low
        121.0...
    """
    low, high = _power(rate.low, years), _power(rate.high, years)
    return Interval(max(size.low, 0.0) * low if low else 0.0, size.high * high if high else 0.0)


def _power(rate: float, years: int) -> float:
    factor = max(0.0, 1 + rate / 100)
    try:
        return math.pow(factor, years)
    except (OverflowError, ValueError, ZeroDivisionError):
        return math.inf
