"""Sales explained by labels, patients, uptake and price, fitted to what was reported.

`panel_of` gathers what a day knew, `fit` draws the parameters (needs the extra `fit`), `forecast`
goes on from the draws in NumPy alone.
"""

from cytonomics.market.fitted.arrivals import Arrivals, coming_labels
from cytonomics.market.fitted.contraction import Contraction, contractions
from cytonomics.market.fitted.curves import Curves, Entries, Levers, expected_sales
from cytonomics.market.fitted.deviations import Chain, chain_of
from cytonomics.market.fitted.fitting import fit
from cytonomics.market.fitted.forecasting import Forecast, forecast
from cytonomics.market.fitted.keeping import Kept, current, latest_panel, of_size, shipped
from cytonomics.market.fitted.labels import REGIONS, Label, Segment, first_labels, segment_size
from cytonomics.market.fitted.levers import Changes
from cytonomics.market.fitted.likelihood import residuals
from cytonomics.market.fitted.mixing import label_mixes
from cytonomics.market.fitted.narrowing import CLASS_SEEN, WIDTHS, Widths, established
from cytonomics.market.fitted.observations import Cell, Observation, observations_of
from cytonomics.market.fitted.panel import Panel, panel_of
from cytonomics.market.fitted.pipeline import Programme, programmes_of
from cytonomics.market.fitted.posterior import Diagnostics, Posterior, prior_draws

__all__ = [
    "CLASS_SEEN",
    "REGIONS",
    "WIDTHS",
    "Arrivals",
    "Cell",
    "Chain",
    "Changes",
    "Contraction",
    "Curves",
    "Diagnostics",
    "Entries",
    "Forecast",
    "Kept",
    "Label",
    "Levers",
    "Observation",
    "Panel",
    "Posterior",
    "Programme",
    "Segment",
    "Widths",
    "chain_of",
    "coming_labels",
    "contractions",
    "current",
    "established",
    "expected_sales",
    "first_labels",
    "fit",
    "forecast",
    "label_mixes",
    "latest_panel",
    "observations_of",
    "of_size",
    "panel_of",
    "prior_draws",
    "programmes_of",
    "residuals",
    "segment_size",
    "shipped",
]
