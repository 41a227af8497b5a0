"""Places and numbers in rows: which place is a number's by its turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics import vocabulary
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.earners import earner
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.name_lists import last_names, respective, told_names
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene

_AND = re.compile(r"\s*(?:,|,?\s*\b(?:and|&))\s*(?:the\s+)?", re.IGNORECASE)
_MARKETS_OF = re.compile(
    r"\b(?:markets\s+(?:of|in|for)|(?:geographic(?:al)?|national)\s+markets\s+(?:are|include)|(?:spending|sales|demand|revenues)\s+(?:(?:on|of|for|from)\s[^,;]{2,40}?\s)?"
    r"(?:in|from))\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# "Growth rates of 9 % and 8 % are foreseen for the two": of the sentence before
_TAKEN_UP = Cued(
    "two three four five both they neither them these",
    r"\b(?:(?:the|these|all|those)\s+(?:two|three|four|five)\b|both\b(?!\s+(?:in|of|by|for)\b)|neither\b|they\b|"
    r"these\s+(?:countries|regions|markets|nations)\b|of\s+them\b)",
)
# "Rates of 9 % and 8 % are expected in Peru and Chile, respectively"
_NAMED_BEHIND = re.compile(
    r"[^.;%]{0,80}?\s(?:in|for|by|from)\s+(?:the\s+)?(?P<names>[^.;%\d]{3,120}?),?\s+respectively\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"\s+(?:(?:sub-?)?segments?|categories|regions?|markets?)\b", re.IGNORECASE)
_SALES_OF = re.compile(r"(?:the\s+)?(?:sales|revenues?|demand)\s+(?:of|for|from)\s+", re.IGNORECASE)
# "They", "Both", "The two materials": the names of the sentence before
_THOSE = re.compile(
    r"(?:they|both(?:\s+of\s+(?:them|these))?|the\s+(?:two|three|four|pair)|these(?:\s+(?:two|three|four))?)"
    r"(?:\s+(?!and\b)[\w-]+){0,2}",
    re.IGNORECASE,
)
# "the gap will narrow, the two segments growing at"
_THE_TWO = re.compile(
    r"(?:,|\b(?:and|with))\s+(?:the\s+(?:two|three|four)|both|these)(?:\s+(?!and\b)[a-z-]+){0,2}\s+[a-z]{3,}ing\s[^,;%]{0,40}\Z",
    re.IGNORECASE,
)
# "in 2023 and 2030", "between USD 2 bn and USD 3 bn"
_TWO_YEARS = re.compile(r"\b(?:19|20)\d\d\b.*\b(?:19|20)\d\d\b", re.DOTALL)
# "17 % and 19 % in 2023 and 2024": of those years, and not of two names
_YEARS_TOO = re.compile(r"\b(?:19|20)\d\d(?:,|,?\s+and)\s+(?:19|20)\d\d\b")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_THEIR_MARKETS = re.compile(r"(?:'s)?\s+(?:[\w&/-]+\s+){0,5}?markets\b", re.IGNORECASE)
# "Peru, where 9 % a year is foreseen", "Peru, where a CAGR of 9 % is expected"
_WHERE = re.compile(
    r",\s+where\s+(?:(?:an?|about|around|over|nearly|some|annual|yearly|average)\s+){0,3}(?:(?:CAGR|growth|rate)(?:\s+rate)?\s+of\s+)?"
    r"(?:(?:about|around|over|nearly|some)\s+)?",
    re.IGNORECASE,
)

# "They held 46% and 54%", "Their CAGRs are", of the names that the sentence before lists
_THEY = re.compile(
    r"\b(?:they|these|those|their\s(?:[\w-]+\s){0,2}?(?:shares?|CAGRs?|rates|growth|sales|revenues?|contributions?))\b"
    r"[^,;%]{0,60}\Z",
    re.IGNORECASE,
)


def names_above(scene: Scene, left: str, count: int) -> list[str]:
    """Return as many names as "they" in the words before numbers takes up, or none.

    Example:
        >>> scene = Scene("They held 4 % and 6 %.", 0, before="Gels and creams are the two forms.")
        >>> names_above(scene, "They held ", 2)
        ['Gels', 'creams']
    """
    if not _THEY.search(left):
        return []
    above = (told_names(t, count) or _listed(t, count) for t in (scene.before, scene.about) if t)
    return next(filter(None, above), [])


def _listed(text: str, count: int) -> list[str]:
    """The names of a list that a sentence is about: "Gels and creams are the two forms"."""
    named = _SALES_OF.sub("", _KIND.split(subject(text, len(text)))[0])
    return [name.removeprefix("the ") for name in last_names(named, count)]


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


def places_above_in_turn(scene: Scene, count: int) -> list[str]:
    """Return the `count` places that "the two" or "they" takes up from the sentence before.

    What holds others of them is the whole that they are parts of.

    Example:
        >>> before = "In Europe, Spain led and Italy was next."
        >>> places_above_in_turn(Scene("The two had 9 % and 8 % of it.", 0, before=before), 2)
        ['Spain', 'Italy']
    """
    if not _TAKEN_UP.search(scene.text):
        return []
    told = {p.id: p for p in reversed(places(scene.before)) if p.id != WORLD}
    found = sorted(told.values(), key=lambda place: place.start)
    held = [p for p in found if not any(q.id in vocabulary.members(p.id) - {p.id} for q in found)]
    return [scene.before[p.start : p.end] for p in held] if len(held) == count else []


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


def name_in_turn(scene: Scene, numbers: Sequence[Quantity], at: int) -> str | None:
    """Return the name of "A, B and C … respectively" whose number begins at a position.

    Example:
        >>> scene = Scene("The gel and cream segments had USD 2 bn and USD 1 bn, respectively.", 0)
        >>> name_in_turn(scene, scene.amounts, scene.amounts[1].start)
        'cream'
    """
    text = scene.text
    row = _row(text, [(n.start, n.end) for n in numbers], at) if len(numbers) > 1 else []
    if len(row) < 2 or not _in_turn(text, row):
        return None
    said = subject(text, row[0][0])
    names = names_taken_up(text[: row[0][0]], said, scene.before, len(row))
    names = names or last_names(_SALES_OF.sub("", _KIND.split(said)[0]), len(row))
    if not names and respective(text):
        names = names_above(scene, text[: row[0][0]], len(row))
    behind = None if names else _NAMED_BEHIND.match(text, row[-1][1])
    names = last_names(behind["names"], len(row)) if behind else names
    if not names:
        return None
    return names[[start for start, _ in row].index(at)].removeprefix("the ")


def name_above_in_turn(scene: Scene, numbers: Sequence[Quantity], at: int) -> str | None:
    """Return the place of the sentence before whose number begins at a position, of a row of each.

    Example:
        >>> before = "In Europe, Spain led and Italy was next."
        >>> scene = Scene("The two had USD 2 bn and USD 1 bn of it.", 0, before=before)
        >>> name_above_in_turn(scene, scene.amounts, scene.amounts[1].start)
        'Italy'
    """
    row = _row(scene.text, [(n.start, n.end) for n in numbers], at) if len(numbers) > 1 else []
    if len(row) < 2 or any(p.id != WORLD for p in scene.places) or _YEARS_TOO.search(scene.text):
        return None
    names = places_above_in_turn(scene, len(row))
    return names[[start for start, _ in row].index(at)] if names else None


def names_taken_up(left: str, said: str, before: str, count: int) -> list[str]:
    """Return the names of the sentence before that "they" or "the two segments" are, or none.

    Example:
        >>> names_taken_up("", "The two forms", "Gels and creams lead the soap market.", 2)
        ['Gels', 'creams']
    """
    if not before or not (_THOSE.fullmatch(said) or _THE_TWO.search(left)):
        return []
    # "Gels earned USD 2 bn, whereas creams brought in USD 1 bn."
    above = Scene(before, 0)
    owners = dict.fromkeys(
        (n in above.amounts and earner(above, n)) or subject(before, n.start)
        for n in above.quantities
    )
    each = [_SALES_OF.sub("", _KIND.split(name)[0]) for name in owners if name]
    named = each[0] if each else subject(before, len(before))
    return each if len(each) == count else told_names(before, count) or last_names(named, count)


def _in_turn(text: str, row: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers of a row are those of as many names, and of no two years or bounds."""
    if respective(text) is not None:
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
