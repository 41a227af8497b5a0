"""Which labels the sales of a product are expected to come from, year by year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cytonomics.market.assumptions import Parameters
from cytonomics.market.fitted.arrivals import NEW_CLASS, coming_labels
from cytonomics.market.fitted.curves import label_sales
from cytonomics.market.fitted.extending import extended
from cytonomics.market.fitted.labels import Segment
from cytonomics.market.fitted.panel import FIRST
from cytonomics.market.fitted.planning import axes_of
from cytonomics.market.fitted.posterior import Posterior
from cytonomics.market.offers import UNKNOWN
from cytonomics.vocabulary import Quarter

# A product, or the kind of cells of those without a name; a region; a year.
Key = tuple[str, int, int]


def label_mixes(
    posterior: Posterior, *, horizon: int, seed: int = 1
) -> Mapping[Key, Mapping[Segment | None, float]]:
    """Return expected sales by segment for each product, region and year, million USD.

    Means over the draws of what the curves say, from the first quarter of the model on. Entrants
    without a name go together by the kind of their cells; nothing stands for a segment that
    nobody is labelled for yet.

    Args:
        posterior: draws of the parameters; a hundred are enough for a mean.
        horizon: quarters ahead.
        seed: seed of the labels to come.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> from cytonomics.market.fitted.posterior import prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> found = label_mixes(prior_draws(panel, seed=1, size=20), horizon=4)
        >>> sorted(map(str, found["tecartus", 0, 2021]))[:2]
        ['b_all 2', 'mcl 2']
    """
    panel = posterior.panel
    parameters = Parameters(panel.assumptions, seed, posterior.size)
    coming = coming_labels(panel, parameters, horizon)
    curves, axes = extended(posterior, coming, parameters), axes_of(panel, coming)
    quarters = np.arange(panel.last.index - FIRST.index + horizon + 1, dtype=float)
    sold = label_sales(np, curves, coming.entries, quarters)
    years = np.array([Quarter.from_index(FIRST.index + int(q)).year for q in quarters])
    every = sorted({int(year) for year in years})
    yearly = np.stack([sold[..., years == year].sum(axis=-1) for year in every], axis=-1)
    kind_of = [name.split()[0] for name in axes.classes]
    found: dict[Key, dict[Segment | None, float]] = {}
    entries = coming.entries
    labels = zip(entries.product, entries.segment, entries.region, strict=True)
    for k, (product, segment, region) in enumerate(labels):
        name = axes.products[product]
        member = axes.member[:, product]
        kinds = sorted(set(member.tolist())) if name is None else [NEW_CLASS]
        for kind in kinds:
            own = member == kind if name is None else np.ones(len(member), dtype=bool)
            whose = name or (UNKNOWN if kind == NEW_CLASS else kind_of[kind])
            amounts = yearly[:, k] * own[:, None]
            for year, amount in zip(every, amounts.mean(axis=0), strict=True):
                if amount > 0:
                    mix = found.setdefault((whose, int(region), year), {})
                    at = axes.segments[segment]
                    mix[at] = mix.get(at, 0.0) + float(amount)
    return found
