"""An audited page read back, and the small audits and claims that pages are made of."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import get_args

from cytonomics.audit import audit
from cytonomics.audit.model import Audit, Finding, Verdict
from cytonomics.claims import Claim, Document, extract, read_text
from cytonomics.claims.model import Measure
from cytonomics.report.audited import audit_page

_MEASURES = get_args(Measure)
_VOID = {"meta", "link", "br", "hr", "img", "input"}


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
