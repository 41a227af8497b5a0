"""Profiles of companies: who they are, what they hold, sell and did, by dated facts."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.around import change_said
from cytonomics.landscape.errors import LandscapeError
from cytonomics.landscape.finances import Year, finances_of, years_of
from cytonomics.landscape.holding import Candidate, Held, held
from cytonomics.landscape.moves import EXPANSION, FIRST_LABEL, Strategy, events, spoken, strategy
from cytonomics.landscape.standing import (
    COMPANY,
    INTEREST,
    LOOKED_AT,
    Standing,
    sales_by,
)
from cytonomics.landscape.swot import Item, swot
from cytonomics.market import LAST_HISTORY, Market

NO_FACT = "no fact on record"


class Change(NamedTuple):
    """What happened to a company itself, in a few words, with its date as known.

    Example:
        >>> Change("2025-06", "bought by A", "cch0001").when
        '2025-06'
    """

    when: str
    what: str
    fact: str


@dataclass(frozen=True)
class Profile:
    """One company in one market on the day of the evidence.

    `overview` is its row of table companies, or None where only a report names it; `printed` is
    the name a report prints, "" where it names it not. `sales` are what it books and `interest`
    what it takes the profit of, by year, empty where it never did. `products` are all it holds
    or held, inside the market or not; `candidates` what it works towards within it, `labelled`
    how many labels it holds within it.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> profile(market, "celgene").status
        'bought by Bristol-Myers Squibb (2019-11-20)'
    """

    company: str
    name: str
    printed: str
    overview: Fact | None
    status: str
    changes: tuple[Change, ...]
    products: tuple[Held, ...]
    candidates: tuple[Candidate, ...]
    sales: tuple[Year, ...]
    interest: tuple[Year, ...]
    finances: str
    labelled: int
    developments: tuple[Fact, ...]
    strategy: Strategy
    swot: tuple[Item, ...]

    @property
    def inside(self) -> bool:
        """Whether it has a part in the market, or the report of the market names it."""
        earned = any(year.mean > 0 for year in (*self.sales, *self.interest))
        return bool(self.printed or earned or self.candidates or self.labelled)

    def of(self, year: int) -> Year | None:
        """Return what the company books in a year, None where it never books anything."""
        return next((one for one in self.sales if one.year == year), None)


@cache
def named_companies(scope: str) -> Mapping[str, str]:
    """Return the companies that the published report of a market names, with the name printed.

    Example:
        >>> named_companies("personalized_cell_therapy")
        {'adaptimmune': 'Adaptimmune Therapeutics'}
    """
    table = resources.files("cytonomics.landscape") / "data" / "named_companies.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["company_id"]: row["printed"] for row in rows if row["market"] == scope}


def company_ids(market: Market) -> tuple[str, ...]:
    """Return every company that evidence knows or the report of the market names.

    Largest sales of the last year of history first, then of the year looked at, then by name.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> company_ids(evaluate(load(), "adoptive_cell_therapy", draws=4))[:2]
        ('johnson_johnson', 'gilead')
    """
    rows = _rows(market.evidence)
    known = [*rows, *(c for c in named_companies(market.scope.id) if c not in rows)]
    booked = sales_by(market).companies
    at = [market.years.index(year) for year in (LAST_HISTORY, LOOKED_AT)]

    def order(company: str) -> tuple[float, float, str]:
        first, second = (
            float(booked[company][:, i].mean()) if company in booked else 0.0 for i in at
        )
        return -first, -second, company

    return tuple(sorted(known, key=order))


@lru_cache(maxsize=4)
def profiles(market: Market) -> tuple[Profile, ...]:
    """Return the profile of every company, in the order of `company_ids`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> profiles(evaluate(load(), "adoptive_cell_therapy", draws=4))[0].name
        'Johnson & Johnson'
    """
    return tuple(profile(market, company) for company in company_ids(market))


def profile(market: Market, company: str) -> Profile:
    """Return the profile of one company in a market.

    Args:
        market: the market.
        company: id of table companies, or of a company that the report of the market names.

    Raises:
        LandscapeError: for a company that neither evidence nor the report knows.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> profile(market, "novatis")
        Traceback (most recent call last):
        ...
        cytonomics.landscape.errors.LandscapeError: there is no company 'novatis'; did you mean ...
    """
    evidence = market.evidence
    overview = _rows(evidence).get(company)
    printed = named_companies(market.scope.id).get(company, "")
    if overview is None and not printed:
        raise LandscapeError(_unknown(company, [*_rows(evidence)]))
    standing = Standing(market, company)
    changes = _changes(standing)
    sales = years_of(market, company, COMPANY)
    interest = years_of(market, company, INTEREST)
    return Profile(
        company=company,
        name=str(overview["name"]) if overview else printed,
        printed=printed,
        overview=overview,
        status=_status(standing, changes, overview),
        changes=changes,
        products=held(evidence, company),
        candidates=standing.candidates,
        sales=sales,
        interest=interest,
        finances=finances_of(standing, overview, sales, interest),
        labelled=len(standing.labels),
        developments=events(evidence, company),
        strategy=strategy(market, company),
        swot=swot(standing),
    )


@lru_cache(maxsize=4)
def _rows(evidence: Evidence) -> Mapping[str, Fact]:
    return {fact["company_id"]: fact for fact in evidence["companies"]}


def _unknown(company: str, known: list[str]) -> str:
    near = get_close_matches(company, known, 1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else "see `cytonomics evidence list companies`"
    return f"there is no company {company!r}; {hint}"


def _changes(standing: Standing) -> tuple[Change, ...]:
    rows = [
        fact
        for fact in standing.market.evidence["company_changes"]
        if fact["company_id"] == standing.company and latest_day(fact["date"]) <= standing.now
    ]
    rows.sort(key=lambda fact: (latest_day(fact["date"]), fact.id))
    return tuple(Change(fact["date"], change_said(standing, fact.id), fact.id) for fact in rows)


def _status(standing: Standing, changes: tuple[Change, ...], overview: Fact | None) -> str:
    if changes:
        return "; ".join(f"{one.what} ({one.when})" for one in changes)
    if overview is None:
        return NO_FACT
    if standing.products:
        return _selling(standing)
    if standing.candidates:
        return "in development"
    every = [
        one
        for one in held(standing.market.evidence, standing.company)
        if one.product in standing.market.products
    ]
    if any(one.until is None for one in every):
        return "earns on products of others"
    if every:
        return f"holds no product since {spoken(max(one.until for one in every if one.until))}"
    return "no product in this market"


def _selling(standing: Standing) -> str:
    profit = sales_by(standing.market, INTEREST).companies.get(standing.company)
    if standing.sales is not None and standing.sales[:, standing.last].any():
        return "sells"
    if profit is not None and profit[:, standing.last].any():
        return "takes part of the profit of sales"
    if standing.labels:
        return "holds labels; no sales on record"
    return "in development" if standing.candidates else "holds products; no sales on record"


def last_move(one: Profile) -> str:
    """Return the newest move or development of a company in a few words, "" where none is known.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> last_move(profile(evaluate(load(), "til", draws=2), "carsgen"))[:10]
        '2026-06-22'
    """
    # Every other kind of move is a development too, which tells it better.
    found = [
        (move.day, str(move.day), move.what)
        for move in one.strategy.moves
        if move.kind in (FIRST_LABEL, EXPANSION)
    ]
    found += [(latest_day(f["date"]), f["date"], f["fact"]) for f in one.developments]
    if not found:
        return ""
    _, when, what = max(found, key=lambda item: item[0])
    return f"{when}: {what}"
