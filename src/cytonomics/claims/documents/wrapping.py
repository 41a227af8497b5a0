"""Lines that an editor, a mail program or the page of a PDF broke, and no author did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# Columns at which lines are broken, and how far short of them a line may end: type is of
# uneven width, and the next word did not fit.
_COLUMNS = range(36, 200)
_SHORT_OF = 0.85
# All lines of a paragraph reach about the same column.
_EVEN, _EVEN_COLUMNS, _OVER = 20, range(50, 130), 10
# So many breaks without an end mark before them, so many of them at the margin, and so many
# within a phrase, which goes on in small letters, show that the margin made them.
_FEWEST, _AT_MARGIN, _WITHIN_PHRASE = 2, 0.8, 0.3
_ENDS = tuple(".!?:;")
_NUMBER = re.compile(r"[a-z]\s(?:USD|EUR|GBP|INR|(?:US)?[$€£¥₹])\s?\d[\d.,]*\Z")
# "Fractionation Market was valued at"
_MARKET = re.compile(
    r"(?P<word>[A-Z][\w-]+)\s(?:[A-Z][\w-]+\s){0,3}[Mm]arket\s(?:size\s)?(?:is|was|has|will|stood|grew)\b"
)
_SHORT = 40
_SCALE = re.compile(r"(?:million|billion|trillion|crore|lakh|mn|bn)\s[a-z]", re.IGNORECASE)


def margin_of(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the column at which lines were broken, or None where no margin broke them.

    A group are the lines between two blank lines, without the space around them.

    Example:
        >>> first = ["The market for pumps was worth two", "billion dollars in 2023, as makers in"]
        >>> first = [*first, "Peru and in Chile said.", "Outlook"]
        >>> margin_of([first, ["Pumps will be sold to clinics in the", "same years."]])
        37
        >>> margin_of([["Market size: USD 2 billion", "Base year: 2023", "Growth: 9 %"]])
    """
    breaks = [pair for lines in groups for pair in pairwise(lines)]
    if len(breaks) < _FEWEST:
        return None
    width = max(len(line) for lines in groups for line in lines)
    open_ended = [(line, after) for line, after in breaks if not line.endswith(_ENDS)]
    margin = [after for line, after in open_ended if _is_full(line, after, width)]
    phrases = sum(not after[0].isupper() for after in margin)
    wrapped = (
        width in _COLUMNS
        and len(margin) >= _FEWEST
        and len(margin) >= _AT_MARGIN * len(open_ended)
        and phrases >= _WITHIN_PHRASE * len(margin)
    )
    return width if wrapped else None


def broken_at(lines: Sequence[str], margin: int | None, *, listed: bool = False) -> list[bool]:
    """Say of each line of a group whether the text was broken behind it: the next carries it on.

    `margin` is that of the whole text; a group may have one of its own. Items that are `listed`
    below each other may be about as long.

    Example:
        >>> lines = ["Pumps and Valves in South", "America", "The market is worth"]
        >>> broken_at(lines, 28), broken_at(lines, None)
        ([True, False, False], [False, False, False])
    """
    body = [len(line) for line in lines[:-1]]
    # The last line of a paragraph passes no margin: two lines of a headline stand above a text.
    ends = bool(body) and len(lines[-1]) <= max(body) + _OVER
    even = len(body) >= 2 and max(body) in _EVEN_COLUMNS and min(body) >= max(body) - _EVEN
    if even and ends and not listed:
        return [True] * len(body) + [False]
    width = margin or margin_of([lines])
    full = (
        _parts_amount(line, after)
        or _parts_name(line, after, lines)
        or (width is not None and _is_full(line, after, width))
        for line, after in pairwise(lines)
    )
    return [*full, False]


def _parts_amount(line: str, after: str) -> bool:
    """Whether a number and its scale stand on two lines: "valued at USD 88.4", "Million in"."""
    return _NUMBER.search(line) is not None and _SCALE.match(after) is not None


def _parts_name(line: str, after: str, lines: Sequence[str]) -> bool:
    """Whether a market's name that is printed whole elsewhere stands on two lines."""
    first, last = line.split()[-1:], _MARKET.match(after)
    if not (first and last and first[0].istitle() and len(line) <= _SHORT):
        return False
    name = f"{first[0]} {last['word']} "
    return any(name in other for other in lines)


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted at the end of a line."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > _SHORT_OF * width
