"""How good a forecast would have been: made from what was known then, scored on what came.

`knowledge` is what an origin knew, `scored_targets` the sums that are judged, `backtest` runs
forecasters over origins, `summary` pools their scores with a block-bootstrap interval.
"""

from cytonomics.market.backtests.printed import Printed, printed_ahead
from cytonomics.market.backtests.record import Line, Record, record_scores, shipped_backtest
from cytonomics.market.backtests.running import Forecaster, Score, backtest, damped_trend_forecast
from cytonomics.market.backtests.scores import covered, crps
from cytonomics.market.backtests.summaries import Summary, ratio_interval, summary
from cytonomics.market.backtests.targets import Target, scored_targets, summed
from cytonomics.market.backtests.widths import Made, learnt_width, made_of, missed
from cytonomics.market.knowledge import Knowledge, half_yearly, knowledge

__all__ = [
    "Forecaster",
    "Knowledge",
    "Line",
    "Made",
    "Printed",
    "Record",
    "Score",
    "Summary",
    "Target",
    "backtest",
    "covered",
    "crps",
    "damped_trend_forecast",
    "half_yearly",
    "knowledge",
    "learnt_width",
    "made_of",
    "missed",
    "printed_ahead",
    "ratio_interval",
    "record_scores",
    "scored_targets",
    "shipped_backtest",
    "summary",
    "summed",
]
