"""The chapter on the care around the products, grouped as published tables group it."""

from __future__ import annotations

from cytonomics import vocabulary
from cytonomics.report import charts
from cytonomics.report.blocks import Block, Chapter, Chart, FigureTable, Row, Text
from cytonomics.report.estimates import CARE, EPISODE, TOTAL, Estimates, figure_row, sum_row
from cytonomics.report.numbers import listed, money, percent
from cytonomics.report.segments import segment_table

_PRODUCT = "cell_product"
_TRANSFERS = (
    "A transfusion costs its unit and the work of giving it; a transplant is an admission, graft "
    "and operation included, and all of it counts as care. Their numbers are counted or pooled "
    "over countries, their unit costs on record or pooled; billed charges, which nobody pays, are "
    "left out."
)


def care(estimates: Estimates) -> Chapter:
    """Write the chapter on accompanying care; only for markets counted as episode spend.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> care(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))).title
        'Accompanying care'
    """
    components = tuple(c for c in estimates.ranked(EPISODE, CARE) if c != _PRODUCT)
    series = {
        estimates.name(EPISODE, CARE, name): estimates.series(EPISODE, CARE, name)
        for name in components
    }
    blocks: list[Block] = [
        Text(
            (
                "Nobody reports what is spent on care around cell products. It is worked out as "
                "patients times the share of patients who need a component times its unit cost, "
                "and rests on assumptions throughout. Published tables split such a market into "
                "surgery, chemotherapy and radiotherapy; the groups below follow them, and show "
                "the product itself and hospital care, for which those tables have no name.",
                *((_TRANSFERS,) if estimates.market.transfers.offers else ()),
                _sentence(estimates, components),
            )
        ),
        Chart(
            "chart-accompanying-care",
            "Spending on care, without products and blood components",
            _sentence(estimates, components),
            charts.stacked(series),
            "Mean, million USD, nominal. To the right of the dashed line: forecast.",
        ),
        _grouped(estimates),
    ]
    if estimates.main != EPISODE:
        blocks += [
            segment_table(estimates, EPISODE, "region", "Regions"),
            segment_table(estimates, EPISODE, "application", "Applications"),
            segment_table(estimates, EPISODE, "modality", "Modalities"),
            segment_table(estimates, EPISODE, "report_group", "Countries and country groups"),
        ]
    return Chapter("care", "Accompanying care", tuple(blocks))


def _sentence(estimates: Estimates, components: tuple[str, ...]) -> str:
    year = estimates.last_history
    total = estimates.total(year, EPISODE).mean
    amounts = {name: estimates.figure(EPISODE, CARE, name, year).mean for name in components}
    spent = sum(amounts.values())
    parts = [
        f"{estimates.name(EPISODE, CARE, name).lower()} {percent(amount / spent)}"
        for name, amount in amounts.items()
        if amount > 0
    ]
    return (
        f"In {year} care comes to {money(spent)} million USD, {percent(spent / total)} of episode "
        f"spend: {listed(parts)} of it."
    )


def _grouped(estimates: Estimates) -> FigureTable:
    present = estimates.segments(EPISODE, CARE)
    rows: list[Row] = []
    for group in vocabulary.terms(CARE):
        if group.parent is not None:
            continue
        inside = tuple(
            name
            for name in present
            if name == group.id or vocabulary.term(CARE, name).parent == group.id
        )
        if not inside:
            continue
        rows.append(sum_row(estimates, EPISODE, CARE, inside, group.name))
        rows += [
            figure_row(estimates, EPISODE, CARE, name, kind="child")
            for name in inside
            if name != group.id
        ]
    rows.append(figure_row(estimates, EPISODE, TOTAL, TOTAL, kind="total"))
    return FigureTable(
        "table-episode_spend-accompanying_care",
        "Episode spend: product and accompanying care by year",
        tuple(map(str, estimates.years)),
        tuple(rows),
        estimates.history,
    )
