"""The verb `forces`: what drives and restrains a market, in numbers."""

from __future__ import annotations

from pathlib import Path

import click

from cytonomics.cli.conventions import load_evidence, write_json, write_table
from cytonomics.cli.evaluating import told_progress
from cytonomics.errors import CytonomicsError


@click.command()
@click.argument("market")
@click.option("--year", type=int, default=2031, show_default=True, help="Year looked at.")
@click.option("--draws", type=click.IntRange(2, 100_000), default=200, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--evidence",
    "overlay",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Lay the tables of this folder over the shipped evidence.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def forces(
    market: str, year: int, draws: int, seed: int, overlay: Path | None, as_json: bool
) -> None:
    """Show the impact matrix of MARKET (such as adoptive_cell_therapy), computed from scenarios.

    A cell holds the strongest force of its kind: mean and 90 % interval of what its scenario
    changes, with the rule by which that is called high, moderate or low.
    """
    from cytonomics import vocabulary
    from cytonomics.landscape.held_rows import working_row
    from cytonomics.landscape.indicators import indicated, indicator_figure, indicators
    from cytonomics.landscape.matrix import as_json as plain
    from cytonomics.landscape.matrix import computed, force_figure
    from cytonomics.landscape.shifted import shifted
    from cytonomics.market.model import LAST_HISTORY, LAST_YEAR, evaluate

    scope = vocabulary.scope(market)
    if not LAST_HISTORY < year <= LAST_YEAR:
        raise CytonomicsError(
            f"{year} is no year of the forecast; take one from {LAST_HISTORY + 1} to {LAST_YEAR}"
        )
    with told_progress() as told:
        known = load_evidence(overlay, None)
        rows, cells = computed(known, scope.id, year, draws=draws, seed=seed, progress=told)
        built = evaluate(known, scope.id, draws=draws, seed=seed, progress=told)
        found = indicators(built)
    if as_json:
        write_json(
            {
                "market": scope.id,
                "year": year,
                "draws": draws,
                "seed": seed,
                "matrix": plain(scope.id, year, cells),
                "forces": [
                    {
                        "force": row.force.name,
                        "kind": row.force.kind,
                        "scenario": row.force.scenario.name,
                        "area": row.area,
                        "value": row.value,
                        "p05": row.p05,
                        "p95": row.p95,
                        "level": row.level,
                        "figure": force_figure(scope.id, row.area, row.force.id, year),
                    }
                    for row in rows
                ],
                "indicators": [
                    {
                        "frame": one.definition.frame,
                        "side": one.definition.side,
                        "indicator": one.definition.name,
                        "value": one.value,
                        "low": one.low,
                        "high": one.high,
                        "unit": one.definition.unit,
                        "reading": one.reading,
                        "rule": one.definition.rule,
                        "facts": list(one.facts),
                        "note": one.note,
                        "figure": indicator_figure(scope.id, one.definition),
                    }
                    for one in found
                ],
                "workings": [
                    working_row(one)
                    for one in (*shifted(built, year, draws, seed, told), *indicated(built))
                ],
            }
        )
        return
    write_table(
        ("kind", "area", "level", "mean", "5 %", "95 %", "force"),
        [
            (
                cell.kind,
                cell.area.replace("_", " "),
                cell.level,
                f"{cell.value:+.1f}",
                f"{cell.p05:+.1f}",
                f"{cell.p95:+.1f}",
                cell.force,
            )
            for cell in cells
        ],
        right=("mean", "5 %", "95 %"),
    )
    click.echo()
    write_table(
        ("frame", "side", "indicator", "value", "reading"),
        [
            (
                one.definition.frame,
                one.definition.side,
                one.definition.name,
                "" if one.value is None else f"{one.value:,.4g} {one.definition.unit}",
                one.reading,
            )
            for one in found
        ],
    )
