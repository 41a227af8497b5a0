"""Products, segments and labels of a forecast while a scenario changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import NEW_CLASS, Arrivals
from cytonomics.market.fitted.curves import Array, Curves, Entries
from cytonomics.market.fitted.labels import REGIONS, Segment, earlier_lines
from cytonomics.market.fitted.levers import (
    EXPANSIONS,
    LAUNCHES,
    Axes,
    Lever,
    NewLabel,
)
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.prices import HOME

Key = tuple[int, int, int]
Extended = Callable[[Arrivals, Parameters], Curves]
# What curves say of products, one after the other.
_OF_PRODUCTS = ("attraction", "ramp", "price", "fading")
_OF_SEGMENTS = "patients"


def axes_of(panel: Panel, coming: Arrivals) -> Axes:
    """Return the products and segments of a forecast with the names they have.

    Example:
        >>> nothing = Entries(*(np.zeros(0, int) for _ in range(3)), np.zeros((1, 0)))
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> axes = axes_of(panel, Arrivals(nothing, 1, 0, np.zeros((1, 1), int)))
        >>> axes.products[-2:]
        ('yescarta', None)
    """
    classes = coming.classes or tuple(sorted(set(panel.classes)))
    fixed = np.array([classes.index(name) for name in panel.classes])
    size = len(coming.entrant_class)
    unnamed = coming.entrants - len(coming.names)
    return Axes(
        (*panel.products, *coming.names, *[None] * unnamed),
        classes,
        np.hstack([np.tile(fixed, (size, 1)), coming.entrant_class]),
        (*panel.segments, *coming.opened, *[None] * (coming.fresh - len(coming.opened))),
    )


@dataclass(frozen=True)
class Renamed(Parameters):
    """The same assumptions under streams of random numbers of their own, the rates alone shared."""

    number: int | str

    def generator(self, name: str) -> np.random.Generator:
        """Return a generator whose stream belongs to the name, the seed and the number."""
        shared = name == "fitted:rates"
        return super().generator(name if shared else f"{name}:again {self.number}")


class Plan:
    """Products, segments and the starts of labels, (draw,) each, while a scenario changes them."""

    def __init__(self, panel: Panel, coming: Arrivals, curves: Curves) -> None:
        """Begin with what comes without the scenario, and its curves."""
        axes, entries = axes_of(panel, coming), coming.entries
        self.panel, self.curves = panel, curves
        self.products, self.segments = list(axes.products), list(axes.segments)
        self.classes, self.members = axes.classes, [axes.member]
        # What products and segments have is joined once: a copy for each would be slow.
        self.joined: dict[str, list[Array]] = {
            name: [getattr(curves, name)] for name in (*_OF_PRODUCTS, _OF_SEGMENTS)
        }
        self.now = panel.last.index - FIRST.index + 1.0
        self.starts: dict[Key, Draws] = {
            (int(p), int(s), int(r)): entries.start[:, k]
            for k, (p, s, r) in enumerate(
                zip(entries.product, entries.segment, entries.region, strict=True)
            )
        }
        self.ends = dict(zip(self.starts, entries.end.tolist(), strict=True))
        known = panel.entries
        self.known = {(int(p), int(s)) for p, s in zip(known.product, known.segment, strict=True)}
        self.promised = {(one.product, one.segment) for one in panel.pipeline}

    @property
    def member(self) -> NDArray[np.intp]:
        """The class of each product, (draw, product)."""
        return np.hstack(self.members)

    @property
    def axes(self) -> Axes:
        """The products and segments as they stand."""
        return Axes(tuple(self.products), self.classes, self.member, tuple(self.segments))

    def groups(self, kind: str) -> list[list[Key]]:
        """Labels that come together and have no name: a new product's, or an expansion's."""
        found: dict[tuple[int, ...], list[Key]] = {}
        for key in self.starts:
            product, segment, _ = key
            if kind == LAUNCHES and self.products[product] is None:
                found.setdefault((product,), []).append(key)
            further = product < len(self.panel.products) and (product, segment) not in self.known
            named = (self.products[product], self.segments[segment]) in self.promised
            if kind == EXPANSIONS and further and not named:
                found.setdefault((product, segment), []).append(key)
        return list(found.values())

    def begins(self, group: Iterable[Key]) -> Draws:
        """The first quarter of any label of a group, (draw,)."""
        return np.asarray(np.min([self.starts[key] for key in group], axis=0))

    def take(self, other: Plan, groups: list[list[Key]]) -> None:
        """Add labels of another plan, with the unnamed products and segments they belong to."""
        member = other.member
        product_at: dict[int, int] = {}
        segment_at: dict[int, int] = {}
        for group in groups:
            if not np.isfinite(other.begins(group)).any():
                continue
            for product, segment, region in group:
                p, s = product, segment
                if other.products[product] is None:
                    if product not in product_at:
                        own = slice(product, product + 1)
                        product_at[product] = self.add_product(
                            None, member[:, own], other.curves, own
                        )
                    p = product_at[product]
                if other.segments[segment] is None:
                    if segment not in segment_at:
                        patients = other.curves.patients[:, segment : segment + 1]
                        segment_at[segment] = self.add_segment(None, patients)
                    s = segment_at[segment]
                self.begin((p, s, region), other.starts[product, segment, region])

    def rename(self, other: Plan) -> None:
        """Let the labels of programmes begin when they do in another plan of the same names."""
        names = [name for name in self.products if name is not None]
        segments = [segment for segment in self.segments if segment is not None]
        for key in {*self.starts, *other.starts}:
            product, segment, _ = key
            if product < len(names) and segment < len(segments):
                entrant = product >= len(self.panel.products)
                if entrant or (names[product], segments[segment]) in self.promised:
                    never = np.full(len(self.member), np.inf)
                    self.starts[key] = other.starts.get(key, never)

    def begin(self, key: Key, start: Draws) -> None:
        """Let a label begin, unless it began before."""
        self.starts[key] = np.minimum(self.starts.get(key, np.inf), start)

    def add_product(
        self, name: str | None, member: NDArray[np.intp], curves: Curves, own: slice
    ) -> int:
        """Add a product with its own part of other curves, and return its position."""
        self.products.append(name)
        self.members.append(member)
        for field in _OF_PRODUCTS:
            self.joined[field].append(getattr(curves, field)[:, own])
        return len(self.products) - 1

    def add_segment(self, segment: Segment | None, patients: Draws) -> int:
        """Add a segment with its patients, (draw, 1, region), and return its position."""
        self.segments.append(segment)
        self.joined[_OF_SEGMENTS].append(patients)
        return len(self.segments) - 1

    def delay(self, lever: Lever) -> None:
        """Move labels that have not begun; what is known to have begun stays."""
        keys = list(self.starts)
        product, segment, region = np.array(keys).reshape(-1, 3).T
        start = np.stack([self.starts[key] for key in keys], axis=1)
        flags = self.axes.entry_flags(lever.where, Entries(product, segment, region, start))
        later = start + lever.times * lever.when.reached(start)
        moved = np.where(flags & (start >= self.now), later, start)
        self.starts = {key: moved[:, k] for k, key in enumerate(keys)}

    def label(self, label: NewLabel, parameters: Parameters, extended: Extended) -> None:
        """Let a label come that the scenario dates, for a product and a segment of that name."""
        if label.product not in self.products or label.segment not in self.segments:
            renamed = Renamed(
                parameters.assumptions, parameters.seed, parameters.size,
                f"{label.product} {label.segment}",
            )  # fmt: skip
            none = np.zeros(0, int)
            nothing = Entries(none, none, none, np.zeros((renamed.size, 0)))
            kind = self.classes.index(label.kind) if label.kind in self.classes else NEW_CLASS
            member = np.full((renamed.size, 1), kind)
            curves = extended(Arrivals(nothing, 1, 1, member), renamed)
            last = slice(curves.attraction.shape[1] - 1, None)
            if label.product not in self.products:
                self.add_product(label.product, member, curves, last)
            if label.segment not in self.segments:
                # Other regions hold multiples of the home patients, as in any fresh segment.
                fresh = curves.patients[:, -1:]
                z = renamed.generator("fitted:size").standard_normal(renamed.size)
                home = label.size.patients * np.exp(label.size.width * z)
                multiple = fresh / fresh[..., REGIONS.index(HOME), None]
                self.add_segment(label.segment, home[:, None, None] * multiple)
        luck = parameters.generator(f"fitted:chance:{label.product}:{label.segment}")
        comes = luck.random(parameters.size) < label.chance
        key = (
            self.products.index(label.product), self.segments.index(label.segment), label.region
        )  # fmt: skip
        self.begin(key, np.where(comes, max(label.start, self.now), np.inf))

    def arrivals(self, end: float) -> tuple[Arrivals, Curves, Axes]:
        """Put the products with names before those without, and leave out what never begins."""
        order = sorted(range(len(self.products)), key=lambda p: self.products[p] is None)
        place = {old: new for new, old in enumerate(order)}
        used = sorted(
            (place[p], s, r, (p, s, r))
            for (p, s, r), start in self.starts.items()
            if start.min() <= end + 1
        )
        product, segment, region = np.array([one[:3] for one in used]).reshape(-1, 3).T
        start = np.array([self.starts[one[3]] for one in used]).T
        ends = np.array([self.ends.get(one[3], np.inf) for one in used])
        known = len(self.panel.products)
        joined: dict[str, Array] = {
            name: np.concatenate(parts, axis=1) for name, parts in self.joined.items()
        }
        joined |= {name: joined[name][:, order] for name in _OF_PRODUCTS}
        curves = self.curves._replace(**joined, earlier=earlier_lines(self.segments))
        member = self.member[:, order]
        names = tuple(self.products[p] for p in order)
        coming = Arrivals(
            Entries(product, segment, region, start, ends),
            len(names) - known,
            len(self.segments) - len(self.panel.segments),
            member[:, known:],
            tuple(name for name in names[known:] if name is not None),
            self.classes,
        )
        axes = Axes(names, self.classes, member, tuple(self.segments))
        return coming, curves, axes
