"""Figures are at odds only where they are of one publisher, one axis and one quantity."""

from __future__ import annotations

from typing import Any

import pytest
from tests.audit.quoted import _claim, _rules, _size

from cytonomics.audit import audit
from cytonomics.audit.sources import sources
from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim


def _rate(quote: str, text: str, first: int, last: int, **fields: Any) -> Claim:
    value = float(quote.rstrip("%"))
    years = {"period_start": first, "period_end": last}
    return _claim("cagr", quote, text, value=value, step=0.1, unit="percent", **years, **fields)


def _share(quote: str, text: str, segment: str, dimension: str, **fields: Any) -> Claim:
    value = float(quote.rstrip("%"))
    named: dict[str, Any] = {"segment": segment, "dimension": dimension}
    return _claim("share", quote, text, value=value, step=0.1, unit="percent", **named, **fields)


_TWO = (
    "{} the CAR-T therapy market was worth USD 5 billion in 2024.\n{} it was USD 2 billion in 2024."
)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("According to Acme Research,", "According to Beta Insights,", []),
        ("Acme Research says that", "A study by Beta Insights shows", []),
        ("According to Acme Research,", "According to Acme Research,", ["two_values"]),
        ("According to Acme Research,", "In short,", ["two_values"]),
        ("According to Acme Research,", "Other sources think", ["two_values"]),
    ],
)
def test_two_publishers_are_two_series(first, second, found):
    text = _TWO.format(first, second)
    sizes = [_size(quote, text, year=2024) for quote in ("USD 5 billion", "USD 2 billion")]
    assert _rules(text, *sizes) == found


def test_a_collection_of_statistics_has_many_sources():
    text = "Statistic 1\nUSD 5 billion market size in 2024\nStatistic 2\nUSD 2 billion market size"
    sizes = [_size(quote, text, year=2024) for quote in ("USD 5 billion", "USD 2 billion")]
    assert len(set(sources(text, sizes).values())) == 2
    assert not _rules(text, *sizes)


def test_a_title_may_cut_a_value_off():
    text = (
        "A CAR-T therapy market of USD 46 billion in 2032\nThe market is USD 46.83 billion in 2032."
    )
    title = _claim(
        "size",
        "USD 46 billion",
        text,
        value=46e9,
        step=1e9,
        unit="money",
        currency="USD",
        year=2032,
    )
    exact = _claim(
        "size", "USD 46.83 billion", text, value=46.83e9, step=1e7, unit="money", currency="USD",
        year=2032,
    )  # fmt: skip
    assert not _rules(text, title, exact)


def test_a_rate_fits_any_base_that_its_sentence_prints():
    text = (
        "CAR-T therapy market: USD 5.6 billion in 2024, USD 7.1 billion in 2025, "
        "USD 32.4 billion by 2033 at a CAGR of {}"
    )
    years = (2024, 2025, 2033)
    for rate, found in (("20.9%", []), ("21.5%", []), ("28.0%", ["cagr_end_points"])):
        page = text.format(rate)
        sizes = [
            _size(quote, page, year=year)
            for quote, year in zip(
                ("USD 5.6 billion", "USD 7.1 billion", "USD 32.4 billion"), years, strict=True
            )
        ]
        assert _rules(page, *sizes, _rate(rate, page, 2024, 2033)) == found


def test_others_of_unnamed_axes_are_not_one_segment():
    text = "Type\nOthers 22.2% in 2024\nCompany\nOthers 9.2% in 2024"
    shares = [_share(quote, text, "Others", "segment", year=2024) for quote in ("22.2%", "9.2%")]
    assert not _rules(text, *shares)


def test_leaders_of_unnamed_axes_do_not_compete():
    text = "Bone marrow cells had 61.0% in 2024.\nThe oncology category had the largest share."
    share = _share("61.0%", text, "Bone marrow cells", "segment", year=2024)
    rank = _claim(
        "rank", "largest", text, unit="largest", segment="oncology", dimension="segment", year=2024
    )
    assert not _rules(text, share, rank)


