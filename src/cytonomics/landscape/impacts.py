"""What a scenario does to five sides of a market, draw by draw against the market without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.landscape.firms import firm_of
from cytonomics.market import NEW_PRODUCTS, Market, evaluate, measured
from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted import Forecast, current, forecast, of_size
from cytonomics.market.model import EPISODE
from cytonomics.market.offers import UNKNOWN
from cytonomics.market.scenarios import Scenario, outcome
from cytonomics.vocabulary import Quarter

GROWTH, COMPETITION, CUSTOMERS, REGULATION, INNOVATION = AREAS = (
    "growth",
    "competition",
    "customer_behaviour",
    "regulation",
    "innovation",
)
UNITS: Mapping[str, str] = {
    GROWTH: "per cent of the size",
    COMPETITION: "points of the Herfindahl-Hirschman index",
    CUSTOMERS: "per cent of patients treated",
    REGULATION: "quarters until a coming product is first sold in a region",
    INNOVATION: "per cent of the sales of new products",
}
_SALES = "product_revenue"
Impacts = Mapping[str, Draws]


class Comparison(NamedTuple):
    """What a market has without and with a scenario, by area, (draw,), and what that changes.

    Growth: million USD; competition: points of the index; customers: patients; regulation:
    quarters after the first of the forecast in which coming products are first sold, the mean
    over products and regions; innovation: million USD.

    Example:
        >>> Comparison({}, {}, {"growth": np.ones(2)}).changes["growth"].tolist()
        [1.0, 1.0]
    """

    without: Impacts
    under: Impacts
    changes: Impacts


class Side(NamedTuple):
    """A market in one year, draw by draw: size, concentration, patients, sales of new products.

    The size is that of the main measure; the others are those of products.

    Example:
        >>> Side(np.ones(2), np.ones(2), np.ones(2), np.zeros(2)).sales.tolist()
        [1.0, 1.0]
    """

    sales: Draws
    concentration: Draws
    patients: Draws
    fresh: Draws


def side(market: Market, year: int) -> Side:
    """Return the sides of a market in a year; money in million USD, nominal.

    Concentration is the Herfindahl-Hirschman index of firms by sales, 0 to 10,000, as the room
    of concentration has it; what nobody has named belongs to many.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = side(evaluate(load(), "til", draws=4), 2025)
        >>> bool((found.concentration > 5_000).all())
        True
    """
    at, day = market.years.index(year), date(year, 7, 1)
    main = market.episode_spend if market.main == EPISODE else market.revenue
    # Blood components have no seller on record: products alone are shared out.
    sold = [j for j, o in enumerate(market.offers) if o.product not in market.transfers.products]
    whole = market.revenue[:, at, sold].sum(axis=1)
    companies = measured(market, _SALES, "company")
    firms: dict[str, Draws] = {}
    for name, draws in companies.items():
        if name != UNKNOWN:
            firm = firm_of(market.evidence, name, day)[0]
            firms[firm] = firms.get(firm, 0.0) + draws[:, at]
    squares = sum((100 * own / whole) ** 2 for own in firms.values())
    parts = measured(market, _SALES, "market_part")
    fresh = parts.get(NEW_PRODUCTS, np.zeros((len(whole), len(market.years))))[:, at]
    patients = market.patients[:, at, sold].sum(axis=1)
    return Side(main[:, at].sum(axis=1), np.asarray(squares), patients, fresh)


def compared(
    evidence: Evidence,
    scope: str,
    scenarios: Mapping[str, Scenario],
    year: int,
    *,
    draws: int = 200,
    seed: int = 1,
    progress: Callable[[str], None] = lambda step: None,
) -> dict[str, Comparison]:
    """Return a market without and with each scenario, by scenario.

    With and without it every random number is the same, so that differences are exact.

    Args:
        evidence: the facts.
        scope: id of a market that the fit forecasts.
        scenarios: by name.
        year: a year of the forecast.
        draws: number of draws.
        seed: of every random number.
        progress: is told which scenario is under way.

    Raises:
        MarketError: if the market cannot be built or a scenario does not fit it.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.scenarios import shipped
        >>> cut = {"price_cut": shipped("price_cut")}
        >>> found = compared(load(), "adoptive_cell_therapy", cut, 2031, draws=20)["price_cut"]
        >>> bool((found.under["growth"] < found.without["growth"]).all())
        True
    """
    usual = side(evaluate(evidence, scope, seed=seed, draws=draws), year)
    under: dict[str, Side] = {}
    for name, scenario in scenarios.items():
        progress(f"scenario {name}")
        market = evaluate(evidence, scope, seed=seed, draws=draws, scenarios=[scenario])
        under[name] = side(market, year)
    # Markets reach further ahead than this: only one forecast to begin on is kept at a time.
    posterior = of_size(current(evidence)[0], draws)
    horizon = Quarter(year, 4).index - posterior.panel.last.index
    plain = forecast(posterior, horizon=horizon, seed=seed)
    found: dict[str, Comparison] = {}
    for name, scenario in scenarios.items():
        progress(f"first sales under scenario {name}")
        moved = outcome([scenario], posterior, evidence, horizon=horizon, seed=seed, base=plain)
        found[name] = _comparison(usual, under[name], first_sales(plain, moved.changed))
    return found


def _comparison(usual: Side, other: Side, first: tuple[Draws, Draws]) -> Comparison:
    return Comparison(
        {**_by_area(usual), REGULATION: first[0]},
        {**_by_area(other), REGULATION: first[1]},
        {
            GROWTH: 100 * (other.sales / usual.sales - 1),
            COMPETITION: other.concentration - usual.concentration,
            CUSTOMERS: 100 * (other.patients / usual.patients - 1),
            REGULATION: first[1] - first[0],
            # Sales of new products can be next to nothing in a draw: what differs is set against
            # their mean.
            INNOVATION: 100 * (other.fresh - usual.fresh) / max(float(usual.fresh.mean()), 1e-9),
        },
    )


def _by_area(own: Side) -> dict[str, Draws]:
    return {
        GROWTH: own.sales,
        COMPETITION: own.concentration,
        CUSTOMERS: own.patients,
        INNOVATION: own.fresh,
    }


def later(plain: Forecast, other: Forecast) -> Draws:
    """Return by how many quarters products come later to regions, (draw,), the mean over those.

    Example:
        >>> quarters = tuple(Quarter(2030, number) for number in (1, 2, 3, 4))
        >>> def one(*sales):
        ...     revenue = np.array(sales, float)[None, None, None, :]
        ...     return Forecast(quarters, ("a",), ("c",), np.array([[0]]), revenue)
        >>> later(one(0, 1, 1, 1), one(0, 0, 0, 1)).tolist()
        [2.0]
    """
    before, after = first_sales(plain, other)
    return after - before


def first_sales(plain: Forecast, other: Forecast) -> tuple[Draws, Draws]:
    """Return when coming products are first sold without and with a scenario, (draw,) each.

    In quarters after the first of the forecast, the mean over products and regions that have no
    sales at first and sales before the end both with and without; nought where there are none.

    Example:
        >>> quarters = tuple(Quarter(2030, number) for number in (1, 2, 3, 4))
        >>> def one(*sales):
        ...     revenue = np.array(sales, float)[None, None, None, :]
        ...     return Forecast(quarters, ("a",), ("c",), np.array([[0]]), revenue)
        >>> [float(when[0]) for when in first_sales(one(0, 1, 1, 1), one(0, 0, 0, 1))]
        [1.0, 3.0]
    """
    names = [name for name in plain.products if name in other.products]
    here = [plain.products.index(name) for name in names]
    there = [other.products.index(name) for name in names]
    unnamed = plain.revenue.shape[1] - len(plain.products)
    here += range(len(plain.products), len(plain.products) + unnamed)
    there += range(len(other.products), len(other.products) + unnamed)
    first, second = (
        np.where((sold := ahead.revenue[:, own] > 0).any(axis=3), sold.argmax(axis=3), -1)
        for ahead, own in ((plain, here), (other, there))
    )
    both = (first > 0) & (second >= 0)
    count = both.sum(axis=(1, 2))
    mean = (
        np.where(both, when, 0).sum(axis=(1, 2)) / np.maximum(count, 1) for when in (first, second)
    )
    before, after = (np.asarray(one) for one in mean)
    return before, after
