"""Programmes whose odds of approval a scenario moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted.levers import (
    SUCCESS,
    Changes,
    Where,
    holds,
)
from cytonomics.market.fitted.panel import Panel


def succeeding(panel: Panel, changes: Changes) -> Panel:
    """Return the panel with the odds of its programmes' success as a scenario has them.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> succeeding(panel, Changes()) is panel
        True
    """
    levers = tuple(changes.of(SUCCESS))
    if not levers:
        return panel
    moved, programmes = [], list[Any](panel.pipeline)
    for one in programmes:
        times = np.prod([lever.times for lever in levers if _is_meant(one, lever.where)])
        moved.append(replace(one, chance=MovedChance(one.chance, float(times))))
    return replace(panel, pipeline=tuple(moved))


def _is_meant(programme: Any, where: Where) -> bool:
    here = where.regions is None or programme.region in where.regions
    own = where.products is None or programme.product in where.products
    return own and here and holds(where, programme.segment)


@dataclass(frozen=True)
class MovedChance:
    """The chance of a programme with its odds multiplied; all else is that of `usual`.

    Example:
        >>> class Even:
        ...     field = "x"
        ...
        ...     def draws(self, z):
        ...         return np.full(len(z), 0.5)
        >>> MovedChance(Even(), 3.0).draws(np.zeros(2)).tolist()
        [0.75, 0.75]
    """

    usual: Any
    times: float

    @property
    def field(self) -> str:
        """What the usual chance says of the field of medicine."""
        return str(self.usual.field)

    def draws(self, z: Draws) -> Draws:
        """Return chances of approval, (draw,), as the usual ones do."""
        chance = self.usual.draws(z)
        return np.asarray(chance * self.times / (1.0 - chance + chance * self.times))
