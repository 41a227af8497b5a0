"""Every figure of a market as a row: mean and percentiles, and how well it rests on data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cytonomics import vocabulary
from cytonomics.market.assumptions import Draws
from cytonomics.market.care import CARE, CELL_PRODUCT
from cytonomics.market.grounds import supports_of
from cytonomics.market.model import EPISODE, LAST_HISTORY, REVENUE, Market
from cytonomics.market.offers import UNKNOWN
from cytonomics.market.segments import TOTAL, Axis, axis, dimensions, target_id
from cytonomics.market.support import Support

if TYPE_CHECKING:
    import polars

PERCENTILES = (5, 10, 50, 90, 95)
EPISODE_DIMENSIONS = (TOTAL, CARE, "region", "report_group", "application", "modality")
UNIT, CURRENCY, PRICE_YEAR = "million USD", "USD", "nominal"
HISTORY, FORECAST = "history", "forecast"


@dataclass(frozen=True)
class Figure:
    """One number of a market with its width and its support.

    `id` is scope/measure/dimension/segment/year; `percentiles` follow `PERCENTILES`. Money is
    million USD, nominal.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=32)
        >>> figure = next(figures(market, "product_revenue", "total"))
        >>> figure.id
        'adoptive_cell_therapy/product_revenue/total/total/2017'
    """

    id: str
    scope: str
    measure: str
    dimension: str
    segment: str
    segment_name: str
    year: int
    period_kind: str
    mean: float
    percentiles: tuple[float, ...]
    support: Support
    label: str


def name_of(market: Market, dimension: str, segment: str) -> str:
    """Return the name under which a segment is shown.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> name_of(market, "product", "kymriah"), name_of(market, "region", "asia_pacific")
        ('Kymriah', 'Asia Pacific')
    """
    if dimension == TOTAL:
        return "Whole market"
    if segment == UNKNOWN:
        return "Not known yet"
    if dimension == "target":
        targets = (product["target"] for product in market.products.values())
        return next(str(name) for name in targets if name and target_id(name) == segment)
    if dimension == "product":
        product = market.products[segment]
        return str(product["brand"] or product["inn"] or segment).split(" (")[0]
    if dimension in ("company", "company_interest"):
        names = {fact["company_id"]: fact["name"] for fact in market.evidence["companies"]}
        return str(names.get(segment, segment))
    return vocabulary.term(dimension, segment).name


def measured(market: Market, measure: str, dimension: str) -> dict[str, Draws]:
    """Return the draws of each segment, (draw, year), million USD, nominal.

    The sum over segments equals the total in every draw.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> parts = measured(market, "product_revenue", "region")
        >>> bool(np.allclose(sum(parts.values()), market.revenue.sum(axis=2)))
        True
    """
    if dimension == CARE:
        parts = {CELL_PRODUCT: market.revenue.sum(axis=2)}
        for k, name in enumerate(market.care_components):
            parts[name] = market.care[:, :, :, k].sum(axis=2)
        return parts
    amounts = market.revenue if measure == REVENUE else market.episode_spend
    split = axis(market, dimension)
    # einsum without BLAS adds in one order whatever the number of threads.
    return {
        segment: np.einsum("dyo,yo->dy", amounts, split.weights[i])
        if split.drawn is None
        else np.einsum("dyo,do->dy", amounts, split.drawn[i])
        for i, segment in enumerate(split.segments)
    }


def figures(market: Market, measure: str, dimension: str) -> Iterator[Figure]:
    """Yield the figures of one measure by one dimension, segments in order, years in order.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> len(list(figures(market, "product_revenue", "region"))) == 5 * 19
        True
    """
    threshold = market.parameters.value("support_threshold")
    for segment, draws in measured(market, measure, dimension).items():
        supports = supports_of(market, measure, dimension, segment)
        levels = np.percentile(draws, PERCENTILES, axis=0)
        for i, year in enumerate(market.years):
            yield Figure(
                id="/".join((market.scope.id, measure, dimension, segment, str(year))),
                scope=market.scope.id,
                measure=measure,
                dimension=dimension,
                segment=segment,
                segment_name=name_of(market, dimension, segment),
                year=year,
                period_kind=HISTORY if year <= LAST_HISTORY else FORECAST,
                mean=float(draws[:, i].mean()),
                percentiles=tuple(float(level) for level in levels[:, i]),
                support=supports[i],
                label=supports[i].label(threshold),
            )


@lru_cache(maxsize=2)
def all_figures(market: Market) -> tuple[Figure, ...]:
    """Return every figure of a market: product revenue by all axes, episode spend by its own.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> rows = all_figures(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> len({row.id for row in rows}) == len(rows) > 1000
        True
    """
    shown = dimensions(market)
    spent = (TOTAL, CARE, *shown[1:]) if market.transfers.offers else EPISODE_DIMENSIONS
    wanted = [(REVENUE, dimension) for dimension in shown]
    wanted += [(EPISODE, dimension) for dimension in spent]
    return tuple(
        row for measure, dimension in wanted for row in figures(market, measure, dimension)
    )


def shown_axis(market: Market, dimension: str) -> Axis:
    """Return the axis behind a dimension; care components rest on the total's.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> shown_axis(market, "accompanying_care").dimension
        'total'
    """
    return axis(market, TOTAL if dimension == CARE else dimension)


def frame(rows: Sequence[Figure]) -> polars.DataFrame:
    """Return figures as a table, one row a figure, columns as the data package documents them.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> frame(list(figures(market, "product_revenue", "total"))).height
        19
    """
    import polars

    return polars.DataFrame(
        [
            {
                "figure_id": row.id,
                "scope": row.scope,
                "measure": row.measure,
                "dimension": row.dimension,
                "segment": row.segment,
                "segment_name": row.segment_name,
                "year": row.year,
                "period_kind": row.period_kind,
                "mean": row.mean,
                **{
                    f"p{level:02d}": value
                    for level, value in zip(PERCENTILES, row.percentiles, strict=True)
                },
                "unit": UNIT,
                "currency": CURRENCY,
                "price_year": PRICE_YEAR,
                "support": row.label,
                "supported_share": row.support.supported,
                "allocated_share": row.support.allocated,
                "assumed_share": row.support.assumed,
            }
            for row in rows
        ]
    )
