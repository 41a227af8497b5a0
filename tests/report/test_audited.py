"""The audited page: the document's own text, every claim in it, nothing from outside."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.audit import audit
from cytonomics.audit.model import Audit, Check, Finding, Phrase, Verdict
from cytonomics.claims import Block, Claim, Document, extract, read_text
from cytonomics.claims.documents.document import Format, Kind
from cytonomics.claims.model import Measure
from cytonomics.report.audited import audit_page

_MEASURES = get_args(Measure)
_VOID = {"meta", "link", "br", "hr", "img", "input"}

_REPORT = """# Pet Food Market

The pet food market was valued at USD 2 billion in 2023 and is to reach USD 9 billion by 2030, at a
CAGR of 4% from 2024 to 2030.

| Attribute | Detail |
| --- | --- |
| Base year | 2023 |
| Market size in 2023 | USD 3 Billion |

## Key Players

- Acme Foods
- Bark Brothers
"""


class Page(HTMLParser):
    """The elements, the text of the text column, and the text within each mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.title = ""
        self.marked: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert not self._open, "an element is left open"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        opened, _ = self._open.pop()
        assert opened == tag, f"{opened} is closed by {tag}"

    def handle_data(self, data):
        if any(attrs.get("id") == "text" for _, attrs in self._open):
            self.text += data
            for number in {attrs["data-m"] for tag, attrs in self._open if tag == "mark"}:
                self.marked[number or ""] = self.marked.get(number or "", "") + data
        elif self._open and self._open[-1][0] == "title":
            self.title += data

    def marks(self) -> dict[str, str]:
        """The text of the mark that carries a claim, by the claim's id."""
        return {
            identifier: self.marked.get(attrs["data-m"] or "", "")
            for tag, attrs in self.elements
            if tag == "mark" and attrs.get("id")
            for identifier in (attrs["data-c"] or "").split()
        }


def audited(text: str, name: str = "report.md") -> tuple[Document, Audit, str]:
    document = read_text(text, name)
    found = audit(document.text, extract(document), document.name)
    return document, found, audit_page(document, found)


def bare(claims: tuple[Claim, ...], findings: tuple[Finding, ...] = ()) -> Audit:
    return Audit("a", claims, findings, Verdict(0, 0, 0, ()))


def claim(number: int, start: int, end: int, text: str = "", measure: str = "size") -> Claim:
    return Claim(f"c{number}", measure, text[start:end], start, end)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def example() -> tuple[Document, Audit, str]:
    return audited(_REPORT)


def test_every_claim_is_marked_with_its_quote_and_listed(example):
    _, found, html = example
    page = Page(html)
    assert {each.id: each.quote for each in found.claims} == {
        identifier: text for identifier, text in page.marks().items()
    }
    listed = [attrs for tag, attrs in page.elements if tag == "tr" and "data-measure" in attrs]
    assert len(listed) == len(found.claims) >= 5


def test_the_text_column_is_the_text_of_the_document(example):
    document, _, html = example
    assert Page(html).text == document.text


def test_every_finding_leads_to_its_claims_and_back(example):
    _, found, html = example
    elements = Page(html).elements
    assert found.findings
    ids = [attrs["id"] for _, attrs in elements if attrs.get("id")]
    assert len(ids) == len(set(ids))
    for _, attrs in elements:
        if (attrs.get("href") or "").startswith("#"):
            assert str(attrs["href"])[1:] in ids
    back = {
        (number, identifier)
        for tag, attrs in elements
        if tag == "mark" and attrs.get("data-f")
        for number in (attrs["data-f"] or "").split()
        for identifier in (attrs["data-c"] or "").split()
    }
    assert back >= {
        (str(number), identifier)
        for number, finding in enumerate(found.findings)
        for identifier in finding.claims
    }


def test_a_phrase_that_is_no_claim_is_marked_and_led_to():
    copied = "digital transformation initiatives"
    text = f"The CAR-T cell therapy market was USD 5 billion in 2024.\n\nBuyers await {copied}.\n"
    _, found, html = audited(text)
    page = Page(html)
    (finding,) = found.findings
    assert not finding.claims
    (mark,) = (attrs for tag, attrs in page.elements if tag == "mark" and attrs.get("data-f"))
    assert page.marked[mark["data-m"] or ""] == copied
    assert any(attrs.get("href") == f"#{mark['id']}" for tag, attrs in page.elements if tag == "a")
    assert page.text == text


def test_a_mark_says_what_was_read():
    _, found, html = audited("The pet food market in Europe was over USD 2 billion in 2023.")
    (title,) = (a["title"] for tag, a in Page(html).elements if tag == "mark" and a.get("id"))
    assert [each.measure for each in found.claims] == ["size"]
    for said in ("market size", "USD 2,000,000,000", "2023", "history", "more than"):
        assert said in (title or "")


