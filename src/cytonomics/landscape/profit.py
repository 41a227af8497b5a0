"""Concentration were sales counted with those who share the profit of them."""

from __future__ import annotations

import numpy as np

from cytonomics.landscape.concentration import Width, width_of
from cytonomics.landscape.firms import WORLD, Draws, sales
from cytonomics.landscape.indices import hhi
from cytonomics.landscape.standing import INTEREST, sales_by
from cytonomics.market import Market
from cytonomics.market.offers import UNKNOWN


def by_profit(market: Market, year: int) -> Width | None:
    """Return the HHI of a year were sales counted with those who share the profit of them.

    Partners such as Johnson & Johnson and Legend Biotech then count by their shares; None for a
    year without sales.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.concentration import concentration
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> by_profit(market, 2025).mean < concentration(market)[8].hhi.mean
        True
    """
    found = profit_index(market, year)
    return None if found is None else width_of(found)


def profit_index(market: Market, year: int) -> Draws | None:
    """Return the draws of the index of `by_profit`, those in which something is sold.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> profit_index(evaluate(load(), "til", draws=4), 2025).round().tolist()
        [10000.0, 10000.0, 10000.0, 10000.0]
    """
    at = market.years.index(year)
    whole = sales(market)[WORLD, WORLD].whole[:, at]
    sold = whole > 0
    if not sold.any():
        return None
    known = [
        draws[sold, at]
        for name, draws in sales_by(market, INTEREST).companies.items()
        if name != UNKNOWN
    ]
    return hhi(np.stack(known, axis=1) / whole[sold, None])
