"""Claims in one line each, for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from cytonomics.audit import Audit, audit
from cytonomics.claims.model import Claim

_NUMBER = count(1)
BILLION = 1e9


def claim(measure: Any, quote: str = "", **fields: Any) -> Claim:
    number = next(_NUMBER)
    fields.setdefault("scope", "car_t")
    fields.setdefault("start", number * 10)
    start = fields.pop("start")
    if "value" in fields:
        fields.setdefault("value_high", fields["value"])
    sentence = fields.pop("sentence", None)
    context = (sentence * 1000 + 1, sentence * 1000 + 1000) if sentence else (0, 0)
    return Claim(f"c{number}", measure, quote, start, start + 5, context=context, **fields)


def size(value: float, year: int | None, step: float = 0.1, **fields: Any) -> Claim:
    """A size in billions."""
    fields.setdefault("currency", "USD")
    fields.setdefault("quote", f"USD {value:g} billion")
    return claim(
        "size",
        value=value * BILLION,
        step=step * BILLION,
        unit="money",
        period_start=year,
        period_end=year,
        **fields,
    )


def cagr(
    value: float, first: int | None, last: int | None, step: float = 0.1, **fields: Any
) -> Claim:
    return claim(
        "cagr",
        f"{value:g} %",
        value=value,
        step=step,
        unit="percent",
        period_start=first,
        period_end=last,
        **fields,
    )


def share(
    value: float,
    dimension: str,
    segment: str,
    year: int | None = 2024,
    step: float = 0.1,
    **fields: Any,
) -> Claim:
    return claim(
        "share",
        f"{value:g} %",
        value=value,
        step=step,
        unit="percent",
        dimension=dimension,
        segment=segment,
        period_start=year,
        period_end=year,
        **fields,
    )


def tree(dimension: str, *items: str, **fields: Any) -> Claim:
    return claim("segmentation", dimension, dimension=dimension, items=items, **fields)


def audited(*claims: Claim, text: str = "") -> Audit:
    return audit(text, claims, "test")


def rules(*claims: Claim, text: str = "") -> list[str]:
    """The rules that find an error or a warning."""
    found = audited(*claims, text=text).findings
    return [finding.rule for finding in found if finding.severity != "note"]
