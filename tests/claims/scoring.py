"""Recall and precision of extracted claims against labelled ones, by measure and by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cytonomics import vocabulary
from cytonomics.claims import Document, extract, read_text
from cytonomics.claims.model import Claim

Label = dict[str, Any]
LABELLED = Path(__file__).parent / "labelled"
# What must be right for a number to count, and what beside it.
CORE = ("value", "unit", "period")
FULL = (*CORE, "segment", "geography", "scope")
SHOWN = ("value", "currency", "period_start", "period_end", *FULL[3:])


def items(name: str) -> Iterator[Label]:
    """Yield the labelled items of one file."""
    with (LABELLED / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


@cache
def read(text: str) -> tuple[Document, tuple[Claim, ...]]:
    """Return a text as a document and its claims, read once for all tests that ask."""
    document = read_text(text, "item")
    return document, extract(document)


def gold_span(text: str, claim: Label) -> tuple[int, int]:
    """Return where the labelled quote stands."""
    start = -1
    for _ in range(claim.get("occurrence", 1)):
        start = text.index(claim["quote"], start + 1)
    return start, start + len(claim["quote"])


@dataclass
class Score:
    """Counts of one measure and one set of fields."""

    right: int = 0
    gold: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def same(gold: Label, claim: Claim, fields: Iterable[str]) -> bool:
    """Say whether a claim states what its label states, in the given fields."""
    return all(_agrees(gold, claim, name) for name in fields)


def _agrees(gold: Label, claim: Claim, name: str) -> bool:
    if name == "value":
        low: float | None = gold.get("value")
        high: float | None = gold.get("value_high") or low
        if low is None or high is None or claim.value is None:
            return low is None and claim.value is None
        return _near(low, claim.value) and _near(high, claim.value_high or claim.value)
    if name == "unit":
        return (gold.get("unit"), gold.get("currency")) == (claim.unit, claim.currency)
    if name == "period":
        return (gold.get("period_start"), gold.get("period_end")) == (
            claim.period_start,
            claim.period_end,
        )
    if name == "segment":
        return _key(gold.get("segment")) == _key(claim.segment)
    return bool(gold.get(name) == getattr(claim, name))


def _near(one: float, two: float) -> bool:
    return abs(one - two) <= 1e-6 * max(abs(one), abs(two), 1.0)


def _key(text: str | None) -> str:
    return vocabulary.matching_key(text or "")


def score(
    texts: Iterable[tuple[Label, Iterable[Claim]]], measures: Iterable[str], fields: Iterable[str]
) -> Score:
    """Score claims against labels: matched by measure and overlapping span."""
    wanted = set(measures)
    total = Score()
    fields = tuple(fields)
    for item, claims in texts:
        judged = wanted & set(item.get("measures", wanted))
        gold = [c for c in item["claims"] if c["measure"] in judged]
        found = [c for c in claims if c.measure in judged]
        total.gold += len(gold)
        total.found += len(found)
        used: set[int] = set()
        for label in gold:
            start, end = gold_span(item["text"], label)
            hit = None
            for k, claim in enumerate(found):
                overlaps = claim.start < end and start < claim.end
                if k not in used and overlaps and claim.measure == label["measure"]:
                    hit = k
                    break
            if hit is None:
                total.misses.append(f"{item['id']}: missed {label['quote']!r}")
                continue
            used.add(hit)
            if same(label, found[hit], fields):
                total.right += 1
            else:
                total.misses.append(f"{item['id']}: {_wrong(label, found[hit], fields)}")
        for k, claim in enumerate(found):
            if k not in used:
                total.misses.append(f"{item['id']}: false {claim.measure} {claim.quote!r}")
    return total


def _wrong(label: Label, claim: Claim, fields: Iterable[str]) -> str:
    names = [name for name in fields if not _agrees(label, claim, name)]
    got = {name: getattr(claim, name) for name in SHOWN}
    said = {name: label.get(name) for name in SHOWN}
    return f"wrong {names} {label['quote']!r} got {got} want {said}"
