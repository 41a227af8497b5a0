"""How many transplants and transfusions each country makes, by year, as draws.

Rates per head are pooled over countries (`pooling`) on health spending, age, time and region;
where a country counts, its own path goes through the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Assumption, Draws, Parameters
from cytonomics.market.errors import MarketError
from cytonomics.market.transfer.countries import Countries, countries
from cytonomics.market.transfer.counts import DONATED, FIRST, SUPPLIED, Count, counts, own_shares
from cytonomics.market.transfer.pooling import Pooled, paths, pooled, width_of
from cytonomics.market.transfer.presence import presence
from cytonomics.market.transfer.seen import padded
from cytonomics.market.transfer.technologies import (
    ALL_GRAFTS,
    ALLOGENEIC,
    AUTOLOGOUS,
    PREFIX,
    TECHNOLOGIES,
)
from cytonomics.vocabulary import term

Floats = NDArray[np.float64]

SLOPES = ("volume_spending_slope", "volume_age_slope", "volume_trend", "volume_catching_up")
SPREADS = (
    "volume_level_spread",
    "volume_deviation_spread",
    "volume_deviation_memory",
    "volume_noise",
)
REGION = "volume_region_spread"
STANDS_IN = {
    SUPPLIED: "volume_supplied_over_used",
    DONATED: "volume_donated_over_used",
    FIRST: "volume_first_over_all",
}
RECALL = "volume_error_recall"
OWN_SHARE = "own_cell_share"
ASSUMPTIONS = (*SLOPES, *SPREADS, REGION, *STANDS_IN.values(), RECALL)
# Standard deviation of the log of a rate per million about which nothing is known beforehand.
_UNKNOWN = 4.0
# Half a case beside each count, so that none has a logarithm (Anscombe, Biometrika 1948).
_HALF = 0.5


@dataclass(frozen=True, eq=False)
class Volumes:
    """Yearly numbers of a technology: `draws` is (draw, country, year), `observed` by country.

    `observed` holds by country code and year the facts that count the thing itself; `pooled`
    what was found of the spreads.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=50)
        >>> name = "organ_transplant_heart"
        >>> hearts = volumes(load(), [name], parameters, (2023,))[name]
        >>> usa = hearts.countries.place["USA"]
        >>> bool(abs(hearts.draws[:, usa, 0].mean() / 4_600 - 1) < 0.1)
        True
    """

    technology: str
    countries: Countries
    years: tuple[int, ...]
    draws: Draws
    observed: Mapping[tuple[str, int], tuple[str, ...]]
    pooled: Pooled


def volumes(
    evidence: Evidence,
    technologies: Sequence[str],
    parameters: Parameters,
    years: Sequence[int],
    progress: Callable[[str], None] = lambda step: None,
) -> dict[str, Volumes]:
    """Return draws of the yearly numbers of technologies in every country, by technology.

    Transplants of own and of donors' blood-forming cells are a share of all of them, which is
    pooled over countries on the log odds; their draws add up to those of all.

    Args:
        evidence: tables technology_volumes, populations and geography.
        technologies: ids of `TECHNOLOGIES`.
        parameters: assumptions `ASSUMPTIONS`, seed and number of draws.
        years: calendar years.
        progress: is told what is being done.

    Raises:
        MarketError: for a technology that is unknown, or of which no country has a count.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=2)
        >>> volumes(load(), ["organ_transplant_hearts"], parameters, (2023,))
        Traceback (most recent call last):
        ...
        cytonomics.market.errors.MarketError: no technology 'organ_transplant_hearts' is modelled...
    """
    names = [one.id for one in TECHNOLOGIES]
    found: dict[str, Volumes] = {}
    for technology in technologies:
        if technology not in names:
            raise MarketError(
                f"no technology {technology!r} is modelled; take one of {', '.join(names)}"
            )
        if technology not in found:
            progress(f"{term('technology', technology).name.lower()} by country")
            if technology.startswith(PREFIX):
                found |= _grafts(evidence, parameters, tuple(years))
            else:
                found[technology] = _volumes(evidence, technology, parameters, tuple(years))
    return {technology: found[technology] for technology in technologies}


def _grafts(
    evidence: Evidence, parameters: Parameters, years: tuple[int, ...]
) -> dict[str, Volumes]:
    """Transplants of own and of donors' cells: shares of all of them."""
    every = _volumes(evidence, ALL_GRAFTS, parameters, years)
    share, pairs, pooled_shares = _own_share(evidence, parameters, years)
    found = {}
    for kind, part, place in ((AUTOLOGOUS, share, 0), (ALLOGENEIC, 1.0 - share, 1)):
        observed = {
            (every.countries.codes[pair[place].country], pair[place].year): pair[place].facts
            for pair in pairs
        }
        name = f"{PREFIX}_{kind}"
        found[name] = Volumes(
            name, every.countries, years, every.draws * part, observed, pooled_shares
        )
    return found


def _volumes(
    evidence: Evidence, technology: str, parameters: Parameters, years: tuple[int, ...]
) -> Volumes:
    known = countries(evidence)
    rows = counts(evidence, technology, known)
    found = _found(evidence, technology, _ranges(parameters), parameters.seed)
    generator = parameters.generator(f"transfer:paths:{technology}")
    logs = paths(found, targets(known, years), np.array(years, float), parameters.size, generator)
    own = parameters.generator(f"transfer:presence:{technology}")
    present = presence(rows, known, years, parameters.size, own)
    people = np.array([[known.people(c, year) for year in years] for c in range(len(known.codes))])
    observed: dict[tuple[str, int], tuple[str, ...]] = {}
    for row in rows:
        if row.kind not in STANDS_IN:
            at = known.codes[row.country], row.year
            observed[at] = (*observed.get(at, ()), *row.facts)
    return Volumes(technology, known, years, np.exp(logs) * people * present, observed, found)


