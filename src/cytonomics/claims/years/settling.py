"""The period of every growth rate of a document, as far as its passage or other rates tell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cytonomics.claims.documents.document import Document
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import Period
from cytonomics.claims.parts.named_parts import PERIOD_WORD
from cytonomics.claims.years.agreed import (
    course_of,
    courses_of,
    forecast_of,
    increment_of,
    period_of,
    printed_with,
    prints_range,
    said_by,
    span_of,
    titled_end,
)
from cytonomics.claims.years.passages import Passages

_SPAN = re.compile(r"\b(?:next|coming)\s+(?:[\w-]+\s+)?(?:years|decade)\b", re.IGNORECASE)
_OTHER_SPAN = re.compile(rf"{_SPAN.pattern}|\b(?:since|grew|grown|been|decade|years)\b", re.I)
# "… through 2031. Tubes grow at 9 % over the same horizon": that of the rate before.
_SAME_SPAN = re.compile(
    r"\bsame\s+(?:\w+\s+)?(?:horizon|period|time\s?frame|window|span|years)\b", re.IGNORECASE
)
# "9 % a year from now until 2031" starts in no year that is printed.
_FROM_NOW = re.compile(r"[^.,;%$]{0,30}\bfrom\s+(?:now|today)\s+(?:on\s+)?(?:to|un|till|thr)", re.I)
_BY_END = re.compile(
    r"[\s,]*(?:(?P<by>(?:by|at|towards)\s+(?:the\s+)?(?:end|close)\s+of)|during|over|in)\s+(?:the|its)\s+"
    rf"{PERIOD_WORD.pattern}",
    re.IGNORECASE,
)


def settled(claims: Sequence[Claim], document: Document, text: str) -> list[Claim]:
    r"""Return the claims with the periods of growth rates filled in from their passages.

    `text` is the document's folded text.

    Example:
        >>> from cytonomics.claims.documents.reading import read_text
        >>> size = Claim("c1", "size", "USD 2", 0, 5, (0, 9), value=2.0, period_start=2020)
        >>> size = replace(size, period_end=2020)
        >>> rate = Claim("c2", "cagr", "9 %", 10, 13, (10, 19), value=9.0, period_end=2030)
        >>> document = read_text("USD 2. x.\n9 % yearly.", "a")
        >>> settled([size, rate], document, document.text)[1].period_start
        2020
    """
    passages = Passages(claims, document.blocks)
    ranged = [claim for claim in claims if prints_range(claim, text)]
    forecast = forecast_of(claims, ranged)
    spanned = span_of(claims)
    repeated = printed_with(ranged)
    increment, courses = increment_of(claims), courses_of(claims)
    stated: dict[tuple[object, ...], Period] = {}
    ended: dict[tuple[object, ...], Period] = {}
    periods: dict[int, Period] = {}
    previous: Period = (None, None)
    valued = {(c.context, c.period_start) for c in claims if c.measure == "size"}
    valued_in = Counter(context for context, _ in valued)
    for claim in sorted(claims, key=lambda claim: claim.start):
        lacks = claim.measure in ("size", "share") and not claim.period_end
        goal = lacks and (_BY_END.match(text, claim.end) or _BY_END.match(text, *claim.context))
        if goal and (goal["by"] or (claim.status, claim.measure) == ("forecast", "size")):
            end = (forecast or spanned or (None, None))[1]
            periods[id(claim)] = end, end
        if claim.measure != "cagr":
            continue
        what = said_by(claim)
        first, last = passages.period(claim, text) or period_of(claim)
        if first is None and increment and PERIOD_WORD.search(text, *claim.context):
            # "to grow by USD 9 bn in 2024-2028": what the growth of the same forecast runs between.
            since, until = increment
            first, last = (since, until) if last in (None, until) else (first, last)
        printed = repeated.get(what)
        if printed and first is None and last == printed[0]:
            # "It is to rise by 9 % to a value of USD 2 bn in 2024", elsewhere "9 % from 2024 on"
            first, last = printed
        if first and printed and printed[0] and printed[1] == last:
            # From a base of 2024 "9 % over the forecast period", and elsewhere "from 2025 to 2034":
            # the latter, unless its own sentence gives the values of both years.
            since = printed[0]
            alone = valued_in[claim.context] < 2
            named = (claim.context, since) in valued or PERIOD_WORD.search(text, *claim.context)
            first = since if alone or (since > first and named) else first
        if first is None and last is None:
            # A rate that is only repeated has the period it was stated with, or is printed with.
            first, last = stated.get(what, (None, None))
            if first is None and printed and not _SPAN.search(text, *claim.context):
                first, last = printed
            if first is None and PERIOD_WORD.search(text, *claim.context):
                part = spanned if claim.segment else None
                course = course_of(courses, claim)
                told_by = forecast or course or part or passages.forecast(claim)
                first, last = told_by or (None, titled_end(text))
            if first is None and last is None and _SAME_SPAN.search(text, *claim.context):
                first, last = previous
        elif first is not None:
            stated.setdefault(what, (first, last))
        since, until = stated.get(what, (None, None))
        if first is None and last and last == until:
            first = since  # the same rate to the same year, stated in full before
        if first is None and last and printed and last == printed[1]:
            first = printed[0]  # or printed in full below, of a headline
        if first is None:
            # A headline's "by 2030" begins where the only values that imply its rate do.
            told_by = passages.implied(claim) or passages.leads_on(claim)
            if told_by is None and last and passages.heads(claim, text):
                told_by = passages.forecast(claim)
            first, last = told_by or (first, last)
        elsewhere = claim.segment or claim.value_high != claim.value
        if not (first or last or elsewhere or _OTHER_SPAN.search(text, *claim.context)):
            first, last = passages.forecast(claim) or (first, last)
        first = None if last and _FROM_NOW.match(text, claim.end) else first
        previous = first, last
        periods[id(claim)] = first, last
        if last:
            ended.setdefault(what, (first, last))
    for claim in claims:
        # "It will grow by 9 %", and in the box below "CAGR: 9 %" under its forecast period.
        if periods.get(id(claim)) == (None, None) and not _OTHER_SPAN.search(text, *claim.context):
            what = said_by(claim)
            periods[id(claim)] = stated.get(what) or ended.get(what) or (None, None)
    return [
        replace(claim, period_start=periods[id(claim)][0], period_end=periods[id(claim)][1])
        if id(claim) in periods
        else claim
        for claim in claims
    ]
