"""Years that a size leaves out because the document has printed them with it elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

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
