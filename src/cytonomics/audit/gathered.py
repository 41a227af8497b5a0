"""The claims of one document, gathered by what they speak of, as the rules read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cytonomics.audit.interval import Interval, interval
from cytonomics.audit.passages import Passages
from cytonomics.audit.share_amounts import amounts_of_parts
from cytonomics.audit.sources import sources
from cytonomics.audit.subjects import WORLD, Subject, market_key, place_key, subject
from cytonomics.audit.surroundings import with_label
from cytonomics.claims.documents.fold import fold
from cytonomics.claims.model import Claim

# A quantity with more values than this is a table gone wrong: all pairs would take too long.
MOST_VALUES = 12
# The year of a share that prints none: comparable with others of its list only.
UNDATED = 0
MOST_RATES = 200  # so many rates of one market are a table too
# The sizes of one subject, in one currency, that stand in one sentence.
_Sentence = tuple[Subject, str, tuple[int, int]]
_SHIFTING = ("size", "cagr", "growth")
# A place holds for the figures that follow it this closely, where they name none.
_PLACE_REACH = 400


@dataclass(frozen=True)
class Figure:
    """One printed value of one quantity, and the claims that print it.

    Example:
        >>> Figure(Interval(1.0, 2.0), ()).range.low
        1.0
    """

    range: Interval
    claims: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """The first claim that prints it."""
        return self.claims[0]


@dataclass(frozen=True)
class Claims:
    """A document's text and claims, in the order of the text.

    Example:
        >>> Claims("", (Claim("c1", "size", "", 0, 0, scope="car_t", value=1.0),)).market
        'car_t:'
    """

    text: str
    items: tuple[Claim, ...]

    @cached_property
    def market(self) -> str | None:
        """The key of the market that the document is about: the one most claims name."""
        keys = (market_key(claim.market, claim.scope) for claim in self.items)
        named = Counter(key for key in keys if key).most_common(1)
        return named[0][0] if named else None

    @cached_property
    def scope(self) -> str | None:
        """The scope that most claims map to."""
        named = Counter(claim.scope for claim in self.items if claim.scope).most_common(1)
        return named[0][0] if named else None

    @cached_property
    def in_order(self) -> tuple[Claim, ...]:
        """The claims by their place in the text."""
        return tuple(sorted(self.items, key=lambda each: each.start))

    @cached_property
    def subjects(self) -> Mapping[Claim, Subject | None]:
        """What every claim speaks of.

        A claim without a place speaks of the world, unless a figure shortly before it was of
        another place: then nobody can tell, and it is compared within its sentence. A claim whose
        passage speaks of something else is compared within it only, one of a publisher with his.
        """
        misread = {each.context for each in self.items if self._passages.other_year(each)}

        def unsure(claim: Claim) -> bool:
            # A rate beside an amount whose year is in doubt may connect other amounts.
            return claim.measure == "cagr" and claim.context in misread

        found: dict[Claim, Subject | None] = {}
        implied: str | None = WORLD
        reached, parted = 0, False
        for claim in self.in_order:
            placed = self._passages.placed(claim)
            if self.text and (claim.start > reached + _PLACE_REACH or self._passages.of_box(claim)):
                implied = WORLD
            # A place that is a part of the world's market leaves what is read as the world's.
            where = WORLD if parted and claim.geography == WORLD else implied
            about = None if unsure(claim) else subject(placed, self._only_market, where)
            if claim.measure in _SHIFTING:
                parted = bool(claim.segment) and claim.dimension in ("country", "region")
                reached = claim.end if implied is None else reached
                if about is not None:
                    place = place_key(placed.geography) or about.place
                    implied, reached = (WORLD if place == WORLD else None), claim.end
            if about is None and implied is None and not unsure(claim):
                about = self._beside(claim, placed)
            found[claim] = about and about._replace(market=self._series(claim, about.market))
        return found

    def _beside(self, claim: Claim, placed: Claim) -> Subject | None:
        """What a claim of a place that nobody can tell speaks of: the same as its sentence does."""
        about = subject(placed, self._only_market, WORLD) if claim.context != (0, 0) else None
        return about and about._replace(market=f"{about.market} in {claim.context[0]}")

    @cached_property
    def _passages(self) -> Passages:
        return Passages(fold(self.text))

    def names_market(self, claim: Claim) -> bool:
        """Say whether a claim's own sentence names a market; True where there is no text."""
        return self._passages.names_market(claim)

    def prints_year(self, claim: Claim) -> bool:
        """Say whether a claim's year stands in its own sentence, or in the label above its line."""
        return str(claim.period_end) in self.text[slice(*with_label(self.text, claim))]

    @cached_property
    def _sources(self) -> Mapping[Claim, str]:
        return sources(fold(self.text), self.items)

    def _series(self, claim: Claim, market: str) -> str:
        """The market of a claim, set apart where its passage or its source is another."""
        part = f"at {claim.context[0]}" if claim in self._of_parts else ""
        apart = (part or self._passages.doubt(claim), self._sources.get(claim, ""))
        return " ".join((market, *(each for each in apart if each)))

    @cached_property
    def _of_parts(self) -> frozenset[Claim]:
        return amounts_of_parts(self.text, self.items)

    @cached_property
    def _only_market(self) -> str | None:
        keys = {market_key(claim.market, claim.scope) for claim in self.items} - {None}
        # On a page that names no market every figure is of the one it speaks of.
        return (self.market or ":") if len(keys) < 2 else None

    def of(self, *measures: str) -> list[Claim]:
        """Return the claims of some measures."""
        return [claim for claim in self.items if claim.measure in measures]

    @cached_property
    def growth_periods(self) -> frozenset[tuple[int | None, int | None]]:
        """Every period that the document prints for growth or for its study."""
        return frozenset(period(claim) for claim in self.of("period", "cagr", "growth"))

    @cached_property
    def sizes(self) -> Mapping[tuple[Subject, str], Mapping[int, tuple[Figure, ...]]]:
        """Sizes by subject and currency, then by year; quantities with too many values left out."""
        return _by_year(
            (about, claim.currency or claim.unit or "", claim)
            for claim in self.of("size")
            if (about := self.subjects[claim]) and claim.value is not None and claim.value > 0
        )

    @cached_property
    def _sizes_beside(self) -> Mapping[_Sentence, dict[int, list[Claim]]]:
        found: dict[_Sentence, dict[int, list[Claim]]] = {}
        for (about, currency), years in self.sizes.items():
            for year, printed in years.items():
                for claim in (each for figure in printed for each in figure.claims):
                    if claim.context != (0, 0):
                        key = (about, currency, claim.context)
                        found.setdefault(key, {}).setdefault(year, []).append(claim)
        return found

    def beside(
        self, about: Subject, currency: str, claim: Claim
    ) -> Mapping[int, tuple[Figure, ...]]:
        """Return the sizes of a subject that stand in one sentence with a claim, by year."""
        found = self._sizes_beside.get((about, currency, claim.context), {})
        return {year: figures(claims) for year, claims in found.items()}

    def undated_beside(self, about: Subject, currency: str, claim: Claim) -> tuple[Figure, ...]:
        """Return the sizes of a subject without a year that stand in one sentence with a claim."""
        return figures(
            size
            for size in self._undated.get(claim.context, ())
            if (size.currency or size.unit or "") == currency and self.subjects[size] == about
        )

    @cached_property
    def _undated(self) -> Mapping[tuple[int, int], list[Claim]]:
        found: dict[tuple[int, int], list[Claim]] = {}
        for claim in self.of("size"):
            if claim.value and period(claim) == (None, None) and claim.context != (0, 0):
                found.setdefault(claim.context, []).append(claim)
        return found

    @cached_property
    def currencies(self) -> Mapping[Subject, tuple[str, ...]]:
        """The currencies in which each subject is sized."""
        found: dict[Subject, list[str]] = {}
        for about, currency in self.sizes:
            found.setdefault(about, []).append(currency)
        return {about: tuple(named) for about, named in found.items()}

    @cached_property
    def shares(self) -> Mapping[tuple[Subject, str], Mapping[int, tuple[Figure, ...]]]:
        """Shares by subject, then by year; UNDATED where none is printed."""
        return _by_year(
            (
                (about, "percent", claim)
                for claim in self.of("share")
                if (about := self.subjects[claim]) and claim.value is not None
            ),
            undated=True,
        )

    @cached_property
    def rates(self) -> Mapping[Subject, tuple[Claim, ...]]:
        """Compound annual growth rates by subject, each printed value and period once."""
        found: dict[Subject, dict[tuple[object, ...], Claim]] = {}
        for claim in self.of("cagr"):
            about = self.subjects[claim]
            if about and claim.value is not None:
                key = (claim.value, claim.value_high, claim.bound, claim.context, *period(claim))
                found.setdefault(about, {}).setdefault(key, claim)
        return {about: tuple(claims.values())[:MOST_RATES] for about, claims in found.items()}


