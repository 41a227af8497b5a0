"""What may come: label expansions, labels in the other region, new products and classes.

Their rates are those of the labels known on the day, with a weak prior; which label comes when
is drawn, so that nothing that became public later can enter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.curves import QUARTERS_A_YEAR, Entries
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.tallies import Tally, tallies_of

NEW_CLASS = -1


@dataclass(frozen=True, eq=False)
class Arrivals:
    """Labels that are known and labels that may come, in every draw.

    `entries.start` is (draw, entry). Products beyond those of the panel are `entrants`, segments
    beyond it `fresh`; `entrant_class` is (draw, entrant), a position among the panel's distinct
    classes, sorted, or `NEW_CLASS`.

    Example:
        >>> nothing = Entries(*(np.zeros(0, int) for _ in range(3)), np.zeros((1, 0)))
        >>> Arrivals(nothing, 0, 0, np.zeros((1, 0), int)).entrants
        0
    """

    entries: Entries
    entrants: int
    fresh: int
    entrant_class: NDArray[np.intp]


def coming_labels(panel: Panel, parameters: Parameters, horizon: int) -> Arrivals:
    """Draw the labels of the `horizon` quarters after the last known one.

    Expansions of a product and new products come as Poisson processes; an expansion or a product
    of a known class takes a segment of its class that it lacks, or a fresh one of a size drawn
    from `fit_segment_unknown`. Labels come in the United States first and elsewhere after a
    wait; those that wait today wait on at the same rate.

    Args:
        panel: the facts.
        parameters: seed, number of draws and the assumptions fit_*.
        horizon: quarters ahead.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> coming = coming_labels(panel, Parameters(panel.assumptions, 1, 50), 8)
        >>> coming.entries.start.shape[0], coming.entrants > 0
        (50, True)
    """
    rates = _rates(panel, parameters)
    starts = _Starts(panel, parameters.size, horizon)
    starts.other_region(parameters.generator("fitted:waiting"), rates.second)
    for position, product in enumerate(panel.products):
        generator = parameters.generator(f"fitted:expansions:{product}")
        _expand(starts, position, rates, generator, horizon)
    generator = parameters.generator("fitted:launches")
    entrant_class = _launch(starts, rates, generator, horizon)
    entrants = entrant_class.shape[1]
    return Arrivals(starts.entries(), entrants, len(panel.products) + entrants, entrant_class)


class _Rates(NamedTuple):
    """Rates and shares of arrivals by draw, (draw,), the tallies' posteriors."""

    expansion: Draws
    launch: Draws
    second: Draws
    fresh_label: Draws
    fresh_class: Draws


def _rates(panel: Panel, parameters: Parameters) -> _Rates:
    known, size, value = tallies_of(panel), parameters.size, parameters.value
    generator = parameters.generator("fitted:rates")

    def rate(tally: Tally, name: str) -> Draws:
        weight = value(f"{name}_weight")
        shape = value(f"{name}_rate") * weight + tally.events
        return generator.gamma(shape, 1.0 / (weight + tally.exposure), size)

    def share(tally: Tally) -> Draws:
        weight = value("fit_fresh_weight")
        fresh = value("fit_fresh_share") * weight + tally.events
        return generator.beta(fresh, weight + tally.exposure - fresh, size)

    return _Rates(
        rate(known.expansions, "fit_expansion"),
        rate(known.launches, "fit_launch"),
        rate(known.second, "fit_second_region"),
        share(known.fresh_label),
        share(known.fresh_class),
    )


def _expand(
    starts: _Starts, product: int, rates: _Rates, generator: np.random.Generator, horizon: int
) -> None:
    """Draw the label expansions of one product."""
    panel = starts.panel
    in_class = _segments_of(panel, panel.classes[product])
    lacking = [segment for segment in in_class if not starts.has(product, segment)]
    counts = generator.poisson(rates.expansion * horizon / QUARTERS_A_YEAR)
    for draw in np.nonzero(counts)[0]:
        open_to = list(lacking)
        for _ in range(counts[draw]):
            at = starts.now + generator.uniform(0.0, horizon)
            fresh = starts.fresh_of(product)
            segment = _segment(generator, open_to, rates.fresh_label[draw], fresh)
            starts.label(generator, int(draw), product, segment, at, rates.second[draw])
            open_to = [other for other in open_to if other != segment]


