"""The shipped tables: valid data packages, sourced, dated, and clean under every named check."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cytonomics.evidence import Evidence, load, table_names, table_schema
from cytonomics.evidence.checks import CHECKS, checks_by_name, run_checks
from cytonomics.evidence.schema import FIELD_TYPES, data_folder

# Moves on when tables are collected anew; a later known_from is a slip of the pen.
COLLECTED = date(2026, 11, 21)
# Field types and constraints of the Table Schema specification, version 1.
TYPES = {"string", "number", "integer", "boolean", "object", "array", "date", "time", "datetime"}
TYPES |= {"year", "yearmonth", "duration", "geopoint", "geojson", "any"}
CONSTRAINTS = {"required", "unique", "minLength", "maxLength", "minimum", "maximum", "pattern"}
CONSTRAINTS |= {"enum"}

Row = Callable[..., dict[str, Any]]
Overlay = Callable[..., Path]


def package(table: str) -> dict[str, Any]:
    text = (data_folder() / table / "datapackage.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.mark.parametrize("table", table_names())
def test_each_descriptor_is_a_data_package(table: str) -> None:
    described = package(table)
    assert re.fullmatch(r"[-a-z0-9._/]+", described["name"])
    assert described["resources"][0]["name"] == table
    assert described["title"]
    for licence in described["licenses"]:
        assert licence.get("name") or licence.get("path")
    (resource,) = described["resources"]
    assert resource["path"] == f"{table}.csv"
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    assert len(set(names)) == len(names)
    assert schema["primaryKey"] == "id"
    for field in schema["fields"]:
        assert field["type"] in TYPES
        assert field.get("kind", field["type"]) in FIELD_TYPES
        assert field["description"]
        assert set(field.get("constraints", {})) <= CONSTRAINTS
    assert set(described["rules"]["quantity"]) <= set(names)
    assert described["rules"]["value"] in ["", *names]


@pytest.mark.parametrize("table", table_names())
def test_each_file_reads_by_its_descriptor_alone(table: str) -> None:
    """Read as another program would: the standard library and the descriptor, none of our code."""
    casts: dict[str, Callable[[str], object]] = {
        "string": str,
        "number": float,
        "integer": int,
        "date": date.fromisoformat,
    }
    fields = package(table)["resources"][0]["schema"]["fields"]
    text = (data_folder() / table / f"{table}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(keepends=True), strict=True))
    assert list(rows[0]) == [field["name"] for field in fields]
    for row in rows:
        for field in fields:
            cell, rules = row[field["name"]], field.get("constraints", {})
            assert cell or not rules.get("required")
            if cell:
                value = casts[field["type"]](cell)
                assert cell in rules.get("enum", [cell])
                assert value >= rules.get("minimum", value)
                assert value <= rules.get("maximum", value)


def test_every_row_has_a_source_a_confidence_and_a_past(evidence: Evidence) -> None:
    for fact in evidence.by_id.values():
        assert fact["source_title"]
        assert fact["confidence"] in ("primary", "secondary", "recall", "judgement")
        assert fact.known_from <= COLLECTED, fact.id
        assert fact.origin == "shipped"


def test_what_was_recalled_shows_no_page_as_if_seen(evidence: Evidence) -> None:
    for fact in evidence.by_id.values():
        if fact["confidence"] == "recall" and fact["source_url"]:
            # A row of country statistics has several figures; the page stands for another one.
            assert fact.table == "geography", fact.id
            assert "not seen" in fact["source_title"], fact.id


def test_ids_are_unique_over_all_tables(evidence: Evidence) -> None:
    assert len(evidence.by_id) == sum(len(facts) for facts in evidence.known.values())


def test_no_check_finds_anything(evidence: Evidence) -> None:
    assert run_checks(evidence) == []
    assert len(CHECKS) == 12


BROKEN: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "references_resolve": ("sales", "sal0227", {"product_id": "none"}, "product_id 'none' is not"),
    "dates_in_order": ("sales", "sal0227", {"known_from": "2024-06-30"}, "lies before 2024-12-31"),
    "ranges_hold_values": ("funnel", "fun0033", {"low": 0.5}, "0.06 lies outside its range 0.5"),
    "no_duplicates": ("sales", "sal0227", {"id": "own1"}, "the two rows are the same"),
    "disagreements_marked": (
        "sales",
        "sal0227",
        {"id": "own1", "amount": 960},
        "state 960, 963 for one quantity (carvykti, 2024, WW, net_sales)",
    ),
    "terms_marked": ("epidemiology", "epi0010", {"terms": "open"}, "must be iarc_non_commercial"),
    "ownership_adds_up": (
        "ownership",
        "own0030",
        {"share": 0.4},
        "profit_share for abecma in USA on 2025-05-13 sum to 0.4, not 1",
    ),
    "shares_of_a_survey": (
        "technology_shares",
        "shr0008",
        {"share": 0.5},
        "shares of survey rbc_gbr_2004_wallis by therapeutic_area sum to 1.32, not 1; correct",
    ),
    "currencies_convert": (
        "sales",
        "sal0227",
        {"id": "own1", "currency": "CNY", "period": "1950"},
        "no exchange rate for CNY in 1950",
    ),
    "quarters_sum_to_years": (
        "sales",
        "sal0227",
        {"amount": 980},
        "carvykti WW 2024: quarters sum to 963 million USD, the year is 980",
    ),
    "parts_within_wholes": (
        "sales",
        "sal0201",
        {"amount": 1000},
        "carvykti 2024 US (1000 million USD) exceeds carvykti 2024 WW (963)",
    ),
    "rollups_equal_members": (
        "sales",
        "sal0387",
        {"amount": 180},
        "relma_cel 2023 ",
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_speaks(name: str, row: Row, overlay: Overlay) -> None:
    table, shipped, changes, message = BROKEN[name]
    evidence = load(overlay(**{table: [row(shipped, **changes)]}))
    said = [problem for problem in CHECKS[name](evidence) if message in problem.message]
    assert said, CHECKS[name](evidence)
    assert all(problem.check == name for problem in said)
    assert set(said[0].ids) <= set(evidence.by_id)
    assert changes.get("id", shipped) in {key for problem in said for key in problem.ids}


def test_a_survey_for_context_need_not_add_up(row: Row, overlay: Overlay) -> None:
    survey = [fact.id for fact in load()["technology_shares"] if fact["survey"].endswith("wallis")]
    marked = [row(fact, use="context", share=0.5) for fact in survey]
    check = CHECKS["shares_of_a_survey"]
    assert check(load(overlay(technology_shares=marked))) == []
    half = [*marked[:-1], row(survey[-1], share=0.5)]
    assert check(load(overlay(technology_shares=half)))[0].ids == tuple(survey)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"supersedes": "nobody"}, "supersedes unknown 'nobody'"),
        ({"supersedes": "prd0001"}, "supersedes 'prd0001' of another table, products"),
        ({"supersedes": "own1"}, "supersedes 'own1', which supersedes it in turn"),
        ({"supersedes": "sal0206"}, "supersedes 'sal0206', as "),
        ({"region": "Narnia"}, "'Narnia' names no place"),
    ],
)
def test_references_to_rows_and_places(
    changes: dict[str, str], message: str, row: Row, overlay: Overlay
) -> None:
    evidence = load(overlay(sales=[row("sal0227", id="own1", **changes)]))
    found = CHECKS["references_resolve"](evidence)
    assert any(message in problem.message for problem in found), found


def test_territories_mean_a_place_on_their_day(row: Row, overlay: Overlay) -> None:
    early = row("own0001", id="mine1", territory="EMA", valid_from="1950-01-01")
    found = CHECKS["references_resolve"](load(overlay(ownership=[early])))
    assert ["EMA" in problem.message for problem in found] == [True]


def test_amounts_are_compared_only_where_the_structure_stands(row: Row, overlay: Overlay) -> None:
    wild = row("sal0227", id="own1", region="Narnia", currency="CNY", period="1950")
    found = checks_by_name(load(overlay(sales=[wild])))
    assert found["references_resolve"]
    assert found["currencies_convert"]
    assert found["parts_within_wholes"] is None


def test_the_schema_names_what_it_lacks() -> None:
    with pytest.raises(KeyError, match="there is no table 'sale'"):
        table_schema("sale")
    with pytest.raises(KeyError, match="table sales has no field 'price'"):
        table_schema("sales").field("price")
