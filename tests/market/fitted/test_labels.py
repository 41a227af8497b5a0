"""Labels against known approval dates, sizes against their sources, and nothing from the future."""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError
from cytonomics.market.backtests import knowledge
from cytonomics.market.eligibility import approvals_of
from cytonomics.market.fitted import (
    REGIONS,
    Curves,
    Entries,
    Segment,
    expected_sales,
    first_labels,
    forecast,
    label_mixes,
    panel_of,
    prior_draws,
    segment_size,
)
from cytonomics.market.fitted.curves import label_sales
from cytonomics.market.fitted.labels import countries_of, widely_labelled
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.incidence import line_share, yearly_cases
from cytonomics.vocabulary import Quarter

SCOPE = "adoptive_cell_therapy"


@pytest.mark.parametrize(
    ("product", "segment", "region", "quarter"),
    [
        ("kymriah", ("b_all", 2), "USA", (2017, 3)),
        ("kymriah", ("dlbcl", 3), "europe", (2018, 3)),
        ("kymriah", ("dlbcl", 3), "elsewhere", (2018, 3)),
        ("abecma", ("mm", 3), "elsewhere", (2021, 2)),
        ("abecma", ("mm", 3), "europe", (2021, 3)),
        ("yescarta", ("dlbcl", 2), "USA", (2022, 2)),
        ("tecartus", ("mcl", 2), "USA", (2020, 3)),
        ("carvykti", ("mm", 3), "USA", (2022, 1)),
        ("carvykti", ("mm", 2), "USA", (2024, 2)),
        ("breyanzi", ("cll", 3), "USA", (2024, 1)),
    ],
)
def test_labels_begin_in_the_quarter_of_the_approval(evidence, product, segment, region, quarter):
    found = {(one.segment, one.region): one for one in first_labels(evidence, [product])}
    label = found[Segment(*segment), region]
    assert label.quarter == Quarter(*quarter)
    fact = next(f for f in evidence["approvals"] if f.id == label.fact)
    assert fact["product_id"] == product


def test_products_of_one_country_are_left_to_a_trend(evidence):
    names = ["relma_cel", "nexcar19", "immuncell_lc", "yescarta", "amtagvi"]
    assert widely_labelled(evidence, names) == ("amtagvi", "yescarta")


def test_a_size_is_cases_times_the_share_at_the_line_and_as_wide_as_its_sources(
    evidence, parameters
):
    size = segment_size(evidence, Segment("mm", 3), parameters)
    cases, shares = yearly_cases(evidence, "mm"), line_share(evidence, "mm", 3)
    assert size.patients == pytest.approx(cases[0] * shares[0])
    assert {*cases[1], *shares[1]} < set(size.facts)
    assert size.width >= parameters.value("fit_segment_width")


def test_a_segment_without_a_source_is_wide(evidence, parameters):
    size = segment_size(evidence, Segment("ptld", 2), parameters)
    assert size.patients == parameters.value("fit_segment_unknown")
    assert size.width > parameters.value("fit_segment_width")


def test_a_panel_holds_labels_of_the_day_and_sales_once(then, panel):
    assert all(label.fact in {f.id for f in then.evidence["approvals"]} for label in panel.labels)
    assert "carvykti" in panel.products  # labelled in February 2022, first sales in July
    assert "nexcar19" not in panel.products
    total = sum(one.sales for one in panel.observations)
    own = [j for j, o in enumerate(then.history.offers) if o.product in panel.products]
    since = [i for i, quarter in enumerate(then.history.quarters) if quarter >= Quarter(2017, 3)]
    # The reconstruction also fills quarters that nobody printed or that are under a million.
    rebuilt = then.history.revenue.mean(axis=0)[np.ix_(since, own)].sum()
    assert total == pytest.approx(rebuilt, rel=0.01)


