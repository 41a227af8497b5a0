"""Small pages, read by the extractor: contradictions, and what only looks like one."""

from __future__ import annotations

import pytest

from cytonomics.audit import audit
from cytonomics.claims import extract, read_text


def _rules(text: str) -> list[str]:
    """The rules of the errors and warnings that a page of this text gets."""
    found = audit(text, extract(read_text(text, "test")), "test").findings
    return [one.rule for one in found if one.severity != "note"]


TWO_PUBLISHERS = (
    "According to Alder and Birch, the global cell sorting market was worth USD 2.1 billion "
    "in 2024 and will grow at a CAGR of 7.2% from 2025 to 2030.\n"
    "From Cedar Market Research analysis, the global cell sorting market was worth "
    "USD 3.4 billion in 2024 and will grow at a CAGR of 9.9% from 2025 to 2030."
)
SCENARIOS = (
    "The base case takes the gene therapy market from USD 10 billion in 2025 to USD 16.1 billion "
    "by 2030 at a CAGR of 10%, while the high case takes it from USD 10 billion in 2025 to "
    "USD 24.9 billion by 2030 at a CAGR of 20%."
)
EXPORTS = (
    "The medical glove market in Malaysia was worth USD 1.2 billion in 2023.\n"
    "Exports of the medical glove market in Malaysia were worth USD 3.1 billion in 2023."
)
NOW = (
    "The bone graft market was worth USD 3 billion in 2024.\n"
    "The bone graft market will climb from its current level of USD 3 billion to USD 5 billion "
    "by 2030."
)
VOLUME = (
    "The dental implant market will grow at a CAGR of 6.1% from 2025 to 2030.\n"
    "In volume, the dental implant market will grow at a CAGR of 9.4% from 2025 to 2030."
)
CONSOLIDATED = (
    "The stent market is fragmented, with many regional makers.\n"
    "Large makers buy small ones, making the stent market more consolidated."
)
FASTEST = (
    "By type, antibodies held the largest share of the antitumour drug market in 2024.\n"
    "By type, vaccines will show the highest CAGR in the antitumour drug market."
)
IN_REVENUE_OF_A_PART = (
    "The tumour test market was valued at USD 32 billion in 2016. Tissue tests hold 36% of it. "
    "In terms of revenue, the tumour test market was valued at USD 11.8 billion in 2016."
)
THIS_MARKET = (
    "The stent market was worth USD 8 billion in 2023.\n"
    "The catheter market grows with the stent market. This market was worth USD 12 billion in 2023."
)

ANOTHER_NAME = (
    "By area, oncology held 88.5% of the cell sorting market in 2024, making cancer the dominant "
    "field."
)
BYLINE = (
    "Cell sorting market analysis by Arbor Intelligence\n"
    "The cell sorting market was worth USD 5 billion in 2024. Own-donor products held 89% of 2024 "
    "revenue. Renal cell carcinoma leads the expansion of the cell sorting market in 2024."
)
TOLD = (
    "The virus test market was expected to grow from USD 7.5 billion in 2019 to about USD 22.4 "
    "billion in 2020. The market is expected to settle and reach USD 10.1 billion at a CAGR of "
    "7.7% through 2023."
)
UP_TO = (
    "The central laboratory market could be worth up to USD 4,473.5 million by the end of 2033.\n"
    "The central laboratory market will be worth USD 4,473.5 million in 2033."
)


@pytest.mark.parametrize(
    "text",
    [
        ANOTHER_NAME,
        TOLD,
        BYLINE,
        UP_TO,
        TWO_PUBLISHERS,
        SCENARIOS,
        EXPORTS,
        NOW,
        VOLUME,
        CONSOLIDATED,
        FASTEST,
        IN_REVENUE_OF_A_PART,
        THIS_MARKET,
    ],
)
def test_what_only_looks_like_a_contradiction_raises_nothing(text: str) -> None:
    assert _rules(text) == []


