"""The third and fourth chapters: the size by year, and how published sizes compare with it."""

from __future__ import annotations

from cytonomics import vocabulary
from cytonomics.market import PERCENTILES, PublishedSize, spread
from cytonomics.market.routes import PRINTED
from cytonomics.report import charts
from cytonomics.report.blocks import (
    Block,
    Cell,
    Chapter,
    Chart,
    FactTable,
    FigureTable,
    Item,
    Link,
    Row,
    Text,
)
from cytonomics.report.estimates import EPISODE, REVENUE, TOTAL, Estimates, figure_row
from cytonomics.report.growth import growth_tables
from cytonomics.report.numbers import between, money, percent, ratio
from cytonomics.report.summary import growth_cell, sizes_of

_HOW = {
    "printed": "printed",
    "interpolated": "between two printed years",
}


def size(estimates: Estimates) -> Chapter:
    """Write the chapter on the size of the market and its forecast.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> size(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))).title
        'Size and forecast'
    """
    main, market = estimates.main, estimates.market
    measures = [main, estimates.other] if estimates.has_other else [main]
    blocks: list[Block] = [
        Text(
            (
                "Means add up over segments, so tables show means; the percentiles beside them "
                "say how wide the draws are. History is narrow where companies print their "
                f"sales. The forecast is the {market.version}.",
            )
        )
    ]
    for measure in measures:
        if measure != main:
            figures = estimates.series(measure, TOTAL, TOTAL)
            name = vocabulary.term("measure", measure).name
            says = (
                f"{name} reaches {money(figures[estimates.history - 1].mean)} million USD in "
                f"{estimates.last_history}; the forecast for {estimates.last_forecast} is "
                f"{between(figures[-1].percentiles[0], figures[-1].percentiles[-1])}."
            )
            note = "Million USD, nominal. Line: mean; bands: 80 % and 90 % of the draws."
            spec = charts.fan(figures, [])
            blocks.append(Chart(f"fan-{measure}", f"{name} by year", says, spec, note))
        blocks.append(_by_year(estimates, measure))
    if any(offer.product not in estimates.market.transfers.products for offer in market.offers):
        blocks += growth_tables(estimates)
    return Chapter("size", "Size and forecast", tuple(blocks))


def _by_year(estimates: Estimates, measure: str) -> FigureTable:
    figures = estimates.series(measure, TOTAL, TOTAL)
    mean = figure_row(estimates, measure, TOTAL, TOTAL, kind="total", name="Mean")
    rows = [mean]
    for i, level in enumerate(PERCENTILES):
        name = "p50, the median" if level == 50 else f"p{level:02d}"
        cells = tuple(Cell(money(f.percentiles[i]), (f.id,), "") for f in figures)
        rows.append(Row(name, cells))
    steps = [growth_cell(estimates, i - 1, i, measure) for i in range(1, len(figures))]
    rows.append(Row("Growth on the year before", (Cell(""), *steps), "derived"))
    for name in ("supported", "allocated", "assumed"):
        cells = tuple(Cell(percent(getattr(f.support, name)), (f.id,)) for f in figures)
        rows.append(Row(f"{name.capitalize()} share", cells, "derived"))
    return FigureTable(
        f"size-{measure}",
        f"{vocabulary.term('measure', measure).name} by year",
        tuple(map(str, estimates.years)),
        tuple(rows),
        estimates.history,
        note="Growth is worked out in each draw; shown is its mean.",
    )


def routes(estimates: Estimates) -> Chapter:
    """Write the chapter that lays published sizes beside ours.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> routes(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))).title
        'Routes side by side'
    """
    sizes = sizes_of(estimates)
    blocks: list[Block] = [
        Text(
            (
                "Route “sales” is this report: what companies say they sold, completed "
                "where they say nothing. Route “published” is what publishers print "
                "for the same market. Routes are compared and never mixed; their distance is a "
                "result, and part of it is that publishers count other things under one name.",
            )
        )
    ]
    if not sizes:
        blocks.append(Text(("No published size of this market is on record.",)))
    else:
        blocks += [_side_by_side(estimates, sizes), _pages(estimates, sizes), _claims(estimates)]
    return Chapter("routes", "Routes side by side", tuple(blocks))


