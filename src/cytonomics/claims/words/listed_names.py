"""Lists with a name for each number: "(pumps $2 bn, tubes $1 bn)", "40% from pumps, 9% from tubes".

All numbers of a list stand by their names in the same way. A name may itself hold "and", which the
words between the numbers tell from the one that joins the last name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.finite import FINITE

_NAME = r"(?P<name>[A-Za-z][^,;:()%$€£¥₹|\n\d]{1,50}?(?<=[\w.]))"
_ABOUT = r"(?:(?:about|around|over|nearly|almost|some|roughly|approximately)\s|[~<>+]\s?)?"
_RATE = r"(?:(?:an?\s)?CAGR(?:\s?:|\sof)?\s)?"
_BEHIND = r"(?:\s(?:CAGR|share|each)\b)?(?:\s(?:in|by|for)\s(?:19|20)\d\d\b)?"
_ASIDE = r"(?:\s\([^()]{1,40}\))?"
_AND = r"\s?(?:[,;|]\s?(?:and\s|while\s)?|and\s)"


class _Kind(NamedTuple):
    """How a list is laid out; `edge` finds the name of its first number, or of its last."""

    gap: re.Pattern[str]
    edge: re.Pattern[str] | None
    ahead: bool
    loose: bool = False


def _ahead(
    opened: str | None, link: str, close: str = "", *, joined: str = _AND, loose: bool = False
) -> _Kind:
    """Names stand ahead of their numbers, the first one behind what opens the list, if anything."""
    named = f"(?:the\\s)?{_NAME}{link}{_RATE}{_ABOUT}"
    gap = re.compile(f"{_BEHIND}{close}{_BEHIND}{_ASIDE}{joined}{named}")
    edge = re.compile(f".*{opened}{named}\\Z", re.DOTALL) if opened else None
    return _Kind(gap, edge, ahead=True, loose=loose)


def _behind(link: str, close: str) -> _Kind:
    """Names stand behind their numbers."""
    named = f"{link}(?:the\\s)?{_NAME}"
    gap = re.compile(f"{named}{close}{_AND}(?:another\\s|a\\sfurther\\s)?{_ABOUT}")
    ends = close or r"(?=[,.;:)]|\s(?:in|by|during|of)\s|\Z)"
    return _Kind(gap, re.compile(named + ends), ahead=False)


_COLON = r"(?:[:(]\s?)"
_FROM = r"\s(?:(?:is|are|was|were)\s)?(?:(?:up|rising|growing|increasing|climbing)\s)?from\s"
_KINDS = (
    _ahead(
        r"(?:\A(?:(?:In|Within|Across)\s[^,]{3,60},\s)?|[:;]\s|\s-{1,2}\s|\b(?:are|were|include[sd]?|including|between|among|into|by|namely|such\sas|from|than)\s)",
        r"\s\(",
        r"(?:[^()\d,;]|\b(?:19|20)\d\d\b){0,30}\)",
    ),
    _ahead(_COLON, r":\s"),
    _ahead(_COLON, r"\s[-\u2013]\s"),
    # "with pumps leading at USD 2 bn, followed by tubes at USD 1 bn, and others at"
    _ahead(
        r"(?:[:(]\s?|\b(?:with|into|between|among)\s)",
        r"(?:\s(?:leading|ahead|first|in\s(?:the\s)?lead|second|next|third|last))?,?\s(?:at|with)\s",
        joined=r"\s?(?:[,;|]\s?(?:(?:(?:closely\s)?followed\sby|and|while|then)\s)?|(?:and|followed\sby)\s)",
        loose=True,
    ),
    _ahead(_COLON, r"\s", loose=True),
    _ahead(_COLON, r",\s", joined=r"\s?;\s?(?:and\s)?"),
    # "with pumps up from USD 2 bn to USD 3 bn and tubes from USD 1 bn to USD 2 bn"
    _ahead(r"(?:[:(]\s?|\b(?:with|as)\s)", _FROM),
    # "Pumps will grow from USD 2 bn to USD 3 bn, tubes from USD 1 bn to USD 2 bn"
    _ahead(None, _FROM),
    _behind(
        r"(?:\s(?:(?:is|are|was|were|will)\s)?(?:c[ao]m(?:e|es|ing)|stem(?:s|med|ming)?|derived|generated|earned))?"
        r"\s(?:from|for)\s",
        "",
    ),
    _behind(r"\s\(", r"\)"),
)
_COURSE = re.compile(r"(?:\sin\s(?:19|20)\d\d)?\sto\s(?:an?\sestimated\s)?" + _ABOUT)
# What no part of a market is called.
_NO_NAME = re.compile(
    r"(?i)(?<![\w-])(?:markets?|industry|revenues?|sales|values?|volumes?|size|CAGR|growth|rates?|shares?|total|profits?|"
    r"costs?|margin|income|earnings|ebitda|prices?|cash|debt|funding|up|down|from|to|than|over|of|by|in|at|this|that|"
    r"these|they|we|(?-i:[Ii]ts?)|their|our|respectively|compared|versus|vs|first|second|third|fourth|next|last|leading|"
    r"behind|ahead|like|years?|quarter|base|forecast|estimated?)(?![\w-])"
)
_GERUND = re.compile(r"[a-z]+ing\s(?!machines?\b|services?\b|equipment\b|systems?\b)")
_LONGEST_NAME, _LONGEST_GAP, _REACH = 6, 130, 200


def listed_names(text: str, numbers: Sequence[Quantity]) -> Mapping[int, str]:
    """Return the names of lists that a text holds, by where the number of each starts.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "Led by kits (40 %), oil and gas (30 %) and tools (9 %)"
        >>> list(listed_names(text, list(quantities(text))).values())
        ['kits', 'oil and gas', 'tools']
    """
    rows = list(_rows(text, numbers))
    if not any(_may_list(text[a[-1].end : b[0].start]) for a, b in pairwise(rows)):
        return {}
    names = [_of_kind(kind, text, rows) for kind in _KINDS]
    return {
        number.start: found[k] for found in reversed(names) for k in found for number in rows[k]
    }


def _may_list(gap: str) -> bool:
    """Whether what stands between two numbers is short and parted: most sentences list nothing."""
    return 3 < len(gap) < _LONGEST_GAP and (
        "," in gap or " and " in gap or ";" in gap or "|" in gap
    )


def _rows(text: str, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The numbers that have one name each; "from 2 to 3" are two values of one thing."""
    row: list[Quantity] = []
    for number in numbers:
        if row and not _COURSE.fullmatch(text, row[-1].end, number.start):
            yield row
            row = []
        row = [*row, number]
    if row:
        yield row


