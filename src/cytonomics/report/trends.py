"""The chapter on trends and use cases: each with its numbers, its rule and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cytonomics.landscape.exact import LEVEL
from cytonomics.landscape.trend import (
    COUNTED,
    FALLING,
    MARGINS,
    MODELLED,
    NO_EVIDENCE,
    RISING,
    STATED,
    Trend,
    rule,
)
from cytonomics.landscape.trend_claims import held
from cytonomics.landscape.trends import trends as trends_of
from cytonomics.market import Market
from cytonomics.report.blocks import Block, Chapter, FactTable, Item, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import listed
from cytonomics.report.trend_charts import charts
from cytonomics.report.trend_words import clause, moved, ours, sides, size, verdicts
from cytonomics.report.use_cases import use_case_blocks

_BASES = {
    COUNTED: ("Counted", "Exact 95 % intervals of two spans of years."),
    STATED: ("Stated by sources", "Median yearly rate within a product, 95 % interval by ranks."),
    MODELLED: ("Of the fitted market", "90 % intervals of the draws; ahead is forecast."),
}
_SCALES = {
    "times": "How many times as often",
    "odds": "Odds of a case among those counted",
    "points": "Difference of two shares",
    "yearly": "Rate of change a year",
}
_SHOWN = 6
_VAGUE = "what was found"


def trends(estimates: Estimates) -> Chapter:
    """Write the chapter on trends and use cases.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> trends(estimates_of(evaluate(load(), "til", draws=4))).title
        'Trends and use cases'
    """
    market = estimates.market
    found = trends_of(market)
    blocks: list[Block] = [
        Text(trend_sentences(market)),
        *charts(found),
        *(_table(found, basis) for basis in _BASES if _own(found, basis)),
        _rules(market),
        *_claims(market),
        *use_case_blocks(market),
    ]
    return Chapter("trends", "Trends and use cases", tuple(blocks))


def trend_sentences(market: Market) -> tuple[str, ...]:
    """Say what moves, what does not, and how what the report calls trends fares.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> trend_sentences(evaluate(load(), "til", draws=4))[0].split(",")[0].split(" ")[1:3]
        ['trends', 'are']
    """
    found = trends_of(market)
    paragraphs = (
        _opening(found),
        *(_moving(found, way) for way in (RISING, FALLING)),
        _rest(found),
        verdicts(held(market)),
    )
    return tuple(one for one in paragraphs if one)


def _own(found: Sequence[Trend], basis: str) -> list[Trend]:
    return [one for one in found if one.definition.basis == basis]


def _opening(found: Sequence[Trend]) -> str:
    counts = Counter(one.reading for one in found)
    parts = [f"{number} {reading}" for reading, number in counts.most_common()]
    tested = [one for one in found if one.change and one.definition.basis != MODELLED]
    chance = (1 - LEVEL) * len(tested)
    return (
        f"{len(found)} trends are looked at, each a series with its change over stated years, an "
        f"interval and one rule by which it is read: {listed(parts)}. Not shown means that the "
        "evidence cannot tell a rise from a fall, not that nothing moves. Of the "
        f"{len(tested)} that are counted or stated about {chance:.0f} would read as moving by "
        "chance were there no change at all."
    )


def _moving(found: Sequence[Trend], way: str) -> str:
    """One sentence a pair of spans: what moves that way between them."""
    spans: dict[str, list[str]] = {}
    for one in found:
        if one.reading == way and one.change:
            part = f"{_low(one.definition.name)}, {moved(one, one.change)}"
            spans.setdefault(f"{one.change.first} and {one.change.last}", []).append(part)
    return " ".join(
        f"{way.capitalize()} between {years}: {'; '.join(parts)}." for years, parts in spans.items()
    )


def _low(name: str) -> str:
    """A name inside a sentence: a capital stays where it is more than the first."""
    return name if name[1:2].isupper() or name.startswith("Herf") else name[0].lower() + name[1:]


def _rest(found: Sequence[Trend]) -> str:
    ahead = [
        one
        for one in found
        if one.ahead and one.ahead.reading in (RISING, FALLING) and one.reading != one.ahead.reading
    ]
    bare = [_low(one.definition.name) for one in found if one.reading == NO_EVIDENCE]
    parts = []
    vague = [
        _low(one.definition.name)
        for one in found
        if one.reading in (RISING, FALLING) and _VAGUE in one.definition.mind
    ]
    if vague:
        parts.append(
            "A table that holds what was found may move because more was found: so it may be with "
            f"{listed(vague)}."
        )
    if ahead:
        turns = [
            f"{_low(one.definition.name)}, {one.ahead.reading} {clause(one, one.ahead)}"
            for one in ahead
            if one.ahead
        ]
        parts.append(f"The forecast alone has: {'; '.join(turns)}.")
    if bare:
        parts.append(f"Evidence holds nothing to tell the trend of {listed(bare)}.")
    return " ".join(parts)


def _table(found: Sequence[Trend], basis: str) -> FactTable:
    title, note = _BASES[basis]
    last = "Ahead" if basis == MODELLED else "Mind"
    # Products differ too much for one value before and after.
    both = () if basis == STATED else ("Before and after",)
    rows = tuple(_row(one) for one in _own(found, basis))
    return FactTable(
        f"trends-{basis}",
        f"Trends: {title[0].lower()}{title[1:]}",
        ("Theme", "Trend", "Years", *both, "Change", "Reading", last, "Rests on"),
        rows,
        wide=frozenset({1}),
        note=note,
    )


def _row(one: Trend) -> tuple[Item, ...]:
    change, ahead, definition = one.change, one.ahead, one.definition
    years = f"{change.first}, {change.last}" if change else ""
    both = () if definition.basis == STATED else (sides(change, definition.unit) if change else "",)
    last = definition.mind
    if definition.basis == MODELLED:
        last = f"{ahead.last}: {size(ahead)}, {ahead.reading}" if ahead else ""
    grounds = [*one.figures, *one.facts, *one.assumptions]
    # Without the market, and so that a narrow column can break it.
    figures = (" / ".join(name.split("/")[1:]) for name in one.figures[:1])
    first = (*figures, *one.facts[-_SHOWN:], *one.assumptions)
    more = " …" if len(first) < len(grounds) else ""
    return (
        definition.theme,
        definition.name,
        years,
        *both,
        size(change) if change else "",
        one.reading,
        last,
        ", ".join(first) + more,
    )


def _rules(market: Market) -> FactTable:
    return FactTable(
        "trend-rules",
        "How a trend is read",
        ("Change is", "Read as", "Assumption"),
        tuple(
            (words, rule(market, scale), market.parameters[MARGINS[scale]].id)
            for scale, words in _SCALES.items()
        ),
        wide=frozenset({1}),
        note="The margins are assumptions trend_margin and can be set, as can the length of the "
        "spans, trend_window_years.",
    )


def _claims(market: Market) -> list[Block]:
    found = held(market)
    if not found:
        return []
    rows = tuple(
        (one.claim.place, one.claim.said, one.verdict, ours(one), one.trend.id if one.trend else "")
        for one in found
    )
    return [
        FactTable(
            "trend-claims",
            "What the report calls trends, held against ours",
            ("Said under", "Said", "Verdict", "Ours", "Trend"),
            rows,
            wide=frozenset({3}),
            note="Said: in our words. A direction is borne out where ours reads alike; a printed "
            "share where it lies within our 90 % interval, or wholly on the side that is said.",
        )
    ]
