"""Use cases in the report: who is treated with what, how it does, and what stands in the way."""

from __future__ import annotations

from cytonomics import vocabulary
from cytonomics.landscape.concentration import Width
from cytonomics.landscape.labelled import PLACES, Labelled
from cytonomics.landscape.outcomes import Median, Survival
from cytonomics.landscape.standing import LOOKED_AT
from cytonomics.landscape.transfer_uses import transfer_uses
from cytonomics.landscape.use_cases import UseCase, use_cases
from cytonomics.market import LAST_HISTORY, Market
from cytonomics.report.blocks import Block, Chart, FactTable, Item, Text
from cytonomics.report.estimates import NO_EVIDENCE
from cytonomics.report.numbers import TO, listed, money, percent
from cytonomics.report.transfer_uses import (
    count,
    low,
    named_table,
    response,
    transfer_sentences,
    transfer_table,
)
from cytonomics.report.trend_charts import intervals

_PATIENTS = f"Patients in {LAST_HISTORY}"
_SHORT = {"USA": "US", "EMA": "EU", "JPN": "JP", "CHN": "CN"}
_DRAWN, _SHOWN = 14, 4


def use_case_blocks(market: Market) -> list[Block]:
    """Return what the report has on use cases: sentences, a chart and tables.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> [block.id for block in use_case_blocks(evaluate(load(), "til", draws=4))[1:]]
        ['chart-use-cases', 'use-cases', 'use-products', 'use-obstacles']
    """
    found, moved = use_cases(market), transfer_uses(market)
    blocks: list[Block] = [Text(use_case_sentences(market))]
    if found:
        blocks += [*_chart(found), _patients(found), _products(found), _obstacles(found)]
    if moved:
        blocks.append(transfer_table(moved))
    return [*blocks, *named_table(market)]


def use_case_sentences(market: Market) -> tuple[str, ...]:
    """Say where patients are treated, what has no rival label, and what lacks a comparison.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> use_case_sentences(evaluate(load(), "til", draws=4))[0][:22]
        'Use cases: labels are '
    """
    found = use_cases(market)
    if not found:
        nothing = "Evidence holds no label of a product of this market."
        return transfer_sentences(market) or (nothing,)
    sold = [one for one in found if one.sales and one.patients and one.share]
    lead = [_led(one) for one in sold[:3]]
    alone = [one.name for one in sold if len(one.products) == 1]
    bare = [one.name for one in sold if any("comparator" in text for text in one.obstacles)]
    everywhere = [
        one.name
        for one in found
        if {id for id, _ in PLACES} <= {place for p in one.products for place in p.places}
    ]
    said = [
        f"Use cases: labels are in force for {sum(bool(one.products) for one in found)} diseases, "
        f"and sales are on record for {len(sold)}. The largest: {'; '.join(lead)}."
        if lead
        else f"Use cases: labels are in force for {len(found)} diseases; none has sales on record."
    ]
    if everywhere:
        said.append(
            f"A label in all of {listed([name for _, name in PLACES])}: "
            f"{listed([low(one) for one in everywhere])}."
        )
    if alone:
        said.append(
            f"Of those with sales, one product alone is labelled for "
            f"{listed([low(one) for one in alone])}."
        )
    if bare:
        lacking = listed([low(one) for one in bare])
        said.append(f"No trial on record compares a product with another arm in {lacking}.")
    return (" ".join(said), *transfer_sentences(market))


def _led(one: UseCase) -> str:
    if one.patients is None or one.share is None:
        return ""
    return (
        f"{low(one.name)} with {count(one.patients)} patients in {LAST_HISTORY} and "
        f"{percent(one.share.mean)} of the sales of products"
    )


def _chart(found: tuple[UseCase, ...]) -> list[Block]:
    years = (("patients", LAST_HISTORY), ("ahead", LOOKED_AT))
    drawn = [
        (one.name, str(year), width)
        for one in found[:_DRAWN]
        for pick, year in years
        if (width := getattr(one, pick)) and width.mean >= 1
    ]
    if not drawn:
        return []
    name, year, most = max(drawn, key=lambda row: row[2].mean)
    says = f"Patients a year by disease; the most {most.mean:,.0f} ({name}, {year})."
    title = "Patients given a product by disease"
    note = "Bar: mean; line: 90 % interval. In the order of sales."
    return [Chart("chart-use-cases", title, says, intervals(drawn), note)]


