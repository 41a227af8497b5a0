"""Years that a size leaves out because the document has printed them with it elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from cytonomics.claims.documents.document import Block
from cytonomics.claims.model import Claim
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.years.tenses import SAME_YEAR

_Part = tuple[str | None, str | None, str | None, str | None]
_Printed = dict[_Part, list[tuple[float, int | None, int]]]
# So many values near a headline's show that it is none of theirs, or of one year.
_ENOUGH = 12
# A headline is short and does not end like a sentence.
_LONGEST_HEADLINE = 160
_ENDS = (".", "!", "?", ":")
# "from USD 2 bn in 2013 to USD 5 bn"
_FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,4}\Z", re.IGNORECASE)
_ON_TO = re.compile(r"(?:\s+in\s+(?:19|20)\d\d)?,?\s+to\s+(?:[a-z]+\s+){0,3}", re.IGNORECASE)
_WORDS = 60
# "The same year" is that of a figure no further up.
_NEAR = 600
_OTHER_TIME = re.compile(r"\b(?:years?|period|decade|quarter|month|soon|next|coming)\b", re.I)


def dated_by_passage(
    claims: Iterable[Claim], text: str, blocks: tuple[Block, ...]
) -> Iterator[Claim]:
    """Yield the claims, with the years of sizes that are printed without one where it is known.

    A headline's figure has the year that the body prints with it; one more forecast of a
    paragraph is for the year of the forecasts before it. `claims` are in order of position.

    Example:
        >>> from cytonomics.claims.model import Claim
        >>> line = Claim("", "size", "$3 bn", 0, 5, value=3e9, step=1e9, currency="USD")
        >>> body = replace(line, start=20, end=25, period_start=2030, period_end=2030)
        >>> blocks = (Block("heading", 0, 6), Block("paragraph", 20, 26))
        >>> [c.period_end for c in dated_by_passage([line, body], " " * 30, blocks)]
        [2030, 2030]
    """
    claims = list(claims)
    printed = _index(claim for claim in claims if claim.measure == "size")
    number, ahead = 0, None
    latest: Claim | None = None  # the last dated size or share
    for claim in claims:
        if claim.measure in ("size", "share"):
            same = not claim.period_end and SAME_YEAR.search(text, *claim.context)
            if same and latest and claim.start - latest.end < _NEAR:
                claim = replace(
                    claim, period_start=latest.period_start, period_end=latest.period_end
                )
            latest = claim if claim.period_end else latest
        while number < len(blocks) - 1 and blocks[number].end < claim.start:
            number, ahead = number + 1, None
        if claim.measure != "size" or not blocks:
            yield claim
            continue
        if claim.period_end is None:
            if _is_headline(text, blocks[number]):
                claim = _as_in_body(claim, printed)
            elif (
                ahead is not None
                and claim.status == "forecast"
                and claim.scope in (None, ahead.scope)
            ):
                said = text[slice(*claim.context)]
                if not _OTHER_TIME.search(said):
                    years = ahead.period_start, ahead.period_end
                    claim = replace(claim, period_start=years[0], period_end=years[1])
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


def _as_of(claim: Claim, dated: Claim) -> Claim:
    return replace(claim, period_start=dated.period_start, period_end=dated.period_end)


def _is_headline(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return block.kind == "heading" or (
        len(line) < _LONGEST_HEADLINE and "\n" not in line and not line.endswith(_ENDS)
    )


def _index(dated: Iterable[Claim]) -> _Printed:
    """The dated values of every part of a market, sorted."""
    found: defaultdict[_Part, set[tuple[float, int | None, int]]] = defaultdict(set)
    for claim in dated:
        if claim.value is not None and claim.period_end is not None:
            found[_part(claim)].add((claim.value, claim.period_start, claim.period_end))
    return {part: sorted(values, key=lambda value: value[0]) for part, values in found.items()}


def _part(claim: Claim) -> _Part:
    return claim.currency, claim.scope, claim.geography, claim.segment


def _as_in_body(claim: Claim, printed: _Printed) -> Claim:
    """Give a headline's figure the year of the figure that it rounds, where there is but one."""
    part = _part(claim)
    # A headline may leave "global" to the body.
    values = printed.get(part) or printed.get((*part[:2], part[2] or WORLD, part[3]), [])
    if claim.value is None or claim.step is None:
        return claim
    # A headline has fewer digits: rounded, or cut off ("past $87 billion" is 87.8).
    first = bisect_left(values, claim.value - claim.step / 2, key=lambda value: value[0])
    last = bisect_left(values, claim.value + claim.step, key=lambda value: value[0])
    years = {value[1:] for value in values[first : min(last, first + _ENOUGH)]}
    if len(years) != 1:
        return claim
    start, end = years.pop()
    return replace(claim, period_start=start, period_end=end)
