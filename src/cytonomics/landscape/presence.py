"""Where each product of a market may be sold: since which decision or sale, and until when.

The unit is a product before one authority. It comes with the first approval or, where that is
earlier or no approval is on record, with the first sale that is printed for the place alone; it
goes when the last of its approvals there is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Fact, latest_day
from cytonomics.landscape.entries import ENTRY, EXIT
from cytonomics.landscape.firms import sellers
from cytonomics.market import LAST_HISTORY, Market, name_of
from cytonomics.market.eligibility import Approval, approvals_of, withdrawals_of
from cytonomics.market.offers import UNKNOWN
from cytonomics.vocabulary import Period

# Sales are printed for the Union where its agency's approvals hold beyond it.
_SALES_AREAS = {"EU": "EMA", "US": "USA"}


class Presence(NamedTuple):
    """A product in the place of one authority.

    `authority` is empty where sales are on record and no approval is. `approved`, `sold`,
    `withdrawn` and `last_sold` are facts: the first approval, the first sale printed for the
    place alone, the withdrawal of the last approval, the last sale printed; None where no row
    says so.

    Example:
        >>> Presence("a", "A", "FDA", "USA", "United States", "north_america").entered is None
        True
    """

    product: str
    name: str
    authority: str
    place: str
    place_name: str
    region: str
    approved: Fact | None = None
    sold: Fact | None = None
    withdrawn: Fact | None = None
    last_sold: Fact | None = None

    @property
    def entered(self) -> date | None:
        """The day of the approval or the end of the first period with sales, the earlier year."""
        found = [
            latest_day(self.approved["approval_date"]) if self.approved else None,
            _ending(self.sold) if self.sold else None,
        ]
        # Sales of the year of the approval follow it.
        return min((day for day in found if day), key=lambda day: day.year, default=None)

    @property
    def left(self) -> date | None:
        """The day of the withdrawal."""
        return latest_day(self.withdrawn["approval_date"]) if self.withdrawn else None

    @property
    def by_sale(self) -> bool:
        """Whether the product came with a sale, without or before an approval."""
        return self.sold is not None and self.entered == _ending(self.sold)

    def facts(self, kind: str) -> tuple[str, ...]:
        """Return the facts of its entry or its exit."""
        if kind == EXIT:
            return tuple(fact.id for fact in (self.withdrawn, self.last_sold) if fact)
        return tuple(fact.id for fact in (self.approved, self.sold) if fact)


class Arrival(NamedTuple):
    """A product that came to the place of an authority in a year, or went.

    `firm` is who sold it there on that day and `firm_name` the firm's name, "" where nobody is
    on record; `how` says by what it came or went.

    Example:
        >>> one = Presence("a", "A", "FDA", "USA", "United States", "north_america")
        >>> Arrival(2024, "entry", one, "2024-02-16", "b", "B", "approved").kind
        'entry'
    """

    year: int
    kind: str
    presence: Presence
    day: str
    firm: str
    firm_name: str
    how: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The rows of evidence it follows from."""
        return self.presence.facts(self.kind)


@lru_cache(maxsize=8)
def presences(market: Market) -> tuple[Presence, ...]:
    """Return every product of a market before every authority, products in order of their id.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = presences(evaluate(load(), "til", draws=2))
        >>> [(one.name, one.authority) for one in found]
        [('Amtagvi', 'FDA'), ('Amtagvi', 'HC')]
    """
    products = sorted(set(market.products) - set(market.transfers.products))
    return tuple(one for product in products for one in _of(market, product))