def _by_year(
    found: Iterable[tuple[Subject, str, Claim]], undated: bool = False
) -> dict[tuple[Subject, str], dict[int, tuple[Figure, ...]]]:
    values: dict[tuple[Subject, str], dict[int, dict[object, list[Claim]]]] = {}
    for about, unit, claim in found:
        year, last = period(claim)
        if undated and year is None:
            year = last = UNDATED
        if year is not None and year == last:
            key = (claim.value, claim.value_high, claim.step, claim.bound)
            years = values.setdefault((about, unit), {})
            years.setdefault(year, {}).setdefault(key, []).append(claim)
    return {
        about: {
            year: figures(claim for same in printed.values() for claim in same)
            for year, printed in sorted(years.items())
            if len(printed) <= MOST_VALUES
        }
        for about, years in values.items()
    }


def figures(claims: Iterable[Claim]) -> tuple[Figure, ...]:
    """Group claims that print the same value.

    Example:
        >>> claim = Claim("c1", "size", "", 0, 0, value=2e9, step=1e9)
        >>> len(figures([claim, claim]))
        1
    """
    found: dict[object, list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.value, claim.value_high, claim.step, claim.bound), []).append(claim)
    ranges = [(interval(same[0]), tuple(same)) for same in found.values()]
    return tuple(Figure(range_, same) for range_, same in ranges if range_)


def period(claim: Claim) -> tuple[int | None, int | None]:
    """Return a claim's first and last year; one printed year is both.

    Example:
        >>> period(Claim("c1", "size", "", 0, 0, period_start=2024))
        (2024, 2024)
    """
    first, last = claim.period_start, claim.period_end
    return (first if first is not None else last), (last if last is not None else first)


def together(a: Claim, b: Claim) -> bool:
    """Say whether two claims stand in one sentence; False where contexts are not recorded.

    Example:
        >>> together(Claim("a", "size", "", 0, 0), Claim("b", "size", "", 0, 0))
        False
    """
    return a.context == b.context != (0, 0)


def same_status(a: Claim, b: Claim) -> bool:
    """Say whether two claims may be of one kind: history and forecast are not.

    Example:
        >>> same_status(Claim("a", "size", "", 0, 0), Claim("b", "size", "", 0, 0))
        True
    """
    return a.status is None or b.status is None or a.status == b.status
