"""The market of a scope: reported sales, a tail that nobody reports, and a forecast to 2035.

`evaluate` builds the cube of offers that `cube` describes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.market.assumptions import Draws, Parameters, assumptions
from cytonomics.market.care import CELL_PRODUCT, applies, components, cost_per_patient
from cytonomics.market.cube import EPISODE, FIRST_YEAR, LAST_HISTORY, LAST_YEAR, REVENUE, Market
from cytonomics.market.errors import MarketError
from cytonomics.market.history import History, reported_sales
from cytonomics.market.offers import market_part, products_in
from cytonomics.market.prices import net_price
from cytonomics.market.projection import NEW_PRODUCTS, Outlook, Projection, by_fit, by_trend
from cytonomics.market.scenarios import Scenario
from cytonomics.market.tail import unreported_sales
from cytonomics.market.transfer import (
    AREA,
    END_USER,
    OUTLOOK,
    Shares,
    Transfers,
    shares,
    technologies_in,
    transfers,
)
from cytonomics.vocabulary import Quarter, Scope

__all__ = [
    "CAR_T",
    "DRAWS",
    "EPISODE",
    "FIRST_YEAR",
    "FITTED",
    "LAST_HISTORY",
    "LAST_YEAR",
    "POOLED",
    "REVENUE",
    "SEED",
    "TREND",
    "Market",
    "care_names",
    "evaluate",
]

DRAWS, SEED = 1000, 20251231
FITTED, TREND = "fitted", "trend"
# Where products are given is known of CAR-T alone.
CAR_T = "car_t"
POOLED = "numbers and costs pooled over countries"
Progress = Callable[[str], None]


def evaluate(
    evidence: Evidence,
    scope: str,
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    overrides: Mapping[str, float] | None = None,
    forecast: str = FITTED,
    progress: Progress = lambda step: None,
    scenarios: Sequence[Scenario] = (),
) -> Market:
    """Evaluate the market of a scope from evidence and assumptions.

    The same evidence, seed, draws and overrides give the same bits, whatever the number of
    threads.

    Args:
        evidence: the facts.
        scope: id of a market scope of cell products, transplants and transfusions.
        seed: seed of every random number.
        draws: number of draws.
        overrides: values of assumptions by name, in their own units.
        forecast: "fitted" for the model fitted to reported sales, "trend" for the damped trend
            of marketed products alone.
        progress: is told what is being done.
        scenarios: what is to be different in the fitted forecast, laid over one another.

    Raises:
        MarketError: for an unknown assumption or forecast, a scope that holds no product with
            sales, facts that no fit at hand rests on, or a scenario that names what is not there.
        VocabularyError: for an unknown scope.

    Example:
        >>> from cytonomics.evidence import load
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=16)
        >>> year = market.years.index(2024)
        >>> bool(4_500 < market.revenue[:, year].sum(axis=1).mean() < 5_500)
        True
    """
    chosen = vocabulary.scope(scope)
    if forecast not in (FITTED, TREND):
        raise MarketError(f"there is no forecast {forecast!r}; take {FITTED!r} or {TREND!r}")
    if scenarios and forecast != FITTED:
        raise MarketError(f"scenarios change the fitted forecast; take {FITTED!r}, not {TREND!r}")
    set_by = {name: value for one in scenarios for name, value in one.assumptions.items()}
    values = tuple(sorted({**set_by, **(overrides or {})}.items()))
    make = _made if scenarios or draws > _SMALL else _small
    return make(evidence, chosen, values, seed, draws, forecast, _Told(progress), tuple(scenarios))


def _made(
    evidence: Evidence,
    chosen: Scope,
    values: tuple[tuple[str, float], ...],
    seed: int,
    draws: int,
    forecast: str,
    told: _Told,
    scenarios: tuple[Scenario, ...],
) -> Market:
    base, progress = _base(evidence, chosen, values, seed, draws, told), told.progress
    # Threaded linear algebra may add in another order, and so change bits.
    with threadpool_limits(limits=1):
        ahead = base.ahead
        if forecast == FITTED and base.products:
            progress("forecast")
            ahead = by_fit(evidence, chosen, ahead, base.parameters, progress, scenarios)
        progress("patients and accompanying care")
        products = {**base.products, **ahead.products}
        found = _assemble(evidence, chosen, base, products, ahead)
        return replace(found, scenarios=scenarios)


class _Told:
    """A progress callback that makes no difference to what is remembered."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told)

    def __hash__(self) -> int:
        return 0


# A market of few draws takes little room: it is kept for whoever asks for it again.
_SMALL = 64
_small = lru_cache(maxsize=4)(_made)


class _Base(NamedTuple):
    """A market before any fit or scenario: history with its trend, and what stands beside it."""

    parameters: Parameters
    products: Mapping[str, Fact]
    ahead: Projection
    beside: Transfers
    splits: Mapping[tuple[str, str], Shares]


