"""The verb `landscape`: who plays in a market, how few hold it, who came and what is licensed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cytonomics.cli.conventions import write_json
from cytonomics.cli.evaluating import evaluated, market_options, told_progress
from cytonomics.cli.landscape_json import landscape_rows
from cytonomics.cli.landscape_tables import (
    show_arrivals,
    show_concentration,
    show_moves,
    show_trends,
    show_uses,
)

if TYPE_CHECKING:
    from cytonomics.landscape.entries import Move
    from cytonomics.market import Market


@click.command()
@click.argument("market")
@click.option("--year", type=int, metavar="YEAR", help="Show one year, every region and modality.")
@click.option("--company", metavar="ID", help="Show the profile of one company, as JSON.")
@market_options
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def landscape(
    market: str, year: int | None, company: str | None, as_json: bool, **options: Any
) -> None:
    """Show how few firms hold MARKET (such as adoptive_cell_therapy), by year and place.

    The index of Herfindahl and Hirschman (HHI), the shares of the largest firms, the leader and
    its class by the thresholds of the US Merger Guidelines, then entry and exit of firms by region
    and of products by authority, with their facts. Without --year trends and use cases follow.
    JSON has the profiles of companies, licences, pipeline, trial outcomes, trends and use cases
    beside them.
    """
    from cytonomics import vocabulary
    from cytonomics.landscape.concentration import concentration, in_year
    from cytonomics.landscape.entries import moves
    from cytonomics.landscape.presence import arrivals
    from cytonomics.market import check_request

    check_request(vocabulary.scope(market), (), () if year is None else (year,))
    with told_progress() as told:
        built = evaluated(market, progress=told, **options)
    if company is not None:
        from cytonomics.landscape.rows import profile_rows

        write_json(profile_rows(built, company))
        return
    shown = in_year(built, year) if year is not None else concentration(built)
    if not shown:
        shown = in_year(built, built.years[0])
    came = [one for one in moves(built) if year in (None, one.year)]
    if as_json:
        write_json(landscape_rows(built, year, came, _by_region(built, year)))
        return
    show_concentration(shown)
    click.echo()
    show_moves([*came, *_by_region(built, year, ahead=False)])
    click.echo()
    show_arrivals([one for one in arrivals(built) if year in (None, one.year)])
    if year is None:
        show_trends(built)
        show_uses(built)
    click.echo(f"{built.version}; seed {built.parameters.seed}", err=True)


def _by_region(built: Market, year: int | None, *, ahead: bool = True) -> list[Move]:
    from cytonomics.landscape.came import move_places
    from cytonomics.landscape.entries import moves

    return [
        one
        for place in move_places(built)[1:]
        for one in moves(built, place)
        if year in (None, one.year) and (ahead or year is not None or not one.forecast)
    ]
