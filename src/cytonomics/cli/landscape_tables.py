"""What the verb `landscape` shows in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cytonomics.cli.conventions import write_table

if TYPE_CHECKING:
    from cytonomics.landscape.concentration import Concentration
    from cytonomics.landscape.entries import Move
    from cytonomics.landscape.presence import Arrival
    from cytonomics.market import Market


def show_concentration(shown: tuple[Concentration, ...]) -> None:
    """Write how few firms hold a market, a line a place and year."""
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


def show_moves(came: list[Move]) -> None:
    """Write who began and who ceased to sell, where and by which facts."""
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


def show_trends(built: Market) -> None:
    """Write the trends of a market as they are read."""
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


def show_uses(built: Market) -> None:
    """Write who is treated with what, and what is in the way."""
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


def show_arrivals(found: list[Arrival]) -> None:
    """Write which products came to a place or left it, by authority."""
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
