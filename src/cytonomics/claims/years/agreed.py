"""The periods that a document's rates agree on: its forecast, printed or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cytonomics.claims.figures.periods import years
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import Period
from cytonomics.claims.words.labels import is_place
from cytonomics.claims.words.place_names import WORLD

_FORECAST_TO = re.compile(
    r"\b(?:forecasts?\s+(?:to|till|until|through|by)|markets?\s+to)\s+(20\d\d)\b", re.I
)
_TITLE = 700
# So many sizes of a passage are looked at, however long it runs.
MOST = 40
# A key on the line above is no longer than this, and a value alone has so few signs around it.
_KEY, _MARKS = 80, 4


def forecast_of(claims: Sequence[Claim], ranged: Sequence[Claim]) -> Period | None:
    """The only range of years that the market's own rates are printed with, or else all rates.

    It is the forecast period that the rates of its parts speak of.

    Example:
        >>> from dataclasses import replace
        >>> rate = Claim("c1", "cagr", "9 %", 0, 3, (0, 3), value=9.0, period_start=2024)
        >>> rate = replace(rate, period_end=2030)
        >>> forecast_of([rate], [rate])
        (2024, 2030)
    """
    whole = any(c.measure == "cagr" and c.period_start and c.segment is None for c in claims)
    printed = {period_of(rate) for rate in ranged if rate.segment is None or not whole}
    return printed.pop() if len(printed) == 1 else None


def increment_of(claims: Iterable[Claim]) -> Period | None:
    """The only years that printed increments of the whole market run between.

    Example:
        >>> from dataclasses import replace
        >>> more = Claim("c1", "growth", "USD 9", 0, 5, (0, 5), value=9.0, unit="money")
        >>> increment_of([replace(more, period_start=2024, period_end=2028)])
        (2024, 2028)
    """
    added = (c for c in claims if c.measure == "growth" and c.unit == "money" and not c.segment)
    spans = {(a, z) for a, z in map(period_of, added) if a and z and a < z}
    return spans.pop() if len(spans) == 1 else None


def courses_of(claims: Iterable[Claim]) -> set[tuple[str, Period]]:
    """The years that the rates of every named market run between, where the start is known.

    Example:
        >>> rate = Claim("c1", "cagr", "9 %", 0, 3, (0, 3), market="pump", period_start=2024)
        >>> courses_of([rate])
        {('pump', (2024, None))}
    """
    return {(claim.market, period_of(claim)) for claim in claims if claim.market and _runs(claim)}


def _runs(claim: Claim) -> bool:
    """Whether a claim is a rate from a known year on, and no step of one year.

    "From USD 2 bn in 2023 to USD 3 bn in 2024 at 9 %" tells of no forecast.
    """
    first, last = period_of(claim)
    return bool(claim.measure == "cagr" and first and (last is None or last - first > 1))


def course_of(courses: set[tuple[str, Period]], rate: Claim) -> Period | None:
    """The only course that the other rates of a market run: its forecast, printed or not.

    Example:
        >>> from dataclasses import replace
        >>> rate = Claim("c1", "cagr", "9 %", 0, 3, (0, 3), value=9.0, period_start=2024)
        >>> rate = replace(rate, market="pump", period_end=2030)
        >>> course_of({("pumps", (2024, 2030))}, rate)
        (2024, 2030)
    """
    if rate.market is None or len(courses) > MOST:
        return None
    own = {period for market, period in courses if kindred(market, rate.market)}
    return own.pop() if len(own) == 1 else None


def span_of(claims: Sequence[Claim]) -> Period | None:
    """The only years that the market's own rates run between: "the study period" of its parts.

    Example:
        >>> from dataclasses import replace
        >>> rate = Claim("c1", "cagr", "9 %", 0, 3, (0, 3), value=9.0, period_start=2024)
        >>> rate = replace(rate, period_end=2030)
        >>> span_of([rate])
        (2024, 2030)
    """
    spans = {period_of(claim) for claim in claims if not claim.segment and _runs(claim)}
    return spans.pop() if len(spans) == 1 else None


def titled_end(text: str) -> int | None:
    """The year to which a title says that its forecast runs: "Forecast to 2032".

    Example:
        >>> titled_end("Pump Market, Forecast to 2032")
        2032
    """
    title = _FORECAST_TO.search(text, 0, _TITLE)
    return int(title[1]) if title else None


def printed_with(ranged: Iterable[Claim]) -> Mapping[tuple[object, ...], Period]:
    """The range of years that a rate is printed with, by what it says; of one range only.

    Example:
        >>> from dataclasses import replace
        >>> rate = Claim("c1", "cagr", "9 %", 0, 3, (0, 3), value=9.0, period_start=2024)
        >>> rate = replace(rate, period_end=2030)
        >>> printed_with([rate])[said_by(rate)]
        (2024, 2030)
    """
    found: dict[tuple[object, ...], frozenset[Period]] = {}
    for rate in ranged:
        found[said_by(rate)] = found.get(said_by(rate), frozenset()) | {period_of(rate)}
    return {what: next(iter(periods)) for what, periods in found.items() if len(periods) == 1}


def said_by(rate: Claim) -> tuple[object, ...]:
    """What a rate says, less its years.

    Example:
        >>> said_by(Claim("c1", "cagr", "9 %", 0, 3, (0, 3), value=9.0, segment="pumps"))[2]
        'pumps'
    """
    # A place is told by its id, be it called a part or a market of its own.
    part = None if rate.segment and rate.geography and is_place(rate.segment) else rate.segment
    place = None if rate.geography == WORLD else rate.geography  # a box leaves the world out
    return rate.value, rate.value_high, part, place, rate.scope


def prints_range(rate: Claim, text: str) -> bool:
    """Say whether a claim is a rate whose sentence, or key above, prints what it runs between.

    Example:
        >>> from dataclasses import replace
        >>> rate = Claim("c1", "cagr", "9 %", 0, 3, (0, 30), value=9.0, period_start=2024)
        >>> rate = replace(rate, period_end=2030)
        >>> prints_range(rate, "9 % from 2024 to 2030")
        True
    """
    if rate.measure != "cagr" or not rate.period_start:
        return False
    first, last = rate.context
    alone = last - first <= len(rate.quote) + _MARKS  # a value on its line, below its key
    key = text[max(0, first - _KEY) : first].rstrip().rpartition("\n")[2] if alone else ""
    said = years(f"{key} {text[first:last]}")
    return any(year.is_range and (year.first, year.last) == period_of(rate) for year in said)


def period_of(claim: Claim) -> Period:
    """The years that a claim runs between.

    Example:
        >>> period_of(Claim("c1", "cagr", "9 %", 0, 3, (0, 3), value=9.0, period_end=2030))
        (None, 2030)
    """
    return claim.period_start, claim.period_end
