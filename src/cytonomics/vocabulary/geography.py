"""Places: countries, their report groups and regions, and the dated areas filings report in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from cytonomics.vocabulary.errors import VocabularyError, suggestion
from cytonomics.vocabulary.tables import rows
from cytonomics.vocabulary.terms import Term, ancestors, names_by_key, resolve, term, terms
from cytonomics.vocabulary.text import matching_key

_TOKEN = re.compile(r"[0-9A-Za-z_]+")
_SEARCHED = ("world", "country", "region", "report_group", "area")


class Country(NamedTuple):
    """A country of the country table.

    Attributes:
        iso3: ISO 3166-1 alpha-3 code.
        name: the name shown to users.
        report_group: identifier of its one report group.
        region: identifier of its one region.

    Example:
        >>> country("VNM")
        Country(iso3='VNM', name='Viet Nam', report_group='asean', region='asia_pacific')
    """

    iso3: str
    name: str
    report_group: str
    region: str


@cache
def countries() -> tuple[Country, ...]:
    """List every country, in the order of the report groups.

    Example:
        >>> len(countries())
        197
    """
    return tuple(
        Country(each.id, each.name, *(above.id for above in ancestors("country", each.id)[:2]))
        for each in terms("country")
    )


def home_of_currency(code: str) -> str | None:
    """Give the only country of a currency by ISO 4217 code; None for others, such as USD and EUR.

    Example:
        >>> home_of_currency("INR"), home_of_currency("EUR")
        ('IND', None)
    """
    return _homes_of_currencies().get(code)


@cache
def _homes_of_currencies() -> dict[str, str]:
    return {row["currency"]: row["iso3"] for row in rows("currencies")}


def country(iso3: str) -> Country:
    """Give one country by its ISO 3166-1 alpha-3 code.

    Raises:
        VocabularyError: the country table has no such code.

    Example:
        >>> country("DEU").name
        'Germany'
    """
    term("country", iso3)
    return _by_code()[iso3]


def report_group_of(iso3: str) -> str:
    """Give the identifier of a country's report group.

    Raises:
        VocabularyError: the country table has no such code.

    Example:
        >>> report_group_of("HKG")
        'rest_of_asia_pacific'
    """
    return country(iso3).report_group


def region_of(iso3: str) -> str:
    """Give the identifier of a country's region.

    Raises:
        VocabularyError: the country table has no such code.

    Example:
        >>> region_of("TUR")
        'middle_east_africa'
    """
    return country(iso3).region


@lru_cache(maxsize=4096)
def members(expression: str, on: date | None = None) -> frozenset[str]:
    """Give the countries that a geography expression stands for.

    An expression is `include(;include)*(-exclude)*`. A token is a country code, a report group,
    a region, `world`, or a dated area such as WW, EU5 or EMA; case matters. A few territories
    that filings name and the country table lacks (MAC, PRI) are areas without countries.

    Args:
        expression: for example "WW-CHN-HKG-MAC-TWN" or "CHN;HKG".
        on: the day on which dated areas are taken; None takes each as it stands last.

    Returns:
        ISO 3166-1 alpha-3 codes.

    Raises:
        VocabularyError: a token is unknown or empty, or an area has no members on that day.

    Example:
        >>> sorted(members("EU5-GBR-FRA"))
        ['DEU', 'ESP', 'ITA']
        >>> "GBR" in members("EMA", on=date(2019, 6, 30)), "GBR" in members("EMA")
        (True, False)
    """
    included, *excluded = expression.split("-")
    inside = _union(expression, included.split(";"), on)
    return inside - _union(expression, excluded, on)


def reporter_area(company_id: str, label: str, on: date | None = None) -> frozenset[str]:
    """Give the countries that a company means by a region label of its own.

    A company without a row of its own for the label means the generic area of that name.

    Args:
        company_id: identifier of the reporting company; any text, known or not.
        label: the label as printed or coded, for example "Rest of World", "exUS", "EU".
        on: the day the figure ends on; None takes the label as it stands last.

    Returns:
        ISO 3166-1 alpha-3 codes.

    Raises:
        VocabularyError: neither the company nor the generic areas know the label.

    Example:
        >>> "GBR" in reporter_area("gilead", "EU"), "GBR" in reporter_area("elsewhere", "EU")
        (True, False)
        >>> sorted(reporter_area("adaptimmune", "WW"))
        ['USA']
    """
    own = [row for row in rows("reporter_areas") if row["company_id"] == company_id]
    generic = _area_id(label)
    names = (matching_key(label), matching_key(generic or label))
    dated = [row for row in own if matching_key(row["label"]) in names]
    if dated:
        return members(_valid(dated, on, f"{company_id}'s label {label!r}")["members"], on)
    # Filings mean their own area by a label before any country or region of that name.
    return members(generic or resolve_geography(label).id, on)


def resolve_geography(text: str) -> Term:
    """Find the place that a text names: the world, a country, region, report group or area.

    Where several go by the name, the first of that order wins; the identifier found is a token
    that members accepts.

    Raises:
        VocabularyError: no place goes by that name.

    Example:
        >>> resolve_geography("U.S.").id, resolve_geography("APAC").id, resolve_geography("7MM").id
        ('USA', 'asia_pacific', '7MM')
    """
    found = find_geography(text)
    if found is None:
        spellings = [name for each in _SEARCHED for place in terms(each) for name in place[1:3]]
        raise VocabularyError(f"{text!r} names no place; {suggestion(text, spellings)}")
    return found


def find_geography(text: str) -> Term | None:
    """Find the place that a text names as `resolve_geography` does; None where it names none.

    Example:
        >>> find_geography("EU5") is not None, find_geography("oncology")
        (True, None)
    """
    key = matching_key(text)
    found = (names_by_key(dimension).get(key) for dimension in _SEARCHED)
    return next((term for term in found if term is not None), None)


@cache
def _by_code() -> dict[str, Country]:
    return {each.iso3: each for each in countries()}


@cache
def _fixed() -> dict[str, frozenset[str]]:
    found = {term.id: frozenset(_by_code()) for term in terms("world")}
    for dimension in ("region", "report_group"):
        for place in terms(dimension):
            found[place.id] = frozenset(
                each.iso3 for each in countries() if place.id in (each.region, each.report_group)
            )
    return found | {iso3: frozenset((iso3,)) for iso3 in _by_code()}


def _union(expression: str, tokens: Iterable[str], on: date | None) -> frozenset[str]:
    return frozenset().union(*(_place(expression, token, on) for token in tokens))


def _place(expression: str, token: str, on: date | None) -> frozenset[str]:
    if not _TOKEN.fullmatch(token):
        raise VocabularyError(
            f"{token!r} in {expression!r} is not one place; write 'include;include-exclude-exclude'"
        )
    fixed = _fixed().get(token)
    if fixed is not None:
        return fixed
    dated = [row for row in rows("areas") if row["id"] == token]
    if not dated:
        known = [*_fixed(), *(place.id for place in terms("area"))]
        raise VocabularyError(
            f"{token!r} in {expression!r} is no country, group, region or area; "
            f"{suggestion(token, known)}"
        )
    content = _valid(dated, on, f"area {token!r}")["members"]
    return members(content, on) if content else frozenset()


def _area_id(label: str) -> str | None:
    try:
        return resolve("area", label).id
    except VocabularyError:
        return None


def _valid(dated: list[dict[str, str]], on: date | None, what: str) -> dict[str, str]:
    if on is None:
        return max(dated, key=lambda row: row["valid_from"])
    day = on.isoformat()
    for row in dated:
        if row["valid_from"] <= day <= (row["valid_to"] or day):
            return row
    first = min(row["valid_from"] for row in dated)
    raise VocabularyError(f"{what} has no members on {day}; it is defined from {first}")
