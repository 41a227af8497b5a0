"""Which sales rows speak of the same dollars: the aggregation matrix, so that each counts once.

Reported sales overlap: quarters and years, regions and the world, products and portfolio lines,
a partner's books and the owner's. Every row is a sum over *atoms*, the smallest disjoint pieces
(product, quarter, area). Row by atom gives a matrix of zeros and ones; a row that is a linear
combination of better rows adds no information and is *redundant*. This is the summing matrix of
hierarchical forecasting (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd
edition, chapter 11), built from the rows that happen to be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence.reading import OVERLAY, Fact
from cytonomics.evidence.store import Evidence
from cytonomics.vocabulary import Period, Quarter

_CONFIDENCE = ("primary", "secondary", "recall", "judgement")
_DERIVATION = ("reported", "approximate", "derived")
_TOLERANCE = 1e-6
PARTNER_SHARE = "collaboration_revenue"


@dataclass(frozen=True, order=True)
class Atom:
    """The smallest piece of sales that rows can tell apart.

    `area` holds the ISO 3166 codes of its countries, sorted; `product` is empty for income of a
    portfolio line beside its products.

    Example:
        >>> Atom("kymriah", Quarter(2024, 1), ("USA",)).product
        'kymriah'
    """

    product: str
    quarter: Quarter
    area: tuple[str, ...]


@dataclass(frozen=True)
class Redundancy:
    """A row whose dollars others state already: `amount` of it = sum of weight times others.

    Weights go by id; `explained` is what the others make of it, in the row's own currency, or
    None where currencies differ. A partner's share has no weights: it is paid out of sales that
    the seller has booked.
    """

    fact: Fact
    weights: Mapping[str, float]
    explained: float | None


@dataclass(frozen=True)
class Aggregation:
    """The sales rows of one family of products, and which of them stand on their own.

    `matrix` is (rows x atoms), rows in the order of `rows`, best first; `basis` holds the
    independent rows, `redundant` the rest.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> family = [f for f in aggregations(load()) if "relma_cel" in f.products][0]
        >>> sorted({fact["region"] for fact in family.basis})
        ['CHN']
    """

    products: tuple[str, ...]
    rows: tuple[Fact, ...]
    atoms: tuple[Atom, ...]
    matrix: NDArray[np.float64]
    basis: tuple[Fact, ...]
    redundant: tuple[Redundancy, ...]

    @cached_property
    def basis_matrix(self) -> NDArray[np.float64]:
        """The rows of `matrix` that belong to `basis`, (basis rows x atoms)."""
        chosen = {fact.id for fact in self.basis}
        return self.matrix[[i for i, fact in enumerate(self.rows) if fact.id in chosen]]

    def observes(self, weights: NDArray[np.float64]) -> bool:
        """Say whether the rows determine the sum of atoms with these weights (length: atoms).

        Example:
            >>> from cytonomics.evidence.store import load
            >>> family = [f for f in aggregations(load()) if "relma_cel" in f.products][0]
            >>> bool(family.observes(np.zeros(len(family.atoms))))
            True
        """
        return not np.any(np.abs(_residual(weights, self._directions)) > _TOLERANCE)

    @cached_property
    def _directions(self) -> NDArray[np.float64]:
        return _orthonormal(self.basis_matrix)


def area_of(fact: Fact, quarter: Quarter) -> frozenset[str]:
    """Return the countries that a sales row covers in one quarter, as its reporter uses the label.

    Raises:
        VocabularyError: when neither the reporter nor the vocabulary knows the label.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> row = [f for f in load()["sales"] if f["product_id"] == "relma_cel"][0]
        >>> sorted(area_of(row, Quarter(2023, 1)))
        ['CHN']
    """
    return _area(fact["company_id"], fact["region"], quarter)


@cache
def _area(company: str, label: str, quarter: Quarter) -> frozenset[str]:
    return vocabulary.reporter_area(company, label, quarter.last_day)


def _areas(fact: Fact) -> list[tuple[Quarter, frozenset[str]]]:
    quarters = Period.parse(fact["period"]).quarters
    return [(quarter, area_of(fact, quarter)) for quarter in quarters]


@lru_cache(maxsize=4)
def aggregations(evidence: Evidence) -> tuple[Aggregation, ...]:
    """Group the sales rows into families of products that share rows, and sort out each family.

    Rows in which a portfolio line holds other income as well only bound their members from
    above: that income becomes an atom of its own. Of several rows that state the same dollars
    those of a user's overlay come first, then primary before secondary before recalled, printed
    before derived, long periods before short ones.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> kite = [f for f in aggregations(load()) if "yescarta" in f.products][0]
        >>> kite.products
        ('tecartus', 'yescarta')
    """
    members = portfolio_members(evidence)
    families: list[tuple[set[str], list[Fact]]] = []
    for fact in evidence["sales"]:
        products = {name for name in members.get(fact["product_id"], (fact["product_id"],)) if name}
        touching = [family for family in families if family[0] & products]
        families = [family for family in families if not family[0] & products]
        families.append(
            (
                products.union(*(family[0] for family in touching)),
                [row for family in touching for row in family[1]] + [fact],
            )
        )
    return tuple(
        _aggregate(tuple(sorted(products)), rows, members)
        for products, rows in sorted(families, key=lambda family: sorted(family[0]))
    )


def portfolio_members(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Return the products of each portfolio line; "" stands for income beside the products.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> portfolio_members(load())["kite_cell_therapy_total"]
        ('yescarta', 'tecartus')
    """
    members: dict[str, tuple[str, ...]] = {}
    for fact in evidence["portfolios"]:
        line = fact["portfolio_id"]
        members[line] = (*members.get(line, ()), fact["product_id"] or "")
    return members


