"""Forms in which reports and press releases tell what a whole market is worth."""

from __future__ import annotations

import pytest
from tests.claims.told import WHOLE, told

from cytonomics.claims import extract, read_text


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("{w}, with the Japanese market at {p}.", "WW", "JPN"),
        ("{w}, and the Japanese pump market {p}.", "WW", "JPN"),
        ("{w}; the Japanese market for pumps was {p}.", "WW", "JPN"),
        ("{w} and the pump market in Japan {p}.", "WW", "JPN"),
        ("{w}, while the Japanese pump market came to {p}.", "WW", "JPN"),
        # neighbours: what has its place all the same
        ("The pump market reached USD 8 billion in Japan in 2023 and cost {p}.", "JPN", None),
    ],
)
def test_the_next_markets_place_is_not_that_of_the_market_before(text, first, second):
    whole, part = "The global pump market stood at USD 8 billion in 2023", "USD 1 billion"
    text = text.format(w=whole, p=part)
    assert told(text, "USD 8 billion")[0][-1] == first
    if second:
        assert told(text, part)[0][-1] == second


@pytest.mark.parametrize("noun", ["size", "scale", "value", "volume"])
@pytest.mark.parametrize("world", ["global", "worldwide"])
def test_the_size_of_what_is_sold_all_over_the_world_is_the_worlds(noun, world):
    text = f"The market {noun} of {world} valves stood at USD 3 billion in 2023."
    assert told(text, "USD 3 billion") == [("size", 2023, 2023, None, "WW")]


@pytest.mark.parametrize(
    "house",
    [
        "Market Advisors",
        "Market Consultants",
        "Market Insights",
        "Industry Analysts",
        "Market Data",
    ],
)
@pytest.mark.parametrize("says", ["now forecasts", "published a forecast of", "gives"])
def test_a_house_of_analysts_is_no_market(house, says):
    if house == "Market Data":
        # neighbour: "data" is told of many a market
        text = "Castellan market data show USD 5 billion in 2023."
        assert [c.market for c in extract(read_text(text, "a"))] == ["Castellan"]
        return
    text = f"Castellan {house} {says} USD 5 billion for the global valve market in 2032."
    assert told(text, "USD 5 billion") == [("size", 2032, 2032, None, "WW")]


@pytest.mark.parametrize(
    "link", ["despite", "although", "even though", "in spite of the fact that"]
)
def test_where_something_costs_so_much_is_not_where_the_market_is(link):
    text = (
        f"The valve market will reach USD 9 billion by 2031, {link} a valve costs USD 3 in Germany."
    )
    assert told(text, "USD 9 billion") == [("size", 2031, 2031, None, None)]
    text = "The valve market reached USD 9 billion in 2023 in Germany."
    assert told(text, "USD 9 billion") == [("size", 2023, 2023, None, "DEU")]


@pytest.mark.parametrize(
    "text",
    [
        "Makers in the USD 4 billion valve market can count on 8.8% annual growth until 2028.",
        "The USD 4 billion valve market will grow at 8.8% a year until 2028.",
        "In the USD 4 billion valve market, annual growth of 8.8% is forecast through 2028.",
    ],
)
def test_the_end_of_a_growth_is_not_the_year_of_the_market_that_grows(text):
    assert told(text, "USD 4 billion") == [("size", None, None, None, None)]
    assert told(text, "8.8%") == [("cagr", None, 2028, None, None)]


def test_a_market_to_come_keeps_its_year():
    text = "It will be a USD 4 billion valve market by 2028."
    assert told(text, "USD 4 billion") == [("size", 2028, 2028, None, None)]


@pytest.mark.parametrize("dots", [".........", " ........ ", " . . . . . . ", " … "])
def test_dots_lead_from_a_label_to_its_value(dots):
    text = (
        f"Pump Market Facts\nMarket Size in 2024{dots}USD 3.3 Billion\nSize by 2033{dots}USD 6.0 Bn"
    )
    assert told(text, "USD 3.3 Billion") == [("size", 2024, 2024, None, None)]
    assert told(text, "USD 6.0 Bn") == [("size", 2033, 2033, None, None)]


