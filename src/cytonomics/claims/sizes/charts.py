"""The values of a chart in lines of a year and a number, whose unit a sentence prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cytonomics.claims.model import Claim

_BAR = re.compile(
    r"^[ \t|]*(?P<year>(?:19|20)\d\d)\*?[ \t]*[|:\t][ \t]*(?P<number>\d[\d,]*(?:\.\d+)?)[ \t|]*$",
    re.MULTILINE,
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def charted(text: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    r"""Yield the sizes of a chart that repeats a size of the text; ids are left empty.

    All bars have the market, the currency and the scale of the size whose year and number one of
    them prints.

    Example:
        >>> text = "It was USD 12 bn in 2020.\n2019 | 10\n2020 | 12\n"
        >>> size = Claim("", "size", "USD 12 bn", 7, 16, value=12e9, period_end=2020)
        >>> [(bar.value, bar.period_end) for bar in charted(text, [size])]
        [(10000000000.0, 2019), (12000000000.0, 2020)]
    """
    bars = list(_BAR.finditer(text))
    if len(bars) < 2:
        return
    printed = {(int(bar["year"]), _plain(bar["number"])) for bar in bars}
    for claim in claims:
        number = _NUMBER.search(text, claim.start, claim.end)
        if claim.measure != "size" or not claim.value or number is None:
            continue
        if (claim.period_end, _plain(number[0])) not in printed:
            continue
        yield from (_bar(claim, bar, claim.value / _plain(number[0])) for bar in bars)
        return


def _bar(size: Claim, bar: re.Match[str], scale: float) -> Claim:
    year, value = int(bar["year"]), _plain(bar["number"]) * scale
    decimals = len(bar["number"].partition(".")[2])
    return replace(
        size,
        start=bar.start("number"),
        end=bar.end("number"),
        context=bar.span(),
        value=value,
        value_high=value,
        step=scale * 10.0**-decimals,
        period_start=year,
        period_end=year,
        bound="exact",
        status=None,
    )


def _plain(number: str) -> float:
    return float(number.replace(",", ""))
