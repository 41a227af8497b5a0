"""A whole market under a scenario: prices, patients and accompanying care move with sales."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.market import MarketError, evaluate, projection
from cytonomics.market.offering import regions_of
from cytonomics.market.scenarios import parsed, shipped

SCOPE = "adoptive_cell_therapy"


@pytest.fixture(scope="module")
def markets(draws, evidence):
    def built(*scenarios):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(projection, "current", lambda *_: (draws, "test"))
            return evaluate(evidence, SCOPE, draws=30, scenarios=scenarios)

    return {
        "none": built(),
        "outpatient": built(shipped("outpatient")),
        "price_cut": built(shipped("price_cut")),
        "half": built(
            parsed('title="x"\nreason="y"\n[[net_price]]\ntimes=0.5\nreason="z"', "half")
        ),
    }


def at_home(market):
    return [j for j, offer in enumerate(market.offers) if offer.area == ("USA",)]


def test_outpatients_cost_less_care_a_patient_in_the_united_states_alone(markets):
    base, moved = markets["none"], markets["outpatient"]
    year = base.years.index(2031)
    stay = base.care_components.index("hospital_stay")
    for own, ratio in ((at_home(base), 0.75), (None, 1.0)):
        columns = own or [
            j for j, offer in enumerate(base.offers) if "USA" not in offer.area
        ]  # fmt: skip
        apiece = [
            one.care[:, year, columns, stay].sum() / one.patients[:, year, columns].sum()
            for one in (moved, base)
        ]
        # Products that no fit knows stay as they are.
        assert apiece[0] / apiece[1] == pytest.approx(ratio, abs=0.01)
    other = base.care_components.index("lymphodepleting_chemotherapy")
    apiece = [
        one.care[:, year, :, other].sum() / one.patients[:, year].sum() for one in (moved, base)
    ]
    assert apiece[0] == pytest.approx(apiece[1], rel=0.01)


def test_a_lower_price_treats_more_patients_for_less_money(markets):
    base, cut = markets["none"], markets["price_cut"]
    year, own = base.years.index(2031), at_home(base)
    assert cut.revenue[:, year, own].sum() < base.revenue[:, year, own].sum()
    assert cut.patients[:, year, own].sum() > base.patients[:, year, own].sum()
    assert cut.version.endswith("; scenario price_cut")
    np.testing.assert_array_equal(cut.revenue[:, : base.years.index(2025)],
                                  base.revenue[:, : base.years.index(2025)])  # fmt: skip


def test_half_the_price_of_everything_is_half_the_price_of_each_patient(markets):
    base, half = markets["none"], markets["half"]
    year = base.years.index(2030)
    # Greater China has no region in the fit, and no scenario reaches it.
    known = [
        j
        for j, offer in enumerate(base.offers)
        if offer.product == "yescarta" and regions_of(frozenset(offer.area))
    ]
    apiece = [
        one.revenue[:, year, known].sum() / one.patients[:, year, known].sum()
        for one in (half, base)
    ]
    assert apiece[0] / apiece[1] == pytest.approx(0.5, rel=0.01)


def test_a_scenario_needs_the_fitted_forecast(evidence):
    with pytest.raises(MarketError, match="scenarios change the fitted forecast"):
        evaluate(evidence, SCOPE, draws=4, forecast="trend", scenarios=[shipped("price_cut")])
