"""An audited document becomes one offline page: its text with claims marked, findings beside it."""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from cytonomics import __version__
from cytonomics.audit.model import SEVERITIES, Audit, Finding
from cytonomics.claims.document import Block, Document, Span
from cytonomics.claims.model import Claim, Measure

# More marks than this at one place are anchors only, so that a page stays linear in its input.
_DEEPEST = 4
# A mark's title describes this many claims of one span, a card shows this many quotes at once.
_TOLD = 3
_QUOTED = 8
_LONGEST_QUOTE = 160
_LONGEST_NAME = 60
# From here on the browser lays out only the blocks in view.
_LARGE = 2_000

_MEASURES: tuple[str, ...] = get_args(Measure)
_NAMES = {"size": "market size", "cagr": "growth rate (CAGR)", "count": "count", "rank": "rank"}
_BOUNDS = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}
_PLURALS = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
# No HTML page can hold these; each is shown as the replacement character.
_UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")


def audit_page(document: Document, audit: Audit) -> str:
    """Return the whole page as text; the same input gives the same text.

    The text column holds the document's text, character for character (less what no page can
    hold: NUL). Every word of the document is escaped, and a content security policy lets nothing
    in from outside.

    Args:
        document: what was read.
        audit: what was found in it; its claims are spans of `document.text`.

    Example:
        >>> from cytonomics.audit import audit
        >>> from cytonomics.claims import extract, read_text
        >>> document = read_text("The pet food market was USD 2 billion in 2023.", "a.txt")
        >>> html = audit_page(document, audit(document.text, extract(document), document.name))
        >>> html[:15], "USD 2 billion</mark>" in html
        ('<!doctype html>', True)
    """
    marks = _marks(document, audit)
    of_claim: dict[str, _Mark] = {}
    for mark in marks:
        for claim in mark.claims:
            of_claim.setdefault(claim.id, mark)
    claims: dict[str, Claim] = {}
    for claim in audit.claims:
        claims.setdefault(claim.id, claim)
    cards = [_card(n, found, claims, of_claim) for n, found in enumerate(audit.findings)]
    script = _static("audit.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counted = Counter[str](claim.measure for claim in audit.claims)
    page = (
        _environment()
        .from_string(_static("audit.html"))
        .render(
            title=document.name,
            version=__version__,
            style=Markup(_static("report.css") + "\n" + _static("audit.css")),
            script=Markup(script),
            script_hash=Markup(f"sha256-{digest}"),
            text=_written(document, marks),
            format=document.format,
            large=len(document.blocks) >= _LARGE,
            verdict=audit.verdict,
            findings=len(audit.findings),
            groups=[
                (severity, _PLURALS[severity], of_one)
                for severity in SEVERITIES
                if (of_one := [card for card in cards if card["severity"] == severity])
            ],
            measures=[(name, counted[name]) for name in _MEASURES if counted[name]],
            rows=[_row(claim, of_claim.get(claim.id)) for claim in audit.claims],
        )
    )
    return _UNSHOWABLE.sub("\ufffd", page)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span of the text with the claims read from just this span."""

    number: int
    start: int
    end: int
    claims: tuple[Claim, ...]
    findings: tuple[int, ...]
    wide: bool
    classes: str
    says: str
    opening: str  # the start tag, less what only its first piece has


def _marks(document: Document, audit: Audit) -> list[_Mark]:
    """Return a mark for every span that claims were read from, outer ones first."""
    touching: dict[str, list[int]] = {}
    for number, finding in enumerate(audit.findings):
        for identifier in dict.fromkeys(finding.claims):
            touching.setdefault(identifier, []).append(number)
    spans: dict[Span, list[Claim]] = {}
    for claim in audit.claims:
        start, end = max(claim.start, 0), min(claim.end, len(document.text))
        if start < end:
            spans.setdefault((start, end), []).append(claim)
    ends = [block.end for block in document.blocks]
    marks = []
    order = sorted(spans, key=lambda span: (span[0], -span[1]))
    for number, (start, end) in enumerate(order):
        claims = spans[start, end]
        findings = sorted({n for claim in claims for n in touching.get(claim.id, ())})
        graves = [SEVERITIES.index(audit.findings[n].severity) for n in findings]
        after = bisect_right(ends, start) + 1
        wide = after < len(ends) and document.blocks[after].start < end
        severity = SEVERITIES[min(graves)] if graves else ""
        classes = _classes(claims, severity, wide)
        says = _says_all(claims)
        opening = f'<mark class="{escape(classes)}" data-m="{number}" title="{escape(says)}"'
        parts = (tuple(claims), tuple(findings), wide, classes, says, opening)
        marks.append(_Mark(number, start, end, *parts))
    return marks


def _classes(claims: Sequence[Claim], severity: str, wide: bool) -> str:
    names = [f"k-{name}" for name in dict.fromkeys(claim.measure for claim in claims)]
    names += [f"sev-{severity}"] if severity else []
    return " ".join(names + ["wide"] * wide)


def _says_all(claims: Sequence[Claim]) -> str:
    more = len(claims) - _TOLD
    said = " | ".join(_says(claim) for claim in claims[:_TOLD])
    return f"{said} | and {more} more" if more > 0 else said


def _written(document: Document, marks: Sequence[_Mark]) -> Markup:
    """Return the text as HTML: a division a block, marks nested within blocks and cells."""
    text = document.text
    writer = _Writer(text, marks)
    rules = _side_rules(document.blocks, marks)
    at = 0
    for number, block in enumerate(document.blocks):
        prefix = max(text.rfind("\n", at, block.start) + 1, at)
        writer.between(at, prefix)
        last = number + 1 == len(document.blocks)
        stop = len(text) if last else document.blocks[number + 1].start
        line = text.find("\n", block.end, stop)
        # What is left of a line that another block goes on with is that block's prefix.
        suffix = line if line >= 0 else stop if last else block.end
        writer.tag(_opened(block, rules[number], _is_columns(text, block)))
        writer.aside(prefix, block.start)
        for start, end, cell in _cells(block):
            if cell:
                writer.tag('<span class="cell">')
                writer.leaf(start, end)
                writer.tag("</span>")
            elif block.kind == "row":
                writer.aside(start, end)
            else:
                writer.leaf(start, end)
        writer.aside(block.end, suffix)
        writer.tag("</div>")
        at = suffix
    writer.between(at, len(text))
    return Markup("".join(writer.out))


def _side_rules(blocks: Sequence[Block], marks: Sequence[_Mark]) -> list[_Mark | None]:
    """Return for every block the claim of several blocks that it is in, if any."""
    wide = [mark for mark in marks if mark.wide]
    rules: list[_Mark | None] = []
    current: _Mark | None = None
    at = 0
    for block in blocks:
        if current is not None and current.end <= block.start:
            current = None
        while at < len(wide) and wide[at].start < block.end:
            if current is None and wide[at].end > block.start:
                current = wide[at]
            at += 1
        rules.append(current)
    return rules


def _is_columns(text: str, block: Block) -> bool:
    """Whether a row is one of a table; "key: value" is set as a line."""
    between = text[block.cells[0][1] : block.cells[1][0]] if len(block.cells) > 1 else "|"
    return block.kind == "row" and ("|" in between or "\t" in between)


def _opened(block: Block, rule: _Mark | None, columns: bool) -> str:
    names = f"b b-{block.kind}{' columns' if columns else ''}"
    if block.kind in ("heading", "item"):
        names += f" l{min(block.level, 6)}"
    if block.header:
        names += " head"
    if rule is not None:
        names += f" in {rule.classes}"
    heads = f' role="heading" aria-level="{min((block.level or 2) + 1, 6)}"'
    return f'<div class="{escape(names)}"{heads if block.kind == "heading" else ""}>'


def _cells(block: Block) -> Iterator[tuple[int, int, bool]]:
    """Yield a row's cells and what stands between them; of other blocks the whole."""
    at = block.start
    for start, end in block.cells if block.kind == "row" else ():
        if at <= start < end <= block.end:
            if at < start:
                yield at, start, False
            yield start, end, True
            at = end
    if at < block.end:
        yield at, block.end, False


class _Writer:
    """Writes spans of the text in order; a mark that leaves its element goes on in the next."""

    def __init__(self, text: str, marks: Sequence[_Mark]) -> None:
        self.out: list[str] = []
        self._text = text
        self._marks = marks
        self._next = 0
        self._open: list[_Mark] = []  # the outermost, which ends last, first
        self._seen: set[int] = set()

    def tag(self, html: str) -> None:
        self.out.append(html)

    def between(self, start: int, end: int) -> None:
        """Write what stands between two blocks: white space, or lines that are no block."""
        whole = self._text[start:end]
        if not whole.strip():
            self._blank(start, end)
            return
        first = start + len(whole) - len(whole.lstrip("\r\n"))
        last = start + len(whole.rstrip())
        self._blank(start, first)
        self.tag('<div class="b gap">')
        self.leaf(first, last)
        self.tag("</div>")
        self._blank(last, end)

    def aside(self, start: int, end: int) -> None:
        """Write a bullet, a table's bar or the like."""
        if start < end:
            self.tag('<span class="sep">')
            self.leaf(start, end)
            self.tag("</span>")

    def leaf(self, start: int, end: int) -> None:
        """Write a span with all its marks, closed at its end."""
        stack = self._open
        for mark in stack:
            self.out.append(self._start(mark))
        at = start
        while True:
            stop = end
            if self._next < len(self._marks):
                stop = min(self._marks[self._next].start, end)
            while stack and stack[-1].end <= stop:
                self._write(at, stack[-1].end)
                at = stack.pop().end
                self.out.append("</mark>")
            self._write(at, stop)
            at = stop
            if stop == end:
                break
            self._begin(self._marks[self._next])
            self._next += 1
        self.out.extend("</mark>" for _ in stack)

    def _begin(self, mark: _Mark) -> None:
        stack = self._open
        if len(stack) >= _DEEPEST:
            self._anchor(mark)
            return
        crossing = []
        while stack and stack[-1].end < mark.end:
            crossing.append(stack.pop())
            self.out.append("</mark>")
        for each in (mark, *reversed(crossing)):
            stack.append(each)
            self.out.append(self._start(each))

    def _blank(self, start: int, end: int) -> None:
        """Write white space, in which nobody would see a mark."""
        stack = self._open
        while self._next < len(self._marks) and self._marks[self._next].start < end:
            mark = self._marks[self._next]
            self._next += 1
            if mark.end <= end or len(stack) >= _DEEPEST:
                self._anchor(mark)
            else:
                insort(stack, mark, key=lambda each: -each.end)
        while stack and stack[-1].end <= end:
            mark = stack.pop()
            if mark.number not in self._seen:
                self._anchor(mark)
        self._write(start, end)

    def _anchor(self, mark: _Mark) -> None:
        self.out.append(f"{self._start(mark)}</mark>")

    def _start(self, mark: _Mark) -> str:
        if mark.number in self._seen:
            return f"{mark.opening}>"
        self._seen.add(mark.number)
        ids = escape(" ".join(claim.id for claim in mark.claims))
        found = f' data-f="{" ".join(map(str, mark.findings))}"' if mark.findings else ""
        return f'{mark.opening} id="m{mark.number}" data-c="{ids}"{found}>'

    def _write(self, start: int, end: int) -> None:
        if start < end:
            # A bare carriage return would be read as a line feed.
            self.out.append(str(escape(self._text[start:end])).replace("\r", "&#13;"))


def _card(
    number: int, finding: Finding, claims: dict[str, Claim], of_claim: dict[str, _Mark]
) -> dict[str, Any]:
    quotes: dict[object, dict[str, Any]] = {}
    known = [claims[each] for each in dict.fromkeys(finding.claims) if each in claims]
    for claim in known:
        mark = of_claim.get(claim.id)
        quote = quotes.setdefault(
            mark.number if mark else claim.id,
            {"mark": mark.number if mark else None, "text": _short(claim.quote), "ids": []},
        )
        quote["ids"].append(claim.id)
        quote["says"] = mark.says if mark else _says(claim)
    listed = list(quotes.values())
    return {
        "number": number,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "expected": finding.expected,
        "stated": finding.stated,
        "suggestion": finding.suggestion,
        "measures": list(dict.fromkeys(claim.measure for claim in known)),
        "quotes": listed[:_QUOTED],
        "more": listed[_QUOTED:],
    }


def _row(claim: Claim, mark: _Mark | None) -> dict[str, Any]:
    return {
        "id": claim.id,
        "mark": mark.number if mark else None,
        "measure": claim.measure,
        "quote": _short(claim.quote, _LONGEST_NAME),
        "value": _BOUNDS.get(claim.bound, "") + _value(claim)
        if claim.value is not None
        else _items(claim),
        "number": claim.value is not None,
        "unit": claim.currency or claim.unit or "",
        "period": _period(claim),
        "segment": _short(claim.segment or "", _LONGEST_NAME),
        "geography": _short(claim.geography or "", _LONGEST_NAME),
        "scope": claim.scope or "",
    }


def _says(claim: Claim) -> str:
    """What was read, in one line."""
    value = _items(claim)
    if claim.value is not None:
        value = _value(claim)
        if claim.currency:
            value = f"{claim.currency} {value}"
        elif claim.unit:
            value += " %" if claim.unit == "percent" else f" {claim.unit}"
        value = _BOUNDS.get(claim.bound, "") + value
    elif claim.unit:
        value = f"{claim.unit}: {value}" if value else claim.unit
    facts = (
        ("value", value),
        ("period", _period(claim)),
        ("segment", claim.segment or ("" if claim.dimension == "total" else claim.dimension)),
        ("geography", claim.geography),
        ("scope", claim.scope),
        ("status", claim.status),
        ("bound", claim.bound.replace("_", " ") if claim.value is not None else ""),
    )
    told = [f"{name} {_short(fact, _LONGEST_NAME)}" for name, fact in facts if fact]
    return f"{claim.id}, {_NAMES.get(claim.measure, claim.measure)}: " + "; ".join(told)


def _value(claim: Claim) -> str:
    if claim.value is None:
        return ""
    low = _number(claim.value)
    high = low if claim.value_high is None else _number(claim.value_high)
    return low if low == high else f"{low} to {high}"


def _number(value: float) -> str:
    if value != 0 and not 1e-6 <= abs(value) < 1e18:
        return f"{value:g}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def _items(claim: Claim) -> str:
    shown = ", ".join(_short(item, _LONGEST_NAME) for item in claim.items[:_TOLD])
    more = len(claim.items) - _TOLD
    return f"{shown} and {more} more" if more > 0 else shown


def _period(claim: Claim) -> str:
    years = (claim.period_start, claim.period_end)
    return " to ".join(str(year) for year in dict.fromkeys(years) if year is not None)


def _short(text: str, most: int = _LONGEST_QUOTE) -> str:
    line = " ".join(text[: 2 * most].split())
    return line if len(line) <= most and len(text) <= 2 * most else f"{line[:most].rstrip()}…"


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@cache
def _static(name: str) -> str:
    return (files("cytonomics.report") / "page" / name).read_text(encoding="utf-8").strip()
