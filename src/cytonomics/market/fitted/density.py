"""The joint density of parameters and of what is printed, in JAX. Needs the extra `fit`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cytonomics.market.assumptions import Assumption, pert_shapes
from cytonomics.market.fitted.curves import expected_sales
from cytonomics.market.fitted.likelihood import Seen, anchor_residuals, residuals
from cytonomics.market.fitted.panel import Panel
from cytonomics.market.fitted.posterior import curves_of, parameters_of


def priors_of(panel: Panel) -> dict[str, Any]:
    """Return the prior of every parameter, a distribution of NumPyro, by name.

    Args:
        panel: the facts.
    """
    from numpyro import distributions

    return {
        one.name: _prior(distributions, panel.assumptions[one.assumption])
        if one.assumption
        else distributions.Normal(0.0, 1.0).expand(one.shape)
        for one in parameters_of(panel)
    }


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
