"""Where every group of regions stood when last seen: what was seen together goes on together."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals
from cytonomics.market.fitted.blocks import curves_in, in_blocks
from cytonomics.market.fitted.curves import expected_sales
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.likelihood import deviations
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.posterior import Posterior


class Group(NamedTuple):
    """Regions of a product whose deviation is one: `lead` quarters since they were last seen.

    `sales` are those of the last observation, million USD a quarter, or nothing where there was
    none.

    Example:
        >>> Group("kymriah", 0, (1, 2), 0, 40.0).lead
        0
    """

    name: str
    product: int
    regions: tuple[int, ...]
    lead: int
    sales: float | None


def groups_of(panel: Panel, coming: Arrivals) -> list[Group]:
    """Every product and region once, as the last observations leave them, the longest ago first."""
    standing, end = panel.chain.standing, panel.last.index - FIRST.index
    found: list[Group] = []
    for position, product in enumerate(panel.products):
        seen = {standing[cell].together for cell in standing if cell.product == position}
        for cells in sorted(seen):
            lead = max(round(end - max(standing[cell].middle for cell in cells)), 0)
            regions = tuple(cell.region for cell in cells)
            sales = sum(standing[cell].sales for cell in cells)
            found.append(Group(product, position, regions, lead, sales))
        held = {cell.region for cells in seen for cell in cells}
        found += [
            Group(product, position, (r,), 0, None) for r in range(len(REGIONS)) if r not in held
        ]
    everywhere, unnamed = tuple(range(len(REGIONS))), range(coming.entrants - len(coming.names))
    found += [
        Group(name, len(panel.products) + k, everywhere, 0, None)
        for k, name in enumerate((*coming.names, *(f"entrant {k}" for k in unnamed)))
    ]
    return sorted(found, key=lambda group: -group.lead)


def common_walk(parameters: Parameters, lead: int, horizon: int) -> Draws:
    """The random walk that all products share, (draw, lead + horizon), nought until today."""
    steps = parameters.draws("fit_common_shock")[:, None] * parameters.generator(
        "fitted:common"
    ).standard_normal((parameters.size, horizon))
    return np.hstack([np.zeros((parameters.size, lead)), np.cumsum(steps, axis=1)])


@lru_cache(maxsize=4)
def standing_deviations(posterior: Posterior) -> Draws:
    """Where all stood when last seen, (draw, product, region): log deviations from the curve.

    They are the same for all scenarios, and nought where nothing was seen.
    """
    panel, curves = posterior.panel, posterior.curves()
    off = np.empty((posterior.size, len(panel.observations)))

    def observe(own: slice) -> None:
        expected = expected_sales(np, curves_in(curves, own), panel.entries, panel.quarters)
        off[own] = deviations(np, panel, expected)

    in_blocks(observe, posterior.size)
    found = np.zeros((posterior.size, *panel.price.shape))
    for cell, standing in panel.chain.standing.items():
        for earlier, weight in standing.weights.items():
            age = standing.middle - panel.observations[earlier].middle
            kept = posterior.draws["persistence"] ** age
            found[:, cell.product, cell.region] += weight * off[:, earlier] * kept
    return found
