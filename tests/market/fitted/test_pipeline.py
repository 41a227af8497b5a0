"""Programmes: dates and success as their rates say, none twice, none before it was known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import NormalDist

import numpy as np
import pytest

from cytonomics import vocabulary
from cytonomics.evidence import narrowed
from cytonomics.market import Parameters, assumptions
from cytonomics.market.fitted.labels import (
    REGIONS,
    Segment,
    SegmentSize,
    first_labels,
    widely_labelled,
)
from cytonomics.market.fitted.pipeline import Programme, programmes_of
from cytonomics.market.fitted.success import Chance
from cytonomics.market.offers import products_in

MARKET = vocabulary.scope("adoptive_cell_therapy")
CHANCE = 0.4
SIZE = 4000


@pytest.fixture(scope="module")
def parameters(evidence):
    return Parameters(assumptions(evidence), 11, SIZE)


@pytest.fixture(scope="module")
def programme():
    """Announced in 2024Q1 for two years later, with chance 0.4 and nothing unknown about it."""
    level = float(np.log(CHANCE / (1 - CHANCE)))
    sure = Chance("f", (50.0, 50.0, 50.0, level), 3, level, 0.0, ())
    return Programme(
        "p", "p", "car_t CD19", Segment("mm", 1), SegmentSize(1000.0, 0.1, ()), 0, 1.0, sure,
        8096.0, 8104.0, 0.0, 8096.0, "pipeline_slip", "pgm",
    )  # fmt: skip


def test_success_comes_at_its_rate_and_dates_at_their_quantiles(programme, parameters):
    start = programme.starts(parameters, 0.0)
    came = np.isfinite(start)
    assert came.mean() == pytest.approx(CHANCE, abs=0.02)
    slip = parameters["pipeline_slip"]
    for share in (0.05, 0.5, 0.95):
        expected = 8 * slip.value * np.exp(slip.deviation * NormalDist().inv_cdf(share))
        assert np.quantile(start[came], share) - 8096 == pytest.approx(expected, rel=0.05)


def test_uncertainty_grows_with_the_distance_and_a_year_is_wider_than_a_day(programme, parameters):
    def spread(one):
        start = one.starts(parameters, 0.0)
        return np.subtract(*np.quantile(start[np.isfinite(start)], [0.95, 0.05]))

    later = spread(replace(programme, expected=8112.0))
    assert later == pytest.approx(2 * spread(programme), rel=1e-6)
    assert spread(replace(programme, span=4.0)) > spread(programme)


@pytest.mark.parametrize("now", [8100.0, 8108.0, 8120.0])
def test_what_is_overdue_comes_later_and_less_likely(programme, parameters, now):
    """Against draws without the condition, of which those that would have come are struck out."""
    generator = np.random.default_rng(5)
    slip = parameters["pipeline_slip"]
    size = 400_000
    date_ = 8096 + 8 * slip.value * np.exp(slip.deviation * generator.standard_normal(size))
    success = generator.random(size) < CHANCE
    open_ = ~(success & (date_ < now))
    start = programme.starts(parameters, now)
    came = np.isfinite(start)
    assert (start[came] >= now).all()
    assert came.mean() == pytest.approx(success[open_].mean(), abs=0.025)
    if came.sum() > 300:
        expected = np.quantile(date_[open_ & success], [0.25, 0.5, 0.75])
        np.testing.assert_allclose(np.quantile(start[came], [0.25, 0.5, 0.75]), expected, atol=0.7)


def test_nothing_comes_before_the_day_the_evidence_is_of(programme, parameters):
    known = replace(programme, known=8105.0)
    np.testing.assert_array_equal(
        known.starts(parameters, 8100.0), programme.starts(parameters, 8105.0)
    )


def test_a_date_far_overdue_leaves_no_chance(programme, parameters):
    start = replace(programme, slip="pipeline_slip_filed").starts(parameters, 8400.0)
    assert not np.isfinite(start).any()


def test_the_same_seed_gives_the_same_bits(programme, parameters):
    again = Parameters(parameters.assumptions, 11, SIZE)
    assert programme.starts(parameters, 0.0).tobytes() == programme.starts(again, 0.0).tobytes()
    other = Parameters(parameters.assumptions, 12, SIZE)
    assert (programme.starts(parameters, 0.0) != programme.starts(other, 0.0)).any()


@pytest.mark.parametrize("year", range(2019, 2027))
def test_a_day_knows_neither_later_programmes_nor_approved_ones(evidence, parameters, year):
    then = narrowed(evidence, date(year, 6, 30))
    labels = first_labels(then, widely_labelled(then, products_in(then, MARKET)))
    found = programmes_of(then, MARKET, labels, parameters)
    granted = {(label.product, label.segment, label.region) for label in labels}
    assert found
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.key not in granted
        assert evidence.fact(one.fact).known_from <= date(year, 6, 30)


def test_what_was_given_up_is_gone_and_what_failed_later_was_there(evidence, parameters):
    def known(day):
        return {
            one.product for one in programmes_of(narrowed(evidence, day), MARKET, (), parameters)
        }

    assert {"orva_cel", "p_bcma_101", "kymriah"} <= known(date(2020, 12, 31))
    assert not {"orva_cel", "p_bcma_101"} & known(date(2021, 12, 31))


def test_programmes_of_one_country_and_of_other_diseases_are_left_out(evidence, parameters):
    found = {one.product for one in programmes_of(evidence, MARKET, (), parameters)}
    assert "gc101_til" not in found
    assert {"anito_cel", "lete_cel", "ebvallo"} <= found


def test_a_solid_tumour_counts_where_it_becomes_advanced(evidence, parameters):
    sizes = {
        one.segment: one.size.patients for one in programmes_of(evidence, MARKET, (), parameters)
    }
    # Some 8,400 people die of melanoma a year in the United States; 105,000 fall ill.
    assert 5_000 < sizes[Segment("melanoma", 1)] < 12_000
    assert sizes[Segment("melanoma", 2)] < sizes[Segment("melanoma", 1)]
    assert sizes[Segment("mm", 1)] > 25_000


def test_every_candidate_of_the_market_has_programmes_of_its_year(evidence):
    """Table products lists candidates, table programmes what they aim at: neither forgets one."""
    expected: dict[str, set[int]] = {}
    for fact in evidence["programmes"]:
        if fact["expected"]:
            name = fact["listed_as"] or fact["product_id"]
            expected.setdefault(name, set()).add(int(fact["expected"][:4]))
    for fact in evidence["products"]:
        inside = vocabulary.includes(
            MARKET,
            modality=fact["modality"],
            therapeutic_area=fact["therapeutic_area"],
            application=fact["application"],
        )
        if fact["status"] == "pipeline" and inside:
            assert min(expected[fact["product_id"]]) == fact["expected_launch_year"], fact.id


def test_programmes_name_a_date_or_have_ended(evidence):
    for fact in evidence.by_id.values():
        if fact.table == "programmes":
            assert (fact["expected"] is None) == (fact["phase"] == "ended"), fact.id
            assert (fact["expected"] is None) == (fact["expected_basis"] is None), fact.id


def test_regions_are_those_of_the_model(evidence, parameters):
    regions = {
        one.product: REGIONS[one.region] for one in programmes_of(evidence, MARKET, (), parameters)
    }
    assert regions["anito_cel"] == "USA"
    assert regions["zamto_cel"] != "USA"
