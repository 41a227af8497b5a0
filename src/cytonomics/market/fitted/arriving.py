"""Labels to come under a scenario: more or fewer of them, later ones, and ones that it dates.

What the forecast drew stays drawn: fewer arrivals are some of those that came anyway (thinning),
more are those and others besides (superposition of Poisson processes; Lewis and Shedler, Naval
Research Logistics 1979), and a delay moves dates.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals, coming_labels
from cytonomics.market.fitted.curves import Curves
from cytonomics.market.fitted.levers import (
    DELAY,
    EXPANSIONS,
    LAUNCHES,
    Axes,
    Changes,
    Lever,
)
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.planning import Extended, Plan, Renamed
from cytonomics.market.fitted.succeeding import succeeding


def arriving(
    changes: Changes,
    panel: Panel,
    coming: Arrivals,
    curves: Curves,
    parameters: Parameters,
    horizon: int,
    extended: Extended,
) -> tuple[Arrivals, Curves, Axes]:
    """Return the labels to come under a scenario, with the curves of all products and segments.

    Args:
        changes: what the scenario changes.
        panel: the facts.
        coming: what comes without the scenario.
        curves: of all products and segments without the scenario.
        parameters: seed, number of draws and the assumptions.
        horizon: quarters ahead.
        extended: gives the curves with entrants and fresh segments behind the known ones.
    """
    plan = Plan(panel, coming, curves)
    moved = succeeding(panel, changes)
    if moved is not panel:
        # Those without a name come as they did: fewer of them would undo what was changed.
        other = coming_labels(moved, parameters, horizon)
        plan.rename(Plan(moved, other, curves))

    @cache
    def again(number: int) -> tuple[Arrivals, Curves]:
        renamed = Renamed(parameters.assumptions, parameters.seed, parameters.size, number)
        more = coming_labels(panel, renamed, horizon)
        return more, extended(more, renamed)

    for lever in changes.of(LAUNCHES, EXPANSIONS):
        if lever.times < 1.0:
            _thin(plan, lever, lever.factor, parameters, "")
        # Each round brings as many again as come anyway, of which a part is kept.
        for number in range(1, int(np.ceil(lever.times))):
            extra = Plan(panel, *again(number))

            def kept(at: Draws, lever: Lever = lever, number: int = number) -> Draws:
                return np.clip(lever.factor(at) - number, 0.0, 1.0)

            _thin(extra, lever, kept, parameters, f":{number}")
            plan.take(extra, extra.groups(lever.kind))
    for lever in changes.of(DELAY):
        plan.delay(lever)
    for label in changes.labels:
        plan.label(label, parameters, extended)
    return plan.arrivals(panel.last.index - FIRST.index + horizon)


def matched(usual: Draws, before: Axes, level: Draws, after: Axes) -> Draws:
    """Return the level without a scenario for the products that there are with it.

    What is sold only under the scenario, in a draw and region, has the scenario's own level.

    Args:
        usual: level without the scenario, (draw, product, region, quarter).
        before: its products.
        level: level with the scenario, (draw, product, region, quarter).
        after: its products; those without a name are the same and then further ones.

    Example:
        >>> none = np.zeros((1, 0), int)
        >>> before = Axes(("a", None), (), none, ())
        >>> after = Axes(("a", "b", None), (), none, ())
        >>> ones = np.ones((1, 2, 1, 1))
        >>> matched(ones, before, np.full((1, 3, 1, 1), 5.0), after).ravel().tolist()
        [1.0, 5.0, 1.0]
    """
    found = usual
    (names, unnamed), (more, _) = _counts(before), _counts(after)
    if usual.shape != level.shape:
        found = level.copy()
        found[:, :names] = usual[:, :names]
        found[:, more : more + unnamed] = usual[:, names:]
    sold = found.any(axis=-1, keepdims=True)
    return np.where(sold, found, level)


def _counts(axes: Axes) -> tuple[int, int]:
    unnamed = axes.products.count(None)
    return len(axes.products) - unnamed, unnamed


def _thin(
    plan: Plan, lever: Lever, kept: Callable[[Draws], Draws], parameters: Parameters, stream: str
) -> None:
    """Keep a part of the labels that a lever acts on, the same ones under the same seed."""
    flags = plan.axes.product_flags(lever.where)
    for group in plan.groups(lever.kind):
        product, segment, _ = group[0]
        generator = parameters.generator(f"fitted:kept:{lever.kind}:{product}:{segment}{stream}")
        luck = generator.random(parameters.size)
        chance = np.where(flags[:, product], kept(plan.begins(group)), 0.0 if stream else 1.0)
        for key in group:
            plan.starts[key] = np.where(luck < chance, plan.starts[key], np.inf)
