"""What tests of the landscape share."""

from __future__ import annotations

import pytest

from cytonomics.evidence import load


@pytest.fixture(scope="session")
def evidence():
    return load()
