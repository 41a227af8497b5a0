"""How often the truth lies in the promised intervals of countries and years that were left out.

What was left out is predicted from the rest, the spreads found anew, and compared with what was
counted or paid there (k-fold cross-validation over countries; Stone, Journal of the Royal
Statistical Society B 1974).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from cytonomics.evidence import Evidence
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.errors import MarketError
from cytonomics.market.transfer.countries import Countries, countries
from cytonomics.market.transfer.counts import EXACT, Count, counts, own_shares
from cytonomics.market.transfer.coverage import Heldout, Predicted, predicted, scored
from cytonomics.market.transfer.pooling import Pooled, paths
from cytonomics.market.transfer.presence import presence
from cytonomics.market.transfer.technologies import ALL_GRAFTS, PREFIX, TECHNOLOGIES
from cytonomics.market.transfer.values import (
    BASES,
    Known,
    at_years,
    known_costs,
    place_of,
    pooled_costs,
)
from cytonomics.market.transfer.volumes import OWN_SHARE, RECALL, odds, rates, targets

COUNTRIES, YEARS, COSTS = "countries", "years", "costs"
# All grafts and the share of own cells among them are what is pooled for the two kinds of graft.
POOLED = (ALL_GRAFTS, OWN_SHARE, *(o.id for o in TECHNOLOGIES if not o.id.startswith(PREFIX)))
FOLDS = 10
# The last years of a country that a forecast is asked for, and how many it must have been counted.
_LAST, _ENOUGH = 3, 5
_HALF = 0.5

Pair = tuple[Count, Count]


def heldout(
    evidence: Evidence,
    parameters: Parameters,
    names: Sequence[str] = (*POOLED, *BASES),
    progress: Callable[[str], None] = lambda step: None,
) -> tuple[Heldout, ...]:
    """Leave countries, last years and costs of countries out, and say how predictions did.

    Args:
        evidence: tables technology_volumes, populations, geography and rates.
        parameters: assumptions volume_* and cost_*, seed and number of draws.
        names: some of `POOLED`, of which numbers are left out, and of the kinds in `BASES`, of
            which unit costs are.
        progress: is told what is being done.

    Raises:
        MarketError: where nobody counts a technology, or no cost of a kind is on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=100)
        >>> found = heldout(load(), parameters, ["transfusion"])  # doctest: +SKIP
        >>> [row.countries > 20 for row in found]  # doctest: +SKIP
        [True, False]
    """
    found: list[Heldout] = []
    for name in names:
        progress(name)
        known = of_costs if name in BASES else of_numbers
        found += known(evidence, name, parameters)
    return tuple(found)


def of_numbers(evidence: Evidence, name: str, parameters: Parameters) -> tuple[Heldout, ...]:
    """Leave countries out in `FOLDS` folds, then the last years of each country at once.

    Only what counts the thing itself is predicted, from all that is kept; countries with something
    that stands in for it and nothing else are always kept.

    Args:
        evidence: tables technology_volumes, populations and geography.
        name: one of `POOLED`.
        parameters: assumptions volume_*, seed and number of draws.

    Raises:
        MarketError: where nobody counts it.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=60)
        >>> found = of_numbers(load(), "red_cell_transfusion", parameters)
        >>> [(row.left_out, row.within_90 > 0.7) for row in found]
        [('countries', True), ('years', True)]
    """
    generator = parameters.generator(f"transfer:heldout:{name}")
    found = [scored(name, COUNTRIES, left_countries(evidence, name, parameters), generator)]
    ahead = left_years(evidence, name, parameters)
    return (*found, scored(name, YEARS, ahead, generator)) if ahead else tuple(found)


def left_countries(evidence: Evidence, name: str, parameters: Parameters) -> list[Predicted]:
    """Predict every count of countries from those of the other folds of countries.

    Arguments and errors are those of `of_numbers`.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=40)
        >>> len(left_countries(load(), "platelet_transfusion", parameters)) > 30
        True
    """
    known = countries(evidence)
    rows, exact = _pairs(evidence, name, known)
    places = np.array(sorted({own.country for own, _ in exact}))
    order = parameters.generator(f"transfer:folds:{name}").permutation(places)
    found: list[Predicted] = []
    for number, fold in enumerate(np.array_split(order, FOLDS)):
        kept = [pair for pair in rows if pair[0].country not in fold]
        asked = [pair for pair in exact if pair[0].country in fold]
        # A stream of its own, so that no fold rests on what was left out of another.
        generator = parameters.generator(f"transfer:fold:{name}:{number}")
        found += _numbers(name, kept, asked, known, parameters, generator)
    return found


def left_years(evidence: Evidence, name: str, parameters: Parameters) -> list[Predicted]:
    """Predict the last years of each country that is counted long enough, all at once.

    Arguments and errors are those of `of_numbers`; nothing where at most one is.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=40)
        >>> len(left_years(load(), "platelet_transfusion", parameters)) % 3
        0
    """
    known = countries(evidence)
    rows, exact = _pairs(evidence, name, known)
    since = _since(exact)
    asked = [pair for pair in exact if pair[0].year >= since.get(pair[0].country, np.inf)]
    # What stands in later would tell of the years that are asked for.
    kept = [pair for pair in rows if pair[0].year < since.get(pair[0].country, np.inf)]
    generator = parameters.generator(f"transfer:ahead:{name}")
    # One country alone says nothing of a share of countries.
    if len(since) < 2:
        return []
    return list(_numbers(name, kept, asked, known, parameters, generator))


def _pairs(evidence: Evidence, name: str, known: Countries) -> tuple[list[Pair], list[Pair]]:
    """All counts, and those of the thing itself; pairs of own and donors' cells, or one twice."""
    if name == OWN_SHARE:
        rows = list(own_shares(evidence, known))
    else:
        rows = [(row, row) for row in counts(evidence, name, known)]
    exact = [pair for pair in rows if name == OWN_SHARE or pair[0].kind == EXACT]
    if not exact:
        raise MarketError(
            f"nobody counts {name!r} in any country; add rows to technology_volumes.csv"
        )
    return rows, exact


