"""Years that a size leaves out because the document has printed them with it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from cytonomics.claims.documents.document import Block
from cytonomics.claims.model import Claim
from cytonomics.claims.years.tenses import SAME_YEAR

# "from USD 2 bn in 2013 to USD 5 bn"
_FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,4}\Z", re.IGNORECASE)
_ON_TO = re.compile(r"(?:\s+in\s+(?:19|20)\d\d)?,?\s+to\s+(?:[a-z]+\s+){0,3}", re.IGNORECASE)
_WORDS = 60
# "The same year" is that of a figure no further up.
_NEAR = 600
# "The gels followed with 28 %", "Creams accounted for another 17 %": of the sentence before
_FOLLOWS = re.compile(
    r"\bfollow(?:s|ed)\b(?!\s+(?:closely\s+)?by\b)|\b(?:it|this|they)\s+(?:is|was|were|are)\s+followed\b|\b(?:another|the\s+(?:remaining|other|rest)|came\s+(?:second|third|next|in\s+second)|ranked\s+(?:second|third|next)|(?:second|third|next)[\s-](?:largest|place))\b",
    re.IGNORECASE,
)
_NEXT = 4
_OTHER_TIME = re.compile(r"\b(?:years?|period|decade|quarter|month|soon|next|coming)\b", re.I)


def dated_by_passage(
    claims: Iterable[Claim], text: str, blocks: tuple[Block, ...]
) -> Iterator[Claim]:
    """Yield the claims, with the years of sizes that are printed without one where it is known.

    One more forecast of a paragraph is for the year of the forecasts before it. A headline's
    figure without a year stays without, though the body print it with one. `claims` are in order
    of position.

    Example:
        >>> text = "Pumps are to reach $3 bn in 2030. Tubes should be worth $2 bn."
        >>> first = Claim("", "size", "$3 bn", 19, 24, (0, 32), 3e9, status="forecast")
        >>> first = replace(first, period_start=2030, period_end=2030)
        >>> then = Claim("", "size", "$2 bn", 57, 62, (34, 62), 2e9, status="forecast")
        >>> blocks = (Block("paragraph", 0, 63),)
        >>> [c.period_end for c in dated_by_passage([first, then], text, blocks)]
        [2030, 2030]
    """
    claims = list(claims)
    number, ahead = 0, None
    latest: Claim | None = None  # the last dated size or share
    for claim in claims:
        if claim.measure in ("size", "share"):
            same = not claim.period_end and SAME_YEAR.search(text, *claim.context)
            near = latest is not None and claim.start - latest.end < _NEAR
            if latest and ((same and near) or _goes_on(claim, latest, text)):
                claim = _as_of(claim, latest)
            latest = claim if claim.period_end else latest
        while number < len(blocks) - 1 and blocks[number].end < claim.start:
            number, ahead = number + 1, None
        if claim.measure != "size" or not blocks:
            yield claim
            continue
        if claim.period_end is None:
            again = ahead and claim.status == "forecast" and claim.scope in (None, ahead.scope)
            if again and not _OTHER_TIME.search(text, *claim.context):
                claim = _as_of(claim, ahead)
        elif claim.status == "forecast":
            ahead = claim
        yield claim


def dated_by_course(claims: Iterable[Claim], text: str) -> Iterator[Claim]:
    """Yield the claims, with the years of "from USD 2 bn to USD 5 bn" where the text gives none.

    They are those between which the last values before ran in the same way; a sentence with a
    year of its own is left as it is. `claims` are in order of position.

    Example:
        >>> text = "It rises from $9 bn in 2013 to $18 bn in 2023; tubes from $5 bn to $12 bn."
        >>> found = [text.index(quote) for quote in ("$9 bn", "$18 bn", "$5 bn", "$12 bn")]
        >>> years = (2013, 2023, None, None)
        >>> sizes = [
        ...     Claim("", "size", "$5 bn", at, at + 5, (at, at + 9), period_start=y, period_end=y)
        ...     for at, y in zip(found, years)
        ... ]
        >>> [size.period_end for size in dated_by_course(sizes, text)]
        [2013, 2023, 2013, 2023]
    """
    claims = list(claims)
    sizes = [k for k, claim in enumerate(claims) if claim.measure == "size"]
    course: tuple[Claim, Claim] | None = None
    for first, last in pairwise(sizes):
        start, end = claims[first], claims[last]
        leads = _FROM.search(text, max(0, start.start - _WORDS), start.start)
        if not (leads and _ON_TO.fullmatch(text, start.end, end.start)):
            continue
        if start.period_start and end.period_end and start.period_start < end.period_end:
            course = start, end
        elif course and not start.period_end and start.start - course[1].end < _NEAR:
            since, until = course
            if end.period_end in (None, until.period_end):
                claims[first] = _as_of(start, since)
                claims[last] = _as_of(end, until)
    yield from claims


def _goes_on(claim: Claim, latest: Claim, text: str) -> bool:
    """Whether a share's sentence goes on with the ranking or sum of the sentence before."""
    if claim.measure != "share" or latest.measure != "share" or claim.period_end:
        return False
    start, end = claim.context
    follows = 0 <= start - latest.context[1] < _NEXT or claim.context == latest.context
    found = _FOLLOWS.search(text, start, end) if follows else None
    # "Gels had 92 %, while foams made up the remaining 8 %": of its own sentence
    own = found and found[0].startswith("the") and "%" in text[start : found.start()]
    return bool(found and not own and not _OTHER_TIME.search(text, start, end))


def _as_of(claim: Claim, dated: Claim) -> Claim:
    return replace(claim, period_start=dated.period_start, period_end=dated.period_end)
