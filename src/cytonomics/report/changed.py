"""The chapter on what changed since the forecast before: a bridge by model and by new facts."""

from __future__ import annotations

from cytonomics import vocabulary
from cytonomics.market import DRAWS, NEW_PRODUCTS, SEED, Change, shipped_changes
from cytonomics.report.blocks import Block, Cell, Chapter, Chart, FigureTable, Row, Text
from cytonomics.report.differences import waterfall
from cytonomics.report.estimates import LOOKED_AT, REVENUE, TOTAL, Estimates, cell
from cytonomics.report.numbers import MINUS, listed, money

_LARGEST = 12
_LEAST = 0.05


def comparable(estimates: Estimates) -> bool:
    """Say whether a market is the one that the shipped bridge leads to.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> comparable(estimates_of(evaluate(load(), "til", draws=4)))
        False
    """
    market, found = estimates.market, shipped_changes()
    usual = (market.parameters.seed, market.parameters.size) == (SEED, DRAWS)
    meant = (market.scope.id, market.version) == (found.scope, found.after)
    return estimates.untouched and usual and meant


def changed(estimates: Estimates) -> Chapter:
    """Write the bridge from the forecast before to today's, for one year.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> changed(estimates_of(evaluate(load(), "adoptive_cell_therapy"))).title
        'What changed'
    """
    found = shipped_changes()
    moved = [c for c in found.of_year(LOOKED_AT) if max(c.before, c.between, c.after) > _LEAST]
    before, after = sum(c.before for c in moved), sum(c.after for c in moved)
    model, facts = sum(c.by_model for c in moved), sum(c.by_facts for c in moved)
    fresh = sorted({fact for change in moved for fact in change.facts})
    since = (
        f"{len(fresh)} rows of reported sales became public between {found.since} and {found.day}."
        if found.since < found.day
        else f"Both rest on the facts public on {found.day}."
    )
    top = [c for c in moved[:3] if abs(c.after - c.before) > _LEAST]
    most = listed([f"{_name(estimates, c)} ({_signed(c.after - c.before)})" for c in top])
    said = (
        f"The version before ({found.before}) expected {money(before)} million USD in {LOOKED_AT}; "
        f"the {found.after} expects {money(after)}. The model, with rows filled in for earlier "
        f"days, brought {_signed(model)}, what became public since {_signed(facts)}. {since}",
        f"What moved most: {most}." if most else "No product moved.",
    )
    large = [c for c in moved[:_LARGEST] if abs(c.after - c.before) > _LEAST]
    steps = [(_name(estimates, c), c.after - c.before) for c in large]
    rest = sum(c.after - c.before for c in moved[_LARGEST:])
    if abs(rest) > _LEAST:
        steps.append(("All others", rest))
    blocks: tuple[Block, ...] = (
        Text(said),
        Chart(
            "bridge",
            f"From the version before to this one, sales of {LOOKED_AT}",
            f"A waterfall from {money(before)} to {money(after)} million USD. {said[1]}",
            waterfall("Before", before, steps, "Now", after),
            "Million USD, nominal; means.",
        ),
        _table(estimates, moved, (before, model, facts)),
    )
    return Chapter("changed", "What changed", blocks)


def _table(
    estimates: Estimates, moved: list[Change], sums: tuple[float, float, float]
) -> FigureTable:
    rows = []
    for change in moved:
        dimension = "market_part" if change.product == NEW_PRODUCTS else "product"
        now = estimates.by_id.get(estimates.id(REVENUE, dimension, change.product, LOOKED_AT))
        hint = f"new rows: {', '.join(change.facts)}" if change.facts else ""
        rows.append(
            Row(
                _name(estimates, change),
                (
                    Cell(money(change.before)),
                    Cell(_signed(change.by_model)),
                    Cell(_signed(change.by_facts), (), hint),
                    cell(now) if now else Cell(money(change.after)),
                ),
            )
        )
    before, model, facts = sums
    total = cell(estimates.figure(REVENUE, TOTAL, TOTAL, LOOKED_AT))
    whole = (Cell(money(before)), Cell(_signed(model)), Cell(_signed(facts)), total)
    return FigureTable(
        "bridge-products",
        f"Expected sales of {LOOKED_AT}, product by product",
        ("Before", "By the model", "By new facts", "Now"),
        (*rows, Row("Whole market", whole, "total")),
        note="New facts are worked out with today's model on both sides.",
    )


def _name(estimates: Estimates, change: Change) -> str:
    if change.product == NEW_PRODUCTS:
        return vocabulary.term("market_part", NEW_PRODUCTS).name
    product = estimates.market.products[change.product]
    return str(product["brand"] or product["inn"] or change.product).split(" (")[0]


def _signed(value: float) -> str:
    if abs(value) < _LEAST:
        return "0"
    return f"{'+' if value > 0 else MINUS}{money(abs(value))}"
