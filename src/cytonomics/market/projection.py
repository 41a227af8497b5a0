"""The years ahead of every offer: the fitted model where it knows the product, else its trend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.allocation import Key
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted import REGIONS, Forecast, Panel, current, forecast, of_size
from cytonomics.market.forecast import ASSUMPTIONS, NAME, damped_trend
from cytonomics.market.history import History
from cytonomics.market.offers import UNKNOWN, Offer, offers_of
from cytonomics.market.support import Support
from cytonomics.vocabulary import Quarter, Scope

# Products that nobody has named yet go together by the kind of their cells.
UNNAMED = "unnamed:"
_RECENT = 4
NEW_PRODUCTS = "new_products"
FIT = "labels, patients, uptake and price, fitted to reported sales"


class Outlook(NamedTuple):
    """How the years ahead of an offer were made, and the facts and assumptions these rest on.

    Example:
        >>> Outlook("Forecast: by hand.", ("asm0001",)).rests_on
        ('asm0001',)
    """

    method: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Projection:
    """Sales of offers from the first to the last year.

    `histories` hold reported products, those that nobody reports, and, where a fit knows of any,
    newcomers; `products` what tables say of the newcomers, also of those nobody has named;
    `outlooks` is by offer id; `mixes` says by year and offer id how the fit splits an offer over
    labels, each written as indication:line.

    Example:
        >>> Projection((), {}, {}, "", {}).histories
        ()
    """

    histories: tuple[History, ...]
    products: Mapping[str, Mapping[str, Any]]
    outlooks: Mapping[str, Outlook]
    version: str
    mixes: Mapping[tuple[int, str], Key]


def by_trend(histories: tuple[History, ...], parameters: Parameters, last: Quarter) -> Projection:
    """Carry every offer on to the last quarter by its damped trend.

    Args:
        histories: reported sales, and those of products that nobody reports.
        parameters: the assumptions forecast_*.
        last: the last quarter.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> from cytonomics.market.history import reported_sales
        >>> parameters = Parameters(assumptions(load()), seed=1, size=4)
        >>> history = reported_sales(load(), frozenset({"kymriah"}), parameters, 2025)
        >>> by_trend((history,), parameters, Quarter(2030, 4)).version
        'damped trend of marketed products'
    """
    extended = tuple(damped_trend(history, parameters, last) for history in histories)
    resting = tuple(parameters[name].id for name in ASSUMPTIONS)
    outlooks = {
        offer.id: Outlook(f"Forecast: {NAME}.", resting)
        for history in extended
        for offer in history.offers
    }
    return Projection(extended, {}, outlooks, NAME, {})


def by_fit(
    evidence: Evidence,
    scope: Scope,
    trend: Projection,
    parameters: Parameters,
    progress: Callable[[str], None] = lambda step: None,
) -> Projection:
    """Put the fitted model in place of the trend where it knows the product, and add newcomers.

    A projection without any product of the fit is left as it is.

    Args:
        evidence: the facts.
        scope: id of the market.
        trend: all offers, carried on by their trend.
        parameters: seed, number of draws and assumptions.
        progress: is told what is being done.

    Raises:
        MarketError: if no fit at hand rests on these facts.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> from cytonomics.market.history import reported_sales
        >>> parameters = Parameters(assumptions(load()), seed=1, size=4)
        >>> history = reported_sales(load(), frozenset({"kymriah"}), parameters, 2025)
        >>> trend = by_trend((history,), parameters, Quarter(2030, 4))
        >>> fitted = by_fit(load(), vocabulary.scope("car_t"), trend, parameters)
        >>> fitted.version.startswith("fitted model"), "unnamed:car_t" in fitted.products
        (True, True)
    """
    posterior, version = current(evidence, progress)
    reported, *others = trend.histories
    if not {offer.product for offer in reported.offers} & set(posterior.panel.products):
        return trend
    last = reported.quarters[-1]
    ahead = forecast(
        of_size(posterior, parameters.size),
        horizon=last.index - posterior.panel.last.index,
        seed=parameters.seed,
    )
    fitted = fitted_ahead(reported, ahead)
    added, products = newcomers(evidence, scope, reported, ahead)
    grounds = _grounds(posterior.panel)
    outlooks = dict(trend.outlooks)
    for offer in (*fitted.offers, *added.offers):
        if offer.product in ahead.products or offer.product in products:
            resting = grounds.get(offer.product, ()) or grounds[""]
            outlooks[offer.id] = Outlook(f"Forecast: {FIT}.", resting)
    return Projection(
        (fitted, *others, added), products, outlooks, f"fitted model, draws {version}", {}
    )


def fitted_ahead(history: History, ahead: Forecast) -> History:
    """Put a fitted forecast in place of the trend, in the quarters that nobody has reported on.

    What the model expects of a region goes to the offers that lie in it, by their sales in the
    last four quarters; offers that lie in several regions share the sum of these.

    Args:
        history: sales carried on beyond their last quarter; `last` says which that was.
        ahead: the fitted forecast, with as many draws.

    Example:
        >>> one = np.ones((1, 3, 1))
        >>> quarters = tuple(Quarter(2024, 1).shift(i) for i in range(3))
        >>> known = History((Offer("a", ("USA",), "USA"),), quarters, one, quarters[:1], {}, {})
        >>> sold = np.full((1, 1, len(REGIONS), 2), 7.0)
        >>> model = Forecast(quarters[1:], ("a",), ("car_t",), np.array([[0]]), sold)
        >>> fitted_ahead(known, model).revenue[0, :, 0].tolist()
        [1.0, 7.0, 7.0]
    """
    revenue = history.revenue.copy()
    at = {quarter: i for i, quarter in enumerate(history.quarters)}
    for product in ahead.products:
        own = [j for j, offer in enumerate(history.offers) if offer.product == product]
        sold = ahead.revenue[:, ahead.products.index(product)]
        for regions, columns in _together(history, own):
            end = max(history.last[j] for j in columns)
            recent = history.revenue[:, : at[end] + 1, columns][:, -_RECENT:].sum(axis=1).mean(0)
            alike = np.full(len(columns), 1.0 / len(columns))
            share = recent / recent.sum() if recent.sum() > 0 else alike
            summed = sold[:, list(regions)].sum(axis=1)
            for k, quarter in enumerate(ahead.quarters):
                for j, part in zip(columns, share, strict=True):
                    if quarter in at and quarter > history.last[j]:
                        revenue[:, at[quarter], j] = summed[:, k] * part
    return History(
        history.offers, history.quarters, revenue, history.last, history.support, history.sources
    )


def newcomers(
    evidence: Evidence, scope: Scope, history: History, ahead: Forecast
) -> tuple[History, Mapping[str, Mapping[str, Any]]]:
    """Return offers that a fitted forecast has and the history has not, with their products.

    They are marketed products in regions where they are not sold yet, programmes that may be
    approved, and products that nobody has named, these by the kind of their cells. Only the last
    two are returned as products, by id.

    Args:
        evidence: table products.
        scope: products of other kinds are left out; those of a kind nobody knows yet belong to
            scopes that hold every kind of the model.
        history: reported sales; its quarters are those of the result.
        ahead: the fitted forecast.

    Example:
        >>> from cytonomics.evidence import load
        >>> none = History((), (Quarter(2027, 1),), np.zeros((1, 1, 0)), (), {}, {})
        >>> sold = np.ones((1, 1, len(REGIONS), 1))
        >>> model = Forecast((Quarter(2027, 1),), (), ("car_t CD19",), np.array([[0]]), sold)
        >>> found, products = newcomers(load(), vocabulary.scope("car_t"), none, model)
        >>> sorted(products), bool(found.revenue.sum() == len(REGIONS))
        (['unnamed:car_t'], True)
    """
    facts = {fact["product_id"]: fact for fact in evidence["products"]}
    offered = {
        (offer.product, r) for offer in history.offers for r in _regions_of(frozenset(offer.area))
    }
    sold: dict[str, Draws] = {}
    products: dict[str, Mapping[str, Any]] = {}
    for position, name in enumerate(ahead.products):
        if name in facts and _inside(scope, facts[name].values):
            sold[name] = ahead.revenue[:, position]
            if not any(product == name for product, _ in offered):
                products[name] = facts[name].values
    for kind, own in _kinds(ahead):
        product = _unnamed(kind)
        if _inside(scope, product):
            entrants = ahead.revenue[:, len(ahead.products) :]
            sold[UNNAMED + kind] = np.einsum("derq,de->drq", entrants, own)
            products[UNNAMED + kind] = product
    offers: list[Offer] = []
    columns: list[Draws] = []
    for name, draws in sold.items():
        new = [r for r in range(len(REGIONS)) if (name, r) not in offered and draws[:, r].any()]
        for offer in offers_of(name, [_countries(r) for r in new]):
            offers.append(offer)
            columns.append(draws[:, _regions_of(frozenset(offer.area))[0]])
    named = {offer.product for offer in offers}
    added = _placed(tuple(offers), columns, ahead, history.quarters)
    return added, {name: row for name, row in products.items() if name in named}


def _placed(
    offers: tuple[Offer, ...], columns: list[Draws], ahead: Forecast, quarters: tuple[Quarter, ...]
) -> History:
    revenue = np.zeros((len(ahead.revenue), len(quarters), len(offers)))
    for k, quarter in enumerate(ahead.quarters):
        if quarter in quarters:
            for j, draws in enumerate(columns):
                revenue[:, quarters.index(quarter), j] = draws[:, k]
    begin = ahead.quarters[0].shift(-1)
    assumed = Support(0.0, 0.0, 1.0)
    years = sorted({quarter.year for quarter in ahead.quarters})
    support = {(year, offer.id): assumed for offer in offers for year in years}
    return History(offers, quarters, revenue, (begin,) * len(offers), support, {})


def _grounds(panel: Panel) -> dict[str, tuple[str, ...]]:
    """Facts and assumptions behind each product's forecast; under "" those of newcomers."""
    priors = tuple(a.id for name, a in panel.assumptions.items() if name.startswith("fit_"))
    found = {"": priors}
    for product in panel.products:
        own = [label for label in panel.labels if label.product == product]
        sizes = [panel.sizes[panel.segments.index(label.segment)] for label in own]
        facts = {fact for size in sizes for fact in size.facts} | {label.fact for label in own}
        found[product] = (*sorted(facts.difference(priors)), *priors)
    odds = tuple(a.id for name, a in panel.assumptions.items() if name.startswith("pipeline_"))
    for one in panel.pipeline:
        name = one.product if one.product in panel.products else one.candidate
        resting = {one.fact, *one.chance.facts, *one.size.facts, *found.get(name, ())}
        found[name] = (*sorted(resting.difference(priors, odds)), *odds, *priors)
    return found