def _ranges(parameters: Parameters) -> tuple[Assumption, ...]:
    return tuple(parameters[name] for name in ASSUMPTIONS)


@lru_cache(maxsize=32)
def _found(evidence: Evidence, name: str, ranges: tuple[Assumption, ...], seed: int) -> Pooled:
    """What is pooled, whatever the number of draws: it takes longest and is asked for often."""
    known, parameters = countries(evidence), Parameters({r.name: r for r in ranges}, seed, 1)
    if name == OWN_SHARE:
        return odds(own_shares(evidence, known), known, parameters)
    return rates(counts(evidence, name, known), known, parameters, name)


def rates(
    rows: Sequence[Count], known: Countries, parameters: Parameters, technology: str
) -> Pooled:
    """Pool the rates per million of the countries that have a programme.

    Args:
        rows: the counts; those of nought say where there is no programme (`presence`).
        known: the countries.
        parameters: the assumptions `ASSUMPTIONS`.
        technology: names the stream of random numbers and stands in messages.

    Raises:
        MarketError: if no row counts anything.
    """
    rows = [row for row in rows if row.number > 0]
    if not rows:
        raise MarketError(
            f"nobody counts {technology!r} in any country; add rows to technology_volumes.csv"
        )
    places = np.array([row.country for row in rows])
    years = np.array([row.year for row in rows])
    numbers = np.array([row.number for row in rows])
    people = np.array([known.people(row.country, row.year) for row in rows])
    recall = parameters.value(RECALL)
    variance = 1.0 / (numbers + _HALF) + np.array(
        [recall**2 if row.confidence == "recall" else 0.0 for row in rows]
    )
    stands_in = np.array([[row.kind == kind for kind in STANDS_IN] for row in rows], float)
    x = np.hstack([known.regressors(places, years), stands_in])
    y = np.log((numbers + _HALF) / people)
    seen = padded(list(places), y, years.astype(float), x, variance, len(known.codes))
    centre, width = prior(known, parameters)
    return pooled(
        seen, centre, width, spreads(parameters), parameters.generator(f"transfer:{technology}")
    )


def spreads(parameters: Parameters) -> tuple[Assumption, Assumption, Assumption, Assumption]:
    """Return the assumptions on the spreads of volumes: level, deviation, memory, noise."""
    level, deviation, memory, noise = (parameters[name] for name in SPREADS)
    return level, deviation, memory, noise


def prior(known: Countries, parameters: Parameters) -> tuple[Floats, Floats]:
    """Return the prior means and standard deviations of the coefficients of a log rate."""
    slopes = [parameters[name] for name in SLOPES]
    extra = [parameters[name] for name in STANDS_IN.values()]
    regions = [parameters.value(REGION)] * len(known.regions)
    centre = [0.0, *(s.value for s in slopes), *(0.0 for _ in regions), *(e.value for e in extra)]
    width = [_UNKNOWN, *(width_of(s) for s in slopes), *regions, *(width_of(e) for e in extra)]
    return np.array(centre), np.array(width)


def targets(known: Countries, years: Sequence[int]) -> Floats:
    """Return the regressors of every country and year, (country, year, coefficient).

    Nothing stands in there: what is asked for is the thing itself.
    """
    every = np.arange(len(known.codes))
    columns = [known.regressors(every, np.full(len(every), year)) for year in years]
    x = np.stack(columns, axis=1)
    return np.concatenate([x, np.zeros((*x.shape[:2], len(STANDS_IN)))], axis=2)


def _own_share(
    evidence: Evidence, parameters: Parameters, years: tuple[int, ...]
) -> tuple[Draws, tuple[tuple[Count, Count], ...], Pooled]:
    """The share of own cells among transplants, (draw, country, year), and what it rests on."""
    known = countries(evidence)
    pairs = own_shares(evidence, known)
    if not pairs:
        raise MarketError(
            "nobody counts autologous and allogeneic transplants apart; add rows to "
            "technology_volumes.csv"
        )
    found = _found(evidence, OWN_SHARE, _ranges(parameters), parameters.seed)
    logs = paths(
        found, targets(known, years), np.array(years, float), parameters.size,
        parameters.generator(f"transfer:paths:{PREFIX}_{ALLOGENEIC}"),
    )  # fmt: skip
    return 1.0 / (1.0 + np.exp(-logs)), pairs, found


def odds(pairs: Sequence[tuple[Count, Count]], known: Countries, parameters: Parameters) -> Pooled:
    """Pool the log odds of own cells among transplants.

    Args:
        pairs: counts of autologous and of allogeneic transplants of one country and year.
        known: the countries.
        parameters: the assumptions `ASSUMPTIONS`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> pairs = own_shares(load(), countries(load()))
        >>> found = odds(pairs, countries(load()), Parameters(assumptions(load()), 1, 1))
        >>> int(found.seen.known.sum()) == len(pairs)
        True
    """
    own = np.array([a.number + _HALF for a, _ in pairs])
    other = np.array([b.number + _HALF for _, b in pairs])
    places = np.array([a.country for a, _ in pairs])
    at = np.array([a.year for a, _ in pairs])
    x = np.hstack([known.regressors(places, at), np.zeros((len(pairs), len(STANDS_IN)))])
    seen = padded(
        list(places), np.log(own / other), at.astype(float), x, 1 / own + 1 / other,
        len(known.codes),
    )  # fmt: skip
    centre, width = prior(known, parameters)
    # Nothing is known beforehand of how own cells go with spending, age and time.
    centre = np.zeros_like(centre)
    generator = parameters.generator(f"transfer:{PREFIX}_{ALLOGENEIC}")
    return pooled(seen, centre, width, spreads(parameters), generator)
