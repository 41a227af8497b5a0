"""From curves to paths: groups walk about their curves, with steps of the likelihood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.arrivals import Arrivals
from cytonomics.market.fitted.blocks import side_by_side
from cytonomics.market.fitted.labels import REGIONS
from cytonomics.market.fitted.observations import LEAST
from cytonomics.market.fitted.paths import common_walk, groups_of, standing_deviations
from cytonomics.market.fitted.posterior import Posterior

# Million USD: less than any sale, so that shares of nothing exist.
_SMALL = 1e-12


class Luck(NamedTuple):
    """What chance brings a group: steps of unit scale, (draw, quarter), and how its launch goes.

    `launch` is the log deviation of what has not been sold yet, (draw,).

    Example:
        >>> Luck(np.zeros((1, 4)), np.zeros(1)).steps.shape
        (1, 4)
    """

    steps: Draws
    launch: Draws


@dataclass(frozen=True, eq=False)
class Walks:
    """How groups walk about their curves in every draw, whatever a scenario does to these.

    Quarters are counted from the one in which the longest unseen group was last seen.

    Attributes:
        at: the group of each product and region, (product, region); the longest unseen first,
            those to come last.
        one: price of a treatment, (group,), million USD: the log of nothing does not exist.
        begun: the quarter in which each was last seen, (group,).
        sold: what it sold then, (group,), million USD; nought where nothing was seen.
        stood: log deviation from the curve then, (draw, known product, region).
        luck: of each group in their order, by the name of its stream of random numbers.
        common: the walk that all share, (quarter, draw).
        draws: those of the posterior, by name.
        horizon: quarters ahead.
    """

    at: NDArray[np.intp]
    one: NDArray[np.float64]
    begun: NDArray[np.intp]
    sold: NDArray[np.float64]
    stood: Draws
    luck: Mapping[str, Luck]
    common: Draws
    draws: Mapping[str, Draws]
    horizon: int

    @property
    def lead(self) -> int:
        """Quarters since the last one known when the longest unseen group was seen."""
        return len(self.common) - self.horizon

    def sales(self, level: Draws, usual: Draws, own: slice) -> Draws:
        """Return sales of some draws, (draw, product, region, quarter), million USD a quarter.

        Args:
            level: the curves from when the first group was last seen on, in the same shape.
            usual: the same without a scenario.
            own: which draws these are.
        """
        ahead = slice(-self.horizon, None)
        apart = level.copy()
        apart[:, : self.stood.shape[1]] *= np.exp(self.stood[own])[..., None]
        together = self._sums(apart)
        # Most entrants sell nothing in most draws.
        draw, group = np.nonzero(together[..., ahead].any(axis=-1))
        one = self.one[group]
        curve = self._logs(usual, draw, group)
        shown = curve if usual is level else self._logs(level, draw, group)
        stood = np.log(together[draw, group, self.begun[group]] + one)
        off = self._deviations(curve, stood, own, draw, group)
        path = np.zeros((len(level), len(self.one), self.horizon))
        path[draw, group] = np.maximum(np.exp(shown[ahead] + off) - one, 0.0).T
        found = np.maximum(together[..., ahead], _SMALL)[:, self.at]
        np.divide(apart[..., ahead], found, out=found)
        found *= path[:, self.at]
        return found

    def _deviations(
        self,
        curve: Draws,
        stood: Draws,
        own: slice,
        draw: NDArray[np.intp],
        group: NDArray[np.intp],
    ) -> Draws:
        """Log deviations of some groups in some of `own` draws in the quarters ahead.

        The shape is (quarter, pair of draw and group).

        What has not been sold yet has the deviation of a launch until it is. How large the steps
        are follows from the level without a scenario: the noise is the world's, and what the
        scenario does to the curve is all that differs.
        """
        kept = self.draws["persistence"][own][draw]
        step, small = (self.draws[name][own][draw] ** 2 for name in ("step", "small"))
        one, begun, sold = self.one[group], self.begun[group], self.sold[group]
        every_luck = self.luck.values()
        steps = np.stack([luck.steps[own] for luck in every_luck])
        launch = np.stack([luck.launch[own] for luck in every_luck])
        noise = np.ascontiguousarray(steps[group, draw].T)
        common = self.common[:, own][:, draw]
        every = np.arange(len(draw))
        off = np.where(sold > 0, stood - curve[begun, every], launch[group, draw])
        found = np.empty_like(noise)
        for k in range(len(found)):
            # Those seen later do not walk yet.
            walks = begun <= k
            scale = np.sqrt(step + small / np.maximum(sold, LEAST))
            off = np.where((sold > LEAST) & walks, kept * off + scale * noise[k], off)
            found[k] = off + common[k]
            level = np.maximum(np.exp(curve[k + 1] + found[k]) - one, 0.0)
            sold = np.where(walks, level, sold)
        return found[-self.horizon :]

    def _sums(self, level: Draws) -> Draws:
        """Sums over the regions of each group, (draw, group, quarter)."""
        known = self.stood.shape[1]
        entrants = level[:, known:].sum(axis=2)
        found = np.zeros((len(level), len(self.begun) - entrants.shape[1], level.shape[-1]))
        for region, group in enumerate(self.at[:known].T):
            found[:, group] += level[:, :known, region]
        return np.concatenate([found, entrants], axis=1)

    def _logs(self, level: Draws, draw: NDArray[np.intp], group: NDArray[np.intp]) -> Draws:
        """Logs of the curves of some groups in some draws, (quarter, pair)."""
        return np.ascontiguousarray(np.log(self._sums(level)[draw, group].T + self.one[group]))


def walks_of(
    posterior: Posterior,
    coming: Arrivals,
    parameters: Parameters,
    horizon: int,
    usual: Walks | None = None,
) -> Walks:
    """Draw how groups walk; each has a stream of random numbers of its own.

    Args:
        posterior: draws of the parameters.
        coming: the labels to come.
        parameters: seed, number of draws and the assumptions.
        horizon: quarters ahead.
        usual: walks with the same draws, seed and horizon: groups that are in them walk alike.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import coming_labels, panel_of, prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> parameters = Parameters(panel.assumptions, 1, 5)
        >>> coming = coming_labels(panel, parameters, 8)
        >>> walks = walks_of(prior_draws(panel, seed=1, size=5), coming, parameters, 8)
        >>> walks.at.shape == (len(panel.products) + coming.entrants, 3)
        True
    """
    panel, groups = posterior.panel, groups_of(posterior.panel, coming)
    lead = groups[0].lead
    at = np.zeros((len(panel.products) + coming.entrants, len(REGIONS)), dtype=np.intp)
    for k, group in enumerate(groups):
        at[group.product, list(group.regions)] = k
    price = np.vstack([panel.price, *[np.median(panel.price, axis=0)] * coming.entrants])
    streams = {f"{group.name}:{group.regions[0]}": group for group in groups}
    luck = {} if usual is None else dict(usual.luck)
    # The exponential of a t has no mean: steps beyond what any product did are cut.
    bound = parameters.value("fit_noise_bound")
    degrees, launch = (parameters.value(f"fit_noise_{name}") for name in ("degrees", "launch"))

    def draw(stream: str) -> None:
        generator = parameters.generator(f"fitted:noise:{stream}")
        walked = streams[stream].lead + horizon
        steps = np.zeros((parameters.size, lead + horizon))
        drawn = generator.standard_t(degrees, (parameters.size, walked))
        np.clip(drawn, -bound, bound, out=steps[:, -walked:])
        luck[stream] = Luck(steps, launch * generator.standard_normal(parameters.size))

    side_by_side(draw, [stream for stream in streams if stream not in luck])
    return Walks(
        at,
        np.array([price[group.product, group.regions[0]] for group in groups]),
        np.array([lead - group.lead for group in groups]),
        np.array([group.sales or 0.0 for group in groups]),
        standing_deviations(posterior),
        {stream: luck[stream] for stream in streams},
        common_walk(parameters, lead, horizon).T,
        posterior.draws,
        horizon,
    )
