"""Sizes on pages of publishers and in the press: of which market or part of one they are."""

from __future__ import annotations

import pytest
from tests.claims.found import found

MARKET = "The global tissue engineering market was worth USD 22.4 billion in 2019. "


def parts(text: str) -> list[tuple[str | None, float | None]]:
    return [(size.segment, size.value) for size in found(text, "size")[1:]]


@pytest.mark.parametrize("link", ["leading at", "at", "first, at", "ahead at"])
@pytest.mark.parametrize("joined", [", followed by gels at", ", closely followed by gels at"])
def test_amounts_that_lead_and_follow_are_those_of_their_names(link: str, joined: str) -> None:
    listed = f"In 2024 it stood at USD 9 billion, with scaffolds {link} USD 5 billion{joined}"
    assert parts(f"{MARKET}{listed} USD 3 billion, and others at USD 1 billion.")[1:] == [
        ("scaffolds", 5e9),
        ("gels", 3e9),
        ("others", 1e9),
    ]
    assert parts(f"{MARKET}{listed} USD 3 billion.")[1:] == [("scaffolds", 5e9), ("gels", 3e9)]


@pytest.mark.parametrize(
    "done",
    [
        "show a marked gain, reaching",
        "show growth, reaching",
        "display growth, starting at",
        "keep an upward line, growing to",
        "also show growth, reaching",
    ],
)
def test_what_shows_growth_has_the_amount(done: str) -> None:
    assert parts(f"{MARKET}Scaffolds {done} USD 7.5 billion in 2024.") == [("Scaffolds", 7.5e9)]


def test_what_is_set_between_commas_is_no_subject() -> None:
    text = (
        f"{MARKET}Gels, while the least in value, show a rise, growing to USD 4.1 billion in 2020."
    )
    assert parts(text) == [("Gels", 4.1e9)]


def test_what_shows_something_else_is_who_reports_it() -> None:
    told = "Our data show the market growing, reaching USD 30 billion in 2024."
    assert parts(MARKET + told) == [(None, 30e9)]


@pytest.mark.parametrize("verb", ["form a sizeable", "stand for a large", "represent a big"])
def test_what_is_called_a_market_of_its_own_is_one(verb: str) -> None:
    text = f"{MARKET}Release testing services also {verb} market, booking $3.4 billion in 2023."
    assert [size.market for size in found(text, "size")][1:] == ["Release testing services"]


def test_new_transplants_are_no_market() -> None:
    text = "The transplant market was USD 9 billion. New transplants are to rise by 39% by 2040."
    assert not found(text, "cagr") and not found(text, "growth")


@pytest.mark.parametrize("amount", ["Tk. 1,32,400 lakh", "Tk 1,32,400 lakh", "Tk.1,32,400 lakh"])
def test_taka_are_read_with_and_without_a_stop(amount: str) -> None:
    (size,) = found(f"The blood products market was valued at {amount} in 2023.", "size")
    assert (size.value, size.currency, size.period_start) == (1.324e10, "BDT", 2023)


@pytest.mark.parametrize("said", ["priced", "estimated to be priced", "expected to be priced"])
def test_a_market_that_is_priced_has_a_size(said: str) -> None:
    sizes = found(f"The pump market is {said} at USD 0.42 billion in 2024.", "size")
    assert [size.value for size in sizes] == [4.2e8]
    assert not found("The pump is priced at USD 4,200 in 2024.", "size")


def test_the_pace_of_a_market_is_no_part_of_it() -> None:
    (rate,) = found(f"{MARKET}The pace of the market is to quicken, with a CAGR of 16%.", "cagr")
    assert rate.segment is None


def test_what_is_thought_of_another_market_names_it() -> None:
    told = "It is also thought that the cord blood banking market will advance evenly."
    then = "The market is forecast to go from USD 1.4 billion in 2023 to 2 billion."
    sizes = found(f"{MARKET}\n{told} {then}", "size")
    assert {size.market for size in sizes[1:]} == {"cord blood banking"}


@pytest.mark.parametrize(
    "names", ["seals, gaskets, and valves", "cells, tissues and valves", "cells and valves"]
)
@pytest.mark.parametrize("does", ["reached", "was valued at", "is expected to reach"])
def test_a_market_for_a_list_is_named_whole(names: str, does: str) -> None:
    (size,) = found(f"The market for {names} {does} USD 3 billion in 2023.", "size")
    assert (size.market, size.segment) == (names, None)


