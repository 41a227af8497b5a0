"""How much of the variance of a forecast goes with each unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import coming_labels
from cytonomics.market.fitted.forecasting import forecast
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.posterior import Posterior, parameters_of
from cytonomics.market.scenarios.outcomes import sales_in
from cytonomics.vocabulary import Quarter

# Classes of equal size; with a thousand draws each holds fifty.
_CLASSES = 20


@dataclass(frozen=True)
class Share:
    """How much of the variance of a year's log sales goes with one unknown, `share`, 0 to 1.

    `sign` is that of the rank correlation. Unknowns that the fit ties to one another share what
    they explain, so that shares need not add up to one.

    Example:
        >>> Share("fit_rivalry", 0.1, -1).sign
        -1
    """

    name: str
    share: float
    sign: int


def shares(posterior: Posterior, *, year: int = 2031, seed: int = 1) -> tuple[Share, ...]:
    """Return how much of the variance of a year's log sales goes with each unknown, most first.

    On the log scale, since a few draws with heavy-tailed noise would be all of the variance else.
    Unknowns are the learnt parameters, by product, segment and region where there are several,
    and the number of launches, of label expansions and the common shock until that year.

    Args:
        posterior: draws given the sales.
        year: a year after the last known quarter.
        seed: seed of arrivals and noise.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import panel_of, prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> found = shares(prior_draws(panel, seed=1, size=100), year=2023)
        >>> all(0 <= one.share <= 1 for one in found)
        True
    """
    horizon = Quarter(year, 4).index - posterior.panel.last.index
    sales = np.log(sales_in(forecast(posterior, horizon=horizon, seed=seed), year))
    found = [
        Share(name, first_order(draws, sales), int(np.sign(_rank_correlation(draws, sales))))
        for name, draws in _unknowns(posterior, horizon, seed).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.name)))


def _unknowns(posterior: Posterior, horizon: int, seed: int) -> Mapping[str, Draws]:
    panel, curves = posterior.panel, posterior.curves()
    found: dict[str, Draws] = {
        one.assumption: posterior.draws[one.name]
        for one in parameters_of(panel)
        if one.assumption and not one.shape
    }
    for i, product in enumerate(panel.products):
        found[f"attraction of {product}"] = curves.attraction[:, i]
        for r, region in enumerate(REGIONS):
            found[f"ramp of {product}, {region}"] = curves.ramp[:, i, r]
    for i, segment in enumerate(panel.segments):
        for r, region in enumerate(REGIONS):
            found[f"patients of {segment}, {region}"] = curves.patients[:, i, r]
    for r, region in enumerate(REGIONS):
        found[f"net price, {region}"] = curves.price[:, 0, r]
    parameters = Parameters(panel.assumptions, seed, posterior.size)
    coming = coming_labels(panel, parameters, horizon).entries
    began = coming.start > panel.last.index - FIRST.index
    within = began & (coming.start <= panel.last.index - FIRST.index + horizon)
    new = coming.product >= len(panel.products)
    found["labels of new products"] = within[:, new].sum(axis=1).astype(float)
    found["labels of known products"] = within[:, ~new].sum(axis=1).astype(float)
    steps = parameters.generator("fitted:common").standard_normal((posterior.size, horizon))
    found["common shock"] = parameters.draws("fit_common_shock") * steps.sum(axis=1)
    return found


def first_order(given: Draws, result: Draws, classes: int = _CLASSES) -> float:
    """Return the first-order variance share of a result that goes with one input, 0 to 1.

    The input's draws are put into classes of equal size in order of rank; the share is the
    variance between the classes' means over the whole (the given-data estimator of the
    first-order Sobol index: Plischke, Borgonovo and Smith, European Journal of Operational
    Research 2013), less what chance alone puts between them (Kelley's epsilon squared, 1935).

    Args:
        given: draws of the input, (draw,).
        result: draws of the result, (draw,).
        classes: how many classes.

    Example:
        >>> generator = np.random.default_rng(1)
        >>> x, y = generator.standard_normal((2, 5_000))
        >>> round(first_order(x, 2 * x + y), 1), round(first_order(y, 2 * x + y), 1)
        (0.8, 0.2)
    """
    if np.ptp(given) == 0 or np.ptp(result) == 0:
        return 0.0
    _, tied = np.unique(given, return_inverse=True)
    if tied.max() < classes:
        groups = [result[tied == k] for k in range(tied.max() + 1)]
    else:
        groups = np.array_split(result[np.argsort(given, kind="stable")], classes)
    size, mean = len(result), result.mean()
    between = sum(len(group) * (group.mean() - mean) ** 2 for group in groups)
    whole = ((result - mean) ** 2).sum()
    if size <= len(groups):
        return 0.0
    chance = (len(groups) - 1) * (whole - between) / (size - len(groups))
    return float(np.clip((between - chance) / whole, 0.0, 1.0))


def _rank_correlation(one: Draws, other: Draws) -> float:
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    first, second = (np.argsort(np.argsort(draws, kind="stable")) for draws in (one, other))
    return float(np.corrcoef(first, second)[0, 1])
