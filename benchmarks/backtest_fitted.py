"""The fitted market model as a forecaster of the back-test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from cytonomics.market.backtests import (
    Knowledge,
    Made,
    Target,
    damped_trend_forecast,
    learnt_width,
    made_of,
    missed,
    scored_targets,
    summed,
)
from cytonomics.market.fitted import (
    Forecast,
    Posterior,
    Widths,
    established,
    fit,
    forecast,
    panel_of,
)
from cytonomics.market.prices import HOME

SCOPE = "adoptive_cell_therapy"
WHOLE = Target("total", "")


class Fitted:
    """Fits at every origin and keeps the fits for the tables about them."""

    def __init__(self, progress: Callable[[str], None] = lambda step: None) -> None:
        self.progress = progress
        self.fits: list[tuple[Knowledge, Posterior]] = []
        # Established classes as they are drawn, and the total once they are as wide as learnt.
        self.made: list[tuple[Target, Made]] = []
        self.widths: list[Widths] = []

    def __call__(self, then: Knowledge, horizons: int) -> Mapping[Target, np.ndarray]:
        panel = panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)
        posterior = fit(
            panel, progress=lambda step: self.progress(f"{then.day.isoformat()}: {step}")
        )
        self.fits.append((then, posterior))
        self.widths.append(self.learnt(then))
        own = self.widths[-1]

        def ahead(widths: Widths) -> Forecast:
            return forecast(posterior, horizon=horizons, widths=widths)

        classes = [Target("class", name) for name in sorted(established(panel))]
        self.keep(ahead(Widths()), then, classes)
        self.keep(ahead(own._replace(total=1.0)), then, [WHOLE])
        return targets_of(ahead(own), then, horizons)

    def keep(self, ahead: Forecast, then: Knowledge, targets: Iterable[Target]) -> None:
        """Remember a forecast of some sums."""
        found = targets_of(ahead, then, len(ahead.quarters))
        self.made += [(one, made_of(ahead.quarters[0], found[one])) for one in targets]

    def learnt(self, then: Knowledge) -> Widths:
        """Learn how wide a forecast should be from those made before and what is known of them."""
        history, prior = then.history, then.parameters.value("forecast_width_prior")
        revenue, came = history.revenue.mean(axis=0), {}
        for target, columns in scored_targets(then.evidence, history.offers).items():
            sales = zip(history.quarters, summed(revenue, columns), strict=True)
            came[target] = {q: float(sale) for q, sale in sales if q <= then.last}

        def of(kind: str) -> float:
            own = [missed(one, came[target]) for target, one in self.made if target.kind == kind]
            return learnt_width(own, prior)

        return Widths(of("class"), of("total"))


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
