"""The parameters of the fitted model: their priors, their draws, and what curves they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.fitted.curves import Array, Curves
from cytonomics.market.fitted.labels import REGIONS, earlier_lines
from cytonomics.market.fitted.panel import Panel

# Patients outside the United States are multiples of those in it.
ABROAD = REGIONS[1:]


class Parameter(NamedTuple):
    """One unknown: its prior is an assumption by name, or a unit normal where that is empty.

    Example:
        >>> Parameter("attraction", "fit_attraction", ()).shape
        ()
    """

    name: str
    assumption: str
    shape: tuple[int, ...]


class Diagnostics(NamedTuple):
    """How a chain went: the worst R-hat, the least effective draws, and divergences.

    Example:
        >>> Diagnostics(1.002, 900.0, 800.0, 0, 10.5).complaint()
        ''
    """

    r_hat: float
    bulk: float
    tail: float
    divergences: int
    seconds: float

    def complaint(self) -> str:
        """Say what keeps the draws from being trusted; empty when nothing does.

        Example:
            >>> Diagnostics(1.05, 900.0, 800.0, 2, 10.5).complaint()
            'R-hat 1.050 (under 1.01 wanted), 2 divergences (none wanted)'
        """
        found = []
        if not self.r_hat < 1.01:
            found.append(f"R-hat {self.r_hat:.3f} (under 1.01 wanted)")
        for name, size in (("bulk", self.bulk), ("tail", self.tail)):
            if not size > 400:
                found.append(f"{size:.0f} effective {name} draws (over 400 wanted)")
        if self.divergences:
            found.append(f"{self.divergences} divergences (none wanted)")
        return ", ".join(found)


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws of the parameters given a panel; every array of `draws` begins with the draw axis.

    `diagnostics` is nothing for draws from the prior.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> prior_draws(panel, seed=1, size=5).size
        5
    """

    panel: Panel
    draws: Mapping[str, Draws]
    diagnostics: Diagnostics | None = None

    @property
    def size(self) -> int:
        """The number of draws."""
        return len(self.draws["attraction"])

    def curves(self) -> Curves:
        """Return the parameters of the curves, each with the draw axis first."""
        return curves_of(np, self.draws, self.panel)


def parameters_of(panel: Panel) -> tuple[Parameter, ...]:
    """Return the unknowns of a panel in a fixed order.

    What differs between products, segments and regions is written as unit normals times a
    spread, so that a sampler meets no funnel where data are thin.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> [one.assumption for one in parameters_of(panel)][:2]
        ['fit_attraction', 'fit_attraction_spread']
    """
    products, segments = len(panel.products), len(panel.segments)
    return (
        Parameter("attraction", "fit_attraction", ()),
        Parameter("attraction_spread", "fit_attraction_spread", ()),
        Parameter("attraction_z", "", (products,)),
        Parameter("fading", "fit_fading", ()),
        Parameter("fading_z", "", (products,)),
        Parameter("rivalry", "fit_rivalry", ()),
        Parameter("depletion", "fit_line_depletion", ()),
        *(Parameter(f"ramp_{r}", f"fit_ramp_quarters_{r.lower()}", ()) for r in REGIONS),
        Parameter("ramp_z", "", (products,)),
        Parameter("size_z", "", (segments,)),
        *(Parameter(f"potential_{r}", f"fit_potential_{r}", ()) for r in ABROAD),
        *(Parameter(f"potential_{r}_z", "", (segments,)) for r in ABROAD),
        Parameter("price_z", "", panel.price_width.shape),
        Parameter("persistence", "fit_noise_persistence", ()),
        Parameter("step", "fit_noise_step", ()),
        Parameter("small", "fit_noise_small", ()),
    )


def prior_draws(panel: Panel, *, seed: int, size: int) -> Posterior:
    """Draw every parameter from its prior alone; no sale is looked at.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> prior_draws(panel, seed=1, size=5).draws["attraction_z"].shape
        (5, 6)
    """
    source = Parameters(panel.assumptions, seed, size)
    draws = {
        one.name: source.draws(one.assumption)
        if one.assumption
        else source.generator(f"fit:{one.name}").standard_normal((size, *one.shape))
        for one in parameters_of(panel)
    }
    return Posterior(panel, draws)


def curves_of(xp: Any, draws: Mapping[str, Array], panel: Panel) -> Curves:
    """Return the parameters of the curves from those of the model, in any array library.

    Args:
        xp: numpy or jax.numpy.
        draws: parameters by name, each with the same leading axes or with none.
        panel: the facts.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> curves_of(np, prior_draws(panel, seed=1, size=5).draws, panel).ramp.shape
        (5, 6, 3)
    """
    fixed = panel.assumptions
    attraction = (
        draws["attraction"][..., None]
        + draws["attraction_spread"][..., None] * draws["attraction_z"]
    )
    ramp = common_ramp(xp, draws)[..., None, :] * xp.exp(
        fixed["fit_ramp_spread"].value * draws["ramp_z"][..., :, None]
    )
    median = np.array([size.patients for size in panel.sizes])
    width = np.array([size.width for size in panel.sizes])
    home = median * xp.exp(width * draws["size_z"])
    spread = fixed["fit_potential_spread"].value
    abroad = [
        home * draws[f"potential_{r}"][..., None] * xp.exp(spread * draws[f"potential_{r}_z"])
        for r in ABROAD
    ]
    price = panel.price * xp.exp(panel.price_width * draws["price_z"])[..., None, :]
    return Curves(
        attraction,
        draws["rivalry"],
        ramp,
        fixed["fit_ramp_shape"].value,
        xp.stack([home, *abroad], axis=-1),
        price,
        draws["fading"][..., None] + fixed["fit_fading_spread"].value * draws["fading_z"],
        draws["depletion"],
        earlier_lines(panel.segments),
    )


def common_ramp(xp: Any, draws: Mapping[str, Array]) -> Array:
    """Return the ramp that products scatter about, (…, region), quarters.

    Example:
        >>> slow = {f"ramp_{region}": np.full(5, 20.0) for region in REGIONS}
        >>> common_ramp(np, slow).shape
        (5, 3)
    """
    return xp.stack([draws[f"ramp_{region}"] for region in REGIONS], axis=-1)
