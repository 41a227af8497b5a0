"""When every label begins, draw by draw: known ones, promised ones, and those that may come."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws
from cytonomics.market.fitted.curves import Entries
from cytonomics.market.fitted.labels import REGIONS, Segment, SegmentSize
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.pipeline import Programme

Positions = NDArray[np.intp]


class Starts:
    """Start of every label by draw, (draw,) for each product, segment and region.

    Quarters are counted from `FIRST`; `now` is the first that nobody has reported on. Products
    are those of the panel, then `names`, then entrants without one; segments those of the panel,
    then those that programmes have `opened`, then fresh ones.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> Starts(panel, size=5, horizon=8).names
        ('aucatzyl', 'zevorcabtagene')
    """

    def __init__(self, panel: Panel, size: int, horizon: int) -> None:
        """Begin with what is known; `size` draws over `horizon` quarters."""
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
        self.ends = dict(zip(self.starts, known.end.tolist(), strict=True))
        self.promised: set[tuple[int, int, int]] = set()
        new = [one for one in panel.pipeline if one.product not in panel.products]
        self.names = tuple(dict.fromkeys(one.candidate for one in new))
        self.kinds = {one.candidate: one.kind for one in new}
        self.classes = tuple(sorted({*panel.classes, *self.kinds.values()}))
        # A segment that nobody is labelled for is as large as its widest label.
        self.widest = {segment: 1.0 for segment in panel.segments}
        self.opened: dict[Segment, SegmentSize] = {}
        for one in panel.pipeline:
            if one.segment not in panel.segments:
                self.widest[one.segment] = max(self.widest.get(one.segment, 0.0), one.share)
                self.opened[one.segment] = replace(
                    one.size, patients=one.size.patients * self.widest[one.segment]
                )

    def product_of(self, programme: Programme) -> int:
        """The position of the product that a programme is for."""
        if programme.product in self.panel.products:
            return self.panel.products.index(programme.product)
        return len(self.panel.products) + self.names.index(programme.candidate)

    def segment_of(self, programme: Programme) -> int:
        """The position of the segment that a programme aims at."""
        return (*self.panel.segments, *self.opened).index(programme.segment)

    def label_share(self) -> NDArray[np.float64]:
        """The part of the widest label that each named entrant's label would hold."""
        share = {name: 0.0 for name in self.names}
        for one in self.panel.pipeline:
            if one.product not in self.panel.products:
                part = one.share / self.widest[one.segment]
                share[one.candidate] = max(share[one.candidate], part)
        return np.array(list(share.values()))

    def has(self, product: int, segment: int) -> bool:
        """Whether a product is labelled for a segment somewhere, or may be under a name."""
        return any((product, segment, region) in self.starts for region in range(len(REGIONS)))

    def fresh_of(self, product: int) -> int:
        """The fresh segment that belongs to a product or entrant."""
        return len(self.panel.segments) + len(self.opened) + product

    def in_force(self) -> frozenset[tuple[int, int, int]]:
        """The known labels that are not withdrawn."""
        return frozenset(key for key in self.known if self.ends[key] > self.now)

    def other_regions(self, generator: np.random.Generator, rate: Draws) -> None:
        """Let every label that holds in some region follow in the others after a wait."""
        for product, segment in sorted({key[:2] for key in self.in_force()}):
            for region in range(len(REGIONS)):
                other = (product, segment, region)
                if other not in self.known:
                    self.starts[other] = self.now + generator.exponential(1.0 / rate)

    def promise(self, key: tuple[int, int, int], start: Draws) -> None:
        """Enter the label a programme aims at; what is approved stays."""
        if key not in self.known:
            self.starts[key] = start
            self.promised.add(key)

    def follow(self, key: tuple[int, int, int], start: Draws) -> None:
        """Enter a label that follows a programme's elsewhere, unless more is known of it."""
        if key not in self.known and key not in self.promised:
            self.starts[key] = np.minimum(start, self.starts.get(key, np.inf))

    def expected(self, product: int) -> NDArray[np.float64]:
        """Expected named arrivals a quarter: a product's new segments, or an entrant's launch."""
        opened: dict[int, Draws] = {}
        for (own, segment, _), start in self.starts.items():
            if own == product and not any(
                (own, segment, other) in self.known for other in range(len(REGIONS))
            ):
                opened[segment] = np.minimum(opened.get(segment, np.inf), start)
        first = [*opened.values()]
        if product >= len(self.panel.products):
            first = [np.min(first, axis=0)]
        after = np.arange(self.horizon + 1) + self.now
        came = sum(
            (np.histogram(start[np.isfinite(start)], after)[0] for start in first),
            np.zeros(self.horizon),
        )
        return np.asarray(came / self.size)

    def labels(self, product: Positions, segment: Positions, draw: Positions, at: Draws) -> None:
        """Give products segments in some draws; `at` is (label, region), when each begins."""
        if not len(draw):
            return
        order = np.lexsort([segment, product])
        new = np.diff(product[order]).astype(bool) | np.diff(segment[order]).astype(bool)
        for mine in np.split(order, 1 + np.flatnonzero(new)):
            own, taken = int(product[mine[0]]), int(segment[mine[0]])
            first = np.full((self.size, len(REGIONS)), np.inf)
            # A draw may give a product its fresh segment more than once.
            np.minimum.at(first, draw[mine], at[mine])
            for region, start in enumerate(first.T):
                key = (own, taken, region)
                self.starts[key] = np.minimum(start, self.starts.get(key, np.inf))

    def entries(self) -> Entries:
        """The labels that begin within the horizon in some draw."""
        end = self.now + self.horizon
        keys = sorted(key for key, start in self.starts.items() if start.min() <= end)
        product, segment, region = np.array(keys).reshape(-1, 3).T
        # The draws of a label lie side by side, for scenarios take labels apart again.
        start = np.array([self.starts[key] for key in keys]).T
        ends = np.array([self.ends.get(key, np.inf) for key in keys])
        return Entries(product, segment, region, start, ends)
