"""Numbers of things as they are written: "1,200", "1.2 million", "seven", "10 to 20"."""

from __future__ import annotations

import re

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3, "k": 1e3, "m": 1e6}
_ONE = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:\s?(?:million|thousand|billion|K|M)\b)?|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r")"
)
# "by 2032 to 1,200" is no range.
NUMERAL = rf"(?P<n>(?:(?!(?:19|20)\d\d\b){_ONE}\s?(?:-|to)\s?)?{_ONE})(?![\w%]|[.,]\d)"
_RANGE = re.compile(r"\s?(?:-|to)\s?", re.IGNORECASE)


def number(text: str) -> tuple[float, float]:
    """Return the lower and upper value of a written number; equal unless a range is printed.

    Example:
        >>> number("1.2 million"), number("ten to 20")
        ((1200000.0, 1200000.0), (10.0, 20.0))
    """
    low, *high = _RANGE.split(text.strip(), maxsplit=1)
    top = _plain(high[0]) if high else None
    bottom = _plain(low)
    return bottom, bottom if top is None else top


def _plain(text: str) -> float:
    word = text.strip().lower()
    if word in NUMBERS:
        return float(NUMBERS[word])
    scale = 1.0
    for name, factor in _SCALES.items():
        if word.endswith(name):
            word, scale = word.removesuffix(name).strip(), factor
            break
    return float(word.replace(",", "")) * scale
