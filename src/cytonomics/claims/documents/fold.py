"""Look-alike characters and spellings become the plain one, so that offsets stay valid."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

# The first characters of ten digits each: Arabic-Indic, Persian and Devanagari ones.
_DIGITS = (0x0660, 0x06F0, 0x0966)
# Letters and digits of mathematics: releases have no bold type, and set headings in these.
_STYLED = (*range(0x2100, 0x2140), *range(0x1D400, 0x1D800))
_SPACES = (
    *(0x00A0, 0x1680, 0x202F, 0x205F, 0x3000),
    *range(0x2000, 0x200B),
    # Invisible marks: soft hyphen, zero width, direction, joiners, byte order.
    *(0x00AD, 0x061C, 0x180E, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    # Controls but for tab, line feed, form feed and carriage return.
    *(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
)
_SIGNS = "™®©℠"
# A raised digit is a footnote's number, not a digit of the figure before it.
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in _STYLED}
    table |= {code: text for code, text in plain.items() if len(text) == 1 and text.isascii()}
    table |= {first + digit: str(digit) for first in _DIGITS for digit in range(10)}
    table |= dict.fromkeys(_SPACES, " ")
    table |= dict.fromkeys(map(ord, _SIGNS + _RAISED), " ")
    table |= dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x2500, 0x2501, 0xFE58, 0xFE63), "-")
    table |= dict.fromkeys((0x2018, 0x2019, 0x201B, 0x2032), "'")
    table |= dict.fromkeys((*range(0x201C, 0x2020), 0x2033, 0x00AB, 0x00BB), '"')
    table |= dict.fromkeys((0x0085, 0x2028, 0x2029), "\n")
    table |= {0x066A: "%", 0x066B: ".", 0x066C: ",", 0xFE6A: "%", 0xFE69: "$"}
    # Leader dots and low quotes stand for points and commas: "38\u20244 bn\u201a by 2033".
    table |= {0x2024: ".", 0xFE52: ".", 0x201A: ",", 0xFE50: ",", 0x223C: "~", 0x2248: "~"}
    table |= {0xFFE0: "¢", 0xFFE1: "£", 0xFFE5: "¥", 0xFFE6: "₩"}
    return table


_TABLE = MappingProxyType(_table())


def fold(text: str) -> str:
    r"""Return a text of equal length that is written in plain characters.

    Full-width, bold and other digits and letters become ASCII, special spaces, invisible marks,
    controls, trade marks and raised digits a space, dashes and minus signs "-", curly quotes
    straight ones, odd line ends a line feed. Everything else stays. Never fails.

    Example:
        >>> fold("US$\uff11\uff14.2\u00a0Bn – “up to” 5²")
        'US$14.2 Bn - "up to" 5 '
        >>> fold("\U0001d413\U0001d428\U0001d429 \U0001d7d0.\U0001d7d3 bn")
        'Top 2.5 bn'
        >>> len(fold("\u200f\x00™")) == 3
        True
    """
    return text.translate(_TABLE)


_YEAR = r"(?P<year>(?:19|20)\d\d)"
# No business year ("FY2015-16"), and no number that goes on.
_ALONE = r"(?!\d|[.,]\d|\s?[-/]\s?\d)"
_NAMED_YEAR = re.compile(
    rf"\b(?=[FCTYfcty12])(?:[FC]Y(?P<short>\d\d){_ALONE}|"
    rf"(?<!-)(?<!-\s)[FC]Y\s?'?(?:{_YEAR}|(?P<brief>\d\d)){_ALONE}(?!\s?-)|"
    r"(?=[tfcy])(?:(?<=\bin\s)|(?<=\bby\s)|(?<=\bto\s)|(?<=\bfor\s)|(?<=\bfrom\s)|(?<=\bsince\s)|"
    r"(?<=\buntil\s)|(?<=\bduring\s)|(?<=\bthrough\s)|"
    r"(?<=\bbetween\s)|(?<=\band\s))"
    r"(?:the\s)?(?:(?:fiscal|financial|calendar)\s(?:year\s)?|year\s)"
    rf"{_YEAR.replace('year', 'long')}{_ALONE}|"
    rf"(?<![.,$]){_YEAR.replace('year', 'marked')}[AEFP](?!\w))",
    re.IGNORECASE,
)


# "in the years 2024 to 2030"
_THE_YEARS = re.compile(
    r"(?:(?<=\bin )|(?<=\bover )|(?<=\bduring )|(?<=\bfor )|(?<=\bbetween )|(?<=\bfrom ))"
    r"the years(?= (?:19|20)\d\d\b)"
)


def plain_years(text: str) -> str:
    """Return a text of equal length in which years are called by their number alone.

    Example:
        >>> plain_years("in FY23, by the year 2030, in 2031E")
        'in 2023, by          2030, in 2031 '
    """
    plain = _NAMED_YEAR.sub(_plain, text)
    return _THE_YEARS.sub(lambda the: " " * len(the[0]), plain) if "the years" in plain else plain


def _plain(named: re.Match[str]) -> str:
    if named["marked"]:
        return f"{named['marked']} "
    year = named["year"] or named["long"] or f"20{named['short'] or named['brief']}"
    return year.rjust(len(named[0]))


# "It is tipped to grow": said in the words that nearly every page has for it.
_FORESEEN = re.compile(
    r"\b(?=[a-z])(?:thought|reckoned|believed|foreseen|tipped|deemed|supposed|assumed|envisaged|"
    r"envisioned|primed|destined|guessed|calculated|tabbed|touted|on (?:course|track))"
    r"(?= to [a-z]{2})",
    re.IGNORECASE,
)


def plain_forecasts(text: str) -> str:
    """Return a text of equal length in which what is foreseen is expected, or likely.

    Example:
        >>> plain_forecasts("Tipped to grow, and thought to last")
        'Likely to grow, and likely  to last'
    """
    return _FORESEEN.sub(_expected, text)


def _expected(foreseen: re.Match[str]) -> str:
    word = "expected" if len(foreseen[0]) >= len("expected") else "likely"
    return (word.capitalize() if foreseen[0][0].isupper() else word).ljust(len(foreseen[0]))


# What a page's own text was stored with: "… by 2034 <p>The market is", "</li> <li>Europe 28 %".
_TAG = re.compile(
    r"</?(?P<inline>b|i|u|em|strong|sup|sub|span|a)(?:\s[^<>\n]{0,500}+)?>|"
    r"<(?P<item>li)(?:\s[^<>\n]{0,500}+)?>|"
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|table|thead|tbody|t[rdh]|section)(?:\s[^<>\n]{0,500}+)?/?>",
    re.IGNORECASE,
)


def plain_tags(text: str) -> str:
    r"""Return a text of equal length in which tags left of a page are line breaks and space.

    Example:
        >>> plain_tags("by 2034 <p>Europe: <b>28 %</b></p>").split("\n")
        ['by 2034 ', '  Europe:    28 %    ', '   ']
    """
    return _TAG.sub(_untagged, text) if "</" in text else text


def _untagged(tag: re.Match[str]) -> str:
    return (" " if tag["inline"] else "\n-" if tag["item"] else "\n").ljust(len(tag[0]))
