"""What changed ends at what the report shows."""

from __future__ import annotations

import pytest

from cytonomics.market import evaluate
from cytonomics.market.changes import shipped_changes, sizes


def test_the_bridge_ends_at_the_sizes_of_today(evidence):
    shipped = shipped_changes()
    today = sizes(evaluate(evidence, shipped.scope))
    after = {(one.product, one.year): one.after for one in shipped.changes}
    assert {name for name, _ in after} == today.keys()
    for (name, year), size in after.items():
        assert size == pytest.approx(today[name][str(year)], rel=1e-4, abs=0.01), (name, year)
