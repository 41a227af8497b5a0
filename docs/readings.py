"""Hold a publisher's figures against ours and write the table into README.

Run by `PYTHONPATH=src python docs/readings.py` after a change of evidence or model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from cytonomics import vocabulary
from cytonomics.evidence import load
from cytonomics.market import evaluate
from cytonomics.market.readings import SCOPES, Held, Ours, held

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from filling import fill  # noqa: E402


def said(one: Held, ours: Ours | None) -> str:
    """Return a figure of ours with its 90 % interval, in billion USD or per cent."""
    if ours is None:
        return ""
    if one.claim["measure"] == "size":
        low, mean, high = (part / 1e3 for part in (ours.p05, ours.mean, ours.p95))
        return f"{mean:,.1f} ({low:,.1f}–{high:,.1f})"
    return f"{ours.mean:.0f} % ({ours.p05:.0f}–{ours.p95:.0f})"


def table(found: tuple[Held, ...]) -> Iterator[str]:
    """Yield the lines of the table: one printed figure a line, one reading a column."""
    names = [vocabulary.scope(scope).name.split(", ")[-1] for scope in SCOPES[1:]]
    yield f"| printed | as the report lists it | {' | '.join(names)} |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in found:
        spend = {ours.scope: ours for ours in one.ours if ours.measure == "episode_spend"}
        years = "–".join(
            str(year)
            for year in dict.fromkeys((one.claim["period_start"], one.claim["period_end"]))
            if year
        )
        cells = " | ".join(said(one, spend.get(scope)) for scope in SCOPES)
        yield f"| {one.what} {years}: {one.claim['as_printed']} | {cells} |"


def main() -> None:
    """Evaluate the market and write the table."""
    market = evaluate(load(), SCOPES[0])
    fill(ROOT / "README.md", "readings", "\n".join(table(held(market))))


if __name__ == "__main__":
    main()
