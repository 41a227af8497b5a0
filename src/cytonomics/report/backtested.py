"""The chapter on how good such forecasts were: the last back-test, misses included."""

from __future__ import annotations

from collections.abc import Sequence

from cytonomics.market import Line, Record, shipped_backtest
from cytonomics.report.blocks import Block, Chapter, FactTable, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import MINUS, percent, ratio

_KINDS = {"total": "Whole market", "class": "Classes", "product": "Products", "region": "Regions"}
_HORIZONS = (4, 8, 12)


def backtested(estimates: Estimates) -> Chapter:
    """Write what earlier forecasts of this model and of its peers were worth.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> backtested(estimates_of(evaluate(load(), "til", draws=4))).title
        'How good such forecasts were'
    """
    record = shipped_backtest()
    whole = record.of("total", 4)[0], record.of("total", 12)[0]
    said: tuple[str, ...] = (
        f"Forecasts of adoptive cell therapy were made from every half year between "
        f"{record.first} and {record.last}, from the facts public on that day, and scored on what "
        f"came. One year ahead the middle forecast of the whole market missed by "
        f"{percent(whole[0].median_error)} (median), three years ahead by "
        f"{percent(whole[1].median_error)}. The 90 % interval held what came in "
        f"{percent(whole[0].coverage90)} and {percent(whole[1].coverage90)} of cases.",
        "CRPS is the mean distance between the whole forecast and what came, in per cent of "
        "sales: smaller is better. The ratio is ours to theirs, with its 90 % bootstrap interval; "
        "below one ours is better. Of the pipeline each forecast knows the programmes on record "
        "that day, later failures among them, and the rates at which labels and products came.",
    )
    if estimates.market.transfers.offers:
        said += (
            "Transplants and transfusions are no part of these tests. How often countries that "
            "were left out fall into the intervals of a model that has not seen them stands in "
            "docs/transfer.md.",
        )
    blocks: list[Block] = [Text(said)]
    blocks += [_table(record, kind) for kind in _KINDS if record.of(kind, _HORIZONS[0])]
    return Chapter("backtest", "How good such forecasts were", tuple(blocks))


def _table(record: Record, kind: str) -> FactTable:
    rows = [
        row
        for horizon in _HORIZONS
        for row in _rows(record.of(kind, horizon), record.ours, horizon)
    ]
    columns = (
        "Quarters ahead",
        "Forecast",
        "Forecasts",
        "CRPS, % of sales",
        "Ours to theirs",
        "Median error",
        "In the 50 % interval",
        "In the 90 % interval",
    )
    return FactTable(
        f"backtest-{kind}", _KINDS[kind], columns, tuple(rows), frozenset(range(2, len(columns)))
    )


def _rows(lines: Sequence[Line], ours: str, horizon: int) -> list[tuple[str, ...]]:
    return [
        (
            str(horizon),
            "this model" if line.forecaster == ours else line.forecaster,
            str(line.forecasts),
            f"{100 * line.crps:.1f}",
            ""
            if line.forecaster == ours
            else f"{ratio(line.ratio[0])} ({ratio(line.ratio[1])} to {ratio(line.ratio[2])})",
            percent(line.median_error),
            percent(line.coverage50),
            f"{percent(line.coverage90)} ({_span(line)})",
        )
        for line in lines
    ]


def _span(line: Line) -> str:
    low, high = line.coverage90_interval
    return f"{100 * low:.0f} to {100 * high:.0f}".replace("-", MINUS)
