"""Who books, and who in the end earns, the sales of a product in a country on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence.reading import Fact
from cytonomics.evidence.store import Evidence


class Holding(NamedTuple):
    """A company's share of a product's sales, and the fact that says so.

    Example:
        >>> Holding("novartis", 1.0, "own0001").share
        1.0
    """

    company: str
    share: float
    fact: str


def holdings(
    evidence: Evidence, product: str, country: str, day: date, role: str = "seller"
) -> tuple[Holding, ...]:
    """Return who holds a role for a product in a country on a day; empty where nobody is known.

    Args:
        evidence: where table ownership is looked up.
        product: product id.
        country: ISO 3166 alpha-3 code.
        day: the day asked about.
        role: "seller" for who books the sales, "profit_share" for who takes the profit.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> [h.company for h in holdings(load(), "kymriah", "USA", date(2020, 6, 30))]
        ['novartis']
    """
    return tuple(
        held for countries, held in _on_day(evidence, product, day, role) if country in countries
    )


# Maps of sales ask for every country of the world in every year: rows are sifted once for all.
@lru_cache(maxsize=16384)
def _on_day(
    evidence: Evidence, product: str, day: date, role: str
) -> tuple[tuple[frozenset[str], Holding], ...]:
    return tuple(
        (
            vocabulary.members(fact["territory"], day),
            Holding(fact["company_id"], 1.0 if fact["share"] is None else fact["share"], fact.id),
        )
        for fact in evidence.of_product("ownership", product)
        if fact["role"] == role and holds_on(fact, day)
    )


def holds_on(fact: Fact, day: date) -> bool:
    """Say whether an ownership row holds on a day; its last day is the one before `valid_to`.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> holds_on(load()["ownership"][0], date(1999, 1, 1))
        False
    """
    begun: bool = fact["valid_from"] <= day
    return begun and (fact["valid_to"] is None or day < fact["valid_to"])
