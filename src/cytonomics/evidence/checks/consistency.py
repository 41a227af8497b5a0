"""Checks within a table: dates, ranges, duplicates, disagreements and licence marks."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from cytonomics.evidence.errors import Problem
from cytonomics.evidence.reading import Fact, latest_day
from cytonomics.evidence.schema import table_schema
from cytonomics.evidence.store import Evidence
from cytonomics.vocabulary import Period

_IDENTITY = frozenset({"id", "supersedes", "note", "known_from", "known_from_basis", "disputed"})
_ORDERED = (("valid_from", "valid_to"), ("period_start", "period_end"))
_DATED = {"approvals": "approval_date", "developments": "date"}
NON_COMMERCIAL = "iarc_non_commercial"


def dates_in_order(evidence: Evidence) -> list[Problem]:
    """What ends does so after it began, and nothing was known before it happened.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> dates_in_order(load())
        []
    """
    problems = []
    for table, facts in evidence.tables.items():
        names = set(table_schema(table).names)
        pairs = [pair for pair in _ORDERED if names >= set(pair)]
        for fact in facts:
            for first, last in pairs:
                if None not in (fact[first], fact[last]) and fact[first] > fact[last]:
                    problems.append(_problem(fact, f"{first} {fact[first]} lies after {last}"))
            happened = _happened(fact)
            if happened is not None and fact.known_from < happened:
                problems.append(
                    _problem(fact, f"known_from {fact.known_from} lies before {happened}")
                )
    return problems


def _happened(fact: Fact) -> Any:
    if fact.table == "sales":
        return Period.parse(fact["period"]).last_day
    if fact.table in _DATED:
        # A month or a year may have been known on its first day already.
        text = fact[_DATED[fact.table]]
        return latest_day(text) if len(text) == len("2024-01-31") else None
    return None


def _problem(fact: Fact, message: str) -> Problem:
    return Problem("dates_in_order", fact.table, (fact.id,), message)


def ranges_hold_values(evidence: Evidence) -> list[Problem]:
    """A value lies between its low and high end.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> ranges_hold_values(load())
        []
    """
    problems = []
    for table, facts in evidence.tables.items():
        schema = table_schema(table)
        if not {"low", "high"} <= set(schema.names):
            continue
        for fact in facts:
            low, value, high = fact["low"], fact[schema.value], fact["high"]
            if (low is not None and low > value) or (high is not None and high < value):
                problems.append(
                    Problem(
                        "ranges_hold_values",
                        table,
                        (fact.id,),
                        f"{schema.value} {value:g} lies outside its range {low} to {high}",
                    )
                )
    return problems


def no_duplicates(evidence: Evidence) -> list[Problem]:
    """No two rows say the same of the same thing from the same source.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> no_duplicates(load())
        []
    """
    problems = []
    for table, facts in evidence.tables.items():
        seen: dict[tuple[Any, ...], Fact] = {}
        fields = [name for name in table_schema(table).names if name not in _IDENTITY]
        for fact in facts:
            key = tuple(fact[name] for name in fields)
            if key in seen:
                problems.append(
                    Problem(
                        "no_duplicates", table, (seen[key].id, fact.id), "the two rows are the same"
                    )
                )
            seen[key] = fact
    return problems


def disagreements_marked(evidence: Evidence) -> list[Problem]:
    """Rows that state different values for one quantity are marked disputed, and no others are.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> disagreements_marked(load())
        []
    """
    problems = []
    for table, group in quantities(evidence):
        values = {fact[table_schema(table).value] for fact in group}
        unmarked = [fact.id for fact in group if fact["disputed"] != "yes"]
        if len(values) > 1 and unmarked:
            problems.append(
                Problem(
                    "disagreements_marked",
                    table,
                    tuple(fact.id for fact in group),
                    f"state {', '.join(f'{value:g}' for value in sorted(values))} for one "
                    f"quantity ({_quantity_text(group[0])}); mark them disputed or supersede one",
                )
            )
        elif len(values) == 1 and len(unmarked) < len(group):
            problems.append(
                Problem(
                    "disagreements_marked",
                    table,
                    tuple(fact.id for fact in group if fact["disputed"] == "yes"),
                    "marked disputed, but no other row disagrees; remove the mark",
                )
            )
    return problems


def quantities(evidence: Evidence) -> list[tuple[str, list[Fact]]]:
    """Group the facts that state a value for one and the same quantity, table by table.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> len(quantities(load())) > 1000
        True
    """
    groups: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for table, facts in evidence.tables.items():
        schema = table_schema(table)
        if not schema.value:
            continue
        for fact in facts:
            if fact[schema.value] is not None:
                key = (table, *(fact[name] for name in schema.quantity))
                groups[key].append(fact)
    return [(str(key[0]), group) for key, group in groups.items()]


def _quantity_text(fact: Fact) -> str:
    names = table_schema(fact.table).quantity
    return ", ".join(str(fact[name]) for name in names if fact[name] is not None)


def terms_marked(evidence: Evidence) -> list[Problem]:
    """Every count of the International Agency for Research on Cancer carries its terms.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> terms_marked(load())
        []
    """
    return [
        Problem(
            "terms_marked",
            "epidemiology",
            (fact.id,),
            f"rests on GLOBOCAN, so its terms must be {NON_COMMERCIAL}",
        )
        for fact in evidence["epidemiology"]
        if "GLOBOCAN" in fact["source_title"] and fact["terms"] != NON_COMMERCIAL
    ]
