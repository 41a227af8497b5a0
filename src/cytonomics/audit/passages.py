"""Whose figure it is, by the words around it: what a claim says of its subject, held to its text.

A claim is read from a sentence, but its market, place and year are often taken from elsewhere on
the page. Where the words beside the figure speak of something else ("the specialised CDMO market",
"the segment was gauged at", "the U.S. sector") the claim is no witness of the market it is filed
under: it gets a subject of its own passage, and is compared with figures of that passage only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from cytonomics.audit import wordings
from cytonomics.audit.subjects import PLACES, TOTAL, WORLD, dimension_key, label_words, place_key
from cytonomics.audit.surroundings import (
    CHECKED,
    around,
    earlier_words,
    last_sentences,
    question_above,
    with_label,
)
from cytonomics.claims.markets.geographies import nearest_label, whereabouts
from cytonomics.claims.model import Claim
from cytonomics.claims.words.labels import MARKET_WORD, Label, market_labels, scope_of
from cytonomics.claims.words.place_names import Place
from cytonomics.claims.words.places import places

# A row of a table, by its cells.
_ROW = re.compile(r"\S\s*\||\S\t")
# Longer lines are sentences.
_LONGEST_FACT = 140
_Spanned = TypeVar("_Spanned", Label, Place)


@dataclass(frozen=True)
class Passages:
    """A document's folded text, asked what it says around a claim.

    Example:
        >>> Passages("").doubt(Claim("c1", "size", "", 0, 0))
        ''
    """

    text: str

    def doubt(self, claim: Claim) -> str:
        """Return what else a figure may belong to; "" where the words around it agree.

        Example:
            >>> text = "The segment was worth USD 2 billion in 2024."
            >>> claim = Claim("c1", "size", "USD 2 billion", 22, 35, (0, 44), "pump")
            >>> Passages(text).doubt(claim)
            'at 0'
        """
        if not self.text or claim.context == (0, 0) or claim.measure not in CHECKED:
            return ""
        before, behind = around(self.text, claim)
        if _ROW.search(before):
            return self._year(claim)  # no more can be said of the words in the cells beside it
        return (
            self._other_market(claim, before, behind)
            or _qualifier(before)
            or self._other_place(claim, before)
            or self._part(claim, before, behind)
            or self._year(claim)
            or self._no_market(claim, before, behind)
        )

    def names_market(self, claim: Claim) -> bool:
        """Say whether a claim's own sentence names a market; True where there is no text.

        Example:
            >>> claim = Claim("c1", "size", "USD 2 billion", 20, 33, (0, 34))
            >>> Passages("The pump market has USD 2 billion.").names_market(claim)
            True
        """
        return (
            claim.context == (0, 0) or not self.text or bool(_within(self._labels, *claim.context))
        )

    def of_box(self, claim: Claim) -> bool:
        """Say whether a claim stands in a line of a fact box, which is about the page's market.

        Example:
            >>> claim = Claim("c1", "size", "USD 2 bn", 18, 26, (0, 26))
            >>> Passages("2024 Market size: USD 2 bn").of_box(claim)
            True
        """
        first, last = with_label(self.text, claim)
        short = last - first <= _LONGEST_FACT and not claim.segment
        return short and wordings.FACT.match(self.text, first, claim.start) is not None

    def placed(self, claim: Claim) -> Claim:
        """Return a claim with the place that its own words give it, or without a doubtful one.

        Example:
            >>> text = "The pump market was worth USD 2 billion. The U.S. market grew."
            >>> claim = Claim("c1", "size", "USD 2 billion", 26, 39, (0, 40), geography="USA")
            >>> Passages(text).placed(claim).geography is None
            True
        """
        filed = place_key(claim.geography)
        whole = dimension_key(claim.dimension or TOTAL) in (TOTAL, "country", "region")
        if not self.text or claim.context == (0, 0) or not whole or claim.segment:
            return claim
        before, behind = around(self.text, claim)
        first, last = claim.start - len(before), claim.end + len(behind)
        labels, known = _within(self._labels, first, last), _within(self._places, first, last)
        where = whereabouts(self._read, labels, known, claim.start)
        own = where.id if where else None
        if own not in (None, WORLD) and place_key(own) != filed:
            return replace(claim, geography=own)
        if filed == WORLD:
            said = wordings.WORLD.search(before + behind)
            return claim if said else replace(claim, geography=None)
        early = self._first_printed.get(filed or "", -1) >= claim.context[1]
        if early and not self.of_box(claim):
            return replace(claim, geography=None)
        return claim

    def other_year(self, claim: Claim) -> bool:
        """Say whether the year behind an amount, or every year of its sentence, is another.

        Example:
            >>> text = "It was worth USD 2 billion in 2024."
            >>> claim = Claim("c1", "size", "", 13, 26, (0, 35), period_start=2030)
            >>> Passages(text).other_year(claim)
            True
        """
        own = {claim.period_start, claim.period_end} - {None}
        dated = claim.measure in ("size", "share") and claim.context != (0, 0)
        if not self.text or not dated or not own:
            return False
        before, behind = around(self.text, claim)
        beside = wordings.ITS_YEAR.match(behind)
        if beside and claim.measure == "size":
            return int(beside["year"]) not in own
        if claim.measure == "size" and wordings.NOW.search(before[-wordings.LEAD :]):
            return not own.isdisjoint(
                int(year) for year in wordings.UNTIL.findall(f"{before} {behind}")
            )
        asked = question_above(self.text, claim)
        years = {int(year) for year in wordings.YEAR.findall(f"{asked} {before} {behind}")}
        short = {int(found) for found in wordings.SHORT_YEARS.findall(f"{before} {behind}")}
        return bool(years) and not (own & years or {year % 100 for year in own if year} & short)

    @cached_property
    def _read(self) -> str:
        """The text without short brackets, which stand between a market's name and "market"."""
        bare = wordings.PARENTHESIS.sub(lambda found: " " * len(found[0]), self.text)
        return wordings.SECTOR.sub("market", bare)

    @cached_property
    def _labels(self) -> tuple[Label, ...]:
        return tuple(sorted(market_labels(self._read), key=lambda label: label.start))

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return places(self._read)

    @cached_property
    def _first_printed(self) -> Mapping[str, int]:
        """Where each place is named first: before that, no figure can speak of it."""
        found: dict[str, int] = {}
        for place in self._places:
            found.setdefault(place_key(place.id) or place.id, place.start)
        return found

    def _year(self, claim: Claim) -> str:
        return f"at {claim.context[0]}" if self.other_year(claim) else ""

    def _other_market(self, claim: Claim, before: str, behind: str) -> str:
        own = _within(self._labels, claim.start - len(before), claim.end + len(behind))
        # "is a young part of the cell therapy market and …" tells of the part.
        leads = ((each, max(0, each.start - wordings.LEAD)) for each in own)
        told = [e for e, at in leads if not wordings.PART_OF.search(self._read, at, e.start)]
        label = nearest_label(told or own, claim.start)
        if label is not None:
            return _name(label) if _unlike(label, claim) else ""
        earlier, at = earlier_words(self.text, claim), claim.context[0]
        labels = _within(self._labels, at - len(earlier), at)
        label = nearest_label(labels, at)
        if label is not None:
            # "This market" behind a sentence on two markets may be either.
            nearest = len(last_sentences(earlier.rstrip().rpartition("\n")[2], 1)[0])
            rivals = [each for each in labels if claim.segment or each.start >= at - nearest - 2]
            several = any(_name(each) != _name(label) for each in rivals)
            return f"at {at}" if several or _unlike(label, claim) else ""
        return self._other_lead(claim, before, earlier)

    def _other_lead(self, claim: Claim, before: str, earlier: str) -> str:
        """Another therapy of which the sentence, or the one before it, speaks first."""
        if claim.scope is None or claim.segment:
            return ""
        for words in (before, *last_sentences(earlier, 1)):
            named = scope_of(words[: wordings.LEAD])
            if named not in (None, "other"):
                return "" if named == claim.scope else f"at {claim.context[0]}"
        return ""

    def _other_place(self, claim: Claim, before: str) -> str:
        """A place named after the market, or with a part of it, that the claim does not have."""
        filed = place_key(claim.geography)
        if claim.measure == "rank" or dimension_key(claim.dimension) in PLACES:
            return ""
        first = claim.start - len(before)
        around_it = _within(self._places, first, claim.start)
        named = [each for each in around_it if each.id != WORLD]
        markets = list(MARKET_WORD.finditer(before))
        if claim.dimension == TOTAL and markets:
            named = [each for each in named if each.start > first + markets[-1].end()]
        apart = named and (
            filed in (None, WORLD) or any(place_key(each.id) != filed for each in named)
        )
        return f"at {claim.context[0]}" if apart else ""

    def _part(self, claim: Claim, before: str, behind: str) -> str:
        if wordings.SCENARIO.search(claim.segment or ""):
            return f"at {claim.context[0]}"
        if claim.dimension != TOTAL or claim.measure == "share":
            return ""
        before = wordings.THIS_MARKET.sub("this market", before)
        named = list(MARKET_WORD.finditer(before))
        since = before[named[-1].end() :] if named else before
        if (
            wordings.PART.search(since)
            or self._by_axis(claim, before)
            or wordings.ADDED.search(f"{before} {behind}")
            or (claim.measure == "cagr" and wordings.VOLUME.search(since))
            or (claim.measure == "cagr" and not wordings.WHOSE_GROWTH.search(before))
        ):
            return f"at {claim.context[0]}"
        return ""

    def _by_axis(self, claim: Claim, before: str) -> bool:
        if not wordings.BY_AXIS.match(before):
            return False
        # "In terms of revenue" speaks of the market where nothing before it was of a part.
        earlier = " ".join(last_sentences(earlier_words(self.text, claim), 1))
        parted = wordings.PART.search(earlier) or wordings.HELD.search(earlier)
        return not wordings.IN_VALUE.match(before) or parted is not None

    def _no_market(self, claim: Claim, before: str, behind: str) -> str:
        """An amount that nothing in its line calls the worth of a market."""
        if claim.measure != "size" or claim.dimension != TOTAL:
            return ""
        line = f"{before} {behind}"
        # A line with nothing beside its figure is the cell of a table.
        if "|" in line or wordings.WORTH.search(line) or not wordings.OWN_WORD.search(line):
            return ""
        return f"at {claim.context[0]}"


