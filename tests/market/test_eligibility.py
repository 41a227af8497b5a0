"""The label rule against the rows of table approvals read by hand, and its dated places."""

from __future__ import annotations

from datetime import date

import pytest

from cytonomics import vocabulary
from cytonomics.evidence import latest_day
from cytonomics.market.allocation import segment_name
from cytonomics.market.eligibility import (
    Approval,
    approvals_of,
    includes_indication,
    pooled,
    withdrawals_of,
)
from cytonomics.market.fitted import Segment, first_labels

ABECMA = Approval(date(2021, 3, 26), frozenset({"USA"}), "mm", 5, "apr0016")


def test_every_row_is_an_approval_or_ends_one(evidence):
    products = {fact["product_id"] for fact in evidence["approvals"]}
    found = {one.fact: one for product in products for one in approvals_of(evidence, product)}
    ends = {fact.id for product in products for fact in withdrawals_of(evidence, product)}
    assert {fact.id for fact in evidence["approvals"]} == set(found) | ends
    assert not set(found) & ends
    for fact in evidence["approvals"]:
        if fact.id in found:
            one, day = found[fact.id], latest_day(fact["approval_date"])
            assert (one.day, one.quarter) == (day, vocabulary.Quarter.containing(day))
            assert one.countries == vocabulary.members(fact["region"], day)
            assert (one.indication, one.line) == (fact["indication_id"], fact["line_of_therapy"])
        else:
            same = ("product_id", "authority", "indication_id")
            ended = [
                one
                for one in found.values()
                if all(evidence.fact(one.fact)[name] == fact[name] for name in same)
            ]
            assert ended and all(one.ended for one in ended), fact.id


@pytest.mark.parametrize(
    ("indication", "line", "country", "day", "covered"),
    [
        ("mm", 5, "USA", date(2021, 3, 26), True),
        ("mm", 9, "USA", date(2030, 1, 1), True),
        ("mm", 4, "USA", date(2022, 1, 1), False),
        ("mm", 5, "USA", date(2021, 3, 25), False),
        ("mm", 5, "CAN", date(2022, 1, 1), False),
        ("dlbcl", 5, "USA", date(2022, 1, 1), False),
    ],
)
def test_indication_line_country_and_day_must_all_fit(indication, line, country, day, covered):
    assert ABECMA.covers(indication, line, {country}, day) == covered


def test_an_indication_holds_what_lies_below_it_and_nothing_beside():
    assert includes_indication("b_all", "b_all_adult")
    assert not includes_indication("b_all_adult", "b_all")
    assert not includes_indication("cancer", "mm")  # a field of medicine, no indication
    for term in vocabulary.terms("indication"):
        assert includes_indication(term.id, term.id)


def test_the_united_kingdom_keeps_what_it_was_given_as_a_member(evidence):
    day = date(2023, 1, 1)
    assert any(a.covers("dlbcl", 3, {"GBR"}, day) for a in approvals_of(evidence, "yescarta"))
    assert not any(a.covers("dlbcl", 2, {"GBR"}, day) for a in approvals_of(evidence, "yescarta"))


def test_the_united_kingdom_has_later_labels_from_its_own_regulator(evidence):
    day = date(2024, 1, 1)
    own = [a for a in approvals_of(evidence, "yescarta") if a.covers("dlbcl", 2, {"GBR"}, day)]
    assert {a.authority for a in own} == {"MHRA"}
    # The Commission had allowed it before, for members only.
    assert any(
        a.covers("dlbcl", 2, {"DEU"}, date(2023, 1, 1)) for a in approvals_of(evidence, "yescarta")
    )


def test_a_withdrawal_ends_what_its_authority_gave_and_nothing_else(evidence):
    by = {one.authority: one for one in approvals_of(evidence, "alofisel")}
    assert by["EMA"].in_force(date(2024, 12, 12)) and not by["EMA"].in_force(date(2024, 12, 13))
    assert by["PMDA"].in_force(date(2026, 1, 1))


def test_all_of_the_market_counts_lines_alike(evidence):
    products = {fact["product_id"] for fact in evidence["approvals"]}
    for product in products:
        opened = {one.opens for one in approvals_of(evidence, product)}
        assert {tuple(label.segment) for label in first_labels(evidence, [product])} <= opened
    assert [segment_name("mm", line) for line in (1, 5)] == ["mm:1", f"mm:{pooled(5)}"]
    assert Segment(*ABECMA.opens) == Segment("mm", 3)
