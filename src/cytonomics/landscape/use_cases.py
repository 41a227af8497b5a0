"""Use cases: each disease by line, with who is treated, what is labelled, what it does and costs.

Patients and sales are those of the fitted market; labels follow the one rule of
`market.eligibility`, trials and days the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.landscape.concentration import Width
from cytonomics.landscape.holding import Candidate, candidates, today
from cytonomics.landscape.labelled import Labelled, labelled, obstacles
from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.trend_counts import granted
from cytonomics.landscape.trend_model import positions
from cytonomics.market import LAST_HISTORY, Market
from cytonomics.market.allocation import label_key
from cytonomics.market.eligibility import Approval
from cytonomics.market.offers import UNKNOWN
from cytonomics.market.segments import RAMP

Draws = NDArray[np.float64]


class Line(NamedTuple):
    """Patients of a disease by the line at which their label begins, a year; 3 and later are 3.

    Example:
        >>> Line("2", Width(1.0, 0.5, 1.5), Width(2.0, 1.0, 3.0)).line
        '2'
    """

    line: str
    patients: Width
    ahead: Width


class UseCase(NamedTuple):
    """A disease that products of a market treat; money is million USD, nominal.

    `patients`, `sales` and `share` (of the products of the market, a fraction) are of the last
    year of history, `ahead` patients of the year that is looked at; `per_patient` is USD. None
    stands where the market knows no sales in the disease.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = use_cases(evaluate(load(), "til", draws=4))
        >>> [(one.indication, [p.product for p in one.products]) for one in found][:1]
        [('melanoma', ['amtagvi'])]
    """

    indication: str
    name: str
    area: str
    lines: tuple[Line, ...]
    patients: Width | None
    ahead: Width | None
    sales: Width | None
    share: Width | None
    per_patient: Width | None
    products: tuple[Labelled, ...]
    coming: tuple[Candidate, ...]
    obstacles: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of all facts that it rests on beside the draws, each once."""
        found = [fact for one in self.products for fact in one.labels]
        found += [fact for one in self.products if one.trial for fact in one.trial.facts]
        found += [fact for one in self.products if one.wait for fact in one.wait.facts]
        found += [one.price.id for one in self.products if one.price]
        return tuple(dict.fromkeys([*found, *(one.fact for one in self.coming)]))


def width(draws: Draws) -> Width:
    """Return the mean of draws with their 90 % interval.

    Example:
        >>> width(np.array([1.0, 1.0])).mean
        1.0
    """
    low, high = np.percentile(draws, (5, 95))
    return Width(float(draws.mean()), float(low), float(high))


@lru_cache(maxsize=4)
def use_cases(market: Market) -> tuple[UseCase, ...]:
    """Return the diseases that products of a market treat, the largest by sales first.

    A disease without sales stands behind them where a label for it is in force.
    """
    now = today(market.evidence)
    amounts = {year: _by_label(market, year) for year in (LAST_HISTORY, LOOKED_AT)}
    valid = [(product, one) for product, one in granted(market) if one.in_force(now)]
    named = {name.split(":")[0] for own in amounts.values() for name in own} - {UNKNOWN}
    diseases = sorted(named | {one.indication for _, one in valid})
    found = [_use_case(market, disease, amounts, valid, now) for disease in diseases]
    shown = (one for one in found if one.products or one.sales)
    return tuple(sorted(shown, key=lambda one: (-(one.sales.mean if one.sales else 0), one.name)))


@lru_cache(maxsize=8)
def _by_label(market: Market, year: int) -> Mapping[str, tuple[Draws, Draws]]:
    """Patients and sales of a year by disease and line, (draw,) each."""
    at, ramp = market.years.index(year), market.parameters[RAMP]
    found: dict[str, tuple[Draws, Draws]] = {}
    for j in positions(market):
        patients, sales = market.patients[:, at, j], market.revenue[:, at, j]
        if not sales.any():
            continue
        offer = market.offers[j]
        key = market.mixes.get((year, offer.id))
        if key is None:
            key = label_key(market.evidence, offer, year, ramp.value, ramp.id)
        for name, share in key.shares.items():
            nothing = np.zeros(market.parameters.size)
            before = found.get(name, (nothing, nothing))
            found[name] = (before[0] + share * patients, before[1] + share * sales)
    return found


def _use_case(
    market: Market,
    disease: str,
    amounts: Mapping[int, Mapping[str, tuple[Draws, Draws]]],
    valid: list[tuple[str, Approval]],
    now: date,
) -> UseCase:
    own, later = (
        {name.split(":")[1]: both for name, both in found.items() if name.split(":")[0] == disease}
        for found in amounts.values()
    )
    nothing = np.zeros(market.parameters.size)
    lines = tuple(
        Line(line, *(width(side.get(line, (nothing, nothing))[0]) for side in (own, later)))
        for line in sorted({*own, *later})
    )
    patients, sales = (sum((both[k] for both in own.values()), nothing) for k in (0, 1))
    ahead = sum((both[0] for both in later.values()), nothing)
    at = market.years.index(LAST_HISTORY)
    whole = market.revenue[:, at, list(positions(market))].sum(axis=1)
    sold = bool(sales.any())
    products = labelled(market, disease, valid, now)
    coming = tuple(one for one in candidates(market) if one.indication == disease)
    head = f"{market.scope.id}/product_revenue/indication/{disease}/{LAST_HISTORY}"
    return UseCase(
        disease,
        vocabulary.term("indication", disease).name,
        _area(disease),
        lines,
        width(patients) if sold else None,
        width(ahead) if sold or ahead.any() else None,
        width(sales) if sold else None,
        width(sales / whole) if sold else None,
        width(1e6 * sales / patients) if sold and (patients > 0).all() else None,
        products,
        coming,
        obstacles(market, products, coming=bool(coming)),
        (head,) if sold and not market.transfers.offers else (),
    )


def _area(disease: str) -> str:
    above = vocabulary.ancestors("indication", disease)
    return next((one.id for one in above if one.dimension == "therapeutic_area"), "")
