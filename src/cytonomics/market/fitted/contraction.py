"""How far each parameter was learnt from sales: the prior beside the posterior."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.posterior import Posterior, parameters_of, prior_draws

_PRIOR_DRAWS = 4000
_ENDS = (0.05, 0.5, 0.95)


class Contraction(NamedTuple):
    """A quantity with its 5th, 50th and 95th percentile before and after the fit.

    `learnt` is 1 − variance after ÷ variance before, on the log scale for what is positive:
    nought where sales say nothing, one where they leave nothing open, below nought where the
    fit is wider than the prior (Schad, Betancourt and Vasishth, Psychological Methods 2021).

    Example:
        >>> Contraction("ramp_usa", "quarters", (5.6, 10.0, 17.9), (4.0, 5.0, 6.0), 0.9).learnt
        0.9
    """

    quantity: str
    unit: str
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    learnt: float


def contractions(posterior: Posterior, *, seed: int = 1) -> tuple[Contraction, ...]:
    """Compare what a fit says of each parameter with its prior.

    Args:
        posterior: draws given the sales.
        seed: seed of the draws from the prior.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import Parameters, assumptions
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> from cytonomics.market.history import reported_sales
        >>> from cytonomics.vocabulary import Quarter
        >>> parameters = Parameters(assumptions(load()), seed=1, size=20)
        >>> history = reported_sales(load(), frozenset({"carvykti"}), parameters, 2025)
        >>> panel = panel_of(load(), "car_t", history, parameters, Quarter(2025, 4))
        >>> rows = contractions(prior_draws(panel, seed=2, size=4_000))
        >>> max(abs(row.learnt) for row in rows) < 0.15  # nothing was learnt from no sales
        True
    """
    before = prior_draws(posterior.panel, seed=seed, size=_PRIOR_DRAWS)
    return tuple(
        Contraction(name, unit, _ends(old), _ends(new), _learnt(old, new))
        for (name, unit, old), (_, _, new) in zip(
            _quantities(before), _quantities(posterior), strict=True
        )
    )


def _quantities(posterior: Posterior) -> Iterator[tuple[str, str, Draws]]:
    panel, curves = posterior.panel, posterior.curves()
    for one in parameters_of(panel):
        if one.assumption:
            assumption = panel.assumptions[one.assumption]
            yield one.assumption, assumption.unit, posterior.draws[one.name]
    for i, product in enumerate(panel.products):
        yield f"attraction of {product}", "log odds", curves.attraction[:, i]
    for i, segment in enumerate(panel.segments):
        yield f"patients of {segment}", "US patients a year", curves.patients[:, i, 0]
    for i, region in enumerate(REGIONS):
        yield (
            f"net price, {region}",
            "of its prior median",
            np.exp(panel.price_width[i] * posterior.draws["price_z"][:, i]),
        )


def _ends(draws: Draws) -> tuple[float, ...]:
    return tuple(float(end) for end in np.quantile(draws, _ENDS))


def _learnt(before: Draws, after: Draws) -> float:
    if before.min() > 0:
        before, after = np.log(before), np.log(after)
    return 1.0 - float(after.var() / before.var())
