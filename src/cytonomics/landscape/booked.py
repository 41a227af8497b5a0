"""What companies book and their shares of a market, as figures with ids, for their profiles.

A market shows companies as an axis of its own where all it holds has a seller. Where it holds
transplants and transfusions beside, the figures are worked out here from the same axis.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from cytonomics.landscape.firms import EVERYWHERE
from cytonomics.landscape.held import ALL, SALES, SHARE, WHOLE, firm_figure
from cytonomics.landscape.standing import COMPANY, INTEREST, sales_by
from cytonomics.market import Market, Slice, Working, axis, dimensions, figure_id, name_of
from cytonomics.market.offers import UNKNOWN
from cytonomics.market.workings import made


@lru_cache(maxsize=4)
def booked(market: Market) -> tuple[Working, ...]:
    """Return the shares of companies, and where the market does not show them, their sales.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = {one.id: one for one in booked(evaluate(load(), "til", draws=4))}
        >>> found["til/share/company/iovance/2025"].value
        1.0
    """
    lacking = [name for name in (COMPANY, INTEREST) if name not in dimensions(market)]
    return (*(one for name in lacking for one in _sales(market, name)), *_shares(market))


def _sales(market: Market, dimension: str) -> Iterator[Working]:
    split = axis(market, dimension)
    found = sales_by(market, dimension).companies
    kind = SALES._replace(rule=split.rule)
    bought = market.transfers.products
    offers = [j for j, offer in enumerate(market.offers) if offer.product not in bought]
    for i, company in enumerate(split.segments):
        if company == UNKNOWN or company not in found:
            continue
        for at, year in enumerate(market.years):
            draws = found[company][:, at]
            if draws.any():
                slices = [
                    Slice(j, float(share), split.keys[year, market.offers[j].id].facts)
                    for j in offers
                    if (share := split.weights[i, at, j]) and market.mean_revenue[at, j]
                ]
                name = name_of(market, COMPANY, company)
                yield made(
                    market.scope.id, kind, dimension, company, year, name, draws, slices=slices
                )


def _shares(market: Market) -> Iterator[Working]:
    own = sales_by(market)
    for company, draws in own.companies.items():
        for at, year in enumerate(market.years):
            whole = own.total[:, at]
            if company == UNKNOWN or not draws[:, at].any():
                continue
            share = np.divide(draws[:, at], whole, out=np.zeros_like(whole), where=whole > 0)
            yield made(
                market.scope.id,
                SHARE._replace(rule="Sales of the company over those of all, in each draw."),
                COMPANY,
                company,
                year,
                name_of(market, COMPANY, company),
                share,
                figures=(
                    figure_id(market.scope.id, SALES.measure, COMPANY, company, year),
                    firm_figure(market, ALL, EVERYWHERE, WHOLE, year),
                ),
            )
