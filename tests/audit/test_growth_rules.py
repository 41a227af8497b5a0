from __future__ import annotations

from dataclasses import replace

import pytest
from tests.audit.shorthand import audited, cagr, claim, rules, size


def test_cagr_end_points_error_names_what_was_tried():
    found = audited(size(10, 2024), size(20, 2030), cagr(20, 2025, 2030)).findings
    assert [(one.rule, one.severity) for one in found] == [("cagr_end_points", "error")]
    assert "2024 to 2030 (6 years)" in found[0].message
    assert "2025 to 2030 (5 years)" in found[0].message
    assert found[0].claims and len(found[0].claims) == 3


def test_the_base_year_habit_is_a_note():
    found = audited(size(14.2, 2024), size(127.1, 2034), cagr(24.5, 2025, 2034)).findings
    assert [(one.rule, one.severity) for one in found] == [("cagr_end_points", "note")]
    assert "base-year habit" in found[0].message


def test_a_habit_does_not_excuse_a_rate_whose_own_first_year_has_a_size():
    sizes = size(225.05, 2024, 0.01), size(600.97, 2034, 0.01)
    rate = cagr(11.54, 2025, 2034)
    assert [one.severity for one in audited(*sizes, rate).findings] == ["note"]
    found = audited(*sizes, size(251.01, 2025, 0.01), rate).findings
    assert [(one.rule, one.severity) for one in found] == [("cagr_end_points", "error")]
    # (600.97 / 251.01) ** (1 / 9) - 1
    assert "10.19 %" in found[0].expected
    grown = audited(*sizes, size(224.89, 2025, 0.01), rate)
    assert not grown.findings and grown.verdict.holds >= 1


def test_growth_in_all_is_a_note_that_says_what_it_is_a_year():
    found = audited(size(345.7, 2020), size(811.6, 2025), cagr(134.8, 2020, 2025)).findings
    assert [(one.rule, one.severity) for one in found] == [("cagr_end_points", "note")]
    assert "in all, over 5 years" in found[0].message
    assert "18.6" in found[0].expected


def test_a_plain_rate_holds():
    said = audited(size(10, 2024), size(20, 2031), cagr(10.4, 2024, 2031))
    assert not said.findings and said.verdict.holds >= 1


def test_a_near_miss_is_a_warning():
    found = audited(size(10, 2024, 0.01), size(20, 2031, 0.01), cagr(10.7, 2024, 2031)).findings
    assert [one.severity for one in found] == ["warning"]


def test_a_rate_reaches_no_sizes_of_other_years_or_markets():
    unlike = [
        size(10, 2020),
        size(10, 2024, scope="nk"),
        size(10, 2024, geography="USA"),
        size(10, 2024, dimension="product", segment="Kymriah"),
    ]
    for other in unlike:
        assert not rules(other, size(20, 2031, status="forecast"), cagr(50, 2024, 2031))


def test_two_currencies_are_not_mixed():
    sizes = [size(10, 2024), size(20, 2031, currency="EUR", quote="EUR 20 billion")]
    assert not rules(*sizes, cagr(50, 2024, 2031))


def test_two_values():
    assert rules(size(10, 2024), size(12, 2024)) == ["two_values"]
    assert not rules(size(10, 2024), size(10.04, 2024, 0.01))
    assert not rules(size(10, 2024), size(12, 2025))
    assert not rules(size(10, 2024, sentence=1), size(12, 2024, sentence=1))  # two sources
    assert not rules(size(10, 2024), size(12, 2024, currency="EUR"))
    assert not rules(size(10, 2024, status="history"), size(12, 2024, status="forecast"))
    assert not rules(size(10, 2024), size(9, 2024, bound="at_least"))


def test_a_claim_behind_another_place_is_of_unknown_place():
    world = size(10, 2024, geography="WW")
    american = size(4, 2024, geography="USA", dimension="country", segment="U.S.")
    assert not rules(world, american, size(5, 2024))


