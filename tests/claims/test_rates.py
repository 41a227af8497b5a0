"""Growth rates, folds and basis points are read with their value, sign, years and grower."""

from __future__ import annotations

import pytest

from cytonomics.claims.growth.multiples import multiples
from cytonomics.claims.growth.rates import kind_of_growth, rates
from cytonomics.claims.model import Claim
from cytonomics.claims.words.scene import Outline, Scene


def read(text: str, lead: str = "") -> list[Claim]:
    return list(rates(Scene(text, 0, lead=lead)))


def brief(text: str, lead: str = "") -> list[tuple[object, ...]]:
    return [(c.measure, c.value, c.unit, c.period_start, c.period_end) for c in read(text, lead)]


def growers(text: str) -> list[tuple[object, ...]]:
    return [(c.value, c.segment, c.geography) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("The catheter market will rise by at least 4% a year from 2025 to 2030.", 4.0, "at_least"),
        ("Annual growth of up to 7.5% awaits the stent market in 2025-2030.", 7.5, "at_most"),
        ("From 2025 to 2030, expect around 6% yearly growth in the stent market.", 6.0, "about"),
        ("The stent market stays above 9% per annum in growth, 2025-2030.", 9.0, "more_than"),
    ],
)
def test_bounded_rates(text, value, bound):
    (claim,) = read(text)
    assert (claim.measure, claim.value, claim.bound) == ("cagr", value, bound)
    assert (claim.period_start, claim.period_end) == (2025, 2030)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("CAGR of the film market, 2024-2029: -3.1%", -3.1),
        ("The film market is to shrink by 2.5% a year between 2024 and 2029.", -2.5),
        ("The film market will contract at a CAGR of 6% from 2024 to 2029.", -6.0),
        ("A 3% annual decline of the film market is likely for 2024-2029.", -3.0),
        ("The film market fell from $3 bn in 2024 to $2 bn in 2029, a drop of 7.8% a year.", -7.8),
        ("Despite falling prices, the film market grows at a CAGR of 3% in 2024-2029.", 3.0),
        ("The contract manufacturing market sees a CAGR of 9% from 2024 to 2029.", 9.0),
    ],
)
def test_the_sign_is_printed_or_that_of_the_verb(text, value):
    assert brief(text) == [("cagr", value, "percent", 2024, 2029)]


def test_a_printed_minus_belongs_to_the_quote():
    (claim,) = read("CAGR of the film market, 2024-2029: -3.1%")
    assert claim.quote == "-3.1%"


def test_a_list_of_places_shares_its_cue():
    assert growers("CAGR by country, stent market, 2025-2035: Peru 6.1%, Kenya 5.8%, Oman 4%.") == [
        (6.1, "Peru", "PER"),
        (5.8, "Kenya", "KEN"),
        (4.0, "Oman", "OMN"),
    ]


def test_respective_rates_go_to_the_names_in_order():
    text = "Spain, Italy and Malta should grow at CAGRs of 3%, 4% and 5%, respectively, to 2031."
    assert growers(text) == [(3.0, "Spain", "ESP"), (4.0, "Italy", "ITA"), (5.0, "Malta", "MLT")]


@pytest.mark.parametrize(
    ("text", "grower"),
    [
        (
            "Asia Pacific will grow at 9% a year in the stent market.",
            ("Asia Pacific", "asia_pacific"),
        ),
        ("The India stent market will grow at a CAGR of 8%.", (None, "IND")),
        ("The stent market in Kenya will grow at a CAGR of 8%.", (None, "KEN")),
        ("The clinic segment of the stent market has a CAGR of 8%.", ("clinic", None)),
        ("Over the forecast period the stent market may see a 6% CAGR.", (None, None)),
        (
            "Clinics led the stent market with 40% and are set to grow at 8% a year.",
            ("Clinics", None),
        ),
    ],
)
def test_what_grows(text, grower):
    claim = read(text)[-1]
    assert (claim.segment, claim.geography) == grower


