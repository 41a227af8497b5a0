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
from cytonomics.evidence.cards import Card, card, marks
from cytonomics.evidence.conversion import DOLLAR, Rate, average_rate, known_currencies
from cytonomics.evidence.errors import EvidenceError, Problem
from cytonomics.evidence.files import replace_folder
from cytonomics.evidence.overlay import Judgement, judged, load_checked
from cytonomics.evidence.ownership import Holding, holdings, holds_on
from cytonomics.evidence.query import Answer, TableSummary, search, sql, summaries
from cytonomics.evidence.reading import Fact, latest_day
from cytonomics.evidence.roles import SalesRole, sales_roles
from cytonomics.evidence.schema import Field, TableSchema, table_names, table_schema
from cytonomics.evidence.store import Evidence, load, narrowed

__all__ = [
    "DOLLAR",
    "Aggregation",
    "Answer",
    "Atom",
    "Card",
    "Evidence",
    "EvidenceError",
    "Fact",
    "Field",
    "Holding",
    "Judgement",
    "Problem",
    "Rate",
    "Redundancy",
    "SalesRole",
    "TableSchema",
    "TableSummary",
    "aggregations",
    "area_of",
    "average_rate",
    "card",
    "holdings",
    "holds_on",
    "judged",
    "known_currencies",
    "latest_day",
    "load",
    "load_checked",
    "marks",
    "narrowed",
    "portfolio_members",
    "replace_folder",
    "sales_roles",
    "search",
    "sql",
    "summaries",
    "table_names",
    "table_schema",
]
