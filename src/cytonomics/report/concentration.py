"""The chapter on concentration: how few firms hold a market, by year and place, and who came."""

from __future__ import annotations

import warnings

import numpy as np

from cytonomics.landscape.concentration import (
    Concentration,
    Width,
    concentration,
    in_year,
    thresholds,
)
from cytonomics.landscape.entries import ENTRY, Move, moves
from cytonomics.landscape.firms import (
    MODALITY,
    REGION,
    WORLD,
    Draws,
    Sales,
    engineered,
    parts,
    sales,
)
from cytonomics.landscape.printed_concentration import (
    PrintedShare,
    PrintedWord,
    printed_shares,
    printed_words,
)
from cytonomics.market import LAST_HISTORY, Market, name_of
from cytonomics.report.blocks import (
    Block,
    Cell,
    Chapter,
    Chart,
    FactTable,
    FigureTable,
    Item,
    Link,
    Row,
    Text,
)
from cytonomics.report.concentration_words import index, index_range, published, sentences
from cytonomics.report.estimates import NO_EVIDENCE, REVENUE, Estimates
from cytonomics.report.indexed import indexed
from cytonomics.report.numbers import TO, listed, money, percent

_SHOWN = 8


def concentrated(estimates: Estimates) -> Chapter:
    """Write the chapter on concentration, entry and exit.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> concentrated(estimates_of(evaluate(load(), "til", draws=4))).id
        'concentration'
    """
    market = estimates.market
    found = concentration(market)
    title = "Concentration, entry and exit"
    said = sentences(market)
    if not found:
        return Chapter("concentration", title, (Text(said),))
    at = min(LAST_HISTORY, found[-1].year) if found[0].year <= LAST_HISTORY else found[0].year
    blocks: list[Block] = [
        Text(said),
        _chart(market, found, said[0]),
        _by_year(market, found),
        _shares(estimates, found),
        _by_place(market, at),
        Text(published(market)),
        *_printed(market),
        _moves(market),
    ]
    return Chapter("concentration", title, tuple(blocks))


def _chart(market: Market, found: tuple[Concentration, ...], says: str) -> Chart:
    limits = thresholds(market)
    return Chart(
        "chart-concentration",
        "HHI of the market by year",
        says,
        indexed(
            [(one.year, one.hhi.mean, one.hhi.p05, one.hhi.p95) for one in found],
            ((limits.moderate, "moderate from here"), (limits.high, "high above")),
        ),
        "Line: mean, dashed where forecast; band: 90 % of the draws. Horizontal: thresholds "
        "(assumptions hhi_moderate and hhi_high). 10,000 is a monopoly.",
    )


def _by_year(market: Market, found: tuple[Concentration, ...]) -> FactTable:
    rows = tuple(
        (
            str(one.year),
            index(one.hhi.mean),
            index_range(one.hhi),
            index(one.hhi_one.mean),
            _percent(one.cr4),
            _percent(one.cr8),
            f"{one.companies.mean:.0f}",
            f"{one.leader.name}, {_percent(one.leader.share)}" if one.leader else NO_EVIDENCE,
            one.level,
            percent(one.levels[one.level]),
        )
        for one in found
    )
    limits = thresholds(market)
    both = [market.parameters[name] for name in ("hhi_moderate", "hhi_high")]
    changed = any(one.overridden for one in both)
    whose = "set by the user" if changed else "US Merger Guidelines 2023"
    other = listed([f"{index(one.high)} (`--assume {one.name}={one.high:g}`)" for one in both])
    return FactTable(
        "concentration-by-year",
        "Concentration by year",
        (
            "Year",
            "HHI",
            "5 to 95 %",
            "Unknown as one",
            "CR4",
            "CR8",
            "Firms",
            "Leader",
            "Class",
            "Draws",
        ),
        rows,
        frozenset({1, 2, 3, 4, 5, 6, 9}),
        frozenset({7}),
        note=f"HHI: sum of squared percentages of sales. CR4, CR8: held by the four and eight "
        "largest firms. Class of the mean, and share of draws in it: low below "
        f"{index(limits.moderate)}, high above "
        f"{index(limits.high)} ({whose}); the guidelines of 2010 had "
        f"{other}. Years after {LAST_HISTORY}: forecast.",
    )


def _shares(estimates: Estimates, found: tuple[Concentration, ...]) -> FigureTable:
    market = estimates.market
    own = sales(market)[WORLD, WORLD]
    years = tuple(one.year for one in found)
    at = [market.years.index(year) for year in years]
    means, shares, nobody = _means(own)
    past = [i for i in at if market.years[i] <= LAST_HISTORY] or at[:1]
    best = shares[at].max(axis=0)
    order = sorted(range(len(own.firms)), key=lambda k: (-means[past[-1], k], -means[at[-1], k]))
    order = [k for k in order if best[k] > 0]
    leading = set(sorted(order, key=lambda k: -best[k])[:_SHOWN])
    rows = [
        Row(
            name_of(market, "company", own.firms[k]),
            tuple(
                Cell(
                    percent(shares[i, k], 1) if shares[i, k] else NO_EVIDENCE,
                    _behind(estimates, own.firms[k], market.years[i], means[i, k]),
                    f"{money(means[i, k])} million USD",
                )
                for i in at
            ),
        )
        for k in order
        if k in leading
    ]
    rest = [k for k in order if k not in leading]
    if rest:
        sums = shares[:, rest].sum(axis=1)
        cells = tuple(Cell(percent(sums[i], 1) if sums[i] else NO_EVIDENCE) for i in at)
        rows.append(Row(f"Other firms known by name ({len(rest)})", cells, "derived"))
    if nobody[at].any():
        cells = tuple(Cell(percent(nobody[i], 1) if nobody[i] else NO_EVIDENCE) for i in at)
        rows.append(Row("Not known yet", cells, "derived"))
    return FigureTable(
        "concentration-shares",
        "Shares of the largest firms",
        tuple(map(str, years)),
        tuple(rows),
        sum(year <= LAST_HISTORY for year in years),
        note=f"The {len(leading)} firms with the largest share of any year, by the mean of "
        "the draws; a number leads to the company's sales.",
        head="Share of sales",
        marked=False,
    )


