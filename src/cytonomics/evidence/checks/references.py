"""Checks that what a row names exists, and that ownership leaves no sale without a seller."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations

from cytonomics import vocabulary
from cytonomics.evidence.aggregation import area_of
from cytonomics.evidence.errors import Problem
from cytonomics.evidence.reading import Fact
from cytonomics.evidence.schema import Field, table_schema
from cytonomics.evidence.store import Evidence
from cytonomics.vocabulary import Period

_LISTS = frozenset({"cell_therapy_products", "rests_on"})


def references_resolve(evidence: Evidence) -> list[Problem]:
    """Whatever a row names exists: rows of other tables, terms, places on their day, ids.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> references_resolve(load())
        []
    """
    problems = []
    for table, facts in evidence.tables.items():
        for field in table_schema(table).fields:
            if not field.references:
                continue
            known = _known(field, evidence)
            for fact in facts:
                for value in _values(fact, field):
                    if value not in known:
                        where = " or ".join(field.references)
                        problems.append(
                            Problem(
                                "references_resolve",
                                table,
                                (fact.id,),
                                f"{field.name} {value!r} is not among {where}",
                            )
                        )
    return problems + _supersessions(evidence) + _places(evidence)


def _supersessions(evidence: Evidence) -> list[Problem]:
    return [
        Problem("references_resolve", fact.table, (fact.id,), f"supersedes {said}")
        for facts in evidence.known.values()
        for fact in facts
        if fact["supersedes"] and (said := _ill_superseded(fact, evidence))
    ]


def _ill_superseded(fact: Fact, evidence: Evidence) -> str:
    old = fact["supersedes"]
    if old not in evidence.hidden:
        return f"unknown {old!r}"
    if evidence.hidden[old].table != fact.table:
        return f"{old!r} of another table, {evidence.hidden[old].table}"
    if evidence.superseded[old] != fact.id:
        return f"{old!r}, as {evidence.superseded[old]!r} does; supersede that one instead"
    here, seen = fact.id, {old}
    while here in evidence.superseded and here not in seen:
        seen.add(here)
        here = evidence.superseded[here]
    return f"{old!r}, which supersedes it in turn" if here in seen else ""


def _places(evidence: Evidence) -> list[Problem]:
    """Find labels of sales and territories of owners that mean no place on their day."""
    problems = []
    for fact in (*evidence["sales"], *evidence["ownership"]):
        try:
            if fact.table == "sales":
                for quarter in Period.parse(fact["period"]).quarters:
                    area_of(fact, quarter)
            else:
                vocabulary.members(fact["territory"], fact["valid_from"])
        except vocabulary.VocabularyError as error:
            problems.append(Problem("references_resolve", fact.table, (fact.id,), str(error)))
    return problems


def _values(fact: Fact, field: Field) -> list[str]:
    value = fact[field.name]
    if value is None:
        return []
    return [part.strip() for part in value.split(";")] if field.name in _LISTS else [value]


def _known(field: Field, evidence: Evidence) -> set[str]:
    known: set[str] = set()
    for reference in field.references:
        if reference.startswith("vocabulary:"):
            dimension = reference.removeprefix("vocabulary:")
            known.update(_vocabulary_ids(dimension))
        elif reference == "*.id":
            known.update(evidence.by_id)
        else:
            table, column = reference.split(".")
            known.update(fact[column] for fact in evidence[table] if fact[column])
    return known


def _vocabulary_ids(dimension: str) -> set[str]:
    if dimension == "country":
        return {country.iso3 for country in vocabulary.countries()}
    if dimension == "scope":
        return {scope.id for scope in vocabulary.scopes()}
    return {term.id for term in vocabulary.terms(dimension)}


def ownership_adds_up(evidence: Evidence) -> list[Problem]:
    """Wherever two sellers or profit sharers of a product overlap, their shares sum to one.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> ownership_adds_up(load())
        []
    """
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in evidence["ownership"]:
        if fact["role"] in ("seller", "profit_share"):
            groups[fact["product_id"], fact["role"]].append(fact)
    problems = []
    for (product, role), facts in sorted(groups.items()):
        days = sorted({fact["valid_from"] for fact in facts})
        for day in days:
            holding = [
                fact
                for fact in facts
                if fact["valid_from"] <= day
                and (fact["valid_to"] is None or day < fact["valid_to"])
            ]
            areas = {fact.id: _territory(fact, day) for fact in holding}
            seen: set[tuple[str, ...]] = set()
            for country in sorted(frozenset().union(*areas.values())):
                here = tuple(fact.id for fact in holding if country in areas[fact.id])
                total = sum(
                    1.0 if fact["share"] is None else fact["share"]
                    for fact in holding
                    if fact.id in here
                )
                if abs(total - 1) > 1e-6 and here not in seen:
                    seen.add(here)
                    problems.append(
                        Problem(
                            "ownership_adds_up",
                            "ownership",
                            here,
                            f"shares of role {role} for {product} in {country} on {day} sum to "
                            f"{total:g}, not 1",
                        )
                    )
    return problems + _repeated(groups)


def _territory(fact: Fact, day: date) -> frozenset[str]:
    try:
        return vocabulary.members(fact["territory"], day)
    except vocabulary.VocabularyError:
        return frozenset()  # references_resolve has said so


def _repeated(groups: dict[tuple[str, str], list[Fact]]) -> list[Problem]:
    return [
        Problem("ownership_adds_up", "ownership", (one.id, two.id), "the same holding stands twice")
        for facts in groups.values()
        for one, two in combinations(facts, 2)
        if all(
            one[key] == two[key] for key in ("company_id", "territory", "valid_from", "valid_to")
        )
    ]
