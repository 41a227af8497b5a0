"""From curves to paths: what was seen together goes on together, with steps of the likelihood."""

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
from cytonomics.market.fitted.observations import LEAST, Cell
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
    """Every product and region once: as the last observations leave them together."""
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
    return found + [
        Group(name, len(panel.products) + k, everywhere, 0, None)
        for k, name in enumerate((*coming.names, *(f"entrant {k}" for k in unnamed)))
    ]


def common_walk(parameters: Parameters, lead: int, horizon: int) -> Draws:
    """The random walk that all products share, (draw, lead + horizon), nought until today."""
    steps = parameters.draws("fit_common_shock")[:, None] * parameters.generator(
        "fitted:common"
    ).standard_normal((parameters.size, horizon))
    return np.hstack([np.zeros((parameters.size, lead)), np.cumsum(steps, axis=1)])


@lru_cache(maxsize=4)
def observed_deviations(posterior: Posterior) -> Draws:
    """The deviation of every observation, (draw, observation); the same for all scenarios."""
    panel, curves = posterior.panel, posterior.curves()

    def block(own: slice) -> Draws:
        expected = expected_sales(np, curves_in(curves, own), panel.entries, panel.quarters)
        return np.asarray(deviations(np, panel, expected))

    return in_blocks(block, posterior.size)


def carried(panel: Panel, group: Group, posterior: Posterior, off: Draws) -> Draws:
    """Where each region of a group stood when last seen, (draw, region), a log deviation."""
    found = np.zeros((posterior.size, len(group.regions)))
    if group.sales is None:
        return found
    for k, region in enumerate(group.regions):
        standing = panel.chain.standing[Cell(group.product, region)]
        for earlier, weight in standing.weights.items():
            age = standing.middle - panel.observations[earlier].middle
            found[:, k] += weight * off[:, earlier] * posterior.draws["persistence"] ** age
    return found


def path_of(
    level: Draws,
    without: Draws,
    stood: Draws,
    one: float,
    group: Group,
    posterior: Posterior,
    parameters: Parameters,
    common: Draws,
) -> Draws:
    """Sales of a group after it was last seen, (draw, quarter).

    `level` is its curve from when it was last seen on, (draw, 1 + quarter), `stood` the curve
    then with the deviation, (draw,). What has not been sold yet has the deviation of a launch
    until it is. How large its steps are follows from `without`, the level without a scenario: the
    noise is the world's, and what the scenario does to the curve is all that differs.
    """
    generator = parameters.generator(f"fitted:noise:{group.name}:{group.regions[0]}")
    draws, length = posterior.draws, level.shape[1] - 1
    noise = generator.standard_t(parameters.value("fit_noise_degrees"), (parameters.size, length))
    # The exponential of a t has no mean: steps beyond what any product did are cut.
    bound = parameters.value("fit_noise_bound")
    noise = np.clip(noise, -bound, bound)
    curve, shown = np.log(without + one), np.log(level + one)
    if group.sales is None:
        off = parameters.value("fit_noise_launch") * generator.standard_normal(parameters.size)
        before = np.zeros(parameters.size)
    else:
        off = np.log(stood + one) - curve[:, 0]
        before = np.full(parameters.size, group.sales)
    path = np.zeros((parameters.size, length))
    for k in range(length):
        scale = np.sqrt(draws["step"] ** 2 + draws["small"] ** 2 / np.maximum(before, LEAST))
        off = np.where(before > LEAST, draws["persistence"] * off + scale * noise[:, k], off)
        off_curve = off + common[:, k]
        before = np.maximum(np.exp(curve[:, k + 1] + off_curve) - one, 0.0)
        path[:, k] = np.maximum(np.exp(shown[:, k + 1] + off_curve) - one, 0.0)
    return path
