"""What is known of every country that bears on how much it transfers and at what cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.errors import MarketError

Floats = NDArray[np.float64]
# Health expenditure per head at which the regressor is nought, USD; a tenth of the people over 65.
_SPENDING, _OLD = 1_000.0, 0.1
# The year from which time is counted.
_NOW = 2020


@dataclass(frozen=True, eq=False)
class Countries:
    """Countries with their people, spending and age, in the order of the vocabulary.

    `population` is (country, year) for `years`, million; `spending` (country,) is the log of
    current health expenditure per head over 1,000 USD; `old` (country, year) the share of people
    over 65, in tenths above one tenth; `region` (country,) the position of the region in
    `regions`; `facts` the ids behind a country, `group` its report group.

    Example:
        >>> from cytonomics.evidence import load
        >>> known = countries(load())
        >>> round(float(known.population[known.place["USA"], known.years.index(2024)]))
        340
    """

    codes: tuple[str, ...]
    years: tuple[int, ...]
    population: Floats
    spending: Floats
    old: Floats
    region: NDArray[np.intp]
    regions: tuple[str, ...]
    group: tuple[str, ...]
    facts: Mapping[str, tuple[str, ...]]
    place: Mapping[str, int]

    def people(self, country: int, year: int) -> float:
        """Return the population in a year, million; beyond the years on record the nearest."""
        at = min(max(year, self.years[0]), self.years[-1]) - self.years[0]
        return float(self.population[country, at])

    def regressors(self, country: NDArray[np.intp], year: NDArray[np.intp]) -> Floats:
        """Return one, spending, age, decades, decades by spending, region: (row, coefficient)."""
        at = np.clip(year, self.years[0], self.years[-1]) - self.years[0]
        regions = np.eye(len(self.regions))[self.region[country]]
        columns = [
            np.ones(len(country)),
            self.spending[country],
            self.old[country, at],
            (year - _NOW) / 10.0,
            (year - _NOW) / 10.0 * self.spending[country],
        ]
        return np.column_stack([*columns, regions])


@lru_cache(maxsize=4)
def countries(evidence: Evidence) -> Countries:
    """Gather the countries that have a population on record for every year.

    A year without a share of old people takes the nearest one that has it; a country without
    health expenditure takes that of its gross domestic product times the median share of its
    region, and one without either the median of its region.

    Raises:
        MarketError: where no country has a population, or one lacks some of the years.

    Example:
        >>> from cytonomics.evidence import load
        >>> len(countries(load()).codes) > 190
        True
    """
    rows: dict[str, dict[int, tuple[float, float | None]]] = {}
    facts: dict[str, list[str]] = {}
    for fact in evidence["populations"]:
        rows.setdefault(fact["iso3"], {})[fact["year"]] = (
            fact["population_m"],
            fact["share_65_plus"],
        )
        facts.setdefault(fact["iso3"], []).append(fact.id)
    if not rows:
        raise MarketError("no country has a population; add rows to populations.csv")
    every = sorted({year for found in rows.values() for year in found})
    years = tuple(range(every[0], every[-1] + 1))
    codes = tuple(one.iso3 for one in vocabulary.countries() if one.iso3 in rows)
    for code in codes:
        missing = [year for year in years if year not in rows[code]]
        if missing:
            raise MarketError(
                f"{vocabulary.country(code).name} has no population for {missing[0]}; add a row to "
                "populations.csv"
            )
    regions = tuple(term.id for term in vocabulary.terms("region"))
    region = np.array([regions.index(vocabulary.region_of(code)) for code in codes])
    spending = _spending(evidence, codes, region)
    return Countries(
        codes,
        years,
        np.array([[rows[code][year][0] for year in years] for code in codes]),
        np.log(spending / _SPENDING),
        np.array([_old(rows[code], years) for code in codes]),
        region,
        regions,
        tuple(vocabulary.report_group_of(code) for code in codes),
        {code: tuple(facts[code]) for code in codes},
        {code: i for i, code in enumerate(codes)},
    )


def _spending(evidence: Evidence, codes: tuple[str, ...], region: NDArray[np.intp]) -> Floats:
    known = {fact["iso3"]: fact for fact in evidence["geography"]}
    spent = np.full(len(codes), np.nan)
    made = np.full(len(codes), np.nan)
    for i, code in enumerate(codes):
        if code in known:
            spent[i] = known[code]["health_expenditure_per_capita_usd"] or np.nan
            made[i] = known[code]["gdp_per_capita_usd"] or np.nan
    for one in np.unique(region):
        own = region == one
        share = np.nanmedian(spent[own] / made[own])
        usual = np.nanmedian(spent[own])
        filled = np.where(np.isnan(made), usual, made * share)
        spent[own] = np.where(np.isnan(spent), filled, spent)[own]
    return spent


def _old(rows: Mapping[int, tuple[float, float | None]], years: tuple[int, ...]) -> list[float]:
    known = {year: share for year, (_, share) in rows.items() if share is not None}
    if not known:
        return [0.0] * len(years)
    shares = [known[min(known, key=lambda at: (abs(at - year), at))] for year in years]
    return [(share - _OLD) / _OLD for share in shares]
