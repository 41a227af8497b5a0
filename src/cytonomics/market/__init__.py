"""How large a market is: patients treated, prices paid and sales made, by every axis, as draws.

From facts (`history`, `tail`) over a forecast (`forecast`) to one cube of offers (`model`);
axes (`segments`) and figures (`figures`) are sums of it, and every figure has a way back to
the facts and assumptions it rests on (`trail`). Beside it, not in the report yet: a model fitted
to reported sales (`fitted`) and the judgement of forecasts on what came (`backtests`).
"""

from cytonomics.market.assumptions import Assumption, Parameters, assumptions
from cytonomics.market.derivation import says, trails
from cytonomics.market.errors import MarketError
from cytonomics.market.figures import (
    PERCENTILES,
    Figure,
    all_figures,
    figures,
    frame,
    measured,
    name_of,
)
from cytonomics.market.model import DRAWS, LAST_HISTORY, SEED, Market, evaluate
from cytonomics.market.routes import PublishedSize, PublishedSpread, published_sizes, spread
from cytonomics.market.segments import Axis, axis, dimensions
from cytonomics.market.support import Support
from cytonomics.market.trail import Node, walk

__all__ = [
    "DRAWS",
    "LAST_HISTORY",
    "PERCENTILES",
    "SEED",
    "Assumption",
    "Axis",
    "Figure",
    "Market",
    "MarketError",
    "Node",
    "Parameters",
    "PublishedSize",
    "PublishedSpread",
    "Support",
    "all_figures",
    "assumptions",
    "axis",
    "dimensions",
    "evaluate",
    "figures",
    "frame",
    "measured",
    "name_of",
    "published_sizes",
    "says",
    "spread",
    "trails",
    "walk",
]
