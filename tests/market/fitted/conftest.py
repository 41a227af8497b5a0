"""What a day in 2022 knew, and draws from its prior: only the fit itself needs JAX."""

from __future__ import annotations

from datetime import date

import pytest

from cytonomics.market.backtests import Knowledge, knowledge
from cytonomics.market.fitted import Panel, Posterior, panel_of, prior_draws

SCOPE = "adoptive_cell_therapy"


@pytest.fixture(scope="session")
def then(evidence) -> Knowledge:
    return knowledge(evidence, SCOPE, date(2022, 6, 30), draws=50)


@pytest.fixture(scope="session")
def panel(then) -> Panel:
    return panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)


@pytest.fixture(scope="session")
def prior(panel) -> Posterior:
    return prior_draws(panel, seed=7, size=150)
