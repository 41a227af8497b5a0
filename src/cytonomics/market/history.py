"""What reported sales say of each offer and quarter, in dollars, with the width they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cytonomics.evidence import Evidence, aggregations
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.offers import Offer
from cytonomics.market.reconstruction import Reconstruction
from cytonomics.market.support import Support
from cytonomics.vocabulary import Quarter


@dataclass(frozen=True)
class History:
    """Sales of some offers by quarter.

    `revenue` is (draw, quarter, offer) in million USD, nominal; `quarters` names its second
    axis; `last` gives the last quarter of each offer that rows cover or fill; `support` says by
    year and offer what is observed; `sources` the facts behind each offer and year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=8)
        >>> history = reported_sales(load(), frozenset({"kymriah"}), parameters, 2025)
        >>> history.revenue.shape[0], history.offers[0].product
        (8, 'kymriah')
    """

    offers: tuple[Offer, ...]
    quarters: tuple[Quarter, ...]
    revenue: Draws
    last: tuple[Quarter, ...]
    support: Mapping[tuple[int, str], Support]
    sources: Mapping[tuple[int, str], tuple[str, ...]]


def reported_sales(
    evidence: Evidence, products: frozenset[str], parameters: Parameters, last_year: int
) -> History:
    """Reconstruct the sales of products that somebody reports, through the end of `last_year`.

    Rows after `last_year` extend the series of their product.

    Args:
        evidence: tables sales, portfolios, exchange_rates and approvals are used.
        products: product ids; those without any sales row are left out.
        parameters: assumptions sales_error_* and quarterly_drift_history.
        last_year: the last calendar year of history.

    Raises:
        EvidenceError: when an exchange rate is missing.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=200)
        >>> history = reported_sales(load(), frozenset({"carvykti"}), parameters, 2025)
        >>> year = [i for i, quarter in enumerate(history.quarters) if quarter.year == 2024]
        >>> round(float(history.revenue[:, year].sum(axis=(1, 2)).mean()), -1)
        960.0
    """
    families = [f for f in aggregations(evidence) if set(f.products) & products]
    parts = [Reconstruction(evidence, family, parameters, last_year) for family in families]
    first = min(cell.quarter for part in parts for cell in part.cells)
    final = max(cell.quarter for part in parts for cell in part.cells)
    quarters = tuple(map(Quarter.from_index, range(first.index, final.index + 1)))
    offers = tuple(offer for part in parts for offer in part.offers if offer.product in products)
    revenue = np.zeros((parameters.size, len(quarters), len(offers)))
    last: dict[str, Quarter] = {}
    support: dict[tuple[int, str], Support] = {}
    sources: dict[tuple[int, str], tuple[str, ...]] = {}
    column = {offer: i for i, offer in enumerate(offers)}
    for part in parts:
        draws = part.draws()
        for j, cell in enumerate(part.cells):
            if cell.offer in column:
                revenue[:, cell.quarter.index - first.index, column[cell.offer]] = draws[:, j]
                last[cell.offer.id] = max(last.get(cell.offer.id, cell.quarter), cell.quarter)
        support |= part.support(draws.mean(axis=0))
        sources |= part.sources()
    return History(
        offers, quarters, revenue, tuple(last[offer.id] for offer in offers), support, sources
    )
