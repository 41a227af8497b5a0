"""Trends of what is counted: events a year of two spans, or cases among events, by exact tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Fact, latest_day
from cytonomics.landscape.exact import LEVEL
from cytonomics.landscape.exact_changes import odds_ratio, rate_ratio
from cytonomics.landscape.holding import today
from cytonomics.landscape.licences import WHOLE, licences
from cytonomics.landscape.moves import ACQUISITION, MONEY, SITE, dealings
from cytonomics.landscape.trend import (
    MARGINS,
    ODDS,
    TIMES,
    WINDOW,
    Change,
    Definition,
    Point,
    Trend,
    changed,
)
from cytonomics.market import Market
from cytonomics.market.eligibility import Approval, approvals_of, pooled
from cytonomics.market.fitted.success import is_blood_cancer
from cytonomics.market.offers import PRODUCTS

_ASIA, _DONOR, _CANCER, _IN_VIVO = "asia_pacific", "allogeneic", "cancer", "in vivo"
_CAR_T, _EARLY = "car_t", 2
_EUROPE, _CHINA = "EMA", "NMPA"
_LEFT = ("withdrawal", "bankruptcy")


class Event(NamedTuple):
    """Something that happened in a year, whether it is a case of what is asked, and its facts.

    Example:
        >>> Event(2024, True, ("apr0001",)).case
        True
    """

    year: int
    case: bool
    facts: tuple[str, ...]


def counted_trend(market: Market, definition: Definition) -> Trend:
    """Return a trend of counts: events a year, or cases among them where the unit is a share.

    Two spans of `trend_window_years` are compared, the later one ending with the last full year
    of evidence; shares of programmes need no full year, so that the one under way counts too.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.trend import definitions
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> found = counted_trend(market, definitions()["labels_fda"])
        >>> found.change.first, found.change.last
        ('2018 to 2021', '2022 to 2025')
    """
    events = sorted(_EVENTS[definition.id](market))
    shared = definition.unit == "share"
    last = today(market.evidence).year - (not definition.id.startswith("programmes"))
    shown = [one for one in events if one.year <= last]
    years = round(market.parameters.value(WINDOW))
    compare = _shares if shared else _rates
    settings = (WINDOW, MARGINS[ODDS if shared else TIMES])
    return Trend(
        definition,
        compare(market, shown, last, years),
        None,
        tuple(_points(shown, last, years, shared=shared)),
        tuple(dict.fromkeys(fact for one in shown if one.case for fact in one.facts)),
        (),
        tuple(market.parameters[name].id for name in settings),
    )


def _spans(last: int, years: int) -> tuple[str, str]:
    middle = last - years
    return f"{middle - years + 1} to {middle}", f"{middle + 1} to {last}"


def _within(events: list[Event], last: int, years: int) -> tuple[list[Event], list[Event]]:
    middle = last - years
    before = [one for one in events if middle - years < one.year <= middle]
    return before, [one for one in events if one.year > middle]


def _rates(market: Market, events: list[Event], last: int, years: int) -> Change | None:
    before, after = (sum(one.case for one in own) for own in _within(events, last, years))
    if not before + after:
        return None
    found = rate_ratio(before, after)
    sides = before / years, after / years
    return changed(market, _spans(last, years), sides, found[:3], TIMES, LEVEL, found.p)


def _shares(market: Market, events: list[Event], last: int, years: int) -> Change | None:
    spans = _within(events, last, years)
    (a, b), (c, d) = ((sum(one.case for one in own), len(own)) for own in spans)
    if not b or not d or not a + c:
        return None
    found = odds_ratio((a, b), (c, d))
    sides = a / b, c / d
    return changed(market, _spans(last, years), sides, found[:3], ODDS, LEVEL, found.p)


def _points(events: list[Event], last: int, years: int, *, shared: bool) -> Iterator[Point]:
    every, cases = Counter(one.year for one in events), Counter(o.year for o in events if o.case)
    # Years of the spans without any event are noughts that count.
    for year in range(min(*every, last - 2 * years + 1), last + 1) if every else ():
        if not shared:
            yield Point(float(year), float(cases[year]), of=every[year])
        elif every[year]:
            yield Point(float(year), cases[year] / every[year], of=every[year])


@lru_cache(maxsize=4)
def granted(market: Market) -> tuple[tuple[str, Approval], ...]:
    """Return every label that was granted to a product of a market, with the product.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> [one.authority for _, one in granted(evaluate(load(), "til", draws=2))]
        ['FDA', 'HC']
    """
    return tuple(
        (product, approval)
        for product in market.products
        for approval in approvals_of(market.evidence, product)
    )


def _labels(
    market: Market,
    within: Callable[[Approval], bool] = lambda label: True,
    case: Callable[[Mapping[str, object] | Fact, Approval], bool] = lambda product, label: True,
) -> Iterator[Event]:
    for product, label in granted(market):
        if within(label):
            is_case = case(market.products[product], label)
            yield Event(label.day.year, is_case, (label.fact,))


def _in_asia(label: Approval) -> bool:
    return label.countries <= vocabulary.members(_ASIA)


@lru_cache(maxsize=256)
def in_cancer(indication: str) -> bool:
    """Say whether a disease is one of cancer.

    Example:
        >>> in_cancer("mm"), in_cancer("scd")
        (True, False)
    """
    return any(one.id == _CANCER for one in vocabulary.ancestors("indication", indication))


@lru_cache(maxsize=4)
def begun(market: Market) -> tuple[Fact, ...]:
    """Return the first row of every programme of a market: product, disease, line and region.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> {one["modality"] for one in begun(evaluate(load(), "til", draws=2))}
        {'til'}
    """
    first: dict[tuple[str, ...], Fact] = {}
    # A later row on a programme replaces the one before it, and the first is asked for.
    for fact in market.evidence.known["programmes"]:
        line = str(pooled(fact["line_of_therapy"]))
        key = fact["product_id"], fact["indication_id"], line, fact["region"]
        inside = vocabulary.includes(
            market.scope,
            technology=PRODUCTS,
            modality=fact["modality"],
            therapeutic_area=fact["therapeutic_area"],
            application=fact["application"],
        )
        if inside and (key not in first or fact.known_from < first[key].known_from):
            first[key] = fact
    return tuple(first.values())


def _programmes(market: Market, case: Callable[[Fact], bool]) -> Iterator[Event]:
    for fact in begun(market):
        yield Event(fact.known_from.year, case(fact), (fact.id,))


def _licensed(market: Market) -> Iterator[Event]:
    for one in licences(market.evidence, WHOLE):
        yield Event(one.latest.year, True, (one.fact.id,))


def _deals(market: Market, kind: str, words: str = "") -> Iterator[Event]:
    changes = market.evidence["company_changes"]
    inside = {fact["company_id"] for fact in changes if fact["change"] == "unit"}
    companies = {fact["company_id"] for fact in market.evidence["developments"]} - inside
    for company in sorted(one for one in companies if one):
        for move in dealings(market.evidence, company):
            if move.kind == kind:
                yield Event(move.day.year, words in move.what.lower(), move.facts)


def _ended(market: Market) -> Iterator[Event]:
    for fact in market.evidence["developments"]:
        if fact["kind"] in _LEFT:
            yield Event(latest_day(fact["date"]).year, True, (fact.id,))


_EVENTS: Mapping[str, Callable[[Market], Iterator[Event]]] = {
    "labels": _labels,
    "labels_fda": lambda market: _labels(market, lambda label: label.authority == WHOLE),
    "labels_ema": lambda market: _labels(market, lambda label: label.authority == _EUROPE),
    "labels_china": lambda market: _labels(market, lambda label: label.authority == _CHINA),
    "labels_asia": lambda market: _labels(market, _in_asia),
    "labels_not_car_t": lambda market: _labels(
        market, case=lambda product, label: product["modality"] != _CAR_T
    ),
    "labels_early": lambda market: _labels(
        market,
        lambda label: in_cancer(label.indication),
        lambda product, label: label.line <= _EARLY,
    ),
    "labels_solid": lambda market: _labels(
        market,
        lambda label: in_cancer(label.indication),
        lambda product, label: not is_blood_cancer(label.indication),
    ),
    "labels_donor": lambda market: _labels(
        market, case=lambda product, label: product["application"] == _DONOR
    ),
    "licences_fda": _licensed,
    "programmes_solid": lambda market: _programmes(
        market, lambda fact: not is_blood_cancer(fact["indication_id"])
    ),
    "programmes_donor": lambda market: _programmes(
        market, lambda fact: bool(fact["application"] == _DONOR)
    ),
    "bought_in_vivo": lambda market: _deals(market, ACQUISITION, _IN_VIVO),
    "purchases": lambda market: _deals(market, ACQUISITION),
    "financings": lambda market: _deals(market, MONEY),
    "sites": lambda market: _deals(market, SITE),
    "exits": _ended,
}
