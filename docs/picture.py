"""Draw the picture of the README from the market itself.

Run `.venv/bin/python docs/picture.py` after figures have changed.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from cytonomics.evidence import load
from cytonomics.market import evaluate, trails
from cytonomics.report import chapters, estimates_of
from cytonomics.report.blocks import Chart
from cytonomics.report.drawing import svg

TARGET = Path(__file__).with_name("size.svg")


def picture() -> str:
    """Return the chart of the summary as an SVG of its own: colours, font and background set."""
    market = evaluate(load(), "adoptive_cell_therapy")
    summary = chapters(estimates_of(market), trails(market))[0]
    chart = next(block for block in summary.blocks if isinstance(block, Chart))
    style = (files("cytonomics.report") / "page" / "report.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", style.split("@media")[0]))
    drawn = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], svg(chart))
    drawn = drawn.replace('style="', f'style="background:{colours["page"]};', 1)
    head = '<svg xmlns="http://www.w3.org/2000/svg" font-family="Helvetica, Arial, sans-serif"'
    return drawn.replace("<svg", head, 1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(picture(), encoding="utf-8")
