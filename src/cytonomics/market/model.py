"""The market of a scope: reported sales, a tail that nobody reports, and a forecast to 2035.

Everything a reader sees is a sum over one cube of offers: a product in an area, by year, with
one set of draws, so that parts equal wholes in every draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.market.allocation import Key
from cytonomics.market.assumptions import Draws, Parameters, assumptions
from cytonomics.market.care import CELL_PRODUCT, applies, components, cost_per_patient
from cytonomics.market.errors import MarketError
from cytonomics.market.history import History, reported_sales
from cytonomics.market.offers import Offer, market_part, products_in
from cytonomics.market.prices import Price, net_price
from cytonomics.market.projection import NEW_PRODUCTS, Outlook, Projection, by_fit, by_trend
from cytonomics.market.scenarios import Scenario
from cytonomics.market.support import Support
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

if TYPE_CHECKING:
    import xarray

FIRST_YEAR, LAST_HISTORY, LAST_YEAR = 2017, 2025, 2035
DRAWS, SEED = 1000, 20251231
REVENUE, EPISODE = "product_revenue", "episode_spend"
FITTED, TREND = "fitted", "trend"
# Where products are given is known of CAR-T alone.
CAR_T = "car_t"
POOLED = "numbers and costs pooled over countries"
Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Market:
    """A market as draws: `revenue`, `patients` and `care` by year and offer.

    `revenue` is (draw, year, offer), million USD, nominal net sales of the manufacturers;
    `patients` is (draw, year, offer); `care` is (draw, year, offer, component), million USD,
    nominal, with the components of `care_components`. `support` and `sources` say by year and
    offer what is observed and by which facts; `prices` what a treatment nets; `outlooks` says by
    offer how its years ahead were made, `version` by which model and draws; `mixes` splits an
    offer of a year over labels, where the model tells.

    A market that holds transplants and transfusions has them as `transfers`, whose offers stand
    behind those of products; for them revenue is what providers pay for blood components, and
    patients are units or transplants. `splits` says by technology and dimension how they split.

    Example:
        >>> from cytonomics.evidence import load
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=16)
        >>> market.revenue.shape[:2], market.years[0], market.years[-1]
        ((16, 19), 2017, 2035)
    """

    scope: Scope
    evidence: Evidence
    parameters: Parameters
    products: Mapping[str, Mapping[str, Any] | Fact]
    offers: tuple[Offer, ...]
    parts: tuple[str, ...]
    years: tuple[int, ...]
    revenue: Draws
    patients: Draws
    care: Draws
    care_components: tuple[str, ...]
    prices: Mapping[tuple[int, str], Price]
    support: Mapping[tuple[int, str], Support]
    sources: Mapping[tuple[int, str], tuple[str, ...]]
    unsized: tuple[str, ...]
    outlooks: Mapping[str, Outlook]
    mixes: Mapping[tuple[int, str], Key]
    version: str
    transfers: Transfers
    splits: Mapping[tuple[str, str], Shares]
    scenarios: tuple[Scenario, ...] = ()

    @property
    def main(self) -> str:
        """The measure a market is told by: sales, or spend where transplants have no sales."""
        return EPISODE if self.transfers.offers else REVENUE

    @cached_property
    def episode_spend(self) -> Draws:
        """Product and care together, (draw, year, offer), million USD, nominal."""
        spend: Draws = self.revenue + self.care.sum(axis=3)
        return spend

    @cached_property
    def mean_revenue(self) -> Draws:
        """Mean revenue, (year, offer), million USD, nominal."""
        return np.asarray(self.revenue.mean(axis=0))

    @cached_property
    def mean_care(self) -> Draws:
        """Mean care, (year, offer, component), million USD, nominal."""
        return np.asarray(self.care.mean(axis=0))

    def cube(self) -> xarray.Dataset:
        """Return the draws as a labelled Dataset: revenue, patients and care.

        Dimensions are draw, year, offer and component; product, place and part are coordinates
        of offer. Money is million USD, nominal.

        Example:
            >>> from cytonomics.evidence import load
            >>> cube = evaluate(load(), "adoptive_cell_therapy", draws=8).cube()
            >>> sorted(cube.data_vars)
            ['care', 'patients', 'revenue']
        """
        import xarray

        axes = ("draw", "year", "offer")
        return xarray.Dataset(
            {
                "revenue": (axes, self.revenue, {"unit": "million USD, nominal"}),
                "patients": (axes, self.patients, {"unit": "patients"}),
                "care": ((*axes, "component"), self.care, {"unit": "million USD, nominal"}),
            },
            coords={
                "draw": np.arange(self.parameters.size),
                "year": list(self.years),
                "offer": [offer.id for offer in self.offers],
                "component": list(self.care_components),
                "product": ("offer", [offer.product for offer in self.offers]),
                "place": ("offer", [offer.place for offer in self.offers]),
                "part": ("offer", list(self.parts)),
            },
            attrs={"scope": self.scope.id, "seed": self.parameters.seed},
        )


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
