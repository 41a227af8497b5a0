"""Shares of lists are read with the title above them: bullets, columns, charts, split labels."""

from __future__ import annotations

import time

import pytest

from cytonomics.claims import extract, read_text
from cytonomics.claims.shares.wholes import whole_ahead, whole_behind

Said = list[tuple[str | None, float | None, int | None]]


def said(text: str) -> Said:
    claims = extract(read_text(text, "list.txt"))
    return [(c.segment, c.value, c.period_start) for c in claims if c.measure == "share"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gauze market share by channel (2021):\nRetail: 52%\nHospital: 30%\nOnline: 18%",
            [("Retail", 52.0, 2021), ("Hospital", 30.0, 2021), ("Online", 18.0, 2021)],
        ),
        (
            "GLOBAL GAUZE MARKET BY TYPE - 2015\nTotal Market $900 Million\nWoven\n61.5%\n"
            "Foam (Coated or\nPlain)\n38.5%",
            [("Woven", 61.5, 2015), ("Foam (Coated or Plain)", 38.5, 2015)],
        ),
        (
            "Gauze Market Share 2020, by country\nItaly\t41.2%\nSpain\t22.8%",
            [("Italy", 41.2, 2020), ("Spain", 22.8, 2020)],
        ),
        (
            "Gauze market: key figures of 2022\n- By type: woven, 71.5%\n- By user: clinics, 62.0%",
            [("woven", 71.5, 2022), ("clinics", 62.0, 2022)],
        ),
        (
            "Gauze market\nLargest Type\n61.27 %\nvalue share, Woven, 2023\nIt is cheap to make.",
            [("Woven", 61.27, 2023)],
        ),
    ],
)
def test_lists_take_market_and_year_from_their_title(text: str, expected: Said) -> None:
    assert said(text) == expected


def test_what_is_left_of_a_place_list_has_no_place_of_its_own() -> None:
    text = "GAUZE MARKET BY REGION - 2015\nEurope\n60%\nElsewhere\n40%"
    claims = [c for c in extract(read_text(text, "a.txt")) if c.measure == "share"]
    assert [(c.dimension, c.geography) for c in claims] == [("region", "europe"), ("region", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Gauze Market - Cost structure\nCotton: 46%\nLabor: 33%\nOverhead: 21%",
        "Gauze patients by region\nEurope: 44%\nJapan: 56%",
        "Gauze market growth by region\nEurope: 4.4%\nJapan: 5.6%\nIndia: 9%",
        "Break-down of interviews in the gauze market\nEurope: 44%\nJapan: 56%",
    ],
)
def test_lists_of_other_things_are_no_shares(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        (" of the U.S. market in 2024", "market"),
        (" of 2025 revenue; private labs grow", "market"),
        (" of the value of the gauze market", "market"),
        (" to market revenue", "market"),
        (" of demand for bandages", "maybe"),
        (" of the mix in 2024", "maybe"),
        (" of buyers in the market", "other"),
        (" of its capacity and half of sales", "other"),
        (" of market growth", "other"),
        (" of the wool", "unknown"),
    ],
)
def test_the_head_of_the_phrase_says_what_a_percentage_is_of(behind: str, kind: str) -> None:
    whole = whole_behind(behind)
    assert whole is not None and whole.kind == kind


def test_a_year_or_a_manner_is_no_whole() -> None:
    assert [whole_behind(text) for text in (" in 2024 owing to", " in terms of value", ".")] == [
        None, None, None,
    ]  # fmt: skip


def test_the_whole_may_stand_ahead() -> None:
    assert whole_ahead("Gauze is one market, of which hospitals buy ")
    assert not whole_ahead("Of the nurses, ")


def test_time_grows_in_line_with_the_number_of_lines() -> None:
    def seconds(lines: int) -> float:
        text = "Gauze market share\n" + "Label of a part\n5.5%\nEurope: 6.5%\n" * lines
        start = time.perf_counter()
        said(text)
        return time.perf_counter() - start

    seconds(50)
    assert seconds(800) < 8 * max(seconds(200), 0.02)
