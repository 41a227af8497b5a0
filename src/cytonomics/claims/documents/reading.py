"""A file, bytes or a text becomes a document."""

from __future__ import annotations

import re
from pathlib import Path

from cytonomics.claims.documents.decoding import LARGEST_FILE, decode, is_html, too_large
from cytonomics.claims.documents.document import Document, Format
from cytonomics.claims.documents.drawn import plain_drawing
from cytonomics.claims.documents.fold import plain_tags
from cytonomics.claims.documents.lines import blocks_of
from cytonomics.claims.documents.page import page_blocks
from cytonomics.claims.documents.parallel import parallel_rows
from cytonomics.claims.errors import DocumentError
from cytonomics.claims.patterns import Cued

# Reading keeps about half a kilobyte a block; beyond this, memory would pass one gigabyte.
MOST_BLOCKS = 2**20

_MARKDOWN = Cued(
    "# -- ** ]( ``` ~~~",
    r"^#{1,6}\s\S|^\s{0,3}\|?\s*+:?-{2,}+:?\s*+\||\*\*[^\s*]|\]\([^\s()]|^(?:```|~~~)",
    re.MULTILINE,
)


def read(source: Path | str, *, name: str | None = None) -> Document:
    """Read a plain text, Markdown or HTML file; its content decides which it is, not its name.

    Args:
        source: the path of the file.
        name: what messages call it; the path, unless given.

    Raises:
        DocumentError: where the file cannot be opened or read as a document; a file larger than
            `decoding.LARGEST_FILE` is refused before it is read.

    Example:
        >>> read("no such file.txt")
        Traceback (most recent call last):
        ...
        cytonomics.claims.errors.DocumentError: no such file.txt: cannot be opened (No such ...
    """
    called = name or str(source)
    try:
        with Path(source).open("rb") as file:
            size = Path(source).stat().st_size
            # A pipe has no size beforehand, so that what arrives is bounded as well.
            data = file.read(LARGEST_FILE + 1) if size <= LARGEST_FILE else None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "its name holds a NUL"
        raise DocumentError(f"cannot be opened ({reason}); check the path", file=called) from None
    if data is None:
        raise too_large(called)
    return read_bytes(data, called)


def read_bytes(data: bytes, name: str) -> Document:
    r"""Read a document from the bytes of its file; `decoding.decode` says in which encoding.

    Raises:
        DocumentError: as `decoding.decode` and `read_text`.

    Example:
        >>> read_bytes(b"<p>Caf\xe9 market: <b>USD</b> 5&nbsp;Bn", "a.html").text
        'Café market: USD 5\xa0Bn'
    """
    return read_text(decode(data, name), name)


def read_text(text: str, name: str) -> Document:
    r"""Read a document from a text, such as one pasted.

    Plain text and Markdown stay as they are, NUL characters included, so that a claim's span is
    one of the user's own text; of HTML the document holds the extracted text.

    Raises:
        DocumentError: where nothing is left to read, or there is too much of it.

    Example:
        >>> document = read_text("# Pet food\n\nUSD 5 Bn in 2024.", "a.md")
        >>> document.format, len(document.blocks)
        ('markdown', 2)
    """
    if len(text) > LARGEST_FILE:
        raise too_large(name)
    kind: Format = "html" if is_html(text) else "markdown" if _MARKDOWN.search(text) else "text"
    page = kind == "html"
    body, found = page_blocks(text) if page else (text, blocks_of(plain_drawing(plain_tags(text))))
    blocks = parallel_rows(body, found)
    if not blocks:
        advice = (
            "holds no readable text (its scripts make it); copy the text shown into a .txt file"
            if kind == "html"
            else "is empty; give it the text of a report"
        )
        raise DocumentError(advice, file=name)
    if len(blocks) > MOST_BLOCKS:
        raise DocumentError(f"has more than {MOST_BLOCKS:,} lines; cut it into parts", file=name)
    return Document(name, body, blocks, kind)
