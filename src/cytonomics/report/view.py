"""The analyst's view: one page of sentences, each worked out from figures and facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cytonomics import vocabulary
from cytonomics.evidence import Fact, latest_day
from cytonomics.market import Figure, shipped_backtest
from cytonomics.report.blocks import Block, Chapter, FactTable, Text
from cytonomics.report.estimates import TOTAL, Estimates
from cytonomics.report.numbers import between, growth, listed, money, percent, ratio
from cytonomics.report.summary import publishers_sentence, sizes_of

_MOST, _MONTHS, _SIZABLE = 3, 18, 0.02
_NOT_YET = frozenset({"filed", "pivotal", "3", "2", "1/2"})


def view(estimates: Estimates) -> Chapter:
    """Write the analyst's view.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> view(estimates_of(evaluate(load(), "til", draws=4))).title
        "Analyst's view"
    """
    paragraphs = (
        _size(estimates),
        _sources(estimates),
        _places(estimates),
        " ".join(publishers_sentence(estimates, sizes_of(estimates))),
        _doubt(estimates),
    )
    blocks: list[Block] = [Text(tuple(text for text in paragraphs if text))]
    coming = tuple(_coming(estimates))
    if coming:
        blocks.append(
            FactTable(
                "coming",
                f"To watch: announced for the {_MONTHS} months after the last fact on record",
                ("Expected", "Product", "Phase", "Disease", "Place", "Fact"),
                coming,
                note="Announced dates come late more often than not; the forecast draws them so.",
            )
        )
    return Chapter("view", "Analyst's view", tuple(blocks))


def _word(estimates: Estimates) -> str:
    return vocabulary.term("measure", estimates.main).name


def _size(estimates: Estimates) -> str:
    now, then = estimates.total(estimates.last_history), estimates.total(estimates.last_forecast)
    draws = estimates.draws(estimates.main)[TOTAL]
    found = growth(draws, estimates.history - 1, len(estimates.years) - 1)
    before = growth(draws, max(estimates.history - 4, 0), estimates.history - 1)
    said = (
        f"{_word(estimates)} came to {money(now.mean)} million USD in {now.year}; "
        f"{percent(now.support.supported)} of that is observed."
    )
    if found and before:
        mean, low, high = found
        slower = "slower" if mean < before[0] else "faster"
        said += (
            f" It is forecast to grow by {percent(mean, 1)} a year to {then.year} (90 % interval "
            f"{percent(low, 1)} to {percent(high, 1)}), {slower} than the {percent(before[0], 1)} "
            "of the last three years."
        )
    return said


def _sources(estimates: Estimates) -> str:
    """Say which parts of the market bring the growth."""
    gains = _gains(estimates, "product")
    whole = (
        estimates.total(estimates.last_forecast).mean - estimates.total(estimates.last_history).mean
    )
    if whole <= 0 or not gains:
        return ""
    top = [f"{name} ({percent(gain / whole)})" for name, gain in gains[:_MOST]]
    lost = [name for name, gain in gains if gain < 0]
    said = (
        f"Of the {money(whole)} million USD that are added by {estimates.last_forecast}, most come "
        f"from {listed(top)}."
    )
    if lost:
        shown = listed(lost[-_MOST:][::-1])
        said += f" {shown} {'sells' if len(lost) == 1 else 'sell'} less than in "
        said += f"{estimates.last_history}."
    return said


def _places(estimates: Estimates) -> str:
    now, then = estimates.last_history, estimates.last_forecast
    rows = [
        (estimates.figure(estimates.main, "region", name, now),
         estimates.figure(estimates.main, "region", name, then))
        for name in estimates.segments(estimates.main, "region")
    ]  # fmt: skip
    rows = [(a, b) for a, b in rows if a.mean > 0]
    if not rows:
        return ""
    largest = max(rows, key=lambda row: row[0].mean)
    # Where next to nothing is sold any sale is fast growth.
    sizable = [row for row in rows if row[0].mean >= _SIZABLE * largest[0].mean]
    fastest = max(sizable, key=lambda row: row[1].mean / row[0].mean)
    share = largest[0].mean / estimates.total(now).mean
    return (
        f"{largest[0].segment_name} is {percent(share)} of it in {now} and "
        f"{percent(largest[1].mean / estimates.total(then).mean)} in {then}; "
        f"{fastest[0].segment_name} grows fastest, {ratio(fastest[1].mean / fastest[0].mean)} "
        f"times by {then}."
    )


def _doubt(estimates: Estimates) -> str:
    record = shipped_backtest()
    far: Figure = estimates.total(estimates.last_forecast)
    error = record.of("total", 12)[0].median_error
    low, high = far.percentiles[0], far.percentiles[-1]
    return (
        f"How sure is it? The 90 % interval for {far.year} is {between(low, high)} million USD, "
        f"{ratio(high / low) if low else 'many'} times from end to end. Forecasts of adoptive cell "
        f"therapy made from {record.first[:4]} on missed sales three years ahead by "
        f"{percent(error)} (median). {percent(far.support.assumed)} of the figure rests on "
        "assumptions, which the chapter on assumptions lists with their ranges."
    )


def _gains(estimates: Estimates, dimension: str) -> list[tuple[str, float]]:
    now, then = estimates.last_history, estimates.last_forecast
    found = []
    for name in estimates.segments(estimates.main, dimension):
        before = estimates.figure(estimates.main, dimension, name, now)
        after = estimates.figure(estimates.main, dimension, name, then)
        found.append((after.segment_name, after.mean - before.mean))
    return sorted(found, key=lambda row: -row[1])


def _coming(estimates: Estimates) -> Iterator[tuple[str, ...]]:
    """Programmes whose announced date lies ahead of the last fact and not far."""
    market = estimates.market
    last = max(fact.known_from for fact in market.evidence)
    months = last.year * 12 + last.month - 1 + _MONTHS
    until = date(months // 12, months % 12 + 1, 1)
    latest: dict[tuple[str, ...], Fact] = {}
    for fact in market.evidence["programmes"]:
        key = tuple(str(fact[n]) for n in ("product_id", "listed_as", "indication_id",
                                           "line_of_therapy", "region"))  # fmt: skip
        if key not in latest or latest[key].known_from <= fact.known_from:
            latest[key] = fact
    rows = []
    for fact in latest.values():
        inside = vocabulary.includes(
            market.scope,
            modality=fact["modality"],
            therapeutic_area=fact["therapeutic_area"],
            application=fact["application"],
        )
        if not inside or fact["phase"] not in _NOT_YET or not fact["expected"]:
            continue
        day = latest_day(fact["expected"])
        if last < day <= until:
            disease = vocabulary.term("indication", fact["indication_id"]).name
            rows.append((day, fact, disease))
    for _, fact, disease in sorted(rows, key=lambda row: (row[0], row[1].id)):
        yield (
            str(fact["expected"]),
            str(fact["product_id"] or fact["listed_as"]),
            str(fact["phase"]),
            disease,
            str(fact["region"]),
            fact.id,
        )
