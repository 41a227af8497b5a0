"""All that a rule may look at: where a company stands in a market on the day of its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.landscape.holding import (
    Candidate,
    Label,
    candidates,
    holders,
    kind_of,
    labels,
    product_name,
    products_by_id,
    today,
)
from cytonomics.market import LAST_HISTORY, Market, axis, dimensions
from cytonomics.market.model import REVENUE
from cytonomics.market.offers import UNKNOWN

Draws = NDArray[np.float64]
# Far enough for a change to show, near enough to be checked by those who read it now.
LOOKED_AT = 2031
COMPANY, INTEREST, PRODUCT = "company", "company_interest", "product"


@dataclass(frozen=True, eq=False)
class Sales:
    """Sales of products by holder, (draw, year), million USD, nominal; transfers left out.

    `total` is of all products, those of nobody known too; `classes` hold each class of products
    (modality with antigen) by company; `sold` the products each company books.

    Example:
        >>> Sales(np.ones((2, 3)), {}, {}, {}).total.shape
        (2, 3)
    """

    total: Draws
    companies: Mapping[str, Draws]
    classes: Mapping[str, Mapping[str, Draws]]
    sold: Mapping[str, Mapping[str, Draws]]


@lru_cache(maxsize=4)
def sales_by(market: Market, dimension: str = COMPANY) -> Sales:
    """Return the sales of products by company, as an axis of the market splits them.

    Args:
        market: the market.
        dimension: "company" for who books sales, "company_interest" for who takes the profit.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = sales_by(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> bool(np.allclose(sum(found.companies.values()), found.total))
        True
    """
    split = axis(market, dimension)
    bought = market.transfers.products
    at = [j for j, offer in enumerate(market.offers) if offer.product not in bought]
    companies: dict[str, Draws] = {}
    classes: dict[str, dict[str, Draws]] = {}
    sold: dict[str, dict[str, Draws]] = {}
    for i, company in enumerate(split.segments):
        for j in at:
            if not split.weights[i, :, j].any():
                continue
            own = market.revenue[:, :, j] * split.weights[i, :, j]
            product = market.offers[j].product
            _add(companies, company, own)
            if company != UNKNOWN:
                _add(sold.setdefault(company, {}), product, own)
                kind = kind_of(market.products[product])
                _add(classes.setdefault(kind, {}), company, own)
    total = market.revenue[:, :, at].sum(axis=2)
    return Sales(np.asarray(total), companies, classes, sold)


def _add(found: dict[str, Draws], name: str, amount: Draws) -> None:
    found[name] = found[name] + amount if name in found else amount


@dataclass(frozen=True, eq=False)
class Standing:
    """A company in a market on the day `now`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> Standing(market, "novartis").products
        ('kymriah',)
    """

    market: Market
    company: str

    @cached_property
    def now(self) -> date:
        """The day the evidence is of."""
        return today(self.market.evidence)

    @property
    def last(self) -> int:
        """The position of the last year of history."""
        return self.market.years.index(LAST_HISTORY)

    @property
    def ahead(self) -> int:
        """The position of the year of forecast that is looked at."""
        return self.market.years.index(LOOKED_AT)

    def setting(self, name: str) -> float:
        """Return the value of an assumption."""
        return self.market.parameters.value(name)

    @cached_property
    def products(self) -> tuple[str, ...]:
        """The products in the market that the company owns or sells now."""
        bought = self.market.transfers.products
        return tuple(
            name
            for name in self.market.products
            if name not in bought and self.company in holders(self.market.evidence, name, self.now)
        )

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The labels of these products where the company holds them."""
        evidence = self.market.evidence
        return tuple(
            label
            for name in self.products
            for label in labels(evidence, name, self.now)
            if self.company in holders(evidence, name, self.now, label.region)
        )

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the company works towards in the market."""
        evidence = self.market.evidence
        return tuple(
            one
            for one in candidates(self.market)
            if self.company in holders(evidence, one.product, self.now, one.region)
        )

    @property
    def sales(self) -> Draws | None:
        """What the company books, (draw, year), million USD, nominal; None if nothing ever."""
        return sales_by(self.market).companies.get(self.company)

    @property
    def sold(self) -> Mapping[str, Draws]:
        """What it books by product, (draw, year), million USD, nominal."""
        return sales_by(self.market).sold.get(self.company, {})

    def kind(self, product: str) -> str:
        """Return the class of a product, by the market or table products."""
        found = self.market.products.get(product) or products_by_id(self.market.evidence)[product]
        return kind_of(found)

    def name(self, product: str) -> str:
        """Return the name of a product."""
        return product_name(self.market.evidence, product)

    def figures(self, *products: str, years: tuple[int, ...], own: bool = True) -> tuple[str, ...]:
        """Return the ids of the figures behind sales: the company's, else its products'."""
        head = f"{self.market.scope.id}/{REVENUE}"
        shown = dimensions(self.market)
        if own and COMPANY in shown:
            return tuple(f"{head}/{COMPANY}/{self.company}/{year}" for year in years)
        names = products or tuple(self.sold)
        return tuple(f"{head}/{PRODUCT}/{name}/{year}" for name in names for year in years)


def class_name(kind: str) -> str:
    """Say a class in words.

    Example:
        >>> class_name("car_t BCMA")
        'CAR-T against BCMA'
    """
    modality, _, target = kind.partition(" ")
    name = vocabulary.term("modality", modality).name
    return f"{name} against {target}" if target and not target.startswith("none") else name


def indication_name(indication: str) -> str:
    """Say an indication within a sentence.

    Example:
        >>> indication_name("mm")
        'multiple myeloma'
    """
    name = vocabulary.term("indication", indication).name
    # Names that begin with an abbreviation or a proper name keep their capital.
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
