"""What is fitted: printed sales, each dollar once.

Printed rows overlap: years hold quarters, the world holds regions, a portfolio line its products.
Their independent rows (the basis of the aggregation matrix) are turned into sums that share no
dollar: the finest sums of product, region and quarter that the rows determine. A year less three
printed quarters is the fourth; the world less the United States is the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Aggregation, Evidence, aggregations
from cytonomics.market.assumptions import Parameters
from cytonomics.market.fitted.labels import REGIONS, countries_of
from cytonomics.market.reconstruction import Reconstruction
from cytonomics.vocabulary import Quarter

# A quarter with less than this is reporting noise before a launch, million USD.
LEAST = 1.0
# A sum that is a small difference of large ones says nothing: relative standard deviation.
_WIDEST = 0.5
_TOLERANCE = 1e-6
_T = TypeVar("_T")


class Place(NamedTuple):
    """A product in regions that no row tells apart, in a quarter.

    Example:
        >>> Place("kymriah", (1, 2), Quarter(2024, 1)).regions
        (1, 2)
    """

    product: str
    regions: tuple[int, ...]
    quarter: Quarter


class Cell(NamedTuple):
    """A product in a region, by their positions in the panel and in `REGIONS`.

    Example:
        >>> Cell(0, 1).region
        1
    """

    product: int
    region: int


@dataclass(frozen=True)
class Observation:
    """Sales of some cells together over some quarters, million USD, nominal.

    `quarters` count from the first quarter of the model, `error` is the standard deviation of
    the log of what is printed, `facts` names the rows it is made from.

    Example:
        >>> Observation((Cell(0, 0),), (4, 5), 30.0, 0.01, ("sal0001",)).quarterly
        15.0
    """

    cells: tuple[Cell, ...]
    quarters: tuple[int, ...]
    sales: float
    error: float
    facts: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The middle of its quarters, counted from the first quarter of the model."""
        return sum(self.quarters) / len(self.quarters)

    @property
    def quarterly(self) -> float:
        """Mean sales a quarter, million USD."""
        return self.sales / len(self.quarters)


def observations_of(
    evidence: Evidence,
    products: tuple[str, ...],
    parameters: Parameters,
    first: Quarter,
    last: Quarter,
) -> tuple[Observation, ...]:
    """Return what rows print of products from `first` to `last`, in order of their middles.

    Money is converted at the average rate of the row's period. What is printed of greater China
    alone belongs to no region and is left out.

    Args:
        evidence: tables sales, portfolios and exchange_rates of the day.
        products: product ids; those without rows give nothing.
        parameters: the assumptions sales_error_*.
        first: the first quarter of the model.
        last: the last quarter that is known.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import Parameters, assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=1)
        >>> found = observations_of(
        ...     load(), ("carvykti", "kymriah"), parameters, Quarter(2017, 3), Quarter(2025, 4)
        ... )
        >>> sorted({tuple(cell.region for cell in one.cells) for one in found})
        [(0,), (0, 1, 2), (1, 2)]
    """
    found = [
        one
        for family in aggregations(evidence)
        if set(family.products) & set(products)
        for one in _of_family(evidence, family, products, parameters, first, last)
    ]
    return tuple(sorted(found, key=lambda one: (one.middle, one.cells, one.quarters)))


