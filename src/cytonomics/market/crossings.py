"""Figures by several axes at once: every cell of region by application by year, say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.market.errors import MarketError
from cytonomics.market.figures import (
    CURRENCY,
    FORECAST,
    HISTORY,
    PERCENTILES,
    PRICE_YEAR,
    UNIT,
    name_of,
)
from cytonomics.market.grounds import PATIENTS, support_of
from cytonomics.market.inflation import price_level
from cytonomics.market.model import (
    EPISODE,
    FIRST_YEAR,
    LAST_HISTORY,
    LAST_YEAR,
    REVENUE,
    Market,
)
from cytonomics.market.segments import TOTAL, axis, dimensions
from cytonomics.vocabulary import Scope

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True)
class Crossing:
    """A measure of one segment of each of several axes in a year.

    `segments` and `names` follow the axes asked for; `percentiles` follow `PERCENTILES`. Money is
    million USD of `price_year`, a year or "nominal"; patients are counted.

    Example:
        >>> Crossing(("europe",), ("Europe",), 2030, "forecast", 1.0, (1.0,) * 5, "assumed").year
        2030
    """

    segments: tuple[str, ...]
    names: tuple[str, ...]
    year: int
    period_kind: str
    mean: float
    percentiles: tuple[float, ...]
    label: str
    measure: str = REVENUE
    price_year: str = PRICE_YEAR

    @property
    def unit(self) -> str:
        """What the mean and the percentiles count.

        Example:
            >>> Crossing((), (), 2030, "forecast", 1.0, (1.0,) * 5, "assumed", "patients").unit
            'patients'
        """
        return PATIENTS if self.measure == PATIENTS else UNIT


def crossings(
    market: Market,
    by: Sequence[str] = (),
    years: Iterable[int] = (),
    measure: str = REVENUE,
    price_year: int | None = None,
) -> list[Crossing]:
    """Return a measure by every combination of segments and every year, the empty ones left out.

    Where a key splits an offer on two axes at once, each part of the one is split alike by the
    other. Cells add up to the market in every draw.

    Args:
        market: the market.
        by: names of axes, as `dimensions` lists them; none gives the total.
        years: calendar years; none gives all of the market.
        measure: product_revenue, episode_spend or patients.
        price_year: gives money in the US consumer prices of this year; none leaves it nominal.

    Raises:
        MarketError: for an unknown or repeated axis, a year outside the market, a measure that
            the market lacks, or a year of prices that is not on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> found = crossings(market, ["application", "region"], [2024])
        >>> [(cell.names, cell.label) for cell in found][:1]
        [(('Autologous Adoptive T Cell Therapy', 'North America'), 'supported')]
    """
    axes = [axis(market, name) for name in _checked(dimensions(market), by) or (TOTAL,)]
    wanted = in_market(years)
    amounts = _amounts(market, measure, price_year)
    found: list[Crossing] = []
    offers = len(market.offers)
    for chosen in product(*(range(len(one.segments)) for one in axes)):
        weights = fixed = np.ones((len(market.years), offers))
        drawn = np.ones((market.parameters.size, offers))
        for one, at in zip(axes, chosen, strict=True):
            weights = weights * one.weights[at]
            if one.drawn is None:
                fixed = fixed * one.weights[at]
            else:
                drawn = drawn * one.drawn[at]
        if weights.any():
            segments = tuple(one.segments[at] for one, at in zip(axes, chosen, strict=True))
            names = tuple(
                name_of(market, one.dimension, segment)
                for one, segment in zip(axes, segments, strict=True)
            )
            found += (
                replace(cell, measure=measure, price_year=str(price_year or PRICE_YEAR))
                for cell in _cells(
                    market, segments, names, weights, (fixed, drawn), wanted, amounts, measure
                )
            )
    return found


def check_request(scope: Scope, by: Sequence[str], years: Iterable[int]) -> None:
    """Refuse axes and years that no market of a scope has, before one is built.

    Raises:
        MarketError: for an unknown or repeated axis, or a year outside the market.

    Example:
        >>> from cytonomics.vocabulary import scope
        >>> check_request(scope("til"), ["regoin"], [])
        Traceback (most recent call last):
        ...
        cytonomics.market.errors.MarketError: a market has no axis 'regoin'; did you mean 'region'?
    """
    _checked(dimensions(scope), by)
    in_market(years)


def _amounts(market: Market, measure: str, price_year: int | None) -> Draws:
    """The draws of a measure, (draw, year, offer)."""
    offered = {REVENUE: market.revenue, PATIENTS: market.patients}
    if EPISODE in market.scope.measures:
        offered[EPISODE] = market.episode_spend
    if measure not in offered:
        raise MarketError(
            f"the market has no measure {measure!r}; take one of {', '.join(sorted(offered))}"
        )
    if price_year is None:
        return offered[measure]
    if measure == PATIENTS:
        raise MarketError("patients have no prices; ask for them without a year of prices")
    if price_year > market.years[-1]:
        raise MarketError(
            f"prices are not forecast to {price_year}; take a year up to {market.years[-1]}"
        )
    level = price_level(market.evidence, market.parameters, market.years)
    base = price_level(market.evidence, market.parameters, [price_year])
    return offered[measure] * (base / level)[:, :, None]


def _cells(
    market: Market,
    segments: tuple[str, ...],
    names: tuple[str, ...],
    weights: NDArray[np.float64],
    parts: tuple[NDArray[np.float64], NDArray[np.float64]],
    years: tuple[int, ...],
    amounts: Draws,
    measure: str,
) -> Iterator[Crossing]:
    threshold = market.parameters.value("support_threshold")
    # einsum without BLAS adds in one order whatever the number of threads.
    draws = np.einsum("dyo,yo,do->dy", amounts, *parts)
    for year in years:
        i = market.years.index(year)
        own = draws[:, i]
        if own.any():
            yield Crossing(
                segments,
                names,
                year,
                HISTORY if year <= LAST_HISTORY else FORECAST,
                float(own.mean()),
                tuple(float(level) for level in np.percentile(own, PERCENTILES)),
                support_of(market, year, weights[i], measure).label(threshold),
            )


def _checked(known: Sequence[str], by: Sequence[str]) -> tuple[str, ...]:
    for number, name in enumerate(by):
        if name not in known:
            near = get_close_matches(name, known, 1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
            raise MarketError(f"a market has no axis {name!r}; {hint}")
        if name in by[:number]:
            raise MarketError(f"the axis {name!r} stands twice; name each once")
    return tuple(by)


def in_market(years: Iterable[int]) -> tuple[int, ...]:
    """Return years in order, each once; without any, all that a market has.

    Raises:
        MarketError: for a year that no market has.

    Example:
        >>> in_market([2025, 2024]), len(in_market([]))
        ((2024, 2025), 19)
    """
    every = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
    wanted = tuple(sorted(set(years))) or every
    for year in wanted:
        if year not in every:
            raise MarketError(f"the market has no year {year}; take {every[0]} to {every[-1]}")
    return wanted


def crossing_frame(cells: Iterable[Crossing], by: Sequence[str]) -> polars.DataFrame:
    """Return crossings as a table: a column an axis, then year, mean and percentiles.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> cells = crossings(evaluate(load(), "til", draws=4), ["region"], [2024])
        >>> crossing_frame(cells, ["region"]).columns[:4]
        ['region', 'region_name', 'year', 'period_kind']
    """
    import polars

    rows = []
    for cell in cells:
        row: dict[str, object] = {}
        for name, segment, shown in zip(by, cell.segments, cell.names, strict=False):
            row |= {name: segment, f"{name}_name": shown}
        row |= {"year": cell.year, "period_kind": cell.period_kind, "mean": cell.mean}
        row |= {f"p{p:02d}": v for p, v in zip(PERCENTILES, cell.percentiles, strict=True)}
        money = cell.measure != PATIENTS
        row |= {"unit": cell.unit, "currency": CURRENCY if money else None}
        row |= {"price_year": cell.price_year if money else None}
        rows.append(row | {"support": cell.label, "measure": cell.measure})
    return polars.DataFrame(rows)
