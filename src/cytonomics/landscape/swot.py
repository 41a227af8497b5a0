"""Strengths, weaknesses, opportunities and threats: each an item that a named rule finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from cytonomics.landscape import around, own
from cytonomics.landscape.finding import Finding
from cytonomics.landscape.standing import Standing

SIDES = ("strength", "weakness", "opportunity", "threat")


class Rule(NamedTuple):
    """A rule as data: what it demands in words, what finds it, and the sentence of its item.

    `says` is filled with the words of the finding.

    Example:
        >>> RULES[0].side
        'strength'
    """

    name: str
    side: str
    demands: str
    finds: Callable[[Standing], Finding | None]
    says: str


class Item(NamedTuple):
    """One item: its side, the rule that gave it, and the facts and figures it rests on.

    Example:
        >>> Item("threat", "rival_gains", "A rival gains.", (), ("a/b",)).rule
        'rival_gains'
    """

    side: str
    rule: str
    sentence: str
    facts: tuple[str, ...]
    figures: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule(
        "leads_class",
        "strength",
        "Among two or more companies with sales in a class (modality and antigen), it books most "
        "in the last year of history.",
        own.leads_class,
        "Leads {classes} by sales in {year}.",
    ),
    Rule(
        "several_labels",
        "strength",
        "It holds at least as many labels (product, indication, authority) as the assumption "
        "swot_several_labels says.",
        own.several_labels,
        "Holds {count} labels for {products} from {authorities}.",
    ),
    Rule(
        "earliest_line",
        "strength",
        "Under one authority its product is labelled from an earlier line than every rival "
        "labelled for the same indication.",
        own.earliest_line,
        "Labelled earlier than any rival on record: {labels}.",
    ),
    Rule(
        "stated_capacity",
        "strength",
        "A capacity in doses a year is on record for a product that it holds.",
        own.stated_capacity,
        "Capacity stated: {capacities}.",
    ),
    Rule(
        "growing_sales",
        "strength",
        "Sales of the last year of history exceed those of the year before by more than "
        "swot_change_of_sales in at least swot_probability of the draws.",
        own.growing_sales,
        "Sales of {year} on the year before: {change}.",
    ),
    Rule(
        "one_product",
        "weakness",
        "All it books in the market in the last year of history comes from one product.",
        own.one_product,
        "All sales in this market come from one product, {product}.",
    ),
    Rule(
        "falling_sales",
        "weakness",
        "Sales of the last year of history fall short of those of the year before by more than "
        "swot_change_of_sales in at least swot_probability of the draws.",
        own.falling_sales,
        "Sales of {year} on the year before: {change}.",
    ),
    Rule(
        "only_late_lines",
        "weakness",
        "It holds labels, and all of them begin at the third line or later.",
        own.only_late_lines,
        "Every label begins at the third line or later: {labels}.",
    ),
    Rule(
        "severe_toxicity",
        "weakness",
        "In the newest trial on record of its product, cytokine release or neurotoxicity of "
        "grade 3 or more is more frequent than in the median product of the market.",
        own.severe_toxicity,
        "More frequent severe events than the median product: {events}.",
    ),
    Rule(
        "out_of_specification",
        "weakness",
        "The newest rate of doses out of specification on record for its product exceeds the "
        "median of all products.",
        own.out_of_specification,
        "More doses out of specification than the median product ({median}): {rates}.",
    ),
    Rule(
        "no_label",
        "weakness",
        "It works towards labels in the market and holds none yet.",
        own.no_label,
        "Holds no label in this market yet; {count} in development: {names}.",
    ),
    Rule(
        "late_programmes",
        "opportunity",
        "Programmes of its own are filed or in trials from which a filing may follow.",
        around.late_programmes,
        "Filed or in pivotal trials: {programmes}.",
    ),
    Rule(
        "labels_elsewhere",
        "opportunity",
        "Of the authorities of the United States, the European Union and Japan, one grants its "
        "product an indication that another one, where it holds the product, does not.",
        around.labels_elsewhere,
        "Granted by another authority and not on record yet: {labels}.",
    ),
    Rule(
        "forecast_growth",
        "opportunity",
        "Sales forecast for the year looked at exceed those of the last year of history in at "
        "least swot_probability of the draws.",
        around.forecast_growth,
        "Sales are forecast at {mean} million USD in {year} (90 % interval {low} to {high}), "
        "after {before} in {last}.",
    ),
    Rule(
        "rival_gains",
        "threat",
        "In a class where it books sales, the share of a rival rose by more than swot_rival_gain "
        "in the last year of history.",
        around.rival_gains,
        "Rivals gain share in {year}: {rivals}.",
    ),
    Rule(
        "pending_entrants",
        "threat",
        "Programmes of others in a class of its labelled products are filed or in trials from "
        "which a filing may follow.",
        around.pending_entrants,
        "Entrants filed or in pivotal trials: {entrants}.",
    ),
    Rule(
        "setbacks",
        "threat",
        "A withdrawal or refusal within landscape_move_years is on record, or an authorisation "
        "was withdrawn.",
        around.setbacks,
        "Set back: {events}.",
    ),
    Rule(
        "owner_changes",
        "threat",
        "Within landscape_move_years the company or a right to its products passed to others, or "
        "it failed.",
        around.owner_changes,
        "Rights or owner changed: {changes}.",
    ),
)


def swot(standing: Standing) -> tuple[Item, ...]:
    """Return every item that a rule finds for a company, in the order of the rules.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=4)
        >>> [
        ...     item.sentence
        ...     for item in swot(Standing(market, "novartis"))
        ...     if item.side == "weakness"
        ... ]
        ['All sales in this market come from one product, Kymriah.', 'Sales of 2025 on ...']
    """
    found = []
    for rule in RULES:
        finding = rule.finds(standing)
        if finding is not None:
            sentence = rule.says.format(**finding.words)
            found.append(Item(rule.side, rule.name, sentence, finding.facts, finding.figures))
    return tuple(found)


def counted(items: tuple[Item, ...]) -> dict[str, int]:
    """Return how many items each side has.

    Example:
        >>> counted(())
        {'strength': 0, 'weakness': 0, 'opportunity': 0, 'threat': 0}
    """
    sides = Counter(item.side for item in items)
    return {side: sides[side] for side in SIDES}
