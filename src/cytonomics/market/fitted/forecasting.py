"""Forecasts from posterior draws, in NumPy alone: known labels, arrivals, and process noise."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals, coming_labels
from cytonomics.market.fitted.arriving import arriving, matched
from cytonomics.market.fitted.blocks import Sparse, curves_in, in_blocks, of_segments, slices
from cytonomics.market.fitted.curves import Curves, Entries, expected_sales
from cytonomics.market.fitted.extending import extended
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.levers import Applied, Axes, Changes, applied
from cytonomics.market.fitted.narrowing import (
    Widths,
    by_class,
    established,
    narrowing,
    of_products,
    widths_of,
)
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.planning import axes_of
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.market.fitted.supply import capacities, limited
from cytonomics.market.fitted.walking import Walks, walks_of
from cytonomics.vocabulary import Quarter

# Most arrivals come in few draws: what does not begin in any of so many is left out of them.
FEW = 10


@dataclass(frozen=True, eq=False)
class Forecast:
    """Draws of sales after the last known quarter; every sum over them is coherent.

    `revenue` is (draw, product, region, quarter), million USD, nominal, with `products` first,
    those on the market and then those of the pipeline, and behind them the entrants nobody knows
    yet; `classes` names the classes of `products` and `member` is (draw, product), the position
    in `classes` or -1 for a class that does not exist yet. `narrowing` is (draw, class, quarter),
    those of no known class last: what sales were multiplied by (`narrowing`).

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
    narrowing: Draws = field(default_factory=lambda: np.ones((1, 1, 1)))

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
    posterior: Posterior,
    *,
    horizon: int,
    seed: int = 1,
    changes: Changes | None = None,
    base: Forecast | None = None,
    widths: Widths | None = None,
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
        base: the forecast without changes from the same seed, whose `narrowing` is taken over:
            the world's luck is the same under every scenario. Made where there are changes and
            none is given.
        widths: how many times as wide as drawn classes and the total are; what the assumptions
            name where nothing is given.

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
    panel, usual = posterior.panel, _usual(posterior, seed, horizon)

    def of(coming: Arrivals, axes: Axes, revenue: Draws, factors: Draws) -> Forecast:
        quarters = tuple(panel.last.shift(step) for step in range(1, horizon + 1))
        names = (*panel.products, *coming.names)
        return Forecast(quarters, names, axes.classes, axes.member, revenue, factors)

    if changes is not None:
        base = base or forecast(posterior, horizon=horizon, seed=seed, widths=widths)
        changed = _changed(posterior, usual, changes, seed, horizon, base.narrowing)
        return of(*changed, base.narrowing)
    revenue = _unchanged(usual, horizon)
    if base is not None:
        factors = base.narrowing
    else:
        factors = _narrowing(revenue, usual.axes, established(panel), widths or widths_of(panel))
    _multiply(revenue, factors, usual.axes.member)
    return of(usual.coming, usual.axes, revenue, factors)


class _Usual(NamedTuple):
    """What scenarios change, as it is without any."""

    coming: Arrivals
    curves: Curves
    axes: Axes
    quarters: NDArray[np.float64]
    walks: Walks
    level: Sparse


# One at a time: 1,000 draws to 2035 take 50 MB.
@lru_cache(maxsize=1)
def _usual(posterior: Posterior, seed: int, horizon: int) -> _Usual:
    panel = posterior.panel
    parameters = Parameters(panel.assumptions, seed, posterior.size)
    coming = coming_labels(panel, parameters, horizon)
    curves = extended(posterior, coming, parameters)
    walks = walks_of(posterior, coming, parameters, horizon)
    # Who reported late goes on from an earlier quarter than the others.
    end = panel.last.index - FIRST.index
    quarters = np.arange(end - walks.lead, end + horizon + 1, dtype=float)
    level = Sparse()

    def block(own: slice) -> None:
        level.put(own, _level(panel, curves, coming, quarters, own))

    in_blocks(block, posterior.size)
    return _Usual(coming, curves, axes_of(panel, coming), quarters, walks, level)


