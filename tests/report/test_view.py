"""The analyst's view: sentences carry the report's own numbers and change with facts."""

from __future__ import annotations

import csv
import re

import pytest

from cytonomics.evidence import load, table_schema
from cytonomics.market import evaluate
from cytonomics.report.blocks import FactTable, Text
from cytonomics.report.estimates import TOTAL, estimates_of
from cytonomics.report.numbers import money, percent
from cytonomics.report.view import view


@pytest.fixture(scope="module")
def estimates(market):
    return estimates_of(market)


def said(chapter):
    first = chapter.blocks[0]
    assert isinstance(first, Text)
    return " ".join(first.paragraphs)


def watched(chapter):
    return [row for block in chapter.blocks if isinstance(block, FactTable) for row in block.rows]


def test_sentences_carry_the_figures_of_the_report(estimates):
    text = said(view(estimates))
    past, future = estimates.total(2025), estimates.total(2035)
    assert f"{money(past.mean)} million USD in 2025" in text
    assert money(future.mean - past.mean) in text
    region = estimates.figure("product_revenue", "region", "north_america", 2025)
    assert f"North America is {percent(region.mean / past.mean)}" in text


def test_shares_of_growth_are_those_of_products(estimates):
    text = said(view(estimates)).split("most come from ")[1]
    found = dict(re.findall(r"([\w-][\w -]*?) \((\d+) %\)", text.replace(" and ", ", ")))
    gained = estimates.total(2035).mean - estimates.total(2025).mean
    names = {
        estimates.name("product_revenue", "product", one): one
        for one in estimates.segments("product_revenue", "product")
    }
    assert len(found) == 3
    for name, share in found.items():
        own = [
            estimates.figure("product_revenue", "product", names[name], year).mean
            for year in (2025, 2035)
        ]
        assert 100 * (own[1] - own[0]) / gained == pytest.approx(float(share), abs=0.5)


def test_what_is_watched_lies_ahead_and_is_on_record(estimates):
    rows = watched(view(estimates))
    assert rows
    for row in rows:
        fact = estimates.market.evidence.fact(row[-1])
        assert fact.table == "programmes" and str(fact["expected"]) == row[0]


def test_one_more_programme_is_watched(tmp_path):
    names = table_schema("programmes").names
    model = next(f for f in load()["programmes"] if f["phase"] == "filed" and f["region"] == "USA")
    row = {name: "" if model[name] is None else str(model[name]) for name in names}
    row |= {
        "id": "mine01", "expected": "2027-06", "supersedes": "",
        "known_from": "2026-11-01", "indication_id": "mm", "therapeutic_area": "cancer",
        "trial": "MINE-1", "source_title": "A filing",
    }  # fmt: skip
    with (tmp_path / "programmes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerow(row)
    market = evaluate(load(tmp_path), "adoptive_cell_therapy", draws=4, forecast="trend")
    assert "mine01" in {row[-1] for row in watched(view(estimates_of(market)))}


def test_a_market_of_transplants_has_a_view_too():
    found = estimates_of(evaluate(load(), "hsct", draws=4))
    assert f"{money(found.total(2025).mean)} million USD" in said(view(found))
    assert found.draws(found.main)[TOTAL].any()
