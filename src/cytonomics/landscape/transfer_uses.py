"""Use cases of what is transferred: blood stem cells, blood components and organs by disease."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Fact
from cytonomics.landscape.as_rows import outcome_rows
from cytonomics.landscape.concentration import Width
from cytonomics.landscape.labelled import Labelled
from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.use_cases import Line, UseCase, use_cases, width
from cytonomics.market import LAST_HISTORY, Market
from cytonomics.market.transfer import AREA, END_USER, TECHNOLOGIES

_HOSPITAL, _TECHNOLOGY = "hospital", "technology"
# A survey names more diseases than a line of a table can hold.
_NAMED, _LEAST, _RECENT = 4, 0.03, 4


class Group(NamedTuple):
    """A group of patients as one survey names it, with its share of the technology.

    Example:
        >>> Group("lymphomas", 0.322, "europe", 2023, "tsh0001").share
        0.322
    """

    name: str
    share: float
    geography: str
    year: int
    fact: str


class TransferUse(NamedTuple):
    """A technology in one field of medicine: a year's number, share of it, cost and where given.

    `number` counts transplants or units of the last year of history, `ahead` those of the year
    that is looked at; `per_case` is what one costs with all care, USD, nominal; `share` is of the
    technology, `hospital` how much of it hospitals give, fractions. `groups` are the patients as
    the latest survey names them, `supported` the largest share of a recent year's cost that data
    observe, and that year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> transfer_uses(evaluate(load(), "til", draws=2))
        ()
    """

    technology: str
    name: str
    area: str
    area_name: str
    number: Width
    ahead: Width
    share: Width
    per_case: Width
    hospital: float
    groups: tuple[Group, ...]
    supported: tuple[float, int]
    assumed: bool
    facts: tuple[str, ...]

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What is not known of it."""
        share, year = self.supported
        said = []
        if share < 1:
            pooled = f"{100 * (1 - share):.0f} %"
            said.append(f"{pooled} of what it came to in {year} is pooled over countries")
        if self.assumed:
            said.append("no survey says whom it is given to; a judgement stands in")
        return tuple(said)


@lru_cache(maxsize=4)
def transfer_uses(market: Market) -> tuple[TransferUse, ...]:
    """Return the uses of technologies by field of medicine, in the order of the technologies.

    Fields below three per cent of a technology are left out.
    """
    bought = market.transfers.products
    return tuple(
        one
        for technology in TECHNOLOGIES
        if technology.id in bought and (technology.id, AREA) in market.splits
        for one in _uses(market, technology.id)
        if one.share.mean >= _LEAST
    )


def _uses(market: Market, technology: str) -> list[TransferUse]:
    own = [j for j, offer in enumerate(market.offers) if offer.product == technology]
    now, then = (market.years.index(year) for year in (LAST_HISTORY, LOOKED_AT))
    split = market.splits[technology, AREA]
    number, ahead = (market.patients[:, at, own].sum(axis=1) for at in (now, then))
    cost = 1e6 * market.episode_spend[:, now, own].sum(axis=1) / number
    places = market.splits[technology, END_USER]
    hospital = dict(zip(places.segments, places.draws.mean(axis=0).tolist(), strict=True))
    supported = _supported(market, own)
    return [
        TransferUse(
            technology,
            vocabulary.term(_TECHNOLOGY, technology).name,
            area,
            vocabulary.term(AREA, area).name,
            width(number * split.draws[:, k]),
            width(ahead * split.draws[:, k]),
            width(split.draws[:, k]),
            width(cost),
            hospital.get(_HOSPITAL, 0.0),
            _groups(market, split.facts, area),
            supported,
            split.assumed,
            tuple(name for name in split.facts if market.evidence.fact(name)["segment"] == area),
        )
        for k, area in enumerate(split.segments)
    ]


def _supported(market: Market, own: list[int]) -> tuple[float, int]:
    """The share of a recent year's cost that data observe, at its best, and the year."""
    kinds = (market.transfers.support, market.transfers.care_support)
    found = []
    for year in range(LAST_HISTORY - _RECENT, LAST_HISTORY + 1):
        cost = market.episode_spend[:, market.years.index(year), own].mean(axis=0)
        names = [(year, market.offers[j].id) for j in own]
        known = [max(k[name].supported for k in kinds if name in k) for name in names]
        found.append((float((cost * known).sum() / cost.sum()), year))
    return max(found)


def _groups(market: Market, facts: tuple[str, ...], area: str) -> tuple[Group, ...]:
    """The groups of one field of medicine as the latest survey names them, the largest first."""
    rows: list[Fact] = [
        fact for name in facts if (fact := market.evidence.fact(name))["segment"] == area
    ]
    if not rows:
        return ()
    latest = max(rows, key=lambda fact: (fact["year"], fact["survey"]))["survey"]
    found = [
        Group(fact["category"], fact["share"], fact["geography"], fact["year"], fact.id)
        for fact in rows
        if fact["survey"] == latest
    ]
    return tuple(sorted(found, key=lambda one: -one.share)[:_NAMED])


def use_rows(market: Market) -> dict[str, list[dict[str, Any]]]:
    """Return the use cases of a market as plain rows, for JSON.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> rows = use_rows(evaluate(load(), "til", draws=4))
        >>> rows["diseases"][0]["indication"], rows["transfers"]
        ('melanoma', [])
    """
    return {
        "diseases": [_use_row(one) for one in use_cases(market)],
        "transfers": [
            {
                **one._asdict(),
                **{name: getattr(one, name)._asdict() for name in _WIDTHS},
                "groups": [group._asdict() for group in one.groups],
                "obstacles": list(one.obstacles),
                "facts": list(one.facts),
            }
            for one in transfer_uses(market)
        ],
    }


_WIDTHS = ("number", "ahead", "share", "per_case")


def _use_row(one: UseCase) -> dict[str, Any]:
    widths = {
        name: found._asdict() if (found := getattr(one, name)) else None
        for name in ("patients", "ahead", "sales", "share", "per_patient")
    }
    return {
        "indication": one.indication,
        "name": one.name,
        "area": one.area,
        "unit": f"patients a year and million USD of {LAST_HISTORY}; ahead: {LOOKED_AT}",
        **widths,
        "lines": [_line_row(line) for line in one.lines],
        "products": [_product_row(product) for product in one.products],
        "coming": [item._asdict() for item in one.coming],
        "obstacles": list(one.obstacles),
        "facts": list(one.facts),
        "figures": list(one.figures),
    }


def _line_row(line: Line) -> dict[str, Any]:
    return {
        "line": line.line,
        "patients": line.patients._asdict(),
        "ahead": line.ahead._asdict(),
    }


def _product_row(one: Labelled) -> dict[str, Any]:
    return {
        "product": one.product,
        "line": one.line,
        "authorities": list(one.authorities),
        "places": list(one.places),
        "trial": outcome_rows([one.trial])[0] if one.trial else None,
        "days_to_infusion": one.wait and one.wait._asdict(),
        "markers": list(one.markers),
        "list_price": one.price and {"usd": one.price["amount"], "year": one.price["year"]},
        "labels": list(one.labels),
    }