def test_a_clause_behind_a_comma_names_no_more_of_a_market() -> None:
    (size,) = found(
        "The market for pumps, and clinics are glad of it, was USD 3 bn in 2023.", "size"
    )
    assert size.market == "pumps"


@pytest.mark.parametrize("where", ["in vivo", "in vitro", "in situ", "ex vivo", "in-house"])
def test_where_cells_are_treated_is_part_of_a_name(where: str) -> None:
    text = f"{MARKET}The {where} therapy segment is to grow fastest, at a CAGR of 17.2%."
    assert [rate.segment for rate in found(text, "cagr")] == [f"{where} therapy"]


def test_two_adjectives_are_one_name() -> None:
    text = f"{MARKET}The third-generation, self-healing gels segment held a 71% share in 2023."
    assert [share.segment for share in found(text, "share")] == [
        "third-generation, self-healing gels"
    ]


def test_a_key_is_no_name_of_a_market() -> None:
    text = f"{MARKET}\nMarket Size: Global market valued at USD 22.4 billion (2019)."
    assert {size.market for size in found(text, "size")} == {"tissue engineering"}


def test_a_cost_is_no_size_of_a_market() -> None:
    cost = "The yearly cost keeps rising during the forecast period and is predicted to touch a"
    assert len(found(f"{MARKET}{cost} value of USD 228,000 by 2025.", "size")) == 1
    assert len(found("The gait belt market was worth USD 850 thousand in 2023.", "size")) == 1


def test_a_place_that_owns_its_market_has_one() -> None:
    text = f"{MARKET}\n- Latin America's market is to grow with the fastest CAGR of 18.4% to 2030."
    (rate,) = found(text, "cagr")
    assert (rate.segment, rate.geography) == (None, "latin_america")


def test_a_list_behind_a_market_is_none_of_its_parts() -> None:
    text = "The logistics market for sera, vaccines, and kits is set to touch USD 96.5 billion."
    (size,) = found(text, "size")
    assert (size.market, size.segment) == ("logistics", None)


def test_what_a_market_goes_together_with_is_no_subject() -> None:
    said = "This market, together with tools, gels, and other goods, is to expand at a CAGR of 25%."
    assert [rate.segment for rate in found(MARKET + said, "cagr")] == [None]


def test_gains_are_no_part_of_a_market() -> None:
    said = (
        "It is to hit USD 30 billion in 2026, with gains expected to touch USD 37 billion by 2035."
    )
    assert [size.segment for size in found(MARKET + said, "size")] == [None, None, None]


def test_what_goes_into_treatment_is_no_market() -> None:
    said = "Worldwide, about USD 60 billion goes into finding and treating heart failure."
    assert len(found(MARKET + said, "size")) == 1


def test_a_sector_of_a_place_is_its_market() -> None:
    (size,) = found(
        "In 2020, the dental sector of Mexico was to reach $6,412 million by 2026.", "size"
    )
    assert (size.market, size.segment, size.geography) == ("dental", None, "MEX")


def test_a_place_behind_the_verb_is_not_that_of_an_inserted_size() -> None:
    text = "The vaccine industry, valued at $63 billion in 2021, is reshaping care in Africa."
    assert [size.geography for size in found(text, "size")] == [None]


def test_parts_of_a_market_that_a_title_opens_with_are_no_markets() -> None:
    text = (
        "Blood Products: A Field in Change\nIssued - May 2003\nOne Reader: $3150\nA Study\n"
        "- The European blood products is a mature market. Worth $3.1 billion in 2002, blood "
        "products will bring in $3.9 billion by 2007.\n- Whole blood will rise at an average "
        "annual rate of 1.2%.\n\nNew ways of testing have arrived. They look for more. The "
        "costs are high. Once released it is sent by rail. A clinic may order it. Others wait."
    )
    (rate,) = found(text, "cagr")
    assert (rate.segment, rate.geography) == ("Whole blood", "europe")


def test_the_largest_and_fastest_segment_is_one() -> None:
    said = (
        "By class, films is projected to be the largest and quickest growing segment, advancing at "
        "a CAGR of 5.3% to take more than two-fifths of the global market by 2026."
    )
    assert [rate.segment for rate in found(MARKET + said, "cagr")] == ["films"]
    assert [(share.segment, share.period_end) for share in found(MARKET + said, "share")] == [
        ("films", 2026)
    ]