@pytest.mark.parametrize(
    ("line", "segment"),
    [
        ("Leading Region in 2024: North America, USD 3.2 Bn", "North America"),
        ("Largest application (2024): mining, USD 3.2 Bn", "mining"),
        ("Dominant product: steel pumps - USD 3.2 Bn", "steel pumps"),
        ("Second-largest end user: hospitals (USD 3.2 Bn)", "hospitals"),
        ("Market size in 2024: USD 3.2 Bn", None),
    ],
)
def test_a_key_that_tells_a_rank_gives_the_figure_to_the_name_behind_it(line, segment):
    found = told(f"{WHOLE}\n\n- {line}\n- CAGR: 5%", "USD 3.2 Bn")
    assert [each[3] for each in found] == [segment]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        (
            "Having reached USD 8 billion in 2022, the pump market is to hit USD 9 billion.",
            "USD 8 billion",
            [("size", 2022, 2022, None, None)],
        ),
        (
            WHOLE
            + "Having generated USD 2 billion in 2023, steel pumps remain the largest segment.",
            "USD 2 billion",
            [("size", 2023, 2023, "steel pumps", "WW")],
        ),
        (
            WHOLE + "In 2030, the figure will be USD 12 billion.",
            "USD 12 billion",
            [("size", 2030, 2030, None, "WW")],
        ),
        (
            "Hospitals bought 30 lasers. In 2030, the figure was USD 12 million.",
            "USD 12 million",
            [],
        ),
        (
            "The pump market brought in USD 9 billion in 2022, a sum that is set to reach "
            "USD 12 billion by 2031.",
            "USD 12 billion",
            [("size", 2031, 2031, None, None)],
        ),
        (
            "Three firms raised USD 90 million in 2022, a sum that is set to reach USD 95 million "
            "in 2023. The pump market is young.",
            "USD 95 million",
            [],
        ),
        (
            "The pump market will be worth twenty-five billion dollars by 2031.",
            "twenty-five billion dollars",
            [("size", 2031, 2031, None, None)],
        ),
        (
            "And what will the pump market then be worth?\nUSD 2.9 billion by 2030, compared with "
            "USD 1.9 billion in 2023. Mines pay between USD 1,350 and USD 2,350 for a pump.",
            "USD 1.9 billion",
            [("size", 2023, 2023, None, None)],
        ),
        ("What does a plant cost?\nUSD 2.9 billion in 2023. Pumps sell.", "USD 2.9 billion", []),
        (
            WHOLE + "With sales of USD 2 billion from pumps, Arvena plc took a 20% share in 2023.",
            "USD 2 billion",
            [],
        ),
        (
            WHOLE + "With sales of USD 2 billion, steel pumps held 20% of the market in 2023.",
            "USD 2 billion",
            [("size", 2023, 2023, "steel pumps", "WW")],
        ),
        (
            "In 2019 and 2023, the pump market was worth USD 7 billion and USD 9 billion, in that "
            "order; by 2030 it will be worth USD 12 billion.",
            "USD 7 billion",
            [("size", 2019, 2019, None, None)],
        ),
        (
            WHOLE + "In the best case it will reach USD 13 billion in 2030, in the worst case "
            "USD 11 billion.",
            "USD 11 billion",
            [("size", 2030, 2030, None, "WW")],
        ),
        (
            "Arvena, a maker of pumps, competes in the global pump market, worth USD 9 billion.",
            "USD 9 billion",
            [("size", None, None, None, "WW")],
        ),
        (
            "Compared with 2022, the pump market was 4% larger in 2023, at USD 9 billion.",
            "USD 9 billion",
            [("size", 2023, 2023, None, None)],
        ),
    ],
)
def test_what_a_market_is_worth_is_read_in_other_words(text, quote, found):
    assert told(text, quote) == found


def test_places_that_reach_a_value_in_a_clause_of_their_own_have_it():
    text = WHOLE + "Asia Pacific grows at 9% a year, with Japan reaching USD 2 billion by 2030."
    assert told(text, "USD 2 billion") == [("size", 2030, 2030, "Japan", "JPN")]
