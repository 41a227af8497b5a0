"""Rates on pages of publishers and in the press: whose they are, and between which years."""

from __future__ import annotations

import pytest
from tests.claims.found import found

MARKET = "The global tissue engineering market was worth USD 22.4 billion in 2019. "


@pytest.mark.parametrize("above", ["well above", "ahead of", "compared with", "faster than"])
@pytest.mark.parametrize("kind", ["", "mature markets like "])
def test_rates_in_brackets_are_those_of_the_places_held_against(above: str, kind: str) -> None:
    text = (
        f"The Peruvian oncology market will grow at a CAGR of 12.7% up to 2028, {above} {kind}"
        "Japan (2.9%) and Western Europe (4.4%) as well as the Middle East (7.6%)."
    )
    rates = found(text, "cagr")
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
    periods = [(rate.period_start, rate.period_end) for rate in found(text, "cagr")]
    assert periods == [(2024, 2032), (2024, 2032)]


@pytest.mark.parametrize("seen", ["thought", "reckoned", "tipped", "foreseen", "on course"])
def test_what_is_foreseen_in_rarer_words_is_expected(seen: str) -> None:
    (rate,) = found(f"{MARKET}\n{seen.capitalize()} to keep up a CAGR of 9% to 2030.", "cagr")
    assert (rate.segment, rate.period_end) == (None, 2030)


def test_a_rate_printed_twice_has_the_years_it_is_printed_with() -> None:
    box = "Forecast Period\n\n2026-2030\n\nCAGR (2025-2030)\n\n7.4%"
    said = "The global reagents market is to grow in the forecast period at 7.4% CAGR through 2030."
    rates = found(f"{box}\n\n{said}", "cagr")
    assert {(rate.period_start, rate.period_end) for rate in rates} == {(2025, 2030)}
    assert len(rates) == 2


def test_a_rate_without_years_has_those_of_the_box_below() -> None:
    text = (
        "The pump market was valued at USD 9,836.4 million in 2020 and is to grow with a CAGR of "
        "6.8%.\nForecast Period | 2024-2032 |\nCAGR | 6.8% |"
    )
    assert {(rate.period_start, rate.period_end) for rate in found(text, "cagr")} == {(2024, 2032)}


@pytest.mark.parametrize("years", ["FY 2020 and FY 2025", "fiscal 2020 and fiscal year 2025"])
def test_fiscal_years_are_a_range(years: str) -> None:
    (rate,) = found(f"The pump market will grow at a CAGR of 9.6% between {years}.", "cagr")
    assert (rate.period_start, rate.period_end) == (2020, 2025)


def test_growth_that_leads_to_a_forecast_is_yearly() -> None:
    said = "It is projected to hit USD 35 billion (2030) with 4.2% growth."
    assert [rate.value for rate in found(MARKET + said, "cagr")] == [4.2]
    one_year = "From USD 22.4 billion in 2019 it is to reach USD 24 billion in 2020 with 7% growth."
    assert not found(MARKET + one_year, "cagr")


@pytest.mark.parametrize("growth", ["climb by 44%", "grow by 60%"])
def test_growth_by_much_is_in_all(growth: str) -> None:
    said = f"{MARKET}The tissue engineering market is set to {growth} between 2023 and 2027."
    assert not found(said, "cagr") and len(found(said, "growth")) == 1
    yearly = "The tissue engineering market is set to grow by 4% between 2023 and 2027."
    assert len(found(yearly, "cagr")) == 1


def test_headcount_of_an_industry_is_none_of_its_growth() -> None:
    assert not found(
        "The dental industry's headcount growth rate was 2.1% annually to 2024.", "cagr"
    )


@pytest.mark.parametrize("unit", ["mlns", "million"])
def test_a_table_whose_last_column_is_a_range_of_years(unit: str) -> None:
    table = (
        f"Dressing market forecasts by type ($ {unit})\nDressings 2019 2020 2026 2020-2026\n"
        "Foam 574 629 1,066 9.2\nFilm 906 962 1,379 6.2\nTOTALS 1,480 1,591 2,445 7.4"
    )
    assert [(size.segment, size.value) for size in found(table, "size")][::3] == [
        ("Foam", 574e6),
        ("Film", 906e6),
        (None, 1480e6),
    ]
    assert {(rate.period_start, rate.period_end) for rate in found(table, "cagr")} == {(2020, 2026)}


def test_a_rate_that_leads_to_the_last_year_of_the_forecast_starts_with_it() -> None:
    text = (
        "The global demand for pumps is to rise at 6.2% CAGR over the forecast period from 2023 to "
        "2033. However, the demand in the pump market is to rise at a CAGR of 6.0%, reaching USD "
        "27.1 billion by the end of 2033."
    )
    assert {(rate.period_start, rate.period_end) for rate in found(text, "cagr")} == {(2023, 2033)}


def test_what_is_second_fastest_grows() -> None:
    said = (
        "Second fastest is films, growing at 5.9% a year and third is gels, growing at 5.3% a year."
    )
    assert [rate.segment for rate in found(MARKET + said, "cagr")] == ["films", "gels"]


def test_capacity_that_rises_with_a_market_is_no_growth_of_it() -> None:
    said = "The gel market has shown progress with its capacity rising by 31% from 2021 to 2023."
    assert not found(said, "cagr")


