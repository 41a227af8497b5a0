"""HTML becomes a stream of tags and text, in time linear in its length whatever it holds.

Tree-building parsers walk the open elements or a tag's attributes for each new one: 100,000 nested
elements take lexbor 31 s, one tag of 50,000 attributes 8 s. Reading needs no tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Quotes hold a ">" only behind "=", as in the HTML standard; all parts are possessive.
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]*+)))?+""")
_RAW = re.compile(r"script|style|textarea|title|xmp|iframe|noembed|noframes")
# Python refuses to read decimal numbers of more than 4,300 digits, and none is a character.
_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{9,}+|[xX][0-9a-fA-F]{8,}+);?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, or an end tag; `source` holds the attributes as written.

    Example:
        >>> Tag("td", True, "").name
        'td'
    """

    name: str
    ends: bool
    source: str

    def attributes(self) -> Mapping[str, str]:
        """Return the attributes by lower-case name; the first of two of one name counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.source):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), value)
        return found


def tokens(markup: str) -> Iterator[Tag | str]:
    """Yield tags and decoded text in order, without comments, scripts and styles.

    A page's title comes as the text between its tags. What follows a tag, comment or script that
    never ends is left out, as browsers do. A "<" that begins no tag is text.

    Example:
        >>> [t if isinstance(t, str) else t.name for t in tokens("<p>a &lt; 5 % <!-- b --><br>c")]
        ['p', 'a < 5 % ', 'br', 'c']
    """
    at = 0
    while (opens := markup.find("<", at)) >= 0:
        if opens > at:
            yield unescape(markup[at:opens])
        at = opens
        if match := _TAG.match(markup, opens):
            name = match["name"].lower()
            yield Tag(name, bool(match["end"]), match["attributes"])
            at = match.end()
            if not match["end"] and _RAW.fullmatch(name):
                close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(markup, at)
                stop = close.start() if close else len(markup)
                if name == "title":
                    yield unescape(markup[at:stop])
                at = stop
            continue
        after = _after_other(markup, opens)
        if after == opens:  # not markup: "market <5 %"
            yield "<"
            after += 1
        at = after
    if at < len(markup):
        yield unescape(markup[at:])


def unescape(text: str) -> str:
    """Decode character references.

    Example:
        >>> unescape("Q&amp;A &#8211; &euro;5")
        'Q&A – €5'
    """
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def _after_other(markup: str, opens: int) -> int:
    """Return where a comment, declaration or unfinished tag ends; `opens` where there is none."""
    if markup.startswith("<!--", opens):
        # "<!-->" is a whole comment.
        close = markup.find("-->", opens + 2)
        return close + 3 if close >= 0 else len(markup)
    mark, letter = markup[opens + 1 : opens + 2], markup[opens + 2 : opens + 3]
    if mark in ("!", "?") or (mark == "/" and not _is_letter(letter)):
        close = markup.find(">", opens)
        return close + 1 if close >= 0 else len(markup)
    # The only way in which what starts like a tag is none is that it never ends.
    return len(markup) if _is_letter(mark) or mark == "/" else opens


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
