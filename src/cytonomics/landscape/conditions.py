"""What a label asks of a patient, point by point: met, not met, or not known of this patient."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.patient import Patient, within
from cytonomics.market import assumptions
from cytonomics.market.eligibility import Approval, includes_indication
from cytonomics.vocabulary import matching_key

MET, UNKNOWN, UNMET = "met", "unknown", "unmet"
ADULT_AGE = "label_adult_age"


class Point(NamedTuple):
    """One thing that a label asks or that is to be said of a match, and the facts behind it.

    `kind` is indication, line, age, marker, excluded_marker, prior_therapy, target, withdrawn,
    not_yet, elsewhere, centres, trials or time; `state` is met, unknown or unmet.

    Example:
        >>> Point("age", UNMET, "age 62 is above 25", ("lbl0001",)).kind
        'age'
    """

    kind: str
    state: str
    text: str
    facts: tuple[str, ...]


def points(evidence: Evidence, patient: Patient, product: Fact, approval: Approval) -> list[Point]:
    """Return all that a label asks of a patient, each with its state.

    Args:
        evidence: tables label_conditions, products and assumptions.
        patient: what is known.
        product: the row of table products.
        approval: a label of that product.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> from cytonomics.market.eligibility import approvals_of
        >>> evidence = load()
        >>> kymriah = next(f for f in evidence["products"] if f["product_id"] == "kymriah")
        >>> patient = patient_of(evidence, "b_all", "USA", line="2", age="30")
        >>> asked = points(evidence, patient, kymriah, approvals_of(evidence, "kymriah")[0])
        >>> [(point.kind, point.text) for point in asked if point.state == UNMET]
        [('age', 'age 30 is above 25, the highest of the label')]
    """
    return [
        *_indication(patient, approval),
        *_line(patient, approval),
        *_population(evidence, patient, approval),
        *_target(patient, product),
        *(
            point
            for fact in label_conditions(evidence, product["product_id"], approval)
            for point in _condition(patient, fact)
        ),
    ]


def label_conditions(evidence: Evidence, product: str, approval: Approval) -> tuple[Fact, ...]:
    """Return the rows of table label_conditions that speak of one label.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.eligibility import approvals_of
        >>> label = approvals_of(load(), "kymriah")[0]
        >>> [row["value"] for row in label_conditions(load(), "kymriah", label)]
        ['25']
    """
    return tuple(
        fact
        for fact in evidence.of_product("label_conditions", product)
        if fact["approval_id"] in (None, approval.fact)
        and fact["authority"] in (None, approval.authority)
    )


def _indication(patient: Patient, approval: Approval) -> Iterator[Point]:
    asked = vocabulary.term("indication", approval.indication).name
    if includes_indication(approval.indication, patient.indication):
        yield Point("indication", MET, f"labelled for {asked}", (approval.fact,))
    else:
        given = vocabulary.term("indication", patient.indication).name
        text = f"{given} is wider than the label, which is for {asked}; the kind is not given"
        yield Point("indication", UNKNOWN, text, (approval.fact,))


def _line(patient: Patient, approval: Approval) -> Iterator[Point]:
    asked = f"labelled from line {approval.line}"
    if patient.line is None:
        # Whoever is treated at all is at the first line or later.
        state = MET if approval.line <= 1 else UNKNOWN
        yield Point("line", state, f"{asked}; the line is not given", (approval.fact,))
    else:
        state = MET if patient.line >= approval.line else UNMET
        yield Point("line", state, f"{asked}; this is line {patient.line}", (approval.fact,))


def _population(evidence: Evidence, patient: Patient, approval: Approval) -> Iterator[Point]:
    if approval.population == "both":
        return
    adult = assumptions(evidence)[ADULT_AGE]
    facts = (approval.fact, adult.id)
    asked = "adults" if approval.population == "adult" else "children"
    if patient.age is None:
        yield Point("age", UNKNOWN, f"labelled for {asked}; the age is not given", facts)
        return
    state = MET if (patient.age >= adult.value) == (asked == "adults") else UNMET
    text = f"labelled for {asked}, taken as {adult.value:g} years and over"
    text = text if asked == "adults" else f"labelled for {asked}, taken as under {adult.value:g}"
    yield Point("age", state, f"{text}; age {patient.age:g}", facts)


def _target(patient: Patient, product: Fact) -> Iterator[Point]:
    """Point out an antigen that the product binds and the patient's disease lacks."""
    for name in (product["target"] or "").split(" (")[0].split(" and "):
        for marker in patient.markers:
            if not marker.present and matching_key(marker.name) == matching_key(name):
                text = f"it is directed at {name}, which is given as absent"
                yield Point("target", UNMET, text, (product.id,))


