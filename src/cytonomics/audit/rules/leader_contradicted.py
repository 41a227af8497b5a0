"""A leader that the figures contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cytonomics.audit.gathered import UNDATED, Claims, Figure, period, together
from cytonomics.audit.interval import Interval, interval
from cytonomics.audit.model import Check, Finding, Outcome, State
from cytonomics.audit.rules.several_growth_rates import shared_years
from cytonomics.audit.series import rate_period
from cytonomics.audit.subjects import TOTAL, Subject, place_level
from cytonomics.audit.written import ids, printed
from cytonomics.claims.model import Claim
from cytonomics.vocabulary import region_of

RULE = "leader_contradicted"
_FASTEST = re.compile(r"fast|rapid|highest\s+(?:growth|CAGR|rate)|growth|CAGR", re.IGNORECASE)
_LEADER = re.compile(
    r"\b(?:lead(?:s|ing|er|ers)?|led|dominat\w+|dominan\w+|largest|biggest|highest|major|main|"
    r"top|first)\b",
    re.IGNORECASE,
)
# "Second largest" and "among the leaders" name no single leader.
_NOT_FIRST = re.compile(
    r"\b(?:second|third|fourth|2nd|3rd|among|one\s+of|after|followed)\b", re.IGNORECASE
)
# "Leads growth" names neither the largest nor, surely, the fastest.
_LEADS_GROWTH = re.compile(r"\s+(?:the\s+)?(?:\w+\s+)?growth\b", re.IGNORECASE)
_BEHIND = 40
# Axes that one page names by turns.
_ONE_AXIS = frozenset(["indication", "therapeutic_area"])
# "By type gels led, and by route …", "gels led; banks …": a sentence that splits its market twice
_TWICE = re.compile(r";|\bby\s[^;]*,(?:\s+and)?\s+by\s", re.IGNORECASE)
# A page ranks a few parts; more are a table read wrongly.
_MOST_RANKS = 200
_MAJORITY = 50.0


def leader_contradicted(claims: Claims) -> Iterator[Outcome]:
    """Hold every leader and every fastest part against the printed figures of its axis.

    Example:
        >>> list(leader_contradicted(Claims("", ())))
        []
    """
    for rank in claims.of("rank")[:_MOST_RANKS]:
        about = claims.subjects[rank]
        said = f"{rank.quote} {rank.unit or ''}"
        if about is None or about.is_whole or rank.value not in (None, 1.0):
            continue
        behind = claims.text[rank.end : rank.end + _BEHIND]
        if _NOT_FIRST.search(said) or _LEADS_GROWTH.match(behind):
            continue
        if rank.unit == "fastest" or (rank.unit != "largest" and _FASTEST.search(said)):
            yield _fastest(claims, rank, about)
        elif _LEADER.search(said) or rank.value == 1.0:
            yield _largest(claims, rank, about)


def _rivals(about: Subject, other: Subject) -> bool:
    """Whether two parts compete for one rank: same market and axis, neither inside the other."""
    if other == about or other.market != about.market:
        return False
    if other.dimension != about.dimension and not {other.dimension, about.dimension} <= _ONE_AXIS:
        return False
    if about.dimension == TOTAL:
        level = place_level(about.place)
        return level != "other" and place_level(other.place) == level
    nested = about.segment in other.segment or other.segment in about.segment
    return other.place == about.place and not nested


def _largest(claims: Claims, rank: Claim, about: Subject) -> Outcome:
    for name, quantities in (("share", claims.shares), ("size", claims.sizes)):
        for (other, unit), years in quantities.items():
            if not _rivals(about, other):
                continue
            own = quantities.get((about, unit), {})
            for year in _years(rank, years):
                mine, theirs = own.get(year, ()), years[year]
                comparable = name == "size" or _one_whole(about, other)
                if not (_one_axis(about, other) and comparable):
                    # Segments of axes that nobody names may overlap, and shares be of two wholes,
                    # but not in one comparison.
                    mine, theirs = _compared(claims, rank, mine), _compared(claims, rank, theirs)
                    if not (mine and theirs):
                        continue
                found = _above(rank, name, mine, theirs, year)
                if found:
                    return found
    return Check(RULE, _state(claims, about), (rank.id,), f"{about.segment or about.place} leads")


def _one_axis(a: Subject, b: Subject) -> bool:
    return a.dimension == b.dimension != "segment"


def _one_whole(a: Subject, b: Subject) -> bool:
    """Whether the shares of two places are surely of one market.

    Those of countries may be of their regions: "the U.S. held 83 %, China 69 %".
    """
    countries = a.dimension == TOTAL and place_level(a.place) == "country"
    return not countries or region_of(a.place) == region_of(b.place)


def _compared(claims: Claims, rank: Claim, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures that stand in the sentence of a rank, which splits its market but once."""
    if _TWICE.search(claims.text[slice(*rank.context)]):
        return ()
    return tuple(each for each in figures if any(together(rank, claim) for claim in each.claims))


