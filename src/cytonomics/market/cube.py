"""The market of a scope as draws: one cube of offers, and what stands beside it.

Everything a reader sees is a sum over the cube: a product in an area, by year, with one set of
draws, so that parts equal wholes in every draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from cytonomics.evidence import Evidence, Fact
from cytonomics.market.allocation import Key
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.offers import Offer
from cytonomics.market.prices import Price
from cytonomics.market.projection import Outlook
from cytonomics.market.scenarios import Scenario
from cytonomics.market.support import Support
from cytonomics.market.transfer import Shares, Transfers
from cytonomics.vocabulary import Scope

if TYPE_CHECKING:
    import xarray

FIRST_YEAR, LAST_HISTORY, LAST_YEAR = 2017, 2025, 2035
REVENUE, EPISODE = "product_revenue", "episode_spend"


@dataclass(frozen=True, eq=False)
class Market:
    """A market as draws: `revenue`, `patients` and `care` by year and offer.

    `revenue` is (draw, year, offer), million USD, nominal net sales of the manufacturers;
    `patients` is (draw, year, offer); `care` is (draw, year, offer, component), million USD,
    nominal, with the components of `care_components`. `support` and `sources` say by year and
    offer what is observed and by which facts; `prices` what a treatment nets; `outlooks` says by
    offer how its years ahead were made, `version` by which model and draws; `mixes` splits an
    offer of a year over labels, where the model tells.

    A market that holds transplants and transfusions has them as `transfers`, whose offers stand
    behind those of products; for them revenue is what providers pay for blood components, and
    patients are units or transplants. `splits` says by technology and dimension how they split.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=16)
        >>> market.revenue.shape[:2], market.years[0], market.years[-1]
        ((16, 19), 2017, 2035)
    """

    scope: Scope
    evidence: Evidence
    parameters: Parameters
    products: Mapping[str, Mapping[str, Any] | Fact]
    offers: tuple[Offer, ...]
    parts: tuple[str, ...]
    years: tuple[int, ...]
    revenue: Draws
    patients: Draws
    care: Draws
    care_components: tuple[str, ...]
    prices: Mapping[tuple[int, str], Price]
    support: Mapping[tuple[int, str], Support]
    sources: Mapping[tuple[int, str], tuple[str, ...]]
    unsized: tuple[str, ...]
    outlooks: Mapping[str, Outlook]
    mixes: Mapping[tuple[int, str], Key]
    version: str
    transfers: Transfers
    splits: Mapping[tuple[str, str], Shares]
    scenarios: tuple[Scenario, ...] = ()

    @property
    def main(self) -> str:
        """The measure a market is told by: sales, or spend where transplants have no sales."""
        return EPISODE if self.transfers.offers else REVENUE

    @cached_property
    def episode_spend(self) -> Draws:
        """Product and care together, (draw, year, offer), million USD, nominal."""
        spend: Draws = self.revenue + self.care.sum(axis=3)
        return spend

    @cached_property
    def part_of(self) -> Mapping[Offer, str]:
        """The part of the market that each offer belongs to."""
        return dict(zip(self.offers, self.parts, strict=True))

    @cached_property
    def mean_revenue(self) -> Draws:
        """Mean revenue, (year, offer), million USD, nominal."""
        return np.asarray(self.revenue.mean(axis=0))

    @cached_property
    def mean_care(self) -> Draws:
        """Mean care, (year, offer, component), million USD, nominal."""
        return np.asarray(self.care.mean(axis=0))

    def cube(self) -> xarray.Dataset:
        """Return the draws as a labelled Dataset: revenue, patients and care.

        Dimensions are draw, year, offer and component; product, place and part are coordinates
        of offer. Money is million USD, nominal.

        Example:
            >>> from cytonomics.evidence import load
            >>> from cytonomics.market import evaluate
            >>> cube = evaluate(load(), "adoptive_cell_therapy", draws=8).cube()
            >>> sorted(cube.data_vars)
            ['care', 'patients', 'revenue']
        """
        import xarray

        axes = ("draw", "year", "offer")
        return xarray.Dataset(
            {
                "revenue": (axes, self.revenue, {"unit": "million USD, nominal"}),
                "patients": (axes, self.patients, {"unit": "patients"}),
                "care": ((*axes, "component"), self.care, {"unit": "million USD, nominal"}),
            },
            coords={
                "draw": np.arange(self.parameters.size),
                "year": list(self.years),
                "offer": [offer.id for offer in self.offers],
                "component": list(self.care_components),
                "product": ("offer", [offer.product for offer in self.offers]),
                "place": ("offer", [offer.place for offer in self.offers]),
                "part": ("offer", list(self.parts)),
            },
            attrs={"scope": self.scope.id, "seed": self.parameters.seed},
        )
