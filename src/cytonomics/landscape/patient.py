"""What is known of a patient: words of a user become terms, places, days and markers, or a refusal.

What is not given stays unknown; nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.errors import CytonomicsError
from cytonomics.evidence import Evidence, latest_day, table_schema
from cytonomics.market.eligibility import Approval
from cytonomics.vocabulary import matching_key

_SIGNS = (("+", True), ("-", False), ("\N{MINUS SIGN}", False), ("\N{EN DASH}", False))
_WORDS = ((" positive", True), (" negative", False))
# A group of alleles with two digits, an allele with four; what follows makes no other protein.
_HLA = re.compile(r"HLA[- ]?([A-Z]{1,2}[A-Z0-9]{0,3})\*(\d{2,3})(?::(\d{2,3}))?(?::\d+)*[A-Z]?")
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,6})?")
_LINES, _OLDEST = range(1, 10), 130


class MatchError(CytonomicsError):
    """A patient or a table of patients that cannot be matched: says what is wrong, and where.

    Example:
        >>> str(MatchError("age 'x' is not a number of years"))
        "age 'x' is not a number of years"
    """


class Marker(NamedTuple):
    """A tissue type, antigen or alteration, and whether the patient has it.

    Example:
        >>> Marker("CD19", True).present
        True
    """

    name: str
    present: bool

    def __str__(self) -> str:
        """Write the marker with its sign."""
        return f"{self.name}{'+' if self.present else '-'}"


class Place(NamedTuple):
    """Where a label is to hold: one country, or all that one authority decides for.

    Example:
        >>> Place("USA", frozenset({"USA"}), None).name
        'USA'
    """

    name: str
    countries: frozenset[str]
    authority: str | None

    def holds(self, approval: Approval) -> bool:
        """Say whether an approval holds here."""
        if self.authority is not None:
            return approval.authority == self.authority
        return approval.holds_in(self.countries)


@dataclass(frozen=True)
class Patient:
    """One patient to be matched on a day; `line` is the line that the treatment would be.

    What is not known is None; `age` is in years, `prior` names earlier treatments.

    Example:
        >>> Patient("mm", Place("USA", frozenset({"USA"}), None), date(2026, 1, 1)).age is None
        True
    """

    indication: str
    place: Place
    day: date
    line: int | None = None
    age: float | None = None
    markers: tuple[Marker, ...] = ()
    prior: tuple[str, ...] = ()


def patient_of(
    evidence: Evidence,
    indication: str,
    region: str,
    *,
    day: str = "",
    line: str = "",
    earlier_lines: str = "",
    age: str = "",
    markers: Iterable[str] = (),
    prior: Iterable[str] = (),
) -> Patient:
    """Read a patient from words; an empty word is something that is not known.

    Args:
        evidence: where authorities, and the first and last day on record, are looked up.
        indication: id, name or alias of an indication.
        region: a country or an authority.
        day: YYYY-MM-DD; where it is empty, the last day of the evidence.
        line: the line that the treatment would be, 1 to 9.
        earlier_lines: the number of lines before; says the same as `line`.
        age: years.
        markers: such as CD19, CD19+, "MAGE-A4 negative", HLA-A*02:01.
        prior: earlier treatments, such as "BTK inhibitor".

    Raises:
        MatchError: for a word that means nothing or contradicts another one.
        VocabularyError: for an unknown indication or place, naming the nearest.

    Example:
        >>> from cytonomics.evidence import load
        >>> patient = patient_of(load(), "DLBCL", "U.S.", earlier_lines="2", markers=["CD19"])
        >>> patient.indication, patient.place.name, patient.line, patient.markers
        ('dlbcl', 'USA', 3, (Marker(name='CD19', present=True),))
    """
    return Patient(
        vocabulary.resolve("indication", _given(indication, "indication")).id,
        place_of(evidence, _given(region, "region")),
        _day(evidence, day.strip()),
        _line(line.strip(), earlier_lines.strip()),
        _age(age.strip()),
        _consistent(tuple(dict.fromkeys(marker_of(text) for text in markers))),
        tuple(text.strip() for text in prior if text.strip()),
    )


def place_of(evidence: Evidence, text: str) -> Place:
    """Return the place that a country's or an authority's name stands for.

    Raises:
        MatchError: if it holds several countries, each with labels of its own.
        VocabularyError: if no place goes by that name.

    Example:
        >>> from cytonomics.evidence import load
        >>> place_of(load(), "Japan").name, place_of(load(), "ema").authority
        ('JPN', 'EMA')
    """
    for authority in table_schema("approvals").field("authority").allowed:
        if text.strip().casefold() == authority.casefold():
            rows = [fact for fact in evidence["approvals"] if fact["authority"] == authority]
            areas = [vocabulary.members(fact["region"]) for fact in rows]
            return Place(authority, frozenset().union(*areas), authority)
    found = vocabulary.resolve_geography(text)
    countries = vocabulary.members(found.id)
    if len(countries) != 1:
        raise MatchError(
            f"region {text!r} holds {len(countries)} countries, whose labels differ; name one "
            "country, such as DEU, or one authority, such as EMA"
        )
    return Place(next(iter(countries)), countries, None)


def marker_of(text: str) -> Marker:
    """Read a marker; without a sign it is present.

    Raises:
        MatchError: if no name is left.

    Example:
        >>> [str(marker_of(text)) for text in ("CD19", "MAGE-A4-", "hla-a*02:01p", "HER2 negative")]
        ['CD19+', 'MAGE-A4-', 'HLA-A*02:01+', 'HER2-']
    """
    name, present = text.strip(), True
    for ending, sign in (*_WORDS, *_SIGNS):
        if name.casefold().endswith(ending):
            name, present = name[: -len(ending)].strip(), sign
            break
    if not matching_key(name):
        raise MatchError(f"marker {text!r} has no name; write CD19, CD19+, CD19- or HLA-A*02:01")
    allele = _HLA.fullmatch(name.upper())
    if allele:
        locus, group, protein = allele.groups()
        name = f"HLA-{locus}*{group}" + (f":{protein}" if protein else "")
    return Marker(name, present)


def within(narrower: str, wider: str) -> bool:
    """Say whether a marker is another one, or an allele of the group that the other names.

    Example:
        >>> within("HLA-A*02:01", "HLA-A*02"), within("CD19", "CD1"), within("bcma", "BCMA")
        (True, False, True)
    """
    if matching_key(narrower) == matching_key(wider):
        return True
    return wider.startswith("HLA-") and ":" not in wider and narrower.startswith(f"{wider}:")


@lru_cache(maxsize=4)
def first_approval(evidence: Evidence) -> tuple[date, str]:
    """Return the day of the first approval on record, and the fact that says so.

    Example:
        >>> from cytonomics.evidence import load
        >>> first_approval(load())[0].year < 2015
        True
    """
    return min((latest_day(fact["approval_date"]), fact.id) for fact in evidence["approvals"])


@lru_cache(maxsize=4)
def last_day(evidence: Evidence) -> date:
    """Return the day on which the last fact in view became public.

    Example:
        >>> from cytonomics.evidence import load
        >>> last_day(load()).year >= 2026
        True
    """
    return max(fact.known_from for fact in evidence)


def _given(text: str, what: str) -> str:
    if not text.strip():
        raise MatchError(f"the {what} is missing; name one")
    return text.strip()


def _day(evidence: Evidence, text: str) -> date:
    if not text:
        return last_day(evidence)
    try:
        if len(text) != len("2024-01-31"):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise MatchError(f"date {text!r} is not a day; write YYYY-MM-DD") from None
    first, fact = first_approval(evidence)
    if day < first:
        raise MatchError(
            f"no product was approved anywhere by {day}; the first approval on record is of "
            f"{first} ({fact}), so name a later date"
        )
    return day


def _line(line: str, earlier: str) -> int | None:
    said = {
        "line": int(line) if line.isascii() and line.isdigit() else None,
        "earlier_lines": int(earlier) + 1 if earlier.isascii() and earlier.isdigit() else None,
    }
    for (name, value), text in zip(said.items(), (line, earlier), strict=True):
        if text and value not in _LINES:
            least = 1 if name == "line" else 0
            raise MatchError(f"{name} {text!r} is not a whole number from {least} to {least + 8}")
    if line and earlier and said["line"] != said["earlier_lines"]:
        raise MatchError(
            f"line {line} contradicts {earlier} earlier lines, after which it would be line "
            f"{said['earlier_lines']}; give one of them"
        )
    return said["line"] or said["earlier_lines"]


def _age(text: str) -> float | None:
    if not text:
        return None
    if not (text.isascii() and _NUMBER.fullmatch(text)) or float(text) > _OLDEST:
        raise MatchError(f"age {text!r} is not a number of years from 0 to {_OLDEST}")
    return float(text)


def _consistent(markers: tuple[Marker, ...]) -> tuple[Marker, ...]:
    for one in markers:
        for other in markers:
            if one.present and not other.present and within(one.name, other.name):
                raise MatchError(
                    f"markers {one} and {other} contradict each other; keep the one that is right"
                )
    return markers
