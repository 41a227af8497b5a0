"""Money from one currency into US dollars at the average rate of the period it was earned in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cytonomics.evidence.errors import EvidenceError
from cytonomics.evidence.store import Evidence

DOLLAR = "USD"


class Rate(NamedTuple):
    """US dollars for one unit of a currency, and the ids of the facts that say so.

    Example:
        >>> Rate(1.0, ()).usd_per_unit
        1.0
    """

    usd_per_unit: float
    facts: tuple[str, ...]


def average_rate(evidence: Evidence, currency: str, period: str) -> Rate:
    """Return the average value of a currency over a year, half-year, quarter or span of quarters.

    A span without a rate of its own takes the mean of its quarters.

    Args:
        evidence: where table exchange_rates is looked up.
        currency: ISO 4217 code.
        period: as vocabulary.Period writes it.

    Raises:
        EvidenceError: when the table has no rate for the period.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> round(average_rate(load(), "CNY", "2023").usd_per_unit, 4)
        0.1412
    """
    if currency == DOLLAR:
        return Rate(1.0, ())
    rates = _rates(evidence)
    if (currency, period) in rates:
        return rates[currency, period]
    from cytonomics.vocabulary import Period

    quarters = [rates.get((currency, str(quarter))) for quarter in Period.parse(period).quarters]
    found = [rate for rate in quarters if rate is not None]
    if len(found) != len(quarters):
        raise EvidenceError(
            f"there is no exchange rate for {currency} in {period}; add one to exchange_rates.csv",
            file="exchange_rates.csv",
        )
    return Rate(
        sum(rate.usd_per_unit for rate in found) / len(found),
        tuple(identifier for rate in found for identifier in rate.facts),
    )


@lru_cache(maxsize=4)
def _rates(evidence: Evidence) -> dict[tuple[str, str], Rate]:
    return {
        (fact["currency"], fact["period"]): Rate(fact["usd_per_unit"], (fact.id,))
        for fact in evidence["exchange_rates"]
    }


def known_currencies(evidence: Evidence) -> Iterable[str]:
    """Return the currencies that can be converted, the dollar included.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> "KRW" in known_currencies(load())
        True
    """
    return {DOLLAR, *(fact["currency"] for fact in evidence["exchange_rates"])}