def _of_family(
    evidence: Evidence,
    family: Aggregation,
    products: tuple[str, ...],
    parameters: Parameters,
    first: Quarter,
    last: Quarter,
) -> Iterator[Observation]:
    printed = Reconstruction(evidence, family, parameters, last.year)
    stated = np.array(
        [
            printed.error_of(fact, amount, rate.usd_per_unit)
            for fact, amount, rate in zip(printed.rows, printed.amounts, printed.rates, strict=True)
        ]
    )
    derived = np.array([fact["derivation"] == "derived" for fact in printed.rows])
    worked_out = parameters.value("sales_error_derived") * printed.amounts * derived
    errors = np.hypot(stated, worked_out)
    for sum_ in disjoint_sums(family):
        if not {place.product for place in sum_.places} <= set(products):
            continue
        cells = {Cell(products.index(p), r) for p, regions, _ in sum_.places for r in regions}
        quarters = tuple(sorted({place.quarter.index - first.index for place in sum_.places}))
        sales = float(sum_.weights @ printed.amounts)
        error = float(np.sqrt((sum_.weights**2) @ (errors**2)))
        inside = quarters[0] >= 0 and quarters[-1] <= last.index - first.index
        large = sales >= LEAST * len(quarters) and error <= _WIDEST * sales
        if inside and large:
            used = np.abs(sum_.weights) > _TOLERANCE
            facts = tuple(f.id for f, own in zip(printed.rows, used, strict=True) if own)
            yield Observation(tuple(sorted(cells)), quarters, sales, error / sales, facts)


class DisjointSum(NamedTuple):
    """A sum that the rows of a family determine: its atoms, places and weights of basis rows.

    `atoms` is (atom,), noughts and ones; `places` says where and when they lie.

    Example:
        >>> DisjointSum(np.ones(1), frozenset(), np.ones(1)).weights.tolist()
        [1.0]
    """

    atoms: NDArray[np.float64]
    places: frozenset[Place]
    weights: NDArray[np.float64]


def disjoint_sums(family: Aggregation) -> tuple[DisjointSum, ...]:
    """Return the finest sums without a common dollar that the rows of a family determine.

    Sums of few products, regions and quarters of a year are taken before larger ones, those
    within one quarter first.

    Example:
        >>> from cytonomics.evidence import load
        >>> carvykti = next(f for f in aggregations(load()) if f.products == ("carvykti",))
        >>> sums = disjoint_sums(carvykti)
        >>> float(sum(one.atoms for one in sums).max())  # no atom is in two sums
        1.0
    """
    atoms_at: dict[Place, list[int]] = {}
    for k, atom in enumerate(family.atoms):
        regions = tuple(
            r for r, region in enumerate(REGIONS) if countries_of(region) & set(atom.area)
        )
        if regions:
            atoms_at.setdefault(Place(atom.product, regions, atom.quarter), []).append(k)
    taken: set[Place] = set()
    found: list[tuple[frozenset[Place], NDArray[np.float64]]] = []
    for places in _candidates(atoms_at):
        atoms = np.zeros(len(family.atoms))
        atoms[[k for place in places for k in atoms_at[place]]] = 1.0
        if not taken & places and family.observes(atoms):
            taken |= places
            found.append((places, atoms))
    if not found:
        return ()
    # The rows of the basis are independent: they make up a sum in one way only.
    every = np.stack([atoms for _, atoms in found], axis=1)
    weights = np.linalg.lstsq(family.basis_matrix.T, every, rcond=None)[0]
    return tuple(
        DisjointSum(atoms, places, np.asarray(weights[:, k], dtype=np.float64))
        for k, (places, atoms) in enumerate(found)
    )


def _candidates(places: Iterable[Place]) -> list[frozenset[Place]]:
    """All sums of some products, regions and quarters of one year, the finest first."""
    years: dict[int, list[Place]] = {}
    for place in places:
        years.setdefault(place.quarter.year, []).append(place)
    found = {
        frozenset(
            p for p in own if p.product in some and p.regions in regions and p.quarter in quarters
        )
        for own in years.values()
        for some in _subsets(place.product for place in own)
        for regions in _subsets(place.regions for place in own)
        for quarters in _subsets(place.quarter for place in own)
    }
    return sorted(filter(None, found), key=_fineness)


def _fineness(places: frozenset[Place]) -> tuple[int, int, list[Place]]:
    return (len(places), len({place.quarter for place in places}), sorted(places))


def _subsets(values: Iterable[_T]) -> Iterator[frozenset[_T]]:
    every = set(values)
    sizes = range(1, len(every) + 1)
    return map(frozenset, chain.from_iterable(combinations(every, size) for size in sizes))
