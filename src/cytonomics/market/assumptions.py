"""Named parameters that nobody observed: each with a range, a reason and draws of its own."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Evidence
from cytonomics.market.errors import MarketError

Draws = NDArray[np.float64]

# Weight of the mode in the modified PERT distribution; 4 is the customary choice (Vose, Risk
# Analysis: A Quantitative Guide, 3rd edition, section III.10).
_PERT_WEIGHT = 4.0
# Standard deviations of a normal distribution between its 5th and its 95th percentile.
_NINE_TENTHS = 2 * NormalDist().inv_cdf(0.95)


@dataclass(frozen=True)
class Assumption:
    """One parameter: `value` within `low` to `high`, in `unit`, for a stated `reason`.

    `id` is the fact in table assumptions; `overridden` says that the user fixed the value.

    Example:
        >>> from cytonomics.evidence import load
        >>> assumptions(load())["forecast_damping"].distribution
        'pert'
    """

    id: str
    name: str
    value: float
    low: float
    high: float
    distribution: str
    unit: str
    reason: str
    overridden: bool = False

    @property
    def deviation(self) -> float:
        """The standard deviation of a normal assumption, of the log for a lognormal one.

        Example:
            >>> from cytonomics.evidence import load
            >>> round(assumptions(load())["fit_attraction"].deviation, 2)
            0.7
        """
        if self.distribution == "lognormal":
            return float(np.log(self.high / self.low)) / _NINE_TENTHS
        return (self.high - self.low) / _NINE_TENTHS


@dataclass(frozen=True)
class Parameters:
    """Draws of the assumptions; each draw goes by name, so one override moves no other.

    Example:
        >>> from cytonomics.evidence import load
        >>> parameters = Parameters(assumptions(load()), seed=1, size=3)
        >>> parameters.draws("forecast_damping").shape
        (3,)
    """

    assumptions: Mapping[str, Assumption]
    seed: int
    size: int

    def __getitem__(self, name: str) -> Assumption:
        """Return an assumption by name.

        Raises:
            MarketError: for a name that table assumptions lacks.
        """
        try:
            return self.assumptions[name]
        except KeyError:
            raise MarketError(_unknown(name, self.assumptions)) from None

    def value(self, name: str) -> float:
        """Return the most likely value of an assumption, in its own unit.

        Example:
            >>> from cytonomics.evidence import load
            >>> Parameters(assumptions(load()), 1, 1).value("forecast_trend_quarters")
            4.0
        """
        return self[name].value

    def draws(self, name: str) -> Draws:
        """Return the draws of one assumption, shape (size,), in its own unit.

        A fixed or overridden assumption repeats its value. The stream of random numbers depends
        on the seed and the name alone.

        Example:
            >>> from cytonomics.evidence import load
            >>> some = Parameters(assumptions(load()), 1, 100).draws("forecast_damping")
            >>> bool((some >= 0.6).all() and (some <= 0.88).all())
            True
        """
        assumption = self[name]
        if (
            assumption.distribution == "fixed"
            or assumption.overridden
            or assumption.low == assumption.high
        ):
            return np.full(self.size, assumption.value)
        generator = self.generator(name)
        if assumption.distribution == "pert":
            return pert(generator, assumption, self.size)
        steps = assumption.deviation * generator.standard_normal(self.size)
        if assumption.distribution == "lognormal":
            return np.asarray(assumption.value * np.exp(steps))
        return assumption.value + steps

    def generator(self, name: str) -> np.random.Generator:
        """Return a generator whose stream belongs to `name` under this seed.

        Example:
            >>> one = Parameters({}, 1, 1).generator("shock").random()
            >>> bool(one == Parameters({}, 1, 1).generator("shock").random())
            True
        """
        return np.random.Generator(np.random.PCG64([self.seed, zlib.crc32(name.encode())]))


def pert(generator: np.random.Generator, assumption: Assumption, size: int) -> Draws:
    """Draw from the modified PERT distribution on [low, high] with the value as mode.

    A beta distribution stretched over the range, with mean (low + 4 mode + high) / 6 (Malcolm
    and others, Operations Research 1959).

    Example:
        >>> from cytonomics.evidence import load
        >>> a = assumptions(load())["forecast_damping"]
        >>> draws = pert(np.random.default_rng(0), a, 20_000)
        >>> bool(abs(draws.mean() - (a.low + 4 * a.value + a.high) / 6) < 0.005)
        True
    """
    left, right = pert_shapes(assumption)
    width = assumption.high - assumption.low
    return assumption.low + width * generator.beta(left, right, size)


def pert_shapes(assumption: Assumption) -> tuple[float, float]:
    """Return the two shapes of the beta distribution that is stretched over the range.

    Example:
        >>> pert_shapes(Assumption("a", "a", 0.5, 0.0, 1.0, "pert", "", ""))
        (3.0, 3.0)
    """
    width = assumption.high - assumption.low
    return (
        1 + _PERT_WEIGHT * (assumption.value - assumption.low) / width,
        1 + _PERT_WEIGHT * (assumption.high - assumption.value) / width,
    )


def assumptions(
    evidence: Evidence, overrides: Mapping[str, float] | None = None
) -> dict[str, Assumption]:
    """Return every assumption by name, the user's values in place of ours.

    Args:
        evidence: where table assumptions is looked up.
        overrides: value by name, in the assumption's own unit.

    Raises:
        MarketError: for an unknown name.

    Example:
        >>> from cytonomics.evidence import load
        >>> assumptions(load(), {"forecast_damping": 0.7})["forecast_damping"].value
        0.7
    """
    found = {
        fact["name"]: Assumption(
            id=fact.id,
            name=fact["name"],
            value=fact["value"],
            low=fact["low"],
            high=fact["high"],
            distribution=fact["distribution"],
            unit=fact["unit"],
            reason=fact["reason"],
        )
        for fact in evidence["assumptions"]
    }
    for name, value in (overrides or {}).items():
        if name not in found:
            raise MarketError(_unknown(name, found))
        old = found[name]
        found[name] = Assumption(
            old.id, name, value, old.low, old.high, "fixed", old.unit, "set by the user", True
        )
    return found


def _unknown(name: str, known: Mapping[str, Assumption]) -> str:
    near = get_close_matches(name, list(known), 1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else "see `cytonomics evidence list assumptions`"
    return f"there is no assumption {name!r}; {hint}"
