"""All figures of a market, looked up by name: what the chapters are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.market import LAST_HISTORY, PERCENTILES, Figure, Market, all_figures, measured
from cytonomics.market.support import pooled
from cytonomics.report.blocks import Cell, Row
from cytonomics.report.numbers import between, money

REVENUE, EPISODE, TOTAL, CARE = "product_revenue", "episode_spend", "total", "accompanying_care"
NO_EVIDENCE = "—"
# Far enough for a change to show, near enough to be checked by those who read it now.
LOOKED_AT = 2031


@dataclass(frozen=True, eq=False)
class Estimates:
    """A market with every figure at hand; money is million USD, nominal.

    `years` are all years, `history` how many of them are past.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4)).years[0]
        2017
    """

    market: Market
    rows: tuple[Figure, ...]
    by_id: Mapping[str, Figure]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of every series."""
        return self.market.years

    @property
    def history(self) -> int:
        """The number of years that are past."""
        return sum(year <= LAST_HISTORY for year in self.years)

    def id(self, measure: str, dimension: str, segment: str, year: int) -> str:
        """Return the id of a figure, whether it exists or not."""
        return "/".join((self.market.scope.id, measure, dimension, segment, str(year)))

    def figure(self, measure: str, dimension: str, segment: str, year: int) -> Figure:
        """Return one figure; raises KeyError where there is none."""
        return self.by_id[self.id(measure, dimension, segment, year)]

    @property
    def main(self) -> str:
        """The measure that chapters are written by: sales, or spend where transfers have none."""
        return self.market.main

    @property
    def other(self) -> str:
        """The measure beside the main one."""
        return REVENUE if self.main == EPISODE else EPISODE

    def total(self, year: int, measure: str = "") -> Figure:
        """Return the size of the whole market in a year, by the main measure if none is named."""
        return self.figure(measure or self.main, TOTAL, TOTAL, year)

    def series(self, measure: str, dimension: str, segment: str) -> list[Figure]:
        """Return the figures of one segment, a year each."""
        return [self.figure(measure, dimension, segment, year) for year in self.years]

    def draws(self, measure: str, dimension: str = TOTAL) -> dict[str, NDArray[np.float64]]:
        """Return the draws of each segment, (draw, year), million USD, nominal."""
        return _draws(self.market, measure, dimension)

    def segments(self, measure: str, dimension: str) -> tuple[str, ...]:
        """Return the segments of a dimension, in the order of the market."""
        return tuple(self.draws(measure, dimension))

    def name(self, measure: str, dimension: str, segment: str) -> str:
        """Return the name a segment is shown by."""
        return self.figure(measure, dimension, segment, self.years[0]).segment_name

    def ranked(self, measure: str, dimension: str) -> tuple[str, ...]:
        """Return the segments, largest first in the last year of history, then of forecast."""
        now, then = self.years[self.history - 1], self.years[-1]
        return tuple(
            sorted(
                self.segments(measure, dimension),
                key=lambda segment: (
                    -self.figure(measure, dimension, segment, now).mean,
                    -self.figure(measure, dimension, segment, then).mean,
                ),
            )
        )

    @property
    def last_history(self) -> int:
        """The last year of history."""
        return self.years[self.history - 1]

    @property
    def last_forecast(self) -> int:
        """The last year of forecast."""
        return self.years[-1]

    @property
    def untouched(self) -> bool:
        """Whether every assumption is as it ships."""
        return not any(one.overridden for one in self.market.parameters.assumptions.values())

    @property
    def has_care(self) -> bool:
        """Whether the market is counted with the care around its products too."""
        return EPISODE in self.market.scope.measures

    @property
    def has_other(self) -> bool:
        """Whether the measure beside the main one counts anything."""
        return self.has_care and bool(self.draws(self.other)[TOTAL].any())


@lru_cache(maxsize=32)
def _draws(market: Market, measure: str, dimension: str) -> dict[str, NDArray[np.float64]]:
    return measured(market, measure, dimension)


def estimates_of(market: Market) -> Estimates:
    """Work out every figure of a market once.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> len(estimates.by_id) == len(estimates.rows)
        True
    """
    rows = tuple(all_figures(market))
    return Estimates(market, rows, {row.id: row for row in rows})


def hint(figure: Figure) -> str:
    """Say in a few words how wide a figure is and how it is supported.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> hint(estimates.total(2024)).startswith("90 % interval 4,7")
        True
    """
    name = vocabulary.term("support", figure.label).name
    if figure.label == "none":
        return name
    low, high = figure.percentiles[0], figure.percentiles[PERCENTILES.index(95)]
    return f"90 % interval {between(low, high)}; {name.lower()}"


def cell(figure: Figure) -> Cell:
    """Return the cell that shows a figure; without evidence it shows no number.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> cell(estimates.total(2024)).support
        'supported'
    """
    text = NO_EVIDENCE if figure.label == "none" else money(figure.mean)
    return Cell(text, (figure.id,), hint(figure), figure.label)


def figure_row(
    estimates: Estimates,
    measure: str,
    dimension: str,
    segment: str,
    *,
    kind: str = "part",
    name: str = "",
    years: tuple[int, ...] = (),
) -> Row:
    """Return the row of one segment, a cell a year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> figure_row(estimates, "product_revenue", "region", "europe").name
        'Europe'
    """
    figures = [
        estimates.figure(measure, dimension, segment, year) for year in years or estimates.years
    ]
    bare = all(figure.label == "none" for figure in figures)
    note = vocabulary.term("support", "none").name if bare else ""
    return Row(name or figures[0].segment_name, tuple(map(cell, figures)), kind, note)


def sum_row(
    estimates: Estimates,
    measure: str,
    dimension: str,
    segments: tuple[str, ...],
    name: str,
    *,
    kind: str = "group",
    years: tuple[int, ...] = (),
) -> Row:
    """Return a row that adds segments up, its intervals worked out from the sums of the draws.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> row = sum_row(estimates, "product_revenue", "region", ("europe", "asia_pacific"), "x")
        >>> len(row.cells[0].figures)
        2
    """
    if len(segments) == 1:
        return figure_row(
            estimates, measure, dimension, segments[0], kind=kind, name=name, years=years
        )
    parts = estimates.draws(measure, dimension)
    threshold = estimates.market.parameters.value("support_threshold")
    draws = np.sum([parts[segment] for segment in segments], axis=0)
    cells = []
    for year in years or estimates.years:
        own = draws[:, estimates.years.index(year)]
        low, high = np.percentile(own, (5, 95))
        ids = tuple(estimates.id(measure, dimension, segment, year) for segment in segments)
        label = pooled(
            [(estimates.by_id[id].mean, estimates.by_id[id].support) for id in ids]
        ).label(threshold)
        bare = label == "none"
        hinted = f"sum of {len(ids)} figures; 90 % interval {between(float(low), float(high))}"
        text = NO_EVIDENCE if bare else money(float(own.mean()))
        cells.append(Cell(text, ids, "" if bare else hinted, label))
    return Row(name, tuple(cells), kind)
