"""How sales deviate from their curve: one mean-reverting process a cell, seen through sums.

What is printed for several regions together moves all of them alike; what is printed apart goes
on from the last word on each. So each observation expects a weighted mean of earlier deviations,
each shrunk by its age; the weights follow from the observations' shape alone and are constants
of a fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.fitted.curves import Array
from cytonomics.market.fitted.observations import LEAST, Cell, Observation

# Two sums may end within one quarter of each other by half a quarter at least.
_CLOSEST = 0.5
_NEGLIGIBLE = 1e-9
# A cell first seen in a sum has this part of it at least.
_LEAST_PART = 0.05


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a cell stands after its last observation: what carries its deviation on.

    `weights` are those of observations by position; `middle` is that of the last one, `sales`
    the cell's part of it, million USD a quarter; `together` holds the cells that the
    observations of the last year do not tell apart from it.

    Example:
        >>> Standing({3: 1.0}, 12.0, 80.0, (Cell(0, 0),)).weights
        {3: 1.0}
    """

    weights: Mapping[int, float]
    middle: float
    sales: float
    together: tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class Chain:
    """What each observation expects from earlier ones, as constants of a fit.

    For every link: `later` and `earlier` are positions of observations, `weight` and `age` (in
    quarters) say how much is carried. For every observation: `gap`, quarters since the last word
    on its cells; `launch`, whether its cells are seen apart for the first time; `before`, sales a
    quarter when last seen, million USD; `error`, of its log with those it is compared to.

    Example:
        >>> chain_of(()).gap.shape
        (0,)
    """

    later: NDArray[np.intp]
    earlier: NDArray[np.intp]
    weight: NDArray[np.float64]
    age: NDArray[np.float64]
    gap: NDArray[np.float64]
    launch: NDArray[np.bool_]
    before: NDArray[np.float64]
    error: NDArray[np.float64]
    standing: Mapping[Cell, Standing]


def chain_of(observations: tuple[Observation, ...]) -> Chain:
    """Link observations, in order of their middles, to those that came before.

    Example:
        >>> home, rest = Cell(0, 0), Cell(0, 1)
        >>> seen = (
        ...     Observation((home, rest), (0,), 30.0, 0.0, ()),
        ...     Observation((home,), (1,), 20.0, 0.0, ()),
        ...     Observation((home,), (3,), 25.0, 0.0, ()),
        ... )
        >>> chain = chain_of(seen)
        >>> chain.launch.tolist(), chain.gap.tolist()
        ([True, True, False], [1.0, 1.0, 2.0])
        >>> list(zip(chain.later.tolist(), chain.earlier.tolist(), chain.age.tolist()))
        [(1, 0, 1.0), (2, 1, 2.0)]
    """
    weights: dict[Cell, dict[int, float]] = {}
    middle: dict[Cell, float] = {}
    sales: dict[Cell, float] = {}
    seen: list[frozenset[Cell]] = []
    links: list[tuple[int, int, float, float]] = []
    gap, launch, before, error = [], [], [], []
    for k, one in enumerate(observations):
        cells = frozenset(one.cells)
        known = [cell for cell in one.cells if cell in weights]
        level = sum(sales[cell] for cell in known)
        expected: dict[int, float] = {}
        for cell in known:
            for earlier, weight in weights[cell].items():
                part = weight * sales[cell] / level
                expected[earlier] = expected.get(earlier, 0.0) + part
        expected = {i: w for i, w in expected.items() if abs(w) > _NEGLIGIBLE}
        links += [(k, i, w, one.middle - observations[i].middle) for i, w in expected.items()]
        latest = max((middle[cell] for cell in known), default=one.middle - 1.0)
        gap.append(max(one.middle - latest, _CLOSEST))
        launch.append(not any(other <= cells for other in seen))
        before.append(level if known else max(one.quarterly, LEAST))
        parents = sum((w * observations[i].error) ** 2 for i, w in expected.items())
        error.append(float(np.sqrt(one.error**2 + parents)))
        parts = _parts(one, sales)
        for cell in one.cells:
            # Cells that are seen together share what the observation adds to what was expected.
            carried = {k: 1.0}
            own = weights.get(cell, expected)
            for i in {*own, *expected}:
                rest = own.get(i, 0.0) - expected.get(i, 0.0)
                if abs(rest) > _NEGLIGIBLE:
                    carried[i] = rest
            weights[cell], middle[cell], sales[cell] = carried, one.middle, parts[cell]
        seen.append(cells)
    together = _together(observations)
    return Chain(
        np.array([link[0] for link in links], dtype=np.intp),
        np.array([link[1] for link in links], dtype=np.intp),
        np.array([link[2] for link in links], dtype=np.float64),
        np.array([link[3] for link in links], dtype=np.float64),
        np.array(gap, dtype=np.float64),
        np.array(launch, dtype=np.bool_),
        np.array(before, dtype=np.float64),
        np.array(error, dtype=np.float64),
        {
            cell: Standing(weights[cell], middle[cell], sales[cell], together[cell])
            for cell in sorted(weights)
        },
    )


