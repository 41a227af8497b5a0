"""The audited page: the document's own text, every claim in it, nothing from outside."""

from __future__ import annotations

import re

import pytest
from tests.report.audited_pages import _MEASURES, Page, audited, bare, claim

from cytonomics.audit.model import Audit, Check, Finding, Phrase, Verdict
from cytonomics.claims import Block, Claim, Document
from cytonomics.report.audited import audit_page

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
