"""A saved web page becomes text and blocks: its prose, lists and tables without the furniture."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from cytonomics.claims.documents.document import Block
from cytonomics.claims.documents.furniture import Part, part_of
from cytonomics.claims.documents.scribe import Scribe
from cytonomics.claims.documents.tags import Tag, tokens

_words = str.split
_VOID = frozenset(
    _words("area base br col embed hr img input link meta param source track wbr keygen command")
)
_TABLE = frozenset(_words("table caption thead tbody tfoot tr td th colgroup"))
_BLOCKS = frozenset(
    _words(
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu "
        "nav ol p pre section summary ul"
    )
)
_HEADINGS = frozenset(_words("h1 h2 h3 h4 h5 h6"))
_LISTS = frozenset(_words("ul ol dl menu dir"))
# Where an element of the left is open, a start tag of the right ends it.
_ENDS = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr",),
    "thead": ("thead", "tbody", "tfoot", "caption"),
    "tbody": ("thead", "tbody", "tfoot", "caption"),
    "tfoot": ("thead", "tbody", "tfoot", "caption"),
}


def _count() -> defaultdict[str, int]:
    return defaultdict(int)


@dataclass(slots=True)
class _Open:
    name: str
    part: Part
    mark: tuple[int, int, int, int]  # the scribe's when the element opened
    scoped: bool
    listed: bool


class _Reader:
    """The open elements; every step costs the same however deep they are nested."""

    def __init__(self) -> None:
        self.scribe = Scribe()
        self.stack: list[_Open] = []
        self.open = [_count()]  # by name, one a table or cell, which ends do not cross
        self.tables = [_count()]  # parts of a table by name, one a table
        self.items = [_count()]  # li, dt and dd, one a list
        self.dropped = 0
        self.title = ""

    def start(self, tag: Tag) -> None:
        name = tag.name
        for ended in _ENDS.get(name, ()):
            if self._scope(ended)[ended]:
                self._close(ended)
        if name in _BLOCKS and self.open[-1]["p"]:
            self._close("p")
        if name in _VOID:
            if not self.dropped and name in ("br", "hr"):
                self.scribe.line_break(name == "hr")
            return
        part = self._part(tag)
        if part is Part.READ and name not in _BLOCKS and name not in _TABLE and not self.dropped:
            self._inline(tag)
            return
        self._push(name, part)

    def _part(self, tag: Tag) -> Part:
        if self.dropped:
            return Part.READ
        if tag.name == "button":  # an unfolding heading is one, others are controls
            return Part.READ if any(self.open[-1][h] for h in _HEADINGS) else Part.DROP
        return part_of(tag)

    def _inline(self, tag: Tag) -> None:
        if tag.name == "a":
            href = tag.attributes().get("href", "") if tag.source else ""
            self.scribe.link(bool(href) and not href.startswith("#"))
        elif tag.name == "sup":  # a footnote's number must not join the figure before it
            self.scribe.add(" ")

    def _push(self, name: str, part: Part) -> None:
        scoped, listed = name in ("table", "td", "th", "caption"), name in _LISTS
        if not self.dropped and part is not Part.DROP:
            self.scribe.open(name)
        elif not self.dropped and name in _BLOCKS:
            self.scribe.line_break(True)
        self.stack.append(_Open(name, part, self.scribe.mark(), scoped, listed))
        self.open[-1][name] += 1
        self._scope(name)[name] += name in _ENDS or name in _TABLE
        if name == "table":
            self.tables.append(_count())
        if scoped:
            self.open.append(_count())
        if listed or name == "table":
            self.items.append(_count())
        self.dropped += part is Part.DROP

    def end(self, name: str) -> None:
        if name == "a":
            self.scribe.link(False)
        elif name == "table":
            if len(self.tables) > 1:
                self._close(name)
        elif name == "p" and not self.open[-1]["p"]:
            if not self.dropped:
                self.scribe.line_break(True)
        elif name not in ("html", "body") and self._scope(name)[name]:
            self._close(name)

    def text(self, text: str) -> None:
        if not self.dropped:
            self.scribe.add(text, preserved=bool(self.open[-1]["pre"]))
        elif self.stack[-1].name == "title" and not self.title:
            self.title = " ".join(text.split())

    def finish(self) -> None:
        while self.stack:
            self._pop()
        self.scribe.flush()

    def _scope(self, name: str) -> defaultdict[str, int]:
        if name in _TABLE:
            return self.tables[-1]
        return self.items[-1] if name in ("li", "dt", "dd") else self.open[-1]

    def _close(self, name: str) -> None:
        while self.stack and self._pop() != name:
            pass

    def _pop(self) -> str:
        element = self.stack.pop()
        if element.scoped:
            self.open.pop()
        if element.listed or element.name == "table":
            self.items.pop()
        if element.name == "table":
            self.tables.pop()
        self.open[-1][element.name] -= 1
        if element.name in _ENDS or element.name in _TABLE:
            self._scope(element.name)[element.name] -= 1
        if element.part is Part.DROP:
            self.dropped -= 1
        elif not self.dropped:
            self.scribe.close(element.name, element.part, element.mark)
        return element.name


def page_blocks(markup: str) -> tuple[str, tuple[Block, ...]]:
    r"""Return the text of a page and its blocks: a line a block, a tab between a row's cells.

    Scripts, hidden parts, menus, footers, forms, cookie notices and lists of related links are
    left out. The page's title stands first where no heading does. Takes time linear in the
    markup, however it is nested.

    Example:
        >>> text, blocks = page_blocks("<nav>Home</nav><h1>Size</h1><tr><td>2024<td>5 %</table>")
        >>> text, [block.kind for block in blocks]
        ('Size\n2024\t5 %', ['heading', 'row'])
    """
    reader = _Reader()
    for token in tokens(markup.replace("\0", " ")):
        if isinstance(token, str):
            reader.text(token)
        elif token.ends:
            reader.end(token.name)
        else:
            reader.start(token)
    reader.finish()
    return reader.scribe.written(reader.title)
