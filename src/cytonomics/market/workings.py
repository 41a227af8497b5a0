"""Figures that are worked out from others: shares, indices and differences, each with its rule.

A figure of `figures` is a sum over offers. A working is a figure of another kind: it names the
rule it follows and the figures, facts and assumptions it was worked out from, by the same kind of
id, so that `trail` walks from it to the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from cytonomics.market.assumptions import Draws
from cytonomics.market.cube import Market
from cytonomics.market.derivation import leaves

FRACTION, MONEY = "fraction", "million USD"


class Kind(NamedTuple):
    """What a working counts: its measure, as an id and in words, its unit, its rule and source.

    Example:
        >>> Kind("hhi", "Herfindahl-Hirschman index", "points", "Squares, added up.").source
        ''
    """

    measure: str
    name: str
    unit: str
    rule: str
    source: str = ""


class Slice(NamedTuple):
    """The part of an offer that counts, a fraction, and the facts that say so.

    Example:
        >>> Slice(0, 0.5, ("own0001",)).share
        0.5
    """

    offer: int
    share: float
    facts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Working:
    """A figure worked out from others.

    `id` is scope/measure/dimension/segment/year, `name` what its segment is called. `draws` is
    (draw,), in the unit of the kind; `value`, `low` and `high` are their mean and 90 % interval,
    or what facts state, None where nothing is on record. `figures` are ids of what it was worked
    out from, `facts` rows of evidence, assumptions among them; `slices` say which offers are
    summed. `said` adds what no other field says.

    Example:
        >>> kind = Kind("hhi", "Index", "points", "Squares, added up.")
        >>> made("til", kind, "world", "world", 2025, "World", np.array([1.0, 3.0])).value
        2.0
    """

    id: str
    name: str
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    draws: Draws | None
    figures: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    slices: tuple[Slice, ...] = ()
    said: str = ""


def figure_id(scope: str, measure: str, dimension: str, segment: str, year: int) -> str:
    """Return the id of a figure, whether there is one or not.

    Example:
        >>> figure_id("til", "hhi", "world", "world", 2025)
        'til/hhi/world/world/2025'
    """
    return "/".join((scope, measure, dimension, segment, str(year)))


def made(
    scope: str,
    kind: Kind,
    dimension: str,
    segment: str,
    year: int,
    name: str,
    draws: Draws,
    *,
    figures: Iterable[str] = (),
    facts: Iterable[str] = (),
    slices: Iterable[Slice] = (),
    said: str = "",
) -> Working:
    """Return the working of draws: their mean and the 5th and 95th percentile.

    Example:
        >>> kind = Kind("share", "Share", "fraction", "One over the other.")
        >>> made("til", kind, "world", "world", 2025, "World", np.array([0.5, 0.5])).id
        'til/share/world/world/2025'
    """
    low, high = (float(end) for end in np.percentile(draws, (5, 95)))
    return Working(
        figure_id(scope, kind.measure, dimension, segment, year),
        name,
        kind,
        float(draws.mean()),
        low,
        high,
        draws,
        tuple(figures),
        tuple(facts),
        tuple(slices),
        said,
    )


def with_workings(
    trail: Mapping[str, Any], market: Market, workings: Iterable[Working]
) -> dict[str, Any]:
    """Return the trail of a market with workings beside its figures, as plain data.

    Raises:
        ValueError: where two have one id, or one rests on a figure that is not there.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, trails
        >>> market = evaluate(load(), "til", draws=2)
        >>> with_workings(trails(market), market, ())["workings"]
        {}
    """
    every = tuple(workings)
    known = {one.id for one in every}
    if len(known) < len(every) or not known.isdisjoint(trail["figures"]):
        raise ValueError("two figures have one id")
    for one in every:
        lost = [name for name in one.figures if name not in known and name not in trail["figures"]]
        if lost:
            raise ValueError(f"{one.id} rests on {lost[0]}, which is not there")
    lists = _Numbered(tuple(keys) for keys in trail["lists"])
    groups, kinds, names = _Numbered(), _Numbered(), _Numbered()
    rows = {one.id: _row(one, lists, groups, kinds, names) for one in every}
    used = {key for keys in lists for key in keys}
    return {
        **trail,
        **leaves(market, used),
        "lists": [list(keys) for keys in lists],
        "groups": [list(ids) for ids in groups],
        "kinds": [kind._asdict() for kind in kinds],
        "names": list(names),
        "workings": rows,
    }


class _Numbered(dict[Any, int]):
    """Things by number, each once: many figures rest on the same."""

    def __init__(self, known: Iterable[Any] = ()) -> None:
        super().__init__((thing, number) for number, thing in enumerate(known))

    def number(self, thing: Any) -> int:
        return self.setdefault(thing, len(self))


def _row(
    one: Working, lists: _Numbered, groups: _Numbered, kinds: _Numbered, names: _Numbered
) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": kinds.number(one.kind), "name": names.number(one.name)}
    for key, value in (("value", one.value), ("p05", one.low), ("p95", one.high)):
        row[key] = None if value is None else float(f"{value:.7g}")
    if one.draws is not None:
        row["draws"] = len(one.draws)
    if one.figures:
        row["figures"] = groups.number(one.figures)
    if one.facts:
        row["facts"] = lists.number(one.facts)
    if one.slices:
        row["offers"] = [
            [part.offer, round(part.share, 6), lists.number(part.facts)] for part in one.slices
        ]
    return row | ({"said": one.said} if one.said else {})
