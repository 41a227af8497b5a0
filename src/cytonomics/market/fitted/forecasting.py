"""Forecasts from posterior draws, in NumPy alone: known labels, arrivals, and process noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals, coming_labels
from cytonomics.market.fitted.curves import Curves, Entries, expected_sales
from cytonomics.market.fitted.labels import REGIONS, SegmentSize
from cytonomics.market.fitted.observations import LEAST, Series
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.vocabulary import Quarter

# Draws are worked off in blocks, so that a long horizon fits into memory.
_BLOCK = 100
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


def forecast(posterior: Posterior, *, horizon: int, seed: int = 1) -> Forecast:
    """Forecast the products of a panel and those that may come.

    Each series goes on from its last known quarter: its deviation from the curve shrinks by
    `persistence` a quarter and meets the steps of the likelihood, on top of a random walk that
    all share (`fit_common_shock`). The same draws and seed give the same bits.

    Args:
        posterior: draws of the parameters.
        horizon: quarters ahead.
        seed: seed of arrivals and noise.

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
    coming = coming_labels(panel, parameters, horizon)
    curves = _extended(posterior, coming, parameters)
    end = panel.last.index - FIRST.index
    with threadpool_limits(limits=1):
        level = _level(curves, coming, np.arange(end, end + horizon + 1, dtype=float))
    steps = parameters.draws("fit_common_shock")[:, None] * parameters.generator(
        "fitted:common"
    ).standard_normal((parameters.size, horizon))
    common = np.cumsum(steps, axis=1)
    revenue = np.zeros_like(level[..., 1:])
    usual = np.median(panel.price, axis=0)
    treatment = np.vstack([panel.price, *[usual] * coming.entrants])
    for product, series in _series(panel, coming):
        regions = list(series.regions)
        apart = level[:, product, regions]
        summed = apart.sum(axis=1)
        path = _path(
            summed,
            float(treatment[product, regions[0]]),
            None if series.launched is None else float(series.sales[-1]),
            posterior,
            parameters,
            f"fitted:noise:{series.product}:{series.regions[0]}",
            common,
        )
        if series.split and apart[..., 0].min() > _SMALL:
            # Each region keeps its part of the last year and grows as its curve does.
            apart = apart * np.array(series.split)[:, None] / apart[..., :1]
        share = apart[..., 1:] / np.maximum(apart[..., 1:].sum(axis=1, keepdims=True), _SMALL)
        revenue[:, product, regions] = path[:, None] * share
    fixed = np.array([coming.classes.index(name) for name in panel.classes])
    member = np.hstack([np.tile(fixed, (parameters.size, 1)), coming.entrant_class])
    return Forecast(
        tuple(panel.last.shift(step) for step in range(1, horizon + 1)),
        (*panel.products, *coming.names),
        coming.classes,
        member,
        revenue,
    )


def _series(panel: Panel, coming: Arrivals) -> list[tuple[int, Series]]:
    """Each product's position with its series, empty where nothing is sold: each cell once."""
    nothing, everywhere = np.zeros(1), tuple(range(len(REGIONS)))
    found = [(panel.products.index(series.product), series) for series in panel.series]
    for position, product in enumerate(panel.products):
        seen = {r for one in panel.series if one.product == product for r in one.regions}
        found += [(position, Series(product, (r,), nothing)) for r in everywhere if r not in seen]
    unnamed = range(coming.entrants - len(coming.names))
    return found + [
        (len(panel.products) + k, Series(name, everywhere, nothing))
        for k, name in enumerate((*coming.names, *(f"entrant {k}" for k in unnamed)))
    ]