def _unchanged(usual: _Usual, horizon: int) -> Draws:
    """Sales without a scenario as they are drawn, (draw, product, region, quarter)."""
    size, products = usual.axes.member.shape
    revenue = np.empty((size, products, len(REGIONS), horizon))

    def block(own: slice) -> None:
        level = usual.level.of(own)
        revenue[own] = usual.walks.sales(level, level, own)

    in_blocks(block, size)
    return revenue


def _narrowing(revenue: Draws, axes: Axes, known: Container[str], widths: Widths) -> Draws:
    """What sales of each class are multiplied by; `known` are those `widths.classes` is for."""
    sums = np.empty((len(revenue), len(axes.classes) + 1, revenue.shape[-1]))

    def block(own: slice) -> None:
        sums[own] = by_class(revenue[own], axes.member[own], len(axes.classes))

    in_blocks(block, len(revenue))
    return narrowing(sums, [k for k, name in enumerate(axes.classes) if name in known], widths)


def _multiply(revenue: Draws, factors: Draws, member: NDArray[np.intp]) -> None:
    """Multiply the sales of each class where they lie: a second array of them would be as large."""

    def block(own: slice) -> None:
        revenue[own] *= of_products(factors[own], member[own])

    in_blocks(block, len(revenue))


def _changed(
    posterior: Posterior,
    usual: _Usual,
    changes: Changes,
    seed: int,
    horizon: int,
    factors: Draws,
) -> tuple[Arrivals, Axes, Draws]:
    """Arrivals, axes and sales under a scenario, block by block: its levels are never all held."""
    panel, quarters, walks = posterior.panel, usual.quarters, usual.walks
    parameters = Parameters(panel.assumptions, seed, posterior.size)
    further = partial(extended, posterior)
    coming, curves, axes = arriving(
        changes, panel, usual.coming, usual.curves, parameters, horizon, further
    )
    begins = panel.last.index - FIRST.index + 1.0
    over = applied(changes, axes, coming.entries, parameters, begins)
    if axes.products != usual.axes.products:
        walks = walks_of(posterior, coming, parameters, horizon, walks)
    revenue = np.empty((posterior.size, len(axes.products), len(REGIONS), horizon))

    def block(own: slice) -> None:
        now = _level(panel, curves, coming, quarters, own, over)
        before = matched(usual.level.of(own), usual.axes, now, axes)
        price = changes.price(axes._replace(member=axes.member[own]), quarters[-horizon:])
        drawn = walks.sales(now, before, own)
        drawn *= of_products(factors[own], axes.member[own])
        np.multiply(drawn, price, out=revenue[own])

    in_blocks(block, posterior.size)
    return coming, axes, revenue


def _level(
    panel: Panel,
    curves: Curves,
    coming: Arrivals,
    quarters: NDArray[np.float64],
    own: slice,
    over: Applied | None = None,
) -> Draws:
    """Expected sales of some draws within supply, (draw, product, region, quarter)."""
    every = coming.entries
    sharpness = panel.assumptions["fit_supply_sharpness"].value
    capacity = capacities(panel.supply, quarters, panel.assumptions)
    if over is not None:
        capacity = {
            together: doses * over.changes.supply([panel.products[p] for p in together], quarters)
            for together, doses in capacity.items()
        }
    found = []
    for few in slices(own, FEW):
        start = np.ascontiguousarray(every.start[few])
        kept = start.min(axis=0) < quarters[-1] + 0.5
        entries = Entries(
            every.product[kept],
            every.segment[kept],
            every.region[kept],
            start[:, kept],
            every.end[kept],
        )
        levers = None if over is None else over.levers(entries, kept, few, quarters)
        used, segment = np.unique(entries.segment, return_inverse=True)
        some = of_segments(curves_in(curves, few), used)
        entries = replace(entries, segment=segment)
        found.append(expected_sales(np, some, entries, quarters, levers))
    return limited(np.concatenate(found), curves.price[own], capacity, sharpness)