def _means(own: Sales) -> tuple[Draws, Draws, Draws]:
    """Mean sales and mean shares, (year, firm), and the mean share of makers not known, (year,).

    Draws in which nothing is sold say nothing of shares.
    """
    whole = np.where(own.whole > 0, own.whole, np.nan)
    with np.errstate(invalid="ignore"), warnings.catch_warnings():
        # A year in which no draw has sales stands in no table.
        warnings.simplefilter("ignore", RuntimeWarning)
        shares = np.nanmean(own.known / whole[:, :, None], axis=0)
        nobody = np.nanmean(own.unknown / whole, axis=0)
    return own.known.mean(axis=0), shares, nobody


def _behind(estimates: Estimates, firm: str, year: int, amount: float) -> tuple[str, ...]:
    """The figures that a firm's sales are: its own, or those of its products that add up to it."""
    split = parts(estimates.market)
    products = {
        offer.product
        for _, offer in engineered(estimates.market)
        if any(part.firm == firm for part in split[year, offer.id])
    }
    for dimension, names in (("company", [firm]), ("product", sorted(products))):
        ids = [estimates.id(REVENUE, dimension, name, year) for name in names]
        known = [estimates.by_id[one] for one in ids if one in estimates.by_id]
        sold = [one for one in known if one.mean]
        if sold and np.isclose(sum(one.mean for one in sold), amount):
            return tuple(one.id for one in sold)
    return ()


def _by_place(market: Market, year: int) -> FactTable:
    rows = []
    for one in in_year(market, year):
        kind = {WORLD: "Whole market", REGION: "Region", MODALITY: "Modality"}[one.place.kind]
        leader = one.leader
        rows.append(
            (
                one.place.name,
                kind,
                money(one.sales.mean),
                index(one.hhi.mean),
                index_range(one.hhi),
                _percent(one.cr4),
                _percent(one.cr8),
                f"{one.companies.mean:.0f}",
                f"{leader.name}, {_percent(leader.share)}" if leader else NO_EVIDENCE,
                one.level,
            )
        )
    return FactTable(
        "concentration-by-place",
        f"Concentration by region and modality in {year}",
        (
            "Place or kind",
            "",
            "Million USD",
            "HHI",
            "5 to 95 %",
            "CR4",
            "CR8",
            "Firms",
            "Leader",
            "Class",
        ),
        tuple(rows),
        frozenset({2, 3, 4, 5, 6, 7}),
        note="Sellers are looked up country by country; sales that are printed for several "
        "countries together are split by health expenditure where the product is approved. "
        "`cytonomics landscape MARKET --year YEAR` shows another year.",
    )


def _printed(market: Market) -> tuple[FactTable, ...]:
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
                "; ".join(
                    f"CR{own.firms} {percent(own.share)} in {own.year}" for own in share.nearest
                )
                or NO_EVIDENCE,
                share.claim.id,
            )
        )
    for word in printed_words(market):
        often = f"{percent(word.often)} of draws in {LAST_HISTORY}"
        rows.append(
            (
                _source(word),
                f"{word.claim['segment']}: {word.claim['as_printed']}",
                f"HHI {index(word.least)}{TO}{index(word.most)}",
                f"{len(word.years)} years of history; {often}",
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


def _moves(market: Market) -> FactTable:
    rows = tuple(
        (
            str(one.year),
            one.kind,
            one.name,
            money(one.sales),
            one.how,
            percent(one.likely if one.kind == ENTRY else 1 - one.likely),
            _facts(market, one),
        )
        for one in moves(market)
    )
    return FactTable(
        "concentration-moves",
        "Entry and exit by year",
        ("Year", "", "Firm", "Million USD", "What happened", "Draws", "Facts"),
        rows,
        frozenset({3, 5}),
        frozenset({4}),
        "Entry: the first year with sales after one without; exit: the first year without, and "
        "the sales of the year before. Firms change on the first 1 July after a sale. Of forecast "
        "years only what more than half of the draws have is shown.",
    )


def _facts(market: Market, move: Move) -> tuple[Link, ...] | str:
    if not move.facts:
        return NO_EVIDENCE
    return tuple(Link(fact, market.evidence.fact(fact)["source_url"] or "") for fact in move.facts)


def _percent(width: Width) -> str:
    return percent(width.mean)
