"""A name and figures that are all its own: "Clinics: USD 2 bn (40%)", "clinics (40%, USD 2 bn)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.finite import FINITE
from cytonomics.claims.words.names import clean_name

_KEY = re.compile(
    r"[\W_]*(?P<name>[A-Za-z][^:|;%$€£¥₹\d\n]{1,50}?)\s*(?::|\||\s[-\u2013\u2014])\s*"
    r"(?=[~<>+]?\s?(?:[$€£¥₹\d]|US|USD|EUR|CAGR|about\b|over\b))"
)
# What may stand between such figures.
_FIGURES = re.compile(
    r"(?:[\W_]|\d+(?:(?:[bmt]n|[bmkef])\b)?|\b(?:market|revenue|value|sales|shares?|of|the|total|global|in|by|from|to|at|an?|"
    r"with|and|or|CAGR|growing|growth|grows?|rate|about|around|over|nearly|approximately|up|through|until|per|annum|year|"
    r"annually|p\.?a|expected|projected|forecast|million|billion|trillion|mn|bn|m|b|k|crore|lakh|USD|US|EUR|GBP|INR|FY)\b)*+",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"(?:\A|[:;,|]\s(?:and\s|while\s)?|\band\s|\b(?:by|are|were|of|from|with|into|include[sd]?|including)\s)(?:the\s)?"
    r"(?P<name>[A-Za-z][^,;:|()%$€£¥₹\d\n]{1,50}?)\s\((?P<figures>[^()]{6,90})\)"
)
_OPENS = re.compile(r"^.*\b(?:by|are|were|of|from|with|into|include[sd]?|including)\s(?:the\s)?")
_NUMBER = re.compile(r"\d[\d.,]*")
_NO_NAME = re.compile(
    r"(?i)\b(?:markets?|industry|sizes?|values?|revenues?|sales|shares?|CAGR|growth|rates?|total|base|forecast|"
    r"year|period|price|cost|global|worldwide|largest|fastest|leading|estimat\w+|current|projected|projections?|"
    r"alternative|scenario|case|target|TAM|SAM|SOM|average|median|mean|budgets?|investments?|funding|raised|deals?|source|notes?|savings?|citing|guides?|series|private|(?-i:[Ii]t)|they|this|these)\b"
)
# "USD 2 bn (9 % CAGR)": a rate is that of what the amount right ahead is of
_RATE_BEHIND = re.compile(
    r"(?:\s(?:in|by)\s(?:19|20)\d\d)?\s?[(,]\s?(?:at\s|growing\sat\s)?(?:an?\s)?(?:CAGR(?:\s?:|\sof)?\s)?~?"
)
_LONGEST = 160


@lru_cache(maxsize=64)
def key_of_figures(text: str) -> str | None:
    """Return the name that all figures of a line belong to, or None where it tells more.

    Example:
        >>> key_of_figures("- Clinics: USD 2 bn (40% of the market), CAGR 6%")
        'Clinics'
        >>> key_of_figures("Clinics: USD 2 bn, as hospitals lose 9%") is None
        True
    """
    key = _KEY.match(text) if len(text) < _LONGEST else None
    if key is None or _NO_NAME.search(key["name"]) or not _FIGURES.fullmatch(text, key.end()):
        return None
    return clean_name(key["name"]) or key["name"].strip()


def only_figures(text: str) -> bool:
    """Say whether a line holds figures and nothing that they are of.

    Example:
        >>> only_figures("USD 2 bn in 2024 (40% share)"), only_figures("clinics: 40%")
        (True, False)
    """
    short = len(text) < _LONGEST and _NUMBER.search(text) is not None
    return short and _FIGURES.fullmatch(text) is not None


def named_figures(
    text: str, amounts: Sequence[Quantity], percents: Sequence[Quantity], listed: Mapping[int, str]
) -> Mapping[int, str]:
    """Return the names of figures that a key, a bracket or a list gives them, by their starts.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "It was led by kits (40% share, USD 2 bn)"
        >>> found = list(quantities(text))
        >>> list(named_figures(text, found[1:], found[:1], {}).values())
        ['kits', 'kits']
    """
    if not (amounts or percents):
        return {}
    numbers = [*amounts, *percents]
    key = key_of_figures(text)
    names = {number.start: key for number in numbers} if key else {}
    for first, last, name in _bracketed(text) if "(" in text else ():
        names |= {number.start: name for number in numbers if first < number.start < last}
    names |= listed
    for rate in percents:
        ahead = next((a for a in reversed(amounts) if a.end <= rate.start), None)
        behind = ahead and _RATE_BEHIND.fullmatch(text, ahead.end, rate.start)
        if ahead and behind and ahead.start in names:
            names.setdefault(rate.start, names[ahead.start])
    return names


def _bracketed(text: str) -> Iterator[tuple[int, int, str]]:
    """The brackets of several figures, and the name each stands behind."""
    for bracket in _BRACKET.finditer(text):
        name, figures = _OPENS.sub("", bracket["name"]), bracket["figures"]
        several = len(_NUMBER.findall(figures)) > 1 and _FIGURES.fullmatch(figures)
        if several and not _NO_NAME.search(name) and not FINITE.search(name):
            yield bracket.start("figures") - 1, bracket.end(), name
