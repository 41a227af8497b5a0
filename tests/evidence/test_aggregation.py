"""Aggregation: each dollar counts once, and what is redundant is made up of what counts."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.evidence import (
    Aggregation,
    Evidence,
    Fact,
    aggregations,
    area_of,
    portfolio_members,
    sales_roles,
)
from cytonomics.evidence.checks.sums import tolerance
from cytonomics.vocabulary import Period

Families = Callable[[str], Aggregation]


@pytest.fixture(scope="module")
def family(evidence: Evidence) -> Families:
    by_product = {product: each for each in aggregations(evidence) for product in each.products}
    return by_product.__getitem__


def year_total(family: Aggregation, product: str, year: int) -> float:
    """Return what the basis makes of all sales of a product in a year, in million USD."""
    wanted = np.array(
        [float(atom.product == product and atom.quarter.year == year) for atom in family.atoms]
    )
    assert family.observes(wanted)
    weights = np.linalg.lstsq(family.basis_matrix.T, wanted, rcond=None)[0]
    amounts = np.array([fact["amount"] for fact in family.basis])
    return float(np.sum(weights * amounts))


def test_a_product_sold_in_one_country_counts_once(family: Families) -> None:
    relma = family("relma_cel")
    assert {fact["region"] for fact in relma.rows} == {"CHN", "WW"}
    assert {fact["region"] for fact in relma.basis} == {"CHN"}
    twins = [row for row in relma.redundant if row.fact["region"] == "WW"]
    assert len(twins) == 4
    for row in twins:
        (other,) = [f for f in relma.basis if f["period"] == row.fact["period"]]
        assert dict(row.weights) == {other.id: 1.0}
        assert row.explained == pytest.approx(row.fact["amount"], abs=0.1)


def test_a_portfolio_line_equals_its_members(family: Families, evidence: Evidence) -> None:
    kite = family("yescarta")
    assert kite.products == ("tecartus", "yescarta")
    assert portfolio_members(evidence)["kite_cell_therapy_total"] == ("yescarta", "tecartus")
    totals = [r for r in kite.redundant if r.fact["product_id"] == "kite_cell_therapy_total"]
    assert totals
    for row in totals:
        members = [evidence.by_id[key] for key in row.weights]
        assert row.explained == pytest.approx(
            row.fact["amount"], abs=tolerance([row.fact, *members])
        )


def test_every_portfolio_line_of_kite_is_the_sum_of_two_printed_rows(evidence: Evidence) -> None:
    """Look the members up by hand: same period and region, one row each."""
    rows = {
        (fact["product_id"], fact["period"], fact["region"]): fact
        for fact in evidence["sales"]
        if fact["disputed"] != "yes"
    }
    compared = 0
    for (product, period, region), fact in rows.items():
        members = [rows.get((name, period, region)) for name in ("yescarta", "tecartus")]
        if product == "kite_cell_therapy_total" and None not in members:
            known = [member for member in members if member is not None]
            total = sum(member["amount"] for member in known)
            assert abs(total - fact["amount"]) <= tolerance([fact, *known])
            compared += 1
    assert compared > 15


def test_a_partners_share_never_counts(evidence: Evidence) -> None:
    shares = [f for f in evidence["sales"] if f["revenue_basis"] == "collaboration_revenue"]
    assert {f["company_id"] for f in shares} >= {"legend_biotech", "twoseventy_bio"}
    roles = sales_roles(evidence)
    assert {roles[fact.id].role for fact in shares} == {"partner_share"}
    used = {key for role in roles.values() for key in role.weights}
    assert not used & {fact.id for fact in shares}


def test_every_row_of_sales_has_one_role(evidence: Evidence) -> None:
    roles = sales_roles(evidence)
    assert set(roles) == {fact.id for fact in evidence["sales"]}
    assert {role.role for role in roles.values()} == {"basis", "redundant", "partner_share"}


def test_the_basis_makes_the_reported_year(family: Families, evidence: Evidence) -> None:
    carvykti = family("carvykti")
    quarters = [
        fact["amount"]
        for fact in evidence["sales"]
        if fact["product_id"] == "carvykti"
        and fact["region"] == "WW"
        and fact["period"] in ("2024Q1", "2024Q2", "2024Q3", "2024Q4")
    ]
    assert len(quarters) == 4
    assert sum(quarters) == pytest.approx(963, abs=2.5)
    assert year_total(carvykti, "carvykti", 2024) == pytest.approx(sum(quarters), abs=2.5)


def test_what_no_row_tells_apart_is_not_observed(family: Families) -> None:
    relma = family("relma_cel")
    one_quarter = np.array([float(str(atom.quarter) == "2022Q1") for atom in relma.atoms])
    assert one_quarter.any()
    assert not relma.observes(one_quarter)


def test_families_are_disjoint_and_cover_all_rows(evidence: Evidence) -> None:
    families = aggregations(evidence)
    products = [product for each in families for product in each.products]
    assert len(set(products)) == len(products)
    counted = sum(len(each.basis) + len(each.redundant) for each in families)
    assert counted == len(evidence["sales"])


REGIONS = ("US", "exUS", "WW", "CHN", "JPN", "EU")
PERIODS = ("2023", "2023H1", "2023H2", "2023Q1", "2023Q2", "2023Q3", "2023Q4", "2022Q4-2023Q1")
PRODUCTS = ("one", "two", "line", "bundle")
MEMBERS = (("line", "one"), ("line", "two"), ("bundle", "two"), ("bundle", None))

rows = st.lists(
    st.tuples(
        st.sampled_from(PRODUCTS),
        st.sampled_from(REGIONS),
        st.sampled_from(PERIODS),
        st.sampled_from(("primary", "secondary", "recall")),
        st.sampled_from(("reported", "derived")),
    ),
    min_size=1,
    max_size=14,
)


def sale(number: int, row: tuple[str, str, str, str, str]) -> Fact:
    product, region, period, confidence, derivation = row
    values: dict[str, Any] = {
        "product_id": product,
        "region": region,
        "period": period,
        "confidence": confidence,
        "derivation": derivation,
        "company_id": "somebody",
        "currency": "USD",
        "revenue_basis": "net_sales",
    }
    # Every country sells a known amount of each member in each quarter, so rows are consistent.
    fact = Fact("sales", f"row{number:02}", MappingProxyType(values), "shipped")
    parts = [member for line, member in MEMBERS if line == product] or [product]
    values["amount"] = sum(
        (sum(map(ord, country)) % 7 + 1) * (len(part or "") + 1) * (quarter.index % 5 + 1)
        for part in parts
        for quarter in Period.parse(period).quarters
        for country in area_of(fact, quarter)
    )
    return fact


def test_a_place_without_countries_counts_nothing() -> None:
    tables = {
        "sales": (sale(1, ("one", "MAC", "2023", "primary", "reported")),),
        "portfolios": (),
    }
    (found,) = aggregations(Evidence(tables, {}, {}, None, tables))
    assert (found.basis, len(found.redundant)) == ((), 1)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_the_basis_spans_all_rows(drawn: list[tuple[str, str, str, str, str]]) -> None:
    portfolios = tuple(
        Fact(
            "portfolios",
            f"m{i}",
            MappingProxyType({"portfolio_id": line, "product_id": member}),
            "shipped",
        )
        for i, (line, member) in enumerate(MEMBERS)
    )
    tables = {"sales": tuple(sale(i, row) for i, row in enumerate(drawn)), "portfolios": portfolios}
    found = aggregations(Evidence(tables, {}, {}, None, tables))
    assert sum(len(family.rows) for family in found) == len(drawn)
    for family in found:
        rank = np.linalg.matrix_rank(family.matrix)
        assert len(family.basis) == rank == np.linalg.matrix_rank(family.basis_matrix)
        place = {fact.id: i for i, fact in enumerate(family.rows)}
        for row in family.redundant:
            made = sum(w * family.matrix[place[key]] for key, w in row.weights.items())
            np.testing.assert_allclose(made, family.matrix[place[row.fact.id]], atol=1e-4)
            assert row.explained == pytest.approx(row.fact["amount"], rel=1e-4, abs=1e-3)