def test_a_claim_of_several_blocks_is_ruled_at_their_side():
    text = "Players\nAcme\nBark\nEnd"
    blocks = (
        Block("heading", 0, 7),
        Block("item", 8, 12, level=1),
        Block("item", 13, 17, level=1),
        Block("paragraph", 18, 21),
    )
    players = claim(1, 8, 17, text, "players")
    html = audit_page(Document("a", text, blocks, "text"), bare((players,)))
    page = Page(html)
    assert page.text == text
    ruled = [
        a["class"] for tag, a in page.elements if tag == "div" and " in " in str(a.get("class"))
    ]
    assert ruled == ["b b-item l1 in k-players wide"] * 2
    assert page.marks()["c1"] == "AcmeBark"


def test_a_row_of_a_table_stands_in_columns_and_a_named_value_in_a_line():
    text = "a | b\nc: d"
    rows = (
        Block("row", 0, 5, cells=((0, 1), (4, 5))),
        Block("row", 6, 10, cells=((6, 7), (9, 10))),
    )
    elements = Page(audit_page(Document("a", text, rows, "text"), bare(()))).elements
    names = [str(a.get("class")) for tag, a in elements if tag == "div"]
    assert [name for name in names if "b-row" in name] == ["b b-row columns", "b b-row"]


_HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> </title></mark></div>"
    "{{ title }} {% raw %} \" ' & &amp; ]]> <!-- \u202e https://evil.example/ javascript:alert(1)"
)


def test_hostile_words_stay_words_wherever_they_stand():
    text = f"{_HOSTILE}\n\n{_HOSTILE}"
    size = len(_HOSTILE)
    blocks = (Block("heading", 0, size, level=1), Block("paragraph", size + 2, len(text)))
    evil = Claim(
        _HOSTILE, "players", _HOSTILE, 0, size, market=_HOSTILE, scope=_HOSTILE, segment=_HOSTILE,
        geography=_HOSTILE, unit=_HOSTILE, currency=_HOSTILE, value=1.0, items=(_HOSTILE,),
    )  # fmt: skip
    beyond = (Phrase(_HOSTILE, 0, size), Phrase(_HOSTILE, -5, len(text) + 5))
    said = (_HOSTILE, _HOSTILE, _HOSTILE, _HOSTILE)
    finding = Finding(_HOSTILE, "error", (_HOSTILE,), *said, beyond)
    html = audit_page(Document(_HOSTILE, text, blocks, "text"), bare((evil,), (finding,)))
    page = Page(html)
    assert page.text == text and page.title == _HOSTILE
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not any(tag in ("img", "iframe", "object", "form", "base") for tag, _ in page.elements)
    for _, attrs in page.elements:
        assert not any(name.startswith("on") for name in attrs)
        assert "src" not in attrs
        assert re.match(r"#|data:,$", attrs.get("href") or "#")


def test_no_address_leaves_the_page(example):
    _, _, html = example
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html.replace("/*", ""))
    policy = next(
        a["content"] for tag, a in Page(html).elements if "Policy" in str(a.get("http-equiv"))
    )
    assert policy and "default-src 'none'" in policy and "script-src 'sha256-" in policy


def test_the_same_audit_gives_the_same_page(example):
    document, found, html = example
    assert audit_page(document, found) == html


def test_what_no_page_can_hold_is_replaced_and_carriage_returns_stay():
    text = "a\x00b\r\nc\ud800d\re"
    document = Document("a", text, (Block("paragraph", 0, len(text)),), "text")
    html = audit_page(document, bare(()))
    assert Page(html).text == "a\ufffdb\r\nc\ufffdd\re"
    html.encode()


def test_an_empty_audit_and_claims_without_a_place_have_a_page():
    document = Document("a", "x", (Block("paragraph", 0, 1),), "text")
    nowhere = (claim(1, 0, 0), claim(2, 7, 9), Claim("c3", "rank", "q", -4, -1))
    finding = Finding("two_values", "note", ("c1", "c9"), "m", "", "", "")
    for found in (bare(()), bare(nowhere, (finding,))):
        page = Page(audit_page(document, found))
        assert page.text == "x"
        assert not page.marks()


def test_findings_are_grouped_by_severity_and_checks_counted():
    document = Document("a", "x", (Block("paragraph", 0, 1),), "text")
    findings = tuple(
        Finding("two_values", severity, (), "m", "", "", "")
        for severity in ("note", "error", "error")
    )
    verdict = Verdict(1, 2, 0, (Check("two_values", "holds", (), "m"),))
    html = audit_page(document, Audit("a", (), findings, verdict))
    assert "1 check holds, 2 do not, 0 cannot be made" in html
    assert "Findings (3)" in html
    order = [a["data-severity"] for tag, a in Page(html).elements if tag == "article"]
    assert order == ["error", "error", "note"]


