"""The first chapter: how large, how fast, how well supported, and where publishers stand."""

from __future__ import annotations

from cytonomics import vocabulary
from cytonomics.market import PERCENTILES, Figure, PublishedSize, published_sizes, spread
from cytonomics.market.routes import PRINTED
from cytonomics.report import charts
from cytonomics.report.blocks import (
    Cell,
    Chapter,
    Chart,
    FigureTable,
    Headline,
    Share,
    Shares,
    Text,
)
from cytonomics.report.estimates import (
    EPISODE,
    REVENUE,
    TOTAL,
    Estimates,
    cell,
    figure_row,
    sum_row,
)
from cytonomics.report.numbers import between, growth, money, percent, ratio

PART, NAMED = "market_part", "named_car_t"
_SHOWN_YEARS = 3


def summary(estimates: Estimates) -> Chapter:
    """Write the first chapter.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> summary(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))).id
        'summary'
    """
    sizes = sizes_of(estimates)
    figures = estimates.series(estimates.main, TOTAL, TOTAL)
    measure = vocabulary.term("measure", estimates.main).name
    printed = [(s.year, s.size, s.publisher) for s in sizes if s.how == PRINTED]
    return Chapter(
        "summary",
        "Summary",
        (
            *_supposed(estimates),
            _headline(estimates),
            Text((_growth_sentence(estimates), *publishers_sentence(estimates, sizes))),
            Chart(
                "fan-total",
                "Size of the market and what publishers print for it",
                f"{measure} rises from {money(figures[0].mean)} million USD in "
                f"{figures[0].year} to {money(estimates.total(estimates.last_history).mean)} in "
                f"{estimates.last_history}; the forecast for {estimates.last_forecast} is "
                f"{between(figures[-1].percentiles[0], figures[-1].percentiles[-1])}. "
                f"{len(printed)} published sizes are laid over as dots.",
                charts.fan(figures, printed),
                f"{measure}, million USD, nominal. Line: mean, solid where history and "
                "dashed where forecast. Bands: 80 % and 90 % of the draws. Dots: sizes of the "
                "whole market as publishers print them, one dot a claim.",
            ),
            _named_and_tail(estimates),
            _support(estimates),
        ),
    )


def sizes_of(estimates: Estimates) -> tuple[PublishedSize, ...]:
    """Return what publishers make of the market in the years of the report.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> found = sizes_of(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4)))
        >>> found[0].publisher
        'Reanin'
    """
    market = estimates.market
    return published_sizes(market.evidence, market.scope.id, estimates.years)


def _supposed(estimates: Estimates) -> tuple[Text, ...]:
    """Say first of all what a report under scenarios supposes."""
    return tuple(
        Text(
            (
                f"Everything here from {estimates.last_history + 1} on supposes the scenario "
                f"“{one.title}”: {' '.join(one.reason.split())}",
            )
        )
        for one in estimates.market.scenarios
    )


def _headline(estimates: Estimates) -> Headline:
    main, other = (
        vocabulary.term("measure", name).name for name in (estimates.main, estimates.other)
    )
    items = []
    for year in (estimates.last_history, estimates.last_forecast):
        figure = estimates.total(year)
        low, high = figure.percentiles[0], figure.percentiles[-1]
        line = f"90 % interval {between(low, high)}"
        items.append((f"{main} {year}, million USD", cell(figure), line))
    growing = growth_cell(estimates, estimates.history - 1, len(estimates.years) - 1)
    if growing.figures:
        label = f"Growth a year, {estimates.last_history} to {estimates.last_forecast}"
        items.append((label, growing, growing.hint))
    if estimates.has_other:
        figure = estimates.total(estimates.last_history, estimates.other)
        low, high = figure.percentiles[0], figure.percentiles[-1]
        label = f"{other} {estimates.last_history}, million USD"
        items.append((label, cell(figure), f"90 % interval {between(low, high)}"))
    return Headline(tuple(items))


def growth_cell(estimates: Estimates, first: int, last: int, measure: str = "") -> Cell:
    """Return the compound yearly growth of the whole market between two years.

    Args:
        estimates: the figures.
        first: position of the first year.
        last: position of the last year.
        measure: of what; the main measure if none is named.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> growth_cell(estimates, 0, 1).relation
        'growth'
    """
    found = growth(estimates.draws(measure or estimates.main)[TOTAL], first, last)
    if found is None:
        return Cell("")
    mean, low, high = found
    ends = tuple(estimates.total(estimates.years[i], measure).id for i in (first, last))
    hint = f"90 % interval {percent(low, 1)} to {percent(high, 1)}"
    return Cell(percent(mean, 1), ends, hint, relation="growth")