def _condition(patient: Patient, fact: Fact) -> Iterator[Point]:
    if fact["if_marker"]:
        held = _has(patient, fact["if_marker"])
        if held == UNMET:
            return
        if held == UNKNOWN:
            text = f"with {fact['if_marker']} the label asks for an earlier {fact['value']}; "
            yield Point(fact["condition"], UNKNOWN, f"{text}it is not given", (fact.id,))
            return
    match fact["condition"]:
        case "minimum_age" | "maximum_age":
            yield _age(patient, fact)
        case "marker" | "excluded_marker":
            yield _marker(patient, fact)
        case "prior_therapy":
            yield _prior(patient, fact)


def _age(patient: Patient, fact: Fact) -> Point:
    least = fact["condition"] == "minimum_age"
    limit = float(fact["value"])
    if patient.age is None:
        asked = f"from {limit:g} years" if least else f"up to {limit:g} years"
        return Point("age", UNKNOWN, f"labelled {asked}; the age is not given", (fact.id,))
    # The highest age of a label is complete: one of 25 years and a half is still 25.
    inside = patient.age >= limit if least else floor(patient.age) <= limit
    side, end = ("below", "lowest") if least else ("above", "highest")
    text = f"age {patient.age:g} is {'not ' if inside else ''}{side} {limit:g}, the {end} of "
    return Point("age", MET if inside else UNMET, f"{text}the label", (fact.id,))


def _marker(patient: Patient, fact: Fact) -> Point:
    names = [name.strip() for name in fact["value"].split(";")]
    states = [_has(patient, name) for name in names]
    said = _alternatives(names)
    if fact["condition"] == "excluded_marker":
        state = _excluded(states)
        text = f"not for patients with {said}"
    else:
        state = MET if MET in states else UNKNOWN if UNKNOWN in states else UNMET
        text = f"the label asks for {said}"
    ends = {MET: "", UNMET: f", against {_markers(patient, names)}"}
    return Point(
        fact["condition"], state, text + ends.get(state, _not_given(patient, names)), (fact.id,)
    )


def _excluded(states: list[str]) -> str:
    if MET in states:
        return UNMET
    return UNKNOWN if UNKNOWN in states else MET


def _has(patient: Patient, name: str) -> str:
    """Say of a marker whether the patient has it, lacks it, or nobody knows."""
    if any(marker.present and within(marker.name, name) for marker in patient.markers):
        return MET
    if any(not marker.present and within(name, marker.name) for marker in patient.markers):
        return UNMET
    return UNKNOWN


def _not_given(patient: Patient, names: list[str]) -> str:
    wider = [
        marker.name
        for marker in patient.markers
        if marker.present and any(within(name, marker.name) for name in names)
    ]
    return f"; of {wider[0]} the allele is not given" if wider else "; it is not given"


def _markers(patient: Patient, names: list[str]) -> str:
    told = [
        str(marker)
        for marker in patient.markers
        if any(within(name, marker.name) or within(marker.name, name) for name in names)
    ]
    return ", ".join(told) + " as given"


def _prior(patient: Patient, fact: Fact) -> Point:
    names = [name.strip() for name in fact["value"].split(";")]
    given = {matching_key(text) for text in patient.prior}
    said = f"the label asks for earlier treatment with {_alternatives(names)}"
    note = f" ({fact['note']})" if fact["note"] else ""
    # A list of treatments need not be complete, so what it lacks is not known.
    if given & {matching_key(name) for name in names}:
        return Point("prior_therapy", MET, said + note, (fact.id,))
    return Point("prior_therapy", UNKNOWN, f"{said}{note}; it is not given", (fact.id,))


def _alternatives(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
