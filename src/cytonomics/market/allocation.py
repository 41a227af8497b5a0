"""The stated keys by which an observed total is split: over countries, indications, companies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact, Holding, holdings
from cytonomics.market.eligibility import Approval, approvals_of, pooled
from cytonomics.market.incidence import line_share, yearly_cases
from cytonomics.market.offers import UNKNOWN, Offer


@dataclass(frozen=True)
class Key:
    """How one offer is split in one year: shares by segment, which sum to one, and their facts.

    `fallback` says that the key proper was empty and a coarser one stands in.

    Example:
        >>> Key({"united_states": 1.0}, ("geo0001",)).shares["united_states"]
        1.0
    """

    shares: Mapping[str, float]
    facts: tuple[str, ...]
    fallback: bool = False


@lru_cache(maxsize=4)
def health_spending(evidence: Evidence) -> Mapping[str, tuple[float, str]]:
    """Return current health expenditure by country, million USD a year, and the fact behind it.

    Countries without a figure are left out.

    Example:
        >>> from cytonomics.evidence import load
        >>> health_spending(load())["USA"][0] > 4e6
        True
    """
    return {
        fact["iso3"]: (
            fact["population_m"] * fact["health_expenditure_per_capita_usd"],
            fact.id,
        )
        for fact in evidence["geography"]
        if fact["health_expenditure_per_capita_usd"]
    }


@lru_cache(maxsize=65536)
def country_key(evidence: Evidence, offer: Offer, year: int) -> Key:
    """Split an offer over its countries by health spending, where the product is approved.

    A country counts for the part of the year after its first approval. Where no approval in the
    area is on record the whole area counts, each country alike if no statistics are known.

    Example:
        >>> from cytonomics.evidence import load
        >>> key = country_key(load(), Offer("kymriah", ("CAN", "MEX"), "x"), 2024)
        >>> key.shares
        {'CAN': 1.0}
    """
    spending = health_spending(evidence)
    if len(offer.area) == 1:
        return Key({offer.area[0]: 1.0}, ())
    weights: dict[str, float] = {}
    facts: set[str] = set()
    for country, approval in _first_approvals(evidence, offer).items():
        quarters = sum(approval.quarter <= q for q in vocabulary.Period.parse(str(year)).quarters)
        if quarters and country in spending:
            weights[country] = spending[country][0] * quarters
            facts |= {approval.fact, spending[country][1]}
    if weights:
        return Key(_shares(weights), tuple(sorted(facts)))
    everywhere = {c: spending[c][0] for c in offer.area if c in spending}
    facts |= {spending[country][1] for country in everywhere}
    return Key(_shares(everywhere or dict.fromkeys(offer.area, 1.0)), tuple(sorted(facts)), True)


@lru_cache(maxsize=4096)
def _first_approvals(evidence: Evidence, offer: Offer) -> dict[str, Approval]:
    first: dict[str, Approval] = {}
    for approval in approvals_of(evidence, offer.product):
        for country in sorted(approval.countries & set(offer.area)):
            first.setdefault(country, approval)
    return dict(sorted(first.items()))


def group_key(evidence: Evidence, offer: Offer, year: int) -> Key:
    """Split an offer over the report groups its countries belong to.

    Example:
        >>> from cytonomics.evidence import load
        >>> group_key(load(), Offer("kymriah", ("USA",), "USA"), 2024).shares
        {'united_states': 1.0}
    """
    countries = country_key(evidence, offer, year)
    groups: dict[str, float] = {}
    for country, share in countries.shares.items():
        group = vocabulary.report_group_of(country)
        groups[group] = groups.get(group, 0.0) + share
    return Key(groups, countries.facts, countries.fallback)


@lru_cache(maxsize=65536)
def company_key(evidence: Evidence, offer: Offer, year: int, role: str) -> Key:
    """Split an offer over the companies that hold a role on 1 July of the year.

    Sales that the maker books at its own price to a distributor (ex works) are the maker's.

    Args:
        evidence: tables ownership and sales.
        offer: the offer.
        year: calendar year.
        role: "seller" for who books the sales, "profit_share" for who takes the profit; where
            no profit is shared the seller takes it.

    Example:
        >>> from cytonomics.evidence import load
        >>> us = Offer("carvykti", ("USA",), "USA")
        >>> sorted(company_key(load(), us, 2024, "profit_share").shares.items())
        [('johnson_johnson', 0.5), ('legend_biotech', 0.5)]
    """
    maker = _ex_works_maker(evidence, offer.product)
    if maker is not None:
        return Key({maker["company_id"]: 1.0}, (maker.id,))
    if not evidence.of_product("ownership", offer.product):
        # Nobody knows who will sell a product that nobody has named.
        return Key({UNKNOWN: 1.0}, ())
    day = date(year, 7, 1)
    if len(offer.area) == 1:
        return _split(((1.0, _holders(evidence, offer.product, offer.area[0], day, role)),))
    countries = country_key(evidence, offer, year)
    held = _split(
        tuple(
            (share, _holders(evidence, offer.product, country, day, role))
            for country, share in countries.shares.items()
        )
    )
    return replace(
        held, facts=tuple(sorted({*held.facts, *countries.facts})), fallback=countries.fallback
    )


# Most countries of a product have the same holders year after year.
@lru_cache(maxsize=4096)
def _split(countries: tuple[tuple[float, tuple[Holding, ...]], ...]) -> Key:
    """Add up what companies hold in countries, each with its share of the whole."""
    companies: dict[str, float] = {}
    facts: set[str] = set()
    for share, holders in countries:
        for company, part, fact in holders:
            if part:
                companies[company] = companies.get(company, 0.0) + share * part
                facts.add(fact)
    total = sum(companies.values())
    return Key(
        {company: share / total for company, share in sorted(companies.items())},
        tuple(sorted(facts)),
    )


def _holders(
    evidence: Evidence, product: str, country: str, day: date, role: str
) -> tuple[Holding, ...]:
    found = holdings(evidence, product, country, day, role)
    if not found and role != "seller":
        found = holdings(evidence, product, country, day, "seller")
    return found or (_nearest(evidence, product, day),)


# A product can be sold before or beyond the territory on record: its nearest seller books.
@lru_cache(maxsize=16384)
def _nearest(evidence: Evidence, product: str, day: date) -> Holding:
    every = evidence.of_product("ownership", product)
    rows = [f for f in every if f["role"] == "seller"] or every
    nearest = min(rows, key=lambda f: (abs((f["valid_from"] - day).days), f.id))
    return Holding(nearest["company_id"], 1.0, nearest.id)


@lru_cache(maxsize=4096)
def _ex_works_maker(evidence: Evidence, product: str) -> Fact | None:
    for fact in evidence.of_product("sales", product):
        if fact["revenue_basis"] == "ex_works":
            return fact
    return None


def label_key(evidence: Evidence, offer: Offer, year: int, ramp_years: float, ramp_id: str) -> Key:
    """Split an offer over its label, each an indication and line, by new patients who reach it.

    Segments are written as indication:line, where 3 is the third or a later line; an indication
    counts once, at its earliest line.

    The weight of an indication is its yearly US cases (counts free to use only; a parent
    disease times the share of the indication in it where it has no count of its own) times the
    share of patients who reach the earliest labelled line, times a ramp that rises in a straight
    line to one over `ramp_years` after the approval. An indication without a count gets nothing.

    Args:
        evidence: tables approvals, epidemiology and funnel.
        offer: the offer.
        year: calendar year.
        ramp_years: years until a new indication has its full weight.
        ramp_id: id of the assumption that says so.

    Example:
        >>> from cytonomics.evidence import load
        >>> us = Offer("tecartus", ("USA",), "USA")
        >>> key = label_key(load(), us, 2024, 2.5, "asm0020")
        >>> sorted(key.shares), round(sum(key.shares.values()), 9)
        (['b_all:2', 'mcl:2'], 1.0)
    """
    labels: dict[str, Approval] = {}
    for approval in approvals_of(evidence, offer.product):
        if approval.holds_in(set(offer.area)) and approval.quarter.year <= year:
            known = labels.get(approval.indication)
            if known is None or approval.line < known.line:
                labels[approval.indication] = approval
    fallback = not labels
    if fallback:
        # Sold before an approval in the area is on record: the labels of anywhere stand in.
        for approval in approvals_of(evidence, offer.product):
            labels.setdefault(approval.indication, approval)
    if not labels:
        return Key({UNKNOWN: 1.0}, ())
    if len(labels) == 1:
        ((indication, approval),) = labels.items()
        return Key({segment_name(indication, approval.line): 1.0}, (approval.fact,), fallback)
    weights: dict[str, float] = {}
    facts: set[str] = set()
    for indication, approval in labels.items():
        cases, case_facts = yearly_cases(evidence, indication)
        reach, reach_facts = line_share(evidence, indication, approval.line)
        middle = vocabulary.Quarter(year, 3).index
        reached = (max(middle - approval.quarter.index, 0) + 0.5) / (4.0 * ramp_years)
        if cases:
            named = segment_name(indication, approval.line)
            weights[named] = cases * reach * min(reached, 1.0)
            facts |= {approval.fact, ramp_id, *case_facts, *reach_facts}
    return Key(_shares(weights), tuple(sorted(facts)), fallback)


def segment_name(indication: str, line: int) -> str:
    """Return the name of the patients of an indication at a line; later lines than 3 are one.

    Example:
        >>> segment_name("mm", 4)
        'mm:3'
    """
    return f"{indication}:{pooled(line)}"


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
