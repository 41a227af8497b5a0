"""Chances of approval: steps multiply to the published whole, and know no later rate."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.evidence import narrowed
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.success import BEHIND, Chance, chance_of, is_blood_cancer

ODDS = st.floats(-3.0, 3.0)


def _chance(log_odds):
    return 1 / (1 + np.exp(-np.asarray(log_odds)))


@given(st.tuples(ODDS, ODDS, ODDS, ODDS), st.floats(-5.0, -0.5), st.floats(0.0, 1.0))
def test_the_steps_of_every_draw_multiply_to_its_whole(steps, level, width):
    z = np.array([-1.5, 0.0, 2.0])
    whole, *rest = (Chance("f", steps, k, level, width, ()).draws(z) for k in range(4))
    np.testing.assert_allclose(whole, _chance(level + width * z), rtol=1e-9)
    # Whoever has passed more steps has fewer to fail at.
    for early, late in zip((whole, *rest), rest, strict=False):
        assert (early < late).all()


def test_equal_steps_have_the_root_of_the_whole():
    half_way = Chance("f", (0.3,) * 4, 2, float(np.log(0.15 / 0.85)), 0.0, ())
    assert half_way.draws(np.zeros(1))[0] == pytest.approx(0.15**0.5)


def test_phases_step_on_from_published_rates(evidence):
    rates = {
        (fact["field"], fact["transition"]): fact["value"] for fact in evidence["success_rates"]
    }
    found = chance_of(evidence, "car_t", "mm", "filed", 0.35)
    odds = [np.log(rate / (1 - rate)) for rate in (0.173, 0.136)]
    assert found.level == pytest.approx(np.mean(odds))
    assert found.width == pytest.approx(np.hypot(0.35, np.std(odds)))
    filing = rates["oncology_haematologic", "filing_to_approval"]
    assert found.steps[3] == pytest.approx(np.log(filing / (1 - filing)))
    # CAR-T passes more often than its field, so each of its steps does.
    assert found.draws(np.zeros(1))[0] > filing
    chances = [
        chance_of(evidence, "car_t", "mm", phase, 0.35).draws(np.zeros(1))[0] for phase in BEHIND
    ]
    assert chances == sorted(chances)


def test_a_rate_counts_from_the_day_it_was_published(evidence):
    early = chance_of(narrowed(evidence, date(2019, 6, 30)), "car_t", "mm", "3", 0.35)
    assert early.level == pytest.approx(np.log(0.081 / 0.919))
    assert early.field.endswith(":oncology_haematologic")
    with pytest.raises(MarketError, match="success_rates has no steps"):
        chance_of(narrowed(evidence, date(2016, 1, 1)), "car_t", "mm", "3", 0.35)


def test_blood_cancers_are_told_from_solid_ones():
    assert all(map(is_blood_cancer, ("dlbcl", "b_all_adult", "mm", "ptld", "cll")))
    assert not any(map(is_blood_cancer, ("melanoma", "nsclc", "synovial_sarcoma", "cervical")))