def _growth_sentence(estimates: Estimates) -> str:
    past = estimates.total(estimates.last_history)
    future = estimates.total(estimates.last_forecast)
    if estimates.main == EPISODE:
        return _spend_sentence(estimates, past, future)
    sentence = (
        f"Manufacturers' net sales came to {money(past.mean)} million USD in {past.year} and are "
        f"forecast to come to {money(future.mean)} in {future.year} "
        f"(90 % interval {between(future.percentiles[0], future.percentiles[-1])})."
    )
    if estimates.has_care:
        spend = estimates.total(past.year, EPISODE)
        sentence += (
            f" With the care around the products, payers spent about {money(spend.mean)} million "
            f"USD in {past.year}."
        )
    return f"{sentence} All money is million USD, nominal."


def _spend_sentence(estimates: Estimates, past: Figure, future: Figure) -> str:
    bought = estimates.total(past.year, REVENUE).mean
    said = (
        f"What this market holds came to about {money(past.mean)} million USD in "
        f"{past.year} (90 % interval {between(past.percentiles[0], past.percentiles[-1])}) and is "
        f"forecast to come to {money(future.mean)} in {future.year} "
        f"({between(future.percentiles[0], future.percentiles[-1])})."
    )
    if bought:
        said += (
            f" Of this, suppliers got {money(bought)} in {past.year} for products and blood "
            "components; the rest is the work of giving blood, admissions for transplants, and "
            "care around products."
        )
    return f"{said} All money is million USD, nominal."


def publishers_sentence(estimates: Estimates, sizes: tuple[PublishedSize, ...]) -> tuple[str, ...]:
    """Say where published sizes lie relative to ours, in the last year of history and forecast.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> publishers_sentence(estimates, ())
        ('No published size of this market is on record.',)
    """
    said = []
    by_year = {found.year: found for found in spread(sizes)}
    for year in (estimates.last_history, estimates.last_forecast):
        if year not in by_year:
            continue
        found, own = by_year[year], estimates.total(year)
        median = found.percentiles[PERCENTILES.index(50)]
        amounts = [size.size for size in sizes if size.year == year]
        above = sum(amount > own.percentiles[-1] for amount in amounts)
        below = sum(amount < own.percentiles[0] for amount in amounts)
        if found.pages == 1:
            side = "above" if above else "below" if below else "within"
            said.append(
                f"For {year}, one published page puts this market at {money(median)} million USD, "
                f"{ratio(median / own.mean)} times our {_word(estimates)} and {side} our 90 % "
                "interval."
            )
            continue
        said.append(
            f"For {year}, {found.pages} published pages put this market at "
            f"{between(found.lowest, found.highest)} million USD; their median, {money(median)}, "
            f"is {ratio(median / own.mean)} times our {_word(estimates)}. {above} lie above our "
            f"90 % interval, {below} below and {len(amounts) - above - below} within it."
        )
    if not said:
        return ("No published size of this market is on record.",)
    return (" ".join(said),)


def _word(estimates: Estimates) -> str:
    return vocabulary.term("measure", estimates.main).name.lower()


def _named_and_tail(estimates: Estimates) -> FigureTable:
    years = estimates.years[estimates.history - _SHOWN_YEARS : estimates.history]
    main = estimates.main
    parts = estimates.segments(main, PART)
    tail = tuple(part for part in parts if part != NAMED)
    rows = []
    if NAMED in parts:
        rows.append(figure_row(estimates, main, PART, NAMED, kind="group", years=years))
    if tail:
        rows.append(sum_row(estimates, main, PART, tail, "Everything else", years=years))
        rows += [
            figure_row(estimates, main, PART, part, kind="child", years=years) for part in tail
        ]
    rows.append(figure_row(estimates, main, TOTAL, TOTAL, kind="total", years=years))
    return FigureTable(
        "named-and-tail",
        "Named CAR-T products and everything else" if NAMED in parts else "Parts of the market",
        tuple(map(str, years)),
        tuple(rows),
        history=len(years),
        note=f"{vocabulary.term('measure', main).name}. "
        "Named products are those whose sales somebody reports.",
    )


def _support(estimates: Estimates) -> Shares:
    main = estimates.main
    wanted = [(main, estimates.last_history), (main, estimates.last_forecast)]
    if estimates.has_other:
        wanted.insert(1, (estimates.other, estimates.last_history))
    rows = []
    for measure, year in wanted:
        support = estimates.total(year, measure).support
        name = f"{vocabulary.term('measure', measure).name} {year}"
        rows.append(Share(name, support.supported, support.allocated, support.assumed))
    return Shares("How much of the total is supported by data", tuple(rows))
