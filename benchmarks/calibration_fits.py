"""One simulation after the other: draw parameters and sales, fit them again, rank the truth.

One chain of fewer draws than `fit` takes, and no product centred, for made-up sales may say little
of any: the density is the same, and hundreds of fits are wanted. JAX compiles once a process, for
all panels have one shape.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from cytonomics.evidence import load
from cytonomics.market.calibration import panel_ranked, quantities_of, rank_of
from cytonomics.market.calibration.quantities import LIKELIHOOD
from cytonomics.market.fitted import Diagnostics, Panel, Posterior, prior_draws
from cytonomics.market.fitted.coordinates import Coordinates
from cytonomics.market.fitted.density import log_likelihood
from cytonomics.market.fitted.fitting import diagnostics_of, libraries
from cytonomics.market.fitted.likelihood import Seen, seen_of
from cytonomics.market.fitted.simulation import simulated

# Ranks go from nought to KEPT.
KEPT = 99
WARM_UP, ROUND, ROUNDS = 400, 3 * KEPT, 8
_ACCEPTANCE = 0.8
# In warm-up trees stay low: the first steps, far off and small, would take most of the time.
_DEPTHS = (5, 10)
# Beyond this a chain has not settled, whatever its effective draws.
_R_HAT = 1.05


class Refit:
    """Fits panels of one shape.

    Rounds are added until every parameter has as many effective draws as are kept, so that ranks
    are those of nearly independent draws (Talts and others, 2018, algorithm 2).
    """

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.jax, _ = libraries()
        from numpyro.infer.hmc import hmc

        with self.jax.enable_x64(True):
            self.coordinates = Coordinates(panel, centred_from=np.inf)
        self.begin, self.step = hmc(
            potential_fn_gen=lambda seen: lambda at: self.coordinates.potential(at, seen),
            algo="NUTS",
        )
        self.first, self.further = self.jax.jit(self._first), self.jax.jit(self._further)
        self.likelihoods = self.jax.jit(
            self.jax.vmap(lambda drawn, seen: log_likelihood(panel, drawn, seen), (0, None))
        )

    def __call__(self, made_up: Panel, seed: int) -> tuple[dict[str, Any], int, int]:
        """Return kept draws by parameter, the least effective number, and divergences."""
        seen = seen_of(made_up)
        state, draws, diverged = self.first(self.jax.random.PRNGKey(seed), seen)
        parts, divergences = [draws], int(diverged.sum())
        for _ in range(ROUNDS - 1):
            found = self._diagnostics(parts)
            if found.bulk >= KEPT and found.r_hat < _R_HAT:
                break
            state, draws, diverged = self.further(state, seen)
            parts.append(draws)
            divergences += int(diverged.sum())
        every = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        chosen = np.linspace(0, len(parts) * ROUND - 1, KEPT).round().astype(int)
        kept = {name: values[chosen] for name, values in every.items()}
        return kept, int(self._diagnostics(parts).bulk), divergences

    def of_likelihood(self, draws: Mapping[str, Any], made_up: Panel) -> Any:
        """Return the log likelihood of each draw, (draw,)."""
        return np.asarray(self.likelihoods(dict(draws), seen_of(made_up)))

    def _first(self, key: Any, seen: Seen) -> Any:
        key, own = self.jax.random.split(key)
        middle = self.coordinates.middle
        start = self.jax.random.uniform(own, middle.shape, middle.dtype, -1.0, 1.0)
        state = self.begin(
            start,
            num_warmup=WARM_UP,
            target_accept_prob=_ACCEPTANCE,
            max_tree_depth=_DEPTHS,
            model_args=(seen,),
            rng_key=key,
        )
        state = self.jax.lax.fori_loop(
            0, WARM_UP, lambda _, state: self.step(state, model_args=(seen,)), state
        )
        return self._further(state, seen)

    def _further(self, state: Any, seen: Seen) -> Any:
        def one(state: Any, _: Any) -> Any:
            state = self.step(state, model_args=(seen,))
            return state, (state.z, state.diverging)

        state, (draws, diverged) = self.jax.lax.scan(one, state, None, length=ROUND)
        return state, self.jax.vmap(self.coordinates.parameters)(draws), diverged

    def _diagnostics(self, parts: list[Any]) -> Diagnostics:
        chain = {name: np.concatenate([part[name] for part in parts])[None] for name in parts[0]}
        return diagnostics_of(chain, 0, 0.0)


@cache
def _refit() -> Refit:
    return Refit(panel_ranked(load()))


def ranked(simulation: int) -> dict[str, Any]:
    """Return the ranks of one simulation, by number: the same number gives the same ranks."""
    refit = _refit()
    begun = time.process_time()
    prior = prior_draws(refit.panel, seed=simulation, size=1)
    made_up = simulated(
        refit.panel, {name: values[0] for name, values in prior.draws.items()}, simulation
    )
    with refit.jax.enable_x64(True):
        kept, effective, divergences = refit(made_up, simulation)
        truth, found = quantities_of(prior), quantities_of(Posterior(made_up, kept))
        truth[LIKELIHOOD] = refit.of_likelihood(prior.draws, made_up)
        found[LIKELIHOOD] = refit.of_likelihood(kept, made_up)
    return {
        "simulation": simulation,
        "ranks": {name: rank_of(float(truth[name][0]), draws) for name, draws in found.items()},
        "effective": effective,
        "divergences": divergences,
        "seconds": time.process_time() - begun,
    }
