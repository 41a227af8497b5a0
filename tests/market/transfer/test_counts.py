"""Rows as yearly counts: measures, parts of countries, stand-ins, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from cytonomics.evidence import load
from cytonomics.market.transfer.countries import countries
from cytonomics.market.transfer.counts import (
    DONATED,
    EXACT,
    FIRST,
    SUPPLIED,
    counts,
    own_shares,
)

# A row that speaks of a part of Canada, to be changed into others.
SHIPPED = "vol5103"
GRAFTS, OWN, OTHERS = (
    f"bone_marrow_transplantation_{kind}" for kind in ("total", "autologous", "allogeneic")
)
# Nobody counts grafts or blood in Gabon.
GABON = "GAB"


@pytest.fixture
def counted(row, overlay):
    """What is counted of a technology in Gabon, given rows of a user."""

    def found(technology: str, *rows: dict[str, Any], pairs: bool = False):
        shaped = [
            row(SHIPPED, **{"id": f"own{i}", "geography": GABON, "coverage": None, **one})
            for i, one in enumerate(rows)
        ]
        evidence = load(overlay(technology_volumes=shaped))
        known = countries(evidence)
        if pairs:
            return [two for two in own_shares(evidence, known) if two[0].country == _at(known)]
        return [one for one in counts(evidence, technology, known) if one.country == _at(known)]

    return found


def _at(known) -> int:
    return int(known.place[GABON])


def test_nobody_counts_in_gabon(counted):
    assert counted(GRAFTS, {"year": 2015, "geography": "FRA"}) == []


@pytest.mark.parametrize(
    ("measure", "value", "number"),
    [
        ("procedures", 12, 12.0),
        ("procedures_per_million_population", 3.0, 3.0 * 2.5),
        ("procedures_per_10m_population", 30.0, 3.0 * 2.5),
    ],
)
def test_a_rate_is_brought_to_the_population(
    counted, overlay, row, evidence, measure, value, number
):
    own = next(f for f in evidence["populations"] if (f["iso3"], f["year"]) == (GABON, 2015))
    overlay(populations=[row(own.id, population_m=2.5)])
    (found,) = counted(
        "organ_transplant_lung",
        {"technology": "organ_transplant_lung", "measure": measure, "value": value, "year": 2015},
    )
    assert (found.number, found.kind, found.facts) == (pytest.approx(number), EXACT, ("own0",))


def test_units_per_thousand_people_and_a_part_of_a_country(counted, overlay, row, evidence):
    own = next(f for f in evidence["populations"] if (f["iso3"], f["year"]) == (GABON, 2015))
    overlay(populations=[row(own.id, population_m=2.5)])
    blood = {"technology": "red_cell_transfusion", "year": 2015, "value": 4.0}
    (found,) = counted(
        "red_cell_transfusion", {**blood, "measure": "units_per_1000_population", "coverage": 0.8}
    )
    # 4 a thousand of 2.5 million is 10 thousand; it covers four fifths of the country.
    assert found.number == pytest.approx(10_000 / 0.8)


def test_what_is_for_reading_old_or_of_no_country_is_left_out(counted):
    lungs = {"technology": "organ_transplant_lung", "measure": "procedures", "value": 5}
    found = counted(
        "organ_transplant_lung",
        {**lungs, "year": 2015, "use": "context"},
        {**lungs, "year": 2007},
        {**lungs, "year": 2016, "geography": "middle_east_africa"},
        {**lungs, "year": 2017, "measure": "centres"},
        {**lungs, "year": 2018, "value": None},
    )
    assert found == []


def test_a_count_of_nought_is_a_count(counted):
    lungs = {"technology": "organ_transplant_lung", "measure": "procedures", "value": 0}
    (found,) = counted("organ_transplant_lung", {**lungs, "year": 2015})
    assert found.number == 0.0


def test_rows_of_one_year_are_one_count(counted):
    lungs = {"technology": "organ_transplant_lung", "measure": "procedures", "year": 2015}
    (found,) = counted("organ_transplant_lung", {**lungs, "value": 10}, {**lungs, "value": 16})
    assert (found.number, found.facts) == (13.0, ("own0", "own1"))


def test_the_best_that_stands_in_counts(counted):
    def blood(technology: str, value: float) -> dict[str, Any]:
        return {"technology": technology, "measure": "units", "year": 2015, "value": value}

    donated, collected, used = (
        blood("blood_donation", 130),
        blood("red_cell_collection", 120),
        blood("red_cell_transfusion", 100),
    )
    for rows, kind, number in (
        ([donated], DONATED, 130.0),
        ([donated, collected], SUPPLIED, 120.0),
        ([donated, collected, used], EXACT, 100.0),
    ):
        (found,) = counted("red_cell_transfusion", *rows)
        assert (found.kind, found.number) == (kind, number)


def test_grafts_of_both_kinds_add_up_and_first_ones_wait_for_all(counted):
    def graft(technology: str, measure: str, value: float) -> dict[str, Any]:
        return {"technology": technology, "measure": measure, "year": 2015, "value": value}

    first = graft(OWN, "patients", 40), graft(OTHERS, "patients", 50)
    (found,) = counted(GRAFTS, *first)
    assert (found.number, found.kind) == (90.0, FIRST)
    every = graft(OWN, "procedures", 44), graft(OTHERS, "procedures", 51)
    (found,) = counted(GRAFTS, *first, *every)
    assert (found.number, found.kind) == (95.0, EXACT)
    (pair,) = counted(GRAFTS, *first, *every, pairs=True)
    assert [one.number for one in pair] == [44.0, 51.0]
    # Own cells of one measure are no pair with a donor's of another.
    assert counted(GRAFTS, first[0], every[1], pairs=True) == []


def test_what_ships_is_a_count_a_country_and_year(evidence, known):
    for name in (GRAFTS, "red_cell_transfusion", "organ_transplant_kidney"):
        found = counts(evidence, name, known)
        places = [(one.country, one.year) for one in found]
        assert len(set(places)) == len(places)
        assert all(one.year >= 2008 and one.number >= 0 and one.facts for one in found)
