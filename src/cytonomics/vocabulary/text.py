"""One spelling for many: the key under which differently written names meet."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_LETTERS = (("ae", "e"), ("oe", "e"), ("our", "or"))
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=4096)
def matching_key(text: str) -> str:
    """Reduce a text to the key under which spellings of the same name are equal.

    Case, accents, punctuation, blanks, the article "the", plural endings and the British or
    American spelling of ae, oe and our make no difference. Signs that carry meaning (plus,
    ampersand, currency signs) become words.

    Returns:
        Letters and digits only; empty when the text holds neither.

    Example:
        >>> matching_key("CAR-T cells") == matching_key("car t cell")
        True
        >>> matching_key("Türkiye"), matching_key("2L+"), matching_key("US$")
        ('turkiye', '2lplus', 'usdollar')
        >>> matching_key("Tumour-Infiltrating Lymphocytes")
        'tumorinfiltratinglymphocyte'
    """
    bare = text.translate(_signs()) if text.isascii() else _bare(text)
    words = _NOT_WORD.sub(" ", bare.casefold()).split()
    key = "".join(_singular(word) for word in words if word != "the")
    for british, american in _LETTERS:
        key = key.replace(british, american)
    return key


def _bare(text: str) -> str:
    """A text without accents, its signs as words."""
    # Compatibility forms first, so that full-width letters and signs are the plain ones.
    spelled = "".join(map(_sign_as_word, unicodedata.normalize("NFKC", text)))
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _signs() -> dict[int, str]:
    """The words of plain signs: most names need no more, and take a third of the time so."""
    return {code: _sign_as_word(chr(code)) for code in range(128)}


def _sign_as_word(char: str) -> str:
    if char == "&":
        return " and "
    if unicodedata.category(char) in ("Sc", "Sm"):
        return f" {unicodedata.name(char, '').removesuffix(' SIGN')} "
    return char


def _singular(word: str) -> str:
    # Short words are abbreviations (US, ALL, MDS): their last s is no plural.
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
