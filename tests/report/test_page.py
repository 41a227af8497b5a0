"""The page: offline, escaped, coherent, and every number leads somewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from cytonomics.evidence import load
from cytonomics.market import evaluate, trails, walk
from cytonomics.report import chapters, estimates_of, page
from cytonomics.report.blocks import Chapter, FactTable, FigureTable, Link, Text, figure_ids


class Page(HTMLParser):
    """Every element with its attributes, and the text of scripts by their id."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str | None, str] = {}
        self._script: str | None = None
        self._inside = False

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside = tag == "script"
        self._script = dict(attrs).get("id")

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.scripts[self._script] = self.scripts.get(self._script, "") + data


@pytest.fixture(scope="session")
def parsed(html) -> Page:
    reader = Page()
    reader.feed(html)
    return reader


@pytest.fixture(scope="session")
def shown(parsed) -> set[str]:
    return {
        identifier
        for tag, attrs in parsed.elements
        if tag == "button" and attrs.get("data-f")
        for identifier in (attrs["data-f"] or "").split()
    }


def test_every_number_is_a_figure_of_the_estimates_and_of_the_trail(parsed, shown, trail):
    known = json.loads(parsed.scripts["data-figures"])["figures"]
    assert len(shown) > 1500
    assert shown <= set(trail["figures"]) | set(trail["workings"])
    assert shown & set(trail["figures"]) <= set(known)


def test_numbers_of_the_landscape_open_too(shown, trail):
    """Each is a figure with an id, and each id walks back to what it rests on."""
    own = sorted(shown & set(trail["workings"]))
    measures = Counter(name.split("/")[1] for name in own)
    # The matrix of 15 cells, and every force by every side.
    assert sum(n for name, n in measures.items() if name.startswith("impact_")) == 15 + 13 * 5
    assert measures["hhi"] >= 19 and measures["cr4"] >= 19 and measures["share"] > 100
    assert measures["indicator"] == 19 and measures["products_in"] > 20 and measures["sells"] > 20
    for name in own[::5]:
        node = walk(trail, name)
        assert node.id == name and node.children and node.title


def test_the_embedded_trail_is_the_written_one(parsed, trail):
    assert json.loads(parsed.scripts["data-trails"]) == trail


def test_nothing_is_fetched_and_the_only_addresses_are_links(parsed, html):
    for tag, attrs in parsed.elements:
        for name in ("src", "srcset", "poster", "action", "data", "xlink:href", "formaction"):
            assert not (attrs.get(name) or "").strip(), (tag, name)
        if tag == "link":
            assert attrs["href"] == "data:,"
        if tag == "a":
            href = attrs["href"] or ""
            assert re.match(r"#|https?://", href)
            assert href.startswith("#") or attrs.get("rel") == "noopener noreferrer"
    assert "@import" not in html and not re.search(r"url\((?!#|['\"]?data:)", html)
    policy = next(a["content"] for t, a in parsed.elements if a.get("http-equiv"))
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy


def test_headings_and_anchors_agree(parsed):
    targets = {attrs["id"] for _, attrs in parsed.elements if attrs.get("id")}
    links = {
        (a["href"] or "")[1:]
        for t, a in parsed.elements
        if t == "a" and (a["href"] or "").startswith("#")
    }
    assert links and links <= targets
    ids = [attrs["id"] for _, attrs in parsed.elements if attrs.get("id")]
    assert len(ids) == len(set(ids))


def test_every_chapter_that_the_market_promises_is_there(market, trail):
    ids = [chapter.id for chapter in chapters(estimates_of(market), trail)]
    assert len(ids) >= 15
    for wanted in (
        "summary",
        "contents",
        "size",
        "routes",
        "published-audits",
        "method",
        "glossary",
    ):
        assert wanted in ids


def test_tables_of_parts_add_up_to_their_total(market, trail):
    estimates = estimates_of(market)
    checked = 0
    for chapter in chapters(estimates, trail):
        for block in chapter.blocks:
            if not isinstance(block, FigureTable) or not any(r.kind == "total" for r in block.rows):
                continue
            totals = [row for row in block.rows if row.kind == "total"]
            leaves = [row for row in block.rows if row.kind in ("part", "child")]
            if len(totals) != 1 or not leaves or any(r.kind == "group" for r in block.rows):
                continue
            for k, cell in enumerate(totals[0].cells):
                if len(cell.figures) != 1 or cell.figures[0] not in estimates.by_id:
                    continue
                own = [row.cells[k].figures for row in leaves]
                if not all(len(figures) == 1 for figures in own):
                    continue
                if any(figures[0].split("/")[2] == "total" for figures in own):
                    continue  # a table of percentiles, not of parts
                parts = sum(estimates.by_id[figures[0]].mean for figures in own)
                assert parts == pytest.approx(estimates.by_id[cell.figures[0]].mean), block.id
                checked += 1
    assert checked > 50


def test_text_of_an_overlay_cannot_break_out(evidence_row, tmp_path):
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"
    names, cells = evidence_row
    cells = dict(cells) | {
        "note": hostile,
        "source_title": hostile,
        "source_url": "javascript:alert(3)",
    }
    line = ",".join('"' + str(cells[n] or "").replace('"', '""') + '"' for n in names)
    (tmp_path / "sales.csv").write_text(",".join(names) + "\n" + line + "\n", encoding="utf-8")
    market = evaluate(load(tmp_path), "adoptive_cell_therapy", draws=4, forecast="trend")
    trail = trails(market)
    assert hostile in json.dumps(trail, ensure_ascii=False).replace('\\"', '"')
    table = FactTable("t", hostile, (hostile,), ((Link(hostile, "javascript:alert(3)"),),))
    shown = page(estimates_of(market), (Chapter("c", hostile, (Text((hostile,)), table)),), trail)
    reader = Page()
    reader.feed(shown)
    assert not any(tag == "img" for tag, _ in reader.elements)
    assert sum(tag == "script" for tag, _ in reader.elements) == 3
    assert not any((a.get("href") or "").startswith("javascript") for _, a in reader.elements)
    assert json.loads(reader.scripts["data-trails"]) == json.loads(json.dumps(trail))


@pytest.fixture
def evidence_row():
    row = next(
        f for f in load()["sales"] if f["product_id"] == "carvykti" and f["period"] == "2024"
    )
    return list(row.values), dict(row.values)


def test_chapters_show_each_figure_of_product_revenue(market, trail):
    shown = set(figure_ids(chapters(estimates_of(market), trail)))
    stem = "adoptive_cell_therapy/product_revenue/"
    wanted = {key for key in trail["figures"] if key.startswith(stem)}
    assert wanted <= shown
