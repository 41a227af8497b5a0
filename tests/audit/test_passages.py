"""A figure is compared with others only where the words around it agree with its claim."""

from __future__ import annotations

import time

import pytest
from tests.audit.quoted import CAR_T, _rules, _size

from cytonomics.audit import audit
from cytonomics.audit.gathered import Claims
from cytonomics.audit.passages import Passages
from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim


@pytest.mark.parametrize(
    "text",
    [
        "The specialised cell sorting organisation (CSO) market was worth USD 2 billion in 2024.",
        "The segment was gauged at USD 2 billion in 2024.",
        "CAR-T therapy market value from blood factors will pass USD 2 billion in 2024.",
        "Vector design added USD 2 billion to the CAR-T therapy market in 2024.",
        "By end user, hospitals will reach USD 2 billion in 2024.",
        "TIL therapies have come to the ward and bring USD 2 billion in 2024.",
        "The CAR-T therapy market was worth USD 2 billion in 2031.",
        "Investors have announced USD 2 billion of plants in 2024.",
        "The CAR-T therapy market is led by Japan with USD 2 billion in 2024.",
    ],
)
def test_words_that_speak_of_something_else(text):
    assert Passages(text).doubt(_size("USD 2 billion", text, year=2024))


@pytest.mark.parametrize(
    "text",
    [
        "The global CAR-T therapy market was worth USD 2 billion in 2024.",
        "The market was worth USD 2 billion in 2024.",
        "It stood at USD 2 billion in 2024.",
        "| Market size in 2024 | USD 2 billion |",
        "Market Size (2024): USD 2 billion",
        "2024: USD 2 billion",
        "USD 2 billion (2024)",
        "The chimeric antigen receptor T-cell market was worth USD 2 billion in FY24.",
        "The significant market was worth USD 2 billion in 2024.",
        "The CAR-T therapy market is a part of the cell therapy market: USD 2 billion in 2024.",
    ],
)
def test_words_that_agree(text):
    assert not Passages(text).doubt(_size("USD 2 billion", text, year=2024))


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        (
            "The global gel market grows owing to a count of solid tumors, and a crowded line of "
            "late trials. In terms of sales, the market was valued at USD 2.0 billion in 2018. It "
            "is projected to touch USD 4.0 billion by 2027, expanding at a CAGR of 8.0% from 2018 "
            "to 2027.",
            ("8.0%", "18.0%"),
        ),
        (
            "The gel market was valued at USD 2.0 billion in 2018. Its size is expected to go up "
            "to USD 4.0 billion by 2027, at a CAGR of 8.0% from 2018 to 2027.",
            ("USD 4.0", "USD 8.0"),
        ),
        (
            "Market Size (2025) | USD 2.0 Billion |\nCAGR (2026-2031) | 10.0% |\nLargest Market | "
            "Northern Mexico |\nMarket Size (2031) | USD 3.5 Billion |\nMarket Overview\nMexico\n"
            "Gel Market stood at USD 2.0 Billion in 2025 and is\nset to reach USD 3.5 Billion by "
            "2031. The gel market in Mexico is changing\nfast.",
            ("10.0%", "20.0%"),
        ),
    ],
)
def test_a_slip_is_found_whatever_stands_around_it(text, altered):
    for said, severity in ((text, set()), (text.replace(*altered), {"error"})):
        claims = extract(read_text(said, "a.txt"))
        found = {one.severity for one in audit(said, claims, "a").findings}
        assert found - {"note"} == severity


def test_a_paragraph_lends_its_market_to_its_sentences():
    text = "The wound gel market is small.\nIt was worth USD 2 billion in 2024."
    size = _size("USD 2 billion", text, year=2024)
    assert not Passages(text).doubt(size)  # a new line after a full stop is a new paragraph
    text = text.replace("\n", " ")
    first = text.index("It")
    size = _size("USD 2 billion", text, year=2024, context=(first, len(text)))
    assert Passages(text).doubt(size)


def test_figures_of_another_passage_do_not_compete():
    text = (
        "The CAR-T therapy market was worth USD 5 billion in 2024.\n"
        "The segment was gauged at USD 2 billion in 2024."
    )
    sizes = [_size(quote, text, year=2024) for quote in ("USD 5 billion", "USD 2 billion")]
    assert not _rules(text, *sizes)
    whole = text.replace("segment", "market")
    sizes = [_size(quote, whole, year=2024) for quote in ("USD 5 billion", "USD 2 billion")]
    assert _rules(whole, *sizes) == ["two_values"]


def test_a_place_counts_where_it_is_printed():
    text = (
        "The CAR-T therapy market was worth USD 5 billion in 2024.\n"
        "The U.S. CAR-T therapy market was worth USD 2 billion in 2024."
    )
    sizes = [
        _size(quote, text, year=2024, geography="USA")
        for quote in ("USD 5 billion", "USD 2 billion")
    ]
    about = Claims(text, tuple(sizes)).subjects
    places = [found.place for size in sizes if (found := about[size])]
    assert places == ["WW", "USA"]
    assert not _rules(text, *sizes)


def test_a_sector_has_its_place_too():
    text = "The U.S. CAR-T sector grows to USD 2 billion in 2024."
    size = _size("USD 2 billion", text, year=2024, geography="WW")
    assert Passages(text).placed(size).geography == "USA"


def test_a_place_in_the_label_is_no_other_market():
    labels = ("European CAR-T therapy", "CAR-T therapy")
    claims = tuple(
        Claim(name, "size", "", 0, 0, market=name, scope="car_t", geography="europe", value=1.0)
        for name in labels
    )
    assert len(set(Claims("", claims).subjects.values())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A" * 200_000,
        "market " * 30_000,
        "Aa Bb " * 40_000,
        "\n" * 200_000,
        "1 " * 100_000,
        "According to the a the a " * 9_000,
    ],
)
def test_time_grows_with_the_text(text):
    step = len(text) // 200
    claims = [
        Claim(f"c{i}", "size", "", i * step, i * step + 1, (max(0, (i - 1) * step), (i + 1) * step),
              value=1e9 + i, currency="USD", period_start=2024, **CAR_T)
        for i in range(1, 200)
    ]  # fmt: skip
    started = time.perf_counter()
    audit(text, claims, "hostile")
    assert time.perf_counter() - started < 10