def _extended(posterior: Posterior, coming: Arrivals, parameters: Parameters) -> Curves:
    """The parameters of the curves with entrants and new segments behind the known ones."""
    known, draws = posterior.curves(), posterior.draws
    size, value = parameters.size, parameters.value
    z = _of_entrants(coming, parameters)
    attraction = draws["attraction"][:, None] + draws["attraction_spread"][:, None] * z[0]
    # Odds are small: a label for a part of a segment takes that part of what the whole would.
    attraction[:, : len(coming.names)] += np.log(coming.label_share)
    ramp = np.stack([draws["ramp_usa"], draws["ramp_elsewhere"]], axis=1)[:, None, :]
    ramp = ramp * np.exp(value("fit_ramp_spread") * z[1])[..., None]
    price = np.median(known.price, axis=1, keepdims=True)
    generator = parameters.generator("fitted:fresh")
    unknown = parameters["fit_segment_unknown"]
    opened = list(coming.opened.values())
    others = generator.standard_normal((len(REGIONS), size, coming.fresh - len(opened)))
    own = [
        parameters.generator(f"fitted:opened:{one}").standard_normal((len(REGIONS), size, 1))
        for one in coming.opened
    ]
    z = np.concatenate([*own, others], axis=2)
    sizes = [*opened, *[SegmentSize(unknown.value, unknown.deviation, ())] * others.shape[2]]
    width = np.array([one.width for one in sizes])
    home = np.array([one.patients for one in sizes]) * np.exp(width * z[0])
    multiple = draws["elsewhere"][:, None] * np.exp(value("fit_potential_elsewhere_spread") * z[1])
    return Curves(
        np.hstack([known.attraction, attraction]),
        known.rivalry,
        np.concatenate([known.ramp, ramp], axis=1),
        known.shape,
        np.concatenate([known.patients, np.stack([home, home * multiple], axis=2)], axis=1),
        np.concatenate([known.price, np.repeat(price, coming.entrants, axis=1)], axis=1),
    )


def _of_entrants(coming: Arrivals, parameters: Parameters) -> Draws:
    """Unit normal draws, (3, draw, entrant): those with a name have a stream of their own."""
    unnamed = coming.entrants - len(coming.names)
    named = [
        parameters.generator(f"fitted:entrant:{name}").standard_normal((3, parameters.size, 1))
        for name in coming.names
    ]
    generator = parameters.generator("fitted:entrants")
    return np.concatenate(
        [*named, generator.standard_normal((3, parameters.size, unnamed))], axis=2
    )


def _level(curves: Curves, coming: Arrivals, quarters: NDArray[np.float64]) -> Draws:
    """Expected sales, (draw, product, region, quarter), block by block of draws."""
    every = coming.entries
    parts = []
    for begun in range(0, len(curves.attraction), _BLOCK):
        own = slice(begun, begun + _BLOCK)
        entries = Entries(every.product, every.segment, every.region, every.start[own])
        some = Curves(
            curves.attraction[own],
            curves.rivalry[own],
            curves.ramp[own],
            curves.shape,
            curves.patients[own],
            curves.price[own],
        )
        parts.append(expected_sales(np, some, entries, quarters))
    return np.concatenate(parts)


def _path(
    level: Draws,
    one: float,
    last: float | None,
    posterior: Posterior,
    parameters: Parameters,
    stream: str,
    common: Draws,
) -> Draws:
    """Sales of a series after its last known quarter, (draw, quarter).

    A series that has not begun has the deviation of a launch until it sells.
    """
    generator = parameters.generator(stream)
    draws, horizon = posterior.draws, level.shape[1] - 1
    noise = generator.standard_t(parameters.value("fit_noise_degrees"), (parameters.size, horizon))
    curve = np.log(level + one)
    if last is None:
        off = parameters.value("fit_noise_launch") * generator.standard_normal(parameters.size)
        before = np.zeros(parameters.size)
    else:
        off = np.log(max(last, LEAST) + one) - curve[:, 0]
        before = np.full(parameters.size, last)
    path = np.zeros((parameters.size, horizon))
    for k in range(horizon):
        scale = np.sqrt(draws["step"] ** 2 + draws["small"] ** 2 / np.maximum(before, LEAST))
        off = np.where(before > LEAST, draws["persistence"] * off + scale * noise[:, k], off)
        path[:, k] = np.maximum(np.exp(curve[:, k + 1] + off + common[:, k]) - one, 0.0)
        before = path[:, k]
    return path
