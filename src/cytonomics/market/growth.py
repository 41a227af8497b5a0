"""Growth of sales three ways: nominal, in constant currency, and real.

Nominal growth compares dollars at the average rates of each year. Constant-currency growth converts
this year's native amounts at last year's average rates, as companies report it (Syngenta AG, Form
20-F for 2005, "Constant Exchange Rates"). Real growth takes US consumer prices out of the nominal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import DOLLAR, Evidence, EvidenceError, aggregations, average_rate
from cytonomics.market.assumptions import Draws
from cytonomics.market.inflation import price_level
from cytonomics.market.model import LAST_HISTORY, Market
from cytonomics.market.prices import HOME
from cytonomics.market.segments import TOTAL, axis

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Growth:
    """Growth on the year before, each (draw, year), as fractions; nan where there was nothing.

    Example:
        >>> one = growth_rates(
        ...     np.array([[100.0, 110.0]]), np.array([[100.0, 121.0]]), np.ones((1, 2))
        ... )
        >>> round(float(one.constant_currency[0, 1]), 2)
        0.21
    """

    nominal: Draws
    constant_currency: Draws
    real: Draws


def growth_rates(sales: Draws, restated: Draws, prices: Draws) -> Growth:
    """Return the growth of each year on the one before.

    Args:
        sales: (draw, year), USD at the average rates of each year.
        restated: (draw, year), the same native amounts at the average rates of the year before.
        prices: (draw, year), level of US consumer prices, in any unit.

    Example:
        >>> sales, prices = np.array([[100.0, 110.0]]), np.array([[100.0, 104.0]])
        >>> round(float(growth_rates(sales, sales, prices).real[0, 1]), 4)
        0.0577
    """
    before = np.where(sales[:, :-1] > 0, sales[:, :-1], np.nan)
    nominal = sales[:, 1:] / before - 1
    constant = restated[:, 1:] / before - 1
    real = (1 + nominal) * prices[:, :-1] / prices[:, 1:] - 1
    first = np.full((len(sales), 1), np.nan)
    return Growth(*(np.hstack([first, rates]) for rates in (nominal, constant, real)))


def printed_currencies(evidence: Evidence) -> dict[Key, str]:
    """Return the currency of the sales of each product and area that rows cover.

    It is that of the row which covers the fewest other products and areas. Sales in the United
    States are made in dollars whatever currency their reporter prints.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = printed_currencies(load())
        >>> found["relma_cel", ("CHN",)], found["carvykti", ("USA",)]
        ('CNY', 'USD')
    """
    found: dict[Key, str] = {}
    for family in aggregations(evidence):
        covers = [
            {(family.atoms[k].product, family.atoms[k].area) for k in np.nonzero(row)[0]}
            for row in family.basis_matrix
        ]
        rows = zip(family.basis, covers, strict=True)
        for fact, cover in sorted(rows, key=lambda row: len(row[1])):
            for key in cover:
                found.setdefault(key, DOLLAR if key[1] == (HOME,) else fact["currency"])
    return found


def restatement(
    evidence: Evidence, currencies: Sequence[str], years: Sequence[int]
) -> NDArray[np.float64]:
    """Return last year's rate over this year's, (year, currency).

    Sales in USD of a year times it are the same native amounts at the average rates of the year
    before. One where the exchange rates of either year are not on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> restatement(load(), ("USD", "EUR"), (2022,)).round(3)
        array([[1.   , 1.123]])
    """

    def factor(currency: str, year: int) -> float:
        try:
            before, now = (average_rate(evidence, currency, str(y)) for y in (year - 1, year))
        except EvidenceError:
            return 1.0
        return before.usd_per_unit / now.usd_per_unit

    each = {one: [factor(one, year) for year in years] for one in sorted(set(currencies))}
    return np.array([each[one] for one in currencies]).reshape(len(currencies), len(years)).T


def market_growth(market: Market, dimension: str = TOTAL) -> dict[str, Growth]:
    """Return the growth of all sales by segment; rates of the future stay as they are.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> found = market_growth(evaluate(load(), "til", draws=4))["total"]
        >>> bool(found.nominal[:, -1].mean() > found.real[:, -1].mean())
        True
    """
    return _growth(market, dimension, [DOLLAR] * len(market.offers), range(len(market.offers)))


def reported_growth(
    market: Market, dimension: str = TOTAL, abroad: str = DOLLAR
) -> dict[str, Growth]:
    """Return the growth of the products that somebody reports, by segment.

    What a company prints in dollars counts as earned in dollars: which currency its customers
    abroad paid in is not known. `abroad` names another currency for such sales outside the United
    States, to show how much that can hide. Exchange rates of the future stay as they are.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> plain, euro = (reported_growth(market, abroad=c)["total"] for c in ("USD", "EUR"))
        >>> year = market.years.index(2022)
        >>> bool((euro.constant_currency > plain.constant_currency)[:, year].all())
        True
    """
    printed = printed_currencies(market.evidence)
    own = _reported(market, printed)
    currencies = [
        printed.get((offer.product, offer.area), DOLLAR)
        if HOME in offer.area or printed.get((offer.product, offer.area)) != DOLLAR
        else abroad
        for offer in market.offers
    ]
    return _growth(market, dimension, currencies, own)


def currency_shares(market: Market) -> dict[str, NDArray[np.float64]]:
    """Return the mean share of reported sales by the currency they were printed in, (year,).

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> shares = currency_shares(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> bool(shares["USD"][-11] > 0.9)
        True
    """
    printed = printed_currencies(market.evidence)
    own = _reported(market, printed)
    sales = market.revenue.mean(axis=0)
    total = np.maximum(sales[:, own].sum(axis=1), np.finfo(float).tiny)
    found: dict[str, NDArray[np.float64]] = {}
    for j in own:
        currency = printed[market.offers[j].product, market.offers[j].area]
        found[currency] = found.get(currency, np.zeros(len(total))) + sales[:, j] / total
    return found


def _reported(market: Market, printed: Mapping[Key, str]) -> list[int]:
    return [j for j, one in enumerate(market.offers) if (one.product, one.area) in printed]


def _growth(
    market: Market, dimension: str, currencies: Sequence[str], chosen: Iterable[int]
) -> dict[str, Growth]:
    prices = price_level(market.evidence, market.parameters, market.years)
    factors = restatement(market.evidence, currencies, market.years)
    factors[[i for i, year in enumerate(market.years) if year > LAST_HISTORY]] = 1.0
    counted = np.zeros(len(market.offers))
    counted[list(chosen)] = 1.0
    split = axis(market, dimension)
    found = {}
    for segment, weights in zip(split.segments, split.weights, strict=True):
        # einsum without BLAS adds in one order whatever the number of threads.
        sales = np.einsum("dyo,yo->dy", market.revenue, weights * counted)
        restated = np.einsum("dyo,yo->dy", market.revenue, weights * counted * factors)
        if sales.any():
            found[segment] = growth_rates(sales, restated, prices)
    return found
