"""The names of a list that a sentence or a bracket holds, and the axis that it is a list of."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import Cued

_SPLIT = re.compile(r"\s*(?:[,;]|\s\|\s|\s•\s)\s*")
_LEGAL = re.compile(
    r"^(?:inc|ltd|llc|l\.l\.c|co|corp|corporation|plc|gmbh|ag|sa|s\.a|n\.v|nv|b\.v|limited|company|lp|l\.p|pvt|s\.p\.a|spa|kgaa|"
    r"se|ab|a/s|oy|kk|co\.\s?kg|co\.?,?\s+ltd)\b\.?(?:\s+\([^()]{1,30}\))?$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:many\s+|several\s+)?(?:more|etc\.?|among\s+others|so\s+on|so\s+forth)$", re.IGNORECASE
)
_JOINED = re.compile(r"\s+(?:and|&|or)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_COMMAS = re.compile(r",\s+")
_OPENS_LAST = re.compile(r"(?:and|&)\s+", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s*&\s*")
_TOLD = re.compile(
    r"\b(?:into|are|were|include[sd]?|including|comprises?|comprising|between|among)\s+(?:the\s+)?"
    r"(?P<names>[^.;:%]{5,160})\.?\s*\Z"
)
# "in that order": said of names and numbers, and of no purchase order
_IN_TURN = Cued("respectively order", r"\b(?:respectively|in\s+(?:that|this|the\s+same)\s+order)\b")
_TOGETHER = (
    "Middle East and Africa",
    "Middle East & Africa",
    "Australia and New Zealand",
    "Latin America and the Caribbean",
    "Latin America and Caribbean",
)
# Stand for a space and a comma that belong to a name and split nothing (private characters).
_GLUE, _COMMA = "\ue000", "\ue001"


def names(text: str, longest: int) -> list[str]:
    """Return the names of a list, each of at most `longest` words; a longer one ends the list.

    Example:
        >>> names("Amgen, Inc. (US), Novartis AG and Middle East and Africa", 6)
        ['Amgen, Inc. (US)', 'Novartis AG', 'Middle East and Africa']
        >>> names("TCR (receptor, soluble), others", 6)
        ['TCR (receptor, soluble)', 'others']
    """
    items: list[str] = []
    text = _whole_names(" ".join(text.split()).strip(" .:").rpartition(": ")[2])
    pieces = _SPLIT.split(text)
    while len(pieces) > 1 and _REST.match(pieces[-1].strip()):
        pieces.pop()
    for number, part in enumerate(pieces):
        opened = re.match(r"(?:and|or|&)\s", part.strip(), re.IGNORECASE)
        name = re.sub(r"^(?:(?:and|the|or|&)\s+)+", "", part.strip(), flags=re.IGNORECASE)
        name = re.sub(r"\s+etc\.?$", "", name)
        if _LEGAL.match(name) and items:
            items[-1] = f"{items[-1]}, {name}"
            continue
        last = number == len(pieces) - 1 and not opened
        # "Alpha & Sons and Beta": of two words that join, "and" parts names.
        found = (_AND if " & " in name else _JOINED).split(name) if last else [name]
        if last and len(found) == 1 and len(pieces) == 1:
            found = _JOINED.split(name)
        for one in found:
            if _REST.match(one):
                continue
            if not one or len(one.split()) > longest:
                return _restored(items) if items else []
            items.append(one)
    return _restored(items)


def last_names(text: str, count: int) -> list[str]:
    """Return the `count` names that a list ends with, or none where its last "and" may be either.

    Example:
        >>> last_names("In 2023, oil and gas, kits and tools", 3)
        ['oil and gas', 'kits', 'tools']
        >>> last_names("kits, oil and gas and tools", 3)
        []
    """
    pieces = [piece for piece in _COMMAS.split(_whole_names(text)) if piece.strip()]
    if not pieces:
        return []
    last = pieces.pop()
    opened = _OPENS_LAST.match(last) if pieces else None
    joined = [last[opened.end() :]] if opened else _AND.split(last)
    if len(joined) == 1 and len(pieces) + 1 < count:
        joined = _AMPERSAND.split(joined[0])  # "A & B", but "Cantor, Dorset & Hale and Fontana"
    if len(joined) > 2 and (pieces or len(joined) != count):
        return []
    found = [*pieces, *joined][-count:]
    return _restored([" ".join(name.split()) for name in found]) if len(found) == count else []


def told_names(text: str, count: int) -> list[str]:
    """Return the `count` names that a sentence tells of, or none: what "they" may take up behind.

    Example:
        >>> told_names("The market is split into kits, tools and others.", 3)
        ['kits', 'tools', 'others']
    """
    told = _TOLD.search(text)
    return last_names(told["names"], count) if told else []


def respective(text: str) -> re.Match[str] | None:
    """Return the words that give names and numbers to each other in their order, or None.

    Example:
        >>> respective("A and B had 4 % and 6 %, in that order")[0]
        'in that order'
        >>> respective("in order to grow") is None
        True
    """
    return _IN_TURN.search(text)


def _whole_names(text: str) -> str:
    for phrase in _TOGETHER:
        text = re.sub(re.escape(phrase), phrase.replace(" ", _GLUE), text, flags=re.IGNORECASE)
    # A bracket's commas and conjunctions are no borders.
    return re.sub(
        r"\([^()]{0,120}\)|\[[^\[\]]{0,240}\]|\{[^{}]{0,240}\}",
        lambda m: m[0].replace(",", _COMMA).replace(" ", _GLUE),
        text,
    )


def _restored(items: list[str]) -> list[str]:
    return [item.replace(_GLUE, " ").replace(_COMMA, ",") for item in items]


def axis_name(text: str) -> str:
    """Return the axis that printed words name, in snake case.

    Example:
        >>> axis_name("End Users"), axis_name("Vector Type")
        ('end_user', 'vector_type')
    """
    name = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    return {
        "end_users": "end_user",
        "end_use": "end_user",
        "enduser": "end_user",
        "geography": "region",
        "regions": "region",
        "regional": "region",
        "geographical": "region",
    }.get(name, name)
