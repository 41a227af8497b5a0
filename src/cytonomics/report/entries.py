"""Entry and exit: who came to the market and left it, and what came to which place, by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cytonomics.landscape.came import (
    FIRMS,
    PRODUCTS,
    approved,
    authority_place,
    count_figure,
    move_figure,
    move_places,
    sold_figure,
)
from cytonomics.landscape.entries import ENTRY, EXIT, Move, moves
from cytonomics.landscape.firms import EVERYWHERE, Place
from cytonomics.landscape.presence import Arrival, arrivals
from cytonomics.market import LAST_HISTORY, Kind, Market
from cytonomics.report.blocks import Block, Cell, FactTable, FigureTable, Item, Link, Row, Text
from cytonomics.report.estimates import NO_EVIDENCE
from cytonomics.report.numbers import listed, money, percent

_NAMED = 3


def entered(market: Market) -> tuple[Block, ...]:
    """Write the tables of entry and exit: of the market, then by place.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> [type(one).__name__ for one in entered(evaluate(load(), "til", draws=4))][:2]
        ['FactTable', 'Text']
    """
    said = places_said(market)
    return (
        _moves(market),
        *((Text(said),) if said else ()),
        _firm_counts(market),
        _by_region(market),
        _product_counts(market),
        _by_authority(market),
    )


def places_said(market: Market) -> tuple[str, ...]:
    """Say where products came first and most, and where they went again.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> places_said(evaluate(load(), "til", draws=4))[0][:60]
        'Products of this market are on record with 2 authorities: Un'
    """
    every = [one for one in arrivals(market) if one.presence.approved]
    came = [one for one in every if one.kind == ENTRY]
    if not came:
        return ()
    by_place: dict[Place, list[Arrival]] = {}
    for one in came:
        by_place.setdefault(authority_place(one), []).append(one)
    most = sorted(by_place.items(), key=lambda item: -len(item[1]))[:_NAMED]
    text = (
        f"Products of this market are on record with {_number(len(by_place), 'authority')}: "
        f"{'' if len(by_place) <= _NAMED else 'most with '}"
        f"{listed([f'{place.name} ({len(own)})' for place, own in most])}."
    )
    newest = [one for one in came if one.year == LAST_HISTORY]
    if newest:
        names = [f"{one.presence.name} to {authority_place(one).name}" for one in newest]
        text += f" New in {LAST_HISTORY}: {listed(names)}."
    gone = [one for one in every if one.kind == EXIT]
    if not gone:
        return (f"{text} No approval of theirs has been withdrawn.",)
    names = [f"{one.presence.name} from {authority_place(one).name} in {one.year}" for one in gone]
    return (f"{text} Withdrawn again: {listed(names)}.",)


def _number(value: int, word: str) -> str:
    return f"{value} {word if value == 1 else f'{word[:-1]}ies'}"


def _moves(market: Market) -> FactTable:
    return FactTable(
        "concentration-moves",
        "Entry and exit by year",
        ("Year", "", "Firm", "Million USD", "What happened", "Draws", "Facts"),
        tuple(_move(market, one) for one in moves(market)),
        frozenset({3, 5}),
        frozenset({4}),
        "Entry: the first year with sales after one without; exit: the first year without, and "
        "the sales of the year before. Firms change on the first 1 July after a sale. Of forecast "
        "years only what more than half of the draws have is shown.",
    )


def _move(market: Market, one: Move) -> tuple[Item, ...]:
    likely = one.likely if one.kind == ENTRY else 1 - one.likely
    return (
        str(one.year),
        one.kind,
        *(() if one.place == EVERYWHERE else (one.place.name,)),
        one.name,
        Cell(money(one.sales), (sold_figure(market, one),)),
        one.how,
        Cell(percent(likely), (move_figure(market, one),)),
        _facts(market, one.facts),
    )


def _by_region(market: Market) -> FactTable:
    found = [
        one for place in move_places(market)[1:] for one in moves(market, place) if not one.forecast
    ]
    order = [place.id for place in move_places(market)]
    found.sort(key=lambda one: (one.year, one.kind, order.index(one.place.id), -one.sales))
    return FactTable(
        "entries-by-region",
        f"Entry and exit of firms by region, {market.years[1]} to {LAST_HISTORY}",
        ("Year", "", "Place", "Firm", "Million USD", "What happened", "Draws", "Facts"),
        tuple(_move(market, one) for one in found),
        frozenset({4, 6}),
        frozenset({5}),
        "Told where an approval, a sale, a withdrawal or a change of hands there is on record; "
        "what is printed of several regions together says nothing of when a firm came to one.",
    )


def _firm_counts(market: Market) -> FigureTable:
    years = market.years[1:]
    rows = [
        row
        for place in move_places(market)
        for row in _rows(market, FIRMS, place, moves(market, place), years)
    ]
    return FigureTable(
        "entries-by-place",
        "Firms that began and ceased to sell by region",
        tuple(map(str, years)),
        tuple(rows),
        sum(year <= LAST_HISTORY for year in years),
        "Counted as in the tables above and below; a number leads to the firms.",
        "Firms",
        False,
    )


def _product_counts(market: Market) -> FigureTable:
    every = approved(market)
    years = tuple(year for year in market.years if year <= LAST_HISTORY)
    rows = [
        row
        for place in dict.fromkeys(authority_place(one) for one in every)
        for row in _rows(
            market, PRODUCTS, place, [o for o in every if authority_place(o) == place], years
        )
    ]
    return FigureTable(
        "products-by-year",
        "Products that came and went by authority",
        tuple(map(str, years)),
        tuple(rows),
        note="By the first approval of a product and the withdrawal of its last one; a number "
        "leads to the facts.",
        head="Products",
        marked=False,
    )


def _rows(
    market: Market,
    kinds: dict[str, Kind],
    place: Place,
    found: Sequence[Move | Arrival],
    years: tuple[int, ...],
) -> Iterator[Row]:
    for kind, word in ((ENTRY, ""), (EXIT, " (went)")):
        counts = Counter(one.year for one in found if one.kind == kind)
        cells = tuple(
            Cell(str(counts[year]), (count_figure(market, kinds[kind], place, year),))
            if counts[year]
            else Cell("")
            for year in years
        )
        if kind == ENTRY or counts:
            yield Row(f"{place.name}{word}", cells, "part" if kind == ENTRY else "child")


def _by_authority(market: Market) -> FactTable:
    rows = []
    places: dict[tuple[str, str], list[Arrival]] = {}
    for one in arrivals(market):
        name = authority_place(one).name if one.presence.approved else one.presence.place_name
        places.setdefault((name, one.presence.region), []).append(one)
    for (name, _), own in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        came = [one for one in own if one.kind == ENTRY]
        gone = [one for one in own if one.kind == EXIT]
        facts = tuple(dict.fromkeys(fact for one in own for fact in one.facts))
        rows.append((name, _years(came), _years(gone), ", ".join(facts)))
    return FactTable(
        "products-by-authority",
        "Products by place: first approval or sale, and withdrawal",
        ("Place", "Came", "Went", "Facts"),
        tuple(rows),
        wide=frozenset({1, 3}),
        note="By year of the first approval there; where none is on record, of the first sale "
        "printed for the place alone, which may follow earlier ones.",
    )


def _years(own: list[Arrival]) -> str:
    by_year: dict[int, list[str]] = {}
    for one in own:
        name = one.presence.name
        bare = one.kind == ENTRY and one.presence.approved is None
        by_year.setdefault(one.year, []).append(f"{name} (first sale on record)" if bare else name)
    said = [f"{year} {', '.join(names)}" for year, names in sorted(by_year.items())]
    return "; ".join(said) or NO_EVIDENCE


def _facts(market: Market, facts: tuple[str, ...]) -> tuple[Link, ...] | str:
    if not facts:
        return NO_EVIDENCE
    return tuple(Link(fact, market.evidence.fact(fact)["source_url"] or "") for fact in facts)
