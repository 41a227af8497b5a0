"""Quantities in words: "two thirds", "3/4 of the market", "doubled", "half a billion dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.figures.bounds import bound_of
from cytonomics.claims.figures.numerals import in_scale
from cytonomics.claims.figures.quantity import Quantity
from cytonomics.claims.figures.units import CURRENCY_OF, SCALE_OF
from cytonomics.claims.patterns import Cued

# "2/3 of the market", no date and no phase of a trial.
_SLASHED = Cued(
    "/",
    r"(?<![\w./-])(?P<n>[1-4])/(?P<d>[2-9])"
    r"(?:(?:rd|th)s?(?=\s+of\s)|(?=\s+of\s+(?:the|all|its)\b))",
    re.NOFLAG,
)
_TENS = "ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ONES = f"{_UNITS}|ten|{_TEENS}".split("|")
_WORD_PERCENT = Cued(
    "cent",
    rf"(?<![\w-])(?:(?P<low>{_UNITS})\s+to\s+)?(?:(?P<tens>{_TENS})(?:[\s-](?=\w{{3,5}}\s+per))?)?(?P<ones>{_UNITS}|{_TEENS})?"
    r"(?(tens)|(?(ones)|(?!)))\s+per\s?cent\b",
)
_FRACTION = Cued(
    "half third quarter fourth fifth sixth seventh eighth ninth tenth",
    r"\b(?:(?P<n>one|two|three|four|five|nine|an?)[\s-])?(?P<d>(?<!first\s)(?<!second\s)half|thirds?|quarters?|fourths?|"
    r"(?:fif|six|seven|eigh|nin|ten)ths?)\b(?!-(?:li[fv]e|year|hour|day|dose|time))(?!\s+(?:of\s+)?(?:(?:19|20)\d\d|the\s+year|fy|results|and\s+full))",
)
_FOLD_WORD = Cued(
    "doubl tripl trebl quadrupl fold times",
    r"\b(?:(?P<verb>doubl|tripl|trebl|quadrupl)(?:e|es|ed|ing)|"
    r"(?P<word>one(?=\sand)|two|three|four|five|six|seven|eight|nine|ten)(?P<half>\sand\sa\shalf)?"
    r"(?:-?fold|\stimes(?=\s+(?:as|its|the|what|larger|bigger|higher))))\b",
)
_WORD_MONEY = Cued(
    "illion",
    rf"\b(?=[aefhnost])(?P<n>half\s+an?|an?(?!\s\w+-)|(?:(?:{_TENS})-)?(?:{_UNITS})|{_TENS}|{_TEENS})[\s-]"
    r"(?P<scale>million|billion|trillion)[\s-](?P<cur>(?:u\.?s\.?\s)?dollars?|usd|euros?|pounds)\b(?!\s(?:equity|debt|raise|round|deal|loan|fund|investment|grant|contract)\b)",
)
# "three hundred and two point six million dollars": the tail of a number is none.
_LONGER = re.compile(
    rf"(?:-|\b(?:hundred|thousand|point|hundred\sand|thousand\sand|{_TENS}|{_TEENS}|{_UNITS}|zero)\s)\Z",
    re.I,
)
_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6}
_PARTS |= {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_VERBS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4}


def slashed(text: str) -> Iterator[Quantity]:
    """Yield fractions with a stroke.

    Example:
        >>> [q.low for q in slashed("about 3/4 of the market")]
        [75.0]
    """
    for match in _SLASHED.finditer(text):
        percent = 100.0 * int(match["n"]) / int(match["d"])
        bound = bound_of(text, match.start())
        yield Quantity("percent", percent, percent, 1.0, match.start(), match.end(), bound=bound)


def spelled_money(text: str) -> Iterator[Quantity]:
    """Yield money in words.

    Example:
        >>> [(q.low, q.currency) for q in spelled_money("half a billion dollars")]
        [(500000000.0, 'USD')]
    """
    for match in _WORD_MONEY.finditer(text):
        if _LONGER.search(text, max(0, match.start() - 14), match.start()):
            continue
        printed = match["n"].lower()
        number = 0.5 if printed.startswith("half") else float(_counted(printed))
        scale = SCALE_OF[match["scale"].lower()]
        yield Quantity(
            "money",
            in_scale(number, scale),
            in_scale(number, scale),
            scale,
            match.start(),
            match.end(),
            currency=CURRENCY_OF[match["cur"].lower().split()[-1]],
            scaled=True,
            scale=scale,
            bound=bound_of(text, match.start()),
        )


def _counted(word: str) -> int:
    """What a word counts: "twenty-five" is 25, "a" is 1."""
    tens, _, ones = word.rpartition("-")
    found = 10 * (_TENS.split("|").index(tens) + 1) if tens else 0
    if ones in _TENS.split("|"):
        return 10 * (_TENS.split("|").index(ones) + 1)
    return found + (_ONES.index(ones) + 1 if ones in _ONES else 1)


def spelled(text: str) -> Iterator[Quantity]:
    """Yield fractions and multiples in words, in per cent and as factors.

    Example:
        >>> [(q.kind, q.low) for q in spelled("half of it, sixty-five per cent, doubled")]
        [('percent', 65.0), ('percent', 50.0), ('fold', 2.0)]
    """
    yield from _percents(text)
    yield from _fractions(text)
    yield from _folds(text)


def _percents(text: str) -> Iterator[Quantity]:
    for match in _WORD_PERCENT.finditer(text):
        tens = _TENS.split("|").index(match["tens"].lower()) + 1 if match["tens"] else 0
        ones = _ONES.index(match["ones"].lower()) + 1 if match["ones"] else 0
        percent = float(10 * tens + ones)
        low = float(_ONES.index(match["low"].lower()) + 1) if match["low"] else percent
        bound = bound_of(text, match.start())
        yield Quantity("percent", low, percent, 1.0, match.start(), match.end(), bound=bound)


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        part = match["d"].lower().rstrip("s") if match["d"].lower() != "half" else "half"
        number = _SMALL[(match["n"] or "one").lower()]
        if (match["n"] is None and part != "half") or text.endswith("% ", 0, match.start()):
            continue  # "the third", "a quarter of 2024" and "2 % a quarter" are no shares
        percent = 100.0 * number / _PARTS[part]
        yield Quantity(
            "percent",
            percent,
            percent,
            1.0,
            match.start(),
            match.end(),
            bound=bound_of(text, match.start()),
        )


def _folds(text: str) -> Iterator[Quantity]:
    for match in _FOLD_WORD.finditer(text):
        fold = _VERBS[match["verb"].lower()] if match["verb"] else _SMALL[match["word"].lower()]
        times = fold + (0.5 if match["half"] else 0.0)
        yield Quantity(
            "fold", times, times, 0.5 if match["half"] else 1.0, match.start(), match.end(),
            bound=bound_of(text, match.start()),
        )  # fmt: skip
