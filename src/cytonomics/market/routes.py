"""Independent looks at the size of a market, side by side: what publishers print, what is sold.

Routes are for comparison only; the cube of offers is the headline.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cytonomics.evidence import Evidence, Fact
from cytonomics.market.figures import PERCENTILES

PRINTED, INTERPOLATED, GROWN = "printed", "interpolated", "moved by the page's own growth rate"


@dataclass(frozen=True)
class PublishedSize:
    """What one published page makes of a market in one year, million USD as printed.

    `how` says whether the page prints the year, or it follows from two printed years or from
    one and the printed growth rate. `facts` are the claims it rests on.

    Example:
        >>> PublishedSize("pg_001", "Reanin", "a market", 2024, 14776.33, PRINTED, ("x",)).year
        2024
    """

    page: str
    publisher: str
    market_label: str
    year: int
    size: float
    how: str
    facts: tuple[str, ...]


def published_sizes(
    evidence: Evidence, scope: str, years: Iterable[int]
) -> tuple[PublishedSize, ...]:
    """Return the size of the whole market by page and year, as far as the page reaches.

    Between two printed years the size grows at a constant rate; a single printed year is moved
    by the page's own growth rate within the period that the rate is printed for.

    Example:
        >>> from cytonomics.evidence import load
        >>> sizes = published_sizes(load(), "adoptive_cell_therapy", [2024])
        >>> sorted(round(size.size) for size in sizes if size.how == PRINTED)
        [5641, 7800, 11330, 14776]
    """
    pages: dict[tuple[str, str], list[Fact]] = {}
    for fact in evidence["published_claims"]:
        if fact["scope"] == scope and fact["dimension"] == "total" and not fact["segment"]:
            pages.setdefault((fact["page_id"], fact["market_label"]), []).append(fact)
    wanted = list(years)
    return tuple(
        size
        for (page, label), claims in sorted(pages.items())
        for year in wanted
        for size in _size(page, label, claims, year)
    )


def _size(page: str, label: str, claims: list[Fact], year: int) -> list[PublishedSize]:
    printed: dict[int, Fact] = {}
    for claim in claims:
        if claim["measure"] == "size" and claim["period_start"] is not None:
            printed.setdefault(claim["period_start"], claim)
    publisher = claims[0]["publisher"]
    if year in printed:
        claim = printed[year]
        return [PublishedSize(page, publisher, label, year, claim["value"], PRINTED, (claim.id,))]
    before = [known for known in printed if known < year]
    after = [known for known in printed if known > year]
    if before and after:
        low, high = max(before), min(after)
        share = (year - low) / (high - low)
        size = printed[low]["value"] ** (1 - share) * printed[high]["value"] ** share
        facts = (printed[low].id, printed[high].id)
        return [PublishedSize(page, publisher, label, year, size, INTERPOLATED, facts)]
    rates = [
        claim
        for claim in claims
        if claim["measure"] == "cagr"
        and claim["period_start"] is not None
        and claim["period_end"] is not None
        and claim["period_start"] - 1 <= year <= claim["period_end"]
    ]
    if not printed or not rates:
        return []
    nearest = min(printed, key=lambda known: (abs(known - year), known))
    growth = 1 + rates[0]["value"] / 100
    size = printed[nearest]["value"] * growth ** (year - nearest)
    facts = (printed[nearest].id, rates[0].id)
    return [PublishedSize(page, publisher, label, year, size, GROWN, facts)]


@dataclass(frozen=True)
class PublishedSpread:
    """How far publishers lie apart in one year: million USD as printed, one page one voice.

    `percentiles` follow figures.PERCENTILES.

    Example:
        >>> spread(())
        ()
    """

    year: int
    pages: int
    lowest: float
    highest: float
    percentiles: tuple[float, ...]


def spread(sizes: tuple[PublishedSize, ...]) -> tuple[PublishedSpread, ...]:
    """Return the spread of published sizes by year.

    Example:
        >>> from cytonomics.evidence import load
        >>> found = spread(published_sizes(load(), "adoptive_cell_therapy", [2024]))
        >>> found[0].highest > 2 * found[0].lowest
        True
    """
    by_year: dict[int, list[float]] = {}
    for size in sizes:
        by_year.setdefault(size.year, []).append(size.size)
    return tuple(
        PublishedSpread(
            year,
            len(values),
            min(values),
            max(values),
            tuple(float(level) for level in np.percentile(values, PERCENTILES)),
        )
        for year, values in sorted(by_year.items())
    )