def test_a_rate_beside_its_first_year_has_the_years_it_is_printed_with() -> None:
    text = (
        "Demand in the pump market is set to increase at a 6.1% CAGR, reaching a valuation of US$ "
        "5.2 Bn in 2022.\n\nCAGR 2022-2032\n\n6.1%"
    )
    assert {(rate.period_start, rate.period_end) for rate in found(text, "cagr")} == {(2022, 2032)}


def test_a_rate_whose_sentence_gives_both_values_keeps_its_forecast_period() -> None:
    text = (
        "Forecast Period | 2025-2029 |\nCAGR (2024-2029) | 6.14% |\nThe pump market was valued at "
        "USD 58 Million in 2023 and is expected to reach USD 83 Million by 2029 with a CAGR of "
        "6.14% during the forecast period."
    )
    assert [rate.period_start for rate in found(text, "cagr")] == [2024, 2025]


@pytest.mark.parametrize("own", ["Asia's third largest", "the world's fastest growing"])
def test_a_country_called_an_economy_has_its_rate(own: str) -> None:
    said = f"India, {own} economy, is to reach a pump market size of US$4.1 Billion by 2030"
    (rate,) = found(
        f"{said} trailing a CAGR of 21.3% over the analysis period 2022 to 2030.", "cagr"
    )
    assert (rate.geography, rate.period_start, rate.period_end) == ("IND", 2022, 2030)


BOX = (
    "Gauze Market Forecast (2024 - 2030)\n\n"
    "Gauze Market was valued at USD 4,000 million in the year 2023. It is expected to climb to "
    "USD 7,980 million by the year 2030, while growing at a CAGR of 10.4%.\n\nCAGR 10.4 %\n\n"
    "| Study Period | 2024 - 2030 |\n|---|---|\n| Base Year | 2023 |\n| CAGR (%) | 10.4 % |\n"
)


def test_a_box_that_prints_two_values_has_its_rate_between_them() -> None:
    sizes = ((2023, "4,000"), (2030, "7,980"))
    rows = [f"| Market Size ({year}) | USD {size} Million |" for year, size in sizes]
    rates = found(BOX + "\n".join(rows), "cagr")
    assert [(rate.period_start, rate.period_end) for rate in rates] == [(2023, 2030)] * 3


def test_a_study_from_the_base_year_on_is_one_of_the_forecast_where_nothing_is_valued() -> None:
    box = "Gauze Market\n| Study Period | 2024 - 2030 |\n|---|---|\n| Base Year | 2023 |\n"
    (rate,) = found(f"{box}| CAGR (%) | 10.4 % |\n", "cagr")
    assert (rate.period_start, rate.period_end) == (2024, 2030)


def test_a_rate_without_years_ends_where_it_does_when_printed_again() -> None:
    text = (
        "The gauze market reached USD 6 billion in 2025. Asia-Pacific is growing the fastest at a "
        "17.66% CAGR on the back of new rules.\n- By use, hospitals grow at a 9.1% CAGR.\n"
        "- By geography, Asia-Pacific is projected to grow at a 17.66% CAGR through 2030."
    )
    rates = [(rate.value, rate.period_start, rate.period_end) for rate in found(text, "cagr")]
    assert rates == [(17.66, None, 2030), (9.1, None, None), (17.66, None, 2030)]


def test_a_line_that_opens_with_a_short_form_goes_on() -> None:
    text = (
        "The gauze market was worth $1.3 billion in 2019, and is set to expand at a compound "
        "annual growth rate\n(CAGR) of 9.7% to attain $2.5 billion in 2026."
    )
    assert [size.value for size in found(text, "size")] == [1.3e9, 2.5e9]


def test_incremental_revenue_is_growth() -> None:
    text = "The gauze market will surpass USD 1.9 billion by 2027. Software will add incremental "
    (added,) = found(f"{text}revenue over USD 0.35 billion by 2027.", "growth")
    assert (added.value, added.period_end) == (0.35e9, 2027)
    assert len(found(f"{text}revenue over USD 0.35 billion by 2027.", "size")) == 1


def test_a_rate_alone_on_its_line_is_the_one_that_the_text_gives() -> None:
    box = "Market Snapshot\nLargest Market:\nEurope\n{}\nKey Players\nKasama Devices\n\n"
    said = (
        "The global pens market stood at USD 5,318 million in 2018 and is expected to expand at a "
    )
    text = f"{said}CAGR of 6.4% during the forecast period, 2019-2028."
    rates = found(box.format("6.4 %") + text, "cagr")
    assert [(rate.period_start, rate.period_end) for rate in rates] == [(2019, 2028)] * 2
    assert len(found(box.format("7.4 %") + text, "cagr")) == 1


def test_a_predicted_size_is_that_of_the_market_before() -> None:
    text = (
        "The global gel market size touched USD 6.7 billion in 2023. The market is to advance at a "
        "CAGR of 15.8% from 2024 to 2032, with the predicted market size set to reach USD 25 bn."
    )
    assert [(one.market, one.geography) for one in found(text, "cagr")] == [("gel", "WW")]


def test_calculations_suggest_what_a_market_will_be() -> None:
    text = "The gel market was valued at US$ 3,916 million in 2023, with calculations suggesting "
    sizes = found(f"{text}it will rise to around US$ 13,204 million by 2031.", "size")
    assert [(size.value, size.period_end) for size in sizes][1:] == [(13204e6, 2031)]
