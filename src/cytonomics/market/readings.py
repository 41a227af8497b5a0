"""One market under several readings of its name, and a publisher's figures held against each.

What belongs to a market is a matter of definition: the same volumes and costs give another size
for each scope, so that anyone sees how much of a printed figure is definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Fact
from cytonomics.market.assumptions import Draws
from cytonomics.market.figures import name_of
from cytonomics.market.model import EPISODE, REVENUE, Market
from cytonomics.market.offers import PRODUCTS
from cytonomics.market.segments import TOTAL, axis, dimensions
from cytonomics.market.transfer import technologies_in
from cytonomics.vocabulary import Scope

# The report's own list, then narrower ones.
SCOPES = (
    "personalized_cell_therapy",
    "personalized_transfer",
    "personalized_own_cells",
    "autologous_cell_therapy",
)
SIZE, SHARE, GROWTH = "size", "share", "cagr"


@dataclass(frozen=True, eq=False)
class Reading:
    """A scope and which offers of a wider market it holds, (offer,).

    Example:
        >>> Reading(vocabulary.scope("til"), np.ones(2, bool)).holds.sum()
        np.int64(2)
    """

    scope: Scope
    holds: NDArray[np.bool_]


class Ours(NamedTuple):
    """What a printed figure is by a reading and measure: mean and 90 % interval.

    Sizes are million USD, nominal; shares and growth per cent.

    Example:
        >>> Ours("a", "episode_spend", 2.0, 1.0, 3.0).mean
        2.0
    """

    scope: str
    measure: str
    mean: float
    p05: float
    p95: float

    def away(self, printed: float) -> float:
        """Return how far a printed figure lies: nought inside the interval, else in log terms.

        Example:
            >>> Ours("a", "b", 2.0, 1.0, 3.0).away(2.5), round(Ours("a", "b", 2, 1, 3).away(6), 3)
            (0.0, 0.693)
        """
        if self.p05 <= printed <= self.p95:
            return 0.0
        if printed <= 0 or self.p05 <= 0 or self.p95 <= 0:
            return float("inf")
        return float(min(abs(np.log(printed / self.p05)), abs(np.log(printed / self.p95))))


@dataclass(frozen=True)
class Held:
    """A printed figure beside ours by every reading and measure that has it.

    `what` names it; `nearest` is the reading that comes closest, nothing where none has it.

    Example:
        >>> from cytonomics.evidence import load
        >>> Held(load()["published_claims"][0], "Size", (), None).ours
        ()
    """

    claim: Fact
    what: str
    ours: tuple[Ours, ...]
    nearest: Ours | None


def readings(market: Market) -> tuple[Reading, ...]:
    """Return the readings of a market that its offers can tell apart, the market itself first.

    A market without transplants and transfusions has but itself.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> [one.scope.id for one in readings(evaluate(load(), "til", draws=2))]
        ['til']
    """
    whole = Reading(market.scope, np.ones(len(market.offers), bool))
    if market.scope.id != SCOPES[0]:
        return (whole,)
    found = [whole]
    for name in SCOPES[1:]:
        scope = vocabulary.scope(name)
        inside = {one.id for one in technologies_in(scope)}
        products = vocabulary.includes(scope, technology=PRODUCTS)
        holds = [
            offer.product in inside if offer.product in market.transfers.products else products
            for offer in market.offers
        ]
        found.append(Reading(scope, np.array(holds)))
    return tuple(found)


def size_of(market: Market, reading: Reading, measure: str) -> Draws:
    """Return the draws of a reading's size, (draw, year), million USD, nominal.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> size_of(market, readings(market)[0], "product_revenue").shape
        (4, 19)
    """
    return np.asarray(_amounts(market, measure)[:, :, reading.holds].sum(axis=2))


def held(market: Market) -> tuple[Held, ...]:
    """Hold each figure that publishers print of a market against every reading and measure.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> found = held(evaluate(load(), "personalized_cell_therapy", draws=20))
        >>> {one.what for one in found if one.claim["measure"] == "share"} >= {
        ...     "Platelet Transfusions",
        ...     "Hospitals",
        ...     "North America",
        ...     "Cardiovascular Diseases",
        ... }
        True
    """
    found = []
    for claim in market.evidence["published_claims"]:
        if claim["scope"] == market.scope.id and claim["measure"] in (SIZE, SHARE, GROWTH):
            what, ours = _ours(market, claim)
            if ours:
                nearest = min(ours, key=lambda one: one.away(claim["value"]))
                found.append(Held(claim, what, ours, nearest))
            elif claim["segment"]:
                found.append(Held(claim, str(claim["segment"]), (), None))
    return tuple(found)


def _ours(market: Market, claim: Fact) -> tuple[str, tuple[Ours, ...]]:
    first, last = claim["period_start"], claim["period_end"]
    if claim["measure"] == SHARE:
        named = next(_segments(market, str(claim["segment"])), None)
        if named is None or first not in market.years:
            return "", ()
        dimension, segment, name = named
        return name, tuple(_shares(market, dimension, segment, first))
    whole = readings(market)
    found = []
    for reading in whole:
        for measure in (EPISODE, REVENUE):
            size = size_of(market, reading, measure)
            if not size.any():
                continue
            if claim["measure"] == SIZE and first in market.years:
                found.append(_of(reading, measure, size[:, market.years.index(first)]))
            # A rate over a period grows from the year before it.
            if claim["measure"] == GROWTH and {first - 1, last} <= set(market.years):
                start, end = (size[:, market.years.index(year)] for year in (first - 1, last))
                rate = 100 * ((end / start) ** (1 / (last - first + 1)) - 1)
                found.append(_of(reading, measure, rate))
    return {SIZE: "Size", GROWTH: "Growth a year"}[claim["measure"]], tuple(found)


def _segments(market: Market, printed: str) -> Iterator[tuple[str, str, str]]:
    """Segments of any axis that bear a printed name."""
    for dimension in dimensions(market):
        for segment in axis(market, dimension).segments if dimension != TOTAL else ():
            name = name_of(market, dimension, segment)
            if name.casefold() == printed.casefold():
                yield dimension, segment, name


def _shares(market: Market, dimension: str, segment: str, year: int) -> Iterator[Ours]:
    split = axis(market, dimension)
    at, i = split.segments.index(segment), market.years.index(year)
    size = market.parameters.size
    weights = (
        np.repeat(split.weights[at, i][None, :], size, axis=0)
        if split.drawn is None
        else split.drawn[at]
    )
    for reading in readings(market):
        for measure in (EPISODE, REVENUE):
            amounts = _amounts(market, measure)[:, i] * reading.holds
            whole = amounts.sum(axis=1)
            if whole.all():
                yield _of(reading, measure, 100 * (amounts * weights).sum(axis=1) / whole)


def _amounts(market: Market, measure: str) -> Draws:
    return market.episode_spend if measure == EPISODE else market.revenue


def _of(reading: Reading, measure: str, draws: Draws) -> Ours:
    low, high = np.percentile(draws, (5, 95))
    return Ours(reading.scope.id, measure, float(draws.mean()), float(low), float(high))
