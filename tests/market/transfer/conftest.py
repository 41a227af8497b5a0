"""Few draws, and every country, for all tests of what is transferred."""

from __future__ import annotations

import pytest

from cytonomics.market import Parameters, assumptions
from cytonomics.market.transfer.countries import Countries, countries

DRAWS = 60


@pytest.fixture(scope="session")
def parameters(evidence) -> Parameters:
    return Parameters(assumptions(evidence), seed=5, size=DRAWS)


@pytest.fixture(scope="session")
def known(evidence) -> Countries:
    return countries(evidence)
