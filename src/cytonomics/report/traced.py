"""The way of every number of a report back: of the market, and of the landscape beside it."""

from __future__ import annotations

from typing import Any

from cytonomics.landscape.booked import booked
from cytonomics.landscape.came import came
from cytonomics.landscape.held import held
from cytonomics.landscape.indicators import indicated
from cytonomics.landscape.shifted import shifted
from cytonomics.market import trails, with_workings
from cytonomics.report.estimates import LOOKED_AT, Estimates
from cytonomics.report.forces import compared_draws, moved


def traced(estimates: Estimates) -> dict[str, Any]:
    """Return the trail of every figure and of every number worked out from figures.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> trail = traced(estimates_of(evaluate(load(), "til", draws=4)))
        >>> "til/hhi/world/world/2025" in trail["workings"]
        True
    """
    market = estimates.market
    seed, draws = market.parameters.seed, compared_draws(estimates)
    forces = shifted(market, LOOKED_AT, draws, seed) if moved(estimates) else ()
    own = (held, came, booked, indicated)
    every = (*(one for workings in own for one in workings(market)), *forces)
    return with_workings(trails(market), market, every)
