"""The fit: posterior draws by the No-U-Turn Sampler of NumPyro. Needs the extra `fit`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.panel import Panel
from cytonomics.market.fitted.posterior import Diagnostics, Posterior

# Each chain finds a step, then takes so many draws for a covariance, then rounds of draws to keep.
CHAINS, LEARN, ROUND, ROUNDS = 4, 200, 750, 4
DRAWS = 1000
# Where a step diverged, all is drawn anew with shorter ones.
_ACCEPTANCES = (0.95, 0.99)
# The bar of progress has so many marks.
_MARKS = 20


def fit(
    panel: Panel,
    *,
    seed: int = 1,
    draws: int = DRAWS,
    progress: Callable[[str], None] = lambda step: None,
) -> Posterior:
    """Return draws of the parameters given the sales of a panel.

    Chains run on until R-hat is under 1.01, bulk and tail effective draws are over 400, and are
    drawn anew with shorter steps if one diverged. The same seed gives the same draws on the same
    machine and release of JAX.

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
    jax, _ = libraries()
    begun = time.perf_counter()
    with jax.enable_x64(True):
        from cytonomics.market.fitted.sampling import Sampler

        for acceptance in _ACCEPTANCES:
            sampler = Sampler(panel, chains=CHAINS, acceptance=acceptance)
            chains, divergences = _drawn(sampler, seed, Meter(progress))
            found = diagnostics_of(chains, divergences, time.perf_counter() - begun)
            if not found.complaint():
                break
        else:
            raise MarketError(f"the fit did not converge: {found.complaint()}; take another seed")
    return Posterior(panel, {name: _kept(x, draws) for name, x in chains.items()}, found)


def _drawn(sampler: Any, seed: int, meter: Meter) -> tuple[Mapping[str, Any], int]:
    """Draws of all chains by parameter, (chain, draw, …), and how many steps diverged."""
    from cytonomics.market.fitted.sampling import SETTLE

    warm_up = CHAINS * (2 * SETTLE + LEARN)
    meter.begin("warming up", 0, warm_up + CHAINS * ROUND)
    states = sampler.settled(seed, LEARN, meter.count)
    parts: list[Any] = []
    for number in range(1, ROUNDS + 1):
        done = warm_up + CHAINS * (number - 1) * ROUND
        meter.begin(f"sampling, round {number}", done, done + CHAINS * ROUND)
        states, positions, diverged = sampler.run(states, ROUND, meter.count)
        parts.append(positions)
        chains = sampler.parameters(np.concatenate(parts, axis=1))
        # More of the same steps do not undo one that diverged.
        if diverged or not diagnostics_of(chains, 0, 0.0).complaint():
            break
    return chains, diverged


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
