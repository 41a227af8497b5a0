"""Rows of table technology_volumes as yearly counts by country, with how well each is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact
from cytonomics.market.transfer.countries import Countries
from cytonomics.market.transfer.technologies import ALL_GRAFTS, ALLOGENEIC, AUTOLOGOUS, PREFIX

EXACT, SUPPLIED, DONATED, FIRST = "exact", "supplied", "donated", "first"
# Before this year practice was another one.
FIRST_YEAR = 2008
_PER: Mapping[str, float] = {
    "procedures": 0.0,
    "patients": 0.0,
    "units": 0.0,
    "units_per_1000_population": 1e3,
    "procedures_per_10m_population": 0.1,
    "procedures_per_million_population": 1.0,
}
# What stands in where nobody counts the thing itself: a technology and what its rows are then.
_COUNTED_BY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "platelet_transfusion": (
        ("platelet_transfusion", EXACT),
        ("platelet_distribution", SUPPLIED),
    ),
    "red_cell_transfusion": (
        ("red_cell_transfusion", EXACT),
        ("red_cell_collection", SUPPLIED),
        ("blood_donation", DONATED),
    ),
}


class Count(NamedTuple):
    """How many of a technology in a country and year, as one row says.

    `kind` says what the row counts: the thing itself, or what stands in for it.

    Example:
        >>> Count(0, 2020, 95.0, EXACT, "primary", ("vol0001",)).number
        95.0
    """

    country: int
    year: int
    number: float
    kind: str
    confidence: str
    facts: tuple[str, ...]


def counts(evidence: Evidence, technology: str, known: Countries) -> tuple[Count, ...]:
    """Return what rows say of a technology, best kinds first, by country and year.

    Where the thing itself is counted, rows that stand in for it are left out; several rows of one
    year, which mostly go back to one registry, are one count, their mean.

    Args:
        evidence: table technology_volumes.
        technology: id of a technology; `ALL_GRAFTS` for transplants of both kinds.
        known: the countries.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.transfer.countries import countries
        >>> known = countries(load())
        >>> found = counts(load(), "organ_transplant_heart", known)
        >>> {one.kind for one in found}
        {'exact'}
    """
    sources = _COUNTED_BY.get(technology, ((technology, EXACT),))
    if technology == ALL_GRAFTS:
        rows = [*_rows(evidence, ALL_GRAFTS, EXACT, known), *_sums(evidence, known)]
    else:
        rows = [row for name, kind in sources for row in _rows(evidence, name, kind, known)]
    order = [EXACT, FIRST, SUPPLIED, DONATED]
    best: dict[tuple[int, int], int] = {}
    for row in rows:
        at = row.country, row.year
        best[at] = min(best.get(at, len(order)), order.index(row.kind))
    kept = [row for row in rows if order.index(row.kind) == best[row.country, row.year]]
    return _merged(kept)


def own_shares(evidence: Evidence, known: Countries) -> tuple[tuple[Count, Count], ...]:
    """Return pairs of autologous and allogeneic transplants that one source counts alike.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.transfer.countries import countries
        >>> pairs = own_shares(load(), countries(load()))
        >>> all(own.year == other.year for own, other in pairs)
        True
    """
    own = {_alike(row): row for row in _rows(evidence, f"{PREFIX}_{AUTOLOGOUS}", EXACT, known)}
    others = {_alike(row): row for row in _rows(evidence, f"{PREFIX}_{ALLOGENEIC}", EXACT, known)}
    pairs = [(own[at], others[at]) for at in sorted(own.keys() & others.keys())]
    # All transplants tell more than first ones: where both are counted these are left out.
    every = {(a.country, a.year) for a, _ in pairs if a.kind == EXACT}
    return tuple((a, b) for a, b in pairs if a.kind == EXACT or (a.country, a.year) not in every)


def _merged(rows: list[Count]) -> tuple[Count, ...]:
    found: dict[tuple[int, int], list[Count]] = {}
    for row in rows:
        found.setdefault((row.country, row.year), []).append(row)
    return tuple(
        own[0]._replace(
            number=sum(row.number for row in own) / len(own),
            facts=tuple(sorted({fact for row in own for fact in row.facts})),
        )
        for _, own in sorted(found.items())
    )


def _alike(row: Count) -> tuple[int, int, str]:
    return row.country, row.year, row.kind


def _sums(evidence: Evidence, known: Countries) -> Iterator[Count]:
    for own, other in own_shares(evidence, known):
        yield own._replace(number=own.number + other.number, facts=own.facts + other.facts)


def _rows(evidence: Evidence, technology: str, kind: str, known: Countries) -> Iterator[Count]:
    """The rows of countries that count something, a part of a country brought to the whole."""
    for fact in evidence["technology_volumes"]:
        if fact["technology"] != technology or fact["value"] is None or fact["use"]:
            continue
        if fact["geography"] not in known.place or fact["measure"] not in _PER:
            continue
        if fact["year"] < FIRST_YEAR:
            continue
        yield _count(fact, kind, known)


def _count(fact: Fact, kind: str, known: Countries) -> Count:
    country = known.place[fact["geography"]]
    per = _PER[fact["measure"]]
    people = known.people(country, fact["year"])
    number = fact["value"] * (per * people if per else 1.0) / (fact["coverage"] or 1.0)
    grafts = fact["technology"].startswith(PREFIX)
    counted = FIRST if grafts and fact["measure"] == "patients" else kind
    return Count(country, fact["year"], number, counted, fact["confidence"], (fact.id,))
