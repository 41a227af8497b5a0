"""Constructions met on pages of publishers and in the press: whose a figure is, and of when."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim

MARKET = "The global tissue engineering market was worth USD 22.4 billion in 2019. "


def of(text: str, measure: str) -> list[Claim]:
    return [claim for claim in extract(read_text(text, "page")) if claim.measure == measure]


def parts(text: str) -> list[tuple[str | None, float | None]]:
    return [(size.segment, size.value) for size in of(text, "size")[1:]]


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


@pytest.mark.parametrize("above", ["well above", "ahead of", "compared with", "faster than"])
@pytest.mark.parametrize("kind", ["", "mature markets like "])
def test_rates_in_brackets_are_those_of_the_places_held_against(above: str, kind: str) -> None:
    text = (
        f"The Peruvian oncology market will grow at a CAGR of 12.7% up to 2028, {above} {kind}"
        "Japan (2.9%) and Western Europe (4.4%) as well as the Middle East (7.6%)."
    )
    rates = of(text, "cagr")
    assert [(rate.value, rate.segment, rate.geography) for rate in rates] == [
        (12.7, None, "PER"),
        (2.9, None, "JPN"),
        (4.4, None, "WESTERN_EUROPE"),
        (7.6, None, "MIDDLE_EAST"),
    ]
    assert {rate.period_end for rate in rates} == {2028}


def test_a_headline_has_the_years_that_its_rate_is_printed_with_below() -> None:
    text = (
        "Plasma Market Size to Surpass USD 63.5 Billion by 2032 | CAGR 7.4%\n\n"
        "The plasma market was worth USD 33.4 billion in 2023 and is to rise from USD 35.9 billion "
        "in 2024 to USD 63.5 billion by 2032, at a CAGR of 7.4% (2024-2032)."
    )
    periods = [(rate.period_start, rate.period_end) for rate in of(text, "cagr")]
    assert periods == [(2024, 2032), (2024, 2032)]


@pytest.mark.parametrize("lifts", ["pushing", "lifting", "bringing", "raises"])
def test_what_is_lifted_to_a_share_has_it(lifts: str) -> None:
    text = f"{MARKET}Tighter rules are {lifts} sterile gels to a projected 9% share by 2029."
    assert [(share.segment, share.period_end) for share in of(text, "share")] == [
        ("sterile gels", 2029)
    ]


@pytest.mark.parametrize("verb", ["form a sizeable", "stand for a large", "represent a big"])
def test_what_is_called_a_market_of_its_own_is_one(verb: str) -> None:
    text = f"{MARKET}Release testing services also {verb} market, booking $3.4 billion in 2023."
    assert [size.market for size in of(text, "size")][1:] == ["Release testing services"]


def test_new_transplants_are_no_market() -> None:
    text = "The transplant market was USD 9 billion. New transplants are to rise by 39% by 2040."
    assert not of(text, "cagr") and not of(text, "growth")


@pytest.mark.parametrize("amount", ["Tk. 1,32,400 lakh", "Tk 1,32,400 lakh", "Tk.1,32,400 lakh"])
def test_taka_are_read_with_and_without_a_stop(amount: str) -> None:
    (size,) = of(f"The blood products market was valued at {amount} in 2023.", "size")
    assert (size.value, size.currency, size.period_start) == (1.324e10, "BDT", 2023)


@pytest.mark.parametrize("said", ["priced", "estimated to be priced", "expected to be priced"])
def test_a_market_that_is_priced_has_a_size(said: str) -> None:
    sizes = of(f"The pump market is {said} at USD 0.42 billion in 2024.", "size")
    assert [size.value for size in sizes] == [4.2e8]
    assert not of("The pump is priced at USD 4,200 in 2024.", "size")


def test_the_pace_of_a_market_is_no_part_of_it() -> None:
    (rate,) = of(f"{MARKET}The pace of the market is to quicken, with a CAGR of 16%.", "cagr")
    assert rate.segment is None


def test_what_is_thought_of_another_market_names_it() -> None:
    told = "It is also thought that the cord blood banking market will advance evenly."
    then = "The market is forecast to go from USD 1.4 billion in 2023 to 2 billion."
    sizes = of(f"{MARKET}\n{told} {then}", "size")
    assert {size.market for size in sizes[1:]} == {"cord blood banking"}


@pytest.mark.parametrize(
    "names", ["seals, gaskets, and valves", "cells, tissues and valves", "cells and valves"]
)
@pytest.mark.parametrize("does", ["reached", "was valued at", "is expected to reach"])
def test_a_market_for_a_list_is_named_whole(names: str, does: str) -> None:
    (size,) = of(f"The market for {names} {does} USD 3 billion in 2023.", "size")
    assert (size.market, size.segment) == (names, None)


def test_a_clause_behind_a_comma_names_no_more_of_a_market() -> None:
    (size,) = of("The market for pumps, and clinics are glad of it, was USD 3 bn in 2023.", "size")
    assert size.market == "pumps"


@pytest.mark.parametrize("seen", ["thought", "reckoned", "tipped", "foreseen", "on course"])
def test_what_is_foreseen_in_rarer_words_is_expected(seen: str) -> None:
    (rate,) = of(f"{MARKET}\n{seen.capitalize()} to keep up a CAGR of 9% to 2030.", "cagr")
    assert (rate.segment, rate.period_end) == (None, 2030)


def test_a_rate_printed_twice_has_the_years_it_is_printed_with() -> None:
    box = "Forecast Period\n\n2026-2030\n\nCAGR (2025-2030)\n\n7.4%"
    said = "The global reagents market is to grow in the forecast period at 7.4% CAGR through 2030."
    rates = of(f"{box}\n\n{said}", "cagr")
    assert {(rate.period_start, rate.period_end) for rate in rates} == {(2025, 2030)}
    assert len(rates) == 2


def test_a_rate_without_years_has_those_of_the_box_below() -> None:
    text = (
        "The pump market was valued at USD 9,836.4 million in 2020 and is to grow with a CAGR of "
        "6.8%.\nForecast Period | 2024-2032 |\nCAGR | 6.8% |"
    )
    assert {(rate.period_start, rate.period_end) for rate in of(text, "cagr")} == {(2024, 2032)}


@pytest.mark.parametrize("years", ["FY 2020 and FY 2025", "fiscal 2020 and fiscal year 2025"])
def test_fiscal_years_are_a_range(years: str) -> None:
    (rate,) = of(f"The pump market will grow at a CAGR of 9.6% between {years}.", "cagr")
    assert (rate.period_start, rate.period_end) == (2020, 2025)


@pytest.mark.parametrize("where", ["in vivo", "in vitro", "in situ", "ex vivo", "in-house"])
def test_where_cells_are_treated_is_part_of_a_name(where: str) -> None:
    text = f"{MARKET}The {where} therapy segment is to grow fastest, at a CAGR of 17.2%."
    assert [rate.segment for rate in of(text, "cagr")] == [f"{where} therapy"]


def test_two_adjectives_are_one_name() -> None:
    text = f"{MARKET}The third-generation, self-healing gels segment held a 71% share in 2023."
    assert [share.segment for share in of(text, "share")] == ["third-generation, self-healing gels"]


@pytest.mark.parametrize("verb", ["arises", "results", "flows", "stems"])
def test_demand_that_comes_from_something_is_its_share(verb: str) -> None:
    text = f"{MARKET}About 39% of scaffold demand {verb} from burns, 27% from ulcers."
    assert [share.segment for share in of(text, "share")] == ["burns", "ulcers"]


def test_growth_that_leads_to_a_forecast_is_yearly() -> None:
    said = "It is projected to hit USD 35 billion (2030) with 4.2% growth."
    assert [rate.value for rate in of(MARKET + said, "cagr")] == [4.2]
    one_year = "From USD 22.4 billion in 2019 it is to reach USD 24 billion in 2020 with 7% growth."
    assert not of(MARKET + one_year, "cagr")


def test_a_key_is_no_name_of_a_market() -> None:
    text = f"{MARKET}\nMarket Size: Global market valued at USD 22.4 billion (2019)."
    assert {size.market for size in of(text, "size")} == {"tissue engineering"}


def test_a_cost_is_no_size_of_a_market() -> None:
    cost = "The yearly cost keeps rising during the forecast period and is predicted to touch a"
    assert len(of(f"{MARKET}{cost} value of USD 228,000 by 2025.", "size")) == 1
    assert len(of("The gait belt market was worth USD 850 thousand in 2023.", "size")) == 1


def test_a_place_that_owns_its_market_has_one() -> None:
    text = f"{MARKET}\n- Latin America's market is to grow with the fastest CAGR of 18.4% to 2030."
    (rate,) = of(text, "cagr")
    assert (rate.segment, rate.geography) == (None, "latin_america")


def test_a_list_behind_a_market_is_none_of_its_parts() -> None:
    text = "The logistics market for sera, vaccines, and kits is set to touch USD 96.5 billion."
    (size,) = of(text, "size")
    assert (size.market, size.segment) == ("logistics", None)


def test_what_a_market_goes_together_with_is_no_subject() -> None:
    said = "This market, together with tools, gels, and other goods, is to expand at a CAGR of 25%."
    assert [rate.segment for rate in of(MARKET + said, "cagr")] == [None]


def test_gains_are_no_part_of_a_market() -> None:
    said = (
        "It is to hit USD 30 billion in 2026, with gains expected to touch USD 37 billion by 2035."
    )
    assert [size.segment for size in of(MARKET + said, "size")] == [None, None, None]


@pytest.mark.parametrize("growth", ["climb by 44%", "grow by 60%"])
def test_growth_by_much_is_in_all(growth: str) -> None:
    said = f"{MARKET}The tissue engineering market is set to {growth} between 2023 and 2027."
    assert not of(said, "cagr") and len(of(said, "growth")) == 1
    yearly = "The tissue engineering market is set to grow by 4% between 2023 and 2027."
    assert len(of(yearly, "cagr")) == 1


def test_headcount_of_an_industry_is_none_of_its_growth() -> None:
    assert not of("The dental industry's headcount growth rate was 2.1% annually to 2024.", "cagr")


def test_what_goes_into_treatment_is_no_market() -> None:
    said = "Worldwide, about USD 60 billion goes into finding and treating heart failure."
    assert len(of(MARKET + said, "size")) == 1


def test_a_sector_of_a_place_is_its_market() -> None:
    (size,) = of(
        "In 2020, the dental sector of Mexico was to reach $6,412 million by 2026.", "size"
    )
    assert (size.market, size.segment, size.geography) == ("dental", None, "MEX")


def test_a_place_behind_the_verb_is_not_that_of_an_inserted_size() -> None:
    text = "The vaccine industry, valued at $63 billion in 2021, is reshaping care in Africa."
    assert [size.geography for size in of(text, "size")] == [None]


def test_the_largest_user_has_its_share() -> None:
    said = "The home care industry is the largest end-user of gels, accounting for 37% of demand."
    assert [share.segment for share in of(MARKET + said, "share")] == ["home care"]


def test_a_list_of_followers_does_not_take_the_share() -> None:
    said = "Germany led the region followed by the UK and Spain, with a share of 27.3% in 2022."
    assert [share.segment for share in of(MARKET + said, "share")] == ["Germany"]


def test_a_share_that_may_reach_a_level_is_that_of_its_owner() -> None:
    said = "The segment of family banks may gain in its share, which may reach 75.8% of the market."
    assert [share.segment for share in of(MARKET + said, "share")] == ["family banks"]


@pytest.mark.parametrize("unit", ["mlns", "million"])
def test_a_table_whose_last_column_is_a_range_of_years(unit: str) -> None:
    table = (
        f"Dressing market forecasts by type ($ {unit})\nDressings 2019 2020 2026 2020-2026\n"
        "Foam 574 629 1,066 9.2\nFilm 906 962 1,379 6.2\nTOTALS 1,480 1,591 2,445 7.4"
    )
    assert [(size.segment, size.value) for size in of(table, "size")][::3] == [
        ("Foam", 574e6),
        ("Film", 906e6),
        (None, 1480e6),
    ]
    assert {(rate.period_start, rate.period_end) for rate in of(table, "cagr")} == {(2020, 2026)}


def test_a_rate_that_leads_to_the_last_year_of_the_forecast_starts_with_it() -> None:
    text = (
        "The global demand for pumps is to rise at 6.2% CAGR over the forecast period from 2023 to "
        "2033. However, the demand in the pump market is to rise at a CAGR of 6.0%, reaching USD "
        "27.1 billion by the end of 2033."
    )
    assert {(rate.period_start, rate.period_end) for rate in of(text, "cagr")} == {(2023, 2033)}


def test_a_market_is_a_part_of_its_countrys_larger_one() -> None:
    text = "In Peru, the gel market accounted for 31.7% of the country's overall wound care demand."
    (share,) = of(text, "share")
    assert (share.market, share.segment, share.geography) == ("wound care", "gel", "PER")


def test_demand_for_a_segment_and_the_share_of_that_segment() -> None:
    said = (
        "Demand is to stay firm for soft gels, with the said segment accounting for a 38.4% share."
    )
    assert [share.segment for share in of(MARKET + said, "share")] == ["soft gels"]


def test_what_is_second_fastest_grows() -> None:
    said = (
        "Second fastest is films, growing at 5.9% a year and third is gels, growing at 5.3% a year."
    )
    assert [rate.segment for rate in of(MARKET + said, "cagr")] == ["films", "gels"]


def test_a_row_that_is_a_share_says_so_itself() -> None:
    text = "Global Pump Market Value | USD 20 Billion |\nMarket Share of Top 5 Countries | 48.6% |"
    assert [share.segment for share in of(text, "share")] == ["Top 5 Countries"]


def test_where_use_is_greatest_a_share_is_taken_up() -> None:
    said = "By end-user, it has clinics, banks and others. Use was greatest in clinics and banks. "
    share = "This segment represented nearly 38% revenue share of the market in 2018."
    assert [claim.segment for claim in of(MARKET + said + share, "share")] == ["clinics and banks"]


def test_parts_of_a_market_that_a_title_opens_with_are_no_markets() -> None:
    text = (
        "Blood Products: A Field in Change\nIssued - May 2003\nOne Reader: $3150\nA Study\n"
        "- The European blood products is a mature market. Worth $3.1 billion in 2002, blood "
        "products will bring in $3.9 billion by 2007.\n- Whole blood will rise at an average "
        "annual rate of 1.2%.\n\nNew ways of testing have arrived. They look for more. The "
        "costs are high. Once released it is sent by rail. A clinic may order it. Others wait."
    )
    (rate,) = of(text, "cagr")
    assert (rate.segment, rate.geography) == ("Whole blood", "europe")


def test_the_largest_and_fastest_segment_is_one() -> None:
    said = (
        "By class, films is projected to be the largest and quickest growing segment, advancing at "
        "a CAGR of 5.3% to take more than two-fifths of the global market by 2026."
    )
    assert [rate.segment for rate in of(MARKET + said, "cagr")] == ["films"]
    assert [(share.segment, share.period_end) for share in of(MARKET + said, "share")] == [
        ("films", 2026)
    ]


def test_capacity_that_rises_with_a_market_is_no_growth_of_it() -> None:
    said = "The gel market has shown progress with its capacity rising by 31% from 2021 to 2023."
    assert not of(said, "cagr")


def test_a_rate_beside_its_first_year_has_the_years_it_is_printed_with() -> None:
    text = (
        "Demand in the pump market is set to increase at a 6.1% CAGR, reaching a valuation of US$ "
        "5.2 Bn in 2022.\n\nCAGR 2022-2032\n\n6.1%"
    )
    assert {(rate.period_start, rate.period_end) for rate in of(text, "cagr")} == {(2022, 2032)}


def test_a_rate_whose_sentence_gives_both_values_keeps_its_forecast_period() -> None:
    text = (
        "Forecast Period | 2025-2029 |\nCAGR (2024-2029) | 6.14% |\nThe pump market was valued at "
        "USD 58 Million in 2023 and is expected to reach USD 83 Million by 2029 with a CAGR of "
        "6.14% during the forecast period."
    )
    assert [rate.period_start for rate in of(text, "cagr")] == [2024, 2025]


def test_a_rate_ahead_of_a_market_is_no_part_of_its_name() -> None:
    (size,) = of("At 13% CAGR Exosome Testing Market to touch USD 3.8 Billion by 2030", "size")
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
    assert of(text, "cagr")[-1].segment == "molecular typing area"


def test_a_paragraph_about_a_countrys_market_stays_with_it() -> None:
    text = (
        f"{MARKET}\n\nGels are the main segment of the German tissue engineering market. They held "
        "a share of 47% in 2009. Films were second, with a share of 21%. They were followed by "
        "threads (15%) and clips (12%). Threads are the fastest-growing segment, at 11% a year."
    )
    assert {claim.geography for claim in of(text, "share")} == {"DEU"}
    assert {claim.geography for claim in of(text, "cagr")} == {"DEU"}
    later = f"{text} In Peru demand is low. Clips held a share of 30%."
    assert of(later, "share")[-1].geography != "DEU"


def test_what_the_leading_use_is_has_its_share() -> None:
    said = "The leading use of films in 2009 was eye surgery, representing 38% of the total market."
    assert [share.segment for share in of(MARKET + said, "share")] == ["eye surgery"]


def test_revenue_from_one_drug_is_no_market() -> None:
    said = "In 2021, Norvelda made a revenue of USD 64.7 million from the drug Mycoban."
    assert len(of(MARKET + said, "size")) == 1


def test_parts_of_a_market_beside_the_pages_own_are_the_worlds() -> None:
    said = "By type, the flow meters segment led the meter market with a share of 27.3% in 2022."
    assert [share.geography for share in of(f"{MARKET}\n{said}", "share")] == ["WW"]
    national = MARKET.replace("global", "German")
    assert [share.geography for share in of(f"{national}\n{said}", "share")] != ["WW"]
    whole = "The meter market was worth USD 2 billion in 2022."
    assert of(f"{MARKET}\n{whole}", "size")[-1].geography is None


def test_shares_beside_one_of_a_countrys_market_are_of_it_as_well() -> None:
    said = "Clinics had 27% of the German market, and surgeons 14%. Others had the remaining 6%."
    assert [share.geography for share in of(MARKET + said, "share")] == ["DEU", "DEU", "DEU"]


def test_how_far_behind_a_part_is_names_none() -> None:
    said = "Films hold 9.4% of the total, closely followed by gels at 9.1% and by threads, some way"
    shares = of(f"{MARKET}{said} behind at 6.7%.", "share")
    assert [share.segment for share in shares] == ["Films", "gels", "threads"]


@pytest.mark.parametrize("own", ["Asia's third largest", "the world's fastest growing"])
def test_a_country_called_an_economy_has_its_rate(own: str) -> None:
    said = f"India, {own} economy, is to reach a pump market size of US$4.1 Billion by 2030"
    (rate,) = of(f"{said} trailing a CAGR of 21.3% over the analysis period 2022 to 2030.", "cagr")
    assert (rate.geography, rate.period_start, rate.period_end) == ("IND", 2022, 2030)


def test_what_opens_a_sentence_is_worth_is_that_of_this_segment() -> None:
    said = "Films hold the largest share. Worth $3 billion in 2018, this segment is to reach"
    assert parts(f"{MARKET}{said} $4 billion in 2024.") == [("Films", 3e9), ("Films", 4e9)]


def test_why_sales_rise_is_not_where() -> None:
    text = "Global pump sales to hit $21 billion by 2027 as Chinese market races ahead"
    assert [size.geography for size in of(text, "size")] == ["WW"]


def test_how_often_an_illness_occurs_is_no_share() -> None:
    said = "The frequency of conditions in Peru was as follows: neuropathy at 19.4%, gout at 7.8%."
    assert not of(MARKET + said, "share")


def test_what_a_share_is_led_by_does_not_have_it() -> None:
    said = "The films segment seized more than 17% of revenue share in 2021 led by cheaper resins."
    assert [share.segment for share in of(MARKET + said, "share")] == ["films"]


def test_these_markets_are_some_and_not_the_worlds() -> None:
    text = (
        "The pump market is to reach $9 billion. In the global Gels segment, Peru and Chile will "
    )
    said = (
        "drive the 5% CAGR estimated for this segment. These regional markets making up $3 billion"
    )
    assert of(f"{text}{said} in 2022 will reach $4 billion.", "size")[-1].geography != "WW"


def test_a_market_whose_name_two_lines_share_is_named_whole() -> None:
    text = (
        "Market Overview\nPeru Plasma\nFractionation Market has valued at USD 412 Million in\n2024 "
        "and is to grow at a\nCAGR of 9.42% through 2030.\nThe Plasma Fractionation Market is old."
    )
    (size,) = of(text, "size")
    assert (size.market, size.scope, size.geography) == (
        "Plasma Fractionation",
        "transfusion",
        "PER",
    )
