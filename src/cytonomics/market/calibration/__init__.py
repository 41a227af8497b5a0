"""Does the fit find what made the data? Simulation-based calibration of the fitted model.

Parameters are drawn from the prior and sales from the likelihood; where fit and likelihood agree,
the rank of the truth among the fit's draws is uniform (Talts and others, 2018). `quantities_of`
says what is ranked, `uniformity` judges ranks, `Calibration` keeps them with what they rest on.
"""

from cytonomics.market.calibration.quantities import quantities_of, rank_of
from cytonomics.market.calibration.results import DAY, SCOPE, Calibration, basis_of, panel_ranked
from cytonomics.market.calibration.uniformity import (
    Band,
    Uniformity,
    band,
    counts_up_to,
    uniformity,
    verdicts,
)

__all__ = [
    "DAY",
    "SCOPE",
    "Band",
    "Calibration",
    "Uniformity",
    "band",
    "basis_of",
    "counts_up_to",
    "panel_ranked",
    "quantities_of",
    "rank_of",
    "uniformity",
    "verdicts",
]
