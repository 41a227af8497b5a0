"""Labelled items altered so that their labels change with them, and by how much is known."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Sequence

from tests.claims.scoring import Label, gold_span

# A span of the text and what shall stand there.
Edit = tuple[int, int, str]
Alteration = Callable[[Label, random.Random], Label | None]

_YEAR = re.compile(
    r"(?<![\d.,$€£₹])(?:19[89]\d|20[0-4]\d)"
    r"(?!\d|,\d|\.\d| ?(?:million|billion|bn|mn|m\b|units|patients))"
)
# Years that other words depend on
_TIED = re.compile(
    r"FY ?\d\d\b|['’]\d\d|\b\d{4}[-–/]\d\d\b|\b[a-z]+[- ]years?\b|\d+[- ]year|Q[1-4]|H[12]\b|"
    r"decade|covid|pandemic|today|current",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GROUPED_OTHERWISE = re.compile(r"\d,\d{1,2}(?!\d)|\.\d{3},")
_STOP = re.compile(r"(?<=[a-z%\d)])\.(?= [A-Z][a-z])")
_SHORT_FORM = re.compile(r"(?:\b[A-Z]|Inc|Corp|Co|Ltd|vs|St|Dr|approx|est|No|Fig)\.\Z")
# Said of no market, and of no part of one
ASIDES = (
    "Costs remain a concern for smaller buyers.",
    "New entrants invest in capacity and training.",
    "This is mainly due to rising awareness among patients and physicians.",
    "Manufacturers are adding automated lines to shorten delivery times.",
    "An ageing population and more chronic disease increase the need for treatment.",
)


def edited(item: Label, edits: Sequence[Edit]) -> Label | None:
    """Return the item with its text edited and its labels' quotes moved; None without a change."""
    text, edits = item["text"], sorted(set(edits))
    pieces, at = [], 0
    for start, end, new in edits:
        if start < at:
            return None
        pieces += [text[at:start], new]
        at = end
    changed = "".join((*pieces, text[at:]))
    if changed == text:
        return None
    made = copy.deepcopy(item) | {"text": changed}
    for claim in made["claims"]:
        start, end = gold_span(text, claim)
        if any(a < start < b or a < end < b for a, b, _ in edits):
            return None
        ahead = sum(len(new) - (b - a) for a, b, new in edits if b <= start)
        inside = sum(
            len(new) - (b - a) for a, b, new in edits if start <= a and b <= end and b > start
        )
        first, last = start + ahead, end + ahead + inside
        claim["quote"] = changed[first:last]
        places = re.finditer(f"(?={re.escape(claim['quote'])})", changed)
        claim["occurrence"] = [m.start() for m in places].index(first) + 1
    return made


def later(item: Label, chance: random.Random) -> Label | None:
    """All years some years later or earlier."""
    if _TIED.search(item["text"]):
        return None
    shift = chance.choice([-6, -4, -3, -2, 2, 3])
    years = list(_YEAR.finditer(item["text"]))
    made = edited(item, [(m.start(), m.end(), str(int(m[0]) + shift)) for m in years])
    for claim in made["claims"] if made else ():
        for name in ("period_start", "period_end"):
            claim[name] = claim[name] and claim[name] + shift
    return made


def other_digits(item: Label, chance: random.Random) -> Label | None:
    """Other values, printed with as many digits."""
    edits, values = [], {}
    for number, claim in enumerate(item["claims"]):
        printed = list(_NUMBER.finditer(claim["quote"]))
        plain = claim["value"] and claim["value"] == claim["value_high"] and len(printed) == 1
        if not plain or claim["unit"] != "money" or _GROUPED_OTHERWISE.search(claim["quote"]):
            continue
        new = re.sub(r"\d", lambda _: str(chance.randint(1, 9)), printed[0][0])
        old, value = (float(each.replace(",", "")) for each in (printed[0][0], new))
        if 1980 <= value <= 2050 or 1980 <= old <= 2050:
            continue
        start = gold_span(item["text"], claim)[0]
        edits.append((start + printed[0].start(), start + printed[0].end(), new))
        values[number] = claim["value"] * value / old
    made = edited(item, edits)
    if made is None:
        return None
    for number, value in values.items():
        made["claims"][number] |= {"value": value, "value_high": value}
    return made


def _between(text: str, chance: random.Random) -> int | None:
    """The end of a sentence that another follows."""
    ends = [m.end() for m in _STOP.finditer(text) if not _SHORT_FORM.search(text, 0, m.end())]
    return chance.choice(ends) if ends else None


def with_aside(item: Label, chance: random.Random) -> Label | None:
    """A sentence that says nothing of a market, between two that may."""
    at = _between(item["text"], chance)
    return edited(item, [(at, at, f" {chance.choice(ASIDES)}")]) if at else None


def in_paragraphs(item: Label, chance: random.Random) -> Label | None:
    """A paragraph's end between two sentences."""
    at = _between(item["text"], chance)
    return edited(item, [(at, at + 1, "\n\n")]) if at else None


def behind_an_aside(item: Label, chance: random.Random) -> Label | None:
    """A paragraph about something else ahead of all."""
    return edited(item, [(0, 0, f"{chance.choice(ASIDES)}\n\n")])


def in_words(item: Label, chance: random.Random) -> Label | None:
    """Percent signs as words."""
    word = chance.choice([" %", " percent", " per cent"])
    return edited(
        item, [(m.start(), m.end(), word) for m in re.finditer(r"(?<=\d)%", item["text"])]
    )
