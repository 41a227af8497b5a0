"""Forest plots and step charts as Vega-Lite: shares and medians of trials, licences over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cytonomics.report.charts import ACCENT, COLOURS, INK, LINE, SOFT, WIDTH, Spec

TRIAL, OUTSIDE, CONTROL = "trial", "patients outside trials", "compared with"
_KINDS = (TRIAL, OUTSIDE, CONTROL)
_SHADES = (ACCENT, "var(--c3)", "var(--c0)")
_STEP = 15
_LABELS, _COUNTS = 250, 90


class Mark(NamedTuple):
    """One line of a forest: a value, its interval where it has one, and a word to its right.

    Example:
        >>> Mark("Yescarta, zuma_1", 0.83, 0.74, 0.9, "84 of 101").kind
        'trial'
    """

    name: str
    value: float
    low: float | None
    high: float | None
    note: str
    kind: str = TRIAL


def forest(
    panels: Mapping[str, Sequence[Mark]], top: float, *, unit: str, line: float | None = None
) -> Spec:
    """Draw values with their intervals, a panel a disease, all on one scale.

    Args:
        panels: the lines of each panel, in the order to be drawn.
        top: the end of the scale, which begins at nought.
        unit: Vega's format of the axis, "%" or "d".
        line: a value to be marked by an upright line.

    Example:
        >>> spec = forest({"Lymphoma": [Mark("a", 0.5, 0.4, 0.6, "5 of 10")]}, 1.0, unit="%")
        >>> spec["vconcat"][0]["layer"][0]["mark"]["type"]
        'rule'
    """
    last = len(panels) - 1
    drawn = [
        _panel(name, marks, top, unit, line, axis=i == last, legend=i == 0)
        for i, (name, marks) in enumerate(panels.items())
    ]
    return {"vconcat": drawn, "spacing": 26, "bounds": "flush"}


def _panel(
    title: str,
    marks: Sequence[Mark],
    top: float,
    unit: str,
    line: float | None,
    *,
    axis: bool,
    legend: bool,
) -> Spec:
    # Two studies may bear one name: the place keeps their lines apart.
    rows = [{"place": i, **mark._asdict()} for i, mark in enumerate(marks)]
    names = ", ".join(f"{row['place']}: {_quoted(str(row['name']))}" for row in rows)
    y = {
        "field": "place",
        "type": "ordinal",
        "axis": {
            "title": None,
            "labelExpr": f"({{{names}}})[datum.value]",
            "labelLimit": _LABELS,
            "domain": False,
            "ticks": False,
        },
    }
    ends = {"domain": [0, top], "nice": False, "clamp": True}
    shown = {"title": None, "format": unit, "tickCount": 6, "grid": True, "labels": axis}
    x = {"type": "quantitative", "scale": ends, "axis": shown | {"ticks": axis}}
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(_KINDS), "range": list(_SHADES)},
        "legend": {"title": None, "orient": "top"} if legend else None,
    }
    spread = [row for row in rows if row["low"] is not None]
    layers: list[Spec] = [
        {
            "data": {"values": spread},
            "mark": {"type": "rule", "strokeWidth": 1.4},
            "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}}
            | {"color": colour},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
            "encoding": {"y": y, "x": x | {"field": "value"}, "color": colour},
        },
        {
            "mark": {"type": "text", "align": "left", "fontSize": 10, "color": SOFT},
            "encoding": {
                "y": y,
                "x": {"value": WIDTH - _LABELS - _COUNTS + 8},
                "text": {"field": "note", "type": "nominal"},
            },
        },
    ]
    if line is not None:
        upright = {"type": "rule", "color": INK, "strokeDash": [3, 3], "strokeWidth": 1}
        layers.append(
            {
                "data": {"values": [{"at": line}]},
                "mark": upright,
                "encoding": {"x": x | {"field": "at"}},
            }
        )
    return {
        "title": {
            "text": title,
            "anchor": "start",
            "frame": "group",
            "fontSize": 12,
            "color": INK,
        },
        "width": WIDTH - _LABELS - _COUNTS,
        "height": {"step": _STEP},
        "data": {"values": rows},
        "layer": layers,
    }


def _quoted(text: str) -> str:
    """A text as Vega's expressions write it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def steps(series: Mapping[str, Sequence[tuple[date, int]]], end: date) -> Spec:
    """Draw counts that change on days, one stepped line each, to a last day.

    Example:
        >>> spec = steps({"FDA": [(date(2020, 1, 1), 1)]}, date(2021, 1, 1))
        >>> [row["held"] for row in spec["data"]["values"]]
        [1, 1]
    """
    values = [
        {"day": day.isoformat(), "held": held, "name": name}
        for name, points in series.items()
        for day, held in [*points, (end, points[-1][1])]
    ]
    names = list(series)
    return {
        "width": WIDTH - 150,
        "height": 300,
        "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "day",
                "type": "temporal",
                "axis": {"title": None, "format": "%Y", "grid": False, "domainColor": LINE},
            },
            "y": {"field": "held", "type": "quantitative", "axis": {"title": None}},
            "color": {
                "field": "name",
                "type": "nominal",
                "scale": {"domain": names, "range": list(COLOURS[: len(names)])},
                "legend": {"title": None},
            },
        },
    }