def _within(found: tuple[_Spanned, ...], first: int, last: int) -> tuple[_Spanned, ...]:
    """Those of some names, in order, that start between two places of the text."""
    start = bisect_left(found, first, key=lambda each: each.start)
    return found[start : bisect_left(found, last, key=lambda each: each.start)]


def _plain(label: Label) -> str:
    """A market's name without places, and without what stands before a figure in it."""
    name = label.name
    for place in reversed(places(name)):
        name = name[: place.start] + name[place.end :]
    return wordings.FIGURE.split(name)[-1]  # "captured 28.2% market share" names no market


def _name(label: Label) -> str:
    scope = scope_of(label.name)
    return " ".join(sorted(label_words(_plain(label), scope) - wordings.NO_NAME)) or scope or ""


def _unlike(label: Label, claim: Claim) -> bool:
    """Whether a market's name says something that a claim's market does not."""
    if not claim.market and not claim.scope:
        return False
    market, scope = claim.market or "", scope_of(label.name)
    # Of one scope only what its name does not hold counts; "therapy" tells two scopes apart never.
    shared = scope if scope == claim.scope else None
    said = label_words(_plain(label), shared) - wordings.NO_NAME - {"therapy", "treatment"}
    initials = "".join(word[0] for word in market.lower().split())
    own = label_words(market, None) | label_words(market, claim.scope) | {initials}
    return bool(said - own)


def _qualifier(before: str) -> str:
    """What a sentence leaves out of its market, adds to it, or confines it to."""
    found = wordings.QUALIFIED.search(before)
    return (
        " ".join((found["bracket"] or found["without"] or found["alone"]).split()) if found else ""
    )
