"""What others print of leading companies and of concentration, beside what ours amounts to."""

from __future__ import annotations

from cytonomics.landscape.firms import EVERYWHERE
from cytonomics.landscape.held import CR, HHI, place_figure
from cytonomics.landscape.printed_concentration import (
    PrintedShare,
    PrintedWord,
    printed_shares,
    printed_words,
)
from cytonomics.market import LAST_HISTORY, Market
from cytonomics.report.blocks import Cell, FactTable, Item, Link
from cytonomics.report.concentration_words import index
from cytonomics.report.estimates import NO_EVIDENCE
from cytonomics.report.numbers import TO, percent


def printed(market: Market) -> tuple[FactTable, ...]:
    """Write the table of printed shares and words; none where nobody prints any.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> printed(evaluate(load(), "til", draws=2))
        ()
    """
    rows: list[tuple[Item, ...]] = []
    for share in printed_shares(market):
        limits = dict(share.bounds)
        rows.append(
            (
                _source(share),
                f"{share.claim['segment']}: {share.claim['as_printed']}",
                "; ".join(
                    f"CR{count}: HHI {index(own.least)}{TO}{index(own.most)}"
                    for count, own in limits.items()
                ),
                tuple(
                    Cell(
                        f"CR{own.firms} {percent(own.share)} in {own.year}",
                        (place_figure(market, CR[own.firms - 1], EVERYWHERE, own.year),),
                    )
                    for own in share.nearest
                )
                or NO_EVIDENCE,
                share.claim.id,
            )
        )
    for word in printed_words(market):
        often = f"{percent(word.often)} of draws in {LAST_HISTORY}"
        ours = place_figure(market, HHI, EVERYWHERE, LAST_HISTORY)
        rows.append(
            (
                _source(word),
                f"{word.claim['segment']}: {word.claim['as_printed']}",
                f"HHI {index(word.least)}{TO}{index(word.most)}",
                Cell(f"{len(word.years)} years of history; {often}", (ours,)),
                word.claim.id,
            )
        )
    table = FactTable(
        "concentration-printed",
        "What others print of it",
        ("Publisher", "Printed", "What it amounts to", "Ours", "Claim"),
        tuple(rows),
    )
    return (table,) if rows else ()


def _source(one: PrintedShare | PrintedWord) -> Link:
    return Link(one.claim["publisher"], one.claim["source_url"] or "")
