"""How many doses can be made: a placeholder until the journey of a batch is simulated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Evidence, latest_day, portfolio_members
from cytonomics.market.assumptions import Assumption, Draws
from cytonomics.market.fitted.curves import QUARTERS_A_YEAR
from cytonomics.vocabulary import Quarter

_METRIC = "annual_capacity_doses"


class Supply(NamedTuple):
    """Doses a year that plants can make of some products together, from a quarter on.

    `products` are positions in the panel, `begun` counts quarters from the first of the model.

    Example:
        >>> Supply((5,), 33.0, 10_000.0, "mfg0047").doses
        10000.0
    """

    products: tuple[int, ...]
    begun: float
    doses: float
    fact: str


def supplies_of(
    evidence: Evidence, products: tuple[str, ...], first: Quarter
) -> tuple[Supply, ...]:
    """Return what is known of the capacity for products, in order of date.

    Products that their maker reports in one line come from the same plants and share the doses
    stated for any of them. A product without a statement has no limit.

    Args:
        evidence: the facts of the day.
        products: product ids.
        first: the first quarter of the model.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = supplies_of(load(), ("carvykti", "tecartus", "yescarta"), Quarter(2017, 3))
        >>> [one.products for one in found][0]  # Yescarta and Tecartus share the plants of Kite
        (1, 2)
    """
    lines = [set(members) for members in portfolio_members(evidence).values()]
    found = []
    for fact in evidence["manufacturing"]:
        if fact["metric"] != _METRIC or fact["product_id"] not in products:
            continue
        own = {fact["product_id"]}.union(*(line for line in lines if fact["product_id"] in line))
        shared = tuple(k for k, product in enumerate(products) if product in own)
        begun = Quarter.containing(latest_day(fact["date"])).index - first.index
        found.append(Supply(shared, float(begun), float(fact["value"]), fact.id))
    return tuple(sorted(found, key=lambda one: (one.begun, one.fact)))


def capacities(
    supplies: tuple[Supply, ...],
    quarters: NDArray[np.float64],
    assumptions: Mapping[str, Assumption],
) -> dict[tuple[int, ...], NDArray[np.float64]]:
    """Return doses a quarter by the products that share them, (quarter,).

    Infinite before the first statement; the latest one grows by `fit_supply_growth` a year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> one = Supply((0,), 2.0, 400.0, "mfg0001")
        >>> capacities((one,), np.array([1.0, 2.0]), assumptions(load()))[(0,)].tolist()
        [inf, 100.0]
    """
    growth = np.log1p(assumptions["fit_supply_growth"].value)
    found: dict[tuple[int, ...], NDArray[np.float64]] = {}
    for one in supplies:
        years = (quarters - one.begun) / QUARTERS_A_YEAR
        own = one.doses / QUARTERS_A_YEAR * np.exp(growth * np.maximum(years, 0.0))
        before = found.get(one.products, np.full(len(quarters), np.inf))
        found[one.products] = np.where(years >= 0, own, before)
    return found


def limited(
    sales: Draws,
    price: Draws,
    capacity: Mapping[tuple[int, ...], NDArray[np.float64]],
    sharpness: float,
) -> Draws:
    """Return sales with no more treatments than can be made, in the shape of `sales`.

    With r the doses wanted over those that can be made, (1 + r^k)^(−1/k) of them are treated: a
    smooth minimum with k the sharpness, which regions and products of the same plants share.

    Args:
        sales: (…, product, region, quarter), million USD a quarter.
        price: (…, product, region), million USD a treatment.
        capacity: doses a quarter, (quarter,), by the positions of products that share them.
        sharpness: exponent of the smooth minimum.

    Example:
        >>> wanted, price = np.full((1, 2, 1), 60.0), np.full((1, 2), 0.5)  # 240 treatments
        >>> limited(wanted, price, {(0,): np.array([100.0])}, 8.0).sum().round(1)
        np.float64(50.0)
        >>> limited(wanted, price, {}, 8.0).sum()
        np.float64(120.0)
    """
    found = sales.copy()
    for products, doses in capacity.items():
        own = list(products)
        part = sales[..., own, :, :]
        wanted = (part / price[..., own, :, None]).sum(axis=-2).sum(axis=-2) / doses
        factor = (1.0 + wanted**sharpness) ** (-1.0 / sharpness)
        found[..., own, :, :] = part * factor[..., None, None, :]
    return found
