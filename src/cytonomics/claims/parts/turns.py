"""Places and numbers in rows: which place is a number's by its turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.name_lists import last_names
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.scene import Scene

_AND = re.compile(r"\s*(?:,|,?\s*\b(?:and|&))\s*(?:the\s+)?", re.IGNORECASE)
_MARKETS_OF = re.compile(
    r"\b(?:markets\s+(?:of|in|for)|(?:geographic(?:al)?|national)\s+markets\s+(?:are|include)|(?:spending|sales|demand|revenues)\s+(?:(?:on|of|for|from)\s[^,;]{2,40}?\s)?"
    r"(?:in|from))\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_KIND = re.compile(r"\s+(?:(?:sub-?)?segments?|categories|regions?|markets?)\b", re.IGNORECASE)
_SALES_OF = re.compile(r"(?:the\s+)?(?:sales|revenues?|demand)\s+(?:of|for|from)\s+", re.IGNORECASE)
# "in 2023 and 2030", "between USD 2 bn and USD 3 bn"
_TWO_YEARS = re.compile(r"\b(?:19|20)\d\d\b.*\b(?:19|20)\d\d\b", re.DOTALL)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_THEIR_MARKETS = re.compile(r"(?:'s)?\s+(?:[\w&/-]+\s+){0,5}?markets\b", re.IGNORECASE)
# "Peru, where 9 % a year is foreseen", "Peru, where a CAGR of 9 % is expected"
_WHERE = re.compile(
    r",\s+where\s+(?:(?:an?|about|around|over|nearly|some|annual|yearly|average)\s+){0,3}(?:(?:CAGR|growth|rate)(?:\s+rate)?\s+of\s+)?"
    r"(?:(?:about|around|over|nearly|some)\s+)?",
    re.IGNORECASE,
)


def place_in_turn(scene: Scene, numbers: Sequence[Quantity], at: int) -> tuple[Place, bool] | None:
    """Return the place whose number begins at a position, of a row of each, and whether it is own.

    "The markets of A and B were worth X and Y" speaks of their own markets; "A and B had X and Y,
    respectively" of parts.

    Example:
        >>> scene = Scene("The German and French pump markets were worth USD 2 bn and USD 1 bn.", 0)
        >>> place, own = place_in_turn(scene, scene.amounts, scene.amounts[1].start)
        >>> place.id, own
        ('FRA', True)
    """
    row = _row(scene.text, [(n.start, n.end) for n in numbers], at)
    if len(row) < 2:
        return None
    ahead = [p for p in scene.places if p.id != WORLD and p.end <= row[0][0]][-len(row) :]
    joined = _row(scene.text, [(p.start, p.end) for p in ahead], ahead[-1].start) if ahead else []
    if len(joined) != len(row):
        return None
    own = _MARKETS_OF.search(scene.text, 0, ahead[0].start)
    own = own or _THEIR_MARKETS.match(scene.text, ahead[-1].end)
    if own is None and not _in_turn(scene.text, row):
        return None
    return ahead[[start for start, _ in row].index(at)], own is not None


def place_beside(scene: Scene, number: Quantity) -> Place | None:
    """Return the place alone in the bracket behind a number, or of the relative clause it is in.

    Example:
        >>> scene = Scene("CAGRs of 4 % (Peru) and 6 % (Chile, Cuba)", 0)
        >>> place_beside(scene, scene.percents[0]).id
        'PER'
        >>> place_beside(scene, scene.percents[1]) is None
        True
        >>> scene = Scene("Growth is strongest in Peru, where 9 % a year is foreseen", 0)
        >>> place_beside(scene, scene.percents[0]).id
        'PER'
    """
    text = scene.text
    if text.startswith(" (", number.end):
        inside = number.end + len(" (")
        return next(
            (p for p in scene.places if p.start == inside and text.startswith(")", p.end)), None
        )
    if ", where" not in text:
        return None
    where = (p for p in scene.places if _WHERE.fullmatch(text, p.end, max(p.end, number.start)))
    return next(where, None)


def name_in_turn(text: str, numbers: Sequence[Quantity], at: int) -> str | None:
    """Return the name of "A, B and C … respectively" whose number begins at a position.

    Example:
        >>> scene = Scene("The gel and cream segments had USD 2 bn and USD 1 bn, respectively.", 0)
        >>> name_in_turn(scene.text, scene.amounts, scene.amounts[1].start)
        'cream'
    """
    row = _row(text, [(n.start, n.end) for n in numbers], at) if len(numbers) > 1 else []
    if len(row) < 2 or not _in_turn(text, row):
        return None
    named = _SALES_OF.sub("", _KIND.split(subject(text, row[0][0]))[0])
    names = last_names(named, len(row))
    if not names:
        return None
    return names[[start for start, _ in row].index(at)].removeprefix("the ")


def _in_turn(text: str, row: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers of a row are those of as many names, and of no two years or bounds."""
    if "respectively" in text.lower():
        return True
    return not (_TWO_YEARS.search(text) or _BETWEEN.search(text, 0, row[0][0]))


def _row(text: str, spans: Sequence[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The spans around one that follow each other with nothing but a comma or "and" between."""
    rows: list[list[tuple[int, int]]] = []
    for span in spans:
        if rows and _AND.fullmatch(text, rows[-1][-1][1], span[0]):
            rows[-1].append(span)
        else:
            rows.append([span])
    return next((row for row in rows if any(start == at for start, _ in row)), [])
