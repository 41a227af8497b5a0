"""Write the tables of docs/scenarios.md: what each shipped scenario does, what moves sales most."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import polars

from cytonomics.evidence import Evidence, load
from cytonomics.market.fitted import Posterior, current, forecast
from cytonomics.market.scenarios import names, outcome, shipped, tornado
from cytonomics.vocabulary import Quarter

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from filling import fill

PAGE = Path(__file__).with_name("scenarios.md")
YEARS, YEAR = (2028, 2031, 2035), 2031
_ROWS = 16


def effects(posterior: Posterior, evidence: Evidence) -> str:
    """The difference each shipped scenario makes to the sales of some years."""
    horizon = Quarter(YEARS[-1], 4).index - posterior.panel.last.index
    base = forecast(posterior, horizon=horizon)
    heads = ["scenario", "stands for", *map(str, YEARS), f"{YEAR}, 5 to 95 %"]
    rows = []
    for name in names():
        one = shipped(name)
        table = outcome([one], posterior, evidence, horizon=horizon, base=base).frame()
        by_year = {row["year"]: row for row in table.iter_rows(named=True)}
        at = by_year[YEAR]
        rows.append(
            [
                f"`{name}`",
                f"{one.stands_for}: {one.called}",
                *(f"{by_year[year]['relative']:+.1%}" for year in YEARS),
                f"{at['p05']:+,.0f} to {at['p95']:+,.0f}",
            ]
        )
    return _table(heads, rows)


def swung(table: polars.DataFrame) -> str:
    """The farthest swings of a year's mean sales."""
    rows = table.drop_nulls("swing").head(_ROWS).iter_rows(named=True)
    return _table(
        ["what", "from", "to", "sales from", "sales to", "± by chance", "elasticity"],
        [
            [
                f"{row['kind']} `{row['name']}`",
                _number(row["low"]),
                _number(row["high"]),
                f"{row['sales_low']:,.0f}",
                f"{row['sales_high']:,.0f}",
                f"{row['error']:,.0f}",
                _number(row["elasticity"]),
            ]
            for row in rows
        ],
    )


def explained(table: polars.DataFrame) -> str:
    """The unknowns that most of the variance goes with."""
    top = table.drop_nulls("variance_share").sort("variance_share", descending=True).head(_ROWS)
    return _table(
        ["unknown", "share of variance", "more of it sells"],
        [
            [row["name"], f"{row['variance_share']:.1%}", "more" if row["sign"] > 0 else "less"]
            for row in top.iter_rows(named=True)
        ],
    )


def tables(posterior: Posterior, evidence: Evidence) -> dict[str, str]:
    """Every mark of the page with its table."""
    moved = tornado(posterior, evidence, year=YEAR)
    return {
        "effects": effects(posterior, evidence),
        "swings": swung(moved),
        "shares": explained(moved),
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    facts = load()
    for mark, table in tables(current(facts)[0], facts).items():
        fill(PAGE, mark, table)
