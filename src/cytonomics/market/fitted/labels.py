"""Who may be treated with what from when: labels by segment and region, and how many patients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.allocation import line_share, yearly_cases
from cytonomics.market.assumptions import Parameters
from cytonomics.market.offers import approvals_of
from cytonomics.market.prices import HOME
from cytonomics.vocabulary import Quarter, members

# What sales rows tell apart; Europe and the rest of the world follow when they do for all products.
REGIONS = (HOME, "elsewhere")
# Patients of the third and all later lines are one pool: whoever is treated leaves it.
_LATE = 3


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
        return f"{self.indication} {self.line}{'+' if self.line == _LATE else ''}"


class Label(NamedTuple):
    """A product may be given to a segment in a region from a quarter on, by a fact of approvals.

    Example:
        >>> Label("kymriah", Segment("b_all", 2), "USA", Quarter(2017, 3), "apr0001").region
        'USA'
    """

    product: str
    segment: Segment
    region: str
    quarter: Quarter
    fact: str


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

    A label opens the patients who reach its line. Outside the United States the first country
    counts; the ramp holds that others follow.

    Example:
        >>> from cytonomics.evidence import load
        >>> [
        ...     (str(l.segment), l.region, str(l.quarter))
        ...     for l in first_labels(load(), ["tecartus"])
        ... ][:2]
        [('mcl 2', 'USA', '2020Q3'), ('mcl 3+', 'elsewhere', '2020Q4')]
    """
    first: dict[tuple[str, Segment, str], Label] = {}
    for product in products:
        for approval in approvals_of(evidence, product):
            segment = Segment(approval.indication, min(approval.line, _LATE))
            for region, here in (
                (HOME, HOME in approval.countries),
                (REGIONS[1], bool(approval.countries - {HOME})),
            ):
                if here:
                    first.setdefault(
                        (product, segment, region),
                        Label(product, segment, region, approval.quarter, approval.fact),
                    )
    return tuple(sorted(first.values(), key=lambda one: (one.quarter, *one[:3])))


def segment_size(evidence: Evidence, segment: Segment, parameters: Parameters) -> SegmentSize:
    """Return how many US patients a year a segment holds: cases times the share at its line.

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
    said = {fact.id: fact["value"] for fact in evidence["funnel"]}
    spread = np.std(np.log([said[identifier] for identifier in share_facts])) if share_facts else 0
    floor = parameters["fit_segment_width"]
    return SegmentSize(
        cases * share,
        float(np.hypot(floor.value, spread)),
        (*case_facts, *share_facts, floor.id),
    )
