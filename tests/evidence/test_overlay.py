"""A user's folder over the shipped rows: adding, replacing, superseding, conflicts, refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cytonomics.evidence import (
    EvidenceError,
    aggregations,
    average_rate,
    load,
    load_checked,
    narrowed,
)
from cytonomics.evidence.overlay import judged

Row = Callable[..., dict[str, Any]]
Overlay = Callable[..., Path]
DAY = timedelta(days=1)


def refusal(folder: Path, as_of: date | None = None) -> str:
    with pytest.raises(EvidenceError) as refused:
        load_checked(folder, as_of)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_without_an_overlay_there_is_nothing_to_judge() -> None:
    evidence, conflicts = load_checked()
    assert (evidence.digest, conflicts) == (load().digest, ())


def test_a_row_of_a_new_id_is_added(row: Row, overlay: Overlay) -> None:
    added = row("sal0227", id="own1", period="2026Q4", amount=700, known_from="2027-01-20")
    evidence, conflicts = load_checked(overlay(sales=[added]))
    assert conflicts == ()
    assert evidence.fact("own1").origin == "overlay"
    assert len(evidence["sales"]) == len(load()["sales"]) + 1


def test_a_row_of_a_known_id_replaces_it(row: Row, overlay: Overlay) -> None:
    evidence, conflicts = load_checked(overlay(sales=[row("sal0222", amount=250)]))
    assert conflicts == ()
    assert evidence.fact("sal0222")["amount"] == 250
    assert len(evidence["sales"]) == len(load()["sales"])


def test_a_row_may_supersede_a_shipped_one(row: Row, overlay: Overlay) -> None:
    better = row("sal0222", id="own1", amount=251, supersedes="sal0222", known_from="2026-01-01")
    folder = overlay(sales=[better])
    evidence, conflicts = load_checked(folder)
    assert conflicts == ()
    assert evidence.superseded["sal0222"] == "own1"
    assert "sal0222" not in {fact.id for fact in evidence["sales"]}
    assert evidence.fact("sal0222").id == "sal0222"
    before, _ = load_checked(folder, date(2025, 12, 31))
    assert "sal0222" in {fact.id for fact in before["sales"]}
    assert "own1" not in before.by_id


def test_superseding_one_side_of_a_dispute_settles_it(row: Row, overlay: Overlay) -> None:
    shipped = load()
    disputed = [fact for fact in shipped["funnel"] if fact["disputed"] == "yes"]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for fact in disputed:
        key = (fact["indication_id"], fact["step"], fact["geography"])
        groups.setdefault(key, []).append(fact.id)
    left, gone = next(ids for ids in groups.values() if len(ids) == 2)
    mine = row(left, id="own1", supersedes=gone, source_title="a look of my own")
    _, conflicts = load_checked(overlay(funnel=[mine]))
    assert conflicts == ()


def test_other_amounts_than_the_shipped_are_conflicts_and_win(row: Row, overlay: Overlay) -> None:
    mine = row("sal0227", id="own1", amount=990)
    evidence, conflicts = load_checked(overlay(sales=[mine]))
    assert {problem.check for problem in conflicts} >= {"disagreements_marked"}
    assert all("own1" in problem.ids for problem in conflicts)
    (family,) = [family for family in aggregations(evidence) if "carvykti" in family.products]
    assert "own1" in {fact.id for fact in family.basis}
    assert "sal0227" in {row.fact.id for row in family.redundant}


def test_a_users_exchange_rate_wins(row: Row, overlay: Overlay) -> None:
    mine = row("fxr0060", id="own1", usd_per_unit=1.5)
    evidence, conflicts = load_checked(overlay(exchange_rates=[mine]))
    assert [problem.ids for problem in conflicts] == [("fxr0060", "own1")]
    assert average_rate(evidence, "EUR", "2023Q1") == (1.5, ("own1",))


def test_conflicts_are_those_of_the_day(row: Row, overlay: Overlay) -> None:
    folder = overlay(sales=[row("sal0227", id="own1", amount=990)])
    assert load_checked(folder, date(2024, 12, 31))[1] == ()
    assert load_checked(folder, date(2026, 1, 1))[1]


def test_an_overlay_that_contradicts_itself_is_refused(row: Row, overlay: Overlay) -> None:
    one = row("sal0227", id="own1", period="2027", amount=100, known_from="2028-01-20")
    said = refusal(overlay(sales=[one, {**one, "id": "own2", "amount": 200}]))
    assert said.startswith("sales.csv, row own1 and own2: state 100, 200 for one quantity")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"region": "Narnia"}, "sales.csv, row own1: 'Narnia' names no place"),
        ({"known_from": "2024-01-01"}, "row own1: known_from 2024-01-01 lies before 2024-12-31"),
        ({"currency": "CNY", "period": "1950"}, "row own1: exchange_rates.csv: there is no exch"),
        ({}, "sales.csv, row own1 and sal0227: the two rows are the same"),
        ({"product_id": "no", "supersedes": "no"}, "; 1 more problem, which `cytonomics evidence"),
    ],
)
def test_broken_structure_is_refused(
    changes: dict[str, Any], message: str, row: Row, overlay: Overlay
) -> None:
    assert message in refusal(overlay(sales=[row("sal0227", id="own1", **changes)]))


def test_a_refusal_does_not_depend_on_the_day(row: Row, overlay: Overlay) -> None:
    folder = overlay(sales=[row("sal0227", id="own1", region="Narnia")])
    assert "Narnia" in refusal(folder, date(2001, 1, 1))


def test_taking_away_what_shipped_rows_rest_on_is_refused(row: Row, overlay: Overlay) -> None:
    renamed = row("prd0002", product_id="kymriah_2")
    said = refusal(overlay(products=[renamed]))
    assert "'kymriah' is not among products.product_id" in said
    assert "since the overlay takes away what this shipped row rests on" in said
    assert "more problems" in said


def test_a_portfolio_line_changed_is_a_conflict_with_its_sales(row: Row, overlay: Overlay) -> None:
    line = row("ptf0002", product_id="carvykti")
    _, conflicts = load_checked(overlay(portfolios=[line]))
    assert {problem.check for problem in conflicts} & {
        "rollups_equal_members",
        "parts_within_wholes",
    }


def test_an_id_of_another_table_is_refused(row: Row, overlay: Overlay) -> None:
    said = refusal(overlay(sales=[row("sal0227", id="prd0001")]))
    assert "id 'prd0001' is already used in table" in said


def test_folders_that_hold_no_tables_are_refused(tmp_path: Path) -> None:
    assert "does not exist; name a folder" in refusal(tmp_path / "none")
    assert "holds no .csv file" in refusal(tmp_path)
    (tmp_path / "sale.csv").write_text("")
    assert "sale.csv: is not the name of a table" in refusal(tmp_path)
    (tmp_path / "sale.csv").unlink()
    (tmp_path / "Sales.CSV").write_text("")
    assert "Sales.CSV: is not the name of a table in small letters" in refusal(tmp_path)


@pytest.mark.parametrize("identifier", ["sal0227", "prd0004", "own0030", "apr0007"])
def test_a_fact_is_unknown_the_day_before(identifier: str) -> None:
    known = load().fact(identifier).known_from
    assert identifier in load(as_of=known).by_id
    assert identifier not in load(as_of=known - DAY).by_id


def test_superseding_waits_for_its_day(row: Row, overlay: Overlay) -> None:
    late = row("sal0227", id="own1", supersedes="sal0227", known_from="2026-03-01")
    folder = overlay(sales=[late])
    before, after = load(folder, date(2026, 2, 28)), load(folder, date(2026, 3, 1))
    assert "sal0227" not in before.superseded
    assert after.superseded["sal0227"] == "own1"
    assert "sal0227" in after.hidden


def test_a_narrowed_view_is_the_view_of_the_day() -> None:
    for day in (date(2019, 1, 1), date(2024, 6, 30), date(2026, 11, 21)):
        narrow, direct = narrowed(load(), day), load(as_of=day)
        assert (narrow.digest, narrow.as_of) == (direct.digest, day)
        assert narrow.superseded == direct.superseded
    assert narrowed(narrowed(load(), date(2024, 1, 1)), date(2020, 1, 1)).digest == (
        load(as_of=date(2020, 1, 1)).digest
    )


def test_the_shipped_evidence_is_fine() -> None:
    assert judged(load()) == ((), ())


def test_an_unknown_fact_names_the_nearest() -> None:
    with pytest.raises(EvidenceError, match="there is no fact 'sal00277'; did you mean 'sal"):
        load().fact("sal00277")