def test_ranges_serve_the_rates_they_stand_by():
    text = "From 2014 to 2019 the stent market grew at 3% and from 2019 to 2029 will grow at 5%."
    assert [c[3:] for c in brief(text)] == [(2014, 2019), (2019, 2029)]
    text = (
        "Worth $1 bn in 2022, the stent market goes from $2 bn in 2023 to $4 bn in 2030: CAGR 10.4%"
    )
    assert brief(text) == [("cagr", 10.4, "percent", 2023, 2030)]


def test_a_figure_alone_is_what_its_label_says():
    assert brief("17.3%", lead="CAGR 2026-2031") == [("cagr", 17.3, "percent", 2026, 2031)]
    assert brief("CAGR 2026-2031 (%) | 17.3") == [("cagr", 17.3, "percent", 2026, 2031)]
    assert brief("17.3%", lead="Market share 2026") == []


def test_the_period_is_that_of_the_document_where_none_is_said():
    scene = Scene(
        "A CAGR of 6% over the forecast period.", 0, outline=Outline(forecast=(2025, 2032))
    )
    (claim,) = rates(scene)
    assert (claim.period_start, claim.period_end) == (2025, 2032)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The stent market lost 6% in 2020 and regained 9% in 2021.", [-6.0, 9.0]),
        ("The stent market fell 6% in 2020 and recovered by 9% in 2021.", [-6.0, 9.0]),
        ("The stent market will be 40 percent larger in 2030 than in 2024.", [40.0]),
        ("The stent market rose 4% year-on-year in 2023.", [4.0]),
    ],
)
def test_growth_of_single_years(text, claims):
    found = read(text)
    assert [c.value for c in found] == claims
    assert {c.measure for c in found} == {"growth"}


def test_compared_years_are_the_period():
    text = "The stent market will be 40 percent larger in 2030 than in 2024."
    assert brief(text) == [("growth", 40.0, "percent", 2024, 2030)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The stent market doubled from 2011 to 2019.", (2.0, "fold", 2011, 2019)),
        (
            "A 9-fold rise of the stent market by 2040 is seen.",
            (9.0, "fold", None, 2040),
        ),
        ("Between 2011 and 2012 the stent market halved.", (0.5, "fold", 2011, 2012)),
        ("The clinic segment of the market may lose 90 bps by 2030.", (-90.0, "bps", None, 2030)),
    ],
)
def test_folds_and_basis_points(text, claim):
    assert brief(text) == [("growth", *claim)]


@pytest.mark.parametrize(
    "text",
    [
        "Waiting times doubled while the market watched.",
        "The vendor doubled its capacity for the stent market.",
        "A double-blind trial moved the stent market.",
        "The market offers double-digit growth.",
        "The segment's share tripled between 2018 and 2023.",
        "Interest rates rose by 25 basis points in 2023.",
        "The incidence of sepsis, which is rising by 3% a year, drives the market.",
        "R&D spending increased by 20% and the sector employs 12% more staff.",
        "The response rate increased by 12% in the arm with stents.",
        "Half of the market will grow.",
    ],
)
def test_other_things_that_grow_are_no_claims(text):
    assert read(text) == []


def test_kinds_of_shares_are_none():
    scene = Scene("With a CAGR of 9%, Spain held 40% of it and Italy 20%.", 0)
    percents = list(scene.percents)
    assert [kind_of_growth(scene, percents, i) for i in range(3)] == ["cagr", None, None]


def test_multiples_need_a_market():
    assert not list(multiples(Scene("Output doubled from 2011 to 2019.", 0)))


def test_long_lists_do_not_recurse():
    scene = Scene("Stent market CAGR: " + "Spain 6.4%, " * 80, 0)
    assert len(list(scene.percents)) == 80
    kinds = [kind_of_growth(scene, list(scene.percents), i) for i in (0, 20, 79)]
    assert kinds == ["cagr", "cagr", None]
    assert not Scene("Stent market CAGR: " + "Spain 6.4%, " * 1500, 0).percents


def test_a_purity_in_a_table_of_contents_is_no_rate() -> None:
    said = "Steel Sales, Revenue and Growth Rate of 99.0%Min (2017-2022)"
    assert not read(f"Global {said}")
