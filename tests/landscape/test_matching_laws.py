"""Matches agree with the market's label logic, and keep laws of days, reasons and knowledge."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.landscape.matched import EVIDENCE, PRODUCTS, kinds

from cytonomics import vocabulary
from cytonomics.evidence import latest_day
from cytonomics.landscape.matching import LABELLED, NOT_LABELLED, OPEN, match
from cytonomics.landscape.patient import Patient, place_of
from cytonomics.market.allocation import label_key
from cytonomics.market.eligibility import approvals_of, includes_indication
from cytonomics.market.fitted.labels import REGIONS, Segment, countries_of, first_labels
from cytonomics.market.offers import Offer

INDICATIONS = sorted({fact["indication_id"] for fact in EVIDENCE["approvals"]})


# The market's label logic and this one


def ended(product: str, indication: str, authority: str, day: date) -> bool:
    return any(
        (fact["product_id"], fact["authority"]) == (product, authority)
        and fact["approval_type"] == "withdrawn"
        and latest_day(fact["approval_date"]) <= day
        and includes_indication(fact["indication_id"], indication)
        for fact in EVIDENCE["approvals"]
    )


def test_labels_of_the_fit_are_matches_and_matches_are_labels_of_the_fit():
    labels = {(o.product, o.segment, o.region): o for o in first_labels(EVIDENCE, PRODUCTS)}
    seen = set()
    for fact in EVIDENCE["approvals"]:
        if fact["approval_type"] == "withdrawn":
            continue
        day, line = latest_day(fact["approval_date"]), fact["line_of_therapy"]
        product, indication = fact["product_id"], fact["indication_id"]
        for region in REGIONS:
            inside = vocabulary.members(fact["region"], day) & countries_of(region)
            if not inside:
                continue
            segment = Segment(indication, min(line, 3))
            label = labels[product, segment, region]
            seen.add((product, segment, region))
            assert label.quarter <= vocabulary.Quarter.containing(day)
            for country in sorted(inside)[:2]:
                place = place_of(EVIDENCE, country)
                patient = Patient(indication, place, day, line=line)
                (found,) = match(EVIDENCE, patient, product).matches
                assert found.label is not None
                before = Patient(indication, place, label.quarter.first_day - timedelta(1), line)
                (earlier,) = match(EVIDENCE, before, product).matches
                # Before the quarter of a region's first label nothing opens its segment, unless
                # an earlier line's label of the same product does.
                if earlier.label is not None:
                    assert earlier.label.line != line
    assert seen == set(labels)


def test_the_split_of_sales_over_labels_is_a_match_in_the_same_year():
    for product in PRODUCTS:
        for country in ("USA", "DEU", "JPN", "CHN"):
            for year in (2019, 2022, 2025):
                offer = Offer(product, (country,), country)
                key = label_key(EVIDENCE, offer, year, 2.5, "asm0020")
                day, place = date(year, 12, 31), place_of(EVIDENCE, country)
                open_here = [
                    approval
                    for approval in approvals_of(EVIDENCE, product)
                    if place.holds(approval) and approval.day <= day
                ]
                assert key.fallback == (not open_here)
                for segment in () if key.fallback else key.shares:
                    indication, line = segment.split(":")
                    latest = 9 if line == "3" else int(line)
                    patient = Patient(indication, place, day, line=latest)
                    (found,) = match(EVIDENCE, patient, product).matches
                    gone = {a.authority for a in open_here if not a.in_force(day)}
                    assert found.label is not None or any(
                        ended(product, indication, authority, day) for authority in gone
                    )


# Laws


DAYS = st.dates(date(2008, 1, 1), date(2027, 12, 31))


@given(
    indication=st.sampled_from(INDICATIONS),
    country=st.sampled_from(["USA", "DEU", "GBR", "JPN", "CHN", "KOR", "CAN", "CHE", "BRA"]),
    line=st.one_of(st.none(), st.integers(1, 6)),
    age=st.one_of(st.none(), st.floats(0, 100)),
    days=st.tuples(DAYS, DAYS).map(sorted),
)
def test_a_later_day_removes_no_product_but_a_withdrawn_one(indication, country, line, age, days):
    place = place_of(EVIDENCE, country)
    first, later = (
        {
            found.product: found
            for found in match(EVIDENCE, Patient(indication, place, day, line, age)).matches
        }
        for day in days
    )
    assert set(first) == set(later)
    order = (LABELLED, OPEN, NOT_LABELLED)
    for product, found in first.items():
        if order.index(later[product].status) > order.index(found.status):
            assert found.label is not None
            assert ended(product, indication, found.label.authority, days[1])


@given(
    indication=st.sampled_from(INDICATIONS),
    country=st.sampled_from(["USA", "DEU", "GBR", "JPN", "CHN"]),
    line=st.one_of(st.none(), st.integers(1, 6)),
    day=DAYS,
)
def test_no_product_is_turned_down_without_a_reason_and_a_fact(indication, country, line, day):
    patient = Patient(indication, place_of(EVIDENCE, country), day, line)
    for found in match(EVIDENCE, patient).matches:
        assert found.facts
        assert (found.status == NOT_LABELLED) == bool(found.against)
        assert found.status != OPEN or found.missing


@given(
    indication=st.sampled_from(INDICATIONS),
    line=st.integers(1, 6),
    age=st.integers(0, 90),
    day=DAYS,
)
def test_to_know_more_never_turns_labelled_into_unknown(indication, line, age, day):
    place = place_of(EVIDENCE, "USA")
    little = match(EVIDENCE, Patient(indication, place, day)).matches
    more = {
        m.product: m for m in match(EVIDENCE, Patient(indication, place, day, line, age)).matches
    }
    for found in little:
        if found.status == LABELLED:
            assert more[found.product].status == LABELLED
        if found.status == NOT_LABELLED:
            assert more[found.product].status == NOT_LABELLED


@given(
    indication=st.sampled_from(INDICATIONS),
    line=st.integers(1, 6),
    day=DAYS,
    country=st.sampled_from(["USA", "DEU", "GBR", "JPN"]),
)
def test_a_label_is_found_exactly_where_an_approval_covers_the_patient(
    indication, line, day, country
):
    place = place_of(EVIDENCE, country)
    found = match(EVIDENCE, Patient(indication, place, day, line)).matches
    covered = {
        product
        for product in PRODUCTS
        if any(a.covers(indication, line, {country}, day) for a in approvals_of(EVIDENCE, product))
    }
    told = {
        m.product
        for m in found
        if m.label is not None
        and includes_indication(m.label.indication, indication)
        and not kinds(m.against) & {"line"}
    }
    assert told == covered
