"""Exchange rates and ownership against figures worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from cytonomics.evidence import (
    Evidence,
    EvidenceError,
    Rate,
    average_rate,
    holdings,
    known_currencies,
    load,
)


def test_a_dollar_is_a_dollar(evidence: Evidence) -> None:
    assert average_rate(evidence, "USD", "1850") == Rate(1.0, ())


def test_a_printed_rate_is_taken_as_it_is(evidence: Evidence) -> None:
    assert average_rate(evidence, "EUR", "2023Q1") == Rate(1.0730062, ("fxr0060",))


def test_a_span_takes_the_mean_of_its_quarters(evidence: Evidence) -> None:
    # Euro, 2023Q2 to 2024Q1: (1.0886790 + 1.0884385 + 1.0751032 + 1.0857873) / 4 = 1.0845020
    rate = average_rate(evidence, "EUR", "2023Q2-2024Q1")
    assert rate.usd_per_unit == pytest.approx(1.0845020, abs=1e-9)
    assert rate.facts == ("fxr0061", "fxr0062", "fxr0063", "fxr0067")


def test_yuan_of_a_year_in_dollars(evidence: Evidence) -> None:
    # Relma-cel 2023: 173.9 million yuan times 0.14115061 = 24.5461 million dollars
    amount = evidence.fact("sal0380")["amount"]
    assert amount * average_rate(evidence, "CNY", "2023").usd_per_unit == pytest.approx(
        24.5461, abs=1e-4
    )


def test_years_lie_between_their_quarters(evidence: Evidence) -> None:
    rates = {(f["currency"], f["period"]): f["usd_per_unit"] for f in evidence["exchange_rates"]}
    compared = 0
    for (currency, period), rate in rates.items():
        quarters = [rates.get((currency, f"{period}Q{n}")) for n in range(1, 5)]
        known = [quarter for quarter in quarters if quarter is not None]
        if len(period) == 4 and len(known) == 4:
            assert min(known) <= rate <= max(known), (currency, period)
            compared += 1
    assert compared > 200


@pytest.mark.parametrize(("currency", "period"), [("EUR", "1990"), ("XXX", "2023"), ("CNY", "")])
def test_a_missing_rate_is_named(evidence: Evidence, currency: str, period: str) -> None:
    with pytest.raises(ValueError, match=f"no exchange rate for {currency}|is not a period"):
        average_rate(evidence, currency, period)


def test_a_rate_is_unknown_before_its_day() -> None:
    known = load().fact("fxr0060").known_from
    early = load(as_of=known.replace(year=known.year - 1))
    with pytest.raises(EvidenceError, match="no exchange rate for EUR in 2023Q1"):
        average_rate(early, "EUR", "2023Q1")


def test_every_currency_of_sales_converts(evidence: Evidence) -> None:
    assert {fact["currency"] for fact in evidence["sales"]} <= set(known_currencies(evidence))


def shares(
    evidence: Evidence, product: str, country: str, day: date, role: str
) -> dict[str, float]:
    found = holdings(evidence, product, country, day, role)
    assert all(evidence.by_id[holding.fact].table == "ownership" for holding in found)
    return {holding.company: holding.share for holding in found if holding.share}


def test_yescarta_in_china_before_and_after_the_buy_out(evidence: Evidence) -> None:
    before, after = date(2024, 9, 12), date(2024, 9, 13)
    assert shares(evidence, "yescarta", "CHN", before, "profit_share") == {
        "gilead": 0.4,
        "fosun_pharma": 0.6,
    }
    assert shares(evidence, "yescarta", "CHN", after, "profit_share") == {"fosun_pharma": 1.0}
    for day in (before, after):
        assert shares(evidence, "yescarta", "CHN", day, "seller") == {"fosun_kairos": 1.0}
        assert shares(evidence, "yescarta", "USA", day, "seller") == {"gilead": 1.0}


def test_yescarta_in_japan_changes_hands(evidence: Evidence) -> None:
    assert set(shares(evidence, "yescarta", "JPN", date(2023, 5, 31), "seller")) == {
        "daiichi_sankyo"
    }
    assert set(shares(evidence, "yescarta", "JPN", date(2023, 6, 1), "seller")) == {"gilead"}


def test_abecma_profit_in_america_before_and_after_may_2025(evidence: Evidence) -> None:
    half = {"bristol_myers_squibb": 0.5, "twoseventy_bio": 0.5}
    assert shares(evidence, "abecma", "USA", date(2025, 5, 12), "profit_share") == half
    assert shares(evidence, "abecma", "USA", date(2025, 5, 13), "profit_share") == {
        "bristol_myers_squibb": 1.0
    }
    assert set(shares(evidence, "abecma", "USA", date(2021, 6, 30), "profit_share")) == {
        "bristol_myers_squibb",
        "bluebird_bio",
    }
    assert shares(evidence, "abecma", "DEU", date(2025, 1, 1), "profit_share") == {
        "bristol_myers_squibb": 1.0
    }


def test_nobody_sells_before_the_launch(evidence: Evidence) -> None:
    assert holdings(evidence, "abecma", "USA", date(2020, 1, 1)) == ()
    assert holdings(evidence, "nothing", "USA", date(2024, 1, 1)) == ()
