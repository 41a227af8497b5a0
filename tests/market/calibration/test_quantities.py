"""What is ranked covers every scalar of the model, and ranks are counts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cytonomics.market import MarketError
from cytonomics.market.backtests import knowledge
from cytonomics.market.calibration import SCOPE, quantities_of, rank_of
from cytonomics.market.fitted import panel_of, prior_draws


@pytest.fixture(scope="module")
def prior(evidence):
    then = knowledge(evidence, SCOPE, date(2022, 6, 30), draws=20)
    panel = panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)
    return prior_draws(panel, seed=3, size=4)


def test_every_scalar_parameter_is_ranked_once(prior):
    found = quantities_of(prior)
    scalars = sum(np.asarray(values)[0].size for values in prior.draws.values())
    assert len(found) == scalars + sum(name.startswith("expected") for name in found)
    columns = np.concatenate([x.reshape(4, -1) for x in prior.draws.values()], axis=1)
    ranked = np.stack([x for name, x in found.items() if not name.startswith("expected")], axis=1)
    assert sorted(map(tuple, columns.T)) == sorted(map(tuple, ranked.T))


def test_expected_sales_rise_with_the_attraction_of_all(prior):
    more = {**prior.draws, "attraction": prior.draws["attraction"] + 1.0}
    for name, draws in quantities_of(type(prior)(prior.panel, more)).items():
        if name.startswith("expected"):
            assert (draws > quantities_of(prior)[name]).all()


def test_a_draw_that_is_no_number_is_not_ranked():
    assert rank_of(2.0, np.array([1.0, 3.0, 1.5, 2.0])) == 2
    with pytest.raises(MarketError, match="not numbers"):
        rank_of(0.0, np.array([1.0, np.nan]))
