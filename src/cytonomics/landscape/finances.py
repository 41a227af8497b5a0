"""What a company sells by year, its share, and what that says of its finances."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cytonomics.evidence import Fact
from cytonomics.landscape.finding import amount, change, percent
from cytonomics.landscape.standing import LOOKED_AT, Draws, Standing, sales_by
from cytonomics.market import LAST_HISTORY, Market, dimensions
from cytonomics.market.model import REVENUE


class Year(NamedTuple):
    """Sales of a year and their share of all product sales: mean, p05 and p95 of the draws.

    Money is million USD, nominal; shares are fractions. `figure` is empty where there is
    nothing to show.

    Example:
        >>> Year(2025, "history", 2.0, 1.0, 3.0, 0.2, 0.1, 0.3, "").share
        0.2
    """

    year: int
    period_kind: str
    mean: float
    p05: float
    p95: float
    share: float
    share_p05: float
    share_p95: float
    figure: str


def years_of(market: Market, company: str, dimension: str) -> tuple[Year, ...]:
    """Return what a company books or takes the profit of, a year each; empty where it never did.

    Args:
        market: the market.
        company: company id.
        dimension: "company" for who books the sales, "company_interest" for who takes the profit.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = years_of(evaluate(load(), "til", draws=4), "iovance", "company")
        >>> [one.year for one in found if one.mean > 0][0]
        2024
    """
    booked = sales_by(market, dimension)
    own = booked.companies.get(company)
    if own is None:
        return ()
    whole = booked.total
    shares: Draws = np.divide(own, whole, out=np.zeros_like(own), where=whole > 0)
    shown = dimensions(market)
    found = []
    for i, year in enumerate(market.years):
        low, high = (float(one) for one in np.percentile(own[:, i], (5, 95)))
        share_low, share_high = (float(one) for one in np.percentile(shares[:, i], (5, 95)))
        figure = f"{market.scope.id}/{REVENUE}/{dimension}/{company}/{year}"
        found.append(
            Year(
                year,
                "history" if year <= LAST_HISTORY else "forecast",
                float(own[:, i].mean()),
                low,
                high,
                float(shares[:, i].mean()),
                share_low,
                share_high,
                figure if dimension in shown or own[:, i].any() else "",
            )
        )
    return tuple(found)


def finances_of(
    standing: Standing, overview: Fact | None, sales: tuple[Year, ...], interest: tuple[Year, ...]
) -> str:
    """Say in sentences what is sold, how it moves, and what is not on record.

    Args:
        standing: the company in its market.
        overview: its row of table companies.
        sales: what it books by year.
        interest: what it takes the profit of by year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> finances_of(Standing(evaluate(load(), "til", draws=2), "lonza"), None, (), ())
        'No sales in this market are on record or forecast. Its whole revenue is not on record.'
    """
    said = []
    by_year = {one.year: one for one in sales}
    now, then = by_year.get(LAST_HISTORY), by_year.get(LOOKED_AT)
    if now is None or then is None:
        said.append(
            "Books no sales in this market itself."
            if any(one.mean > 0 for one in interest)
            else "No sales in this market are on record or forecast."
        )
    else:
        said.append(
            f"Sales in this market: {amount(now.mean)} million USD in {now.year} (90 % interval "
            f"{amount(now.p05)} to {amount(now.p95)}), {percent(now.share)} of all products; "
            f"forecast for {then.year}: {amount(then.mean)} ({amount(then.p05)} to "
            f"{amount(then.p95)}), {percent(then.share)}."
        )
        said += _growing(standing)
    profit = {one.year: one for one in interest}.get(LAST_HISTORY)
    booked = now.mean if now else 0.0
    if profit is not None and abs(profit.mean - booked) > 0.05:
        said.append(
            f"By agreements on profit, the profit of {amount(profit.mean)} million USD of sales "
            f"is its own in {profit.year}."
        )
    total = overview["total_revenue_usd_m"] if overview else None
    if total is None:
        said.append("Its whole revenue is not on record.")
    else:
        year = overview["revenue_year"] if overview else None
        part = by_year.get(year) if year else None
        said.append(f"Whole revenue {amount(total)} million USD in {year}.")
        if part is not None and 0 < part.mean <= total:
            said.append(f"Products of this market are {percent(part.mean / total)} of it.")
    return " ".join(said)


def _growing(standing: Standing) -> list[str]:
    if standing.sales is None:
        return []
    found = []
    before, now, then = (
        standing.sales[:, i] for i in (standing.last - 1, standing.last, standing.ahead)
    )
    if (before > 0).all() and (now > 0).all():
        found.append(f"On the year before: {change(float((now / before - 1).mean()))}.")
    if (now > 0).all() and then.any():
        rates = (np.maximum(then, 0) / now) ** (1 / (LOOKED_AT - LAST_HISTORY)) - 1
        low, high = np.percentile(rates, (5, 95))
        found.append(
            f"Growth a year to {LOOKED_AT}: {change(float(rates.mean()))} (90 % interval "
            f"{change(float(low))} to {change(float(high))})."
        )
    return found
