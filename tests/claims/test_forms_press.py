"""Forms of the trade press: several houses' estimates, revised forecasts, figures half told."""

from __future__ import annotations

import pytest
from tests.claims.found import found

from cytonomics.claims import extract, read_text


def _told(text: str, measure: str) -> list[tuple[str, str | None, int | None, int | None]]:
    return [(c.quote, c.segment, c.period_start, c.period_end) for c in found(text, measure)]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (
            "Forecasts of the global kelp market in 2030 by research house:\n"
            "- Ostrava Insights – $12bn\n- Pell & Sons – $9.5bn\n- Nimbus Data – $7bn",
            [None, None, None],
        ),
        (
            "The smart lock market was worth $2.4 billion (Nimbus), $2.9 billion (Ostrava) or "
            "$3.3 billion (Carrow) in 2024, depending on whom you ask.",
            [None, None, None],
        ),
        (
            "Pell has a larger number for the global kelp market in 2024 ($2.9 billion) than "
            "Ostrava ($1.4 billion) has.",
            [None, None],
        ),
        (
            "Global kelp market, 2030 estimates\nPell: $2.9 billion\nOstrava: $1.4 billion\n"
            "Carrow Insights: $1.9 billion",
            [None, None, None],
        ),
        (
            "Four consultancies have sized the smart glass market. Pell: $3.1 billion in 2026. "
            "Ostrava: $4.4 billion in 2026.",
            [None, None],
        ),
        # What is sold, who buys and where are parts, whoever estimates them.
        (
            "Research firms expect the pump market to reach $9 billion by 2030. "
            "Centrifugal pumps: $4 billion. Diaphragm pumps: $3 billion.",
            [None, "Centrifugal pumps", "Diaphragm pumps"],
        ),
        (
            "Estimates of the pump market for 2030 by end user: Hospitals $4 billion, "
            "Clinics $3 billion, Homes $2 billion.",
            ["Hospitals", "Clinics", "Homes"],
        ),
        (
            "The pump market reached $9 billion in 2024, says Nimbus. Hospitals: $4 billion. "
            "Clinics: $3 billion.",
            [None, "Hospitals", "Clinics"],
        ),
    ],
)
def test_who_estimates_is_no_part(text: str, segments: list[str | None]) -> None:
    assert [segment for _, segment, _, _ in _told(text, "size")] == segments


@pytest.mark.parametrize(
    "text",
    [
        "Brenvik, a maker of pumps with 1,200 employees, earned $40 million on sales of "
        "$410 million in 2023, of which 52% in Germany. It wants to grow by 6% a year until 2028.",
        "Founded in 2004, Veltic employs 900 people and has sales of $150 million, of which 70% "
        "in the United States. It is planning to spend $20 million on a new laboratory.",
        "Shares of Brenvik, an operator with 300 stores, fell 6% on the news.",
    ],
)
def test_a_firm_alone_is_no_market(text: str) -> None:
    assert not [c for c in extract(read_text(text, "a")) if c.measure != "count"]


