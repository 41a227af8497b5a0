"""Forecasts from posterior draws, in NumPy alone: known labels, arrivals, and process noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals, coming_labels
from cytonomics.market.fitted.arriving import arriving, matched
from cytonomics.market.fitted.blocks import curves_in, in_blocks
from cytonomics.market.fitted.curves import Curves, Entries, expected_sales
from cytonomics.market.fitted.extending import extended
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.levers import Applied, Changes, applied
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.paths import (
    carried,
    common_walk,
    groups_of,
    observed_deviations,
    path_of,
)
from cytonomics.market.fitted.planning import axes_of
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.market.fitted.supply import capacities, limited
from cytonomics.vocabulary import Quarter

# Million USD: less than any sale, so that shares of nothing exist.
_SMALL = 1e-12


@dataclass(frozen=True, eq=False)
class Forecast:
    """Draws of sales after the last known quarter; every sum over them is coherent.

    `revenue` is (draw, product, region, quarter), million USD, nominal, with `products` first,
    those on the market and then those of the pipeline, and behind them the entrants nobody knows
    yet; `classes` names the classes of `products` and `member` is (draw, product), the position
    in `classes` or -1 for a class that does not exist yet.

    Example:
        >>> import numpy as np
        >>> one = Forecast(
        ...     (Quarter(2025, 1),), ("a",), ("car_t CD19",), np.array([[0]]), np.ones((1, 1, 2, 1))
        ... )
        >>> one.of_class("car_t CD19").tolist(), one.of_region("USA").tolist()
        ([[2.0]], [[1.0]])
    """

    quarters: tuple[Quarter, ...]
    products: tuple[str, ...]
    classes: tuple[str, ...]
    member: NDArray[np.intp]
    revenue: Draws

    def total(self) -> Draws:
        """Return all sales, (draw, quarter), million USD, nominal."""
        return np.asarray(self.revenue.sum(axis=(1, 2)))

    def of_product(self, product: str) -> Draws:
        """Return the sales of a product with a name, (draw, quarter), million USD, nominal."""
        return np.asarray(self.revenue[:, self.products.index(product)].sum(axis=1))

    def of_region(self, region: str) -> Draws:
        """Return the sales in a region, (draw, quarter), million USD, nominal."""
        return np.asarray(self.revenue[:, :, REGIONS.index(region)].sum(axis=1))

    def of_class(self, name: str) -> Draws:
        """Return the sales of a class with its entrants, (draw, quarter), million USD, nominal."""
        own = self.member == self.classes.index(name)
        return np.asarray((self.revenue * own[:, :, None, None]).sum(axis=(1, 2)))


def forecast(
    posterior: Posterior, *, horizon: int, seed: int = 1, changes: Changes | None = None
) -> Forecast:
    """Forecast the products of a panel and those that may come.

    What was observed together goes on together from where it was last seen: its deviation from
    the curve shrinks by `persistence` a quarter and meets the steps of the likelihood, on top of
    a random walk that all share (`fit_common_shock`). The same draws and seed give the same bits.

    Args:
        posterior: draws of the parameters.
        horizon: quarters ahead.
        seed: seed of arrivals and noise.
        changes: what a scenario changes; forecasts with one seed differ by that alone.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> from cytonomics.market.fitted.posterior import prior_draws
        >>> ahead = forecast(prior_draws(panel, seed=1, size=20), horizon=4)
        >>> str(ahead.quarters[0]), ahead.total().shape
        ('2022Q2', (20, 4))
    """
    panel = posterior.panel
    parameters = Parameters(panel.assumptions, seed, posterior.size)
    coming, curves, quarters, without = _usual(posterior, seed, horizon)
    end, lead = panel.last.index - FIRST.index, len(quarters) - horizon - 1
    level, axes = without, axes_of(panel, coming)
    if changes is not None:
        before = axes
        coming, curves, axes = arriving(
            changes, panel, coming, curves, parameters, horizon, partial(extended, posterior)
        )
        over = applied(changes, axes, coming.entries, parameters, end + 1.0)
        level = _level(panel, curves, coming, quarters, over)
        without = matched(without, before, level, axes)
    common = common_walk(parameters, lead, horizon)
    off = observed_deviations(posterior)
    revenue = np.zeros((*level.shape[:-1], horizon))
    usual = np.median(panel.price, axis=0)
    treatment = np.vstack([panel.price, *[usual] * coming.entrants])
    for group in groups_of(panel, coming):
        own = level[:, group.product, list(group.regions), lead - group.lead :]
        usually = own
        if changes is not None:
            usually = without[:, group.product, list(group.regions), lead - group.lead :]
        apart = own * np.exp(carried(panel, group, posterior, off))[..., None]
        path = path_of(
            own.sum(axis=1),
            usually.sum(axis=1),
            apart[..., 0].sum(axis=1),
            float(treatment[group.product, group.regions[0]]),
            group,
            posterior,
            parameters,
            common[:, lead - group.lead :],
        )
        share = apart[..., 1:] / np.maximum(apart[..., 1:].sum(axis=1, keepdims=True), _SMALL)
        found = path[:, None] * share
        revenue[:, group.product, list(group.regions)] = found[..., group.lead :]
    if changes is not None:
        revenue = revenue * changes.price(axes, quarters[lead + 1 :])
    return Forecast(
        tuple(panel.last.shift(step) for step in range(1, horizon + 1)),
        (*panel.products, *coming.names),
        axes.classes,
        axes.member,
        revenue,
    )


# One at a time: levels of 1,000 draws to 2035 take 60 MB.
@lru_cache(maxsize=1)
def _usual(
    posterior: Posterior, seed: int, horizon: int
) -> tuple[Arrivals, Curves, NDArray[np.float64], Draws]:
    """What scenarios change, as it is without any: arrivals, curves, quarters and levels."""
    panel = posterior.panel
    parameters = Parameters(panel.assumptions, seed, posterior.size)
    coming = coming_labels(panel, parameters, horizon)
    curves = extended(posterior, coming, parameters)
    # Who reported late goes on from an earlier quarter than the others.
    lead = max((group.lead for group in groups_of(panel, coming)), default=0)
    end = panel.last.index - FIRST.index
    quarters = np.arange(end - lead, end + horizon + 1, dtype=float)
    return coming, curves, quarters, _level(panel, curves, coming, quarters)


def _level(
    panel: Panel,
    curves: Curves,
    coming: Arrivals,
    quarters: NDArray[np.float64],
    over: Applied | None = None,
) -> Draws:
    """Expected sales within supply, (draw, product, region, quarter), block by block of draws."""
    every = coming.entries
    sharpness = panel.assumptions["fit_supply_sharpness"].value
    capacity = capacities(panel.supply, quarters, panel.assumptions)
    if over is not None:
        capacity = {
            together: doses * over.changes.supply([panel.products[p] for p in together], quarters)
            for together, doses in capacity.items()
        }

    def block(own: slice) -> Draws:
        # Most arrivals come in few draws: what does not begin in this block is left out.
        kept = every.start[own].min(axis=0) < quarters[-1] + 0.5
        entries = Entries(
            every.product[kept],
            every.segment[kept],
            every.region[kept],
            every.start[own, kept],
            every.end[kept],
        )
        some = curves_in(curves, own)
        levers = None if over is None else over.levers(entries, kept, own, quarters)
        sales = expected_sales(np, some, entries, quarters, levers)
        return np.asarray(limited(np, sales, some.price, capacity, sharpness))

    return in_blocks(block, len(curves.attraction))
