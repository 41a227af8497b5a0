"""The verb `landscape`: who plays in a market, how few hold it, who came and what is licensed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cytonomics.cli.conventions import write_json, write_table
from cytonomics.cli.evaluating import evaluated, market_options, told_progress

if TYPE_CHECKING:
    from cytonomics.landscape.concentration import Concentration
    from cytonomics.landscape.entries import Move
    from cytonomics.landscape.presence import Arrival
    from cytonomics.landscape.printed_concentration import PrintedShare, PrintedWord
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
        write_json(_as_json(built, year, came))
        return
    _show(shown)
    click.echo()
    _show_moves([*came, *_by_region(built, year, ahead=False)])
    click.echo()
    _show_arrivals([one for one in arrivals(built) if year in (None, one.year)])
    if year is None:
        _show_trends(built)
        _show_uses(built)
    click.echo(f"{built.version}; seed {built.parameters.seed}", err=True)


def _show(shown: tuple[Concentration, ...]) -> None:
    numbers = ("HHI", "5 %", "95 %", "CR4", "CR8", "firms", "its share")
    write_table(
        ("place", "year", "kind", *numbers[:-1], "leader", "its share", "class"),
        [
            (
                one.place.name,
                str(one.year),
                one.period_kind,
                *(f"{value:,.0f}" for value in one.hhi),
                f"{one.cr4.mean:.1%}",
                f"{one.cr8.mean:.1%}",
                f"{one.companies.mean:.0f}",
                one.leader.name if one.leader else "not known yet",
                f"{one.leader.share.mean:.1%}" if one.leader else "",
                one.level,
            )
            for one in shown
        ],
        right=numbers,
    )


def _show_moves(came: list[Move]) -> None:
    if not came:
        click.echo("nobody began or ceased to sell")
        return
    write_table(
        ("year", "move", "place", "firm", "million USD", "what happened", "facts"),
        [
            (
                str(one.year),
                one.kind,
                one.place.name,
                one.name,
                f"{one.sales:,.1f}",
                one.how,
                ", ".join(one.facts),
            )
            for one in came
        ],
        right=("million USD",),
    )


def _show_trends(built: Market) -> None:
    from cytonomics.landscape.trends import trends
    from cytonomics.report.trend_words import sides, size

    click.echo()
    rows = []
    for one in trends(built):
        past, ahead, unit = one.change, one.ahead, one.definition.unit
        rows.append(
            (
                one.definition.theme,
                one.definition.name,
                f"{past.first}, {past.last}" if past else "",
                sides(past, unit) if past else "",
                size(past) if past else "",
                one.reading,
                f"{ahead.last}: {size(ahead)}, {ahead.reading}" if ahead else "",
            )
        )
    columns = ("theme", "trend", "years", "before and after", "change", "reading", "ahead")
    write_table(columns, rows)


def _show_uses(built: Market) -> None:
    from cytonomics.landscape.transfer_uses import transfer_uses
    from cytonomics.landscape.use_cases import use_cases
    from cytonomics.report.transfer_uses import count

    found, moved = use_cases(built), transfer_uses(built)
    if not found and not moved:
        return
    click.echo()
    numbers = ("now", "ahead", "share")
    write_table(
        ("use case", *numbers, "labelled now", "in the way"),
        [
            *(
                (
                    one.name,
                    count(one.patients),
                    count(one.ahead),
                    f"{one.share.mean:.1%}" if one.share else "—",
                    ", ".join(product.name for product in one.products),
                    "; ".join(one.obstacles),
                )
                for one in found
            ),
            *(
                (
                    f"{one.name}: {one.area_name}",
                    count(one.number),
                    count(one.ahead),
                    f"{one.share.mean:.1%}",
                    "",
                    "; ".join(one.obstacles),
                )
                for one in moved
            ),
        ],
        right=numbers,
    )


def _by_region(built: Market, year: int | None, *, ahead: bool = True) -> list[Move]:
    from cytonomics.landscape.came import move_places
    from cytonomics.landscape.entries import moves

    return [
        one
        for place in move_places(built)[1:]
        for one in moves(built, place)
        if year in (None, one.year) and (ahead or year is not None or not one.forecast)
    ]


def _show_arrivals(found: list[Arrival]) -> None:
    if not found:
        click.echo("no product came to a place or left it")
        return
    write_table(
        ("year", "move", "place", "authority", "product", "firm", "by", "facts"),
        [
            (
                str(one.year),
                one.kind,
                one.presence.place_name,
                one.presence.authority,
                one.presence.name,
                one.firm_name,
                f"{one.how} ({one.day})",
                ", ".join(one.facts),
            )
            for one in found
        ],
    )


def _as_json(built: Market, year: int | None, came: list[Move]) -> dict[str, Any]:
    from cytonomics.landscape.concentration import concentration, thresholds
    from cytonomics.landscape.firms import places
    from cytonomics.landscape.held_rows import (
        arrival_row,
        concentration_row,
        move_row,
        share_rows,
    )
    from cytonomics.landscape.presence import arrivals
    from cytonomics.landscape.printed_concentration import printed_shares, printed_words
    from cytonomics.report.concentration_words import published, sentences

    every = [
        one
        for place in places(built)
        for one in concentration(built, place.kind, place.id)
        if year in (None, one.year)
    ]
    return {
        "market": built.scope.id,
        "model": built.version,
        "evidence": built.evidence.digest,
        "seed": built.parameters.seed,
        "draws": built.parameters.size,
        "unit": "million USD, nominal; HHI 0 to 10,000; shares as fractions",
        "thresholds": thresholds(built)._asdict(),
        "concentration": [concentration_row(built, one) for one in every],
        "shares": share_rows(built, every),
        "moves": [move_row(built, one) for one in came],
        "moves_by_region": [move_row(built, one) for one in _by_region(built, year)],
        "products_by_place": [
            arrival_row(one) for one in arrivals(built) if year in (None, one.year)
        ],
        "printed": [
            *(_share(one) for one in printed_shares(built)),
            *(_word(one) for one in printed_words(built)),
        ],
        "sentences": [*sentences(built), *published(built)],
        **_beside(built),
    }


def _beside(built: Market) -> dict[str, Any]:
    """Profiles, licences, pipeline, outcomes, and what is printed of these."""
    from cytonomics.landscape.as_rows import (
        count_rows,
        outcome_rows,
        pipeline_rows,
        statement_rows,
        timeline_rows,
    )
    from cytonomics.landscape.licences import counted, timeline
    from cytonomics.landscape.named_uses import named_rows
    from cytonomics.landscape.outcomes import market_outcomes
    from cytonomics.landscape.pipeline import pipeline
    from cytonomics.landscape.rows import profile_rows
    from cytonomics.landscape.transfer_uses import use_rows
    from cytonomics.landscape.trend_claims import claim_rows
    from cytonomics.report.trend_words import trend_rows_said

    evidence = built.evidence
    today = max(fact.known_from for fact in evidence)
    return {
        "profiles": profile_rows(built),
        "licences": count_rows(counted(evidence, today)),
        "timeline": timeline_rows(timeline(evidence)),
        "pipeline": pipeline_rows(pipeline(evidence, today, built.scope)),
        "outcomes": outcome_rows(market_outcomes(built)),
        "statements": statement_rows(evidence),
        "trends": trend_rows_said(built),
        "trend_claims": claim_rows(built),
        "use_cases": {**use_rows(built), "named": named_rows(evidence, built.scope.id)},
    }


def _share(one: PrintedShare) -> dict[str, Any]:
    return {
        "claim": one.claim.id,
        "printed": one.claim["as_printed"],
        "share": one.share,
        "hhi_if_leading": {str(count): limits._asdict() for count, limits in one.bounds},
        "nearest": [near._asdict() for near in one.nearest],
        "closest": one.closest and one.closest._asdict(),
        "held_by_the_largest": one.holders and one.holders._asdict(),
    }


def _word(one: PrintedWord) -> dict[str, Any]:
    return {
        "claim": one.claim.id,
        "printed": one.claim["as_printed"],
        "class": one.level,
        "hhi": {"least": one.least, "most": one.most},
        "most_that_four_firms_can_hold": one.widest,
        "years_in_class": list(one.years),
        "share_of_draws_in_class": one.often,
    }
