"""What may come: programmes by name, label expansions, other regions, new products and classes.

Programmes come at published rates of success and at their announced dates, mostly late. What
nobody has named comes at the rates of the labels known on the day, with a weak prior, less what
the named ones bring: the number of arrivals that is expected stays the one that the back-tests
support. Nothing that became public later can enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.curves import QUARTERS_A_YEAR, Entries
from cytonomics.market.fitted.labels import REGIONS, Segment, SegmentSize
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.fitted.starts import Starts
from cytonomics.market.fitted.tallies import Tally, tallies_of

NEW_CLASS = -1


@dataclass(frozen=True, eq=False)
class Arrivals:
    """Labels that are known and labels that may come, in every draw.

    `entries.start` is (draw, entry). Products beyond those of the panel are `entrants`: first
    those with `names`, then those nobody knows. Segments beyond it are `fresh`: first the
    `opened` ones, which programmes aim at and whose size is known as well as others', then those
    of unknown size. `classes` are all that have a name; `entrant_class` is (draw, entrant), a
    position among them or `NEW_CLASS`. `label_share` is (named entrant,): the part of a segment
    that the label of an entrant would hold, of what the widest label there holds; the labels of
    products on the market count whole.

    Example:
        >>> nothing = Entries(*(np.zeros(0, int) for _ in range(3)), np.zeros((1, 0)))
        >>> Arrivals(nothing, 0, 0, np.zeros((1, 0), int)).names
        ()
    """

    entries: Entries
    entrants: int
    fresh: int
    entrant_class: NDArray[np.intp]
    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    opened: Mapping[Segment, SegmentSize] = field(default_factory=dict)
    label_share: NDArray[np.float64] = field(default_factory=lambda: np.ones(0))


def coming_labels(panel: Panel, parameters: Parameters, horizon: int) -> Arrivals:
    """Draw the labels of the `horizon` quarters after the last known one.

    A programme of the pipeline begins when `Programme.starts` says, or never; a label it gains
    in one region follows elsewhere after a wait, as every label does; those that wait today wait
    on at the same rate, unless a programme stands for them.

    Expansions of a product and new products that nobody has named come as Poisson processes. An
    expansion or a product of a known class takes a segment of its class that it lacks, or a fresh
    one of a size drawn from `fit_segment_unknown`. Each process is thinned (`kept`), so that with
    the named arrivals, in expectation over all draws, as many come as its rate says; where more
    are named than that, none are added and the named ones stay.

    Args:
        panel: the facts.
        parameters: seed, number of draws and the assumptions fit_* and pipeline_*.
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
    starts = Starts(panel, parameters.size, horizon)
    starts.other_regions(parameters.generator("fitted:waiting"), rates.second)
    _name(starts, parameters, rates)
    sold = {key[0] for key in starts.in_force()}
    for position in sorted(sold):
        _expand(starts, position, rates, parameters)
    found = _launch(starts, rates, parameters)
    named = np.array([starts.classes.index(starts.kinds[name]) for name in starts.names], int)
    entrant_class = np.hstack([np.tile(named, (parameters.size, 1)), found])
    entrants = entrant_class.shape[1]
    return Arrivals(
        starts.entries(),
        entrants,
        len(starts.opened) + len(panel.products) + entrants,
        entrant_class,
        starts.names,
        starts.classes,
        starts.opened,
        starts.label_share(),
    )


def kept(rate: Draws, named: NDArray[np.float64]) -> Draws:
    """Return the share of unnamed arrivals that is kept in each quarter, (draw, quarter).

    With rate r a quarter and named arrivals that are expected to number M(t) by the end of
    quarter t, the unnamed ones are to number A(t) = max over s ≤ t of (r s − M(s), 0): with the
    named they make r t, except where the named alone are more. The share kept is the step of A
    over r; it lies between nought and one since M never falls.

    Args:
        rate: arrivals a quarter, (draw,), above nought.
        named: expected named arrivals in each quarter, (quarter,).

    Example:
        >>> kept(np.array([0.5]), np.array([0.2, 1.3, 0.0, 0.0])).round(2).tolist()
        [[0.6, 0.0, 0.0, 0.4]]
    """
    time = np.arange(1, len(named) + 1)
    lacking = np.maximum(rate[:, None] * time - np.cumsum(named), 0.0)
    return np.asarray(np.diff(np.maximum.accumulate(lacking, axis=1), prepend=0.0)) / rate[:, None]


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


