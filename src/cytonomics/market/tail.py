"""Products that are sold but whose sales nobody reports: patients times price, all assumed."""

from __future__ import annotations

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Parameters
from cytonomics.market.eligibility import approvals_of
from cytonomics.market.history import History
from cytonomics.market.offers import Offer, offers_of
from cytonomics.market.prices import net_price
from cytonomics.market.support import Support
from cytonomics.vocabulary import Quarter

PREFIX = "tail_patients:"


def tail_products(parameters: Parameters) -> tuple[str, ...]:
    """Return the products that table assumptions gives a patient number for.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> "ebvallo" in tail_products(Parameters(assumptions(load()), 1, 1))
        True
    """
    return tuple(
        name.removeprefix(PREFIX)
        for name in sorted(parameters.assumptions)
        if name.startswith(PREFIX)
    )


def unreported_sales(
    evidence: Evidence, products: frozenset[str], parameters: Parameters, last_year: int
) -> History:
    """Estimate the sales of products without sales rows, through the end of `last_year`.

    Patients rise in a straight line from the first approval to the assumed yearly number over
    `tail_ramp_years`; each pays the net price of the area.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=100)
        >>> history = unreported_sales(load(), frozenset({"ebvallo"}), parameters, 2025)
        >>> bool(0 < history.revenue.sum(axis=(1, 2)).mean() < 200)
        True
    """
    offers: list[Offer] = []
    launches: list[Quarter] = []
    for product in tail_products(parameters):
        approvals = approvals_of(evidence, product)
        if product in products and approvals:
            area = frozenset().union(*(approval.countries for approval in approvals))
            offers += offers_of(product, [tuple(sorted(area))])
            launches.append(approvals[0].quarter)
    last = Quarter(last_year, 4)
    first = min([*launches, last])
    quarters = tuple(map(Quarter.from_index, range(first.index, last.index + 1)))
    revenue = np.zeros((parameters.size, len(quarters), len(offers)))
    support: dict[tuple[int, str], Support] = {}
    sources: dict[tuple[int, str], tuple[str, ...]] = {}
    ramp_quarters = 4.0 * parameters.draws("tail_ramp_years")
    for j, (offer, launch) in enumerate(zip(offers, launches, strict=True)):
        patients = parameters.draws(PREFIX + offer.product) / 4.0
        for year in range(launch.year, last_year + 1):
            price = net_price(evidence, offer, year, parameters)
            for i, quarter in enumerate(quarters):
                if quarter.year == year and quarter >= launch:
                    reached = (quarter.index - launch.index + 0.5) / ramp_quarters
                    revenue[:, i, j] = patients * np.minimum(reached, 1.0) * price.draws / 1e6
            support[year, offer.id] = Support(0.0, 0.0, 1.0)
            sources[year, offer.id] = (
                parameters[PREFIX + offer.product].id,
                parameters["tail_ramp_years"].id,
                *price.assumptions,
                *price.facts,
                *(approval.fact for approval in approvals_of(evidence, offer.product)),
            )
    return History(tuple(offers), quarters, revenue, (last,) * len(offers), support, sources)
