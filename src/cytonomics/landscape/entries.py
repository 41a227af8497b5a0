"""Who began and who ceased to sell in a market or a region of it, by year, with the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Fact, latest_day
from cytonomics.landscape.firms import EVERYWHERE, REGION, Place, engineered, sales, sellers
from cytonomics.market import LAST_HISTORY, Market, name_of
from cytonomics.market.allocation import country_key
from cytonomics.vocabulary import Period

ENTRY, EXIT = "entry", "exit"
# Whether a product changed hands, what happened in words, and the facts.
Told = tuple[bool, str, tuple[str, ...]]
# A firm sells in a year where more draws than not say so; history leaves little room for others.
_MORE_LIKELY = 0.5
_WITHDRAWALS = (("approvals", "approval_type", "approval_date"), ("developments", "kind", "date"))


@dataclass(frozen=True)
class Move:
    """A firm that sells in a place in a year and did not the year before, or the reverse.

    `year` is the first with sales, or the first without; `likely` the share of draws in which it
    sells in that year; `sales` what it sold then, or in its last year, million USD, nominal;
    `passed` says that a product changed hands, `how` what happened in words, and `facts` are the
    rows it follows from.

    Example:
        >>> Move(2024, "entry", "a", "A", ("x",), 1.0, 104.0, False, "", ()).kind
        'entry'
    """

    year: int
    kind: str
    firm: str
    name: str
    products: tuple[str, ...]
    likely: float
    sales: float
    passed: bool
    how: str
    facts: tuple[str, ...]
    place: Place = EVERYWHERE

    @property
    def forecast(self) -> bool:
        """Whether the year is still to come."""
        return self.year > LAST_HISTORY


@lru_cache(maxsize=64)
def moves(market: Market, place: Place = EVERYWHERE) -> tuple[Move, ...]:
    """Return entries and exits by year, entries first; the first year has no year before it.

    A past move of a region is told where an approval, a sale, a withdrawal or a change of hands
    there is on record: what is printed of several regions together is split among them, and says
    nothing of when a firm came to one.

    Args:
        market: the market.
        place: the world, or a region as `places` lists it.

    Raises:
        KeyError: for a place that the market does not have.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = moves(evaluate(load(), "til", draws=8))
        >>> [(one.year, one.kind, one.firm) for one in found][:1]
        [(2024, 'entry', 'iovance')]
    """
    own = sales(market)[place.kind, place.id]
    likely = (own.known > 0).mean(axis=0)
    means = own.known.mean(axis=0)
    region = place.id if place.kind == REGION else ""
    found = []
    for i, year in enumerate(market.years[1:], 1):
        for k, firm in enumerate(own.firms):
            before, after = likely[i - 1, k] > _MORE_LIKELY, likely[i, k] > _MORE_LIKELY
            if before == after:
                continue
            name = name_of(market, "company", firm)
            at = year if after else year - 1
            products = tuple(sorted(_where(market, firm, at, region)))
            told = (_entered if after else _left)(market, firm, year, region)
            if told is None:
                continue
            passed, how, facts = told
            found.append(
                Move(
                    year=year,
                    kind=ENTRY if after else EXIT,
                    firm=firm,
                    name=name,
                    products=products,
                    likely=float(likely[i, k]),
                    sales=float(means[i if after else i - 1, k]),
                    passed=passed,
                    how=how,
                    facts=facts,
                    place=place,
                )
            )
    return tuple(sorted(found, key=lambda move: (move.year, move.kind, -move.sales, move.firm)))


@lru_cache(maxsize=256)
def _sellers(
    market: Market, year: int, region: str
) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """The firms that sell a product in a country in a year, and the ownership facts behind."""
    if region:
        every = _sellers(market, year, "").items()
        return {key: own for key, own in every if vocabulary.region_of(key[1]) == region}
    at, day = market.years.index(year), date(year, 7, 1)
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for position, offer in engineered(market):
        if np.mean(market.revenue[:, at, position] > 0) > _MORE_LIKELY:
            for country in country_key(market.evidence, offer, year).shares:
                found[offer.product, country] = sellers(
                    market.evidence, offer.product, country, day
                )
    return found


def _where(market: Market, firm: str, year: int, region: str) -> dict[str, set[str]]:
    """The countries in which a firm sells each product in a year."""
    found: dict[str, set[str]] = {}
    for (product, country), own in _sellers(market, year, region).items():
        if firm in own:
            found.setdefault(product, set()).add(country)
    return found


def _entered(market: Market, firm: str, year: int, region: str) -> Told | None:
    where = _where(market, firm, year, region)
    taken = _passed(market, firm, where, year, year - 1)
    if taken:
        product, others, facts = taken
        return True, f"{_name(market, product)} passed to it from {others}", facts
    # What is printed of several regions together says nothing of one of them.
    sold = set(where) if region else {product for product, _ in _sellers(market, year - 1, "")}
    own = "" if region else firm
    first = min(_sales_of(market, own, where, sold), key=_begin, default=None)
    approval = min(_approvals(market, where), key=_approved, default=None)
    if first is not None and _begin(first)[0] <= year:
        said = f"first sales on record: {_name(market, first['product_id'])}, {first['period']}"
        if approval is not None and _approved(approval).year < year - 1:
            said = f"{said}; approved in {_approved(approval).year}, nothing before is on record"
            return False, said, (first.id, approval.id)
        return False, said, (first.id,)
    if approval is not None and _approved(approval).year <= year:
        said = f"{_name(market, approval['product_id'])} approved {approval['approval_date']}"
        said += f" ({approval['authority']}); the sales of {year} are worked out, none of its own "
        return False, f"{said}are printed", (approval.id,)
    if region and year <= LAST_HISTORY:
        return None
    now = _sellers(market, year, region)
    held = {fact for product in where for c in where[product] for fact in now[product, c][firm]}
    # No product alone may be likely while one of several is.
    shown = listed(_name(market, product) for product in sorted(where)) or "one of its products"
    return False, f"forecast: {shown} may come to be approved", tuple(sorted(held))


def _left(market: Market, firm: str, year: int, region: str) -> Told | None:
    where = _where(market, firm, year - 1, region)
    passed = _passed(market, firm, where, year, year)
    if passed:
        product, others, facts = passed
        return True, f"{_name(market, product)} passed to {others}", facts
    withdrawn = [
        fact
        for product in sorted(where)
        for table, kind, day in _WITHDRAWALS
        for fact in market.evidence.of_product(table, product)
        if fact[kind] in ("withdrawn", "withdrawal") and latest_day(fact[day]).year <= year
        if not region or (table == "approvals" and _reaches(fact, where[product]))
    ]
    shown = listed(_name(market, product) for product in sorted(where))
    if withdrawn:
        return False, f"{shown} withdrawn", tuple(fact.id for fact in withdrawn)
    if region and year <= LAST_HISTORY:
        return None
    return False, f"{shown}: no sales any more, and no row says why", ()


def _passed(
    market: Market, firm: str, where: dict[str, set[str]], year: int, other: int
) -> tuple[str, str, tuple[str, ...]] | None:
    """The product that another firm sells in one of a firm's countries in another year.

    The ownership facts are those of the later year, `year`.
    """
    now, then = _sellers(market, year, ""), _sellers(market, other, "")
    for product in sorted(where):
        names: set[str] = set()
        behind: set[str] = set()
        for country in sorted(where[product]):
            others = then.get((product, country), {}).keys() - {firm}
            names |= {name_of(market, "company", one) for one in others}
            if others:
                own = now.get((product, country), {})
                behind |= {fact for facts in own.values() for fact in facts}
        if names:
            return product, listed(sorted(names)), tuple(sorted(behind))
    return None


def _sales_of(
    market: Market, firm: str, where: dict[str, set[str]], before: set[str]
) -> Iterator[Fact]:
    """The sales rows that tell of a firm: all of a new product, of an older one its own alone."""
    for product, countries in where.items():
        for fact in market.evidence.of_product("sales", product):
            within = vocabulary.members(fact["region"]) <= countries
            if fact["amount"] and (product not in before or within or fact["company_id"] == firm):
                yield fact


def _begin(fact: Fact) -> tuple[int, int, str]:
    # A quarter ends before the year that holds it and says more of a beginning.
    last = Period.parse(fact["period"]).last_day
    return last.year, last.month, fact.id


def _approvals(market: Market, where: dict[str, set[str]]) -> Iterator[Fact]:
    for product, countries in where.items():
        for fact in market.evidence.of_product("approvals", product):
            if fact["approval_type"] != "withdrawn" and _reaches(fact, countries):
                yield fact


def _reaches(fact: Fact, countries: set[str]) -> bool:
    return bool(countries & vocabulary.members(fact["region"], _approved(fact)))


def _approved(fact: Fact) -> date:
    return latest_day(fact["approval_date"])


def _name(market: Market, product: str) -> str:
    return name_of(market, "product", product)


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence lists them.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    every = list(words)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)