def test_a_month_is_no_year() -> None:
    text = (
        "Sales of sensors reached $13 billion in the third quarter, of which $4 billion in May. "
        "In 2024 the sensor market was worth $50 billion."
    )
    assert [quote for quote, *_ in _told(text, "size")] == ["$50 billion"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The kelp market came to $19 billion in 2024. In that year feed contributed 31%.",
            [("31%", "feed", 2024, 2024)],
        ),
        (
            "The kelp market is large. In both scenarios Japan would account for 9% of it.",
            [("9%", "Japan", None, None)],
        ),
        (
            "Arvena's sales of $2 billion gave the firm 21% of the German drill market in 2023, "
            "as against 18% for Brill and 9% for Caspar.",
            [
                ("21%", "Arvena", 2023, 2023),
                ("18%", "Brill", 2023, 2023),
                ("9%", "Caspar", 2023, 2023),
            ],
        ),
        (
            "Arvena held 21% of the drill market in 2023, as against 18% in 2020.",
            [("21%", "Arvena", 2023, 2023), ("18%", "Arvena", 2020, 2020)],
        ),
    ],
)
def test_shares_are_given_to_those_named(
    text: str, told: list[tuple[str, str | None, int | None, int | None]]
) -> None:
    assert _told(text, "share") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "How fast will the kelp market grow? By 12% each year from 2025 to 2030, Pell "
            "believes; by 8% a year over 2024-2034, according to Nimbus.",
            [("12%", None, 2025, 2030), ("8%", None, 2024, 2034)],
        ),
        (
            "The kelp market is to go from $2 billion in 2024 to $4 billion in 2030. That works "
            "out at 12.2% a year.",
            [("12.2%", None, 2024, 2030)],
        ),
        (
            "The kelp market was worth $180 million in 2024 and is to reach $1.02 billion in "
            "2031. That is 28% compounded.",
            [("28%", None, 2024, 2031)],
        ),
        (
            "Annual growth rates for the kelp market in the literature are 8% to 15%.",
            [("8% to 15%", None, None, None)],
        ),
        (
            "Growth for the kelp market has been revised: 5.9% a year instead of 6.8% for "
            "2024-2029, says Pell.",
            [("5.9%", None, 2024, 2029), ("6.8%", None, 2024, 2029)],
        ),
        (
            "Neither Pell, with 7.2% a year from 2024 to 2030, nor Nimbus, with 6.4% for the "
            "same years, expects the kelp market to boom.",
            [("7.2%", None, 2024, 2030), ("6.4%", None, 2024, 2030)],
        ),
        (
            "Outsourcing by small developers will lift the kelp market by 11% a year, from "
            "$4 billion in 2025 to $6.7 billion in 2030.",
            [("11%", None, 2025, 2030)],
        ),
        ("Wages in the industry rise by 4% a year. The kelp market is worth $2 billion.", []),
        ("The fund returned 12% a year from 2015 to 2020. The kelp market is old.", []),
        ("We raise prices by 3% each year. The kelp market was worth $2 billion in 2023.", []),
    ],
)
def test_rates_without_a_word_for_growth(
    text: str, told: list[tuple[str, str | None, int | None, int | None]]
) -> None:
    assert _told(text, "cagr") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Nimbus has raised its 2027 estimate for the global hearing aid market from "
            "$11 billion to $12.4 billion.",
            [("$11 billion", None, 2027, 2027), ("$12.4 billion", None, 2027, 2027)],
        ),
        (
            "The kelp market's value in 2029 is lowered from $9.1 billion to $8.7 billion.",
            [("$9.1 billion", None, 2029, 2029), ("$8.7 billion", None, 2029, 2029)],
        ),
        (
            "Estimates of the kelp market for 2025 run from $5.1 billion (Pell) to "
            "$8.3 billion (Nimbus).",
            [("$5.1 billion", None, 2025, 2025), ("$8.3 billion", None, 2025, 2025)],
        ),
        (
            "The kelp market was worth $60 billion in 2023, according to Pell. Nimbus has "
            "$52 billion for the same year, Carrow $71 billion.",
            [
                ("$60 billion", None, 2023, 2023),
                ("$52 billion", None, 2023, 2023),
                ("$71 billion", None, 2023, 2023),
            ],
        ),
        (
            "Japan's kelp market was worth 8.45 billion yen in 2023. For fiscal 2026, the Tanabe "
            "Institute predicts 10.9 billion yen.",
            [("8.45 billion yen", None, 2023, 2023), ("10.9 billion yen", None, 2026, 2026)],
        ),
        (
            "Pell values the kelp market at $8.4 billion in 2022. Red Lake Data, on the other "
            "hand, stops at $9.6 billion in 2028.",
            [("$8.4 billion", None, 2022, 2022), ("$9.6 billion", None, 2028, 2028)],
        ),
        (
            "Pumps at a glance | Market today: $2 billion | Market in 2031: $3 billion",
            [("$2 billion", None, None, None), ("$3 billion", None, 2031, 2031)],
        ),
        # A course has a start of its own, and cash is no market's.
        (
            "The kelp market grew from $6 billion to $9 billion in 2030.",
            [("$6 billion", None, None, None), ("$9 billion", None, 2030, 2030)],
        ),
        (
            "The kelp market was worth $60 billion in 2023. Arvena has $52 million in cash.",
            [("$60 billion", None, 2023, 2023)],
        ),
    ],
)
def test_estimates_beside_estimates(
    text: str, told: list[tuple[str, str | None, int | None, int | None]]
) -> None:
    assert _told(text, "size") == told
