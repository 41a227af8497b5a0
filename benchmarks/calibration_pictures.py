"""The pictures of docs/calibration.md, as Vega-Lite: ranks against uniform ones, fans of sales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from cytonomics.market.calibration import Calibration, band, counts_up_to
from cytonomics.report.blocks import Chart

Spec = dict[str, Any]
INK, DOTS = "var(--ink)", 16
OUTSIDE, WITHIN = "var(--c2)", "var(--c1)"
# Sums may lie a little under nought; a logarithmic axis begins here, million USD a quarter.
LEAST_SHOWN = 1.0


class Replicates(NamedTuple):
    """Sales a quarter under a title: drawn from the prior, from the posterior, and as printed.

    `prior` and `posterior` are (draw, quarter), `printed` is (quarter,), million USD; `quarters`
    are decimal years of their middles.
    """

    title: str
    quarters: np.ndarray
    prior: np.ndarray
    posterior: np.ndarray
    printed: np.ndarray


def ranks_chart(found: Calibration, groups: Mapping[str, list[str]]) -> Chart:
    """Draw how far the distribution of ranks lies from the uniform one, with its 95 % band."""
    within = band(found.simulations, found.largest)
    expected = (np.arange(found.largest) + 1.0) / (found.largest + 1)
    low, high = (end / found.simulations - expected for end in within)
    edge = float(max(high.max(), -low.min()))
    panels = []
    for title, names in groups.items():
        lines = []
        for name in names:
            counts = counts_up_to(found.ranks[name], found.largest)
            outside = bool(((counts < within.low) | (counts > within.high)).any())
            difference = counts / found.simulations - expected
            edge = max(edge, float(np.abs(difference).max()))
            lines += [
                {"rank": x, "difference": y, "name": name, "outside": outside}
                for x, y in zip(_shown(expected), _shown(difference), strict=True)
            ]
        panels.append((title, lines))
    area = [
        {"rank": x, "low": lower, "high": upper}
        for x, lower, upper in zip(_shown(expected), _shown(low), _shown(high), strict=True)
    ]
    y = {
        "type": "quantitative",
        "scale": {"domain": [-1.1 * edge, 1.1 * edge], "nice": False},
        "axis": {"title": None, "tickCount": 5, "format": "+.2f"},
    }
    x = {"field": "rank", "type": "quantitative", "scale": {"domain": [0, 1]}}
    x["axis"] = {"title": None, "values": [0, 0.5, 1], "format": "~g"}
    spec = {
        "columns": 4,
        "spacing": 30,
        "concat": [
            {
                "title": _title(title),
                "width": 180,
                "height": 110,
                "layer": [
                    {
                        "data": {"values": area},
                        "mark": {"type": "area", "color": "var(--band-outer)"},
                        "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
                    },
                    {
                        "data": {"values": lines},
                        "mark": {"type": "line", "strokeWidth": 1},
                        "encoding": {
                            "x": x,
                            "y": {"field": "difference", **y},
                            "detail": {"field": "name", "type": "nominal"},
                            "color": {
                                "field": "outside",
                                "type": "nominal",
                                "scale": {"domain": [False, True], "range": [WITHIN, OUTSIDE]},
                                "legend": None,
                            },
                        },
                    },
                ],
            }
            for title, lines in panels
        ],
    }
    return Chart("ranks", "Ranks", "Differences of rank distributions from the uniform one.", spec)


def fan_chart(shown: list[Replicates], width: int, height: int, columns: int) -> Chart:
    """Draw sales a quarter, logarithmic: 90 % of the prior, 90 and 50 % of the posterior, dots."""
    first = min(float(one.quarters[0]) for one in shown)
    last = max(float(one.quarters[-1]) for one in shown)
    x = {
        "field": "quarter",
        "type": "quantitative",
        "scale": {"domain": [first - 0.2, last + 0.2], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "format": "d",
            "values": [year for year in range(2018, 2100, 2) if year < last],
            "grid": False,
        },
    }
    y = {
        "type": "quantitative",
        "scale": {"type": "log", "nice": False, "domain": [LEAST_SHOWN, _top(shown)]},
        "axis": {"title": None, "values": [1, 10, 100, 1000, 10_000], "format": ",d"},
    }
    panels = [
        {
            "title": _title(one.title),
            "width": width,
            "height": height,
            "layer": [
                *(
                    {
                        "data": {"values": list(_fan(one.quarters, draws, ends))},
                        "mark": {"type": "area", "color": colour},
                        "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
                    }
                    for draws, ends, colour in (
                        (one.prior, (5, 95), "var(--grid)"),
                        (one.posterior, (5, 95), "var(--band-outer)"),
                        (one.posterior, (25, 75), "var(--band-inner)"),
                    )
                ),
                {
                    "data": {
                        "values": [
                            {"quarter": round(float(at), 3), "amount": _short(amount)}
                            for at, amount in zip(one.quarters, one.printed, strict=True)
                        ]
                    },
                    "mark": {
                        "type": "point",
                        "filled": True,
                        "size": 16,
                        "color": INK,
                        "opacity": 1,
                    },
                    "encoding": {"x": x, "y": {"field": "amount", **y}},
                },
            ],
        }
        for one in shown
    ]
    spec = {"columns": columns, "spacing": 34, "concat": panels}
    says = "Sales a quarter: what the prior and the posterior would have them be, and as printed."
    return Chart("fans", "Sales a quarter", says, spec)


def _fan(quarters: np.ndarray, draws: np.ndarray, ends: tuple[int, int]) -> Iterator[Spec]:
    low, high = np.maximum(np.percentile(draws, ends, axis=0), LEAST_SHOWN)
    for at, lower, upper in zip(quarters, low, high, strict=True):
        yield {"quarter": round(float(at), 3), "low": _short(lower), "high": _short(upper)}


def _top(shown: list[Replicates]) -> float:
    return _short(max(float(np.percentile(one.prior, 95, axis=0).max()) for one in shown))


def _shown(values: np.ndarray) -> list[float]:
    """Every second value: as much as a small drawing shows."""
    return [_short(value) for value in values[1::2]]


def _short(value: float) -> float:
    return float(f"{value:.5g}")


def _title(text: str) -> Spec:
    return {"text": text, "anchor": "start", "frame": "group", "fontSize": 12, "color": INK}
