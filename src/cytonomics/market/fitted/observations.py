"""What is fitted: sales by product, region and quarter, each dollar once.

A first step: the quarterly means of the reconstruction stand in for the rows themselves, so its
smoothness between printed sums is taken for data. Where rows print a product's world sales only,
its regions enter as one series, their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.history import History
from cytonomics.market.prices import HOME
from cytonomics.vocabulary import Quarter

# A quarter with less than this is reporting noise before a launch, million USD.
LEAST = 1.0
# A region stands apart when rows print at least this share of its sales.
_APART = 0.5


@dataclass(frozen=True, eq=False)
class Series:
    """Sales of a product in one region, or in several together.

    `regions` are positions in `REGIONS`; `sales` are (quarter,) million USD, nominal, from the
    first quarter of the model on, and nought before the launch; `split` holds the part of each
    region in the last year where the reconstruction allocates a joint series, else nothing.

    Example:
        >>> Series("kymriah", (0, 1), np.array([0.0, 5.0])).launched
        1
    """

    product: str
    regions: tuple[int, ...]
    sales: NDArray[np.float64]
    split: tuple[float, ...] = ()

    @property
    def launched(self) -> int | None:
        """The position of the first quarter with sales, or nothing."""
        sold = np.nonzero(self.sales > LEAST)[0]
        return int(sold[0]) if len(sold) else None


def observed_series(
    history: History, products: Iterable[str], first: Quarter, last: Quarter
) -> tuple[Series, ...]:
    """Return the quarterly sales of products from `first` to `last`, both included.

    Args:
        history: reconstructed sales.
        products: product ids; those without sales give nothing.
        first: the first quarter of the model.
        last: the last quarter that is known.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import Parameters, assumptions
        >>> from cytonomics.market.history import reported_sales
        >>> parameters = Parameters(assumptions(load()), seed=1, size=20)
        >>> history = reported_sales(load(), frozenset({"carvykti", "kymriah"}), parameters, 2025)
        >>> found = observed_series(
        ...     history, ("carvykti", "kymriah"), Quarter(2017, 3), Quarter(2025, 4)
        ... )
        >>> [(one.product, one.regions) for one in found]
        [('carvykti', (0,)), ('carvykti', (1,)), ('kymriah', (0, 1))]
    """
    mean = history.revenue.mean(axis=0)
    at = [i for i, quarter in enumerate(history.quarters) if first <= quarter <= last]
    begin = history.quarters[at[0]].index - first.index

    def sold(columns: list[int]) -> NDArray[np.float64]:
        sales = np.zeros(last.index - first.index + 1)
        sales[begin : begin + len(at)] = mean[at][:, columns].sum(axis=1)
        return sales

    found: list[Series] = []
    for product in products:
        own = [j for j, offer in enumerate(history.offers) if offer.product == product]
        home = [j for j in own if HOME in history.offers[j].area]
        rest = [j for j in own if j not in home]
        if all(_apart(history, mean, j) for j in home):
            found += [
                Series(product, (region,), sold(columns))
                for region, columns in enumerate((home, rest))
                if columns
            ]
        else:
            found.append(Series(product, (0, 1), sold(own), _split(history, sold, home, rest)))
    return tuple(found)


def _split(
    history: History,
    sold: Callable[[list[int]], NDArray[np.float64]],
    home: list[int],
    rest: list[int],
) -> tuple[float, ...]:
    """The parts of the regions in the last year, where offers lie in one region each."""
    parts = [float(sold(columns)[-4:].sum()) for columns in (home, rest)]
    if any(len(history.offers[j].area) > 1 for j in home) or not sum(parts):
        return ()
    return tuple(part / sum(parts) for part in parts)


def _apart(history: History, mean: NDArray[np.float64], column: int) -> bool:
    """Whether an offer holds no other region and rows print most of its sales by themselves."""
    offer = history.offers[column]
    if len(offer.area) > 1:
        return False
    known = total = 0.0
    for i, quarter in enumerate(history.quarters):
        support = history.support.get((quarter.year, offer.id))
        total += mean[i, column]
        known += mean[i, column] * (support.supported if support else 0.0)
    return known >= _APART * total
