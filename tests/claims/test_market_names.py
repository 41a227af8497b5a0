"""Real names of markets, as publishers print them, in sentences of our own."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim
from cytonomics.claims.words.labels import market_labels, scope_of

SENTENCE = (
    "The global {} market was worth USD 2 billion in 2023 and should reach USD 4 billion by 2030, "
    "a CAGR of 10.4% from 2023 to 2030."
)
# Verbs, qualities, prepositions, places and words for money within a name.
NAMES = [
    "Air Purifiers with Filters",
    "Liquid Crystal on Silicon Panels",
    "Bag on Valve Technology",
    "Protective Covers For Boats",
    "Energy Storage as a Service",
    "Low-Cost Carrier",
    "Water Saving Showerheads",
    "Seed Treatment",
    "Mobile Application Security",
    "Posterior Segment Eye Disorders",
    "Aerospace Advanced Polymer Composites",
    "Gas to Liquids",
    "French Door Refrigerators",
    "Brazil Nuts Ingredients",
    "LED Lenses",
    "Women's Health Devices",
    "Off the Road Tyre",
    "Customer Experience Analytics",
]


def figures(text: str) -> list[Claim]:
    found = extract(read_text(text, "a"))
    return [claim for claim in found if claim.measure in ("size", "cagr", "share")]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_name_are_read_as_nothing_else(name: str) -> None:
    found = figures(SENTENCE.format(name))
    assert [(c.measure, c.period_start, c.period_end) for c in found] == [
        ("size", 2023, 2023),
        ("size", 2030, 2030),
        ("cagr", 2023, 2030),
    ]
    assert {(c.market, c.segment, c.geography) for c in found} == {(name, None, "WW")}


@pytest.mark.parametrize(
    "name",
    [
        "automotive fuel delivery system",
        "servo drive",
        "eddy current sensor",
        "small cell lung cancer drug",
        "ready to eat meal",
        "men's underwear",
        "offshore support vessel",
        "biomass briquette fuel",
    ],
)
def test_names_in_small_letters(name: str) -> None:
    found = figures(f"Last year the {name} market was worth USD 2 billion.")
    assert [claim.market for claim in found] == [name]


@pytest.mark.parametrize(
    "text", ["trends that fuel pump market growth", "Firms Drive Pump Market to USD 2 Billion"]
)
def test_a_verb_before_a_name_is_no_part_of_it(text: str) -> None:
    assert [label.name.lower() for label in market_labels(text)] == ["pump"]


@pytest.mark.parametrize("name", ["golf cart", "Medical Carts", "cart-based ultrasound"])
def test_a_cart_is_no_cell_therapy(name: str) -> None:
    assert scope_of(name) is None


@pytest.mark.parametrize("name", ["CAR-T", "CART cell therapy", "Cart cell therapies"])
def test_cells_may_be_spelt_like_carts(name: str) -> None:
    assert scope_of(name) == "car_t"


def test_the_world_of_one_market_is_not_that_of_the_next() -> None:
    text = "The global pump market is worth USD 9 billion, while the valve market is at USD 2 bn."
    assert [claim.geography for claim in figures(text)] == ["WW", None]
    text = "# Pumps\n\nThe global pump market is worth USD 9 billion. {} is worth USD 2 billion."
    homes = {"The pump repair market": None, "The pump market in Asia": "ASIA", "It": "WW"}
    for subject, home in homes.items():
        assert [claim.geography for claim in figures(text.format(subject))] == ["WW", home]


@pytest.mark.parametrize("printed", ["1068.6 million", "2120.3 million", "0.29 billion"])
def test_amounts_are_as_exact_as_they_are_printed(printed: str) -> None:
    [claim] = figures(f"The pump market was worth USD {printed} in 2023.")
    assert claim.value == int(claim.value or 0)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("stands at USD 2 billion in 2026", "history"),
        ("worth USD 2 billion in 2026 is growing fast", "history"),
        ("was projected to reach USD 2 billion in 2024", "forecast"),
        ("is to reach USD 2 billion by 2030", "forecast"),
        ("was worth USD 2 billion in 2024", "history"),
    ],
)
def test_what_is_told_in_the_present_is_no_forecast(said: str, status: str) -> None:
    assert [claim.status for claim in figures(f"The pump market {said}.")] == [status]


NEWS = (
    "# Arvena Opens a Plant in Ohio\n\nArvena (NYSE: ARVN) said it will hire forty people. For "
    "many years the firm has served the global pump market, worth USD 9 billion. The plant makes "
    "steel parts. It opens in May. Visitors are welcome. The mayor will speak. The firm was "
    "founded in 2001. It has two sites. Its shares rose. "
)


def test_what_grows_in_the_news_is_a_market_of_its_own() -> None:
    claim = figures(NEWS + "Demand for steel valves should grow by 8% a year through 2030.")[-1]
    assert (claim.market, claim.dimension, claim.segment) == ("steel valves", "total", None)
    report = NEWS.replace("Arvena Opens a Plant in Ohio", "Steel Pump Market")
    claim = figures(report + "Demand for steel valves should grow by 8% a year through 2030.")[-1]
    assert claim.segment == "steel valves"


def test_a_companys_money_in_the_news_is_no_market() -> None:
    padding = "It was a sunny day and all who had come were glad of the shade. " * 5
    found = figures(f"{NEWS}{padding}The buildings are valued at over USD 4 billion.")
    assert [claim.value for claim in found] == [9e9]


def test_rows_of_a_table_of_shares_may_be_called_like_other_things() -> None:
    table = (
        "| Segment | Market share 2023 |\n|---|---|\n| Patient monitors | 35.2% |\n| {} | 24.1% |"
    )
    for name in ("Baking Ingredients", "Tissue Culture Supplies", "Elderly Care"):
        found = figures("Consumer Goods Market\n\n" + table.format(name))
        assert [claim.segment for claim in found] == ["Patient monitors", name]


def test_what_a_firm_sells_is_the_market_and_not_the_firm() -> None:
    found = figures(
        "Arvena also sells long steel pump lines, a market worth USD 2 billion in 2023."
    )
    assert [claim.market for claim in found] == ["long steel pump lines"]


def test_a_global_market_in_the_first_line_lends_its_place_to_no_other() -> None:
    text = (
        "The global car battery market is worth USD 9 billion. The {} market is at USD 2 billion."
    )
    for name in ("stem cell therapy", "X-ray analysis services", "dairy analysis"):
        first, second = figures(text.format(name))
        assert (first.geography, second.geography, second.market) == ("WW", None, name)


@pytest.mark.parametrize(
    "name",
    [
        "seed treatment",
        "volume conversion device for gas meters",
        "knee surgeries and arthroplasty pain management therapeutics",
        "drinking fountains",
    ],
)
def test_an_amount_right_before_a_markets_name_is_its_size_of_no_year(name: str) -> None:
    said = f"Arvena is in the USD 2 billion {name} market, which is to grow at 9% a year to 2030."
    size, rate = figures(said)
    assert (size.market, size.segment, size.period_end) == (name, None, None)
    assert (rate.market, rate.segment, rate.period_end) == (name, None, 2030)


def test_what_a_named_company_or_its_target_grows_by_is_no_market() -> None:
    assert not [
        c for c in figures(NEWS + "Arvena's sales grew to USD 2 billion.") if c.value == 2e9
    ]
    rates = figures(NEWS + "Brillo continues to target a compound annual growth rate of 30%.")
    assert [claim.measure for claim in rates] == ["size"]


def test_the_market_size_of_what_is_named_in_small_letters() -> None:
    text = (
        "The market size of steel pumps is USD 6 billion; the market size of gels is USD 3 billion."
    )
    assert [claim.market for claim in figures(text)] == ["steel pumps", "gels"]
    found = figures("It grew to a market size of roughly two billion dollars in 2021.")
    assert [claim.market for claim in found] == [None]
