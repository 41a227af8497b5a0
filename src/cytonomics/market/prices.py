"""List and net prices by offer and year, in nominal USD a treatment."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, EvidenceError, Fact, Rate, average_rate
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.offers import Offer

# Prices before discounts come first; what payers paid stands in where none is on record.
_GROSS, _PAID = ("list", "ex_factory"), ("reimbursement", "negotiated", "net_estimate")
HOME = "USA"


class Price(NamedTuple):
    """Draws of a price, USD a treatment, with the facts and assumptions it rests on.

    Example:
        >>> import numpy as np
        >>> Price(np.ones(2), ("prc0001",), ()).facts
        ('prc0001',)
    """

    draws: Draws
    facts: tuple[str, ...]
    assumptions: tuple[str, ...]


def net_price(evidence: Evidence, offer: Offer, year: int, parameters: Parameters) -> Price:
    """Return the net price of an offer in a year: its list price times the net to list ratio.

    The list price is the mean over the countries of the area that have one on record, of the
    latest year up to `year` (else the earliest after it), at that year's average exchange rate;
    else what payers of the area paid, without a ratio; else the US list price times
    `list_price_elsewhere_ratio`; else `list_price_usd`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=100)
        >>> price = net_price(load(), Offer("carvykti", ("USA",), "USA"), 2024, parameters)
        >>> bool(350_000 < price.draws.mean() < 550_000)
        True
    """
    ratio = _ratio_name(offer)
    area = frozenset(offer.area)
    local = _mean_price(evidence, offer.product, area, year, _GROSS)
    if local is not None:
        amount, facts = local
        return Price(amount * parameters.draws(ratio), facts, (parameters[ratio].id,))
    paid = _mean_price(evidence, offer.product, area, year, _PAID)
    if paid is not None:
        return Price(np.full(parameters.size, paid[0]), paid[1], ())
    home = _mean_price(evidence, offer.product, frozenset({HOME}), year, _GROSS)
    used = [ratio]
    if home is not None:
        used.append("list_price_elsewhere_ratio")
        draws = home[0] * parameters.draws(ratio) * parameters.draws(used[-1])
    else:
        used.append("list_price_usd")
        draws = parameters.draws(used[-1]) * parameters.draws(ratio)
    return Price(draws, home[1] if home else (), tuple(parameters[name].id for name in used))


def _ratio_name(offer: Offer) -> str:
    if offer.area == (HOME,):
        return "net_to_list_ratio_usa"
    if set(offer.area) <= vocabulary.members("europe"):
        return "net_to_list_ratio_europe"
    return "net_to_list_ratio_elsewhere"


def _mean_price(
    evidence: Evidence, product: str, area: frozenset[str], year: int, kinds: tuple[str, ...]
) -> tuple[float, tuple[str, ...]] | None:
    by_country: dict[str, list[Fact]] = {}
    for fact in evidence.of_product("prices", product):
        if fact["country"] in area and fact["price_type"] in kinds:
            by_country.setdefault(fact["country"], []).append(fact)
    amounts: list[float] = []
    facts: list[str] = []
    for _, rows in sorted(by_country.items()):
        known = [row for row in rows if row["year"] <= year]
        chosen_year = max(r["year"] for r in known) if known else min(r["year"] for r in rows)
        chosen = [row for row in rows if row["year"] == chosen_year]
        for row in chosen:
            rate = _rate(evidence, row["currency"], row["year"])
            amounts.append(row["amount"] * rate.usd_per_unit / len(chosen))
            facts += [row.id, *rate.facts]
    if not by_country:
        return None
    return sum(amounts) / len(by_country), tuple(facts)


def _rate(evidence: Evidence, currency: str, year: int) -> Rate:
    try:
        return average_rate(evidence, currency, str(year))
    except EvidenceError:
        # A year that is not over has no yearly average: its first half stands in.
        return average_rate(evidence, currency, f"{year}H1")
