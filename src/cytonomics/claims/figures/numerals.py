"""Numbers of things as they are written: "1,200", "1.2 million", "seven", "10 to 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cytonomics.claims.patterns import any_of

_FIRST = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
NUMBERS = {name: value for value, name in enumerate(_FIRST.split(), start=1)}
NUMBERS |= dict(zip(_TENS.split(), range(30, 101, 10), strict=True))
# Numbers in words, the longest first: "twenty-five" is not "twenty".
SPELLED = (
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)|"
    + any_of(NUMBERS)
)
_SCALES = {
    "million": 1e6,
    "billion": 1e9,
    "thousand": 1e3,
    "lakh": 1e5,
    "crore": 1e7,
    "mn": 1e6,
    "bn": 1e9,
    "k": 1e3,
    "m": 1e6,
}
_ONE = (
    # "18 640 transplants" is grouped by spaces, but "in 2019 640 transplants" is not.
    r"(?:(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[\x20\u00a0\u2009\u202f]\d{3})+(?=\s[a-z])|\d+)(?:\.\d+)?(?:\s?(?:million|thousand|billion|lakh|crore|mn|bn|K|M)\b)?|"
    rf"{SPELLED})"
)
# "by 2032 to 1,200" is no range.
NUMERAL = rf"(?P<n>(?:(?!(?:19|20)\d\d\b){_ONE}\s?(?:-|to)\s?)?{_ONE})(?![\w%]|[.,]\d)"
_GROUPING = re.compile(r"(?<=\d)[,\s](?=\d)")
# The hyphen of "twenty-five" is no range.
_RANGE = re.compile(r"\s?(?:(?<!ty)-|to)\s?", re.IGNORECASE)


def number(text: str) -> tuple[float, float]:
    """Return the lower and upper value of a written number; equal unless a range is printed.

    Example:
        >>> number("1.2 million"), number("ten to 20"), number("twenty-five")
        ((1200000.0, 1200000.0), (10.0, 20.0), (25.0, 25.0))
    """
    low, *high = _RANGE.split(text.strip(), maxsplit=1)
    top = _plain(high[0]) if high else None
    bottom = _plain(low)
    return bottom, bottom if top is None else top


def _plain(text: str) -> float:
    word = text.strip().lower()
    tens, _, rest = word.partition("-")
    if tens in NUMBERS:
        return float(NUMBERS[tens] + NUMBERS.get(rest, 0))
    scale = 1.0
    for name, factor in _SCALES.items():
        if word.endswith(name):
            word, scale = word.removesuffix(name).strip(), factor
            break
    return in_scale(float(_GROUPING.sub("", word)), scale)


def count_sections(numbers: Sequence[str]) -> bool:
    """Say whether printed numbers count on as those of a table of contents do.

    Example:
        >>> count_sections(["9", "9.1", "9.2", "10"]), count_sections(["9.1", "8.4", "7"])
        (True, False)
    """
    steps = 0
    for one, two in pairwise([number.split(".") for number in numbers]):
        shared = min(len(one), len(two))
        deeper = two[:-1] == one and two[-1] == "1"
        following = two[-1].isdigit() and one[shared - 1].isdigit()
        following = following and int(two[-1]) == int(one[shared - 1]) + 1
        steps += deeper or (len(two) <= len(one) and one[: len(two) - 1] == two[:-1] and following)
    return 2 * steps > len(numbers) - 1


def in_scale(number: float, scale: float) -> float:
    """Return a number times its scale, as exact as it was printed.

    Example:
        >>> in_scale(1068.6, 1e6), 1068.6 * 1e6
        (1068600000.0, 1068599999.9999999)
    """
    return float(f"{number * scale:.15g}")
