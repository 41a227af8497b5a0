"""Trends as small multiples: bars of counts, lines of stated values, bands of draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cytonomics.landscape.concentration import Width
from cytonomics.landscape.trend import COUNTED, MODELLED, STATED, Trend
from cytonomics.market import LAST_HISTORY
from cytonomics.report.blocks import Chart
from cytonomics.report.charts import ACCENT, INK, SOFT, WIDTH, Spec
from cytonomics.report.numbers import listed

_COLUMNS, _SIDE, _HEIGHT = 4, 170, 92
_PALE, _BEFORE = "var(--c0)", "var(--c1-faint)"
_FIRST = 2010
_TITLES = {
    COUNTED: "Trends that are counted",
    STATED: "Trends of what sources state",
    MODELLED: "Trends of the fitted market",
}
_NOTES = {
    COUNTED: "Bars: a year each; dark and light: the two spans compared. Of shares the whole bar "
    "is all, the dark part the cases.",
    STATED: "Points: values as stated; a line joins those of one product.",
    MODELLED: "Line: mean, broken where forecast; band: 90 % interval.",
}


def charts(found: Sequence[Trend]) -> list[Chart]:
    """Return the drawings of trends, one a basis, a panel a trend.

    Example:
        >>> charts(())
        []
    """
    drawn = []
    for basis, title in _TITLES.items():
        own = [one for one in found if one.definition.basis == basis and one.points]
        if own:
            drawn.append(
                Chart(f"chart-trends-{basis}", title, _says(own), _grid(own), _NOTES[basis])
            )
    return drawn


def intervals(rows: Sequence[tuple[str, str, Width]]) -> Spec:
    """Draw means as bars with their intervals, a group a name, a shade a year.

    Args:
        rows: name, year and mean with interval, in the order to be drawn.

    Example:
        >>> intervals([("Lymphoma", "2025", Width(3.0, 2.0, 4.0))])["data"]["values"][0]["high"]
        4.0
    """
    values = [
        {"name": name, "when": when, "value": width.mean, "low": width.p05, "high": width.p95}
        for name, when, width in rows
    ]
    names, whens = (list(dict.fromkeys(row[at] for row in rows)) for at in (0, 1))
    axis = {"title": None, "labelLimit": 210, "domain": False, "ticks": False}
    y = {"field": "name", "type": "nominal", "sort": names, "axis": axis}
    x = {"type": "quantitative", "axis": {"title": None, "tickCount": 6, "grid": True}}
    colour = {
        "field": "when",
        "type": "nominal",
        "scale": {"domain": whens, "range": [ACCENT, _BEFORE]},
        "legend": {"title": None, "orient": "top"},
    }
    return {
        "width": WIDTH - 250,
        "height": {"step": 13},
        "data": {"values": values},
        "encoding": {
            "y": y | {"scale": {"paddingInner": 0.28}},
            "yOffset": {"field": "when", "type": "nominal", "sort": whens},
        },
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"x": x | {"field": "value"}, "color": colour}},
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
                "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}},
            },
        ],
    }


def _says(found: Sequence[Trend]) -> str:
    readings: dict[str, list[str]] = {}
    for one in found:
        readings.setdefault(one.reading, []).append(one.definition.short)
    return "; ".join(f"{reading}: {listed(names)}" for reading, names in readings.items()) + "."


def _grid(found: Sequence[Trend]) -> Spec:
    return {
        "columns": _COLUMNS,
        "spacing": {"row": 66, "column": 46},
        "bounds": "flush",
        "concat": [_panel(one) for one in found],
    }


def _panel(trend: Trend) -> Spec:
    layers = _LAYERS[trend.definition.basis](trend)
    return {
        "title": {
            "text": trend.definition.short,
            "subtitle": trend.reading,
            "anchor": "start",
            "frame": "group",
            "fontSize": 12,
            "color": INK,
            "subtitleFontSize": 11,
            "subtitleColor": SOFT,
        },
        "width": _SIDE,
        "height": _HEIGHT,
        "layer": layers,
    }


def _x(years: Sequence[float], room: float = 0.0) -> Spec:
    first, last = min(years) - room, max(years) + room
    step = 5 if last - first > 8 else 2
    ticks = [year for year in range(int(first), int(last) + 1) if year % step == 0]
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [first, last], "nice": False, "zero": False},
        "axis": {"title": None, "format": "d", "values": ticks, "grid": False, "labelFlush": False},
    }


def _y(trend: Trend, field: str = "value", top: float | None = None) -> Spec:
    shared = trend.definition.unit == "share" and trend.definition.basis != COUNTED
    axis: dict[str, Any] = {"title": None, "tickCount": 3}
    axis["format"] = "%" if shared else "~s" if _largest(trend) >= 10_000 else "~f"
    scale: dict[str, Any] = {"nice": False, "zero": True}
    if top is not None:
        scale |= {"domain": [0, top], "clamp": True}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _largest(trend: Trend) -> float:
    return max(one.value for one in trend.points)


def _counted(trend: Trend) -> list[Spec]:
    shared = trend.definition.unit == "share"
    points = [one for one in trend.points if one.year >= _FIRST]
    if not points:
        points = list(trend.points)
    before, after = _spans(trend)
    rows = [
        {
            "year": one.year,
            "all": one.of if shared else one.value,
            "cases": round(one.value * one.of) if shared else one.value,
            "span": "after" if after and one.year > after else "before",
            "compared": bool(before and one.year > before),
        }
        for one in points
    ]
    x = _x([one.year for one in points], 0.6)
    wide = 0.7 * _SIDE / (max(one.year for one in points) - min(one.year for one in points) + 1.2)
    shades = {
        "condition": [
            {"test": "!datum.compared", "value": _PALE},
            {"test": "datum.span === 'after'", "value": ACCENT},
        ],
        "value": _BEFORE if not shared else ACCENT,
    }
    bar = {"type": "bar", "width": wide}
    layers: list[Spec] = []
    if shared:
        pale = bar | {"color": _BEFORE}
        layers.append({"mark": pale, "encoding": {"x": x, "y": _y(trend, "all")}})
    encoded = {"x": x, "y": _y(trend, "cases"), "color": shades}
    layers.append({"mark": bar, "encoding": encoded})
    return [{"data": {"values": rows}} | layer for layer in layers]


def _spans(trend: Trend) -> tuple[int, int]:
    """The last years before the two spans that are compared; noughts where none are."""
    if trend.change is None:
        return 0, 0
    begins = (int(span.split(" ")[0]) for span in (trend.change.first, trend.change.last))
    before, after = begins
    return before - 1, after - 1


def _stated(trend: Trend) -> list[Spec]:
    rows = [{"year": one.year, "value": one.value, "name": one.name} for one in trend.points]
    x, y = _x([one.year for one in trend.points], 0.5), _y(trend)
    line = {"type": "line", "color": _BEFORE, "strokeWidth": 1.4}
    point = {"type": "point", "filled": True, "size": 26, "color": ACCENT, "opacity": 0.9}
    joined = {"x": x, "y": y, "detail": {"field": "name", "type": "nominal"}}
    return [
        {"data": {"values": rows}, "mark": line, "encoding": joined},
        {"data": {"values": rows}, "mark": point, "encoding": {"x": x, "y": y}},
    ]


def _modelled(trend: Trend) -> list[Spec]:
    rows = [
        {"year": one.year, "value": one.value, "low": one.low, "high": one.high}
        for one in trend.points
    ]
    x = _x([one.year for one in trend.points])
    past = [row for row, one in zip(rows, trend.points, strict=True) if one.year <= LAST_HISTORY]
    future = [row for row, one in zip(rows, trend.points, strict=True) if one.year >= LAST_HISTORY]
    band = {"type": "area", "color": "var(--band-outer)", "clip": True}
    # An early year of few sales may be of any share: it must not set the scale of all others.
    top = 1.08 * max(one.high or one.value for one in trend.points if one.year >= _FIRST_FULL)
    layers: list[Spec] = [
        {
            "data": {"values": rows},
            "mark": band,
            "encoding": {"x": x, "y": _y(trend, "low", top), "y2": {"field": "high"}},
        }
    ]
    for part, dash in ((past, [1, 0]), (future, [5, 3])):
        mark = {"type": "line", "color": ACCENT, "strokeWidth": 2, "strokeDash": dash}
        encoding = {"x": x, "y": _y(trend, "value", top)}
        layers.append(
            {"data": {"values": part}, "mark": mark | {"clip": True}, "encoding": encoding}
        )
    return layers


# The first year in which the fitted products sold in more than one place.
_FIRST_FULL = 2019
_LAYERS: Mapping[str, Callable[[Trend], list[Spec]]] = {
    COUNTED: _counted,
    STATED: _stated,
    MODELLED: _modelled,
}
