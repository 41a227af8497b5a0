"""Scores pooled over origins, targets and horizons, with block-bootstrap intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cytonomics.market.backtests.running import Score

# Forecasts from neighbouring origins share most of the years that follow: a year of origins,
# two of them, is drawn together.
BLOCK = 2
RESAMPLES = 2000


class Summary(NamedTuple):
    """Pooled scores of one forecaster: `crps` as a share of what came, errors and coverage.

    Example:
        >>> Summary("a", 1, 0.1, 0.08, 0.5, 0.9, (0.8, 1.0)).coverage90
        0.9
    """

    forecaster: str
    forecasts: int
    crps: float
    median_error: float
    coverage50: float
    coverage90: float
    coverage90_interval: tuple[float, float]


def summary(scores: Iterable[Score], forecaster: str, *, seed: int = 1) -> Summary:
    """Pool the scores of a forecaster; the interval of coverage is the 90 % bootstrap one.

    Raises:
        ValueError: if there is no score of the forecaster.

    Example:
        >>> from datetime import date
        >>> from cytonomics.market.backtests.targets import Target
        >>> one = Score("a", date(2020, 6, 30), Target("total", ""), 4, 9, 8, 0.9, 0.1, True, True)
        >>> summary([one], "a").crps
        0.1
    """
    own = [score for score in scores if score.forecaster == forecaster]
    if not own:
        raise ValueError(f"there is no score of {forecaster!r}")
    low, high = _interval(own, [float(score.in90) for score in own], [1.0] * len(own), seed)
    return Summary(
        forecaster,
        len(own),
        float(np.mean([score.crps / score.actual for score in own])),
        float(np.median([score.error for score in own])),
        float(np.mean([score.in50 for score in own])),
        float(np.mean([score.in90 for score in own])),
        (low, high),
    )


def ratio_interval(
    scores: Iterable[Score], forecaster: str, peer: str, *, seed: int = 1
) -> tuple[float, float, float]:
    """Return the ratio of two forecasters' pooled CRPS and its 90 % block-bootstrap interval.

    Below one the first is better. Origins are drawn in blocks of `BLOCK` neighbours (Künsch,
    Annals of Statistics 1989), all scores of an origin together.

    Example:
        >>> from datetime import date
        >>> from cytonomics.market.backtests.targets import Target
        >>> def score(name, crps):
        ...     day, total = date(2020, 6, 30), Target("total", "")
        ...     return Score(name, day, total, 4, 9.0, 8.0, crps, 0.1, True, True)
        >>> ratio_interval([score("a", 1.0), score("b", 2.0)], "a", "b")
        (0.5, 0.5, 0.5)
    """
    own = [score for score in scores if score.forecaster in (forecaster, peer)]
    scaled = [score.crps / score.actual for score in own]
    ours = [x if s.forecaster == forecaster else 0.0 for s, x in zip(own, scaled, strict=True)]
    theirs = [x if s.forecaster == peer else 0.0 for s, x in zip(own, scaled, strict=True)]
    return (sum(ours) / sum(theirs), *_interval(own, ours, theirs, seed))


def _interval(
    scores: Sequence[Score], upper: Sequence[float], lower: Sequence[float], seed: int
) -> tuple[float, float]:
    """The 90 % interval of a ratio of two sums over origins drawn in blocks."""
    origins = sorted({score.origin for score in scores})
    place = {origin: i for i, origin in enumerate(origins)}
    sums = np.zeros((2, len(origins)))
    for score, over, under in zip(scores, upper, lower, strict=True):
        sums[:, place[score.origin]] += over, under
    generator = np.random.default_rng(seed)
    drawn = _blocks(generator, len(origins))
    low, high = np.quantile(sums[0][drawn].sum(axis=1) / sums[1][drawn].sum(axis=1), [0.05, 0.95])
    return float(low), float(high)


def _blocks(generator: np.random.Generator, size: int) -> NDArray[np.int64]:
    """Positions of origins, (resample, origin), in blocks of neighbours that go round the end."""
    starts = generator.integers(0, size, (RESAMPLES, -(-size // BLOCK)))
    positions = (starts[:, :, None] + np.arange(BLOCK)) % size
    blocks: NDArray[np.int64] = positions.reshape(RESAMPLES, -1)[:, :size]
    return blocks
