"""A back-test sees only what was known, sums what it says it sums, and judges honest forecasts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError
from cytonomics.market.backtests import (
    Target,
    backtest,
    damped_trend_forecast,
    half_yearly,
    knowledge,
    scored_targets,
)
from cytonomics.vocabulary import Quarter

SCOPE = "adoptive_cell_therapy"
TODAY = date(2026, 3, 31)
TOTAL = Target("total", "")


@pytest.fixture(scope="module")
def then(evidence):
    return knowledge(evidence, SCOPE, date(2022, 6, 30))


def test_nothing_that_became_public_later_is_known(evidence, then):
    assert all(fact.known_from <= then.day for fact in then.evidence["sales"])
    assert then.last == Quarter(2022, 1)
    assert then.history.revenue.shape[1] == then.last.index - then.history.quarters[0].index + 1
    # The first quarters of Carvykti were reported in July 2022.
    assert "carvykti" not in {offer.product for offer in then.history.offers}


def test_facts_of_the_future_move_no_forecast(tmp_path, evidence):
    """An overlay that multiplies a later sale by ten leaves forecasts from before as they were."""
    day = date(2023, 6, 30)
    later = next(
        fact
        for fact in evidence["sales"]
        if fact["product_id"] == "carvykti" and fact.known_from > day and fact["amount"] > 100
    )
    columns = ["id", *(name for name in later.values if name != "id")]
    row = {**later.values, "id": later.id, "amount": later["amount"] * 10}
    text = ",".join(columns) + "\n"
    text += ",".join(f'"{"" if row[c] is None else row[c]}"' for c in columns) + "\n"
    (tmp_path / "sales.csv").write_text(text, encoding="utf-8")
    changed = load(tmp_path)
    assert changed["sales"] != evidence["sales"]
    draws = [
        damped_trend_forecast(knowledge(source, SCOPE, day), 8)[TOTAL]
        for source in (evidence, changed)
    ]
    np.testing.assert_array_equal(draws[0], draws[1])


def test_parts_sum_to_the_total_in_every_draw(then):
    ahead = damped_trend_forecast(then, 4)
    for kind in ("class", "product", "region"):
        parts = [draws for target, draws in ahead.items() if target.kind == kind]
        np.testing.assert_allclose(sum(parts), ahead[TOTAL])


def test_regions_are_left_out_while_an_offer_lies_in_both(evidence):
    early = knowledge(evidence, SCOPE, date(2019, 6, 30))
    kinds = {target.kind for target in scored_targets(early.evidence, early.history.offers)}
    assert kinds == {"total", "class", "product"}


def test_a_forecaster_that_knows_what_came_scores_nearly_nought(evidence):
    came = knowledge(evidence, SCOPE, TODAY)
    actual = came.history.revenue.mean(axis=0).sum(axis=1)
    start = came.history.quarters[0].index

    def oracle(then, horizons):
        at = then.last.index - start
        return {TOTAL: np.tile(actual[at + 1 : at + 1 + horizons], (10, 1))}

    scores = backtest(
        evidence,
        SCOPE,
        {"oracle": oracle, "trend": damped_trend_forecast},
        [date(2021, 6, 30), date(2022, 12, 31)],
        horizons=4,
        today=TODAY,
    )
    assert {score.target for score in scores} == {TOTAL}
    for score in scores:
        if score.forecaster == "oracle":
            assert score.crps == pytest.approx(0.0, abs=1e-9)
            assert score.median == pytest.approx(score.actual)
        else:
            assert score.crps > 0


def test_quarters_that_nobody_has_reported_yet_are_not_scored(evidence):
    scores = backtest(
        evidence,
        SCOPE,
        {"trend": damped_trend_forecast},
        [date(2024, 12, 31)],
        horizons=12,
        today=TODAY,
    )
    assert max(score.horizon for score in scores) == 5  # 2024Q3 is known, 2025Q4 the last to come


def test_the_same_back_test_gives_the_same_scores(evidence):
    runs = [
        backtest(
            evidence, SCOPE, {"trend": damped_trend_forecast}, half_yearly(2023, 2023),
            horizons=3, today=TODAY,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert runs[0] == runs[1]


def test_an_origin_before_the_first_sale_is_refused_in_a_sentence(evidence):
    with pytest.raises(MarketError, match="2001-01-01"):
        knowledge(evidence, SCOPE, date(2001, 1, 1))
