"""Drawings of what changed and what would change: signed amounts as Vega-Lite."""

from __future__ import annotations

from collections.abc import Sequence

from cytonomics.report.charts import ACCENT, COLOURS, INK, WIDTH, Spec

_SIGNS = {"more": COLOURS[2], "less": COLOURS[1]}


def waterfall(
    first: str, before: float, steps: Sequence[tuple[str, float]], last: str, after: float
) -> Spec:
    """Draw a bridge: a bar for the start, one for each step, and one for the end.

    Example:
        >>> [v["high"] for v in waterfall("a", 1.0, [("b", 2.0)], "c", 3.0)["data"]["values"]]
        [1.0, 3.0, 3.0]
    """
    values = [{"name": first, "low": 0.0, "high": before, "kind": "level"}]
    level = before
    for name, step in steps:
        ends = sorted((level, level + step))
        values.append({"name": name, "low": ends[0], "high": ends[1], "kind": _kind(step)})
        level += step
    values.append({"name": last, "low": 0.0, "high": after, "kind": "level"})
    kinds = {"level": ACCENT, **_SIGNS}
    return {
        "width": WIDTH - 230,
        "height": {"step": 20},
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": [value["name"] for value in values],
                "axis": {"title": None, "labelLimit": 190, "domain": False, "ticks": False},
            },
            "x": {
                "field": "low",
                "type": "quantitative",
                "axis": {"title": None, "tickCount": 6, "grid": True},
            },
            "x2": {"field": "high"},
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": list(kinds), "range": list(kinds.values())},
                "legend": None,
            },
        },
    }


def differences(rows: Sequence[tuple[str, float, float, float]]) -> Spec:
    """Draw signed amounts as bars with their intervals, in the order given.

    Args:
        rows: name, mean, 5th and 95th percentile.

    Example:
        >>> differences([("a", 1.0, 0.5, 2.0)])["data"]["values"][0]["kind"]
        'more'
    """
    values = [
        {"name": name, "mean": mean, "low": low, "high": high, "kind": _kind(mean)}
        for name, mean, low, high in rows
    ]
    y = {
        "field": "name",
        "type": "nominal",
        "sort": [name for name, *_ in rows],
        "axis": {"title": None, "labelLimit": 230, "domain": False, "ticks": False},
    }
    x = {"type": "quantitative", "axis": {"title": None, "tickCount": 6, "grid": True}}
    scale = {"domain": list(_SIGNS), "range": list(_SIGNS.values())}
    colour: Spec = {"field": "kind", "type": "nominal", "legend": None, "scale": scale}
    return {
        "width": WIDTH - 260,
        "height": {"step": 22},
        "data": {"values": values},
        "encoding": {"y": y},
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"x": x | {"field": "mean"}, "color": colour}},
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
                "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}},
            },
        ],
    }


def _kind(amount: float) -> str:
    return "more" if amount > 0 else "less"
