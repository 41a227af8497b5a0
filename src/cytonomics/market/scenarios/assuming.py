"""Assumptions that a scenario may set, and those that have gone into the fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cytonomics.market.assumptions import Assumption
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted.forecasting import forecast
from cytonomics.market.fitted.posterior import Posterior, parameters_of
from cytonomics.market.scenarios.reading import TABLES, Scenario
from cytonomics.vocabulary.errors import suggestion

# What a fit was made from: another value would need another fit.
_FITTED_FROM = ("sales_error_", "quarterly_drift_", "net_to_list_", "list_price_", "fit_noise_")


class _Recorded(dict[str, Assumption]):
    """Assumptions that remember which of them were looked at."""

    def __init__(self, known: Mapping[str, Assumption]) -> None:
        super().__init__(known)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Assumption:
        self.read.add(name)
        return super().__getitem__(name)


def assumed(scenarios: Sequence[Scenario], posterior: Posterior) -> dict[str, Assumption]:
    """Return the assumptions that scenarios set, by name.

    Raises:
        MarketError: for a name that is unknown, that the fit has used up, or that two scenarios
            set differently, and for a value that cannot be.
    """
    found: dict[str, Assumption] = {}
    by: dict[str, str] = {}
    asked = any(scenario.assumptions for scenario in scenarios)
    changeable = assumptions_open(posterior) if asked else frozenset()
    known = posterior.panel.assumptions
    for scenario in scenarios:
        for name, value in scenario.assumptions.items():
            place = f"{scenario.name}, [assumptions]"
            if name not in known:
                raise MarketError(
                    f"{place}: there is no assumption {name!r}; {suggestion(name, sorted(known))}"
                )
            if name.startswith(("fit_", *_FITTED_FROM)) and name not in changeable:
                raise MarketError(
                    f"{place}: {name!r} has gone into the fit and cannot be set after it; use a "
                    f"lever such as {', '.join(f'[[{table}]]' for table in list(TABLES)[:4])}, or "
                    "set it in an overlay of table assumptions and fit anew"
                )
            _possible(known[name], value, place)
            if name in found and found[name].value != value:
                raise MarketError(
                    f"{by[name]} and {scenario.name} set {name!r} to {found[name].value:g} and "
                    f"{value:g}; leave one out"
                )
            by[name] = scenario.name
            found[name] = replace(
                known[name], value=value, distribution="fixed", overridden=True,
                reason=f"set by scenario {scenario.name}",
            )  # fmt: skip
    return found


def assumptions_open(posterior: Posterior) -> frozenset[str]:
    """Return the names of assumptions that a forecast looks at and its draws do not rest on.

    Example:
        >>> from datetime import date
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.backtests import knowledge
        >>> from cytonomics.market.fitted import panel_of, prior_draws
        >>> then = knowledge(load(), "car_t", date(2022, 6, 30), draws=4)
        >>> panel = panel_of(then.evidence, "car_t", then.history, then.parameters, then.last)
        >>> free = assumptions_open(prior_draws(panel, seed=1, size=5))
        >>> "fit_launch_rate" in free, "fit_rivalry" in free, "fit_ramp_shape" in free
        (True, False, False)
    """
    recorded = _Recorded(posterior.panel.assumptions)
    panel = replace(posterior.panel, assumptions=recorded)
    few = Posterior(panel, {name: draws[:2] for name, draws in posterior.draws.items()})
    few.curves()
    learnt = recorded.read | {one.assumption for one in parameters_of(posterior.panel)}
    recorded.read = set()
    forecast(few, horizon=1)
    return frozenset(name for name in recorded.read - learnt if not name.startswith(_FITTED_FROM))


def _possible(assumption: Assumption, value: float, place: str) -> None:
    fraction = assumption.unit.startswith(("fraction", "share", "chance"))
    below = assumption.low >= 0 and value < 0
    above = fraction and assumption.high <= 1 and value > 1
    if below or above:
        wanted = "from 0 to 1" if fraction and assumption.high <= 1 else "not below nought"
        raise MarketError(
            f"{place}: {assumption.name!r} holds {value:g}, but its unit is {assumption.unit}; "
            f"write a value {wanted}"
        )
