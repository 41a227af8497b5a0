"""Quarters and periods: round trips, arithmetic and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.vocabulary import Period, Quarter, VocabularyError

quarters = st.builds(Quarter, st.integers(1990, 2100), st.integers(1, 4))
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
periods = st.builds(
    lambda year, part: Period.parse(f"{year}{part}"),
    st.integers(1990, 2100),
    st.sampled_from(["", "H1", "H2", "Q1", "Q2", "Q3", "Q4"]),
)


@given(quarters)
def test_quarter_round_trips(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.from_index(quarter.index) == quarter
    assert Quarter.containing(quarter.first_day) == quarter
    assert Quarter.containing(quarter.last_day) == quarter


@given(quarters, st.integers(-200, 200))
def test_shift_moves_the_index_and_back(quarter: Quarter, step: int) -> None:
    moved = quarter.shift(step)
    assert moved.index == quarter.index + step
    assert moved.shift(-step) == quarter
    assert (moved > quarter) == (step > 0)


@given(quarters)
def test_quarters_adjoin(quarter: Quarter) -> None:
    assert quarter.last_day + timedelta(days=1) == quarter.shift(1).first_day


@given(days)
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = Quarter.containing(day)
    assert quarter.first_day <= day <= quarter.last_day


@given(quarters, st.integers(0, 30))
def test_any_span_of_quarters_round_trips(first: Quarter, further: int) -> None:
    period = Period(first, first.shift(further))
    assert Period.parse(str(period)) == period
    assert len(period.quarters) == further + 1
    assert (period.kind == "quarter") == (further == 0)


@given(periods)
def test_period_round_trips(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert (period.quarters[0], period.quarters[-1]) == (period.first, period.last)
    assert {quarter.year for quarter in period.quarters} == {period.year}
    assert period.first_day < period.last_day


@pytest.mark.parametrize(
    ("text", "kind", "count", "last_day"),
    [
        ("2024", "year", 4, date(2024, 12, 31)),
        ("2024H1", "half", 2, date(2024, 6, 30)),
        ("2024H2", "half", 2, date(2024, 12, 31)),
        ("2024Q1", "quarter", 1, date(2024, 3, 31)),
        ("2024Q2-2025Q1", "span", 4, date(2025, 3, 31)),
        ("2024Q1-2024Q3", "span", 3, date(2024, 9, 30)),
    ],
)
def test_period_kinds(text: str, kind: str, count: int, last_day: date) -> None:
    period = Period.parse(text)
    assert (period.kind, len(period.quarters), period.last_day) == (kind, count, last_day)


@pytest.mark.parametrize("text", ["", "2024Q5", "2024Q0", "24Q1", "2024q1", "2024Q1 ", "Q1 2024"])
def test_quarter_refuses_other_writing(text: str) -> None:
    with pytest.raises(VocabularyError, match="is not a quarter; write it like '2024Q3'"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    "text", ["", "2024H3", "2024Q7", "24", "FY2024", "\uff12\uff10\uff12\uff14"]
)
def test_period_refuses_other_writing(text: str) -> None:
    with pytest.raises(VocabularyError, match="is not a period; write it like"):
        Period.parse(text)


def test_impossible_quarters_and_periods_are_refused() -> None:
    with pytest.raises(VocabularyError, match="number from 1 to 4, not 5"):
        Quarter(2024, 5)
    with pytest.raises(VocabularyError, match="not 1492"):
        Quarter(1492, 1)
    with pytest.raises(VocabularyError, match="cannot run from 2024Q3 back to 2024Q1"):
        Period(Quarter(2024, 3), Quarter(2024, 1))
    with pytest.raises(VocabularyError, match="'2024' is not a quarter"):
        Period.parse("2024-2025")
