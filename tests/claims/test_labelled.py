"""The labelled claims are well formed, and what they say is what their quotes say."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cytonomics
from cytonomics import audit

LABELLED = Path(__file__).parent / "labelled"
VOCABULARY = Path(cytonomics.__file__).parent / "vocabulary" / "data"
FILES = ("development", "frozen", "unread", "forms", "pages", "documents", "consistent")
FIELDS = {
    "measure", "market", "scope", "dimension", "segment", "geography", "period_start",
    "period_end", "value", "value_high", "unit", "currency", "bound", "status", "quote",
}  # fmt: skip
OPTIONAL = {"occurrence", "items"}
UNITS: dict[str, set[str | None]] = {
    "size": {"money"},
    "cagr": {"percent"},
    "share": {"percent"},
    "growth": {"money", "percent", "fold", "bps"},
    "count": {"count"},
    "rank": {"largest", "fastest"},
    "concentration": {"fragmented", "moderate", "consolidated", "percent"},
    "players": {None},
    "segmentation": {None},
    "period": {"study", "base", "forecast", "history"},
    "outcome": {"count", "percent", "months", "years", "weeks", "days"},
}
BOUNDS = {"exact", "about", "at_least", "more_than", "at_most", "less_than"}
RULES = {rule.id for rule in audit.RULES}
# At least so many labels of each measure in the development and the frozen part.
LEAST = {
    "size": (150, 95), "cagr": (65, 33), "share": (60, 30), "growth": (12, 8), "count": (12, 8),
    "rank": (15, 8), "concentration": (10, 4), "players": (6, 3), "segmentation": (9, 5),
    "period": (25, 9), "outcome": (7, 3),
}  # fmt: skip
SCALES = {
    "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "mn": 1e6, "m": 1e6, "mio": 1e6,
    "crore": 1e7, "billion": 1e9, "bn": 1e9, "b": 1e9, "mrd": 1e9, "trillion": 1e12, "trn": 1e12,
    "tr": 1e12, "t": 1e12, "lakhcrore": 1e12,
}  # fmt: skip
NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?")


def read(name: str) -> list[dict[str, Any]]:
    with (LABELLED / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def claims_of(items: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(item, claim) for item in items for claim in item["claims"]]


@pytest.fixture(scope="module", params=FILES)
def items(request) -> list[dict[str, Any]]:
    return read(request.param)


@pytest.fixture(scope="module")
def places() -> set[str]:
    def column(file: str, name: str, **where: str) -> set[str]:
        with (VOCABULARY / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {row[name] for row in rows if all(row[k] == v for k, v in where.items())}

    return (
        column("areas.csv", "id")
        | column("countries.csv", "iso3")
        | column("terms.csv", "id", dimension="region")
        | column("terms.csv", "id", dimension="report_group")
    )


@pytest.fixture(scope="module")
def scopes() -> set[str]:
    with (VOCABULARY / "scopes.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"] for row in csv.DictReader(lines)}


def test_ids_and_texts_are_unique_across_files():
    everything = [item for name in FILES for item in read(name)]
    for key in ("id", "text"):
        twice = [value for value, n in Counter(i[key] for i in everything).items() if n > 1]
        assert not twice


def test_no_pattern_is_in_both_parts():
    development, frozen = ({i["pattern"] for i in read(name)} for name in ("development", "frozen"))
    assert not development & frozen
    families = [{p.split(".")[0] for p in part} for part in (development, frozen)]
    assert families[1] <= families[0]


def test_enough_of_everything():
    parts = {name: read(name) for name in FILES}
    sentences = parts["development"] + parts["frozen"]
    assert sum(bool(item["claims"]) for item in sentences) >= 420
    assert sum(not item["claims"] for item in sentences) >= 120
    # Some 600 sizes, rates and shares: a point of recall is six of them.
    assert len(parts["frozen"]) >= 350
    assert len(parts["documents"]) >= 25
    planted = sum(bool(item["findings"]) for item in parts["documents"])
    assert 0.4 <= planted / len(parts["documents"]) <= 0.6
    assert len(parts["consistent"]) == 200
    for k, name in enumerate(("development", "frozen")):
        counts = Counter(claim["measure"] for _, claim in claims_of(parts[name]))
        short = {m: counts[m] for m, least in LEAST.items() if counts[m] < least[k]}
        assert not short, name


def test_fields_and_enumerations(items, places, scopes):
    for item, claim in claims_of(items):
        where = (item["id"], claim["quote"])
        assert FIELDS <= claim.keys() <= FIELDS | OPTIONAL, where
        assert claim["unit"] in UNITS[claim["measure"]], where
        assert claim["bound"] in BOUNDS, where
        assert claim["status"] in (None, "history", "forecast"), where
        assert claim["scope"] is None or claim["scope"] in scopes, where
        assert claim["geography"] is None or claim["geography"] in places, where
        assert (claim["unit"] == "money") == bool(
            re.fullmatch("[A-Z]{3}", claim["currency"] or "")
        ), where
        assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", claim["dimension"]), where
        if claim["measure"] == "segmentation":
            assert claim["dimension"] != "total" and claim["segment"] is None, where
        elif claim["measure"] == "outcome":
            assert claim["dimension"] == "total", where
        elif claim["measure"] != "count":
            assert (claim["dimension"] == "total") == (claim["segment"] is None), where
        assert (claim["measure"] in ("players", "segmentation")) == ("items" in claim), where


def test_periods_are_in_order(items):
    for item, claim in claims_of(items):
        first, last = claim["period_start"], claim["period_end"]
        where = (item["id"], claim["quote"])
        assert all(year is None or 1980 <= year <= 2060 for year in (first, last)), where
        if first is not None and last is not None:
            assert first <= last, where
        if claim["measure"] in ("size", "share", "rank"):
            # A business year runs over two calendar years.
            business = claim["measure"] in ("size", "share") and (last or 0) - (first or 0) == 1
            single = first == last or business or claim["unit"] == "fastest"
            assert single, where
        if claim["measure"] == "cagr" and first is not None:
            assert last is not None and first < last, where


def test_quotes_markets_and_segments_stand_in_the_text(items):
    for item, claim in claims_of(items):
        text, quote = item["text"], claim["quote"]
        where = (item["id"], quote)
        assert quote and quote == quote.strip(), where
        starts = [m.start() for m in re.finditer(f"(?={re.escape(quote)})", text)]
        assert starts, where
        assert ("occurrence" in claim) == (len(starts) > 1), where
        assert 1 <= claim.get("occurrence", 1) <= len(starts), where
        plain = " ".join(text.lower().split())
        if claim["market"] is not None:
            assert claim["market"].lower() in plain, where
        # Levels of concentration are ids; of "four of nine" the segment is "of 9".
        printed = claim["measure"] not in ("concentration", "outcome")
        if claim["measure"] == "outcome" and claim["segment"] is not None:
            printed = not re.fullmatch(r"of \d+", claim["segment"])
        if claim["segment"] is not None and printed:
            assert claim["segment"].lower() in plain, where
        for name in claim.get("items", ()):
            assert name in quote, where
    for item in items:
        spans = sorted(_span(item["text"], claim) for claim in item["claims"])
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), item["id"]


def _span(text: str, claim: dict[str, Any]) -> tuple[int, int]:
    start = -1
    for _ in range(claim.get("occurrence", 1)):
        start = text.index(claim["quote"], start + 1)
    return start, start + len(claim["quote"])


def _number(printed: str) -> float:
    compact = printed.replace(" ", "").replace("\u00a0", "")
    if "," in compact and "." in compact:
        mark = max(",.", key=compact.rfind)
        other = ",." if mark == "." else ".,"
        return float(compact.replace(other[0], "").replace(mark, "."))
    if compact.count(".") > 1:  # a misprint: "4.217.36"
        whole, _, cents = compact.rpartition(".")
        return float(f"{whole.replace('.', '')}.{cents}")
    if re.fullmatch(r"\d{1,3}(?:,\d\d\d)+", compact):
        return float(compact.replace(",", ""))
    return float(compact.replace(",", "."))


def _scale(quote: str) -> float | None:
    words = re.findall(r"[a-z]+", re.sub(r"lakh\s+crore", "lakhcrore", quote.lower()))
    found = {SCALES[word] for word in words if word in SCALES}
    return found.pop() if len(found) == 1 else None


def test_values_are_those_of_the_quotes(items):
    checked = 0
    for item, claim in claims_of(items):
        value, high, quote = claim["value"], claim["value_high"], claim["quote"]
        where = (item["id"], quote, value)
        assert (value is None) == (high is None), where
        if value is None or claim["unit"] == "fold":
            continue
        assert value <= high, where
        if "/" in quote:
            continue
        # Some pages print a blank behind the decimal mark.
        printed = re.sub(r"(?<=\d[.,])\s(?=\d)", "", quote.translate(_HALF_WIDTH))
        numbers = [_number(n) for n in NUMBER.findall(printed)]
        if claim["measure"] == "outcome":
            numbers = numbers[:1]
        if not numbers:
            continue
        scale: float | None = 1.0
        if claim["unit"] in ("money", "count"):
            scale = _scale(quote) or (1.0 if claim["unit"] == "count" else None)
        if scale is None or (claim["unit"] == "count" and "(thousands)" in item["text"]):
            continue  # the head or the row of a table tells the scale
        assert len(numbers) == (1 if value == high else 2), where
        assert abs(value) == pytest.approx(numbers[0] * scale, rel=1e-9), where
        assert abs(high) == pytest.approx(numbers[-1] * scale, rel=1e-9), where
        checked += 1
    assert checked > 0.6 * sum(c["value"] is not None for _, c in claims_of(items))


_HALF_WIDTH = {0xFF10 + n: str(n) for n in range(10)} | {
    0xFF05: "%",
    0x2024: ".",
    0x201A: ",",
}


def test_documents_have_the_length_of_pages_and_known_findings():
    for item in read("documents"):
        assert 150 <= len(item["text"].split()) <= 600, item["id"]
        for finding in item["findings"]:
            assert finding["rule"] in RULES, item["id"]
            assert finding["quotes"], item["id"]
            assert all(quote in item["text"] for quote in finding["quotes"]), item["id"]
    planted = {finding["rule"] for item in read("documents") for finding in item["findings"]}
    assert planted <= RULES
    assert len(planted) >= 16


def test_consistent_items_fit_within_rounding():
    for item in read("consistent"):
        by = {m: [c for c in item["claims"] if c["measure"] == m] for m in UNITS}
        if item["pattern"] in ("consistent.end_points", "consistent.base_year_habit"):
            (rate,), (one, two) = by["cagr"], sorted(by["size"], key=lambda c: c["period_end"])
            years = two["period_end"] - one["period_end"]
            half = [
                0.5 * 10.0 ** -_decimals(c["quote"]) * (_scale(c["quote"]) or 1) for c in (one, two)
            ]
            low = (two["value"] - half[1]) / (one["value"] + half[0])
            high = (two["value"] + half[1]) / (one["value"] - half[0])
            assert 100 * (low ** (1 / years) - 1) <= rate["value"] + 0.05 + 1e-9, item["id"]
            assert 100 * (high ** (1 / years) - 1) >= rate["value"] - 0.05 - 1e-9, item["id"]
        if item["pattern"] in ("consistent.shares_100", "consistent.shares_axis"):
            assert sum(c["value"] for c in by["share"]) <= 100.0 + 1e-9, item["id"]


def _decimals(quote: str) -> int:
    match = re.search(r"\.(\d+)", quote)
    return len(match[1]) if match else 0
