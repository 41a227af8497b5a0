"""What is offered where: a product in an area whose sales can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.vocabulary import Scope

_GREATER_CHINA = "GREATER_CHINA"
# The segment of what will only be known in years to come.
UNKNOWN = "unknown"
# The technology that products belong to, beside transplants and transfusions.
PRODUCTS = "engineered_cell_products"


@dataclass(frozen=True, order=True)
class Offer:
    """A product in an area; `area` holds ISO 3166 alpha-3 codes, sorted, `place` its short name.

    Example:
        >>> Offer("kymriah", ("USA",), "USA").id
        'kymriah:USA'
    """

    product: str
    area: tuple[str, ...]
    place: str

    @property
    def id(self) -> str:
        """The name by which figures and trails refer to the offer."""
        return f"{self.product}:{self.place}"


def offers_of(product: str, areas: Iterable[tuple[str, ...]]) -> tuple[Offer, ...]:
    """Name the disjoint areas of one product: a country, a region, or what is left of the world.

    Example:
        >>> [offer.place for offer in offers_of("p", [("USA",), ("FRA", "GBR")])]
        ['USA', 'FRA+GBR']
    """
    named: list[Offer] = []
    for area in sorted(areas, key=lambda area: (len(area), area)):
        place = place_name(area)
        taken = [offer.place for offer in named]
        number = sum(name.split("_")[0] == place for name in taken)
        named.append(Offer(product, area, f"{place}_{number + 1}" if number else place))
    return tuple(named)


@cache
def place_name(area: tuple[str, ...]) -> str:
    """Return a short name for a set of countries.

    Example:
        >>> place_name(("USA",)), place_name(tuple(sorted(vocabulary.members("europe"))))
        ('USA', 'europe')
    """
    countries = frozenset(area)
    for region in vocabulary.terms("region"):
        if countries == vocabulary.members(region.id):
            return region.id
    if countries == vocabulary.members("WW"):
        return "world"
    return "+".join(area) if len(area) <= 3 else "elsewhere"


def products_in(evidence: Evidence, scope: Scope) -> dict[str, Fact]:
    """Return the marketed or withdrawn products that a scope contains, by product id.

    Example:
        >>> from cytonomics.evidence import load
        >>> market = vocabulary.scope("adoptive_cell_therapy")
        >>> "yescarta" in products_in(load(), market), "casgevy" in products_in(load(), market)
        (True, False)
    """
    return {
        fact["product_id"]: fact
        for fact in evidence["products"]
        if fact["status"] != "pipeline"
        and vocabulary.includes(
            scope,
            technology=PRODUCTS,
            modality=fact["modality"],
            therapeutic_area=fact["therapeutic_area"],
            application=fact["application"],
        )
    }


def class_of(product: Mapping[str, object]) -> str:
    """Return the class of a product or programme: its modality with its antigen.

    Example:
        >>> class_of({"modality": "car_t", "target": "CD19"})
        'car_t CD19'
    """
    return f"{product['modality']} {product['target'] or ''}".strip()


def market_part(evidence: Evidence, offer: Offer, product: Fact, reported: bool) -> str:
    """Return the part of the market an offer belongs to: the named CAR-T products or a tail.

    Hospital exemptions and Greater China come first, then the modality; a CAR-T product is
    *named* when its sales are reported.

    Example:
        >>> from cytonomics.evidence import load
        >>> product = products_in(load(), vocabulary.scope("adoptive_cell_therapy"))["amtagvi"]
        >>> market_part(load(), Offer("amtagvi", ("USA",), "USA"), product, reported=True)
        'til'
    """
    authorities = {
        fact["authority"] for fact in evidence["approvals"] if fact["product_id"] == offer.product
    }
    if authorities == {"AEMPS"}:
        return "hospital_exemption"
    if set(offer.area) <= vocabulary.members(_GREATER_CHINA):
        return "china"
    if product["modality"] == "car_t":
        return "named_car_t" if reported else "other_car_t"
    return str(product["modality"])