def test_two_end_years():
    base = size(10, 2024, status="history")
    ends = [size(40.1, year, status="forecast") for year in (2033, 2034)]
    assert "two_end_years" in rules(base, *ends, cagr(16.7, 2024, 2033))
    # Without a rate nothing says how much it grows, but three equal digits are no chance.
    found = audited(base, *ends).findings
    assert [(one.rule, one.severity) for one in found] == [("two_end_years", "warning")]
    rounded = [size(40, year, 1, status="forecast") for year in (2033, 2034)]
    assert not rules(base, *rounded)
    assert "two_end_years" in rules(base, *rounded, cagr(16.7, 2024, 2033))


def test_several_growth_rates():
    assert rules(cagr(10, 2024, 2031), cagr(14, 2025, 2031)) == ["several_growth_rates"]
    assert rules(cagr(10, 2022, 2030), cagr(14, 2025, 2033)) == ["several_growth_rates"]
    assert not rules(cagr(10, 2024, 2031), cagr(10.04, 2025, 2031, 0.01))
    assert not rules(cagr(8, 2018, 2024), cagr(14, 2025, 2033))
    assert not rules(cagr(8, 2025, 2028), cagr(14, 2025, 2035))
    assert not rules(cagr(8, 2025, 2033), cagr(14, 2025, 2033, geography="china"))


def test_base_year_jump():
    sizes = [size(2, 2023, 1), size(14.2, 2024)]
    assert rules(*sizes, cagr(24.5, 2025, 2034)) == ["base_year_jump"]
    assert not rules(*sizes)
    assert not rules(size(10, 2023), size(13.5, 2024), cagr(12, 2025, 2034))


def test_several_bases():
    found = rules(
        *(size(4.9, 2022, sentence=1), size(23.4, 2030, sentence=1)),
        cagr(21.5, 2022, 2030, sentence=1),
        *(size(14.8, 2024, sentence=2), size(29.7, 2031, sentence=2)),
        cagr(10.5, 2024, 2031, sentence=2),
    )
    assert "several_bases" in found
    assert not rules(
        *(size(10, 2023, sentence=1), size(19.5, 2030, sentence=1)),
        cagr(10, 2023, 2030, sentence=1),
        size(11.2, 2024, sentence=2),
    )


def test_period_mismatch():
    sizes = [size(10, 2024, sentence=1), size(20, 2033, sentence=1)]
    assert rules(*sizes, cagr(8, 2026, 2033, sentence=1)) == ["period_mismatch"]
    assert not rules(*sizes, cagr(8, 2025, 2033, sentence=1))
    study = claim("period", "2021 to 2031", period_start=2021, period_end=2031)
    assert rules(study, cagr(8, 2026, 2033)) == ["period_mismatch"]
    assert not rules(study, cagr(8, 2025, 2031))
    assert not rules(study, cagr(8, 2020, 2031))


@pytest.mark.parametrize("factor", [1000, 10])
def test_unit_slip_in_one_year(factor):
    assert rules(size(14.2, 2024), size(14.2 / factor, 2024, 0.1 / factor)) == ["unit_slip"]


def test_unit_slip_against_the_rate_and_the_series():
    slipped = [size(10, 2024), size(0.02, 2031, 0.0001)]
    assert rules(*slipped, cagr(10.4, 2024, 2031)) == ["unit_slip"]
    assert rules(size(9, 2023), size(0.01, 2024, 0.001), size(11, 2025)) == ["unit_slip"]
    assert not rules(size(0.1, 2023), size(0.25, 2024), size(0.6, 2025))


@pytest.mark.parametrize("bound", ["exact", "about", "more_than", "less_than", "at_least"])
def test_a_decline_that_fits_holds(bound):
    sizes = (size(10, 2024), size(8.1, 2030))
    said = audited(*sizes, cagr(-3.5, 2024, 2030, bound=bound))
    assert not said.findings and said.verdict.holds >= 1