UNDATED_BASE = (
    "The exosome market, valued at USD 200 million, will reach USD 900 million by 2030 "
    "at a CAGR of 15% from 2024 to 2030."
)
RATE_LINE = (
    "Precision oncology market\nMarket size 2024: USD 60 billion\n"
    "Market size 2034: USD 180 billion\nCAGR: 8.1%"
)
END_ONLY = (
    "The antiviral drug market was worth USD 40 billion in 2023. The antiviral drug market will "
    "reach USD 60 billion by 2032. It will show a CAGR of 9% by 2032."
)


@pytest.mark.parametrize("text", [UNDATED_BASE, RATE_LINE, END_ONLY])
def test_a_rate_is_held_against_sizes_that_bear_no_year_or_stand_elsewhere(text: str) -> None:
    assert "cagr_end_points" in _rules(text)


def test_sizes_three_times_apart_contradict_where_both_sentences_name_the_market() -> None:
    named = (
        "The global cell sorting market was worth USD 2 billion in 2024.\n"
        "The global cell sorting market was worth USD 9 billion in 2024."
    )
    unnamed = named.replace("The global cell sorting market was worth USD 9", "It was worth USD 9")
    assert _rules(named) == ["two_values"]
    assert _rules(unnamed) == []


def test_in_terms_of_revenue_speaks_of_the_market_where_nothing_before_it_was_of_a_part() -> None:
    text = (
        "Gene therapy draws much interest. In terms of revenue, the gene therapy market was valued "
        "at USD 170 million in 2017. It will reach USD 9,000 million by 2026, at a CAGR of 40% "
        "from 2018 to 2026."
    )
    assert _rules(text) == ["cagr_end_points"]


def test_a_study_of_a_firm_is_no_market_of_its_own() -> None:
    text = (
        "According to the Arbor Partners market research study titled 'Hospital Bed Market', the "
        "global hospital bed market will reach USD 101.0 billion in 2027 from USD 37.9 billion in "
        "2018. The market is estimated to grow with a CAGR of 11.9% from 2019 to 2027."
    )
    assert _rules(text) == ["cagr_end_points"]


def test_one_market_in_the_singular_and_in_the_plural() -> None:
    text = (
        "India's pharmaceutical market will touch USD 45 billion by 2020.\n"
        "The Indian pharmaceuticals market is expected to reach USD 55 billion by 2020."
    )
    assert _rules(text) == ["two_values"]


def test_of_two_sizes_alone_the_one_too_small_for_any_market_is_in_the_wrong_unit() -> None:
    text = (
        "The global cell sorting market reached USD 1.6 million in 2020 and will reach "
        "USD 2.744 billion in 2021."
    )
    (found,) = audit(text, extract(read_text(text, "test")), "test").findings
    assert (found.rule, found.expected) == ("unit_slip", "USD 1.6 billion")


@pytest.mark.parametrize(
    ("rate", "severity"), [("14.89%", None), ("14.87%", "note"), ("14.6%", "warning")]
)
def test_a_rate_a_tenth_of_a_point_off_is_only_noted(rate: str, severity: str | None) -> None:
    # (106.49 / 30.52) ** (1 / 9) - 1 = 14.894 %
    text = (
        f"The antibody market was worth USD 30.52 billion in 2022 and will reach USD 106.49 "
        f"billion in 2031, at a CAGR of {rate} from 2022 to 2031."
    )
    found = audit(text, extract(read_text(text, "test")), "test").findings
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_in_terms_of_revenue_at_the_head_of_a_paragraph_speaks_of_the_market() -> None:
    text = (
        "In terms of revenue, the global biosimilar market was worth USD 30 billion in 2024. The "
        "Europe biosimilar market was worth USD 14 billion in 2024.\n"
        "Europe dominated the market with a share of 38% in 2024."
    )
    assert _rules(text) == ["share_times_total"]


