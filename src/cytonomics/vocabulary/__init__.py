"""The dimensions of a market and their names, so that every part of the project says the same.

Quarters and periods, places and the dated areas that filings report in, the terms of every
other dimension with their aliases, and what each published market contains. All content lies
in the CSV tables of the data folder; nothing here knows a figure.
"""

from cytonomics.vocabulary.companies import companies
from cytonomics.vocabulary.errors import VocabularyError
from cytonomics.vocabulary.geography import (
    Country,
    countries,
    country,
    find_geography,
    home_of_currency,
    members,
    region_of,
    report_group_of,
    reporter_area,
    resolve_geography,
)
from cytonomics.vocabulary.quarters import Period, PeriodKind, Quarter
from cytonomics.vocabulary.scopes import (
    Membership,
    Scope,
    ScopeWord,
    includes,
    scope,
    scope_named,
    scope_words,
    scopes,
)
from cytonomics.vocabulary.terms import (
    Term,
    ancestors,
    children,
    dimensions,
    names_by_key,
    resolve,
    term,
    terms,
    written_names,
)
from cytonomics.vocabulary.text import matching_key

__all__ = [
    "Country",
    "Membership",
    "Period",
    "PeriodKind",
    "Quarter",
    "Scope",
    "ScopeWord",
    "Term",
    "VocabularyError",
    "ancestors",
    "children",
    "companies",
    "countries",
    "country",
    "dimensions",
    "find_geography",
    "home_of_currency",
    "includes",
    "matching_key",
    "members",
    "names_by_key",
    "region_of",
    "report_group_of",
    "reporter_area",
    "resolve",
    "resolve_geography",
    "scope",
    "scope_named",
    "scope_words",
    "scopes",
    "term",
    "terms",
    "written_names",
]
