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
_GOES_ON = re.compile(r"\W*(?:this|that|it|they|these)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\W*(?P<name>[A-Z][\w&/' -]{2,60}?)(?:\s*\([^()]{2,60}\)\s*\w*)?(?:,[^,.;]{2,80},)?\s+"
    r"(?:has|have|is|are|was|were|will|would)\b"
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
    named = _subject_market(scene.text)
    if named is None and _GOES_ON.match(scene.text) and not any(market_labels(scene.before)):
        subject = _SUBJECT.match(scene.before)
        named = subject["name"] if subject and scope_of(subject["name"]) else None
    return named or scene.outline.market


def _subject_market(text: str) -> str | None:
    """A sentence may name its market without the word: "CAR-T is a market of …", "sales of …"."""
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
