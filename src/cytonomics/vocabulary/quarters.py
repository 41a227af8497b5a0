"""Calendar time as markets count it: quarters, and the years and halves made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cytonomics.vocabulary.errors import VocabularyError

PeriodKind = Literal["year", "half", "quarter", "span"]

_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")
_PERIOD = re.compile(r"([0-9]{4})(?:Q([1-4])|H([12]))?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A calendar quarter; quarters order and subtract by their index.

    Attributes:
        year: calendar year, 1900 to 2200.
        number: 1 to 4.

    Example:
        >>> Quarter(2024, 3) < Quarter(2025, 1)
        True
        >>> str(Quarter(2024, 3))
        '2024Q3'
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse what is no calendar quarter."""
        if not 1 <= self.number <= 4:
            raise VocabularyError(f"a quarter has a number from 1 to 4, not {self.number}")
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise VocabularyError(
                f"a quarter lies in the years {_FIRST_YEAR} to {_LAST_YEAR}, not {self.year}"
            )

    def __str__(self) -> str:
        """Write the quarter as parse reads it, for example 2024Q3."""
        return f"{self.year}Q{self.number}"

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read a quarter written like 2024Q3.

        Raises:
            VocabularyError: the text is written otherwise.

        Example:
            >>> Quarter.parse("2024Q3")
            Quarter(year=2024, number=3)
        """
        found = _QUARTER.fullmatch(text)
        if found is None:
            raise VocabularyError(f"{text!r} is not a quarter; write it like '2024Q3'")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, day: date) -> Quarter:
        """Give the quarter that a day lies in.

        Example:
            >>> str(Quarter.containing(date(2024, 9, 30)))
            '2024Q3'
        """
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def from_index(cls, index: int) -> Quarter:
        """Give the quarter with a consecutive index, the inverse of the property.

        Example:
            >>> Quarter.from_index(Quarter(2024, 3).index) == Quarter(2024, 3)
            True
        """
        return cls(index // 4, index % 4 + 1)

    @property
    def index(self) -> int:
        """Quarters since the first quarter of year 0; one more for each quarter.

        Example:
            >>> Quarter(2025, 1).index - Quarter(2024, 3).index
            2
        """
        return self.year * 4 + self.number - 1

    @property
    def first_day(self) -> date:
        """The first calendar day of the quarter.

        Example:
            >>> Quarter(2024, 3).first_day.isoformat()
            '2024-07-01'
        """
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day of the quarter.

        Example:
            >>> Quarter(2024, 1).last_day.isoformat()
            '2024-03-31'
        """
        following = self.index + 1
        return date(following // 4, following % 4 * 3 + 1, 1) - timedelta(days=1)

    def shift(self, quarters: int) -> Quarter:
        """Give the quarter so many quarters later, or earlier when negative.

        Example:
            >>> str(Quarter(2024, 3).shift(2)), str(Quarter(2024, 3).shift(-3))
            ('2025Q1', '2023Q4')
        """
        return Quarter.from_index(self.index + quarters)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A calendar year, half or quarter, or another span of quarters such as a fiscal year.

    Attributes:
        first: first quarter within the period.
        last: last quarter within the period.

    Example:
        >>> Period(Quarter(2024, 1), Quarter(2024, 4)).kind
        'year'
    """

    first: Quarter
    last: Quarter

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.last < self.first:
            raise VocabularyError(f"a period cannot run from {self.first} back to {self.last}")

    def __str__(self) -> str:
        """Write the period as parse reads it, for example 2024, 2024H1 or 2024Q2-2025Q1."""
        match self.kind:
            case "year":
                return str(self.year)
            case "half":
                return f"{self.year}H{self.last.number // 2}"
            case "quarter":
                return str(self.first)
        return f"{self.first}-{self.last}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period written like 2024, 2024H1, 2024Q3 or 2024Q2-2025Q1.

        Raises:
            VocabularyError: the text is written otherwise.

        Example:
            >>> [str(quarter) for quarter in Period.parse("2024H2").quarters]
            ['2024Q3', '2024Q4']
        """
        first, dash, last = text.partition("-")
        if dash:
            return cls(Quarter.parse(first), Quarter.parse(last))
        found = _PERIOD.fullmatch(text)
        if found is None:
            raise VocabularyError(
                f"{text!r} is not a period; write it like '2024', '2024H1', '2024Q3' or "
                "'2024Q2-2025Q1'"
            )
        year, quarter, half = int(found[1]), found[2], found[3]
        if quarter:
            return cls(Quarter(year, int(quarter)), Quarter(year, int(quarter)))
        end = 2 * int(half) if half else 4
        return cls(Quarter(year, end - 1 if half else 1), Quarter(year, end))

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters within the period, in order.

        Example:
            >>> len(Period.parse("2024").quarters)
            4
        """
        return tuple(map(Quarter.from_index, range(self.first.index, self.last.index + 1)))

    @property
    def year(self) -> int:
        """The calendar year that the period begins in.

        Example:
            >>> Period.parse("2024H1").year
            2024
        """
        return self.first.year

    @property
    def first_day(self) -> date:
        """The first calendar day of the period.

        Example:
            >>> Period.parse("2024H2").first_day.isoformat()
            '2024-07-01'
        """
        return self.first.first_day

    @property
    def last_day(self) -> date:
        """The last calendar day of the period.

        Example:
            >>> Period.parse("2024H1").last_day.isoformat()
            '2024-06-30'
        """
        return self.last.last_day

    @property
    def kind(self) -> PeriodKind:
        """Whether the period is a calendar year, half or quarter, or some other span.

        Example:
            >>> Period.parse("2024Q3").kind
            'quarter'
        """
        if self.first == self.last:
            return "quarter"
        kinds: dict[tuple[int, int], PeriodKind] = {(1, 4): "year", (1, 2): "half", (3, 4): "half"}
        if self.first.year != self.last.year:
            return "span"
        return kinds.get((self.first.number, self.last.number), "span")