def _launch(
    starts: _Starts, rates: _Rates, generator: np.random.Generator, horizon: int
) -> NDArray[np.intp]:
    """Draw the new products and return their classes, (draw, entrant)."""
    panel, products = starts.panel, len(starts.panel.products)
    classes = sorted(set(panel.classes))
    counts = generator.poisson(rates.launch * horizon / QUARTERS_A_YEAR)
    found = np.full((starts.size, int(counts.max(initial=0))), NEW_CLASS)
    for draw in np.nonzero(counts)[0]:
        for k in range(counts[draw]):
            at = starts.now + generator.uniform(0.0, horizon)
            segment = starts.fresh_of(products + k)
            if generator.random() >= rates.fresh_class[draw]:
                # Followers go where products already are.
                name = panel.classes[generator.integers(products)]
                found[draw, k] = classes.index(name)
                known = _segments_of(panel, name)
                segment = _segment(generator, known, rates.fresh_label[draw], segment)
            starts.label(generator, int(draw), products + k, segment, at, rates.second[draw])
    return found


def _segments_of(panel: Panel, name: str) -> list[int]:
    """Positions of the segments that some product of a class is labelled for."""
    members = {p for p, own in zip(panel.products, panel.classes, strict=True) if own == name}
    found = {label.segment for label in panel.labels if label.product in members}
    return [k for k, segment in enumerate(panel.segments) if segment in found]


def _segment(
    generator: np.random.Generator, open_to: list[int], fresh_share: float, fresh: int
) -> int:
    """The segment of a new label: a fresh one, or one of those that others hold."""
    if not open_to or generator.random() < fresh_share:
        return fresh
    return open_to[int(generator.integers(len(open_to)))]


class _Starts:
    """Start of every label by draw, (draw,) for each product, segment and region."""

    def __init__(self, panel: Panel, size: int, horizon: int) -> None:
        self.panel, self.size, self.horizon = panel, size, horizon
        # The first quarter that nobody has reported on begins here.
        self.now = panel.last.index - FIRST.index + 1.0
        known = panel.entries
        self.starts: dict[tuple[int, int, int], Draws] = {
            (int(p), int(s), int(r)): np.full(size, start)
            for p, s, r, start in zip(
                known.product, known.segment, known.region, known.start, strict=True
            )
        }
        self.known = frozenset(self.starts)

    def has(self, product: int, segment: int) -> bool:
        """Whether a product is labelled for a segment anywhere."""
        return any((product, segment, region) in self.known for region in range(len(REGIONS)))

    def fresh_of(self, product: int) -> int:
        """The fresh segment that belongs to a product or entrant."""
        return len(self.panel.segments) + product

    def other_region(self, generator: np.random.Generator, rate: Draws) -> None:
        """Let every label that one region has follow in the other after a wait."""
        for product, segment, region in sorted(self.known):
            other = (product, segment, 1 - region)
            if other not in self.known:
                self.starts[other] = self.now + generator.exponential(1.0 / rate)

    def label(
        self,
        generator: np.random.Generator,
        draw: int,
        product: int,
        segment: int,
        at: float,
        rate: float,
    ) -> None:
        """Give a product a segment in one draw: at home at once, elsewhere after a wait."""
        for region, start in enumerate((at, at + generator.exponential(1.0 / rate))):
            key = (product, segment, region)
            if key not in self.starts:
                self.starts[key] = np.full(self.size, np.inf)
            self.starts[key][draw] = min(self.starts[key][draw], start)

    def entries(self) -> Entries:
        """The labels that begin within the horizon in some draw."""
        end = self.now + self.horizon
        used = sorted(key for key, start in self.starts.items() if start.min() <= end)
        product, segment, region = np.array(used).reshape(-1, 3).T
        start = np.stack([self.starts[key] for key in used], axis=1)
        return Entries(product, segment, region, start)
