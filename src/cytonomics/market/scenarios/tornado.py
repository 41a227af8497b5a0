"""What moves a market most: one thing at a time by differentiation, all at once by variance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted import levers as lever
from cytonomics.market.fitted.forecasting import forecast
from cytonomics.market.fitted.levers import Changes, Lever, When, Where
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.posterior import Posterior, parameters_of
from cytonomics.market.scenarios.assuming import assumptions_open
from cytonomics.market.scenarios.outcomes import sales_in
from cytonomics.market.scenarios.resolving import resolved
from cytonomics.market.scenarios.shipped import names, shipped
from cytonomics.market.scenarios.variance import shares
from cytonomics.vocabulary import Quarter

if TYPE_CHECKING:
    import polars

_ENDS = (0.05, 0.95)
_STEP = 1.1
_LEVERS = (lever.PATIENTS, lever.ATTRACTION, lever.PRICE, lever.RAMP, lever.LAUNCHES,
           lever.EXPANSIONS)  # fmt: skip
PARAMETER, ASSUMPTION, LEVER = "parameter", "assumption", "lever"
SCENARIO, RANGE = "scenario", "range of a scenario"


@dataclass(frozen=True)
class Swing:
    """What mean sales of a year become when one thing is at the low and at the high of its range.

    `low` and `high` are in the thing's own unit; a scenario goes from 0 (without) to 1 (as
    written), its range from the low to the high ends of all its sizes. `sales_low` and
    `sales_high` are million USD, nominal; `base` is without any change; `error` is the standard
    error of `sales_high` − `sales_low` from the number of draws.

    Example:
        >>> one = Swing("lever", "patients", 0.5, 2.0, 50.0, 200.0, 100.0, 1.0)
        >>> one.swing, one.elasticity, one.sign
        (150.0, 1.0, 1)
    """

    kind: str
    name: str
    low: float
    high: float
    sales_low: float
    sales_high: float
    base: float
    error: float

    @property
    def swing(self) -> float:
        """How far sales move from the low to the high end, million USD."""
        return self.sales_high - self.sales_low

    @property
    def sign(self) -> int:
        """1 where more of it sells more, -1 where less, 0 where its range moves nothing."""
        return int(np.sign(self.swing))

    @property
    def elasticity(self) -> float:
        """The per cent that sales move by for each per cent, as a central difference of logs.

        Nothing (nan) where an end is not above nought.
        """
        positive = self.low > 0 and self.sales_low > 0 and self.sales_high > 0
        if not positive or self.low == self.high:
            return float("nan")
        return float(np.log(self.sales_high / self.sales_low) / np.log(self.high / self.low))


def swings(
    posterior: Posterior, evidence: Evidence, *, year: int = 2031, seed: int = 1
) -> tuple[Swing, ...]:
    """Move one thing at a time and return what the sales of a year do, the farthest first.

    Parameters that the fit has learnt go to their 5th and 95th percentile in all draws, others
    staying as they are; assumptions that a forecast still looks at to the ends of their range;
    each lever to a tenth more and less from the next quarter on, everywhere; each shipped
    scenario comes or does not, and goes to the low and high ends of the ranges it gives. Every
    random number stays the same, but for the number of arrivals where an assumption moves their
    rate.

    Args:
        posterior: draws given the sales.
        evidence: the facts.
        year: a year after the last known quarter.
        seed: seed of arrivals and noise.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import panel_of, prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> found = swings(prior_draws(panel, seed=1, size=10), load(), year=2023)
        >>> {one.name: one.sign for one in found}["patients"]
        1
    """
    horizon = Quarter(year, 4).index - posterior.panel.last.index

    plain = forecast(posterior, horizon=horizon, seed=seed)

    def sales(over: Posterior, changes: Changes | None = None) -> Draws:
        ahead = forecast(over, horizon=horizon, seed=seed, changes=changes, base=plain)
        return sales_in(ahead, year)

    base = float(sales_in(plain, year).mean())
    found = []
    for kind, name, (low, over_low, changes_low), (high, over_high, changes_high) in _cases(
        posterior, evidence
    ):
        less, more = sales(over_low, changes_low), sales(over_high, changes_high)
        error = float((more - less).std() / np.sqrt(posterior.size))
        found.append(
            Swing(kind, name, low, high, float(less.mean()), float(more.mean()), base, error)
        )
    return tuple(sorted(found, key=lambda one: (-abs(one.swing), one.name)))


_End = tuple[float, Posterior, Changes | None]


def _cases(posterior: Posterior, evidence: Evidence) -> Iterator[tuple[str, str, _End, _End]]:
    panel = posterior.panel

    def of_draws(name: str, value: float) -> _End:
        draws = {**posterior.draws, name: np.full(posterior.size, value)}
        return value, Posterior(panel, draws), None

    def of_assumption(name: str, value: float) -> _End:
        one = replace(panel.assumptions[name], value=value, overridden=True)
        known = {**panel.assumptions, name: one}
        return value, Posterior(replace(panel, assumptions=known), posterior.draws), None

    def of_lever(kind: str, times: float) -> _End:
        when = When(float(panel.last.shift(1).index - FIRST.index))
        return times, posterior, Changes((Lever(kind, Where(), when, times),))

    def of_scenario(name: str, end: str, at: float) -> _End:
        found = resolved([shipped(name)], posterior, evidence, end)
        return at, found.over(posterior), found.changes

    for one in parameters_of(panel):
        if one.assumption and not one.shape:
            low, high = (float(q) for q in np.quantile(posterior.draws[one.name], _ENDS))
            yield PARAMETER, one.assumption, of_draws(one.name, low), of_draws(one.name, high)
    for name in sorted(assumptions_open(posterior)):
        known = panel.assumptions[name]
        if known.low < known.high:
            yield ASSUMPTION, name, of_assumption(name, known.low), of_assumption(name, known.high)
    for kind in _LEVERS:
        yield LEVER, kind, of_lever(kind, 1.0 / _STEP), of_lever(kind, _STEP)
    for name in names():
        yield SCENARIO, name, (0.0, posterior, None), of_scenario(name, "value", 1.0)
        if any({"low", "high"} & set(entry.values) for entry in shipped(name).entries):
            unit = float("nan")
            yield RANGE, name, of_scenario(name, "low", unit), of_scenario(name, "high", unit)


def tornado(
    posterior: Posterior, evidence: Evidence, *, year: int = 2031, seed: int = 1
) -> polars.DataFrame:
    """Return both views of what moves the sales of a year, as one table, the farthest swing first.

    Columns: kind, name, low, high, sales_low, sales_high, base, swing, error, sign, elasticity,
    variance_share. An unknown that only one view looks at has nothing in the other's columns.

    Args:
        posterior: draws given the sales.
        evidence: the facts.
        year: a year after the last known quarter.
        seed: seed of arrivals and noise.
    """
    import polars

    explained = {one.name: one for one in shares(posterior, year=year, seed=seed)}
    rows = []
    for one in swings(posterior, evidence, year=year, seed=seed):
        share = explained.pop(one.name, None)
        rows.append(
            {
                "kind": one.kind, "name": one.name, "low": one.low, "high": one.high,
                "sales_low": one.sales_low, "sales_high": one.sales_high, "base": one.base,
                "swing": one.swing, "error": one.error, "sign": one.sign,
                "elasticity": one.elasticity, "variance_share": share.share if share else None,
            }
        )  # fmt: skip
    rows += [
        {"kind": PARAMETER, "name": one.name, "sign": one.sign, "variance_share": one.share}
        for one in explained.values()
    ]
    floats = dict.fromkeys(
        ("low", "high", "sales_low", "sales_high", "base", "swing", "error", "elasticity",
         "variance_share"), polars.Float64,
    )  # fmt: skip
    schema = {"kind": polars.String, "name": polars.String, "sign": polars.Int64, **floats}
    table = polars.DataFrame(rows, schema=schema)
    return table.with_columns(polars.col(list(floats)).fill_nan(None))
