"""The market that a sentence speaks of without the word: by its subject, or what it goes on."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.words.labels import called_so, market_labels, name_before, scope_of
from cytonomics.claims.words.scene import Scene

_TRADED = re.compile(
    r"\b(?:(?:spending|expenditure|outlays)\s+on|(?:sales?|revenues?)\s+(?:of|for)|classification\s+of|out\s+of\s+(?:the\s+)?total|demand\s+for|"
    r"growth\s+(?:(?:by|in|to|through)\s+(?:19|20)\d\d\s+)?in)\s+"
    r"(?:the\s+)?([A-Za-z][\w&/' -]{2,60}?)"
    r"(?:\s+(?:is|are|was|were|rises?|grows?|falls?|climbs?|includes?|will|would|has|have|had|could|should|may|reached|grew|rose|fell|"
    r"stood|amounted|totall?ed|came|to|in|at|by|from|across)\b|[,.;:]|$)",
    re.IGNORECASE,
)
# "Driven by demand for cell therapies, the market": what is wanted only drives it.
_CAUSE = re.compile(
    r"(?i)\b(?:driven|fuell?ed|propelled|supported|due|owing|thanks)\b[^.;]{0,60}\Z|,\s(?:as|because|since)\s\Z"
)
_TRADE = re.compile(
    r"\b(?=[a-z])(?:sales|revenues?|spending|markets?|space|business|sector|field|arena)\b", re.I
)
# "CAR-T therapies have come far. This is expected to lift their value to"
_GOES_ON = re.compile(
    r"\W*(?:the\s+(?:report|study|firm|company|authors?)\s+[a-z]+\s+(?:that\s+)?)?(?:(?:in|by|as\s+of|since|from|during|over|(?:now\s+)?worth|valued)\s[^,.]{2,40}(?:,\s+|(?<=\d)\s+(?=(?:it|its|they|their)\b)))?(?:(?:it|its|this|they|"
    r"their|these)\b|(?:among|of)\s+(?:them|these)\b|(?:the|this|that|total|overall)\s+(?:(?:total|whole|overall|entire|national)\s+)?"
    r"(?:market|industry|sector)\b)",
    re.IGNORECASE,
)
# "Stem cell banking, which keeps cells for later, is …": what a sentence opens with.
_SUBJECT = re.compile(
    r"\W*(?:the\s+)?(?P<name>[A-Za-z][\w&/' -]{2,60}?)(?:\s*\([^()]{2,60}\)\s*\w*)?"
    r"(?:,\s*[^,.;]{2,120},)?\s+"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|refers?|involves?|means|aims?|uses?|"
    r"offers?|represents?|remains?|seeks?|harness\w*|describes?|includes?|covers?|combines?|"
    r"keeps?|makes?|gives?|takes?|works?|grew|grows?|became|becomes?)\b"
)
_TAKES_UP = re.compile(
    r"\b(?:the|this|that|its|total|overall)\s+(?:\w+\s+)?(?:market|industry|sector)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:^|[,;]\s|\sand\s)(?:and\s)?(?P<name>[A-Za-z][\w&/' -]{2,60}?),\s+which\s+"
    r"(?:is|was|are|were|will|would|has|have)\b[^,;.]{0,80}\Z",
    re.IGNORECASE,
)
# "steel in pumps", "pumps for mining"
_RELATED = re.compile(
    r"(?P<left>[^,;()]{3,60}?) (?P<link>in|within|for) (?:the )?(?P<right>[^,;()]{3,60})"
)


# "pump" and "pumps", "lens" and "lenses", "glass" and "glasses" have one stem each.
_PLURAL = re.compile(r"(?<=\blen)ses\Z|(?<=ss)es\Z|(?<=[^s])s\Z")


@lru_cache(maxsize=1024)  # asked for with each name beside the same market
def _stems(words: str) -> frozenset[str]:
    return frozenset(_PLURAL.sub("", word)[:5] for word in words.lower().replace("-", " ").split())


# "Pump systems" are all that the pump market sells; "steel pumps" are a part of it.
_PRODUCTS = _stems(
    "the product products device devices system systems solution solutions therapy therapies "
    "treatment treatments drug drugs medicine medicines service services technology "
    "technologies equipment global worldwide total overall all sales revenues"
)


def unlabelled_market(scene: Scene) -> str | None:
    """Return the market of a sentence that names none: its subject, what it goes on about, or all.

    Example:
        >>> unlabelled_market(Scene("Spending on gene therapies was USD 7 billion.", 0))
        'gene therapies'
    """
    named = traded_market(scene.text)
    if named is None and _GOES_ON.match(scene.text) and not any(market_labels(scene.before)):
        named = spoken_of(scene.before)
    return named or _last_named(scene) or scene.outline.market


def _last_named(scene: Scene) -> str | None:
    """The market that "the market" takes up: of the sentence before, else of the heading."""
    taken_up = _TAKES_UP.search(scene.text) or _GOES_ON.match(scene.text)
    for text in (scene.before if taken_up else "", scene.heading):
        label = next((each for each in market_labels(text) if scope_of(each.name)), None)
        if label is not None:
            return label.name
    return None


def goes_on(text: str) -> bool:
    """Say whether a sentence goes on about what stands before: "In 2012, it was worth".

    Example:
        >>> goes_on("By 2030, the market will double."), goes_on("The pump market grew.")
        (True, False)
    """
    return _GOES_ON.match(text) is not None


def spoken_of(text: str) -> str | None:
    """Return the subject that a sentence opens with, where it names a market of the vocabulary.

    Example:
        >>> spoken_of("Stem cell banking, a young trade, keeps cells for later.")
        'Stem cell banking'
    """
    subject = _SUBJECT.match(text)
    return subject["name"] if subject and scope_of(subject["name"]) else None


# Of each sentence without a market's name, by the outline and by its figures.
@lru_cache(maxsize=64)
def traded_market(text: str) -> str | None:
    """Return the market a sentence names without the word: "sales of …", "CAR-T is a market of …".

    Example:
        >>> traded_market("Worldwide sales of gene therapies rose."), traded_market("Sales rose.")
        ('gene therapies', None)
    """
    for trade in _TRADE.finditer(text):
        called = called_so(text, trade.start())
        name = called.name if called else name_before(text, trade.start())
        if scope_of(name):
            return name
    for found in _TRADED.finditer(text):
        if scope_of(found[1]) and not _CAUSE.search(text, 0, found.start()):
            return found[1]
    return None


def related_market(text: str, at: int) -> str | None:
    """Return the market that a relative clause before a position is about, or None.

    Example:
        >>> text = "It counts surgery, and cancer immunotherapy, which is worth USD 2 billion"
        >>> related_market(text, text.index("USD"))
        'cancer immunotherapy'
    """
    relative = _RELATIVE.search(text, max(0, at - 200), at)
    name = relative["name"].strip() if relative else ""
    return name if scope_of(name) else None


def without_market(name: str, market: str | None) -> str:
    """Return a part's name without the market that it is in, or that is for it.

    Example:
        >>> without_market("steel in heart valves", "heart valve")
        'steel'
        >>> without_market("heart valves for children", "heart valve")
        'children'
    """
    split = _RELATED.fullmatch(name) if market else None
    if split is None or market is None:
        return name
    left, right, own = (each.removesuffix("s") for each in (*split.group("left", "right"), market))
    if all_of(right, own) and split["link"] != "for":
        return split["left"]
    return split["right"] if all_of(left, own) else name


def all_of(name: str, market: str) -> bool:
    """Say whether a bare name is all of a market and no part of it, plurals aside.

    Example:
        >>> all_of("pumps", "pump"), all_of("steel valves", "valve")
        (True, False)
    """
    one, other = _stems(name), _stems(market)
    return one <= other or (other <= one and one - other <= _PRODUCTS)
