"""Trends of the fitted market: shares and amounts in draws, over past years and those ahead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.landscape import firms
from cytonomics.landscape.indices import hhi
from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.trend import (
    MARGINS,
    POINTS,
    WINDOW,
    YEARLY,
    Change,
    Definition,
    Point,
    Trend,
    changed,
)
from cytonomics.landscape.trend_counts import in_cancer
from cytonomics.market import INFLATION, LAST_HISTORY, Market, axis, dimensions, measured
from cytonomics.market import price_level as level_of_prices
from cytonomics.market.fitted.success import is_blood_cancer
from cytonomics.market.model import CAR_T, REVENUE
from cytonomics.market.offers import PRODUCTS, UNKNOWN
from cytonomics.market.segments import TECHNOLOGY
from cytonomics.market.transfer.technologies import ALLOGENEIC, AUTOLOGOUS, PREFIX

Draws = NDArray[np.float64]
# The interval of draws that every modelled figure has.
WIDE = 0.9
_AREA, _CANCER, _LATE = "therapeutic_area", "cancer", "3"
_NOTHING = np.nan


class Found(NamedTuple):
    """A series as draws, (draw, year), NaN where there is nothing to tell, and its figures.

    `figures` are the heads of figure ids, without the year; `facts` are rows beside the draws.

    Example:
        >>> Found(np.ones((2, 3))).figures
        ()
    """

    draws: Draws
    figures: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


def modelled_trend(market: Market, definition: Definition) -> Trend:
    """Return a trend of the fitted market: what changed in the past, and what is to change.

    The past is `trend_window_years` long; ahead is to the year that all chapters look at. Both
    ends of a change are of the same draw, so that its interval knows how they move together.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.trend import definitions
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=8)
        >>> found = modelled_trend(market, definitions()["patients"])
        >>> found.change.reading, found.ahead.first, found.ahead.last
        ('rising', '2025', '2031')
    """
    found = _SERIES[definition.id](market)
    years = round(market.parameters.value(WINDOW))
    shared = definition.unit == "share"
    settings = (WINDOW, MARGINS[POINTS if shared else YEARLY], *(found.settings if found else ()))
    ids = tuple(market.parameters[name].id for name in settings)
    if found is None or not (found.draws > 0).any():
        return Trend(definition, None, None, (), (), (), ids)
    ends = ((LAST_HISTORY - years, LAST_HISTORY), (LAST_HISTORY, LOOKED_AT))
    past, ahead = (_change(market, found.draws, *span, shared=shared) for span in ends)
    drawn = tuple(_points(market, found.draws))
    figures = tuple(f"{head}/{LAST_HISTORY}" for head in found.figures)
    return Trend(definition, past, ahead, drawn, found.facts, figures, ids)


def _change(market: Market, draws: Draws, first: int, last: int, *, shared: bool) -> Change | None:
    before, after = (draws[:, market.years.index(year)] for year in (first, last))
    known = np.isfinite(before) & np.isfinite(after) & (shared | (before > 0))
    if not known.all():
        return None
    moved = after - before if shared else (after / before) ** (1 / (last - first)) - 1
    low, high = (float(end) for end in np.percentile(moved, (5, 95)))
    sides = float(before.mean()), float(after.mean())
    value = float(moved.mean())
    scale = POINTS if shared else YEARLY
    return changed(market, (str(first), str(last)), sides, (value, low, high), scale, WIDE)


def _points(market: Market, draws: Draws) -> list[Point]:
    found = []
    for i, year in enumerate(market.years):
        own = draws[:, i]
        if np.isfinite(own).all():
            low, high = (float(end) for end in np.percentile(own, (5, 95)))
            found.append(Point(float(year), float(own.mean()), low, high))
    return found


def _ratio(part: Draws, whole: Draws) -> Draws:
    return np.divide(part, whole, out=np.full_like(part, _NOTHING), where=whole > 0)


@lru_cache(maxsize=4)
def positions(market: Market) -> tuple[int, ...]:
    """Return the positions of the offers of engineered products.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> len(positions(market)) == len(market.offers)
        True
    """
    return tuple(at for at, _ in firms.engineered(market))


def of_products(
    market: Market, amounts: Draws, dimension: str, belongs: Callable[[str], bool]
) -> Draws:
    """Return what products come to in the segments of a dimension that belong, (draw, year).

    Args:
        market: the market.
        amounts: (draw, year, offer), revenue or patients.
        dimension: an axis, whether or not the market is shown by it.
        belongs: says of a segment whether it counts.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> every = of_products(market, market.revenue, "indication", lambda name: True)
        >>> bool(np.allclose(every, market.revenue.sum(axis=2)))
        True
    """
    split, at = axis(market, dimension), list(positions(market))
    own = [i for i, name in enumerate(split.segments) if belongs(name)]
    weights = split.weights[own].sum(axis=0)[:, at]
    return np.asarray(np.einsum("dyo,yo->dy", amounts[:, :, at], weights))


def _within(
    market: Market,
    amounts: Draws,
    dimension: str,
    case: Callable[[str], bool],
    among: Callable[[str], bool] = lambda name: name != UNKNOWN,
) -> Found | None:
    part = of_products(market, amounts, dimension, lambda name: among(name) and case(name))
    if not part.any():
        return None
    shown = dimension in dimensions(market) and amounts is market.revenue
    head = f"{market.scope.id}/{REVENUE}/{dimension}"
    names = [name for name in axis(market, dimension).segments if among(name) and case(name)]
    heads = tuple(f"{head}/{name}" for name in names) if shown else ()
    return Found(_ratio(part, of_products(market, amounts, dimension, among)), heads)


def _of_cancer(market: Market) -> Draws:
    """Which offers are products for cancer, (offer,), one or nought."""
    areas = (market.products[offer.product]["therapeutic_area"] for offer in market.offers)
    return np.array([float(area == _CANCER) for area in areas])


def _solid(market: Market) -> Found | None:
    return _within(
        market,
        market.revenue,
        "indication",
        lambda name: not is_blood_cancer(name),
        lambda name: name != UNKNOWN and in_cancer(name),
    )


def _car_t(market: Market) -> Found | None:
    at, bought = list(positions(market)), market.transfers.products
    kinds = {name: row["modality"] for name, row in market.products.items() if name not in bought}
    own = [j for j in at if kinds[market.offers[j].product] == CAR_T]
    known = [j for j in at if kinds[market.offers[j].product] != UNKNOWN]
    if not own or len(set(kinds.values())) == 1:
        return None
    part, whole = (market.revenue[:, :, some].sum(axis=2) for some in (own, known))
    return Found(_ratio(np.asarray(part), np.asarray(whole)))


def _share(market: Market, dimension: str, segment: str) -> Found | None:
    """The share of a segment in the main measure of a market."""
    if dimension not in dimensions(market):
        return None
    parts = measured(market, market.main, dimension)
    if segment not in parts:
        return None
    whole = np.asarray(sum(parts.values()))
    head = f"{market.scope.id}/{market.main}/{dimension}/{segment}"
    return Found(_ratio(parts[segment], whole), (head,))


def _net_price(market: Market) -> Found:
    """Net revenue a patient in dollars of the last year of history."""
    at = list(positions(market))
    paid = 1e6 * _ratio(market.revenue[:, :, at].sum(axis=2), market.patients[:, :, at].sum(axis=2))
    level = level_of_prices(market.evidence, market.parameters, market.years)
    base = level[:, [market.years.index(LAST_HISTORY)]]
    return Found(np.asarray(paid * base / level), settings=(INFLATION,))


def _patients(market: Market) -> Found:
    return Found(np.asarray(market.patients[:, :, list(positions(market))].sum(axis=2)))


def _concentration(market: Market) -> Found:
    own = firms.sales(market)[firms.WORLD, firms.WORLD]
    whole = own.whole
    return Found(hhi(_ratio(own.known, np.broadcast_to(whole[:, :, None], own.known.shape))))


@lru_cache(maxsize=4)
def _people(market: Market) -> Draws:
    """Millions of people in the world, (year,), the last year on record standing for later ones."""
    every = market.evidence["populations"]
    found: dict[int, float] = {}
    for fact in every:
        found[fact["year"]] = found.get(fact["year"], 0.0) + fact["population_m"]
    last = max(found)
    return np.array([found[min(year, last)] for year in market.years])


def _number(market: Market, prefix: str) -> Draws | None:
    at = [j for j, o in enumerate(market.offers) if o.product in market.transfers.products]
    own = [j for j in at if market.offers[j].product.startswith(prefix)]
    return np.asarray(market.patients[:, :, own].sum(axis=2)) if own else None


def _heads(prefix: str) -> Callable[[Market], Found | None]:
    def series(market: Market) -> Found | None:
        number = _number(market, prefix)
        return None if number is None else Found(number / _people(market))

    return series


def _own_cells(market: Market) -> Found | None:
    own, given = (_number(market, f"{PREFIX}_{name}") for name in (AUTOLOGOUS, ALLOGENEIC))
    return None if own is None or given is None else Found(_ratio(own, own + given))


_SERIES: Mapping[str, Callable[[Market], Found | None]] = {
    "patients_early": lambda market: _within(
        market, market.patients * _of_cancer(market), "line", lambda name: name < _LATE
    ),
    "sales_solid": _solid,
    "sales_donor": lambda market: _within(
        market, market.revenue, "application", lambda name: name == ALLOGENEIC
    ),
    "net_price": _net_price,
    "sales_car_t": _car_t,
    "share_north_america": lambda market: _share(market, "region", "north_america"),
    "share_usa": lambda market: _share(market, "report_group", "united_states"),
    "share_europe": lambda market: _share(market, "region", "europe"),
    "share_asia_pacific": lambda market: _share(market, "region", "asia_pacific"),
    "share_china": lambda market: _share(market, "report_group", "china"),
    "concentration": _concentration,
    "patients": _patients,
    "products_share": lambda market: _share(market, TECHNOLOGY, PRODUCTS),
    "area_cardiovascular": lambda market: _share(market, _AREA, "cardiovascular"),
    "heads_autologous": _heads(f"{PREFIX}_{AUTOLOGOUS}"),
    "heads_allogeneic": _heads(f"{PREFIX}_{ALLOGENEIC}"),
    "heads_platelets": _heads("platelet_transfusion"),
    "heads_red_cells": _heads("red_cell_transfusion"),
    "heads_organs": _heads("organ_transplant"),
    "own_share": _own_cells,
}
