"""Lines that a margin broke say what the unbroken text says."""

from __future__ import annotations

import html
import textwrap
from collections import Counter

import pytest
from tests.claims.scoring import items

from cytonomics.claims import extract, read_text
from cytonomics.claims.documents.lines import blocks_of

PAGES = [item["text"] for item in items("documents")]


def said(text: str) -> Counter[tuple[object, ...]]:
    """What the claims of a text say, less where they stand."""
    return Counter(
        (c.measure, " ".join(c.quote.split()), c.period_start, c.period_end, c.geography, c.scope)
        for c in extract(read_text(text, "page"))
    )


def wrapped(text: str, width: int) -> str:
    """The text with every line of prose broken at a margin, as mail programs and PDFs do."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        if len(line) > width and "|" not in line and not line.startswith("#")
        else line
        for line in text.split("\n")
    )


def preformatted(text: str) -> str:
    return f"<html><body><pre>{html.escape(text)}</pre></body></html>"


def line_breaks(text: str) -> str:
    return f"<html><body><p>{html.escape(text).replace(chr(10), '<br>')}</p></body></html>"


@pytest.mark.parametrize(
    ("form", "width"),
    [(str, 60), (str, 72), (str, 90), (preformatted, 72), (line_breaks, 72)],
)
def test_a_margin_takes_hardly_a_claim(form, width):
    lost = kept = 0
    for text in PAGES:
        before, after = said(form(text)), said(form(wrapped(text, width)))
        lost += (before - after).total()
        kept += before.total()
    assert kept > 250
    assert lost <= 0.03 * kept


@pytest.mark.parametrize("form", [preformatted, line_breaks])
def test_broken_lines_of_html_are_read_as_those_of_a_text(form):
    lost = kept = 0
    for text in PAGES:
        lost += (said(text) - said(form(text))).total()
        kept += said(text).total()
    assert lost <= 0.03 * kept


@pytest.mark.parametrize("form", [str, preformatted, line_breaks])
def test_a_name_and_an_amount_go_on_in_the_next_line(form):
    text = (
        "The market for stem cell therapy in the United\nKingdom was valued by analysts at some "
        "USD 5\nbillion in 2024 and is expected to grow at a\nCAGR of 9 % from 2024 to 2030."
    )
    found = extract(read_text(form(text), "page"))
    assert {c.geography for c in found} == {"GBR"}
    assert [c.value for c in found if c.measure == "size"] == [5e9]
    assert [(c.period_start, c.period_end) for c in found if c.measure == "cagr"] == [(2024, 2030)]


def test_lines_that_an_author_broke_stay_apart():
    listed = "North America led with a share of 41 %\nEurope held 28 % of the market\nAsia 21 %"
    assert len(blocks_of(listed)) == 3
    titled = "Global Pump Market\nCAGR 4 %\nUSD\n3.4 Billion\nUSD\n5.1 Billion\n2024\n2032"
    assert len(blocks_of(titled)) == 8
