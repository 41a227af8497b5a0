"""What the figures stand on: assumptions, and the tables of evidence with their terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cytonomics import vocabulary
from cytonomics.evidence import Fact, table_schema
from cytonomics.report.blocks import Block, Chapter, FactTable, Item, Link, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import listed, number

_OPEN = "open"


def assumed(estimates: Estimates, trail: Mapping[str, Any]) -> Chapter:
    """Write the chapter on assumptions: those that this market rests on.

    Args:
        estimates: the figures.
        trail: what `cytonomics.market.trails` gives for the market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, trails
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "til", draws=4)
        >>> assumed(estimates_of(market), trails(market)).id
        'assumptions'
    """
    found = sorted(
        estimates.market.parameters.assumptions.values(),
        key=lambda one: (one.id not in trail["assumptions"], one.id),
    )
    rows: list[tuple[Item, ...]] = [
        (
            one.name
            + (" (set by the user)" if one.overridden else "")
            + ("" if one.id in trail["assumptions"] else " (in no trail)"),
            number(one.value),
            "fixed" if one.overridden else f"{number(one.low)} – {number(one.high)}",
            one.unit,
            one.reason,
            _rests_on(estimates, one.id),
        )
        for one in found
    ]
    columns = ("Name", "Value", "Range", "Unit", "Reason", "Rests on")
    return Chapter(
        "assumptions",
        "Assumptions",
        (
            Text(
                (
                    "What nobody observed is assumed, by name, with a range and a reason. Each "
                    "can be set to another value, and the report made again.",
                )
            ),
            FactTable(
                "assumption-list",
                "Every assumption",
                columns,
                tuple(rows),
                numeric=frozenset({1, 2}),
                wide=frozenset({4}),
                note="Distribution: modified PERT over the range with the value as mode, unless "
                "the value is fixed.",
            ),
        ),
    )


def _rests_on(estimates: Estimates, identifier: str) -> Item:
    evidence = estimates.market.evidence
    keys = [key for key in (evidence.fact(identifier)["rests_on"] or "").split(";") if key]
    links = [
        Link(fact["source_title"], fact["source_url"] or "") for fact in map(evidence.fact, keys)
    ]
    return tuple(dict.fromkeys(links)) or "judgement"


def grounds(estimates: Estimates, trail: Mapping[str, Any]) -> Chapter:
    """Write the chapter on evidence: its tables, their terms, and what was only recalled.

    Args:
        estimates: the figures.
        trail: what `cytonomics.market.trails` gives for the market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, trails
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "til", draws=4)
        >>> grounds(estimates_of(market), trails(market)).id
        'evidence'
    """
    evidence = estimates.market.evidence
    used = [evidence.fact(identifier) for identifier in trail["facts"]]
    blocks: list[Block] = [
        Text((_overview(estimates, used), *_restricted(estimates, used))),
        _tables(estimates, used),
        _recalled(used),
    ]
    return Chapter("evidence", "Evidence", tuple(blocks))


def _overview(estimates: Estimates, used: list[Fact]) -> str:
    counts = Counter(str(fact["confidence"]) for fact in used)
    parts = [
        f"{counts[term.id]:,} {term.name.lower()}"
        for term in vocabulary.terms("confidence")
        if counts[term.id]
    ]
    own = sum(fact.origin != "shipped" for fact in used)
    overlay = f" {own} of them come from the overlay given for this run." if own else ""
    evidence = estimates.market.evidence
    known = sum(len(table) for table in evidence.tables.values())
    return (
        f"The figures rest on {len(used):,} of the {known:,} "
        f"facts in view: {listed(parts)}.{overlay} The digest {evidence.digest} names the facts "
        "in view, used or not."
    )


def _restricted(estimates: Estimates, used: list[Fact]) -> tuple[str, ...]:
    said = []
    for name, facts in estimates.market.evidence.tables.items():
        bound = Counter(terms for fact in facts if (terms := restriction(fact)))
        for terms, count in sorted(bound.items()):
            here = sum(fact.table == name and restriction(fact) == terms for fact in used)
            verdict = (
                f"{here:,} of them are used in this market, so its figures are bound by that"
                if here
                else "none of them is used in this market"
            )
            label = table_schema(name).title.lower()
            said.append(
                f"{count:,} rows of table {label} stand under restricted terms "
                f"({terms.replace('_', ' ')}); {verdict}."
            )
    return tuple(said)


def restriction(fact: Fact) -> str:
    """Return the terms that bind a single row more tightly than its table; "" where none do.

    Example:
        >>> from cytonomics.evidence import load
        >>> {restriction(fact) for fact in load()["epidemiology"]}
        {...'iarc_non_commercial'...}
    """
    terms = str(fact.values.get("terms") or "")
    return "" if terms == _OPEN else terms


def _tables(estimates: Estimates, used: list[Fact]) -> FactTable:
    here = Counter(fact.table for fact in used)
    levels = [term.id for term in vocabulary.terms("confidence")]
    rows: list[tuple[Item, ...]] = []
    for name, facts in sorted(
        estimates.market.evidence.tables.items(), key=lambda item: (-here[item[0]], item[0])
    ):
        schema = table_schema(name)
        counts = Counter(str(fact["confidence"]) for fact in facts)
        rows.append(
            (
                schema.title,
                f"{len(facts):,}",
                f"{here[name]:,}" if here[name] else "–",
                *(f"{counts[level]:,}" if counts[level] else "–" for level in levels),
                " ".join(schema.terms),
            )
        )
    return FactTable(
        "tables",
        "Tables of evidence",
        ("Table", "Rows", "Used here", "Primary", "Secondary", "Recall", "Terms"),
        tuple(rows),
        numeric=frozenset(range(1, 6)),
        wide=frozenset({6}),
        note="Used here: rows that a trail of this report ends in. Assumptions and published "
        "claims have chapters of their own.",
    )


def _recalled(used: list[Fact]) -> Block:
    from cytonomics.market import says

    rows: tuple[tuple[Item, ...], ...] = tuple(
        (
            table_schema(fact.table).title,
            says(fact),
            Link(fact["source_title"], fact["source_url"] or ""),
            fact.known_from.isoformat(),
            fact["note"] or "",
        )
        for fact in used
        if fact["confidence"] == "recall"
    )
    if not rows:
        return Text(("No fact used here was stated from memory alone.",))
    return FactTable(
        "recalled",
        "Facts stated without a page seen",
        ("Table", "States", "Document to verify in", "Known from", "Note"),
        rows,
        note="Marked RECALL wherever a trail shows them.",
    )
