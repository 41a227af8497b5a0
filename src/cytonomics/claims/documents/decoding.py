"""Bytes become text: which encoding a file is in, and which files are no text at all."""

from __future__ import annotations

import codecs
import re

from cytonomics.claims.errors import DocumentError

# A report's page is below 5 MB with everything in it; more than this is not one document.
LARGEST_FILE = 32 * 2**20
# The start of a file in which HTML shows itself and names its encoding.
_HEAD = 8_192

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{1,20})", re.I
)
# Only these: Python also knows "encodings" that unpack, execute escapes or take long.
_CHARSETS = {
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 5, 7, 9, 13, 15)},
    # Browsers read these two as Windows-1252.
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    **{
        name: name for name in ("gb18030", "gbk", "gb2312", "big5", "shift_jis", "euc-jp", "euc-kr")
    },
}
_HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|article|table|div|p|h[1-6]|ul|ol|meta|section)\b[^<]{0,1000}?>",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file.

    A byte order mark decides (UTF-8, UTF-16, UTF-32) and is dropped. Without one the text is
    UTF-8. HTML that is not valid UTF-8 is read in the charset it declares, if that is another;
    otherwise damaged UTF-8 keeps its good characters, and what has more bad than good ones is
    Windows-1252. A byte without a meaning becomes U+FFFD. In other files invalid UTF-8 is an
    error, since a figure's separators could be among the bytes lost.

    Raises:
        DocumentError: on an empty or binary file, one too large, or one in another encoding.

    Example:
        >>> decode("US$ 5 – 6 bn".encode(), "a.txt")
        'US$ 5 – 6 bn'
        >>> decode(b"%PDF-1.7", "a.pdf")
        Traceback (most recent call last):
        ...
        cytonomics.claims.errors.DocumentError: a.pdf: is a PDF file, which cannot be read yet; ...
    """
    if len(data) > LARGEST_FILE:
        raise too_large(name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(
                f"is {what}, which cannot be read yet; copy its text into a file ending in .txt",
                file=name,
            )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data[len(bom) :], encoding, name), name)
    if b"\0" in data:
        raise _binary(name)
    if is_html(data[:_HEAD].decode("latin-1")):
        return _checked(_html(data), name)
    return _checked(_strict(data, "utf-8", name), name)


def is_html(text: str) -> bool:
    """Say whether a text is HTML by what stands at its beginning, whatever its file is called.

    Example:
        >>> is_html("<!DOCTYPE html><p>x"), is_html("growth < 5 % and > 3 %")
        (True, False)
    """
    head = text[:_HEAD]
    found = _HTML.search(head)
    return bool(found) and (
        head.lstrip("\ufeff \t\r\n").startswith("<") or len(_HTML.findall(head)) > 5
    )


def too_large(name: str) -> DocumentError:
    """Return the error for a document beyond `LARGEST_FILE`.

    Example:
        >>> str(too_large("a.html"))
        'a.html: is larger than 32 MB; cut it into parts, or paste only the report itself'
    """
    limit = LARGEST_FILE // 2**20
    return DocumentError(
        f"is larger than {limit} MB; cut it into parts, or paste only the report itself", file=name
    )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"is not valid {encoding.upper()} at byte {error.start + 1}; save it as UTF-8 text",
            file=name,
        ) from None


def _html(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data, 0, _HEAD)
        charset = _CHARSETS.get(declared[1].decode().lower()) if declared else None
        if charset:
            return data.decode(charset, "replace")
        text = data.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        good = sum(not character.isascii() for character in text) - bad
        return text if good > bad else data.decode("cp1252", "replace")


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise DocumentError("is empty; give it the text of a report", file=name)
    head = text[:_HEAD]
    if "\0" in text or len(_CONTROL.findall(head)) * 10 > len(head):
        raise _binary(name)
    return text


def _binary(name: str) -> DocumentError:
    return DocumentError(
        "is not a text file; give it plain text, Markdown or a saved web page", file=name
    )
