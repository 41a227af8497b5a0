"""Shares on pages of publishers and in the press: whose they are, and what is none."""

from __future__ import annotations

import pytest
from tests.claims.found import found

MARKET = "The global tissue engineering market was worth USD 22.4 billion in 2019. "


@pytest.mark.parametrize("lifts", ["pushing", "lifting", "bringing", "raises"])
def test_what_is_lifted_to_a_share_has_it(lifts: str) -> None:
    text = f"{MARKET}Tighter rules are {lifts} sterile gels to a projected 9% share by 2029."
    assert [(share.segment, share.period_end) for share in found(text, "share")] == [
        ("sterile gels", 2029)
    ]


@pytest.mark.parametrize("verb", ["arises", "results", "flows", "stems"])
def test_demand_that_comes_from_something_is_its_share(verb: str) -> None:
    text = f"{MARKET}About 39% of scaffold demand {verb} from burns, 27% from ulcers."
    assert [share.segment for share in found(text, "share")] == ["burns", "ulcers"]


def test_the_largest_user_has_its_share() -> None:
    said = "The home care industry is the largest end-user of gels, accounting for 37% of demand."
    assert [share.segment for share in found(MARKET + said, "share")] == ["home care"]


def test_a_list_of_followers_does_not_take_the_share() -> None:
    said = "Germany led the region followed by the UK and Spain, with a share of 27.3% in 2022."
    assert [share.segment for share in found(MARKET + said, "share")] == ["Germany"]


def test_a_share_that_may_reach_a_level_is_that_of_its_owner() -> None:
    said = "The segment of family banks may gain in its share, which may reach 75.8% of the market."
    assert [share.segment for share in found(MARKET + said, "share")] == ["family banks"]


def test_a_market_is_a_part_of_its_countrys_larger_one() -> None:
    text = "In Peru, the gel market accounted for 31.7% of the country's overall wound care demand."
    (share,) = found(text, "share")
    assert (share.market, share.segment, share.geography) == ("wound care", "gel", "PER")


def test_demand_for_a_segment_and_the_share_of_that_segment() -> None:
    said = (
        "Demand is to stay firm for soft gels, with the said segment accounting for a 38.4% share."
    )
    assert [share.segment for share in found(MARKET + said, "share")] == ["soft gels"]


def test_a_row_that_is_a_share_says_so_itself() -> None:
    text = "Global Pump Market Value | USD 20 Billion |\nMarket Share of Top 5 Countries | 48.6% |"
    assert [share.segment for share in found(text, "share")] == ["Top 5 Countries"]


def test_where_use_is_greatest_a_share_is_taken_up() -> None:
    said = "By end-user, it has clinics, banks and others. Use was greatest in clinics and banks. "
    share = "This segment represented nearly 38% revenue share of the market in 2018."
    assert [claim.segment for claim in found(MARKET + said + share, "share")] == [
        "clinics and banks"
    ]


def test_what_the_leading_use_is_has_its_share() -> None:
    said = "The leading use of films in 2009 was eye surgery, representing 38% of the total market."
    assert [share.segment for share in found(MARKET + said, "share")] == ["eye surgery"]


def test_shares_beside_one_of_a_countrys_market_are_of_it_as_well() -> None:
    said = "Clinics had 27% of the German market, and surgeons 14%. Others had the remaining 6%."
    assert [share.geography for share in found(MARKET + said, "share")] == ["DEU", "DEU", "DEU"]


def test_how_far_behind_a_part_is_names_none() -> None:
    said = "Films hold 9.4% of the total, closely followed by gels at 9.1% and by threads, some way"
    shares = found(f"{MARKET}{said} behind at 6.7%.", "share")
    assert [share.segment for share in shares] == ["Films", "gels", "threads"]


def test_how_often_an_illness_occurs_is_no_share() -> None:
    said = "The frequency of conditions in Peru was as follows: neuropathy at 19.4%, gout at 7.8%."
    assert not found(MARKET + said, "share")


def test_what_a_share_is_led_by_does_not_have_it() -> None:
    said = "The films segment seized more than 17% of revenue share in 2021 led by cheaper resins."
    assert [share.segment for share in found(MARKET + said, "share")] == ["films"]


def test_a_part_of_all_transplants_is_one_of_the_transplant_market() -> None:
    text = "The global bone marrow transplant market stood at USD 8 billion in 2024. "
    of_all = f"{text}Leukemia accounted for 30% of all transplants performed in 2023."
    assert [(one.segment, one.period_end) for one in found(of_all, "share")] == [("Leukemia", 2023)]
    performed = f"{text}Leukemia comprised 30% of procedures performed in 2023."
    assert [one.segment for one in found(performed, "share")] == ["Leukemia"]
    assert not found(f"{text}Leukemia accounted for 30% of all referrals in 2023.", "share")
    imaging = "The imaging market stood at USD 8 billion in 2024. Ultrasound was 30% of procedures."
    assert not found(imaging, "share")


def test_what_prevails_with_a_share_has_it() -> None:
    (share,) = found(f"{MARKET}By use, burns prevailed with 39% share in 2025.", "share")
    assert (share.segment, share.period_end) == ("burns", 2025)


@pytest.mark.parametrize("what", ["one autoclave", "a tap", "their beds"])
def test_what_practices_share_is_none_of_theirs(what: str) -> None:
    assert not found(f"{MARKET}In a survey, 45% of practices in Portugal share {what}.", "share")
    assert found(f"{MARKET}Portugal has a 45% market share.", "share")


def test_a_part_of_the_products_approved_is_no_share() -> None:
    text = f"{MARKET}Frozen ones have accounted for less than 20% of the total cell products"
    assert not found(f"{text} approved.", "share")


@pytest.mark.parametrize("kind", ["patient-derived", "response-guided", "risk-adapted"])
def test_a_kind_of_product_named_after_patients_has_its_share(kind: str) -> None:
    text = f"{MARKET}Donor gels held 71%, while {kind} gels made up the remaining 29%."
    assert [share.segment for share in found(text, "share")] == ["Donor gels", f"{kind} gels"]
    assert not found(f"{MARKET}Patients with gels made up 29%.", "share")
