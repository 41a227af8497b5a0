"""What a growth rate's own sentence leaves out of its period, its passage may tell.

A rate runs between the values that stand with it: in the sentences before, or, where it is a line
of a list or table, in the lines around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cytonomics.claims.documents.document import Block
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.markets.homes import kindred
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import Period
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.years.agreed import (
    MOST,
)
from cytonomics.claims.years.courses import between, fitting

# Two values further up than this are of another statement.
_NEAR = 400
_PAST = re.compile(r"\b(?:past|last|previous|recent|historic(?:al)?)\b", re.IGNORECASE)
# "was worth USD 2 bn and has been growing at 8 % a year": till then.
_GROWN = re.compile(r"\bha(?:s|ve)\s+(?:been\s+growing|grown)\b", re.IGNORECASE)
# "… USD 9 bn in 2032, a CAGR of 4 %"
_APPENDED = re.compile(
    r"[\s\w]{0,20},\s*(?:or\s+)?(?:an?\s+)?(?:implied\s+)?(?:CAGR|"
    r"compound\s[\w\s]{0,40})[\s\w]{0,12}",
    re.IGNORECASE,
)
# A sentence that opens its block stands behind a bullet at most.
_MARKS = 6
# A line of a list or table is no longer than this, and reaches so many lines up and down.
_LINE = 100
_LINES = 12
# A headline is one of so many first lines.
_LINES_OF_HEAD = 3


class Passages:
    """The sizes and periods of a document by the block they stand in.

    Example:
        >>> from dataclasses import replace
        >>> size = Claim("c1", "size", "USD 2", 0, 5, (0, 9), value=2.0, period_start=2020)
        >>> size = replace(size, period_end=2020)
        >>> later = replace(size, start=10, context=(0, 30), value=4.0)
        >>> later = replace(later, period_start=2030, period_end=2030)
        >>> rate = Claim("c2", "cagr", "7.2 %", 20, 25, (0, 30), value=7.2, step=0.1)
        >>> Passages([size, later], [Block("paragraph", 0, 30)]).forecast(rate)
        (2020, 2030)
    """

    def __init__(self, claims: Sequence[Claim], blocks: Sequence[Block]) -> None:
        """Gather the dated sizes and the periods of a forecast, each under its block."""
        self.blocks = blocks
        self.starts = [block.start for block in blocks]
        self.within: dict[int, list[Claim]] = {}
        self.sizes: list[Claim] = []
        # The sentences that give values of their own without a year: "from USD 2 bn last year".
        self.undated = {c.context for c in claims if c.measure == "size" and not c.period_end}
        self.foreseen = {
            (c.period_start, c.period_end) for c in claims if c.unit == "forecast" and not c.segment
        }
        base = next((claim.period_start for claim in claims if claim.unit == "base"), None)
        forecast = any(claim.unit == "forecast" for claim in claims)
        valued = {c.period_end for c in claims if c.measure == "size" and c.segment is None}
        paired = len(valued - {None}) > 1
        for claim in sorted(claims, key=lambda claim: claim.start):
            # A study that begins with the base year or later is one of the forecast, unless two
            # values say between which years the market grows.
            study = claim.unit == "study" and not forecast and not paired
            ahead = study and base is not None and base <= (claim.period_start or 0)
            covers = claim.unit == "forecast" or ahead
            dated = claim.period_start is not None and claim.period_start == claim.period_end
            if claim.measure == "size" and dated:
                self.sizes.append(claim)
            if (claim.measure == "size" and dated) or covers:
                self.within.setdefault(self._block(claim.start), []).append(claim)

    def period(self, rate: Claim, text: str) -> Period | None:
        """The period of a rate that lacks its start, or None where the passage tells nothing."""
        if rate.period_start is not None:
            return None
        number = self._block(rate.start)
        if rate.period_end is None and self._is_line(number):
            around = [claim for claim in self._lines(number) if _agrees(claim, rate)]
            forecast = next((claim for claim in around if claim.measure == "period"), None)
            if forecast:
                return forecast.period_start, forecast.period_end
            return _pair(around, rate)
        before = [claim for claim in self._before(number, rate) if _agrees(claim, rate)]
        sizes = [claim for claim in before if claim.measure == "size"]
        if rate.period_end is None:
            own = [claim for claim in sizes if claim.context == rate.context]
            grown = _GROWN.search(text, *rate.context)
            ahead = self._next_forecast(number, rate) if len(own) == 1 and not grown else None
            if ahead and own[0].status != "forecast" and own[0].period_end:
                return own[0].period_end, ahead
            # With a base of its own the rate has no end; with an end, the base stands before.
            if own and not _ahead(own, rate, text):
                return None
            near = [c for c in sizes if rate.context[0] - c.context[1] < _NEAR]
            past = _PAST.search(text, *rate.context)
            pair = None if past and _ahead(near, rate, text) else _pair(near, rate)
            fits = rate.context not in self.undated or pair in _years_of(fitting(near, near, rate))
            return pair if fits else None
        last = rate.period_end
        goals = [c for c in sizes if c.context == rate.context and c.period_end == last]
        ends = {c.period_end for c in sizes if c.status == "forecast"}
        if ends and last not in ends and all(c.context != rate.context for c in sizes):
            return None  # "from USD 2 bn in 2023 to USD 3 bn in 2032. It grows 9 % until 2027"
        # "at 9 %, passing USD 2 bn by 2028 and USD 3 bn by 2029": both lie ahead.
        sizes = [c for c in sizes if not (c.status == "forecast" and c.start > rate.start)]
        far = (claim for claim in self._far(number, rate) if _agrees(claim, rate))
        starts = self._begins(sizes, goals, rate) or self._begins(far, goals, rate)
        if not starts:
            # "… USD 9 bn by 2033, growing at 8 %. In 2023 it was valued at USD 4 bn."
            behind = self._next(number, rate)
            pairs = fitting(behind, [*behind, *goals], rate)
            starts = _starts((c for c, goal in pairs if goal.period_end == last), last)
        return (max(starts), last) if starts else None

    def _begins(self, sizes: Iterable[Claim], goals: list[Claim], rate: Claim) -> list[int]:
        """The years a rate may start in: a forecast begins another only if it implies the rate."""
        sizes, strict = list(sizes), rate.context in self.undated
        fit = [size for size, _ in fitting(sizes, goals, rate)] if goals else sizes
        kept = [c for c in sizes if c in fit or not (strict or c.status == "forecast")]
        return _starts(kept, rate.period_end or 0)

    def implied(self, rate: Claim) -> Period | None:
        """The only years near a rate whose values imply it, whatever the sentences call them."""
        before = [c for c in self._before(self._block(rate.start), rate) if c.measure == "size"]
        near = [c for c in before[-_LINES:] if rate.context[0] - c.context[1] < _NEAR]
        near = [c for c in near if rate.segment in (None, c.segment) and _placed(c, rate)]
        return _only(near, rate)

    def forecast(self, rate: Claim) -> Period | None:
        """The only years that imply "9 % over the forecast period", wherever the sizes stand."""
        alike = (size for size in self.sizes if _agrees(size, rate))
        return _only(list(islice(alike, MOST)), rate)

    def leads_on(self, rate: Claim) -> Period | None:
        """The only forecast of a document, where a rate leads to a value of its last year.

        "It is to grow at 4 %, reaching USD 9 bn by the end of 2033."
        """
        last = rate.period_end
        goal = last and any((c.context, c.period_end) == (rate.context, last) for c in self.sizes)
        only = next(iter(self.foreseen)) if goal and len(self.foreseen) == 1 else None
        return only if only and only[1] == last else None

    def heads(self, rate: Claim, text: str) -> bool:
        """Whether a rate stands in a headline: one of the first lines, and no sentence."""
        block = self.blocks[number := self._block(rate.start)]
        return number < _LINES_OF_HEAD and not text.startswith(".", block.end - 1)

    def _block(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _is_line(self, number: int) -> bool:
        block = self.blocks[number]
        return block.kind == "row" or block.end - block.start <= _LINE

    def _lines(self, number: int) -> Iterator[Claim]:
        """What the lines say that run on without a paragraph between, up and down from one."""
        for step in (-1, 1):
            at = number if step < 0 else number + 1
            for _ in range(_LINES):
                if not 0 <= at < len(self.blocks) or not self._is_line(at):
                    break
                yield from self.within.get(at, ())
                at += step

    def _before(self, number: int, rate: Claim) -> Iterator[Claim]:
        """What the passage says up to a rate's sentence, and the sentence above a first one."""
        block = self.blocks[number]
        above = self.blocks[number - 1] if number else None
        if above and above.kind == block.kind and rate.context[0] <= block.start + _MARKS:
            for claim in self.within.get(number - 1, ()):
                if claim.context[1] >= above.end - 1:
                    yield claim
        here = self.within.get(number, [])
        until = bisect_right(here, rate.context[1], key=lambda claim: claim.start)
        yield from here[max(0, until - MOST) : until]

    def _next(self, number: int, rate: Claim) -> list[Claim]:
        """The sizes of the sentence behind, where one of them is of the year the rate ends in."""
        here = self.within.get(number, [])
        since = bisect_right(here, rate.context[1], key=lambda claim: claim.start)
        sizes = [claim for claim in here[since : since + MOST] if claim.measure == "size"]
        return [c for c in sizes if c.context == sizes[0].context and _agrees(c, rate)]

    def _next_forecast(self, number: int, rate: Claim) -> int | None:
        """The year of the only forecast that the next sentence gives for what grows."""
        here = self.within.get(number, [])
        since = bisect_right(here, rate.context[1], key=lambda claim: claim.start)
        sizes = [c for c in here[since : since + MOST] if c.measure == "size"]
        near = [c for c in sizes if c.context[0] - rate.context[1] < _MARKS]
        one = len(near) == 1 and near[0].status == "forecast" and _agrees(near[0], rate)
        return near[0].period_end if one else None

    def _far(self, number: int, rate: Claim) -> Iterator[Claim]:
        """The sizes of the paragraph before, also past a heading, if they lead to this rate's."""
        here = self.within.get(number, [])
        until = bisect_right(here, rate.context[1], key=lambda claim: claim.start)
        if not any(claim.context == rate.context for claim in here[max(0, until - MOST) : until]):
            return
        for above in range(number - 1, max(-1, number - 4), -1):
            found = [claim for claim in self.within.get(above, ()) if claim.measure == "size"]
            yield from found[-MOST:]
            if found or self.blocks[above].kind == "row":
                return


