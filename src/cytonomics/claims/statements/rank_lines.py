"""Leaders set out in lines: "Fastest Growing Market" with the place in the line below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.documents.document import Document
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.parts import place_dimension
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import places

_LABEL = re.compile(
    r"\W*(?P<cue>(?P<fast>fastest[\s-]growing)|largest|leading|dominant)\s+(?:market|region|country|segment)"
    r"\s*(?:\(?(?P<year>(?:19|20)\d\d)\)?)?\W*",
    re.IGNORECASE,
)
# "Q: Which region has the largest share of the market?", and below it "A: Europe."
_ASKED = re.compile(
    r"(?:Q\d{0,2}[:.)]\s*)?(?:Which|What)\s(?:is\sthe\s)?[^.?]{0,60}?\b(?P<cue>(?P<fast>fastest(?:[\s-]growing)?)|largest|biggest|highest|dominant|leading)\b"
    r"(?!\s+(?:CAGR|growth))[^.?]{0,90}\?"
)
_ANSWER = re.compile(r"\A(?:A(?:ns(?:wer)?)?\d{0,2}[:.)]\s*)|\.\Z")
_NO_NAME = re.compile(r"[.:;%$€\d]|\b(?:market|growth|size|share|players|cagr)\b", re.IGNORECASE)
_LONGEST, _LONGEST_LABEL = 6, 160


def rank_lines(document: Document, text: str) -> Iterator[Claim]:
    r"""Yield the ranks of a document whose leader stands in the line below; ids are left empty.

    Example:
        >>> from cytonomics.claims.documents.document import Block
        >>> text = "Largest Market\nEurope"
        >>> blocks = (Block("paragraph", 0, 14), Block("paragraph", 15, 21))
        >>> document = Document("a", text, blocks, "text")
        >>> [(c.segment, c.unit) for c in rank_lines(document, text)]
        [('Europe', 'largest')]
    """
    for label, below in zip(document.blocks, document.blocks[1:], strict=False):
        if label.end - label.start > _LONGEST_LABEL:
            continue
        asked = _ASKED.fullmatch(text, label.start, label.end)
        cue = asked or _LABEL.fullmatch(text, label.start, label.end)
        name = text[below.start : below.end].strip(" -*•|")
        name = _ANSWER.sub("", name) if asked else name
        if cue is None or len(name.split()) > _LONGEST or _NO_NAME.search(name) or not name:
            continue
        place = next((p for p in places(name) if p.id != WORLD), None)
        year = int(cue["year"]) if not asked and cue["year"] else None
        yield Claim(
            id="",
            measure="rank",
            quote=cue["cue"],
            start=cue.start("cue"),
            end=cue.end("cue"),
            context=(label.start, below.end),
            dimension=place_dimension(place.id) if place else "segment",
            segment=name,
            geography=place.id if place else None,
            period_start=year,
            period_end=year,
            unit="fastest" if cue["fast"] else "largest",
            status="history" if year else None,
        )
