"""Figures worked out from others: what they rest on is there, and their trail ends in facts."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cytonomics.market import Kind, MarketError, Slice, trails, walk, with_workings
from cytonomics.market.trail import ABOVE, FACT
from cytonomics.market.workings import made

SHARE = Kind("share", "Share", "fraction", "One over the other.", "a book")
TOTAL = "adoptive_cell_therapy/product_revenue/total/total/2024"
KYMRIAH = "adoptive_cell_therapy/product_revenue/product/kymriah/2024"


def share(segment, *figures, **fields):
    draws = np.array([0.1, 0.2, 0.3])
    return made(
        "adoptive_cell_therapy", SHARE, "world", segment, 2024, segment.title(), draws,
        figures=figures, **fields,
    )  # fmt: skip


@pytest.fixture(scope="module")
def trail(market):
    return trails(market)


def test_a_trail_leads_over_figures_to_facts_and_tells_each_once(market, trail):
    own = share("a", KYMRIAH, TOTAL, facts=("apr0001",))
    other = share("b", own.id, TOTAL, slices=[Slice(0, 0.5, ("own0001",))])
    read = json.loads(json.dumps(with_workings(trail, market, [own, other])))
    node = walk(read, other.id)
    assert node.amount == pytest.approx(0.2) and node.unit == "fraction"
    assert node.interval == pytest.approx((0.11, 0.29))
    assert "One over the other. (a book)" in node.title
    first, again = node.children[:2]
    assert [child.id for child in first.children][:2] == [KYMRIAH, TOTAL]
    assert first.children[2].kind == FACT and first.children[2].id == "apr0001"
    assert again.kind == ABOVE and again.id == TOTAL
    assert again.amount == trail["figures"][TOTAL]
    assert "own0001" in {leaf.id for leaf in node.leaves()}


def test_what_is_not_there_and_what_stands_twice_is_refused(market, trail):
    with pytest.raises(ValueError, match="which is not there"):
        with_workings(trail, market, [share("a", "nowhere/x/y/z/2024")])
    with pytest.raises(ValueError, match="one id"):
        with_workings(trail, market, [share("a"), share("a")])


def test_an_unknown_working_names_the_near_ones(market, trail):
    known = with_workings(trail, market, [share("europe"), share("asia")])
    with pytest.raises(MarketError) as caught:
        walk(known, "adoptive_cell_therapy/share/world/eurpe/2024")
    assert "did you mean 'adoptive_cell_therapy/share/world/europe/2024'" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
