"""The fit: posterior draws by the No-U-Turn Sampler of NumPyro. Needs the extra `fit`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cytonomics.market.assumptions import Assumption, pert_shapes
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.curves import expected_sales
from cytonomics.market.fitted.likelihood import Seen, anchor_residuals, residuals
from cytonomics.market.fitted.panel import Panel
from cytonomics.market.fitted.posterior import (
    Diagnostics,
    Posterior,
    curves_of,
    parameters_of,
)

CHAINS, WARM_UP, ROUND, ROUNDS = 4, 500, 500, 4
DRAWS = 1000
_TARGET_ACCEPTANCE = 0.9


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
        from numpyro.infer import MCMC, NUTS

        sampler = MCMC(
            NUTS(model, target_accept_prob=_TARGET_ACCEPTANCE),
            num_warmup=WARM_UP,
            num_samples=ROUND,
            num_chains=CHAINS,
            chain_method="parallel" if jax.local_device_count() >= CHAINS else "sequential",
            progress_bar=False,
        )
        progress("warming up")
        sampler.warmup(jax.random.PRNGKey(seed), panel, numpyro)
        parts: list[Mapping[str, Any]] = []
        divergences = 0
        for number in range(1, ROUNDS + 1):
            progress(f"sampling, round {number}")
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


def model(panel: Panel, numpyro: Any, seen: Seen | None = None) -> None:
    """The joint density: priors of the parameters and the likelihood of what is printed.

    Args:
        panel: the facts.
        numpyro: the library.
        seen: in place of the panel's own numbers, arrays of JAX where one compiled density is to
            serve many panels of the same shape.
    """
    from numpyro import distributions

    known = panel.assumptions
    drawn = {
        one.name: numpyro.sample(
            one.name,
            _prior(distributions, known[one.assumption])
            if one.assumption
            else distributions.Normal(0.0, 1.0).expand(one.shape).to_event(1),
        )
        for one in parameters_of(panel)
    }
    numpyro.factor("likelihood", log_likelihood(panel, drawn, seen))


def log_likelihood(panel: Panel, drawn: Mapping[str, Any], seen: Seen | None = None) -> Any:
    """Return the log density of what is printed given one draw of the parameters, in JAX.

    `simulation.simulated` draws from it.

    Args:
        panel: the facts.
        drawn: parameters by name, without a draw axis.
        seen: in place of the panel's own numbers.
    """
    import jax.numpy as jnp
    from numpyro import distributions

    curves = curves_of(jnp, drawn, panel)
    expected = expected_sales(jnp, curves, panel.entries, panel.quarters)
    off, scale = residuals(jnp, panel, drawn, expected, seen)
    degrees = panel.assumptions["fit_noise_degrees"].value
    steps, first = distributions.StudentT(degrees, 0.0, scale), distributions.Normal(0.0, scale)
    found = jnp.where(panel.chain.launch, first.log_prob(off), steps.log_prob(off)).sum()
    if panel.anchors:
        counts = anchor_residuals(jnp, panel, curves.price, expected, seen)
        found = found + distributions.Normal(0.0, 1.0).log_prob(counts).sum()
    return found


def _prior(distributions: Any, assumption: Assumption) -> Any:
    if assumption.distribution == "normal":
        return distributions.Normal(assumption.value, assumption.deviation)
    if assumption.distribution == "lognormal":
        return distributions.LogNormal(np.log(assumption.value), assumption.deviation)
    beta = distributions.Beta(*pert_shapes(assumption))
    stretch = distributions.transforms.AffineTransform(
        assumption.low, assumption.high - assumption.low,
        domain=distributions.constraints.unit_interval,
    )  # fmt: skip
    return distributions.TransformedDistribution(beta, stretch)


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
