"""The tables over all companies: who they are, what they sell, and their share of the market."""

from __future__ import annotations

from dataclasses import replace

from cytonomics.landscape.finances import Year
from cytonomics.landscape.finding import unique
from cytonomics.landscape.holding import holders, product_name, today
from cytonomics.landscape.profiles import Profile, last_move
from cytonomics.landscape.standing import COMPANY, LOOKED_AT
from cytonomics.report.blocks import Cell, FactTable, FigureTable, Item, Row
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import between, money, percent

_MOST_WORDS = 90
_PAST_YEARS = 5


def overview(estimates: Estimates, every: tuple[Profile, ...]) -> FactTable:
    """Write the table of all companies on record, a line each.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.profiles import profiles
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "til", draws=4)
        >>> overview(estimates_of(market), profiles(market)).id
        'company-overview'
    """
    evidence = estimates.market.evidence
    rows: list[tuple[Item, ...]] = []
    for one in every:
        now, then = one.of(estimates.last_history), one.of(LOOKED_AT)
        names = unique(
            product_name(evidence, item.product)
            for item in one.products
            if one.company in holders(evidence, item.product, today(evidence))
        )
        rows.append(
            (
                one.name,
                # The newest change; the table of the company has all of them.
                f"{one.changes[-1].what} ({one.changes[-1].when})" if one.changes else one.status,
                ", ".join(names),
                _number(now, money(now.mean)) if now else "",
                Cell(percent(now.share, 1), _share(estimates, one.company, now)) if now else "",
                _number(then, f"{money(then.mean)} ({between(then.p05, then.p95)})")
                if then
                else "",
                _short(last_move(one)),
            )
        )
    return FactTable(
        "company-overview",
        "All companies on record",
        (
            "Company",
            "Status",
            "Products held now",
            f"Sales {estimates.last_history}",
            "Share",
            f"Forecast {LOOKED_AT}",
            "Last move or event",
        ),
        tuple(rows),
        numeric=frozenset({3, 4, 5}),
        note="Sales in million USD, nominal, in brackets the 90 % interval; empty where none are "
        "on record or forecast. Products outside this market are named too.",
    )


def _number(one: Year, text: str) -> Cell:
    return Cell(text, (one.figure,) if one.figure else ())


def _share(estimates: Estimates, company: str, one: Year) -> tuple[str, ...]:
    return (estimates.id("share", COMPANY, company, one.year),) if one.mean else ()


def _short(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 1].rstrip()}…"


def sales(estimates: Estimates, selling: list[Profile]) -> FigureTable:
    """Write the table of the sales of companies by year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> sales(estimates_of(evaluate(load(), "til", draws=4)), []).id
        'company-sales'
    """
    years = shown_years(estimates)
    rows = []
    for one in selling:
        cells = []
        for year in years:
            found = one.of(year)
            assert found is not None
            interval = f"90 % interval {between(found.p05, found.p95)}"
            hint = f"{interval}; {percent(found.share, 1)} of all products"
            cells.append(replace(_number(found, money(found.mean)), hint=hint))
        rows.append(Row(one.name, tuple(cells)))
    return FigureTable(
        "company-sales",
        "Sales by the company that books them",
        tuple(map(str, years)),
        tuple(rows),
        sum(year <= estimates.last_history for year in years),
        note="Mean; a pointer shows the 90 % interval and the share of all products.",
        marked=False,
    )


def shown_years(estimates: Estimates) -> tuple[int, ...]:
    """Return the years that profiles show: the last ones of history and a few ahead.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> shown_years(estimates_of(evaluate(load(), "til", draws=4)))
        (2021, 2022, 2023, 2024, 2025, 2028, 2031, 2035)
    """
    last = estimates.last_history
    return (
        *range(last - _PAST_YEARS + 1, last + 1),
        *(year for year in (2028, LOOKED_AT, estimates.last_forecast) if year > last),
    )
