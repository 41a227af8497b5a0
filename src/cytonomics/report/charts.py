"""The drawings of a report as Vega-Lite, which is data; `drawing` turns them into SVG.

Colours are names of the page's own variables, so that one drawing serves light and dark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cytonomics.market import LAST_HISTORY, PERCENTILES, Figure
from cytonomics.report.labels import place

Spec = dict[str, Any]
INK, SOFT, LINE, ACCENT = "var(--ink)", "var(--soft)", "var(--rule)", "var(--c1)"
COLOURS = tuple(f"var(--c{number})" for number in range(1, 9))
REST = "var(--c0)"
WIDTH = 860
_P05, _P10, _P90, _P95 = (PERCENTILES.index(level) for level in (5, 10, 90, 95))
# The 95th percentile over the 5th from which an interval of history is drawn.
_WIDE = 1.1


def fan(figures: Sequence[Figure], dots: Sequence[tuple[int, float, str]]) -> Spec:
    """Draw a series with the bands of its forecast, and what others print as dots.

    Args:
        figures: one a year, history first.
        dots: year, million USD and publisher of every printed size.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, figures
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> spec = fan(list(figures(market, "product_revenue", "total")), [(2024, 7800.0, "A")])
        >>> spec["layer"][0]["mark"]["type"]
        'area'
    """
    height = 380
    years = [figure.year for figure in figures]
    top = 1.04 * max([amount for _, amount, _ in dots] + [f.percentiles[_P95] for f in figures])
    ends = (years[0] - 0.3, years[-1] + 0.9)
    wide = WIDTH / (ends[1] - ends[0])
    spots = [((year - ends[0]) * wide, amount / top * height, name) for year, amount, name in dots]
    line = [((f.year - ends[0]) * wide, f.mean / top * height) for f in figures]
    clear = [(x - wide / 2, x + wide / 2, y - 5, y + 5) for x, y in line]
    named = [
        {
            "year": ends[0] + found.x / wide,
            "amount": found.y / height * top,
            "text": name,
            "align": found.align,
        }
        for (_, _, name), found in zip(dots, place(spots, WIDTH, keep_clear=clear), strict=True)
        if found
    ]
    x = _years(ends, years)
    y = {"field": "amount", "type": "quantitative", "scale": {"domain": [0, top], "nice": False}}
    y |= {"axis": {"title": None, "tickCount": 6}}
    words = {"type": "text", "baseline": "middle", "fontSize": 10, "color": SOFT}
    return {
        "width": WIDTH,
        "height": height,
        "layer": [
            *_bands(figures, x),
            *_lines(figures, x),
            {
                "data": {"values": [{"year": year, "amount": amount} for year, amount, _ in dots]},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 42,
                    "color": "var(--c2)",
                    "opacity": 1,
                },
                "encoding": {"x": x, "y": y},
            },
            *(
                {
                    "data": {"values": [row for row in named if row["align"] == align]},
                    "mark": words | {"align": align},
                    "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
                }
                for align in ("left", "right")
            ),
        ],
    }


def stacked(series: Mapping[str, Sequence[Figure]]) -> Spec:
    """Draw how segments add up over the years, the first at the bottom; forecast is marked off.

    Example:
        >>> stacked({})["height"]
        320
    """
    names = list(series)
    values = [
        {"year": figure.year, "amount": figure.mean, "name": name, "order": number}
        for number, name in enumerate(names)
        for figure in series[name]
    ]
    years = sorted({figure.year for figures in series.values() for figure in figures})
    x = _years((years[0], years[-1]), years) if years else {"field": "year"}
    return {
        "width": WIDTH - 190,
        "height": 320,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "area", "stroke": "var(--page)", "strokeWidth": 0.75},
                "encoding": {
                    "x": x,
                    "y": {
                        "field": "amount",
                        "type": "quantitative",
                        "stack": "zero",
                        "axis": {"title": None, "tickCount": 6},
                    },
                    "color": _colours(names),
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            {
                "data": {"values": [{"year": LAST_HISTORY}]},
                "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3], "strokeWidth": 1},
                "encoding": {"x": x},
            },
        ],
    }


def bars(pairs: Sequence[tuple[str, Figure, Figure]]) -> Spec:
    """Draw segments as bars, last year of history above last year of forecast, with p05 to p95.

    Args:
        pairs: name, figure of the past and figure of the future, in the order to be drawn.

    Example:
        >>> bars([])["data"]["values"]
        []
    """
    values = [
        {
            "name": name,
            "when": str(figure.year),
            "amount": figure.mean,
            "low": figure.percentiles[_P05],
            "high": figure.percentiles[_P95],
        }
        for name, *both in pairs
        for figure in both
    ]
    names, whens = [name for name, _, _ in pairs], list(dict.fromkeys(v["when"] for v in values))
    y = {
        "field": "name",
        "type": "nominal",
        "sort": names,
        "axis": {"title": None, "labelLimit": 190, "domain": False, "ticks": False},
        "scale": {"paddingInner": 0.28},
    }
    offset = {"field": "when", "type": "nominal", "sort": whens}
    amounts = {"type": "quantitative", "axis": {"title": None, "tickCount": 6, "grid": True}}
    return {
        "width": WIDTH - 230,
        "height": {"step": 13},
        "data": {"values": values},
        "encoding": {"y": y, "yOffset": offset},
        "layer": [
            {
                "mark": {"type": "bar"},
                "encoding": {
                    "x": amounts | {"field": "amount"},
                    "color": {
                        "field": "when",
                        "type": "nominal",
                        "scale": {"domain": whens, "range": [ACCENT, "var(--c1-faint)"]},
                        "legend": {"title": None, "orient": "top"},
                    },
                },
            },
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
                "encoding": {
                    "x": amounts | {"field": "low"},
                    "x2": {"field": "high"},
                },
            },
        ],
    }


def multiples(series: Mapping[str, Sequence[Figure]], columns: int = 4) -> Spec:
    """Draw each segment in a panel with a scale of its own, forecast with its bands.

    Example:
        >>> multiples({})["columns"]
        4
    """
    panels = []
    for name, figures in series.items():
        years = [figure.year for figure in figures]
        x = _years((years[0], years[-1]), [year for year in years if year % 5 == 0])
        panels.append(
            {
                "title": {
                    "text": name,
                    "anchor": "start",
                    "frame": "group",
                    "fontSize": 12,
                    "color": INK,
                },
                "width": 175,
                "height": 96,
                "layer": [*_bands(figures, x, ticks=3), *_lines(figures, x, ticks=3)],
            }
        )
    return {"columns": columns, "spacing": 52, "bounds": "flush", "concat": panels}


def _bands(figures: Sequence[Figure], x: Spec, ticks: int = 6) -> list[Spec]:
    # Reported history has no width worth drawing: its last year starts the bands, so that they grow
    # out of the line. History that is worked out is as wide as the years ahead.
    past = [figure for figure in figures if figure.year <= LAST_HISTORY]
    wide = any(f.percentiles[_P95] > _WIDE * f.percentiles[_P05] for f in past[-1:])
    future = [figure for figure in figures if wide or figure.year >= LAST_HISTORY]
    levels = (("outer", _P05, _P95), ("inner", _P10, _P90))
    return [
        {
            "data": {
                "values": [
                    {"year": f.year, "low": f.percentiles[low], "high": f.percentiles[high]}
                    for f in future
                ]
            },
            "mark": {"type": "area", "color": f"var(--band-{name})"},
            "encoding": {
                "x": x,
                "y": {
                    "field": "low",
                    "type": "quantitative",
                    "scale": {"nice": False, "zero": True},
                    "axis": {"title": None, "tickCount": ticks},
                },
                "y2": {"field": "high"},
            },
        }
        for name, low, high in levels
    ]


def _lines(figures: Sequence[Figure], x: Spec, ticks: int = 6) -> list[Spec]:
    past = [figure for figure in figures if figure.year <= LAST_HISTORY]
    future = [figure for figure in figures if figure.year >= LAST_HISTORY]
    return [
        {
            "data": {"values": [{"year": f.year, "amount": f.mean} for f in part]},
            "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2, "strokeDash": dash},
            "encoding": {
                "x": x,
                "y": {
                    "field": "amount",
                    "type": "quantitative",
                    "scale": {"nice": False, "zero": True},
                    "axis": {"title": None, "tickCount": ticks},
                },
            },
        }
        for part, dash in ((past, [1, 0]), (future, [5, 3]))
    ]


def _years(ends: tuple[float, float], ticks: Sequence[int]) -> Spec:
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": list(ends), "nice": False, "zero": False},
        "axis": {"title": None, "format": "d", "values": list(ticks), "grid": False}
        | {"labelFlush": False},
    }


def _colours(names: Sequence[str]) -> Spec:
    colours = [*COLOURS[: len(names)], *[REST] * (len(names) - len(COLOURS))]
    return {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": list(names), "range": colours},
        # Read from the top, as the areas lie.
        "legend": {"title": None, "values": list(reversed(names)), "labelLimit": 170},
    }
