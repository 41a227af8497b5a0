"""Growth over a period as a whole against the sizes at its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cytonomics.audit.gathered import Claims, period
from cytonomics.audit.interval import Interval, implied_growth, interval
from cytonomics.audit.model import Check, Finding, Outcome, Severity
from cytonomics.audit.rules.cagr_end_points import claims_of, sizes
from cytonomics.audit.series import Ends
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import money_range, percent_range, printed, quotient
from cytonomics.claims.model import Claim

RULE = "growth_end_points"
# This part of the stated growth is what rounding sizes before they are printed may take.
_NEAR_MISS = 0.05
# "Double" is said of 1.8 times, too, "nearly double" of 1.6, but neither of half as much again.
_IN_WORDS = (0.85, 1.15)
_NEARLY_IN_WORDS = (0.75, 1.1)
# No more pairs of ends than this are tried for one figure; a page that prints more is a table.
_MOST_PAIRS = 16


def growth_end_points(claims: Claims) -> Iterator[Outcome]:
    """Hold what is added, multiplied or gained over some years against the sizes at their ends.

    An amount is the difference of the two sizes, a multiple their ratio, a percentage the growth
    in all. Of one year it is the growth on the year before, where its sentence prints both.

    Example:
        >>> list(growth_end_points(Claims("", ())))
        []
    """
    for claim in claims.of("growth"):
        about, stated = claims.subjects[claim], _stated(claim)
        if about is None or stated is None:
            continue
        found = list(islice(_ends(claims, about, claim), _MOST_PAIRS + 1))
        if 0 < len(found) <= _MOST_PAIRS:
            yield _judge(claim, stated, found)


def _stated(claim: Claim) -> Interval | None:
    """What the printed growth may stand for; "more than doubled" leaves open by how much."""
    found = interval(claim)
    if found is None or claim.unit not in ("money", "percent", "fold"):
        return None
    if claim.unit == "fold" and claim.value and not re.search(r"\d", claim.quote):
        near = claim.bound in ("less_than", "at_most", "about")
        low, high = _NEARLY_IN_WORDS if near else _IN_WORDS
        found = Interval(claim.value * low, claim.value * high)
    if claim.unit == "fold" and claim.bound in ("more_than", "at_least"):
        return Interval(found.low, float("inf"))
    return found


def _ends(claims: Claims, about: Subject, claim: Claim) -> Iterator[Ends]:
    """The sizes at the first and the last year, of the claim's currency where it has one."""
    first, last = period(claim)
    if first is None or last is None or (first == last and claim.unit != "percent"):
        return
    base_year = first if first < last else first - 1
    for currency in claims.currencies.get(about, ()):
        if claim.currency not in (None, currency):
            continue
        known = claims.beside(about, currency, claim)
        if first < last:  # what grew in one year is told beside its sizes, or of anything else
            known = {**claims.sizes[about, currency], **known}
        for base in known.get(base_year, ()):
            for end in known.get(last, ()):
                yield Ends(base, base_year, end, last)


def _implied(claim: Claim, pair: Ends) -> tuple[Interval, ...]:
    """What the two sizes give, in each sense that the claim's words may have."""
    base, end = pair.base.range, pair.end.range
    if claim.unit == "money":
        return (Interval(end.low - base.high, end.high - base.low),)
    if claim.unit == "percent":
        # "Growth of 8 % from 2024 to 2030" may be of each year.
        yearly = implied_growth(base, end, pair.years)
        return (implied_growth(base, end, 1), yearly)
    grown = implied_growth(base, end, 1)
    # "To grow fivefold" is to become five times as large, to some by five times.
    added = Interval(grown.low / 100, grown.high / 100)
    return (added + Interval(1.0, 1.0), added)


def _judge(claim: Claim, stated: Interval, found: list[Ends]) -> Outcome:
    tried = [(pair, _implied(claim, pair)) for pair in found]
    for pair, growths in tried:
        if any(growth.overlaps(stated) for growth in growths):
            said = f"{printed(claim)} fits {sizes(pair)}"
            return Check(RULE, "holds", claims_of(claim, pair), said)
    pair, (growth, *_) = min(tried, key=lambda each: each[1][0].gap(stated))
    return Finding(
        RULE,
        _severity(claim, stated, growth),
        claims_of(claim, pair),
        f"{sizes(pair)} are a growth of {_written(claim, growth)} ({_arithmetic(claim, pair)}), "
        f"but {printed(claim)} is printed.",
        _written(claim, growth),
        printed(claim),
        "Correct the growth or one of the two sizes, or say what else it counts.",
    )


def _severity(claim: Claim, stated: Interval, growth: Interval) -> Severity:
    near = _NEAR_MISS * abs(claim.value or 0.0)
    return "warning" if growth.gap(stated) <= near else "error"


def _written(claim: Claim, growth: Interval) -> str:
    if claim.unit == "money":
        return money_range(growth, claim.currency)
    if claim.unit == "percent":
        return percent_range(growth)
    low, high = f"{growth.low:.3g}", f"{growth.high:.3g}"
    return f"{low} times" if low == high else f"{low} to {high} times"


def _arithmetic(claim: Claim, pair: Ends) -> str:
    base, end = pair.base.claim, pair.end.claim
    if claim.unit == "money":
        return f"{printed(end)} - {printed(base)}"
    return f"{quotient(base, end)}" + (" - 1" if claim.unit == "percent" else "")
