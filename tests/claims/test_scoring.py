"""The scorer counts as a hand does; development labels and all claims read stand in their texts."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.claims import scoring
from tests.claims.scoring import CORE, FULL, gold_span, items, read, same, score

from cytonomics.claims.documents.document import Document
from cytonomics.claims.documents.reading import read_text
from cytonomics.claims.model import Claim

ROOT = Path(__file__).parents[2]
TEXT = "Cats: USD 2 bn in 2023. Dogs: USD 2 bn in 2023, 40 % of pets."
# The same claim as Python knows it and as a label does; the span is that of the first "USD 2 bn".
CLAIM = Claim(
    "c1", "size", "USD 2 bn", 6, 14, value=2e9, value_high=2e9, unit="money", currency="USD",
    period_start=2023, period_end=2023, segment="Cats", dimension="animal", geography="WW",
)  # fmt: skip
LABEL: dict[str, Any] = {
    "measure": "size", "quote": "USD 2 bn", "occurrence": 1, "value": 2e9, "value_high": 2e9,
    "unit": "money", "currency": "USD", "period_start": 2023, "period_end": 2023,
    "segment": "cats", "geography": "WW", "scope": None,
}  # fmt: skip
SHARE: dict[str, Any] = {
    "measure": "share",
    "quote": "40 %",
    "value": 40,
    "value_high": 40,
    "unit": "percent",
}


def item(*labels: dict[str, Any]) -> dict[str, Any]:
    return {"id": "pets", "text": TEXT, "claims": list(labels)}


def counts(labels: list[dict[str, Any]], claims: list[Claim], fields: tuple[str, ...] = CORE):
    found = score([(item(*labels), claims)], ("size",), fields)
    return found.right, found.gold, found.found


def test_the_occurrence_says_which_of_equal_quotes_is_meant() -> None:
    assert gold_span(TEXT, LABEL) == (6, 14)
    assert gold_span(TEXT, {**LABEL, "occurrence": 2}) == (30, 38)
    with pytest.raises(ValueError, match="substring"):
        gold_span(TEXT, {**LABEL, "occurrence": 3})


@pytest.mark.parametrize(
    ("change", "core", "full"),
    [
        ({}, True, True),
        ({"value": 2.0000001e9, "value_high": 2.0000001e9}, True, True),
        ({"value": 2.1e9, "value_high": 2.1e9}, False, False),
        ({"value_high": 3e9}, False, False),
        ({"value_high": None}, True, True),
        ({"value": None}, False, False),
        ({"unit": "percent"}, False, False),
        ({"currency": "EUR"}, False, False),
        ({"period_start": 2022}, False, False),
        ({"period_end": None}, False, False),
        ({"segment": "CATS"}, True, True),
        ({"segment": "Dogs"}, True, False),
        ({"segment": None}, True, False),
        ({"geography": None}, True, False),
        ({"scope": "car_t"}, True, False),
    ],
)
def test_fields_agree_or_not(change: dict[str, Any], core: bool, full: bool) -> None:
    claim = replace(CLAIM, **change)
    assert (same(LABEL, claim, CORE), same(LABEL, claim, FULL)) == (core, full)


def test_right_wrong_missed_and_false_claims_are_counted() -> None:
    second = {**LABEL, "occurrence": 2, "segment": "Dogs"}
    dogs = replace(CLAIM, start=30, end=38, segment="Dogs")
    assert counts([LABEL, second], [CLAIM, dogs], FULL) == (2, 2, 2)
    assert counts([LABEL, second], [dogs, CLAIM], FULL) == (2, 2, 2)  # in any order
    assert counts([LABEL, second], [CLAIM]) == (1, 2, 1)  # one is missed
    assert counts([LABEL], [CLAIM, dogs]) == (1, 1, 2)  # one is false
    assert counts([LABEL], [CLAIM, CLAIM]) == (1, 1, 2)  # a claim read twice is false once
    assert counts([LABEL, second], [CLAIM, replace(dogs, value=3e9)]) == (1, 2, 2)  # wrong
    assert counts([LABEL], [replace(CLAIM, start=0, end=6)]) == (0, 1, 1)  # spans only touch
    assert counts([LABEL], [replace(CLAIM, start=0, end=7)]) == (1, 1, 1)  # spans overlap
    assert counts([], [CLAIM]) == (0, 0, 1)
    assert counts([], []) == (0, 0, 0)


def test_measures_are_kept_apart() -> None:
    share = Claim("c2", "share", "40 %", 48, 52, value=40, value_high=40, unit="percent")
    both = [(item(LABEL, SHARE), [CLAIM, share])]
    assert score(both, ("share",), CORE).recall == score(both, ("share",), CORE).precision == 1
    total = score(both, ("size", "share"), CORE)
    assert (total.right, total.gold, total.found) == (2, 2, 2)
    # A claim of another measure at a label's place is no hit, and false where both are scored.
    mistaken = [(item(LABEL, SHARE), [CLAIM, replace(share, measure="size")])]
    total = score(mistaken, ("size", "share"), CORE)
    assert (total.recall, total.precision) == (0.5, 0.5)
    assert score(mistaken, ("size",), CORE).precision == 0.5
    assert len(total.misses) == 2


def test_several_items_add_up_and_nothing_is_nothing_wrong() -> None:
    found = score([(item(LABEL), [CLAIM]), (item(LABEL), []), (item(), [])], ("size",), CORE)
    assert (found.recall, found.precision) == (0.5, 1)
    none = score([], ("size",), CORE)
    assert (none.recall, none.precision) == (1, 1)


def test_every_development_quote_stands_in_its_text_as_it_is_read() -> None:
    seen = 0
    for labelled in items("development"):
        document: Document = read_text(labelled["text"], labelled["id"])
        assert document.text == labelled["text"], labelled["id"]
        for label in labelled["claims"]:
            start, end = gold_span(labelled["text"], label)
            assert document.text[start:end] == label["quote"], labelled["id"]
            seen += 1
    assert seen > 300


def recall() -> ModuleType:
    spec = importlib.util.spec_from_file_location("recall", ROOT / "docs" / "recall.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_fill_their_place_and_no_other() -> None:
    module = recall()
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    once = module.filled(page, "| a |\n")
    assert module.filled(once, "| a |\n") == once
    assert once.count("| a |") == 1
    assert once.partition("<!-- recall -->")[0] == page.partition("<!-- recall -->")[0]
    assert once.partition("<!-- /recall -->")[2] == page.partition("<!-- /recall -->")[2]
    with pytest.raises(ValueError, match="recall"):
        module.filled("# A page", "| a |\n")


def test_press_releases_are_measured_where_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The global pump market was worth USD 2 bn in 2023."
    (tmp_path / "a.md").write_text(f"# É\n\n{text}\nMore.", encoding="utf-8")
    label = {**LABEL, "segment": None, "dimension": "total", "market": "pump", "bound": "exact"}
    known = {
        "id": "a", "path": "a.md", "start": 5, "end": 5 + len(text),
        "sha256": hashlib.sha256(text.encode()).hexdigest(), "claims": [label],
    }  # fmt: skip
    module = recall()
    monkeypatch.setattr(scoring, "items", lambda _: iter([known]))
    written = module.releases(tmp_path)
    assert "| size | 1 | 1 | 1.00 | 1.00 | 1.00 | 1.00 |" in written
    # One figure alone pins down none.
    assert "| together | 0 of 0 (0.00) | 0 of 0 (0.00) |" in written
    known["end"] = 5 + len(text) - 1
    with pytest.raises(ValueError, match=r"a\.md has changed"):
        module.releases(tmp_path)
    with pytest.raises(ValueError, match="is missing"):
        module.releases(tmp_path / "b")


@pytest.mark.parametrize(("name", "count"), [("releases", 90), ("company_news", 54)])
def test_labels_of_press_releases_hold_their_own_figures_and_no_text(name, count) -> None:
    seen = list(items(name))
    assert len({(item["path"], item["start"]) for item in seen}) == len(seen) == count
    for item in seen:
        assert item["start"] < item["end"] and len(item["sha256"]) == 64, item["id"]
        for label in item["claims"]:
            # A quote is a figure: as much text as that, and no more.
            assert len(label["quote"]) < 30, item["id"]
            printed = [
                float(n) for n in re.findall(r"\d+(?:\.\d+)?", label["quote"].replace(",", ""))
            ]
            digits = str(label["value"]).rstrip("0").rstrip(".").replace(".", "")
            ours = {str(n).replace(".", "").strip("0") for n in printed}
            assert not printed or digits.strip("0") in ours, (item["id"], label["quote"])


@pytest.mark.parametrize("part", ["development", "documents", "consistent"])
def test_every_claim_is_a_span_of_its_text(part: str) -> None:
    seen = 0
    for item in list(items(part))[:: 3 if part == "development" else 1]:
        document, claims = read(item["text"])
        for claim in claims:
            assert document.text[claim.start : claim.end] == claim.quote, (item["id"], claim)
            first, last = claim.context
            assert claim.quote and first <= last, (item["id"], claim)
            seen += 1
    assert seen > 100
