"""What scenarios do to prices and to accompanying care, by year and offer of a market."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted.forecasting import Forecast
from cytonomics.market.fitted.levers import CARE, PRICE, Axes, Changes
from cytonomics.market.fitted.panel import FIRST


@dataclass(frozen=True, eq=False)
class Multiples:
    """Multiples that a scenario puts on net prices and on the cost of care.

    Example:
        >>> Multiples(Changes(), None).any
        False
    """

    changes: Changes
    ahead: Forecast | None

    @property
    def any(self) -> bool:
        """Whether a price or a component of care is changed at all."""
        return self.ahead is not None and any(self.changes.of(PRICE, CARE))

    def price(
        self, places: Sequence[tuple[NDArray[np.intp], Sequence[int]]], years: Sequence[int]
    ) -> Draws:
        """Return the multiple of the net price, (draw or 1, year, offer).

        Args:
            places: for each offer the positions of its products in the forecast, several where
                nobody has named them, and of its regions.
            years: calendar years; a quarter that is not forecast counts as unchanged.
        """
        return self._over(PRICE, "", places, years)

    def care(
        self,
        component: str,
        places: Sequence[tuple[NDArray[np.intp], Sequence[int]]],
        years: Sequence[int],
    ) -> Draws:
        """Return the multiple of what a component costs a patient, as `price` does."""
        return self._over(CARE, component, places, years)

    def _over(
        self,
        kind: str,
        component: str,
        places: Sequence[tuple[NDArray[np.intp], Sequence[int]]],
        years: Sequence[int],
    ) -> Draws:
        ones = np.ones((1, len(years), len(places)))
        own = [one for one in self.changes.of(kind) if one.component == component]
        if self.ahead is None or not own:
            return ones
        ahead = self.ahead
        unnamed = ahead.member.shape[1] - len(ahead.products)
        axes = Axes((*ahead.products, *[None] * unnamed), ahead.classes, ahead.member, ())
        quarters = np.array([float(quarter.index - FIRST.index) for quarter in ahead.quarters])
        changes = Changes(tuple(own))
        by = changes.price(axes, quarters) if kind == PRICE else changes.care(
            component, axes, quarters
        )  # fmt: skip
        found = np.repeat(ones, len(by), axis=0)
        for i, year in enumerate(years):
            inside = [k for k, quarter in enumerate(ahead.quarters) if quarter.year == year]
            for j, (products, regions) in enumerate(places):
                if inside and len(products) and regions:
                    moved = by[:, products][:, :, list(regions)][..., inside].mean(axis=(1, 2))
                    found[:, i, j] = (moved.sum(axis=1) + 4 - len(inside)) / 4
        return found
