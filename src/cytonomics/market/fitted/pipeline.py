"""Programmes that have a name: what may be approved for whom, when, and how likely it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.eligibility import pooled
from cytonomics.market.fitted.labels import REGIONS, Label, Segment, SegmentSize, segment_size
from cytonomics.market.fitted.success import BEHIND, Chance, chance_of, level_draws
from cytonomics.market.offers import class_of
from cytonomics.market.prices import HOME
from cytonomics.vocabulary import Scope

# Quarters: a date announced for the same day still lies ahead.
_LEAST = 0.25
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Programme:
    """One label that somebody works towards, by a fact of table programmes.

    `candidate` is the name of the product while it is not sold, `kind` its class; `region` a
    position in `REGIONS`; `share` the part of the segment's patients that the label would hold.
    Times are quarters since the year 0 (`Quarter.index`): `stated` is when the date was
    announced, `expected` the beginning and `span` the length of the time announced, `known` the
    day that the evidence is of, on which the label was still lacking; `slip` names the assumption
    on how late such dates turn out.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=1)
        >>> market = vocabulary.scope("adoptive_cell_therapy")
        >>> known = programmes_of(load(), market, (), parameters)
        >>> {one.kind for one in known if one.product == "arlo_cel"}
        {'car_t GPRC5D'}
    """

    product: str
    candidate: str
    kind: str
    segment: Segment
    size: SegmentSize
    region: int
    share: float
    chance: Chance
    stated: float
    expected: float
    span: float
    known: float
    slip: str
    fact: str

    @property
    def key(self) -> tuple[str, Segment, str]:
        """What a label of this programme would say: product, segment, region."""
        return self.product, self.segment, REGIONS[self.region]

    def starts(self, parameters: Parameters, now: float) -> Draws:
        """Draw when the label begins, (draw,), quarters since the year 0; infinity: never.

        The time from announcement to approval is the announced time, at a random place of its
        span, times a lognormal slip (median and width by the assumption `slip`): guidance is late
        on average, and the later the date the less is known. What was approved neither when the
        evidence was gathered nor before `now` comes later, and a programme whose date has passed
        has become less likely by Bayes' rule: with chance c and share s of dates still to come,
        cs / (1 − c + cs).

        Args:
            parameters: seed, number of draws and the assumptions pipeline_*.
            now: the first quarter that nobody has reported on.

        Example:
            >>> from cytonomics.evidence import load
            >>> from cytonomics.market.assumptions import assumptions
            >>> parameters = Parameters(assumptions(load()), seed=1, size=200)
            >>> market = vocabulary.scope("adoptive_cell_therapy")
            >>> (one,) = [
            ...     p
            ...     for p in programmes_of(load(), market, (), parameters)
            ...     if p.product == "anito_cel" and p.segment.line == 3
            ... ]
            >>> start = one.starts(parameters, 0.0)
            >>> bool((start > one.stated).all()), bool(0.7 < np.isfinite(start).mean() < 1)
            (True, True)
        """
        product, segment, region = self.key
        generator = parameters.generator(f"fitted:pipeline:{product}:{segment}:{region}")
        place, late, luck = generator.random((3, parameters.size))
        ahead = np.maximum(self.expected + self.span * place - self.stated, _LEAST)
        slip = parameters[self.slip]
        earliest = max(now, self.known)
        gone = max(earliest - self.stated, 0.0)
        with np.errstate(divide="ignore"):
            passed = (np.log(gone / ahead) - np.log(slip.value)) / slip.deviation
        left = np.array([_NORMAL.cdf(z) for z in (-passed).tolist()])
        chance = self.chance.draws(level_draws(self.chance, parameters))
        comes = luck < chance * left / (1 - chance + chance * left)
        # Of the dates that are left one is taken at random; far in the tail it must not vanish.
        late = np.clip(late * left, 1e-300, 1 - 1e-12)[comes]
        z = np.array([-_NORMAL.inv_cdf(p) for p in late.tolist()])
        start = np.full(parameters.size, np.inf)
        start[comes] = self.stated + ahead[comes] * slip.value * np.exp(slip.deviation * z)
        return np.asarray(np.maximum(start, earliest))


def programmes_of(
    evidence: Evidence, scope: Scope, labels: Iterable[Label], parameters: Parameters
) -> tuple[Programme, ...]:
    """Return the programmes of a market that are known, still run, and lack their label.

    Only those that aim at the United States or at several European countries at once count;
    others are sold in one country at its prices and are left to a trend.

    Args:
        evidence: the facts of the day; a programme that became public later is not in it.
        scope: the market.
        labels: what is approved: a programme that has its label there is left out.
        parameters: the assumptions.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=1)
        >>> found = programmes_of(load(), vocabulary.scope("car_t"), (), parameters)
        >>> "carvykti mm 1" in {f"{one.product} {one.segment}" for one in found}
        True
    """
    granted = {(label.product, label.segment, label.region) for label in labels}
    found = [
        _programme(evidence, fact, parameters)
        for fact in evidence["programmes"]
        if fact["phase"] in BEHIND
        and vocabulary.includes(
            scope,
            modality=fact["modality"],
            therapeutic_area=fact["therapeutic_area"],
            application=fact["application"],
        )
        and _widely(vocabulary.members(fact["region"]))
    ]
    running = [one for one in found if one.key not in granted]
    return tuple(sorted(running, key=lambda one: (one.product, one.segment, one.region)))


def _programme(evidence: Evidence, fact: Fact, parameters: Parameters) -> Programme:
    segment = Segment(fact["indication_id"], pooled(fact["line_of_therapy"]))
    floor = parameters.value("pipeline_rate_width")
    expected, span = _announced(fact["expected"])
    return Programme(
        product=fact["product_id"],
        candidate=fact["listed_as"] or fact["product_id"],
        kind=class_of(fact.values),
        segment=segment,
        size=segment_size(evidence, segment, parameters),
        region=_region(vocabulary.members(fact["region"])),
        share=1.0 if fact["label_share"] is None else fact["label_share"],
        chance=chance_of(evidence, fact["modality"], segment.indication, fact["phase"], floor),
        stated=_at(fact.known_from),
        expected=expected,
        span=span,
        known=_at(_day(evidence)),
        slip="pipeline_slip_filed" if fact["phase"] == "filed" else "pipeline_slip",
        fact=fact.id,
    )


def _region(countries: frozenset[str]) -> int:
    """The position in `REGIONS` that countries belong to; the last one takes what no other has."""
    for position, region in enumerate(REGIONS[:-1]):
        if countries & vocabulary.members(region):
            return position
    return len(REGIONS) - 1


def _widely(countries: frozenset[str]) -> bool:
    return HOME in countries or len(countries & vocabulary.members("europe")) > 1


@lru_cache(maxsize=64)
def _day(evidence: Evidence) -> date:
    """The day that the evidence is of; of all evidence the day on which its last fact came."""
    return evidence.as_of or max(fact.known_from for fact in evidence)


def _announced(text: str) -> tuple[float, float]:
    """Beginning and length, in quarters, of a year, month or day."""
    year, *rest = (int(part) for part in text.split("-"))
    month, day = [*rest, 1, 1][:2]
    return _at(date(year, month, day)), {0: 4.0, 1: 1 / 3, 2: 0.0}[len(rest)]


def _at(day: date) -> float:
    """A day as quarters since the year 0."""
    return 4.0 * (day.year + (day.timetuple().tm_yday - 1) / 366.0)
