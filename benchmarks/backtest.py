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
    Line,
    Record,
    backtest,
    damped_trend_forecast,
    half_yearly,
    knowledge,
    printed_ahead,
    record,
)
from cytonomics.market.fitted import WIDTHS, contractions
from cytonomics.market.fitted.records import model_hash

ROOT = Path(__file__).parents[1]
OURS, TREND = "cytonomics", "damped trend"
FIRST, LAST = 2019, 2024
# What came is taken from facts public on this day, so that later facts change no table unseen.
TODAY = date(2026, 3, 31)
# Markets that pages print and that can be built.
PRINTED = ("adoptive_cell_therapy", "car_t", "til")
KINDS = ("total", "class", "product", "region")


def table(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the lines of a Markdown table: one forecaster a line."""
    yield "| forecaster | CRPS, % of sales | ours to theirs (90 %) | median error | 50 % | 90 % |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for one in lines:
        ratio, low, high = one.ratio
        compared = "" if one.forecaster == OURS else f"{ratio:.2f} ({low:.2f}–{high:.2f})"
        ends = "–".join(f"{100 * end:.0f}" for end in one.coverage90_interval)
        yield (
            f"| {one.forecaster} | {100 * one.crps:.1f} | {compared} | "
            f"{100 * one.median_error:.0f} % | {100 * one.coverage50:.0f} % | "
            f"{100 * one.coverage90:.0f} % ({ends}) |"
        )


def in_order(scored: Record, kind: str, horizon: int) -> list[Line]:
    """Return the lines of a kind and horizon in the order of the forecasters."""
    return [one for one in scored.lines if (one.kind, one.horizon) == (kind, horizon)]


def written(scored: Record, horizons: Iterable[int]) -> str:
    """Return a table for every kind of target and horizon, as Markdown."""
    lines: list[str] = []
    for kind in (*KINDS, record.ALL):
        for horizon in (*horizons, record.POOLED):
            own = in_order(scored, kind, horizon)
            if own:
                number = own[0].forecasts
                ahead = f"{horizon} quarters ahead" if horizon else "1 to 12 quarters ahead"
                lines += [f"**{kind}, {ahead}**, {number} forecasts", ""]
                lines += [*table(own), ""]
    return "\n".join(lines)


def overview(scored: Record, horizons: Iterable[int]) -> str:
    """Return one table for all targets: CRPS of every forecaster, our errors and coverage."""
    others = (TREND, *PEERS)
    lines = [
        f"| sales of | ahead | forecasts | **ours** | {' | '.join(others)} |"
        " best peer, ratio (90 %) | median error | in 50 % | in 90 % |",
        f"| --- | ---: | ---: | ---: | {'---: | ' * len(others)}---: | ---: | ---: | ---: |",
    ]
    asked = [(kind, horizon) for kind in KINDS for horizon in horizons]
    for kind, horizon in (*asked, (record.ALL, record.POOLED)):
        found = {one.forecaster: one for one in in_order(scored, kind, horizon)}
        if not found:
            continue
        best = min(PEERS, key=lambda name: found[name].crps)
        ratio, low, high = found[best].ratio
        ours = found[OURS]
        ends = "–".join(f"{100 * end:.0f}" for end in ours.coverage90_interval)
        crps = " | ".join(f"{100 * found[name].crps:.1f}" for name in others)
        lines.append(
            f"| {kind} | {horizon or '1–12'} | {ours.forecasts} | **{100 * ours.crps:.1f}** | "
            f"{crps} | {best} {ratio:.2f} ({low:.2f}–{high:.2f}) | "
            f"{100 * ours.median_error:.0f} % | {100 * ours.coverage50:.0f} % | "
            f"{100 * ours.coverage90:.0f} % ({ends}) |"
        )
    return "\n".join(lines)


def fits(ours: Fitted) -> str:
    """Return a table of the fits, one origin a line, as Markdown."""
    lines = [
        "| origin | last quarter | products | labels | seconds | R-hat | bulk draws | tail draws |"
        " width of classes | of the total |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for (then, found), widths in zip(ours.fits, ours.widths, strict=True):
        panel, chain = found.panel, found.diagnostics
        if chain:
            lines.append(
                f"| {then.day.isoformat()} | {then.last} | {len(panel.products)} | "
                f"{len(panel.labels)} | {chain.seconds:.0f} | {chain.r_hat:.3f} | "
                f"{chain.bulk:,.0f} | {chain.tail:,.0f} | "
                f"{widths.classes:.2f} | {widths.total:.2f} |"
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
    names = (OURS, TREND, *PEERS)
    widths = ours.learnt(knowledge(load(), SCOPE, TODAY))
    scored = record.record_scores(scores, OURS, names, KINDS, (1, 4, 8, 12), model_hash(), widths)
    if not between:
        page = ROOT / "docs" / "backtest.md"
        fill(page, "backtest", written(scored, (1, 4, 8, 12)))
        fill(page, "fits", fits(ours))
        fill(page, "learnt", learnt(ours))
        fill(page, "publishers", publishers())
        fill(ROOT / "README.md", "backtest", overview(scored, (4, 8, 12)))
        kept = ROOT / "src" / "cytonomics" / "market" / record.SHIPPED
        kept.write_text(record.as_json(scored), encoding="utf-8")
    console.print(Markdown(written(scored, (4, 8))))
    seconds = time.perf_counter() - begun
    console.print(f"{len(scores):,} scores in {seconds:.0f} s; series from {FEWEST} quarters on")
    for name, width in zip(WIDTHS, widths, strict=True):
        console.print(f"{name} (table assumptions) is to be {width:.2f}")


if __name__ == "__main__":
    main(between="--between" in sys.argv[1:])
