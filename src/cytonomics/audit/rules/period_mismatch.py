"""A growth period that fits neither its end points nor the study period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.audit.gathered import Claims, period
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.subjects import Subject
from cytonomics.audit.written import ids, printed
from cytonomics.claims.model import Claim

RULE = "period_mismatch"


def period_mismatch(claims: Claims) -> Iterator[Outcome]:
    """Hold the period of a growth rate against the years of the sizes beside it, and the study's.

    Example:
        >>> list(period_mismatch(Claims("", ())))
        []
    """
    studied = _studied(claims)
    for about, rates in claims.rates.items():
        for rate in rates:
            first, last = period(rate)
            if first is None or last is None or first >= last or not _printed(claims, rate):
                continue
            found = list(_against_ends(claims, about, rate, first, last))
            yield from found
            # Periods that end before the growth starts are history and bound nothing.
            reaches = studied is not None and studied[1] > first
            if (
                studied
                and reaches
                and about.is_whole
                and not any(isinstance(one, Finding) for one in found)
            ):
                yield _against_study(rate, first, last, *studied)


def _printed(claims: Claims, rate: Claim) -> bool:
    """Whether the sentence itself prints the period; one taken from elsewhere proves nothing."""
    if not claims.text or rate.context == (0, 0):
        return True
    sentence = claims.text[slice(*rate.context)]
    return all(_prints(sentence, year) for year in period(rate))


def _prints(sentence: str, year: int | None) -> bool:
    """Whether a year stands there, also as the 34 of 2025-34."""
    text = str(year)
    return text in sentence or re.search(rf"\d{{4}}\s*[-–—/]\s*{text[2:]}\b", sentence) is not None


def _against_ends(
    claims: Claims, about: Subject, rate: Claim, first: int, last: int
) -> Iterator[Outcome]:
    for currency in claims.currencies.get(about, ()):
        local = claims.beside(about, currency, rate)
        if len(local) != 2:
            continue
        base, end = min(local), max(local)
        if last <= base:
            continue  # "worth USD 9 bn in 2019 after 4 % a year since 2015": its own history
        sizes = [local[base][0].claim, local[end][0].claim]
        said = f"growth from {first} to {last}, sizes for {base} and {end}"
        if last == end and first in (base, base + 1):
            yield Check(RULE, "holds", ids([*sizes, rate]), said)
        else:
            yield Finding(
                RULE,
                "warning",
                ids([*sizes, rate]),
                f"{printed(rate)} is given for {first} to {last}, but its end points are sizes "
                f"for {base} and {end}.",
                f"{base} to {end} or {base + 1} to {end}",
                f"{first} to {last}",
                f"Print the period as {base} to {end}, or give a size for {first - 1} or {first}.",
            )


def _studied(claims: Claims) -> tuple[int, int, list[Claim]] | None:
    """The years from the first to the last of all periods that the document says it covers."""
    found = [claim for claim in claims.of("period") if None not in period(claim)]
    ranges = [claim for claim in found if claim.period_start != claim.period_end]
    if not ranges:
        return None
    first = min(claim.period_start or 0 for claim in found)
    last = max(claim.period_end or 0 for claim in ranges)
    return first, last, ranges


def _whole_study(ranges: list[Claim]) -> bool:
    return any(claim.unit not in ("forecast", "base") for claim in ranges)


def _against_study(
    rate: Claim, first: int, last: int, start: int, end: int, ranges: list[Claim]
) -> Outcome:
    claims = ids([rate, *ranges])
    # The base year may lie a year before a study period; growth of years before it is history, and
    # a forecast period alone does not say where the study begins.
    straddles = first < start - 1 and last > start and _whole_study(ranges)
    if last <= end and not straddles:
        said = f"growth from {first} to {last} lies within {start} to {end}"
        return Check(RULE, "holds", claims, said)
    return Finding(
        RULE,
        "warning",
        claims,
        f"{printed(rate)} is given for {first} to {last}, outside the years {start} to {end} that "
        "the report says it covers.",
        f"years within {start} to {end}",
        f"{first} to {last}",
        "Correct the growth period or the study period, or name the source of the other figure.",
    )
