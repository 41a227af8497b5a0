"""What the labels known on a day say of the labels to come: how many, and over how long."""

from __future__ import annotations

from typing import NamedTuple

from cytonomics.market.fitted.curves import QUARTERS_A_YEAR
from cytonomics.market.fitted.labels import REGIONS, Segment
from cytonomics.market.fitted.panel import FIRST, Panel


class Tally(NamedTuple):
    """How often something happened, and over how long or in how many cases it could have.

    Example:
        >>> Tally(2, 8.0).rate(prior=0.5, weight=2.0)
        0.3
    """

    events: int
    exposure: float

    def rate(self, prior: float, weight: float) -> float:
        """Return the expected rate, the prior counting for `weight` of exposure."""
        return (prior * weight + self.events) / (weight + self.exposure)


class Tallies(NamedTuple):
    """What the labels known on a day say of the labels to come.

    `expansions` per product and year; `launches` per year; `second` per quarter of waiting for
    another region; `fresh_label` and `fresh_class` per expansion and per product.

    Example:
        >>> none = Tally(0, 0.0)
        >>> Tallies(none, none, none, none, none).launches.events
        0
    """

    expansions: Tally
    launches: Tally
    second: Tally
    fresh_label: Tally
    fresh_class: Tally


def tallies_of(panel: Panel) -> Tallies:
    """Count what the labels of a panel say of the labels to come.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> tallies_of(panel).launches  # products in years since 2017Q3
        Tally(events=6, exposure=4.75)
    """
    first: dict[str, int] = {}
    opened: dict[tuple[str, Segment], dict[str, int]] = {}
    for label in panel.labels:
        first.setdefault(label.product, label.quarter.index)
        regions = opened.setdefault((label.product, label.segment), {})
        regions.setdefault(label.region, label.quarter.index)
    end = panel.last.index
    begun = {key: min(regions.values()) for key, regions in opened.items()}
    later = {key: at for key, at in begun.items() if at > first[key[0]]}
    fresh = sum(
        all(other >= at for (_, one), other in begun.items() if one == segment)
        for (_, segment), at in later.items()
    )
    # Every other region waits from the first label on.
    waited = [
        regions.get(region, end) - begun[key]
        for key, regions in opened.items()
        for region in REGIONS
        if begun[key] <= end
    ]
    followed = sum(len(regions) - 1 for regions in opened.values())
    order = sorted(panel.products, key=lambda product: (first[product], product))
    classes = [panel.classes[panel.products.index(product)] for product in order]
    return Tallies(
        Tally(len(later), sum(max(end - at, 0) for at in first.values()) / QUARTERS_A_YEAR),
        Tally(len(order), (end - FIRST.index + 1) / QUARTERS_A_YEAR),
        Tally(followed, float(sum(waited))),
        Tally(fresh, float(len(later))),
        # The first product opens its class by necessity and says nothing.
        Tally(len(set(classes)) - 1, float(len(order) - 1)),
    )
