"""Files of every kind become documents with exact spans, or one typed error, in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.claims.documents.decoding import LARGEST_FILE
from cytonomics.claims.documents.document import Document, readable
from cytonomics.claims.documents.fold import fold
from cytonomics.claims.documents.reading import read, read_bytes, read_text
from cytonomics.claims.errors import DocumentError
from cytonomics.claims.words.sentences import sentences

PAGE = """<!doctype html><html><head><title>T</title><style>p{}</style></head>
<body class="cookies-set menu-open"><header><nav><a href=/a>Home</a></nav></header>
<div id="onetrust-banner"><p>We use 3 cookies</p></div>
<main><h1>Pet&nbsp;food market</h1><script>var a = "<p>99 %</p>";</script>
<p>It was <b>USD</b>
  5&nbsp;Bn<sup>1</sup> in 2024.<p hidden>7 %</p><span style="display: none">8 %</span>
<div class="market-share"><p>Dogs hold a <span class="share">60 %</span> share.</p></div>
<ul><li>Dry <ul><li>Bags</ul><li>Wet</ul>
<table><thead><tr><th>Year<th>USD</thead><tr><td>2024<td>5 <table><tr><td>in<td>ner</table></table>
<dl><dt>Base year<dd>2023</dl><p>Growth rate: 4 %</p>
<form><label>Name</label><button>Send</button></form>
<h3>Related reports</h3><ul><li><a href=/x>Cat food market</a><li><a href=/y>Fish food</a></ul>
</main><footer>(c) 2025</footer></body></html>"""


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def check(document: Document) -> None:
    """Spans lie in order within the text, and the text as read is of equal length."""
    assert len(readable(document)) == len(document.text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert all(block.start <= first <= last <= block.end for first, last in block.cells)
        at = block.end
    at = 0
    for sentence in sentences(document):
        block = document.blocks[sentence.block]
        assert max(at, block.start) <= sentence.start < sentence.end <= block.end
        at = sentence.end


def test_a_page_is_read_without_its_furniture() -> None:
    document = read_text(PAGE, "a.txt")
    check(document)
    assert document.format == "html"
    assert texts(document, "heading") == ["Pet\xa0food market"]
    assert texts(document, "paragraph") == [
        "It was USD 5\xa0Bn 1 in 2024.",
        "Dogs hold a 60 % share.",
    ]
    assert texts(document, "item") == ["Dry", "Bags", "Wet"]
    assert [b.level for b in document.blocks if b.kind == "item"] == [1, 2, 1]
    rows = texts(document, "row")
    assert rows == ["Year\tUSD", "2024\t5", "in\tner", "Base year\t2023", "Growth rate: 4 %"]
    assert [b.header for b in document.blocks if b.kind == "row"] == [True] + [False] * 4


def test_markdown_stays_as_it_is_and_its_marks_are_not_read() -> None:
    text = (
        "# Size\r\n\r\nIt was **USD 5 Bn** in [2024](http://x.y).\r\n\r\n"
        "| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n"
    )
    document = read_bytes(text.encode(), "a.html")
    check(document)
    assert document.text == text and document.format == "markdown"
    assert "It was   USD 5 Bn   in  2024 " in readable(document)
    assert [b.header for b in document.blocks if b.kind == "row"] == [True, False]
    assert [text[a:b] for a, b in document.blocks[-1].cells] == ["1", "2"]


def test_lines_that_were_wrapped_belong_together() -> None:
    wrapped = "The market for pet food is expected to grow from its size of\n" * 3 + "the past."
    assert len(read_text(wrapped, "a").blocks) == 1
    assert texts(read_text("-\nDogs\n-\nCats", "a"), "item") == ["Dogs", "Cats"]
    assert texts(read_text("Base year: 2024\nCAGR\t4 %\nIt grows.", "a"), "row") == [
        "Base year: 2024",
        "CAGR\t4 %",
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeff5 € – a".encode(), "5 € – a"),
        ("\ufeff5 €".encode("utf-16-le"), "5 €"),
        ("\ufeff5 €".encode("utf-16-be"), "5 €"),
        (b"<p>5 \x80 \x96 6", "5 € – 6"),
        (b"<html><meta charset=windows-1251><p>\xd4", "Ф"),
        ("<p>5 € – 6 € ".encode() + b"\xff", "5 € – 6 € \ufffd"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert read_bytes(data, "a").text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html><script>x", "no readable text"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04", "Word"),
        (b"\x89PNG\r\n", "image"),
        (b"USD 5\0 Bn", "not a text file"),
        (b"5 \x80 Bn", "not valid UTF-8 at byte 3"),
        (b"\x01\x02\x03abc", "not a text file"),
    ],
)
def test_what_is_no_report_is_refused_with_the_file_named(data: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        read_bytes(data, "r.txt")
    assert str(caught.value).startswith("r.txt: ") and "\n" not in str(caught.value)


def test_a_huge_file_is_refused_unread(tmp_path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(DocumentError, match="larger than 32 MB"):
        read(path)
    with pytest.raises(DocumentError, match="larger than"):
        read_text("x" * (LARGEST_FILE + 1), "a")
    for missing in (tmp_path, tmp_path / "none", "a\0b"):
        with pytest.raises(DocumentError, match="cannot be opened"):
            read(missing)


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "<div>" * 100_000 + "5 %",
        "<html>" + "<table><tr><td>" * 50_000 + "5 %",
        "<html>" + "<ul><li>" * 50_000 + "5 %",
        "<html><p>" + "".join(f"<b id={n}>" for n in range(20_000)) + "<p>x" * 20_000,
        "<html><p " + " ".join(f"a{n}" for n in range(100_000)) + ">x",
        "<html><p>x" + "<a ='\"" * 100_000,
        "<html><p>x" + "<!--" * 100_000 + "<" * 100_000,
        "<html><p>x&#" + "9" * 500_000,
        "12 " * 500_000,
        "1,234.5, " * 200_000,
        "." * 500_000,
        "# x\n" + "[" * 300_000 + "](" * 100_000 + "*" * 200_000,
        "> " * 200_000 + "x" + " " * 500_000 + "y",
        "|" * 300_000,
        "\u200f\x00USD\u202e" * 50_000,
    ],
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    started = time.perf_counter()
    check(read_text(text, "a"))
    assert time.perf_counter() - started < 20  # takes one or two; quadratic growth takes minutes


@given(
    st.binary(max_size=400)
    | st.lists(st.sampled_from(PAGE.split("\n"))).map("".join).map(str.encode)
)
def test_any_bytes_give_a_document_or_one_error(data: bytes) -> None:
    try:
        document = read_bytes(data, "a")
    except DocumentError:
        return
    check(document)


@given(
    st.text(st.sampled_from("ab1. \n\t|-#*<>/&\"'=:\0\r€_`[]()") | st.characters(), max_size=300)
)
def test_any_text_stays_and_its_spans_hold(text: str) -> None:
    assert len(fold(text)) == len(text)
    try:
        document = read_text(text, "a")
    except DocumentError:
        return
    check(document)
    assert document.format == "html" or document.text == text
