"""Exact changes: against scipy 1.17.1, R's own examples, and plain sums of fractions."""

from __future__ import annotations

from fractions import Fraction
from math import comb, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.landscape.exact_changes import odds_ratio, rate_ratio, slope
from cytonomics.market import MarketError


@pytest.mark.parametrize(
    ("counts", "found"),
    [  # scipy.stats.binomtest, method exact
        ((5, 15), (3.0, 1.0364696204894186, 10.551149707628438, 0.04138946533203125)),
        ((0, 6), (inf, 1.1774247257241777, inf, 0.03125)),
        ((12, 30), (2.5, 1.242963135062152, 5.361668483508041, 0.007915897334896727)),
        ((30, 31), (31 / 30, 0.6050539277130789, 1.7670414645623986, 1.0)),
        ((7, 3, 0.5), (6 / 7, 0.14302440096217264, 3.7546148784282156, 1.0)),
        ((100, 160, 2.0), (0.8, 0.6192749398182066, 1.037630252353484, 0.08701836261618401)),
        # poisson.test(c(11, 21), c(800, 3011)) of R's manual
        ((21, 11, 800 / 3011), (1.971488, 0.8584264, 4.2772659, 0.07967)),
    ],
)
def test_ratios_of_rates_are_those_of_others(counts, found):
    assert tuple(rate_ratio(*counts)) == pytest.approx(found, rel=2e-4)


@pytest.mark.parametrize(
    ("spans", "found"),
    [  # scipy.stats.contingency.odds_ratio, kind conditional, and fisher_exact
        (((10, 50), (25, 60)), (2.8298794, 1.1241627, 7.5781495, 0.0230997798)),
        (((0, 20), (5, 25)), (inf, 0.7905090734, inf, 0.0561763818)),
        (((3, 3), (5, 9)), (0.0, 0.0, 4.9139035, 0.4909090909)),
        (((12, 40), (11, 39)), (0.9176767603, 0.3087844161, 2.7059759821, 1.0)),
    ],
)
def test_odds_ratios_are_those_of_others(spans, found):
    assert tuple(odds_ratio(*spans)) == pytest.approx(found, rel=1e-6)


@given(st.integers(0, 12), st.integers(0, 12))
def test_the_chance_of_a_split_is_a_plain_sum_of_fractions(before, after):
    total = before + after
    if not total:
        return
    chances = [Fraction(comb(total, k), 2**total) for k in range(total + 1)]
    plain = sum(one for one in chances if one <= chances[after])
    assert rate_ratio(before, after).p == pytest.approx(float(plain))


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9))
def test_swapping_the_spans_turns_the_odds_ratio_over(a, b, c, d):
    if a > b or c > d:
        return
    one, other = odds_ratio((a, b), (c, d)), odds_ratio((c, d), (a, b))
    assert one.p == pytest.approx(other.p)
    if one.low > 0 and one.high < inf:
        assert one.value * other.value == pytest.approx(1.0)
        assert one.low * other.high == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("points", "found"),
    [  # scipy.stats.theilslopes
        (
            [(2022, 1.12), (2023, 1.94), (2015, 0.11), (2023, 0.25), (2020, -0.28)],
            (0.17666666666666667, -0.87, 0.82),
        ),
        (
            [
                *((2022, 1.25), (2021, 0.54), (2020, -0.09), (2022, 1.11), (2022, 1.53)),
                *((2022, -0.94), (2015, -0.26), (2025, 0.02), (2021, 0.43)),
            ],
            (0.19571428571428573, -0.36333333333333334, 0.68),
        ),
    ],
)
def test_the_slope_of_one_block_is_that_of_theil_and_sen(points, found):
    own = slope({"a": points})
    assert own is not None
    assert (own.value, own.low, own.high) == pytest.approx(found)


def test_only_values_of_one_block_are_compared():
    apart = slope({"a": [(0, 1.0), (2, 3.0)], "b": [(0, 100.0), (1, 101.0)]})
    assert apart is not None
    assert (apart.value, apart.pairs) == (1.0, 2)


def test_too_few_values_have_no_interval():
    few = slope({"a": [(year, float(year)) for year in range(4)]})
    enough = slope({"a": [(year, float(year)) for year in range(5)]})
    assert few is not None and enough is not None
    assert (few.low, few.high) == (-inf, inf)
    assert enough.low == enough.high == 1.0
    assert slope({"a": [(0, 1.0), (0, 2.0)]}) is None


def test_what_is_no_count_is_one_sentence():
    with pytest.raises(MarketError, match="0 and 0 events have no ratio"):
        rate_ratio(0, 0)
    with pytest.raises(MarketError, match="5 of 4 is no share"):
        odds_ratio((5, 4), (1, 2))
