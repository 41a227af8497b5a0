"""The fitted market model as a forecaster of the back-test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from cytonomics.market.backtests import (
    Knowledge,
    Made,
    Target,
    damped_trend_forecast,
    learnt_width,
    made_of,
    scored_targets,
)
from cytonomics.market.fitted import Forecast, Posterior, as_wide, fit, forecast, narrowed, panel_of
from cytonomics.market.prices import HOME

SCOPE = "adoptive_cell_therapy"
WHOLE = Target("total", "")


class Fitted:
    """Fits at every origin and keeps the fits for the tables about them."""

    def __init__(self, progress: Callable[[str], None] = lambda step: None) -> None:
        self.progress = progress
        self.fits: list[tuple[Knowledge, Posterior]] = []
        self.made: list[Made] = []
        self.widths: list[float] = []

    def __call__(self, then: Knowledge, horizons: int) -> Mapping[Target, np.ndarray]:
        panel = panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)
        posterior = fit(
            panel, progress=lambda step: self.progress(f"{then.day.isoformat()}: {step}")
        )
        self.fits.append((then, posterior))
        self.widths.append(self.width(then))
        drawn = forecast(as_wide(posterior, 1.0), horizon=horizons)
        self.made.append(made_of(then.last.shift(1), targets_of(drawn, then, horizons)[WHOLE]))
        narrowing = narrowed(drawn.total(), self.widths[-1])
        wide = replace(drawn, revenue=drawn.revenue * narrowing[:, None, None])
        return targets_of(wide, then, horizons)

    def width(self, then: Knowledge) -> float:
        """Learn how wide a forecast should be from those made before and what is known of them."""
        history = then.history
        known = zip(history.quarters, history.revenue.mean(axis=0).sum(axis=1), strict=True)
        came = {quarter: float(sales) for quarter, sales in known if quarter <= then.last}
        return learnt_width(self.made, came, then.parameters.value("forecast_width_prior"))


def targets_of(ahead: Forecast, then: Knowledge, horizons: int) -> Mapping[Target, np.ndarray]:
    """Sum a forecast into the targets; products sold in one country go on by their trend."""
    offers = then.history.offers
    generator = np.random.default_rng(1)
    local = {}
    for target, draws in damped_trend_forecast(then, horizons).items():
        if target.kind == "product" and target.name not in ahead.products:
            local[target.name] = draws[generator.integers(0, len(draws), len(ahead.revenue))]
    found = {}
    for target, columns in scored_targets(then.evidence, offers).items():
        beside = {offers[j].product for j in columns} & local.keys()
        found[target] = _of(ahead, target) + sum(local[product] for product in sorted(beside))
    return found


def _of(ahead: Forecast, target: Target) -> np.ndarray:
    if target.kind == "total":
        return ahead.total()
    if target.kind == "region":
        home = ahead.of_region(HOME)
        return home if target.name == HOME else ahead.total() - home
    if target.kind == "class" and target.name in ahead.classes:
        return ahead.of_class(target.name)
    if target.kind == "product" and target.name in ahead.products:
        return ahead.of_product(target.name)
    return np.zeros_like(ahead.total())
