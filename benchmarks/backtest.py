"""Back-test the forecast against its peers and write the tables into docs and README.

Run by `make backtest`. Forecasts are made every half year from 2019 to 2024, each from facts that
were public on that day, and scored on the twelve quarters that followed. With `--between` they are
made from the days half way between, which nobody looked at while the model was built, and the
tables are printed and not written.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from backtest_fitted import SCOPE, Fitted
from backtest_peers import FEWEST, PEERS
from filling import fill
from rich.console import Console
from rich.markdown import Markdown

from cytonomics.evidence import load
from cytonomics.market.backtests import (
    Score,
    backtest,
    damped_trend_forecast,
    half_yearly,
    printed_ahead,
    ratio_interval,
    record,
    summary,
)
from cytonomics.market.fitted import contractions
from cytonomics.market.fitted.records import model_hash

ROOT = Path(__file__).parents[1]
OURS, TREND = "cytonomics", "damped trend"
FIRST, LAST = 2019, 2024
# What came is taken from facts public on this day, so that later facts change no table unseen.
TODAY = date(2026, 3, 31)
# Markets that pages print and that can be built.
PRINTED = ("adoptive_cell_therapy", "car_t", "til")
KINDS = ("total", "class", "product", "region")


def table(scores: Iterable[Score], kind: str, horizons: Iterable[int]) -> Iterator[str]:
    """Yield the lines of a Markdown table: one forecaster a line."""
    wanted = set(horizons)
    own = [s for s in scores if s.target.kind == kind and s.horizon in wanted]
    yield "| forecaster | CRPS, % of sales | ours to theirs (90 %) | median error | 50 % | 90 % |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name in (OURS, TREND, *PEERS):
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


def overview(scores: Iterable[Score], horizons: Iterable[int]) -> str:
    """Return one table for all targets: CRPS of every forecaster, our errors and coverage."""
    known = list(scores)
    others = (TREND, *PEERS)
    lines = [
        f"| sales of | ahead | forecasts | **ours** | {' | '.join(others)} |"
        " best peer, ratio (90 %) | median error | in 50 % | in 90 % |",
        f"| --- | ---: | ---: | ---: | {'---: | ' * len(others)}---: | ---: | ---: | ---: |",
    ]
    for kind in KINDS:
        for horizon in horizons:
            some = [s for s in known if s.target.kind == kind and s.horizon == horizon]
            if not some:
                continue
            found = {name: summary(some, name) for name in (OURS, *others)}
            best = min(PEERS, key=lambda name: found[name].crps)
            ratio, low, high = ratio_interval(some, OURS, best)
            ours = found[OURS]
            crps = " | ".join(f"{100 * found[name].crps:.1f}" for name in others)
            lines.append(
                f"| {kind} | {horizon} | {ours.forecasts} | **{100 * ours.crps:.1f}** | {crps} | "
                f"{best} {ratio:.2f} ({low:.2f}–{high:.2f}) | {100 * ours.median_error:.0f} % | "
                f"{100 * ours.coverage50:.0f} % | {100 * ours.coverage90:.0f} % |"
            )
    return "\n".join(lines)


def fits(ours: Fitted) -> str:
    """Return a table of the fits, one origin a line, as Markdown."""
    lines = [
        "| origin | last quarter | products | labels | seconds | R-hat | bulk draws | tail draws |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for then, found in ours.fits:
        panel, chain = found.panel, found.diagnostics
        if chain:
            lines.append(
                f"| {then.day.isoformat()} | {then.last} | {len(panel.products)} | "
                f"{len(panel.labels)} | {chain.seconds:.0f} | {chain.r_hat:.3f} | "
                f"{chain.bulk:,.0f} | {chain.tail:,.0f} |"
            )
    return "\n".join(lines)


def learnt(ours: Fitted) -> str:
    """Return what the last fit learnt of each parameter, as a Markdown table."""
    lines = [
        "| parameter | unit | prior (90 %) | posterior (90 %) | learnt |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for row in contractions(ours.fits[-1][1]):
        prior, posterior = (
            f"{_number(middle)} ({_number(low)} to {_number(high)})"
            for low, middle, high in (row.prior, row.posterior)
        )
        lines.append(
            f"| {row.quantity} | {row.unit} | {prior} | {posterior} | {100 * row.learnt:.0f} % |"
        )
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"


def publishers() -> str:
    """Return what publishers had printed of years that have come, as a Markdown table."""
    lines = [
        "| publisher | published | market | year | printed, million USD | came | error |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for one in printed_ahead(load(), PRINTED):
        lines.append(
            f"| {one.publisher} | {one.published} | {one.scope} | {one.year} | {one.size:,.0f} | "
            f"{one.came:,.0f} | {100 * one.error:+.0f} % |"
        )
    return "\n".join(lines)


def half_way(first: int, last: int) -> tuple[date, ...]:
    """Return 30 September and 31 March between the half years of `half_yearly`."""
    days = [d for year in range(first, last + 1) for d in (date(year, 3, 31), date(year, 9, 30))]
    return tuple(days[1:])


def main(between: bool) -> None:
    """Run the back-test, print the tables, and write them unless it runs between the origins."""
    console = Console()
    begun = time.perf_counter()
    with console.status("back-test") as status:
        ours = Fitted(status.update)
        scores = backtest(
            load(),
            SCOPE,
            {OURS: ours, TREND: damped_trend_forecast, **PEERS},
            half_way(FIRST, LAST) if between else half_yearly(FIRST, LAST),
            today=TODAY,
            progress=status.update,
        )
    if not between:
        page = ROOT / "docs" / "backtest.md"
        fill(page, "backtest", written(scores, KINDS, (1, 4, 8, 12)))
        fill(page, "fits", fits(ours))
        fill(page, "learnt", learnt(ours))
        fill(page, "publishers", publishers())
        fill(ROOT / "README.md", "backtest", overview(scores, (4, 8, 12)))
        names = (OURS, TREND, *PEERS)
        scored = record.record_scores(scores, OURS, names, KINDS, (1, 4, 8, 12), model_hash())
        kept = ROOT / "src" / "cytonomics" / "market" / record.SHIPPED
        kept.write_text(record.as_json(scored), encoding="utf-8")
    console.print(Markdown(written(scores, KINDS, (4, 8))))
    seconds = time.perf_counter() - begun
    console.print(f"{len(scores):,} scores in {seconds:.0f} s; series from {FEWEST} quarters on")


if __name__ == "__main__":
    main(between="--between" in sys.argv[1:])
