"""The market that a sentence speaks of without the word: by its subject, or what it goes on."""

from __future__ import annotations

import re

from cytonomics.claims.labels import market_labels, scope_of
from cytonomics.claims.scene import Scene

_IS_MARKET = re.compile(
    r"(?:(?:^|,\s)(?P<subject>[^.,;]{3,60}?)\s+(?:is|was|became|will\s+be|has\s+become|remains?|"
    r"turned\s+into|grew\s+into)\s+(?:heading\s+for\s+)?|\bcalls?\s+(?P<object>[^.,;]{3,60}?)\s+)"
    r"an?\b",
    re.IGNORECASE,
)
_TRADED = re.compile(
    r"\b(?:(?:spending|expenditure|outlays)\s+on|(?:sales|revenues?)\s+of|demand\s+for)\s+"
    r"(?:the\s+)?([A-Za-z][\w&/' -]{2,60}?)"
    r"(?:\s+(?:is|are|was|were|will|would|has|have|had|could|should|may|reached|grew|rose|fell|"
    r"stood|amounted|totall?ed|came|to|in|at|by|from|across)\b|[,.;:]|$)",
    re.IGNORECASE,
)
_SPACE = re.compile(
    r"\b([A-Za-z][\w&/' -]{2,60}?)\s+(?:space|business|sector|field|arena)\b", re.IGNORECASE
)
# "CAR-T therapies have come far. This is expected to lift their value to"
_GOES_ON = re.compile(r"\W*(?:this|that|it|its|they|their|these)\b", re.IGNORECASE)
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


def spoken_of(text: str) -> str | None:
    """Return the subject that a sentence opens with, where it names a market of the vocabulary.

    Example:
        >>> spoken_of("Stem cell banking, a young trade, keeps cells for later.")
        'Stem cell banking'
    """
    subject = _SUBJECT.match(text)
    return subject["name"] if subject and scope_of(subject["name"]) else None


def traded_market(text: str) -> str | None:
    """Return the market a sentence names without the word: "sales of …", "CAR-T is a market of …".

    Example:
        >>> traded_market("Worldwide sales of gene therapies rose."), traded_market("Sales rose.")
        ('gene therapies', None)
    """
    for pattern in (_IS_MARKET, _TRADED, _SPACE):
        for found in pattern.finditer(text):
            name: str = next(group for group in found.groups() if group)
            if scope_of(name):
                return name
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
