"""A claim in words, as the audit page says it."""

from __future__ import annotations

from collections.abc import Sequence

from cytonomics.claims.model import Claim

# A mark's title describes this many claims of one span, a card shows this many quotes at once.
_TOLD = 3
_LONGEST_QUOTE = 160
LONGEST_NAME = 60
_NAMES = {"size": "market size", "cagr": "growth rate (CAGR)", "count": "count", "rank": "rank"}
BOUNDS = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}


def says_all(claims: Sequence[Claim]) -> str:
    """Return the first claims of one span in words.

    Example:
        >>> from cytonomics.claims import extract, read_text
        >>> claims = extract(read_text("The pen market was USD 2 billion in 2023.", "a.txt"))
        >>> says_all(claims)[:16]
        'c1, market size:'
    """
    more = len(claims) - _TOLD
    said = " | ".join(says(claim) for claim in claims[:_TOLD])
    return f"{said} | and {more} more" if more > 0 else said


def says(claim: Claim) -> str:
    """Return what was read, in one line.

    Example:
        >>> from cytonomics.claims import extract, read_text
        >>> claims = extract(read_text("The pen market was USD 2 billion in 2023.", "a.txt"))
        >>> says(claims[0])[:40]
        'c1, market size: value USD 2,000,000,000'
    """
    value = item_words(claim)
    if claim.value is not None:
        value = value_words(claim)
        if claim.currency:
            value = f"{claim.currency} {value}"
        elif claim.unit:
            value += " %" if claim.unit == "percent" else f" {claim.unit}"
        value = BOUNDS.get(claim.bound, "") + value
    elif claim.unit:
        value = f"{claim.unit}: {value}" if value else claim.unit
    facts = (
        ("value", value),
        ("period", period_words(claim)),
        ("segment", claim.segment or ("" if claim.dimension == "total" else claim.dimension)),
        ("geography", claim.geography),
        ("scope", claim.scope),
        ("status", claim.status),
        ("bound", claim.bound.replace("_", " ") if claim.value is not None else ""),
    )
    told = [f"{name} {short(fact, LONGEST_NAME)}" for name, fact in facts if fact]
    return f"{claim.id}, {_NAMES.get(claim.measure, claim.measure)}: " + "; ".join(told)


def value_words(claim: Claim) -> str:
    """Return a claim's value, or both ends of its range.

    Example:
        >>> from cytonomics.claims import extract, read_text
        >>> claims = extract(read_text("The pen market was USD 2 billion in 2023.", "a.txt"))
        >>> value_words(claims[0])
        '2,000,000,000'
    """
    if claim.value is None:
        return ""
    low = _number(claim.value)
    high = low if claim.value_high is None else _number(claim.value_high)
    return low if low == high else f"{low} to {high}"


def _number(value: float) -> str:
    if value != 0 and not 1e-6 <= abs(value) < 1e18:
        return f"{value:g}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def item_words(claim: Claim) -> str:
    """Return the first items of a list.

    Example:
        >>> from cytonomics.claims import extract, read_text
        >>> claims = extract(read_text("The pen market was USD 2 billion in 2023.", "a.txt"))
        >>> item_words(claims[0])
        ''
    """
    shown = ", ".join(short(item, LONGEST_NAME) for item in claim.items[:_TOLD])
    more = len(claim.items) - _TOLD
    return f"{shown} and {more} more" if more > 0 else shown


def period_words(claim: Claim) -> str:
    """Return a claim's years.

    Example:
        >>> from cytonomics.claims import extract, read_text
        >>> claims = extract(read_text("The pen market was USD 2 billion in 2023.", "a.txt"))
        >>> period_words(claims[0])
        '2023'
    """
    years = (claim.period_start, claim.period_end)
    return " to ".join(str(year) for year in dict.fromkeys(years) if year is not None)


def short(text: str, most: int = _LONGEST_QUOTE) -> str:
    """Return a text on one line, cut where it is long.

    Example:
        >>> short("a long quote", 6)
        'a long…'
    """
    line = " ".join(text[: 2 * most].split())
    return line if len(line) <= most and len(text) <= 2 * most else f"{line[:most].rstrip()}…"
