"""Forms in which reports and press releases tell how a whole market grows, and shares of it."""

from __future__ import annotations

import pytest
from tests.claims.told import WHOLE, told

from cytonomics.claims import extract, read_text


def test_dots_lead_to_a_rate_and_to_a_share_and_no_page_is_a_figure():
    text = (
        "Pump Market Facts\nCAGR 2024 to 2033 ........ 6.9%\n"
        "Largest Share 2024 ........ Europe (37.2%)\n1 Approved pumps ........ 12\n"
    )
    assert told(text, "6.9%") == [("cagr", 2024, 2033, None, None)]
    assert told(text, "37.2%")[0][:4] == ("share", 2024, 2024, "Europe")
    assert not any(claim.quote == "12" for claim in extract(read_text(text, "a")))


@pytest.mark.parametrize("mark", ["A2. ", "A. ", "A2: ", "Answer: ", "Ans. "])
def test_the_mark_of_an_answer_is_not_whose_the_figure_is(mark):
    asked = "The Pump Market\n\nQ2. At what rate will it grow?\n\n"
    text = f"{asked}{mark}It will grow at a CAGR of 9% to 2030."
    assert told(text, "9%") == [("cagr", None, 2030, None, None)]


@pytest.mark.parametrize(
    "form",
    [
        "Growth from 2024 to 2030 is USD 3 billion.",
        "The increase between 2024 and 2030 amounts to USD 3 billion.",
        "The growth of the pump market between 2024 and 2030 will be USD 3 billion.",
    ],
)
def test_an_increase_over_years_is_no_size(form):
    assert told(WHOLE + form, "USD 3 billion") == [("growth", 2024, 2030, None, "WW")]


@pytest.mark.parametrize(
    "form",
    [
        "Annualized, this growth is 7%.",
        "On an annual basis, that comes to 7%.",
        "Expressed per year, this increase is 7%.",
        "That is equivalent to 7% more per year.",
        "This means 7% more every year.",
    ],
)
def test_a_growth_told_above_is_told_anew_as_a_yearly_one(form):
    above = "The pump market will grow from USD 2 billion in 2023 to USD 3 billion in 2029. "
    assert told(above + form, "7%") == [("cagr", 2023, 2029, None, None)]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        (
            "The pump market will grow. Between 2023 and 2030 this amounts to 25% a year, and "
            "between 2030 and 2035 to 19%.",
            "19%",
            [("cagr", 2030, 2035, None, None)],
        ),
        (
            "Pump Market\n\n- Implied growth 2025-2030: 5.9% p.a.",
            "5.9%",
            [("cagr", 2025, 2030, None, None)],
        ),
        (
            "Pump Market\n\n- Growth in 2025: 5.9%",
            "5.9%",
            [("growth", 2025, 2025, None, None)],
        ),
        (
            WHOLE + "CAGRs of 6% (global) and 9% (Peru) are expected for 2025-2034.",
            "9%",
            [("cagr", 2025, 2034, "Peru", "PER")],
        ),
        (
            WHOLE + "Growth will be strongest in Peru, where 9% a year is foreseen through 2030.",
            "9%",
            [("cagr", None, 2030, "Peru", "PER")],
        ),
        (
            WHOLE
            + '"Demand is weak", admits founder Chiara Bassi, "but with a CAGR of 8% from 2024 '
            'to 2029 it will grow."',
            "8%",
            [("cagr", 2024, 2029, None, "WW")],
        ),
    ],
)
def test_yearly_growth_is_read_in_other_words(text, quote, found):
    assert told(text, quote) == found


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("Steel pumps make 42% of the market.", "Steel pumps"),
        ("Glass pumps took 30% of revenue, steel pumps a mere 42%.", "steel pumps"),
        ("Glass pumps took 30% of revenue, steel pumps barely 42%.", "steel pumps"),
        ("Some 42% of it was for steel pumps.", "steel pumps"),
        ("Of that, 42% went to steel pumps.", "steel pumps"),
        ("Sales came to USD 2 billion, steel pumps taking up 42% of that total.", "steel pumps"),
        ("To steel pumps belong 42% of the market.", "steel pumps"),
        ("Glass pumps, 22% of the market, lose ground to steel pumps, 42% of it.", "steel pumps"),
        ("Steel pumps' part of the market, 2023: 42%", "Steel pumps"),
    ],
)
def test_shares_are_read_in_other_words(text, segment):
    assert [each[3] for each in told(WHOLE + text, "42%") if each[0] == "share"] == [segment]


def test_a_share_may_stand_before_what_it_is_a_share_of():
    text = (
        "Facts about pumps:\n- USD 9 billion: size of the pump market\n"
        "- 42%: share of mines in the pump market"
    )
    assert [each[3] for each in told(text, "42%")] == ["mines"]


def test_three_quarters_of_sales_are_no_quarters_of_a_year():
    text = WHOLE + "Steel pumps still command three-quarters of pump sales in 2023."
    assert told(text, "three-quarters") == [("share", 2023, 2023, "Steel pumps", "WW")]
