"""Numbers as readers see them; the files keep full precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MINUS, TO = "−", " – "


def money(value: float) -> str:
    """Write an amount: whole from 100 on, one decimal below, never a false zero.

    Args:
        value: million USD.

    Example:
        >>> money(4773.4), money(31.94), money(0.01), money(0.0), money(-3.0)
        ('4,773', '31.9', '<0.1', '0', '−3.0')
    """
    if value == 0:
        return "0"
    if 0 < value < 0.05:
        return "<0.1"
    # What rounds to 100.0 is written as the whole number that its neighbours are.
    text = f"{abs(value):,.0f}" if abs(value) >= 99.95 else f"{abs(value):,.1f}"
    return MINUS + text if value < 0 else text


def percent(value: float, decimals: int = 0) -> str:
    """Write a share or a rate, given as a fraction.

    Example:
        >>> percent(0.105, 1), percent(-0.02), percent(0.004)
        ('10.5 %', '−2 %', '<1 %')
    """
    if decimals == 0 and 0 < value < 0.005:
        return "<1 %"
    text = f"{abs(value) * 100:,.{decimals}f} %"
    return MINUS + text if value < 0 and float(text.split(" ")[0].replace(",", "")) else text


def between(low: float, high: float) -> str:
    """Write an interval of amounts, million USD.

    Example:
        >>> between(4750.0, 4796.0)
        '4,750 – 4,796'
    """
    return money(low) + TO + money(high)


def ratio(value: float) -> str:
    """Write how many times one amount is another.

    Example:
        >>> ratio(1.306), ratio(12.34)
        ('1.31', '12.3')
    """
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def number(value: float) -> str:
    """Write any other number as short as it can be read back.

    Example:
        >>> number(450000.0), number(0.92), number(2024.0)
        ('450,000', '0.92', '2024')
    """
    return f"{value:,.6g}" if abs(value) >= 10_000 and abs(value) < 1e6 else f"{value:.6g}"


def growth(draws: NDArray[np.float64], first: int, last: int) -> tuple[float, float, float] | None:
    """Return the compound yearly growth between two years: mean, p05 and p95 over the draws.

    Worked out in each draw, so that the interval knows how both ends move together.

    Args:
        draws: (draw, year), million USD.
        first: position of the first year.
        last: position of the last year.

    Returns:
        Fractions a year, or None where a draw has no sales in the first year.

    Example:
        >>> growth(np.array([[100.0, 110.0, 121.0]]), 0, 2)
        (0.1..., 0.1..., 0.1...)
    """
    if not (draws[:, first] > 0).all():
        return None
    rates = (draws[:, last] / draws[:, first]) ** (1 / (last - first)) - 1
    low, high = np.percentile(rates, (5, 95))
    return float(rates.mean()), float(low), float(high)


def listed(words: list[str]) -> str:
    """Join words as a sentence lists them.

    Example:
        >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
        ('a, b and c', 'a', '')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
