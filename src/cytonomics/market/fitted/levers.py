"""What a scenario changes, worked out: levers that act on curves, prices and labels to come.

A lever acts on quarters that nobody has reported on. It draws no random number of the forecast
anew, so that two forecasts with one seed differ by what was changed and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.curves import Entries, Levers
from cytonomics.market.fitted.labels import REGIONS, Segment, SegmentSize

Flags = NDArray[np.bool_]
PATIENTS, ATTRACTION, PRICE, RAMP = "patients", "attraction", "net_price", "ramp"
SUPPLY = "supply"
DELAY, LAUNCHES, EXPANSIONS = "delay", "launches", "expansions"
SUCCESS, CARE = "success", "care"
ELASTICITY = "price_elasticity"


class Where(NamedTuple):
    """Products, segments and regions that a lever acts on; nothing stands for all of them.

    `classes` are those whose unnamed entrants it acts on as well; `regions` are positions in
    `REGIONS`.

    Example:
        >>> Where(lines=frozenset({1})).products is None
        True
    """

    products: frozenset[str] | None = None
    classes: frozenset[str] | None = None
    indications: frozenset[str] | None = None
    lines: frozenset[int] | None = None
    regions: frozenset[int] | None = None


class When(NamedTuple):
    """The quarters of a lever, counted from the first one of the model, `end` included.

    The effect rises in a straight line over `phase` quarters and is whole in the last of them.

    Example:
        >>> When(2, 6, 4).reached(np.arange(8.0)).tolist()
        [0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 0.0]
    """

    start: float
    end: float = np.inf
    phase: int = 0

    def reached(self, quarters: Draws) -> Draws:
        """Return the part of the effect that is reached in each quarter, 0 to 1."""
        begun = np.clip((np.floor(quarters) - self.start + 1.0) / max(self.phase, 1), 0.0, 1.0)
        inside = (quarters >= self.start) & (np.floor(quarters) <= self.end)
        return np.where(inside, begun, 0.0)


class Lever(NamedTuple):
    """One change: `kind` names what, `times` by how much, or by how many quarters a delay.

    Example:
        >>> Lever(PATIENTS, Where(), When(40), 2.0).factor(np.array([39.0, 40.0])).tolist()
        [1.0, 2.0]
    """

    kind: str
    where: Where
    when: When
    times: float
    component: str = ""

    def factor(self, quarters: Draws) -> Draws:
        """Return the multiple in each quarter; a phase rises evenly on the log scale."""
        return np.asarray(self.times ** self.when.reached(quarters))


class NewLabel(NamedTuple):
    """A label that a scenario says will come: in a quarter, with a chance.

    `kind` is the class of a product that has none yet.

    Example:
        >>> size = SegmentSize(9_000.0, 0.5, ())
        >>> NewLabel("carvykti", "car_t BCMA", Segment("mm", 1), size, 0, 42.0).chance
        1.0
    """

    product: str
    kind: str
    segment: Segment
    size: SegmentSize
    region: int
    start: float
    chance: float = 1.0


class Axes(NamedTuple):
    """The products and segments of a forecast; nothing stands for what has no name.

    `member` is (draw, product): the position in `classes`, or -1.

    Example:
        >>> Axes(("carvykti", None), ("car_t BCMA",), np.array([[0, -1]]), ()).products[0]
        'carvykti'
    """

    products: tuple[str | None, ...]
    classes: tuple[str, ...]
    member: NDArray[np.intp]
    segments: tuple[Segment | None, ...]

    def product_flags(self, where: Where) -> Flags:
        """Say which products a lever acts on, (draw or 1, product)."""
        if where.products is None:
            return np.ones((1, len(self.products)), dtype=bool)
        named = np.array([product in where.products for product in self.products])[None]
        if not where.classes:
            return named
        meant = [k for k, name in enumerate(self.classes) if name in where.classes]
        unnamed = np.array([product is None for product in self.products])
        return np.asarray(named | (np.isin(self.member, meant) & unnamed))

    def entry_flags(self, where: Where, entries: Entries) -> Flags:
        """Say which labels a lever acts on, (draw or 1, entry)."""
        regions = range(len(REGIONS)) if where.regions is None else where.regions
        open_to = np.array([holds(where, segment) for segment in self.segments])
        here = open_to[entries.segment] & np.isin(entries.region, list(regions))
        return np.asarray(self.product_flags(where)[:, entries.product] & here)


def holds(where: Where, segment: Segment | None) -> bool:
    """Say whether a lever acts on a segment; one without a name is meant only where all are.

    Example:
        >>> holds(Where(lines=frozenset({1})), Segment("mm", 1)), holds(Where(), None)
        (True, True)
    """
    if where.indications is None and where.lines is None:
        return True
    if segment is None:
        return False
    return (where.indications is None or segment.indication in where.indications) and (
        where.lines is None or segment.line in where.lines
    )


@dataclass(frozen=True, eq=False)
class Changes:
    """All that a scenario changes: levers, and labels that it says will come.

    Example:
        >>> Changes().levers
        ()
    """

    levers: tuple[Lever, ...] = ()
    labels: tuple[NewLabel, ...] = ()

    def of(self, *kinds: str) -> Iterator[Lever]:
        """Yield the levers of some kinds, in their order.

        Example:
            >>> some = Changes((Lever(DELAY, Where(), When(40), 2.0),))
            >>> [lever.times for lever in some.of(DELAY)], list(some.of(RAMP))
            ([2.0], [])
        """
        return (lever for lever in self.levers if lever.kind in kinds)

    def price(self, axes: Axes, quarters: Draws) -> Draws:
        """Return the multiple of the net price, (draw or 1, product, region, quarter).

        Example:
            >>> axes = Axes(("a",), ("c",), np.array([[0]]), (Segment("mm", 3),))
            >>> half = Changes((Lever(PRICE, Where(), When(1), 0.5),))
            >>> half.price(axes, np.arange(2.0))[0, 0, 0].tolist()
            [1.0, 0.5]
        """
        found = np.ones((1, len(axes.products), len(REGIONS), len(quarters)))
        for lever in self.of(PRICE):
            regions = lever.where.regions
            here = np.array([regions is None or r in regions for r in range(len(REGIONS))])
            flags = axes.product_flags(lever.where)[:, :, None, None] & here[:, None]
            found = found * np.where(flags, lever.factor(quarters), 1.0)
        return found

    def supply(self, products: Iterable[str], quarters: Draws) -> Draws:
        """Return the multiple of the doses that products of one plant can get, (quarter,).

        A lever on any of them acts on all: they share the doses.

        Example:
            >>> twice = Changes((Lever(SUPPLY, Where(frozenset({"a"})), When(1), 2.0),))
            >>> twice.supply(["a", "b"], np.arange(2.0)).tolist()
            [1.0, 2.0]
        """
        together, found = frozenset(products), np.ones(len(quarters))
        for lever in self.of(SUPPLY):
            if lever.where.products is None or lever.where.products & together:
                found = found * lever.factor(quarters)
        return found

    def care(self, component: str, axes: Axes, quarters: Draws) -> Draws:
        """Return the multiple of what a component of care costs a patient on average.

        The shape is (draw or 1, product, region, quarter).

        Example:
            >>> axes = Axes(("a",), ("c",), np.array([[0]]), (Segment("mm", 3),))
            >>> less = Changes((Lever(CARE, Where(), When(0), 0.5, "hospital_stay"),))
            >>> less.care("hospital_stay", axes, np.zeros(1))[0, 0, 0].tolist()
            [0.5]
        """
        own = (lever for lever in self.of(CARE) if lever.component == component)
        return Changes(tuple(lever._replace(kind=PRICE) for lever in own)).price(axes, quarters)


@dataclass(frozen=True, eq=False)
class Applied:
    """Changes over the labels of a forecast: what each lever does to which label, in every draw.

    `now` is the first quarter that nobody has reported on; `elasticity` is (draw,).
    """

    changes: Changes
    flags: tuple[Flags, ...]
    elasticity: Draws
    now: float

    def levers(self, entries: Entries, kept: Flags, draws: slice, quarters: Draws) -> Levers | None:
        """Return what a block of draws feels at some of the labels, or nothing where none does.

        Args:
            entries: the labels of the block, its own draws and kept labels alone.
            kept: which of all labels these are.
            draws: which draws the block holds.
            quarters: counted from the first quarter of the model.
        """
        if not any(self.changes.of(RAMP, PATIENTS, ATTRACTION, PRICE)):
            return None
        log_odds = np.zeros((1, 1, len(quarters)))
        reach = np.ones((1, 1, len(quarters)))
        pace = np.ones((1, len(entries.product)))
        for lever, all_flags in zip(self.changes.levers, self.flags, strict=True):
            flags = all_flags[draws if len(all_flags) > 1 else slice(None)][:, kept]
            if lever.kind == RAMP:
                late = flags & (entries.start >= max(lever.when.start, self.now))
                pace = pace * np.where(late, 1.0 / lever.factor(entries.start), 1.0)
            elif lever.kind == PATIENTS:
                reach = reach * np.where(flags[..., None], lever.factor(quarters), 1.0)
            elif lever.kind in (ATTRACTION, PRICE):
                moved = np.log(lever.factor(quarters))
                if lever.kind == PRICE:
                    # A price moves the odds of treatment by the elasticity of demand.
                    moved = self.elasticity[draws, None, None] * moved
                log_odds = log_odds + np.where(flags[..., None], moved, 0.0)
        return Levers(log_odds, reach, pace)


def applied(
    changes: Changes, axes: Axes, entries: Entries, parameters: Parameters, now: float
) -> Applied:
    """Lay changes over the labels of a forecast; `now` is the first quarter nobody reported on.

    Example:
        >>> from cytonomics.market.assumptions import Assumption
        >>> axes = Axes(("a",), ("c",), np.array([[0]]), (Segment("mm", 3),))
        >>> entries = Entries(*(np.zeros(1, int) for _ in range(3)), np.zeros((1, 1)))
        >>> fixed = Assumption("x", ELASTICITY, -0.2, -0.2, -0.2, "fixed", "", "")
        >>> more = Changes((Lever(PATIENTS, Where(), When(1), 2.0),))
        >>> over = applied(more, axes, entries, Parameters({ELASTICITY: fixed}, 1, 1), 1.0)
        >>> felt = over.levers(entries, np.ones(1, bool), slice(0, 1), np.arange(2.0))
        >>> felt.reach.ravel().tolist()
        [1.0, 2.0]
    """
    flags = tuple(axes.entry_flags(lever.where, entries) for lever in changes.levers)
    priced = any(changes.of(PRICE))
    elasticity = parameters.draws(ELASTICITY) if priced else np.zeros(parameters.size)
    return Applied(changes, flags, elasticity, now)