def test_an_amount_behind_the_share_of_a_part_is_not_the_whole():
    text = (
        "The CAR-T therapy market was worth USD 5 billion in 2024.\n"
        "Hospitals took 40.0% of it, or USD 2 billion, in 2024."
    )
    share = _share("40.0%", text, "Hospitals", "end_user", year=2024)
    sizes = [_size(quote, text, year=2024) for quote in ("USD 5 billion", "USD 2 billion")]
    assert not _rules(text, share, *sizes)


def test_an_amount_in_brackets_gives_the_whole():
    text = (
        "The CAR-T therapy market was worth USD 0.3 billion in 2020.\n"
        "Hospitals took 40.0% (about USD 12 billion) of the market."
    )
    share = _share("40.0%", text, "Hospitals", "end_user")
    sizes = [_size("USD 0.3 billion", text, year=2020), _size("USD 12 billion", text)]
    assert _rules(text, share, *sizes) == ["share_times_total"]
    near = text.replace("USD 0.3", "USD 9.3")
    sizes = [_size("USD 9.3 billion", near, year=2020), _size("USD 12 billion", near)]
    assert not _rules(near, _share("40.0%", near, "Hospitals", "end_user"), *sizes)


def test_a_market_with_and_without_something_are_two_quantities():
    text = (
        "Kidney Care Market\n\nThe kidney care market (including screening) was worth "
        "USD 90 billion in 2021. The kidney care market (excluding screening) was worth "
        "USD 41 billion in 2021. For home dialysis alone, the market was valued at "
        "USD 3 billion in 2021."
    )
    plain = text.replace(" (including screening)", "").replace(" (excluding screening)", "")
    rules = [
        [one.rule for one in audit(said, extract(read_text(said, "kidney")), "kidney").findings]
        for said in (text, plain)
    ]
    assert rules == [[], ["two_values"]]


def test_a_table_of_publishers_holds_a_series_a_row():
    text = (
        "Heart Valve Market\n\n| Source | 2025 Estimate | 2026 Estimate |\n|---|---|---|\n"
        "| Arven Research | USD 52.6 billion | USD 56.1 billion |\n"
        "| Belmar Insights | USD 40.1 billion | USD 44.8 billion |\n"
    )
    claims = extract(read_text(text, "valves"))
    assert sum(claim.measure == "size" for claim in claims) == 4
    assert not audit(text, claims, "valves").findings


def test_rows_of_publishers_may_print_each_cell_on_a_line_of_its_own():
    cells = "Consulting Firm 2025 Market Value 2030 Market Value CAGR|".replace(" 2", "|2")
    cells = cells.replace(" CAGR", "|CAGR") + "Arven|$52.6 billion|$66.1 billion|4.7%|"
    cells += "Belmar|$40.1 billion|$44.8 billion|2.2%|Corvo|$45.0 billion|$57.4 billion|5.0%|"
    text = "The heart valve market\n" + cells.replace("|", " |\n")
    claims = extract(read_text(text, "valves"))
    assert sum(claim.measure == "size" for claim in claims) == 6
    assert not audit(text, claims, "valves").findings


@pytest.mark.parametrize(
    ("later", "found"), [("106.2", ["warning"]), ("31.5", []), ("0.9", ["warning"])]
)
def test_a_jump_told_in_one_sentence_is_named_where_it_is_too_large(later: str, found: Any) -> None:
    text = (
        f"The pump market was worth USD 9.4 billion in 2023 and hit USD {later} billion in 2024. "
        "It will grow at a CAGR of 11.87% from 2024 to 2033."
    )
    jumps = audit(text, extract(read_text(text, "page")), "page").findings
    assert [f.severity for f in jumps if f.rule == "base_year_jump"] == found
