"""Reading claims against two general readers of quantities, on the same labelled sentences.

`make bench` runs all in one session. Peers: quantulum3 (any quantity, by units) and
recognizers-text (here its currency and percentage models). They know nothing of markets: every
amount of money and every percentage they read is held against the labels of the development part,
so that their precision also counts quantities that state nothing of a market. Right means value,
unit and, of money, the currency; a plain "$" or "dollar" is taken as the US dollar in their favour.
The second table leaves out the texts without a label, so that this costs them less; the third has
the speed on whole documents. The rules of Cytonomics were written against this part;
docs/claims.md has the frozen one beside it.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from importlib.resources import files
from typing import Any, NamedTuple

import pytest
from tests.claims.scoring import gold_span, items

from cytonomics.audit import audit
from cytonomics.claims import extract, read_text
from cytonomics.claims.words.sentences import sentences

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # quantulum3 warns that its classifier is an extra
    from quantulum3 import parser as quantulum
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

SAMPLE = (files("cytonomics.audit") / "data" / "sample.md").read_text(encoding="utf-8")
# Items with `measures` label a part of their claims only.
ITEMS = [item for item in items("development") if "measures" not in item]
TEXTS = [item["text"] for item in ITEMS]
# Documents as pages look. In the texts nearly every sentence holds a figure, and each text is read
# as a document of its own; on a page most sentences hold none.
PAGES = [item["text"] for item in items("documents")]
# Copies of the sample that make a text of length 1.
COPIES = 8
# Seconds after which a reader is not run once more.
LONG = 5.0
CURRENCIES = {
    "dollar": "USD", "united states dollar": "USD", "us dollar": "USD", "euro": "EUR",
    "pound": "GBP", "pound sterling": "GBP", "british pound": "GBP", "yen": "JPY",
    "japanese yen": "JPY", "rupee": "INR", "indian rupee": "INR", "yuan": "CNY",
    "chinese yuan": "CNY", "renminbi": "CNY", "chinese yuan renminbi": "CNY",
    "won": "KRW", "south korean won": "KRW", "swiss franc": "CHF", "brazilian real": "BRL",
    "canadian dollar": "CAD", "australian dollar": "AUD",
}  # fmt: skip


class Found(NamedTuple):
    """A quantity: its span, its range, and the currency or "percent"."""

    start: int
    end: int
    low: float
    high: float
    unit: str | None


def labels(item: dict[str, Any]) -> list[Found]:
    return [
        Found(*gold_span(item["text"], c), c["value"], c["value_high"], c["currency"] or c["unit"])
        for c in item["claims"]
        if c["unit"] in ("money", "percent")
    ]


def cytonomics_reads(text: str) -> list[Found]:
    return [
        Found(c.start, c.end, c.value, c.value_high or c.value, c.currency or c.unit)
        for c in extract(read_text(text, "sentence"))
        if c.unit in ("money", "percent") and c.value is not None
    ]


def quantulum_reads(text: str) -> list[Found]:
    found = []
    for each in quantulum.parse(text):
        name, margin = each.unit.name, each.uncertainty or 0.0
        if name == "percentage" or each.unit.entity.name == "currency":
            unit = "percent" if name == "percentage" else CURRENCIES.get(name, name)
            start, end = each.span
            found.append(Found(start, end, each.value - margin, each.value + margin, unit))
    return found


def recognizers_reads(text: str) -> list[Found]:
    found = []
    for each in MONEY.parse(text):
        said = each.resolution
        if said and said.get("value"):
            name = str(said.get("unit")).lower()
            unit = said.get("isoCurrency") or CURRENCIES.get(name, name)
            value = float(said["value"])
            found.append(Found(each.start, each.end + 1, value, value, unit))
    for each in PERCENT.parse(text):
        if each.resolution and each.resolution.get("value"):
            value = float(each.resolution["value"].rstrip("%"))
            found.append(Found(each.start, each.end + 1, value, value, "percent"))
    return found


MONEY = NumberWithUnitRecognizer(Culture.English).get_currency_model()
PERCENT = NumberRecognizer(Culture.English).get_percentage_model()
READERS: dict[str, Callable[[str], list[Found]]] = {
    "cytonomics": cytonomics_reads,
    "quantulum3": quantulum_reads,
    "recognizers-text": recognizers_reads,
}


def right(label: Found, found: list[Found], used: set[int]) -> bool:
    for k, each in enumerate(found):
        overlaps = each.start < label.end and label.start < each.end
        same = each.unit == label.unit and all(
            abs(a - b) <= 1e-6 * max(abs(a), abs(b))
            for a, b in ((each.low, label.low), (each.high, label.high))
        )
        if k not in used and overlaps and same:
            used.add(k)
            return True
    return False


class Reading(NamedTuple):
    """What a reader found, text by text, and how many sentences it reads a second."""

    found: list[list[Found]]
    speed: float


def count_sentences(texts: list[str]) -> int:
    return sum(len(list(sentences(read_text(text, "")))) for text in texts)


def reading(reads: Callable[[str], list[Found]], texts: list[str]) -> Reading:
    """Read some texts, at most three times and the best counted; a failure gives nothing."""

    def attempt(text: str) -> list[Found]:
        try:
            return reads(text)
        except Exception:
            return []

    attempt(texts[0])  # what is loaded once is not timed
    best, spent = float("inf"), 0.0
    for _ in range(3):
        if spent > LONG:
            break
        start = time.perf_counter()
        found = [attempt(text) for text in texts]
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return Reading(found, count_sentences(texts) / best)


def counts(found: list[list[Found]], claimed: bool) -> tuple[int, int, int]:
    """Right quantities, labels and quantities read, in all texts or those that hold a claim."""
    hits = known = read = 0
    for item, each in zip(ITEMS, found, strict=True):
        wanted, used = labels(item), set[int]()
        if wanted or not claimed:
            hits += sum(right(label, each, used) for label in wanted)
            known += len(wanted)
            read += len(each)
    return hits, known, read


def table(readings: dict[str, Reading], claimed: bool) -> list[str]:
    head = f"{'reader':18}{'labels':>8}{'read':>7}{'right':>7}{'recall':>9}{'precision':>11}"
    lines = [f"{head}{'F1':>7}{'F1 ratio':>10}{'sentences/s':>13}{'speed ratio':>13}"]
    ours: float | None = None
    for name, (found, speed) in readings.items():
        hits, known, read = counts(found, claimed)
        f1 = 2 * hits / (known + read)
        ours = ours or f1
        lines.append(
            f"{name:18}{known:8}{read:7}{hits:7}{hits / known:9.2f}{hits / max(read, 1):11.2f}"
            f"{f1:7.2f}{f1 / ours:10.2f}{speed:13,.0f}"
            f"{speed / readings['cytonomics'].speed:13.2f}"
        )
    return lines


def test_value_and_unit_against_peers(capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peers' own
        readings = {name: reading(reads, TEXTS) for name, reads in READERS.items()}
        pages = {name: reading(reads, PAGES).speed for name, reads in READERS.items()}
    with capsys.disabled():
        texts = f"all {len(ITEMS)} texts, {count_sentences(TEXTS):,} sentences"
        print(f"\n\nvalue with unit or currency, {texts}; ratios to cytonomics")
        print("\n".join(table(readings, claimed=False)))
        print(f"\nthe same, the {sum(map(bool, map(labels, ITEMS)))} texts that hold a label")
        print("\n".join(table(readings, claimed=True)))
        print(f"\nspeed on {len(PAGES)} whole documents, {count_sentences(PAGES):,} sentences")
        for name, speed in pages.items():
            print(f"{name:18}{speed:10,.0f} sentences/s{speed / pages['cytonomics']:8.2f}")


@pytest.mark.benchmark(group=f"read and extract, {COPIES} copies of the sample times n")
@pytest.mark.parametrize("times", [1, 2, 4, 8])
def test_reading_grows_with_length(benchmark, times):
    text = SAMPLE * (COPIES * times)
    found = benchmark.pedantic(lambda: extract(read_text(text, "sample")), rounds=3)
    assert len(found) > 10 * COPIES * times


@pytest.mark.benchmark(group=f"audit of the claims, {COPIES} copies of the sample times n")
@pytest.mark.parametrize("times", [1, 2, 4, 8])
def test_auditing_grows_with_length(benchmark, times):
    document = read_text(SAMPLE * (COPIES * times), "sample")
    claims = extract(document)
    assert benchmark.pedantic(audit, (document.text, claims, "sample"), rounds=3).findings
