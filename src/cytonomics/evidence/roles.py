"""What each sales row does in the aggregation: counts, repeats others, or is a partner's share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from cytonomics.evidence.aggregation import PARTNER_SHARE, aggregations
from cytonomics.evidence.store import Evidence


class SalesRole(NamedTuple):
    """The place of one sales row in its family of products.

    `role` is "basis" (its dollars count), "redundant" (others state them already) or
    "partner_share" (paid out of sales that the seller books). For redundant rows `weights` says
    by id how the others make it up, and `explained` what they make of it, in million of the
    row's own currency; None where currencies differ.

    Example:
        >>> SalesRole(("kymriah",), "basis", None, {}).role
        'basis'
    """

    family: tuple[str, ...]
    role: str
    explained: float | None
    weights: Mapping[str, float]


@lru_cache(maxsize=4)
def sales_roles(evidence: Evidence) -> Mapping[str, SalesRole]:
    """Return the role of every sales row in view, by id.

    Example:
        >>> from cytonomics.evidence.store import load
        >>> sales_roles(load())["sal0228"].role
        'partner_share'
    """
    roles: dict[str, SalesRole] = {}
    for family in aggregations(evidence):
        for fact in family.basis:
            roles[fact.id] = SalesRole(family.products, "basis", None, MappingProxyType({}))
        for row in family.redundant:
            partner = row.fact["revenue_basis"] == PARTNER_SHARE
            roles[row.fact.id] = SalesRole(
                family.products,
                "partner_share" if partner else "redundant",
                row.explained,
                row.weights,
            )
    return MappingProxyType(roles)