def overlaid(folder, row):
    """The evidence with one more row of approvals."""
    with (folder / "approvals.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    return load(folder)


def test_a_later_approval_is_in_no_earlier_panel(tmp_path, evidence, panel):
    row = dict(next(f for f in evidence["approvals"] if f.id == "apr0001").values)
    row |= {"id": "new0001", "product_id": "yescarta", "indication_id": "mm"}
    row |= {"approval_date": "2022-05-01", "known_from": "2022-07-01"}
    changed = overlaid(tmp_path, row)
    assert any(fact.id == "new0001" for fact in changed["approvals"])
    later = knowledge(changed, SCOPE, date(2022, 6, 30), draws=50)
    again = panel_of(later.evidence, SCOPE, later.history, later.parameters, later.last)
    assert (again.labels, again.sizes) == (panel.labels, panel.sizes)
    for one, other in zip(again.observations, panel.observations, strict=True):
        np.testing.assert_array_equal(one.sales, other.sales)
    draws = [forecast(prior_draws(p, seed=7, size=20), horizon=6) for p in (again, panel)]
    assert draws[0].revenue.tobytes() == draws[1].revenue.tobytes()


@pytest.fixture(scope="module")
def without_tecartus(tmp_path_factory, evidence):
    """The day in 2022 had Europe withdrawn Tecartus for mantle cell lymphoma in November 2021."""
    (given,) = (
        one.fact
        for one in approvals_of(evidence, "tecartus")
        if one.authority == "EMA" and one.indication == "mcl"
    )
    row = dict(evidence.fact(given).values) | {"id": "new0001", "approval_type": "withdrawn"}
    row |= {"approval_date": "2021-11-20", "known_from": "2021-11-20"}
    changed = overlaid(tmp_path_factory.mktemp("withdrawn"), row)
    then = knowledge(changed, SCOPE, date(2022, 6, 30), draws=50)
    return panel_of(then.evidence, SCOPE, then.history, then.parameters, then.last)


def test_a_withdrawn_label_sells_until_its_day_and_all_others_as_before(panel, without_tecartus):
    def sold(some):
        curves = prior_draws(some, seed=7, size=20).curves()
        return label_sales(np, curves, some.entries, some.quarters)

    europe, mcl = REGIONS.index("europe"), Segment("mcl", 3)
    (label,) = (
        one
        for one in without_tecartus.labels
        if (one.product, one.segment, one.region) == ("tecartus", mcl, "europe")
    )
    # The middle of the fourth quarter lies before the 20th of November.
    assert label.ended == Quarter(2022, 1)
    at = without_tecartus.labels.index(label)
    end = label.ended.index - FIRST.index
    before, after = sold(panel), sold(without_tecartus)
    np.testing.assert_array_equal(after[..., :end], before[..., :end])
    assert (before[:, at, end - 1 :] > 0).all() and (after[:, at, end:] == 0).all()
    others = np.delete(np.arange(len(panel.labels)), at)
    np.testing.assert_array_equal(after[:, others], before[:, others])
    assert (panel.entries.region[at], panel.entries.end[at]) == (europe, np.inf)


def test_a_withdrawn_label_is_in_no_forecast_and_does_not_come_back(panel, without_tecartus):
    key = "tecartus", REGIONS.index("europe"), 2023
    mcl = Segment("mcl", 3)
    mixes = [
        label_mixes(prior_draws(some, seed=7, size=60), horizon=8)[key]
        for some in (panel, without_tecartus)
    ]
    assert mcl in mixes[0] and mcl not in mixes[1]


def test_rivals_take_the_patients_of_a_withdrawn_label():
    curves = Curves(
        np.zeros(2), np.array(0.5), np.full((2, 1), 1e-3), 1.0, np.full((1, 1), 4e3),
        np.ones((2, 1)),
    )  # fmt: skip
    zeros = np.zeros(2, dtype=int)
    entries = Entries(np.arange(2), zeros, zeros, np.zeros(2), np.array([3.0, np.inf]))
    sales = expected_sales(np, curves, entries, np.arange(6.0))[:, 0]
    # Two alike: V = 2, so that √2 / (1 + √2) are treated; one alone: a half.
    np.testing.assert_allclose(sales[:, :3], 500 * np.sqrt(2) / (1 + np.sqrt(2)))
    np.testing.assert_allclose(sales[:, 3:].T, [[0.0, 500.0]] * 3)


def test_the_fit_and_matching_agree_on_every_label_in_the_middle_of_every_quarter(evidence):
    products = sorted({fact["product_id"] for fact in evidence["approvals"]})
    ends = set()
    for label in first_labels(evidence, products):
        own = [one for one in approvals_of(evidence, label.product) if one.opens == label.segment]
        ends |= {label.product} if label.ended else set()
        for index in range(label.quarter.index + 1, Quarter(2027, 1).index):
            quarter = Quarter.from_index(index)
            middle = date(quarter.year, 3 * quarter.number - 1, 15)
            area = countries_of(label.region)
            held = any(one.holds_in(area) and one.in_force(middle) for one in own)
            assert held == (label.ended is None or quarter < label.ended), (label, quarter)
    assert {"skysona", "zynteglo", "alofisel", "provenge"} <= ends


def test_a_market_without_large_labels_is_refused_in_a_sentence(then):
    local = [j for j, o in enumerate(then.history.offers) if o.product == "immuncell_lc"]
    history = then.history.__class__(
        tuple(then.history.offers[j] for j in local), then.history.quarters,
        then.history.revenue[:, :, local], tuple(then.history.last[j] for j in local),
        then.history.support, then.history.sources,
    )  # fmt: skip
    with pytest.raises(MarketError, match="cannot be fitted"):
        panel_of(then.evidence, SCOPE, history, then.parameters, then.last)
