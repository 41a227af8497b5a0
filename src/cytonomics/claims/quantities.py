"""The numbers of a text with their units and exact spans: money, per cent, folds, plain numbers.

Works on folded text (one character for one, see `document.fold`). Every number is found once by a
pattern without nested repetition; its unit is then read from a few characters to its left and
right, so that time grows in line with the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cytonomics.claims.bounds import bound_of
from cytonomics.claims.model import Bound
from cytonomics.claims.units import CURRENCY_OF, LEFT, RIGHT, SCALE_OF

Kind = Literal["money", "percent", "fold", "number"]

_NUMBER = re.compile(
    # A number may stand right behind the letters of its currency, as in USD1.02billion.
    r"(?:(?<![\w.,])|(?<=USD)|(?<=EUR)|(?<=GBP)|(?<=JPY)|(?<=CNY)|(?<=RMB)|(?<=INR)|(?<=Rs)|(?<=Rs\.))"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"  # 14,776.33
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"  # 1,23,456.7
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"  # 14.776,33
    r"|\d+,\d{1,2}(?!\d)(?!,)"  # 14,7
    r"|\d+(?:\.\d+)?)"
)
_BETWEEN = re.compile(r"\s{0,2}(?:-|to|and|or)\s{0,2}$", re.IGNORECASE)
_RISING = re.compile(
    r"\b(?:from|rise[sn]?|rising|rose|grow\w*|grew|increas\w*|expand\w*|up|climb\w*|go(?:es)?|went)\b",
    re.IGNORECASE,
)
_DIGIT_NEXT = re.compile(r"\s{0,2}\d")
# "2/3 of the market", no date and no phase of a trial.
_SLASHED = re.compile(r"(?<![\w./-])(?P<n>[1-4])/(?P<d>[2-5])(?=\s+of\s+(?:the|all|its)\b)")
_FRACTION = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|nine|a)[\s-])?(?P<d>half|thirds?|quarters?|fourths?|"
    r"fifths?|sixths?|tenths?)\b(?!\s+(?:of\s+)?(?:(?:19|20)\d\d|the\s+year|fy|results|and\s+full))",
    re.IGNORECASE,
)
_FOLD_WORD = re.compile(
    r"\b(?:(?P<verb>doubl|tripl|quadrupl)(?:e|es|ed|ing)|"
    r"(?P<word>two|three|four|five|six|seven|eight|ten)-?fold)\b",
    re.IGNORECASE,
)
_SMALL = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_VERBS = {"doubl": 2, "tripl": 3, "quadrupl": 4}
_REACH = 24


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: `low` to `high` in plain units, `step` of the last printed digit.

    Money counts in whole units of `currency`, which is None where only a scale is printed.
    `scaled` says that a scale word stands with it. `text[start:end]` is the number with its
    currency, scale and unit.

    Example:
        >>> found = list(quantities("worth over USD 14.2 Bn"))[0]
        >>> found.kind, found.low, found.currency, found.bound
        ('money', 14200000000.0, 'USD', 'more_than')
    """

    kind: Kind
    low: float
    high: float
    step: float
    start: int
    end: int
    currency: str | None = None
    scaled: bool = False
    scale: float = 1.0
    bound: Bound = "exact"


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a folded text in order of their start.

    Ranges ("10-12 %", "USD 1.2 to 1.5 billion") come as one; so do words such as "two thirds"
    (66.7 per cent) and "doubled" (2 fold).

    Example:
        >>> [(q.kind, round(q.low, 2)) for q in quantities("a 10-12% rise, two thirds, doubled")]
        [('percent', 10.0), ('percent', 66.67), ('fold', 2.0)]
    """
    slashed = list(_slashed(text))
    numbers = _apart([(q.start, q.end) for q in slashed], list(_numbers(text)))
    found = [*slashed, *numbers]
    words = _apart([(q.start, q.end) for q in found], [*_fractions(text), *_folds(text)])
    yield from sorted([*found, *words], key=lambda quantity: quantity.start)


def _apart(spans: list[tuple[int, int]], words: list[Quantity]) -> Iterator[Quantity]:
    """The quantities that share no character with a span."""
    taken = sorted(spans)
    i = 0
    for word in sorted(words, key=lambda quantity: quantity.start):
        while i < len(taken) and taken[i][1] <= word.start:
            i += 1
        if i == len(taken) or taken[i][0] >= word.end:
            yield word


def _numbers(text: str) -> Iterator[Quantity]:
    pending: Quantity | None = None
    number_start = 0
    for match in _NUMBER.finditer(text):
        current = _quantity(text, match)
        if pending is not None:
            joined = _joined(text, pending, number_start, current, match)
            if joined is not None:
                pending, number_start = joined, match.start()
                continue
            yield pending
        pending, number_start = current, match.start()
    if pending is not None:
        yield pending


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    value, step = _value(match[0])
    start, end = match.span()
    # The search costs most of the time of a page of bare numbers.
    beside = text[max(0, start - 3) : start].rstrip()[-1:]
    currency_near = beside.isalpha() or beside in ("$", "€", "£", "₹", "¥", "₩", ".")
    left = LEFT.search(text, max(0, start - _REACH), start) if currency_near else None
    # A currency must not be the end of another word, as in "won" or "m".
    if left and left.start() and text[left.start()].isalpha() and text[left.start() - 1].isalpha():
        left = None
    right = RIGHT.match(text, end, min(len(text), end + _REACH))
    currency = scale = None
    kind: Kind = "number"
    if left:
        currency, scale, start = left["cur"], left["scale"], left.start()
    if right and right["percent"]:
        kind, end = "percent", right.end()
    elif right and right["fold"] and not left:
        kind, end = "fold", right.end()
    elif right and right.end() > end:
        tail = _tail(text, right, currency, value)
        if tail is not None:
            scale, currency, end = tail[0] or scale, tail[1] or currency, tail[2]
    factor = SCALE_OF[scale.lower()] if scale else 1.0
    code = CURRENCY_OF[currency.lower()] if currency else None
    if kind == "number" and code:
        kind = "money"
    return Quantity(
        kind=kind,
        low=value * factor,
        high=value * factor,
        step=step * factor,
        start=start,
        end=end,
        currency=code if kind == "money" else None,
        scaled=bool(scale),
        scale=factor,
        bound=bound_of(text, start),
    )


def _tail(
    text: str, right: re.Match[str], currency: str | None, value: float
) -> tuple[str | None, str | None, int] | None:
    """Read scale and currency behind a number; a single letter counts only beside money."""
    scale, after = right["scale"], right["cur"]
    if scale and len(scale) == 1 and not currency and not (after and after != "won"):
        # "5 m" may be metres and "10 k" a run; capital letters set close are a scale.
        close = right.start("scale") == right.start() and scale in "BMK"
        if not close:
            return None
    if after and after.lower() in ("won", "pounds", "yen") and not scale:
        after = None
    if after and _DIGIT_NEXT.match(text, right.end("cur")):
        after = None  # "2020 USD 6.1 billion": the currency of the next number
    if not scale and not after:
        return None
    end = right.end("cur") if after else right.end("scale")
    return scale, after, end


def _joined(
    text: str, first: Quantity, first_number: int, second: Quantity, match: re.Match[str]
) -> Quantity | None:
    """Return the range that two numbers make, or None."""
    gap = text[first.end : match.start()]
    money_gap = text[first.end : second.start]
    if not (_BETWEEN.fullmatch(gap) or _BETWEEN.fullmatch(money_gap)) or second.low < first.low:
        between_money = False
        if second.currency and second.currency == first.currency and not first.scaled:
            between_money = bool(_BETWEEN.fullmatch(money_gap))
        if not between_money:
            return None
    if first.high != first.low:
        return None
    same = first.kind == second.kind and first.scaled == second.scaled
    if same and second.kind == "number":
        return None
    if same and re.search(r"and|or", gap, re.IGNORECASE) and not _between(text, first.start):
        return None
    if same and second.kind == "money" and gap.strip() != "-":
        # "from USD 2 bn to USD 5 bn" is growth, "USD 2-5 bn" and "between … and …" are ranges.
        close = money_gap.strip().lower() == "to" and second.high <= 3 * first.low
        if not _between(text, first.start) and not (close and not _grows(text, first.start)):
            return None
    if not same:
        # The unit stands once, behind the second number.
        if first.kind == "number" and not first.scaled and second.kind in ("percent", "fold"):
            low = first.low
        elif first.kind in ("number", "money") and not first.scaled and second.scaled:
            if second.kind == "percent" or second.currency not in (None, first.currency):
                return None
            if first.kind == "number" and second.kind == "number" and gap.strip() != "-":
                return None
            low = first.low * second.scale
        else:
            return None
        if low > second.high or low <= 0:
            return None
        if gap.strip().lower() in ("and", "or") and not _between(text, first.start):
            return None
        kind: Kind = "money" if "money" in (first.kind, second.kind) else second.kind
        return replace(
            second,
            kind=kind,
            currency=second.currency or first.currency,
            low=low,
            start=first.start,
            bound=first.bound,
        )
    return replace(second, low=first.low, start=first.start, bound=first.bound)


def _between(text: str, start: int) -> bool:
    return bool(
        re.search(
            r"(?:between|ranging\s+from|range\s+of)\s+$",
            text[max(0, start - 20) : start],
            re.IGNORECASE,
        )
    )


def _grows(text: str, start: int) -> bool:
    return bool(_RISING.search(text, max(0, start - 60), start))


def _value(printed: str) -> tuple[float, float]:
    """Return a printed number and the step of its last digit.

    Example:
        >>> _value("14,776.33"), _value("14,7"), _value("1,23,456")
        ((14776.33, 0.01), (14.7, 0.1), (123456.0, 1.0))
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}", printed):
        printed = printed.replace(".", "").replace(",", ".")
    plain = printed.replace(",", "")
    decimals = len(plain.partition(".")[2])
    return float(plain), 10.0**-decimals


def _slashed(text: str) -> Iterator[Quantity]:
    for match in _SLASHED.finditer(text):
        percent = 100.0 * int(match["n"]) / int(match["d"])
        bound = bound_of(text, match.start())
        yield Quantity("percent", percent, percent, 1.0, match.start(), match.end(), bound=bound)


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        part = match["d"].lower().rstrip("s") if match["d"].lower() != "half" else "half"
        number = _SMALL[(match["n"] or "one").lower()]
        if match["n"] is None and part != "half":
            continue  # "the third" and "a quarter of 2024" are no shares
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
        yield Quantity(
            "fold", float(fold), float(fold), 1.0, match.start(), match.end(),
            bound=bound_of(text, match.start()),
        )  # fmt: skip
