"""Which disease a technology treats and where it is given: shares as draws, from surveys.

Surveys of one technology differ by country and by what they count, and most countries have none.
Each draw takes one survey, and shares about it as if it had counted so many cases
(`crosswalk_precision`): disagreement between surveys and chance within them both show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.errors import MarketError

AREA, END_USER = "therapeutic_area", "end_user"
PRECISION = "crosswalk_precision"
JUDGEMENT = "judgement"
_CLOSE = 0.015


@dataclass(frozen=True, eq=False)
class Shares:
    """How a technology splits over the segments of a dimension, (draw, segment), summing to one.

    `facts` are the rows behind it; `assumed` says that no survey is on record and a judgement
    stands in.

    Example:
        >>> Shares(("cancer",), np.ones((1, 1)), (), True).segments
        ('cancer',)
    """

    segments: tuple[str, ...]
    draws: Draws
    facts: tuple[str, ...]
    assumed: bool


def shares(evidence: Evidence, technology: str, dimension: str, parameters: Parameters) -> Shares:
    """Return how a technology splits over therapeutic areas or end users.

    The latest survey of each country or region counts, each alike; a judgement counts only
    where there is none.

    Args:
        evidence: table technology_shares.
        technology: id of a technology.
        dimension: therapeutic_area or end_user.
        parameters: assumption `PRECISION`, seed and number of draws.

    Raises:
        MarketError: where no survey is on record, the shares of one do not add up to one, or
            `PRECISION` is set below one.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=200)
        >>> found = shares(load(), "organ_transplant_pancreas", "therapeutic_area", parameters)
        >>> found.segments[int(found.draws.mean(axis=0).argmax())]
        'diabetes'
    """
    precision = parameters.value(PRECISION)
    if precision < 1:
        raise MarketError(
            f"{PRECISION} is {precision:g}; set it to 1 or more, since it counts cases"
        )
    surveys = _surveys(evidence, technology, dimension)
    names = [term.id for term in vocabulary.terms(dimension)]
    segments = tuple(n for n in names if any(f["segment"] == n for own in surveys for f in own))
    centre = np.zeros((len(surveys), len(segments)))
    for row, own in enumerate(surveys):
        for fact in own:
            centre[row, segments.index(fact["segment"])] += fact["share"]
    centre /= centre.sum(axis=1, keepdims=True)
    generator = parameters.generator(f"transfer:shares:{dimension}:{technology}")
    chosen = generator.integers(len(surveys), size=parameters.size)
    # A Dirichlet draw is gamma draws over their sum; a share of nought stays nought.
    parts = generator.standard_gamma(precision * centre[chosen])
    facts = tuple(sorted(fact.id for own in surveys for fact in own))
    assumed = surveys[0][0]["confidence"] == JUDGEMENT
    return Shares(segments, parts / parts.sum(axis=1, keepdims=True), facts, assumed)


def _surveys(evidence: Evidence, technology: str, dimension: str) -> list[tuple[Fact, ...]]:
    rows: dict[str, list[Fact]] = {}
    for fact in evidence["technology_shares"]:
        if (fact["technology"], fact["dimension"]) == (technology, dimension) and not fact["use"]:
            rows.setdefault(fact["survey"], []).append(fact)
    if not rows:
        raise MarketError(
            f"nothing says how {technology!r} splits over {dimension}; add a survey to "
            "technology_shares.csv"
        )
    for name, own in rows.items():
        total = sum(fact["share"] for fact in own)
        if abs(total - 1.0) > _CLOSE:
            raise MarketError(
                f"the shares of survey {name!r} in technology_shares.csv add up to {total:.3f}, "
                "not to 1; add what is missing as a row of its own"
            )
    seen = [own for own in rows.values() if own[0]["confidence"] != JUDGEMENT]
    latest: dict[str, list[Fact]] = {}
    for own in seen or rows.values():
        place = own[0]["geography"]
        if place not in latest or latest[place][0]["year"] < own[0]["year"]:
            latest[place] = own
    return [tuple(latest[place]) for place in sorted(latest)]