def test_a_decline_against_growth():
    sizes = (size(10, 2024), size(20, 2030))
    unsigned = replace(cagr(-3.5, 2024, 2030), quote="3.5 %")
    found = audited(*sizes, unsigned).findings
    assert [one.rule for one in found] == ["cagr_end_points"]
    assert "minus 3.5% a year is printed" in found[0].message
    assert "(20 / 10)^(1/6) - 1 = 12.1 to 12.4 %" in found[0].message
    assert rules(size(10, 2024), size(8.1, 2030), cagr(3.5, 2024, 2030)) == ["cagr_end_points"]


@pytest.mark.parametrize("rate", [-100.0, -250.0, -1e300, 1e300])
def test_impossible_rates_break_nothing(rate):
    sizes = (size(10, 2024, bound="at_least"), size(9.7, 2025), size(8100, 2030), size(8, 2300))
    assert audited(*sizes, cagr(rate, 2024, 2030), cagr(rate, 2024, 2300)).verdict.checks


def test_a_declining_market_is_rarely_first():
    rank = claim("rank", "fastest", segment="Clinics", unit="fastest", dimension="end_user")
    rates = [
        cagr(rate, 2024, 2030, segment=name, dimension="end_user")
        for rate, name in ((-3.0, "Clinics"), (2.0, "Homecare"))
    ]
    assert rules(rank, *rates) == ["leader_contradicted"]


def _growth(value, unit, first, last, **fields):
    return claim(
        "growth", f"{value:g} {unit}", value=value, unit=unit, period_start=first,
        period_end=last, **fields,
    )  # fmt: skip


def test_growth_in_all_is_held_against_the_sizes_at_its_ends():
    sizes = size(6.0, 2024), size(9.0, 2034)
    added = {v: rules(*sizes, _growth(v * 1e9, "money", 2024, 2034, currency="USD", step=1e8))
             for v in (5.2, 3.0)}  # fmt: skip
    assert added == {5.2: ["growth_end_points"], 3.0: []}
    assert not rules(*sizes, _growth(5.2e9, "money", 2024, 2034, currency="EUR", step=1e8))
    assert not rules(*sizes, _growth(5.2e9, "money", 2024, 2033, currency="USD", step=1e8))
    assert rules(*sizes, _growth(70.0, "percent", 2024, 2034, step=1.0)) == ["growth_end_points"]
    # (9 / 6) ** (1 / 10) - 1 = 4.1 %: the same growth told by the year
    assert not rules(*sizes, _growth(50.0, "percent", 2024, 2034, step=1.0))
    assert not rules(*sizes, _growth(4.1, "percent", 2024, 2034, step=0.1))


def test_multiples_of_a_market():
    sizes = size(15.0, 2023), size(30.0, 2033)
    assert rules(*sizes, _growth(4.0, "fold", 2023, 2033, step=1.0)) == ["growth_end_points"]
    assert not rules(*sizes, _growth(2.0, "fold", 2023, 2033, step=1.0))
    assert not rules(*sizes, _growth(1.0, "fold", 2023, 2033, step=1.0))  # by one time more
    assert not rules(*sizes, _growth(1.2, "fold", 2023, 2033, step=0.1, bound="more_than"))
    assert rules(*sizes, _growth(4.0, "fold", 2023, 2033, step=1.0, bound="more_than"))


def test_growth_within_a_year_needs_both_sizes_in_its_sentence():
    beside = size(9.0, 2022, sentence=1), size(10.8, 2023, sentence=1)
    grew = {"value": 8.0, "unit": "percent", "first": 2023, "last": 2023, "step": 1.0}
    assert rules(*beside, _growth(**grew, sentence=1)) == ["growth_end_points"]
    assert not rules(*beside, _growth(**grew, sentence=2))
    assert not rules(*beside, _growth(**{**grew, "value": 20.0}, sentence=1))


def test_a_near_miss_of_growth_in_all_is_a_warning():
    sizes = size(207.9, 2023), size(1870.0, 2030, 10)
    found = audited(*sizes, _growth(788.64, "percent", 2023, 2030, step=0.01)).findings
    assert [(one.rule, one.severity) for one in found] == [("growth_end_points", "warning")]
    assert "1,870 / 207.9 - 1" in found[0].message
