"""The sentences on concentration, each computed from shares by firm, ownership and claims."""

from __future__ import annotations

from cytonomics.landscape.concentration import (
    SHARED,
    UNIT,
    Concentration,
    Width,
    concentration,
    in_year,
    thresholds,
)
from cytonomics.landscape.entries import ENTRY, EXIT, Move, moves
from cytonomics.landscape.firms import REGION
from cytonomics.landscape.printed_concentration import (
    Nearest,
    PrintedShare,
    PrintedWord,
    printed_shares,
    printed_words,
)
from cytonomics.landscape.profit import by_profit
from cytonomics.market import LAST_HISTORY, Market
from cytonomics.report.numbers import TO, listed, percent

_CLASSES = {
    "low": "low",
    "moderate": "moderately concentrated",
    "high": "highly concentrated",
}


def index(value: float) -> str:
    """Write an HHI.

    Example:
        >>> index(2513.6)
        '2,514'
    """
    return f"{value:,.0f}"


def index_range(width: Width) -> str:
    """Write the interval of an HHI, 5th to 95th percentile.

    Example:
        >>> index_range(Width(2.0, 1.0, 3.0))
        '1 – 3'
    """
    return f"{index(width.p05)}{TO}{index(width.p95)}"


def sentences(market: Market) -> tuple[str, ...]:
    """Say how concentrated a market is and was, where, and who came and went.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> sentences(evaluate(load(), "til", draws=4))[0][:43]
        'In 2025 the HHI of the market is 10,000 (90'
    """
    found = concentration(market)
    if not found:
        return ("No engineered product of this market has sales on record or forecast.",)
    past = [one for one in found if one.year <= LAST_HISTORY]
    now = past[-1] if past else found[0]
    return tuple(
        text
        for text in (
            _now(market, now),
            _course(found, now),
            _where(market, now),
            _came(market),
            _unit(market, found, now),
        )
        if text
    )


def _now(market: Market, now: Concentration) -> str:
    limits = thresholds(market)
    text = (
        f"In {now.year} the HHI of the market is {index(now.hhi.mean)} (90 % interval "
        f"{index_range(now.hhi)}): {_level(now.level)} by the thresholds "
        f"{index(limits.moderate)} and {index(limits.high)}, and as much as "
        f"{_count(now.equal_firms)} equal firms would give. "
        f"{_have(_firms(now.companies.mean))} sales"
    )
    text += f"; the four largest hold {_share(now.cr4)}, the eight largest {_share(now.cr8)}."
    if now.leader:
        text += f" The leader is {now.leader.name} with {_share(now.leader.share)}"
        text += f", in {percent(now.leader.leads)} of the draws." if now.leader.leads < 1 else "."
    return text


def _course(found: tuple[Concentration, ...], now: Concentration) -> str:
    first, last = found[0], found[-1]
    parts = []
    if first.year < now.year:
        parts.append(
            f"It was {index(first.hhi.mean)} in {first.year} with {_firms(first.companies.mean)}"
        )
    if last.year > now.year:
        parts.append(
            f"the forecast for {last.year} is {index(last.hhi.mean)} ({index_range(last.hhi)}), "
            f"{_level(last.level)}; " + _draws(last)
        )
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _draws(one: Concentration) -> str:
    every = [(share, name) for name, share in one.levels.items() if share > 0]
    said = [f"{percent(share)} of the draws are {name}" for share, name in sorted(every)[::-1]]
    return listed([said[0], *(text.replace(" of the draws are", "") for text in said[1:])])


def _where(market: Market, now: Concentration) -> str:
    regions = [one for one in in_year(market, now.year) if one.place.kind == REGION]
    if len(regions) < 2:
        return ""
    most = max(regions, key=lambda one: one.hhi.mean)
    least = min(regions, key=lambda one: one.hhi.mean)
    return (
        f"Of the {len(regions)} regions with sales {least.place.name} is the least concentrated "
        f"in {now.year} (HHI {index(least.hhi.mean)}, {_level(least.level)}), "
        f"{most.place.name} the most ({index(most.hhi.mean)}; "
        f"{_firms(most.companies.mean)})."
    )


def _came(market: Market) -> str:
    past = [one for one in moves(market) if not one.forecast]
    ahead = [one for one in moves(market) if one.forecast]
    came = [one for one in past if one.kind == ENTRY]
    gone = [one for one in past if one.kind == EXIT]
    text = (
        f"From {market.years[1]} to {LAST_HISTORY} {_number(len(came), 'firm')} began to sell"
        f"{_taken(came)} and {len(gone)} ceased to{_taken(gone)}."
    )
    newest = [one for one in came if one.year == LAST_HISTORY]
    if newest:
        text += f" New in {LAST_HISTORY}: {listed([one.name for one in newest])}."
    later = [one for one in ahead if one.kind == ENTRY and not one.passed]
    if later:
        named = [f"{one.name} ({one.year})" for one in later]
        text += f" More likely than not, these are to follow: {listed(named)}."
    return text


