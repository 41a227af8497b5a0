"""Claims that stand at their quotes in a text, and the rules that find fault with them."""

from __future__ import annotations

from typing import Any

from cytonomics.audit import audit
from cytonomics.claims.model import Claim

CAR_T: dict[str, Any] = {"market": "CAR-T therapy", "scope": "car_t"}


def _claim(measure: Any, quote: str, text: str, **fields: Any) -> Claim:
    """A claim at the first place of its quote; its sentence is its line."""
    start = text.index(quote)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    fields.setdefault("context", (first, len(text) if last < 0 else last))
    year = fields.pop("year", None)
    if year:
        fields |= {"period_start": year, "period_end": year}
    return Claim(f"{measure}{start}", measure, quote, start, start + len(quote), **(CAR_T | fields))


def _size(quote: str, text: str, **fields: Any) -> Claim:
    number = float(quote.split()[1].replace(",", "")) * 1e9
    fields.setdefault("value", number)
    return _claim("size", quote, text, step=1e8, unit="money", currency="USD", **fields)


def _rules(text: str, *claims: Claim) -> list[str]:
    found = audit(text, claims, "test").findings
    return [one.rule for one in found if one.severity != "note"]
