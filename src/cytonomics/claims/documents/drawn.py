"""What a plain text draws with characters: leaders between a key and its value, boxes."""

from __future__ import annotations

import re

# "Value 2024 ..... USD 870 million"; what a number of a page stands behind is left as it is.
_LEADER = re.compile(
    r"(?<=[\w)%\]])[ \t]*(?:\.{4,}|\s\.{3}(?=\s)|(?:\s\.){3,}|"
    r"\u2026{2,}|\s\u2026(?=\s)|_{4,}|\u00b7{3,})[ \t]*(?=[~<>+-]{0,2}[ \t]?"
    r"(?:(?:US|A|C|HK)?[$€£¥₹]|(?:USD|EUR|GBP|INR|JPY|CNY|RMB|Rs\.?|CAGR)\b|"
    r"[+-]?\d[\d.,]*[ \t]?(?:%|per\s?cent\b|[bmt]r?illion\b|[bmt]n\b)|"
    r"\d+(?:,\d{3})+(?![\d,])|\d+\.\d|[A-Z][\w &-]{1,40}\(\d))",
    re.IGNORECASE,
)
_LEADS = ("...", " . ", "\u2026", "____", "\u00b7\u00b7")
_BOX = {
    **dict.fromkeys((0x2500, 0x2501, 0x2550), "-"),
    **dict.fromkeys(map(ord, "│┃║├┤┼┬┴┝┥┿┠┨╂┣┫╋┳┻╠╣╬╦╩╪╫╞╡╤╧╟╢╥╨"), "|"),
    **dict.fromkeys(map(ord, "┌┐└┘┏┓┗┛╔╗╚╝╭╮╰╯╒╕╘╛╓╖╙╜"), " "),
}
_DRAWN = ("│", "┃", "║", "┌", "┏", "╔", "╭")


def plain_drawing(text: str) -> str:
    """Return a text of equal length whose leaders are colons and whose boxes are bars and space.

    Example:
        >>> plain_drawing("Value 2024 ..... USD 870 million")
        'Value 2024:      USD 870 million'
        >>> plain_drawing("│ Kits │ 9 │")
        '| Kits | 9 |'
        >>> plain_drawing("Chapter 5 ..... 71")
        'Chapter 5 ..... 71'
    """
    if any(map(text.__contains__, _LEADS)):
        text = _LEADER.sub(lambda lead: ":".ljust(len(lead[0])), text)
    return text.translate(_BOX) if any(map(text.__contains__, _DRAWN)) else text
