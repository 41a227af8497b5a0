"""A share of a total against the printed part."""

from __future__ import annotations

from collections.abc import Iterator

from cytonomics.audit.gathered import Claims, Figure, same_status
from cytonomics.audit.interval import Interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.rules.two_values import described
from cytonomics.audit.subjects import WORLD, Subject, place_level
from cytonomics.audit.written import ids, money_range, printed

RULE = "share_times_total"
_PERCENT = 0.01


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
        if same_status(part.claim, whole.claim)
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
