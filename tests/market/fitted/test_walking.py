"""Groups walk as plain, slow code does that takes one draw, group and quarter after the other."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from cytonomics.market import Parameters
from cytonomics.market.fitted import REGIONS, coming_labels
from cytonomics.market.fitted.observations import LEAST
from cytonomics.market.fitted.walking import Luck, Walks, walks_of

DRAWS, LEAD, HORIZON = 4, 2, 5
# Of the first product two regions were last seen two quarters ago, the third never; the second
# product is seen in one sum; the third is to come.
AT = np.array([[0, 0, 2], [1, 1, 1], [3, 3, 3]])


@pytest.fixture(scope="module")
def walks() -> Walks:
    generator = np.random.default_rng(1)
    return Walks(
        at=AT,
        one=np.array([0.4, 0.3, 0.2, 0.5]),
        begun=np.array([0, 2, 2, 2]),
        sold=np.array([40.0, 8.0, 0.0, 0.0]),
        stood=generator.normal(0.0, 0.2, (DRAWS, 2, 3)),
        luck={
            name: Luck(
                generator.normal(0.0, 1.0, (DRAWS, LEAD + HORIZON)),
                generator.normal(0.0, 0.3, DRAWS),
            )
            for name in "abcd"
        },
        common=generator.normal(0.0, 0.1, (LEAD + HORIZON, DRAWS)),
        draws={
            "persistence": generator.uniform(0.5, 1.0, DRAWS),
            "step": generator.uniform(0.05, 0.2, DRAWS),
            "small": generator.uniform(0.1, 0.5, DRAWS),
        },
        horizon=HORIZON,
    )


@pytest.fixture(scope="module")
def level() -> np.ndarray:
    found = np.random.default_rng(2).uniform(1.0, 50.0, (DRAWS, 3, 3, 1 + LEAD + HORIZON))
    # What is to come begins late, and in one draw never.
    found[:, 2, :, :5] = found[0, 2] = 0.0
    return found


def slowly(walks: Walks, level: np.ndarray, usual: np.ndarray) -> np.ndarray:
    found = np.zeros((DRAWS, 3, 3, HORIZON))
    for draw in range(DRAWS):
        for group in range(4):
            cells = [tuple(cell) for cell in np.argwhere(walks.at == group)]
            _walk(walks, draw, group, cells, level[draw], usual[draw], found[draw])
    return found


def _walk(walks, draw, group, cells, level, usual, found):
    one, begun, luck = walks.one[group], walks.begun[group], list(walks.luck.values())[group]
    factor = {c: np.exp(walks.stood[draw][c]) if c[0] < 2 else 1.0 for c in cells}
    sold = walks.sold[group]
    off = luck.launch[draw]
    if sold:
        stood = sum(level[c][begun] * factor[c] for c in cells)
        off = np.log((stood + one) / (sum(usual[c][begun] for c in cells) + one))
    for k in range(begun, LEAD + HORIZON):
        if sold > LEAST:
            variance = walks.draws["step"][draw] ** 2 + walks.draws["small"][draw] ** 2 / sold
            step = np.sqrt(variance) * luck.steps[draw, k]
            off = walks.draws["persistence"][draw] * off + step
        moved = np.exp(off + walks.common[k, draw])
        sold = max((sum(usual[c][k + 1] for c in cells) + one) * moved - one, 0.0)
        path = max((sum(level[c][k + 1] for c in cells) + one) * moved - one, 0.0)
        apart = {c: level[c][k + 1] * factor[c] for c in cells}
        if k >= LEAD and sum(apart.values()):
            for c in cells:
                found[c][k - LEAD] = path * apart[c] / sum(apart.values())


def test_groups_walk_as_slow_code_says(walks, level):
    found = walks.sales(level, level, slice(0, DRAWS))
    np.testing.assert_allclose(found, slowly(walks, level, level), rtol=1e-12)
    assert (found[1:, 2, :, 2:] > 0).any()
    assert not found[0, 2].any()


def test_steps_follow_from_the_level_without_a_scenario(walks, level):
    halved = level * 0.5
    found = walks.sales(halved, level, slice(0, DRAWS))
    np.testing.assert_allclose(found, slowly(walks, halved, level), rtol=1e-12)


def test_draws_walk_alike_alone_and_together(walks, level):
    every = walks.sales(level, level, slice(0, DRAWS))
    alone = [walks.sales(level[k : k + 1], level[k : k + 1], slice(k, k + 1)) for k in range(DRAWS)]
    assert np.concatenate(alone).tobytes() == every.tobytes()


def test_each_group_has_noise_of_its_own_within_bounds(panel, prior):
    parameters = Parameters(panel.assumptions, 1, prior.size)
    coming = coming_labels(panel, parameters, 8)
    some = walks_of(prior, coming, parameters, 8)
    # Every group is a part of one product, and one more entrant moves no other.
    assert sorted(set(some.at.ravel())) == list(range(len(some.one)))
    classes = np.hstack([coming.entrant_class, coming.entrant_class[:, :1]])
    further = dataclasses.replace(coming, entrants=coming.entrants + 1, entrant_class=classes)
    more = walks_of(prior, further, parameters, 8)
    assert more.at.shape == (len(some.at) + 1, len(REGIONS))
    assert list(more.luck)[:-1] == list(some.luck)
    for begun, (name, own) in zip(some.begun, some.luck.items(), strict=True):
        assert more.luck[name].steps.tobytes() == own.steps.tobytes()
        assert np.abs(own.steps).max() <= parameters.value("fit_noise_bound")
        assert not own.steps[:, :begun].any()
        assert own.steps[:, begun:].all()


def test_walks_taken_over_are_those_drawn_anew(panel, prior):
    parameters = Parameters(panel.assumptions, 1, prior.size)
    coming = coming_labels(panel, parameters, 8)
    classes = coming.entrant_class[:, :-1]
    fewer = dataclasses.replace(coming, entrants=coming.entrants - 1, entrant_class=classes)
    usual = walks_of(prior, fewer, parameters, 8)
    anew, over = (walks_of(prior, coming, parameters, 8, known) for known in (None, usual))
    assert list(over.luck) == list(anew.luck)
    for name, own in anew.luck.items():
        assert (own.steps == over.luck[name].steps).all()
        assert (own.launch == over.luck[name].launch).all()
    assert len(over.luck) == len(usual.luck) + 1
