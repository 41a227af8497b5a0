"""The personalised market holds what the first one holds: parts, wholes, trails, the same bits."""

from __future__ import annotations

import numpy as np
import pytest

from cytonomics.market import (
    MarketError,
    all_figures,
    crossings,
    dimensions,
    evaluate,
    measured,
    trails,
    walk,
)
from cytonomics.market.readings import SCOPES, held, readings, size_of
from cytonomics.vocabulary import VocabularyError

SCOPE = SCOPES[0]
MEASURES = ("product_revenue", "episode_spend")


@pytest.fixture(scope="module")
def wide(evidence):
    return evaluate(evidence, SCOPE, draws=40)


def test_parts_make_the_whole_in_every_draw(wide):
    for measure in MEASURES:
        whole = measured(wide, measure, "total")["total"]
        for dimension in dimensions(wide):
            parts = sum(measured(wide, measure, dimension).values())
            np.testing.assert_allclose(parts, whole, rtol=1e-9, err_msg=dimension)


def test_cells_of_two_axes_add_up_to_the_market(wide):
    for by in (["technology", "therapeutic_area"], ["end_user", "region"]):
        cells = crossings(wide, by, [2024], "episode_spend")
        whole = crossings(wide, [], [2024], "episode_spend")[0].mean
        assert sum(cell.mean for cell in cells) == pytest.approx(whole)


def test_it_reruns_bit_for_bit(evidence, wide):
    again = evaluate(evidence, SCOPE, draws=40)
    assert again.revenue.tobytes() == wide.revenue.tobytes()
    assert again.care.tobytes() == wide.care.tobytes()


def test_its_products_are_those_of_their_own_market(evidence, wide):
    """Engineered products come from one market and are counted once."""
    own = evaluate(evidence, "autologous_cell_therapy", draws=40)
    inside = measured(wide, "product_revenue", "technology")["engineered_cell_products"]
    np.testing.assert_allclose(inside, own.revenue.sum(axis=2), rtol=1e-9)


def test_every_figure_walks_back_to_facts_or_assumptions(evidence, wide):
    trail = trails(wide)
    rows = [row for row in all_figures(wide) if row.year in (2017, 2024, 2035)]
    for row in rows[:: len(rows) // 150]:
        node = walk(trail, row.id)
        leaves = list(node.leaves())
        assert leaves
        assert {leaf.kind for leaf in leaves} <= {"fact", "assumption", "absence"}
        for leaf in leaves:
            if leaf.kind == "fact":
                assert evidence.fact(leaf.id).table == trail["facts"][leaf.id]["table"]


def test_contributions_add_up_to_the_figure(wide):
    trail = trails(wide)
    for figure in (
        f"{SCOPE}/episode_spend/therapeutic_area/cancer/2024",
        f"{SCOPE}/episode_spend/end_user/hospital/2030",
        f"{SCOPE}/product_revenue/region/europe/2023",
    ):
        node = walk(trail, figure)
        total = sum(child.amount or 0.0 for child in node.children)
        assert total == pytest.approx(trail["figures"][figure], rel=1e-4), figure


def test_readings_lie_inside_the_widest(wide):
    found = readings(wide)
    assert [one.scope.id for one in found] == list(SCOPES)
    widest = size_of(wide, found[0], "episode_spend")
    for one in found[1:]:
        assert (size_of(wide, one, "episode_spend") <= widest + 1e-9).all()
    transfer, products = found[1], found[3]
    np.testing.assert_array_equal(transfer.holds, ~products.holds)


def test_a_reading_is_the_size_of_its_own_scope(evidence, wide):
    own = evaluate(evidence, "personalized_own_cells", draws=40)
    reading = next(r for r in readings(wide) if r.scope.id == "personalized_own_cells")
    inside = size_of(wide, reading, "episode_spend")
    np.testing.assert_allclose(inside, own.episode_spend.sum(axis=2), rtol=1e-9)


def test_every_printed_figure_of_the_market_is_held(evidence, wide):
    printed = {
        fact.id
        for fact in evidence["published_claims"]
        if fact["scope"] == SCOPE and fact["measure"] in ("size", "share", "cagr")
    }
    found = held(wide)
    assert {one.claim.id for one in found} == printed
    assert all(one.nearest in one.ours for one in found)


def test_numbers_of_registries_stand_in_the_market(evidence, wide):
    """What a country counts is what the market has for it, whatever the others do."""
    usa = next(
        j
        for j, offer in enumerate(wide.offers)
        if (offer.product, offer.place) == ("organ_transplant_heart", "united_states")
    )
    row = next(
        fact
        for fact in evidence["technology_volumes"]
        if (fact["technology"], fact["geography"], fact["year"], fact["measure"])
        == ("organ_transplant_heart", "USA", 2023, "procedures")
    )
    drawn = wide.patients[:, wide.years.index(2023), usa]
    assert drawn.mean() == pytest.approx(row["value"], rel=0.05)


def test_an_unknown_reading_or_axis_is_one_sentence(evidence, wide):
    with pytest.raises(VocabularyError, match="is not a scope"):
        evaluate(evidence, "personalized_owncells", draws=2)
    with pytest.raises(MarketError, match="did you mean 'technology'"):
        crossings(wide, ["technologie"])