def _patients(found: tuple[UseCase, ...]) -> FactTable:
    fields = len({one.area for one in found}) > 1
    return FactTable(
        "use-cases",
        "Use cases: who is treated, and what it comes to",
        (
            *(("Disease", "Field") if fields else ("Disease",)),
            *(_PATIENTS, "Of which by line", f"Patients in {LOOKED_AT}"),
            *("Million USD", "Share", "USD a patient"),
        ),
        tuple(
            (
                one.name,
                *((vocabulary.term("therapeutic_area", one.area).name,) if fields else ()),
                count(one.patients),
                _lines(one),
                count(one.ahead),
                _amount(one.sales),
                percent(one.share.mean, 1) if one.share else NO_EVIDENCE,
                f"{one.per_patient.mean:,.0f}" if one.per_patient else NO_EVIDENCE,
            )
            for one in found
        ),
        numeric=frozenset(at + fields for at in (1, 3, 4, 5, 6)),
        note="Means with 90 % intervals. A line is where a label begins; 3 and later are one. "
        "Money: net sales. Patients follow from sales by a net price; a disease has the part of a "
        "product's sales that the model expects of its label.",
    )


def _amount(found: Width | None) -> str:
    return NO_EVIDENCE if found is None else money(found.mean)


def _lines(one: UseCase) -> str:
    parts = [
        f"line {line.line}{'+' if line.line == '3' else ''}: {line.patients.mean:,.0f}"
        for line in one.lines
        if line.patients.mean >= 0.5
    ]
    return ", ".join(parts) or NO_EVIDENCE


def _products(found: tuple[UseCase, ...]) -> FactTable:
    rows = tuple(_product(one, product) for one in found for product in one.products)
    return FactTable(
        "use-products",
        "Use cases: products labelled now, and how they do",
        (
            *("Disease", "Product", "From line", "Labelled in", "Largest trial", "Response"),
            *("Months without progression", "Months alive", "Days to infusion"),
            *("List price, USD", "Facts"),
        ),
        rows,
        numeric=frozenset({2}),
        note="Labels by the rule that market and matching share. Response: count and exact 95 % "
        "interval; medians with the interval as printed, else the share at "
        "a month. Days marked * are of the class, not of "
        "the product. Trials differ in whom they took and are no ranking.",
    )


def _product(one: UseCase, product: Labelled) -> tuple[Item, ...]:
    trial, wait, price = product.trial, product.wait, product.price
    facts = [*product.labels, *(trial.facts if trial else ()), *(wait.facts if wait else ())]
    facts += [price.id] if price else []
    shown = ", ".join(facts[:_SHOWN]) + (" …" if len(facts) > _SHOWN else "")
    places = [_SHORT[id] for id in product.places]
    # Other authorities are named where none of the four places is covered.
    where = ", ".join(places) or ", ".join(product.authorities)
    days = NO_EVIDENCE
    if wait:
        days = f"{wait.days:g}" + ("" if wait.of == product.product else "*")
    return (
        one.name,
        product.name,
        str(product.line),
        where,
        trial.trial.replace("_", " ") if trial else NO_EVIDENCE,
        response(trial),
        _months(trial.progression_free, trial.progression_free_share) if trial else NO_EVIDENCE,
        _months(trial.overall, trial.alive) if trial else NO_EVIDENCE,
        days,
        f"{price['amount']:,.0f} ({price['year']})" if price else NO_EVIDENCE,
        shown,
    )


def _months(median: Median | None, share: Survival | None) -> str:
    """A median, else the share that is without the event at a time."""
    if median is not None:
        ends = f" ({median.interval[0]:g}{TO}{median.interval[1]:g})" if median.interval else ""
        return f"{median.months:g}{ends}"
    return NO_EVIDENCE if share is None else f"{percent(share.share)} at {share.months:g}"


def _obstacles(found: tuple[UseCase, ...]) -> FactTable:
    return FactTable(
        "use-obstacles",
        "Use cases: what stands in the way",
        ("Disease", "In the way, as far as evidence knows", "On their way", "Programmes"),
        tuple(
            (
                one.name,
                "; ".join(one.obstacles) or "nothing that these rules look for",
                ", ".join(dict.fromkeys(item.name for item in one.coming)) or NO_EVIDENCE,
                ", ".join(item.fact for item in one.coming),
            )
            for one in found
        ),
        wide=frozenset({1}),
        note="Looked for: a label in four large places, the earliest line, a trial and one with a "
        "comparator, a marker that a label asks for, days to infusion, sales on record.",
    )
