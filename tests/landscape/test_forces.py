"""The impact matrix: exact differences, levels by their rule, a scenario for every force."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from cytonomics.cli import main
from cytonomics.landscape.forces import KINDS, forces
from cytonomics.landscape.impacts import AREAS, compared, later, side
from cytonomics.landscape.matrix import level, matrix, rows_of
from cytonomics.market import Parameters, evaluate
from cytonomics.market.assumptions import assumptions
from cytonomics.market.fitted import Forecast, current, of_size
from cytonomics.market.scenarios import effects, names, shipped
from cytonomics.vocabulary import Quarter

SCOPE = "adoptive_cell_therapy"
QUARTERS = tuple(Quarter(2030, number) for number in (1, 2, 3, 4))


def ahead(products, *sales):
    revenue = np.array(sales, float).reshape(1, len(sales), 1, 4)
    member = np.zeros((1, len(sales)), int)
    return Forecast(QUARTERS, products, ("c",), member, revenue)


@pytest.fixture(scope="module")
def parameters(evidence):
    return Parameters(assumptions(evidence), 1, 30)


@pytest.fixture(scope="module")
def found(evidence):
    some = ("price_cut", "reimbursement_delay", "bispecifics_take_share")
    found = compared(evidence, SCOPE, {name: shipped(name) for name in some}, 2031, draws=30)
    return {name: one.changes for name, one in found.items()}


def test_every_force_is_bound_and_every_shipped_scenario_stands_for_one():
    assert {force.kind for force in forces()} == set(KINDS)
    assert {force.scenario.name for force in forces()} == set(names())
    for force in forces():
        assert force.scenario.stands_for == force.kind, force.name
        assert force.bound_to and force.said_by
        assert force.scenario.evidence, force.name


def test_evidence_of_every_force_is_on_record(evidence):
    for force in forces():
        for identifier in force.scenario.evidence:
            assert evidence.fact(identifier).id == identifier


def test_a_delay_is_counted_in_quarters():
    plain = ahead(("a", "b"), (0, 5, 5, 5), (0, 0, 1, 1))
    moved = ahead(("a", "b"), (0, 0, 0, 5), (0, 0, 0, 1))
    assert later(plain, moved).tolist() == [1.5]


def test_what_is_sold_already_or_never_waits_for_nothing():
    plain = ahead(("a", "b"), (1, 1, 1, 1), (0, 0, 0, 0))
    assert later(plain, ahead(("a", "b"), (1, 1, 1, 1), (0, 0, 1, 1))).tolist() == [0.0]


def test_a_product_that_only_the_scenario_has_moves_no_other():
    plain = ahead(("a",), (0, 1, 1, 1), (0, 0, 1, 1))
    moved = ahead(("a", "new"), (0, 1, 1, 1), (0, 0, 0, 9), (0, 0, 1, 1))
    assert later(plain, moved).tolist() == [0.0]


def test_concentration_is_the_sum_of_squared_shares(evidence):
    market = evaluate(evidence, "til", draws=4)
    year = market.years.index(2025)
    companies: dict[str, np.ndarray] = {}
    for j, offer in enumerate(market.offers):
        companies.setdefault(offer.product, np.zeros(4))
        companies[offer.product] = companies[offer.product] + market.revenue[:, year, j]
    whole = sum(companies.values())
    by_hand = sum((100 * own / whole) ** 2 for own in companies.values())
    # Every TIL product that was sold in 2025 is of one company, Iovance's rivals having none.
    assert (side(market, 2025).concentration >= by_hand - 1e-6).all()


def test_the_change_of_sales_is_that_of_the_scenarios_chapter(evidence, found):
    """Two ways to one number: whole markets compared, and forecasts of the fit."""
    posterior = of_size(current(evidence)[0], 30)
    relative = {
        one.scenario.name: 100 * one.relative for one in effects(posterior, evidence, 2031, seed=1)
    }
    for name, impact in found.items():
        assert impact["growth"].mean() == pytest.approx(relative[name], abs=1.5), name


def test_signs_are_those_of_the_mechanism(found):
    assert (found["price_cut"]["growth"] < 0).all()
    assert (found["price_cut"]["customer_behaviour"] > 0).all()
    assert found["reimbursement_delay"]["regulation"].mean() > 1
    assert (found["bispecifics_take_share"]["customer_behaviour"] <= 0).all()


def test_levels_follow_their_rule(evidence, parameters):
    for area in AREAS:
        high = parameters.value(f"impact_high:{area}")
        moderate = parameters.value(f"impact_moderate:{area}")
        assert level(high, area, parameters) == level(-high, area, parameters) == "high"
        assert level(moderate, area, parameters) == "moderate"
        assert level(moderate * 0.99, area, parameters) == "low"
    own = Parameters(assumptions(evidence, {"impact_high:growth": 1.0}), 1, 30)
    assert level(2.0, "growth", own) == "high"


def test_a_cell_is_the_strongest_of_its_kind(parameters):
    found = {
        force.scenario.name: {area: np.full(3, float(k)) for area in AREAS}
        for k, force in enumerate(forces())
    }
    for cell in matrix(rows_of(found, parameters), parameters):
        own = [k for k, force in enumerate(forces()) if force.kind == cell.kind]
        assert cell.value == max(own)
        assert cell.p05 <= cell.value <= cell.p95


def test_the_verb_gives_fifteen_cells_as_json(monkeypatch):
    few = [next(one for one in forces() if one.kind == kind) for kind in KINDS]
    monkeypatch.setattr("cytonomics.landscape.matrix.forces", lambda: tuple(few))
    done = CliRunner().invoke(main, ["forces", SCOPE, "--draws", "4", "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert len(said["matrix"]) == 15
    keys = {"value", "unit", "p05", "p95", "level", "rule"}
    assert all(keys <= set(cell) for cell in said["matrix"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("adoptive_cells",), "is not a scope"),
        ((SCOPE, "--year", "2020"), "no year of the forecast"),
        (("manufacturing",), "cannot be built yet"),
    ],
)
def test_bad_input_is_one_sentence(words, said):
    done = CliRunner().invoke(main, ["forces", *words, "--draws", "2"])
    assert done.exit_code == 3
    assert said in done.stderr and len(done.stderr.strip().splitlines()) <= 2
