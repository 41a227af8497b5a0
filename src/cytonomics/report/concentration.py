"""The chapter on concentration: how few firms hold a market, by year and place."""

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
from cytonomics.landscape.firms import EVERYWHERE, MODALITY, REGION, WORLD, Draws, Sales, sales
from cytonomics.landscape.held import (
    ALL,
    CR,
    FIRMS,
    HHI,
    HHI_ONE,
    SHARE,
    WHOLE,
    firm_figure,
    place_figure,
)
from cytonomics.market import LAST_HISTORY, Kind, Market, name_of
from cytonomics.market.offers import UNKNOWN
from cytonomics.report.blocks import (
    Block,
    Cell,
    Chapter,
    Chart,
    FactTable,
    FigureTable,
    Row,
    Text,
)
from cytonomics.report.concentration_words import index, index_range, published, sentences
from cytonomics.report.entries import entered
from cytonomics.report.estimates import NO_EVIDENCE, Estimates
from cytonomics.report.indexed import indexed
from cytonomics.report.leading import printed
from cytonomics.report.numbers import listed, money, percent

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
        _shares(market, found),
        _by_place(market, at),
        Text(published(market)),
        *printed(market),
        *entered(market),
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
            _of(market, one, HHI, index(one.hhi.mean)),
            _of(market, one, HHI, index_range(one.hhi)),
            _of(market, one, HHI_ONE, index(one.hhi_one.mean)),
            _of(market, one, CR[3], _percent(one.cr4)),
            _of(market, one, CR[7], _percent(one.cr8)),
            _of(market, one, FIRMS, f"{one.companies.mean:.0f}"),
            _leader(market, one),
            one.level,
            _of(market, one, HHI, percent(one.levels[one.level])),
        )
        for one in found
    )
    limits = thresholds(market)
    both = [market.parameters[name] for name in ("hhi_moderate", "hhi_high")]
    changed = any(one.overridden for one in both)
    whose = "set by the user" if changed else "US Merger Guidelines 2023"
    other = listed([f"{index(one.high)} (--assume {one.name}={one.high:g})" for one in both])
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
        note=f"HHI: sum of squared percentages of sales. CR4, CR8: held by the four and eight "
        "largest firms. Class of the mean, and share of draws in it: low below "
        f"{index(limits.moderate)}, high above "
        f"{index(limits.high)} ({whose}); the guidelines of 2010 had "
        f"{other}. Years after {LAST_HISTORY}: forecast.",
    )


def _shares(market: Market, found: tuple[Concentration, ...]) -> FigureTable:
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
                    percent(shares[i, k], 1),
                    (_share(market, own.firms[k], market.years[i]),),
                    f"{money(means[i, k])} million USD",
                )
                if shares[i, k]
                else Cell(NO_EVIDENCE)
                for i in at
            ),
        )
        for k in order
        if k in leading
    ]
    rest = [k for k in order if k not in leading]
    if rest:
        sums = shares[:, rest].sum(axis=1)
        cells = tuple(
            Cell(
                percent(sums[i], 1),
                tuple(_share(market, own.firms[k], market.years[i]) for k in rest if shares[i, k]),
            )
            if sums[i]
            else Cell(NO_EVIDENCE)
            for i in at
        )
        rows.append(Row(f"Other firms known by name ({len(rest)})", cells, "derived"))
    if nobody[at].any():
        cells = tuple(
            Cell(percent(nobody[i], 1), (_share(market, UNKNOWN, market.years[i]),))
            if nobody[i]
            else Cell(NO_EVIDENCE)
            for i in at
        )
        rows.append(Row("Not known yet", cells, "derived"))
    return FigureTable(
        "concentration-shares",
        "Shares of the largest firms",
        tuple(map(str, years)),
        tuple(rows),
        sum(year <= LAST_HISTORY for year in years),
        note=f"The {len(leading)} firms with the largest share of any year, by the mean of "
        "the draws; a number leads to the sales that it is the share of.",
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


def _by_place(market: Market, year: int) -> FactTable:
    rows = []
    for one in in_year(market, year):
        kind = {WORLD: "Whole market", REGION: "Region", MODALITY: "Modality"}[one.place.kind]
        whole = firm_figure(market, ALL, one.place, WHOLE, year)
        rows.append(
            (
                one.place.name,
                kind,
                Cell(money(one.sales.mean), (whole,)),
                _of(market, one, HHI, index(one.hhi.mean)),
                _of(market, one, HHI, index_range(one.hhi)),
                _of(market, one, CR[3], _percent(one.cr4)),
                _of(market, one, CR[7], _percent(one.cr8)),
                _of(market, one, FIRMS, f"{one.companies.mean:.0f}"),
                _leader(market, one),
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


def _of(market: Market, one: Concentration, kind: Kind, text: str) -> Cell:
    """A number of a place and year, with the figure that it is."""
    return Cell(text, (place_figure(market, kind, one.place, one.year),))


def _leader(market: Market, one: Concentration) -> Cell:
    if one.leader is None:
        return Cell(NO_EVIDENCE)
    text = f"{one.leader.name}, {_percent(one.leader.share)}"
    return Cell(text, (firm_figure(market, SHARE, one.place, one.leader.firm, one.year),))


def _share(market: Market, firm: str, year: int) -> str:
    return firm_figure(market, SHARE, EVERYWHERE, firm, year)


def _percent(width: Width) -> str:
    return percent(width.mean)
