"""A match in words, as JSON types and as cells of a table; each says that it is no advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cytonomics import vocabulary
from cytonomics.landscape.clinical import Outcome
from cytonomics.landscape.conditions import MET, Point
from cytonomics.landscape.matching import LABELLED, NOT_LABELLED, NOTICE, OPEN, Answer, Match
from cytonomics.landscape.patient import Patient
from cytonomics.landscape.waiting import INFUSION, RELEASE, Wait

_SHOWN_TRIALS = 3
_HEADS = {
    LABELLED: "Labelled",
    OPEN: "Labelled, if what is missing is as the label asks",
    NOT_LABELLED: "Not labelled",
}
COLUMNS = (
    "file_line",
    "patient",
    "indication",
    "line",
    "age",
    "region",
    "date",
    "markers",
    "prior",
    "product",
    "name",
    "status",
    "authority",
    "approved",
    "label_line",
    "label_note",
    "days_to_infusion",
    "days_low",
    "days_high",
    "days_of",
    "trials",
    "missing",
    "against",
    "elsewhere",
    "facts",
    "marked",
    "notes",
    "notice",
)


def told(answer: Answer) -> Iterator[str]:
    """Tell an answer line by line: who was asked for, each product with its reasons, the notice.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.matching import match
        >>> from cytonomics.landscape.patient import patient_of
        >>> evidence = load()
        >>> patient = patient_of(evidence, "rdeb", "USA", line="1", age="9", day="2026-01-01")
        >>> list(told(match(evidence, patient)))[-1]
        'Information from public facts, not medical advice.'
    """
    yield patient_in_words(answer.patient)
    for status, head in _HEADS.items():
        found = [one for one in answer.matches if one.status == status]
        if found or status == LABELLED:
            yield ""
            yield f"{head}: {len(found) or 'none'}"
        for one in found:
            yield from (f"  {line}" for line in _match(one, answer.marks))
    yield ""
    yield from answer.notes
    yield NOTICE


def patient_in_words(patient: Patient) -> str:
    """Say in one line what is known of a patient, and what is not.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> patient_in_words(patient_of(load(), "mm", "DEU", day="2026-01-01"))
        'Multiple myeloma, line not given, age not given, DEU, 2026-01-01; no markers given'
    """
    line = "line not given" if patient.line is None else f"line {patient.line}"
    age = "age not given" if patient.age is None else f"age {patient.age:g}"
    markers = ", ".join(map(str, patient.markers)) or "no markers given"
    prior = f"; earlier treatment: {', '.join(patient.prior)}" if patient.prior else ""
    name = vocabulary.term("indication", patient.indication).name
    return f"{name}, {line}, {age}, {patient.place.name}, {patient.day}; {markers}{prior}"


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON types, with the notice; days are texts, ages in years.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.matching import match
        >>> from cytonomics.landscape.patient import patient_of
        >>> as_json(match(load(), patient_of(load(), "rdeb", "USA")))["notice"] == NOTICE
        True
    """
    return {
        "notice": NOTICE,
        "patient": _patient_as_json(answer.patient),
        "notes": list(answer.notes),
        "marks": dict(answer.marks),
        "products": [_match_as_json(one) for one in answer.matches],
    }


def cells(answer: Answer, file_line: int, name: str) -> Iterator[dict[str, str]]:
    """Return an answer as rows of `COLUMNS`, one a product, or one that says there is none.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.matching import match
        >>> from cytonomics.landscape.patient import patient_of
        >>> row = next(cells(match(load(), patient_of(load(), "rdeb", "USA")), 2, "A"))
        >>> row["product"], row["status"]
        ('zevaskyn', 'labelled')
    """
    patient = _patient_as_json(answer.patient)
    known = {key: "" if patient[key] is None else str(patient[key]) for key in _ALIKE}
    known |= {"markers": "; ".join(patient["markers"]), "prior": "; ".join(patient["prior"])}
    known |= {"file_line": str(file_line), "patient": name, "notice": NOTICE}
    known["notes"] = " ".join(answer.notes)

    empty = dict.fromkeys(COLUMNS, "") | known
    if not answer.matches:
        yield empty
    for one in answer.matches:
        marked = "; ".join(
            f"{fact} {answer.marks[fact]}" for fact in one.facts if fact in answer.marks
        )
        yield empty | _match_cells(one) | {"marked": marked}


_ALIKE = ("indication", "line", "age", "region", "date")


