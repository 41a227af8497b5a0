"""Who a label covers: the one rule by which market and matching read table approvals.

An approval for an indication from a line on covers a patient with that indication, or with one
that the vocabulary files under it, at that line or a later one, in a country where the decision
holds, from its day until it is withdrawn. Ages, markers and earlier treatment are conditions of
the label beyond this rule; they stand in table label_conditions.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.vocabulary import Quarter

# Patients of the third and all later lines are one pool: whoever is treated leaves it.
LATE = 3
_INDICATION = "indication"
_WITHDRAWN = "withdrawn"


def pooled(line: int) -> int:
    """Return the line by which patients are counted: the third stands for all later ones.

    Example:
        >>> pooled(2), pooled(5)
        (2, 3)
    """
    return min(line, LATE)


def includes_indication(wider: str, narrower: str) -> bool:
    """Say whether one indication is another or lies above it in the vocabulary.

    Raises:
        VocabularyError: for an unknown indication.

    Example:
        >>> includes_indication("b_all", "b_all_paediatric"), includes_indication("nhl", "mm")
        (True, False)
    """
    above = {
        term.id
        for term in vocabulary.ancestors(_INDICATION, narrower)
        if term.dimension == _INDICATION
    }
    return wider == narrower or wider in above


@dataclass(frozen=True)
class Approval:
    """A decision of an authority on a product, and the fact behind it.

    `day` is the last day that the decision's date can mean and `dated` that date as the row has
    it, a month or a year at times; `ended` is the day from which it is withdrawn, `line` the
    earliest line of the label, `population` "adult", "paediatric" or "both".

    Example:
        >>> Approval(date(2017, 8, 30), frozenset({"USA"}), "b_all", 2, "apr0001").quarter
        Quarter(year=2017, number=3)
    """

    day: date
    countries: frozenset[str]
    indication: str
    line: int
    fact: str
    authority: str = ""
    population: str = "both"
    ended: date | None = None
    dated: str = ""

    @cached_property
    def quarter(self) -> Quarter:
        """The quarter of the decision."""
        return Quarter.containing(self.day)

    @property
    def opens(self) -> tuple[str, int]:
        """The patients it opens first: its indication, and its line as patients are counted.

        Example:
            >>> Approval(date(2021, 3, 26), frozenset({"USA"}), "mm", 5, "apr0016").opens
            ('mm', 3)
        """
        return self.indication, pooled(self.line)

    def holds_in(self, area: Set[str]) -> bool:
        """Say whether it holds in a country of an area."""
        return not self.countries.isdisjoint(area)

    def in_force(self, day: date) -> bool:
        """Say whether it was given by a day and is not withdrawn."""
        return self.day <= day and (self.ended is None or day < self.ended)

    def covers(self, indication: str, line: int, area: Set[str], day: date) -> bool:
        """Say whether a patient at a line of treatment is within it, in an area on a day.

        Raises:
            VocabularyError: for an unknown indication.

        Example:
            >>> approval = Approval(date(2017, 8, 30), frozenset({"USA"}), "b_all", 2, "apr0001")
            >>> approval.covers("b_all_paediatric", 3, {"USA"}, date(2018, 1, 1))
            True
            >>> approval.covers("b_all", 1, {"USA"}, date(2018, 1, 1))
            False
        """
        return (
            includes_indication(self.indication, indication)
            and line >= self.line
            and self.holds_in(area)
            and self.in_force(day)
        )


@lru_cache(maxsize=1024)
def approvals_of(evidence: Evidence, product: str) -> tuple[Approval, ...]:
    """Return the approvals of a product in order of date, each with the day of its withdrawal.

    A withdrawal ends what the same authority granted for the indication before, wherever that
    held. An area such as EMA has the members of the day of the decision: what the Commission
    granted while the United Kingdom was a member was carried over into British licences.

    Example:
        >>> from cytonomics.evidence import load
        >>> str(approvals_of(load(), "kymriah")[0].quarter)
        '2017Q3'
        >>> [a.ended for a in approvals_of(load(), "skysona")]
        [datetime.date(2021, 11, 18), None]
    """
    rows = evidence.of_product("approvals", product)
    found = [
        Approval(
            _day(fact),
            vocabulary.members(fact["region"], _day(fact)),
            fact["indication_id"],
            fact["line_of_therapy"],
            fact.id,
            fact["authority"],
            fact["population"],
            _ended(fact, rows),
            fact["approval_date"],
        )
        for fact in rows
        if fact["approval_type"] != _WITHDRAWN
    ]
    return tuple(sorted(found, key=lambda approval: (approval.quarter, approval.fact)))


def withdrawals_of(evidence: Evidence, product: str) -> tuple[Fact, ...]:
    """Return the facts that say that an approval of a product was withdrawn.

    Example:
        >>> from cytonomics.evidence import load
        >>> [fact["authority"] for fact in withdrawals_of(load(), "skysona")]
        ['EMA']
    """
    rows = evidence.of_product("approvals", product)
    return tuple(fact for fact in rows if fact["approval_type"] == _WITHDRAWN)


def _ended(approval: Fact, rows: tuple[Fact, ...]) -> date | None:
    ends = [
        _day(fact)
        for fact in rows
        if fact["approval_type"] == _WITHDRAWN
        and fact["authority"] == approval["authority"]
        and includes_indication(fact["indication_id"], approval["indication_id"])
        and _day(fact) >= _day(approval)
    ]
    return min(ends, default=None)


def _day(fact: Fact) -> date:
    return latest_day(fact["approval_date"])
