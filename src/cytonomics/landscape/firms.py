"""Which companies are one firm on a day, and what each firm sells where, as draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.evidence.ownership import holds_on
from cytonomics.market import Market, name_of
from cytonomics.market.allocation import Key, company_key, country_key
from cytonomics.market.offers import UNKNOWN, Offer

WORLD, REGION, MODALITY = "world", "region", "modality"
Draws = NDArray[np.float64]


class Place(NamedTuple):
    """A part of a market whose concentration is looked at: the whole, a region or a modality.

    Example:
        >>> Place(WORLD, WORLD, "World").id
        'world'
    """

    kind: str
    id: str
    name: str


EVERYWHERE = Place(WORLD, WORLD, "World")


@dataclass(frozen=True, eq=False)
class Sales:
    """What firms sell in one place: `known` is (draw, year, firm), `unknown` (draw, year).

    Million USD, nominal, net sales of engineered products; `unknown` is what will be sold by
    makers whom nobody can name yet.

    Example:
        >>> Sales(Place(WORLD, WORLD, "World"), (), np.ones((1, 1, 0)), np.ones((1, 1))).whole
        array([[1.]])
    """

    place: Place
    firms: tuple[str, ...]
    known: Draws
    unknown: Draws

    @property
    def whole(self) -> Draws:
        """All that is sold, (draw, year), million USD, nominal."""
        return np.asarray(self.known.sum(axis=2) + self.unknown)

    def shares(self, at: int) -> tuple[Draws, Draws] | None:
        """Return the shares of firms, (draw, firm), and of the unknown, (draw,), in a year.

        Draws in which nothing is sold say nothing of shares and are left out; None where all do.

        Args:
            at: position of the year.

        Example:
            >>> known, unknown = np.ones((1, 1, 1)), np.ones((1, 1))
            >>> Sales(Place(WORLD, WORLD, "World"), ("a",), known, unknown).shares(0)
            (array([[0.5]]), array([0.5]))
        """
        whole = self.whole[:, at]
        sold = whole > 0
        if not sold.any():
            return None
        return self.known[sold, at] / whole[sold, None], self.unknown[sold, at] / whole[sold]


class Part(NamedTuple):
    """The part of an offer that one firm sells in one region in one year, a fraction, and why.

    Example:
        >>> Part("gilead", "europe", 0.5).share
        0.5
    """

    firm: str
    region: str
    share: float
    facts: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def firm_of(evidence: Evidence, company: str, day: date) -> tuple[str, tuple[str, ...]]:
    """Return the firm that a company belongs to on a day, and the ownership facts that say so.

    Table ownership names the company that books the sales, a group under its own name (Gilead for
    Kite). A company that goes on selling what it owned itself, after all of it has passed to one
    other, has been bought: it counts as that other. A licence is no such case, since a licensee
    never owned the product.

    Example:
        >>> from cytonomics.evidence import load
        >>> firm_of(load(), "orchard", date(2025, 7, 1))[0]
        'kyowa_kirin'
        >>> firm_of(load(), "fosun_kairos", date(2025, 7, 1))[0]
        'fosun_kairos'
    """
    own = [fact for fact in evidence["ownership"] if fact["company_id"] == company]
    if any(fact["role"] == "owner" and holds_on(fact, day) for fact in own):
        return company, ()
    owners: set[str] = set()
    facts: list[str] = []
    for product in {f["product_id"] for f in own if f["role"] == "seller" and holds_on(f, day)}:
        sold = [f for f in own if (f["role"], f["product_id"]) == ("seller", product)]
        begun = min(fact["valid_from"] for fact in sold)
        lost = [
            fact
            for fact in own
            if (fact["role"], fact["product_id"]) == ("owner", product)
            and fact["valid_to"] is not None
            and begun < fact["valid_to"] <= day
        ]
        every = evidence.of_product("ownership", product)
        held = [fact for fact in every if fact["role"] == "owner" and holds_on(fact, day)]
        if not lost:
            return company, ()
        owners |= {fact["company_id"] for fact in held}
        facts += [fact.id for fact in (*lost, *held)]
    return (owners.pop(), tuple(sorted(facts))) if len(owners) == 1 else (company, ())


def places(market: Market) -> tuple[Place, ...]:
    """Return the world, the regions and the modalities of a market's products, in this order.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> [one.name for one in places(evaluate(load(), "til", draws=2))][:3]
        ['World', 'North America', 'Europe']
    """
    kinds = {str(market.products[offer.product]["modality"]) for _, offer in engineered(market)}
    known = [term.id for term in vocabulary.terms(MODALITY)]
    modalities = [name for name in known if name in kinds] + sorted(kinds.difference(known))
    return (
        EVERYWHERE,
        *(Place(REGION, term.id, term.name) for term in vocabulary.terms(REGION)),
        *(Place(MODALITY, name, name_of(market, MODALITY, name)) for name in modalities),
    )


def engineered(market: Market) -> Iterator[tuple[int, Offer]]:
    """Yield the position and offer of every engineered product; transfusions have no seller.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> len(list(engineered(market))) == len(market.offers)
        True
    """
    for position, offer in enumerate(market.offers):
        if offer.product not in market.transfers.products:
            yield position, offer


@lru_cache(maxsize=8)
def parts(market: Market) -> dict[tuple[int, str], tuple[Part, ...]]:
    """Return who sells how much of each engineered offer in each year, by year and offer id.

    Ownership is looked up country by country on 1 July, so that a licence for one country does
    not spread over the others that share an offer with it; parts of an offer add up to one.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = parts(evaluate(load(), "til", draws=2))
        >>> [(one.firm, one.region) for one in found[2024, "amtagvi:USA"]]
        [('iovance', 'north_america')]
    """
    return {
        (year, offer.id): tuple(_parts(market.evidence, offer, year))
        for _, offer in engineered(market)
        for year in market.years
    }


def _parts(evidence: Evidence, offer: Offer, year: int) -> Iterator[Part]:
    day = date(year, 7, 1)
    shares: dict[tuple[str, str], float] = {}
    facts: dict[tuple[str, str], set[str]] = {}
    countries = country_key(evidence, offer, year)
    for country, weight in countries.shares.items():
        key = _sellers(evidence, offer.product, country, year)
        for company, share in key.shares.items():
            firm, bought = firm_of(evidence, company, day)
            at = (firm, vocabulary.region_of(country))
            shares[at] = shares.get(at, 0.0) + weight * share
            facts.setdefault(at, set()).update(key.facts, bought)
    for (firm, region), share in sorted(shares.items()):
        yield Part(firm, region, share, tuple(sorted({*facts[firm, region], *countries.facts})))


def sellers(
    evidence: Evidence, product: str, country: str, day: date
) -> dict[str, tuple[str, ...]]:
    """Return the firms that sell a product in a country in the year of a day, and why.

    Args:
        evidence: tables ownership and sales.
        product: product id.
        country: ISO 3166 alpha-3 code.
        day: 1 July of the year.

    Returns:
        Facts by firm: ownership rows, or the sales row of a maker that sells ex works.

    Example:
        >>> from cytonomics.evidence import load
        >>> sellers(load(), "yescarta", "JPN", date(2022, 7, 1))
        {'daiichi_sankyo': ('own0004',)}
    """
    key = _sellers(evidence, product, country, day.year)
    found: dict[str, tuple[str, ...]] = {}
    for company in key.shares:
        firm, bought = firm_of(evidence, company, day)
        found[firm] = tuple(sorted({*found.get(firm, ()), *key.facts, *bought}))
    return found


def _sellers(evidence: Evidence, product: str, country: str, year: int) -> Key:
    return company_key(evidence, Offer(product, (country,), country), year, "seller")


@lru_cache(maxsize=8)
def sales(market: Market) -> dict[tuple[str, str], Sales]:
    """Return what firms sell in every place of a market, by kind and id of the place.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> found = sales(market)[WORLD, WORLD]
        >>> bool(np.allclose(found.whole, market.revenue.sum(axis=2)))
        True
    """
    split = parts(market)
    positions = [position for position, _ in engineered(market)]
    revenue = market.revenue[:, :, positions]
    firms = tuple(sorted({part.firm for own in split.values() for part in own} - {UNKNOWN}))
    names = (*firms, UNKNOWN)
    return {
        (place.kind, place.id): _sales(market, place, names, split, revenue)
        for place in places(market)
    }


def _sales(
    market: Market,
    place: Place,
    names: tuple[str, ...],
    split: dict[tuple[int, str], tuple[Part, ...]],
    revenue: Draws,
) -> Sales:
    at = {name: i for i, name in enumerate(names)}
    weights = np.zeros((len(names), len(market.years), revenue.shape[2]))
    for k, (_, offer) in enumerate(engineered(market)):
        if place.kind == MODALITY and market.products[offer.product]["modality"] != place.id:
            continue
        for i, year in enumerate(market.years):
            for part in split[year, offer.id]:
                if place.kind != REGION or part.region == place.id:
                    weights[at[part.firm], i, k] += part.share
    own = np.flatnonzero(weights.any(axis=(1, 2)))
    sold = np.zeros((*revenue.shape[:2], len(names)))
    for firm in own:
        held = np.flatnonzero(weights[firm].any(axis=0))
        # einsum without BLAS adds in one order whatever the number of threads.
        sold[:, :, firm] = np.einsum("dyo,yo->dy", revenue[:, :, held], weights[firm][:, held])
    return Sales(place, names[:-1], sold[:, :, :-1], sold[:, :, -1])
