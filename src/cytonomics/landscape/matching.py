"""Which products are labelled for a patient somewhere on a day, why, and what is missing to say.

The rule of indication, line, place and day is the market's own (`market.eligibility`). All else
that a label asks stands in table label_conditions. It is information and no medical advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.clinical import Outcome, outcomes
from cytonomics.landscape.conditions import UNKNOWN, UNMET, Point, points
from cytonomics.landscape.patient import Marker, MatchError, Patient, last_day, within
from cytonomics.landscape.reasons import not_here, sold, unknown
from cytonomics.landscape.waiting import Wait, waits
from cytonomics.market.eligibility import (
    Approval,
    approvals_of,
    includes_indication,
)
from cytonomics.vocabulary import matching_key
from cytonomics.vocabulary.errors import suggestion

NOTICE = "Information from public facts, not medical advice."
LABELLED, OPEN, NOT_LABELLED = "labelled", "open", "not_labelled"
_STATUSES = (LABELLED, OPEN, NOT_LABELLED)
_MARKED = ("recall", "judgement")
_PIPELINE = "pipeline"


@dataclass(frozen=True)
class Match:
    """A product and a patient: `status` is labelled, open or not_labelled.

    It is open where the label may cover the patient but something it asks for is not given.
    `label` is the approval that comes nearest, None where nothing holds in the place on the day;
    `label_note` is what the row of the approval adds and no column holds. `points` are what the
    label asks and what is to be said beside.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> evidence = load()
        >>> patient = patient_of(evidence, "mm", "USA", line="2", age="60", day="2025-01-01")
        >>> [(one.product, one.status) for one in match(evidence, patient).matches][:1]
        [('carvykti', 'open')]
    """

    product: str
    name: str
    modality: str
    target: str | None
    status: str
    label: Approval | None
    label_note: str
    points: tuple[Point, ...]
    outcomes: tuple[Outcome, ...]
    waits: tuple[Wait, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of all facts that the match rests on, each once."""
        found = [self.label.fact] if self.label else []
        found += [fact for point in self.points for fact in point.facts]
        found += [fact for wait in self.waits for fact in wait.facts]
        found += [fact for trial in self.outcomes for fact in trial.facts]
        return tuple(dict.fromkeys(found))

    @property
    def missing(self) -> tuple[Point, ...]:
        """What is not known, of the patient or of the product."""
        return tuple(point for point in self.points if point.state == UNKNOWN)

    @property
    def against(self) -> tuple[Point, ...]:
        """What speaks against the label."""
        return tuple(point for point in self.points if point.state == UNMET)


class Answer(NamedTuple):
    """All products that are labelled for the indication anywhere, nearest first, and `notes`.

    `marks` says of facts that nobody saw a page for that they are recalled or judged.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> match(load(), patient_of(load(), "rdeb", "JPN", day="2020-01-01")).matches[0].status
        'not_labelled'
    """

    patient: Patient
    matches: tuple[Match, ...]
    notes: tuple[str, ...]
    marks: Mapping[str, str]


def match(evidence: Evidence, patient: Patient, product: str = "") -> Answer:
    """Match a patient with the products labelled for the indication, or with one product.

    Args:
        evidence: the facts; approvals count by their own day, trials and manufacturing by the
            day on which they became public.
        patient: what is known.
        product: id or brand of one product; all where it is empty.

    Raises:
        MatchError: for a product that is unknown or was never approved.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.patient import patient_of
        >>> evidence = load()
        >>> patient = patient_of(evidence, "dlbcl", "USA", line="3", age="62", day="2018-01-01")
        >>> [(m.product, m.status) for m in match(evidence, patient).matches][:2]
        [('yescarta', 'labelled'), ('anbal_cel', 'not_labelled')]
    """
    rows = _named(evidence, product) if product.strip() else evidence["products"]
    found = []
    for row in rows:
        related = _related(evidence, row["product_id"], patient.indication)
        if related or product:
            found.append(_match(evidence, patient, row, related))
    found.sort(key=lambda one: (_STATUSES.index(one.status), one.label is None, one.product))
    marks = {
        fact: mark
        for one in found
        for fact in one.facts
        for mark in (evidence.fact(fact)["confidence"],)
        if mark in _MARKED
    }
    return Answer(patient, tuple(found), tuple(_notes(evidence, patient, found)), marks)


def product_named(evidence: Evidence, text: str) -> Fact:
    """Return the product of an id, brand or scientific name.

    Raises:
        MatchError: for a name that no product has, with the nearest, or a product in the
            pipeline, which no label names.

    Example:
        >>> from cytonomics.evidence import load
        >>> product_named(load(), "Yescarta")["product_id"]
        'yescarta'
    """
    names: dict[str, Fact] = {}
    for fact in evidence["products"]:
        brand = fact["brand"] or ""
        for name in (fact["product_id"], fact["inn"] or "", brand, *_parts(brand)):
            names.setdefault(name, fact)
    by_key = {matching_key(name): fact for name, fact in names.items() if matching_key(name)}
    found = by_key.get(matching_key(text))
    if found is None:
        raise MatchError(f"there is no product {text!r}; {suggestion(text, filter(None, names))}")
    if found["status"] == _PIPELINE:
        raise MatchError(f"{text!r} is in the pipeline ({found.id}): no label names it yet")
    return found


