"""Forms of report pages on cell therapy and its neighbours, in sentences on other markets."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text

WHOLE = "The global pump market was valued at USD 9 billion in 2023. "
MEASURES = ("size", "cagr", "share", "growth")


def told(text: str, since: int = 0) -> list[tuple[object, ...]]:
    """What is stated behind a position: quote, segment in small letters, years."""
    found = (c for c in extract(read_text(text, "told")) if c.measure in MEASURES)
    return [
        (c.quote, c.segment and c.segment.lower(), c.period_start, c.period_end)
        for c in found
        if c.start >= since
    ]


def behind(sentence: str) -> list[tuple[object, ...]]:
    """What a sentence states behind the size of the whole market."""
    return told(f"{WHOLE}{sentence}", len(WHOLE))


ASIDES = (
    "by material", "in terms of material", "starting from a low base", "coming from nothing",
    "growing from a small base", "benefiting from lower prices", "still in their infancy",
    "where 3,000 units were in use in 2021",
)  # fmt: skip


@pytest.mark.parametrize("aside", ASIDES)
def test_what_stands_between_a_name_and_its_verb_is_passed_over(aside):
    named = f"Steel pumps, {aside},"
    rate = ("41.7%", "steel pumps", 2025, 2030)
    assert behind(f"{named} will expand at a CAGR of 41.7% from 2025 to 2030.") == [rate]
    assert behind(f"{named} held 41% of the market in 2023.") == [
        ("41%", "steel pumps", 2023, 2023)
    ]


def test_a_place_is_named_before_what_is_told_of_it():
    for aside in ("where 47,700 pumps were installed in 2022", "in which prices are low"):
        (share,) = behind(f"Europe, {aside}, contributed 36.4% of revenue in 2024.")
        assert share == ("36.4%", "europe", 2024, 2024)


@pytest.mark.parametrize(
    "cause", ["above all on account of", "mainly because of", "largely thanks to", "due chiefly to"]
)
def test_which_takes_up_the_cause_of_a_growth(cause):
    rate, *shares = behind(
        f"A CAGR of 7.5% is expected from 2024 to 2030, {cause} online retail, which took 18% of "
        "sales in 2023 and will take 31% in 2030."
    )
    assert rate == ("7.5%", None, 2024, 2030)
    assert [(quote, name) for quote, name, *_ in shares] == [
        ("18%", "online retail"),
        ("31%", "online retail"),
    ]


@pytest.mark.parametrize(
    "role", ["the backbone of the market", "the workhorse of the industry", "its main engine"]
)
def test_they_take_up_what_a_market_rests_on(role):
    told_of = behind(f"Steel pumps are {role}. They earned USD 3 billion in 2022.")
    assert told_of == [("USD 3 billion", "steel pumps", 2022, 2022)]
    # The market itself is no part of it.
    whole = behind(f"Pumps are {role}. They earned USD 3 billion in 2022.")
    assert whole == [("USD 3 billion", None, 2022, 2022)]


def test_a_share_said_beside_an_amount_is_of_the_same():
    assert behind("Steel pumps lead the field. They brought in USD 3 billion, or 41% of it.") == [
        ("USD 3 billion", "steel pumps", None, None),
        ("41%", "steel pumps", None, None),
    ]


@pytest.mark.parametrize("when", ["By 2033", "In 2033,", "By the year 2033"])
def test_its_share_by_a_year_is_that_of_the_sentence_before(when):
    _, share = behind(
        "Online retail will be the quickest to grow, at 15.8% a year between 2025 and 2033. "
        f"{when} its share is to reach 27%."
    )
    assert share == ("27%", "online retail", 2033, 2033)


ROWS = (
    "Hospitals, clinics and laboratories are the three end users in the pump market. In 2022 they "
    "accounted for {} of revenue respectively.",
    "The market is split into hospitals, clinics and laboratories. They held {} of revenue in "
    "2022, respectively.",
    "The end users are hospitals, clinics and laboratories. In that order, they took {} of revenue "
    "in 2022.",
)


@pytest.mark.parametrize("row", ROWS)
def test_numbers_in_order_have_the_names_of_the_sentence_before(row):
    found = behind(row.format("24.6%, 32.1% and 43.3%"))
    assert [name for _, name, *_ in found] == ["hospitals", "clinics", "laboratories"]


def test_rates_in_order_have_the_names_above():
    found = behind(
        "Hospitals, clinics and laboratories are the three end users. In 2022 they accounted for "
        "24.6%, 32.1% and 43.3% of revenue respectively. Their CAGRs from 2025 to 2032 are "
        "estimated at 21.6%, 17.9% and 19.2%, in that order."
    )
    assert [name for _, name, *_ in found] == ["hospitals", "clinics", "laboratories"] * 2


@pytest.mark.parametrize("so", ["so", "thus", "hence", "therefore"])
def test_what_a_market_added_is_growth_and_the_latter_year_the_second(so):
    assert behind(
        f"The market added USD 0.7 billion between 2023 and 2024 and {so} reached USD 9.7 billion "
        "in the latter year."
    ) == [("USD 0.7 billion", None, 2023, 2024), ("USD 9.7 billion", None, 2024, 2024)]


@pytest.mark.parametrize("when", ["that same year", "that year", "in the same year"])
def test_a_place_leads_with_its_share_of_the_year_told(when):
    found = behind(f"Steel pumps held 61% of revenue in 2022. Europe led with 44% {when}.")
    assert found[1] == ("44%", "europe", 2022, 2022)


@pytest.mark.parametrize(
    "rate", ["will be 18.7%", "is put at 18.7%", "18.7%", "will be as high as 18.7%"]
)
def test_that_of_a_part_is_its_rate(rate):
    assert behind(
        f"While the overall CAGR from 2025 to 2031 will be 10.2%, that of glass pumps {rate}."
    ) == [("10.2%", None, 2025, 2031), ("18.7%", "glass pumps", 2025, 2031)]


def test_revenue_compounds_and_debts_do_too():
    assert behind("Revenue should compound by 9.1% a year from 2024 to 2030.") == [
        ("9.1%", None, 2024, 2030)
    ]
    assert behind("Belor's debt compounds at 4% a year.") == []


SECOND = (
    "Online retail will raise its share of the market from 34% in 2024 to 42% in 2034, while {}."
)


def test_a_second_part_loses_what_the_first_wins():
    assert behind(SECOND.format("glass pumps will drop from 22% to 15% in those years"))[2:] == [
        ("22%", "glass pumps", 2024, 2024),
        ("15%", "glass pumps", 2034, 2034),
    ]
    for other in ("mortality", "margins"):
        assert len(behind(SECOND.format(f"{other} will drop from 22% to 15%"))) == 2


@pytest.mark.parametrize(
    "where", ["on global level", "at a global level", "on the global scale", "on a worldwide basis"]
)
def test_a_share_at_a_global_level_is_of_the_worlds_market(where):
    whole = "The pump market was worth USD 4.9 billion in 2022. "
    found = extract(read_text(f"{whole}Steel pumps have a 41% share {where}.", "told"))
    assert {c.geography for c in found} == {"WW"}
    people = extract(read_text(f"{whole}Two million patients wait {where}.", "told"))
    assert {c.geography for c in people if c.measure == "size"} == {None}


def test_money_with_a_rank_is_what_a_part_earns():
    for rank in (
        "were ahead of clinics with",
        "came before clinics at",
        "were first, before clinics at",
    ):
        first, *_ = behind(f"Hospitals, with USD 402 million in 2022, {rank} USD 335 million.")
        assert first == ("USD 402 million", "hospitals", 2022, 2022)
    assert behind(
        "Hospitals, with USD 4 million in 2022, were ahead of clinics with USD 3 million."
    )[1] == ("USD 3 million", "clinics", 2022, 2022)
    assert behind("The foundation, with USD 40 million in 2022, was the largest donor.") == []


@pytest.mark.parametrize("mark", [" -", ":"])
def test_a_list_of_facts_may_set_its_figures_first(mark):
    facts = told(
        "The global pump market in figures\n\n"
        f"- 44%{mark} share of steel pumps in 2023\n"
        f"- 21%{mark} Japan's share in 2023\n"
    )
    assert facts == [("44%", "steel pumps", 2023, 2023), ("21%", "japan", 2023, 2023)]


def test_keys_stand_behind_axes_and_keys():
    assert told(
        "The global pump market, segments in brief:\n"
        "• Application – mining: USD 2.05 billion in 2024; farming: CAGR 18.4% (2025-2030)\n"
        "• By end user: hospitals: USD 3 billion in 2023\n"
    ) == [
        ("USD 2.05 billion", "mining", 2024, 2024),
        ("18.4%", "farming", 2025, 2030),
        ("USD 3 billion", "hospitals", 2023, 2023),
    ]


def test_a_cell_has_no_year_of_the_cell_before():
    *_, leader = told(
        "Pump Market Snapshot: Size (2024) – $8.9B | Forecast (2029) – $11.9B | "
        "Leading region – North America, 38.8%\n\nGrowth of the global market is slow."
    )
    assert leader == ("38.8%", "north america", None, None)


@pytest.mark.parametrize("who", ["The note gives", "The study assigns", "Belor Research gives"])
def test_who_gives_a_share_does_not_hold_it(who):
    found = behind(f"{who} steel pumps 61% of 2022 sales and glass pumps 7%.")
    assert [(quote, name) for quote, name, *_ in found] == [
        ("61%", "steel pumps"),
        ("7%", "glass pumps"),
    ]


def test_a_market_is_named_behind_a_dateline():
    (size,) = extract(
        read_text(
            "OSLO, 3 May 2024 - Stem cell banking was a USD 7 billion market in 2023.", "told"
        )
    )
    assert size.market == "Stem cell banking"
