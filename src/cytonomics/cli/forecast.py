"""The verb `forecast`: the market by any axes and years, as a table, JSON or a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cytonomics.cli.conventions import write_json, write_table
from cytonomics.cli.evaluating import evaluated, market_options, told_progress
from cytonomics.errors import CytonomicsError, OutputError

if TYPE_CHECKING:
    from cytonomics.market import Crossing, Market

_SUFFIXES = (".csv", ".parquet")


def _axes(ctx: click.Context, option: click.Parameter, text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _years(ctx: click.Context, option: click.Parameter, text: str) -> tuple[int, ...]:
    found = re.fullmatch(r"(\d{4})(?::(\d{4}))?", text.strip())
    if not text:
        return ()
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise click.BadParameter(f"{text!r} is not YEAR or FIRST:LAST, such as 2024:2035")
    return tuple(range(int(found[1]), int(found[2] or found[1]) + 1))


@click.command()
@click.argument("market")
@click.option(
    "--by",
    default="",
    callback=_axes,
    metavar="AXIS[,AXIS]",
    help="Axes such as region, application, modality, target, indication, line, product, company.",
)
@click.option(
    "--years", default="", callback=_years, metavar="FIRST:LAST", help="Years, such as 2024:2035."
)
@click.option(
    "--measure",
    type=click.Choice(("product_revenue", "episode_spend", "patients")),
    help="Net sales of the manufacturers, these with the care around them, or patients treated; "
    "sales if none is named, spend for a market that holds transplants.",
)
@click.option(
    "--real", type=int, metavar="YEAR", help="Give money in the US consumer prices of this year."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the table to a .csv or .parquet file.",
)
@market_options
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def forecast(
    market: str,
    by: tuple[str, ...],
    years: tuple[int, ...],
    measure: str | None,
    real: int | None,
    out: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Forecast MARKET (such as adoptive_cell_therapy) by region, product and other axes.

    Money is million USD, nominal unless --real names a year: means, which add up, and
    percentiles of the draws.
    """
    from cytonomics import vocabulary
    from cytonomics.market import check_request, crossing_frame, crossings

    if out is not None and out.suffix not in _SUFFIXES:
        raise CytonomicsError(f"{str(out)!r} is neither .csv nor .parquet; name a file of one kind")
    check_request(vocabulary.scope(market), by, years)
    with told_progress() as told:
        built = evaluated(market, progress=told, **options)
    measure = measure or built.main
    cells = crossings(built, by, years, measure, real)
    frame = crossing_frame(cells, by)
    if out is not None:
        try:
            frame.write_csv(out) if out.suffix == ".csv" else frame.write_parquet(out)
        except OSError as error:
            raise OutputError(f"{str(out)!r} cannot be written ({error.strerror})") from None
    if as_json:
        asked = {"by": list(by), "measure": measure, "price_year": real or "nominal"}
        write_json({**_about(built), **asked, "figures": frame.to_dicts()})
    elif out is None:
        _show(cells, by)
        prices = "" if measure == "patients" else f"; prices: {real or 'nominal'}"
        click.echo(f"{built.version}; seed {built.parameters.seed}{prices}", err=True)
    else:
        click.echo(f"forecast: {out}")


def _about(market: Market) -> dict[str, Any]:
    return {
        "market": market.scope.id,
        "model": market.version,
        "evidence": market.evidence.digest,
        "seed": market.parameters.seed,
        "draws": market.parameters.size,
    }


def _show(cells: list[Crossing], by: tuple[str, ...]) -> None:
    # Every cell of one answer counts the same.
    unit = cells[0].unit if cells else ""
    write_table(
        (*by, "year", "kind", unit, "5 %", "50 %", "95 %", "support"),
        [
            (
                *(cell.names if by else ()),
                str(cell.year),
                cell.period_kind,
                f"{cell.mean:,.0f}",
                *(f"{cell.percentiles[i]:,.0f}" for i in (0, 2, -1)),
                cell.label,
            )
            for cell in cells
        ],
        right=(unit, "5 %", "50 %", "95 %"),
    )
