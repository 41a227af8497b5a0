"""Conditions of strengths and weaknesses: what a company has, against what others have."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import numpy as np

from cytonomics.evidence import Evidence, Fact
from cytonomics.landscape.finding import Finding, amount, change, named, percent, some, unique
from cytonomics.landscape.holding import labels
from cytonomics.landscape.standing import Standing, class_name, indication_name, sales_by
from cytonomics.market import LAST_HISTORY
from cytonomics.market.eligibility import LATE

PROBABILITY, CHANGE, SEVERAL = "swot_probability", "swot_change_of_sales", "swot_several_labels"
_CAPACITY, _OUTSIDE = "annual_capacity_doses", "out_of_specification_rate"
_EVENTS = (
    ("crs_grade3_rate", "cytokine release"),
    ("icans_grade3_rate", "neurotoxicity"),
)
# A median of fewer says nothing of a field.
_FIELD = 3
_ORDINAL = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def leads_class(standing: Standing) -> Finding | None:
    """Find the classes in which the company books most, of two or more that book anything."""
    said: list[tuple[float, str, tuple[str, ...]]] = []
    for kind, companies in sales_by(standing.market).classes.items():
        means = {name: float(draws[:, standing.last].mean()) for name, draws in companies.items()}
        sellers = {name: mean for name, mean in means.items() if mean > 0}
        if len(sellers) < 2 or max(sellers, key=lambda name: sellers[name]) != standing.company:
            continue
        if not any(standing.kind(name) == kind for name in standing.products):
            continue
        own, whole = sellers[standing.company], sum(sellers.values())
        products = [name for name in standing.sold if standing.kind(name) == kind]
        figures = standing.figures(*products, years=(LAST_HISTORY,), own=False)
        text = f"{class_name(kind)} ({percent(own / whole)} of {amount(whole)} million USD)"
        said.append((own, text, figures))
    if not said:
        return None
    said.sort(key=lambda one: (-one[0], one[1]))
    words = {"classes": some([text for _, text, _ in said]), "year": str(LAST_HISTORY)}
    return Finding(words, figures=unique(one for *_, ids in said for one in ids))


def several_labels(standing: Standing) -> Finding | None:
    """Find labels from the number on that counts as several."""
    found = standing.labels
    if len(found) < standing.setting(SEVERAL):
        return None
    words = {
        "count": str(len(found)),
        "products": named([standing.name(name) for name in unique(one.product for one in found)]),
        "authorities": named(sorted({one.authority for one in found}), 4),
    }
    return Finding(words, tuple(one.fact for one in found))


def earliest_line(standing: Standing) -> Finding | None:
    """Find labels from an earlier line than those of every rival for the same use."""
    evidence, market = standing.market.evidence, standing.market
    said, facts = [], []
    for one in standing.labels:
        rivals = [
            other
            for name in market.products
            if name not in standing.products and name not in market.transfers.products
            for other in labels(evidence, name, standing.now)
            if (other.authority, other.indication) == (one.authority, one.indication)
        ]
        if rivals and all(one.line < other.line for other in rivals):
            said.append(
                f"{standing.name(one.product)} from the {_ORDINAL[one.line]} line in "
                f"{indication_name(one.indication)} ({one.authority})"
            )
            facts += [one.fact, *(other.fact for other in rivals)]
    return Finding({"labels": some(said)}, unique(facts)) if said else None


def stated_capacity(standing: Standing) -> Finding | None:
    """Find the newest capacity on record of each product."""
    newest = _newest(standing.market.evidence, _CAPACITY)
    rows = [newest[name] for name in standing.products if name in newest]
    said = [
        f"{fact['value']:,.0f} doses a year for {name} ({fact['date']})"
        for fact, name in ((fact, standing.name(fact["product_id"])) for fact in rows)
    ]
    return Finding({"capacities": some(said)}, tuple(fact.id for fact in rows)) if said else None


def growing_sales(standing: Standing) -> Finding | None:
    """Find sales of the last year that are higher than those of the year before."""
    return _changed(standing, +1)


def falling_sales(standing: Standing) -> Finding | None:
    """Find sales of the last year that are lower than those of the year before."""
    return _changed(standing, -1)


def _changed(standing: Standing, sign: int) -> Finding | None:
    if standing.sales is None or not _still(standing):
        return None
    before, now = (standing.sales[:, standing.last - back] for back in (1, 0))
    if not (before > 0).all():
        return None
    moved = now / before - 1
    often = np.mean(sign * moved > standing.setting(CHANGE))
    if often < standing.setting(PROBABILITY):
        return None
    words = {"change": change(float(moved.mean())), "year": str(LAST_HISTORY)}
    years = (LAST_HISTORY - 1, LAST_HISTORY)
    return Finding(words, figures=standing.figures(years=years))


def _still(standing: Standing) -> bool:
    """Whether the company still holds some of what it sold in the last year of history."""
    return any(
        draws[:, standing.last].any() and name in standing.products
        for name, draws in standing.sold.items()
    )


def one_product(standing: Standing) -> Finding | None:
    """Find a company whose sales are those of one product."""
    sold = [name for name, draws in standing.sold.items() if draws[:, standing.last].any()]
    if len(sold) != 1 or not _still(standing):
        return None
    figures = standing.figures(sold[0], years=(LAST_HISTORY,), own=False)
    return Finding({"product": standing.name(sold[0])}, figures=figures)


def only_late_lines(standing: Standing) -> Finding | None:
    """Find labels of which none begins before the third line."""
    found = standing.labels
    if not found or any(one.line < LATE for one in found):
        return None
    said = [
        f"{standing.name(one.product)} in {indication_name(one.indication)} ({one.authority})"
        for one in found
    ]
    return Finding({"labels": some(said)}, tuple(one.fact for one in found))


def severe_toxicity(standing: Standing) -> Finding | None:
    """Find severe events that are more frequent than in the median product of the market."""
    said, facts = [], []
    for column, word in _EVENTS:
        newest: dict[str, Fact] = {}
        for fact in sorted(standing.market.evidence["trials"], key=_age):
            if fact[column] is not None and fact["product_id"] in standing.market.products:
                newest[fact["product_id"]] = fact
        if len(newest) < _FIELD:
            continue
        middle = median(fact[column] for fact in newest.values())
        for name in standing.products:
            if name in newest and newest[name][column] > middle:
                rate = percent(newest[name][column])
                said.append(f"{word} with {standing.name(name)} {rate} against {percent(middle)}")
                facts.append(newest[name].id)
    return Finding({"events": some(said)}, unique(facts)) if said else None


def out_of_specification(standing: Standing) -> Finding | None:
    """Find doses out of specification that are more frequent than with the median product."""
    newest = _newest(standing.market.evidence, _OUTSIDE)
    if len(newest) < _FIELD:
        return None
    middle = median(fact["value"] for fact in newest.values())
    rows = [
        newest[name]
        for name in standing.products
        if name in newest and newest[name]["value"] > middle
    ]
    if not rows:
        return None
    said = [f"{standing.name(fact['product_id'])} {percent(fact['value'])}" for fact in rows]
    words = {"median": percent(middle), "rates": some(said)}
    return Finding(words, tuple(fact.id for fact in rows))


def no_label(standing: Standing) -> Finding | None:
    """Find a company that has only programmes."""
    found = standing.candidates
    if standing.labels or not found:
        return None
    names = unique(one.name for one in found)
    words = {"count": str(len(names)), "names": named(list(names))}
    return Finding(words, tuple(one.fact for one in found))


def _newest(evidence: Evidence, metric: str) -> dict[str, Fact]:
    """The newest row of a metric by product."""
    found: dict[str, Fact] = {}
    for fact in sorted(_rows(evidence, metric), key=_age):
        found[fact["product_id"]] = fact
    return found


def _rows(evidence: Evidence, metric: str) -> Iterator[Fact]:
    return (fact for fact in evidence["manufacturing"] if fact["metric"] == metric)


def _age(fact: Fact) -> tuple[object, str]:
    return fact.known_from, fact.id
