"""What a day in 2024 knew, with draws from its prior."""

from __future__ import annotations

from datetime import date

import pytest

from cytonomics.market.backtests import knowledge
from cytonomics.market.fitted import Posterior, panel_of, prior_draws

SCOPE = "adoptive_cell_therapy"


@pytest.fixture(scope="session")
def draws(evidence) -> Posterior:
    then = knowledge(evidence, SCOPE, date(2024, 12, 31), draws=20)
    panel = panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)
    return prior_draws(panel, seed=7, size=60)
