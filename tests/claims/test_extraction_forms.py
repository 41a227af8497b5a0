"""Forms of amounts, labels and tables that pages use, read as what they say."""

from __future__ import annotations

import time

import pytest
from tests.claims.found import found as claims

from cytonomics.claims import extract, read_text
from cytonomics.claims.figures.quantities import quantities
from cytonomics.claims.words.labels import market_labels, scope_of


@pytest.mark.parametrize(
    ("printed", "value", "currency"),
    [
        ("₹5.4 lakh crore", 5.4e12, "INR"),
        ("Rs. 62,000 crore", 6.2e11, "INR"),
        ("USD1.02billion", 1.02e9, "USD"),
        ("$5+ billion", 5e9, "USD"),
        ("US$ 1.234,5 million", 1.2345e9, "USD"),
        ("€2.9bn", 2.9e9, "EUR"),
        ("14,776.33 million USD", 1.477633e10, "USD"),
    ],
)
def test_money_is_read_in_every_spelling(printed, value, currency):
    found = [q for q in quantities(f"a market of {printed} in 2024") if q.kind == "money"]
    assert [q.low for q in found] == [pytest.approx(value)]
    assert found[0].currency == currency


@pytest.mark.parametrize("printed", ["12 to 15", "12-15", "12 TO 15", "12to 15", "Twelve to 15"])
def test_a_range_of_counts_is_read_in_every_spelling(printed):
    found = claims(f"Regulators are to clear {printed} gene therapies in 2026.", "count")
    assert [(c.value, c.value_high) for c in found] == [(12, 15)]


def test_two_amounts_close_together_are_a_range_and_growth_is_none():
    near = claims("The pen market could be USD 120 billion to USD 130 billion by 2030.", "size")
    assert [(c.value, c.value_high) for c in near] == [(120e9, 130e9)]
    far = claims(
        "The pen market grows from USD 2 billion in 2024 to USD 5 billion in 2030.", "size"
    )
    assert [(c.value, c.period_start) for c in far] == [(2e9, 2024), (5e9, 2030)]


def test_the_market_of_a_place_is_a_whole_market_of_that_place():
    found = claims("Japan's insulin market was worth JPY 95 billion in 2022.", "size")
    assert [(c.segment, c.geography) for c in found] == [(None, "JPN")]


def test_columns_of_bare_numbers_take_their_unit_from_the_head():
    rows = "| Year | Revenue (USD Million) |\n|---|---|\n| 2024 | 1,200 |\n| 2025 | 1,400 |\n"
    found = claims(f"Pen Market\n\n{rows}", "size")
    assert [(c.value, c.period_start, c.currency) for c in found] == [
        (1.2e9, 2024, "USD"),
        (1.4e9, 2025, "USD"),
    ]
    shares = claims(
        "Pen Market Share, 2024\n\n| Region | Share (%) |\n|---|---|\n| Europe | 27.0 |\n", "share"
    )
    assert [(c.value, c.geography, c.period_start) for c in shares] == [(27.0, "europe", 2024)]


@pytest.mark.parametrize("head", ["Price per share", "Shares outstanding", "# shares"])
def test_columns_of_stock_are_no_market_shares(head):
    table = f"| Date | {head} |\n| --- | --- |\n| Jun-23 | $ 3.50 |\n| Mar-24 | $ 4.25 |"
    found = extract(read_text(f"The pump market is old.\n\n{table}\n", "a"))
    assert [claim for claim in found if claim.measure == "share"] == []


def test_fractions_with_a_stroke_are_shares_and_dates_are_none():
    assert [round(q.low, 1) for q in quantities("2/3 of the market") if q.kind == "percent"] == [
        66.7
    ]
    assert not [q for q in quantities("a phase 2/3 of a trial on 2/3/2024") if q.kind == "percent"]


def test_labels_behind_the_word_market_and_short_scopes():
    assert [label.name for label in market_labels("the market for heart valves was")] == [
        "heart valves"
    ]
    assert list(market_labels("the market for 2024")) == []
    assert scope_of("TIL therapy") == "til"
    assert scope_of("textile") is None


@pytest.mark.parametrize(
    "text",
    [
        "A single-user licence of the pen market report costs USD 4,950.",
        "The company raised USD 120 million to expand in the pen market.",
        "Call +1 212 555 0100 for the pen market report of 2024.",
        "The response rate in the trial was 54% for the pen market.",
    ],
)
def test_prices_deals_and_phones_are_no_market_figures(text):
    assert claims(text, "size") == []
    assert claims(text, "share") == []


def test_a_line_of_thousands_of_percentages_is_data_and_costs_its_length():
    line = "Hospitals held 45% and clinics 43%, " * 5_000
    head, tail = (
        "The stent market grew to USD 3 billion in 2024.",
        "Hospitals held 45% of it in 2024.",
    )
    text = f"{head}\n\n{line}\n\n{tail}"
    found = extract(read_text(text, "data"))
    sized = [(claim.quote, claim.start) for claim in found if claim.measure in ("size", "share")]
    assert sized[0][0] == "USD 3 billion"
    assert sized[-1] == ("45%", len(text) - len("45% of it in 2024."))
    assert len(sized) < 200


@pytest.mark.parametrize("opening", ["According to", "In", "Globally", "With", "(see", "Among"])
@pytest.mark.parametrize("filler", ["pump ", "_", "(a) ", "-- ", "a, ", "5 % ", "and ", "the The "])
def test_bait_takes_bounded_time(opening, filler):
    """A title in quotes is masked, and much of one kind invites patterns to try all ways."""
    long = (filler * 280)[:280]
    started = time.perf_counter()
    for text in (f'{opening} "A {long}b" makers earn USD 5 billion', f"{opening} {long * 8} 5 %"):
        extract(read_text(text, "a"))
    assert time.perf_counter() - started < 5  # takes milliseconds; trying all takes for ever
