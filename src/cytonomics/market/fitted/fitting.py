"""The fit: posterior draws by the No-U-Turn Sampler of NumPyro. Needs the extra `fit`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.density import model
from cytonomics.market.fitted.panel import Panel
from cytonomics.market.fitted.posterior import Diagnostics, Posterior

CHAINS, WARM_UP, ROUND, ROUNDS = 4, 500, 500, 4
DRAWS = 1000
_TARGET_ACCEPTANCE = 0.9
# Each chain tells of its progress every so many steps; the bar has so many marks.
_TOLD, _MARKS = 25, 20


def fit(
    panel: Panel,
    *,
    seed: int = 1,
    draws: int = DRAWS,
    progress: Callable[[str], None] = lambda step: None,
) -> Posterior:
    """Return draws of the parameters given the sales of a panel.

    Chains run on until R-hat is under 1.01, bulk and tail effective draws are over 400 and no
    step diverged. The same seed gives the same draws on the same machine and release of JAX.

    Args:
        panel: the facts.
        seed: seed of the sampler.
        draws: how many draws to keep, spread evenly over the chains.
        progress: is told what is being done.

    Raises:
        MarketError: if the extra `fit` is not installed, or the chains do not converge.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted.panel import panel_of
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> fit(panel).diagnostics.complaint()  # doctest: +SKIP
        ''
    """
    jax, numpyro = libraries()
    begun = time.perf_counter()
    with jax.enable_x64(True):
        from numpyro.infer import MCMC

        meter = Meter(progress)
        sampler = MCMC(
            _counting_sampler(jax, meter),
            num_warmup=WARM_UP,
            num_samples=ROUND,
            num_chains=CHAINS,
            chain_method="parallel" if jax.local_device_count() >= CHAINS else "sequential",
            progress_bar=False,
        )
        meter.begin("warming up", 0, CHAINS * (WARM_UP + ROUND))
        sampler.warmup(jax.random.PRNGKey(seed), panel, numpyro)
        parts: list[Mapping[str, Any]] = []
        divergences = 0
        for number in range(1, ROUNDS + 1):
            done = CHAINS * (WARM_UP + (number - 1) * ROUND)
            meter.begin(f"sampling, round {number}", done, done + CHAINS * ROUND)
            sampler.run(sampler.post_warmup_state.rng_key, panel, numpyro)
            sampler.post_warmup_state = sampler.last_state
            parts.append(sampler.get_samples(group_by_chain=True))
            divergences += int(sampler.get_extra_fields()["diverging"].sum())
            chains = {
                name: np.concatenate([np.asarray(part[name]) for part in parts], axis=1)
                for name in parts[0]
            }
            found = diagnostics_of(chains, divergences, time.perf_counter() - begun)
            if not found.complaint():
                break
        else:
            raise MarketError(f"the fit did not converge: {found.complaint()}; take another seed")
    return Posterior(panel, {name: _kept(x, draws) for name, x in chains.items()}, found)


class Meter:
    """A bar of how much of a fit is done, told each time it grows by a mark.

    A further round of sampling makes the whole longer, so that the bar falls back once.

    Example:
        >>> meter = Meter(print)
        >>> meter.begin("warming up", 0, 40)
        fit ──────────────────── 0 %, warming up
        >>> meter.count(10)
        fit ━━━━━─────────────── 25 %, warming up
    """

    def __init__(self, progress: Callable[[str], None]) -> None:
        """Nothing is begun yet."""
        self._progress = progress
        self._doing, self._done, self._steps, self._marks = "", 0, 1, -1

    def begin(self, doing: str, done: int, steps: int) -> None:
        """Say what is begun, how many steps came before it and how many there will be then."""
        self._doing, self._done, self._steps, self._marks = doing, done, steps, -1
        self.count(0)

    def count(self, steps: int) -> None:
        """Add steps that are done."""
        self._done = min(self._done + steps, self._steps)
        marks = _MARKS * self._done // self._steps
        if marks > self._marks:
            self._marks = marks
            bar = "━" * marks + "─" * (_MARKS - marks)
            self._progress(f"fit {bar} {100 * self._done // self._steps} %, {self._doing}")


def _counting_sampler(jax: Any, meter: Meter) -> Any:
    """The No-U-Turn Sampler, which tells a meter of its steps while it runs."""
    from numpyro.infer import NUTS

    class Counting(NUTS):  # type: ignore[misc, unused-ignore]
        def sample(self, state: Any, model_args: Any, model_kwargs: Any) -> Any:
            after = super().sample(state, model_args, model_kwargs)
            jax.lax.cond(
                after.i % _TOLD == 0,
                lambda: jax.debug.callback(lambda: meter.count(_TOLD)),
                lambda: None,
            )
            return after

    return Counting(model, target_accept_prob=_TARGET_ACCEPTANCE)


def libraries() -> tuple[Any, Any]:
    """Return JAX and NumPyro.

    Raises:
        MarketError: if the extra `fit` is not installed.
    """
    try:
        import numpyro

        # Heeded only before JAX is first used; the chains run one by one otherwise.
        numpyro.set_host_device_count(CHAINS)
        import jax
    except ImportError:
        raise MarketError(
            "fitting needs JAX and NumPyro: install them with `pip install 'cytonomics[fit]'`"
        ) from None
    return jax, numpyro


def diagnostics_of(chains: Mapping[str, Any], divergences: int, seconds: float) -> Diagnostics:
    """Return the worst split R-hat and rank-normalised effective sizes.

    Vehtari and others, Bayesian Analysis 2021.

    Args:
        chains: draws by parameter, (chain, draw, …).
        divergences: how many steps diverged.
        seconds: how long it took.
    """
    from numpyro.diagnostics import effective_sample_size, split_gelman_rubin

    worst, bulk, tail = 1.0, np.inf, np.inf
    for draws in chains.values():
        flat = draws.reshape(*draws.shape[:2], -1)
        for k in range(flat.shape[2]):
            one = flat[:, :, k]
            ranked = _normal_scores(one)
            worst = max(worst, float(split_gelman_rubin(ranked)))
            bulk = min(bulk, float(effective_sample_size(ranked)))
            for share in (0.05, 0.95):
                below = (one <= np.quantile(one, share)).astype(float)
                tail = min(tail, float(effective_sample_size(below)))
    return Diagnostics(worst, bulk, tail, divergences, seconds)


def _normal_scores(draws: Any) -> Any:
    from jax.scipy.special import ndtri

    ranks = np.argsort(np.argsort(draws, axis=None)).reshape(draws.shape) + 1.0
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _kept(chains: Any, draws: int) -> Any:
    """So many draws, evenly spread over each chain, (draw, …)."""
    flat = chains.reshape(-1, *chains.shape[2:])
    return flat[np.linspace(0, len(flat) - 1, draws).round().astype(int)]
