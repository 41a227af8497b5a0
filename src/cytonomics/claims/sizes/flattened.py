"""Tables that lost their grid: a unit in the title, then years, names and bare numbers in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cytonomics.claims.figures.numerals import count_sections
from cytonomics.claims.figures.periods import FIRST, LAST, Years, years
from cytonomics.claims.figures.quantities import quantities
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.patterns import last_match
from cytonomics.claims.sizes.cells import UNIT, Column, cell_claim, row_part, value_column
from cytonomics.claims.words.scene import Outline, Scene

_TOKEN = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w])(?:\s?%)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=[AEFP]?\b)")
_HEAD = re.compile(
    r"(?<![\w.,-])(?:19|20)\d\d(?:\s?[AEFP])?(?:[\s|*]{1,20}(?:19|20)\d\d(?:\s?[AEFP])?){1,30}(?![\w.,%-])"
)
_NO_MONEY = re.compile(r"%|\b(?:shares?|units?|volumes?|growth|CAGR)\b", re.IGNORECASE)
# Between the cells of one row stands no letter.
_GAP = re.compile(r"[\s|*$€£₹¥~]*")
_SPAN = r"(?:\s?\(?(?:19|20)\d\d\s?-\s?(?:19|20)?\d\d\b\)?)?"
# "CAGR 2024-2030 (%)", or the years alone: "2024 2030 2024-30"
_RATE_HEAD = re.compile(
    rf"[\s|*]{{1,20}}(?:19|20)\d\d-(?:19|20)?\d\d(?=\s*\n)|"
    rf"[\s|*]{{0,20}}{_SPAN}\s?CAGR(?:[^\n|\d]{{0,24}}?(?:\(%\)|%)|(?=\s)){_SPAN}(?:\s?\(?%\)?)?",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?<![\w.,$€£/-])(?:FY\s?)?(?P<year>(?:19|20)\d\d)(?:\s?[AEFP])?(?:\s?\([^()\d\n]{1,20}\))?"
    r"\s{0,3}[:|=\s-]\s{0,3}~?(?:(?:US\s?)?[$€£₹¥]\s?)?"
    r"(?P<number>\d(?:[\d,]*\d)?+(?:\.\d+)?)(?![\w%]|,\d|\s?%)"
)
_BETWEEN_PAIRS = re.compile(
    r"[\s.,;|]{0,8}(?:\([^()\n]{0,60}\)|[+-]?\d[\d.]*\s?%)?[\s.,;|•●▪◦*-]{0,8}(?:and\s)?"
)
_FRAME = " \t\r\n|*:;,.-•$€£₹¥~"
# The name of a row: a few words, the first with a capital, and no sentence.
_NAME = re.compile(
    r"[A-Z][\w&/().'+-]*(?:[\s,]{1,3}(?!(?:is|was|were|will|at|by|to|from|valued)\b)[\w&/().'+-]+){0,6}"
)
_LEAD = re.compile(r"\)?[\s|:*$€£₹¥-]*")
_LONE = re.compile(
    r"\)?\s{0,2}[:|\t=-]?\s{0,3}(?P<number>\d[\d,]*(?:\.\d+)?)[ \t|*]*(?=[\n|;•]|\Z)"
)
# "542.1 | Market size in 2024 (USD million)"
_BEFORE = re.compile(r"[|\s*]*(?P<number>\d[\d,]*(?:\.\d+)?)[ *]*[|\t][\s*]*")
_ENDS = re.compile(r"[)\s|*]*(?:\n|\Z)")
_VALUE = re.compile(r"\b(?:market|revenues?|sales|size|value|forecast)\b", re.IGNORECASE)
# A row's name is short, a title stands right above, and no table is longer than a page of text.
_LONGEST_NAME = 80
_NEAR = 240
_LONGEST_TITLE = 160
_LONGEST_LINE = 1_000
_LONGEST = 6_000


@dataclass(frozen=True)
class Cell:
    """A bare number at text[start:end] with its column's year, or rate's years, and its row's name.

    Example:
        >>> Cell(0, 5, 2021, "Lymphoma").year
        2021
    """

    start: int
    end: int
    year: int | None
    name: str
    rate: tuple[int, int] | None = None


def flattened_claims(text: str, outline: Outline) -> Iterator[Claim]:
    r"""Yield the sizes of tables and lists that lost their grid; ids are left empty.

    Example:
        >>> text = "Pump Market Revenue (USD Million)\n\nType 2022 2023 Pens 10.5 11.0"
        >>> [(c.value, c.segment) for c in flattened_claims(text, Outline())]
        [(10500000.0, 'Pens'), (11000000.0, 'Pens')]
    """
    for unit, end in stretches(text):
        column = value_column(unit[0], None)
        if column is None:
            continue
        title = _title(text, unit)
        parts: dict[str, Part] = {}
        cells = [*grid(text, unit.end(), end), *series(text, unit.end(), end)]
        cells = cells or [*lone(text, unit), *ahead(text, unit, end)] or list(rows(text, unit, end))
        for cell in cells:
            line = _line(text, cell.start)
            scene = Scene(text[slice(*line)], line[0], outline=outline)
            number = next(quantities(text[cell.start : cell.end]), None)
            if cell.name not in parts:
                parts[cell.name] = row_part(cell.name, title, outline, "size")
            year = Years(cell.year, cell.year, 0, 0) if cell.year else None
            said = Column("cagr", 1.0, None, None) if cell.rate else column
            year = Years(*cell.rate, 0, 0, "-") if cell.rate else year
            if number is not None and number.high:
                yield cell_claim(scene, number, cell.start - line[0], said, year, parts[cell.name])


def _title(text: str, unit: re.Match[str]) -> str:
    """The line that a unit stands in, or what is near it in a long one."""
    first, last = _line(text, unit.start())
    near = last if last - first < _LONGEST_TITLE else unit.end()
    return text[max(first, unit.start() - _LONGEST_TITLE) : near]


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around a position, or what is near it in a very long one."""
    near, far = max(0, at - _LONGEST_LINE), min(len(text), at + _LONGEST_LINE)
    first, last = text.rfind("\n", near, at), text.find("\n", at, far)
    return first + 1 if first >= 0 else near, last if last >= 0 else far


