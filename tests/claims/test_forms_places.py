"""A figure of a place is that place's, however the words take the place up."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text

Part = tuple[str | None, str | None]


def told(text: str) -> dict[str, Part]:
    """The segment and place of every size, rate and share, by its quote."""
    found = extract(read_text(text, "places"))
    kinds = ("size", "cagr", "share", "growth")
    return {c.quote: (c.segment, c.geography) for c in found if c.measure in kinds}


GULF = "The GCC stent market was worth USD 300 million in 2023. "
WORDS = {
    "Kingdom": ("Saudi Arabia", "SAU"),
    "sultanate": ("Oman", "OMN"),
    "island": ("Taiwan", "TWN"),
    "city-state": ("Singapore", "SGP"),
    "country": ("Poland", "POL"),
    "nation": ("Peru", "PER"),
    "region": ("Asia Pacific", "asia_pacific"),
    "continent": ("Europe", "europe"),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_for_a_place_takes_up_the_one_spoken_of(word):
    place = WORDS[word]
    before = f"{GULF}{place[0]} is a large buyer of stents. "
    for said, quote in (
        (f"The {word} took 12.3% of the global stent market in 2024.", "12.3%"),
        (f"The {word} is expected to grow at a CAGR of 5.5% from 2024 to 2030.", "5.5%"),
        (f"In 2023 the {word} generated USD 31 million.", "USD 31 million"),
        (f"The {word}'s share of the global stent market was 12.3% in 2024.", "12.3%"),
    ):
        assert told(before + said)[quote] == place, said


def test_what_a_sentence_opens_with_goes_before_what_it_ends_with():
    text = (
        "Asia Pacific led the global stent market ahead of Europe, with China in front. "
        "The region captured 38% of sales in 2024."
    )
    assert told(text)["38%"] == ("Asia Pacific", "asia_pacific")
    text = text.replace("The region captured 38%", "The country captured 17%")
    assert told(text)["17%"] == ("China", "CHN")


@pytest.mark.parametrize(
    ("text", "quote", "part"),
    [
        (
            "Although Africa's share was only 2.1% in 2023, the continent will outpace all others "
            "in the stent market. It should expand by 8.8% a year from 2024 to 2031.",
            "8.8%",
            ("Africa", "AFRICA"),
        ),
        (
            "Europe's share of the global stent market came to 31.5% in 2024. "
            "It is expected to grow at a CAGR of 6.2% from 2025 to 2033.",
            "6.2%",
            ("Europe", "europe"),
        ),
        (
            "Europe generated half of the global stent market. "
            "Its CAGR of 6.2% from 2025 to 2032 is the lowest of all.",
            "6.2%",
            ("Europe", "europe"),
        ),
        (
            "The global stent market is old. Its CAGR of 6.2% from 2025 to 2032 is low.",
            "6.2%",
            (None, "WW"),
        ),
        (
            "Brazil makes up 38% of the Latin American stent market. "
            "Stent sales there are expected to rise at a CAGR of 7.4% from 2024 to 2030.",
            "7.4%",
            (None, "BRA"),
        ),
        (
            "Canada made up 11.5% of the North American stent market in 2024. Even so, at a CAGR "
            "of 7.3% from 2025 to 2034, it will grow faster than the United States.",
            "7.3%",
            ("Canada", "CAN"),
        ),
        (
            "Stents took off in Asia late. Today the region's stent market is worth USD 4 billion. "
            "The CAGR for 2024 to 2030 works out at 8.6%.",
            "8.6%",
            (None, "ASIA"),
        ),
        (
            "Among emerging economies, Vietnam stands out: its stent market will rise at a CAGR of "
            "11.2% from 2025 to 2030.",
            "11.2%",
            (None, "VNM"),
        ),
    ],
)
def test_it_and_there_take_up_a_place(text, quote, part):
    assert told(text)[quote] == part


@pytest.mark.parametrize("link", ["is led by", "is dominated by"])
@pytest.mark.parametrize("noun", ["revenue of", "sales of", "turnover was"])
def test_whose_is_of_the_name_right_before(link, noun):
    text = f"The global stent market {link} Europe, whose {noun} USD 2.1 billion in 2024 is up."
    assert told(text)["USD 2.1 billion"] == ("Europe", "europe")
    text = (
        "At a CAGR of 9.1% from 2025 to 2033, Mexico will grow faster than Canada, whose rate is "
        "put at 6.7%, in the North American stent market."
    )
    assert told(text) == {"9.1%": ("Mexico", "MEX"), "6.7%": ("Canada", "CAN")}


@pytest.mark.parametrize(
    ("against", "home"),
    [
        ("well above the global average of", "WW"),
        ("compared with a global average of", "WW"),
        ("faster than the worldwide rate of", "WW"),
        ("outpacing the world average of", "WW"),
        ("double the global rate of", "WW"),
        ("while the European average is", "europe"),
        ("slower than the Asia Pacific average of", "asia_pacific"),
    ],
)
def test_an_average_is_of_the_place_that_it_is_called_by(against, home):
    text = f"India's stent market is growing at a CAGR of 9.2% (2024-2030), {against} 6.8%."
    assert told(text) == {"9.2%": (None, "IND"), "6.8%": (None, home)}


def test_an_average_of_the_past_is_no_other_rate():
    text = "Peru's stent market is growing at a CAGR of 7.2% (2024-2030), above its past rate of 3%"
    assert told(text)["7.2%"] == (None, "PER")


def test_a_rate_is_held_against_that_of_a_place_behind_it():
    text = (
        "Asia Pacific will post a CAGR of 9.4% in the global stent market for 2024-2031, "
        "well above the 5.9% of Europe."
    )
    assert told(text)["5.9%"] == ("Europe", "europe")


@pytest.mark.parametrize("verb", ["heads", "tops", "leads"])
def test_who_heads_a_region_has_the_figure(verb):
    text = (
        "Latin America accounted for 6% of the global stent market in 2023. "
        f"Brazil {verb} the region with revenue of USD 0.7 billion in 2023."
    )
    assert told(text)["USD 0.7 billion"] == ("Brazil", "BRA")


@pytest.mark.parametrize("alone", ["by itself", "on its own", "alone"])
def test_alone_is_no_part_of_a_name(alone):
    text = f"The Nordics took 11% of the European stent market, while Sweden {alone} took 4.1%."
    assert told(text)["4.1%"] == ("Sweden", "SWE")


def test_a_market_where_or_whose_is_a_place_s_own():
    for link in ("where the stent market amounts to", "whose stent market is worth"):
        text = f"Finland, {link} EUR 60 million, is to grow at a CAGR of 4.4% from 2024 to 2030."
        assert told(text) == {"EUR 60 million": (None, "FIN"), "4.4%": (None, "FIN")}
    text = (
        "Kenya, where the stent market amounted to USD 16 million in 2023, and Ghana, where it "
        "amounted to USD 9 million, have room for more."
    )
    assert told(text) == {"USD 16 million": (None, "KEN"), "USD 9 million": (None, "GHA")}


def test_the_largest_market_size_is_that_of_a_part():
    text = (
        "Among the EU5 countries, Italy had the largest market size for stents, with EUR 310 "
        "million in 2024, while Spain had the smallest, with EUR 74 million in 2024."
    )
    assert told(text) == {"EUR 310 million": ("Italy", "ITA"), "EUR 74 million": ("Spain", "ESP")}


def test_what_opens_a_sentence_is_no_name():
    text = "Having stood at USD 46 million in 2019, Poland's stent market will hit USD 131 million."
    assert set(told(text).values()) == {(None, "POL")}
    text = (
        "The Polish stent market stands at USD 88 million (2024) and is bound for USD 131 million."
    )
    assert set(told(text).values()) == {(None, "POL")}
    text = (
        "The Turkish stent market fell by 8% in 2022. A rebound of 6.1% a year is expected to 2028."
    )
    assert told(text)["6.1%"] == (None, "TUR")


@pytest.mark.parametrize("province", ["British Columbia", "New Mexico"])
def test_a_province_is_no_country_of_its_name(province):
    home = {"British Columbia": ("Canadian", "CAN"), "New Mexico": ("U.S.", "USA")}[province]
    text = f"Texas held 9.1% of the {home[0]} stent market in 2024 and {province} 4.2%."
    assert told(text)["4.2%"] == (province, home[1])


def test_lists_of_rates_by_places():
    text = (
        "Chile will grow at a CAGR of 6.2% in the Latin America stent market from 2026 to 2033; "
        "Peru, 5.4%; Rest of Latin America, 5.9%."
    )
    assert told(text)["5.4%"] == ("Peru", "PER")
    assert told(text)["5.9%"] == ("Rest of Latin America", "rest_of_latin_america")
    text = (
        "Rather than Germany (4.1%), it is Poland (7.2%) that shows the best growth rate for 2024 "
        "to 2029 in the European stent market."
    )
    assert told(text) == {"4.1%": ("Germany", "DEU"), "7.2%": ("Poland", "POL")}
    text = (
        "Growth in the stent market will be fastest in Asia Pacific (9.1% CAGR, 2025-2032), "
        "followed by Latin America (7.0%)."
    )
    assert told(text)["9.1%"] == ("Asia Pacific", "asia_pacific")


def test_a_share_in_brackets_before_a_rate_of_its_own_stays_one():
    text = "Pump market\n\nKey segments in 2024:\n- Kits: USD 4.1 billion (45%), CAGR of 6.1%"
    claims = extract(read_text(text, "places"))
    assert [c.measure for c in claims if c.quote in ("45%", "6.1%")] == ["share", "cagr"]


@pytest.mark.parametrize(
    "said",
    [
        "In 2025 the two had 17.0% and 14.5% of regional revenue.",
        "The two countries held 17.0% and 14.5% of it in 2025, respectively.",
        "Growth rates of 17.0% and 14.5% are forecast for the two from 2025 to 2030.",
        "They should grow at CAGRs of 17.0% and 14.5%, respectively, until 2030.",
    ],
)
def test_the_two_take_up_places_in_turn(said):
    text = f"Kenya leads the African stent market, while Ghana is second. {said}"
    assert told(text) == {"17.0%": ("Kenya", "KEN"), "14.5%": ("Ghana", "GHA")}


def test_names_behind_numbers_in_turn():
    text = (
        "Kenya and Ghana buy stents. In the stent market growth rates of 7.3% and 8.6% are "
        "expected in Kenya and Ghana, respectively, from 2024 to 2030."
    )
    assert told(text) == {"7.3%": ("Kenya", "KEN"), "8.6%": ("Ghana", "GHA")}


def test_items_say_of_what_they_are():
    text = (
        "Europe generated EUR 1.9 billion in the stent market in 2024.\n"
        "- of which Germany 22%\n- of which Italy 17%"
    )
    assert told(text)["22%"] == ("Germany", "DEU")
    assert told(text)["17%"] == ("Italy", "ITA")
    years = [c.period_start for c in extract(read_text(text, "places")) if c.measure == "share"]
    assert years == [2024, 2024]
    text = "The Middle East stent market was USD 410 million, some 40% of which came from Qatar."
    assert told(text)["40%"] == ("Qatar", "QAT")
    assert "40%" not in told("The clinic has 410 stents, some 40% of which came from Qatar.")


def test_an_answer_has_the_year_of_its_question():
    text = (
        "How big is the Polish stent market? It was USD 88 million in 2024. What will it be in "
        "2030? USD 131 million, if the CAGR of 6.9% (2025-2030) comes true."
    )
    claims = extract(read_text(text, "places"))
    sizes = {c.quote: (c.period_start, c.geography) for c in claims if c.measure == "size"}
    assert sizes == {"USD 88 million": (2024, "POL"), "USD 131 million": (2030, "POL")}


def test_inflation_is_no_share_in_a_second_place_either():
    text = (
        "The Polish stent market grew by 4% in 2022. "
        "Inflation stood at 14.4% in Poland and at 13.8% in Russia."
    )
    assert list(told(text)) == ["4%"]


def test_small_but_growing_is_no_turn():
    text = "Latin America is a small but vivid part of the global stent market (5.1% in 2023)."
    assert told(text) == {"5.1%": ("Latin America", "latin_america")}
