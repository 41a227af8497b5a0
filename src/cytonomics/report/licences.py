"""The chapter on licences and the named pipeline: what held when, and what is on its way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.licences import (
    EXEMPTION,
    KINDS,
    WHOLE,
    Count,
    Licence,
    Span,
    authorities,
    counted,
    licences,
    timeline,
)
from cytonomics.landscape.statements import LicenceCheck, licence_checks
from cytonomics.report import forests
from cytonomics.report.blocks import Block, Chapter, Chart, FactTable, Item, Link, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import TO, listed
from cytonomics.report.pipeline import last_day, named_pipeline

_WORDS = {
    "cell_product": ("product of living cells", "products of living cells"),
    "tissue": ("tissue", "tissues"),
    "cord_blood": ("cord blood unit", "cord blood units"),
    "gene_therapy_in_vivo": (
        "gene therapy given into the body",
        "gene therapies given into the body",
    ),
    "other": ("product of neither cells nor genes", "products of neither cells nor genes"),
}
_HEADS = ("Cells", "Tissues", "Cord blood", "Genes given into the body", "Neither")
_LINES, _YEARS = 6, 10


def licensed(estimates: Estimates) -> Chapter:
    """Write the chapter on licences and pipeline.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> licensed(estimates_of(evaluate(load(), "til", draws=4))).title
        'Licences and pipeline'
    """
    evidence = estimates.market.evidence
    today = last_day(evidence)
    blocks: list[Block] = []
    if any(one.earliest <= today for one in licences(evidence)):
        blocks += [
            Text((_now(estimates, today), *licence_sentences(evidence))),
            _steps(evidence, today),
            _counts(evidence, today),
            *_statements(evidence),
        ]
    else:
        blocks.append(Text(("Evidence holds no licence by the day of this report.",)))
    blocks += named_pipeline(estimates, today)
    blocks.append(_list(estimates))
    return Chapter("licences", "Licences and pipeline", tuple(blocks))


def licence_sentences(evidence: Evidence) -> tuple[str, ...]:
    """Say of each printed number of licensed products whether our list bears it out, and when.

    Example:
        >>> from cytonomics.evidence import load
        >>> licence_sentences(load())[0].split(": ")[1][:30]
        'our list of the FDA has 45 on '
    """
    return tuple(_checked(check) for check in licence_checks(evidence))


def _checked(check: LicenceCheck) -> str:
    said, total = check.statement, check.counts[0]
    name = vocabulary.term("modality", said["modality"]).name if said["modality"] else ""
    what = f"{name} products" if name else "products"
    kinds = "" if name else f", {_by_kind(check.counts)}"
    parts = [
        f"{said['publisher']} prints {_printed(said)} licensed {what} of the "
        f"{said['authority']}{_printed_day(check)}: our list of the {total.authority} has "
        f"{_number(total)} on {check.day}{kinds}.",
        f"It {'agrees' if check.agrees else 'does not agree'}; {_true(check)}.",
    ]
    if check.recalled:
        parts.append(f"{check.recalled} of ours rest on memory, no page of them was seen.")
    left = [f"{one.product} (ended {one.fact['ended']})" for one in check.ended]
    left += [f"{one.product} (allowed by an exemption)" for one in check.exempt]
    if left:
        parts.append(f"Not counted: {listed(left)}.")
    return " ".join(parts)


def _printed(said: Fact) -> str:
    """The figure in the words that stand there, and what number they are read as."""
    value = f"{said['value']:g}"
    words = f"“{said['as_printed']}”"
    return words if value == said["as_printed"] else f"{words} (read as {value})"


def _printed_day(check: LicenceCheck) -> str:
    if check.statement["as_of"]:
        return f" as of {check.statement['as_of']}"
    return f" and names no day, so that it is held against the day it was published, {check.day}"


def _true(check: LicenceCheck) -> str:
    number = f"{check.statement['value']:g}"
    if not check.true:
        return f"at no time were there exactly {number}"
    return f"there were exactly {number} {listed([_span(span) for span in check.true])}"


def _span(span: Span) -> str:
    return f"from {span.first} {f'until {span.until}' if span.until else 'on, to this day'}"


def _by_kind(counts: Iterable[Count]) -> str:
    """The kinds of one authority, none that has nothing."""
    return listed(
        [
            f"{_number(one)} {_WORDS[one.kind][one.number != 1]}"
            for one in counts
            if one.kind in KINDS and one.most
        ]
    )


def _number(count: Count) -> str:
    if count.fewest == count.most:
        return str(count.number)
    return f"{count.fewest}{TO}{count.most}"


def _now(estimates: Estimates, today: date) -> str:
    evidence = estimates.market.evidence
    first = next(iter(counted(evidence, today))).authority
    counts = counted(evidence, today, first)
    own = {
        one.fact["product_id"]
        for one in licences(evidence)
        if one.held_on(today) and one.fact["product_id"] in estimates.market.products
    }
    totals = [one for one in counted(evidence, today) if one.kind == "total"]
    others = [
        f"{one.authority} {_number(one)}"
        for one in sorted(totals, key=lambda one: (-one.number, one.authority))
        if one.authority != first and one.most
    ]
    more = f" Of other authorities evidence holds: {listed(others)}." if others else ""
    return (
        f"On {today} {_number(counts[0])} licences of cellular and gene therapies by the {first} "
        f"held: {_by_kind(counts)}. One licence is one product of one authority, whatever its "
        f"labels. Number of products of this market with a licence somewhere: {len(own)}.{more} "
        f"Only the list of the {WHOLE} is meant to be whole; it was put together licence by "
        "licence."
    )


def _steps(evidence: Evidence, today: date) -> Chart:
    series = {
        name: points
        for name in authorities(evidence)[:_LINES]
        if (
            points := [
                (step.day, step.held) for step in timeline(evidence, name) if step.day <= today
            ]
        )
    }
    ends = [f"{name} {points[-1][1]}" for name, points in series.items()]
    return Chart(
        "chart-licences",
        "Licences that held, by authority",
        f"Licences rise in steps to {today}: {listed(ends)}.",
        forests.steps(series, today),
        "Days known to the month or year are read as their last day.",
    )


def _counts(evidence: Evidence, today: date) -> FactTable:
    rows: list[tuple[Item, ...]] = []
    first = authorities(evidence)[0]
    for year in range(today.year - _YEARS, today.year + 1):
        day = min(date(year, 12, 31), today)
        found = [one for one in licences(evidence) if one.earliest <= day]
        counts = {}
        if any(one.authority == first for one in found):
            counts = {one.kind: _number(one) for one in counted(evidence, day, first)}
        other = sum(one.held_on(day) for one in found if one.authority != first)
        rows.append(
            (
                day.isoformat(),
                counts.get("total", "0"),
                *(counts.get(kind, "0") for kind in KINDS),
                str(other),
            )
        )
    return FactTable(
        "licence-counts",
        f"Licences that held: the {first} by kind, all other authorities together",
        ("Day", first, *_HEADS, "Other authorities"),
        tuple(rows),
        numeric=frozenset(range(1, len(KINDS) + 3)),
        note="Tissues are products of modality tissue, from keratinocyte sheets to islets. A "
        "product licensed by two authorities counts twice.",
    )


def _statements(evidence: Evidence) -> list[Block]:
    rows: list[tuple[Item, ...]] = [
        (
            Link(f"{check.statement['publisher']}", check.statement["source_url"] or ""),
            str(check.statement["as_printed"]),
            check.day.isoformat(),
            _number(check.counts[0]),
            "yes" if check.agrees else "no",
            listed([_span(span) for span in check.true]) or "never",
            check.statement.id,
        )
        for check in licence_checks(evidence)
    ]
    table = FactTable(
        "licence-statements",
        "Printed numbers of licensed products, held against the list",
        ("Publisher", "Printed", "On", "Ours", "Agrees", "Exactly so many", "Statement"),
        tuple(rows),
        wide=frozenset({5}),
    )
    return [table] if rows else []


def _list(estimates: Estimates) -> FactTable:
    evidence = estimates.market.evidence
    every = licences(evidence, exemptions=True)
    return FactTable(
        "licences-list",
        "Every licence on record",
        (
            *("Licensed", "Authority", "Product", "Holder", "Kind", "First label"),
            *("Market", "Source", "Fact"),
        ),
        tuple(_row(estimates, one) for one in every),
        note="Market: whether the product belongs to this market. Recall: no page was seen.",
    )


def _row(estimates: Estimates, one: Licence) -> tuple[Item, ...]:
    fact = one.fact
    inside = fact["product_id"] in estimates.market.products
    source = fact["source_title"] + (" (recall)" if fact["confidence"] == "recall" else "")
    kind = _WORDS[one.kind][0] + (", exemption" if fact["route"] == EXEMPTION else "")
    return (
        str(fact["licensed"]) + (f" until {fact['ended']}" if fact["ended"] else ""),
        one.authority,
        one.product,
        str(fact["holder"]),
        kind,
        str(fact["indication"]),
        "in" if inside else "",
        Link(source, fact["source_url"] or ""),
        fact.id,
    )
