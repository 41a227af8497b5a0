"""From a scenario as written to what it changes in a forecast: names and dates looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Assumption
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.labels import REGIONS, Segment
from cytonomics.market.fitted.levers import Changes, Lever, NewLabel
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.market.scenarios.assuming import assumed
from cytonomics.market.scenarios.looking import Names
from cytonomics.market.scenarios.reading import LABEL, Entry, Scenario
from cytonomics.vocabulary import Quarter


@dataclass(frozen=True, eq=False)
class Resolved:
    """What scenarios change in a forecast: levers and labels, and assumptions by name.

    Example:
        >>> Resolved(Changes(), {}).assumptions
        {}
    """

    changes: Changes
    assumptions: Mapping[str, Assumption]

    def over(self, posterior: Posterior) -> Posterior:
        """Return the draws with the assumptions of the scenarios in place of the usual ones."""
        if not self.assumptions:
            return posterior
        known = {**posterior.panel.assumptions, **self.assumptions}
        return Posterior(replace(posterior.panel, assumptions=known), posterior.draws)


def resolved(
    scenarios: Sequence[Scenario], posterior: Posterior, evidence: Evidence, end: str = "value"
) -> Resolved:
    r"""Look up what scenarios name; several are laid over one another.

    Args:
        scenarios: what was read; together they may change a thing at a place and time but once.
        posterior: draws given the sales.
        evidence: the facts.
        end: "value", or "low" or "high" for the ends of the ranges that entries give.

    Raises:
        MarketError: for a name that is unknown, an assumption that the fit has used up, or
            entries that contradict one another.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import panel_of, prior_draws
        >>> from cytonomics.market.scenarios.reading import parsed
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> text = 'title="x"\nreason="y"\n[[net_price]]\ntimes=0.5\nreason="z"'
        >>> found = resolved([parsed(text, "cut")], prior_draws(panel, seed=1, size=5), load())
        >>> found.changes.levers[0].times
        0.5
    """
    panel = posterior.panel
    looked = Names(panel, evidence, scenarios)
    levers: list[tuple[Entry, Lever]] = []
    labels: list[tuple[Entry, NewLabel]] = []
    for scenario in scenarios:
        looked.facts(scenario.name, scenario.evidence)
        for entry in scenario.entries:
            looked.facts(entry.place, entry.values.get("evidence", ()))
            if entry.table == LABEL:
                labels += [(entry, label) for label in looked.labels(entry, end)]
            else:
                levers += [(entry, one) for one in looked.levers(entry, end)]
    _agree(levers, labels)
    return Resolved(
        Changes(tuple(one for _, one in levers), tuple(one for _, one in labels)),
        assumed(scenarios, posterior),
    )


def _agree(levers: Sequence[tuple[Entry, Lever]], labels: Sequence[tuple[Entry, NewLabel]]) -> None:
    """Refuse to change one thing twice at one place and time."""
    for (one, first), (other, second) in combinations(levers, 2):
        same = one.table == other.table and first.component == second.component
        if same and one is not other and _meet(first, second):
            start = Quarter.from_index(int(max(first.when.start, second.when.start)) + FIRST.index)
            raise MarketError(
                f"{one.place} and {other.place} both change {one.table!r} for the same products "
                f"and places in {start}; leave one out or narrow it"
            )
    seen: dict[tuple[str, Segment, int], Entry] = {}
    for entry, label in labels:
        key = (label.product, label.segment, label.region)
        if key in seen:
            raise MarketError(
                f"{seen[key].place} and {entry.place} both date the label {label.segment} of "
                f"{label.product} in {REGIONS[label.region]}; leave one out"
            )
        seen[key] = entry


def _meet(one: Lever, other: Lever) -> bool:
    def share(first: frozenset[Any] | None, second: frozenset[Any] | None) -> bool:
        return first is None or second is None or bool(first & second)

    a, b = one.where, other.where
    return (
        (share(a.products, b.products) or share(a.classes, b.classes))
        and share(a.indications, b.indications)
        and share(a.lines, b.lines)
        and share(a.regions, b.regions)
        and max(one.when.start, other.when.start) <= min(one.when.end, other.when.end)
    )
