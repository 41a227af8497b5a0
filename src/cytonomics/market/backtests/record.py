"""The last back-test as it was scored, kept so that reports can show how good forecasts were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from cytonomics.market.backtests.running import Score
from cytonomics.market.backtests.summaries import ratio_interval, summary

SHIPPED = "data/backtest.json"
# Kind and horizon of lines that pool every kind and every horizon that was scored.
ALL, POOLED = "all", 0


@dataclass(frozen=True)
class Line:
    """Pooled scores of one forecaster for one kind of target and horizon.

    The kind `ALL` pools every target, the horizon `POOLED` every horizon that was scored.
    `crps`, errors and coverage are fractions; `ratio` is our CRPS to theirs with its 90 %
    block-bootstrap interval.

    Example:
        >>> Line("total", 4, "a", 9, 0.1, (0.7, 0.5, 0.9), 0.1, 0.5, 0.9, (0.8, 1.0)).ratio[0]
        0.7
    """

    kind: str
    horizon: int
    forecaster: str
    forecasts: int
    crps: float
    ratio: tuple[float, float, float]
    median_error: float
    coverage50: float
    coverage90: float
    coverage90_interval: tuple[float, float]


@dataclass(frozen=True)
class Record:
    """A back-test: the hash of the model that was scored, its name among the forecasters, lines.

    `class_width` and `total_width` are how many times as wide as drawn classes and then all sales
    should be forecast, learnt from all its origins (`learnt_width`).

    Example:
        >>> shipped_backtest().ours
        'cytonomics'
    """

    model: str
    ours: str
    first: str
    last: str
    class_width: float
    total_width: float
    lines: tuple[Line, ...]

    def of(self, kind: str, horizon: int) -> tuple[Line, ...]:
        """Return the lines of one kind and horizon, ours first, then by CRPS.

        Example:
            >>> shipped_backtest().of("total", 4)[0].forecaster
            'cytonomics'
        """
        own = [line for line in self.lines if (line.kind, line.horizon) == (kind, horizon)]
        return tuple(sorted(own, key=lambda line: (line.forecaster != self.ours, line.crps)))


def record_scores(
    scores: Iterable[Score],
    ours: str,
    forecasters: Sequence[str],
    kinds: Sequence[str],
    horizons: Sequence[int],
    model: str,
    widths: tuple[float, float],
) -> Record:
    """Pool scores into a record; kinds and horizons without a score are left out.

    `widths` are those of classes and of the total. Lines for `POOLED`, for every kind and for
    `ALL`, come behind those of the horizons.

    Raises:
        ValueError: if there is no score at all.

    Example:
        >>> from datetime import date
        >>> from cytonomics.market.backtests.targets import Target
        >>> one = Score("a", date(2020, 6, 30), Target("total", ""), 4, 9, 8, 0.9, 0.1, True, True)
        >>> record_scores([one], "a", ["a"], ["total"], [4], "m", (1.0, 1.0)).lines[0].median_error
        0.1
    """
    known = list(scores)
    days = sorted(score.origin.isoformat() for score in known)
    if not days:
        raise ValueError("no forecast was scored")
    lines = []
    for kind in (*kinds, ALL):
        for horizon in (*horizons, POOLED) if kind != ALL else (POOLED,):
            some = [
                s for s in known if kind in (s.target.kind, ALL) and horizon in (s.horizon, POOLED)
            ]
            for name in forecasters if some else ():
                found = summary(some, name)
                lines.append(
                    Line(
                        kind,
                        horizon,
                        name,
                        found.forecasts,
                        found.crps,
                        ratio_interval(some, ours, name),
                        found.median_error,
                        found.coverage50,
                        found.coverage90,
                        found.coverage90_interval,
                    )
                )
    return Record(model, ours, days[0], days[-1], *widths, tuple(lines))


def as_json(record: Record) -> str:
    """Return a record as the text of its file.

    Example:
        >>> json.loads(as_json(Record("m", "a", "2020-06-30", "2020-06-30", 1.0, 1.0, ())))["ours"]
        'a'
    """
    return json.dumps(asdict(record), indent=1) + "\n"


@cache
def shipped_backtest() -> Record:
    """Return the back-test that `make backtest` wrote last.

    Example:
        >>> len(shipped_backtest().lines) > 20
        True
    """
    held = json.loads((files("cytonomics.market") / SHIPPED).read_text(encoding="utf-8"))
    lines = tuple(
        Line(
            **{
                **one,
                "ratio": tuple(one["ratio"]),
                "coverage90_interval": tuple(one["coverage90_interval"]),
            }
        )
        for one in held.pop("lines")
    )
    return Record(**held, lines=lines)
