"""One chapter a dimension: product revenue by part, product, company, place and so on."""

from __future__ import annotations

from collections.abc import Callable

from cytonomics import vocabulary
from cytonomics.market import Figure, axis, dimensions
from cytonomics.report import charts
from cytonomics.report.blocks import Block, Chapter, Chart, FigureTable, Row, Text
from cytonomics.report.estimates import TOTAL, Estimates, figure_row
from cytonomics.report.numbers import money, percent

_TITLES = {
    "technology": "Technologies",
    "therapeutic_area": "Therapeutic areas",
    "end_user": "End users",
    "market_part": "Parts of the market",
    "product": "Products",
    "company": "Companies that book the sales",
    "company_interest": "Companies that take the profit",
    "application": "Applications",
    "modality": "Modalities",
    "target": "Targets",
    "indication": "Indications",
    "line": "Lines of treatment",
    "region": "Regions",
    "report_group": "Countries and country groups",
}
_RANKED = frozenset({"product", "company", "company_interest", "indication", "target"})
_MOST_PANELS, _MOST_BARS = 12, 25


def segment_chapters(estimates: Estimates) -> tuple[Chapter, ...]:
    """Write a chapter for every dimension of the market, by its main measure.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> found = segment_chapters(estimates_of(evaluate(load(), "til", draws=4)))
        >>> [chapter.id for chapter in found][:2]
        ['by-market_part', 'by-product']
    """
    shown = dimensions(estimates.market)
    return tuple(_chapter(estimates, dimension) for dimension in _TITLES if dimension in shown)


def _chapter(estimates: Estimates, dimension: str) -> Chapter:
    rule = axis(estimates.market, dimension).rule
    blocks: list[Block] = [
        Text((rule, leader(estimates, estimates.main, dimension))),
        _CHARTS[dimension](estimates, dimension),
        segment_table(estimates, estimates.main, dimension, _TITLES[dimension]),
    ]
    return Chapter(f"by-{dimension}", _TITLES[dimension], tuple(blocks))


def leader(estimates: Estimates, measure: str, dimension: str) -> str:
    """Say which segment is largest at the end of history, and whether that changes.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> leader(estimates, "product_revenue", "application")[:20]
        'The largest in 2025:'
    """
    now, then = estimates.last_history, estimates.last_forecast
    first = estimates.ranked(measure, dimension)[0]
    figure = estimates.figure(measure, dimension, first, now)
    share = figure.mean / estimates.total(now, measure).mean
    later = max(
        (
            estimates.figure(measure, dimension, segment, then)
            for segment in estimates.segments(measure, dimension)
        ),
        key=lambda other: other.mean,
    )
    share_then = later.mean / estimates.total(then, measure).mean
    start = (
        f"The largest in {now}: {figure.segment_name}, with {money(figure.mean)} million USD or "
        f"{percent(share)} of the market"
    )
    if later.segment == first:
        return f"{start}; the same in {then}, with {percent(share_then)}."
    return f"{start}. The largest in {then}: {later.segment_name}, with {percent(share_then)}."


def segment_table(estimates: Estimates, measure: str, dimension: str, title: str) -> FigureTable:
    """Return the table segments by years, with the total below; its means add up.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> table = segment_table(estimates, "product_revenue", "report_group", "Places")
        >>> [row.kind for row in table.rows][:3], table.rows[-1].kind
        (['group', 'child', 'child'], 'total')
    """
    if dimension == "report_group":
        rows = _nested(estimates, measure)
    else:
        ordered = dimension in _RANKED
        segments = (estimates.ranked if ordered else estimates.segments)(measure, dimension)
        rows = [figure_row(estimates, measure, dimension, segment) for segment in segments]
    rows.append(figure_row(estimates, measure, TOTAL, TOTAL, kind="total"))
    return FigureTable(
        f"table-{measure}-{dimension}",
        f"{vocabulary.term('measure', measure).name}: {title[0].lower()}{title[1:]} by year",
        tuple(map(str, estimates.years)),
        tuple(rows),
        estimates.history,
    )


def _nested(estimates: Estimates, measure: str) -> list[Row]:
    rows = []
    groups = estimates.segments(measure, "report_group")
    for region in estimates.segments(measure, "region"):
        rows.append(figure_row(estimates, measure, "region", region, kind="group"))
        rows += [
            figure_row(estimates, measure, "report_group", group, kind="child")
            for group in groups
            if vocabulary.term("report_group", group).parent == region
        ]
    return rows


def _stacked(estimates: Estimates, dimension: str) -> Chart:
    segments = estimates.ranked(estimates.main, dimension)
    series = _series(estimates, dimension, segments)
    return Chart(
        f"chart-{dimension}",
        f"{_measure(estimates)} by {_word(dimension)}",
        leader(estimates, estimates.main, dimension),
        charts.stacked(series),
        "Mean, million USD, nominal. To the right of the dashed line: forecast.",
    )


def _multiples(estimates: Estimates, dimension: str) -> Chart:
    segments = estimates.ranked(estimates.main, dimension)[:_MOST_PANELS]
    left = len(estimates.segments(estimates.main, dimension)) - len(segments)
    more = f" {left} smaller ones are in the table only." if left else ""
    columns = min(4, max(len(segments), 1))
    return Chart(
        f"chart-{dimension}",
        f"{_measure(estimates)} by {_word(dimension)}, each panel on a scale of its own",
        leader(estimates, estimates.main, dimension),
        charts.multiples(_series(estimates, dimension, segments), columns),
        "Million USD, nominal. Line: mean, dashed where forecast; bands: 80 % and 90 % of the "
        f"draws. Scales differ from panel to panel.{more}",
    )


def _bars(estimates: Estimates, dimension: str) -> Chart:
    now, then = estimates.last_history, estimates.last_forecast
    pairs = []
    for segment in estimates.ranked(estimates.main, dimension):
        past, future = (
            estimates.figure(estimates.main, dimension, segment, year) for year in (now, then)
        )
        if past.mean > 0 or future.mean > 0:
            pairs.append((past.segment_name, past, future))
    return Chart(
        f"chart-{dimension}",
        f"{_measure(estimates)} by {_word(dimension)}, {now} and {then}",
        leader(estimates, estimates.main, dimension),
        charts.bars(pairs[:_MOST_BARS]),
        "Bars: mean, million USD, nominal; lines: 90 % of the draws.",
    )


_CHARTS: dict[str, Callable[[Estimates, str], Chart]] = {
    "technology": _stacked,
    "therapeutic_area": _stacked,
    "end_user": _bars,
    "market_part": _stacked,
    "product": _multiples,
    "company": _bars,
    "company_interest": _bars,
    "application": _multiples,
    "modality": _multiples,
    "target": _stacked,
    "indication": _stacked,
    "line": _stacked,
    "region": _stacked,
    "report_group": _bars,
}


def _series(
    estimates: Estimates, dimension: str, segments: tuple[str, ...]
) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for segment in segments:
        name = estimates.name(estimates.main, dimension, segment)
        # Two segments may share a name; a drawing must not merge them.
        shown = name if name not in found else f"{name} ({segment})"
        found[shown] = estimates.series(estimates.main, dimension, segment)
    return found


def _measure(estimates: Estimates) -> str:
    return vocabulary.term("measure", estimates.main).name


def _word(dimension: str) -> str:
    words = {
        "market_part": "part of the market",
        "company": "company that books the sales",
        "company_interest": "company that takes the profit",
        "report_group": "country or country group",
    }
    return words.get(dimension, dimension.replace("_", " "))
