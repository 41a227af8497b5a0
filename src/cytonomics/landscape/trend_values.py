"""Trends of what sources state: days, centres, shares and prices, by slopes within a product."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import expm1, floor, isinf, log, nan
from typing import NamedTuple

from cytonomics.evidence import Fact
from cytonomics.landscape.exact import LEVEL
from cytonomics.landscape.exact_changes import slope
from cytonomics.landscape.trend import MARGINS, YEARLY, Change, Definition, Point, Trend, changed
from cytonomics.landscape.waiting import INFUSION, RELEASE, STAGES
from cytonomics.market import LAST_HISTORY, Market, name_of, price_level

_HOME, _DOLLARS, _LIST = "USA", "USD", "list"
_CENTRES, _OUTPATIENT = "treatment_centres", "outpatient_share"
_CAPACITY = "annual_capacity_doses"


class Stated(NamedTuple):
    """A value that a source states at a time in years; only those of one block are compared.

    Example:
        >>> Stated("yescarta", 2021.5, 26.0, "Yescarta", "mfg0057").value
        26.0
    """

    block: str
    when: float
    value: float
    name: str
    fact: str


def stated_trend(market: Market, definition: Definition) -> Trend:
    """Return a trend of stated values: the median yearly rate between values of one block.

    Rates are those of logarithms, so that a product that takes long counts like a quick one.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.trend import definitions
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> stated_trend(market, definitions()["outpatient"]).reading
        'not shown'
    """
    found = sorted(_VALUES[definition.id](market), key=lambda one: (one.when, one.fact))
    return Trend(
        definition,
        _change(market, found),
        None,
        tuple(Point(one.when, one.value, name=one.name) for one in found),
        tuple(dict.fromkeys(one.fact for one in found)),
        (),
        (market.parameters[MARGINS[YEARLY]].id,),
    )


def _change(market: Market, found: list[Stated]) -> Change | None:
    blocks: dict[str, list[tuple[float, float]]] = {}
    for one in found:
        # Dates are vague to the year, so that values of one year are not told apart.
        blocks.setdefault(one.block, []).append((floor(one.when), log(one.value)))
    own = slope(blocks)
    if own is None:
        return None
    used = [floor(one.when) for one in found if len({when for when, _ in blocks[one.block]}) > 1]
    rate = expm1(own.value), expm1(own.low), _rise(own.high)
    spans = str(min(used)), str(max(used))
    # Products differ: there is no one value before and after.
    return changed(market, spans, (nan, nan), rate, YEARLY, LEVEL)


def _rise(rate: float) -> float:
    return rate if isinf(rate) else expm1(rate)


def when(text: str) -> float:
    """Return a date, month or year as a time in years; what is vague counts at its middle.

    Example:
        >>> when("2024"), round(when("2024-02"), 3), round(when("2024-12-31"), 2)
        (2024.5, 2024.125, 2025.0)
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    if len(parts) == 2:
        return parts[0] + (parts[1] - 0.5) / 12
    return parts[0] + (date(*parts).timetuple().tm_yday - 0.5) / 366


def _manufacturing(
    market: Market, metrics: tuple[str, ...], block: Callable[[Fact], str]
) -> Iterator[Stated]:
    for fact in market.evidence["manufacturing"]:
        product = fact["product_id"]
        if product in market.products and fact["metric"] in metrics and fact["value"] > 0:
            name = name_of(market, "product", product)
            yield Stated(block(fact), when(fact["date"]), fact["value"], name, fact.id)


def _product(fact: Fact) -> str:
    return str(fact["product_id"])


def _placed(fact: Fact) -> str:
    return f"{fact['product_id']} {fact['geography']}"


def _outpatient(market: Market) -> Iterator[Stated]:
    for fact in market.evidence["manufacturing"]:
        if fact["metric"] == _OUTPATIENT and fact["geography"] == _HOME and fact["value"] > 0:
            yield Stated(_HOME, when(fact["date"]), fact["value"], "CAR-T", fact.id)


def _prices(market: Market) -> Iterator[tuple[str, int, float, Fact]]:
    """List prices in the United States by product and year, in dollars of the last full year."""
    evidence = market.evidence
    rows = [
        fact
        for fact in evidence["prices"]
        if (fact["country"], fact["currency"], fact["price_type"]) == (_HOME, _DOLLARS, _LIST)
        and fact["product_id"] in market.products
    ]
    known = {fact["year"] for fact in evidence["price_indices"] if fact["region"] == _HOME}
    years = sorted({fact["year"] for fact in rows if fact["year"] >= min(known)})
    level = price_level(evidence, market.parameters, (*years, LAST_HISTORY)).mean(axis=0)
    worth = {year: level[-1] / level[i] for i, year in enumerate(years)}
    for fact in sorted(rows, key=lambda fact: (fact["year"], fact.id)):
        if fact["year"] in worth:
            amount = float(fact["amount"] * worth[fact["year"]])
            yield fact["product_id"], fact["year"], amount, fact


def _launches(market: Market) -> Iterator[Stated]:
    """The first list price of each product, compared within its kind of cells."""
    seen = set()
    for product, year, amount, fact in _prices(market):
        if product not in seen:
            seen.add(product)
            kind = str(market.products[product]["modality"])
            yield Stated(kind, year + 0.5, amount, name_of(market, "product", product), fact.id)


def _drift(market: Market) -> Iterator[Stated]:
    for product, year, amount, fact in _prices(market):
        name = name_of(market, "product", product)
        yield Stated(product, year + 0.5, amount, name, fact.id)


_VALUES: Mapping[str, Callable[[Market], Iterator[Stated]]] = {
    "days_infusion": lambda market: _manufacturing(market, STAGES[INFUSION], _product),
    "days_release": lambda market: _manufacturing(market, STAGES[RELEASE], _product),
    "outpatient": _outpatient,
    "centres": lambda market: _manufacturing(market, (_CENTRES,), _placed),
    "capacity": lambda market: _manufacturing(market, (_CAPACITY,), _product),
    "launch_price": _launches,
    "list_price": _drift,
}
