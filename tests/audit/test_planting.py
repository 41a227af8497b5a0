"""Slips planted into labelled passages are found, and rates without years are held to sizes."""

from __future__ import annotations

import pytest
from tests.audit.planting import recall, slips
from tests.claims.scoring import items

from cytonomics.audit import audit
from cytonomics.claims import extract, read_text

GOAL = 0.95


def rules(text: str) -> list[tuple[str, str]]:
    document = read_text(text, "a")
    return [(f.rule, f.severity) for f in audit(document.text, extract(document), "a").findings]


@pytest.mark.parametrize("part", ["development", "documents", "frozen", "unread"])
def test_planted_slips_are_found(part: str) -> None:
    # Of the development part every third item; docs/recall.py counts all.
    counts = recall(list(items(part))[:: 3 if part == "development" else 1])
    found, planted = (sum(count[k] for count in counts.values()) for k in (0, 1))
    assert planted > 100
    assert found >= GOAL * planted, counts


def test_a_slip_alters_only_its_figure() -> None:
    for item in items("documents"):
        for slip in slips(item):
            tail = len(slip.text) - slip.end
            assert slip.text[: slip.start] == item["text"][: slip.start]
            assert not tail or slip.text[-tail:] == item["text"][-tail:]
            assert slip.text != item["text"]


BASE = (
    "The pump market was worth USD 3.5 billion in 2023 and should reach USD 20.7 billion by 2032."
)


def test_a_rate_without_years_is_held_to_the_only_sizes() -> None:
    assert not rules(f"{BASE} It is set to grow at a CAGR of 21.8%.")
    wrong = f"{BASE} It is set to grow at a CAGR of 44.0%."
    assert ("cagr_end_points", "error") in rules(wrong)
    assert not rules(f"{BASE} In the past decade it grew at a CAGR of 44.0%.")
    assert not rules(f"{BASE} Steel pumps are set to grow at a CAGR of 44.0%.")


def test_a_rate_without_years_is_of_those_that_the_others_are_told_with() -> None:
    said = "The pump market is to grow at a CAGR of 5.2% from 2023 to 2030.\n\n"
    assert not rules(f"{said}The market will see growth of 5.2% CAGR as more is built.")
    found = rules(f"{said}The market will see growth of 7.8% CAGR as more is built.")
    assert found == [("several_growth_rates", "error")]


def test_a_forecast_and_a_report_of_one_year_may_not_differ() -> None:
    said = "The pump market is expected to reach USD 2.4 billion in 2025.\n\nHow large is it?\n"
    assert not rules(f"{said}The pump market stands at USD 2.4 billion in 2025.")
    found = rules(f"{said}The pump market stands at USD 3.1 billion in 2025.")
    assert found == [("two_values", "error")]


def test_cells_of_a_row_say_nothing_of_its_rate() -> None:
    table = (
        "| Metric | 2023 | 2028 | CAGR |\n|---|---|---|---|\n| Global (USD Mn) | 510 | 790 | {} |"
    )
    assert not rules("# Rotor Pump Market\n\n" + table.format("9.1%"))
    found = rules("# Rotor Pump Market\n\n" + table.format("18.2%"))
    assert found == [("cagr_end_points", "error")]