def test_a_rate_ahead_of_a_market_is_no_part_of_its_name() -> None:
    (size,) = found("At 13% CAGR Exosome Testing Market to touch USD 3.8 Billion by 2030", "size")
    assert size.market == "Exosome Testing"


def test_a_market_named_again_and_again_is_what_a_text_is_about() -> None:
    text = (
        "The tests on hand today in the market for pump diagnostics are made for few. Kits are "
        "old. Some say that over the next few years the pump diagnostics market will grow by 7.4% "
        "a year. Many wait. Clinics pay more. There are kinds within the pump diagnostics market, "
        "but the molecular typing area is the fastest-growing segment. It is expected to grow at "
        "a CAGR of 9.6% between 2020 and 2025. Use rises. The pump diagnostics market has rivals. "
        "Prices fall. The pump diagnostics market is young."
    )
    assert found(text, "cagr")[-1].segment == "molecular typing area"


def test_a_paragraph_about_a_countrys_market_stays_with_it() -> None:
    text = (
        f"{MARKET}\n\nGels are the main segment of the German tissue engineering market. They held "
        "a share of 47% in 2009. Films were second, with a share of 21%. They were followed by "
        "threads (15%) and clips (12%). Threads are the fastest-growing segment, at 11% a year."
    )
    assert {claim.geography for claim in found(text, "share")} == {"DEU"}
    assert {claim.geography for claim in found(text, "cagr")} == {"DEU"}
    later = f"{text} In Peru demand is low. Clips held a share of 30%."
    assert found(later, "share")[-1].geography != "DEU"


def test_revenue_from_one_drug_is_no_market() -> None:
    said = "In 2021, Norvelda made a revenue of USD 64.7 million from the drug Mycoban."
    assert len(found(MARKET + said, "size")) == 1


def test_parts_of_a_market_beside_the_pages_own_are_the_worlds() -> None:
    said = "By type, the flow meters segment led the meter market with a share of 27.3% in 2022."
    assert [share.geography for share in found(f"{MARKET}\n{said}", "share")] == ["WW"]
    national = MARKET.replace("global", "German")
    assert [share.geography for share in found(f"{national}\n{said}", "share")] != ["WW"]
    whole = "The meter market was worth USD 2 billion in 2022."
    assert found(f"{MARKET}\n{whole}", "size")[-1].geography is None


def test_what_opens_a_sentence_is_worth_is_that_of_this_segment() -> None:
    said = "Films hold the largest share. Worth $3 billion in 2018, this segment is to reach"
    assert parts(f"{MARKET}{said} $4 billion in 2024.") == [("Films", 3e9), ("Films", 4e9)]


def test_why_sales_rise_is_not_where() -> None:
    text = "Global pump sales to hit $21 billion by 2027 as Chinese market races ahead"
    assert [size.geography for size in found(text, "size")] == ["WW"]


def test_these_markets_are_some_and_not_the_worlds() -> None:
    text = (
        "The pump market is to reach $9 billion. In the global Gels segment, Peru and Chile will "
    )
    said = (
        "drive the 5% CAGR estimated for this segment. These regional markets making up $3 billion"
    )
    assert found(f"{text}{said} in 2022 will reach $4 billion.", "size")[-1].geography != "WW"


def test_a_market_whose_name_two_lines_share_is_named_whole() -> None:
    text = (
        "Market Overview\nPeru Plasma\nFractionation Market has valued at USD 412 Million in\n2024 "
        "and is to grow at a\nCAGR of 9.42% through 2030.\nThe Plasma Fractionation Market is old."
    )
    (size,) = found(text, "size")
    assert (size.market, size.scope, size.geography) == (
        "Plasma Fractionation",
        "transfusion",
        "PER",
    )


@pytest.mark.parametrize(
    "world",
    [
        "Early access schemes and global spending on suspension culture help.",
        "Demand in the gene therapy market is bound to the growing worldwide tumor burden.",
    ],
)
def test_what_else_is_global_is_not_where_the_market_is(world: str) -> None:
    (size,) = found(f"The gene therapy market hit USD 9 billion in 2026. {world}", "size")
    assert size.geography is None
    spent = "Global spending on gene therapy came to USD 9 billion in 2026."
    assert found(spent, "size")[0].geography == "WW"
