"""How few make and how few pay: the indicators of suppliers and buyers, with what is not known."""

from __future__ import annotations

import numpy as np

from cytonomics import vocabulary
from cytonomics.landscape.finding import named, percent
from cytonomics.landscape.holding import today
from cytonomics.landscape.indicator import Definition, Indicator, bare, reading_of
from cytonomics.landscape.makers import concentration_of, makers
from cytonomics.landscape.payers import Country, buying
from cytonomics.market import LAST_HISTORY, Market, name_of

# A smaller share prints as nought.
_PLAIN = 0.005


def of_makers(one: Definition, market: Market) -> Indicator:
    """Return the index of contract manufacturers by floor area, and with those who publish none.

    The lower end has each of the others as large as the middle one of those that are known.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.indicator import definitions
        >>> from cytonomics.market import evaluate
        >>> one = next(one for one in definitions() if one.table == "contract_makers")
        >>> of_makers(one, evaluate(load(), "til", draws=4)).reading
        'moderate'
    """
    found = makers(market.evidence, today(market.evidence))
    if not found.areas:
        return bare(one)
    held = concentration_of(list(found.areas.values()), len(found.bare))
    note = (
        f"{len(found.areas)} makers with {sum(found.areas.values()):,.0f} square feet on record; "
        f"the four largest hold {percent(held.leading)}."
    )
    if found.bare:
        names = named([name_of(market, "company", name) for name in found.bare])
        note += (
            f" No floor area is on record of {names}: as large as the middle maker they would hold "
            f"{percent(held.unknown)}, which gives the least."
        )
    reading = reading_of(one, held.points)
    return Indicator(one, held.points, held.least, held.points, reading, found.facts, note)


def of_payers(one: Definition, market: Market) -> Indicator:
    """Return the index of payers, regions by sales; what has no named payer counts as tiny ones.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.landscape.indicator import definitions
        >>> from cytonomics.market import evaluate
        >>> one = next(one for one in definitions() if one.table == "payers")
        >>> of_payers(one, evaluate(load(), "til", draws=4)).note.startswith("By sales in 2025")
        True
    """
    found = buying(market)
    if found is None:
        return bare(one)
    low, high = (float(end) for end in np.percentile(found.points, (5, 95)))
    own = sorted(found.countries.items(), key=lambda pair: pair[1].points)
    parts = named([_buyers(name, country) for name, country in own], len(own))
    note = f"By sales in {LAST_HISTORY}, each region as its countries on record: {parts}."
    if found.bare >= _PLAIN:
        note += f" No payer is on record where {percent(found.bare)} of sales are made."
    facts = tuple(sorted(fact for country in found.countries.values() for fact in country.facts))
    middle = float(found.points.mean())
    return Indicator(one, middle, low, high, reading_of(one, middle), facts, note)


def _buyers(name: str, country: Country) -> str:
    said = f"{vocabulary.country(name).name} {country.points:,.0f}"
    if country.unknown < _PLAIN:
        return said
    return f"{said} (nobody named for {percent(country.unknown)} of the people)"