def _side_by_side(estimates: Estimates, sizes: tuple[PublishedSize, ...]) -> FigureTable:
    by_year = {found.year: found for found in spread(sizes)}
    middle = PERCENTILES.index(50)
    name = "Sales, mean" if estimates.main == REVENUE else "Spend, mean"
    sales = figure_row(estimates, estimates.main, TOTAL, TOTAL, kind="group", name=name)
    found = [by_year.get(year) for year in estimates.years]
    means = [estimates.total(year).mean for year in estimates.years]
    published: dict[str, list[str]] = {
        "Published, median": [money(f.percentiles[middle]) if f else "" for f in found],
        "Published, lowest": [money(f.lowest) if f else "" for f in found],
        "Published, highest": [money(f.highest) if f else "" for f in found],
        "Published, pages": [str(f.pages) if f else "" for f in found],
        "Published median over sales": [
            ratio(f.percentiles[middle] / mean) if f and mean else ""
            for f, mean in zip(found, means, strict=True)
        ],
    }
    rows = [sales] + [
        Row(
            name, tuple(Cell(text or "") for text in cells), "derived" if "over" in name else "part"
        )
        for name, cells in published.items()
    ]
    if estimates.has_care and estimates.main == REVENUE:
        spends = [estimates.total(year, EPISODE).mean for year in estimates.years]
        cells = tuple(
            Cell(ratio(f.percentiles[middle] / spend) if f and spend else "")
            for f, spend in zip(found, spends, strict=True)
        )
        rows.append(
            figure_row(estimates, EPISODE, TOTAL, TOTAL, kind="group", name="Episode spend, mean")
        )
        rows.append(Row("Published median over episode spend", cells, "derived"))
    return FigureTable(
        "routes-by-year",
        "Sales and published sizes by year",
        tuple(map(str, estimates.years)),
        tuple(rows),
        estimates.history,
        note="Published sizes are as printed, in nominal USD; between printed years they follow "
        "the page's own growth.",
    )


def _pages(estimates: Estimates, sizes: tuple[PublishedSize, ...]) -> FigureTable:
    pages: dict[tuple[str, str], dict[int, PublishedSize]] = {}
    for size in sizes:
        pages.setdefault((size.page, size.market_label), {})[size.year] = size
    rows = []
    for (_, label), by_year in sorted(
        pages.items(), key=lambda item: (next(iter(item[1].values())).publisher, item[0])
    ):
        publisher = next(iter(by_year.values())).publisher
        cells = tuple(
            _page_cell(by_year[year]) if year in by_year else Cell("") for year in estimates.years
        )
        rows.append(Row(publisher, cells, note=label))
    name = "Sales (this report)" if estimates.main == REVENUE else "Spend (this report)"
    total = figure_row(estimates, estimates.main, TOTAL, TOTAL, kind="total", name=name)
    return FigureTable(
        "routes-pages",
        "What each page makes of each year",
        tuple(map(str, estimates.years)),
        (*rows, total),
        estimates.history,
        note="In brackets: not printed, but following from what the page prints.",
    )


def _page_cell(size: PublishedSize) -> Cell:
    if size.how == PRINTED:
        return Cell(money(size.size), (), "printed")
    return Cell(f"({money(size.size)})", (), _HOW.get(size.how, size.how))


def _claims(estimates: Estimates) -> FactTable:
    market = estimates.market
    rows: list[tuple[Item, ...]] = []
    for fact in market.evidence["published_claims"]:
        if fact["scope"] != market.scope.id or fact["dimension"] != "total" or fact["segment"]:
            continue
        years = [str(fact[end]) for end in ("period_start", "period_end") if fact[end] is not None]
        rows.append(
            (
                fact["publisher"],
                fact["market_label"],
                fact["measure"].replace("_", " "),
                " – ".join(dict.fromkeys(years)),
                fact["as_printed"] or "",
                Link(fact["source_title"], fact["source_url"] or ""),
                "; ".join(word for word in (fact["confidence"], fact["note"]) if word),
            )
        )
    columns = ("Publisher", "Market label", "States", "Years", "As printed", "Source", "Remarks")
    return FactTable(
        "claims",
        "The printed claims",
        columns,
        tuple(sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2]), str(row[3])))),
    )
