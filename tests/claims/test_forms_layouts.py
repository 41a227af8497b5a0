"""Figures that a layout gives to what they are of: tables, keys, captions, boxes, labels."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text

Told = tuple[str, float, str | None, int | None, int | None]


def told(text: str) -> list[Told]:
    """Sizes, shares and rates of a text, with segment and years."""
    return [
        (c.measure, c.value or 0.0, c.segment, c.period_start, c.period_end)
        for c in extract(read_text(text, "a"))
        if c.measure in ("size", "share", "cagr")
    ]


TABLES = {
    "a row tells a share, the row below it a price": (
        "Oat drink market | 2022 | 2029\nValue, EUR million | 310 | 640\n"
        "Nordics, share of value | 41.0% | 36.5%\nBarista blends, % of sales | 22% | 30%\n"
        "Oat price, EUR/t | 260 | n/a",
        [
            ("size", 310e6, None, 2022, 2022),
            ("size", 640e6, None, 2029, 2029),
            ("share", 41.0, "Nordics", 2022, 2022),
            ("share", 36.5, "Nordics", 2029, 2029),
            ("share", 22.0, "Barista blends", 2022, 2022),
            ("share", 30.0, "Barista blends", 2029, 2029),
        ],
    ),
    "a unit in a cell stays out of the next one": (
        "Metric\t2022\t2032\nTent market value, US$ billion\t1.2\t2.5",
        [("size", 1.2e9, None, 2022, 2022), ("size", 2.5e9, None, 2032, 2032)],
    ),
    "a number counts the rows": (
        "| # | Supplier | Staff | Market share 2023 |\n|---|---|---|---|\n"
        "| 1 | Tarn | 900 | 31.5% |\n| 2 | Moor | 410 | 12.0% |\nTable 2. The tent market.",
        [("share", 31.5, "Tarn", 2023, 2023), ("share", 12.0, "Moor", 2023, 2023)],
    ),
    "a row a year, a column a part": (
        "Tent market by fabric, revenue share (%)\nYear\tCotton\tNylon\n2021\t40.5\t59.5\n"
        "2024\t33.0\t67.0",
        [
            ("share", 40.5, "Cotton", 2021, 2021),
            ("share", 59.5, "Nylon", 2021, 2021),
            ("share", 33.0, "Cotton", 2024, 2024),
            ("share", 67.0, "Nylon", 2024, 2024),
        ],
    ),
    "what is added is no size": (
        "Tent market outlook\nFabric | Incremental revenue 2024-2030 | Share 2030\n"
        "Cotton | USD 1.2 Bn | 31%\nNylon | USD 2.2 Bn | 69%",
        [("share", 31.0, "Cotton", 2030, 2030), ("share", 69.0, "Nylon", 2030, 2030)],
    ),
    "values set apart by commas": (
        "Tent market, revenue in EUR million\nyear,revenue,growth_pct\n2022,512,8.9\n2023,561,9.6",
        [("size", 512e6, None, 2022, 2022), ("size", 561e6, None, 2023, 2023)],
    ),
    "values in quotes, years in names": (
        '"region","share_2024_pct","cagr_2024_2030_pct"\n"Europe","41.2","5.1"\n'
        '"Asia","33.0","7.2"\nTent market export',
        [
            ("share", 41.2, "Europe", 2024, 2024),
            ("cagr", 5.1, "Europe", 2024, 2030),
            ("share", 33.0, "Asia", 2024, 2024),
            ("cagr", 7.2, "Asia", 2024, 2030),
        ],
    ),
    "years and values in parallel": (
        "Tent market (unit: EUR million)\nYear: 2021 / 2022 / 2023(F)\nValue: 310 / 342 / 377\n"
        "Tents sold: 12,000 / 14,000 / n.a.\nPrice: 310 / 320 / 322",
        [
            ("size", 310e6, None, 2021, 2021),
            ("size", 342e6, None, 2022, 2022),
            ("size", 377e6, None, 2023, 2023),
        ],
    ),
    "from one year to the other": (
        "Share of the tent market, 2024 → 2030\nCotton: 58% → 52%\nNylon: 42% → 48%\n"
        "Value in USD billion: 1.2 → 1.9\nBrands expected: 0 → 6",
        [
            ("share", 58.0, "Cotton", 2024, 2024),
            ("share", 52.0, "Cotton", 2030, 2030),
            ("share", 42.0, "Nylon", 2024, 2024),
            ("share", 48.0, "Nylon", 2030, 2030),
            ("size", 1.2e9, None, 2024, 2024),
            ("size", 1.9e9, None, 2030, 2030),
        ],
    ),
    "no column of names": (
        "2020 | 2025 | 2030\n$1.2 bn | $1.9 bn | $2.8 bn\nTent market value by year.",
        [
            ("size", 1.2e9, None, 2020, 2020),
            ("size", 1.9e9, None, 2025, 2025),
            ("size", 2.8e9, None, 2030, 2030),
        ],
    ),
    "the unit below, the part of which": (
        "Tent market | 2023 | 2028\nTotal | 310 | 402\nof which Europe | 200 | 250\n(EUR million)",
        [
            ("size", 310e6, None, 2023, 2023),
            ("size", 402e6, None, 2028, 2028),
            ("size", 200e6, "Europe", 2023, 2023),
            ("size", 250e6, "Europe", 2028, 2028),
        ],
    ),
}
KEYS = {
    "a yearly growth under its key": (
        "Tent market\nValue 2024: USD 1.2 billion\nGrowth, 2024-2032: 7.0% per annum",
        [("size", 1.2e9, None, 2024, 2024), ("cagr", 7.0, None, 2024, 2032)],
    ),
    "a year's growth under its key": (
        "Tent market\nCAGR 2025-2035: 7.3% / YoY 2025: 8.8%",
        [("cagr", 7.3, None, 2025, 2035)],
    ),
    "leaders": (
        "Tent market, key data\nValue 2019 .... USD 480 million\nCAGR 2019-2024 ..... 10.1%",
        [("size", 480e6, None, 2019, 2019), ("cagr", 10.1, None, 2019, 2024)],
    ),
    "a leader to a page": ("Tent market: contents\nCotton tents ....... 48\nNylon ....... 52", []),
    "who leads, in a cell": (
        "Tent market report scope\nLeading fabric\tCotton, at 56.9% of revenue in 2024\n"
        "Fastest-growing fabric | Silk, CAGR of 9.2% (2025-2030)",
        [("share", 56.9, "Cotton", 2024, 2024), ("cagr", 9.2, "Silk", 2025, 2030)],
    ),
    "a box": (
        "Tent market dashboard\n┌ Fabric (2024 share) ┐ Cotton 61.7% / Nylon 38.3%",
        [("share", 61.7, "Cotton", 2024, 2024), ("share", 38.3, "Nylon", 2024, 2024)],
    ),
    "a bracket": (
        "Tent market dashboard\n[Fabric, 2024 share] Cotton 61.7% / Nylon 38.3%",
        [("share", 61.7, "Cotton", 2024, 2024), ("share", 38.3, "Nylon", 2024, 2024)],
    ),
    "a caption's number": (
        "LIST OF FIGURES\nFig. 1 Tent market: USD 0.7 billion (2024) ....... 14\n"
        "Fig. 2 Cotton: 52.8% of market revenue, 2024 ....... 19\n"
        "Fig. 3 Clubs: CAGR 12.3%, 2025-2033 ....... 23",
        [
            ("size", 0.7e9, None, 2024, 2024),
            ("share", 52.8, "Cotton", 2024, 2024),
            ("cagr", 12.3, "Clubs", 2025, 2033),
        ],
    ),
    "a title's year before a sign": (
        "FIGURE 2 | EUROPEAN TENT MARKET, SALES BY CHANNEL, 2024 (%)\n"
        "Specialist shops, 61.8% | Online, 22.7% | Rental firms, 9.3% | Others, 6.2%",
        [
            ("share", 61.8, "Specialist shops", 2024, 2024),
            ("share", 22.7, "Online", 2024, 2024),
            ("share", 9.3, "Rental firms", 2024, 2024),
            ("share", 6.2, "Others", 2024, 2024),
        ],
    ),
    "an answer that begins with a figure": (
        "What is the CAGR of the tent market?\nAnswer: 7.5% from 2024 to 2032.",
        [("cagr", 7.5, None, 2024, 2032)],
    ),
    "a label below its figure": (
        "TENT MARKET IN FIGURES\n\n41%\nEurope's slice of revenue, 2024\n\n22%\n"
        "share held by clubs in 2024",
        [("share", 41.0, "Europe", 2024, 2024), ("share", 22.0, "clubs", 2024, 2024)],
    ),
    "a headline of two lines above a text": (
        "Mountain and Family Tent Market to Add USD 0.4 Billion Between 2025 and 2030\n"
        "Cotton tents to take 62% of revenue in 2030; nylon tents slide to 17% of it\n"
        "PUNE, 14 August 2025 - Tarn Analytics, which has 320 staff, has issued the ninth edition "
        "of its study.",
        [("share", 62.0, "Cotton tents", 2030, 2030), ("share", 17.0, "nylon tents", 2030, 2030)],
    ),
    "a line below items goes its own way": (
        "How fast is the global camping tent market as a whole growing?\n"
        "• Past five years and pandemic (2019-2024): 4.6% CAGR\n"
        "Cotton spot prices, by comparison, climbed 130% in 2022.",
        [("cagr", 4.6, None, 2019, 2024)],
    ),
    "positioning and guidance is no forecast of a firm": (
        "Tent beacon market, ranked by 2024 revenue share\n1. Rescue – 39.5%\n"
        "2. Positioning and guidance – 24.1%",
        [
            ("share", 39.5, "Rescue", 2024, 2024),
            ("share", 24.1, "Positioning and guidance", 2024, 2024),
        ],
    ),
}


@pytest.mark.parametrize(("text", "claims"), TABLES.values(), ids=TABLES)
def test_a_table_gives_its_figures_to_rows_and_columns(text: str, claims: list[Told]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), KEYS.values(), ids=KEYS)
def test_a_layout_gives_figures_to_their_keys(text: str, claims: list[Told]) -> None:
    assert told(text) == claims
