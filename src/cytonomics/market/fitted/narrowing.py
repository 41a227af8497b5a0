"""How wide sums of sales are forecast: narrower than they are drawn, as earlier forecasts taught.

Products of one class err against each other, one gaining what another loses, which the model draws
apart; so the sum of a class, and that of all, is drawn too wide.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted.panel import FIRST, Panel

# The assumptions: which classes are forecast as wide as learnt, and how wide, as `Widths` has it.
CLASS_SEEN = "forecast_class_seen"
WIDTHS = ("forecast_class_width", "forecast_total_width")
# Million USD: less than any sale, so that logs of nothing exist.
_LEAST = 1e-12


class Widths(NamedTuple):
    """How many times as wide as drawn the logs of classes are to be, and that of all sales then.

    Example:
        >>> Widths().total
        1.0
    """

    classes: float = 1.0
    total: float = 1.0


def widths_of(panel: Panel) -> Widths:
    """Return the widths that the assumptions of a panel name.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> 0 < widths_of(panel).total < 1
        True
    """
    return Widths(*(panel.assumptions[name].value for name in WIDTHS))


def established(panel: Panel) -> frozenset[str]:
    """Return the classes whose sales have been seen for `forecast_class_seen` quarters or more.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> sorted(established(panel))
        ['car_t CD19']
    """
    begun: dict[str, int] = {}
    for one in panel.observations:
        for cell in one.cells:
            name = panel.classes[cell.product]
            begun[name] = min(begun.get(name, one.quarters[0]), one.quarters[0])
    seen, end = panel.assumptions[CLASS_SEEN].value, panel.last.index - FIRST.index
    return frozenset(name for name, first in begun.items() if end - first + 1 >= seen)


def narrowed(total: Draws, width: float) -> Draws:
    """Return what draws are multiplied by for the log of their sum to be so many times as wide.

    The median of the sum stays, and as all that is summed is multiplied alike, parts still add up.

    Args:
        total: draws of the sum, (draw, …), above nought.
        width: spread that is kept of the log deviations from the median.

    Example:
        >>> narrowed(np.array([50.0, 100.0, 200.0]), 0.5).round(3).tolist()
        [1.414, 1.0, 0.707]
    """
    middle = np.maximum(np.median(total, axis=0), _LEAST)
    return np.asarray((np.maximum(total, _LEAST) / middle) ** (width - 1.0))


def narrowing(sums: Draws, known: Iterable[int], widths: Widths) -> Draws:
    """Return what sales of each class are multiplied by, (draw, class, quarter).

    Classes first, then the sum of all as it is after that.

    Args:
        sums: sales by class, (draw, class, quarter), million USD a quarter.
        known: positions of the classes that `Widths.classes` is for.
        widths: how many times as wide as drawn they are to be.

    Example:
        >>> sums = np.array([[[50.0], [100.0]], [[100.0], [100.0]], [[200.0], [100.0]]])
        >>> narrowing(sums, [0], Widths(0.5))[:, :, 0].round(3).tolist()
        [[1.414, 1.0], [1.0, 1.0], [0.707, 1.0]]
    """
    found = np.ones_like(sums)
    for one in known:
        found[:, one] = narrowed(sums[:, one], widths.classes)
    return np.asarray(found * narrowed((sums * found).sum(axis=1), widths.total)[:, None])


def by_class(revenue: Draws, member: NDArray[np.intp], classes: int) -> Draws:
    """Return sales by class, those of no known class last, (draw, classes + 1, quarter).

    Args:
        revenue: (draw, product, region, quarter), million USD a quarter.
        member: (draw, product), the position of the class, or -1.
        classes: how many there are.

    Example:
        >>> by_class(np.ones((1, 2, 3, 1)), np.array([[0, -1]]), 1)[0, :, 0].tolist()
        [3.0, 3.0]
    """
    belongs = member[:, None, :] % (classes + 1) == np.arange(classes + 1)[:, None]
    return np.asarray(belongs.astype(float) @ revenue.sum(axis=2))


def of_products(factors: Draws, member: NDArray[np.intp]) -> Draws:
    """Return what sales of each product are multiplied by, (draw, product, 1, quarter).

    Args:
        factors: by class, those of no known class last, (draw, class, quarter).
        member: (draw, product), the position of the class, or -1.

    Example:
        >>> of_products(np.array([[[2.0], [3.0]]]), np.array([[-1, 0]])).ravel().tolist()
        [3.0, 2.0]
    """
    return np.asarray(factors[np.arange(len(member))[:, None], member][:, :, None])
