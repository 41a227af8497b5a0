"""Licences of cellular and gene therapies: how many held on a day, and since when.

The unit is one product of one authority, whatever its labels. Days that are known to the month or
year only are read as their last day; a count says how far the other reading would move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.market import MarketError

KINDS = ("cell_product", "tissue", "cord_blood", "gene_therapy_in_vivo", "other")
EXEMPTION = "exemption"
# The authority whose list is meant to be whole; of others the table holds what was found.
WHOLE = "FDA"


class Licence(NamedTuple):
    """One product licensed by one authority; `ended` is None while the licence holds.

    `earliest` and `latest` are the first and last day that the licence can date from, `ends` the
    same of its end.

    Example:
        >>> from cytonomics.evidence import load
        >>> next(one for one in licences(load(), "FDA") if one.product == "Kymriah").latest
        datetime.date(2017, 8, 30)
    """

    fact: Fact
    authority: str
    product: str
    kind: str
    modality: str
    earliest: date
    latest: date
    ends: tuple[date, date] | None

    def held_on(self, day: date) -> bool:
        """Say whether the licence held on a day, by the late reading of what is not known."""
        return self.latest <= day and (self.ends is None or day < self.ends[1])

    def surely_held_on(self, day: date) -> bool:
        """Say whether the licence held on a day by every reading of its days."""
        return self.latest <= day and (self.ends is None or day < self.ends[0])

    def perhaps_held_on(self, day: date) -> bool:
        """Say whether the licence held on a day by some reading of its days."""
        return self.earliest <= day and (self.ends is None or day < self.ends[1])


class Count(NamedTuple):
    """How many licences held on a day, `fewest` and `most` by other readings of vague days.

    Example:
        >>> Count("FDA", "total", date(2020, 1, 1), 1, 1, 2, ("lic00001",)).most
        2
    """

    authority: str
    kind: str
    day: date
    number: int
    fewest: int
    most: int
    facts: tuple[str, ...]


class Step(NamedTuple):
    """A licence given (`change` 1) or ended (-1), and how many held from that day on.

    Example:
        >>> from cytonomics.evidence import load
        >>> timeline(load(), "FDA")[0].held
        1
    """

    day: date
    licence: Licence
    change: int
    held: int


class Span(NamedTuple):
    """Days on which a count had one value: from `first` until before `until`, None: still.

    Example:
        >>> Span(date(2024, 11, 8), None).until is None
        True
    """

    first: date
    until: date | None


def authorities(evidence: Evidence) -> tuple[str, ...]:
    """Return the authorities of table licences: the one whose list is whole, then by licences.

    Example:
        >>> from cytonomics.evidence import load
        >>> authorities(load())[0]
        'FDA'
    """
    found: dict[str, int] = {}
    for fact in evidence["licences"]:
        found[fact["authority"]] = found.get(fact["authority"], 0) + 1
    return tuple(sorted(found, key=lambda name: (name != WHOLE, -found[name], name)))


def licences(
    evidence: Evidence, authority: str = "", *, modality: str = "", exemptions: bool = False
) -> tuple[Licence, ...]:
    """Return licences in the order in which they were given.

    Args:
        evidence: where table licences is looked up.
        authority: one authority; empty: all.
        modality: products of one modality; empty: all.
        exemptions: also what an exemption allows, which is no licence.

    Raises:
        MarketError: for an authority without a licence on record, and where a licence ends
            before it begins.

    Example:
        >>> from cytonomics.evidence import load
        >>> licences(load(), "EFDA")
        Traceback (most recent call last):
        ...
        cytonomics.market.errors.MarketError: there are no licences of 'EFDA'; did you mean 'FDA'?
    """
    known = authorities(evidence)
    if authority and authority not in known:
        near = get_close_matches(authority.upper(), known, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"authorities are {', '.join(known)}"
        raise MarketError(f"there are no licences of {authority!r}; {hint}")
    found = [
        _licence(fact)
        for fact in evidence["licences"]
        if authority in ("", fact["authority"])
        and modality in ("", fact["modality"] or "")
        and (exemptions or fact["route"] != EXEMPTION)
    ]
    return tuple(sorted(found, key=lambda one: (one.latest, one.product, one.authority)))


def _licence(fact: Fact) -> Licence:
    begun, ended = fact["licensed"], fact["ended"]
    ends = None if ended is None else (_earliest_day(ended), latest_day(ended))
    if ends and ends[1] < _earliest_day(begun):
        raise MarketError(
            f"licence {fact.id} of {fact['product_name']} ends ({ended}) before it begins "
            f"({begun}); mend one of the two days"
        )
    return Licence(
        fact=fact,
        authority=fact["authority"],
        product=fact["product_name"],
        kind=fact["kind"],
        modality=fact["modality"] or "",
        earliest=_earliest_day(begun),
        latest=latest_day(begun),
        ends=ends,
    )


def _earliest_day(text: str) -> date:
    """The first day that a date, month or year can mean."""
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def counted(
    evidence: Evidence, day: date, authority: str = "", *, modality: str = ""
) -> tuple[Count, ...]:
    """Count the licences that held on a day: the total of each authority, then its kinds.

    Args:
        evidence: where table licences is looked up.
        day: the day; a licence counts from its own day on, to the day before its end.
        authority: one authority; empty: all of them, each by itself.
        modality: products of one modality; empty: all.

    Raises:
        MarketError: for an unknown authority, and for a day before the first licence.

    Example:
        >>> from cytonomics.evidence import load
        >>> counted(load(), date(2025, 5, 15), "FDA", modality="car_t")[0].number
        7
    """
    found = licences(evidence, authority, modality=modality)
    begun = [one for one in found if one.earliest <= day]
    if not begun:
        whose = authority or "any authority"
        first = f"the first is of {found[0].latest}, name a later day" if found else "there is none"
        raise MarketError(f"table licences holds no licence of {whose} by {day}; {first}")
    rows = []
    for name in authorities(evidence):
        own = [one for one in begun if one.authority == name]
        if own:
            rows.append(_count(own, name, "total", day))
            rows += [
                _count(inside, name, kind, day)
                for kind in KINDS
                if (inside := [one for one in own if one.kind == kind])
            ]
    return tuple(rows)


def _count(found: Iterable[Licence], authority: str, kind: str, day: date) -> Count:
    found = tuple(found)
    held = [one for one in found if one.held_on(day)]
    return Count(
        authority,
        kind,
        day,
        len(held),
        sum(one.surely_held_on(day) for one in found),
        sum(one.perhaps_held_on(day) for one in found),
        tuple(one.fact.id for one in held),
    )


def timeline(evidence: Evidence, authority: str = "", *, modality: str = "") -> tuple[Step, ...]:
    """Return every licence and every end of one, by day, with how many held after it.

    Raises:
        MarketError: for an authority without a licence on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> [step.licence.product for step in timeline(load(), "FDA", modality="car_t")][:2]
        ['Kymriah', 'Yescarta']
    """
    found = licences(evidence, authority, modality=modality)
    events = [(one.latest, one, 1) for one in found]
    events += [(one.ends[1], one, -1) for one in found if one.ends]
    steps, held = [], 0
    for day, one, change in sorted(events, key=lambda event: (event[0], -event[2], event[1][2])):
        held += change
        steps.append(Step(day, one, change, held))
    return tuple(steps)


def spans(
    evidence: Evidence, number: int, authority: str, *, modality: str = ""
) -> tuple[Span, ...]:
    """Return the days on which exactly so many licences held.

    Example:
        >>> from cytonomics.evidence import load
        >>> spans(load(), 1, "FDA", modality="car_t")[0].first
        datetime.date(2017, 8, 30)
    """
    return tuple(
        span
        for held, span in _runs(timeline(evidence, authority, modality=modality))
        if held == number
    )


def _runs(steps: tuple[Step, ...]) -> Iterator[tuple[int, Span]]:
    days = sorted({step.day for step in steps})
    last = {step.day: step.held for step in steps}
    start = None
    for i, day in enumerate(days):
        start = day if start is None else start
        later = days[i + 1] if i + 1 < len(days) else None
        if later is None or last[later] != last[day]:
            yield last[day], Span(start, later)
            start = None