def _parts(brand: str) -> list[str]:
    return [part.strip(" )") for part in brand.replace("(", "/").split("/")]


def _named(evidence: Evidence, product: str) -> tuple[Fact, ...]:
    return (product_named(evidence, product),)


@lru_cache(maxsize=4096)
def _related(evidence: Evidence, product: str, indication: str) -> tuple[Approval, ...]:
    """The approvals for the indication, for one above it, or for a kind of it."""
    return tuple(
        approval
        for approval in approvals_of(evidence, product)
        if includes_indication(approval.indication, indication)
        or includes_indication(indication, approval.indication)
    )


def _match(evidence: Evidence, patient: Patient, row: Fact, related: tuple[Approval, ...]) -> Match:
    held = [one for one in related if patient.place.holds(one) and one.in_force(patient.day)]
    judged = [([*points(evidence, patient, row, one), *sold(row)], one) for one in held]
    # The label that comes nearest: of those that hold the first, of others the earliest line.
    judged.sort(key=_distance)
    asked, label = judged[0] if judged else ([], None)
    status = _status(asked) if label else NOT_LABELLED
    product = row["product_id"]
    name = (row["brand"] or product).split(" (")[0]
    if status == NOT_LABELLED:
        beside = not_here(evidence, patient, row, related)
        return _made(evidence, row, name, status, label, (*asked, *beside), (), ())
    assert label is not None
    tried = _outcomes(evidence, product, label.indication, patient.line, patient.day)
    days = _waits(evidence, row["product_id"], patient.place.countries, patient.day)
    beside = [*unknown(evidence, patient, row, tried, days)]
    return _made(evidence, row, name, status, label, (*asked, *beside), tried, days)


def _made(
    evidence: Evidence,
    row: Fact,
    name: str,
    status: str,
    label: Approval | None,
    said: tuple[Point, ...],
    tried: tuple[Outcome, ...],
    days: tuple[Wait, ...],
) -> Match:
    note = evidence.fact(label.fact)["note"] if label else None
    kind = (row["product_id"], name, row["modality"], row["target"])
    return Match(*kind, status, label, note or "", said, tried, days)


@lru_cache(maxsize=4096)
def _outcomes(
    evidence: Evidence, product: str, indication: str, line: int | None, day: date
) -> tuple[Outcome, ...]:
    return outcomes(evidence, product, indication, line, day)


@lru_cache(maxsize=4096)
def _waits(
    evidence: Evidence, product: str, countries: frozenset[str], day: date
) -> tuple[Wait, ...]:
    (row,) = evidence.of_product("products", product)
    return waits(evidence, row, countries, day)


def _status(asked: list[Point]) -> str:
    if _count(asked, UNMET):
        return NOT_LABELLED
    return OPEN if _count(asked, UNKNOWN) else LABELLED


def _distance(judged: tuple[list[Point], Approval]) -> tuple[int, int, int]:
    asked, label = judged
    against = _count(asked, UNMET)
    return _STATUSES.index(_status(asked)), against, label.line if against else 0


def _count(asked: list[Point], state: str) -> int:
    return sum(point.state == state for point in asked)


def _notes(evidence: Evidence, patient: Patient, found: list[Match]) -> Iterator[str]:
    if patient.day > last_day(evidence):
        yield f"The evidence ends on {last_day(evidence)}; what was decided later is not known."
    if not found:
        yield "No product on record is labelled for this indication anywhere."
    known = known_markers(evidence)
    for marker in patient.markers:
        if not _is_known(marker, known):
            near = suggestion(marker.name, known)
            yield f"No label or product on record names the marker {marker.name!r}; {near}."


@lru_cache(maxsize=4)
def known_markers(evidence: Evidence) -> tuple[str, ...]:
    """Return the markers that labels ask for and the antigens that products bind, sorted.

    Example:
        >>> from cytonomics.evidence import load
        >>> {"CD19", "MAGE-A4", "HLA-A*02:01"} <= set(known_markers(load()))
        True
    """
    names = {
        name.strip()
        for fact in evidence["label_conditions"]
        if fact["condition"] in ("marker", "excluded_marker")
        for name in fact["value"].split(";")
    }
    names |= {fact["if_marker"] for fact in evidence["label_conditions"] if fact["if_marker"]}
    for fact in evidence["products"]:
        target = (fact["target"] or "").split(" (")[0]
        # Words in small letters say that there is no single antigen.
        names |= {name for name in target.split(" and ") if name[:1].isupper() and " " not in name}
    return tuple(sorted(names))


def _is_known(marker: Marker, known: tuple[str, ...]) -> bool:
    return any(within(marker.name, name) or within(name, marker.name) for name in known)
