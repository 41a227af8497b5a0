"""A share of a total against the printed part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.audit.gathered import Claims, Figure, period, same_status, together
from cytonomics.audit.interval import Interval, interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.subjects import WORLD, Subject, place_level
from cytonomics.audit.written import ids, money_range, printed
from cytonomics.claims.model import Claim

RULE = "share_times_total"
_PERCENT = 0.01
# Growth over the years that a page speaks of explains no more than this between two sizes.
OTHER_YEAR = 5.0
_BRACKET = re.compile(r"\s?\(\s?(?:[a-z~]+\s?){0,2}", re.IGNORECASE)
# A sentence holds a few amounts; more are a table read wrongly.
_MOST_AMOUNTS = 5


def share_times_total(claims: Claims) -> Iterator[Outcome]:
    """Multiply every share by the total of its year and hold it against the part's own size.

    Example:
        >>> list(share_times_total(Claims("", ())))
        []
    """
    for (about, _), years in claims.shares.items():
        if about.is_whole:
            continue
        for currency in claims.currencies.get(about, ()):
            sizes = claims.sizes[about, currency]
            wholes = claims.sizes.get((about.whole, currency), {})
            for year in sorted(years.keys() & sizes.keys() & wholes.keys()):
                yield _judge(about, currency, year, years[year], sizes[year], wholes[year])
    yield from _undated(claims)


def _undated(claims: Claims) -> Iterator[Outcome]:
    """A share and its amount in one sentence give a whole, which some size of it must be near."""
    amounts: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims.of("size"):
        if period(claim) == (None, None) and claim.context != (0, 0):
            amounts.setdefault(claim.context, []).append(claim)
    for share in claims.of("share"):
        about = claims.subjects[share]
        beside = amounts.get(share.context, ())[:_MOST_AMOUNTS]
        part = next((one for one in beside if _of_one_part(claims, share, one)), None)
        percent, amount = interval(share), interval(part) if part else None
        if not about or not part or not percent or not amount or percent.low <= 0:
            continue
        wholes = claims.sizes.get((about.whole, part.currency or part.unit or ""), {})
        known = [figure for figures in wholes.values() for figure in figures]
        if about != about.whole and known:
            implied = Interval(amount.low / percent.high * 100, amount.high / percent.low * 100)
            yield _implied(about, share, part, implied, known)


def _of_one_part(claims: Claims, share: Claim, amount: Claim) -> bool:
    """Whether an amount is that of a share: of its segment, or in brackets right behind it."""
    same = claims.subjects[amount] == claims.subjects[share]
    return same or _BRACKET.fullmatch(claims.text[share.end : amount.start]) is not None


def _implied(
    about: Subject, share: Claim, part: Claim, implied: Interval, known: list[Figure]
) -> Outcome:
    near = min(known, key=lambda figure: implied.gap(figure.range))
    claims = ids([share, part, near.claim])
    said = f"{printed(part)} at {printed(share)} beside {printed(near.claim)}"
    if implied.overlaps(Interval(near.range.low / OTHER_YEAR, near.range.high * OTHER_YEAR)):
        return Check(RULE, "unknown", claims, f"{said}: no year is printed")
    whole = money_range(implied, part.currency)
    return Finding(
        RULE,
        "error",
        claims,
        f"{described(about).replace('the ', 'The ', 1)} is given {printed(part)} and a share of "
        f"{printed(share)}, so the whole would be {whole}, but it is given {printed(near.claim)}.",
        whole,
        printed(near.claim),
        "Check the unit of the part and of the total, and whether both are of one market.",
    )


def _judge(
    about: Subject,
    currency: str,
    year: int,
    shares: tuple[Figure, ...],
    parts: tuple[Figure, ...],
    wholes: tuple[Figure, ...],
) -> Outcome:
    found = [
        (share, part, whole)
        for share in shares
        for part in parts
        for whole in wholes
        # What a share and its amount in one sentence are part of needs no other status.
        if same_status(part.claim, whole.claim) or together(part.claim, share.claim)
    ]
    share, part, whole = found[0] if found else (shares[0], parts[0], wholes[0])
    claims = ids([share.claim, part.claim, whole.claim])
    said = (
        f"{printed(share.claim)} of {printed(whole.claim)} against {printed(part.claim)} in {year}"
    )
    # A country's share is often one of its region, whose name may stand sentences away.
    unclear = about.place != WORLD and place_level(about.place) != "region" and not about.segment
    if any(_product(s, w).overlaps(p.range) for s, p, w in found):
        return Check(RULE, "holds", claims, said)
    if unclear or not found:
        return Check(RULE, "unknown", claims, said)
    product = _product(share, whole)
    return Finding(
        RULE,
        "error",
        claims,
        f"{printed(share.claim)} of {printed(whole.claim)} is {money_range(product, currency)}, "
        f"but {described(about)} is given {printed(part.claim)} in {year}.",
        money_range(product, currency),
        printed(part.claim),
        "Correct the share, the part or the total.",
    )


def _product(share: Figure, whole: Figure) -> Interval:
    return whole.range.times(share.range * _PERCENT)
