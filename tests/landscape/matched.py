"""The shipped evidence that patients are matched with, its products, and the kinds of points."""

from __future__ import annotations

from cytonomics.evidence import load

EVIDENCE = load()
PRODUCTS = sorted({fact["product_id"] for fact in EVIDENCE["approvals"]})


def kinds(points) -> set[str]:
    return {point.kind for point in points}