def _name(starts: Starts, parameters: Parameters, rates: _Rates) -> None:
    """Draw the labels of the programmes that have a name."""
    for programme in starts.panel.pipeline:
        product, segment = starts.product_of(programme), starts.segment_of(programme)
        at = programme.starts(parameters, starts.now + FIRST.index) - FIRST.index
        waits = parameters.generator(f"fitted:waiting:{programme.product}:{programme.segment}")
        starts.promise((product, segment, programme.region), at)
        for region in range(len(REGIONS)):
            if region != programme.region:
                starts.follow((product, segment, region), at + waits.exponential(1 / rates.second))


def _expand(starts: Starts, product: int, rates: _Rates, parameters: Parameters) -> None:
    """Draw the label expansions of one product."""
    panel, horizon, name = starts.panel, starts.horizon, starts.panel.products[product]
    generator = parameters.generator(f"fitted:expansions:{name}")
    in_class = _segments_of(panel, panel.classes[product])
    lacking = [segment for segment in in_class if not starts.has(product, segment)]
    fresh_label, second = rates.fresh_label.tolist(), rates.second.tolist()
    fresh, found = starts.fresh_of(product), []
    counts = generator.poisson(rates.expansion * horizon / QUARTERS_A_YEAR)
    for draw, count in enumerate(counts.tolist()):
        open_to = list(lacking)
        for _ in range(count):
            after = horizon * generator.random()
            segment = _segment(generator, open_to, fresh_label[draw], fresh)
            found.append((draw, product, segment, after, *_waits(generator, second[draw])))
            open_to = [other for other in open_to if other != segment]
    luck = parameters.generator(f"fitted:kept:{name}")
    _begin(starts, found, luck, rates.expansion, starts.expected(product))


def _launch(starts: Starts, rates: _Rates, parameters: Parameters) -> NDArray[np.intp]:
    """Draw the new products that have no name and return their classes, (draw, entrant)."""
    panel, products, horizon = starts.panel, len(starts.panel.products), starts.horizon
    known, generator = products + len(starts.names), parameters.generator("fitted:launches")
    fresh_label, second = rates.fresh_label.tolist(), rates.second.tolist()
    counts = generator.poisson(rates.launch * horizon / QUARTERS_A_YEAR)
    classes = np.full((starts.size, int(counts.max(initial=0))), NEW_CLASS)
    in_class, found = {name: _segments_of(panel, name) for name in set(panel.classes)}, []
    for draw, count in enumerate(counts.tolist()):
        for k in range(count):
            after = horizon * generator.random()
            segment = starts.fresh_of(known + k)
            if generator.random() >= rates.fresh_class[draw]:
                # Followers go where products already are.
                name = panel.classes[generator.integers(products)]
                classes[draw, k] = starts.classes.index(name)
                segment = _segment(generator, in_class[name], fresh_label[draw], segment)
            found.append((draw, known + k, segment, after, *_waits(generator, second[draw])))
    named = sum((starts.expected(k) for k in range(products, known)), np.zeros(horizon))
    _begin(starts, found, parameters.generator("fitted:kept:"), rates.launch, named)
    return classes


def _waits(generator: np.random.Generator, rate: float) -> list[float]:
    """How long each region waits for a label: home does not."""
    draw, mean = generator.standard_exponential, 1.0 / rate
    return [0.0, *[mean * draw() for _ in REGIONS[1:]]]


def _begin(
    starts: Starts,
    found: list[tuple[float, ...]],
    generator: np.random.Generator,
    rate: Draws,
    named: NDArray[np.float64],
) -> None:
    """Let labels begin, but for those that named ones stand for.

    Args:
        starts: where they are entered.
        found: draw, product, segment, quarters after the last known one, and waits by region.
        generator: without a pipeline no other number changes, for its numbers are its own.
        rate: such labels a year, (draw,).
        named: expected named arrivals in each quarter, (quarter,).
    """
    table = np.array(found, dtype=float).reshape(len(found), 4 + len(REGIONS))
    draw, product, segment = table[:, :3].T.astype(np.intp)
    after, waits = table[:, 3], table[:, 4:]
    if named.any():
        share = kept(rate / QUARTERS_A_YEAR, named)[draw, after.astype(np.intp)]
        after = np.where(generator.random(len(found)) < share, after, np.inf)
    starts.labels(product, segment, draw, (starts.now + after)[:, None] + waits)


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
