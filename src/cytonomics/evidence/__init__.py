"""Facts with sources and dates: loaded, validated, laid over by a user's own, and queried.

Nothing is used that was not validated here. Evidence lies in the data folder, one Frictionless
Data Package a table; its `datapackage.json` says what every field means and under which terms
the rows stand.
"""

from cytonomics.evidence.aggregation import (
    Aggregation,
    Atom,
    Redundancy,
    aggregations,
    area_of,
    portfolio_members,
)
from cytonomics.evidence.conversion import Rate, average_rate, known_currencies
from cytonomics.evidence.errors import EvidenceError, Problem
from cytonomics.evidence.ownership import Holding, holdings, holds_on
from cytonomics.evidence.reading import Fact, latest_day
from cytonomics.evidence.schema import Field, TableSchema, table_names, table_schema
from cytonomics.evidence.store import Evidence, load, narrowed

__all__ = [
    "Aggregation",
    "Atom",
    "Evidence",
    "EvidenceError",
    "Fact",
    "Field",
    "Holding",
    "Problem",
    "Rate",
    "Redundancy",
    "TableSchema",
    "aggregations",
    "area_of",
    "average_rate",
    "holdings",
    "holds_on",
    "known_currencies",
    "latest_day",
    "load",
    "narrowed",
    "portfolio_members",
    "table_names",
    "table_schema",
]
