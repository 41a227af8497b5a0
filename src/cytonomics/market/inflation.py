"""The level of consumer prices in the United States: on record, then as assumed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.errors import MarketError
from cytonomics.market.prices import HOME

INFLATION = "inflation_usa"


def price_level(evidence: Evidence, parameters: Parameters, years: Iterable[int]) -> Draws:
    """Return the level of US consumer prices, (draw, year), index points.

    Years on record take the index itself; later ones rise by `inflation_usa` every year, a rate of
    each draw.

    Raises:
        MarketError: for a year before or between those on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load(), {"inflation_usa": 0.02}), seed=1, size=1)
        >>> level = price_level(load(), parameters, (2024, 2025, 2027))[0]
        >>> round(float(level[0]), 3), round(float(level[2] / level[1]), 4)
        (313.689, 1.0404)
    """
    known = {
        fact["year"]: fact["price_index"]
        for fact in evidence["price_indices"]
        if fact["region"] == HOME
    }
    if not known:
        raise MarketError("no US consumer price index is on record; add some to price_indices.csv")
    last = max(known)
    rises = 1 + parameters.draws(INFLATION)
    levels = []
    for year in years:
        if year <= last and year not in known:
            raise MarketError(
                f"there is no US consumer price index for {year}; add one to price_indices.csv or "
                f"take a year from {min(known)}"
            )
        levels.append(known[min(year, last)] * rises ** max(year - last, 0))
    return np.stack(levels, axis=1)
