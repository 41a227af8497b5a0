"""What the model makes of every observation: its deviation, what was expected, and how widely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.fitted.anchors import MODALITY
from cytonomics.market.fitted.curves import QUARTERS_A_YEAR, Array
from cytonomics.market.fitted.deviations import Chain, expected_deviations, step_variance
from cytonomics.market.fitted.panel import Panel


def levels(xp: Any, panel: Panel, expected: Array) -> Array:
    """Return expected sales a quarter of each observation, (…, observation), million USD.

    Args:
        xp: numpy or jax.numpy.
        panel: the facts.
        expected: expected sales, (…, product, region, quarter), million USD a quarter.
    """
    flat = xp.reshape(expected, (*expected.shape[:-3], -1))
    place, weight = _places(panel, expected.shape[-3:])
    return (flat[..., place] * weight).sum(axis=-1)


@lru_cache(maxsize=8)
def _places(panel: Panel, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Where an observation's cells and quarters lie and what they count, (observation, place).

    Short lists are filled up with places that count nothing.
    """
    longest = max(len(one.cells) * len(one.quarters) for one in panel.observations)
    place = np.zeros((len(panel.observations), longest), dtype=np.intp)
    weight = np.zeros(place.shape)
    for k, one in enumerate(panel.observations):
        own = [(*cell, quarter) for cell in one.cells for quarter in one.quarters]
        place[k, : len(own)] = np.ravel_multi_index(tuple(np.array(own).T), shape)
        weight[k, : len(own)] = 1.0 / len(one.quarters)
    return place, weight


def one_treatment(panel: Panel) -> NDArray[np.float64]:
    """Return the price of one treatment of each observation, (observation,), million USD.

    It is added to sales and to their curve: the log of nothing does not exist.
    """
    return np.array([panel.price[one.cells[0]] for one in panel.observations])


class Seen(NamedTuple):
    """The numbers of the observations; all else of a panel and its chain is shape.

    `sales` and `before` are million USD a quarter, (observation,); `weight` is (link,), `error`
    (observation,), as in `Chain`; `patients` are those that registries counted, (anchor,).

    Example:
        >>> Seen(*(np.zeros(0) for _ in range(5))).sales.shape
        (0,)
    """

    sales: Array
    weight: Array
    before: Array
    error: Array
    patients: Array


def seen_of(panel: Panel) -> Seen:
    """Return the numbers of a panel's observations.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> len(seen_of(panel).sales) == len(panel.observations)
        True
    """
    sales = np.array([seen.quarterly for seen in panel.observations])
    patients = np.array([one.patients for one in panel.anchors])
    return Seen(sales, panel.chain.weight, panel.chain.before, panel.chain.error, patients)


def deviations(xp: Any, panel: Panel, expected: Array, sales: Array | None = None) -> Array:
    """Return the log of sales less that of their curve, (…, observation).

    Args:
        xp: numpy or jax.numpy.
        panel: the facts.
        expected: expected sales, (…, product, region, quarter), million USD a quarter.
        sales: in place of the panel's own, (observation,), million USD a quarter.
    """
    one = one_treatment(panel)
    sold = seen_of(panel).sales if sales is None else sales
    return xp.log(sold + one) - xp.log(levels(xp, panel, expected) + one)


def expectations(
    xp: Any, chain: Chain, off: Array, draws: Mapping[str, Array], launch: float
) -> tuple[Array, Array]:
    """Return what is expected of each deviation and the scale about it, both (…, observation).

    Where cells are seen apart for the first time the scale is `launch`; else that of the steps
    since they were last seen, with the errors of what is printed. Nothing of an observation
    itself enters, only of those before it: `simulation` draws one after the other.

    Args:
        xp: numpy or jax.numpy.
        chain: the links.
        off: deviations, (…, observation).
        draws: parameters by name.
        launch: standard deviation of the log of the first sales.
    """
    persistence = draws["persistence"]
    steps = step_variance(
        xp,
        chain.gap,
        persistence[..., None],
        draws["step"][..., None],
        draws["small"][..., None],
        chain.before,
    )
    variance = xp.where(chain.launch, launch**2, steps) + chain.error**2
    return expected_deviations(xp, chain, off, persistence), xp.sqrt(variance)


def residuals(
    xp: Any, panel: Panel, draws: Mapping[str, Array], expected: Array, seen: Seen | None = None
) -> tuple[Array, Array]:
    """Return how far each log deviation lies from what was expected of it, and the scale of that.

    Both are (…, observation).

    Args:
        xp: numpy or jax.numpy.
        panel: the facts.
        draws: parameters by name.
        expected: expected sales, (…, product, region, quarter), million USD a quarter.
        seen: in place of the panel's own numbers.
    """
    seen = seen or seen_of(panel)
    chain = replace(panel.chain, weight=seen.weight, before=seen.before, error=seen.error)
    off = deviations(xp, panel, expected, seen.sales)
    launch = panel.assumptions["fit_noise_launch"].value
    middle, scale = expectations(xp, chain, off, draws, launch)
    return off - middle, scale


def implied_patients(xp: Any, panel: Panel, price: Array, expected: Array) -> Array:
    """Return how many patients each registry would count, (…, anchor).

    Treatments are expected sales over net price; a registry counts `fit_infusions_beside_sales`
    more a year, in trials and of hospital-made products.

    Args:
        xp: numpy or jax.numpy.
        panel: the facts.
        price: net price, (…, product, region), million USD.
        expected: expected sales, (…, product, region, quarter), million USD a quarter.
    """
    own = np.array([name.split()[0] == MODALITY for name in panel.classes], dtype=float)
    treated = xp.sum(expected / price[..., None] * own[:, None, None], axis=-3)
    flat = xp.reshape(treated, (*treated.shape[:-2], -1))
    counted = np.zeros((*treated.shape[-2:], len(panel.anchors)))
    for k, one in enumerate(panel.anchors):
        counted[one.region, list(one.quarters), k] = 1.0
    years = np.array([len(one.quarters) for one in panel.anchors]) / QUARTERS_A_YEAR
    beside = panel.assumptions["fit_infusions_beside_sales"].value * years
    return xp.matmul(flat, counted.reshape(-1, len(panel.anchors))) + beside


def anchor_residuals(
    xp: Any, panel: Panel, price: Array, expected: Array, seen: Seen | None = None
) -> Array:
    """Return how far registry counts lie from the implied patients, (…, anchor).

    In standard deviations of the log, `fit_treated_error`.

    Args:
        xp: numpy or jax.numpy.
        panel: the facts.
        price: net price, (…, product, region), million USD.
        expected: expected sales, (…, product, region, quarter), million USD a quarter.
        seen: in place of the panel's own numbers.
    """
    off = xp.log((seen or seen_of(panel)).patients) - xp.log(
        implied_patients(xp, panel, price, expected)
    )
    return off / panel.assumptions["fit_treated_error"].value
