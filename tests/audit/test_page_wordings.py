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


@pytest.mark.parametrize(
    "text",
    [
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


def test_in_terms_of_revenue_at_the_head_of_a_paragraph_speaks_of_the_market() -> None:
    text = (
        "In terms of revenue, the global biosimilar market was worth USD 30 billion in 2024. The "
        "Europe biosimilar market was worth USD 14 billion in 2024.\n"
        "Europe dominated the market with a share of 38% in 2024."
    )
    assert _rules(text) == ["share_times_total"]
