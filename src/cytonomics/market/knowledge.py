"""What a forecaster at an origin knew: reported sales by quarter, from facts public on that day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, narrowed
from cytonomics.market.assumptions import Parameters, assumptions
from cytonomics.market.errors import MarketError
from cytonomics.market.forecast import damped_trend
from cytonomics.market.history import History, reported_sales
from cytonomics.market.offers import products_in
from cytonomics.vocabulary import Quarter


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Sales known on a day, complete to the quarter `last`.

    `evidence` holds the facts of that day only; `history` its offers by quarter, million USD,
    nominal, where a product that reports late is carried on to `last` by the damped trend.

    Example:
        >>> from cytonomics.evidence import load
        >>> then = knowledge(load(), "adoptive_cell_therapy", date(2023, 6, 30), draws=4)
        >>> str(then.last), max(str(quarter) for quarter in then.history.quarters)
        ('2023Q1', '2023Q1')
    """

    day: date
    last: Quarter
    evidence: Evidence
    parameters: Parameters
    history: History


def half_yearly(first: int, last: int) -> tuple[date, ...]:
    """Return 30 June and 31 December of the years `first` to `last`.

    Example:
        >>> [day.isoformat() for day in half_yearly(2019, 2019)]
        ['2019-06-30', '2019-12-31']
    """
    return tuple(day for year in range(first, last + 1) for day in _ends(year))


def _ends(year: int) -> tuple[date, date]:
    return date(year, 6, 30), date(year, 12, 31)


def knowledge(
    evidence: Evidence, scope: str, day: date, *, draws: int = 200, seed: int = 1
) -> Knowledge:
    """Return what was known of the sales of a scope on a day.

    The last quarter is the last one for which half of the products that are sold have reported.

    Args:
        evidence: all facts; only those with `known_from` not after the day are used.
        scope: id of a market scope.
        day: the origin.
        draws: number of draws of the reconstruction.
        seed: seed of every random number.

    Raises:
        MarketError: if no sales of the scope were known.
        VocabularyError: for an unknown scope.

    Example:
        >>> from cytonomics.evidence import load
        >>> then = knowledge(load(), "adoptive_cell_therapy", date(2019, 6, 30), draws=4)
        >>> sorted({offer.product for offer in then.history.offers})
        ['immuncell_lc', 'kymriah', 'yescarta']
    """
    then = narrowed(evidence, day)
    # The ranges of assumptions are today's; a product's own facts are of the day.
    parameters = Parameters(assumptions(evidence), seed, draws)
    products = frozenset(products_in(then, vocabulary.scope(scope)))
    if not any(fact["product_id"] in products for fact in then["sales"]):
        raise MarketError(f"no sales of the market {scope!r} were known on {day}; take a later day")
    first = Quarter.containing(day).year - 1
    history = reported_sales(then, products, parameters, first)
    ends = sorted(history.last[j].index for j in range(len(history.offers)))
    last = Quarter.from_index(ends[len(ends) // 2])
    return Knowledge(day, last, then, parameters, _through(history, parameters, last))


def latest_knowledge(evidence: Evidence, scope: str) -> Knowledge:
    """Return what is known of the sales of a scope when every fact in view is public.

    Raises:
        MarketError: if no sales of the scope are known.

    Example:
        >>> from cytonomics.evidence import load
        >>> latest_knowledge(load(), "adoptive_cell_therapy").last > Quarter(2026, 1)
        True
    """
    days = [fact.known_from for fact in evidence]
    return knowledge(evidence, scope, max(days))


def _through(history: History, parameters: Parameters, last: Quarter) -> History:
    """The history to one common quarter: late reporters carried on, early ones cut off."""
    length = last.index - history.quarters[0].index + 1
    cut = replace(
        history,
        quarters=history.quarters[:length],
        revenue=history.revenue[:, :length],
        last=tuple(min(quarter, last) for quarter in history.last),
    )
    if all(quarter == last for quarter in cut.last):
        return cut
    carried = damped_trend(cut, parameters, last)
    return replace(carried, last=tuple(last for _ in cut.last), revenue=np.asarray(carried.revenue))
