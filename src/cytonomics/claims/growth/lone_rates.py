"""Rates that a page's box repeats alone on a line, where a picture took their label's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cytonomics.claims.model import Claim

_ALONE = re.compile(
    r"^[ \t*]*+(?:[▲+~][ \t]?)?(?P<rate>(?P<value>\d{1,3}(?:\.\d+)?)\s?%)[ \t*]*$", re.MULTILINE
)


def lone_rates(text: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    r"""Yield a rate for each line that is one of the market's rates and no more; ids are empty.

    Example:
        >>> text = "Pumps are to grow at 6.8 % a year.\n\nSnapshot\nEurope\n6.8 %\n"
        >>> rate = Claim("", "cagr", "6.8 %", 21, 26, value=6.8, value_high=6.8)
        >>> [(again.start, again.value) for again in lone_rates(text, [rate])]
        [(52, 6.8)]
    """
    rates = {
        claim.value: claim
        for claim in claims
        if claim.measure == "cagr" and claim.segment is None and claim.value == claim.value_high
    }
    for line in _ALONE.finditer(text) if rates else ():
        rate = rates.get(float(line["value"]))
        if rate is not None:
            start, end = line.span("rate")
            yield replace(
                rate,
                start=start,
                end=end,
                context=line.span(),
                period_start=None,
                period_end=None,
                bound="exact",
                status=None,
            )