def _match(one: Match, marks: Mapping[str, str]) -> Iterator[str]:
    kind = vocabulary.term("modality", one.modality).name
    kind += f", {one.target}" if one.target and not one.target.startswith("none") else ""
    if one.label is None:
        yield f"{one.name} ({kind})"
    else:
        label = one.label
        since = f"{label.authority} since {label.dated}, {label.indication} from line {label.line}"
        note = f"; note: {one.label_note}" if one.label_note else ""
        yield f"{one.name} ({kind}): {since} ({_facts((label.fact,), marks)}){note}"
    for point in one.against:
        yield f"  against: {_point(point, marks)}"
    for point in one.missing:
        yield f"  missing: {_point(point, marks)}"
    for point in one.points:
        if point.state == MET and point.kind in ("elsewhere", "centres"):
            yield f"  {_point(point, marks)}"
    yield from (f"  {_wait(wait, one.product, marks)}" for wait in one.waits)
    yield from (f"  {_trial(trial, marks)}" for trial in one.outcomes[:_SHOWN_TRIALS])
    if len(one.outcomes) > _SHOWN_TRIALS:
        yield f"  {len(one.outcomes) - _SHOWN_TRIALS} smaller trials: see --json"


def _point(point: Point, marks: Mapping[str, str]) -> str:
    return point.text + (f" ({_facts(point.facts, marks)})" if point.facts else "")


def _facts(facts: Iterable[str], marks: Mapping[str, str]) -> str:
    return ", ".join(f"{fact} {marks.get(fact, '')}".strip() for fact in facts)


def _wait(wait: Wait, product: str, marks: Mapping[str, str]) -> str:
    until = {INFUSION: "cells taken to infusion", RELEASE: "cells taken to release"}[wait.stage]
    span = f", {wait.low:g} to {wait.high:g}" if wait.low < wait.high else ""
    of = "" if wait.of == product else f", of its class ({wait.of})"
    far = "" if wait.local else ", figures of other countries"
    return f"{until}: {wait.days:g} days{span}{of}{far} ({_facts(wait.facts, marks)})"


def _trial(trial: Outcome, marks: Mapping[str, str]) -> str:
    figures = [
        f"{value:.0%} {word}".replace("%", " %")
        for value, word in (
            (trial.response, "respond"),
            (trial.complete_response, "respond completely"),
        )
        if value is not None
    ]
    if trial.pfs_months is not None:
        figures.append(f"median progression-free survival {trial.pfs_months:g} months")
    kind = "in practice" if trial.phase == "rwe" else f"phase {trial.phase}"
    patients = f", {trial.patients} patients" if trial.patients else ""
    note = f" [{trial.note}]" if trial.note else ""
    told = f"{trial.trial} ({kind}, {trial.lines}{patients}): {', '.join(figures)}"
    return f"{told}{note} ({_facts(trial.facts, marks)})"


def _patient_as_json(patient: Patient) -> dict[str, Any]:
    age = patient.age
    return {
        "indication": patient.indication,
        "line": patient.line,
        "age": int(age) if age is not None and age == int(age) else age,
        "region": patient.place.name,
        "date": str(patient.day),
        "markers": [str(marker) for marker in patient.markers],
        "prior": list(patient.prior),
    }


def _match_as_json(one: Match) -> dict[str, Any]:
    label = one.label
    return {
        "product": one.product,
        "name": one.name,
        "modality": one.modality,
        "target": one.target,
        "status": one.status,
        "label": None
        if label is None
        else {
            "authority": label.authority,
            "approved": str(label.day),
            "approved_as_dated": label.dated,
            "indication": label.indication,
            "line": label.line,
            "population": label.population,
            "note": one.label_note,
            "fact": label.fact,
        },
        "missing": [_point_as_json(point) for point in one.missing],
        "against": [_point_as_json(point) for point in one.against],
        "met": [_point_as_json(point) for point in one.points if point.state == MET],
        "time": [wait._asdict() for wait in one.waits],
        "trials": [trial._asdict() for trial in one.outcomes],
    }


def _point_as_json(point: Point) -> dict[str, Any]:
    return {"kind": point.kind, "text": point.text, "facts": list(point.facts)}


def _match_cells(one: Match) -> dict[str, str]:
    label = one.label
    soonest = next((wait for wait in one.waits if wait.stage == INFUSION), None)
    found = {"product": one.product, "name": one.name, "status": one.status}
    if label is not None:
        found |= {"authority": label.authority, "approved": str(label.day)}
        found |= {"label_line": str(label.line), "label_note": one.label_note}
    if soonest is not None:
        found |= {"days_to_infusion": f"{soonest.days:g}", "days_of": soonest.of}
        found |= {"days_low": f"{soonest.low:g}", "days_high": f"{soonest.high:g}"}
    elsewhere = [point for point in one.points if point.kind == "elsewhere"]
    return found | {
        "trials": str(len(one.outcomes)),
        "missing": _joined(one.missing),
        "against": _joined(one.against),
        "elsewhere": _joined(elsewhere),
        "facts": " ".join(one.facts),
    }


def _joined(points: Iterable[Point]) -> str:
    return "; ".join(point.text for point in points)
