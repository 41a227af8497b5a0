"""Vega-Lite becomes SVG that can stand inside a page: small, and with names of its own."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from cytonomics.report.blocks import Chart

# Pinned, so that a newer drawing library draws the same picture.
_VEGA_LITE = "5.20"
# Ships with the library, so that text is measured alike on every machine; the page then sets its
# own font, of nearly the same width.
_FONT = "Liberation Sans"
_EMPTY = re.compile(r'<path [^>]*?d="(?:M0,0h0v0h0Z)?"[^>]*?/>')
_BARE_GROUP = re.compile(r"<g(?: [^>]*)?></g>")
_NOISE = re.compile(
    r' (?:xmlns(?::xlink)?|version|aria-[a-z]+|role|pointer-events|font-family|class)="[^"]*"'
)
_ROUND = re.compile(r"(\d+\.\d\d)\d+")
_CLIP = re.compile(r"\bclip(\d+)\b")


def svg(chart: Chart) -> str:
    """Draw a chart.

    The same chart gives the same text, whatever was drawn before it.

    Example:
        >>> spec = {
        ...     "data": {"values": [{"x": 1}]},
        ...     "mark": "bar",
        ...     "encoding": {"x": {"field": "x", "type": "quantitative"}},
        ... }
        >>> svg(Chart("one", "One", "A bar.", spec))[:40]
        '<svg role="img" aria-labelledby="one-say'
    """
    import vl_convert

    text = vl_convert.vegalite_to_svg(_dressed(chart.spec), vl_version=_VEGA_LITE)
    return _slim(text, chart.id)


def standalone(chart: Chart) -> str:
    """Draw a chart as an SVG of its own: light colours, font and background set.

    Example:
        >>> spec = {
        ...     "data": {"values": [{"x": 1}]},
        ...     "mark": {"type": "bar", "color": "var(--c1)"},
        ...     "encoding": {"x": {"field": "x", "type": "quantitative"}},
        ... }
        >>> picture = standalone(Chart("one", "One", "A bar.", spec))
        >>> picture[:24], "var(" in picture
        ('<svg xmlns="http://www.w', False)
    """
    style = (files("cytonomics.report") / "page" / "report.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", style.split("@media")[0]))
    drawn = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], svg(chart))
    drawn = drawn.replace('style="', f'style="background:{colours["page"]};', 1)
    head = '<svg xmlns="http://www.w3.org/2000/svg" font-family="Helvetica, Arial, sans-serif"'
    return drawn.replace("<svg", head, 1) + "\n"


def _dressed(spec: Any) -> dict[str, Any]:
    quiet = {"labelColor": "var(--soft)", "labelFontSize": 11, "tickColor": "var(--rule)"}
    return {
        **spec,
        "background": None,
        "padding": {"left": 12, "right": 8, "top": 8, "bottom": 2},
        "config": {
            "aria": False,
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {
                **quiet,
                "domainColor": "var(--rule)",
                "gridColor": "var(--grid)",
                "domain": False,
                "ticks": False,
                "labelPadding": 6,
            },
            "axisX": {"domain": True, "ticks": True, "tickSize": 4},
            "legend": {"labelColor": "var(--ink)", "labelFontSize": 11, "symbolType": "square"},
        },
    }


def _slim(text: str, id: str) -> str:
    text = _EMPTY.sub("", text)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
    width = round(float(size[1])) if size else 0
    text = _ROUND.sub(r"\1", _NOISE.sub("", text))
    while (barer := _BARE_GROUP.sub("", text)) != text:
        text = barer
    # The library counts clips through the life of the process, and ids are the whole page's.
    order = list(dict.fromkeys(_CLIP.findall(text)))
    text = _CLIP.sub(lambda match: f"{id}-clip{order.index(match[1])}", text)
    head = f'<svg role="img" aria-labelledby="{id}-says" style="max-width:{width}px"'
    return re.sub(r'<svg(?: width="[^"]*" height="[^"]*")?', head, text, count=1)
