"""What a transfusion or a transplant costs in each country, by a stated basis, as draws.

Known unit costs are brought to one price year; elsewhere a cost follows health spending per head,
with the width by which the known ones miss that rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Evidence, EvidenceError, average_rate
from cytonomics.market.assumptions import Assumption, Draws, Parameters
from cytonomics.market.errors import MarketError
from cytonomics.market.inflation import price_level
from cytonomics.market.transfer.countries import Countries, countries
from cytonomics.market.transfer.pooling import Pooled, paths, pooled, width_of
from cytonomics.market.transfer.seen import Seen, padded
from cytonomics.market.transfer.technologies import TECHNOLOGIES, TRANSFUSION

Floats = NDArray[np.float64]

ACQUISITION, PROCEDURE, EPISODE, REIMBURSEMENT = (
    "acquisition",
    "procedure",
    "episode",
    "reimbursement",
)
# What a transplant is valued at: the admission, graft and operation included. A year of care
# after it and the tariff that a payer sets are other things, told apart by a factor each.
BASES: Mapping[str, tuple[str, ...]] = {
    TRANSFUSION: (ACQUISITION, PROCEDURE),
    "transplantation": (PROCEDURE, EPISODE, REIMBURSEMENT),
}
PRICE_YEAR = 2024
# After the last year of history costs stay as they are in real terms.
_LAST = 2025
SPREADS = (
    "cost_level_spread",
    "cost_technology_spread",
    "volume_deviation_memory",
    "cost_noise",
)
ASSUMPTIONS = ("cost_spending_slope", "cost_trend", *SPREADS, "cost_basis_spread", "inflation_usa")
# Standard deviation of the log of a cost in dollars about which nothing is known beforehand.
_UNKNOWN = 10.0
_FAR = 1e6


class Known(NamedTuple):
    """A unit cost on record of a year, in USD of `PRICE_YEAR`, with the facts behind it.

    Example:
        >>> Known("organ_transplant_heart", "USA", "procedure", 2010, 1.0, ("vol0001",)).country
        'USA'
    """

    technology: str
    country: str
    basis: str
    year: int
    cost: float
    facts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Costs:
    """Unit costs of all technologies of one kind: what is known, and draws of them anywhere.

    `kind` is transfusion or transplantation, `bases` the bases it is valued on, the first one
    being that of `of` without another said.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> found = costs(load(), "transfusion", Parameters(assumptions(load()), 1, 100))
        >>> usa = found.countries.place["USA"]
        >>> bool(200 < found.of("red_cell_transfusion", "acquisition")[:, usa].mean() < 450)
        True
    """

    kind: str
    bases: tuple[str, ...]
    countries: Countries
    known: tuple[Known, ...]
    pooled: Pooled
    parameters: Parameters

    def of(self, technology: str, basis: str, years: Sequence[int] = (PRICE_YEAR,)) -> Draws:
        """Return the cost of one by year, (draw, country, year), USD of `PRICE_YEAR`.

        What costs lose or gain in real terms is read off the years on record; after the last year
        of history they stay as they are.

        Raises:
            MarketError: for a basis that this kind is not valued on.
        """
        if basis not in self.bases:
            raise MarketError(
                f"there is no cost of {technology!r} by {basis!r}; take one of "
                f"{', '.join(self.bases)}"
            )
        # Levels of a country are shared by its technologies: one stream of numbers for all.
        generator = self.parameters.generator(f"transfer:costs:{self.kind}")
        x = at_years(self.countries, technology, basis, self.kind, years)
        apart = np.full(len(years), place_of(technology, basis))
        return np.exp(paths(self.pooled, x, apart, self.parameters.size, generator))

    def observed(self, technology: str, basis: str) -> frozenset[str]:
        """Return the countries whose cost on a basis is on record."""
        return frozenset(
            one.country for one in self.known if (one.technology, one.basis) == (technology, basis)
        )


def costs(evidence: Evidence, kind: str, parameters: Parameters) -> Costs:
    """Pool the unit costs of transfusions or of transplants over countries.

    Raises:
        MarketError: for another kind, or where no cost of a technology is on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> found = costs(load(), "transplantation", Parameters(assumptions(load()), 1, 10))
        >>> found.bases[0], len(found.known) > 100
        ('procedure', True)
    """
    known = countries(evidence)
    rows = known_costs(evidence, kind, parameters, known)
    for one in TECHNOLOGIES:
        if one.kind == kind and one.id not in {row.technology for row in rows}:
            raise MarketError(
                f"no unit cost of {one.id!r} is on record in any country; add a row to "
                "technology_volumes.csv"
            )
    ranges = tuple(parameters[name] for name in ASSUMPTIONS)
    found = _found(evidence, kind, ranges, parameters.seed)
    return Costs(kind, BASES[kind], known, rows, found, parameters)


@lru_cache(maxsize=8)
def _found(evidence: Evidence, kind: str, ranges: tuple[Assumption, ...], seed: int) -> Pooled:
    """What is pooled, whatever the number of draws."""
    known, parameters = countries(evidence), Parameters({r.name: r for r in ranges}, seed, 1)
    rows = known_costs(evidence, kind, parameters, known)
    generator = parameters.generator(f"transfer:costs:pooled:{kind}")
    return pooled_costs(rows, known, kind, parameters, generator)


def pooled_costs(
    rows: tuple[Known, ...],
    known: Countries,
    kind: str,
    parameters: Parameters,
    generator: np.random.Generator,
) -> Pooled:
    """Pool the logarithms of known costs.

    Args:
        rows: the costs, USD of `PRICE_YEAR`.
        known: the countries.
        kind: transfusion or transplantation.
        parameters: the assumptions cost_*.
        generator: random numbers.
    """
    centre, width = prior(kind, parameters)
    return pooled(seen_of(rows, known, kind), centre, width, spreads(parameters), generator)


def known_costs(
    evidence: Evidence, kind: str, parameters: Parameters, known: Countries
) -> tuple[Known, ...]:
    """Return the unit costs on record, converted at the average rate of their price year.

    They are moved to `PRICE_YEAR` by US consumer prices; rows without a currency rate or price
    index of their year are left out, as are charges that nobody pays.
    """
    names = {one.id for one in TECHNOLOGIES if one.kind == kind}
    indexed = {fact["year"] for fact in evidence["price_indices"] if fact["region"] == "USA"}
    found = []
    for fact in evidence["technology_volumes"]:
        year, basis = fact["cost_year"], fact["cost_basis"]
        if fact["technology"] not in names or fact["geography"] not in known.place:
            continue
        if basis not in BASES[kind] or fact["use"] or not fact["unit_cost"]:
            continue
        if year not in indexed:
            continue
        try:
            rate = average_rate(evidence, fact["cost_currency"], str(year))
        except EvidenceError:
            continue
        level = price_level(evidence, parameters, (year, PRICE_YEAR))[0]
        cost = fact["unit_cost"] * rate.usd_per_unit * level[1] / level[0]
        facts = (fact.id, *rate.facts)
        named = fact["technology"], fact["geography"], basis, year
        found.append(Known(*named, float(cost), facts))
    return tuple(found)


def seen_of(rows: tuple[Known, ...], known: Countries, kind: str) -> Seen:
    """Return known costs as observations of their logarithm."""
    places = np.array([known.place[row.country] for row in rows])
    x = regressors(known, places, [(row.technology, row.basis, row.year) for row in rows], kind)
    y = np.log([row.cost for row in rows])
    apart = np.array([place_of(row.technology, row.basis) for row in rows])
    return padded(list(places), y, apart, x, np.zeros(len(rows)), len(known.codes))


def place_of(technology: str, basis: str) -> float:
    """Say where costs of a kind stand: in the place of times, and far apart.

    A country's deviations in one technology and basis are then its own.
    """
    names = [(one.id, own) for one in TECHNOLOGIES for own in BASES[one.kind]]
    return _FAR * names.index((technology, basis))


def regressors(
    known: Countries, places: NDArray[np.intp], named: Sequence[tuple[str, str, int]], kind: str
) -> Floats:
    """Return spending, decades, technologies and the bases after the first, (row, coefficient)."""
    names = [one.id for one in TECHNOLOGIES if one.kind == kind]
    which = np.array([[technology == name for name in names] for technology, _, _ in named], float)
    basis = np.array([[own == other for other in BASES[kind][1:]] for _, own, _ in named], float)
    decades = np.array([[(min(year, _LAST) - PRICE_YEAR) / 10.0] for _, _, year in named])
    return np.hstack([known.spending[places][:, None], decades, which, basis])


def at_years(
    known: Countries, technology: str, basis: str, kind: str, years: Sequence[int]
) -> Floats:
    """Return the regressors of a technology and basis, (country, year, coefficient)."""
    every = np.arange(len(known.codes))
    columns = [
        regressors(known, every, [(technology, basis, year)] * len(every), kind) for year in years
    ]
    return np.stack(columns, axis=1)


def prior(kind: str, parameters: Parameters) -> tuple[Floats, Floats]:
    """Return the prior means and standard deviations of the coefficients of a log cost."""
    slope, trend = parameters["cost_spending_slope"], parameters["cost_trend"]
    names = [one.id for one in TECHNOLOGIES if one.kind == kind]
    others = len(BASES[kind]) - 1
    centre = np.array([slope.value, trend.value, *(0.0 for _ in names), *(0.0,) * others])
    spread = parameters.value("cost_basis_spread")
    slopes = width_of(slope), width_of(trend)
    return centre, np.array([*slopes, *(_UNKNOWN for _ in names), *(spread,) * others])


def spreads(parameters: Parameters) -> tuple[Assumption, Assumption, Assumption, Assumption]:
    """Return the assumptions on the spreads of costs; the memory of deviations has no part."""
    level, deviation, memory, noise = (parameters[name] for name in SPREADS)
    return level, deviation, memory, noise
