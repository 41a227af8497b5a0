"""The numbers of concentration as figures with ids: each with its rule and what it rests on.

Sales of a firm in a place are summed over offers; its share is worked out from these, and the
index and the leading shares from the shares of all firms.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from cytonomics.landscape.concentration import (
    HIGH_ABOVE,
    MODERATE_FROM,
    MORE,
    UNIT,
    thresholds,
)
from cytonomics.landscape.firms import (
    MODALITY,
    REGION,
    WORLD,
    Draws,
    Place,
    Sales,
    engineered,
    parts,
    places,
    sales,
)
from cytonomics.landscape.indices import LEVELS, hhi, leading
from cytonomics.landscape.profit import profit_index
from cytonomics.landscape.standing import INTEREST
from cytonomics.market import (
    Kind,
    Market,
    Slice,
    Working,
    all_figures,
    dimensions,
    figure_id,
    name_of,
)
from cytonomics.market.offers import UNKNOWN
from cytonomics.market.workings import FRACTION, MONEY, made

WHOLE = "total"
SALES = Kind(
    "product_revenue",
    "Net sales",
    MONEY,
    f"Net sales of each product there, as far as the firm sells it. {UNIT}.",
)
ALL = Kind("product_revenue", "Net sales", MONEY, "Sales of all firms of the place, added up.")
SHARE = Kind(
    "share",
    "Share of sales",
    FRACTION,
    "Sales of the firm over those of all firms of the place, in each draw; draws in which nothing "
    "is sold there are left out.",
)
_FOUND = "Hirschman, American Economic Review 54, 1964; classes by assumptions"
HHI = Kind(
    "hhi",
    "Herfindahl-Hirschman index",
    "points",
    "Percentages of sales, squared and added up in each draw, 0 to 10,000; makers whom nobody can "
    "name yet count as many tiny firms.",
    f"{_FOUND} {MODERATE_FROM} and {HIGH_ABOVE}",
)
HHI_ONE = HHI._replace(
    measure="hhi_one",
    name="Herfindahl-Hirschman index, the unknown as one firm",
    rule="Percentages of sales, squared and added up in each draw, makers whom nobody can name "
    "yet as one firm more.",
)
HHI_PROFIT = HHI._replace(
    measure="hhi_profit",
    name="Herfindahl-Hirschman index by profit",
    rule="Percentages of sales counted with those who share the profit of them, squared and added "
    "up in each draw.",
)
FIRMS = Kind("firms", "Firms with sales", "firms", "Shares above nought, counted in each draw.")
CR = tuple(
    Kind(
        f"cr{count}",
        f"CR{count}",
        FRACTION,
        f"The {count} largest shares of firms known by name, whoever they are in the draw, "
        "added up in each draw."
        if count > 1
        else "The largest share of a firm known by name, whoever it is in the draw.",
    )
    for count in range(1, MORE + 1)
)


def firm_dimension(place: Place) -> str:
    """Return the dimension under which the firms of a place stand in ids.

    Example:
        >>> firm_dimension(Place("region", "europe", "Europe"))
        'firm.europe'
    """
    return f"firm.{place.id}"


def firm_figure(market: Market, kind: Kind, place: Place, firm: str, year: int) -> str:
    """Return the id of the sales or the share of a firm, of "unknown" or of the "total".

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> firm_figure(market, SHARE, Place("world", "world", "World"), "iovance", 2025)
        'til/share/firm.world/iovance/2025'
    """
    return figure_id(market.scope.id, kind.measure, firm_dimension(place), firm, year)


def place_figure(market: Market, kind: Kind, place: Place, year: int) -> str:
    """Return the id of an index or a leading share of a place.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> place_figure(market, HHI, Place("world", "world", "World"), 2025)
        'til/hhi/world/world/2025'
    """
    return figure_id(market.scope.id, kind.measure, place.kind, place.id, year)


@lru_cache(maxsize=4)
def held(market: Market) -> tuple[Working, ...]:
    """Return sales and shares of firms, indices and leading shares of every place and year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> found = {one.id: one for one in held(market)}
        >>> round(found["til/hhi/world/world/2025"].value)
        10000
    """
    found = tuple(one for place in places(market) for one in _place(market, place))
    return (*found, *_by_profit(market))


def _place(market: Market, place: Place) -> Iterator[Working]:
    own = sales(market)[place.kind, place.id]
    slices = _slices(market, place)
    assumed = _limits(market)
    for at, year in enumerate(market.years):
        found = own.shares(at)
        if found is None:
            continue
        sold, shares = [], []
        for firm, amounts, share in _firms(own, at, *found):
            name = f"{_named(market, firm)}, {place.name}"
            dimension = firm_dimension(place)
            sold.append(
                made(
                    market.scope.id, SALES, dimension, firm, year, name, amounts,
                    slices=slices[firm, year],
                )
            )  # fmt: skip
            whole = firm_figure(market, ALL, place, WHOLE, year)
            shares.append(
                made(
                    market.scope.id, SHARE, dimension, firm, year, name, share,
                    figures=(sold[-1].id, whole),
                )
            )  # fmt: skip
        yield from sold
        yield made(
            market.scope.id, ALL, firm_dimension(place), WHOLE, year, place.name,
            own.whole[:, at], figures=(one.id for one in sold),
        )  # fmt: skip
        yield from shares
        behind = tuple(one.id for one in shares)
        for kind, draws in _indices(*found):
            classed = kind.measure in (HHI.measure, HHI_ONE.measure)
            yield made(
                market.scope.id, kind, place.kind, place.id, year, place.name, draws,
                figures=behind, facts=assumed if classed else (),
                said=_classes(market, draws) if classed else "",
            )  # fmt: skip


def _by_profit(market: Market) -> Iterator[Working]:
    """The index of the world by profit, and the figures of those who share it."""
    partners: dict[int, list[str]] = {}
    for one in all_figures(market) if INTEREST in dimensions(market) else ():
        if one.measure == SALES.measure and one.dimension == INTEREST:
            partners.setdefault(one.year, []).append(one.id)
    for year in market.years:
        draws = profit_index(market, year)
        if draws is not None:
            yield made(
                market.scope.id, HHI_PROFIT, WORLD, WORLD, year, "World", draws,
                figures=partners.get(year, ()), facts=_limits(market),
                said=_classes(market, draws),
            )  # fmt: skip


def _firms(own: Sales, at: int, shares: Draws, rest: Draws) -> Iterator[tuple[str, Draws, Draws]]:
    """Every firm with sales in a year, and the unknown: sales and share by draw."""
    for k, firm in enumerate(own.firms):
        if own.known[:, at, k].any():
            yield firm, own.known[:, at, k], shares[:, k]
    if own.unknown[:, at].any():
        yield UNKNOWN, own.unknown[:, at], rest


def _indices(shares: Draws, rest: Draws) -> Iterator[tuple[Kind, Draws]]:
    yield HHI, hhi(shares)
    yield HHI_ONE, hhi(np.column_stack([shares, rest]))
    yield FIRMS, (shares > 0).sum(axis=1).astype(float)
    for count, kind in enumerate(CR, 1):
        yield kind, leading(shares, count)


def _limits(market: Market) -> list[str]:
    return [market.parameters[name].id for name in (MODERATE_FROM, HIGH_ABOVE)]


def _classes(market: Market, draws: Draws) -> str:
    limits = thresholds(market)
    often = {name: float(np.mean([limits.of(one) == name for one in draws])) for name in LEVELS}
    said = [f"{100 * share:.0f} % of the draws {name}" for name, share in often.items() if share]
    return f"The mean is {limits.of(float(draws.mean()))}; {', '.join(said)}."


def _named(market: Market, firm: str) -> str:
    return "makers not known yet" if firm == UNKNOWN else name_of(market, "company", firm)


def _slices(market: Market, place: Place) -> dict[tuple[str, int], list[Slice]]:
    """By firm and year: the parts of offers that it sells in a place."""
    found: dict[tuple[str, int], dict[int, Slice]] = {}
    split = parts(market)
    for j, offer in engineered(market):
        if place.kind == MODALITY and market.products[offer.product]["modality"] != place.id:
            continue
        for year in market.years:
            for part in split[year, offer.id]:
                if place.kind == REGION and part.region != place.id:
                    continue
                own = found.setdefault((part.firm, year), {})
                before = own.get(j, Slice(j, 0.0, ()))
                facts = tuple(sorted({*before.facts, *part.facts}))
                own[j] = Slice(j, before.share + part.share, facts)
    sold = market.mean_revenue
    return {
        (firm, year): [one for one in own.values() if sold[market.years.index(year), one.offer]]
        for (firm, year), own in found.items()
    }
