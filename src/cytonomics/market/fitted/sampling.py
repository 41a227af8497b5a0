"""Chains of the No-U-Turn Sampler in coordinates that are made round first.

Where each step of a chain may go is measured by a covariance: that of the normal distribution
with the curvature of the density at its highest point at first, then that of the draws which all
chains took with it. The draws are the same in distribution whatever the covariance; they come
several times as fast. Needs the extra `fit`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from cytonomics.market.fitted.coordinates import Coordinates
from cytonomics.market.fitted.panel import Panel

# A chain finds the length of its steps in so many of them, and tells of its progress as often.
SETTLE, TOLD = 100, 25
# The powers of two that a step may take at most, while its length is found and then.
_DEPTHS = (5, 10)
# Draws from the normal approximation, from which chains start and their first covariance follows.
_APPROXIMATE = 2000
# Priors alone are no flatter than this; a step of the numerical second derivative.
_FLATTEST, _STEP = 0.1, 1e-4


class Sampler:
    """Chains over one panel, side by side on the cores that there are."""

    def __init__(self, panel: Panel, *, chains: int, acceptance: float) -> None:
        """Nothing is compiled before it is needed."""
        import jax
        from numpyro.infer.hmc import hmc

        self.coordinates = Coordinates(panel)
        # In these the density is highest where no spread vanishes.
        self._uncentred = Coordinates(panel, centred_from=np.inf)
        self._jax, self._chains = jax, chains
        begin, step = hmc(self.coordinates.potential, algo="NUTS")

        def first(key: Any, position: Any, covariance: Any) -> Any:
            return begin(
                position,
                num_warmup=SETTLE,
                adapt_mass_matrix=False,
                dense_mass=True,
                inverse_mass_matrix=covariance,
                target_accept_prob=acceptance,
                max_tree_depth=_DEPTHS,
                rng_key=key,
            )

        def further(state: Any) -> Any:
            def one(state: Any, _: Any) -> Any:
                state = step(state)
                return state, (state.z, state.diverging)

            return jax.lax.scan(one, state, None, length=TOLD)

        if jax.local_device_count() >= chains:
            self._first = jax.pmap(first, in_axes=(0, 0, None))
            self._further = jax.pmap(further)
        else:
            self._first = jax.jit(jax.vmap(first, in_axes=(0, 0, None)))
            self._further = jax.jit(lambda states: jax.lax.map(further, states))
        self._slope = jax.jit(jax.value_and_grad(self._uncentred.potential))
        self._moved = jax.jit(
            jax.vmap(lambda at: self.coordinates.position(self._uncentred.parameters(at)))
        )
        self._parameters = jax.jit(jax.vmap(jax.vmap(self.coordinates.parameters)))

    def parameters(self, positions: Any) -> dict[str, Any]:
        """Return the parameters at positions, each (chain, draw, …), by name."""
        found = self._parameters(positions)
        return {name: np.asarray(values) for name, values in found.items()}

    def settled(self, seed: int, learn: int, told: Callable[[int], None]) -> Any:
        """Return the states of chains that are ready to be drawn from.

        Args:
            seed: seed of the chains.
            learn: from so many draws a chain, a multiple of `TOLD`, the covariance is learnt.
            told: is told of steps that were taken by all chains together.
        """
        near = self._approximate(seed)
        states = self._begin(seed, near[: self._chains], np.cov(near.T))
        states, _, _ = self.run(states, SETTLE, told)
        _, learnt, _ = self.run(states, learn, told)
        covariance = np.cov(learnt.reshape(-1, near.shape[1]).T)
        # Keys that no chain has had; the length of the steps is found anew.
        states = self._begin(seed + 2**30, learnt[:, -1], covariance)
        states, _, _ = self.run(states, SETTLE, told)
        return states

    def run(self, states: Any, steps: int, told: Callable[[int], None]) -> tuple[Any, Any, int]:
        """Let chains go on; return their states, positions and how many steps diverged.

        Positions are (chain, draw, coordinate).

        Args:
            states: of all chains.
            steps: how many each takes, a multiple of `TOLD`.
            told: is told of steps that were taken by all chains together.
        """
        parts, diverged = [], 0
        for _ in range(steps // TOLD):
            states, (positions, divergences) = self._further(states)
            parts.append(np.asarray(positions))
            diverged += int(divergences.sum())
            told(TOLD * len(positions))
        return states, np.concatenate(parts, axis=1), diverged

    def _approximate(self, seed: int) -> Any:
        """Draws of the normal distribution about the highest point, (draw, coordinate)."""
        from scipy.optimize import minimize  # type: ignore[import-untyped, unused-ignore]

        def slope(at: Any) -> tuple[float, Any]:
            value, gradient = self._slope(at)
            return float(value), np.asarray(gradient)

        middle = np.asarray(self._uncentred.middle)
        top = minimize(slope, middle, jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
        steps = _STEP * np.eye(len(top))
        bent = np.array([slope(top + one)[1] - slope(top - one)[1] for one in steps]) / (2 * _STEP)
        curvature, axes = np.linalg.eigh((bent + bent.T) / 2)
        width = 1.0 / np.sqrt(np.maximum(curvature, _FLATTEST))
        z = np.random.default_rng(seed).standard_normal((_APPROXIMATE, len(top)))
        return np.asarray(self._moved(top + z * width @ axes.T))

    def _begin(self, seed: int, positions: Any, covariance: Any) -> Any:
        """The states of chains that begin at positions, (chain, coordinate)."""
        keys = self._jax.random.split(self._jax.random.PRNGKey(seed), len(positions))
        return self._first(keys, positions, covariance)