def _of(market: Market, product: str) -> Iterator[Presence]:
    evidence = market.evidence
    name = name_of(market, "product", product)
    sold = sorted(
        (fact for fact in evidence.of_product("sales", product) if fact["amount"]),
        key=lambda fact: (_ending(fact), fact.id),
    )
    told: set[str] = set()
    by_authority: dict[str, list[Approval]] = {}
    for approval in approvals_of(evidence, product):
        by_authority.setdefault(approval.authority, []).append(approval)
    for authority, approvals in sorted(by_authority.items()):
        place = evidence.fact(min(approvals, key=lambda one: one.day).fact)["region"]
        own = [fact for fact in sold if _within(fact["region"], place)]
        told |= {fact.id for fact in own}
        yield _presence(market, product, name, authority, place, approvals, own)
    rest: dict[str, list[Fact]] = {}
    for fact in sold:
        place = _SALES_AREAS.get(fact["region"], fact["region"])
        if fact.id not in told and len(vocabulary.members(place)) == 1:
            rest.setdefault(place, []).append(fact)
    for place, own in sorted(rest.items()):
        yield _presence(market, product, name, "", place, [], own)


def _presence(
    market: Market,
    product: str,
    name: str,
    authority: str,
    place: str,
    approvals: list[Approval],
    sold: list[Fact],
) -> Presence:
    evidence = market.evidence
    first = min(approvals, key=lambda one: one.day, default=None)
    ends = [one.ended for one in approvals]
    last = max((end for end in ends if end), default=None) if all(ends) else None
    withdrawn = [
        fact
        for fact in withdrawals_of(evidence, product)
        if fact["authority"] == authority and latest_day(fact["approval_date"]) == last
    ]
    country = min(vocabulary.members(place))
    return Presence(
        product,
        name,
        authority,
        place,
        vocabulary.resolve_geography(place).name if len(place) == 3 else place,
        vocabulary.region_of(country),
        evidence.fact(first.fact) if first else None,
        sold[0] if sold else None,
        withdrawn[0] if withdrawn else None,
        sold[-1] if sold else None,
    )


def _within(region: str, place: str) -> bool:
    """Whether sales printed for a region are of a place alone."""
    area = _SALES_AREAS.get(region, region)
    return area == place or vocabulary.members(area) <= vocabulary.members(place)


def _ending(fact: Fact) -> date:
    return Period.parse(fact["period"]).last_day


def arrivals(market: Market) -> tuple[Arrival, ...]:
    """Return what came and went up to the last year of history, by year, entries first.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = arrivals(evaluate(load(), "til", draws=2))
        >>> [(one.year, one.presence.authority, one.firm_name) for one in found]
        [(2024, 'FDA', 'Iovance Biotherapeutics'), (2025, 'HC', 'Iovance Biotherapeutics')]
    """
    found = []
    for one in presences(market):
        for kind, day in ((ENTRY, one.entered), (EXIT, one.left)):
            if day is not None and day.year <= LAST_HISTORY:
                found.append(_arrival(market, one, kind, day))
    return tuple(sorted(found, key=lambda one: (one.year, one.kind, one.day, one.presence[:3])))


def _arrival(market: Market, one: Presence, kind: str, day: date) -> Arrival:
    # Who sold it the day before, since rights often end with the approval.
    asked = day - timedelta(days=1) if kind == EXIT else day
    country = min(vocabulary.members(one.place))
    firms = sellers(market.evidence, one.product, country, asked).keys() - {UNKNOWN}
    firm = min(firms, default="")
    name = name_of(market, "company", firm) if firm else ""
    if kind == EXIT:
        fact, how = one.withdrawn, "approval withdrawn"
        if one.last_sold is not None:
            how += f"; last sale printed for the place alone {one.last_sold['period']}"
        assert fact is not None
        return Arrival(day.year, kind, one, fact["approval_date"], firm, name, how)
    if one.by_sale or one.approved is None:
        assert one.sold is not None
        when = f"; approved {one.approved['approval_date']}" if one.approved else ""
        how = f"first sale on record{when or ', no approval is'}"
        return Arrival(day.year, kind, one, one.sold["period"], firm, name, how)
    how = "approved"
    if one.sold is not None:
        how += f"; first sale printed for the place alone {one.sold['period']}"
    return Arrival(day.year, kind, one, one.approved["approval_date"], firm, name, how)
