"""Draw the picture of the README from the market itself.

Run `.venv/bin/python docs/picture.py` after figures have changed.
"""

from __future__ import annotations

from pathlib import Path

from cytonomics.evidence import load
from cytonomics.market import evaluate, trails
from cytonomics.report import chapters, estimates_of
from cytonomics.report.blocks import Chart
from cytonomics.report.drawing import standalone

TARGET = Path(__file__).with_name("size.svg")


def picture() -> str:
    """Return the chart of the summary as an SVG of its own: colours, font and background set."""
    market = evaluate(load(), "adoptive_cell_therapy")
    summary = chapters(estimates_of(market), trails(market))[0]
    chart = next(block for block in summary.blocks if isinstance(block, Chart))
    return standalone(chart)


if __name__ == "__main__":
    TARGET.write_text(picture(), encoding="utf-8")
