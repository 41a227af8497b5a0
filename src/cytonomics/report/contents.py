"""The second chapter: what the market contains, what not and why, and what could not be sized."""

from __future__ import annotations

from cytonomics import vocabulary
from cytonomics.report.blocks import Block, Chapter, FactTable, Terms, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import listed


def contents(estimates: Estimates) -> Chapter:
    """Write the chapter on the scope of the market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> contents(estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))).title
        'What the market contains'
    """
    scope = estimates.market.scope
    measures = [vocabulary.term("measure", measure) for measure in scope.measures]
    blocks: list[Block] = [
        Text((scope.definition, f"Scope as of {scope.dated.isoformat()}.")),
        Terms("Measures", tuple((measure.name, measure.definition) for measure in measures)),
        _scope_table(estimates),
        _unsized(estimates),
    ]
    return Chapter("contents", "What the market contains", tuple(blocks))


def _scope_table(estimates: Estimates) -> FactTable:
    rows = sorted(estimates.market.scope.membership, key=lambda row: not row.included)
    return FactTable(
        "scope",
        "In and out, and why",
        ("", "Kind", "Term", "Reason"),
        tuple(
            (
                "in" if row.included else "out",
                row.dimension.replace("_", " "),
                vocabulary.term(row.dimension, row.term).name,
                row.reason,
            )
            for row in rows
        ),
        note="A term stands for everything below it.",
    )


def _unsized(estimates: Estimates) -> Block:
    market = estimates.market
    if not market.unsized:
        return Text(("Every product in scope that is or was sold could be sized.",))
    rows = tuple(
        (
            str(fact["brand"] or fact["inn"] or fact["product_id"]),
            vocabulary.term("modality", fact["modality"]).name,
            str(fact["status"]),
            _approved(estimates, fact["product_id"]),
            str(fact["note"] or ""),
        )
        for fact in (market.products[name] for name in market.unsized)
    )
    return FactTable(
        "unsized",
        "In scope, but not sized",
        ("Product", "Modality", "Status", "Approvals on record", "Note"),
        rows,
        note="For these products neither sales nor patients are on record; they count as nothing.",
    )


def _approved(estimates: Estimates, product: str) -> str:
    found = [
        f"{fact['region']} {fact['approval_date']}"
        for fact in estimates.market.evidence["approvals"]
        if fact["product_id"] == product
    ]
    return listed(found) or "none"
