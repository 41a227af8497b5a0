"""What is ranked: every scalar parameter, and sums of the curves that a forecast rests on."""

from __future__ import annotations

import numpy as np

from cytonomics.market.assumptions import Draws
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted import Posterior, expected_sales
from cytonomics.market.fitted.posterior import parameters_of

NEXT_YEAR, NEXT_DECADE = "expected sales, next year", "expected sales, ten years on"
# Depends on data and parameters alike, and so finds what parameters alone do not (Modrák and
# others, Bayesian Analysis 2023); only JAX can work it out.
LIKELIHOOD = "log likelihood"
_AHEAD = {NEXT_YEAR: 1, NEXT_DECADE: 37}


def quantities_of(posterior: Posterior) -> dict[str, Draws]:
    """Return the draws, (draw,), of every scalar parameter and of some test quantities.

    Expected sales are those of the known labels over four quarters, million USD, nominal.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import panel_of, prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> found = quantities_of(prior_draws(panel, seed=1, size=5))
        >>> found["attraction_z 6"].shape, "persistence" in found
        ((5,), True)
    """
    panel = posterior.panel
    found: dict[str, Draws] = {}
    for one in parameters_of(panel):
        draws = np.asarray(posterior.draws[one.name])
        flat = draws.reshape(len(draws), -1)
        names = [f"{one.name} {k + 1}" for k in range(flat.shape[1])] if one.shape else [one.name]
        found |= {name: flat[:, k] for k, name in enumerate(names)}
    curves, end = posterior.curves(), panel.quarters[-1]
    for name, ahead in _AHEAD.items():
        year = end + ahead + np.arange(4.0)
        found[name] = expected_sales(np, curves, panel.entries, year).sum(axis=(1, 2, 3))
    return found


def rank_of(truth: float, draws: Draws) -> int:
    """Return how many draws lie below the truth.

    Raises:
        MarketError: if a draw is not a number.

    Example:
        >>> rank_of(0.5, np.array([0.1, 0.9, 0.4]))
        2
    """
    if np.isnan(draws).any():
        raise MarketError("a fit gave draws that are not numbers and cannot be ranked")
    return int((draws < truth).sum())
