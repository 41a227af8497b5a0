"""From products and regions of the fit to offers: each dollar of its forecast in some offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.allocation import Key, segment_name
from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted import REGIONS, Forecast, Posterior, label_mixes, of_size
from cytonomics.market.fitted.labels import Segment, countries_of
from cytonomics.market.fitted.mixing import Key as Mixed
from cytonomics.market.history import History
from cytonomics.market.offers import UNKNOWN, Offer, offers_of
from cytonomics.market.support import Support
from cytonomics.vocabulary import Quarter, Scope

# Products that nobody has named yet go together by the kind of their cells.
UNNAMED = "unnamed:"
_RECENT = 4
# So many draws tell the mean of what a label sells well enough for a key.
_MIXED = 100


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
            if not regions:
                # No region of the fit holds the place: it goes on by its trend.
                continue
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
        (offer.product, r) for offer in history.offers for r in regions_of(frozenset(offer.area))
    }
    sold: dict[str, Draws] = {}
    products: dict[str, Mapping[str, Any]] = {}
    for position, name in enumerate(ahead.products):
        if name in facts and _inside(scope, facts[name].values):
            sold[name] = ahead.revenue[:, position]
            if not any(product == name for product, _ in offered):
                products[name] = facts[name].values
    for kind, own in kinds(ahead):
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
            columns.append(draws[:, regions_of(frozenset(offer.area))[0]])
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


@lru_cache(maxsize=4)
def _sold(posterior: Posterior, horizon: int) -> Mapping[Mixed, Mapping[Segment | None, float]]:
    return label_mixes(of_size(posterior, _MIXED), horizon=horizon)


def mixes(
    offers: Sequence[Offer],
    posterior: Posterior,
    grounds: Mapping[str, tuple[str, ...]],
    ahead: Forecast,
) -> dict[tuple[int, str], Key]:
    """Return the key of each offer and year over labels: what the curves expect of each.

    Args:
        offers: those of the fit.
        posterior: draws given the sales.
        grounds: facts and assumptions by product; under "" those of newcomers.
        ahead: the fitted forecast.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.fitted import current, forecast
        >>> posterior = of_size(current(load())[0], 4)
        >>> us = Offer("tecartus", ("USA",), "USA")
        >>> found = mixes([us], posterior, {"": ()}, forecast(posterior, horizon=2))
        >>> sorted(found[2024, us.id].shares)
        ['b_all:2', 'mcl:2']
    """
    sold = _sold(posterior, len(ahead.quarters))
    years = sorted({year for _, _, year in sold})
    found = {}
    for offer in offers:
        regions = regions_of(frozenset(offer.area))
        name = offer.product.removeprefix(UNNAMED)
        for year in years:
            mix: dict[str, float] = {}
            for region in regions:
                own = sold.get((name, region, year), {})
                for segment, amount in own.items():
                    label = segment_name(*segment) if segment else UNKNOWN
                    mix[label] = mix.get(label, 0.0) + amount
            if mix:
                total = sum(mix.values())
                shares = {label: amount / total for label, amount in sorted(mix.items())}
                found[year, offer.id] = Key(shares, grounds.get(offer.product, grounds[""]))
    return found


def _together(history: History, own: list[int]) -> list[tuple[tuple[int, ...], list[int]]]:
    """Regions that offers of a product hold in common, with the offers of each such group."""
    groups: list[tuple[set[int], list[int]]] = []
    for j in own:
        regions, columns = set(regions_of(frozenset(history.offers[j].area))), [j]
        apart = []
        for other in groups:
            if other[0] & regions:
                regions |= other[0]
                columns = other[1] + columns
            else:
                apart.append(other)
        groups = [*apart, (regions, columns)]
    return [(tuple(sorted(regions)), columns) for regions, columns in groups]


def regions_of(area: frozenset[str]) -> tuple[int, ...]:
    """Return positions of the regions of the fit that an area has countries in.

    Example:
        >>> regions_of(frozenset({"USA", "FRA"})), regions_of(frozenset({"CHN"}))
        ((0, 1), ())
    """
    return tuple(r for r, region in enumerate(REGIONS) if area & countries_of(region))


def _countries(region: int) -> tuple[str, ...]:
    return tuple(sorted(countries_of(REGIONS[region])))


def kinds(ahead: Forecast) -> list[tuple[str, NDArray[np.float64]]]:
    """Return the kinds of cells of unnamed entrants, with whether each is of it, (draw, entrant).

    Example:
        >>> one = Forecast((), (), ("car_t CD19",), np.array([[0, -1]]), np.zeros((1, 2, 1, 0)))
        >>> [(kind, own.tolist()) for kind, own in kinds(one)]
        [('car_t', [[1.0, 0.0]]), ('unknown', [[0.0, 1.0]])]
    """
    of_class = [name.split()[0] for name in ahead.classes]
    member = ahead.member[:, len(ahead.products) :]
    every = [*dict.fromkeys(of_class), UNKNOWN]
    kind_of = np.array([every.index(kind) for kind in of_class] + [len(every) - 1])
    # Class -1 is one that does not exist yet: the last place.
    own = kind_of[member]
    return [(kind, (own == i).astype(float)) for i, kind in enumerate(every)]


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
