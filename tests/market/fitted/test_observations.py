"""What is fitted holds each dollar once and adds up to what is printed."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.evidence import aggregations, average_rate, narrowed
from cytonomics.market.fitted import REGIONS, Cell, observations_of
from cytonomics.market.fitted.anchors import anchors_of
from cytonomics.market.fitted.observations import disjoint_sums
from cytonomics.vocabulary import Period, Quarter

FIRST, LAST = Quarter(2017, 3), Quarter(2025, 4)


@settings(max_examples=5, deadline=None)
@given(st.dates(date(2018, 6, 30), date(2026, 6, 30)))
def test_sums_of_any_day_are_independent_and_follow_from_the_matrix(evidence, day):
    for family in aggregations(narrowed(evidence, day)):
        sums = disjoint_sums(family)
        if not sums:
            continue
        atoms = np.stack([one.atoms for one in sums])
        # No dollar twice: rows without a common atom are independent, and the rank says so.
        assert atoms.sum(axis=0).max() <= 1.0
        assert np.linalg.matrix_rank(atoms) == len(sums) <= len(family.basis)
        weights = np.stack([one.weights for one in sums])
        np.testing.assert_allclose(weights @ family.basis_matrix, atoms, atol=1e-6)


def test_what_is_fitted_adds_up_to_the_years_that_are_printed(evidence, parameters):
    products = ("abecma", "breyanzi", "carvykti", "kymriah")
    found = observations_of(evidence, products, parameters, FIRST, LAST)
    for k, product in enumerate(products):
        family = next(f for f in aggregations(evidence) if product in f.products)
        for fact in family.basis:
            quarters = Period.parse(fact["period"]).quarters
            if fact["region"] != "WW" or len(quarters) != 4 or quarters[0] < FIRST:
                continue
            within = [q.index - FIRST.index for q in quarters]
            parts = [
                one
                for one in found
                if one.cells[0].product == k and set(one.quarters) <= set(within)
            ]
            rate = average_rate(evidence, fact["currency"], fact["period"]).usd_per_unit
            # Quarters under a million before the launch are left out.
            assert sum(one.sales for one in parts) == pytest.approx(fact["amount"] * rate, abs=3.0)


def test_regions_stand_apart_where_they_are_printed_apart(evidence, parameters):
    found = observations_of(evidence, ("abecma", "kymriah", "yescarta"), parameters, FIRST, LAST)
    held = {
        product: {tuple(c.region for c in one.cells) for one in found if one.cells[0].product == k}
        for k, product in enumerate(("abecma", "kymriah", "yescarta"))
    }
    usa, europe, rest = range(len(REGIONS))
    assert held["yescarta"] == {(usa,), (europe,), (rest,)}
    assert held["abecma"] == {(usa,), (europe, rest)}
    assert (usa, europe, rest) in held["kymriah"]


def test_one_cell_is_in_one_observation_a_quarter_and_in_order(panel):
    seen = [(cell, q) for one in panel.observations for cell in one.cells for q in one.quarters]
    assert len(seen) == len(set(seen))
    middles = [one.middle for one in panel.observations]
    assert middles == sorted(middles)
    assert max(q for _, q in seen) <= panel.last.index - FIRST.index


def test_recalled_and_derived_rows_are_wider(evidence, parameters):
    def error(**changed):
        facts = [
            dataclasses.replace(fact, values={**fact.values, **changed})
            if fact["product_id"] == "tecelra"
            else fact
            for fact in evidence["sales"]
        ]
        some = dataclasses.replace(evidence, tables={**evidence.tables, "sales": tuple(facts)})
        found = observations_of(some, ("tecelra",), parameters, FIRST, LAST)
        return max(one.error for one in found if one.cells == (Cell(0, 0),))

    base = error(derivation="reported", confidence="secondary")
    assert error(derivation="derived", confidence="secondary") > base
    assert error(derivation="reported", confidence="recall") > base


def test_counts_of_registries_are_yearly_and_of_the_day(evidence):
    then = narrowed(evidence, date(2020, 6, 30))
    found = anchors_of(then, FIRST, Quarter(2020, 1))
    assert [(REGIONS[one.region], one.patients) for one in found] == [
        ("USA", 1275.0),
        ("europe", 301.0),
        ("europe", 1079.0),
    ]
    assert all(len(one.quarters) == 4 for one in found)
