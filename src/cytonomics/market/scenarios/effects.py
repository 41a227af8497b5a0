"""What every shipped scenario does to the sales of one year, side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.fitted.forecasting import forecast
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.market.scenarios.outcomes import outcome, sales_in
from cytonomics.market.scenarios.reading import Scenario
from cytonomics.market.scenarios.shipped import names, shipped
from cytonomics.vocabulary import Quarter


class Effect(NamedTuple):
    """A scenario and how much more is sold with it in a year: mean and 90 % interval.

    Money is million USD, nominal; `relative` is the mean as a fraction of sales without it.

    Example:
        >>> Effect(shipped("price_cut"), -2.0, -3.0, -1.0, -0.1).relative
        -0.1
    """

    scenario: Scenario
    mean: float
    p05: float
    p95: float
    relative: float


def effects(
    posterior: Posterior,
    evidence: Evidence,
    year: int,
    *,
    seed: int = 1,
    progress: Callable[[str], None] = lambda step: None,
) -> tuple[Effect, ...]:
    """Return the effect of every shipped scenario on the sales of a year, the greatest first.

    Args:
        posterior: draws given the sales.
        evidence: the facts.
        year: a calendar year after the last one of which a quarter is known.
        seed: seed of arrivals and noise, the same for every forecast.
        progress: is told which scenario is under way.

    Raises:
        MarketError: if the year is not one of the forecast.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.fitted import current, of_size
        >>> found = effects(of_size(current(load())[0], 20), load(), 2028)
        >>> {one.scenario.name: one.mean < 0 for one in found}["price_cut"]
        True
    """
    horizon = Quarter(year, 4).index - posterior.panel.last.index
    base = forecast(posterior, horizon=horizon, seed=seed)
    without = float(sales_in(base, year).mean())
    found = []
    for name in names():
        progress(f"scenario {name}")
        scenario = shipped(name)
        changed = outcome(
            [scenario], posterior, evidence, horizon=horizon, seed=seed, base=base
        ).difference(year)
        low, high = np.quantile(changed, [0.05, 0.95])
        mean = float(changed.mean())
        found.append(Effect(scenario, mean, float(low), float(high), mean / without))
    return tuple(sorted(found, key=lambda one: (-one.mean, one.scenario.name)))
