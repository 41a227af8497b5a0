"""Why a product may not be given here on the day, and what nobody has written of it yet."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.clinical import Outcome
from cytonomics.landscape.conditions import MET, UNKNOWN, UNMET, Point, points
from cytonomics.landscape.patient import Patient
from cytonomics.landscape.waiting import INFUSION, Wait, centres
from cytonomics.market.eligibility import Approval, approvals_of, withdrawals_of

_WITHDRAWN = "withdrawn"


def not_here(
    evidence: Evidence, patient: Patient, row: Fact, related: tuple[Approval, ...]
) -> list[Point]:
    """Say of a product that is not labelled: withdrawn, not yet, or only elsewhere and since when.

    Args:
        evidence: tables approvals, label_conditions and assumptions.
        patient: what is known.
        row: the row of table products.
        related: the approvals of the product for the indication, one above it or a kind of it.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> evidence = load()
        >>> patient = patient_of(evidence, "cald", "EMA", day="2022-06-01")
        >>> skysona = next(f for f in evidence["products"] if f["product_id"] == "skysona")
        >>> [
        ...     p.kind
        ...     for p in not_here(evidence, patient, skysona, approvals_of(evidence, "skysona"))
        ... ]
        ['withdrawn']
    """
    product = row["product_id"]
    found = [*_ended(evidence, patient, product, related), *_later(patient, related)]
    if not related:
        return [*found, *_other_labels(evidence, product)]
    return [*found, *_elsewhere(evidence, patient, row, related)]


def sold(row: Fact) -> Iterator[Point]:
    """Say of a product, a row of table products, that it is recorded as no longer sold.

    Example:
        >>> from cytonomics.evidence import load
        >>> laviv = next(f for f in load()["products"] if f["product_id"] == "laviv")
        >>> [point.state for point in sold(laviv)]
        ['unknown']
    """
    if row["status"] == _WITHDRAWN:
        text = "recorded as no longer sold; where and since when is not known of every country"
        yield Point("withdrawn", UNKNOWN, text, (row.id,))


def _ended(
    evidence: Evidence, patient: Patient, product: str, related: tuple[Approval, ...]
) -> Iterator[Point]:
    for one in related:
        if patient.place.holds(one) and one.ended and one.ended <= patient.day:
            facts = [
                fact.id
                for fact in withdrawals_of(evidence, product)
                if fact["authority"] == one.authority
                and latest_day(fact["approval_date"]) == one.ended
            ]
            text = f"withdrawn here ({one.authority}) since {one.ended}"
            yield Point("withdrawn", UNMET, text, (one.fact, *facts))


def _later(patient: Patient, related: tuple[Approval, ...]) -> Iterator[Point]:
    """Say that the label came later: here, or if nothing is on record here, anywhere."""
    here = [one for one in related if patient.place.holds(one)]
    fitting = [one for one in here if not _too_early(patient, one)]
    later = [one for one in fitting if one.day > patient.day]
    if any(one.in_force(patient.day) for one in fitting):
        return
    if later:
        first = min(later, key=lambda one: one.day)
        text = f"approved here later: {first.dated} ({first.authority})"
        yield Point("not_yet", UNMET, text, (first.fact,))
    elif here and not any(one.day <= patient.day for one in here):
        first = min(here, key=lambda one: (one.line, one.day))
        text = f"labelled here from line {first.line} only, and since {first.dated}, a later day"
        yield Point("line", UNMET, text, (first.fact,))
    elif not here:
        yield Point("not_here", UNMET, "no approval here is on record", ())
    if not here and related and not any(one.day <= patient.day for one in related):
        first = min(related, key=lambda one: one.day)
        text = f"approved nowhere by then; first: {first.dated} ({first.authority})"
        yield Point("not_yet", UNMET, text, (first.fact,))


def _elsewhere(
    evidence: Evidence, patient: Patient, row: Fact, related: tuple[Approval, ...]
) -> Iterator[Point]:
    """Say where else a label may cover the patient on the day, and since when.

    Where no label holds here and none elsewhere covers the patient, the nearest is named with
    what speaks against it.
    """
    first: dict[str, Approval] = {}
    others: list[tuple[int, Approval, str]] = []
    for one in related:
        if patient.place.holds(one) or one.day > patient.day:
            continue
        asked = points(evidence, patient, row, one)
        against = [point.text for point in asked if point.state == UNMET]
        if not one.in_force(patient.day):
            against.insert(0, f"withdrawn since {one.ended}")
        if against:
            others.append((len(against), one, "; ".join(against)))
        else:
            first.setdefault(one.authority, one)
    for one in first.values():
        text = f"labelled elsewhere since {one.dated} ({one.authority}), from line {one.line}"
        yield Point("elsewhere", MET, text, (one.fact,))
    if others and not first and not any(patient.place.holds(one) for one in related):
        _, nearest, said = min(others, key=lambda other: (other[0], other[1].day))
        text = f"labelled elsewhere since {nearest.dated} ({nearest.authority}), but: {said}"
        yield Point("elsewhere", UNMET, text, (nearest.fact,))


def _other_labels(evidence: Evidence, product: str) -> Iterator[Point]:
    every = approvals_of(evidence, product)
    names = sorted({one.indication for one in every})
    said = f"its labels are for {', '.join(names)}" if names else "no approval is on record"
    yield Point("indication", UNMET, said, tuple(one.fact for one in every))


def _too_early(patient: Patient, approval: Approval) -> bool:
    return patient.line is not None and patient.line < approval.line


def unknown(
    evidence: Evidence,
    patient: Patient,
    row: Fact,
    tried: tuple[Outcome, ...],
    days: tuple[Wait, ...],
) -> Iterator[Point]:
    """Say what no fact public by the day tells of a product that may be given, and its centres.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> evidence = load()
        >>> patient = patient_of(evidence, "mm", "USA", line="2", day="2026-01-01")
        >>> carvykti = next(f for f in evidence["products"] if f["product_id"] == "carvykti")
        >>> [point.text for point in unknown(evidence, patient, carvykti, (), ())][-1]
        '132 treatment centres (2025-11)'
    """
    line = "at any line" if patient.line is None else f"at line {patient.line}"
    if not tried:
        yield Point("trials", UNKNOWN, f"no trial with figures {line} public by then", ())
    if not any(wait.stage == INFUSION for wait in days):
        yield Point("time", UNKNOWN, "no evidence on the time to infusion public by then", ())
    found = centres(evidence, row["product_id"], patient.place.countries, patient.day)
    if found is None:
        text = f"no evidence on treatment centres in {patient.place.name} public by then"
        yield Point("centres", UNKNOWN, text, ())
    else:
        counted = f"{found['value']:g} treatment centres ({found['date']})"
        yield Point("centres", MET, counted, (found.id,))
