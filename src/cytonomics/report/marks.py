"""The text of a document with its claims marked."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from cytonomics.audit.model import SEVERITIES, Audit, Phrase
from cytonomics.claims.documents.document import Block, Document, Span
from cytonomics.claims.model import Claim
from cytonomics.report.claim_words import (
    says_all,
)

# More marks than this at one place are anchors only, so that a page stays linear in its input.
_DEEPEST = 4
_NO_CLAIM = "no figure: a phrase that a finding is about"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with the claims read from just this span, or what a finding is about."""

    number: int
    start: int
    end: int
    claims: tuple[Claim, ...]  # none where a finding speaks of words that are no claim
    findings: tuple[int, ...]
    wide: bool
    classes: str
    says: str
    opening: str  # the start tag, less what only its first piece has


def marks(document: Document, audit: Audit) -> list[Mark]:
    """Return a mark for every span of claims or of a finding's phrases, outer ones first."""
    touching: dict[str | Span, list[int]] = {}
    spans: dict[Span, list[Claim]] = {}
    for number, finding in enumerate(audit.findings):
        for identifier in dict.fromkeys(finding.claims):
            touching.setdefault(identifier, []).append(number)
        for phrase in finding.phrases:
            for span in _inside(document, phrase):
                spans.setdefault(span, [])
                touching.setdefault(span, []).append(number)
    for claim in audit.claims:
        for span in _inside(document, claim):
            spans.setdefault(span, []).append(claim)
    ends = [block.end for block in document.blocks]
    marks = []
    order = sorted(spans, key=lambda span: (span[0], -span[1]))
    for number, (start, end) in enumerate(order):
        claims = spans[start, end]
        named = (
            *touching.get((start, end), ()),
            *(n for c in claims for n in touching.get(c.id, ())),
        )
        findings = sorted(set(named))
        graves = [SEVERITIES.index(audit.findings[n].severity) for n in findings]
        after = bisect_right(ends, start) + 1
        wide = after < len(ends) and document.blocks[after].start < end
        severity = SEVERITIES[min(graves)] if graves else ""
        classes = _classes(claims, severity, wide)
        says = says_all(claims) if claims else _NO_CLAIM
        opening = f'<mark class="{escape(classes)}" data-m="{number}" title="{escape(says)}"'
        parts = (tuple(claims), tuple(findings), wide, classes, says, opening)
        marks.append(Mark(number, start, end, *parts))
    return marks


def _inside(document: Document, words: Claim | Phrase) -> Iterator[Span]:
    start, end = max(words.start, 0), min(words.end, len(document.text))
    if start < end:
        yield start, end


def _classes(claims: Sequence[Claim], severity: str, wide: bool) -> str:
    names = [f"k-{name}" for name in dict.fromkeys(claim.measure for claim in claims)]
    names = names or ["k-phrase"]
    names += [f"sev-{severity}"] if severity else []
    return " ".join(names + ["wide"] * wide)


def written(document: Document, marks: Sequence[Mark]) -> Markup:
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


def _side_rules(blocks: Sequence[Block], marks: Sequence[Mark]) -> list[Mark | None]:
    """Return for every block the claim of several blocks that it is in, if any."""
    wide = [mark for mark in marks if mark.wide]
    rules: list[Mark | None] = []
    current: Mark | None = None
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


def _opened(block: Block, rule: Mark | None, columns: bool) -> str:
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

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.out: list[str] = []
        self._text = text
        self._marks = marks
        self._next = 0
        self._open: list[Mark] = []  # the outermost, which ends last, first
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

    def _begin(self, mark: Mark) -> None:
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

    def _anchor(self, mark: Mark) -> None:
        self.out.append(f"{self._start(mark)}</mark>")

    def _start(self, mark: Mark) -> str:
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
