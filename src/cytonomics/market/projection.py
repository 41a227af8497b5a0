"""The years ahead of every offer: the fitted model where it knows the product, else its trend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Evidence
from cytonomics.market.allocation import Key
from cytonomics.market.assumptions import Parameters
from cytonomics.market.fitted import CLASS_SEEN, WIDTHS, Changes, Panel, current, forecast, of_size
from cytonomics.market.forecast import ASSUMPTIONS, NAME, damped_trend
from cytonomics.market.history import History
from cytonomics.market.offering import (
    UNNAMED,
    fitted_ahead,
    kinds,
    mixes,
    newcomers,
    regions_of,
)
from cytonomics.market.offers import Offer
from cytonomics.market.scenarios import Multiples, Scenario, resolved
from cytonomics.vocabulary import Quarter, Scope

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
    multiples: Multiples = field(default_factory=lambda: Multiples(Changes(), None))

    def places(
        self, offers: Sequence[Offer]
    ) -> tuple[tuple[NDArray[np.intp], tuple[int, ...]], ...]:
        """Where offers lie in the fitted forecast: positions of products and of regions.

        A product that no fit knows has no position; one that stands for those nobody has named
        has several.
        """
        ahead = self.multiples.ahead
        if ahead is None:
            return ((np.zeros(0, int), ()),) * len(offers)
        unnamed = {UNNAMED + kind: own.any(axis=0) for kind, own in kinds(ahead)}
        known = {name: np.array([i]) for i, name in enumerate(ahead.products)} | {
            name: np.nonzero(own)[0] + len(ahead.products) for name, own in unnamed.items()
        }
        nowhere = np.zeros(0, int)
        return tuple(
            (known.get(offer.product, nowhere), regions_of(frozenset(offer.area)))
            for offer in offers
        )


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
    scenarios: Sequence[Scenario] = (),
) -> Projection:
    """Put the fitted model in place of the trend where it knows the product, and add newcomers.

    A projection without any product of the fit is left as it is.

    Args:
        evidence: the facts.
        scope: id of the market.
        trend: all offers, carried on by their trend.
        parameters: seed, number of draws and assumptions.
        progress: is told what is being done.
        scenarios: what is to be different, laid over one another.

    Raises:
        MarketError: if no fit at hand rests on these facts, or a scenario does not fit them.

    Example:
        >>> from cytonomics import vocabulary
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
    found = resolved(scenarios, posterior, evidence)
    horizon, seed = last.index - posterior.panel.last.index, parameters.seed
    ahead = forecast(of_size(posterior, parameters.size), horizon=horizon, seed=seed)
    if scenarios:
        over = of_size(found.over(posterior), parameters.size)
        ahead = forecast(over, horizon=horizon, seed=seed, changes=found.changes, base=ahead)
    fitted = fitted_ahead(reported, ahead)
    added, products = newcomers(evidence, scope, reported, ahead)
    grounds = _grounds(posterior.panel)
    outlooks = dict(trend.outlooks)
    for offer in (*fitted.offers, *added.offers):
        if offer.product in ahead.products or offer.product in products:
            resting = grounds.get(offer.product, ()) or grounds[""]
            outlooks[offer.id] = Outlook(f"Forecast: {FIT}.", resting)
    said = "".join(f"; scenario {one.name}" for one in scenarios)
    return Projection(
        (fitted, *others, added), products, outlooks, f"fitted model, draws {version}{said}",
        mixes((*fitted.offers, *added.offers), found.over(posterior), grounds, ahead),
        Multiples(found.changes, ahead),
    )  # fmt: skip


def _grounds(panel: Panel) -> dict[str, tuple[str, ...]]:
    """Facts and assumptions behind each product's forecast; under "" those of newcomers."""
    every = panel.assumptions.items()
    widths = (*WIDTHS, CLASS_SEEN)
    priors = tuple(a.id for name, a in every if name.startswith("fit_") or name in widths)
    found = {"": priors}
    for product in panel.products:
        own = [label for label in panel.labels if label.product == product]
        sizes = [panel.sizes[panel.segments.index(label.segment)] for label in own]
        facts = {fact for size in sizes for fact in size.facts} | {label.fact for label in own}
        found[product] = (*sorted(facts.difference(priors)), *priors)
    odds = tuple(a.id for name, a in every if name.startswith("pipeline_"))
    for one in panel.pipeline:
        name = one.product if one.product in panel.products else one.candidate
        resting = {one.fact, *one.chance.facts, *one.size.facts, *found.get(name, ())}
        found[name] = (*sorted(resting.difference(priors, odds)), *odds, *priors)
    return found
