"""The curves of all that may be sold: known products and segments, and behind them what comes."""

from __future__ import annotations

import numpy as np

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals
from cytonomics.market.fitted.curves import Curves
from cytonomics.market.fitted.labels import REGIONS, SegmentSize, earlier_lines
from cytonomics.market.fitted.posterior import ABROAD, Posterior, common_ramp


def extended(posterior: Posterior, coming: Arrivals, parameters: Parameters) -> Curves:
    """Return the parameters of the curves with entrants and new segments behind the known ones.

    An entrant is drawn from what its panel says of products, a segment that nobody is labelled
    for from what is known of its patients, a fresh one from `fit_segment_unknown`.

    Args:
        posterior: draws given the sales.
        coming: the labels to come.
        parameters: seed, number of draws and assumptions.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.arrivals import coming_labels
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> from cytonomics.market.fitted.posterior import prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> parameters = Parameters(panel.assumptions, 1, 5)
        >>> coming = coming_labels(panel, parameters, 8)
        >>> curves = extended(prior_draws(panel, seed=1, size=5), coming, parameters)
        >>> curves.attraction.shape[1] == len(panel.products) + coming.entrants
        True
    """
    known, draws = posterior.curves(), posterior.draws
    size, value = parameters.size, parameters.value
    z = _of_entrants(coming, parameters)
    attraction = draws["attraction"][:, None] + draws["attraction_spread"][:, None] * z[0]
    # Odds are small: a label for a part of a segment takes that part of what the whole would.
    attraction[:, : len(coming.names)] += np.log(coming.label_share)
    fading = draws["fading"][:, None] + value("fit_fading_spread") * z[2]
    ramp = common_ramp(np, draws)[:, None, :] * np.exp(value("fit_ramp_spread") * z[1])[..., None]
    price = np.median(known.price, axis=1, keepdims=True)
    generator = parameters.generator("fitted:fresh")
    unknown = parameters["fit_segment_unknown"]
    opened = list(coming.opened.values())
    others = generator.standard_normal((len(REGIONS), size, coming.fresh - len(opened)))
    own = [
        parameters.generator(f"fitted:opened:{one}").standard_normal((len(REGIONS), size, 1))
        for one in coming.opened
    ]
    z = np.concatenate([*own, others], axis=2)
    sizes = [*opened, *[SegmentSize(unknown.value, unknown.deviation, ())] * others.shape[2]]
    width = np.array([one.width for one in sizes])
    home = np.array([one.patients for one in sizes]) * np.exp(width * z[0])
    spread = value("fit_potential_spread")
    abroad = [
        home * draws[f"potential_{region}"][:, None] * np.exp(spread * z[k])
        for k, region in enumerate(ABROAD, start=1)
    ]
    return Curves(
        np.hstack([known.attraction, attraction]),
        known.rivalry,
        np.concatenate([known.ramp, ramp], axis=1),
        known.shape,
        np.concatenate([known.patients, np.stack([home, *abroad], axis=2)], axis=1),
        np.concatenate([known.price, np.repeat(price, coming.entrants, axis=1)], axis=1),
        np.hstack([known.fading, fading]),
        known.depletion,
        earlier_lines((*posterior.panel.segments, *coming.opened)),
    )


def _of_entrants(coming: Arrivals, parameters: Parameters) -> Draws:
    """Unit normal draws, (3, draw, entrant): those with a name have a stream of their own."""
    unnamed = coming.entrants - len(coming.names)
    named = [
        parameters.generator(f"fitted:entrant:{name}").standard_normal((3, parameters.size, 1))
        for name in coming.names
    ]
    generator = parameters.generator("fitted:entrants")
    return np.concatenate(
        [*named, generator.standard_normal((3, parameters.size, unnamed))], axis=2
    )
