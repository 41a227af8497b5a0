"""One market for all tests of this room: evidence as shipped, few draws."""

from __future__ import annotations

import pytest

from cytonomics.evidence import Evidence, load
from cytonomics.market import Market, Parameters, assumptions, evaluate

DRAWS = 250


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load()


@pytest.fixture(scope="session")
def market(evidence: Evidence) -> Market:
    return evaluate(evidence, "adoptive_cell_therapy", draws=DRAWS)


@pytest.fixture(scope="session")
def parameters(evidence: Evidence) -> Parameters:
    return Parameters(assumptions(evidence), seed=3, size=DRAWS)
