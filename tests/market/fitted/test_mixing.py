"""Which labels sales come from: all of what the curves expect, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.market.assumptions import Parameters
from cytonomics.market.fitted import REGIONS, coming_labels, expected_sales, label_mixes
from cytonomics.market.fitted.extending import extended
from cytonomics.market.fitted.labels import Segment
from cytonomics.market.fitted.panel import FIRST
from cytonomics.vocabulary import Quarter

HORIZON = 12


def test_labels_make_up_what_a_product_is_expected_to_sell(prior, panel):
    found = label_mixes(prior, horizon=HORIZON)
    parameters = Parameters(panel.assumptions, 1, prior.size)
    coming = coming_labels(panel, parameters, HORIZON)
    curves = extended(prior, coming, parameters)
    quarters = np.arange(panel.last.index - FIRST.index + HORIZON + 1, dtype=float)
    sold = expected_sales(np, curves, coming.entries, quarters).mean(axis=0)
    years = np.array([Quarter.from_index(FIRST.index + int(q)).year for q in quarters])
    for position, product in enumerate(panel.products):
        for region in range(len(REGIONS)):
            for year in sorted(set(years)):
                own = found.get((product, region, year), {})
                expected = sold[position, region, years == year].sum()
                assert sum(own.values()) == pytest.approx(expected)
    total = sum(sum(own.values()) for own in found.values())
    assert total == pytest.approx(sold.sum())


def test_known_years_hold_known_labels_alone(prior, panel):
    own: dict[tuple[str, int], set[Segment]] = {}
    for label in panel.labels:
        own.setdefault((label.product, REGIONS.index(label.region)), set()).add(label.segment)
    for (product, region, year), mix in label_mixes(prior, horizon=HORIZON).items():
        if year < panel.last.year:
            assert set(mix) <= own[product, region]
