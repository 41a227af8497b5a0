"""All there is to say of one fact: what stands behind it, against it and on it."""

from __future__ import annotations

from dataclasses import dataclass

from cytonomics.evidence.reading import OVERLAY, Fact
from cytonomics.evidence.roles import SalesRole, sales_roles
from cytonomics.evidence.schema import TableSchema, table_schema
from cytonomics.evidence.store import Evidence


@dataclass(frozen=True)
class Card:
    """A fact and its surroundings.

    `superseded_by` and `supersedes` are the rows next to it in its history, `rivals` the other
    rows in view that state a value for the same quantity, `rests_on_it` the rows that name it as
    their ground or, for sales, are made up of it.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> card(load(), "sal0206").superseded_by.id
        'sal0207'
    """

    fact: Fact
    schema: TableSchema
    superseded_by: Fact | None
    supersedes: Fact | None
    rivals: tuple[Fact, ...]
    role: SalesRole | None
    rests_on_it: tuple[Fact, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of the row's table, and the row's own mark where it has one."""
        own = self.fact.values.get("terms")
        return self.schema.terms + ((f"this row: {own}",) if own else ())


def card(evidence: Evidence, identifier: str) -> Card:
    """Gather what concerns one fact.

    Raises:
        EvidenceError: for an unknown id, naming the nearest known one.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> card(load(), "sal0228").role.role
        'partner_share'
    """
    fact = evidence.fact(identifier)
    roles = sales_roles(evidence) if fact.table == "sales" else {}
    return Card(
        fact=fact,
        schema=table_schema(fact.table),
        superseded_by=evidence.by_id.get(evidence.superseded.get(fact.id, "")),
        supersedes=evidence.by_id.get(fact["supersedes"] or ""),
        rivals=_rivals(evidence, fact),
        role=roles.get(fact.id),
        rests_on_it=tuple(other for other in evidence if _leans(other, fact))
        + tuple(evidence.by_id[key] for key, role in roles.items() if fact.id in role.weights),
    )


def marks(evidence: Evidence, fact: Fact) -> tuple[str, ...]:
    """Return what a reader must not overlook in a row, most important first.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> evidence = load()
        >>> marks(evidence, evidence.fact("sal0206"))
        ('superseded by sal0207',)
    """
    by = evidence.superseded.get(fact.id)
    found = (
        f"superseded by {by}" if by else "",
        fact["confidence"] if fact["confidence"] in ("recall", "judgement") else "",
        "disputed" if fact["disputed"] == "yes" else "",
        OVERLAY if fact.origin == OVERLAY else "",
    )
    return tuple(mark for mark in found if mark)


def _rivals(evidence: Evidence, fact: Fact) -> tuple[Fact, ...]:
    schema = table_schema(fact.table)
    if not schema.value:
        return ()
    return tuple(
        other
        for other in evidence[fact.table]
        if other.id != fact.id
        and other[schema.value] is not None
        and all(other[name] == fact[name] for name in schema.quantity)
    )


def _leans(other: Fact, fact: Fact) -> bool:
    grounds = other.values.get("rests_on") or ""
    return fact.id in [part.strip() for part in grounds.split(";")]
