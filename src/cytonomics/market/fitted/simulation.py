"""Sales and counts that a panel could have had: draws from the likelihood that `fitting` fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Parameters
from cytonomics.market.fitted.anchors import Anchor
from cytonomics.market.fitted.curves import expected_sales
from cytonomics.market.fitted.deviations import chain_of
from cytonomics.market.fitted.likelihood import (
    expectations,
    implied_patients,
    levels,
    one_treatment,
)
from cytonomics.market.fitted.observations import Observation
from cytonomics.market.fitted.panel import Panel
from cytonomics.market.fitted.posterior import curves_of


def simulated(panel: Panel, draws: Mapping[str, np.ndarray], seed: int) -> Panel:
    """Return the panel with figures that the model makes up given one draw of its parameters.

    What is printed or counted of what, over which quarters and how exactly stays as it is. Sales
    are drawn each given those before, as the likelihood has it, and may be a little under nought
    where they are small; registry counts follow from the curves alone.

    Args:
        panel: the facts.
        draws: one draw of the parameters by name, without a draw axis.
        seed: seed of the noise.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> from cytonomics.market.fitted.posterior import prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> truth = {name: x[0] for name, x in prior_draws(panel, seed=1, size=1).draws.items()}
        >>> made_up = simulated(panel, truth, seed=1)
        >>> len(made_up.observations) == len(panel.observations)
        True
    """
    curves = curves_of(np, draws, panel)
    expected = expected_sales(np, curves, panel.entries, panel.quarters)
    level, one = levels(np, panel, expected), one_treatment(panel)
    parameters = Parameters(panel.assumptions, seed, 1)
    launch = parameters.value("fit_noise_launch")
    made_up = list(panel.observations)
    for family in _families(panel.observations):
        first_cell = made_up[family[0]].cells[0]
        name = f"{panel.products[first_cell.product]}:{first_cell.region}"
        generator = parameters.generator(f"simulated:{name}")
        noise = generator.standard_t(parameters.value("fit_noise_degrees"), len(family))
        first = generator.standard_normal(len(family))
        off = np.zeros(len(family))
        for k, at in enumerate(family):
            # Later sales, here still the old ones, do not matter.
            chain = chain_of(tuple(made_up[other] for other in family[: k + 1]))
            middle, scale = expectations(np, chain, off[: k + 1], draws, launch)
            off[k] = middle[k] + scale[k] * (first[k] if chain.launch[k] else noise[k])
            quarterly = (level[at] + one[at]) * np.exp(off[k]) - one[at]
            made_up[at] = replace(made_up[at], sales=quarterly * len(made_up[at].quarters))
    return replace(
        panel,
        observations=tuple(made_up),
        anchors=_counted(panel, implied_patients(np, panel, curves.price, expected), parameters),
    )


def _counted(
    panel: Panel, implied: NDArray[np.float64], parameters: Parameters
) -> tuple[Anchor, ...]:
    """What registries would count of so many patients, with their error."""
    noise = parameters.generator("simulated:patients").standard_normal(len(panel.anchors))
    counts = implied * np.exp(parameters.value("fit_treated_error") * noise)
    return tuple(
        one._replace(patients=float(count))
        for one, count in zip(panel.anchors, counts, strict=True)
    )


def _families(observations: tuple[Observation, ...]) -> list[list[int]]:
    """Positions of observations that share cells, directly or through others, in their order."""
    families: list[tuple[set[tuple[int, int]], list[int]]] = []
    for k, one in enumerate(observations):
        cells: set[tuple[int, int]] = set(one.cells)
        joined = [family for family in families if family[0] & cells]
        families = [family for family in families if not family[0] & cells]
        members = sorted([k, *(i for _, own in joined for i in own)])
        families.append((cells.union(*(own for own, _ in joined)), members))
    return [members for _, members in families]