def _since(exact: Sequence[Pair]) -> dict[int, int]:
    """From which year on each country that was counted often enough is asked for."""
    years: dict[int, set[int]] = {}
    for own, _ in exact:
        years.setdefault(own.country, set()).add(own.year)
    return {c: sorted(own)[-_LAST] for c, own in years.items() if len(own) >= _ENOUGH}


def _numbers(
    name: str,
    kept: Sequence[Pair],
    asked: Sequence[Pair],
    known: Countries,
    parameters: Parameters,
    generator: np.random.Generator,
) -> Iterator[Predicted]:
    """Predict what is asked for from what is kept: path, noise and chance of small numbers."""
    if name == OWN_SHARE:
        found = odds(kept, known, parameters)
    else:
        found = rates([own for own, _ in kept], known, parameters, name)
    logs = _at(found, [own for own, _ in asked], known, parameters.size, generator)
    recall = parameters.value(RECALL)
    years = sorted({own.year for own, _ in asked})
    there = presence([own for own, _ in kept], known, years, parameters.size, generator)
    for column, (own, other) in enumerate(asked):
        log = logs[:, column]
        if name == OWN_SHARE:
            both = round(own.number + other.number)
            drawn = generator.binomial(both, 1.0 / (1.0 + np.exp(-log)))
        else:
            if own.confidence == "recall":
                log = log + recall * generator.standard_normal(len(log))
            present = there[:, own.country, years.index(own.year)]
            drawn = generator.poisson(np.exp(log) * known.people(own.country, own.year) * present)
        yield predicted(own.country, own.number, drawn.astype(float), _HALF)


def _at(
    found: Pooled,
    asked: Sequence[Count],
    known: Countries,
    size: int,
    generator: np.random.Generator,
) -> Draws:
    """Draws of the log with its noise where something is asked for, (draw, row)."""
    years = sorted({row.year for row in asked})
    x = targets(known, years)
    logs = paths(found, x, np.array(years, float), size, generator, noise=True)
    return logs[:, [row.country for row in asked], [years.index(row.year) for row in asked]]


def of_costs(evidence: Evidence, kind: str, parameters: Parameters) -> tuple[Heldout, ...]:
    """Leave the costs of countries out in folds: the measured error of the transfer rule.

    Every cost on record is predicted as the mean of its country with the noise of one source; a
    row for each basis, named kind and basis.

    Args:
        evidence: tables technology_volumes, populations, geography and rates.
        kind: transfusion or transplantation.
        parameters: assumptions cost_*, seed and number of draws.

    Raises:
        MarketError: where no cost is on record.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), seed=1, size=100)
        >>> [row.name for row in of_costs(load(), "transfusion", parameters)]
        ['transfusion acquisition', 'transfusion procedure']
    """
    known = countries(evidence)
    rows = known_costs(evidence, kind, parameters, known)
    if not rows:
        raise MarketError(f"no cost of {kind} is on record; add rows to technology_volumes.csv")
    generator = parameters.generator(f"transfer:heldout:{kind}")
    codes = np.array(sorted({row.country for row in rows}))
    left: list[tuple[str, Predicted]] = []
    for fold in np.array_split(generator.permutation(codes), FOLDS):
        kept = tuple(row for row in rows if row.country not in fold)
        asked = [row for row in rows if row.country in fold]
        left += _costs(kind, kept, asked, known, parameters, generator)
    return tuple(
        scored(f"{kind} {basis}", COSTS, [one for own, one in left if own == basis], generator)
        for basis in BASES[kind]
        if any(row.basis == basis for row in rows)
    )


def _costs(
    kind: str,
    kept: tuple[Known, ...],
    asked: Sequence[Known],
    known: Countries,
    parameters: Parameters,
    generator: np.random.Generator,
) -> Iterator[tuple[str, Predicted]]:
    found = pooled_costs(kept, known, kind, parameters, generator)
    for named in sorted({(row.technology, row.basis, row.year) for row in asked}):
        technology, basis, year = named
        x = at_years(known, technology, basis, kind, (year,))
        at = np.array([place_of(technology, basis)])
        costs = np.exp(paths(found, x, at, parameters.size, generator, noise=True)[:, :, 0])
        for row in asked:
            if (row.technology, row.basis, row.year) == named:
                place = known.place[row.country]
                yield basis, predicted(place, row.cost, costs[:, place])
