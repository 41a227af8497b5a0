"""The values of a chart in lines of a year and a number, whose unit a sentence prints."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cytonomics.claims.figures.numerals import in_scale
from cytonomics.claims.model import Claim

_YEAR = r"[ \t|]*+(?P<year>(?:19|20)\d\d)\*?[ \t]*"
_VALUE = r"(?P<number>\d[\d,]*(?:\.\d+)?(?:[ \t][BMTbmt](?:illion|rillion|n|ln))?+)[ \t|]*$"
_LINE = r"^[ \t]*+(?:(?:USD|US\$|\$|EUR|€)[ \t]*+(?:\n[ \t]*+)?)?"
_SECOND = _VALUE.replace("number", "number2"), _YEAR.replace("year", "year2")
# "2024 | 5.3", a number and its year in two lines, two numbers and then their two years
_BARS = [
    re.compile(form, re.MULTILINE)
    for form in (
        rf"^{_YEAR}[|:\t][ \t]*{_VALUE}",
        rf"{_LINE}{_VALUE}\n{_YEAR}$",
        rf"{_LINE}{_VALUE}\n{_LINE}{_SECOND[0]}\n{_YEAR}\n{_SECOND[1]}$",
    )
]
# "USD 2 bn", "2023", "USD 5 bn", "2030": the year of each stands below it
_ABOVE_YEARS = re.compile(
    r"(?<!\d\n)(?:^[ \t]*(?:USD|US\$|[$€£])\s?\d[\d.,]*(?:[ \t]?[A-Za-z]{1,8})?[ \t]*\n"
    r"[ \t]*(?:19|20)\d\d(?:-?[AEFPaefp])?[ \t]*(?:\n|\Z)){2,}",
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
    sizes = [claim for claim in claims if claim.measure == "size" and claim.value]
    numbers = (_NUMBER.search(text, claim.start, claim.end) for claim in sizes)
    own = {number.start() for number in numbers if number}
    for form in _BARS if "\n" in text else ():
        ends = ("", "2") if "year2" in form.groupindex else ("",)
        bars = [(bar, k) for bar in form.finditer(text) for k in ends]
        printed = {(int(bar[f"year{k}"]), _plain(bar[f"number{k}"])) for bar, k in bars}
        for claim in sizes if len(bars) > 1 else ():
            number = _NUMBER.search(text, claim.start, claim.end)
            if number and (claim.period_end, _plain(number[0])) in printed:
                scale = (claim.value or 0.0) / _plain(number[0])
                more = ((bar, k) for bar, k in bars if bar.start(f"number{k}") not in own)
                yield from (_bar(claim, bar, k, scale) for bar, k in more)
                break


def dated_below(claims: Iterable[Claim], text: str) -> Iterator[Claim]:
    r"""Yield the claims; sizes alone on their lines in turn with years have the year below.

    Example:
        >>> text = "Pumps\nUSD 2 bn\n2023\nUSD 5 bn\n2030\n"
        >>> sizes = [Claim("", "size", "", at, at + 8) for at in (6, 20)]
        >>> [size.period_end for size in dated_below(sizes, text)]
        [2023, 2030]
    """
    spans = [run.span() for run in _ABOVE_YEARS.finditer(text)] if "\n" in text else []
    starts = [start for start, _ in spans]
    for claim in claims:
        run = bisect_right(starts, claim.start) - 1
        end = spans[run][1] if run >= 0 else 0
        if claim.measure == "size" and claim.start < end:
            year = int(text[text.index("\n", claim.end) + 1 : end].split()[0][:4])
            claim = replace(claim, period_start=year, period_end=year)
        yield claim


def _bar(size: Claim, bar: re.Match[str], k: str, scale: float) -> Claim:
    year, number = int(bar[f"year{k}"]), bar[f"number{k}"].partition(" ")[0]
    decimals = len(number.partition(".")[2])
    return replace(
        size,
        start=bar.start(f"number{k}"),
        end=bar.end(f"number{k}"),
        context=bar.span(),
        value=in_scale(_plain(number), scale),
        value_high=in_scale(_plain(number), scale),
        step=scale * 10.0**-decimals,
        period_start=year,
        period_end=year,
        bound="exact",
        status=None,
    )


def _plain(number: str) -> float:
    return float(number.partition(" ")[0].replace(",", ""))
