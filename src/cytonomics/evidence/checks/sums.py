"""Checks that add amounts up: quarters to years, parts to wholes, countries to regions."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence.aggregation import Aggregation, aggregations
from cytonomics.evidence.conversion import average_rate
from cytonomics.evidence.errors import EvidenceError, Problem
from cytonomics.evidence.reading import Fact
from cytonomics.evidence.store import Evidence
from cytonomics.vocabulary import Period

# Two rows that were derived from growth rates each carry a rounding that no step states.
_DERIVED_SLACK = 0.01


def currencies_convert(evidence: Evidence) -> list[Problem]:
    """Every sale can be turned into dollars at a rate of its own period.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> currencies_convert(load())
        []
    """
    problems = []
    for fact in evidence["sales"]:
        try:
            average_rate(evidence, fact["currency"], fact["period"])
        except EvidenceError as error:
            problems.append(Problem("currencies_convert", "sales", (fact.id,), str(error)))
    return problems


def quarters_sum_to_years(evidence: Evidence) -> list[Problem]:
    """Four printed quarters make the printed year, within the rounding of the five figures.

    Rows marked disputed are left out: which of them is right is not known.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> quarters_sum_to_years(load())
        []
    """
    groups: dict[tuple[str, str, str, str, int], dict[str, Fact]] = defaultdict(dict)
    for fact in evidence["sales"]:
        period = Period.parse(fact["period"])
        if fact["disputed"] != "yes" and period.kind in ("quarter", "year"):
            key = (
                fact["product_id"],
                fact["region"],
                fact["revenue_basis"],
                fact["currency"],
                period.first.year,
            )
            groups[key][fact["period"]] = fact
    problems = []
    for (product, region, _, currency, year), facts in groups.items():
        quarters = [facts[f"{year}Q{n}"] for n in range(1, 5) if f"{year}Q{n}" in facts]
        whole = facts.get(str(year))
        if whole is None or len(quarters) < 4:
            continue
        total = sum(fact["amount"] for fact in quarters)
        if abs(total - whole["amount"]) > tolerance([whole, *quarters]):
            problems.append(
                Problem(
                    "quarters_sum_to_years",
                    "sales",
                    tuple(fact.id for fact in [whole, *quarters]),
                    f"{product} {region} {year}: quarters sum to {total:g} million {currency}, "
                    f"the year is {whole['amount']:g}",
                )
            )
    return problems


def tolerance(facts: list[Fact]) -> float:
    """Return by how much figures may miss each other through rounding, in million of currency.

    Half a rounding step for each figure; a derived one gets one per cent more.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> tolerance([load().fact("sal0001")]) > 0
        True
    """
    return float(
        sum(
            fact["rounding"] / 2
            + (_DERIVED_SLACK * fact["amount"] if fact["derivation"] != "reported" else 0.0)
            for fact in facts
        )
        + 1e-9
    )


def parts_within_wholes(evidence: Evidence) -> list[Problem]:
    """No row of sales exceeds another that covers all of its dollars and more.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> parts_within_wholes(load())
        []
    """
    problems = []
    for family in aggregations(evidence):
        dollars = [_dollars(fact, evidence) for fact in family.rows]
        outside = np.einsum("ia,ja->ij", family.matrix, 1.0 - family.matrix)
        inside = (outside == 0) & (outside.T > 0)
        for i, j in zip(*np.nonzero(inside), strict=True):
            part, whole = family.rows[i], family.rows[j]
            if dollars[i] - dollars[j] > tolerance([part, whole]):
                problems.append(
                    Problem(
                        "parts_within_wholes",
                        "sales",
                        (part.id, whole.id),
                        f"{_name(part)} ({dollars[i]:g} million USD) exceeds {_name(whole)} "
                        f"({dollars[j]:g}), of which it is a part",
                    )
                )
    return problems


def _dollars(fact: Fact, evidence: Evidence) -> float:
    """Return the amount in million dollars, NaN where currencies_convert has found no rate."""
    try:
        rate = average_rate(evidence, fact["currency"], fact["period"])
    except EvidenceError:
        return float("nan")
    return float(fact["amount"] * rate.usd_per_unit)


def rollups_equal_members(evidence: Evidence) -> list[Problem]:
    """Totals equal the sum of their members: portfolio lines, regions of sales, world regions.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> rollups_equal_members(load())
        []
    """
    problems = [
        problem for family in aggregations(evidence) for problem in _sales_rollups(family, evidence)
    ]
    return problems + _case_rollups(evidence)


def _sales_rollups(family: Aggregation, evidence: Evidence) -> list[Problem]:
    problems = []
    for redundancy in family.redundant:
        fact = redundancy.fact
        members = [evidence.by_id[key] for key in redundancy.weights]
        if redundancy.explained is None or any(m["disputed"] == "yes" for m in [fact, *members]):
            continue
        if abs(redundancy.explained - fact["amount"]) > tolerance([fact, *members]):
            problems.append(
                Problem(
                    "rollups_equal_members",
                    "sales",
                    (fact.id, *redundancy.weights),
                    f"{_name(fact)} is {fact['amount']:g} million {fact['currency']}, "
                    f"its members make {redundancy.explained:g}",
                )
            )
    return problems


def _case_rollups(evidence: Evidence) -> list[Problem]:
    """Registry counts of a region equal the counts of its countries in the same source."""
    groups: dict[tuple[str, str, int, str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in evidence["epidemiology"]:
        if fact["unit"] in ("cases", "deaths") and fact["measure"] in ("incidence", "mortality"):
            key = (
                fact["indication_id"],
                fact["measure"],
                fact["year"],
                fact["sex"],
                fact["source_url"] or fact["source_title"],
            )
            groups[key][fact["geography"]] = fact
    regions = [term.id for term in vocabulary.terms("region")]
    problems = []
    for group in groups.values():
        for region in regions:
            members = [group[c] for c in sorted(vocabulary.members(region, None)) if c in group]
            if region not in group or not members:
                continue
            total = sum(fact["value"] for fact in members)
            # Countries below the source's threshold are missing, so members may fall short.
            if total > group[region]["value"] * (1 + 1e-9):
                problems.append(
                    Problem(
                        "rollups_equal_members",
                        "epidemiology",
                        (group[region].id,),
                        f"countries of {region} sum to {total:g}, the region is "
                        f"{group[region]['value']:g}",
                    )
                )
    return problems


def _name(fact: Fact) -> str:
    return f"{fact['product_id']} {fact['period']} {fact['region']}"
