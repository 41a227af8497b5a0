"""The numbers of a text with their units and exact spans: money, per cent, folds, plain numbers.

Works on folded text (one character for one, see `document.fold`). Every number is found once by a
pattern without nested repetition; its unit is then read from a few characters to its left and
right, so that time grows in line with the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cytonomics.claims.figures.bounds import bound_of
from cytonomics.claims.figures.numerals import in_scale
from cytonomics.claims.figures.quantity import Kind, Quantity
from cytonomics.claims.figures.spelled import slashed, spelled, spelled_money
from cytonomics.claims.figures.units import CURRENCY_OF, RIGHT, SCALE_OF, UNIT_BEHIND, unit_before

__all__ = ["Quantity", "quantities"]

_NUMBER = re.compile(
    # A number may stand right behind the letters before it: USD1.02billion, CAGR4%, of11.2%.
    r"(?=\d)(?:(?<![\w.,])|(?<=[A-Z]{3})|(?<=\sof)|(?<=SR)|(?<=\$US)|(?<=\bc\.)|(?<=\bca\.)|(?<=RM)|(?<=Rs)|(?<=Rs\.)|(?<=Tk)|(?<=Tk\.))"
    # A stray space: USD 14. 2 billion, of 14. 2%.
    r"(?:(?:(?<=\$)|(?<=\$\s)|(?<=USD)|(?<=USD\s))(?:\d{1,4}|\d{1,3}(?:,\d{3})+)(?:\.\s|\s\.)\d{1,2}"
    r"(?=\s?[mb](?:illion|n)\b)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"  # 14,776.33
    r"|\d{1,3}(?:\s\d{3}){1,4}(?:[.,]\d{1,2})?(?=\s?[mb](?:illion|n|ln)\b)"  # 14 776.3 million
    r"|(?<=[a-z]\s)\d{1,2}(?:\.\s|\s\.)\d{1,2}(?=\s?%)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"  # 1,23,456.7
    r"|\d{1,3}(?:\.\d{3})+[.,]\d{1,2}(?![\d.])"  # 14.776,33 and, mistyped, 14.776.33
    r"|\d+,\d{1,2}(?!\d)(?!,)"  # 14,7
    r"|\d+(?:\.\d+)?)"
)
# "fell from 45 % to 10 %" is a change, "ranging from 10 % to 15 %" a range.
_CHANGED_FROM = re.compile(
    r"(?:^|[^\w])(?!rang|var(?:y|ie)|span|anywhere|between)\w+\s+from\s+(?:[a-z~]+\s+){0,2}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s{0,2}(?:-|(?:to|and|or)(?:\s(?:over|about|around|nearly|almost|roughly|some|"
    r"more\sthan|as\s(?:much|high)\sas))?)\s{0,2}$",
    re.IGNORECASE,
)
_RISING = re.compile(
    r"\b(?:from|rise[sn]?|rising|rose|grow\w*|grew|increas\w*|expand\w*|up|climb\w*|go(?:es)?|went)\b",
    re.IGNORECASE,
)
# "rose 93 % between 2014 and 2019 ($84 to $163 billion)": the values of two years, no range.
_COURSE = re.compile(
    r"\b(?:grew|rose|increased|climbed|expanded|fell|declined)\b[^.;]{0,80}\(\s?\Z", re.IGNORECASE
)
# "2023-2029: USD 2 bn to USD 5 bn", "USD 2 bn to USD 5 bn, 2023 to 2029"
_SPAN_AHEAD = re.compile(r"\b20\d\d\s?-\s?(?:20)?\d\d\)?[:,]\s\Z")
_SPAN_BEHIND = re.compile(r",\s20\d\d\s?(?:-|to)\s?(?:20)?\d\d\b")
_WITHIN = re.compile(
    r"(?:between|rang(?:e|es|ed|ing)\s+from|range\s+of)\s+"
    r"(?:(?:about|around|nearly|over|roughly|some)\s+)?\Z",
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|[\d\s]+,\d{1,2}")
_ALL_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+\.\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BUSINESS_YEAR = re.compile(r"(?:19|20)\d\d[-/]\Z")
_DIGIT_NEXT = re.compile(r"\s{0,2}[~<>]?\s?\d")
_REACH = 24


def quantities(text: str) -> Iterator[Quantity]:
    """Return the quantities of a folded text in order of their start.

    Ranges ("10-12 %", "USD 1.2 to 1.5 billion") come as one; so do words such as "two thirds"
    (66.7 per cent) and "doubled" (2 fold).

    Example:
        >>> [(q.kind, round(q.low, 2)) for q in quantities("a 10-12% rise, two thirds, doubled")]
        [('percent', 10.0), ('percent', 66.67), ('fold', 2.0)]
    """
    return iter(_quantities(text))


# A sentence is asked for again as a line of its block and as the sentence before the next one.
@lru_cache(maxsize=256)
def _quantities(text: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    for more in (slashed(text), _numbers(text), spelled_money(text), spelled(text)):
        if words := list(more):
            found += _apart([(q.start, q.end) for q in found], words) if found else words
    return tuple(sorted(found, key=lambda quantity: quantity.start))


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
        if current.start == match.start() and _is_name(text, match.start()):
            continue
        if pending is not None:
            joined = _joined(text, pending, number_start, current, match)
            if joined is not None:
                pending, number_start = joined, match.start()
                continue
            yield pending
        pending, number_start = current, match.start()
    if pending is not None:
        yield pending


def _is_name(text: str, start: int) -> bool:
    """Whether letters right before a number make it a name: "SARS2", but not "CAGR4%"."""
    known = ("CAGR", "AAGR", " of")
    return text[start - 1 : start].isalpha() and not text.endswith(known, 0, start)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    value, step = _value(match[0])
    start, end = match.span()
    left = unit_before(text, max(0, start - _REACH), start)
    if left and left[2] and _YEAR.fullmatch(match[0]):
        left = None  # "Revenue in USD million 2024 value: USD 2 billion"
    # A currency must not be the end of another word, as in "won" or "m".
    if left and left[0] and text[left[0]].isalpha() and text[left[0] - 1].isalpha():
        # A lost space shows in the letters: "reachUSD 2 billion".
        lost = text[left[0]].isupper() and text[left[0] - 1].islower()
        left = left if lost else None
    right = RIGHT.match(text, end, end + _REACH)
    currency = scale = None
    kind: Kind = "number"
    if left:
        start, currency, scale = left
    if right and right["percent"]:
        kind, end = "percent", right.end()
    elif right and right["fold"] and not left:
        kind, end = "fold", right.end()
    elif unit := _unit_behind(text, match):
        scale, currency, end = unit["scale"], unit["cur"], unit.end()
    elif right and right.end() > end:
        tail = _tail(text, right, currency, value)
        if tail is not None:
            scale, currency, end = tail[0] or scale, tail[1] or currency, tail[2]
    factor = SCALE_OF[scale.lower()] if scale else 1.0
    code = CURRENCY_OF[currency.lower()] if currency else None
    kind = "money" if kind == "number" and code else kind
    amount = in_scale(value, factor)
    return Quantity(
        kind=kind,
        low=amount,
        high=amount,
        step=step * factor,
        start=start,
        end=end,
        currency=code if kind == "money" else None,
        scaled=bool(scale),
        scale=factor,
        bound=bound_of(text, start),
    )


def _unit_behind(text: str, number: re.Match[str]) -> re.Match[str] | None:
    """The currency and scale behind a number; "2024 (USD million)", "Table 3 (USD)" are heads."""
    unit = UNIT_BEHIND.match(text, number.end(), number.end() + _REACH)
    printed = number[0]
    if unit is None or (printed.isdigit() and (unit["open"] or len(printed) == 4)):
        return None
    return unit


def _tail(
    text: str, right: re.Match[str], currency: str | None, value: float
) -> tuple[str | None, str | None, int] | None:
    """Read scale and currency behind a number; a single letter counts only beside money."""
    scale, after = right["scale"], right["cur"]
    short = scale and (len(scale) == 1 or scale.lower() == "mm")
    if scale == "t":
        return None  # "$900 t" are tonnes
    if scale and short and not currency and not (after and after != "won"):
        # "5 m" may be metres, "10 k" a run, "7MM" seven markets; B, M and K set close are a scale.
        close = right.start("scale") == right.start() and scale in "BMK"
        if not close or text.endswith("3M", 0, right.end("scale")):
            return None  # 3M is a maker
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
    if first.kind == "money" and first.scaled and second.kind == "number" and second.scaled:
        second = replace(second, kind="money", currency=first.currency)
    if second.kind == "money" and first.kind == "number" and first.scaled:
        first = replace(first, kind="money", currency=second.currency)
    if _BUSINESS_YEAR.search(text, max(0, first_number - 5), first_number):
        return None  # "in 2014-15 and Rs. 76 billion"
    gap = text[first.end : match.start()]
    money_gap = text[first.end : second.start]
    if not (_BETWEEN.fullmatch(gap) or _BETWEEN.fullmatch(money_gap)) or second.low < first.low:
        between_money = False
        if second.currency and second.currency == first.currency and not first.scaled:
            between_money = bool(_BETWEEN.fullmatch(money_gap))
        if not between_money:
            return None
    same = first.kind == second.kind and first.scaled == second.scaled
    if first.high != first.low or (same and second.kind == "number"):
        return None
    percents = same and second.kind == "percent"
    if percents and _CHANGED_FROM.search(text[max(0, first.start - 50) : first.start]):
        return None
    if same and re.search(r"and|or", gap, re.IGNORECASE) and not _between(text, first.start):
        return None
    if same and second.kind == "money" and "-" not in (gap.strip(), money_gap.strip()):
        # "from USD 2 bn to USD 5 bn" is growth, "USD 2-5 bn" and "between … and …" are ranges.
        close = money_gap.strip().lower() == "to" and second.high <= 3 * first.low
        close = close and not _grows(text, first.start, second.end)
        if not (close or _between(text, first.start)):
            return None
    if not same:
        # The unit stands once, behind the second number.
        if first.kind == "number" and not first.scaled and second.kind in ("percent", "fold"):
            low = first.low
        elif first.kind in ("number", "money") and not first.scaled and second.scaled:
            if second.kind == "percent":
                return None
            if first.currency and second.currency and second.currency != first.currency:
                return None
            if not first.currency and "to" in gap and _grows(text, first.start, second.end):
                return None
            if first.kind == "number" and second.kind == "number" and gap.strip() != "-":
                return None
            if money_gap != gap and _YEAR.fullmatch(text, first_number, first.end):
                return None  # "USD 2 million in 2026 to USD 5 million"
            low = in_scale(first.low, second.scale)
        else:
            return None
        if low > second.high or low <= 0:
            return None
        ahead = max(0, first.start - 100)
        if gap.lstrip()[:3].lower() == "to " and _COURSE.search(text, ahead, first.start):
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
    return _WITHIN.search(text, max(0, start - 28), start) is not None


def _grows(text: str, start: int, end: int) -> bool:
    spans = _SPAN_AHEAD.search(text, max(0, start - 20), start) or _SPAN_BEHIND.match(text, end)
    return bool(spans or _RISING.search(text, max(0, start - 60), start))


def _value(printed: str) -> tuple[float, float]:
    """Return a printed number and the step of its last digit.

    Example:
        >>> _value("14,776.33"), _value("14,7"), _value("1,23,456")
        ((14776.33, 0.01), (14.7, 0.1), (123456.0, 1.0))
    """
    if printed.isdigit():
        return float(printed), 1.0
    if _DECIMAL_COMMA.fullmatch(printed):
        printed = printed.replace(".", "").replace(",", ".")
    if _ALL_DOTS.fullmatch(printed):
        whole, _, rest = printed.rpartition(".")
        printed = f"{whole.replace('.', '')}.{rest}"
    plain = "".join(printed.replace(",", "").split())
    decimals = len(plain.partition(".")[2])
    return float(plain), 10.0**-decimals
