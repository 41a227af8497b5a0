"""Shares of technologies by disease and place: they add up, and spread as surveys and chance do."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.cli import main
from cytonomics.evidence import load
from cytonomics.market import MarketError, Parameters, assumptions
from cytonomics.market.transfer import AREA, END_USER, TECHNOLOGIES, shares

LUNG, KIDNEY = "organ_transplant_lung", "organ_transplant_kidney"


@pytest.mark.parametrize("dimension", [AREA, END_USER])
@given(st.integers(0, 10_000), st.sampled_from(TECHNOLOGIES), st.floats(1.0, 500.0))
@settings(max_examples=30)
def test_shares_add_up_in_every_draw(dimension, seed, technology, precision):
    evidence = load()
    known = assumptions(evidence, {"crosswalk_precision": precision})
    found = shares(evidence, technology.id, dimension, Parameters(known, seed, 40))
    np.testing.assert_allclose(found.draws.sum(axis=1), 1.0, rtol=1e-12)
    assert (found.draws >= 0).all()
    assert found.draws.shape == (40, len(found.segments))
    assert all(evidence.fact(one)["technology"] == technology.id for one in found.facts)


@pytest.fixture
def surveyed(row, overlay, evidence):
    """Evidence with surveys of kidneys by area, of a later year than those that ship."""
    shipped = next(f for f in evidence["technology_shares"] if f["technology"] == KIDNEY)

    def found(*surveys: tuple[str, int, dict[str, float]], **fields):
        rows = [
            row(
                shipped.id, id=f"own{i}_{j}", survey=f"mine_{i}", geography=place, year=year,
                technology=KIDNEY, dimension=AREA, segment=segment, share=share, category=segment,
                known_from="2031-01-01", known_from_basis="printed", use=None,
                confidence="primary", low=None, high=None, sample=None, **fields,
            )
            for i, (place, year, own) in enumerate(surveys)
            for j, (segment, share) in enumerate(own.items())
        ]  # fmt: skip
        # Shipped surveys go, so that only these count.
        gone = [
            row(f.id, use="context", supersedes=f["supersedes"])
            for f in evidence["technology_shares"]
            if (f["technology"], f["dimension"]) == (KIDNEY, AREA)
        ]
        return overlay(technology_shares=[*rows, *gone])

    return found


def test_shares_of_one_survey_spread_like_a_dirichlet(surveyed, evidence):
    told = {"diabetes": 0.3, "cardiovascular": 0.25, "other": 0.45}
    precision, size = 25.0, 20_000
    known = assumptions(evidence, {"crosswalk_precision": precision})
    changed = load(surveyed(("USA", 2030, told)))
    found = shares(changed, KIDNEY, AREA, Parameters(known, 1, size))
    expected = np.array([told[name] for name in found.segments])
    variance = expected * (1 - expected) / (precision + 1)
    np.testing.assert_allclose(found.draws.mean(axis=0), expected, atol=5e-3)
    np.testing.assert_allclose(found.draws.var(axis=0), variance, rtol=0.05)
    assert not found.assumed


def test_surveys_of_places_weigh_alike_and_the_latest_counts(surveyed, evidence, parameters):
    folder = surveyed(
        ("USA", 2020, {"other": 1.0}),
        ("USA", 2030, {"diabetes": 1.0}),
        ("FRA", 2024, {"cardiovascular": 1.0}),
    )
    known = assumptions(evidence)
    found = shares(load(folder), KIDNEY, AREA, Parameters(known, 1, 4_000))
    assert found.segments == ("cardiovascular", "diabetes")
    # Each draw is of one survey, and each survey of half of the draws.
    assert set(np.unique(found.draws)) == {0.0, 1.0}
    np.testing.assert_allclose(found.draws.mean(axis=0), 0.5, atol=0.03)


def test_a_judgement_counts_only_where_there_is_no_survey(surveyed, parameters):
    told = {"diabetes": 0.5, "other": 0.5}
    alone = surveyed(("USA", 2030, told), **{"note": "guessed"})
    text = (alone / "technology_shares.csv").read_text(encoding="utf-8")
    (alone / "technology_shares.csv").write_text(text.replace("primary,2031", "judgement,2031"))
    assert shares(load(alone), KIDNEY, AREA, parameters).assumed


def test_a_survey_that_does_not_add_up_is_refused(surveyed, parameters):
    folder = surveyed(("USA", 2030, {"diabetes": 0.5, "other": 0.3}))
    with pytest.raises(MarketError, match=r"^the shares of survey 'mine_0' .* add up to 0.800, n"):
        shares(load(folder), KIDNEY, AREA, parameters)
    words = ["forecast", "personalized_cell_therapy", "--draws", "20", "--evidence", str(folder)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 3
    assert "shares of survey mine_0 by therapeutic_area sum to 0.8, not 1" in done.stderr
    assert "Traceback" not in done.output


def test_a_technology_that_nobody_splits_is_refused(evidence, parameters):
    with pytest.raises(MarketError, match="nothing says how 'skin' splits over therapeutic_area"):
        shares(evidence, "skin", AREA, parameters)


@pytest.mark.parametrize("value", [0.0, -2.0])
def test_a_survey_of_no_cases_is_refused(evidence, value):
    known = assumptions(evidence, {"crosswalk_precision": value})
    with pytest.raises(MarketError, match=f"crosswalk_precision is {value:g}; set it to 1 or more"):
        shares(evidence, LUNG, AREA, Parameters(known, 1, 4))
