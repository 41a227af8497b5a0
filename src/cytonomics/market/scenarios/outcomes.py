"""What scenarios do to a forecast: two forecasts with the same random numbers, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.forecasting import Forecast, forecast
from cytonomics.market.fitted.levers import Changes
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.market.scenarios.reading import Scenario
from cytonomics.market.scenarios.resolving import resolved

if TYPE_CHECKING:
    import polars

_ENDS = {"p05": 0.05, "p50": 0.5, "p95": 0.95}


@dataclass(frozen=True, eq=False)
class Outcome:
    """A forecast without and with scenarios; draw by draw they share every random number.

    Example:
        >>> from cytonomics.vocabulary import Quarter
        >>> quarters = tuple(Quarter(2031, number) for number in range(1, 5))
        >>> one = Forecast(quarters, ("a",), ("c",), np.array([[0]]), np.ones((1, 1, 2, 4)))
        >>> two = Forecast(quarters, ("a",), ("c",), np.array([[0]]), np.full((1, 1, 2, 4), 1.5))
        >>> Outcome(("x",), Changes(), one, two).difference(2031).tolist()
        [4.0]
    """

    names: tuple[str, ...]
    changes: Changes
    base: Forecast
    changed: Forecast

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are forecast from their first quarter to their last."""
        return whole_years(self.base)

    def difference(self, year: int) -> Draws:
        """Return how much more is sold in a year than without, (draw,), million USD, nominal."""
        return sales_in(self.changed, year) - sales_in(self.base, year)

    def frame(self) -> polars.DataFrame:
        """Return sales by year without and with, and the difference, million USD, nominal.

        `base` and `scenario` are means; of the difference `mean` and percentiles are given, and
        `relative` is its mean as a fraction of the base.
        """
        import polars

        rows = []
        for year in self.years:
            base, difference = float(sales_in(self.base, year).mean()), self.difference(year)
            ends = {name: float(np.quantile(difference, part)) for name, part in _ENDS.items()}
            mean = float(difference.mean())
            rows.append(
                {"year": year, "base": base, "scenario": base + mean, "mean": mean, **ends,
                 "relative": mean / base}
            )  # fmt: skip
        return polars.DataFrame(rows)


def outcome(
    scenarios: Sequence[Scenario],
    posterior: Posterior,
    evidence: Evidence,
    *,
    horizon: int,
    seed: int = 1,
    base: Forecast | None = None,
) -> Outcome:
    """Forecast without and with scenarios laid over one another.

    Args:
        scenarios: what was read.
        posterior: draws given the sales.
        evidence: the facts.
        horizon: quarters ahead.
        seed: seed of arrivals and noise, the same for both forecasts.
        base: the forecast without scenarios, where it is there already.

    Raises:
        MarketError: as `resolved` does.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import panel_of, prior_draws
        >>> from cytonomics.market.scenarios.shipped import shipped
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> draws = prior_draws(panel, seed=1, size=20)
        >>> cut = outcome([shipped("price_cut")], draws, load(), horizon=27)
        >>> bool((cut.difference(2028) <= 0).all())
        True
    """
    found = resolved(scenarios, posterior, evidence)
    if base is None:
        base = forecast(posterior, horizon=horizon, seed=seed)
    over = found.over(posterior)
    changed = forecast(over, horizon=horizon, seed=seed, changes=found.changes, base=base)
    return Outcome(tuple(one.name for one in scenarios), found.changes, base, changed)


def whole_years(ahead: Forecast) -> tuple[int, ...]:
    """Return the years of which every quarter is forecast.

    Example:
        >>> from cytonomics.vocabulary import Quarter
        >>> quarters = tuple(Quarter(2030, 4).shift(step) for step in range(6))
        >>> whole_years(Forecast(quarters, (), (), np.zeros((1, 0), int), np.zeros((1, 0, 2, 6))))
        (2031,)
    """
    years = [quarter.year for quarter in ahead.quarters]
    return tuple(year for year in dict.fromkeys(years) if years.count(year) == 4)


def sales_in(ahead: Forecast, year: int) -> Draws:
    """Return all sales of a year, (draw,), million USD, nominal.

    Raises:
        MarketError: if the forecast does not hold the whole year.

    Example:
        >>> from cytonomics.vocabulary import Quarter
        >>> quarters = tuple(Quarter(2031, number) for number in range(1, 5))
        >>> one = Forecast(quarters, ("a",), ("c",), np.array([[0]]), np.ones((1, 1, 2, 4)))
        >>> sales_in(one, 2031).tolist()
        [8.0]
    """
    if year not in whole_years(ahead):
        raise MarketError(
            f"the forecast from {ahead.quarters[0]} to {ahead.quarters[-1]} does not hold the "
            f"whole year {year}; take another year or a longer horizon"
        )
    own = [k for k, quarter in enumerate(ahead.quarters) if quarter.year == year]
    return np.asarray(ahead.total()[:, own].sum(axis=1))
