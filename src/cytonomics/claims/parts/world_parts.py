"""A part of whatever market is the world's on a page about a market of the world."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cytonomics.claims.model import Claim
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import places

_FIGURES = ("size", "cagr", "share")
# A place or a firm has a place of its own, whether it is known or not.
_PLACED = ("total", "country", "region", "company")
# "These regional markets, together worth USD 2 bn": some places and no others
_THESE = re.compile(
    r"\bthese\s+(?:[a-z]+\s+)?(?:markets|regions|countries|places)\b", re.IGNORECASE
)


def of_the_world(claims: Iterable[Claim], text: str, page: str | None) -> Iterator[Claim]:
    """Yield the claims; a part without a place is of the world where the page's market is.

    "The global pump market …; flow meters led the meter market with 40 %": the page counts the
    parts of the markets beside its own over the same places. The whole of another market may be
    that of one country, and several places together are no one place.

    Example:
        >>> share = Claim("", "share", "", 0, 0, dimension="segment", segment="flow meters")
        >>> [claim.geography for claim in of_the_world([share], "", "WW")]
        ['WW']
        >>> [claim.geography for claim in of_the_world([share], "", "DEU")]
        [None]
    """
    for claim in claims:
        part = claim.measure in _FIGURES and claim.dimension not in _PLACED
        unplaced = part and claim.geography is None and not any(places(claim.segment or ""))
        unplaced = unplaced and not _THESE.search(text, *claim.context)
        yield replace(claim, geography=WORLD) if page == WORLD and unplaced else claim
