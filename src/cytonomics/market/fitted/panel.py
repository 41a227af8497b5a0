"""What a fit looks at on a day: products, labels, segment sizes, prices and observed sales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Assumption, Parameters
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.anchors import Anchor, anchors_of
from cytonomics.market.fitted.curves import Entries
from cytonomics.market.fitted.deviations import Chain, chain_of
from cytonomics.market.fitted.labels import (
    REGIONS,
    Label,
    Segment,
    SegmentSize,
    countries_of,
    first_labels,
    segment_size,
    widely_labelled,
)
from cytonomics.market.fitted.observations import Observation, observations_of
from cytonomics.market.fitted.pipeline import Programme, programmes_of
from cytonomics.market.fitted.supply import Supply, supplies_of
from cytonomics.market.history import History
from cytonomics.market.offers import Offer, class_of, products_in
from cytonomics.market.prices import HOME, net_price
from cytonomics.vocabulary import Quarter

# The first engineered cell product was labelled in this quarter; older ones of other kinds differ.
FIRST = Quarter(2017, 3)
# A product with a US label that nobody has reported on for so long will not be reported on; one
# labelled elsewhere alone waits for prices, and most such makers report no sales.
_SILENT_QUARTERS = 5


@dataclass(frozen=True, eq=False)
class Panel:
    """The facts of one fit, as arrays with their names.

    `price` is (product, region), the prior median of the net price in million USD; `price_width`
    (region,) the standard deviation of its log; `classes` names the class of each product;
    `pipeline` holds what may come under a name.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> from cytonomics.market.history import reported_sales
        >>> parameters = Parameters(assumptions(load()), seed=1, size=20)
        >>> history = reported_sales(load(), frozenset({"carvykti"}), parameters, 2025)
        >>> panel_of(load(), "car_t", history, parameters, Quarter(2025, 4)).price.shape[1]
        3
    """

    last: Quarter
    products: tuple[str, ...]
    classes: tuple[str, ...]
    segments: tuple[Segment, ...]
    sizes: tuple[SegmentSize, ...]
    labels: tuple[Label, ...]
    entries: Entries
    price: NDArray[np.float64]
    price_width: NDArray[np.float64]
    observations: tuple[Observation, ...]
    anchors: tuple[Anchor, ...]
    supply: tuple[Supply, ...]
    assumptions: Mapping[str, Assumption]
    pipeline: tuple[Programme, ...] = ()

    @property
    def quarters(self) -> NDArray[np.float64]:
        """The known quarters, counted from `FIRST`."""
        return np.arange(self.last.index - FIRST.index + 1, dtype=float)

    @cached_property
    def chain(self) -> Chain:
        """What each observation expects from earlier ones."""
        return chain_of(self.observations)


def panel_of(
    evidence: Evidence, scope: str, history: History, parameters: Parameters, last: Quarter
) -> Panel:
    """Gather what a fit looks at; nothing that `evidence` does not know enters.

    Products are those with a label in the United States or Europe and with reported sales, or
    with a US label too young to have any.

    Args:
        evidence: the facts of the day.
        scope: id of a market scope.
        history: reconstructed sales of the scope.
        parameters: the assumptions.
        last: the last quarter that is known.

    Raises:
        MarketError: if no product of the scope has both labels and sales.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> panel.products[:3], panel.price.shape  # Carvykti: a label, no sales reported yet
        (('abecma', 'breyanzi', 'carvykti'), (6, 3))
    """
    known = products_in(evidence, vocabulary.scope(scope))
    sold = {offer.product for offer in history.offers}
    all_labels = first_labels(evidence, widely_labelled(evidence, known))
    at_home: dict[str, int] = {}
    for label in all_labels:
        if label.region == HOME:
            at_home.setdefault(label.product, label.quarter.index)
    young = {product for product, at in at_home.items() if last.index - at < _SILENT_QUARTERS}
    labelled = {label.product for label in all_labels}
    products = tuple(sorted(labelled & (sold | young)))
    observations = tuple(
        one
        for one in observations_of(evidence, products, parameters, FIRST, last)
        if {products[cell.product] for cell in one.cells} <= sold
    )
    if not observations:
        raise MarketError(
            f"the market {scope!r} cannot be fitted: no product with a label in the United States "
            "or Europe has reported sales"
        )
    own = tuple(label for label in all_labels if label.product in products)
    segments = tuple(sorted({label.segment for label in own}))
    price, width = _prices(evidence, products, own, parameters, last.year)
    return Panel(
        last=last,
        products=products,
        classes=tuple(class_of(known[product].values) for product in products),
        segments=segments,
        sizes=tuple(segment_size(evidence, segment, parameters) for segment in segments),
        labels=own,
        entries=Entries(
            np.array([products.index(label.product) for label in own]),
            np.array([segments.index(label.segment) for label in own]),
            np.array([REGIONS.index(label.region) for label in own]),
            np.array([float(label.quarter.index - FIRST.index) for label in own]),
            np.array([label.ended.index - FIRST.index if label.ended else np.inf for label in own]),
        ),
        price=price,
        price_width=width,
        observations=observations,
        anchors=anchors_of(evidence, FIRST, last),
        supply=supplies_of(evidence, products, FIRST),
        assumptions=parameters.assumptions,
        pipeline=programmes_of(evidence, vocabulary.scope(scope), all_labels, parameters),
    )


def _prices(
    evidence: Evidence,
    products: tuple[str, ...],
    own: tuple[Label, ...],
    parameters: Parameters,
    year: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Median net prices, (product, region), million USD, and the width of their log by region."""
    price = np.zeros((len(products), len(REGIONS)))
    width = np.zeros_like(price)
    for i, product in enumerate(products):
        for r, region in enumerate(REGIONS):
            offer = Offer(product, tuple(sorted(countries_of(region))), region)
            draws = net_price(evidence, offer, year, parameters).draws
            price[i, r] = np.median(draws) / 1e6
            width[i, r] = np.log(draws).std()
    return price, width.mean(axis=0)