def test_a_fact_box_behind_a_figure_of_another_place_is_the_pages_own():
    page = (
        "The global stent market was worth USD 2.6 billion in 2024. The U.S. stent market was "
        "worth USD 0.9 billion in 2024.\n\nMarket Size & Forecast\n\n"
        "2024 Market Size: USD {} Billion\n\n"
        "2034 Market Size: USD 14.1 Billion\n\nCAGR (2025-2034): {}\n"
    )
    assert not _rules(page.format("2.6", "18.4%"))
    assert "two_values" in _rules(page.format("3.9", "18.4%"))
    assert _rules(page.format("2.6", "36.8%")) == ["cagr_end_points"]


def test_this_market_segment_takes_up_the_market():
    page = (
        "The animal feed market will have a revenue of US$2.84bn in 2025.\n\nThis market segment "
        "is expected to show an annual growth rate (CAGR 2025-2030) of {}, resulting in a market "
        "volume of US$3.83bn by 2030.\n"
    )
    assert not _rules(page.format("6.15%"))
    assert _rules(page.format("12.30%")) == ["cagr_end_points"]


def test_a_value_in_brackets_behind_another_restates_it():
    said = "The coconut water market in India reached INR 46.7 billion (INR {} crore) in 2023."
    assert not _rules(said.format("4,670"))
    assert _rules(said.format("7,005")) == ["two_values"]
    assert not _rules("It is USD 2 billion in 2023 by one count and USD 3 billion by another.")


def test_figures_of_an_untold_place_are_compared_within_their_sentence():
    page = (
        "Peru's stent market is to grow at 9% to 2030.\n\nFrom its value of USD 8.6 billion in "
        "2022, the market is to grow at a {} CAGR during 2023-2029, to reach USD 20.9 billion in "
        "2029.\n"
    )
    assert not _rules(page.format("13.5%"))
    assert _rules(page.format("27.0%")) == ["cagr_end_points"]


@pytest.mark.parametrize("other", ["By volume, gel", "Market share by units\nGel", "Gel"])
def test_shares_of_value_and_of_units_are_two(other):
    page = (
        f"Pump market. By value, gel pumps held 31% of it in 2020.\n{other} pumps held 33% in 2020."
    )
    assert _rules(page) == (["two_values"] if other == "Gel" else [])


def test_an_item_run_on_in_a_line_begins_anew():
    page = (
        "Latin America Pump Market\nPumps sell. • Chile's pump market was worth USD 120 million in "
        "2020.{} The gel segment led, with a value of USD 470 million in 2020."
    )
    assert not _rules(page.format(" •"))
    assert _rules(page.format("")) == ["parts_exceed_whole"]


def test_one_years_step_is_no_forecast_period():
    page = (
        "The global pump market report 2024. Although the paper pump business continues to "
        "contract (a -2.1% CAGR), this fall is made up for by growth in kits, which are expected "
        "to grow at an 8.3% CAGR during the forecast period.\n\n"
        "The global pump market grew from $112.8 billion in 2023 to $115.7 billion in 2024 at a "
        "compound annual growth rate (CAGR) of {}. The pump market is expected to grow to $122.9 "
        "billion in 2028 at a CAGR of more than 1%."
    )
    assert not _rules(page.format("more than 2%"))
    assert "cagr_end_points" in _rules(page.format("9%"))


def test_a_part_beside_an_axis_of_places_is_no_place():
    page = (
        "# Pump market of Asia\n5.4 %\nCAGR (2024-2030)\nLargest Segment by Country\n41.8 %\n"
        "value share, Japan, 2023\nFastest-growing Segment by Grain\n9.5 %\n"
        "Projected CAGR, Oats, 2024-2030\n"
    )
    assert not _rules(page)
    claims = extract(read_text(page, "test"))
    assert [c.dimension for c in claims if c.segment == "Oats"] == ["segment"]