def _years(rank: Claim, years: Mapping[int, tuple[Figure, ...]]) -> list[int]:
    """The years a rank speaks of: its own, else the only one printed."""
    first, last = period(rank)
    if first is not None and last is not None:
        return [year for year in years if first <= year <= last]
    return list(years) if len(years) == 1 else []


def _state(claims: Claims, about: Subject) -> State:
    printed_ = any(subject == about for subject, _ in [*claims.shares, *claims.sizes])
    return "holds" if printed_ else "unknown"


def _above(
    rank: Claim, name: str, own: tuple[Figure, ...], others: tuple[Figure, ...], year: int
) -> Finding | None:
    lowest = min(others, key=lambda figure: figure.range.low)
    if own:
        highest = max(own, key=lambda figure: figure.range.high)
        if highest.range.below(lowest.range):
            return _finding(rank, [highest.claim, lowest.claim], _dated_name(name, year), own=True)
    # "Oncology held 88 %, which makes cancer the leading field": the same by another name.
    elif (
        name == "share"
        and Interval(_MAJORITY, _MAJORITY).below(lowest.range)
        and not any(together(rank, claim) for figure in others for claim in figure.claims)
    ):
        return _finding(rank, [lowest.claim], _dated_name(name, year), own=False)
    return None


def _dated_name(name: str, year: int) -> str:
    return name if year == UNDATED else f"{name} in {year}"


def _fastest(claims: Claims, rank: Claim, about: Subject) -> Outcome:
    own = _dated(claims, about)
    for other in claims.rates:
        if not (_rivals(about, other) and _one_axis(about, other)):
            continue
        for rate, range_, years in _dated(claims, other):
            slower = [mine for mine in own if shared_years(mine[2], years)]
            if slower and all(mine[1].below(range_) for mine in slower):
                return _finding(rank, [slower[0][0], rate], "growth rate", own=True)
    state: State = "holds" if own else "unknown"
    return Check(RULE, state, (rank.id,), f"{about.segment or about.place} grows fastest")


def _dated(claims: Claims, about: Subject) -> list[tuple[Claim, Interval, tuple[int, int]]]:
    return [
        (rate, range_, years)
        for rate in claims.rates.get(about, ())
        if (range_ := interval(rate)) and (years := rate_period(claims, about, rate))
    ]


def _named(claim: Claim) -> str:
    return claim.segment or claim.geography or "the market"


def _finding(rank: Claim, figures: list[Claim], what: str, own: bool) -> Finding:
    above = figures[-1]
    against = f"the {printed(figures[0])} of “{_named(rank)}”" if own else "a leader"
    stated = f"{_named(rank)}: {printed(rank)}"
    beyond = "is more than half" if not own else f"is above {against}"
    place = "grow fastest" if what == "growth rate" else "be first"
    return Finding(
        RULE,
        "error",
        ids([rank, *figures]),
        f"“{_named(rank)}” is said to {place}, but the {what} of “{_named(above)}”, "
        f"{printed(above)}, {beyond}.",
        f"{_named(above)} first",
        stated,
        f"Name {_named(above)}, or correct the figures.",
    )
