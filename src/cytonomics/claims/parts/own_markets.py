"""What is sized in a text about no one market, such as a company's news, is a market of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cytonomics.claims.markets.homes import home_of, kindred
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import given_to
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Outline, Scene

# Shorter texts are passages of a report, whose title is not at hand.
_LONG = 9
_SOLD = re.compile(r"\s(?:sales|revenues?|spending)\Z", re.IGNORECASE)
# A company's money is told in the same words as a market's, but for these.
_OF_MARKETS = re.compile(
    r"\b(?:markets?|industr|sector|sales|TAM|econom(?:y|ies)\b|spend|demand|trade|opportunit|CAGR|compound)",
    re.IGNORECASE,
)
_BEFORE = 250
_TITLE = 4
# A market that is named so often, and more than all others, is what a text is about if its first
# figure is, too: news name the trade that they are about.
_OFTEN = 4
# A title begins with its market; news may end with one.
_AHEAD = 60
_OF_PART = re.compile(
    r"\W*(?:the\s+)?(?:[\w&/-]+\s){1,5}?(?:sub-?)?segment\s(?:[a-z]+\s){0,3}?(?:held|accounted|captured|dominated|led|"
    r"leads|holds|took|represented|contributed|generated)\b",
    re.IGNORECASE,
)
# "the silicone segment will grow": what is called a segment is none
_SEGMENT = re.compile(r"\b(?:sub-?)?(?:segment|category)\b", re.IGNORECASE)
_OPENS = 32  # and so does what a text opens with: "In 2023, the global pump market was"


def of_no_one_market(scenes: Sequence[Scene], market: str | None) -> bool:
    """Say whether a text of some length has no market in its title, nor the one it is about.

    Example:
        >>> of_no_one_market([Scene("Pump Market", 0)] * 20, None)
        False
    """
    first = [scene for scene in scenes[:_TITLE] if scene.labels]
    titled = any(s.labels[0].start < (_OPENS if s.text.endswith(".") else _AHEAD) for s in first)
    # "The clinical segment dominated the pump market": who tells of its parts is about that market.
    parted = any(_OF_PART.match(scene.text) for scene in first)
    # "Blood Products: A Field in Change", and below it the market of blood products
    headed = any(_opens_with(scene.text, market) for scene in scenes[:_TITLE])
    if len(scenes) < _LONG or titled or parted or headed:
        return False
    named = [[kindred(label.name, market or "") for label in scene.labels] for scene in scenes]
    own, every = sum(map(sum, named)), sum(map(len, named))
    often = own >= _OFTEN and 2 * own > every
    figured = (any(own) for s, own in zip(scenes, named, strict=True) if s.amounts or s.percents)
    return not (often and next(figured, False))


def _opens_with(title: str, market: str | None) -> bool:
    words = title.lower().strip(" #*\"'").removeprefix("the ").removeprefix("global ")
    return market is not None and f"{words}:".startswith(f"{market.lower()}:")


def markets_of_their_own(claims: Iterable[Claim], text: str, outline: Outline) -> Iterator[Claim]:
    """Yield the claims, those of a named part as of a market by that name.

    A place is kept where the claim's own sentence names it, or else the text gives it to that
    market. Amounts and rates far from any word of a market are the company's own, and left out,
    as are those of the companies that the text names.

    Example:
        >>> from dataclasses import replace
        >>> part = Claim("", "cagr", "", 0, 0, market="AI", dimension="segment", segment="eye gels")
        >>> part = replace(part, context=(0, 20))
        >>> found = markets_of_their_own([part], "Demand for eye gels", Outline())
        >>> [(own.market, own.segment) for own in found]
        [('eye gels', None)]
        >>> list(markets_of_their_own([part], "We grew.", Outline()))
        []
    """
    for claim in claims:
        first, last = claim.context
        sized = claim.measure in ("size", "cagr")
        if sized and not _OF_MARKETS.search(text, max(0, first - _BEFORE), last):
            continue
        if sized and claim.segment and not outline.companies.isdisjoint(_owners(claim.segment)):
            continue
        part = _SEGMENT.search(text, first, last)
        if sized and claim.dimension == "segment" and claim.segment and not part:
            name = _SOLD.sub("", claim.segment)
            said = {place.id for place in places(text[first:last])}
            home = claim.geography if claim.geography in said else home_of(name, outline.homes)
            own = Part(name, scope_of(name), "total", None, home)
            claim = given_to(claim, own, market=True)
        yield claim


def _owners(name: str) -> tuple[str, str]:
    """A name and its first word: "Arvena", "Arvena Pumps"."""
    return name, name.split()[0].removesuffix("'s")
