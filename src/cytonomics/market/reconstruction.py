"""One family of products that share sales rows: quarters and areas between printed sums.

Proportional first-difference benchmarking (Denton, JASA 1971; International Monetary Fund,
Quarterly National Accounts Manual, 2017, chapter 6), written as a Gaussian model: quarterly
changes are small relative to the level, printed sums hold within their error. Its posterior
gives the draws. Only the independent rows of the aggregation matrix enter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Aggregation, Evidence, Fact, average_rate
from cytonomics.market.allocation import health_spending
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.eligibility import approvals_of
from cytonomics.market.offers import Offer, offers_of
from cytonomics.market.support import Support
from cytonomics.vocabulary import Quarter

_CELL_FLOOR = 0.02


@dataclass(frozen=True)
class Cell:
    """One piece of the solution: the sales of an offer in a quarter.

    Example:
        >>> Cell(Offer("p", ("USA",), "USA"), Quarter(2024, 1)).quarter.year
        2024
    """

    offer: Offer
    quarter: Quarter


class Reconstruction:
    """The Gaussian model of one family of products that share sales rows.

    `cells` are its unknowns, `rows` the facts that observe sums of them through `matrix`
    (rows x cells), `amounts` what they state in million USD.

    Example:
        >>> from cytonomics.evidence import aggregations, load
        >>> from cytonomics.market.assumptions import assumptions
        >>> kymriah = next(f for f in aggregations(load()) if f.products == ("kymriah",))
        >>> parameters = Parameters(assumptions(load()), seed=1, size=4)
        >>> solved = Reconstruction(load(), kymriah, parameters, 2025)
        >>> solved.draws().shape == (4, len(solved.cells))
        True
    """

    def __init__(
        self, evidence: Evidence, family: Aggregation, parameters: Parameters, last_year: int
    ) -> None:
        """Lay out the unknowns of a family and the rows that observe them."""
        self.family = family
        self.evidence = evidence
        self.parameters = parameters
        areas: dict[str, dict[tuple[str, ...], Quarter]] = {}
        for atom in family.atoms:
            begun = areas.setdefault(atom.product, {})
            begun[atom.area] = min(begun.get(atom.area, atom.quarter), atom.quarter)
        last = max([Quarter(last_year, 4), *(atom.quarter for atom in family.atoms)])
        self.offers = tuple(
            offer for product, spans in sorted(areas.items()) for offer in offers_of(product, spans)
        )
        self.cells = tuple(
            Cell(offer, quarter)
            for offer in self.offers
            for quarter in self._span(offer, areas[offer.product][offer.area], last)
        )
        self.column = {
            (c.offer.product, c.offer.area, c.quarter): j for j, c in enumerate(self.cells)
        }
        self.rows = family.basis
        self.matrix = self._matrix()
        rates = [average_rate(evidence, f["currency"], f["period"]) for f in self.rows]
        self.rates = rates
        self.amounts = np.array(
            [f["amount"] * r.usd_per_unit for f, r in zip(self.rows, rates, strict=True)]
        )

    def _span(self, offer: Offer, covered: Quarter, last: Quarter) -> list[Quarter]:
        # A reporter whose rows begin long after the approval sold before; one that begins within
        # a year simply had nothing to report until then.
        launches = [
            approval.quarter
            for approval in approvals_of(self.evidence, offer.product)
            if approval.holds_in(set(offer.area))
        ]
        launch = min([covered, *launches])
        unreported = covered.index - launch.index > 4
        first = launch if unreported and len(offer.area) == 1 else covered
        return [Quarter.from_index(i) for i in range(first.index, last.index + 1)]

    def _matrix(self) -> NDArray[np.float64]:
        matrix = np.zeros((len(self.rows), len(self.cells)))
        for i, row in enumerate(self.family.basis_matrix):
            for k in np.nonzero(row)[0]:
                atom = self.family.atoms[k]
                matrix[i, self.column[atom.product, atom.area, atom.quarter]] = 1.0
        return matrix

    def error_of(self, fact: Fact, dollars: float, rate: float) -> float:
        """Return the standard deviation of a row in million USD, `rate` USD a unit of currency."""
        relative = self.parameters.value(f"sales_error_{fact['confidence']}")
        if fact["revenue_basis"] == "company_revenue":
            relative = max(relative, self.parameters.value("sales_error_company_revenue"))
        # A rounded figure is uniform over its step, with standard deviation step / sqrt(12).
        rounding = fact["rounding"] * rate / np.sqrt(12.0)
        return float(np.hypot(relative * dollars, max(rounding, 1e-3)))

    def levels(self) -> NDArray[np.float64]:
        """A first guess at each cell: printed sums spread by health spending, never quite zero."""
        weighted = self.matrix * self._weights()
        shares = weighted * (self.amounts / weighted.sum(axis=1))[:, None]
        covered = (self.matrix > 0).sum(axis=0)
        guess = shares.sum(axis=0) / np.maximum(covered, 1)
        levels = np.zeros(len(self.cells))
        for offer in self.offers:
            own = [j for j, cell in enumerate(self.cells) if cell.offer == offer]
            known = guess[own]
            peak = known.max() if known.size else 0.0
            filled = np.where(known > 0, known, np.nan)
            steps = np.arange(len(own), dtype=float)
            seen = ~np.isnan(filled)
            if seen.any():
                filled = np.interp(steps, steps[seen], filled[seen])
            levels[own] = np.maximum(np.nan_to_num(filled), _CELL_FLOOR * max(peak, 1.0))
        return levels

    def _weights(self) -> NDArray[np.float64]:
        """The country key: health spending of the countries that have approved the product."""
        spending = health_spending(self.evidence)
        weights = np.zeros(len(self.cells))
        for j, cell in enumerate(self.cells):
            approved = {
                country
                for approval in approvals_of(self.evidence, cell.offer.product)
                if approval.quarter <= cell.quarter
                for country in approval.countries
            }
            weights[j] = sum(
                spending[country][0] * (1.0 if country in approved else _CELL_FLOOR)
                for country in cell.offer.area
                if country in spending
            )
        # Before any country statistics were known every area weighs the same.
        return np.where(weights > 0, weights, weights[weights > 0].min(initial=1.0))

    def draws(self) -> Draws:
        """Return draws of the cells, (draw, cell), million USD; never negative."""
        levels = self.levels()
        drift = self.parameters.value("quarterly_drift_history")
        precision = np.zeros((len(self.cells), len(self.cells)))
        target = np.zeros(len(self.cells))
        for j, cell in enumerate(self.cells):
            before = self.column.get((cell.offer.product, cell.offer.area, cell.quarter.shift(-1)))
            if before is None:
                # Nothing was sold before the first quarter: the launch may be as large as sales.
                precision[j, j] += 1.0 / levels[j] ** 2
                continue
            weight = 1.0 / (drift * max(levels[j], levels[before])) ** 2
            precision[j, j] += weight
            precision[before, before] += weight
            precision[j, before] -= weight
            precision[before, j] -= weight
        errors = np.array(
            [
                self.error_of(fact, amount, rate.usd_per_unit)
                for fact, amount, rate in zip(self.rows, self.amounts, self.rates, strict=True)
            ]
        )
        scaled = self.matrix / errors[:, None]
        precision += np.einsum("ij,ik->jk", scaled, scaled)
        target += np.einsum("ij,i->j", scaled, self.amounts / errors)
        mean = np.linalg.solve(precision, target)
        factor = np.linalg.cholesky(precision)
        generator = self.parameters.generator("history:" + "+".join(self.family.products))
        noise = generator.standard_normal((self.parameters.size, len(self.cells)))
        around = np.linalg.solve(factor.T, noise.T).T
        return self._non_negative(np.asarray(mean + around, dtype=np.float64))

    def _non_negative(self, draws: Draws) -> Draws:
        """Cut negative cells off and shrink the product's others in the quarter: sums stay."""
        groups: dict[tuple[str, Quarter], list[int]] = {}
        for j, cell in enumerate(self.cells):
            groups.setdefault((cell.offer.product, cell.quarter), []).append(j)
        for columns in groups.values():
            total = np.maximum(draws[:, columns].sum(axis=1, keepdims=True), 0.0)
            positive = np.maximum(draws[:, columns], 0.0)
            size = positive.sum(axis=1, keepdims=True)
            draws[:, columns] = positive * np.divide(
                total, size, out=np.zeros_like(size), where=size > 0
            )
        return draws

    def support(self, mean: NDArray[np.float64]) -> dict[tuple[int, str], Support]:
        """Say for each year and offer which part of its sales rows determine."""
        found = {}
        for product in sorted({offer.product for offer in self.offers}):
            own = [offer for offer in self.offers if offer.product == product]
            years = sorted({c.quarter.year for c in self.cells if c.offer.product == product})
            for year in years:
                covered = [offer for offer in own if self._covered(offer, year)]
                shares = {offer: self._observed([offer], year, mean) for offer in covered}
                # What no row tells apart may still be observed as a sum.
                rest = [offer for offer in covered if shares[offer] < 1.0]
                joint = self._observed(rest, year, mean)
                for offer in own:
                    if offer not in covered:
                        found[year, offer.id] = Support(0.0, 0.0, 1.0)
                    elif offer in rest:
                        names = tuple(other.id for other in rest)
                        found[year, offer.id] = Support.of(shares[offer], joint, names)
                    else:
                        found[year, offer.id] = Support(1.0, 0.0, 0.0)
        return found

    def _covered(self, offer: Offer, year: int) -> bool:
        return any(
            self.matrix[:, j].any()
            for j, cell in enumerate(self.cells)
            if cell.offer == offer and cell.quarter.year == year
        )

    def _observed(self, offers: list[Offer], year: int, mean: NDArray[np.float64]) -> float:
        """Return which share of some offers' sales in a year the rows determine."""
        cells = [
            j for j, c in enumerate(self.cells) if c.offer in offers and c.quarter.year == year
        ]
        total = float(mean[cells].sum())
        if not total:
            return 1.0
        known, rest = 0.0, cells
        # The year may be printed as a whole, or only some of its halves or quarters.
        for quarters in (4, 2, 1):
            spans: dict[int, list[int]] = {}
            for j in rest:
                spans.setdefault((self.cells[j].quarter.number - 1) // quarters, []).append(j)
            determined = [group for group in spans.values() if self._determines(group)]
            known += sum(float(mean[group].sum()) for group in determined)
            rest = [j for j in rest if not any(j in group for group in determined)]
        return known / total

    def _determines(self, cells: list[int]) -> bool:
        if not all(self.matrix[:, j].any() for j in cells):
            return False
        atoms = {
            (self.cells[j].offer.product, self.cells[j].offer.area, self.cells[j].quarter)
            for j in cells
        }
        weights = np.array(
            [float((a.product, a.area, a.quarter) in atoms) for a in self.family.atoms]
        )
        return self.family.observes(weights)

    def used(self) -> tuple[str, ...]:
        """Return the ids of the assumptions that the reconstruction rests on."""
        names = {f"sales_error_{fact['confidence']}" for fact in self.rows}
        if any(fact["revenue_basis"] == "company_revenue" for fact in self.rows):
            names.add("sales_error_company_revenue")
        names.add("quarterly_drift_history")
        return tuple(sorted(self.parameters[name].id for name in names))

    def sources(self) -> dict[tuple[int, str], tuple[str, ...]]:
        """Return the ids of the facts that bear on each offer and year."""
        found: dict[tuple[int, str], set[str]] = {}
        for i, (fact, rate) in enumerate(zip(self.rows, self.rates, strict=True)):
            for j in np.nonzero(self.matrix[i])[0]:
                cell = self.cells[j]
                key = (cell.quarter.year, cell.offer.id)
                found.setdefault(key, set()).update([fact.id, *rate.facts])
        covered = {key[1] for key in found}
        for offer in self.offers:
            # A year without rows of its own is filled from the nearest year that has some.
            years = sorted({c.quarter.year for c in self.cells if c.offer == offer})
            own = [year for year in years if (year, offer.id) in found]
            for year in years:
                if offer.id in covered and (year, offer.id) not in found:
                    nearest = min(own, key=lambda known: (abs(known - year), known))
                    found[year, offer.id] = found[nearest, offer.id]
        return {key: (*sorted(facts), *self.used()) for key, facts in found.items()}
