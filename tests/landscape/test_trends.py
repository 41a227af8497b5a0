"""Trends: against rows counted by hand, plain loops and the figures, and what one fact changes."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from math import inf, isfinite

import numpy as np
import pytest

from cytonomics.evidence.schema import data_folder
from cytonomics.landscape.concentration import concentration
from cytonomics.landscape.trend import (
    COUNTED,
    FALLING,
    MODELLED,
    NO_EVIDENCE,
    NOT_SHOWN,
    ODDS,
    POINTS,
    RISING,
    STATED,
    STEADY,
    TIMES,
    YEARLY,
    definitions,
    read,
)
from cytonomics.landscape.trend_claims import BORNE_OUT, CONTRADICTED, claims, held
from cytonomics.landscape.trend_values import when
from cytonomics.landscape.trends import trend_rows, trends
from cytonomics.market import assumptions, evaluate, figures
from cytonomics.report.trend_words import said

APPROVAL = {
    "product_id": "amtagvi",
    "authority": "FDA",
    "region": "USA",
    "indication_id": "nsclc",
    "line_of_therapy": "2",
    "population": "adult",
    "approval_date": "2025-06-01",
    "approval_type": "label_extension",
    "known_from": "2025-06-01",
}


def by_id(market):
    return {one.id: one for one in trends(market)}


def table(name):
    text = (data_folder() / name / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    replaced = {row["supersedes"] for row in rows}
    return [row for row in rows if row["id"] not in replaced]


@pytest.mark.parametrize(
    ("value", "low", "high", "scale", "margin", "reading"),
    [
        (3.0, 1.04, 10.6, TIMES, 0.1, RISING),
        (3.0, 0.99, 10.6, TIMES, 0.1, NOT_SHOWN),
        (0.4, 0.2, 0.9, ODDS, 0.1, FALLING),
        (inf, 1.2, inf, ODDS, 0.1, RISING),
        (0.0, 0.0, 5.0, TIMES, 0.1, NOT_SHOWN),
        (1.01, 0.95, 1.08, TIMES, 0.1, STEADY),
        (0.015, 0.01, 0.02, POINTS, 0.02, STEADY),
        (0.05, 0.01, 0.09, POINTS, 0.02, RISING),
        (-0.05, -0.09, -0.01, YEARLY, 0.02, FALLING),
        (0.011, 0.001, 0.03, YEARLY, 0.02, NOT_SHOWN),
    ],
)
def test_one_rule_reads_every_change(value, low, high, scale, margin, reading):
    assert read(value, low, high, scale, margin) == reading


def test_every_trend_has_a_reading_and_something_behind_it(market, personal):
    for own in (market, personal):
        for one in trends(own):
            assert one.reading in (RISING, STEADY, FALLING, NOT_SHOWN, NO_EVIDENCE)
            assert one.definition.basis in (COUNTED, STATED, MODELLED)
            assert one.facts or one.figures or one.assumptions
            for name in (*one.facts, *one.assumptions):
                assert own.evidence.fact(name).id == name
            known = {f.id for f in figures(own, own.main, "region")}
            for name in one.figures:
                if "/region/" in name:
                    assert name in known


def test_markets_have_the_trends_they_can_have(market, personal):
    own, other = by_id(market), by_id(personal)
    assert {"sales_donor", "labels_donor"} <= set(own)
    assert not {"sales_donor", "labels_donor"} & set(other)
    assert {"heads_platelets", "own_share", "products_share"} <= set(other)
    assert not {"heads_platelets", "own_share", "products_share"} & set(own)
    assert set(own) | set(other) == set(definitions())


def test_what_is_transferred_has_no_labels_or_makers(evidence):
    found = by_id(evaluate(evidence, "hsct", draws=4))
    assert set(found) >= {"heads_autologous", "heads_allogeneic", "own_share"}
    assert {one.definition.basis for one in found.values()} == {MODELLED}


def test_labels_a_year_are_rows_of_the_table(market):
    rows = [
        row
        for row in table("approvals")
        if row["product_id"] in market.products and row["approval_type"] != "withdrawn"
    ]
    years = Counter(row["approval_date"][:4] for row in rows)
    found = by_id(market)["labels"]
    assert {one.year: one.value for one in found.points if one.value} == {
        float(year): float(count) for year, count in years.items() if year <= "2025"
    }
    spans = [
        sum(years[str(year)] for year in own) for own in (range(2018, 2022), range(2022, 2026))
    ]
    assert (found.change.before, found.change.after) == (spans[0] / 4, spans[1] / 4)
    assert found.change.value == pytest.approx(spans[1] / spans[0])


def test_early_lines_are_cases_among_labels_in_cancer(market):
    early: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for row in table("approvals"):
        # All products of this market are for cancer.
        if row["product_id"] in market.products and row["approval_type"] != "withdrawn":
            span = (int(row["approval_date"][:4]) - 2018) // 4
            every[span] += 1
            early[span] += int(row["line_of_therapy"]) <= 2
    change = by_id(market)["labels_early"].change
    assert change.before == pytest.approx(early[0] / every[0])
    assert change.after == pytest.approx(early[1] / every[1])


def test_purchases_in_vivo_are_rows_that_say_so(market):
    found = by_id(market)["bought_in_vivo"]
    for name in found.facts:
        row = market.evidence.fact(name)
        assert row["kind"] == "acquisition"
    texts = [market.evidence.fact(name)["fact"].lower() for name in found.facts]
    assert sum("in vivo" in text for text in texts) >= found.change.after * 4
    assert found.change.before == 0 and found.change.value == inf


def test_shares_of_places_are_those_of_the_figures(market, personal):
    for own in (market, personal):
        parts = {f.segment: f for f in figures(own, own.main, "region") if f.year == 2025}
        whole = sum(one.mean for one in parts.values())
        mean = parts["north_america"].mean / whole
        # The mean of shares is not the share of means, but near it.
        assert by_id(own)["share_north_america"].change.after == pytest.approx(mean, abs=0.01)


def test_patients_by_line_add_up_in_plain_loops(market):
    draw, year = 3, 2025
    at = market.years.index(year)
    early = known = 0.0
    for j, offer in enumerate(market.offers):
        key = market.mixes.get((year, offer.id))
        if key is None:
            continue
        for name, share in key.shares.items():
            if name != "unknown":
                amount = market.patients[draw, at, j] * share
                known += amount
                early += amount * (name.split(":")[1] in "12")
    found = by_id(market)["patients_early"]
    point = next(one for one in found.points if one.year == year)
    assert point.low <= early / known <= point.high or early / known == pytest.approx(
        point.value, abs=0.02
    )


def test_concentration_is_that_of_its_chapter(market):
    own = {one.year: one.hhi.mean for one in concentration(market)}
    for point in by_id(market)["concentration"].points:
        assert point.value == pytest.approx(own[int(point.year)])


def test_transfers_a_head_are_numbers_over_people(personal):
    people = sum(
        row["population_m"] for row in personal.evidence["populations"] if row["year"] == 2021
    )
    own = [j for j, o in enumerate(personal.offers) if o.product == "platelet_transfusion"]
    number = personal.patients[:, personal.years.index(2021), own].sum(axis=1)
    change = by_id(personal)["heads_platelets"].change
    assert change.before == pytest.approx(float(number.mean()) / people)
    whole = by_id(personal)["own_share"].points[0]
    assert 0 < whole.low <= whole.value <= whole.high < 1


def test_both_ends_of_a_change_are_of_one_draw(market):
    at = [market.years.index(year) for year in (2021, 2025)]
    patients = market.patients.sum(axis=2)
    rates = (patients[:, at[1]] / patients[:, at[0]]) ** 0.25 - 1
    change = by_id(market)["patients"].change
    assert (change.value, change.low, change.high) == pytest.approx(
        (rates.mean(), *np.percentile(rates, (5, 95)))
    )


def test_stated_prices_are_in_dollars_of_one_year(market):
    index = {row["year"]: float(row["price_index"]) for row in table("price_indices")}
    points = {(one.name, one.year): one.value for one in by_id(market)["launch_price"].points}
    # Yescarta was listed at 373,000 dollars in 2017.
    assert points["Yescarta", 2017.5] == pytest.approx(373_000 * index["2025"] / index["2017"])


def test_vague_dates_count_at_their_middle():
    assert [when(text) for text in ("2020", "2020-07")] == [2020.5, 2020 + 6.5 / 12]
    assert 2020.0 < when("2020-01-01") < when("2020-12-31") < 2021.0


def test_a_longer_window_is_another_span(evidence):
    market = evaluate(evidence, "til", draws=2, overrides={"trend_window_years": 3})
    assert by_id(market)["labels"].change.first == "2020 to 2022"


def test_one_fact_changes_the_sentence(market, under):
    before, after = by_id(market)["labels_fda"], by_id(under(approvals=APPROVAL))["labels_fda"]
    assert "to 3.25 a year in 2022 to 2025" in said(before)
    assert "to 3.5 a year in 2022 to 2025" in said(after)
    assert set(after.facts) - set(before.facts) == {"test_0001"}


def test_an_early_event_more_makes_a_rise_less_sure(market, under):
    early = {
        "date": "2019-05",
        "company_id": "novartis",
        "kind": "withdrawal",
        "fact": "Ended something",
        "known_from": "2019-05-31",
    }
    before, after = by_id(market)["exits"].change, by_id(under(developments=early))["exits"].change
    assert after.before == before.before + 0.25
    assert after.low < before.low and after.p > before.p


def test_one_margin_changes_a_reading(market):
    """Labels came less than three times as often: by a margin of three times no rise is shown."""
    set_by = assumptions(market.evidence, {"trend_margin_times": 2.0})
    wide = replace(market, parameters=replace(market.parameters, assumptions=set_by))
    before, after = by_id(market)["labels"], by_id(wide)["labels"]
    assert 1.1 < before.change.value < 3
    assert (before.reading, after.reading) == (RISING, NOT_SHOWN)


def test_claims_are_held_against_what_they_name(market, personal):
    for own in (market, personal):
        known = by_id(own)
        for one in held(own):
            claim = one.claim
            if not claim.check:
                assert one.verdict == NO_EVIDENCE and claim.reason
            elif claim.value is not None:
                point = next(p for p in known[claim.of].points if p.year == claim.year)
                inside = point.low <= claim.value <= point.high
                assert one.verdict != CONTRADICTED or not inside
            elif one.trend is not None:
                assert claim.of == one.trend.id
    assert len(claims("adoptive_cell_therapy")) >= 10
    verdicts = {one.claim.id: one.verdict for one in held(market)}
    # North America has about 64 %, Asia Pacific about 10 %.
    assert verdicts["act_north_america"] == BORNE_OUT
    assert verdicts["act_asia_share"] == CONTRADICTED
    assert {one.claim.id: one.verdict for one in held(personal)}["pct_approvals"] == BORNE_OUT


def test_rows_are_plain_and_have_no_number_without_end(personal):
    for row in trend_rows(personal):
        for part in (row["change"], row["ahead"]):
            values = [] if part is None else part.values()
            assert all(isfinite(value) for value in values if isinstance(value, float))
