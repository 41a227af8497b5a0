"""Marks on the audited page: what they say and hold, beside blocks, nested and by thousands."""

from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.audited_pages import _MEASURES, Page, audited, bare, claim

from cytonomics.audit.model import Audit, Finding
from cytonomics.claims import Block, Claim, Document
from cytonomics.claims.documents.document import Format, Kind
from cytonomics.report.audited import audit_page


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
