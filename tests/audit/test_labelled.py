"""Documents labelled by hand: planted contradictions are found, consistent sets stay silent."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from cytonomics.audit import Audit, audit
from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim

LABELLED = Path(__file__).parents[1] / "claims" / "labelled"
_NAMES = {field.name for field in fields(Claim)}


def _items(name: str) -> list[dict[str, Any]]:
    file = LABELLED / f"{name}.jsonl"
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _claim(text: str, number: int, label: dict[str, Any]) -> Claim:
    start = -1
    for _ in range(label.get("occurrence", 1)):
        start = text.find(label["quote"], start + 1)
    end = start + len(label["quote"])
    known = {name: value for name, value in label.items() if name in _NAMES and value is not None}
    sentence = (
        max((m.end() for m in re.finditer(r"[.!?]\s|\n", text[:start])), default=0),
        next((m.start() for m in re.finditer(r"[.!?](?=\s|$)|\n", text[end:])), 10**6) + end,
    )
    known |= {"id": label.get("id", f"c{number}"), "start": start, "end": end, "context": sentence}
    known["items"] = tuple(known.get("items", ()))
    return Claim(**known)


def _audit(item: dict[str, Any]) -> Audit:
    claims = [_claim(item["text"], i, label) for i, label in enumerate(item["claims"])]
    return audit(item["text"], claims, "labelled")


def _rules(found: list[Any]) -> set[str]:
    return {one if isinstance(one, str) else one["rule"] for one in found}


@pytest.mark.parametrize("item", _items("documents"))
def test_planted_contradictions_are_found(item):
    found = _audit(item).findings
    named = {finding.rule for finding in found}
    planted = _rules(item.get("findings", []))
    assert planted <= named
    assert {one.rule for one in found if one.severity != "note"} <= planted


@pytest.mark.parametrize("item", _items("consistent"))
def test_consistent_claims_stay_silent(item):
    assert not [one for one in _audit(item).findings if one.severity != "note"]


def _read_and_audited(item: dict[str, Any]) -> set[str]:
    document = read_text(item["text"], item["id"])
    found = audit(document.text, extract(document), item["id"]).findings
    return {one.rule for one in found if one.severity != "note"}


@pytest.mark.parametrize("item", _items("documents"))
def test_the_whole_program_finds_what_is_planted_and_nothing_in_a_consistent_document(item):
    planted = _rules(item.get("findings", []))
    found = _read_and_audited(item)
    assert planted <= found
    assert planted or not found


def test_the_whole_program_cries_no_wolf_over_consistent_claims():
    raised = {
        item["id"]: found for item in _items("consistent") if (found := _read_and_audited(item))
    }
    assert not raised
