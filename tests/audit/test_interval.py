from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.shorthand import audited, cagr, share, size, tree

from cytonomics.audit.interval import Interval, grown, implied_growth, interval, rate_interval
from cytonomics.claims.model import Claim


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        ("exact", 4.5, 5.5),
        ("more_than", 4.5, 6.0),
        ("at_least", 4.5, math.inf),
        ("less_than", 4.0, 5.5),
        ("at_most", 0.0, 5.5),
        ("about", 4.0, 6.0),
    ],
)
def test_bounds_open_the_right_side(bound, low, high):
    found = interval(Claim("c", "size", "5", 0, 1, value=5.0, step=1.0, bound=bound))
    assert found == Interval(low, high)


@pytest.mark.parametrize(("step", "high"), [(1.0, 110.0), (0.1, 101.0), (0.01, 100.1)])
def test_words_open_a_fine_figure_by_ten_of_its_steps_at_most(step, high):
    found = interval(Claim("c", "size", "", 0, 1, value=100.0, step=step, bound="more_than"))
    assert found == Interval(100 - step / 2, high)


@pytest.mark.parametrize(
    ("quote", "high"), [("US$ 4,000 Mn", 4400), ("US$ 4,000.0 Mn", 4001), ("US$ 4,123 Mn", 4133)]
)
def test_over_a_round_number_is_rounded_whatever_its_noughts(quote, high):
    step = 0.1 if "." in quote else 1.0
    value = 4123.0 if "123" in quote else 4000.0
    found = interval(Claim("c", "size", quote, 0, 1, value=value, step=step, bound="more_than"))
    assert found is not None and found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("value", "step", "reach"), [(21.1, 0.1, 0.2), (3.7, 0.1, 0.185), (30.0, 1.0, 1.5)]
)
def test_about_opens_three_digits_by_two_of_the_last(value, step, reach):
    found = interval(Claim("c", "size", "", 0, 1, value=value, step=step, bound="about"))
    assert found is not None
    assert (found.high - value, value - found.low) == pytest.approx((reach, reach))


def test_a_printed_range_is_kept_and_rounded():
    assert interval(Claim("c", "share", "", 0, 1, value=10, value_high=12, step=1)) == Interval(
        9.5, 12.5
    )


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_no_value_no_interval(value):
    assert interval(Claim("c", "size", "", 0, 1, value=value)) is None


def test_rates_may_be_cut_off():
    found = rate_interval(Claim("c", "cagr", "", 0, 1, value=30.0, step=1.0, unit="percent"))
    assert found == Interval(29.5, 30.5)


def test_implied_growth_by_hand():
    found = implied_growth(Interval(13.5, 14.5), Interval(126.0, 128.0), 10)
    assert found.low == pytest.approx(100 * ((126 / 14.5) ** 0.1 - 1))
    assert found.high == pytest.approx(100 * ((128 / 13.5) ** 0.1 - 1))
    with pytest.raises(ValueError, match="at least one year"):
        implied_growth(Interval(1, 1), Interval(1, 1), 0)


def test_no_base_no_upper_end():
    assert implied_growth(Interval(0, 1), Interval(1, 2), 3).high == math.inf


def test_growth_and_its_inverse_meet():
    end = grown(Interval(2, 2), Interval(10, 10), 5)
    assert implied_growth(Interval(2, 2), end, 5).low == pytest.approx(10)


_SIZES = st.floats(0.2, 500)


@settings(max_examples=3000, deadline=None)
@given(
    base=_SIZES,
    rate=st.floats(-20, 90),
    years=st.integers(2, 15),
    digits=st.integers(1, 3),
    habit=st.sampled_from(["none", "from base", "from first"]),
    sentence=st.sampled_from([None, 7]),
)
def test_a_true_growth_rate_raises_nothing(base, rate, years, digits, habit, sentence):
    first = 2024 if habit == "none" else 2025
    counted = years - 1 if habit == "from first" else years
    end = base * (1 + rate / 100) ** counted
    if round(end, digits) <= 0:
        return
    step = 10.0**-digits
    claims = (
        size(round(base, digits), 2024, step, sentence=sentence, status="history"),
        size(round(end, digits), 2024 + years, step, sentence=sentence, status="forecast"),
        cagr(round(rate, 1), first, 2024 + years, sentence=sentence),
    )
    found = audited(*claims).findings
    assert not [one for one in found if one.severity != "note"]
    assert habit == "none" or any(one.severity == "note" for one in found)


@settings(max_examples=500, deadline=None)
@given(
    parts=st.lists(st.floats(0.1, 100), min_size=3, max_size=12),
    total=_SIZES,
    digits=st.integers(0, 2),
)
def test_true_shares_raise_nothing(parts, total, digits):
    names = [f"member {chr(97 + i)}" for i in range(len(parts))]
    whole = sum(parts)
    claims = [tree("end_user", *names), size(round(total, 2), 2024, 0.01)]
    for name, part in zip(names, parts, strict=True):
        step = 10.0**-digits
        claims.append(share(round(100 * part / whole, digits), "end_user", name, step=step))
        worth = round(total * part / whole, 2)
        if worth > 0:
            claims.append(size(worth, 2024, 0.01, dimension="end_user", segment=name))
    assert not audited(*claims).findings
