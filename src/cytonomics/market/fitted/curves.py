"""Expected sales of every product, region and quarter: one pure function for NumPy and JAX.

Nothing here is random and nothing names a library: the caller passes `numpy` or `jax.numpy`,
so that what is fitted and what is forecast cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# An array of numpy or jax.numpy: mypy knows no common type for both.
Array = Any
QUARTERS_A_YEAR = 4.0
# The pull of an empty segment: not nought, for its powers must exist.
_NOBODY = 1e-30


@dataclass(frozen=True, eq=False)
class Entries:
    """Which product may be given to which segment in which region from when until when.

    Arrays of equal length: positions of product, segment and region, the quarter of the label
    counted from the first quarter of the model, and the first quarter without it. `start` may
    have a leading draw axis, and holds infinity where a label never comes; `end` holds infinity
    where it is not withdrawn, and may be left out if none is.

    Example:
        >>> Entries(np.array([0]), np.array([0]), np.array([1]), np.array([4.0])).end.tolist()
        [inf]
    """

    product: NDArray[np.intp]
    segment: NDArray[np.intp]
    region: NDArray[np.intp]
    start: NDArray[np.float64]
    end: NDArray[np.float64] = field(default_factory=lambda: np.array(np.inf))

    def __post_init__(self) -> None:
        """Give every label an end."""
        object.__setattr__(self, "end", np.broadcast_to(self.end, self.product.shape))


class Curves(NamedTuple):
    """What the expected sales follow from; every array may have leading draw axes.

    `attraction` (product): log odds against no cell therapy at the end of the ramp, without
    rivals; `rivalry` (): dissimilarity of products, 0 to 1; `ramp` (product, region): quarters;
    `shape`: exponent of the ramp; `patients` (segment, region): patients a year; `price`
    (product, region): net, million USD a treatment, nominal; `fading` (product) or (): log odds
    lost a year since the label; `depletion` (): the part of those treated in an earlier line who
    are missing from a later one; `earlier`: pairs of positions of a segment and of one that is an
    earlier line of it.

    Example:
        >>> ones = np.ones((1, 2))
        >>> Curves(np.zeros(1), np.ones(()), 8.0 * ones, 1.3, 1_000.0 * ones, 0.4 * ones).shape
        1.3
    """

    attraction: Array
    rivalry: Array
    ramp: Array
    shape: float
    patients: Array
    price: Array
    fading: Array = np.zeros(())
    depletion: Array = np.zeros(())
    earlier: tuple[tuple[int, int], ...] = ()


class Levers(NamedTuple):
    """How a scenario moves the curves, entry by entry; noughts and ones move nothing.

    `log_odds` (…, entry, quarter): added to the attraction; `reach` (…, entry, quarter): patients
    as a multiple; `pace` (…, entry): how many times as fast a label ramps up.

    Example:
        >>> Levers(np.zeros((1, 1)), np.ones((1, 1)), np.ones(1)).pace.tolist()
        [1.0]
    """

    log_odds: Array
    reach: Array
    pace: Array


def expected_sales(
    xp: Any, curves: Curves, entries: Entries, quarters: Array, levers: Levers | None = None
) -> Array:
    """Return expected sales, (…, product, region, quarter), million USD a quarter, nominal.

    The sum of `label_sales` over segments.

    Args:
        xp: numpy, or jax.numpy when sales are differentiated.
        curves: the parameters.
        entries: the labels.
        quarters: quarters since the first one of the model, shape (quarter,).
        levers: what a scenario changes.

    Example:
        >>> entries = Entries(np.array([0]), np.array([0]), np.array([0]), np.array([0.0]))
        >>> ones = np.ones((1, 2))
        >>> curves = Curves(
        ...     np.zeros(1), np.array(0.5), 0.01 * ones, 1.0, 1_000.0 * ones, 0.4 * ones
        ... )
        >>> expected_sales(np, curves, entries, np.array([3.0]))[0, :, 0].round(6).tolist()
        [50.0, 0.0]
    """
    products, regions = curves.ramp.shape[-2], curves.ramp.shape[-1]
    # Sums over entries are products with matrices of noughts and ones.
    at_sale = _one_hot(entries.product * regions + entries.region, products * regions)
    sales = xp.matmul(at_sale, label_sales(xp, curves, entries, quarters, levers))
    return xp.reshape(sales, (*sales.shape[:-2], products, regions, len(quarters)))


def label_sales(
    xp: Any, curves: Curves, entries: Entries, quarters: Array, levers: Levers | None = None
) -> Array:
    """Return what each label is expected to sell, (…, entry, quarter), million USD a quarter.

    In a segment and region each product i with a label pulls with w = exp(a) (1 − exp(−x^k)),
    where a is its attraction, x the quarters since the label (middle of the quarter) over its
    ramp and k the shape. Patients choose cell therapy or none, whose pull is one, and then a
    product: with v = w^(1/λ) and V = Σ v, product i treats v / V · V^λ / (1 + V^λ) of them
    (nested logit with dissimilarity λ, the rivalry; McFadden, 1978; λ = 1 is the multinomial
    logit), and each treatment pays its net price. From its end on a label pulls no more.
    Of a segment whose earlier lines are treated to the shares sₑ, Π (1 − δ sₑ) of the patients
    are left, δ the depletion.

    Args:
        xp: numpy, or jax.numpy when sales are differentiated.
        curves: the parameters.
        entries: the labels.
        quarters: quarters since the first one of the model, shape (quarter,).
        levers: what a scenario changes.

    Example:
        >>> entries = Entries(np.array([0]), np.array([0]), np.array([0]), np.array([0.0]))
        >>> ones = np.ones((1, 2))
        >>> curves = Curves(
        ...     np.zeros(1), np.array(0.5), 0.01 * ones, 1.0, 1_000.0 * ones, 0.4 * ones
        ... )
        >>> label_sales(np, curves, entries, np.array([3.0])).round(6).tolist()
        [[50.0]]
    """
    regions = curves.ramp.shape[-1]
    at_place = _one_hot(
        entries.segment * regions + entries.region, curves.patients.shape[-2] * regions
    )
    # A label that never comes starts at infinity: far enough, and differences stay finite.
    start = np.minimum(entries.start, 1e9)
    since = quarters - start[..., None] + 0.5
    sold = (since > 0) & (quarters < entries.end[..., None])
    # Where nothing is sold yet any number does: both branches of `where` are differentiated.
    since = np.where(sold, since, 1.0)
    ramp = xp.log(curves.ramp)[..., entries.product, entries.region]
    attraction = curves.attraction[..., entries.product][..., None]
    if levers is not None:
        ramp = ramp - xp.log(levers.pace)
        attraction = attraction + levers.log_odds
    # Powers as exponentials of logs, of which those of time are constants: they take half as long.
    risen = xp.exp(curves.shape * (np.log(since) - ramp[..., None]))
    uptake = xp.log(-xp.expm1(-risen))
    rivalry = curves.rivalry[..., None, None]
    fading = xp.broadcast_to(curves.fading, curves.attraction.shape)[..., entries.product]
    lost = fading[..., None] * (since / QUARTERS_A_YEAR)
    log_pull = (attraction + uptake - lost) / rivalry
    pull = xp.where(sold, xp.exp(log_pull), 0.0)
    place = entries.segment * regions + entries.region
    together = xp.maximum(xp.matmul(at_place, pull), _NOBODY)
    nest = xp.exp(rivalry * xp.log(together))
    share = nest / (together * (1.0 + nest))
    if curves.earlier:
        share = share * _left(xp, curves, together, nest)
    treated = pull * share[..., place, :]
    if levers is not None:
        treated = treated * levers.reach
    patients = curves.patients[..., entries.segment, entries.region] / QUARTERS_A_YEAR
    value = patients * curves.price[..., entries.product, entries.region]
    return value[..., None] * treated


def _left(xp: Any, curves: Curves, together: Array, nest: Array) -> Array:
    """The part of the patients of each place whom earlier lines left, (…, place, quarter).

    The months between two lines are left out: patients move within a quarter. Only segments that
    are another line of one are looked at, for most have none.
    """
    pairs = np.array(curves.earlier)
    later, earlier = np.unique(pairs[:, 0]), np.unique(pairs[:, 1])
    before = np.zeros((len(later), len(earlier)))
    before[np.searchsorted(later, pairs[:, 0]), np.searchsorted(earlier, pairs[:, 1])] = 1.0
    segments, regions = curves.patients.shape[-2:]
    behind, ahead = (
        (own[:, None] * regions + np.arange(regions)).ravel() for own in (earlier, later)
    )
    some = nest[..., behind, :]
    reached = xp.where(together[..., behind, :] > _NOBODY, some / (1.0 + some), 0.0)
    untreated = xp.log1p(-curves.depletion[..., None, None] * reached)
    left = xp.exp(xp.matmul(np.kron(before, np.eye(regions)), untreated))
    whole = xp.ones_like(left[..., :1, :])
    at = np.full(segments * regions, len(ahead))
    at[ahead] = np.arange(len(ahead))
    return xp.concatenate([left, whole], axis=-2)[..., at, :]


def _one_hot(position: NDArray[np.intp], size: int) -> NDArray[np.float64]:
    matrix: NDArray[np.float64] = (np.arange(size)[:, None] == position[None, :]).astype(float)
    return matrix
