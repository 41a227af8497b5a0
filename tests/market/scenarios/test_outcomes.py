"""A scenario's forecast differs from the usual one by what was changed and by nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.market import MarketError
from cytonomics.market.fitted import forecast
from cytonomics.market.scenarios import names, outcome, parsed, sales_in, shipped

HORIZON = 33
KINDS = {"driver", "restraint", "opportunity"}


@pytest.fixture(scope="module")
def base(draws):
    return forecast(draws, horizon=HORIZON)


@pytest.mark.parametrize("name", names())
def test_a_shipped_scenario_says_what_it_stands_for_and_does_something(draws, evidence, base, name):
    one = shipped(name)
    assert one.stands_for in KINDS and one.called and one.reason
    assert one.evidence and all(entry.values["reason"] for entry in one.entries)
    sized = [entry for entry in one.entries if entry.table != "label"]
    assert all({"low", "high"} <= set(entry.values) for entry in sized)
    found = outcome([one], draws, evidence, horizon=HORIZON, base=base)
    assert found.difference(2026).tolist() == [0.0] * draws.size  # all begin later
    difference = found.difference(2031)
    assert (difference != 0).any()
    if one.stands_for == "restraint":
        assert difference.mean() < 0
    # The same random numbers: what is left of the forecast's own noise is small.
    assert difference.std() < 0.8 * sales_in(base, 2031).std()


def test_the_issue_names_these_scenarios():
    assert set(names()) == {
        "manufacturing_doubled", "point_of_care", "price_cut", "outcome_contract", "outpatient",
        "earlier_line", "allogeneic_succeeds", "in_vivo_arrives", "bispecifics_take_share",
        "reimbursement_delay", "centre_shortage", "new_targets", "manufacturing_setback",
    }  # fmt: skip


def test_the_same_scenario_gives_the_same_bits_and_its_table_adds_up(draws, evidence, base):
    one = outcome([shipped("price_cut")], draws, evidence, horizon=HORIZON, base=base)
    two = outcome([shipped("price_cut")], draws, evidence, horizon=HORIZON)
    assert one.changed.revenue.tobytes() == two.changed.revenue.tobytes()
    table = one.frame()
    assert table["year"].to_list() == list(one.years)
    np.testing.assert_allclose(table["base"] + table["mean"], table["scenario"])
    for row in table.iter_rows(named=True):
        assert row["base"] == pytest.approx(sales_in(base, row["year"]).mean())
        assert row["scenario"] == pytest.approx(sales_in(one.changed, row["year"]).mean())
        assert row["p05"] <= row["p50"] <= row["p95"]


def test_scenarios_may_be_laid_over_one_another_unless_they_meet(draws, evidence, base):
    both = outcome(
        [shipped("price_cut"), shipped("bispecifics_take_share")], draws, evidence,
        horizon=HORIZON, base=base,
    )  # fmt: skip
    alone = outcome([shipped("price_cut")], draws, evidence, horizon=HORIZON, base=base)
    assert both.difference(2031).mean() < alone.difference(2031).mean()
    with pytest.raises(MarketError, match="both change 'patients'"):
        outcome(
            [shipped("manufacturing_doubled"), shipped("centre_shortage")], draws, evidence,
            horizon=HORIZON, base=base,
        )  # fmt: skip


def test_an_assumption_changes_what_it_names(draws, evidence, base):
    none = parsed(
        'title="x"\nreason="y"\n[assumptions]\nfit_launch_rate = 0.001\nfit_launch_weight = 1000',
        "none",
    )
    found = outcome([none], draws, evidence, horizon=HORIZON, base=base)
    known = len(base.products)
    assert found.changed.revenue[:, known:].sum() < 0.05 * base.revenue[:, known:].sum()
    # Other arrivals may take from those that are sold, but most draws have none so soon.
    same = np.isclose(found.changed.of_product("yescarta")[:, 0], base.of_product("yescarta")[:, 0])
    assert same.mean() > 0.8


def test_unknown_scenarios_and_years_are_refused(base):
    with pytest.raises(MarketError, match="there is no shipped scenario 'price_cuts'; nearest"):
        shipped("price_cuts")
    with pytest.raises(MarketError, match="does not hold the whole year 2060"):
        sales_in(base, 2060)