def _aggregate(
    products: tuple[str, ...], facts: Iterable[Fact], members: Mapping[str, tuple[str, ...]]
) -> Aggregation:
    facts = sorted(facts, key=_preference)
    shares = tuple(
        Redundancy(fact, {}, None) for fact in facts if fact["revenue_basis"] == PARTNER_SHARE
    )
    rows = tuple(fact for fact in facts if fact["revenue_basis"] != PARTNER_SHARE)
    cells = _cells([area for fact in rows for _, area in _areas(fact)])
    covers = [_covered(fact, cells, members) for fact in rows]
    atoms = tuple(sorted({atom for cover in covers for atom in cover}))
    column = {atom: i for i, atom in enumerate(atoms)}
    matrix = np.zeros((len(rows), len(atoms)))
    for i, cover in enumerate(covers):
        matrix[i, [column[atom] for atom in cover]] = 1.0
    basis, redundant = _independent(rows, matrix)
    return Aggregation(products, rows, atoms, matrix, basis, redundant + shares)


def _preference(fact: Fact) -> tuple[object, ...]:
    period = Period.parse(fact["period"])
    return (
        fact.origin != OVERLAY,
        _CONFIDENCE.index(fact["confidence"]),
        _DERIVATION.index(fact["derivation"]),
        period.first.index - period.last.index,
        period.first,
        -len(area_of(fact, period.last)),
        fact.id,
    )


def _cells(areas: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Cut the world into the coarsest cells such that each area is a union of cells."""
    distinct = sorted(set(areas), key=sorted)
    signature: dict[tuple[bool, ...], set[str]] = {}
    for country in sorted(frozenset().union(*distinct)):
        key = tuple(country in area for area in distinct)
        signature.setdefault(key, set()).add(country)
    return tuple(frozenset(cell) for cell in signature.values())


def _covered(
    fact: Fact, cells: tuple[frozenset[str], ...], members: Mapping[str, tuple[str, ...]]
) -> list[Atom]:
    return [
        Atom(product, quarter, tuple(sorted(cell)))
        for product in members.get(fact["product_id"], (fact["product_id"],))
        for quarter, area in _areas(fact)
        for cell in cells
        if cell <= area
    ]


def _independent(
    rows: tuple[Fact, ...], matrix: NDArray[np.float64]
) -> tuple[tuple[Fact, ...], tuple[Redundancy, ...]]:
    basis: list[int] = []
    directions = np.zeros((0, matrix.shape[1]))
    for i in range(len(rows)):
        rest = _residual(matrix[i], directions)
        size = float(np.sqrt(np.sum(rest * rest)))
        if size > _TOLERANCE:
            directions = np.vstack([directions, rest / size])
            basis.append(i)
    others = [i for i in range(len(rows)) if i not in set(basis)]
    chosen = tuple(rows[i] for i in basis)
    # Independent rows make up another in one way only, so all are solved for at once.
    solved = np.linalg.lstsq(matrix[basis].T, matrix[others].T, rcond=None)[0]
    weights = np.asarray(solved, dtype=np.float64)
    return chosen, tuple(
        _explain(rows[i], chosen, weights[:, column]) for column, i in enumerate(others)
    )


def _explain(fact: Fact, basis: tuple[Fact, ...], weights: NDArray[np.float64]) -> Redundancy:
    used = {
        other.id: round(float(weight), 6)
        for other, weight in zip(basis, weights, strict=True)
        if abs(weight) > _TOLERANCE
    }
    by_id = {other.id: other for other in basis}
    same_currency = all(by_id[key]["currency"] == fact["currency"] for key in used)
    explained = sum(weight * by_id[key]["amount"] for key, weight in used.items())
    return Redundancy(fact, used, explained if same_currency else None)


def _residual(row: NDArray[np.float64], directions: NDArray[np.float64]) -> NDArray[np.float64]:
    rest = row.astype(float).copy()
    # Twice is enough: one more pass removes what rounding left in the first (Kahan, Parlett).
    for _ in range(2):
        rest -= np.einsum("d,da->a", np.einsum("da,a->d", directions, rest), directions)
    return rest


def _orthonormal(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    directions = np.zeros((0, matrix.shape[1]))
    for row in matrix:
        rest = _residual(row, directions)
        directions = np.vstack([directions, rest / np.sqrt(np.sum(rest * rest))])
    return directions