@lru_cache(maxsize=2)
def _base(
    evidence: Evidence,
    scope: Scope,
    values: tuple[tuple[str, float], ...],
    seed: int,
    draws: int,
    told: _Told,
) -> _Base:
    """Work out what is the same with any scenario, so that many of them cost it once."""
    parameters = Parameters(assumptions(evidence, dict(values)), seed, draws)
    products = products_in(evidence, scope)
    names = frozenset(products)
    technologies = technologies_in(scope)
    sold = any(fact["product_id"] in names for fact in evidence["sales"])
    if REVENUE not in scope.measures or not (sold or technologies):
        raise MarketError(
            f"the market {scope.id!r} cannot be built yet: evidence holds no sales of products in "
            "it"
        )
    years = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
    beside = transfers(evidence, technologies, parameters, years, told.progress)
    splits = {
        (name, dimension): shares(evidence, name, dimension, parameters)
        for name in (*(one.id for one in technologies), *([CAR_T] if technologies and sold else []))
        for dimension in ((AREA, END_USER) if name != CAR_T else (END_USER,))
    }
    if not sold:
        return _Base(parameters, {}, Projection((), {}, {}, POOLED, {}), beside, splits)
    with threadpool_limits(limits=1):
        told.progress("reported sales")
        reported = reported_sales(evidence, names, parameters, LAST_HISTORY)
        told.progress("products without reported sales")
        sized = {offer.product for offer in reported.offers}
        tail = unreported_sales(evidence, names - sized, parameters, LAST_HISTORY)
        ahead = by_trend((reported, tail), parameters, Quarter(LAST_YEAR, 4))
    return _Base(parameters, products, ahead, beside, splits)


def _assemble(
    evidence: Evidence,
    scope: Scope,
    base: _Base,
    products: Mapping[str, Any],
    ahead: Projection,
) -> Market:
    parameters, beside, splits = base.parameters, base.beside, base.splits
    years = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
    histories = ahead.histories
    offers = tuple(offer for history in histories for offer in history.offers)
    none = np.zeros((parameters.size, len(years), 0))
    revenue = np.concatenate([none, *(_yearly(history, years) for history in histories)], axis=2)
    parts = tuple(
        NEW_PRODUCTS
        if offer.product in ahead.products
        else market_part(evidence, offer, products[offer.product], reported=number != 1)
        for number, history in enumerate(histories)
        for offer in history.offers
    )
    prices = {
        (year, offer.id): net_price(evidence, offer, year, parameters)
        for offer in offers
        for year in years
    }
    net = np.ones(revenue.shape)
    for i, year in enumerate(years):
        for j, offer in enumerate(offers):
            net[:, i, j] = prices[year, offer.id].draws
    places = ahead.places(offers)
    net = net * ahead.multiples.price(places, years)
    patients = revenue * 1e6 / net
    names = components(parameters)
    care = np.zeros((*revenue.shape, len(names)))
    for k, name in enumerate(names):
        needs = np.array([applies(name, products[offer.product]) for offer in offers], dtype=float)
        times = ahead.multiples.care(name, places, years)
        for i, year in enumerate(years):
            cost = cost_per_patient(name, year, parameters)
            care[:, i, :, k] = patients[:, i] * cost[:, None] * needs / 1e6 * times[:, i]
    sized = {offer.product for offer in offers}
    # Transplants and transfusions come behind the products, with components of care of their own.
    beyond = len(beside.offers)
    care = np.concatenate([care, np.zeros((*care.shape[:2], beyond, len(names)))], axis=2)
    own = [
        np.concatenate([np.zeros(revenue.shape), beside.care[name]], axis=2)[..., None]
        for name in beside.care
    ]
    outlook = Outlook(OUTLOOK, ())
    return Market(
        scope=scope,
        evidence=evidence,
        parameters=parameters,
        products={**products, **beside.products},
        offers=(*offers, *beside.offers),
        parts=(*parts, *(beside.kinds[offer.product] for offer in beside.offers)),
        years=years,
        revenue=np.concatenate([revenue, beside.acquired], axis=2),
        patients=np.concatenate([patients, beside.number], axis=2),
        care=np.concatenate([care, *own], axis=3),
        care_components=(*names, *beside.care),
        prices={**prices, **beside.prices},
        support={k: v for history in histories for k, v in history.support.items()}
        | dict(beside.support),
        sources={k: v for history in histories for k, v in history.sources.items()}
        | dict(beside.sources),
        unsized=tuple(sorted(name for name in products if name not in sized)),
        outlooks={**ahead.outlooks, **{offer.id: outlook for offer in beside.offers}},
        mixes=ahead.mixes,
        version=f"{ahead.version}; {POOLED}" if offers and beside.offers else ahead.version,
        transfers=beside,
        splits=splits,
    )


def _yearly(history: History, years: tuple[int, ...]) -> Draws:
    size, _, width = history.revenue.shape
    totals = np.zeros((size, len(years), width))
    for i, quarter in enumerate(history.quarters):
        if quarter.year in years:
            totals[:, years.index(quarter.year)] += history.revenue[:, i]
    return totals


def care_names(market: Market) -> tuple[str, ...]:
    """Return the cell product and the components of care, in their order of display.

    Example:
        >>> from cytonomics.evidence import load
        >>> care_names(evaluate(load(), "adoptive_cell_therapy", draws=2))[0]
        'cell_product'
    """
    return (CELL_PRODUCT, *market.care_components)