def _together(history: History, own: list[int]) -> list[tuple[tuple[int, ...], list[int]]]:
    """Regions that offers of a product hold in common, with the offers of each such group."""
    groups: list[tuple[set[int], list[int]]] = []
    for j in own:
        regions, columns = set(_regions_of(frozenset(history.offers[j].area))), [j]
        apart = []
        for other in groups:
            if other[0] & regions:
                regions |= other[0]
                columns = other[1] + columns
            else:
                apart.append(other)
        groups = [*apart, (regions, columns)]
    return [(tuple(sorted(regions)), columns) for regions, columns in groups]


def _regions_of(area: frozenset[str]) -> tuple[int, ...]:
    """Positions of the regions of the model that an area has countries in."""
    return tuple(r for r in range(len(REGIONS)) if area & frozenset(_countries(r)))


def _countries(region: int) -> tuple[str, ...]:
    """The countries of a region of the model; the last one holds what the others leave."""
    world = vocabulary.members("WW")
    named = [vocabulary.members(name) for name in REGIONS[:-1]]
    own = named[region] if region < len(named) else world.difference(*named)
    return tuple(sorted(own))


def _kinds(ahead: Forecast) -> list[tuple[str, NDArray[np.float64]]]:
    """The kinds of cells of unnamed entrants, with whether each is of it, (draw, entrant)."""
    of_class = [name.split()[0] for name in ahead.classes]
    member = ahead.member[:, len(ahead.products) :]
    kinds = [*dict.fromkeys(of_class), UNKNOWN]
    kind_of = np.array([kinds.index(kind) for kind in of_class] + [len(kinds) - 1])
    # Class -1 is one that does not exist yet: the last place.
    own = kind_of[member]
    return [(kind, (own == i).astype(float)) for i, kind in enumerate(kinds)]


def _unnamed(kind: str) -> Mapping[str, Any]:
    known = kind != UNKNOWN
    return {
        "brand": f"New {vocabulary.term('modality', kind).name}" if known else "New kinds of cells",
        "inn": None,
        "company": None,
        "modality": kind,
        "application": "autologous" if known else UNKNOWN,
        "target": UNKNOWN,
        "therapeutic_area": "cancer",
        "status": "pipeline",
    }


def _inside(scope: Scope, product: Mapping[str, Any]) -> bool:
    if product["modality"] == UNKNOWN:
        # What nobody knows yet belongs to scopes that hold every kind of the model.
        return all(
            vocabulary.includes(
                scope, modality=kind, therapeutic_area="cancer", application="autologous"
            )
            for kind in ("car_t", "tcr_t", "til")
        )
    return vocabulary.includes(
        scope,
        modality=product["modality"],
        therapeutic_area=product["therapeutic_area"],
        application=product["application"],
    )
