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
    panel, name = starts.panel, starts.panel.products[product]
    generator = parameters.generator(f"fitted:expansions:{name}")
    draw = _draws(generator, rates.expansion, starts.horizon)
    in_class = _segments_of(panel, panel.classes[product])
    lacking = np.array([one for one in in_class if not starts.has(product, one)], dtype=np.intp)
    # Each of those that others hold is taken once, in an order of its own in every draw.
    order = generator.permuted(np.tile(lacking, (starts.size, 1)), axis=1)
    held = generator.random(len(draw)) >= rates.fresh_label[draw]
    turn = _turn(draw, held)
    held &= turn < len(lacking)
    segment = np.full(len(draw), starts.fresh_of(product))
    segment[held] = order[draw[held], turn[held]]
    after, waits = _times(generator, rates.second[draw], starts.horizon)
    luck = parameters.generator(f"fitted:kept:{name}")
    kept = _kept(luck, rates.expansion, starts.expected(product), draw, after)
    starts.labels(np.full(len(draw), product), segment, draw, (starts.now + kept)[:, None] + waits)


def _launch(starts: Starts, rates: _Rates, parameters: Parameters) -> NDArray[np.intp]:
    """Draw the new products that have no name and return their classes, (draw, entrant)."""
    panel, products = starts.panel, len(starts.panel.products)
    known, generator = products + len(starts.names), parameters.generator("fitted:launches")
    draw = _draws(generator, rates.launch, starts.horizon)
    turn = _turn(draw, np.ones(len(draw), dtype=bool))
    product, segment = known + turn, starts.fresh_of(known) + turn
    # Followers go where products already are.
    follows = generator.random(len(draw)) >= rates.fresh_class[draw]
    model = generator.integers(products, size=len(draw))
    held = follows & (generator.random(len(draw)) >= rates.fresh_label[draw])
    luck, own_class = generator.random(len(draw)), np.array(panel.classes)[model]
    for name in sorted(set(panel.classes)):
        own, open_to = held & (own_class == name), _segments_of(panel, name)
        if open_to:
            segment[own] = np.array(open_to)[(luck[own] * len(open_to)).astype(np.intp)]
    classes = np.full((starts.size, turn.max(initial=-1) + 1), NEW_CLASS)
    position = np.array([starts.classes.index(name) for name in panel.classes])
    classes[draw[follows], turn[follows]] = position[model[follows]]
    named = sum((starts.expected(k) for k in range(products, known)), np.zeros(starts.horizon))
    after, waits = _times(generator, rates.second[draw], starts.horizon)
    kept = _kept(parameters.generator("fitted:kept:"), rates.launch, named, draw, after)
    starts.labels(product, segment, draw, (starts.now + kept)[:, None] + waits)
    return classes


def _draws(generator: np.random.Generator, rate: Draws, horizon: int) -> NDArray[np.intp]:
    """The draw of every arrival of a Poisson process, in order; `rate` is (draw,), a year."""
    return np.repeat(np.arange(len(rate)), generator.poisson(rate * horizon / QUARTERS_A_YEAR))


def _turn(draw: NDArray[np.intp], flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """How many of those with a flag come before each in its draw."""
    before: NDArray[np.intp] = np.cumsum(flags) - flags
    return np.asarray(before - before[np.searchsorted(draw, draw)])


def _times(generator: np.random.Generator, second: Draws, horizon: int) -> tuple[Draws, Draws]:
    """When arrivals come, and how long each region then waits for a label: home does not.

    Args:
        generator: their random numbers.
        second: rate a quarter at which a label follows elsewhere, (arrival,).
        horizon: quarters in which they come, alike in each.

    Returns:
        Quarters after the last known one, (arrival,), and waits, (arrival, region).
    """
    after = horizon * generator.random(len(second))
    waits = generator.standard_exponential((len(second), len(REGIONS))) / second[:, None]
    waits[:, 0] = 0.0
    return after, waits


def _kept(
    generator: np.random.Generator,
    rate: Draws,
    named: NDArray[np.float64],
    draw: NDArray[np.intp],
    after: Draws,
) -> Draws:
    """When arrivals come that no named ones stand for, (arrival,); the others never do.

    Args:
        generator: without a pipeline no other number changes, for its numbers are its own.
        rate: arrivals a year, (draw,).
        named: expected named arrivals in each quarter, (quarter,).
        draw: the draw of each arrival.
        after: when it comes, quarters after the last known one.
    """
    if not named.any():
        return after
    share = kept(rate / QUARTERS_A_YEAR, named)[draw, after.astype(np.intp)]
    return np.where(generator.random(len(draw)) < share, after, np.inf)


def _segments_of(panel: Panel, name: str) -> list[int]:
    """Positions of the segments that some product of a class is labelled for."""
    members = {p for p, own in zip(panel.products, panel.classes, strict=True) if own == name}
    found = {label.segment for label in panel.labels if label.product in members}
    return [k for k, segment in enumerate(panel.segments) if segment in found]