def _parts(one: Observation, sales: Mapping[Cell, float]) -> dict[Cell, float]:
    """The parts of an observation: as when last seen, new cells hold what is beyond that."""
    volume = max(one.quarterly, LEAST)
    new = [cell for cell in one.cells if cell not in sales]
    level = sum(sales[cell] for cell in one.cells if cell in sales)
    beyond = max(volume - level, _LEAST_PART * volume) if new else 0.0
    return {
        cell: beyond / len(new) if cell in new else (volume - beyond) * sales[cell] / level
        for cell in one.cells
    }


def _together(observations: tuple[Observation, ...]) -> dict[Cell, tuple[Cell, ...]]:
    """Cells that the last year's observations of a product leave together, disjoint groups."""
    last: dict[Cell, float] = {}
    for one in observations:
        for cell in one.cells:
            last[cell] = one.middle
    groups: dict[Cell, frozenset[Cell]] = {}
    for one in observations:
        for cell in one.cells:
            if one.middle > last[cell] - 4.0:
                own = frozenset(other for other in one.cells if other.product == cell.product)
                groups[cell] = groups.get(cell, own) & own
    found: dict[Cell, tuple[Cell, ...]] = {}
    for cell in sorted(groups, key=lambda cell: (len(groups[cell]), cell)):
        if cell not in found:
            group = tuple(sorted(other for other in groups[cell] if other not in found))
            found |= dict.fromkeys(group, group)
    return found


def expected_deviations(xp: Any, chain: Chain, deviations: Array, persistence: Array) -> Array:
    """Return what each observation expects of its deviation, (…, observation).

    Args:
        xp: numpy or jax.numpy.
        chain: the links.
        deviations: log of sales less log of the curve, (…, observation).
        persistence: share that is left after a quarter, (…).

    Example:
        >>> home = (Cell(0, 0),)
        >>> chain = chain_of(tuple(Observation(home, (q,), 9.0, 0.0, ()) for q in (0, 2)))
        >>> expected_deviations(np, chain, np.array([0.4, 0.0]), np.array(0.5)).tolist()
        [0.0, 0.1]
    """
    carried = deviations[..., chain.earlier] * chain.weight * persistence[..., None] ** chain.age
    to_later = (np.arange(len(chain.gap))[None, :] == chain.later[:, None]).astype(float)
    return xp.matmul(carried, to_later)


def step_variance(
    xp: Any, gap: Array, persistence: Array, step: Array, small: Array, sales: Array
) -> Array:
    """Return the variance of what a cell gains over a gap: that of an autoregression.

    Args:
        xp: numpy or jax.numpy.
        gap: quarters.
        persistence: share of a deviation that is left after a quarter.
        step: standard deviation of the log of large sales a quarter.
        small: standard deviation of sales a quarter over their root.
        sales: million USD a quarter before the gap.

    Example:
        >>> two = step_variance(np, 2.0, np.array(0.5), np.array(0.1), np.array(0.0), 50.0)
        >>> round(float(two), 4)
        0.0125
    """
    kept = 2.0 * xp.log(persistence)
    quarters = xp.expm1(gap * kept) / xp.expm1(kept)
    return quarters * (step**2 + small**2 / sales)