def _of_kind(kind: _Kind, text: str, rows: Sequence[Sequence[Quantity]]) -> dict[int, str]:
    """The names of the lists of one kind, by the index of their row."""
    found: dict[int, str] = {}
    run: dict[int, str] = {}
    for k, (before, row) in enumerate(pairwise(rows)):
        first, last = before[-1].end, row[0].start
        item = kind.gap.fullmatch(text, first, last) if last - first < _LONGEST_GAP else None
        if item is None or not _is_name(item["name"]):
            run = {}
            continue
        if kind.ahead and not run and kind.edge:
            opened = kind.edge.match(text, max(0, before[0].start - _REACH), before[0].start)
            if opened is None or not _is_name(opened["name"]):
                continue
            run[k] = opened["name"]
        closed = kind.edge.match(text, row[-1].end) if kind.edge and not kind.ahead else None
        if closed and _is_name(closed["name"]):
            run[k + 1] = closed["name"]
        run[k + 1 if kind.ahead else k] = item["name"]
        # Two may be two statements: "Arvena puts it at $4 bn, Belloc prints $5 bn".
        course = kind.edge is None and len(before) == len(row) == 2
        if (
            course
            or len(run) > 2
            or (len(run) == 2 and (not kind.loose or "(" in text[: rows[k][0].start]))
            or (len(run) == 2 and "followed by" in item[0])
        ):
            found |= run
    return found


def _is_name(name: str) -> bool:
    short = len(name.split()) <= _LONGEST_NAME
    told = _NO_NAME.search(name) or FINITE.search(name) or _GERUND.match(name)
    return short and not told
