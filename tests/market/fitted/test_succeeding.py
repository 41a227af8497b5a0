"""The odds of programmes move where a scenario means them, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from cytonomics.market.fitted import Changes
from cytonomics.market.fitted.labels import Segment
from cytonomics.market.fitted.levers import SUCCESS, Lever, When, Where
from cytonomics.market.fitted.succeeding import succeeding


class Chance:
    field = "a field"

    def draws(self, z):
        return np.full(len(z), 0.2)


@dataclass(frozen=True)
class Programme:
    product: str
    segment: Segment
    region: int = 0
    chance: object = Chance()


def test_odds_are_multiplied_where_they_are_meant(panel):
    known = (Programme("one", Segment("mm", 1)), Programme("two", Segment("dlbcl", 1)))
    running = replace(panel, pipeline=known)

    def success(times, **where):
        return Lever(SUCCESS, Where(**where), When(0), times)

    changes = Changes((success(4.0, products=frozenset({"one"})), success(2.0)))
    first, second = (one.chance.draws(np.zeros(3)) for one in succeeding(running, changes).pipeline)
    odds = 0.2 / 0.8
    assert first == pytest.approx(8 * odds / (1 + 8 * odds))
    assert second == pytest.approx(2 * odds / (1 + 2 * odds))
    elsewhere = Changes((success(9.0, regions=frozenset({1})), success(9.0, lines=frozenset({2}))))
    same = succeeding(running, elsewhere).pipeline
    assert [one.chance.draws(np.zeros(1))[0] for one in same] == pytest.approx([0.2, 0.2])
    assert same[0].chance.field == "a field"