def lone(text: str, unit: re.Match[str]) -> Iterator[Cell]:
    """Yield the one figure of "Market size in 2024 (USD million): 542.1".

    Example:
        >>> text = "Market size in 2024 (USD million): 542.1"
        >>> [(cell.year, text[cell.start : cell.end]) for cell in lone(text, UNIT.search(text))]
        [(2024, '542.1')]
    """
    first = _line(text, unit.start())[0]
    ahead = _BEFORE.match(text, first, unit.start()) if _ENDS.match(text, unit.end()) else None
    figure = ahead or _LONE.match(text, unit.end())
    if figure is None or _is_year(figure["number"]):
        return
    line = text[slice(*_line(text, unit.start()))].strip(" |")
    if line.count("|") > 1 and (ahead or "|" in text[unit.end() : figure.start("number")]):
        return  # a row of other figures, too
    label = text[ahead.end() if ahead else first : unit.start()]
    # Of several keys in one line its own is the last: "Base year: 2023 | Size (USD mn): 542.1"
    label = re.split(r"[|;•:]", label.rstrip("| "))[-1]
    printed = list(years(label))
    if len(label) < _LONGEST_NAME and _VALUE.search(label) and len(printed) < 2:
        yield Cell(*figure.span("number"), printed[0].last if printed else None, "")


