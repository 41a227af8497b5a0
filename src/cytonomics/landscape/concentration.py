"""How concentrated the sales of a market are, by year and place, and in which class that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cytonomics.landscape.firms import WORLD, Draws, Place, Sales, engineered, places, sales
from cytonomics.landscape.indices import LEVELS, hhi, leading, level
from cytonomics.market import LAST_HISTORY, Market, MarketError, name_of

MODERATE_FROM, HIGH_ABOVE = "hhi_moderate", "hhi_high"
HISTORY, FORECAST = "history", "forecast"
FEW, MORE = 4, 8
UNIT = (
    "A firm is the company that books the sales in a country on 1 July of the year, a group under "
    "its own name; a company that goes on selling what another has bought from it counts as that "
    "other"
)
SHARED = (
    "profit that companies share by contract does not make them one firm, and a maker that sells "
    "through a licensee is not the seller"
)


class Width(NamedTuple):
    """Mean, 5th and 95th percentile over the draws.

    Example:
        >>> Width(2.0, 1.0, 3.0).p95
        3.0
    """

    mean: float
    p05: float
    p95: float


class Leader(NamedTuple):
    """The firm with the largest mean sales, its share of all sales, and how often it leads.

    `share` is a fraction; `leads` is the share of draws in which no other firm sells more.

    Example:
        >>> Leader("gilead", "Gilead Sciences (Kite)", Width(0.5, 0.4, 0.6), 1.0).firm
        'gilead'
    """

    firm: str
    name: str
    share: Width
    leads: float


class Thresholds(NamedTuple):
    """From which HHI a market is moderately concentrated, and above which highly.

    Example:
        >>> Thresholds(1000.0, 1800.0).of(1500.0)
        'moderate'
    """

    moderate: float
    high: float

    def of(self, index: float) -> str:
        """Return the class of an HHI."""
        return level(index, self.moderate, self.high)


@dataclass(frozen=True)
class Concentration:
    """How concentrated one place was in one year.

    `sales` is million USD, nominal; `hhi` runs from 0 to 10,000 and counts sales of makers whom
    nobody can name yet as those of many tiny firms, `hhi_one` as those of one more firm;
    `leading` are the fractions that the 1, 2, ... largest firms hold (CR1, CR2, ...);
    `companies` counts firms with sales; `unknown` is the mean fraction of makers not known;
    `level` is the class of the mean HHI, `level_one` with the unknown as one firm, and `levels`
    the share of draws in each class.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = concentration(evaluate(load(), "til", draws=4))
        >>> found[0].year, round(found[0].hhi.mean), found[0].level
        (2024, 10000, 'high')
    """

    place: Place
    year: int
    period_kind: str
    sales: Width
    hhi: Width
    hhi_one: Width
    leading: tuple[Width, ...]
    companies: Width
    unknown: float
    leader: Leader | None
    level: str
    level_one: str
    levels: Mapping[str, float]

    @property
    def cr4(self) -> Width:
        """The share of the four largest firms, a fraction."""
        return self.leading[FEW - 1]

    @property
    def cr8(self) -> Width:
        """The share of the eight largest firms, a fraction."""
        return self.leading[MORE - 1]

    @property
    def equal_firms(self) -> float:
        """The number of equal firms that would give the mean HHI (Adelman 1969)."""
        return 10_000.0 / self.hhi.mean if self.hhi.mean else float("inf")


def thresholds(market: Market) -> Thresholds:
    """Return the thresholds of the HHI, assumptions `hhi_moderate` and `hhi_high`.

    Raises:
        MarketError: where the first does not lie below the second.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> thresholds(evaluate(load(), "til", draws=2))
        Thresholds(moderate=1000.0, high=1800.0)
    """
    found = Thresholds(market.parameters.value(MODERATE_FROM), market.parameters.value(HIGH_ABOVE))
    if not 0 < found.moderate < found.high <= 10_000:
        raise MarketError(
            f"{MODERATE_FROM} ({found.moderate:g}) and {HIGH_ABOVE} ({found.high:g}) must rise "
            "between 0 and 10,000; set both so"
        )
    return found


@lru_cache(maxsize=64)
def concentration(
    market: Market, kind: str = WORLD, place: str = WORLD
) -> tuple[Concentration, ...]:
    """Return the concentration of a place by year, years without sales left out.

    Shares are worked out in each draw; a draw in which a place sells nothing in a year says
    nothing of its concentration and is left out. Only engineered products are looked at:
    transplants and transfusions have no seller.

    Args:
        market: the market.
        kind: "world", "region" or "modality".
        place: id of the place, as `places` lists them.

    Raises:
        MarketError: for an unknown place, or thresholds that do not rise.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = concentration(evaluate(load(), "adoptive_cell_therapy", draws=8))
        >>> found[0].year, all(one.cr4.mean <= one.cr8.mean for one in found)
        (2017, True)
    """
    every = sales(market)
    if (kind, place) not in every:
        known = ", ".join(one.id for one in places(market))
        raise MarketError(f"the market has no place {place!r}; take one of {known}")
    limits = thresholds(market)
    own = every[kind, place]
    found = (_of(market, own, year, limits) for year in market.years)
    return tuple(one for one in found if one is not None)


def _of(market: Market, own: Sales, year: int, limits: Thresholds) -> Concentration | None:
    at = market.years.index(year)
    found = own.shares(at)
    if found is None:
        return None
    shares, rest = found
    firms = (shares > 0).sum(axis=1).astype(float)
    leader = _leader(market, own.firms, own.known[own.whole[:, at] > 0, at], shares)
    # Room for eight leading firms, whatever the number of firms there are.
    shares = np.pad(shares, ((0, 0), (0, max(MORE - shares.shape[1], 0))))
    index = hhi(shares)
    widest = hhi(np.column_stack([shares, rest]))
    return Concentration(
        place=own.place,
        year=year,
        period_kind=HISTORY if year <= LAST_HISTORY else FORECAST,
        sales=width_of(own.whole[:, at]),
        hhi=width_of(index),
        hhi_one=width_of(widest),
        leading=tuple(width_of(leading(shares, count)) for count in range(1, MORE + 1)),
        companies=width_of(firms),
        unknown=float(rest.mean()),
        leader=leader,
        level=limits.of(float(index.mean())),
        level_one=limits.of(float(widest.mean())),
        levels={name: _often([limits.of(one) == name for one in index]) for name in LEVELS},
    )


def _leader(market: Market, firms: tuple[str, ...], known: Draws, shares: Draws) -> Leader | None:
    if not known.any():
        return None
    first = int(known.mean(axis=0).argmax())
    leads = known[:, first] >= known.max(axis=1)
    name = name_of(market, "company", firms[first])
    return Leader(firms[first], name, width_of(shares[:, first]), _often(leads))


def _often(holds: list[bool] | Draws) -> float:
    return float(np.mean(holds))


def width_of(draws: Draws) -> Width:
    """Return the mean of some draws with their 5th and 95th percentile.

    Example:
        >>> width_of(np.array([1.0, 1.0]))
        Width(mean=1.0, p05=1.0, p95=1.0)
    """
    low, high = np.percentile(draws, (5, 95))
    return Width(float(draws.mean()), float(low), float(high))


def in_year(market: Market, year: int) -> tuple[Concentration, ...]:
    """Return the concentration of every place of a market with sales in a year, the world first.

    Raises:
        MarketError: for a year outside the market, or one in which nothing was sold.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = in_year(evaluate(load(), "til", draws=4), 2025)
        >>> found[0].place.name, found[0].leader.name
        ('World', 'Iovance Biotherapeutics')
    """
    if year not in market.years:
        raise MarketError(
            f"the market has no year {year}; take {market.years[0]} to {market.years[-1]}"
        )
    whole = [one.year for one in concentration(market)]
    if year not in whole:
        if not whole:
            raise MarketError(
                f"nothing in {market.scope.id!r} is sold by a company, transplants and "
                "transfusions have no seller; take a market that holds engineered products"
            )
        raise MarketError(
            f"no engineered product of the market has sales in {year}{_first_approval(market)}; "
            f"take a year from {whole[0]} to {whole[-1]}"
        )
    return tuple(
        one
        for place in places(market)
        for one in concentration(market, place.kind, place.id)
        if one.year == year
    )


def _first_approval(market: Market) -> str:
    sold = {offer.product for _, offer in engineered(market)}
    found = [
        fact
        for fact in market.evidence["approvals"]
        if fact["product_id"] in sold and fact["approval_type"] != "withdrawn"
    ]
    if not found:
        return ""
    first = min(found, key=lambda fact: (fact["approval_date"], fact.id))
    name = name_of(market, "product", first["product_id"])
    return f" (first approval on record: {name}, {first['authority']}, {first['approval_date']})"
