"""What parts of a market are usually called, in sentences that give them shares and rates."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim

MARKET = "Pump Market Report\n\nThe global pump market was worth USD 90 billion in 2023. "
# Pronouns in capitals, people, prepositions, verbs, rates, prices and numbers within a name.
NAMES = [
    "IT and telecom",
    "BFSI",
    "oil and gas",
    "small and medium enterprises",
    "retail and e-commerce",
    "aerospace and defense",
    "pharmaceutical and biotechnology companies",
    "hospital pharmacies",
    "blood banks",
    "rare diseases",
    "type 2 diabetes",
    "over-the-counter",
    "battery electric vehicles",
    "light duty vehicles",
    "0-18 years",
    "18-65 years",
    "patient monitoring",
    "heart rate monitors",
    "growth hormones",
    "risk management",
    "supply chain management",
    "payment processing",
    "power and energy",
    "next generation sequencing",
    "non-lethal weapons",
    "cable covers",
    "lab supplies",
    "industrial controls",
    "color concentrates",
    "lead acid batteries",
    "single use assemblies",
    "high purity alumina",
    "advanced composites",
    "expanded polystyrene",
    "double edge blades",
    "women's health devices",
    "business intelligence software",
    "robotics as a service",
]
SHARES = [
    "{} accounted for 35.2% of the pump market in 2023.",
    "In 2023, {} held the largest share, of over 35.2%.",
    "The {} segment contributed 35.2% to total revenue in 2023.",
    "35.2% of the market was held by {} in 2023.",
    "In 2023, glass jars had a 35.4% share, followed by {} with 35.2%.",
    "The market was dominated by {}, which held 35.2% in 2023.",
    "Based on type, {} dominated in 2023, holding 35.2% of the total market.",
    "Share of the pump market by type in 2023: {} (35.2%), glass jars (20.1%), others (44.7%).",
]
RATES = [
    "{} is expected to grow at a CAGR of 9.1% from 2024 to 2030.",
    "The {} segment is projected to register the fastest CAGR, 9.1% from 2024 to 2030.",
]


def upper(text: str) -> str:
    return text[0].upper() + text[1:]


def figures(sentence: str) -> list[Claim]:
    found = extract(read_text(MARKET + sentence, "a"))
    return [c for c in found if c.measure in ("cagr", "share") and c.start >= len(MARKET)]


@pytest.mark.parametrize("name", NAMES)
def test_a_part_has_its_shares(name: str) -> None:
    for form in SHARES:
        found = [c for c in figures(upper(form.format(name))) if c.value == 35.2]
        said = [(c.measure, (c.segment or "").lower(), c.period_end) for c in found]
        assert said == [("share", name.lower(), 2023)], form


@pytest.mark.parametrize("name", NAMES)
def test_a_part_has_its_rates(name: str) -> None:
    for form in RATES:
        found = figures(upper(form.format(name)))
        said = [(c.measure, (c.segment or "").lower(), c.period_start) for c in found]
        assert said == [("cagr", name.lower(), 2024)], form


@pytest.mark.parametrize(
    "sentence",
    [
        "The survival rate was 35.2% in 2023.",
        "Patients aged 65 and above were 35.2% of all cases in 2023.",
        "Costs of materials rose to 35.2% in 2023.",
        "Adoption of pumps stood at 35.2% in 2023.",
    ],
)
def test_a_rate_by_itself_is_no_share(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    "part",
    ["10-100 kW", "5G", "Pharmaceutical companies", "Steel pumps", "65 years and above"],
)
def test_a_heading_names_the_part_that_a_paragraph_goes_on_about(part: str) -> None:
    (share,) = figures(f"\n\n## {part}\n\nThis segment held 35.2% of the market in 2023.")
    assert share.segment == part


def test_the_rest_of_a_list_is_no_end_user() -> None:
    found = figures("\n\n- Steel Pumps: 35.2%\n- Glass Jars: 24.1%\n- Others: 40.7%")
    assert [(c.segment, c.dimension) for c in found] == [
        ("Steel Pumps", "segment"),
        ("Glass Jars", "segment"),
        ("Others", "segment"),
    ]


@pytest.mark.parametrize("share", ["almost a quarter", "three quarters", "~25%", ">25%"])
def test_a_quarter_of_revenue_is_no_quarter_of_a_year(share: str) -> None:
    for form in ("Clinics captured {} of revenue in 2023.", "With {} of the market, clinics led."):
        (found,) = figures(form.format(share))
        assert (found.measure, (found.segment or "").lower()) == ("share", "clinics")


def test_one_who_is_named_has_a_share_and_no_concentration() -> None:
    text = MARKET + "The largest operators Arvena account for about 84.9% of total sales in 2023."
    found = [c for c in extract(read_text(text, "a")) if c.start >= len(MARKET)]
    assert [(c.measure, c.segment, c.value) for c in found] == [("share", "Arvena", 84.9)]


def test_a_headline_has_the_year_that_it_prints() -> None:
    text = "Pumps Target a $9.1 Billion Market\n\nThe pump market is to reach $9.1 billion by 2031."
    found = [c for c in extract(read_text(text, "a")) if c.measure == "size"]
    assert [c.period_end for c in found] == [None, 2031]


def test_a_rate_begins_with_the_value_of_the_next_sentence() -> None:
    text = (
        "The sensor market is to reach $446.6 billion by 2033, growing at a CAGR of 19.5%. "
        "In 2023, the market was only valued at $75.2 billion."
    )
    (rate,) = (c for c in extract(read_text(text, "a")) if c.measure == "cagr")
    assert (rate.period_start, rate.period_end) == (2023, 2033)


def test_who_says_something_of_a_segment_is_none() -> None:
    text = "The pump market grew in 2023. Experts expect that this segment may rise to USD 2 bn."
    assert [claim.segment for claim in extract(read_text(text, "a"))] == [None]


@pytest.mark.parametrize("sentence", ["Arvena shares rise 9%.", "Kits, with a 9% share, grow 4%."])
def test_a_rise_is_no_share(sentence: str) -> None:
    shares = [claim.value for claim in figures(sentence) if claim.measure == "share"]
    assert shares == ([9.0] if "9% share" in sentence else [])


def test_a_firm_is_no_part_of_the_market_it_enters_nor_its_own_growth_a_market() -> None:
    text = (
        "Arvena Inc. (NASDAQ: ARV) sells lenses. Arvena is entering a market for contact "
        "lens products that Brill Consulting estimates will exceed $5 billion by 2032.\n\n"
        "Arvena posted a 35% CAGR in revenue since 2024."
    )
    found = extract(read_text(text, "a"))
    assert [(claim.measure, claim.segment) for claim in found] == [("size", None)]