@st.composite
def marked_documents(draw: st.DrawFn) -> tuple[Document, tuple[Claim, ...]]:
    """Any text in any blocks, with spans that lie apart, in one another, across and alike."""
    text = draw(st.text(st.sampled_from("ab <&>\"'\n\r\t|-é"), max_size=60))
    place = st.integers(0, len(text))
    cuts = sorted(draw(st.sets(place, max_size=8)))
    blocks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        inside = sorted(draw(st.sets(st.integers(start, end), max_size=4)))
        kind = draw(st.sampled_from(get_args(Kind)))
        cells = tuple(zip(inside[::2], inside[1::2], strict=False))
        blocks.append(Block(kind, start, end, level=draw(st.integers(0, 9)), cells=cells))
    spans = draw(st.lists(st.tuples(place, place), max_size=12))
    claims = tuple(
        claim(number, min(span), max(span), text, draw(st.sampled_from(_MEASURES)))
        for number, span in enumerate(spans)
    )
    return Document("a", text, tuple(blocks), draw(st.sampled_from(get_args(Format)))), claims


@given(marked_documents())
def test_marks_never_change_the_text(drawn):
    document, claims = drawn
    page = Page(audit_page(document, bare(claims)))
    assert page.text == document.text
    marks = page.marks()
    assert set(marks) == {each.id for each in claims if each.start < each.end}
    for each in claims:
        # A mark may leave out white space between blocks; deeper than four it is an anchor.
        said = "".join(marks.get(each.id, "").split())
        assert said in ("", "".join(each.quote.split()))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_nested_marks_hold_their_whole_quotes(widths):
    text = "x" * (2 * sum(widths) + 1)
    edge, claims = 0, []
    for number, width in enumerate(widths):
        claims.append(claim(number, edge, len(text) - edge, text))
        edge += width
    document = Document("a", text, (Block("paragraph", 0, len(text)),), "text")
    marks = Page(audit_page(document, bare(tuple(claims)))).marks()
    assert marks == {each.id: each.quote for each in claims}


def _lots(size: int, nested: bool) -> tuple[Document, Audit]:
    line = "The market was USD 2 billion in 2023, and nothing else is of note here & there. \n"
    text = line * size
    blocks = tuple(Block("paragraph", n * len(line), (n + 1) * len(line) - 2) for n in range(size))
    claims = tuple(
        claim(n, n if nested else n * len(line) + 15, len(text) - n if nested else
              n * len(line) + 28, "", _MEASURES[n % 11])
        for n in range(size)
    )  # fmt: skip
    findings = tuple(
        Finding("two_values", "error", (f"c{n}", f"c{n + 1}"), "m", "e", "s", "u")
        for n in range(0, size - 1, 20)
    )
    return Document("a", text, blocks, "text"), bare(claims, findings)


@pytest.mark.parametrize("nested", [False, True])
def test_a_large_document_takes_seconds(nested):
    document, found = _lots(20_000, nested)
    began = time.perf_counter()
    html = audit_page(document, found)
    assert time.perf_counter() - began < 10  # 1 s on a laptop; the rest is for slow machines
    assert len(html) < 60_000_000


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _mixed(tint: str, page: str, share: float) -> str:
    def at(colour: str, n: int) -> int:
        return int(colour[n : n + 2], 16)

    parts = [round(share * at(tint, n) + (1 - share) * at(page, n)) for n in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def test_colours_have_the_contrast_of_aa_in_light_and_dark(example):
    _, _, html = example
    style = html[html.index("<style>") : html.index("</style>")]
    variables = re.findall(r"(--[a-z-]+):(#[0-9a-f]{6})", style)
    wanted = {"--page", "--ink", "--error", "--warning", "--note", "--fine"}
    wanted |= {f"--k-{measure}" for measure in _MEASURES}
    by_name: dict[str, list[str]] = {}
    for name, colour in variables:
        by_name.setdefault(name, []).append(colour)
    for scheme in (0, 1):
        colours = {name: by_name[name][scheme] for name in wanted}
        page, ink = colours["--page"], colours["--ink"]
        for name in wanted - {"--page", "--ink"}:
            assert _contrast(colours[name], page) >= 4.5, (name, scheme)
            # The strongest tint behind words is that of a claim that was jumped to.
            assert _contrast(ink, _mixed(colours[name], page, 0.42)) >= 4.5, (name, scheme)
