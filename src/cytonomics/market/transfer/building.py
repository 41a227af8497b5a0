"""Transplants and transfusions as offers of a market: a technology in a group of countries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.inflation import price_level
from cytonomics.market.offers import Offer
from cytonomics.market.prices import Price
from cytonomics.market.support import Support
from cytonomics.market.transfer import values, volumes
from cytonomics.market.transfer.technologies import (
    TECHNOLOGIES,
    TRANSFUSION,
    TRANSPLANTATION,
    Technology,
)
from cytonomics.market.transfer.values import ACQUISITION, PRICE_YEAR, PROCEDURE, Costs, costs
from cytonomics.market.transfer.volumes import Volumes

CARE = {TRANSFUSION: "transfusion_care", TRANSPLANTATION: "transplant_care"}
METHOD = "Number counted, or pooled over countries, times unit cost on record or pooled."
OUTLOOK = "Forecast: rates a head on spending, age and time, with each country's own path."


@dataclass(frozen=True, eq=False)
class Transfers:
    """What technologies come to by year and offer.

    `acquired` is what providers pay for blood components, `care` by component what giving or
    transplanting costs beside that, both (draw, year, offer), million USD, nominal; `number`
    (draw, year, offer) counts units or transplants. `support` is of what is acquired,
    `care_support` of the care; `sources` are facts by year and offer.

    Example:
        >>> nothing = np.zeros((1, 1, 0))
        >>> Transfers((), nothing, {}, nothing, {}, {}, {}, {}, {}).offers
        ()
    """

    offers: tuple[Offer, ...]
    acquired: Draws
    care: Mapping[str, Draws]
    number: Draws
    support: Mapping[tuple[int, str], Support]
    care_support: Mapping[tuple[int, str], Support]
    sources: Mapping[tuple[int, str], tuple[str, ...]]
    prices: Mapping[tuple[int, str], Price]
    products: Mapping[str, Mapping[str, Any]]

    @property
    def kinds(self) -> dict[str, str]:
        """Whether each technology is transfused or transplanted, by its id."""
        return {one.id: one.kind for one in TECHNOLOGIES if one.id in self.products}


def transfers(
    evidence: Evidence,
    technologies: Sequence[Technology],
    parameters: Parameters,
    years: Sequence[int],
    progress: Callable[[str], None] = lambda step: None,
) -> Transfers:
    """Work out numbers and values of technologies by report group and year.

    A unit of blood is worth what providers pay for it, and the work of giving it beside; a
    transplant is worth its admission, graft and operation included, all of it care. Unit costs
    stay as they are in real terms: they rise with US consumer prices.

    Args:
        evidence: tables technology_volumes, populations, geography and rates.
        technologies: what to count.
        parameters: assumptions volume_* and cost_*, seed and number of draws.
        years: calendar years.
        progress: is told what is being done.

    Raises:
        MarketError: where nothing counts a technology or says what it costs.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> from cytonomics.market.transfer.technologies import TECHNOLOGIES
        >>> parameters = Parameters(assumptions(load()), seed=1, size=20)
        >>> lungs = [one for one in TECHNOLOGIES if one.id == "organ_transplant_lung"]
        >>> found = transfers(load(), lungs, parameters, (2023,))
        >>> bool(7_500 < found.number.sum(axis=2).mean() < 10_000)
        True
    """
    if not technologies:
        return _joined([], len(years), parameters.size)
    level = price_level(evidence, parameters, (PRICE_YEAR, *years))
    level = level[:, 1:] / level[:, :1]
    priced = {
        kind: costs(evidence, kind, parameters)
        for kind in sorted({one.kind for one in technologies})
    }
    counted = volumes.volumes(
        evidence, [one.id for one in technologies], parameters, years, progress
    )
    with threadpool_limits(limits=1):
        parts = [
            _part(one, counted[one.id], priced[one.kind], level, parameters) for one in technologies
        ]
    return _joined(parts, len(years), parameters.size)


def _part(
    one: Technology, counted: Volumes, priced: Costs, level: Draws, parameters: Parameters
) -> Transfers:
    """One technology by report group."""
    known, years = counted.countries, counted.years
    groups = tuple(dict.fromkeys(known.group))
    offers = tuple(
        Offer(one.id, tuple(sorted(c for c, g in zip(known.codes, known.group, strict=True)
                                   if g == group)), group)
        for group in groups
    )  # fmt: skip
    inside = np.array([[own == group for own in known.group] for group in groups], float)
    procedure = priced.of(one.id, PROCEDURE, years)
    bought = one.kind == TRANSFUSION
    acquisition = priced.of(one.id, ACQUISITION, years) if bought else np.zeros_like(procedure)
    by_year = counted.draws.transpose(0, 2, 1)
    number = by_year @ inside.T
    spent = {
        name: (by_year * cost.transpose(0, 2, 1)) @ inside.T * level[:, :, None] / 1e6
        for name, cost in (
            ("acquired", acquisition),
            # A few draws put the whole under a part of it; then nothing is left for the rest.
            ("care", np.maximum(procedure - acquisition, 0.0)),
        )
    }
    support, care_support, sources, prices = {}, {}, {}, {}
    mean = counted.draws.mean(axis=0)
    amount, paid = mean * procedure.mean(axis=0), mean * acquisition.mean(axis=0)
    priors = tuple(parameters[name].id for name in (*volumes.ASSUMPTIONS, *values.ASSUMPTIONS))
    cost_facts = tuple(
        sorted({fact for row in priced.known if row.technology == one.id for fact in row.facts})
    )
    dear = priced.observed(one.id, PROCEDURE)
    cheap = priced.observed(one.id, ACQUISITION)
    for offer in offers:
        for i, year in enumerate(years):
            key = year, offer.id
            own, bought_there = (
                {c: float(part[known.place[c], i]) for c in offer.area} for part in (amount, paid)
            )
            seen = [c for c in offer.area if (c, year) in counted.observed]
            support[key] = _support(bought_there, set(seen) & cheap)
            care_support[key] = _support(own, set(seen) & dear)
            counts = [fact for c in seen for fact in counted.observed[c, year]]
            people = [known.facts[c][year - known.years[0]] for c in offer.area]
            # What care rests on stands beside its price; only what is bought rests on it here.
            priced_by = (*cost_facts, *priors) if bought else ()
            sources[key] = (*sorted({*counts, *people}), *priced_by)
            per = (
                spent["acquired"][:, i, offers.index(offer)]
                + spent["care"][:, i, offers.index(offer)]
            )
            treated = np.maximum(number[:, i, offers.index(offer)], 1e-9)
            prices[key] = Price(per * 1e6 / treated, cost_facts, priors)
    product = {
        "product_id": one.id,
        "brand": vocabulary.term("technology", one.id).name,
        "inn": None,
        "application": one.application,
        "modality": None,
        "target": None,
        "therapeutic_area": None,
        "technology": one.segment,
    }
    return Transfers(
        offers, spent["acquired"], {CARE[one.kind]: spent["care"]}, number, support, care_support,
        sources, prices, {one.id: product},
    )  # fmt: skip


def _support(amounts: Mapping[str, float], seen: set[str] | frozenset[str]) -> Support:
    """What is counted and priced in its own country is observed; the rest is assumed."""
    whole = sum(amounts.values())
    if whole <= 0:
        return Support(0.0, 0.0, 0.0)
    share = sum(amounts[c] for c in sorted(seen)) / whole
    return Support(share, 0.0, 1.0 - share)


def _joined(parts: Sequence[Transfers], years: int, size: int) -> Transfers:
    names = sorted({name for part in parts for name in part.care})
    empty = [np.zeros((size, years, 0))]

    def care(part: Transfers, name: str) -> Draws:
        return part.care.get(name, np.zeros_like(part.acquired))

    return Transfers(
        tuple(offer for part in parts for offer in part.offers),
        np.concatenate([part.acquired for part in parts] or empty, axis=2),
        {name: np.concatenate([care(part, name) for part in parts], axis=2) for name in names},
        np.concatenate([part.number for part in parts] or empty, axis=2),
        {key: one for part in parts for key, one in part.support.items()},
        {key: one for part in parts for key, one in part.care_support.items()},
        {key: one for part in parts for key, one in part.sources.items()},
        {key: one for part in parts for key, one in part.prices.items()},
        {name: one for part in parts for name, one in part.products.items()},
    )
