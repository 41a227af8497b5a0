"""Years that are only when a reason for a figure came about: "USD 9, driven by a law of 2015"."""

from __future__ import annotations

from collections.abc import Sequence

from cytonomics.claims.figures.periods import Years
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.verbs import BACKED

# "…, supported by launches in 2015": of what is only a reason, where another year is told
_REASON = Cued(
    "driven supported backed fuel boosted aided helped spurred propelled underpinned bolstered led "
    "attributed thanks owing due because following",
    r",\s+(?:(?:largely|mainly|mostly|primarily|partly|chiefly|and)\s+)?"
    rf"(?:(?:{BACKED}|bolstered|led)\s+by|(?:attributed|thanks|owing|due)\s+to|because\s+of|following)\s"
    r"[^;:.%$€£¥₹]{3,90}?\s(?:in|of|since|during)\s+(?:(?:early|mid|late)[\s-])?\Z",
)
_REACH = 120


def told_years(text: str, known: Sequence[Years]) -> list[Years]:
    """Return the years without those that are only when a reason for a figure came about.

    Example:
        >>> from cytonomics.claims.figures.periods import years
        >>> text = "In 2023 it was worth USD 3 bn, supported by launches in 2015."
        >>> [year.first for year in told_years(text, list(years(text)))]
        [2023]
    """
    if len(known) < 2:
        return list(known)
    told = [y for y in known if not _REASON.search(text, max(0, y.start - _REACH), y.start)]
    return told or list(known)
