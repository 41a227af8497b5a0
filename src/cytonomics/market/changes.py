"""What changed since the draws before: a bridge from their sizes to today's, by cause.

What was expected with the earlier draws, then with today's model and the facts known on the
earlier day, then with today's facts: the first step is what the model changed (and rows that were
filled in for days before), the second what the facts did (the way analysts bridge one forecast to
the next).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cytonomics.evidence import Evidence
from cytonomics.market.model import Market
from cytonomics.market.projection import NEW_PRODUCTS

SHIPPED = "data/changes.json"
# Expected sales by product and year, million USD, nominal.
Sizes = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Change:
    """How the expected sales of one product, or of the new ones together, moved in a year.

    Money is million USD, nominal; `facts` names the sales rows that became known in between.

    Example:
        >>> change = Change("a", 2031, 100.0, 120.0, 110.0, ("sal0001",))
        >>> change.by_model, change.by_facts
        (20.0, -10.0)
    """

    product: str
    year: int
    before: float
    between: float
    after: float
    facts: tuple[str, ...]

    @property
    def by_model(self) -> float:
        """What the change of the model brought."""
        return self.between - self.before

    @property
    def by_facts(self) -> float:
        """What new facts brought."""
        return self.after - self.between


@dataclass(frozen=True)
class Changes:
    """A bridge between two versions of the forecast.

    `before` and `after` name the versions, `since` and `day` the days of their facts (ISO 8601).

    Example:
        >>> shipped_changes().scope
        'adoptive_cell_therapy'
    """

    scope: str
    before: str
    after: str
    since: str
    day: str
    changes: tuple[Change, ...]

    def of_year(self, year: int) -> tuple[Change, ...]:
        """Return the changes of a year, the largest first.

        Example:
            >>> all(change.year == 2031 for change in shipped_changes().of_year(2031))
            True
        """
        own = [change for change in self.changes if change.year == year]
        return tuple(sorted(own, key=lambda c: -abs(c.after - c.before)))


def sizes(market: Market) -> Sizes:
    """Return the mean sales of each product by year, those not yet sold together.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.model import evaluate
        >>> sizes(evaluate(load(), "til", draws=4))["amtagvi"]["2024"] > 0
        True
    """
    mean = market.revenue.mean(axis=0)
    found: dict[str, dict[str, float]] = {}
    for j, offer in enumerate(market.offers):
        name = NEW_PRODUCTS if market.parts[j] == NEW_PRODUCTS else offer.product
        own = found.setdefault(name, dict.fromkeys(map(str, market.years), 0.0))
        for i, year in enumerate(market.years):
            own[str(year)] += round(float(mean[i, j]), 3)
    return found


def bridge(
    evidence: Evidence, before: Sizes, between: Sizes, after: Sizes, since: str
) -> tuple[Change, ...]:
    """Return the change of every product and year.

    Args:
        evidence: table sales tells which rows are new.
        before: sizes of the earlier version.
        between: sizes by today's model from the facts of `since`.
        after: sizes of today.
        since: the day of the earlier version's facts, ISO 8601.

    Example:
        >>> from cytonomics.evidence import load
        >>> one, two = {"a": {"2031": 1.0}}, {"a": {"2031": 3.0}}
        >>> bridge(load(), one, two, two, "2026-01-01")[0].by_model
        2.0
    """
    fresh: dict[str, list[str]] = {}
    for fact in evidence["sales"]:
        if fact.known_from.isoformat() > since:
            fresh.setdefault(fact["product_id"], []).append(fact.id)
    names = sorted({*before, *between, *after})
    years = sorted({year for size in (before, after) for own in size.values() for year in own})
    return tuple(
        Change(
            name,
            int(year),
            before.get(name, {}).get(year, 0.0),
            between.get(name, {}).get(year, 0.0),
            after.get(name, {}).get(year, 0.0),
            tuple(fresh.get(name, ())),
        )
        for name in names
        for year in years
    )


@cache
def shipped_changes() -> Changes:
    """Return the bridge to the shipped draws from those shipped before.

    Example:
        >>> shipped_changes().after.startswith("fitted model")
        True
    """
    held = json.loads((files("cytonomics.market") / SHIPPED).read_text(encoding="utf-8"))
    changes = tuple(Change(**{**one, "facts": tuple(one["facts"])}) for one in held.pop("changes"))
    return Changes(**held, changes=changes)


def as_json(changes: Changes) -> str:
    """Return a bridge as the text of its file.

    Example:
        >>> json.loads(as_json(Changes("s", "a", "b", "2026-01-01", "2026-01-02", ())))["before"]
        'a'
    """
    held: dict[str, Any] = asdict(changes)
    return json.dumps(held, separators=(",", ":")) + "\n"
