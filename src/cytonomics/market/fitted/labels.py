"""Who may be treated with what from when: labels by segment and region, and how many patients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Parameters
from cytonomics.market.eligibility import LATE, Approval, approvals_of
from cytonomics.market.fitted.success import is_blood_cancer
from cytonomics.market.incidence import OPEN, line_share, yearly_cases
from cytonomics.market.prices import HOME
from cytonomics.vocabulary import Quarter, members

# What sales rows tell apart for some product; greater China has products and prices of its own.
REGIONS = (HOME, "europe", "elsewhere")


class Segment(NamedTuple):
    """Patients of an indication who reach a line of treatment; 3 is the third or a later one.

    Example:
        >>> str(Segment("dlbcl", 3))
        'dlbcl 3+'
    """

    indication: str
    line: int

    def __str__(self) -> str:
        """Write the segment as tables show it."""
        return f"{self.indication} {self.line}{'+' if self.line == LATE else ''}"


def earlier_lines(segments: Sequence[Segment | None]) -> tuple[tuple[int, int], ...]:
    """Return pairs of positions: a segment, and one that is an earlier line of its indication.

    Example:
        >>> earlier_lines([Segment("dlbcl", 3), None, Segment("dlbcl", 2), Segment("mm", 2)])
        ((0, 2),)
    """
    return tuple(
        (later, earlier)
        for later, one in enumerate(segments)
        for earlier, other in enumerate(segments)
        if one and other and one.indication == other.indication and other.line < one.line
    )


class Label(NamedTuple):
    """A product may be given to a segment in a region from a quarter on, by a fact of approvals.

    `ended` is the first quarter in whose middle it is withdrawn; nothing while it holds.

    Example:
        >>> Label("kymriah", Segment("b_all", 2), "USA", Quarter(2017, 3), "apr0001").region
        'USA'
    """

    product: str
    segment: Segment
    region: str
    quarter: Quarter
    fact: str
    ended: Quarter | None = None


@dataclass(frozen=True)
class SegmentSize:
    """US patients a year: the median, the standard deviation of its log, and the facts behind it.

    Example:
        >>> SegmentSize(2000.0, 0.5, ("epi0001",)).patients
        2000.0
    """

    patients: float
    width: float
    facts: tuple[str, ...]


@cache
def countries_of(region: str) -> frozenset[str]:
    """Return the countries of one of `REGIONS`, ISO 3166 codes; greater China is in none.

    Example:
        >>> "JPN" in countries_of("elsewhere"), "CHN" in countries_of("elsewhere")
        (True, False)
    """
    if region == HOME:
        return frozenset({HOME})
    if region == "europe":
        return members("europe")
    return members("WW") - members("europe") - members("GREATER_CHINA") - {HOME}


def widely_labelled(evidence: Evidence, products: Iterable[str]) -> tuple[str, ...]:
    """Return the products that the United States or several European countries at once approved.

    The others are sold in one country at its prices and are left to a trend.

    Example:
        >>> from cytonomics.evidence import load
        >>> widely_labelled(load(), ["kymriah", "nexcar19"])
        ('kymriah',)
    """
    europe = members("europe")

    def wide(countries: frozenset[str]) -> bool:
        return HOME in countries or len(countries & europe) > 1

    return tuple(
        product
        for product in sorted(products)
        if any(wide(approval.countries) for approval in approvals_of(evidence, product))
    )


def first_labels(evidence: Evidence, products: Iterable[str]) -> tuple[Label, ...]:
    """Return the first label of each product, segment and region, in order of date.

    A label opens the patients who reach its line. Of a region the first country counts; the ramp
    holds that others follow. It ends when the last decision that gives it is withdrawn, wherever
    in the region that holds.

    Example:
        >>> from cytonomics.evidence import load
        >>> [
        ...     (str(l.segment), l.region, str(l.quarter))
        ...     for l in first_labels(load(), ["tecartus"])
        ... ][:2]
        [('mcl 2', 'USA', '2020Q3'), ('mcl 3+', 'europe', '2020Q4')]
        >>> [(l.region, str(l.ended)) for l in first_labels(load(), ["skysona"])]
        [('europe', '2022Q1'), ('USA', 'None')]
    """
    given: dict[tuple[str, Segment, str], list[Approval]] = {}
    for product in products:
        for approval in approvals_of(evidence, product):
            for region in REGIONS:
                if approval.holds_in(countries_of(region)):
                    key = product, Segment(*approval.opens), region
                    given.setdefault(key, []).append(approval)
    found = (
        Label(*key, every[0].quarter, every[0].fact, _ended(every)) for key, every in given.items()
    )
    return tuple(sorted(found, key=lambda one: (one.quarter, *one[:3])))


def _ended(approvals: Iterable[Approval]) -> Quarter | None:
    """The first quarter in whose middle none of some approvals is in force; nothing if one stays.

    Curves are worked out in the middle of each quarter.
    """
    days = [approval.ended for approval in approvals]
    last = max((day for day in days if day is not None), default=None)
    if last is None or None in days:
        return None
    quarter = Quarter.containing(last)
    middle = date(quarter.year, 3 * quarter.number - 1, 15)
    return quarter if last <= middle else quarter.shift(1)


def segment_size(evidence: Evidence, segment: Segment, parameters: Parameters) -> SegmentSize:
    """Return how many US patients a year a segment holds: cases times the share at its line.

    Most solid tumours are cured by surgery: of their cases only the share that becomes advanced
    counts, for which deaths by cases stand, as as many patients a year reach advanced disease as
    die of it.

    What the sources of the share disagree by is added to `fit_segment_width`; without any source
    the size is `fit_segment_unknown`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=1)
        >>> size = segment_size(load(), Segment("dlbcl", 3), parameters)
        >>> 1_000 < size.patients < 4_000, size.width >= 0.5
        (True, True)
    """
    cases, case_facts = yearly_cases(evidence, segment.indication)
    share, share_facts = line_share(evidence, segment.indication, segment.line)
    if not cases * share:
        unknown = parameters["fit_segment_unknown"]
        return SegmentSize(unknown.value, unknown.deviation, (unknown.id,))
    if not is_blood_cancer(segment.indication):
        advanced, advanced_facts = _advanced_share(evidence, segment.indication)
        cases, case_facts = cases * advanced, (*case_facts, *advanced_facts)
    said = {fact.id: fact["value"] for fact in evidence["funnel"]}
    spread = np.std(np.log([said[identifier] for identifier in share_facts])) if share_facts else 0
    floor = parameters["fit_segment_width"]
    return SegmentSize(
        cases * share,
        float(np.hypot(floor.value, spread)),
        (*case_facts, *share_facts, floor.id),
    )


def _advanced_share(evidence: Evidence, indication: str) -> tuple[float, tuple[str, ...]]:
    """Deaths by cases of an indication, or of the nearest wider one that has both; else one."""
    wider = {term.id: term.parent for term in vocabulary.terms("indication")}
    name: str | None = indication
    while name in wider:
        latest = {}
        for fact in sorted(evidence["epidemiology"], key=lambda fact: (fact["year"] or 0, fact.id)):
            if (fact["indication_id"], fact["geography"], fact["terms"]) == (
                name,
                "USA",
                OPEN,
            ):
                latest[fact["measure"], fact["unit"]] = fact
        cases = latest.get(("incidence", "cases"))
        deaths = latest.get(("mortality", "deaths"))
        if cases and deaths:
            return min(deaths["value"] / cases["value"], 1.0), (cases.id, deaths.id)
        name = wider[name]
    return 1.0, ()
