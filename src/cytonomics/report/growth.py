"""Growth on the year before: nominal, in constant currency and real."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cytonomics.market import (
    INFLATION,
    Growth,
    currency_shares,
    market_growth,
    price_level,
    reported_growth,
)
from cytonomics.market.segments import TOTAL
from cytonomics.report.blocks import Block, Cell, FigureTable, Row, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import percent

_HEAD = "Growth on the year before"
_EURO = "EUR"
_MEANING = (
    "Nominal: US dollars at the average exchange rates of each year. Constant currency: the native "
    "amounts of the year at the average rates of the year before, as companies report it. Real: "
    "nominal growth after the rise of US consumer prices is taken out."
)
_BOUND = (
    "What a company prints in dollars counts as earned in dollars, though customers abroad pay in "
    "their own money, which no report tells apart; “abroad in euro” takes all such sales outside "
    "the United States as earned in euro, to show how much that can hide."
)


def growth_tables(estimates: Estimates) -> tuple[Block, ...]:
    """Return growth by year of what is reported and of the market, and by region and product.

    A text before the tables says what the three kinds of growth mean.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> text, *tables = growth_tables(estimates_of(evaluate(load(), "til", draws=4)))
        >>> [table.id for table in tables]
        ['growth-by-year', 'growth-by-segment']
    """
    return Text((_MEANING, _BOUND)), _by_year(estimates), _by_segment(estimates)


def _by_year(estimates: Estimates) -> FigureTable:
    reported = reported_growth(estimates.market)[TOTAL]
    euro = reported_growth(estimates.market, abroad=_EURO)[TOTAL]
    whole = market_growth(estimates.market)[TOTAL]
    prices = price_level(estimates.market.evidence, estimates.market.parameters, estimates.years)
    past = estimates.history
    nominal = _cells(whole.nominal)
    rows = (
        Row("Reported products, nominal", _cells(reported.nominal, past), "group"),
        Row("Constant currency", _cells(reported.constant_currency, past)),
        Row("Constant currency, abroad in euro", _cells(euro.constant_currency, past)),
        Row("Real", _cells(reported.real, past)),
        Row("Whole market, nominal", _linked(estimates, nominal), "group"),
        Row("Real", _cells(whole.real)),
        Row("US consumer prices", _cells(prices[:, 1:] / prices[:, :-1] - 1, skipped=0), "derived"),
    )
    inflation = estimates.market.parameters[INFLATION]
    last = estimates.last_history
    shares = ", ".join(
        f"{currency} ({percent(share, 1)})"
        for currency, share in _latest_shares(estimates, past - 1)
    )
    return FigureTable(
        "growth-by-year",
        "Growth: nominal, constant currency, real",
        tuple(map(str, estimates.years[1:])),
        rows,
        past - 1,
        note="Means of the draws. The forecast holds exchange rates and lets prices rise by "
        f"{percent(inflation.value, 1)} a year ({percent(inflation.low, 1)} to "
        f"{percent(inflation.high, 1)}, assumption {inflation.name}). Reported products are those "
        f"with sales on record; in {last} these were printed in {shares}.",
        head=_HEAD,
        marked=False,
    )


def _latest_shares(estimates: Estimates, year: int) -> list[tuple[str, float]]:
    shares = currency_shares(estimates.market)
    found = [(name, float(share[year])) for name, share in shares.items() if share[year] > 0]
    return sorted(found, key=lambda one: -one[1])


def _by_segment(estimates: Estimates) -> FigureTable:
    last = estimates.history - 1
    rows = []
    for dimension, kind in (("region", "group"), ("product", "part")):
        plain = reported_growth(estimates.market, dimension)
        euro = reported_growth(estimates.market, dimension, _EURO)
        for segment in estimates.ranked(estimates.main, dimension):
            if segment in plain and _known(plain[segment], last):
                one = plain[segment]
                cells = tuple(
                    _cell(draws[:, last])
                    for draws in (
                        one.nominal,
                        one.constant_currency,
                        euro[segment].constant_currency,
                        one.real,
                    )
                )
                rows.append(Row(estimates.name(estimates.main, dimension, segment), cells, kind))
    return FigureTable(
        "growth-by-segment",
        f"Growth of reported products by region and product in {estimates.last_history}",
        ("Nominal", "Constant currency", "Abroad in euro", "Real"),
        tuple(rows),
        note="Means of the draws. Left out: what had no sales the year before.",
        head=_HEAD,
        marked=False,
    )


def _known(growth: Growth, year: int) -> bool:
    return bool(np.isfinite(growth.nominal[:, year]).all())


def _cells(draws: NDArray[np.float64], shown: int = 0, skipped: int = 1) -> tuple[Cell, ...]:
    """A cell a year but the first `skipped`; empty from position `shown` on, nought for never."""
    return tuple(
        Cell("") if shown and i >= shown else _cell(draws[:, i])
        for i in range(skipped, draws.shape[1])
    )


def _cell(draws: NDArray[np.float64]) -> Cell:
    if not np.isfinite(draws).all():
        return Cell("")
    low, high = (float(level) for level in np.percentile(draws, (5, 95)))
    return Cell(
        percent(float(draws.mean()), 1),
        (),
        f"90 % interval {percent(low, 1)} to {percent(high, 1)}",
    )


def _linked(estimates: Estimates, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Nominal growth of the market leads back to the two sizes it is worked out from."""
    ids = [estimates.total(year).id for year in estimates.years]
    return tuple(
        Cell(cell.text, (ids[i], ids[i + 1]), cell.hint, relation="growth") if cell.text else cell
        for i, cell in enumerate(cells)
    )
