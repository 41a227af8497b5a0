"""One sentence or table row with everything that was recognised in it, before claims are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cytonomics.claims.figures.periods import Years, reference_years, relative_years, years
from cytonomics.claims.figures.quantities import Quantity, quantities
from cytonomics.claims.model import Claim
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.clauses import TITLE
from cytonomics.claims.words.keyed_figures import named_figures
from cytonomics.claims.words.labels import Label, market_labels
from cytonomics.claims.words.listed_names import listed_names
from cytonomics.claims.words.pairs import paired_names
from cytonomics.claims.words.place_names import Place
from cytonomics.claims.words.places import is_group, places

# Each percentage is read with those beside it: a line that a page ran together out of a data table,
# or that is meant to take long, must not cost more than its length.
_MOST_PERCENTS = 80


@dataclass(frozen=True)
class Outline:
    """What the document says about itself and every sentence may lean on.

    `market` is the label named most often, `forecast` and `study` the printed periods, `base` the
    base year; `forecast_titled` says that the title alone tells the forecast; `homes` gives every
    market with a place of its own that place (`market_home`); `parts` are the keys of the parts
    that its title lists, `companies` the names of those named.

    Example:
        >>> Outline().market is None
        True
    """

    market: str | None = None
    scope: str | None = None
    geography: str | None = None
    forecast: tuple[int, int] | None = None
    forecast_titled: bool = False
    study: tuple[int, int] | None = None
    base: int | None = None
    homes: Mapping[str, str] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()


_FUTURE = re.compile(
    r"\b(?:will|expected|projected|forecast|anticipated|by\s+20\d\d)\b", re.IGNORECASE
)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_AMONG_THEM = re.compile(
    r"(?:among|of)\s+(?:them|these|those|which|this)\b|specifically,", re.IGNORECASE
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?(?:of\s+)?"
)
_PUBLISHED = Cued(
    "published releas updated issued dated",
    rf"\b(?:published|releas\w+|updated|issued|dated)\b[^.;]{{0,60}}\b{_MONTH}\Z",
)
_PAPER = re.compile(
    r"\b(?:article|report|study|survey|paper|analysis|release|interview|blog|issue)\b[^.;,]{0,60}?\b"
    rf"(?:of|from|in|dated)\s+(?:[a-z]+\s+)?{_MONTH}\Z",
    re.IGNORECASE,
)
# "(Arvena & Belor, 2010)" says where a figure was read.
_CITED = re.compile(
    r"\((?:[Ss]ource:\s)?(?!US|EUR|INR|[A-Z][a-z]+\s[Mm]illion)[A-Z][\w.'-]+(?:\s(?:&|and|et\sal\.|[A-Z][\w.'-]+)){0,5},\s\Z"
)
_IN_MONTH = re.compile(rf"\b(?=[JFMASOND]){_MONTH}\Z", re.IGNORECASE)
# The longest such end is "September 30, of ".
_MONTH_REACH = 40
_STUDY = re.compile(r"\s+(?:\w+\s+){0,2}?(?:report|study|survey|analysis|paper|article|release)\b")


def _is_date(text: str, year: Years) -> bool:
    """Whether a year only says when something was published: "an October 2023 study"."""
    before = text[max(0, year.start - 110) : year.start]
    if text.startswith(")", year.end) and _CITED.search(before):
        return True
    month = _IN_MONTH.search(before, max(0, len(before) - _MONTH_REACH))
    if month is None:
        return False
    study = month[0][0].isupper() and _STUDY.match(text, year.end)
    return bool(study or _PUBLISHED.search(before) or _PAPER.search(before))


# Scenes are told apart by what they are, not by what they hold, so that they may be kept as keys.
@dataclass(frozen=True, eq=False)
class Scene:
    """A folded sentence at `offset` of the document; spans within it count from its own start.

    A reason that opens it and tells nothing of a market is blank in `text`.
    `heading` is the nearest heading above, `before` the sentence before it in the same block,
    `about` the last one in it that does not go on about "it" or "the market" itself,
    `above` the last sentences above it, in its block and the one before,
    `lead` the short line right above it, which may be the label of a figure, `caption` the last
    line above that names a market with a year, as a figure's or table's title does, `card` the
    short line that only figures part from it; `item` says
    that the block is one of a list; `page` is the text of the whole document; `last` is a figure
    of the last sentence with figures of one part alone.

    Example:
        >>> scene = Scene("Valued at USD 2 billion in 2023.", 100)
        >>> scene.amounts[0].low, scene.years[0].first
        (2000000000.0, 2023)
    """

    text: str
    offset: int
    heading: str = ""
    before: str = ""
    about: str = ""
    above: tuple[Scene, ...] = ()
    lead: str = ""
    caption: str = ""
    card: str = ""
    item: bool = False
    page: str = ""
    outline: Outline = Outline()
    last: Claim | None = None

    def told(self, outline: Outline, last: Claim | None = None) -> Scene:
        """Return the scene with what the document says of itself, and of the sentence before.

        Nothing is recognised again.

        Example:
            >>> Scene("The pump market.", 0).told(Outline("pump")).outline.market
            'pump'
        """
        # What is recognised in a sentence does not depend on what the document says.
        scene = object.__new__(Scene)
        vars(scene).update(vars(self), outline=outline, last=last)
        return scene

    @property
    def ahead(self) -> str:
        """What stands right before: a sentence of the same block, or else the line above it."""
        return self.before or self.lead

    @cached_property
    def _printed(self) -> tuple[Quantity, ...]:
        # "7MM" are seven markets, not seven million.
        named = [(p.start, p.end) for p in self.places if is_group(p.id)]
        found = tuple(quantities(self.text))
        if not named:
            return found
        return tuple(q for q in found if not any(start <= q.start < end for start, end in named))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Quantities that are no years."""
        spans = [(year.start, year.end) for year in self.years]
        return tuple(
            quantity
            for quantity in self._printed
            if not (
                quantity.kind == "number"
                and not quantity.scaled
                and any(start <= quantity.start < end for start, end in spans)
            )
        )

    @cached_property
    def years(self) -> tuple[Years, ...]:
        """Years and ranges of years, without amounts that look like one."""
        others = [q for q in self._printed if q.kind != "number" or q.scaled]
        return tuple(
            year
            for year in years(self.text)
            if not any(q.start <= year.start < q.end for q in others)
            and not _is_date(self.text, year)
        )

    @cached_property
    def relative(self) -> tuple[Years, ...]:
        """Years told by their distance from others: "five years later"."""
        return tuple(relative_years(self.text, self.years, self.before))

    @cached_property
    def year_above(self) -> int | None:
        """The year of the sentence before in one item of a list, where both tell what was.

        Clauses between semicolons lean on each other as well, and "Among them" on what is parted.
        """
        clause = self.page.endswith(";", 0, max(0, self.offset - 1))
        leans = self.item or clause or _AMONG_THEM.match(self.text)
        if not leans or self.years or _FUTURE.search(self.text):
            return None
        above = list(years(self.before))
        known = {year.first for year in above if year not in reference_years(self.before, above)}
        return known.pop() if len(known) == 1 and not any(y.is_range for y in above) else None

    @cached_property
    def amounts(self) -> tuple[Quantity, ...]:
        """Money, and numbers with a scale word that stand for money."""
        return tuple(q for q in self.quantities if q.kind == "money" or q.scaled)

    @cached_property
    def percents(self) -> tuple[Quantity, ...]:
        """Percentages and fractions; none where there are so many that the line is no sentence."""
        found = tuple(q for q in self.quantities if q.kind == "percent")
        return found if len(found) <= _MOST_PERCENTS else ()

    @cached_property
    def unnamed(self) -> str:
        """The text with its markets' names blanked: "low-cost carriers" cost nobody anything."""
        pieces, last = [], 0
        for label in sorted(self.labels, key=lambda each: each.start):
            first = max(last, label.start)
            pieces += [self.text[last:first], _LETTER.sub("x", self.text[first : label.end])]
            last = max(last, label.end)
        return "".join([*pieces, self.text[last:]])

    @cached_property
    def paired(self) -> Mapping[int, str]:
        """The names of a list of amounts and shares, by where its numbers start."""
        return paired_names(self.text, self.amounts, self.percents)

    @cached_property
    def listed(self) -> Mapping[int, str]:
        """The names of lists of amounts or of percentages, by where their numbers start."""
        of_amounts = listed_names(self.text, self.amounts)
        return {**of_amounts, **listed_names(self.text, self.percents)}

    @cached_property
    def named(self) -> Mapping[int, str]:
        """The names that a key, a bracket or a list gives figures, by where these start."""
        return named_figures(self.text, self.amounts, self.percents, self.listed)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Places named; a quoted title's only where the sentence itself names none."""
        found = places(self.text)
        titles = [title.span() for title in TITLE.finditer(self.text)] if found else []
        own = tuple(p for p in found if not any(a < p.start < b for a, b in titles))
        return own or found

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Markets named."""
        return market_labels(self.text)
