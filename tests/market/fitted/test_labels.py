"""Labels against known approval dates, sizes against their sources, and nothing from the future."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cytonomics.evidence import load
from cytonomics.market import MarketError
from cytonomics.market.allocation import line_share, yearly_cases
from cytonomics.market.backtests import knowledge
from cytonomics.market.fitted import (
    Segment,
    first_labels,
    forecast,
    panel_of,
    prior_draws,
    segment_size,
)
from cytonomics.market.fitted.labels import widely_labelled
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


def test_a_later_approval_is_in_no_earlier_panel(tmp_path, evidence, panel):
    row = dict(next(f for f in evidence["approvals"] if f.id == "apr0001").values)
    row |= {"id": "new0001", "product_id": "yescarta", "indication_id": "mm"}
    row |= {"approval_date": "2022-05-01", "known_from": "2022-07-01"}
    columns = list(row)
    text = ",".join(columns) + "\n"
    text += ",".join(f'"{"" if row[c] is None else row[c]}"' for c in columns) + "\n"
    (tmp_path / "approvals.csv").write_text(text, encoding="utf-8")
    changed = load(tmp_path)
    assert any(fact.id == "new0001" for fact in changed["approvals"])
    later = knowledge(changed, SCOPE, date(2022, 6, 30), draws=50)
    again = panel_of(later.evidence, SCOPE, later.history, later.parameters, later.last)
    assert (again.labels, again.sizes) == (panel.labels, panel.sizes)
    for one, other in zip(again.observations, panel.observations, strict=True):
        np.testing.assert_array_equal(one.sales, other.sales)
    draws = [forecast(prior_draws(p, seed=7, size=20), horizon=6) for p in (again, panel)]
    assert draws[0].revenue.tobytes() == draws[1].revenue.tobytes()


def test_a_market_without_large_labels_is_refused_in_a_sentence(then):
    local = [j for j, o in enumerate(then.history.offers) if o.product == "immuncell_lc"]
    history = then.history.__class__(
        tuple(then.history.offers[j] for j in local), then.history.quarters,
        then.history.revenue[:, :, local], tuple(then.history.last[j] for j in local),
        then.history.support, then.history.sources,
    )  # fmt: skip
    with pytest.raises(MarketError, match="cannot be fitted"):
        panel_of(then.evidence, SCOPE, history, then.parameters, then.last)
