"""How large a market is: patients treated, prices paid and sales made, by every axis, as draws.

From facts (`history`, `tail`) over a forecast (`projection`: the model fitted to reported sales in
`fitted`, the damped trend of `forecast` where it does not reach) to one cube of offers (`model`);
axes (`segments`) and figures (`figures`) are sums of it, and every figure has a way back to
the facts and assumptions it rests on (`trail`). `backtests` judges forecasts on what came.
"""

from cytonomics.market.assumptions import Assumption, Parameters, assumptions
from cytonomics.market.backtests import Line, Record, shipped_backtest
from cytonomics.market.changes import Change, Changes, shipped_changes
from cytonomics.market.crossings import (
    Crossing,
    check_request,
    crossing_frame,
    crossings,
)
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
from cytonomics.market.fitted.keeping import SCOPE as FITTED_SCOPE
from cytonomics.market.growth import (
    Growth,
    currency_shares,
    market_growth,
    reported_growth,
)
from cytonomics.market.inflation import INFLATION, price_level
from cytonomics.market.model import DRAWS, LAST_HISTORY, SEED, Market, evaluate
from cytonomics.market.projection import NEW_PRODUCTS
from cytonomics.market.routes import PublishedSize, PublishedSpread, published_sizes, spread
from cytonomics.market.segments import Axis, axis, dimensions
from cytonomics.market.support import Support
from cytonomics.market.trail import Node, walk
from cytonomics.market.workings import Kind, Slice, Working, figure_id, with_workings

__all__ = [
    "DRAWS",
    "FITTED_SCOPE",
    "INFLATION",
    "LAST_HISTORY",
    "NEW_PRODUCTS",
    "PERCENTILES",
    "SEED",
    "Assumption",
    "Axis",
    "Change",
    "Changes",
    "Crossing",
    "Figure",
    "Growth",
    "Kind",
    "Line",
    "Market",
    "MarketError",
    "Node",
    "Parameters",
    "PublishedSize",
    "PublishedSpread",
    "Record",
    "Slice",
    "Support",
    "Working",
    "all_figures",
    "assumptions",
    "axis",
    "check_request",
    "crossing_frame",
    "crossings",
    "currency_shares",
    "dimensions",
    "evaluate",
    "figure_id",
    "figures",
    "frame",
    "market_growth",
    "measured",
    "name_of",
    "price_level",
    "published_sizes",
    "reported_growth",
    "says",
    "shipped_backtest",
    "shipped_changes",
    "spread",
    "trails",
    "walk",
    "with_workings",
]
