"""Back-test the forecast against its peers and write the tables into docs and README.

Run by `make backtest`. Forecasts are made every half year from 2019 to 2024, each from facts that
were public on that day, and scored on the twelve quarters that followed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from backtest_peers import FEWEST, PEERS
from rich.console import Console
from rich.markdown import Markdown

from cytonomics.evidence import load
from cytonomics.market.backtests import (
    Score,
    backtest,
    damped_trend_forecast,
    half_yearly,
    ratio_interval,
    summary,
)

ROOT = Path(__file__).parents[1]
SCOPE = "adoptive_cell_therapy"
OURS = "cytonomics"
FIRST, LAST = 2019, 2024
# What came is taken from facts public on this day, so that later facts change no table unseen.
TODAY = date(2026, 3, 31)
KINDS = ("total", "class", "product", "region")
_PLACE = re.compile(r"(?<=<!-- backtest -->\n).*?(?=<!-- /backtest -->)", re.DOTALL)


def table(scores: Iterable[Score], kind: str, horizons: Iterable[int]) -> Iterator[str]:
    """Yield the lines of a Markdown table: one forecaster a line."""
    wanted = set(horizons)
    own = [s for s in scores if s.target.kind == kind and s.horizon in wanted]
    yield "| forecaster | CRPS, % of sales | ours to theirs (90 %) | median error | 50 % | 90 % |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name in (OURS, *PEERS):
        found = summary(own, name)
        ratio, low, high = ratio_interval(own, OURS, name)
        compared = "" if name == OURS else f"{ratio:.2f} ({low:.2f}–{high:.2f})"
        ends = "–".join(f"{100 * end:.0f}" for end in found.coverage90_interval)
        yield (
            f"| {name} | {100 * found.crps:.1f} | {compared} | {100 * found.median_error:.0f} % | "
            f"{100 * found.coverage50:.0f} % | {100 * found.coverage90:.0f} % ({ends}) |"
        )


def written(scores: Iterable[Score], kinds: Iterable[str], horizons: Iterable[int]) -> str:
    """Return a table for every kind of target and horizon, as Markdown."""
    known = list(scores)
    lines: list[str] = []
    for kind in kinds:
        for horizon in horizons:
            some = [s for s in known if s.target.kind == kind and s.horizon == horizon]
            number = sum(score.forecaster == OURS for score in some)
            if number:
                lines += [f"**{kind}, {horizon} quarters ahead**, {number} forecasts", ""]
                lines += [*table(some, kind, [horizon]), ""]
    return "\n".join(lines)


def fill(page: Path, text: str) -> None:
    """Put a text between the marks of a page.

    Raises:
        ValueError: where the page has no such marks.
    """
    old = page.read_text(encoding="utf-8")
    if not _PLACE.search(old):
        raise ValueError(f"{page.name} has no <!-- backtest --> … <!-- /backtest --> to fill")
    page.write_text(_PLACE.sub(lambda _: f"\n{text.strip()}\n\n", old), encoding="utf-8")


def main() -> None:
    """Run the back-test, print the tables, and write them."""
    console = Console()
    begun = time.perf_counter()
    with console.status("back-test") as status:
        scores = backtest(
            load(),
            SCOPE,
            {OURS: damped_trend_forecast, **PEERS},
            half_yearly(FIRST, LAST),
            today=TODAY,
            progress=status.update,
        )
    fill(ROOT / "docs" / "backtest.md", written(scores, KINDS, (1, 4, 8, 12)))
    fill(ROOT / "README.md", written(scores, ("total", "class"), (4, 8)))
    console.print(Markdown(written(scores, KINDS, (4, 8))))
    seconds = time.perf_counter() - begun
    console.print(f"{len(scores):,} scores in {seconds:.0f} s; series from {FEWEST} quarters on")


if __name__ == "__main__":
    main()
