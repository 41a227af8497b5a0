"""Scenarios: what would change if something in the world did, with every random number the same.

A file (`read_scenario`, or one that is `shipped`) says what changes; `resolved` looks its names
up, `outcome` forecasts without and with it, `tornado` says what moves a market most.
"""

from cytonomics.market.scenarios.assuming import assumptions_open
from cytonomics.market.scenarios.effects import Effect, effects
from cytonomics.market.scenarios.multiples import Multiples
from cytonomics.market.scenarios.outcomes import Outcome, outcome, sales_in, whole_years
from cytonomics.market.scenarios.reading import Entry, Scenario, parsed, read_scenario
from cytonomics.market.scenarios.resolving import Resolved, resolved
from cytonomics.market.scenarios.shipped import named, names, shipped
from cytonomics.market.scenarios.tornado import Swing, swings, tornado
from cytonomics.market.scenarios.variance import Share, first_order, shares

__all__ = [
    "Effect",
    "Entry",
    "Multiples",
    "Outcome",
    "Resolved",
    "Scenario",
    "Share",
    "Swing",
    "assumptions_open",
    "effects",
    "first_order",
    "named",
    "names",
    "outcome",
    "parsed",
    "read_scenario",
    "resolved",
    "sales_in",
    "shares",
    "shipped",
    "swings",
    "tornado",
    "whole_years",
]
