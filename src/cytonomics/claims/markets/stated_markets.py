"""Markets that a sentence names otherwise than by "the … market": "the gig economy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from cytonomics.claims.markets.homes import akin
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.finite import REAL_VERB
from cytonomics.claims.words.labels import MARKET_WORD, Label, is_place, name_before
from cytonomics.claims.words.places import places
from cytonomics.claims.words.stop_words import DOES

_END = (
    r"(?=\s+(?:is|was|are|were|will|would|could|may|should|has|had|in|by|at|from|to|on|of|with|amid|"
    r"reach\w*|came|passed|ran|stood|stands|grew|grows?|rose|exceed\w*|surpass\w*|top\w*|hit|estimated|projected|"
    r"expected|forecast|valued|worth|worldwide|globally|(?:19|20)\d\d)\b|\s?[$€£¥₹]|[,.;:(]|$)"
)
_NAME = (
    r"(?!(?:its?|our|their|this|that|these|those|such|all|both|each|every|an?|which|same)\b)"
    rf"(?P<name>[A-Za-z][\w&/'-]*(?:\s[\w&/'-]+){{0,6}}?){_END}"
)
# "the consumer market for pumps"
_FOR = Cued("consumer sales", rf"\b(?:consumer|sales)\s+market\s+for\s+(?:the\s+)?{_NAME}")
# "Mining is taking off, with the market to reach": what is said to thrive
_THRIVES = Cued(
    "with",
    r"(?:^|,\s+|\b(?:when|while|as|that|because|since|and)\s+)"
    r"(?P<name>(?!(?:when|while|as|because|since)\b)[A-Za-z][\w&/-]*(?:\s[\w&/-]+){0,3}?)"
    r"(?:\s\([\w&/.-]{2,12}\))?\s+(?:(?:emerg(?:es?|ed)|stands?\s+out|remains?)\s+as\b|(?:is|are|keeps?|continues?\s+to\s+be)\s+(?:\w+\s+)?(?:taking\s+off|booming|on\s+the\s+rise|growing|"
    r"expanding|surging|rising|soaring|thriving|gaining|emerging|evolving|maturing|in\s+(?:its|their)|big\s+business)\b)"
    r"[^,.;]{0,40},\s+with\s+(?=the\s+(?:[\w.]+\s+){0,2}(?:market|industry|sector)\b)",
)
# "Machine vision, it says, will be a market of"
_WILL_BE = Cued(
    "will would could may should",
    r"(?:^|[,;]\s+|\b(?:that|is|there's|while|and)\s+)(?P<name>[A-Za-z][\w&/-]*(?:\s[\w&/-]+){0,4}?)\s+"
    r"(?:which\s+(?:\w+\s+){1,4}?)?(?:will|would|could|may|should)\s+(?:be|become|represent)\s+an?\s+"
    r"(?:[a-z]+\s+){0,3}?market\s+(?=of\b|worth\b)",
)
_ECONOMY = Cued(
    "economy",
    r"\beconomy(?=,?\s+(?:is|was|were|will|could|should|may|reached|stood|grew|projected|valued|"
    r"worth|expected|estimated|forecast|set|poised|exceed\w*)\b)",
)
_BUSINESS = Cued("business", r"\bbusiness(?=\s+in\s+(?:the\s+)?[A-Z])", flags=0)
_SOLD = (
    r"(?:sales|revenues?|turnover|spending|demand|consumption)\b"
    r"(?!\s+(?:of|from|for|on|in|volumes?|growth|channels?)\b)"
)
# "global bicycle sales", "bicycle sales worldwide", "global demand for bicycles"
_TRADES = Cued(
    "sales revenue turnover spending demand consumption",
    rf"\b{_SOLD}(?P<world>\s+(?:worldwide|globally)\b)?",
)
_WORLD_FOR = Cued(
    "global world",
    r"\b(?:global|worldwide)\s+(?:demand\s+for|sales\s+of|spending\s+on|revenues?\s+(?:of|from))\s+"
    rf"(?:the\s+)?{_NAME}",
)
_TOTAL = re.compile(r"\b(?:global|world(?:wide|'s)?)(?:\s+total)?\Z", re.IGNORECASE)
# "the market size for the gels segment", "for the disease"
_NO_NAME = re.compile(
    r"(?i)\b(?:segments?|categor(?:y|ies))\b|^(?:USD|EUR|GBP|INR|JPY|CNY)\b|^(?:disease|condition|indication|product|drug|therapy|"
    r"treatment|device|technology|service|compan(?:y|ies)|report|medicine)s?$"
)
# How things are sold, and whose sales they are, names no market.
_CHANNEL = re.compile(
    r"(?i)\b(?:online|offline|total|annual|net|gross|combined|products?|direct|company|hospitals?|"
    r"pharmac(?:y|ies)|brand|peak|unit|organic|record|quarterly|operating|licensing|drug|other)\Z"
)


def stated_markets(text: str, market: str | None = None) -> tuple[Label, ...]:
    """Return the markets that a text names without "market" behind them, in their order.

    What is sold all over the world, or in a place, is a market of its own unless it has to do
    with the document's `market`.

    Example:
        >>> [label.name for label in stated_markets("The gig economy is worth USD 2 bn.")]
        ['gig economy']
        >>> text = "Global bicycle sales rose."
        >>> [len(stated_markets(text, market)) for market in ("pump", "bicycle bell")]
        [1, 0]
    """
    return tuple(
        label for label, sold in _stated(text) if not (sold and market and akin(label.name, market))
    )


@lru_cache(maxsize=256)
def _stated(text: str) -> tuple[tuple[Label, bool], ...]:
    found = [(label, False) for label in _named(text)] + [(label, True) for label in _sold(text)]
    return tuple(sorted(found, key=lambda each: each[0].start))


def _named(text: str) -> Iterator[Label]:
    for pattern in (_FOR, _THRIVES, _WILL_BE):
        for match in pattern.finditer(text):
            if not (_NO_NAME.search(match["name"]) or any(places(match["name"]))):
                yield Label(match["name"], *match.span("name"))
    for pattern in (_ECONOMY, _BUSINESS):
        for match in pattern.finditer(text):
            label = _before(text, match.start())
            if label and (pattern is _ECONOMY or text.endswith(("the ", "The "), 0, label.start)):
                whole = match.end() if pattern is _ECONOMY else label.end
                yield Label(text[label.start : whole], label.start, whole)


def _sold(text: str) -> Iterator[Label]:
    for match in _TRADES.finditer(text):
        label = _before(text, match.start())
        if label is None or _CHANNEL.search(label.name):
            continue
        ahead = text[: label.start].rstrip(" '")
        placed = any(place.end == len(ahead.removesuffix("'s")) for place in places(ahead))
        if match["world"] or placed or _TOTAL.search(ahead):
            yield label
    for match in _WORLD_FOR.finditer(text):
        # "global sales of pumps amounted to"
        verb = REAL_VERB.search(match["name"])
        words = (match["name"][: verb.start()] if verb else match["name"]).split()
        name = " ".join(takewhile(lambda word: word not in DOES, words))
        if name and not (_NO_NAME.search(name) or is_place(name)):
            yield Label(name, match.start("name"), match.start("name") + len(name))


def _before(text: str, at: int) -> Label | None:
    """The name that ends before a position, without the place in front of it."""
    name = name_before(text, at)
    start = text.rfind(name, 0, at) if name else -1
    if start < 0 or _NO_NAME.search(name) or MARKET_WORD.search(name) or any(places(name)):
        return None
    return Label(name, start, start + len(name))
