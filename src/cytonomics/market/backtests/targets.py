"""The sums that a back-test judges: the total, classes, products, regions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws
from cytonomics.market.offers import Offer
from cytonomics.market.prices import HOME

KINDS = ("total", "class", "product", "region")


class Target(NamedTuple):
    """A sum of offers: its kind and its name within the kind.

    A class is a modality with its antigen; a region is the United States or the rest.

    Example:
        >>> str(Target("product", "kymriah"))
        'product kymriah'
    """

    kind: str
    name: str

    def __str__(self) -> str:
        """Write the target as tables show it."""
        return self.kind if self.kind == "total" else f"{self.kind} {self.name}"


def scored_targets(evidence: Evidence, offers: Iterable[Offer]) -> dict[Target, tuple[int, ...]]:
    """Return every target with the positions of its offers.

    Regions are left out where an offer lies in both: nobody could tell its parts apart then.

    Example:
        >>> from cytonomics.evidence import load
        >>> offers = [Offer("kymriah", ("USA",), "USA"), Offer("abecma", ("FRA",), "FRA")]
        >>> [str(target) for target in scored_targets(load(), offers)][:3]
        ['total', 'class car_t BCMA', 'class car_t CD19']
    """
    known = tuple(offers)
    products = {fact["product_id"]: fact for fact in evidence["products"]}
    found: dict[Target, list[int]] = {}
    for j, offer in enumerate(known):
        fact = products[offer.product]
        antigen = fact["target"] or ""
        found.setdefault(Target("total", ""), []).append(j)
        name = f"{fact['modality']} {antigen}".strip()
        found.setdefault(Target("class", name), []).append(j)
        found.setdefault(Target("product", offer.product), []).append(j)
    if not any(HOME in offer.area and len(offer.area) > 1 for offer in known):
        for j, offer in enumerate(known):
            place = HOME if offer.area == (HOME,) else "elsewhere"
            found.setdefault(Target("region", place), []).append(j)
    order = {kind: i for i, kind in enumerate(KINDS)}
    return {
        target: tuple(found[target]) for target in sorted(found, key=lambda t: (order[t.kind], t))
    }


def summed(revenue: Draws, columns: tuple[int, ...]) -> Draws:
    """Return the sum of some offers, the offers being the last axis.

    Example:
        >>> import numpy as np
        >>> summed(np.ones((2, 3, 4)), (0, 2))[0].tolist()
        [2.0, 2.0, 2.0]
    """
    total: Draws = revenue[..., list(columns)].sum(axis=-1)
    return total
