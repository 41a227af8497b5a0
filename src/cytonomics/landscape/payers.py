"""How concentrated payers are: by the people whose treatment they pay for, country by country.

A payer is whoever pays or settles the price for those who pay. What nobody is named for counts in
the whole and as many tiny payers, so that an index is the least it can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.indices import hhi
from cytonomics.market import LAST_HISTORY, Market, measured

PEOPLE, INSURED = "share_of_people", "share_of_insured"
Draws = NDArray[np.float64]


class Country(NamedTuple):
    """A country's payers: the index, 0 to 10,000, the share without a named payer, and facts.

    Example:
        >>> Country(10_000.0, 0.0, ("pay0001",)).unknown
        0.0
    """

    points: float
    unknown: float
    facts: tuple[str, ...]


class Buying(NamedTuple):
    """The index over a market, in draws: regions count by the sales of the market in them.

    `bare` is the share of sales in regions where no payer is on record, the mean over draws.

    Example:
        >>> Buying(np.array([5000.0]), 0.1, {}).bare
        0.1
    """

    points: Draws
    bare: float
    countries: Mapping[str, Country]


def index_of(
    people: Mapping[str, float], insured: Mapping[tuple[str, str], float]
) -> tuple[float, float]:
    """Return the index of a country's payers and the share of its people without a named payer.

    Args:
        people: share of the people by kind of insurance; where some have several, the shares add
            up to more than one and are taken as parts of their sum.
        insured: the payer's share of a kind, by kind and payer.

    Example:
        >>> index, unknown = index_of({"a": 0.6, "b": 0.4}, {("a", "x"): 0.5, ("b", "x"): 1.0})
        >>> round(index), round(unknown, 3)
        (4900, 0.3)
    """
    whole = sum(people.values())
    shares: dict[str, float] = {}
    for (kind, payer), share in insured.items():
        shares[payer] = shares.get(payer, 0.0) + people.get(kind, 0.0) * share / whole
    return float(hhi(np.asarray(list(shares.values())))), 1.0 - sum(shares.values())


def countries(evidence: Evidence) -> dict[str, Country]:
    """Return the payers of every country that has some on record who pay for cell therapies.

    Of a share the latest year counts.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = countries(load())
        >>> found["USA"].points < 1000 < 5000 < found["DEU"].points, "CHN" in found
        (True, False)
    """
    latest: dict[tuple[str, ...], Fact] = {}
    for fact in evidence["payers"]:
        if fact["pays"] != "no" and fact["measure"] in (PEOPLE, INSURED):
            key = tuple(fact[name] or "" for name in ("geography", "insurance", "payer", "measure"))
            if key not in latest or latest[key]["year"] <= fact["year"]:
                latest[key] = fact
    found = {}
    for country in sorted({key[0] for key in latest}):
        rows = [(key, fact) for key, fact in latest.items() if key[0] == country]
        people = {key[1]: float(fact["value"]) for key, fact in rows if key[3] == PEOPLE}
        insured = {
            (key[1], key[2]): float(fact["value"]) for key, fact in rows if key[3] == INSURED
        }
        if people and insured:
            facts = tuple(sorted(fact.id for _, fact in rows))
            found[country] = Country(*index_of(people, insured), facts)
    return found


def buying(market: Market) -> Buying | None:
    """Return how concentrated the payers of a market are; none where none of its are on record.

    The countries on record stand for their region, each by its people; regions count by sales in
    the last year that is reported on.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = buying(evaluate(load(), "til", draws=4))
        >>> bool(np.allclose(found.points, found.countries["USA"].points))
        True
    """
    found = countries(market.evidence)
    people = _people(market.evidence)
    regions: dict[str, dict[str, float]] = {}
    for country in found:
        group = vocabulary.report_group_of(country)
        region = vocabulary.term("report_group", group).parent or group
        regions.setdefault(region, {})[country] = people.get(country, 0.0)
    at = market.years.index(LAST_HISTORY)
    sold = {
        region: draws[:, at]
        for region, draws in measured(market, "product_revenue", "region").items()
    }
    known = {
        region: own for region, own in regions.items() if region in sold and sum(own.values()) > 0
    }
    on_record = sum((sold[region] for region in known), np.zeros(market.revenue.shape[0]))
    if not np.all(on_record > 0):
        return None
    index = np.zeros_like(on_record)
    for region, own in known.items():
        summed = sum(found[name].points * weight for name, weight in own.items())
        index += sold[region] / on_record * (summed / sum(own.values()))
    whole = sum(sold.values(), np.zeros_like(on_record))
    within = {name for region, own in known.items() if sold[region].any() for name in own}
    return Buying(
        index,
        float(np.mean(1.0 - on_record / whole)),
        {name: one for name, one in found.items() if name in within},
    )


def _people(evidence: Evidence) -> dict[str, float]:
    """Millions of people by country in the last year that is reported on, or before it."""
    rows: dict[str, Fact] = {}
    for fact in evidence["populations"]:
        country = fact["iso3"]
        if fact["year"] > LAST_HISTORY:
            continue  # projections
        if country not in rows or rows[country]["year"] <= fact["year"]:
            rows[country] = fact
    return {country: float(fact["population_m"]) for country, fact in rows.items()}
