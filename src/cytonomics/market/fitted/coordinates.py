"""The coordinates in which the posterior is sampled: unbounded, and as round as they can be had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cytonomics.market.fitted.density import log_likelihood, priors_of
from cytonomics.market.fitted.likelihood import Seen
from cytonomics.market.fitted.panel import Panel

# Products with as many observations have attractions of their own: sampled as such (centred), for
# data tell these, not how many spreads they lie off. The others are sampled as the latter.
CENTRED_FROM = 10


class Coordinates:
    """Unbounded coordinates of the parameters, in one vector.

    Which of two ways a product's attraction is sampled does not change what is sampled: the
    density takes the change of volume along (Betancourt and Girolami, Hamiltonian Monte Carlo for
    Hierarchical Models, 2015).
    """

    def __init__(self, panel: Panel, *, centred_from: float = CENTRED_FROM) -> None:
        """Choose the coordinates; products with so many observations are centred."""
        from jax.flatten_util import ravel_pytree
        from numpyro.distributions import biject_to

        self._panel, self._priors = panel, priors_of(panel)
        self._bounded = {name: biject_to(prior.support) for name, prior in self._priors.items()}
        seen = [{cell.product for cell in one.cells} for one in panel.observations]
        counts = np.array([sum(k in own for own in seen) for k in range(len(panel.products))])
        self._centred = counts >= centred_from
        start = {name: np.zeros(prior.batch_shape) for name, prior in self._priors.items()}
        self.middle, self._by_name = ravel_pytree(start)

    def parameters(self, position: Any) -> dict[str, Any]:
        """Return the parameters at a position, by name, in JAX."""
        import jax.numpy as jnp

        named = self._by_name(position)
        drawn = {name: self._bounded[name](value) for name, value in named.items()}
        own = (drawn["attraction_z"] - drawn["attraction"]) / drawn["attraction_spread"]
        drawn["attraction_z"] = jnp.where(self._centred, own, drawn["attraction_z"])
        return drawn

    def position(self, drawn: Mapping[str, Any]) -> Any:
        """Return the position of parameters: the inverse of `parameters`."""
        import jax.numpy as jnp
        from jax.flatten_util import ravel_pytree

        named = {name: self._bounded[name].inv(value) for name, value in drawn.items()}
        own = drawn["attraction"] + drawn["attraction_spread"] * drawn["attraction_z"]
        named["attraction_z"] = jnp.where(self._centred, own, drawn["attraction_z"])
        return ravel_pytree(named)[0]

    def potential(self, position: Any, seen: Seen | None = None) -> Any:
        """Return minus the log density of a position and of what is printed, in JAX.

        Args:
            position: the coordinates.
            seen: in place of the panel's own numbers.
        """
        import jax.numpy as jnp

        named, drawn = self._by_name(position), self.parameters(position)
        found = log_likelihood(self._panel, drawn, seen)
        for name, prior in self._priors.items():
            volume = self._bounded[name].log_abs_det_jacobian(named[name], drawn[name])
            found = found + (prior.log_prob(drawn[name]) + volume).sum()
        return self._centred.sum() * jnp.log(drawn["attraction_spread"]) - found
