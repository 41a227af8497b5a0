"""Every figure leads back to facts or assumptions, and changing a fact changes the figure."""

from __future__ import annotations

import json
import random

import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError, evaluate, trails, walk
from cytonomics.market.trail import ABSENCE, ASSUMPTION, FACT


@pytest.fixture(scope="module")
def trail(market):
    # Through text, as it is read back from disk.
    return json.loads(json.dumps(trails(market)))


def test_random_figures_end_in_facts_or_assumptions(evidence, trail):
    for figure in random.Random(7).sample(sorted(trail["figures"]), 400):
        node = walk(trail, figure)
        for leaf in node.leaves():
            if leaf.kind == ABSENCE:
                assert node.amount == 0
                continue
            assert leaf.kind in (FACT, ASSUMPTION), figure
            assert evidence.fact(leaf.id).table == "assumptions" or leaf.kind == FACT


def test_the_parts_of_a_trail_make_the_figure(trail):
    for figure in random.Random(8).sample(sorted(trail["figures"]), 200):
        node = walk(trail, figure)
        amounts = [child.amount for child in node.children if child.amount is not None]
        assert sum(amounts) == pytest.approx(node.amount, rel=1e-4, abs=1e-3), figure


def test_assumptions_of_a_trail_name_facts_that_exist(evidence, trail):
    for row in trail["assumptions"].values():
        for identifier in row["rests_on"]:
            assert identifier in trail["facts"] and evidence.fact(identifier)


def test_the_way_back_of_a_forecast_names_how_wide_the_total_was_made(evidence, trail):
    leaves = walk(trail, "adoptive_cell_therapy/product_revenue/product/carvykti/2031").leaves()
    names = {evidence.fact(leaf.id)["name"] for leaf in leaves if leaf.kind == ASSUMPTION}
    assert {"forecast_total_width", "fit_line_depletion", "fit_common_shock"} <= names


def test_an_unknown_figure_names_the_nearest(trail):
    with pytest.raises(MarketError, match="did you mean"):
        walk(trail, "adoptive_cell_therapy/product_revenue/total/total/2064")


def test_an_overlaid_sale_changes_the_figure_and_stands_in_its_trail(evidence, market, tmp_path):
    row = next(
        f
        for f in evidence["sales"]
        if (f["product_id"], f["period"], f["region"]) == ("relma_cel", "2023", "CHN")
    )
    names = list(row.values)
    cells = dict(row.values) | {"amount": 347.8, "id": "mine-1", "supersedes": row.id}
    text = ",".join(names) + "\n"
    text += ",".join("" if cells[n] is None else f'"{cells[n]}"' for n in names) + "\n"
    world = next(
        f
        for f in evidence["sales"]
        if (f["product_id"], f["period"], f["region"]) == ("relma_cel", "2023", "WW")
    )
    other = dict(world.values) | {"amount": 347.8, "id": "mine-2", "supersedes": world.id}
    text += ",".join("" if other[n] is None else f'"{other[n]}"' for n in names) + "\n"
    (tmp_path / "sales.csv").write_text(text, encoding="utf-8")
    changed = evaluate(load(tmp_path), "adoptive_cell_therapy", draws=32)
    figure = "adoptive_cell_therapy/product_revenue/product/relma_cel/2023"
    after, before = walk(trails(changed), figure), walk(trails(market), figure)
    assert before.amount
    assert after.amount == pytest.approx(2 * before.amount, rel=0.05)
    assert "mine-1" in {leaf.id for leaf in after.leaves()}
    assert row.id not in {leaf.id for leaf in after.leaves()}


def test_an_overridden_assumption_changes_what_rests_on_it_only(evidence, market):
    changed = evaluate(
        evidence,
        "adoptive_cell_therapy",
        draws=market.parameters.size,
        overrides={"care_cost:hospital_stay": 100_000},
    )
    assert changed.revenue.tobytes() == market.revenue.tobytes()
    stay = market.care_components.index("hospital_stay")
    assert changed.care[..., stay].sum() > 1.5 * market.care[..., stay].sum()
    rest = [k for k in range(len(market.care_components)) if k != stay]
    assert changed.care[..., rest].tobytes() == market.care[..., rest].tobytes()
