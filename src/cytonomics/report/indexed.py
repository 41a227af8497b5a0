"""The drawing of an index by year with its band and horizontal thresholds, as Vega-Lite."""

from __future__ import annotations

from collections.abc import Sequence

from cytonomics.market import LAST_HISTORY
from cytonomics.report.charts import ACCENT, SOFT, WIDTH, Spec

_HEIGHT = 300


def indexed(
    rows: Sequence[tuple[int, float, float, float]], thresholds: Sequence[tuple[float, str]]
) -> Spec:
    """Draw an index by year, forecast dashed, with the band of its draws and named thresholds.

    Args:
        rows: year, mean, 5th and 95th percentile.
        thresholds: value and name of each.

    Example:
        >>> indexed([(2024, 2.0, 1.0, 3.0)], [(1.5, "high")])["layer"][0]["mark"]["type"]
        'area'
    """
    years = [year for year, *_ in rows]
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [years[0], years[-1]], "nice": False, "zero": False},
        "axis": {"title": None, "format": "d", "values": years, "grid": False, "labelFlush": False},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": None, "tickCount": 6},
    }
    band = [{"year": year, "value": low, "high": high} for year, _, low, high in rows]
    lines = [
        {
            "data": {"values": [{"year": year, "value": mean} for year, mean, *_ in part]},
            "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2, "strokeDash": dash},
            "encoding": {"x": x, "y": y},
        }
        for part, dash in (
            ([row for row in rows if row[0] <= LAST_HISTORY], [1, 0]),
            ([row for row in rows if row[0] >= LAST_HISTORY], [5, 3]),
        )
    ]
    marks = {"values": [{"year": years[0], "value": value, "name": n} for value, n in thresholds]}
    words = {"type": "text", "align": "left", "dx": 4, "dy": -6, "fontSize": 10, "color": SOFT}
    return {
        "width": WIDTH,
        "height": _HEIGHT,
        "layer": [
            {
                "data": {"values": band},
                "mark": {"type": "area", "color": "var(--band-outer)"},
                "encoding": {"x": x, "y": y, "y2": {"field": "high"}},
            },
            {
                "data": marks,
                "mark": {"type": "rule", "color": SOFT, "strokeDash": [3, 3]},
                "encoding": {"y": y},
            },
            *lines,
            {
                "data": marks,
                "mark": words,
                "encoding": {"x": x, "y": y, "text": {"field": "name", "type": "nominal"}},
            },
        ],
    }
