"""The chapter on PEST and Porter's five forces: indicators with their values and readings."""

from __future__ import annotations

from collections import Counter

from cytonomics.landscape.indicator import NO_EVIDENCE, PEST, PORTER, Definition, Indicator
from cytonomics.landscape.indicators import indicator_figure, indicators
from cytonomics.report.blocks import Block, Cell, Chapter, FactTable, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import TO, listed, percent

_TITLES = {PORTER: "Porter's five forces", PEST: "Political, economic, social, technological"}


def surroundings(estimates: Estimates) -> Chapter:
    """Write the chapter on what surrounds the market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> surroundings(estimates_of(evaluate(load(), "til", draws=4))).id
        'surroundings'
    """
    found = indicators(estimates.market)
    blocks: tuple[Block, ...] = (
        Text((_opening(found), *(_said(found, frame) for frame in _TITLES), *_notes(found))),
        *(_table(estimates.market.scope.id, found, frame) for frame in _TITLES),
    )
    return Chapter("surroundings", "PEST and five forces", blocks)


def _opening(found: tuple[Indicator, ...]) -> str:
    bare = [one.definition.name.lower() for one in found if one.reading == NO_EVIDENCE]
    said = (
        f"{len(found)} indicators, each a median of what sources say with the least and the most, "
        "or a result of the model with its 90 % interval, and each read by a stated rule."
    )
    return f"{said} Nothing on record speaks of {listed(bare)}." if bare else said


def _said(found: tuple[Indicator, ...], frame: str) -> str:
    own = [one for one in found if one.definition.frame == frame and one.value is not None]
    sides = dict.fromkeys(one.definition.side for one in own)
    parts = []
    for side in sides:
        readings = Counter(one.reading for one in own if one.definition.side == side)
        parts.append(f"{side.lower()}: {listed(list(readings))}")
    return f"{_TITLES[frame]}: {'; '.join(parts)}."


def _notes(found: tuple[Indicator, ...]) -> tuple[str, ...]:
    """What a value rests on and what is unknown beside it, of those indicators that say so."""
    return tuple(
        f"{one.definition.name}: {_number(one.definition, one.value)}, {one.reading}. {one.note}"
        for one in found
        if one.note
    )


def _table(scope: str, found: tuple[Indicator, ...], frame: str) -> FactTable:
    own = [one for one in found if one.definition.frame == frame]
    return FactTable(
        f"indicators-{frame}",
        _TITLES[frame],
        ("Side", "Indicator", "Value", "Least to most", "Reading", "Rule", "Facts"),
        tuple(
            (
                one.definition.side,
                one.definition.name,
                Cell(
                    _number(one.definition, one.value), (indicator_figure(scope, one.definition),)
                ),
                ""
                if one.low is None or one.high is None or one.low == one.high
                else Cell(
                    f"{_number(one.definition, one.low)}{TO}{_number(one.definition, one.high)}",
                    (indicator_figure(scope, one.definition),),
                ),
                one.reading,
                one.definition.rule,
                ", ".join(one.facts[:_SHOWN]) + (" …" if len(one.facts) > _SHOWN else ""),
            )
            for one in own
        ),
        numeric=frozenset({2, 3}),
        note="The value of a model result rests on the figures of this report.",
    )


_SHOWN = 6


def _number(one: Definition, value: float | None) -> str:
    if value is None:
        return "—"
    if one.unit == "share":
        return percent(value, 0 if value >= 0.1 else 1)
    text = f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
    return text if one.unit == "ratio" else f"{text} {one.unit}"