def _taken(some: list[Move]) -> str:
    passed = sum(one.passed for one in some)
    if not passed:
        return ""
    part = "" if passed == len(some) else f"{passed} of them "
    return f" ({part}as a product changed hands)"


def _unit(market: Market, found: tuple[Concentration, ...], now: Concentration) -> str:
    text = f"{UNIT}; {SHARED}."
    profit = by_profit(market, now.year)
    if profit and abs(profit.mean - now.hhi.mean) >= 1:
        text += (
            f" Counted with those who share the profit, the HHI of {now.year} would be "
            f"{index(profit.mean)}, {_level(thresholds(market).of(profit.mean))}."
        )
    last = found[-1]
    if last.unknown > 0:
        text += (
            f" In {last.year} {percent(last.unknown, 1)} of sales are those of makers whom nobody "
            "can name yet: they belong to the whole and count as many tiny firms. Were they one "
            f"firm, the HHI would be {index(last.hhi_one.mean)} instead of "
            f"{index(last.hhi.mean)}, {_level(last.level_one)} "
            f"{'too' if last.level_one == last.level else 'instead'}."
        )
    if market.transfers.offers:
        text += (
            " Transplants and transfusions are given by hospitals and blood services and have no "
            "seller: the chapter looks at engineered products only."
        )
    return text


def published(market: Market) -> tuple[str, ...]:
    """Hold what others print of the concentration against the market, a sentence a statement.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> published(evaluate(load(), "til", draws=4))
        ('No publisher on record prints how concentrated this market is.',)
    """
    shares, words = printed_shares(market), printed_words(market)
    if not shares and not words:
        return ("No publisher on record prints how concentrated this market is.",)
    text = [*map(_said_share, shares), *(_said_word(market, one) for one in words)]
    levels = {one.level for one in words}
    if len(levels) > 1 and len({one.claim["page_id"] for one in words}) == 1:
        named = listed([f"“{one.claim['as_printed']}”" for one in words])
        text.append(f"One page prints {named}, which exclude each other.")
    return tuple(text)


def _said_share(one: PrintedShare) -> str:
    claim = one.claim
    text = (
        f"{claim['publisher']} gives {claim['segment']} “{claim['as_printed']}” of the market "
        "without saying how many they are."
    )
    limits = dict(one.bounds)[4]
    text += (
        f" A CR4 of {percent(one.share)} allows any HHI from {index(limits.least)} to "
        f"{index(limits.most)}; with all firms as large as each of the four it is "
        f"{index(limits.equal)}, or {_count(10_000 / limits.equal)} equal firms."
    )
    if one.nearest:
        near = [f"{percent(own.share)} (CR{own.firms}, {own.year})" for own in one.nearest]
        text += f" Our four and five largest firms came nearest to it with {listed(near)}"
        text += f"; in {one.holders.year} {_holders(one.holders)}" if one.holders else ""
        text += "."
    if one.closest and one.closest not in one.nearest:
        text += (
            f" Of all numbers of firms the closest is {percent(one.closest.share, 1)}, held by "
            f"{_largest(one.closest.firms)} in {one.closest.year}."
        )
    return text


def _said_word(market: Market, one: PrintedWord) -> str:
    limits = thresholds(market)
    span = (
        f"below {index(one.most)}"
        if one.level == "low"
        else f"above {index(limits.high)}"
        if one.level == "high"
        else f"from {index(one.least)} to {index(one.most)}"
    )
    text = f"“{one.claim['as_printed']}” would be an HHI {span}, as of {_equal(one)} equal firms"
    if one.level != "high":
        text += f"; four firms could then hold {percent(one.widest)} at most"
    years = (
        f"in {listed([str(year) for year in one.years])}" if one.years else "in no year of history"
    )
    draws = f"{percent(one.often)} of the draws" if one.often else "no draw"
    return f"{text}. Ours is in this class {years}, and in {LAST_HISTORY} in {draws}."


def _share(width: Width) -> str:
    low, high = percent(width.p05), percent(width.p95)
    return percent(width.mean) + (f" ({low} to {high})" if low != high else "")


def _level(name: str) -> str:
    return _CLASSES[name]


def _count(value: float) -> str:
    return f"{value:.1f}"


def _equal(one: PrintedWord) -> str:
    """How many equal firms a class stands for."""
    fewest = _count(10_000 / one.most)
    if not one.least:
        return f"more than {fewest}"
    most = _count(10_000 / one.least)
    return f"fewer than {most}" if one.level == "high" else f"{fewest} to {most}"


def _have(firms: str) -> str:
    return f"{firms} {'have' if firms.endswith('s') else 'has'}"


def _holders(held: Nearest) -> str:
    return f"{_largest(held.firms)} already held {percent(held.share)}"


def _largest(firms: int) -> str:
    return "the largest alone" if firms == 1 else f"the {firms} largest"


def _firms(value: float) -> str:
    return _number(round(value), "firm")


def _number(value: int, word: str) -> str:
    return f"{value} {word}{'' if value == 1 else 's'}"
