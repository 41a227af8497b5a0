"""What others print of a market's concentration, and what it would amount to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cytonomics.evidence import Fact
from cytonomics.landscape.concentration import Concentration, Thresholds, concentration, thresholds
from cytonomics.landscape.indices import HIGH, LEVELS, LOW, MONOPOLY, Bounds, bounds, widest_share
from cytonomics.market import LAST_HISTORY, Market, MarketError

# "Top players" without a number are read as four, the customary ratio, or as five.
COUNTS = (4, 5)
SHARE, WORD = "share", "concentration"
COMPANY = "company"


class Nearest(NamedTuple):
    """The year in which the leading firms held nearest to a printed share, and what they held.

    Example:
        >>> Nearest(4, 2024, 0.55).firms
        4
    """

    firms: int
    year: int
    share: float


@dataclass(frozen=True)
class PrintedShare:
    """A share that a publisher gives leading companies without saying how many they are.

    `share` is a fraction; `bounds` by number of firms says which HHI it allows; `nearest` the
    year of history that comes closest for four and five firms, and `closest` for any number up
    to eight; `holders` how many of our firms, largest first, hold at least as much in the last
    year of history, and what they hold.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=8)
        >>> [(one.share, one.holders.firms) for one in printed_shares(market)]
        [(0.55, 2)]
    """

    claim: Fact
    share: float
    bounds: tuple[tuple[int, Bounds], ...]
    nearest: tuple[Nearest, ...]
    closest: Nearest | None
    holders: Nearest | None


@dataclass(frozen=True)
class PrintedWord:
    """A word that a publisher has for a market's concentration, as a class.

    `least` and `most` bound the HHI of the class; `widest` is the most that four firms can hold
    in it, a fraction; `years` are those of history in this class, `often` the share of draws
    that are in it in the last one.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=8)
        >>> [(one.level, one.years, one.often) for one in printed_words(market)]
        [('low', (), 0.0), ('moderate', (), 0.0)]
    """

    claim: Fact
    level: str
    least: float
    most: float
    widest: float
    years: tuple[int, ...]
    often: float


def claims(market: Market, measure: str) -> tuple[Fact, ...]:
    """Return what publishers print of the companies of a market, by measure.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> claims(evaluate(load(), "til", draws=2), "share")
        ()
    """
    return tuple(
        fact
        for fact in market.evidence["published_claims"]
        if (fact["scope"], fact["dimension"], fact["measure"])
        == (market.scope.id, COMPANY, measure)
    )


def printed_shares(market: Market) -> tuple[PrintedShare, ...]:
    """Hold the printed shares of leading companies against the leading shares of each year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> printed_shares(evaluate(load(), "til", draws=2))
        ()
    """
    past = _past(market)
    every = [
        Nearest(firms, one.year, own.mean)
        for one in reversed(past)
        for firms, own in enumerate(one.leading, 1)
    ]
    found = []
    for claim in claims(market, SHARE):
        share = claim["value"] / 100
        limits = tuple((count, bounds(count, share)) for count in COUNTS)
        by_count = (_nearest([n for n in every if n.firms == count], share) for count in COUNTS)
        now = [one for one in every if one.year == past[-1].year and one.share >= share]
        found.append(
            PrintedShare(
                claim,
                share,
                limits,
                tuple(one for one in by_count if one),
                _nearest(every, share),
                now[0] if now else None,
            )
        )
    return tuple(found)


def _nearest(every: list[Nearest], share: float) -> Nearest | None:
    return min(every, key=lambda one: abs(one.share - share), default=None)


def printed_words(market: Market) -> tuple[PrintedWord, ...]:
    """Hold the printed words against the class of each year of history.

    Raises:
        MarketError: for a value that stands for no class.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> printed_words(evaluate(load(), "til", draws=2))
        ()
    """
    past, limits = _past(market), thresholds(market)
    found = []
    for claim in claims(market, WORD):
        if claim["value"] not in range(1, len(LEVELS) + 1):
            raise MarketError(
                f"published claim {claim.id} has the value {claim['value']:g}; give 1 for low, 2 "
                "for moderate or 3 for high concentration"
            )
        level = LEVELS[int(claim["value"]) - 1]
        least, most = span(level, limits)
        years = tuple(one.year for one in past if one.level == level)
        often = past[-1].levels[level] if past else 0.0
        found.append(PrintedWord(claim, level, least, most, widest_share(4, most), years, often))
    return tuple(found)


def span(level: str, limits: Thresholds) -> tuple[float, float]:
    """Return the HHI at which a class begins and ends.

    Example:
        >>> span("moderate", Thresholds(1000.0, 1800.0))
        (1000.0, 1800.0)
    """
    if level == LOW:
        return 0.0, limits.moderate
    return (limits.high, MONOPOLY) if level == HIGH else (limits.moderate, limits.high)


def _past(market: Market) -> tuple[Concentration, ...]:
    return tuple(one for one in concentration(market) if one.year <= LAST_HISTORY)