def series(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yield the figures of "2021: 5,410. 2022: 5,722" and of other lists of years and numbers.

    Example:
        >>> text = "In USD million. 2021: 5,410. 2022: 5,722."
        >>> [(cell.year, text[cell.start : cell.end]) for cell in series(text, 0, len(text))]
        [(2021, '5,410'), (2022, '5,722')]
    """
    run: list[Cell] = []
    name = ""
    at = start
    for pair in _PAIR.finditer(text, start, end):
        if run and not _BETWEEN_PAIRS.fullmatch(text, at, pair.start()):
            yield from _rising(run)
            name = text[at : pair.start()].strip(_FRAME)
            run = []
            if not _NAME.fullmatch(name):
                return
        if (at == start and pair.start() - start > _NEAR) or _is_year(pair["number"]):
            break
        run.append(Cell(*pair.span("number"), int(pair["year"]), " ".join(name.split())))
        at = pair.end()
    yield from _rising(run)


def _rising(run: list[Cell]) -> list[Cell]:
    """The cells of a list of years, which rise; one pair is no list."""
    rising = all((a.year or 0) < (b.year or 0) for a, b in pairwise(run))
    return run if len(run) > 1 and rising else []


def grid(text: str, start: int, end: int) -> Iterator[Cell]:
    r"""Yield the figures of a table whose head is a run of years and whose rows follow it.

    Example:
        >>> text = "Type 2022 2023 Pens 10.5 11 Other needles 3 3.2"
        >>> [(cell.name, cell.year) for cell in grid(text, 0, len(text))][1:3]
        [('Pens', 2023), ('Other needles', 2022)]
    """
    head = _HEAD.search(text, start, min(end, start + _NEAR))
    if head is None:
        return
    columns = [int(year[0]) for year in _YEAR.finditer(head[0])]
    if any(a >= b for a, b in pairwise(columns)):
        return
    rate = _RATE_HEAD.match(text, head.end(), end)
    at = rate.end() if rate else head.end()
    printed = next((year for year in years(rate[0]) if year.is_range), None) if rate else None
    for run in _runs(text, at, end):
        values = [token for token in run if not token[0].endswith("%")]
        if len(values) > 1 and all(_is_year(token[0]) for token in values):
            if _NO_MONEY.search(text, at, run[0].start()):
                return
            columns, at = [int(token[0]) for token in values], run[-1].end()
            continue  # the head of one more table of the same unit
        grown = run[-1] if rate and len(run) > len(columns) else None
        if grown and values[-1:] == [grown]:
            values.pop()  # the rate of a last column that prints no sign
        extra = len(values) - len(columns)
        # An excerpt may break off within its last row.
        broken = at > head.end() and values and not text[values[-1].end() :].strip(_FRAME)
        if extra < 0 and not broken:
            continue  # a number of the row's name: "Adults, 18-64 years"
        # A name may end in a number of its own: "Type 2".
        own = len(values[0][0]) < 3 and text[at : run[0].start()].strip()
        if extra > 1 or (extra and not own):
            return
        extra = max(0, extra)
        name = text[at : values[extra].start()].strip(_FRAME)
        if len(name) > _LONGEST_NAME or re.search(r"[.;!?]\s", name):
            return
        for token, year in zip(values[extra:], columns, strict=False):
            yield Cell(token.start(), token.end(), year, " ".join(name.split()))
        if grown:
            course = (printed.first, printed.last) if printed else (columns[-2], columns[-1])
            yield Cell(*grown.span(), None, " ".join(name.split()), course)
        at = run[-1].end()


def ahead(text: str, unit: re.Match[str], end: int) -> Iterator[Cell]:
    """Yield the figures behind a unit whose years stand in a head before it.

    Example:
        >>> text = "Metric 2023 2030 Market size (USD billion) 5.4 9.1"
        >>> [cell.year for cell in ahead(text, UNIT.search(text), len(text))]
        [2023, 2030]
    """
    head = last_match(_HEAD, text[max(0, unit.start() - _NEAR) : unit.start()])
    run = next(_runs(text, unit.end(), end), [])
    columns = [int(year[0]) for year in _YEAR.finditer(head[0])] if head else []
    if any(a >= b for a, b in pairwise(columns)):
        return  # "Base year | 2022", and below it "2022 market size (USD billion)"
    if run and len(run) == len(columns) and _LEAD.fullmatch(text, unit.end(), run[0].start()):
        for token, year in zip(run, columns, strict=True):
            if not token[0].endswith("%"):
                yield Cell(*token.span(), year, "")


def rows(text: str, unit: re.Match[str], end: int) -> Iterator[Cell]:
    r"""Yield the figures of names that each have one, below or behind a unit.

    Example:
        >>> text = "Region Sales 2023 (USD Mn) North America 101.5 Europe 98 Latin America 12.1"
        >>> [(cell.name, cell.year) for cell in rows(text, UNIT.search(text), len(text))][1:]
        [('Europe', 2023), ('Latin America', 2023)]
    """
    first, last = _line(text, unit.start())
    printed = list(years(text[first : min(last, unit.end() + _NEAR)]))
    year = printed[0] if len(printed) == 1 and not printed[0].is_range else None
    found: list[Cell] = []
    at = unit.end()
    for run in _runs(text, unit.end(), end):
        values = [token for token in run if not token[0].endswith("%")]
        between = text[at : run[0].start()]
        if not found:
            between = between.lstrip(")")
        name = between.strip(_FRAME)
        if len(values) != 1 or not _NAME.fullmatch(name) or _is_year(values[0][0]):
            break
        if text.startswith(". ", values[0].end()):  # "2. Summary"
            break
        found.append(Cell(*values[0].span(), year.first if year else None, " ".join(name.split())))
        at = run[-1].end()
    printed_values = [text[cell.start : cell.end] for cell in found]
    yield from found if len(found) > 2 and not count_sections(printed_values) else ()


def _runs(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """Numbers with nothing but space or bars between them."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, end):
        if run and not _GAP.fullmatch(text, run[-1].end(), token.start()):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and FIRST <= int(number) <= LAST


def stretches(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield every unit that stands for the numbers behind it, and where its reach ends.

    Example:
        >>> [(unit[0], end) for unit, end in stretches("Sales, USD million: 2021 2022")]
        [('USD million', 29)]
    """
    units = list(UNIT.finditer(text))
    for k, unit in enumerate(units):
        following = units[k + 1].start() if k + 1 < len(units) else len(text)
        yield unit, min(following, unit.end() + _LONGEST)