def _only(sizes: Sequence[Claim], rate: Claim) -> Period | None:
    """The only years between which sizes imply a rate."""
    goals = [size for size in sizes if rate.period_end in (None, size.period_end)]
    periods = _years_of(fitting(sizes, goals, rate, close=True))
    return periods.pop() if len(periods) == 1 else None


def _starts(sizes: Iterable[Claim], end: int) -> list[int]:
    return [size.period_start for size in sizes if size.period_start and size.period_start < end]


def _placed(claim: Claim, rate: Claim) -> bool:
    # What leaves its place out goes on from what names it, not the other way round.
    world = (rate.geography, claim.geography) == (WORLD, None)
    return world or rate.geography in (None, claim.geography)


def _agrees(claim: Claim, rate: Claim) -> bool:
    """Whether a size is one of what grows; a period holds for all."""
    if claim.measure == "period":
        return True
    named = claim.market is None or rate.market is None or kindred(claim.market, rate.market)
    return claim.segment == rate.segment and _placed(claim, rate) and named


def _pair(claims: Sequence[Claim], rate: Claim) -> Period | None:
    values = {
        claim.period_start: claim.value
        for claim in claims
        if claim.measure == "size" and claim.period_start and claim.value
    }
    if len(values) < 2:
        return None
    low, high = rate.value or 0.0, rate.value_high or rate.value or 0.0
    return between(values, Quantity("percent", low, high, 1.0, rate.start, rate.end))


def _years_of(pairs: Iterable[tuple[Claim, Claim]]) -> set[Period]:
    return {(first.period_start, last.period_end) for first, last in pairs}


def _ahead(sizes: Sequence[Claim], rate: Claim, text: str) -> bool:
    """Whether growth leads to a size: it lies ahead, or the rate is set behind it."""
    return any(
        size.status == "forecast" or _APPENDED.fullmatch(text, size.end, rate.start)
        for size in sizes
    )
